import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { baseName } from '../assemble/units.ts';
import { referencesIn } from './host-reference.ts';

/** Reads the Java and Kotlin sources that are named after what they call, for declared clients and for the hosts of URLs. */
export const javaClients: Detector = {
  id: 'java-clients',
  matches: (path) =>
    /(^|\/)src\/main\/(java|kotlin)\/.*(Client|Clients|Proxy|Feign\w*|Integration\w*|Connector|Remote\w*|Gateway)\.(java|kt)$/.test(path),
  detect,
  examples: [
    {
      path: 'orders/src/main/java/acme/AuthServiceClient.java',
      text: 'package acme;\n\n@FeignClient(name = "auth-service")\npublic interface AuthServiceClient {}\n',
      sees: ['workload orders@3'],
    },
    {
      path: 'orders/src/main/java/acme/CardClient.java',
      text: 'class CardClient {\n  // http://old-service/x\n  String url = "http://CARD-SERVICE/api";\n}\n',
      sees: ['workload orders@3'],
      not: ['workload orders@2'],
    },
    { path: 'src/main/java/acme/HttpClient.java', text: 'class HttpClient {}\n', sees: [], not: ['workload @1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const folder = input.path.slice(0, Math.max(0, input.path.search(/(^|\/)src\/main\//)));
  const lines = shortLines(input.text);
  const references: HostReference[] = [];
  for (const [index, content] of lines.entries()) {
    if (/^\s*(\/\/|\*|\/\*)/.test(content)) continue;
    const name = /@FeignClient\s*\(\s*(?:(?:name|value|serviceId)\s*=\s*)?"([A-Za-z][\w-]{1,80})"/.exec(content)?.[1];
    if (name !== undefined) references.push({ host: name.toLowerCase(), scheme: 'http', evidence: input.evidence(index + 1) });
    const url = /"(https?:\/\/[A-Za-z][\w.-]*[^"]{0,200})"/.exec(content)?.[1];
    if (url !== undefined && name === undefined) references.push(...referencesIn(input, index + 1, url));
  }
  const [first] = references;
  if (first === undefined) return { observations: [], problems: [] };
  return {
    observations: [
      {
        type: 'workload',
        source: 'other',
        name: input.redact(baseName(folder)),
        buildFolder: folder,
        aliases: [],
        ports: [],
        references,
        dependsOn: [],
        auxiliary: true,
        evidence: first.evidence,
      },
    ],
    problems: [],
  };
}

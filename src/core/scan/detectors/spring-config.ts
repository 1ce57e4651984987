import { shortLines } from '../parse/guard.ts';
import type { DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import type { Problem } from '../../model/evidence.ts';
import { referencesIn, withSpringDefaults } from './host-reference.ts';
import { folderOf } from './paths.ts';

/** A setting under its dotted key, as Spring sees YAML and properties alike. */
interface Setting {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

const maxSettings = 5_000;
const pathPattern =
  /(^|\/)(application|bootstrap)(-[\w-]+)?\.(ya?ml|properties)$|(^|\/)src\/main\/resources\/(?:[\w-]+\/){0,3}[\w-]+\.ya?ml$/;

/** Reads Spring configuration: the name and port of an application and the hosts it talks to. */
export const springConfig: Detector = {
  id: 'spring-config',
  matches: (path) => pathPattern.test(path) && !/(^|\/)src\/test\//.test(path),
  detect,
  examples: [
    {
      path: 'orders/src/main/resources/application.yml',
      text: 'spring:\n  application:\n    name: orders\n  datasource:\n    url: jdbc:postgresql://${DB_HOST:orders-db}:5432/orders\n    password: hunter2\n  rabbitmq:\n    host: rabbitmq\nserver:\n  port: 8081\n',
      sees: ['workload orders@3'],
    },
    {
      path: 'cart/src/main/resources/application.properties',
      text: '# cart\nspring.data.redis.host=redis\nserver.port=7000\n',
      sees: ['workload cart@2'],
    },
    { path: 'src/main/resources/messages.yml', text: 'hello: world\n', sees: [], not: ['workload messages@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const problems: Problem[] = [];
  const settings = input.path.endsWith('.properties') ? propertiesOf(input.text) : yamlSettings(input, problems);
  const isNamed = /(^|\/)(application|bootstrap)(-[\w-]+)?\.\w+$/.test(input.path);
  // Other YAML files among the resources are Spring's only if they say so, and their errors are theirs.
  if (!settings.some(({ key }) => /^(spring|server|eureka|zuul|management)\./.test(key)))
    return { observations: [], problems: isNamed ? problems : [] };
  const application = settings.find(({ key }) => key === 'spring.application.name' && isPlainName(key, settings));
  const folder = moduleOf(input.path);
  const stem = /([^/]+)\.\w+$/.exec(input.path)?.[1] ?? '';
  const references = settings.flatMap((setting) => hostsOf(input, setting));
  // `shared/account-service.yml` is what a configuration server hands to that service; a shared `application.yml` is for all.
  const isServed = !isNamed || !/(^|\/)(resources|config)$|^$/.test(folderOf(input.path));
  if (isServed && isNamed && input.path.includes('src/main/resources/')) return { observations: [], problems };
  const name = application?.value ?? (isNamed ? folder.slice(folder.lastIndexOf('/') + 1) : stem);
  const first = application ?? references[0]?.evidence ?? settings.find(({ key }) => /^(spring|server)\./.test(key));
  if (name === '' || first === undefined) return { observations: [], problems };
  const port = Number(withSpringDefaults(settings.find(({ key }) => key === 'server.port')?.value ?? ''));
  return {
    observations: [
      {
        type: 'workload',
        source: 'other',
        name: input.redact(name),
        aliases: [],
        ports: port > 0 && port < 65_536 ? [port] : [],
        localPorts: port > 0 && port < 65_536 ? [port] : [],
        references,
        dependsOn: [],
        // It describes a unit that its build file shows, and never makes a component of its own.
        auxiliary: true,
        evidence: input.evidence(first.line),
        ...(isNamed ? { buildFolder: folder } : {}),
      },
    ],
    problems,
  };
}

function isPlainName(key: string, settings: readonly Setting[]): boolean {
  return /^[\w.-]{1,80}$/.test(settings.find((setting) => setting.key === key)?.value ?? '');
}

/** The module that a file under `src/main/resources` belongs to. */
function moduleOf(path: string): string {
  const source = path.search(/(^|\/)src\/main\//);
  return source === -1 ? folderOf(path).replace(/(^|\/)(config|resources)$/, '') : path.slice(0, source);
}

function hostsOf(input: DetectorInput, setting: Setting): readonly HostReference[] {
  const value = withSpringDefaults(setting.value);
  // Zuul and Gateway name another service by its registered name.
  if (/^zuul\.routes\.[\w-]+\.service-?id$/i.test(setting.key) && /^[\w-]{1,80}$/.test(value))
    return [{ host: value.toLowerCase(), scheme: 'http', evidence: input.evidence(setting.line) }];
  if (/(^|\.)(allowed-origins|issuer|logging|management|springdoc|swagger|instance)(\.|$)/.test(setting.key)) return [];
  return referencesIn(input, setting.line, value, setting.key).map((found) =>
    found.scheme === 'lb' ? { ...found, scheme: 'http' } : found,
  );
}

function propertiesOf(text: string): Setting[] {
  return shortLines(text)
    .slice(0, maxSettings)
    .flatMap((line, index): Setting[] => {
      const match = /^\s*([\w.[\]-]{1,200})\s*[=:]\s*(.*)$/.exec(line);
      return match?.[1] === undefined ? [] : [{ key: match[1], value: (match[2] ?? '').trim(), line: index + 1 }];
    });
}

function yamlSettings(input: DetectorInput, problems: Problem[]): Setting[] {
  const { documents, issues } = parseYaml(input.text);
  problems.push(...issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line)));
  const settings: Setting[] = [];
  const open = documents.map((node): { key: string; node: DataNode; line: number } => ({ key: '', node, line: node.line })).reverse();
  for (let next = open.pop(); next !== undefined && settings.length < maxSettings; next = open.pop()) {
    const { key, node, line } = next;
    if (key.length > 400) continue;
    if (node.kind === 'scalar') settings.push({ key, value: node.text, line });
    else if (node.kind === 'list') open.push(...node.items.map((item) => ({ key, node: item, line: item.line })).reverse());
    else
      open.push(
        ...[...node.entries]
          .map(([name, entry]) => ({ key: key === '' ? name : `${key}.${name}`, node: entry.value, line: entry.line }))
          .reverse(),
      );
  }
  return settings;
}

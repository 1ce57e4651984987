import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import type { ComponentKind } from '../../model/fact.ts';
import { folderOf, joinPath } from './paths.ts';

/** Hosts that `azd` deploys to, as catalogue ids, and what is run there. */
const hosts: ReadonlyMap<string, { readonly technology: string; readonly kind?: ComponentKind }> = new Map<
  string,
  { readonly technology: string; readonly kind?: ComponentKind }
>([
  ['appservice', { technology: 'azure-app-service' }],
  ['containerapp', { technology: 'azure-container-apps' }],
  ['function', { technology: 'azure-functions', kind: 'function' }],
  ['staticwebapp', { technology: 'azure-static-web-apps', kind: 'web-client' }],
  ['aks', { technology: 'aks' }],
]);

/** Reads the project file of the Azure Developer CLI: which folders are services, and where they run. */
export const azd: Detector = {
  id: 'azd',
  matches: (path) => /(^|\/)azure\.ya?ml$/i.test(path),
  detect,
  examples: [
    {
      path: 'azure.yaml',
      text: 'name: shop\nservices:\n  web:\n    project: ./src/web\n    language: js\n    host: staticwebapp\n  api:\n    project: src/api\n    host: containerapp\n',
      sees: ['workload web@3', 'workload api@7', 'technology azure-container-apps@9', 'deployment azure@2'],
    },
    {
      path: 'azure.yaml',
      text: 'name: shop\n# services:\n#   web:\n#     host: appservice\n',
      sees: [],
      not: ['workload web@3', 'deployment azure@1'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const observations: Observation[] = [];
  for (const document of documents) {
    const services = entryAt(document, 'services');
    if (services === undefined) continue;
    for (const [name, entry] of entriesAt(document, 'services')) {
      const host = entryAt(entry.value, 'host');
      const known = host?.value.kind === 'scalar' ? hosts.get(host.value.text.toLowerCase()) : undefined;
      const project = textAt(entry.value, 'project');
      const folder = project === undefined ? undefined : joinPath(folderOf(input.path), project);
      if (known === undefined) continue;
      observations.push(
        {
          type: 'workload',
          source: 'platform',
          name: input.redact(name),
          aliases: [],
          ports: [],
          references: [],
          dependsOn: [],
          evidence: input.evidence(entry.line),
          ...(folder === undefined ? {} : { buildFolder: folder.replace(/\/[^/]+\.\w*proj$/, '') }),
          ...(known.kind === undefined ? {} : { kind: known.kind }),
        },
        {
          type: 'technology',
          technology: known.technology,
          scope: 'production',
          folder: folder ?? folderOf(input.path),
          evidence: input.evidence(host?.line ?? entry.line),
        },
      );
    }
    if (observations.length > 0) observations.push({ type: 'deployment', target: 'azure', evidence: input.evidence(services.line) });
  }
  return { observations, problems };
}

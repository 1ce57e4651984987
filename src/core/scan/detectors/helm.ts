import { entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { firstDocument, isConditionFalse } from './helm-chart.ts';
import { chartObservations } from './helm-charts-known.ts';
import { folderOf } from './paths.ts';

/** Reads what describes a Helm chart: that it is one, and the charts that it brings along. */
export const helm: Detector = {
  id: 'helm',
  matches: (path) => /(^|\/)((Chart|requirements|helmfile)|values[-._](prod|production|prd|live))\.ya?ml$/.test(path),
  companions: (path) => ['values.yaml', 'Chart.yaml'].map((name) => beside(path, name)),
  detect,
  examples: [
    {
      path: 'charts/shop/Chart.yaml',
      text: 'apiVersion: v2\nname: shop\ndependencies:\n  - name: postgresql\n    version: 12.1.0\n    repository: https://charts.example/bitnami\n    condition: postgresql.enabled\n  - name: redis\n    alias: sessions\n    version: 17.0.0\n    repository: oci://charts.example/bitnami\n  - name: kafka\n    version: 1.0.0\n    repository: https://charts.example/bitnami\n    condition: kafka.enabled\n  - name: common\n    version: 2.x.x\n    repository: https://charts.example/bitnami\n  - name: api\n    version: 0.1.0\n    repository: file://../api\n',
      beside: { 'charts/shop/values.yaml': 'postgresql:\n  enabled: true\nkafka:\n  enabled: false\n' },
      sees: [
        'deployment kubernetes@1',
        'practice infrastructure-as-code@1',
        'technology helm@1',
        'workload postgresql@4',
        'technology postgresql@4',
        'workload sessions@9',
        'technology redis@8',
      ],
      not: ['workload kafka@12', 'technology kafka@12', 'workload common@16', 'workload api@19', 'workload redis@8'],
    },
    {
      path: 'library/Chart.yaml',
      text: 'apiVersion: v2\nname: common\ntype: library\ndependencies:\n  - name: redis\n    repository: https://charts.example\n',
      sees: ['technology helm@1'],
      not: ['workload redis@5', 'deployment kubernetes@1'],
    },
    {
      path: 'deploy/helmfile.yaml',
      text: 'repositories:\n  - name: bitnami\n    url: https://charts.example/bitnami\nreleases:\n  - name: cache\n    chart: bitnami/redis\n  - name: api\n    chart: ./charts/api\n  - name: old\n    chart: bitnami/mysql\n    installed: false\n',
      sees: ['workload cache@5', 'technology redis@5', 'deployment kubernetes@4'],
      not: ['workload api@7', 'workload old@9'],
    },
    {
      path: 'requirements.yaml',
      text: 'dependencies:\n  - name: rabbitmq\n    version: 8.0.0\n    repository: https://charts.example\n',
      beside: { 'Chart.yaml': 'apiVersion: v1\nname: shop\n' },
      sees: ['workload rabbitmq@2'],
    },
    {
      path: 'ansible/requirements.yml',
      text: 'roles:\n  - name: geerlingguy.nginx\n',
      sees: [],
      not: ['practice infrastructure-as-code@1'],
    },
  ],
};

/** More are generated. */
const maxDependencies = 200;

function beside(path: string, name: string): string {
  const folder = folderOf(path);
  return folder === '' ? name : `${folder}/${name}`;
}

function detect(input: DetectorInput): DetectorOutput {
  const { path } = input;
  if (/(^|\/)values[-._]\w+\.ya?ml$/.test(path)) return { observations: productionSizes(input), problems: [] };
  const isHelmfile = /(^|\/)helmfile\.ya?ml$/.test(path);
  // A helmfile is a template itself; what it computes is masked by the parser of its plain parts only.
  if (isHelmfile && input.text.includes('{{')) return { observations: [], problems: [] };
  const { documents, issues } = input.own(parseYaml);
  const isChart = /(^|\/)Chart\.ya?ml$/.test(path) && textAt(documents[0], 'name') !== undefined;
  const isPart = /(^|\/)requirements\.ya?ml$/.test(path) && input.companion(beside(path, 'Chart.yaml')) !== undefined;
  if (!isChart && !isPart && !isHelmfile) return { observations: [], problems: [] };
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const observations = isHelmfile ? documents.flatMap((document) => releases(input, document)) : chart(input, documents[0], isPart);
  return { observations, problems };
}

function chart(input: DetectorInput, root: DataNode | undefined, isPart: boolean): Observation[] {
  const isLibrary = textAt(root, 'type') === 'library';
  const evidence = input.evidence(isPart ? 1 : (entryAt(root, 'apiVersion')?.line ?? entryAt(root, 'name')?.line ?? 1));
  const found: Observation[] = [
    { type: 'practice', practice: 'infrastructure-as-code', evidence },
    { type: 'technology', technology: 'helm', scope: 'development', folder: folderOf(input.path), evidence },
  ];
  if (isLibrary) return found;
  if (!isPart) found.push({ type: 'deployment', target: 'kubernetes', evidence });
  const values = input.parsed(beside(input.path, 'values.yaml'), firstDocument);
  for (const item of itemsAt(root, 'dependencies').slice(0, maxDependencies)) {
    const name = textAt(item, 'name');
    const alias = entryAt(item, 'alias');
    const repository = textAt(item, 'repository') ?? '';
    // A chart of this workspace is read where it stands.
    if (name === undefined || repository === '' || repository.startsWith('file:') || isConditionFalse(textAt(item, 'condition'), values))
      continue;
    if (tagsAreOff(item, values)) continue;
    const key = alias?.value.kind === 'scalar' ? alias.value.text : name;
    const line = entryAt(item, 'name')?.line ?? item.line;
    const technology = chartObservations(input, { name: key, chart: name, line });
    found.push(
      ...technology.map((one) => (one.type === 'workload' && alias !== undefined ? { ...one, evidence: input.evidence(alias.line) } : one)),
      ...sizes(input, values, key),
    );
  }
  return found;
}

/** How many the values for production ask for, of the chart or of a part of it. */
function productionSizes(input: DetectorInput): Observation[] {
  const chart = input.parsed(beside(input.path, 'Chart.yaml'), firstDocument);
  const name = textAt(chart, 'name');
  const root = firstDocument(input.text);
  if (name === undefined || root?.kind !== 'map') return [];
  const places: readonly (readonly [string, DataNode])[] = [
    [name, root],
    ...[...root.entries].map(([key, entry]) => [key, entry.value] as const),
  ];
  return places.slice(0, maxDependencies).flatMap(([about, node]): Observation[] => {
    const entry = entryAt(node, 'replicaCount') ?? entryAt(node, 'replicas');
    return entry?.value.kind === 'scalar' && /^\d+$/.test(entry.value.text)
      ? [{ type: 'sizing', measure: 'replicas', value: entry.value.text, about: input.redact(about), evidence: input.evidence(entry.line) }]
      : [];
  });
}

/** `tags` switch several dependencies: off where every tag that is set says so and one is. */
function tagsAreOff(item: DataNode, values: DataNode | undefined): boolean {
  const set = itemsAt(item, 'tags').flatMap((tag) => (tag.kind === 'scalar' ? (textAt(values, 'tags', tag.text) ?? []) : []));
  return set.length > 0 && set.every((one) => one === 'false');
}

/** Sizes that the values of the parent chart give a chart that it brings along. */
function sizes(input: DetectorInput, values: DataNode | undefined, key: string): Observation[] {
  const places: readonly (readonly [string, readonly string[]])[] = [
    ['replicas', ['replicaCount']],
    ['replicas', ['replica', 'replicaCount']],
    ['replicas', ['readReplicas', 'replicaCount']],
    ['storage', ['persistence', 'size']],
    ['storage', ['primary', 'persistence', 'size']],
    ['storage', ['master', 'persistence', 'size']],
  ];
  return places.flatMap(([measure, path]) => {
    const entry = entryAt(values, key, ...path);
    return entry?.value.kind === 'scalar' && /^\d+([KMGT]i?)?$/.test(entry.value.text)
      ? [
          {
            type: 'sizing' as const,
            measure,
            value: entry.value.text,
            about: input.redact(key),
            evidence: input.evidenceIn(beside(input.path, 'values.yaml'), entry.line),
          },
        ]
      : [];
  });
}

/** Releases of a helmfile whose chart is of a repository. */
function releases(input: DetectorInput, root: DataNode): Observation[] {
  const block = entryAt(root, 'releases');
  if (block === undefined) return [];
  const evidence = input.evidence(block.line);
  const found: Observation[] = [
    { type: 'practice', practice: 'infrastructure-as-code', evidence },
    { type: 'deployment', target: 'kubernetes', evidence },
    { type: 'technology', technology: 'helm', scope: 'development', folder: folderOf(input.path), evidence },
  ];
  for (const item of itemsAt(root, 'releases').slice(0, maxDependencies)) {
    const name = entryAt(item, 'name');
    const source = textAt(item, 'chart') ?? '';
    if (name?.value.kind !== 'scalar' || !/^[\w-]+\/[\w.-]+$/.test(source) || textAt(item, 'installed') === 'false') continue;
    found.push(...chartObservations(input, { name: name.value.text, chart: source.slice(source.indexOf('/') + 1), line: name.line }));
  }
  return found;
}

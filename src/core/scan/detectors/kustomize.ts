import { byId, byImage } from '../catalogue/index.ts';
import { entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import { chartObservations } from './helm-charts-known.ts';
import { referencesIn } from './host-reference.ts';
import { imageVersion, parseImage } from './image-name.ts';
import { isDevelopmentOverlay } from './kubernetes-manifest.ts';
import { folderOf } from './paths.ts';

/**
 * Reads Kustomize files: the versions and numbers that an overlay sets, the charts it inflates and the configuration it
 * makes. An overlay never makes a component of its own; prefixes of names are no other names for people.
 */
export const kustomize: Detector = {
  id: 'kustomize',
  matches: (path) => /(^|\/)kustomization(\.ya?ml)?$/i.test(path),
  detect,
  examples: [
    {
      path: 'k8s/overlays/prod/kustomization.yaml',
      text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamePrefix: prod-\nresources:\n  - ../../base\nimages:\n  - name: postgres\n    newTag: "16.2"\n  - name: acme/api\n    newTag: 1.4.0\nreplicas:\n  - name: api\n    count: 3\nconfigMapGenerator:\n  - name: api-config\n    literals:\n      - REDIS_URL=redis://sessions:6379\n',
      sees: [
        'practice infrastructure-as-code@1',
        'deployment kubernetes@1',
        'technology kustomize@1',
        'technology postgresql@8',
        'sizing replicas@13',
        'workload api@15',
      ],
      not: ['workload postgres@7', 'workload prod-api@3'],
    },
    {
      path: 'k8s/overlays/dev/kustomization.yaml',
      text: 'resources: [../../base]\nreplicas:\n  - name: api\n    count: 1\nhelmCharts:\n  - name: redis\n    releaseName: cache\n    repo: https://charts.example\n',
      sees: ['workload cache@6'],
      not: ['sizing replicas@4'],
    },
    { path: 'kustomization.yaml', text: 'a: 1\n# images:\n#   - name: mysql\n', sees: [], not: ['technology mysql@3'] },
  ],
};

/** More of a kind are generated. */
const maxItems = 500;

const keysOfKustomize =
  /^[ \t]*(resources|bases|components|images|patches|patchesStrategicMerge|patchesJson6902|namePrefix|nameSuffix|namespace|configMapGenerator|secretGenerator|helmCharts|generators|transformers|replicas|commonLabels|labels|kind)[ \t]*:/m;

function detect(input: DetectorInput): DetectorOutput {
  if (!keysOfKustomize.test(input.text)) return { observations: [], problems: [] };
  const { documents, issues } = input.own(parseYaml);
  const [root] = documents;
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  if (root?.kind !== 'map') return { observations: [], problems };
  const evidence = input.evidence([...root.entries.values()][0]?.line ?? 1);
  const auxiliary = isDevelopmentOverlay(input.path);
  const observations: Observation[] = [
    { type: 'practice', practice: 'infrastructure-as-code', evidence },
    { type: 'deployment', target: 'kubernetes', evidence },
    ...(byId('kustomize') === undefined
      ? []
      : [{ type: 'technology' as const, technology: 'kustomize', scope: 'development' as const, folder: folderOf(input.path), evidence }]),
    ...(auxiliary ? [] : [...images(input, root), ...replicas(input, root)]),
    ...configuration(input, root),
    ...charts(input, root, auxiliary),
  ];
  return { observations, problems };
}

/** The version that an overlay sets for a known image. */
function images(input: DetectorInput, root: DataNode): Observation[] {
  return itemsAt(root, 'images')
    .slice(0, maxItems)
    .flatMap((item): Observation[] => {
      const name = textAt(item, 'newName') ?? textAt(item, 'name');
      const tag = entryAt(item, 'newTag');
      const known = name === undefined ? undefined : byImage(name);
      if (name === undefined || known === undefined || tag?.value.kind !== 'scalar') return [];
      const parsed = parseImage(`${name}:${tag.value.text}`);
      const version = parsed === undefined ? undefined : imageVersion(parsed);
      if (version === undefined) return [];
      return [
        {
          type: 'technology',
          technology: known.id,
          scope: 'production',
          folder: folderOf(input.path),
          version: input.redact(version),
          evidence: input.evidence(tag.line),
        },
      ];
    });
}

function replicas(input: DetectorInput, root: DataNode): Observation[] {
  return itemsAt(root, 'replicas')
    .slice(0, maxItems)
    .flatMap((item): Observation[] => {
      const name = textAt(item, 'name');
      const count = entryAt(item, 'count');
      return name === undefined || count?.value.kind !== 'scalar' || !/^\d+$/.test(count.value.text)
        ? []
        : [
            {
              type: 'sizing',
              measure: 'replicas',
              value: count.value.text,
              about: input.redact(name),
              evidence: input.evidence(count.line),
            },
          ];
    });
}

/** Hosts in the literals of a generated ConfigMap: they belong to the workload that it is named after. */
function configuration(input: DetectorInput, root: DataNode): Observation[] {
  return itemsAt(root, 'configMapGenerator')
    .slice(0, maxItems)
    .flatMap((item): Observation[] => {
      const name = entryAt(item, 'name');
      if (name?.value.kind !== 'scalar') return [];
      const owner = name.value.text.replace(/[-.](config|configmap|configuration|env|environment|settings)$/, '');
      const references = itemsAt(item, 'literals').flatMap((literal): readonly HostReference[] => {
        const text = literal.kind === 'scalar' ? literal.text : '';
        const equals = text.indexOf('=');
        return equals > 0
          ? referencesIn(input, literal.line, text.slice(equals + 1).replace(/^["']|["']$/g, ''), text.slice(0, equals))
          : [];
      });
      if (owner === name.value.text || references.length === 0) return [];
      return [
        {
          type: 'workload',
          source: 'kubernetes',
          name: input.redact(owner),
          aliases: [],
          ports: [],
          references,
          dependsOn: [],
          auxiliary: true,
          evidence: input.evidence(name.line),
        },
      ];
    });
}

function charts(input: DetectorInput, root: DataNode, auxiliary: boolean): Observation[] {
  return itemsAt(root, 'helmCharts')
    .slice(0, maxItems)
    .flatMap((item): Observation[] => {
      const chart = entryAt(item, 'name');
      if (chart?.value.kind !== 'scalar') return [];
      const name = textAt(item, 'releaseName') ?? chart.value.text;
      return chartObservations(input, { name, chart: chart.value.text, line: chart.line, ...(auxiliary ? { auxiliary } : {}) });
    });
}

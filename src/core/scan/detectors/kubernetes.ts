import { byId } from '../catalogue/index.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import { chartCompanions } from './helm-chart.ts';
import { manifestCompanions, manifestsBeside, manifestsOf, podTemplateOf } from './kubernetes-manifest.ts';
import type { Manifest } from './kubernetes-manifest.ts';
import { configReferences, workloadObservations } from './kubernetes-workload.ts';
import { folderOf } from './paths.ts';

/** Reads Kubernetes manifests, Kustomize files and Helm charts: workloads, their Services, routes, sizes and probes. */
export const kubernetes: Detector = {
  id: 'kubernetes',
  matches: (path) =>
    /\.ya?ml$/i.test(path) &&
    !/(^|\/)(\.github|\.circleci|node_modules)\/|(^|\/)((docker-)?compose[\w.-]*|pnpm-lock|\.gitlab-ci|mkdocs|values[\w.-]*)\.ya?ml$/i.test(
      path,
    ),
  companions: (path, files) => [...chartCompanions(path, files), ...manifestCompanions(path, files)],
  detect,
  examples: [
    {
      path: 'k8s/api.yaml',
      text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api-deploy\nspec:\n  replicas: 1\n  template:\n    metadata:\n      labels: { app: api }\n    spec:\n      containers:\n        - name: api\n          image: acme/api:latest\n          ports: [{ containerPort: 8080 }]\n          env:\n            - name: REDIS_ADDR\n              value: redis-cart:6379\n---\napiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec:\n  selector: { app: api }\n',
      sees: [
        'workload api-deploy@4',
        'deployment kubernetes@2',
        'sizing replicas@6',
        'hazard hazard.single-replica@6',
        'hazard hazard.image-latest@13',
        'hazard hazard.kubernetes-no-limits@12',
        'hazard hazard.kubernetes-no-probe@4',
      ],
      not: ['workload api@21'],
    },
    {
      path: 'chart/templates/deployment.yaml',
      text: '{{- if .Values.on }}\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "chart.fullname" . }}\nspec:\n  template:\n    spec:\n      containers:\n        - image: "{{ .Values.image }}"\n{{- end }}\n',
      sees: ['workload chart@5'],
      not: ['hazard hazard.kubernetes-no-limits@10'],
    },
    {
      path: 'k8s/hpa.yaml',
      text: 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: api }\nspec:\n  scaleTargetRef: { name: api }\n  minReplicas: 2\n  maxReplicas: 8\n',
      sees: ['practice autoscaling@2', 'sizing min-replicas@6', 'sizing max-replicas@7'],
    },
    { path: 'config/app.yaml', text: 'server:\n  kind: Deployment of nothing\n', sees: [], not: ['deployment kubernetes@2'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const packaging = observePackaging(input);
  const { manifests, problems } = manifestsOf(input);
  const all = manifests.some(isJoined) ? [...manifests, ...manifestsBeside(input)] : manifests;
  const observations: Observation[] = [...packaging, ...manifests.flatMap((manifest) => observe(manifest, all))];
  const first = manifests.find((manifest) => podTemplateOf(manifest) !== undefined && !manifest.auxiliary);
  if (first !== undefined) {
    const evidence = first.input.evidence(first.kindLine);
    observations.push({ type: 'deployment', target: 'kubernetes', evidence }, { type: 'practice', practice: 'containers', evidence });
  }
  return { observations, problems };
}

/** Whether an object is understood by what stands in other files: the Service of a workload, the ConfigMap it reads. */
function isJoined(manifest: Manifest): boolean {
  return podTemplateOf(manifest) !== undefined || /^(Service|ConfigMap)$/.test(manifest.kind);
}

/** Kustomize and Helm say by their file name alone that the cluster is described as code. */
function observePackaging(input: DetectorInput): Observation[] {
  const name = input.path.slice(input.path.lastIndexOf('/') + 1);
  const tool = /^kustomization\.ya?ml$/.test(name) ? 'kustomize' : name === 'Chart.yaml' ? 'helm' : undefined;
  if (tool === undefined) return [];
  const line = Math.max(1, input.text.split('\n').findIndex((text) => /^(kind|apiVersion|name|resources):/.test(text)) + 1);
  const evidence = input.evidence(line);
  const known = byId(tool);
  return [
    { type: 'practice', practice: 'infrastructure-as-code', evidence },
    { type: 'deployment', target: 'kubernetes', evidence },
    ...(known === undefined
      ? []
      : [{ type: 'technology' as const, technology: known.id, scope: 'development' as const, folder: folderOf(input.path), evidence }]),
  ];
}

function observe(manifest: Manifest, all: readonly Manifest[]): Observation[] {
  const { input } = manifest;
  if (podTemplateOf(manifest) !== undefined) return workloadObservations(manifest, all);
  switch (manifest.kind) {
    case 'Service':
      return manifest.api === 'v1' ? serviceInFrontOf(input, manifest, all) : [];
    case 'ConfigMap':
      return configuration(input, manifest, all);
    case 'Ingress':
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'VirtualService':
    case 'IngressRoute':
      return route(input, manifest);
    case 'HorizontalPodAutoscaler':
    case 'ScaledObject':
      return scaling(input, manifest);
    case 'ServiceMonitor':
    case 'PodMonitor':
    case 'PrometheusRule':
    case 'OpenTelemetryCollector':
      return [{ type: 'practice', practice: 'observability', evidence: input.evidence(manifest.kindLine) }];
    default:
      return [];
  }
}

/** A Service whose workload stands in another file: known there by its `app` label. */
function serviceInFrontOf(input: DetectorInput, manifest: Manifest, all: readonly Manifest[]): Observation[] {
  const selector = entriesAt(manifest.node, 'spec', 'selector');
  const app = textAt(manifest.node, 'spec', 'selector', 'app.kubernetes.io/name') ?? textAt(manifest.node, 'spec', 'selector', 'app');
  if (app === undefined || selector.length === 0 || manifest.isMasked(manifest.nameLine) || manifest.isMasked(selector[0]?.[1].line ?? 1))
    return [];
  if (
    all.some(
      (other) =>
        podTemplateOf(other) !== undefined &&
        textAt(podTemplateOf(other), 'metadata', 'labels', selector[0]?.[0] ?? '') ===
          textAt(manifest.node, 'spec', 'selector', selector[0]?.[0] ?? ''),
    )
  )
    return [];
  const ports = itemsAt(manifest.node, 'spec', 'ports')
    .map((port) => Number(textAt(port, 'port')))
    .filter((port) => port > 0);
  return [
    {
      type: 'workload',
      source: 'kubernetes',
      name: input.redact(app),
      aliases: app === manifest.name ? [] : [manifest.name],
      ports,
      references: [],
      dependsOn: [],
      auxiliary: true,
      evidence: input.evidence(manifest.nameLine),
    },
  ];
}

/** Hosts in a ConfigMap that no workload of this file uses: they belong to the workload it is named after, if there is one. */
function configuration(input: DetectorInput, manifest: Manifest, all: readonly Manifest[]): Observation[] {
  const isUsedHere = all.some((other) => podTemplateOf(other) !== undefined);
  const owner = manifest.name.replace(/[-.](config|configmap|configuration|env|environment|settings)$/, '');
  const references = configReferences(manifest);
  if (isUsedHere || owner === manifest.name || references.length === 0) return [];
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
      evidence: input.evidence(manifest.nameLine),
    },
  ];
}

/** An Ingress or a route is a gateway that calls the Services behind it. */
function route(input: DetectorInput, manifest: Manifest): Observation[] {
  const found = new Map<string, HostReference>();
  const open: DataNode[] = [manifest.node];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'list') open.push(...node.items);
    if (node.kind !== 'map') continue;
    for (const [key, entry] of node.entries) {
      open.push(entry.value);
      const place =
        key === 'service'
          ? (entryAt(entry.value, 'name') ?? undefined)
          : key === 'serviceName'
            ? entry
            : key === 'destination'
              ? entryAt(entry.value, 'host')
              : undefined;
      note(place?.value, place?.line);
      if (key === 'backendRefs' || key === 'services')
        for (const item of itemsAt(node, key)) note(at(item, 'name'), entryAt(item, 'name')?.line);
    }
  }
  const references = [...found.values()].sort((a, b) => a.evidence.line - b.evidence.line);
  if (references.length === 0) return [];
  // Without a gateway a VirtualService routes inside the mesh. A route is often named after what it leads to.
  if (manifest.kind === 'VirtualService' && itemsAt(manifest.node, 'spec', 'gateways').length === 0) return [];
  const name = found.has(manifest.name) ? `${manifest.name}-ingress` : manifest.name;
  return [
    {
      type: 'workload',
      source: 'kubernetes',
      name: input.redact(name),
      kind: 'gateway',
      isRoute: true,
      aliases: [],
      ports: [],
      references,
      dependsOn: [],
      evidence: input.evidence(manifest.nameLine),
      ...(manifest.auxiliary ? { auxiliary: true } : {}),
    },
  ];

  function note(value: DataNode | undefined, line: number | undefined): void {
    if (value?.kind !== 'scalar' || line === undefined || manifest.isMasked(line)) return;
    const host = value.text.split('.', 1)[0] ?? '';
    if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(host) && !found.has(host))
      found.set(host, { host, scheme: 'http', evidence: input.evidence(line) });
  }
}

function scaling(input: DetectorInput, manifest: Manifest): Observation[] {
  const about = textAt(manifest.node, 'spec', 'scaleTargetRef', 'name');
  const found: Observation[] = [{ type: 'practice', practice: 'autoscaling', evidence: input.evidence(manifest.kindLine) }];
  for (const [key, measure] of [
    ['minReplicas', 'min-replicas'],
    ['maxReplicas', 'max-replicas'],
    ['minReplicaCount', 'min-replicas'],
    ['maxReplicaCount', 'max-replicas'],
  ] as const) {
    const entry = entryAt(manifest.node, 'spec', key);
    if (entry?.value.kind === 'scalar' && /^\d+$/.test(entry.value.text)) {
      found.push({
        type: 'sizing',
        measure,
        value: entry.value.text,
        evidence: input.evidence(entry.line),
        ...(about === undefined || manifest.isTemplate ? {} : { about: input.redact(about) }),
      });
    }
  }
  return found;
}

import { entriesAt, itemsAt, textAt } from '../parse/data.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { chartCompanions } from './helm-chart.ts';
import { gitopsObservations } from './kubernetes-gitops.ts';
import { kubernetesHazards } from './kubernetes-hazards.ts';
import { manifestCompanions, manifestsBeside, manifestsOf, podTemplateOf, selects } from './kubernetes-manifest.ts';
import type { Manifest } from './kubernetes-manifest.ts';
import { operatorObservations, operatorRuleOf } from './kubernetes-operators.ts';
import { configNamesOf, configReferences } from './kubernetes-references.ts';
import { isRoute, routeObservations } from './kubernetes-routes.ts';
import { claimObservations, scalingObservations } from './kubernetes-scaling.ts';
import { workloadObservations } from './kubernetes-workload.ts';

/** Reads Kubernetes objects, in plain files and in the templates of Helm charts: workloads, their Services, routes, sizes and probes. */
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
  const { manifests, problems } = manifestsOf(input);
  const all = manifests.some(isJoined) ? [...manifests, ...manifestsBeside(input, referredNames(manifests))] : manifests;
  const workloads = all.filter((manifest) => podTemplateOf(manifest) !== undefined);
  const observations: Observation[] = manifests.flatMap((manifest) => [
    ...observe(manifest, all, workloads),
    ...kubernetesHazards(manifest.input, manifest),
  ]);
  const first = manifests.find((manifest) => podTemplateOf(manifest) !== undefined && !manifest.auxiliary);
  if (first !== undefined) {
    const evidence = first.input.evidence(first.kindLine);
    observations.push({ type: 'deployment', target: 'kubernetes', evidence }, { type: 'practice', practice: 'containers', evidence });
  }
  return { observations, problems };
}

/** What objects of other files are called that these refer to. */
function referredNames(manifests: readonly Manifest[]): readonly string[] {
  const names = manifests.flatMap((manifest) =>
    podTemplateOf(manifest) === undefined
      ? [textAt(manifest.node, 'spec', 'selector', 'app') ?? '']
      : [...configNamesOf(manifest), textAt(podTemplateOf(manifest), 'metadata', 'labels', 'app') ?? ''],
  );
  return [...new Set(names)].filter((name) => /^[\w.-]{1,100}$/.test(name)).slice(0, 20);
}

/** Whether an object is understood by what stands in other files: the Service of a workload, the ConfigMap it reads. */
function isJoined(manifest: Manifest): boolean {
  return podTemplateOf(manifest) !== undefined || /^(Service|ConfigMap)$/.test(manifest.kind);
}

function observe(manifest: Manifest, all: readonly Manifest[], workloads: readonly Manifest[]): Observation[] {
  const { input } = manifest;
  if (podTemplateOf(manifest) !== undefined) return workloadObservations(manifest, all);
  if (isRoute(manifest)) return routeObservations(manifest);
  const rule = operatorRuleOf(manifest);
  if (rule !== undefined) return operatorObservations(manifest, rule);
  switch (manifest.kind) {
    case 'Service':
      return manifest.api === 'v1' ? serviceInFrontOf(input, manifest, workloads) : [];
    case 'ConfigMap':
      return configuration(input, manifest, workloads);
    case 'HorizontalPodAutoscaler':
    case 'ScaledObject':
    case 'ScaledJob':
      return scalingObservations(manifest);
    case 'PersistentVolumeClaim':
      return claimObservations(manifest);
    case 'ServiceMonitor':
    case 'PodMonitor':
    case 'PrometheusRule':
    case 'OpenTelemetryCollector':
      return [{ type: 'practice', practice: 'observability', evidence: input.evidence(manifest.kindLine) }];
    default:
      return gitopsObservations(manifest);
  }
}

/** A Service whose workload stands in another file: known there by its `app` label. */
function serviceInFrontOf(input: DetectorInput, manifest: Manifest, workloads: readonly Manifest[]): Observation[] {
  const selector = entriesAt(manifest.node, 'spec', 'selector');
  const app = textAt(manifest.node, 'spec', 'selector', 'app.kubernetes.io/name') ?? textAt(manifest.node, 'spec', 'selector', 'app');
  if (app === undefined || selector.length === 0 || manifest.isMasked(manifest.nameLine) || manifest.isMasked(selector[0]?.[1].line ?? 1))
    return [];
  if (workloads.some((other) => selects(manifest, other))) return [];
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
function configuration(input: DetectorInput, manifest: Manifest, workloads: readonly Manifest[]): Observation[] {
  const isUsedHere = workloads.some((other) => other.input === manifest.input || configNamesOf(other).has(manifest.name));
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

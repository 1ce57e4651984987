import { byImage } from '../catalogue/index.ts';
import { observeHazard } from '../hazards/index.ts';
import { isLiteralSecret } from '../hazards/literal-secret.ts';
import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { DetectorInput, Observation } from '../observation.ts';
import { podTemplateOf } from './kubernetes-manifest.ts';
import type { Manifest } from './kubernetes-manifest.ts';

/** Ports that only stores and brokers listen on. */
const storePorts: ReadonlySet<string> = new Set(
  '1433 1521 2379 3306 5432 5672 5984 6379 7687 8086 9042 9092 9200 11211 26257 27017'.split(' '),
);

/** Versions of the API that Kubernetes does not serve any more, by kind. Source: the deprecation guide named in the rule. */
const removedApis: ReadonlyMap<string, readonly (readonly [RegExp, string])[]> = new Map([
  [
    'extensions/v1beta1',
    [
      [/^Ingress$/, '1.22'],
      [/^(Deployment|DaemonSet|ReplicaSet|NetworkPolicy|PodSecurityPolicy)$/, '1.16'],
    ],
  ],
  ['apps/v1beta1', [[/^(Deployment|StatefulSet|ReplicaSet)$/, '1.16']]],
  ['apps/v1beta2', [[/^(Deployment|StatefulSet|ReplicaSet|DaemonSet)$/, '1.16']]],
  ['networking.k8s.io/v1beta1', [[/^Ingress(Class)?$/, '1.22']]],
  ['rbac.authorization.k8s.io/v1beta1', [[/^(Cluster)?Role(Binding)?$/, '1.22']]],
  ['rbac.authorization.k8s.io/v1alpha1', [[/^(Cluster)?Role(Binding)?$/, '1.22']]],
  ['apiextensions.k8s.io/v1beta1', [[/^CustomResourceDefinition$/, '1.22']]],
  ['admissionregistration.k8s.io/v1beta1', [[/^(Mutating|Validating)WebhookConfiguration$/, '1.22']]],
  ['policy/v1beta1', [[/^(PodDisruptionBudget|PodSecurityPolicy)$/, '1.25']]],
  ['batch/v1beta1', [[/^CronJob$/, '1.25']]],
  ['autoscaling/v2beta1', [[/^HorizontalPodAutoscaler$/, '1.25']]],
  ['autoscaling/v2beta2', [[/^HorizontalPodAutoscaler$/, '1.26']]],
]);

/** What one object of a manifest shows beside its replicas, probes, limits and images. */
export function kubernetesHazards(input: DetectorInput, manifest: Manifest): readonly Observation[] {
  const found = [...removedApi(input, manifest), ...secretValues(input, manifest)];
  if (isForDevelopment(input.path)) return found;
  if (podTemplateOf(manifest) !== undefined) return [...found, ...hostAccess(input, manifest), ...ephemeralStore(input, manifest)];
  switch (manifest.kind) {
    case 'Ingress':
      return [...found, ...plainIngress(input, manifest)];
    case 'Service':
      return [...found, ...publicStore(input, manifest)];
    case 'ClusterRoleBinding':
      return [...found, ...clusterAdmin(input, manifest)];
    case 'ClusterRole':
    case 'Role':
      return [...found, ...wildcardRole(input, manifest)];
    case 'Kafka':
    case 'RabbitmqCluster':
      return [...found, ...singleBroker(input, manifest)];
    default:
      return found;
  }
}

function isForDevelopment(path: string): boolean {
  return /(^|[/_.-])(dev|develop|development|test|testing|staging|sandbox|local|minikube|kind|qa|preview|ci)([/_.-]|$)/i.test(path);
}

function hazard(input: DetectorInput, manifest: Manifest, id: string, line: number, values: Readonly<Record<string, string>>): Observation {
  return observeHazard(id, input.evidence(line), { name: input.redact(manifest.name), ...values }, manifest.name);
}

function removedApi(input: DetectorInput, manifest: Manifest): Observation[] {
  const api = entryAt(manifest.node, 'apiVersion');
  const version = removedApis.get(manifest.api)?.find(([kind]) => kind.test(manifest.kind))?.[1];
  // A chart that asks the cluster for its version has another branch for the newer ones.
  const isChosen = manifest.isTemplate && /Capabilities|semverCompare|kubeVersion/i.test(input.text);
  if (api === undefined || version === undefined || isChosen || manifest.isMasked(api.line)) return [];
  return [hazard(input, manifest, 'hazard.kubernetes-removed-api', api.line, { kind: manifest.kind, api: manifest.api, version })];
}

function secretValues(input: DetectorInput, manifest: Manifest): Observation[] {
  const isSecret = manifest.kind === 'Secret' && manifest.api === 'v1';
  const written = isSecret
    ? ['data', 'stringData'].flatMap((part) =>
        entriesAt(manifest.node, part).map(([key, entry]) => ({ key, value: entry.value, line: entry.line })),
      )
    : itemsAt(podTemplateOf(manifest), 'spec', 'containers').flatMap((container) =>
        itemsAt(container, 'env').flatMap((variable) => {
          const value = entryAt(variable, 'value');
          return value === undefined ? [] : [{ key: textAt(variable, 'name') ?? '', value: value.value, line: value.line }];
        }),
      );
  const hit = written.find(
    ({ key, value, line }) =>
      value.kind === 'scalar' && !manifest.isMasked(line) && !value.text.includes('{{') && isLiteralSecret(key, value.text, true),
  );
  return hit === undefined ? [] : [hazard(input, manifest, 'hazard.secret-in-manifest', hit.line, { key: input.redact(hit.key) })];
}

function hostAccess(input: DetectorInput, manifest: Manifest): Observation[] {
  // Agents run once per node and are about the node; a job may prepare it.
  if (!/^(Deployment|StatefulSet|Rollout)$/.test(manifest.kind)) return [];
  const spec = entryAt(podTemplateOf(manifest), 'spec')?.value;
  for (const [key, part] of [
    ['hostNetwork', 'the network'],
    ['hostPID', 'the processes'],
    ['hostIPC', 'the memory between processes'],
  ] as const) {
    const entry = entryAt(spec, key);
    if (entry?.value.kind === 'scalar' && entry.value.value === true)
      return [hazard(input, manifest, 'hazard.kubernetes-host-access', entry.line, { part })];
  }
  const path = itemsAt(spec, 'volumes')
    .map((volume) => entryAt(volume, 'hostPath', 'path'))
    .find((entry) => entry?.value.kind === 'scalar' && !/^\/(etc\/(localtime|timezone)|usr\/share\/zoneinfo|dev\/)/.test(entry.value.text));
  return path === undefined ? [] : [hazard(input, manifest, 'hazard.kubernetes-host-access', path.line, { part: 'the files' })];
}

/** Kinds of volume that go away with the pod, or that are only read. */
const passing = new Set(['name', 'emptyDir', 'configMap', 'secret', 'projected', 'downwardAPI']);

function ephemeralStore(input: DetectorInput, manifest: Manifest): Observation[] {
  if (!/^(Deployment|StatefulSet)$/.test(manifest.kind) || manifest.isTemplate || manifest.auxiliary) return [];
  const spec = entryAt(podTemplateOf(manifest), 'spec')?.value;
  const keeps =
    itemsAt(manifest.node, 'spec', 'volumeClaimTemplates').length > 0 ||
    itemsAt(spec, 'volumes').some((volume) => volume.kind === 'map' && [...volume.entries.keys()].some((key) => !passing.has(key)));
  if (keeps) return [];
  for (const container of itemsAt(spec, 'containers')) {
    const image = entryAt(container, 'image');
    const known = image?.value.kind === 'scalar' ? byImage(image.value.text) : undefined;
    const isTool = image?.value.kind === 'scalar' && /proxy|exporter|backup|client|tools?\b|operator|metrics/i.test(image.value.text);
    if (image !== undefined && !isTool && (known?.component === 'store' || known?.component === 'broker'))
      return [hazard(input, manifest, 'hazard.kubernetes-ephemeral-store', image.line, { product: known.name })];
  }
  return [];
}

function plainIngress(input: DetectorInput, manifest: Manifest): Observation[] {
  const annotations = entriesAt(manifest.node, 'metadata', 'annotations');
  // TLS may end at a load balancer that annotations configure, or in what a template puts in.
  const mentionsTls = annotations.some(([key, entry]) =>
    /tls|ssl|cert|internal|redirect|https/i.test(`${key} ${entry.value.kind === 'scalar' ? entry.value.text : ''}`),
  );
  if (mentionsTls || entryAt(manifest.node, 'spec', 'tls') !== undefined || (manifest.isTemplate && /tls|annotations/i.test(input.text)))
    return [];
  for (const rule of itemsAt(manifest.node, 'spec', 'rules')) {
    const host = entryAt(rule, 'host');
    if (host?.value.kind !== 'scalar' || manifest.isMasked(host.line)) continue;
    if (
      /^[\w*-]+(\.[\w-]+)*\.[a-z]{2,}$/i.test(host.value.text) &&
      !/\.(local|localhost|internal|test|lan|home|svc|cluster|info\.tf|nip\.io|sslip\.io|xip\.io)$/i.test(host.value.text)
    )
      return [hazard(input, manifest, 'hazard.kubernetes-plain-ingress', host.line, { host: input.redact(host.value.text) })];
  }
  return [];
}

function publicStore(input: DetectorInput, manifest: Manifest): Observation[] {
  const type = entryAt(manifest.node, 'spec', 'type');
  if (manifest.api !== 'v1' || type?.value.kind !== 'scalar' || type.value.text !== 'LoadBalancer' || manifest.isTemplate) return [];
  const isInternal = entriesAt(manifest.node, 'metadata', 'annotations').some(([key, entry]) =>
    /internal|private/i.test(`${key} ${entry.value.kind === 'scalar' ? entry.value.text : ''}`),
  );
  if (isInternal || itemsAt(manifest.node, 'spec', 'loadBalancerSourceRanges').length > 0) return [];
  const port = itemsAt(manifest.node, 'spec', 'ports')
    .map((item) => textAt(item, 'port') ?? '')
    .find((number) => storePorts.has(number));
  return port === undefined ? [] : [hazard(input, manifest, 'hazard.kubernetes-public-store', type.line, { port })];
}

function clusterAdmin(input: DetectorInput, manifest: Manifest): Observation[] {
  const role = entryAt(manifest.node, 'roleRef', 'name');
  if (role?.value.kind !== 'scalar' || role.value.text !== 'cluster-admin') return [];
  const account = itemsAt(manifest.node, 'subjects').find((subject) => textAt(subject, 'kind') === 'ServiceAccount');
  const line = entryAt(account, 'name')?.line;
  if (account === undefined || line === undefined) return [];
  const name = manifest.isMasked(line) ? 'of the chart' : (textAt(account, 'name') ?? '');
  return [hazard(input, manifest, 'hazard.kubernetes-cluster-admin', role.line, { account: input.redact(name) })];
}

function wildcardRole(input: DetectorInput, manifest: Manifest): Observation[] {
  const hasStar = (rule: DataNode, key: string): boolean => itemsAt(rule, key).some((item) => item.kind === 'scalar' && item.text === '*');
  const rule = itemsAt(manifest.node, 'rules').find((one) => ['apiGroups', 'resources', 'verbs'].every((key) => hasStar(one, key)));
  const line = rule === undefined ? undefined : entryAt(rule, 'verbs')?.line;
  return line === undefined ? [] : [hazard(input, manifest, 'hazard.kubernetes-wildcard-role', line, {})];
}

function singleBroker(input: DetectorInput, manifest: Manifest): Observation[] {
  const replicas =
    manifest.kind === 'Kafka' ? entryAt(manifest.node, 'spec', 'kafka', 'replicas') : entryAt(manifest.node, 'spec', 'replicas');
  return replicas?.value.kind === 'scalar' && replicas.value.value === 1 && !manifest.isMasked(replicas.line)
    ? [hazard(input, manifest, 'hazard.single-broker', replicas.line, {})]
    : [];
}

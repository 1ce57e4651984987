import type { ComponentKind } from '../../model/fact.ts';
import { byImage } from '../catalogue/index.ts';
import { observeHazard } from '../hazards/index.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { DetectorInput, Observation, WorkloadObservation } from '../observation.ts';
import { imageVersion, isUnpinned, parseImage } from './image-name.ts';
import { podTemplateOf, selects } from './kubernetes-manifest.ts';
import { waitsOf, workloadReferences } from './kubernetes-references.ts';
import { sizeObservations } from './kubernetes-scaling.ts';
import type { Manifest } from './kubernetes-manifest.ts';
import { folderOf } from './paths.ts';

/** What a workload shows: itself, its technologies and sizes, its probes, and what can hurt. */
export function workloadObservations(manifest: Manifest, all: readonly Manifest[]): Observation[] {
  const { input } = manifest;
  const template = podTemplateOf(manifest);
  const containers = itemsAt(template, 'spec', 'containers');
  const hasImage = containers.some((container) => entryAt(container, 'image') !== undefined);
  // A patch names a container without its image: it adds to a workload of another file.
  const auxiliary = manifest.auxiliary || !hasImage;
  const found: Observation[] = [workload(input, manifest, all, containers, auxiliary)];
  // What a patch changes for users is a size; what stands in a development overlay is none.
  if (!manifest.auxiliary || isPatch(manifest)) found.push(...sizeObservations(manifest, containers));
  if (auxiliary) return found;
  const replicas = entryAt(manifest.node, 'spec', 'replicas');
  if (
    replicas?.value.kind === 'scalar' &&
    replicas.value.value === 1 &&
    manifest.kind === 'Deployment' &&
    !manifest.isTemplate &&
    !isDevelopmentPath(input.path)
  ) {
    found.push(observeHazard('hazard.single-replica', input.evidence(replicas.line), { name: input.redact(manifest.name) }, manifest.name));
  }
  found.push(...zones(manifest));
  for (const container of containers) found.push(...containerObservations(input, manifest, container));
  return [...found, ...probes(input, manifest, containers)];
}

/** A patch of what users run: not one of an overlay for development. */
function isPatch(manifest: Manifest): boolean {
  return /patch/i.test(manifest.input.path) && !isDevelopmentPath(manifest.input.path);
}

const zoneKey = /^(topology\.kubernetes\.io|failure-domain\.beta\.kubernetes\.io)\/zone$/;

/** Pods that are spread over zones, or that keep away from each other's zone. */
function zones(manifest: Manifest): Observation[] {
  const spec = at(podTemplateOf(manifest), 'spec');
  const away = at(spec, 'affinity', 'podAntiAffinity');
  const rules = [
    ...itemsAt(spec, 'topologySpreadConstraints'),
    ...itemsAt(away, 'requiredDuringSchedulingIgnoredDuringExecution'),
    ...itemsAt(away, 'preferredDuringSchedulingIgnoredDuringExecution').map((item) => at(item, 'podAffinityTerm') ?? item),
  ];
  const rule = rules
    .map((item) => entryAt(item, 'topologyKey'))
    .find((entry) => entry?.value.kind === 'scalar' && zoneKey.test(entry.value.text));
  return rule === undefined ? [] : [{ type: 'practice', practice: 'multiple-zones', evidence: manifest.input.evidence(rule.line) }];
}

function isDevelopmentPath(path: string): boolean {
  return /(^|[/_.-])(dev|develop|development|test|testing|staging|sandbox|local|minikube|kind|qa|preview)([/_.-]|$)/i.test(path);
}

function workload(
  input: DetectorInput,
  manifest: Manifest,
  all: readonly Manifest[],
  containers: readonly DataNode[],
  auxiliary: boolean,
): WorkloadObservation {
  const image = [...containers]
    .sort((a, b) => Number(isSidecar(a)) - Number(isSidecar(b)))
    .map((container) => entryAt(container, 'image'))
    .find((entry) => entry !== undefined && !manifest.isMasked(entry.line));
  const written = image?.value.kind === 'scalar' ? image.value.text : undefined;
  const kind = kindOf(manifest, written);
  const replicas = Number(textAt(manifest.node, 'spec', 'replicas') ?? Number.NaN);
  return {
    type: 'workload',
    source: 'kubernetes',
    name: input.redact(manifest.name),
    aliases: aliasesOf(manifest, all),
    ports: containers
      .flatMap((container) => itemsAt(container, 'ports').map((port) => Number(textAt(port, 'containerPort'))))
      .filter((port) => port > 0),
    references: workloadReferences(manifest, all),
    dependsOn: waitsOf(manifest),
    evidence: input.evidence(manifest.nameLine),
    ...(written === undefined ? {} : { image: input.redact(written) }),
    ...(Number.isInteger(replicas) ? { instances: replicas } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(refusesRoot(manifest) ? { nonRoot: true } : {}),
    ...(auxiliary ? { auxiliary: true } : {}),
  };
}

/** A container that stands beside the one that the workload is there for. */
function isSidecar(container: DataNode): boolean {
  const words = `${textAt(container, 'name') ?? ''} ${
    textAt(container, 'image')
      ?.replace(/^.*\//, '')
      .replace(/[:@].*$/, '') ?? ''
  }`;
  return /\b(sidecar|[\w-]*reload(er)?|[\w-]*exporter|cloud-?sql-?proxy|cloud-sql-proxy|oauth2?-proxy|kube-rbac-proxy|istio-proxy|linkerd-proxy|daprd|envoy|fluent-?(bit|d)|filebeat|promtail|vault-agent|[\w-]*-agent|git-sync|k8s-sidecar)\b/i.test(
    words,
  );
}

/** Whether the cluster starts every container as somebody else than root, whatever its image says. */
function refusesRoot(manifest: Manifest): boolean {
  const spec = at(podTemplateOf(manifest), 'spec');
  const says = (context: DataNode | undefined): boolean | undefined => {
    const user = Number(textAt(context, 'runAsUser'));
    if (textAt(context, 'runAsNonRoot') === 'true' || user > 0) return true;
    return textAt(context, 'runAsNonRoot') === 'false' || user === 0 ? false : undefined;
  };
  const pod = says(at(spec, 'securityContext')) ?? false;
  const containers = itemsAt(spec, 'containers');
  return containers.length > 0 && containers.every((container) => says(at(container, 'securityContext')) ?? pod);
}

function kindOf(manifest: Manifest, image: string | undefined): ComponentKind | undefined {
  if (manifest.kind === 'Job' || manifest.kind === 'CronJob') return 'job';
  return image === undefined ? undefined : byImage(image)?.component;
}

/** Names of Services that select the pods, and the `app` label, by which files refer to each other. */
function aliasesOf(manifest: Manifest, all: readonly Manifest[]): string[] {
  const labels = new Map(
    entriesAt(podTemplateOf(manifest), 'metadata', 'labels').map(([key, entry]) => [
      key,
      entry.value.kind === 'scalar' && !manifest.isMasked(entry.line) ? entry.value.text : undefined,
    ]),
  );
  const services = all.filter(
    (other) => other.kind === 'Service' && other.api === 'v1' && !other.isMasked(other.nameLine) && selects(other, manifest),
  );
  const written = manifest.isMasked(manifest.nameLine) ? undefined : textAt(manifest.node, 'metadata', 'name');
  const names = [written, ...services.map((service) => service.name), labels.get('app.kubernetes.io/name'), labels.get('app')];
  return [...new Set(names.filter((name): name is string => name !== undefined && name !== manifest.name && /^[\w.-]{1,200}$/.test(name)))];
}

function containerObservations(input: DetectorInput, manifest: Manifest, container: DataNode): Observation[] {
  const found: Observation[] = [];
  const name = input.redact(textAt(container, 'name') ?? manifest.name);
  const image = entryAt(container, 'image');
  if (image?.value.kind === 'scalar' && !manifest.isMasked(image.line)) {
    const parsed = parseImage(image.value.text);
    found.push(...imageTechnology(input, image.value.text, image.line, parsed === undefined ? undefined : imageVersion(parsed)));
    // An own image without a tag is filled in by the delivery tool (Skaffold, Kustomize).
    if (parsed !== undefined && isUnpinned(parsed) && (parsed.tag !== undefined || byImage(image.value.text) !== undefined)) {
      found.push(
        observeHazard('hazard.image-latest', input.evidence(image.line), { image: input.redact(parsed.repository) }, manifest.name),
      );
    }
    if (textAt(container, 'securityContext', 'runAsUser') === '0') {
      const line = entryAt(container, 'securityContext', 'runAsUser')?.line ?? image.line;
      found.push(
        observeHazard('hazard.root-container', input.evidence(line), { image: input.redact(parsed?.repository ?? name) }, manifest.name),
      );
    }
  }
  if (!manifest.isTemplate && entryAt(container, 'resources', 'limits', 'memory') === undefined) {
    found.push(observeHazard('hazard.kubernetes-no-limits', input.evidence(container.line), { name }, manifest.name));
  }
  const privileged = entryAt(container, 'securityContext', 'privileged');
  if (privileged?.value.kind === 'scalar' && privileged.value.value === true)
    found.push(observeHazard('hazard.kubernetes-privileged', input.evidence(privileged.line), { name }, manifest.name));
  return found;
}

function probes(input: DetectorInput, manifest: Manifest, containers: readonly DataNode[]): Observation[] {
  const probe = containers
    .flatMap((container): (DataEntry | undefined)[] =>
      ['readinessProbe', 'livenessProbe', 'startupProbe'].map((key) => entryAt(container, key)),
    )
    .find((entry) => entry !== undefined);
  if (probe !== undefined) return [{ type: 'practice', practice: 'health-checks', evidence: input.evidence(probe.line) }];
  const serves = containers.some((container) => itemsAt(container, 'ports').length > 0);
  if (!serves || manifest.isTemplate || !/^(Deployment|StatefulSet|Rollout)$/.test(manifest.kind)) return [];
  return [
    observeHazard('hazard.kubernetes-no-probe', input.evidence(manifest.nameLine), { name: input.redact(manifest.name) }, manifest.name),
  ];
}

/** Technologies of an image, as one observation at most. */
function imageTechnology(input: DetectorInput, image: string, line: number, version: string | undefined): Observation[] {
  const known = byImage(image);
  return known === undefined
    ? []
    : [
        {
          type: 'technology',
          technology: known.id,
          scope: 'production',
          folder: folderOf(input.path),
          evidence: input.evidence(line),
          ...(version === undefined ? {} : { version: input.redact(version) }),
        },
      ];
}

export { podTemplateOf } from './kubernetes-manifest.ts';
export type { Manifest } from './kubernetes-manifest.ts';

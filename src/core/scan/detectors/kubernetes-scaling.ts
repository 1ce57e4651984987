import { entriesAt, entryAt, itemsAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { Observation } from '../observation.ts';
import { referencesIn } from './host-reference.ts';
import type { Manifest } from './kubernetes-manifest.ts';
import { triggerHosts } from './kubernetes-operators.ts';

/** What is scaled on its own, and between which bounds; the queue that a KEDA trigger watches is what the workload works off. */
export function scalingObservations(manifest: Manifest): Observation[] {
  const { input } = manifest;
  const target = entryAt(manifest.node, 'spec', 'scaleTargetRef', 'name');
  const about = target?.value.kind === 'scalar' && !manifest.isMasked(target.line) ? target.value.text : undefined;
  const found: Observation[] = [{ type: 'practice', practice: 'autoscaling', evidence: input.evidence(manifest.kindLine) }];
  for (const [key, measure] of [
    ['minReplicas', 'min-replicas'],
    ['maxReplicas', 'max-replicas'],
    ['minReplicaCount', 'min-replicas'],
    ['maxReplicaCount', 'max-replicas'],
  ] as const) {
    const entry = entryAt(manifest.node, 'spec', key);
    if (entry?.value.kind === 'scalar' && /^\d+$/.test(entry.value.text) && !manifest.isMasked(entry.line) && !manifest.auxiliary) {
      found.push({
        type: 'sizing',
        measure,
        value: entry.value.text,
        evidence: input.evidence(entry.line),
        ...(about === undefined ? {} : { about: input.redact(about) }),
      });
    }
  }
  return [...found, ...watched(manifest, about)];
}

function watched(manifest: Manifest, about: string | undefined): Observation[] {
  const { input } = manifest;
  if (manifest.kind !== 'ScaledObject' && manifest.kind !== 'ScaledJob') return [];
  const references = triggerHosts(manifest).flatMap(({ key, text, line }) => referencesIn(input, line, text, key));
  if (about === undefined || references.length === 0) return [];
  return [
    {
      type: 'workload',
      source: 'kubernetes',
      name: input.redact(about),
      aliases: [],
      ports: [],
      references,
      dependsOn: [],
      auxiliary: true,
      evidence: input.evidence(manifest.nameLine),
    },
  ];
}

/** What a workload says about its size: how many, how large, how much it keeps, and the bounds of Knative. */
export function sizeObservations(manifest: Manifest, containers: readonly DataNode[]): Observation[] {
  const about = manifest.input.redact(manifest.name);
  const size = (measure: string, entry: DataEntry | undefined, form: RegExp): Observation[] =>
    entry?.value.kind === 'scalar' && form.test(entry.value.text) && !manifest.isMasked(entry.line)
      ? [{ type: 'sizing', measure, value: manifest.input.redact(entry.value.text), about, evidence: manifest.input.evidence(entry.line) }]
      : [];
  return [
    ...size('replicas', entryAt(manifest.node, 'spec', 'replicas'), /^\d+$/),
    ...containers.flatMap((container) =>
      (['memory', 'cpu'] as const).flatMap((measure) =>
        size(measure, entryAt(container, 'resources', 'limits', measure) ?? entryAt(container, 'resources', 'requests', measure), /^\d/),
      ),
    ),
    ...itemsAt(manifest.node, 'spec', 'volumeClaimTemplates').flatMap((claim) =>
      size('storage', entryAt(claim, 'spec', 'resources', 'requests', 'storage'), /^\d/),
    ),
    ...knativeScaling(manifest),
  ];
}

/** Bounds that Knative takes from annotations of the pods. */
function knativeScaling(manifest: Manifest): Observation[] {
  const { input } = manifest;
  return entriesAt(manifest.node, 'spec', 'template', 'metadata', 'annotations').flatMap(([key, entry]): Observation[] => {
    const measure = /^autoscaling\.knative\.dev\/(min|max)-?[sS]cale$/.exec(key)?.[1];
    if (measure === undefined || entry.value.kind !== 'scalar' || !/^\d+$/.test(entry.value.text) || manifest.isMasked(entry.line))
      return [];
    return [
      {
        type: 'sizing',
        measure: `${measure}-replicas`,
        value: entry.value.text,
        about: input.redact(manifest.name),
        evidence: input.evidence(entry.line),
      },
    ];
  });
}

/** The size of a claim of storage that stands on its own. */
export function claimObservations(manifest: Manifest): Observation[] {
  const entry = entryAt(manifest.node, 'spec', 'resources', 'requests', 'storage');
  if (entry?.value.kind !== 'scalar' || manifest.isMasked(entry.line) || manifest.auxiliary) return [];
  const owner = manifest.name.replace(/[-_.]?(pv-?claim|pvc|claim|data|storage|volume|pv)\d*$/i, '');
  const { input } = manifest;
  return [
    {
      type: 'sizing',
      measure: 'storage',
      value: input.redact(entry.value.text),
      evidence: input.evidence(entry.line),
      ...(owner === '' ? {} : { about: input.redact(owner) }),
    },
  ];
}

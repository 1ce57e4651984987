import { itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { Observation } from '../observation.ts';
import { chartObservations } from './helm-charts-known.ts';
import type { Manifest } from './kubernetes-manifest.ts';
import { folderOf } from './paths.ts';

/** What Argo CD and Flux install by name: charts of public repositories, and that delivery is continuous. */
export function gitopsObservations(manifest: Manifest): Observation[] {
  const group = manifest.api.split('/', 1)[0] ?? '';
  if (group === 'argoproj.io' && /^(Application|ApplicationSet)$/.test(manifest.kind)) return argo(manifest);
  if (group === 'helm.toolkit.fluxcd.io' && manifest.kind === 'HelmRelease') return flux(manifest);
  if (group === 'kustomize.toolkit.fluxcd.io' && manifest.kind === 'Kustomization') return delivery(manifest, 'flux');
  if (group === 'helm.cattle.io' && manifest.kind === 'HelmChart') {
    const chart = textAt(manifest.node, 'spec', 'chart');
    return chart === undefined ? [] : named(manifest, manifest.name, chart, lineOf(manifest, 'spec', 'chart'));
  }
  return [];
}

function argo(manifest: Manifest): Observation[] {
  const spec = manifest.kind === 'ApplicationSet' ? ['spec', 'template', 'spec'] : ['spec'];
  const single = nodeAt(manifest.node, [...spec, 'source']);
  const sources = [...(single === undefined ? [] : [single]), ...itemsAt(manifest.node, ...spec, 'sources')];
  const charts = sources.flatMap((source) => {
    const chart = textAt(source, 'chart');
    // A name with a placeholder of an ApplicationSet is as many names as there are clusters.
    const name = textAt(source, 'helm', 'releaseName') ?? (manifest.kind === 'ApplicationSet' ? chart : manifest.name);
    return chart === undefined || name === undefined || name.includes('{{') ? [] : named(manifest, name, chart, chartLine(source));
  });
  return [...delivery(manifest, 'argo-cd'), ...charts];
}

function flux(manifest: Manifest): Observation[] {
  const chart = textAt(manifest.node, 'spec', 'chart', 'spec', 'chart');
  const isPath = chart === undefined || /[/\\]/.test(chart);
  return [
    ...delivery(manifest, 'flux'),
    ...(isPath ? [] : named(manifest, manifest.name, chart, lineOf(manifest, 'spec', 'chart', 'spec', 'chart'))),
  ];
}

function delivery(manifest: Manifest, technology: string): Observation[] {
  const evidence = manifest.input.evidence(manifest.kindLine);
  return [
    { type: 'practice', practice: 'continuous-delivery', evidence },
    { type: 'deployment', target: 'kubernetes', evidence },
    { type: 'technology', technology, scope: 'development', folder: folderOf(manifest.input.path), evidence },
  ];
}

function named(manifest: Manifest, name: string, chart: string, line: number): Observation[] {
  return manifest.isMasked(line)
    ? []
    : chartObservations(manifest.input, { name, chart, line, ...(manifest.auxiliary ? { auxiliary: true } : {}) });
}

function nodeAt(node: DataNode, path: readonly string[]): DataNode | undefined {
  return path.reduce<DataNode | undefined>((from, key) => (from?.kind === 'map' ? from.entries.get(key)?.value : undefined), node);
}

function lineOf(manifest: Manifest, ...path: readonly string[]): number {
  return nodeAt(manifest.node, path)?.line ?? manifest.kindLine;
}

function chartLine(source: DataNode): number {
  return nodeAt(source, ['chart'])?.line ?? source.line;
}

import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { Observation } from '../observation.ts';
import { chartObservations, imageWorkload } from './helm-charts-known.ts';
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
  const isReference = textAt(manifest.node, 'spec', 'chartRef', 'name') !== undefined;
  const place = isReference ? ['spec', 'chartRef', 'name'] : ['spec', 'chart', 'spec', 'chart'];
  const chart = textAt(manifest.node, ...place);
  // A path leads to a chart of this workspace, which is read where it stands.
  if (chart === undefined || /[/\\]/.test(chart)) return delivery(manifest, 'flux');
  const images = chosenImages(manifest);
  return [
    ...delivery(manifest, 'flux'),
    ...(images.length === 0 ? named(manifest, manifest.name, chart, lineOf(manifest, ...place)) : images),
  ];
}

/**
 * The images that the values of a release choose, one for each controller of a chart that runs anything (`app-template`), or
 * the one under `image`.
 */
function chosenImages(manifest: Manifest): Observation[] {
  const values = nodeAt(manifest.node, ['spec', 'values']);
  const controllers = entriesAt(values, 'controllers');
  const found = controllers.flatMap(([key, entry]) => {
    const [container] = entriesAt(entry.value, 'containers');
    const isMain = controllers.length === 1 || key === 'main' || key === manifest.name;
    return container === undefined
      ? []
      : withImage(manifest, isMain ? manifest.name : `${manifest.name}-${key}`, nodeAt(container[1].value, ['image']));
  });
  return controllers.length > 0 ? found : withImage(manifest, manifest.name, nodeAt(values ?? manifest.node, ['image']));
}

function withImage(manifest: Manifest, name: string, image: DataNode | undefined): Observation[] {
  const repository = entryAt(image, 'repository');
  if (repository?.value.kind !== 'scalar' || manifest.isMasked(repository.line)) return [];
  const tag = textAt(image, 'tag');
  return imageWorkload(manifest.input, {
    name,
    image: tag === undefined ? repository.value.text : `${repository.value.text}:${tag}`,
    line: repository.line,
    auxiliary: manifest.auxiliary,
  });
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

import type { WorkloadSource } from '../observation.ts';
import { compatible } from './compatible.ts';
import { bought, plainName } from './draft.ts';
import type { Draft } from './draft.ts';

const local: ReadonlySet<WorkloadSource> = new Set(['compose', 'apphost']);

/**
 * Joins what a cluster runs with the container that is the same on a developer's machine: `shop-hub` of the chart `shop`
 * and the Compose service `hub`, the one Redis here and the one Redis there. The local name stays, because it is what the
 * thing is called without the release. With two candidates it would be a guess.
 */
export function joinDeployed(drafts: Draft[]): void {
  const here = drafts.filter((draft) => isFrom(draft, (source) => local.has(source)));
  for (const draft of drafts.filter((one) => isFrom(one, (source) => source === 'kubernetes'))) {
    const name = withoutChart(draft);
    const named = name === undefined ? [] : here.filter((other) => plainName(other.name) === name && isAlike(draft, other));
    const found = named.length > 0 ? named : storesLike(draft, here, drafts);
    const [into] = found;
    if (into === undefined || found.length > 1) continue;
    merge(into, draft);
    drafts.splice(drafts.indexOf(draft), 1);
  }
  // An Aspire host may start one program several times, as to migrate and then to seed.
  const composed = here.filter((one) => one.workloads.some((workload) => workload.source === 'compose'));
  for (const draft of here.filter((one) => isFrom(one, (source) => source === 'apphost'))) {
    const same = composed.filter((other) => draft.units.some((unit) => other.units.includes(unit)));
    const [into] = same;
    if (into === undefined || same.length > 1) continue;
    merge(into, draft);
    drafts.splice(drafts.indexOf(draft), 1);
  }
}

function isFrom(draft: Draft, accepts: (source: WorkloadSource) => boolean): boolean {
  return draft.workloads.length > 0 && draft.resources.length === 0 && draft.workloads.every((one) => accepts(one.source));
}

/** The name without that of the chart whose templates declare it; undefined if it does not begin with it. */
function withoutChart(draft: Draft): string | undefined {
  for (const { evidence } of draft.workloads) {
    const chart = plainName(/(?:^|\/)([^/]+)\/templates\//.exec(evidence.path)?.[1] ?? '');
    const name = plainName(draft.name);
    if (chart !== '' && name.startsWith(chart) && name.length > chart.length + 1) return name.slice(chart.length);
  }
  return undefined;
}

/** Whether two may be the same thing: a job is no service, and a program is no store. */
function isAlike(a: Draft, b: Draft): boolean {
  return a.kind === b.kind || (!bought.has(a.kind) && !bought.has(b.kind) && a.kind !== 'job' && b.kind !== 'job');
}

/** The only local store of the kind that the cluster has only one of, too. */
function storesLike(draft: Draft, here: readonly Draft[], drafts: readonly Draft[]): readonly Draft[] {
  if (!bought.has(draft.kind)) return [];
  const alike = (other: Draft): boolean =>
    other.kind === draft.kind && [...other.technologies].some((id) => [...draft.technologies].some((own) => compatible(own, id)));
  const others = drafts.filter((other) => other !== draft && !here.includes(other) && alike(other));
  return others.length > 0 ? [] : here.filter(alike);
}

function merge(into: Draft, from: Draft): void {
  into.workloads.push(...from.workloads);
  into.evidence.push(...from.evidence);
  into.references.push(...from.references);
  into.units.push(...from.units.filter((unit) => !into.units.includes(unit)));
  into.aliases.add(from.name);
  for (const alias of from.aliases) into.aliases.add(alias);
  for (const id of from.technologies) into.technologies.add(id);
  for (const part of from.parts) into.parts.add(part);
  into.confidence = Math.max(into.confidence, from.confidence);
  if (from.folder !== undefined) into.folder ??= from.folder;
  if (from.instances !== undefined) into.instances ??= from.instances;
}

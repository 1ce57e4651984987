import type { WorkloadSource } from '../observation.ts';
import { compare } from '../problems.ts';
import { compatible } from './compatible.ts';
import { bought, plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Unit } from './units.ts';

const local: ReadonlySet<WorkloadSource> = new Set(['compose', 'apphost']);

/**
 * Joins what a cluster runs with the container that is the same on a developer's machine: `shop-hub` of the chart `shop`
 * and the Compose service `hub`, the one Redis here and the one Redis there. The local name stays, because it is what the
 * thing is called without the release. With two candidates it would be a guess.
 */
export function joinDeployed(drafts: Draft[]): void {
  const here = drafts.filter((draft) => isFrom(draft, (source) => local.has(source)));
  const there = drafts.filter((draft) => isFrom(draft, (source) => source === 'kubernetes'));
  const names = new Map<string, Draft[]>();
  for (const draft of here) put(names, plainName(draft.name), draft);
  const isHere = new Set(here);
  const storesHere = byMake(here);
  const storesElsewhere = byMake(drafts.filter((draft) => !isHere.has(draft)));
  const joined = new Set<Draft>();
  for (const draft of there) {
    const name = withoutChart(draft);
    const named = name === undefined ? [] : (names.get(name) ?? []).slice(0, 2).filter((other) => isAlike(draft, other));
    const [into, second] = named.length > 0 ? named : storesLike(draft, storesHere, storesElsewhere);
    if (into === undefined || second !== undefined) continue;
    merge(into, draft);
    joined.add(draft);
  }
  // An Aspire host may start one program several times, as to migrate and then to seed.
  const composed = new Map<Unit, Draft[]>();
  for (const draft of here)
    if (draft.workloads.some((one) => one.source === 'compose')) for (const unit of draft.units) put(composed, unit, draft);
  for (const draft of here) {
    if (!isFrom(draft, (source) => source === 'apphost')) continue;
    const same = new Set(draft.units.flatMap((unit) => (composed.get(unit) ?? []).slice(0, 2)));
    const [into] = same;
    if (into === undefined || same.size > 1) continue;
    merge(into, draft);
    joined.add(draft);
  }
  if (joined.size > 0) drafts.splice(0, drafts.length, ...drafts.filter((draft) => !joined.has(draft)));
}

function put<Key>(index: Map<Key, Draft[]>, key: Key, draft: Draft): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [draft]);
  else known.push(draft);
}

/** Bought things by what they are: all containers of one image stand together, so that few makes are compared. */
function byMake(drafts: readonly Draft[]): ReadonlyMap<string, readonly Draft[]> {
  const makes = new Map<string, Draft[]>();
  for (const draft of drafts)
    if (bought.has(draft.kind)) put(makes, `${draft.kind} ${[...draft.technologies].sort(compare).join(' ')}`, draft);
  return makes;
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

/** The only local store of the make that is used only once elsewhere, too. */
function storesLike(
  draft: Draft,
  here: ReadonlyMap<string, readonly Draft[]>,
  elsewhere: ReadonlyMap<string, readonly Draft[]>,
): readonly Draft[] {
  if (!bought.has(draft.kind)) return [];
  const alike = (makes: ReadonlyMap<string, readonly Draft[]>): readonly Draft[] =>
    [...makes.values()].flatMap(([first, second]) => {
      const isSame =
        first?.kind === draft.kind && [...first.technologies].some((id) => [...draft.technologies].some((own) => compatible(own, id)));
      return isSame ? [first, second].filter((one) => one !== undefined) : [];
    });
  return alike(elsewhere).some((other) => other !== draft) ? [] : alike(here);
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

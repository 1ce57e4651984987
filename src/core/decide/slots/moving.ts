import type { SlotId } from '../recommendation.ts';
import type { JudgedOption } from './score-option.ts';
import type { SlotSituation } from './situation.ts';
import { fill, partNames } from './situation.ts';

/** Dollars and engineer-days a month from which a difference is worth a word. */
const noticed = { dollars: 20, days: 0.5 } as const;

/** What an exchange would set in motion: `{users}` are the parts that use it today, `{files}` where it stands. */
const moving: Partial<Record<SlotId, string>> = {
  'primary-store': 'no answer asks for it, and every query of {users} would be tested again',
  'language-framework': '{users} would be written again',
  compute: '{users} would be set up anew, for nothing that was asked',
  messaging: 'the messages of {users} would have to move in one night',
  workflows: 'the schedules of {users} would be written again',
  'data-processing': 'every step of {users} would be checked against its old result',
  'api-style': 'every caller of {users} would change',
  identity: 'every account would move, with its password if it can be taken along',
  'web-client': 'every screen would be built again before the first one is better',
  'mobile-client': 'the app would be built again',
  cache: '{users} would change, and no page be faster',
  search: 'the index would be built again, for {users} to ask differently',
  files: 'what is stored would be copied, and its addresses in {users} changed',
  delivery: '{files} to rewrite, and no release of {users} is sooner',
  'infrastructure-as-code': 'the same machines described again, in {files}',
  observability: '{users} would report elsewhere, and every alarm be set again',
  'data-access': 'every query of {users} would be written again',
  'live-updates': 'the screens of {users} would listen differently',
};

/**
 * Why what works is not exchanged, where nobody asked for it: what the other would cost beside it, or which parts would
 * have to move. A clause.
 */
export function againstMoving(slot: SlotId, option: JudgedOption, winner: JudgedOption, situation: SlotSituation): string {
  const days = Math.round((option.rule.days - winner.rule.days) * 10) / 10;
  if (days >= noticed.days) return fill(`${String(days)} engineer-days a month more for {team-size}`, situation);
  const dollars = option.rule.from - winner.rule.from;
  if (dollars >= noticed.dollars) return fill(`at least ${String(dollars)} $ more, with {budget} in all and no need for it`, situation);
  const used = new Set(winner.present.flatMap((fact) => (fact.kind === 'technology' ? [fact.technology] : [])));
  const using = situation.code.filter(({ technologies }) => technologies.some((id) => used.has(id))).map(({ name }) => name);
  const named = winner.present.filter(({ kind }) => kind !== 'practice');
  const files = new Set((named.length > 0 ? named : winner.present).flatMap(({ evidence }) => evidence.map(({ path }) => path))).size;
  return fill(moving[slot] ?? 'no answer asks for it, and {users} would have to move', situation, {
    users: using.length > 0 ? partNames(using) : fill('{parts}', situation),
    files: files === 1 ? 'one file' : `${String(files)} files`,
  });
}

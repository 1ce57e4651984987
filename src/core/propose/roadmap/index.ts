import { areasByDeed, castOf, deed } from '../cast.ts';
import { holdsIn } from '../challenge-rules/when.ts';
import { clip, count, enumerate, plural } from '../format.ts';
import type { Claim, Model, Proposal } from '../proposal.ts';
import { claim, plainText, say, unique } from '../prose.ts';
import type { Situation } from '../shape.ts';
import { freshMoves } from './fresh-moves.ts';
import type { Move, MoveRule, Path, Step } from './move-rule.ts';
import { safetyMoves } from './safety-moves.ts';
import { structureMoves } from './structure-moves.ts';

/** Every move of the roadmap. */
export const moveRules: readonly MoveRule[] = [...safetyMoves, ...structureMoves, ...freshMoves];

/** The steps with their weeks, and whether they fit the time that is there. */
export interface Roadmap {
  readonly steps: Proposal['roadmap'];
  readonly sum: Claim;
}

const weeksAssumption = { assumed: 'assumed.roadmap-weeks' } as const;

/** More rows than these nobody follows. */
const mostSteps = 9;

interface Planned extends Move {
  readonly rule: MoveRule;
  readonly weeks: number;
}

/**
 * From today to there in steps that each leave a working system. Weeks follow from the work and from who is there: people
 * beyond the fourth count half (Brooks: The Mythical Man-Month, ch. 2), and daily work takes its share.
 */
export function roadmap(situation: Situation, proposed: Model): Roadmap {
  const cast = castOf(situation, proposed);
  const path = pathOf(situation);
  const pace = paceOf(situation, path);
  const chosen = moveRules
    .filter((rule) => rule.paths.includes(path) && (rule.when === undefined || holdsIn(rule.when, situation)))
    .sort((one, other) => one.at - other.at)
    .flatMap((rule) => rule.tell(situation, cast).map((move): Planned => ({ ...move, rule, weeks: weeksOf(move, pace) })))
    // Two rules may ask for the same move: it is made once.
    .filter((move, index, all) => all.findIndex((other) => plainText(other.step) === plainText(move.step)) === index)
    .slice(0, mostSteps);
  const deadline = Math.max(1, Math.round(situation.reading.amount('deadline')));
  const total = sumOf(chosen);
  // What is short of time opens with less and adds the rest afterwards.
  const ordered =
    total > deadline ? [...chosen.filter((move) => move.rule.late !== true), ...chosen.filter((move) => move.rule.late === true)] : chosen;
  let week = 0;
  const steps = ordered.map((move): Step => {
    week += move.weeks;
    return {
      by: week > deadline ? `week ${count(week)}, after the day` : `week ${count(week)}`,
      step: move.step,
      after: move.after,
      done: move.done,
      sources: unique([...move.sources, { rule: move.rule.id }, { assumption: 'assumed.roadmap-weeks' }]),
    };
  });
  return { steps, sum: sumClaim(situation, ordered, deadline, path) };
}

function pathOf(s: Situation): Path {
  if (s.extension || (s.fresh && s.reading.stated('starting-point') && s.reading.has('starting-point', 'extend'))) return 'extend';
  if (!s.fresh) return 'evolve';
  return s.reading.stated('starting-point') && s.reading.has('starting-point', 'replace') ? 'replace' : 'fresh';
}

/** Share of the week that is left for the way beside daily work. */
const shares: Readonly<Record<Path, number>> = { fresh: 0.7, replace: 0.5, extend: 0.6, evolve: 0.4 };

function paceOf(s: Situation, path: Path): number {
  const people = Math.max(1, s.reading.amount('team-size'));
  return Math.min(16, Math.min(4, people) + Math.max(0, people - 4) / 2) * shares[path];
}

function weeksOf(move: Move, pace: number): number {
  return Math.max(1, move.least ?? 1, Math.ceil(move.work / pace)) + (move.watch ?? 0);
}

function sumOf(moves: readonly Planned[]): number {
  return moves.reduce((sum, move) => sum + move.weeks, 0);
}

function sumClaim(s: Situation, moves: readonly Planned[], deadline: number, path: Path): Claim {
  const { reading } = s;
  const total = sumOf(moves);
  const people = plural(Math.max(1, Math.round(reading.amount('team-size'))), 'developer');
  const team = say`${people}${reading.mark('team-size')} with ${String(Math.round(shares[path] * 100))} % of their time${weeksAssumption}`;
  const sources = [...reading.source('deadline', 'team-size'), { assumption: 'assumed.roadmap-weeks' }];
  const there = say`${count(deadline)} weeks${reading.mark('deadline')}`;
  if (total <= deadline) {
    const left = deadline - total;
    if (left === 0)
      return claim(
        say`${count(total)} weeks for ${team}: exactly the ${there} there are; the first week that slips moves the day.`,
        sources,
      );
    const longest = [...moves].sort((one, other) => other.weeks - one.weeks)[0];
    const risk = longest === undefined ? 'the longest step' : `the step until week ${count(endOf(moves, longest))} (${shortName(longest)})`;
    return claim(
      left >= 2 * (longest?.weeks ?? 1)
        ? say`${count(total)} weeks for ${team}: the ${there} are enough even if ${risk} takes three times its ${plural(longest?.weeks ?? 1, 'week')}.`
        : say`${count(total)} weeks for ${team}; ${plural(left, 'week')} of the ${there} ${left === 1 ? 'is' : 'are'} slack, and ${risk} is where they go first.`,
      sources,
    );
  }
  let week = 0;
  const after = moves.filter((move) => (week += move.weeks) > deadline);
  const names = after.map((move) => shortName(move));
  return claim(
    say`${count(total)} weeks for ${team} do not fit into ${there}: ${enumerate(names, 3)} ${after.length === 1 ? 'comes' : 'come'} after the day. ${giving(s, moves, deadline, path)}`,
    sources,
  );
}

function endOf(moves: readonly Planned[], move: Planned): number {
  return sumOf(moves.slice(0, moves.indexOf(move) + 1));
}

/** The first words of a step, up to a natural stop. */
function shortName(move: Planned): string {
  const words = plainText(move.step).split(/[:;,(]| for | behind | one after /)[0] ?? '';
  return clip(words.trim(), 70);
}

/** What would make it fit, or which day is the honest one. */
function giving(s: Situation, moves: readonly Planned[], deadline: number, path: Path): string {
  const must = moves.filter((move) => move.rule.late !== true);
  const opening = sumOf(must);
  const rest = moves.filter((move) => move.rule.late === true);
  if (path === 'evolve') {
    return `What runs today keeps running; all of it is there in week ${count(sumOf(moves))}, and each step left out brings that day nearer.`;
  }
  if (opening > deadline) {
    return `${rest.length > 0 ? `Even with ${enumerate(areasByDeed(s).slice(2), 3) || 'the rest'} left for later, the` : 'The'} first day on which ${deed(s)} can be relied on is in week ${count(opening)}: move the day, or say which of these steps is not needed.`;
  }
  const left = sumOf(rest);
  return `The day stands without ${enumerate(areasByDeed(s).slice(2), 3) || 'these'}; ${plural(left, 'week')} more and all of it is there.`;
}

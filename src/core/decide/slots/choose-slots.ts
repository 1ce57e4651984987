import type { Answers } from '../../interview/answer.ts';
import { drawCompletions } from '../../interview/completions.ts';
import type { Fact } from '../../model/fact.ts';
import type { Capacity, RankedStyle, RequiredLevel, SlotChoice, SlotId } from '../recommendation.ts';
import { slotRules } from './catalogue/index.ts';
import type { Combination } from './combinations.ts';
import { combinations, rulesOf } from './combinations.ts';
import type { Outcome } from './describe-choice.ts';
import { describeChoice } from './describe-choice.ts';
import { keptOption, keptPages } from './kept-option.ts';
import { writtenWith } from './languages.ts';
import type { JudgedOption } from './score-option.ts';
import { isForbidden, presentFacts, scoreOption } from './score-option.ts';
import type { SlotSituation } from './situation.ts';
import { holdsIn, situationOf } from './situation.ts';
import type { OptionRule, Place, SlotRule } from './slot-rule.ts';

/** What technologies are chosen from. */
export interface SlotInput {
  readonly facts: readonly Fact[];
  readonly answers: Answers;
  readonly style: RankedStyle;
  readonly capacity?: Capacity;
  readonly required?: readonly RequiredLevel[];
}

/** Completions drawn for the stability: the share moves in steps of about 6 %, for about half a millisecond each. */
const stabilitySamples = 16;

/**
 * Chooses a technology for every slot, one after the other in the order of the catalogue, so that each sees the choices
 * before it and combinations stay consistent. Deterministic. The stability is the share of sampled completions (open
 * questions filled from their priors, fixed seed, same style) with the same choice. `rules` say what goes together.
 */
export function chooseSlots(input: SlotInput, rules: readonly Combination[] = combinations): readonly SlotChoice[] {
  const start = situationOf(input.facts, input.answers, input.style.style, input.capacity, rulesOf(rules));
  const outcomes = settle(start);
  const same = new Map<SlotId, number>();
  const completions = drawCompletions(input.answers, new Map(), stabilitySamples, 1);
  for (const completion of completions) {
    if (completion.drawn.size === 0) return outcomes.map((outcome) => ({ ...describeChoice(outcome), stability: 1 }));
    const sampled = settle(situationOf(input.facts, completion.answers, input.style.style, undefined, start.rulesOf, start));
    for (const [index, outcome] of sampled.entries()) {
      if (outcome.id === outcomes[index]?.id) same.set(outcome.rule.slot, (same.get(outcome.rule.slot) ?? 0) + 1);
    }
  }
  return outcomes.map((outcome) => ({
    ...describeChoice(outcome),
    stability: Math.round(((same.get(outcome.rule.slot) ?? 0) / stabilitySamples) * 100) / 100,
  }));
}

function settle(start: SlotSituation): readonly Outcome[] {
  let situation = start;
  return slotRules.map((rule) => {
    const outcome = settleSlot(rule, situation);
    const places = narrowed(situation.places, outcome.winner?.rule);
    const [only] = places;
    situation = {
      ...situation,
      places,
      place: situation.place ?? (places.size === 1 ? only : undefined),
      chosen: new Map(situation.chosen).set(rule.slot, outcome.id),
      picked: new Set(situation.picked).add(outcome.id),
    };
    return outcome;
  });
}

/** A choice that only some places sell leaves only those for the slots after it. */
function narrowed(places: ReadonlySet<Place>, option: OptionRule | undefined): ReadonlySet<Place> {
  if (option?.places === undefined) return places;
  const left = new Set(option.places.filter((place) => places.has(place)));
  return left.size === 0 ? places : left;
}

function settleSlot(rule: SlotRule, situation: SlotSituation): Outcome {
  const options = [...rule.options, ...keptOption(rule, situation), ...keptPages(rule, situation)].filter(
    ({ hiddenWhen }) => hiddenWhen === undefined || !holdsIn(hiddenWhen, situation),
  );
  const needed = isNeeded(rule, situation);
  const isThere = situation.keeps && options.some((option) => presentFacts(option, situation).length > 0);
  const judged = once(() => judge(rule, options, situation));
  // Most slots are not needed and show nothing: their options are judged only if somebody reads about them.
  if (!needed && !isThere) return { rule, situation, id: 'none', judged, winner: undefined, needed };
  const first = judged().find((option) => option.obstacles.length === 0);
  const there = isThere ? judged().find((option) => option.present.length > 0 && option.obstacles.length === 0) : undefined;
  const best = first !== undefined && there !== undefined && isWorthKeeping(there, first) ? there : first;
  const winner = needed ? best : there;
  return { rule, situation, id: winner?.rule.id ?? 'none', judged, winner, needed };
}

function judge(rule: SlotRule, options: readonly OptionRule[], situation: SlotSituation): readonly JudgedOption[] {
  const written = rule.slot === 'language-framework' ? writtenWith(situation) : undefined;
  const strongest = situation.found.size === 0 && situation.code.length === 0 ? undefined : strongestOf(options, situation, written);
  return options
    .filter((option) => !isForbidden(option, situation))
    .map((option) => scoreOption(option, situation, strongest !== undefined && strongest !== option))
    .toSorted((a, b) => b.score - a.score || (a.rule.id < b.rule.id ? -1 : 1));
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

/** What another option must be better by to replace what is there without a reason that somebody stated. */
const worthMoving = 0.2;

/**
 * What is there stays unless a named reason speaks against it: a weighty point that rests on a stated answer (days, money,
 * a missing skill), or a clear distance to the best. A style's taste alone moves nobody off a cluster that works.
 */
function isWorthKeeping(there: JudgedOption, best: JudgedOption): boolean {
  if (best === there) return true;
  const named = there.reasons.some(({ points, basis }) => points <= -0.15 && basis().answers.length > 0);
  return !named && best.score - there.score < worthMoving;
}

type Written = ReturnType<typeof writtenWith>;

/** The option that most of the repository shows. */
function strongestOf(options: readonly OptionRule[], situation: SlotSituation, written: Written | undefined): OptionRule | undefined {
  return options
    .map((option) => ({ option, weight: weightOf(option, situation, written) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)[0]?.option;
}

/**
 * How much of the repository shows an option. For the language that is how many components are `written` with it, each
 * counted once for the option that tells most; otherwise pieces of evidence, weighed by confidence. A framework tells
 * more than its language.
 */
function weightOf(option: OptionRule, situation: SlotSituation, written: Written | undefined): number {
  // Of equals, what serves the pages counts more: it is where new work arrives.
  const pages = situation.found.get('pages')?.[0]?.id;
  const parts = written?.get(option.id) ?? [];
  const components = parts.length + (parts.some(({ id }) => id === pages) ? 0.5 : 0);
  return presentFacts(option, situation).reduce((sum, fact) => {
    const general = fact.kind === 'technology' && (fact.category === 'language' || fact.category === 'runtime');
    return sum + fact.confidence * fact.evidence.length * (general ? 0.02 : 1);
  }, components * 1000);
}

function isNeeded(rule: SlotRule, situation: SlotSituation): boolean {
  return rule.neededWhen === undefined || rule.neededWhen.some(({ when }) => holdsIn(when, situation));
}

import { questions } from '../interview/questions.ts';
import type { Risks } from './evaluate.ts';
import type { CompiledPrecondition, CompiledShape, Model } from './rule-book.ts';
import type { RuleCondition, Test } from './rule-condition.ts';
import { fillDerived, optionBit, slotIndex, type Origin, type Values } from './values.ts';

const budgetSlot = slotIndex('budget');
const teamsSlot = slotIndex('teams');
const teamSizeSlot = slotIndex('team-size');
const whoWaits = {
  slot: slotIndex('who-waits'),
  always: optionBit('who-waits', 'always'),
  trigger: slotIndex('work-trigger'),
  events: optionBit('work-trigger', 'events'),
  factor: 0.2,
} as const;

/** What an unanswered question may be, with probabilities, as far as one condition tells the values apart. */
interface Possibility {
  readonly value: number;
  readonly probability: number;
}

/** Whether an origin counts as said: by the user, or by the workspace. */
export function isStated(origin: Origin): boolean {
  return origin === 'stated' || origin === 'workspace';
}

/**
 * How likely each precondition fails, given what is stated and the priors of what is not. A precondition excludes only
 * if it fails for every value that the unanswered questions could have.
 */
export function assessRisks(model: Model, values: Values, origins: readonly Origin[]): Risks {
  const probability = new Float64Array(model.preconditions.length);
  const excludes = new Uint8Array(model.preconditions.length);
  for (let index = 0; index < model.preconditions.length; index += 1) {
    assessOne(model.preconditions[index]!, index, values, origins, probability, excludes);
  }
  const shapes = Float64Array.from(model.shapes, (shape) => shapeLikelihood(shape, values, origins));
  return { probability, excludes, shapes, budgetBelow: budgetBelow(values, origins) };
}

/**
 * How likely a shape is there: certain where it hangs on nothing open. Where it is assumed to be there, the share of the
 * open answers that make it so; where it is assumed not to be, it is left out: a dozen remote possibilities explain
 * nothing, and the stability counts them.
 */
function shapeLikelihood(shape: CompiledShape, values: Values, origins: readonly Origin[]): number {
  if (!shape.test(values)) return 0;
  const open = shape.slots.filter((slot) => origins[slot] === 'assumed');
  if (open.length === 0) return 1;
  return 1 - failingShare(shape.test, shape.rule.when, values, open);
}

/** The same risks after one question was changed and stated: only preconditions that read it are looked at again. */
export function reassessRisks(model: Model, before: Risks, values: Values, origins: readonly Origin[], changed: readonly number[]): Risks {
  const probability = before.probability.slice();
  const excludes = before.excludes.slice();
  const touched = changed.includes(whoWaits.trigger) ? [...changed, whoWaits.slot] : changed;
  for (let index = 0; index < model.preconditions.length; index += 1) {
    const precondition = model.preconditions[index]!;
    if (precondition.slots.some((slot) => touched.includes(slot))) {
      assessOne(precondition, index, values, origins, probability, excludes);
    }
  }
  const shapes = before.shapes.slice();
  for (let index = 0; index < model.shapes.length; index += 1) {
    const shape = model.shapes[index]!;
    if (shape.slots.some((slot) => touched.includes(slot))) shapes[index] = shapeLikelihood(shape, values, origins);
  }
  return { probability, excludes, shapes, budgetBelow: budgetBelow(values, origins) };
}

function assessOne(
  precondition: CompiledPrecondition,
  index: number,
  values: Values,
  origins: readonly Origin[],
  probability: Float64Array,
  excludes: Uint8Array,
): void {
  const open = precondition.slots.filter((slot) => !isStated(origins[slot]!));
  // What does not apply is as good as known for the cost, but it was not said, so it excludes nothing.
  const uncertain = open.filter((slot) => origins[slot] !== 'not-applicable');
  const certainly = precondition.test(values) ? 0 : 1;
  probability[index] = uncertain.length === 0 ? certainly : failingShare(precondition.test, precondition.rule.needs, values, uncertain);
  const never =
    uncertain.length === open.length ? probability[index] : failingShare(precondition.test, precondition.rule.needs, values, open);
  excludes[index] = probability[index] === 1 && never === 1 ? 1 : 0;
}

function failingShare(test: Test, condition: RuleCondition, values: Values, open: readonly number[]): number {
  const trial = [...values];
  let holding = 0;
  let failing = 0;
  const walk = (depth: number, weight: number): void => {
    if (depth === open.length) {
      if (test(fillDerived(trial))) holding += weight;
      else failing += weight;
      return;
    }
    const slot = open[depth]!;
    const outcomes = possibilities(slot, condition);
    for (const { value, probability } of shifted(slot, outcomes, values, open)) {
      trial[slot] = value;
      walk(depth + 1, weight * probability);
    }
  };
  walk(0, 1);
  return holding === 0 ? 1 : failing / (holding + failing);
}

/** Priors that another answer shifts: sixty people are not one team, and a stream of events rarely has somebody waiting. */
function shifted(slot: number, outcomes: readonly Possibility[], values: Values, open: readonly number[]): readonly Possibility[] {
  if (slot === teamsSlot && !open.includes(teamSizeSlot)) return plausibleTeams(outcomes, values[teamSizeSlot]!);
  if (slot !== whoWaits.slot || values[whoWaits.trigger] !== whoWaits.events) return outcomes;
  return outcomes.map((outcome) =>
    outcome.value === whoWaits.always ? { ...outcome, probability: outcome.probability * whoWaits.factor } : outcome,
  );
}

/** Numbers of teams that so many people can form, at 2 to 20 a team; all of them if none fits. */
function plausibleTeams(outcomes: readonly Possibility[], people: number): readonly Possibility[] {
  const fitting = outcomes.filter(({ value }) => (value === 1 ? people <= 20 : value * 2 <= people && value * 20 >= people));
  return fitting.length === 0 ? outcomes : fitting;
}

/** The values of one unanswered question that a condition can tell apart. */
function possibilities(slot: number, condition: RuleCondition): readonly Possibility[] {
  const question = questions[slot]!;
  if (question.kind === 'text') return [{ value: 0, probability: 1 }];
  if (question.kind !== 'multi') {
    return question.options.map((option, index) => ({
      value: question.kind === 'quantity' ? option.value! : 2 ** index,
      probability: option.prior,
    }));
  }
  const named = namedOptions(condition, question.id);
  let outcomes: Possibility[] = [{ value: 0, probability: 1 }];
  for (const option of question.options) {
    if (!named.has(option.id)) continue;
    const bit = optionBit(question.id, option.id);
    outcomes = outcomes.flatMap(({ value, probability }) => [
      { value, probability: probability * (1 - option.prior) },
      { value: value | bit, probability: probability * option.prior },
    ]);
  }
  return outcomes;
}

function namedOptions(condition: RuleCondition, question: string): ReadonlySet<string> {
  if ('all' in condition) return new Set(condition.all.flatMap((part) => [...namedOptions(part, question)]));
  if ('any' in condition) return new Set(condition.any.flatMap((part) => [...namedOptions(part, question)]));
  if ('not' in condition) return namedOptions(condition.not, question);
  return 'oneOf' in condition && condition.question === question ? new Set(condition.oneOf) : new Set();
}

/** Probability that the budget is below a floor: 0 or 1 where it is stated, else from the priors (never 1). */
function budgetBelow(values: Values, origins: readonly Origin[]): (floor: number) => number {
  const stated = isStated(origins[budgetSlot]!);
  const question = questions[budgetSlot]!;
  const options = question.kind === 'quantity' ? question.options : [];
  return (floor) => {
    if (stated) return values[budgetSlot]! < floor ? 1 : 0;
    let below = 0;
    for (const option of options) if (option.value! < floor) below += option.prior;
    return Math.min(0.95, below);
  };
}

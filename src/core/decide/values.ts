import type { AnswerValue, Condition, Question } from '../interview/question.ts';
import type { Answers } from '../interview/answer.ts';
import { questions } from '../interview/questions.ts';
import { type Assumptions, assumptionPosition, assumptionRules, noAssumptions } from './assumptions.ts';
import type { Basis } from './recommendation.ts';

/**
 * The answers as numbers, one slot per question and one per derived quantity, so that thousands of completions can be
 * rated cheaply. A choice or multi holds a bit per option (bit 0 is the first), a quantity its number, a text 0.
 */
export type Values = number[];

/** Quantities that rules read and that several answers make together. */
export const derivedQuantities = ['peak-rate', 'effective-teams', 'areas', 'people-rate'] as const;
export type DerivedQuantity = (typeof derivedQuantities)[number];

/** Which questions a derived quantity is made of. */
export const derivedFrom: Readonly<Record<DerivedQuantity, readonly string[]>> = {
  'peak-rate': ['concurrent-users', 'machine-events', 'burstiness', 'growth'],
  'effective-teams': ['teams', 'team-size'],
  areas: ['domain-borders'],
  'people-rate': ['concurrent-users', 'burstiness', 'growth'],
};

/** Where a value came from. `not-applicable`: the question makes no sense beside the other answers. */
export type Origin = 'stated' | 'workspace' | 'assumed' | 'not-applicable';

/** What the decision takes for one question; buckets of a quantity are already numbers. */
export interface ResolvedAnswer {
  readonly value: AnswerValue;
  readonly origin: Origin;
  /** Facts that a workspace answer rests on. */
  readonly facts: readonly string[];
}

/** A workspace answer below this confidence is shown but rests nothing on itself. */
const leastConfidence = 0.5;

/**
 * Values of questions that do not apply. Elsewhere the assumption is harmless; here it would invent a load or a law.
 */
const whereNotApplicable: ReadonlyMap<string, AnswerValue> = new Map<string, AnswerValue>([
  ['machine-events', 0],
  ['compliance', ['none']],
  ['pains', ['none']],
  ['same-things', 'no'],
  ['background-share', 0],
  ['outage-frequency', 0],
  ['tenants', 1],
  ['residency-regions', []],
  // No partner, no limit; no window that is too short; no backup that somebody forgot to try.
  ['partner-limit', 1_000_000],
  ['cutover', 'longer'],
  ['restore-tried', 'once'],
  // Asked only below half a second: whoever waits two seconds without noticing has not asked for less.
  ['latency-target', 2000],
]);

interface Slot {
  readonly question: Question;
  readonly bits: ReadonlyMap<string, number>;
  readonly assumed: number;
  readonly notApplicable: number;
}

/** Whether a question applies beside the other answers. */
export type Applies = (values: Values) => boolean;

const indexById: ReadonlyMap<string, number> = new Map(questions.map((question, index) => [question.id, index]));
const slots: readonly Slot[] = questions.map(slotOf);
const applies: readonly (Applies | undefined)[] = questions.map(({ appliesWhen }) =>
  appliesWhen === undefined ? undefined : compileApplies(appliesWhen),
);

/** The test that says whether a question applies; undefined for one that always does. */
export function appliesTo(index: number): Applies | undefined {
  return applies[index];
}

function compileApplies(condition: Condition): Applies {
  if ('all' in condition) {
    const parts = condition.all.map(compileApplies);
    return (values) => parts.every((part) => part(values));
  }
  if ('any' in condition) {
    const parts = condition.any.map(compileApplies);
    return (values) => parts.some((part) => part(values));
  }
  if ('not' in condition) {
    const part = compileApplies(condition.not);
    return (values) => !part(values);
  }
  const index = slotIndex(condition.question);
  if ('oneOf' in condition) {
    const mask = condition.oneOf.reduce((bits, option) => bits | optionBit(condition.question, option), 0);
    return (values) => (values[index]! & mask) !== 0;
  }
  if ('atLeast' in condition) return (values) => values[index]! >= condition.atLeast;
  return (values) => values[index]! <= condition.atMost;
}

/** Where the assumptions begin in a `Values` array: behind questions and derived quantities. */
const firstAssumption = questions.length + derivedQuantities.length;

/** Number of slots of a `Values` array. */
export const slotCount = firstAssumption + assumptionRules.length;

/** What a slot holds whose assumption has no number of its own: the price list of the place decides. */
export const notSet = -1;

/** Index of a question's slot. Throws for an id that is not in the catalogue: a rule that names one is a mistake. */
export function slotIndex(question: string): number {
  const index = indexById.get(question);
  if (index === undefined) throw new Error(`No question ${question} in the catalogue`);
  return index;
}

/** Index of a question's slot, or undefined for an id that is not in the catalogue. */
export function findSlot(question: string): number | undefined {
  return indexById.get(question);
}

/** Index of an assumption's slot; its value is the default, what a person set, or `notSet`. */
export function assumptionIndex(id: string): number {
  return firstAssumption + assumptionPosition(id);
}

/** Index of a derived quantity's slot. */
export function derivedIndex(quantity: DerivedQuantity): number {
  return questions.length + derivedQuantities.indexOf(quantity);
}

/** The bit of one option. Throws for an option that the question does not have. */
export function optionBit(question: string, option: string): number {
  const bit = slots[slotIndex(question)]!.bits.get(option);
  if (bit === undefined) throw new Error(`No option ${option} in question ${question}`);
  return bit;
}

function slotOf(question: Question): Slot {
  const bits = new Map(question.kind === 'text' ? [] : question.options.map((option, index) => [option.id, 2 ** index] as const));
  const assumed = encodeWith(question, bits, question.assumption) ?? 0;
  const notApplicable = encodeWith(question, bits, whereNotApplicable.get(question.id) ?? question.assumption) ?? 0;
  return { question, bits, assumed, notApplicable };
}

/** An answer as a slot's number; undefined where the value does not fit the question (then it counts as not given). */
export function encode(question: string, value: AnswerValue): number | undefined {
  const slot = slots[slotIndex(question)]!;
  return encodeWith(slot.question, slot.bits, value);
}

function encodeWith(question: Question, bits: ReadonlyMap<string, number>, value: AnswerValue): number | undefined {
  switch (question.kind) {
    case 'text':
      return 0;
    case 'choice':
      return typeof value === 'string' ? bits.get(value) : undefined;
    case 'multi': {
      if (!Array.isArray(value)) return undefined;
      let mask = 0;
      for (const option of value as readonly string[]) mask |= bits.get(option) ?? 0;
      return mask;
    }
    case 'quantity': {
      const number = typeof value === 'number' ? value : question.options.find((option) => option.id === value)?.value;
      if (number === undefined || !Number.isFinite(number)) return undefined;
      return Math.min(question.max, Math.max(question.min, number));
    }
  }
}

/** A slot's number as an answer again. */
export function decode(question: string, encoded: number): AnswerValue {
  const slot = slots[slotIndex(question)]!;
  if (slot.question.kind === 'text') return '';
  if (slot.question.kind === 'quantity') return encoded;
  const chosen = slot.question.options.filter((_, index) => (encoded & (2 ** index)) !== 0).map((option) => option.id);
  return slot.question.kind === 'choice' ? (chosen[0] ?? slot.question.assumption) : chosen;
}

/** The answers of one interview, encoded, with their origins. Derived slots are filled. */
export interface Resolved {
  readonly values: Values;
  readonly origins: readonly Origin[];
  readonly facts: readonly (readonly string[])[];
  /** What a person set beside the answers; the slots behind the derived ones hold it too. */
  readonly assumptions: Assumptions;
}

/** Encodes what is stated, set and assumed. Ids that are not in the catalogue are ignored. */
export function resolveValues(answers: Answers, assumptions: Assumptions = noAssumptions): Resolved {
  const values: Values = [];
  const origins: Origin[] = [];
  const facts: (readonly string[])[] = [];
  for (const slot of slots) {
    const answer = answers.get(slot.question.id);
    const encoded =
      answer !== undefined && 'value' in answer
        ? answer.origin === 'workspace' && answer.confidence < leastConfidence
          ? undefined
          : encodeWith(slot.question, slot.bits, answer.value)
        : undefined;
    values.push(encoded ?? slot.assumed);
    const fromWorkspace = encoded !== undefined && answer?.origin === 'workspace';
    origins.push(encoded === undefined ? 'assumed' : fromWorkspace ? 'workspace' : 'stated');
    facts.push(fromWorkspace ? answer.facts : []);
  }
  values.push(...derivedQuantities.map(() => 0));
  for (const { id, value } of assumptionRules) values.push(assumptions.get(id) ?? value ?? notSet);
  for (const [index, slot] of slots.entries()) {
    if (origins[index] !== 'assumed' || applies[index]?.(values) !== false) continue;
    values[index] = slot.notApplicable;
    origins[index] = 'not-applicable';
  }
  fillDerived(values);
  return { values, origins, facts, assumptions };
}

/**
 * Every question's value: stated (by the user or the workspace) or assumed, with its origin. Buckets are numbers.
 */
export function resolve(answers: Answers): ReadonlyMap<string, ResolvedAnswer> {
  const { values, origins, facts } = resolveValues(answers);
  return new Map(
    slots.map(({ question }, index) => {
      const given = answers.get(question.id);
      const text =
        question.kind === 'text' && given !== undefined && 'value' in given && typeof given.value === 'string' ? given.value : undefined;
      const value = text ?? decode(question.id, values[index]!);
      return [question.id, { value, origin: origins[index]!, facts: facts[index]! }];
    }),
  );
}

/** Value for a question that does not apply, and the assumption, for samplers. */
export function fallbackOf(index: number): { readonly assumed: number; readonly notApplicable: number } {
  return slots[index]!;
}

/** Recomputes the derived slots in place; call it after changing a value. */
export function fillDerived(values: Values): Values {
  const base = questions.length;
  values[base] = peakRate(values);
  values[base + 1] = Math.min(values[at.teams]!, values[at.teamSize]! / 4);
  values[base + 2] = values[at.borders] === at.one ? 1 : values[at.borders] === at.clear ? 4 : 3;
  values[base + 3] = (values[at.users]! / thinkTime(values)) * peakFactor(values) * growthRoom(values);
  return values;
}

const at = {
  users: slotIndex('concurrent-users'),
  events: slotIndex('machine-events'),
  burstiness: slotIndex('burstiness'),
  growth: slotIndex('growth'),
  tenfold: optionBit('growth', 'tenfold'),
  steady: optionBit('burstiness', 'steady'),
  sudden: optionBit('burstiness', 'sudden'),
  known: optionBit('burstiness', 'known-peaks'),
  thinkTime: assumptionIndex('think-time'),
  peakEven: assumptionIndex('peak-factor-even'),
  peakDaily: assumptionIndex('peak-factor-daily'),
  peakKnown: assumptionIndex('peak-factor-known'),
  peakSudden: assumptionIndex('peak-factor-sudden'),
  growthRoom: assumptionIndex('growth-room'),
  teams: slotIndex('teams'),
  teamSize: slotIndex('team-size'),
  borders: slotIndex('domain-borders'),
  one: optionBit('domain-borders', 'one'),
  clear: optionBit('domain-borders', 'clear'),
} as const;

/** Seconds between two actions of one person. */
export function thinkTime(values: Values): number {
  return values[at.thinkTime]!;
}

/** The assumption that says how much busier the busiest minute is than the busy hour, by kind of load. */
export function peakAssumption(values: Values): 'peak-factor-even' | 'peak-factor-daily' | 'peak-factor-known' | 'peak-factor-sudden' {
  const burstiness = values[at.burstiness]!;
  if (burstiness === at.steady) return 'peak-factor-even';
  if (burstiness === at.sudden) return 'peak-factor-sudden';
  return burstiness === at.known ? 'peak-factor-known' : 'peak-factor-daily';
}

/** How much busier the busiest minute is than the busy hour, by kind of load. */
export function peakFactor(values: Values): number {
  const burstiness = values[at.burstiness]!;
  if (burstiness === at.steady) return values[at.peakEven]!;
  if (burstiness === at.sudden) return values[at.peakSudden]!;
  return values[burstiness === at.known ? at.peakKnown : at.peakDaily]!;
}

/** Growth that the design must leave room for: ten times a year is met half-way. */
export function growthRoom(values: Values): number {
  return values[at.growth] === at.tenfold ? values[at.growthRoom]! : 1;
}

/** Requests and events a second in the busiest minute, with room for growth (see `capacity.ts` for the wording). */
function peakRate(values: Values): number {
  const people = (values[at.users]! / thinkTime(values)) * peakFactor(values);
  return (people + values[at.events]!) * growthRoom(values);
}

/**
 * The basis of a claim that rests on these questions. What is assumed rests in turn on the answers that decide whether
 * its question applies at all.
 */
export function basisOf(questionIds: Iterable<string>, resolved: Resolved, factIds: Iterable<string> = []): Basis {
  const answers = new Set<string>();
  const assumed = new Set<string>();
  const facts = new Set<string>(factIds);
  const add = (id: string): void => {
    const index = slotIndex(id);
    for (const fact of resolved.facts[index]!) facts.add(fact);
    if (resolved.origins[index] === 'stated' || resolved.origins[index] === 'workspace') {
      answers.add(id);
      return;
    }
    if (assumed.has(id)) return;
    assumed.add(id);
    const { appliesWhen } = slots[index]!.question;
    if (appliesWhen !== undefined) for (const question of conditionQuestions(appliesWhen)) add(question);
  };
  for (const id of questionIds) add(id);
  return { answers: [...answers], facts: [...facts], assumed: [...assumed] };
}

function conditionQuestions(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(conditionQuestions);
  if ('any' in condition) return condition.any.flatMap(conditionQuestions);
  return 'not' in condition ? conditionQuestions(condition.not) : [condition.question];
}

import type { Fact } from '../model/fact.ts';
import type { Answers } from './answer.ts';
import type { Values } from './condition.ts';
import { holds, questionsIn, statedValues } from './condition.ts';
import { contradictionRules } from './contradictions/index.ts';
import type { ContradictionRule, Differs, Measure } from './contradictions/rule.ts';
import { fillSentence } from './contradictions/sentence.ts';
import { matches } from './prefill.ts';
import { numberOf, questionById } from './value.ts';

export { contradictionRules } from './contradictions/index.ts';

/** A rule that fired, with the questions and facts involved. */
export interface Contradiction {
  readonly id: string;
  /** One or two calm sentences with this company's numbers, ending in what could give. */
  readonly sentence: string;
  /** 3 is the gravest. */
  readonly serious: 1 | 2 | 3;
  readonly questions: readonly string[];
  readonly facts: readonly string[];
}

/** So many contradictions are shown at once: more would read like a scolding. */
export const shownAtOnce = 3;

/**
 * Every contradiction among the stated answers and the facts, the gravest first, equals in the order of the rules. Pass
 * facts through `usableFacts` first. What was never said contradicts nothing.
 */
export function findContradictions(answers: Answers, facts: readonly Fact[]): readonly Contradiction[] {
  const values = statedValues(answers);
  return contradictionRules.flatMap((rule) => fire(rule, values, facts)).toSorted((left, right) => right.serious - left.serious);
}

function fire(rule: ContradictionRule, values: Values, facts: readonly Fact[]): readonly Contradiction[] {
  if (!holds(rule.when, values)) return [];
  if (rule.measures?.every((measure) => measures(measure, values)) === false) return [];
  const unless = rule.unlessFacts;
  if (unless !== undefined && facts.some((fact) => matches(unless, fact))) return [];
  const found = evidence(rule, values, facts);
  if (found === undefined) return [];
  const asked = [
    ...questionsIn(rule.when),
    ...(rule.measures ?? []).flatMap((measure) => ('count' in measure ? [measure.count] : [measure.of, measure.per])),
  ];
  return [
    {
      id: rule.id,
      sentence: fillSentence(rule.sentence, values, found),
      serious: rule.serious,
      questions: [...new Set(asked)].filter((id) => values(id) !== undefined),
      facts: found.map(({ id }) => id).toSorted(),
    },
  ];
}

/** The facts that a rule rests on; none where it needs none, undefined where they are missing. */
function evidence(rule: ContradictionRule, values: Values, facts: readonly Fact[]): readonly Fact[] | undefined {
  if (rule.differs !== undefined) return differing(rule.differs, values, facts);
  const pattern = rule.facts;
  if (pattern === undefined) return [];
  const matching = facts.filter((fact) => matches(pattern, fact));
  return matching.length < (rule.factsAtLeast ?? 1) ? undefined : matching;
}

function differing({ question, shown }: Differs, values: Values, facts: readonly Fact[]): readonly Fact[] | undefined {
  const value = values(question);
  const said = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
  const found = Object.entries(shown).map(([option, pattern]) => ({ option, facts: facts.filter((fact) => matches(pattern, fact)) }));
  if (found.some((one) => one.facts.length > 0 && said.includes(one.option))) return undefined;
  const others = found.flatMap((one) => one.facts);
  return others.length === 0 ? undefined : [...new Set(others)];
}

function measures(measure: Measure, values: Values): boolean {
  if ('count' in measure) {
    const value = values(measure.count);
    return Array.isArray(value) && value.filter((id) => id !== 'none').length >= measure.atLeast;
  }
  const [over, per] = [span(measure.of, values), span(measure.per, values)];
  if (over === undefined || per === undefined || per.low <= 0) return false;
  // Of a range the end that fits best counts: “3 to 6 developers in 2 or 3 teams” may be three in each.
  return (
    over.low / per.high >= (measure.atLeast ?? Number.NEGATIVE_INFINITY) &&
    over.high / per.low <= (measure.atMost ?? Number.POSITIVE_INFINITY)
  );
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** The numbers that an answer may mean: itself, or for a bucket those half-way (by ratio) to its neighbours. */
function span(id: string, values: Values): Span | undefined {
  const question = questionById(id);
  const value = values(id);
  const number = question === undefined ? undefined : numberOf(question, value);
  if (question?.kind !== 'quantity' || number === undefined) return undefined;
  if (typeof value === 'number') return { low: number, high: number };
  const known = question.options.flatMap((option) => option.value ?? []).toSorted((one, other) => one - other);
  const at = known.indexOf(number);
  const [below, above] = [known[at - 1] ?? number, known[at + 1] ?? number];
  return { low: Math.sqrt(number * Math.max(below, 1)), high: Math.sqrt(number * above) };
}

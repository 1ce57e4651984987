import type { Fact, SizingFact } from '../model/fact.ts';
import type { AnswerValue } from './question.ts';
import type { FactPattern, PrefillRule } from './prefill-rule.ts';
import { prefillRules } from './prefill-rules.ts';
import { optionsOf, questionById } from './value.ts';

/** From this confidence on, a workspace answer counts as given and its question is not asked. */
export const settledConfidence = 0.7;

/** Facts below this confidence are shown, but nothing rests on them (see `Fact`). */
const usableConfidence = 0.5;

/** What a workspace says on a question when the team starts anew is worth this much of what it was. */
const fromScratchFactor = 0.6;

/** What the workspace says on one question. */
export interface Prefilled {
  readonly question: string;
  readonly value: AnswerValue;
  /** 0 to 1; see `settledConfidence`. */
  readonly confidence: number;
  /** Fact ids, sorted: their evidence is what the person is shown. */
  readonly facts: readonly string[];
  /** One clause, without a full stop: why the facts say so. */
  readonly because: string;
}

/**
 * What the facts say about each question, settled or not. An empty workspace says one thing: that the team starts
 * from scratch. Pass facts through `usableFacts` first.
 */
export function prefill(facts: readonly Fact[], options: { readonly fromScratch?: boolean } = {}): ReadonlyMap<string, Prefilled> {
  const firings = prefillRules.flatMap((rule) => fire(rule, facts, options.fromScratch === true));
  const found = new Map<string, Prefilled>();
  if (isEmptyWorkspace(facts)) found.set('starting-point', emptyWorkspace);
  for (const { question } of firings) {
    if (found.has(question)) continue;
    const ofQuestion = firings.filter((firing) => firing.question === question);
    const combined = questionById(question)?.kind === 'multi' ? union(ofQuestion) : best(ofQuestion);
    found.set(question, combined);
  }
  return found;
}

/** Whether a pattern matches a fact. */
export function matches(pattern: FactPattern, fact: Fact): boolean {
  if (fact.confidence < usableConfidence) return false;
  switch (fact.kind) {
    case 'technology':
      return (
        fact.scope === 'production' &&
        ((pattern.technology?.includes(fact.technology) ?? false) || (pattern.category?.includes(fact.category) ?? false))
      );
    case 'component':
      return pattern.component?.includes(fact.component) ?? false;
    case 'deployment':
      return (
        (pattern.deployment?.includes(fact.target) ?? false) ||
        (pattern.region?.some((beginning) => fact.region?.startsWith(beginning) === true) ?? false)
      );
    case 'practice':
      return pattern.practice?.includes(fact.practice) ?? false;
    case 'hazard':
      return pattern.hazard?.includes(fact.hazard) ?? false;
    case 'people':
      return pattern.people?.measure === fact.measure && pattern.people.values.includes(fact.value);
    case 'sizing':
      return pattern.sizing !== undefined && isInRange(pattern.sizing, fact);
    default:
      return false;
  }
}

function isInRange({ measures, atLeast, atMost, named }: NonNullable<FactPattern['sizing']>, fact: SizingFact): boolean {
  const value = Number.parseFloat(fact.value);
  if (!measures.includes(fact.measure)) return false;
  if (named !== undefined && !named.some((part) => fact.value.toLowerCase().includes(part))) return false;
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

const emptyWorkspace: Prefilled = {
  question: 'starting-point',
  value: 'from-scratch',
  confidence: 0.9,
  facts: [],
  because: 'nothing was found in the workspace',
};

function isEmptyWorkspace(facts: readonly Fact[]): boolean {
  return !facts.some((fact) => fact.kind === 'technology' || fact.kind === 'component' || fact.kind === 'deployment');
}

function fire(rule: PrefillRule, facts: readonly Fact[], fromScratch: boolean): Prefilled[] {
  const matching = facts.filter((fact) => matches(rule.when, fact));
  if (matching.length === 0) return [];
  if (rule.also?.some((pattern) => !facts.some((fact) => matches(pattern, fact))) === true) return [];
  if (rule.unless !== undefined && facts.some((fact) => matches(rule.unless as FactPattern, fact))) return [];
  const names = namesOf(matching);
  const value = typeof rule.gives === 'string' ? rule.gives : 'from' in rule.gives ? rule.gives.from(matching) : names.length;
  if (value === undefined) return [];
  const strongest = Math.max(...matching.map((fact) => fact.confidence));
  const factor = fromScratch && rule.about === 'system' ? fromScratchFactor : 1;
  return [
    {
      question: rule.question,
      value,
      confidence: round(rule.confidence * strongest * factor),
      facts: matching.map((fact) => fact.id).toSorted(),
      because: rule.because.replace('{names}', list(names)),
    },
  ];
}

/** The firing with the highest confidence. Two that disagree and are about as sure are a question, not an answer. */
function best(firings: readonly Prefilled[]): Prefilled {
  const [first, second] = firings.toSorted((a, b) => b.confidence - a.confidence);
  if (first === undefined) throw new Error('no firing to choose from');
  const disputed = second !== undefined && second.value !== first.value && first.confidence - second.confidence < 0.1;
  if (!disputed) return first;
  return {
    ...first,
    confidence: Math.min(first.confidence, 0.5),
    because: `${first.because}, and ${second.because}`,
  };
}

function union(firings: readonly Prefilled[]): Prefilled {
  const [first] = firings;
  if (first === undefined) throw new Error('no firing to unite');
  const given = new Set(firings.map((firing) => String(firing.value)));
  const question = questionById(first.question);
  const options = question === undefined ? [] : optionsOf(question);
  return {
    question: first.question,
    value: options.map((option) => option.id).filter((id) => given.has(id)),
    confidence: Math.max(...firings.map((firing) => firing.confidence)),
    facts: [...new Set(firings.flatMap((firing) => firing.facts))].toSorted(),
    because: [...new Set(firings.map((firing) => firing.because))].join('; '),
  };
}

function namesOf(facts: readonly Fact[]): readonly string[] {
  const names = facts.map(nameOfFact);
  // The same external API shows as a technology (its client) and as a component: it is counted once.
  const seen = new Map<string, string>();
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  return [...seen.values()].toSorted();
}

/** What a fact is called in a sentence. */
export function nameOfFact(fact: Fact): string {
  switch (fact.kind) {
    case 'practice':
      return fact.practice;
    case 'people':
      return fact.value;
    case 'sizing':
      return `${fact.measure.replaceAll('-', ' ')} ${fact.value}`;
    case 'hazard':
      return fact.statement;
    default:
      return 'name' in fact ? fact.name : fact.id;
  }
}

function list(names: readonly string[]): string {
  if (names.length <= 4) return names.join(', ');
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}

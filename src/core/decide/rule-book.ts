import { hybridRules, type HybridRule } from './hybrids.ts';
import { preconditionRules, type PreconditionRule } from './preconditions.ts';
import { baseStyles, qualityAttributes, type BaseStyle, type QualityAttribute, type StyleId } from './recommendation.ts';
import { requirementRules } from './requirement-rules/index.ts';
import type { Part, RequirementRule } from './requirement-rule.ts';
import { ratings, ratingUncertainty } from './ratings.ts';
import { compile, questionsOf, type Test } from './rule-condition.ts';
import { shapeRules, type ShapeRule } from './shapes.ts';
import { budgetFactor, strain } from './parts-price.ts';
import { partsOf } from './styles.ts';
import { slotIndex, type Values } from './values.ts';

/**
 * All rules of the decision, as one value. Tests break one rule on purpose and pass the book in, to show that a property
 * notices.
 */
export interface RuleBook {
  readonly requirements: readonly RequirementRule[];
  readonly shapes: readonly ShapeRule[];
  readonly preconditions: readonly PreconditionRule[];
  readonly hybrids: readonly HybridRule[];
  /** Attributes that move together share one budget of weight. */
  readonly budgets: readonly { readonly attributes: readonly QualityAttribute[]; readonly weight: number }[];
  /** How many parts a style has here. */
  readonly parts: (style: StyleId, values: Values) => number;
  /** Points for one part beyond the first two, by what the team and the budget can carry. */
  readonly partPrice: (values: Values) => number;
}

/** The rules that the product uses. */
export const standardRules: RuleBook = {
  requirements: requirementRules,
  shapes: shapeRules,
  preconditions: preconditionRules,
  hybrids: hybridRules,
  budgets: [
    { attributes: ['scalability', 'elasticity'], weight: 3.5 },
    { attributes: ['simplicity', 'cost'], weight: 3.5 },
    { attributes: ['deployability', 'testability', 'team-autonomy'], weight: 4.5 },
  ],
  parts: partsOf,
  partPrice: (values) => 0.01 * strain(values) * budgetFactor(values),
};

export const attributeCount = qualityAttributes.length;
export const styleCount = baseStyles.length;

/** Bits for the parts of a system, so that a set of parts is a number. */
const partBits: Readonly<Record<Part, number>> = { stream: 1, chain: 2, burst: 4, contended: 8 };

export interface CompiledRequirement {
  readonly rule: RequirementRule;
  readonly test: Test;
  readonly attribute: number;
  readonly level: number;
  readonly weight: number;
  readonly part: number;
}
export interface CompiledShape {
  readonly rule: ShapeRule;
  readonly test: Test;
  readonly losses: readonly number[];
  readonly part: number;
  readonly slots: readonly number[];
}
export interface CompiledPrecondition {
  readonly rule: PreconditionRule;
  readonly test: Test;
  readonly styles: readonly number[];
  readonly questions: readonly string[];
  readonly slots: readonly number[];
}
export interface CompiledHybrid {
  readonly id: { readonly base: BaseStyle; readonly edge: BaseStyle };
  readonly rule: HybridRule;
  readonly test: Test;
  readonly base: number;
  readonly edge: number;
  readonly parts: number;
  readonly questions: readonly string[];
}

/** The rule book with every condition turned into a function. Immutable. */
export interface Model {
  readonly book: RuleBook;
  readonly requirements: readonly CompiledRequirement[];
  readonly shapes: readonly CompiledShape[];
  readonly preconditions: readonly CompiledPrecondition[];
  readonly hybrids: readonly CompiledHybrid[];
  readonly budgets: readonly { readonly attributes: readonly number[]; readonly weight: number }[];
  /** Nine styles, then the hybrids. */
  readonly candidates: readonly StyleId[];
  /** Stars, style by style. */
  readonly stars: readonly number[];
  readonly uncertainty: readonly number[];
  /** Every question that some rule reads. */
  readonly questions: readonly string[];
}

/** Compiles a rule book. Throws if a rule names a question or option that does not exist. */
export function compileRules(book: RuleBook): Model {
  const read = new Set<string>([
    'team-size',
    'operations',
    'budget',
    'night',
    'teams',
    'domain-borders',
    'horizon',
    'starting-point',
    'pains',
  ]);
  const note = (questions: Iterable<string>) => {
    for (const question of questions) read.add(question);
  };
  for (const rule of book.requirements) note(questionsOf(rule.when));
  for (const rule of book.shapes) note(questionsOf(rule.when));
  for (const rule of book.preconditions) note(questionsOf(rule.needs));
  for (const rule of book.hybrids) note(questionsOf(rule.when));
  const styleIndex = (style: BaseStyle) => baseStyles.indexOf(style);
  return {
    book,
    requirements: book.requirements.map((rule) => ({
      rule,
      test: compile(rule.when),
      attribute: qualityAttributes.indexOf(rule.attribute),
      level: rule.level,
      weight: rule.weight,
      part: rule.part === undefined ? 0 : partBits[rule.part],
    })),
    shapes: book.shapes.map((rule) => ({
      rule,
      test: compile(rule.when),
      losses: baseStyles.map((style) => rule.losses[style] ?? rule.others),
      part: rule.part === undefined ? 0 : partBits[rule.part],
      slots: [...questionsOf(rule.when)].map(slotIndex),
    })),
    preconditions: book.preconditions.map((rule) => {
      const questions = [...questionsOf(rule.needs)];
      return { rule, test: compile(rule.needs), styles: rule.styles.map(styleIndex), questions, slots: questions.map(slotIndex) };
    }),
    hybrids: book.hybrids.map((rule) => ({
      id: { base: rule.base, edge: rule.edge },
      rule,
      test: compile(rule.when),
      base: styleIndex(rule.base),
      edge: styleIndex(rule.edge),
      parts: rule.parts.reduce((mask, part) => mask | partBits[part], 0),
      questions: [...questionsOf(rule.when)],
    })),
    budgets: book.budgets.map(({ attributes, weight }) => ({
      attributes: attributes.map((attribute) => qualityAttributes.indexOf(attribute)),
      weight,
    })),
    candidates: [...baseStyles, ...book.hybrids.map(({ base, edge }) => ({ base, edge }))],
    stars: baseStyles.flatMap((style) => qualityAttributes.map((attribute) => ratings[style][attribute].stars)),
    uncertainty: baseStyles.flatMap((style) => qualityAttributes.map((attribute) => ratingUncertainty[ratings[style][attribute].source])),
    questions: [...read],
  };
}

/** The compiled standard rules. */
export const standardModel: Model = compileRules(standardRules);

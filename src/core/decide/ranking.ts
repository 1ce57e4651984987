import type { Fact } from '../model/fact.ts';
import type { Answers } from '../interview/answer.ts';
import {
  budgetRisk,
  evaluate,
  firedRequirements,
  mergeNeeds,
  notForEdge,
  pointsPerStar,
  shapeLeftToBase,
  type Needs,
  type Outcome,
  type Risks,
} from './evaluate.ts';
import { hybridLoss } from './hybrids.ts';
import { budgetFactor, budgetFloor, operationsDays, partPriceQuestions } from './parts-price.ts';
import { billingOf, monthlyCost } from './cost.ts';
import {
  qualityAttributes,
  baseStyles,
  type BaseStyle,
  type Contribution,
  type FailedPrecondition,
  type QualityAttribute,
  type RankedStyle,
  type RequiredLevel,
} from './recommendation.ts';
import { assessRisks, isStated } from './risks.ts';
import { attributeCount, styleCount, type Model } from './rule-book.ts';
import { questionsBehind } from './rule-condition.ts';
import {
  asIs,
  migrationLoss,
  migrationWeeks,
  painLoss,
  painsOf,
  startingLosses,
  startingPointQuestions,
  type AsIs,
} from './starting-point.ts';
import { baseOf, releasesOf, styleName, styles } from './styles.ts';
import { basisOf, derivedFrom, resolveValues, slotIndex, type Resolved } from './values.ts';
import { amount, fill } from './wording.ts';

/** Everything that one recommendation is computed from. */
export interface Case {
  readonly model: Model;
  readonly facts: readonly Fact[];
  readonly resolved: Resolved;
  readonly today: AsIs | undefined;
  readonly starting: Float64Array;
  readonly risks: Risks;
  readonly fired: readonly number[];
  readonly needs: Needs;
  readonly outcome: Outcome;
}

/** Evaluates facts and answers with a rule book, once. */
export function openCase(model: Model, input: { readonly facts: readonly Fact[]; readonly answers: Answers }): Case {
  const resolved = resolveValues(input.answers);
  const { values, origins } = resolved;
  const today = asIs(input.facts);
  const starting = startingLosses(today, values);
  const risks = assessRisks(model, values, origins);
  const fired = firedRequirements(model, values);
  const needs = mergeNeeds(model, fired, 0);
  return { model, facts: input.facts, resolved, today, starting, risks, fired, needs, outcome: evaluate(model, values, starting, risks) };
}

/** The required level of every attribute that something asks for, heaviest first. */
export function requiredLevels(open: Case): readonly RequiredLevel[] {
  const { model, fired, needs, resolved } = open;
  const required: RequiredLevel[] = [];
  for (const [index, attribute] of qualityAttributes.entries()) {
    if (needs.weights[index]! === 0) continue;
    const leading = leadingRule(model, fired, index, needs.levels[index]!);
    if (leading === undefined) continue;
    required.push({
      attribute,
      level: needs.levels[index]!,
      weight: round(needs.weights[index]!),
      rule: leading.id,
      because: fill(leading.because, resolved.values),
      basis: basisOf(questionsBehind(leading.when, resolved.values), resolved),
    });
  }
  return required.sort((left, right) => right.weight - left.weight || compareText(left.attribute, right.attribute));
}

function leadingRule(model: Model, fired: readonly number[], attribute: number, level: number) {
  return fired
    .map((index) => model.requirements[index]!)
    .filter((entry) => entry.attribute === attribute && entry.rule.level === level)
    .sort((left, right) => right.rule.weight - left.rule.weight || compareText(left.rule.id, right.rule.id))[0]?.rule;
}

/** Every requirement rule that fired, before levels are merged: what the answers ask for, one by one. */
export function firedDrivers(open: Case): readonly RequiredLevel[] {
  return open.fired.map((index) => {
    const { rule } = open.model.requirements[index]!;
    return {
      attribute: rule.attribute,
      level: rule.level,
      weight: rule.weight,
      rule: rule.id,
      because: fill(rule.because, open.resolved.values),
      basis: basisOf(questionsBehind(rule.when, open.resolved.values), open.resolved),
    };
  });
}

/** All candidates that were worth rating: feasible ones first, then by score, then in the order of the catalogue. */
export function rankCase(open: Case): readonly RankedStyle[] {
  const required = requiredLevels(open);
  const order = open.model.candidates
    .map((_, index) => index)
    .filter((index) => Number.isFinite(open.outcome.losses[index]!))
    .sort(
      (left, right) =>
        open.outcome.feasible[right]! - open.outcome.feasible[left]! ||
        open.outcome.losses[left]! - open.outcome.losses[right]! ||
        left - right,
    );
  const billing = billingOf(open.resolved);
  return order.map((index) => explain(open, index, required, billing));
}

function explain(open: Case, candidate: number, required: readonly RequiredLevel[], billing: ReturnType<typeof billingOf>): RankedStyle {
  const { model, resolved, outcome } = open;
  const style = model.candidates[candidate]!;
  const parts = model.book.parts(style, resolved.values);
  return {
    style,
    name: styleName(style),
    score: round(Math.min(1, Math.max(0, 1 - outcome.losses[candidate]!))),
    feasible: outcome.feasible[candidate] === 1,
    contributions: contributions(open, candidate, required),
    failedPreconditions: failedPreconditions(open, candidate),
    ratings: ratingsOf(open, candidate),
    parts,
    releases: releasesOf(style, resolved.values),
    monthlyCost: monthlyCost(style, resolved, billing),
    operationsDays: operationsDays(parts, resolved.values),
  };
}

function ratingsOf(open: Case, candidate: number): Readonly<Record<QualityAttribute, number>> {
  const { model } = open;
  const stars = (style: number, attribute: number) => model.stars[style * attributeCount + attribute]!;
  const hybrid = model.hybrids[candidate - styleCount];
  return Object.fromEntries(
    qualityAttributes.map((attribute, index) => {
      if (hybrid === undefined) return [attribute, stars(candidate, index)];
      const { share } = hybrid.rule;
      return [attribute, round((1 - share) * stars(hybrid.base, index) + share * stars(hybrid.edge, index))];
    }),
  ) as Record<QualityAttribute, number>;
}

function contributions(open: Case, candidate: number, required: readonly RequiredLevel[]): readonly Contribution[] {
  const found = [
    ...attributeContributions(open, candidate, required),
    ...shapeContributions(open, candidate),
    ...partsContributions(open, candidate),
    ...startingContributions(open, candidate),
    ...preconditionContributions(open, candidate),
  ].filter(({ points }) => points !== 0);
  return found.sort((left, right) => left.points - right.points || compareText(left.driver, right.driver));
}

/** The base, or the base and edge of a hybrid, with the needs and the share of each. */
function partsOfCandidate(
  open: Case,
  candidate: number,
): readonly { readonly style: number; readonly needs: Needs; readonly share: number }[] {
  const hybrid = open.model.hybrids[candidate - styleCount];
  if (hybrid === undefined) return [{ style: candidate, needs: open.needs, share: 1 }];
  return [
    { style: hybrid.base, needs: mergeNeeds(open.model, open.fired, hybrid.parts), share: 1 - hybrid.rule.share },
    { style: hybrid.edge, needs: open.needs, share: hybrid.rule.share },
  ];
}

function attributeContributions(open: Case, candidate: number, required: readonly RequiredLevel[]): readonly Contribution[] {
  const pieces = partsOfCandidate(open, candidate);
  return required.flatMap((need) => {
    const index = qualityAttributes.indexOf(need.attribute);
    let points = 0;
    for (const { style, needs, share } of pieces) {
      const missing = needs.levels[index]! - open.model.stars[style * attributeCount + index]!;
      if (missing > 0) points -= share * needs.weights[index]! * missing * pointsPerStar;
    }
    if (points === 0) return [];
    const rating = open.model.stars[pieces[0]!.style * attributeCount + index]!;
    const because =
      pieces.length === 1
        ? `${need.because} Needs ${amount(need.level)} of 5; ${styles[baseStyles[candidate]!].name} gives ${amount(rating)}.`
        : `${need.because} Needs ${amount(need.level)} of 5 where it matters.`;
    return [{ driver: `attribute:${need.attribute}`, points: round(points), because, basis: need.basis }];
  });
}

function shapeContributions(open: Case, candidate: number): readonly Contribution[] {
  const { model, resolved } = open;
  const hybrid = model.hybrids[candidate - styleCount];
  return model.shapes.flatMap(({ rule, test, losses, part }) => {
    if (!test(resolved.values)) return [];
    const left = hybrid !== undefined && (part & hybrid.parts) !== 0 ? shapeLeftToBase : 1;
    const points = -losses[hybrid?.base ?? candidate]! * left;
    if (points === 0) return [];
    return [
      {
        driver: rule.id,
        points: round(points),
        because: fill(rule.because, resolved.values),
        basis: basisOf(questionsBehind(rule.when, resolved.values), resolved),
      },
    ];
  });
}

function partsContributions(open: Case, candidate: number): readonly Contribution[] {
  const { model, resolved, risks } = open;
  const { values } = resolved;
  const style = model.candidates[candidate]!;
  const parts = model.book.parts(style, values);
  const found: Contribution[] = [];
  if (parts > 2) {
    const because = `${String(parts)} parts to operate instead of 2, for ${amount(values[slotIndex('team-size')]!)} developers and ${amount(values[slotIndex('budget')]!)} $ a month (price of money × ${amount(budgetFactor(values))}).`;
    const questions = [...partPriceQuestions, ...derivedFrom['effective-teams'], ...derivedFrom.areas];
    found.push({
      driver: 'parts',
      points: round(-model.book.partPrice(values) * (parts - 2)),
      because,
      basis: basisOf(questions, resolved),
    });
  }
  const floor = budgetFloor(parts, values);
  const below = floor > 0 ? risks.budgetBelow(floor) : 0;
  if (below > 0) {
    found.push({
      driver: 'precondition:budget',
      points: round(-below * budgetRisk),
      because: budgetSentence(floor, open),
      basis: basisOf(['budget'], resolved),
    });
  }
  if (typeof style !== 'string') {
    found.push({
      driver: 'second-runtime',
      points: -hybridLoss,
      because: `A second runtime and the boundary between ${styles[style.base].name} and ${styles[style.edge].name} must be built and watched.`,
      basis: basisOf(model.hybrids[candidate - styleCount]!.questions, resolved),
    });
  }
  return found;
}

function budgetSentence(floor: number, open: Case): string {
  const stated = isStated(open.resolved.origins[slotIndex('budget')]!);
  const budget = amount(open.resolved.values[slotIndex('budget')]!);
  return stated
    ? `its parts cost at least ${amount(floor)} $ a month; ${budget} $ are given`
    : `its parts cost at least ${amount(floor)} $ a month, and the budget is not known`;
}

function startingContributions(open: Case, candidate: number): readonly Contribution[] {
  const { today, resolved, model } = open;
  if (today === undefined) return [];
  const style: BaseStyle = baseOf(model.candidates[candidate]!);
  const found: Contribution[] = [];
  const leaving = migrationLoss(today, style, resolved.values);
  if (leaving > 0) {
    const weeks = migrationWeeks(today.style, style, today.components);
    const because = `Leaving what is there (${today.because}; looks ${styles[today.style].name}) takes about ${amount(weeks)} engineer-weeks.`;
    found.push({
      driver: 'starting-point',
      points: round(-leaving),
      because,
      basis: basisOf(startingPointQuestions, resolved, today.facts),
    });
  }
  const pains = painsOf(today, style, resolved.values);
  if (pains.length > 0) {
    const because = `It is what runs today, and ${pains.join(', ')}.`;
    found.push({
      driver: 'pains-of-today',
      points: round(-pains.length * painLoss),
      because,
      basis: basisOf(['pains', 'starting-point'], resolved, today.facts),
    });
  }
  return found;
}

function preconditionContributions(open: Case, candidate: number): readonly Contribution[] {
  return concerned(open, candidate).map(({ index, failed }) => ({
    driver: `precondition:${failed.id}`,
    points: round(-open.model.preconditions[index]!.rule.risk * open.risks.probability[index]!),
    because: failed.because,
    basis: failed.basis,
  }));
}

function failedPreconditions(open: Case, candidate: number): readonly FailedPrecondition[] {
  const failed = concerned(open, candidate).map((entry) => entry.failed);
  const parts = open.model.book.parts(open.model.candidates[candidate]!, open.resolved.values);
  const floor = budgetFloor(parts, open.resolved.values);
  const below = floor > 0 ? open.risks.budgetBelow(floor) : 0;
  if (below > 0) {
    failed.push({
      id: 'budget',
      effect: below === 1 ? 'excludes' : 'costs',
      because: budgetSentence(floor, open),
      basis: basisOf(['budget'], open.resolved),
    });
  }
  return failed;
}

function concerned(open: Case, candidate: number): { readonly index: number; readonly failed: FailedPrecondition }[] {
  const { model, risks, resolved } = open;
  const hybrid = model.hybrids[candidate - styleCount];
  return model.preconditions.flatMap(({ rule, styles: indices, questions }, index) => {
    const probability = risks.probability[index]!;
    const applies =
      hybrid === undefined
        ? indices.includes(candidate)
        : indices.includes(hybrid.base) || (indices.includes(hybrid.edge) && !notForEdge.has(rule.id));
    if (probability === 0 || !applies) return [];
    const out = risks.excludes[index] === 1;
    if (!out && rule.risk === 0) return [];
    const said = questions.filter((question) => isStated(resolved.origins[slotIndex(question)]!));
    const because = fill(rule.because, resolved.values);
    const failed: FailedPrecondition = {
      id: rule.id,
      effect: out ? 'excludes' : 'costs',
      because: out ? because : `${because} (assumed; ${String(Math.round(probability * 100))} % likely)`,
      basis: basisOf(out ? said : questions, resolved),
    };
    return [{ index, failed }];
  });
}

/** Four decimals: enough to tell apart, few enough to print the same on every machine. */
export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

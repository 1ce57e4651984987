import type { Case } from './case.ts';
import { contributions, failedPreconditions } from './contributions.ts';
import { billingOf, monthlyCost } from './cost/cost.ts';
import { operationsDays } from './parts-price.ts';
import { baseStyles, qualityAttributes, type QualityAttribute, type RankedStyle, type RequiredLevel } from './recommendation.ts';
import { attributeCount, styleCount, type Model } from './rule-book.ts';
import { questionsBehind } from './rule-condition.ts';
import { comparable, partsHere } from './evaluate.ts';
import { baseOf, releasesOf, styleName } from './styles.ts';
import { basisOf } from './values.ts';
import { compareText, fill, round } from './wording.ts';

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
        comparable(open.outcome.losses[left]!) - comparable(open.outcome.losses[right]!) ||
        left - right,
    );
  const billing = billingOf(open.resolved, open.facts);
  return order.map((index) => explain(open, index, required, billing));
}

function explain(open: Case, candidate: number, required: readonly RequiredLevel[], billing: ReturnType<typeof billingOf>): RankedStyle {
  const { model, resolved, outcome } = open;
  const style = model.candidates[candidate]!;
  const parts = partsHere(model, candidate, resolved.values, open.starting);
  return {
    style,
    name: styleName(style),
    score: round(Math.min(1, Math.max(0, 1 - outcome.losses[candidate]!))),
    feasible: outcome.feasible[candidate] === 1,
    contributions: contributions(open, candidate, required),
    failedPreconditions: failedPreconditions(open, candidate),
    ratings: ratingsOf(open, candidate),
    parts,
    releases: releasesHere(open, candidate),
    monthlyCost: monthlyCost(style, billing),
    operationsDays: operationsDays(parts, resolved.values),
  };
}

/** Separately released deployables: what is kept has at least those of today. */
function releasesHere({ model, resolved, starting }: Case, candidate: number): number {
  const style = model.candidates[candidate]!;
  const own = releasesOf(style, resolved.values);
  return baseOf(style) === baseStyles[starting.kept] ? Math.max(own, starting.processes) : own;
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

import type { Case } from './case.ts';
import {
  budgetRisk,
  mergeNeeds,
  notForEdge,
  partsHere,
  pays,
  paysRisk,
  pointsPerStar,
  shapeLeftToBase,
  shapeShare,
  weighedParts,
  type Needs,
} from './evaluate.ts';
import { hybridLoss } from './hybrids.ts';
import { budgetFactor, budgetFloor, partPriceQuestions } from './parts-price.ts';
import {
  baseStyles,
  qualityAttributes,
  type BaseStyle,
  type Contribution,
  type FailedPrecondition,
  type RequiredLevel,
} from './recommendation.ts';
import { isStated } from './risks.ts';
import { attributeCount, styleCount } from './rule-book.ts';
import { questionsBehind, questionsOf } from './rule-condition.ts';
import { leavingLoss, migrationLoss, migrationWeeks, painLoss, painsOf, startingPointQuestions, worksToday } from './starting-point.ts';
import { baseOf, styles } from './styles.ts';
import { basisOf, derivedFrom, slotIndex } from './values.ts';
import { amount, compareText, fill, round } from './wording.ts';

/** Everything that lowered a candidate's score, the largest loss first; the points add up to the score minus one. */
export function contributions(open: Case, candidate: number, required: readonly RequiredLevel[]): readonly Contribution[] {
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
      if (missing > 0 && pays(style, index, open.starting)) points -= share * needs.weights[index]! * missing * pointsPerStar;
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
  const { model, resolved, risks, starting } = open;
  const hybrid = model.hybrids[candidate - styleCount];
  const style = hybrid?.base ?? candidate;
  return model.shapes.flatMap((shape, index) => {
    const { rule, test, losses, part } = shape;
    const likely = risks.shapes[index]!;
    const left = hybrid !== undefined && (part & hybrid.parts) !== 0 ? shapeLeftToBase : 1;
    const points = -losses[style]! * left * likely * shapeShare(shape, style, starting);
    if (points === 0) return [];
    const because = fill(rule.because, resolved.values);
    const questions = test(resolved.values) ? questionsBehind(rule.when, resolved.values) : questionsOf(rule.when);
    return [
      {
        driver: rule.id,
        points: round(points),
        because: likely < 1 ? `${because} (assumed; ${percentage(likely)} likely)` : because,
        basis: basisOf(questions, resolved),
      },
    ];
  });
}

function partsContributions(open: Case, candidate: number): readonly Contribution[] {
  const { model, resolved, risks } = open;
  const { values } = resolved;
  const style = model.candidates[candidate]!;
  const parts = partsHere(model, candidate, values, open.starting);
  const found: Contribution[] = [];
  if (parts > 2) {
    const because = `${String(parts)} parts to operate instead of 2, for ${amount(values[slotIndex('team-size')]!)} developers and ${amount(values[slotIndex('budget')]!)} $ a month (price of money × ${amount(budgetFactor(values))}).`;
    const questions = [...partPriceQuestions, ...derivedFrom['effective-teams'], ...derivedFrom.areas];
    found.push({
      driver: 'parts',
      points: round(-model.book.partPrice(values) * weighedParts(parts)),
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
  const leavingWorks = worksToday(today, resolved.values) ? leavingLoss(today, style) : 0;
  if (leavingWorks > 0) {
    found.push({
      driver: 'works-today',
      points: round(-leavingWorks),
      because: `Nothing that hurts speaks against what runs today (${today.because}).`,
      basis: basisOf(['starting-point', 'pains'], resolved, today.facts),
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

/** The preconditions of a candidate that do not hold, or may not. */
export function failedPreconditions(open: Case, candidate: number): readonly FailedPrecondition[] {
  const failed = concerned(open, candidate).map((entry) => entry.failed);
  const parts = partsHere(open.model, candidate, open.resolved.values, open.starting);
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
    if (hybrid === undefined && !paysRisk(candidate, out, open.starting)) return [];
    const said = questions.filter((question) => isStated(resolved.origins[slotIndex(question)]!));
    const because = fill(rule.because, resolved.values);
    const failed: FailedPrecondition = {
      id: rule.id,
      effect: out ? 'excludes' : 'costs',
      because: out ? because : `${because} (assumed; ${percentage(probability)} likely)`,
      basis: basisOf(out ? said : questions, resolved),
    };
    return [{ index, failed }];
  });
}

/** `17 %`, never `0 %` of what is possible. */
function percentage(share: number): string {
  return share < 0.01 ? 'under 1 %' : `${String(Math.round(share * 100))} %`;
}

import { leastDistance, hybridLoss } from './hybrids.ts';
import { budgetFloor } from './parts-price.ts';
import { qualityAttributes } from './recommendation.ts';
import { attributeCount, styleCount, type CompiledShape, type Model } from './rule-book.ts';
import type { Starting } from './starting-point.ts';
import { slotIndex, type Values } from './values.ts';

/** Points lost per star of shortfall and unit of weight. With it a strong need missed by two stars costs 0.08. */
export const pointsPerStar = 0.02;

/** The most that all rules for one attribute may weigh together. */
export const heaviestWeight = 3;

/** Share of a shape's loss that stays with a base whose edge takes that part of the work. */
export const shapeLeftToBase = 0.25;

/** Preconditions that are about the whole system and not asked of an edge. */
export const notForEdge: ReadonlySet<string> = new Set(['nobody-waits', 'chain', 'warm-starts', 'short-tasks', 'people-space']);

/** Points lost by the risk that the budget, which is not stated, is below what the parts cost. */
export const budgetRisk = 0.12;

const budgetSlot = slotIndex('budget');

/** Needed level and weight per attribute of one part of the system; level 1 with weight 0 where nothing is needed. */
export interface Needs {
  readonly levels: Float64Array;
  readonly weights: Float64Array;
}

/** What is varied in a sample: factors on weights, and differences of ratings in stars. */
export interface Tilt {
  readonly weights: Float64Array;
  readonly stars: Float64Array;
  readonly shapes: number;
  readonly parts: number;
}

/**
 * How each precondition stands where answers are missing: probability that it does not hold, and whether what is stated
 * alone says so. Without it (in a sample) everything counts as stated.
 */
export interface Risks {
  readonly probability: Float64Array;
  readonly excludes: Uint8Array;
  /** Probability that each shape is there. */
  readonly shapes: Float64Array;
  /** Probability that the budget is below a floor; certain (1) only if the budget is stated. */
  readonly budgetBelow: (floor: number) => number;
}

/** Points lost by every candidate; and 1 where it is feasible. */
export interface Outcome {
  readonly losses: Float64Array;
  readonly feasible: Uint8Array;
}

/** Buffers of one evaluation, so that thousands in a row leave no garbage. Whoever passes one reads the result at once. */
export interface Scratch {
  readonly outcome: Outcome;
  readonly fired: number[];
  readonly shapes: number[];
  /** How likely each of `shapes` is, 0 to 1; in the order of the model's shapes. */
  readonly held: Float64Array;
  readonly whole: Needs;
  readonly base: Needs;
}

/** Fresh buffers for evaluations with one model. */
export function newScratch(model: Model): Scratch {
  const needs = (): Needs => ({ levels: new Float64Array(attributeCount), weights: new Float64Array(attributeCount) });
  const count = model.candidates.length;
  return {
    outcome: { losses: new Float64Array(count), feasible: new Uint8Array(count) },
    fired: [],
    shapes: [],
    held: new Float64Array(model.shapes.length),
    whole: needs(),
    base: needs(),
  };
}

/** Indices of the requirement rules that hold. */
export function firedRequirements(model: Model, values: Values, fired: number[] = []): number[] {
  fired.length = 0;
  for (let index = 0; index < model.requirements.length; index += 1) {
    if (model.requirements[index]!.test(values)) fired.push(index);
  }
  return fired;
}

/**
 * The needs of a part of the system: the highest level wins; a rule with a lower level adds its weight in proportion.
 * Weights of one attribute are limited to `heaviestWeight`, those of attributes that move together to their budget.
 */
export function mergeNeeds(model: Model, fired: readonly number[], without: number, tilt?: Tilt, into?: Needs): Needs {
  const levels = into?.levels ?? new Float64Array(attributeCount);
  const weights = into?.weights ?? new Float64Array(attributeCount);
  levels.fill(1);
  weights.fill(0);
  for (let position = 0; position < fired.length; position += 1) {
    const { level, attribute, part } = model.requirements[fired[position]!]!;
    if ((part & without) === 0 && level > levels[attribute]!) levels[attribute] = level;
  }
  for (let position = 0; position < fired.length; position += 1) {
    const { level, weight, attribute, part } = model.requirements[fired[position]!]!;
    if ((part & without) !== 0 || level === 1) continue;
    const heavier = weights[attribute]! + (weight * (level - 1)) / (levels[attribute]! - 1);
    weights[attribute] = heavier < heaviestWeight ? heavier : heaviestWeight;
  }
  for (let group = 0; group < model.budgets.length; group += 1) {
    const { attributes, weight } = model.budgets[group]!;
    let sum = 0;
    for (let each = 0; each < attributes.length; each += 1) sum += weights[attributes[each]!]!;
    if (sum > weight) for (let each = 0; each < attributes.length; each += 1) weights[attributes[each]!]! *= weight / sum;
  }
  if (tilt !== undefined) for (let index = 0; index < attributeCount; index += 1) weights[index]! *= tilt.weights[index]!;
  return { levels, weights };
}

/** Index of the attribute that says nothing about what is in use already. */
const timeToMarket = qualityAttributes.indexOf('time-to-market');

/** Whether a style pays for falling short of an attribute: what is kept is on the market already. */
export function pays(style: number, attribute: number, starting: Starting): boolean {
  return attribute !== timeToMarket || style !== starting.kept;
}

/** Points that a style loses because it falls short of what is needed. */
export function shortfallLoss(model: Model, style: number, needs: Needs, starting: Starting, tilt?: Tilt): number {
  let loss = 0;
  for (let attribute = 0; attribute < attributeCount; attribute += 1) {
    const weight = needs.weights[attribute]!;
    if (weight === 0 || !pays(style, attribute, starting)) continue;
    let stars = model.stars[style * attributeCount + attribute]!;
    if (tilt !== undefined) stars = Math.min(5, Math.max(1, stars + tilt.stars[style * attributeCount + attribute]!));
    const missing = needs.levels[attribute]! - stars;
    if (missing > 0) loss += weight * missing;
  }
  return loss * pointsPerStar;
}

/** Whether the needs of an edge and of its base are far enough apart for a second runtime. */
export function farApart(base: Needs, edge: Needs): boolean {
  for (let index = 0; index < attributeCount; index += 1) {
    if (Math.abs(edge.levels[index]! - base.levels[index]!) >= leastDistance) return true;
  }
  return false;
}

/** Parts beyond so many are made from the template of those before, and weigh half. */
const alike = 12;

/** What the parts beyond the first two weigh, in parts. */
export function weighedParts(parts: number): number {
  return Math.max(0, Math.min(parts, alike) - 2) + Math.max(0, parts - alike) / 2;
}

/** How many parts a candidate has here: what is kept has as many as run today, and a store. */
export function partsHere(model: Model, candidate: number, values: Values, starting: Starting): number {
  const parts = model.book.parts(model.candidates[candidate]!, values);
  const hybrid = model.hybrids[candidate - styleCount];
  if (starting.processes === 0 || (hybrid?.base ?? candidate) !== starting.kept) return parts;
  const own = model.book.parts(model.candidates[starting.kept]!, values);
  return Math.max(own, starting.processes + 1) + parts - own;
}

/** How much of a shape's loss a style pays: nothing of what its having run until today has achieved. */
export function shapeShare(shape: CompiledShape, style: number, starting: Starting): number {
  return starting.proven && style === starting.kept && shape.rule.achievedByToday === true ? 0 : 1;
}

/**
 * Rates every candidate for one complete set of values. `starting` holds the points of the starting point for each of
 * the nine styles (a loss is positive). With `risks`, a shape that hangs on what nobody answered costs by its
 * likelihood. Hybrids whose condition does not hold are infeasible with an infinite loss.
 */
export function evaluate(
  model: Model,
  values: Values,
  starting: Starting,
  risks?: Risks,
  tilt?: Tilt,
  scratch = newScratch(model),
): Outcome {
  const { losses, feasible } = scratch.outcome;
  feasible.fill(1);
  const fired = firedRequirements(model, values, scratch.fired);
  const needs = mergeNeeds(model, fired, 0, tilt, scratch.whole);
  const partPrice = model.book.partPrice(values) * (tilt?.parts ?? 1);
  const shapeFactor = tilt?.shapes ?? 1;
  for (let style = 0; style < styleCount; style += 1) {
    losses[style] = shortfallLoss(model, style, needs, starting, tilt) + starting.losses[style]!;
  }
  const shapesHeld = scratch.shapes;
  shapesHeld.length = 0;
  for (let index = 0; index < model.shapes.length; index += 1) {
    const shape = model.shapes[index]!;
    const likely = risks === undefined ? (shape.test(values) ? 1 : 0) : risks.shapes[index]!;
    if (likely === 0) continue;
    shapesHeld.push(index);
    scratch.held[index] = likely;
    for (let style = 0; style < styleCount; style += 1) {
      losses[style]! += shape.losses[style]! * shapeFactor * likely * shapeShare(shape, style, starting);
    }
  }
  for (let style = 0; style < styleCount; style += 1) {
    const parts = partsHere(model, style, values, starting);
    losses[style]! += partPrice * weighedParts(parts) + budgetLoss(parts, values, risks, feasible, style);
  }
  applyPreconditions(model, values, losses, feasible, starting, risks);
  for (let index = 0; index < model.hybrids.length; index += 1) {
    rateHybrid(model, values, index, scratch, { partPrice, shapeFactor, starting }, risks, tilt);
  }
  return scratch.outcome;
}

function budgetLoss(parts: number, values: Values, risks: Risks | undefined, feasible: Uint8Array, candidate: number): number {
  const floor = budgetFloor(parts, values);
  if (floor === 0) return 0;
  const probability = risks === undefined ? (values[budgetSlot]! < floor ? 1 : 0) : risks.budgetBelow(floor);
  if (probability === 1) feasible[candidate] = 0;
  return probability * budgetRisk;
}

/** Whether a style pays for a precondition that is only likely to fail: what runs and works evidently has what it needs. */
export function paysRisk(style: number, out: boolean, starting: Starting): boolean {
  return out || !starting.works || style !== starting.kept;
}

function applyPreconditions(
  model: Model,
  values: Values,
  losses: Float64Array,
  feasible: Uint8Array,
  starting: Starting,
  risks?: Risks,
): void {
  for (let index = 0; index < model.preconditions.length; index += 1) {
    const { test, styles, rule } = model.preconditions[index]!;
    const probability = risks === undefined ? (test(values) ? 0 : 1) : risks.probability[index]!;
    if (probability === 0) continue;
    const out = risks === undefined || risks.excludes[index] === 1;
    for (const style of styles) {
      if (!paysRisk(style, out, starting)) continue;
      losses[style]! += rule.risk * probability;
      if (out) feasible[style] = 0;
    }
  }
}

/** Rates one hybrid part by part: the base without what the edge takes off it, the edge with everything. */
function rateHybrid(
  model: Model,
  values: Values,
  index: number,
  scratch: Scratch,
  { partPrice, shapeFactor, starting }: { readonly partPrice: number; readonly shapeFactor: number; readonly starting: Starting },
  risks?: Risks,
  tilt?: Tilt,
): void {
  const hybrid = model.hybrids[index]!;
  const candidate = styleCount + index;
  const { losses, feasible } = scratch.outcome;
  const needs = scratch.whole;
  losses[candidate] = Number.POSITIVE_INFINITY;
  feasible[candidate] = 0;
  if (!hybrid.test(values)) return;
  const baseNeeds = mergeNeeds(model, scratch.fired, hybrid.parts, tilt, scratch.base);
  if (!farApart(baseNeeds, needs)) return;
  const { share } = hybrid.rule;
  let loss =
    (1 - share) * shortfallLoss(model, hybrid.base, baseNeeds, starting, tilt) +
    share * shortfallLoss(model, hybrid.edge, needs, starting, tilt);
  for (const index of scratch.shapes) {
    const shape = model.shapes[index]!;
    const left = (shape.part & hybrid.parts) === 0 ? 1 : shapeLeftToBase;
    loss += shape.losses[hybrid.base]! * shapeFactor * left * scratch.held[index]! * shapeShare(shape, hybrid.base, starting);
  }
  const parts = partsHere(model, candidate, values, starting);
  feasible[candidate] = 1;
  loss +=
    partPrice * weighedParts(parts) + hybridLoss + starting.losses[hybrid.base]! + budgetLoss(parts, values, risks, feasible, candidate);
  for (let each = 0; each < model.preconditions.length; each += 1) {
    const { test, styles, rule } = model.preconditions[each]!;
    const concerned = styles.includes(hybrid.base) || (styles.includes(hybrid.edge) && !notForEdge.has(rule.id));
    if (!concerned) continue;
    const probability = risks === undefined ? (test(values) ? 0 : 1) : risks.probability[each]!;
    if (probability === 0) continue;
    loss += rule.risk * probability;
    if (risks === undefined || risks.excludes[each] === 1) feasible[candidate] = 0;
  }
  losses[candidate] = loss;
}

/** A loss to nine decimals: the order in which sums are made must not decide between equals. */
export function comparable(loss: number): number {
  return Math.round(loss * 1e9);
}

/** Index of the best feasible candidate: least loss, the earlier one on a draw; -1 if nothing is feasible. */
export function firstOf(outcome: Outcome): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < outcome.losses.length; index += 1) {
    if (outcome.feasible[index] !== 1) continue;
    const loss = comparable(outcome.losses[index]!);
    if (best === -1 || loss < least) [best, least] = [index, loss];
  }
  return best;
}

import { baseOf, rank, styleKey } from '../../src/core/decide/index.ts';
import { openCase } from '../../src/core/decide/case.ts';
import { baseStyles, qualityAttributes, type BaseStyle } from '../../src/core/decide/recommendation.ts';
import { attributeCount, standardModel, type Model } from '../../src/core/decide/rule-book.ts';
import { publishedStars } from '../../src/core/decide/ratings.ts';
import { seeded } from '../../src/core/decide/stability.ts';
import { questions } from '../../src/core/interview/questions.ts';
import { stated } from '../unit/decide/support.ts';
import { factsOf } from './scenarios/today.ts';
import type { Scenario } from './scenarios/scenario.ts';

/** What was put first for one scenario, and how far ahead of the next base. */
export interface Judged {
  readonly scenario: Scenario;
  readonly first: BaseStyle;
  readonly key: string;
  readonly feasible: boolean;
  readonly right: boolean;
  readonly harmful: boolean;
  /** Bases in their order, with scores. */
  readonly order: readonly (readonly [base: BaseStyle, score: number, feasible: boolean])[];
}

/** Ranks every scenario as the product would. */
export function judge(scenarios: readonly Scenario[], model: Model = standardModel): readonly Judged[] {
  return scenarios.map((scenario) => {
    const styles = rank({ facts: factsOf(scenario.today), answers: stated(scenario.answers) }, model);
    const first = styles[0]!;
    const base = baseOf(first.style);
    const order: (readonly [BaseStyle, number, boolean])[] = [];
    for (const style of styles) {
      if (!order.some(([known]) => known === baseOf(style.style))) order.push([baseOf(style.style), style.score, style.feasible]);
    }
    return {
      scenario,
      first: base,
      key: styleKey(first.style),
      feasible: first.feasible,
      right: first.feasible && scenario.acceptable.includes(base),
      harmful: scenario.forbidden.includes(base),
      order,
    };
  });
}

/** A way to pick a base that is simpler than ours. */
export interface Rival {
  readonly name: string;
  readonly pick: (scenario: Scenario) => BaseStyle;
}

/** Share of scenarios in which a pick is acceptable. */
export function shareRight(scenarios: readonly Scenario[], pick: Rival['pick']): number {
  return scenarios.filter((scenario) => scenario.acceptable.includes(pick(scenario))).length / Math.max(1, scenarios.length);
}

/** The constant answer that is right most often, chosen with the measured scenarios in hand. */
export function bestConstant(scenarios: readonly Scenario[]): Rival {
  const [best] = baseStyles.toSorted((one, other) => shareRight(scenarios, () => other) - shareRight(scenarios, () => one));
  return { name: `always ${best!}`, pick: () => best! };
}

/** The sum of published stars, all attributes alike, among the styles that nothing stated excludes. */
export const sumOfStars: Rival = {
  name: 'sum of published stars, of what is feasible',
  pick: (scenario) => byStars(scenario, () => 1),
};

/** The stars that the product uses, weighted by the needs that its rules find, without thresholds, parts and shapes. */
export const weightedStars: Rival = {
  name: 'stars weighted by the needs, of what is feasible',
  pick: (scenario) => byStars(scenario, (weights, index) => weights[index]!),
};

function byStars(scenario: Scenario, weight: (weights: Float64Array, attribute: number) => number): BaseStyle {
  const open = openCase(standardModel, { facts: factsOf(scenario.today), answers: stated(scenario.answers) });
  let best: BaseStyle = 'layered';
  let most = Number.NEGATIVE_INFINITY;
  for (const [index, style] of baseStyles.entries()) {
    if (open.outcome.feasible[index] !== 1) continue;
    let sum = 0;
    for (const [attribute, name] of qualityAttributes.entries()) {
      const stars = publishedStars(style, name) ?? standardModel.stars[index * attributeCount + attribute]!;
      sum += weight(open.needs.weights, attribute) * stars;
    }
    if (sum > most) [best, most] = [style, sum];
  }
  return best;
}

/**
 * The best list of three questions learned on some scenarios: “if this answer, that base; else the next question”, each
 * question chosen so that most of what is left becomes right.
 */
export function threeQuestions(learnedOn: readonly Scenario[]): Rival {
  const branches: { readonly test: (scenario: Scenario) => boolean; readonly base: BaseStyle; readonly name: string }[] = [];
  let left = learnedOn;
  for (let step = 0; step < 3; step += 1) {
    let best: { readonly branch: (typeof branches)[number]; readonly gain: number } | undefined;
    const rest = shareRight(left, bestConstant(left).pick) * left.length;
    for (const { name, test } of tests()) {
      const inside = left.filter(test);
      if (inside.length < 2) continue;
      const outside = left.filter((scenario) => !test(scenario));
      const base = bestConstant(inside).pick(inside[0]!);
      const right = shareRight(inside, () => base) * inside.length + shareRight(outside, bestConstant(outside).pick) * outside.length;
      if (best === undefined || right - rest > best.gain) best = { branch: { test, base, name }, gain: right - rest };
    }
    if (best === undefined) break;
    const { branch } = best;
    branches.push(branch);
    left = left.filter((scenario) => !branch.test(scenario));
  }
  const otherwise = left.length === 0 ? 'modular-monolith' : bestConstant(left).pick(left[0]!);
  return {
    name: `three questions (${branches.map(({ name, base }) => `${name} → ${base}`).join('; ')}; else ${otherwise})`,
    pick: (scenario) => branches.find(({ test }) => test(scenario))?.base ?? otherwise,
  };
}

function tests(): readonly { readonly name: string; readonly test: (scenario: Scenario) => boolean }[] {
  return questions.flatMap((question) => {
    if (question.kind === 'text') return [];
    return question.options.map((option) => ({
      name: `${question.id} ${question.kind === 'quantity' ? `≥ ${String(option.value)}` : option.id}`,
      test: ({ answers }: Scenario) => {
        const value = answers[question.id];
        if (value === undefined) return false;
        if (typeof value === 'number') return value >= option.value!;
        return typeof value === 'string' ? value === option.id : value.includes(option.id);
      },
    }));
  });
}

/**
 * How often shuffled stories are judged as well as the real ones: the one-sided p of a permutation test over which
 * acceptable set belongs to which pick.
 */
export function permutationP(judged: readonly Judged[], rounds = 10_000, seed = 5): number {
  const random = seeded(seed);
  const picks = judged.map(({ first }) => first);
  const sets = judged.map(({ scenario }) => scenario.acceptable);
  const actual = picks.filter((pick, index) => sets[index]!.includes(pick)).length;
  let asGood = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (let last = sets.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [sets[last], sets[other]] = [sets[other]!, sets[last]!];
    }
    if (picks.filter((pick, index) => sets[index]!.includes(pick)).length >= actual) asGood += 1;
  }
  return (asGood + 1) / (rounds + 1);
}

import { castOf } from '../cast.ts';
import { holdsIn } from '../challenge-rules/when.ts';
import { capital } from '../format.ts';
import type { Model, Proposal } from '../proposal.ts';
import { say, unique } from '../prose.ts';
import type { Situation } from '../shape.ts';
import { attributeName } from '../words.ts';
import type { FitnessRule } from './fitness-rule.ts';
import { codeFitness } from './rules-code.ts';
import { runningFitness } from './rules-running.ts';

type Fitness = NonNullable<Proposal['fitness']>;

/** Every fitness function. */
export const fitnessRules: readonly FitnessRule[] = [...codeFitness, ...runningFitness];

/** How many a team keeps alive: a check that nobody looks at is worse than none. */
export function mostFitness(team: number): number {
  return team <= 2 ? 4 : team <= 7 ? 6 : 8;
}

/** The checks that guard what matters most here, at most eight; fewer for a small team. */
export function fitness(situation: Situation, proposed: Model): Fitness {
  const cast = castOf(situation, proposed);
  const weight = new Map(situation.recommendation.required.map((need) => [need.attribute, need.weight]));
  const heaviest = Math.max(0.01, ...weight.values());
  const value = (rule: FitnessRule) => rule.worth + (2 * (weight.get(rule.attribute) ?? 0)) / heaviest;
  const holding = fitnessRules.filter((rule) => rule.when === undefined || holdsIn(rule.when, situation));
  const first = holding.filter((rule, index) => holding.findIndex((other) => other.topic === rule.topic) === index);
  return first
    .sort((one, other) => value(other) - value(one) || one.id.localeCompare(other.id))
    .slice(0, mostFitness(situation.reading.amount('team-size')))
    .map((rule) => {
      const { from, ...told } = rule.tell(situation, cast);
      const decided = rule.decision === undefined ? [] : situation.decision(rule.decision).slice(1, 2);
      return {
        ...told,
        guards: decided.length > 0 ? say`${decided}` : say`${capital(attributeName(rule.attribute))}`,
        sources: unique([...situation.reading.source(...from), { rule: rule.id }]),
      };
    });
}

import { castOf } from '../cast.ts';
import { holdsIn } from '../challenge-rules/when.ts';
import type { Model, Proposal } from '../proposal.ts';
import { unique } from '../prose.ts';
import type { Situation } from '../shape.ts';
import type { BehaviourRule, Walk } from './behaviour-rule.ts';
import { changes } from './changes.ts';
import { dependencies } from './dependencies.ts';
import { peaks } from './peaks.ts';

/** Every walk-through, the special ones before the general ones. */
export const behaviourRules: readonly BehaviourRule[] = [...peaks, ...dependencies, ...changes];

const walks: readonly Walk[] = ['peak', 'dependency', 'change'];

/** Three walk-throughs: the peak, the most important dependency down, and a typical change. */
export function behaviours(situation: Situation, proposed: Model): Proposal['behaviours'] {
  const cast = castOf(situation, proposed);
  return walks.flatMap((walk) => {
    const rule = behaviourRules.find((entry) => entry.walk === walk && (entry.when === undefined || holdsIn(entry.when, situation)));
    if (rule === undefined) return [];
    const told = rule.tell(situation, cast);
    return [{ ...told, sources: unique([...told.sources, { rule: rule.id }]) }];
  });
}

import type { BaseStyle } from './recommendation.ts';
import type { Part } from './requirement-rule.ts';
import { all, any, atLeast, is, not, type RuleCondition } from './rule-condition.ts';

/** A hybrid that is worth rating where `when` holds: the edge takes the named parts of the work off the base. */
export interface HybridRule {
  readonly base: BaseStyle;
  readonly edge: BaseStyle;
  readonly parts: readonly Part[];
  /** Share of the work that the edge does (assumption). */
  readonly share: number;
  readonly when: RuleCondition;
}

/** Where events are the core of the work, not an edge of it, the event-driven style itself is rated instead. */
const stream = any(
  all(is('who-waits', 'receipt', 'nobody'), is('work-trigger', 'mixed')),
  all(is('who-waits', 'receipt'), is('work-trigger', 'people'), atLeast('external-apis', 4)),
  all(is('partner-down', 'everything'), atLeast('external-apis', 4), not(is('work-trigger', 'events'))),
  all(is('who-waits', 'always'), atLeast('machine-events', 300), not(is('work-trigger', 'events'))),
);
const chain = is('transformation-chain', 'part', 'mostly');
const burst = all(any(is('idle', 'mostly'), is('burstiness', 'sudden')), not(is('hosting', 'own', 'edge')));
const contended = all(is('same-things', 'yes-memory'), atLeast('concurrent-users', 3000));

/** The hybrids that are considered. */
export const hybridRules: readonly HybridRule[] = (['modular-monolith', 'service-based', 'microservices'] as const).flatMap(
  (base): HybridRule[] => [
    { base, edge: 'event-driven', parts: ['stream'], share: 0.35, when: stream },
    ...(base === 'microservices'
      ? []
      : ([
          { base, edge: 'pipeline', parts: ['chain'], share: 0.35, when: chain },
          { base, edge: 'serverless', parts: ['burst'], share: 0.25, when: burst },
        ] as const)),
    ...(base === 'service-based' ? [{ base, edge: 'space-based', parts: ['contended'], share: 0.3, when: contended } as const] : []),
  ],
);

/** Points that every hybrid pays for its second runtime and the boundary, besides the additional part. */
export const hybridLoss = 0.02;

/** How many levels the needs of the two parts must be apart before a second runtime is worth considering. */
export const leastDistance = 2;

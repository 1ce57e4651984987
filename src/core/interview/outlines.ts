import type { RuleCondition } from '../decide/rule-condition.ts';
import { all, any, atLeast, below, compile, is, not } from '../decide/rule-condition.ts';
import type { Values } from '../decide/values.ts';

/** A decision beside the style in outline: which kind of thing it comes to, by the first condition that holds. */
export interface Outline {
  readonly decision: 'recovery' | 'store' | 'identity' | 'hosting';
  /** What a wrong kind costs beside a point of the style's score, which is dearest to change. Our estimate. */
  readonly weight: number;
  readonly kinds: readonly { readonly kind: string; readonly when: RuleCondition }[];
  readonly otherwise: string;
}

const own = any(is('hosting', 'own'), is('disqualifiers', 'own-hosting', 'disconnected'));
const grave = any(is('first-hour-down', 'money', 'harm'), is('needs', 'high-availability'));

/**
 * What the slots of the document decide in detail, in outline: cheap enough to rate hundreds of possible interviews for
 * every next question. A question that moves none of these and no style is not worth an early place.
 */
export const outlines: readonly Outline[] = [
  {
    decision: 'recovery',
    weight: 0.04,
    kinds: [
      { kind: 'copies for customers to restore', when: is('operator', 'customers') },
      { kind: 'a second live copy', when: any(below('recovery-point', 1), atLeast('availability', 99.99)) },
      { kind: 'something that stands by', when: any(below('recovery-time', 61), atLeast('availability', 99.95)) },
      { kind: 'two zones and point-in-time recovery', when: all(grave, below('recovery-point', 721)) },
      { kind: 'point-in-time recovery on your own machines', when: all(own, below('recovery-point', 121)) },
      { kind: 'point-in-time recovery', when: below('recovery-point', 121) },
      { kind: 'a nightly backup on your own machines', when: own },
    ],
    otherwise: 'a nightly backup',
  },
  {
    decision: 'store',
    weight: 0.03,
    kinds: [
      { kind: 'the database that is shared today', when: is('legacy', 'database') },
      { kind: 'a warehouse', when: all(is('work-trigger', 'clock'), atLeast('data-volume', 500)) },
      { kind: 'a store for readings over time', when: all(is('users', 'devices'), atLeast('machine-events', 100)) },
      { kind: 'a store that takes a flood of writes', when: any(atLeast('machine-events', 5000), atLeast('data-volume', 10_000)) },
      { kind: 'a store in several regions', when: is('regions', 'writers-everywhere') },
      { kind: 'data in memory', when: is('same-things', 'yes-memory') },
      { kind: 'documents by key', when: all(is('transactions', 'nothing'), is('idle', 'mostly')) },
      { kind: 'a file beside the program', when: is('disqualifiers', 'disconnected') },
      { kind: 'a database for each customer', when: is('tenant-isolation', 'database', 'installation') },
      {
        kind: 'a relational database with copies to read',
        when: any(atLeast('concurrent-users', 5000), is('regions', 'readers-everywhere')),
      },
    ],
    otherwise: 'one relational database',
  },
  {
    decision: 'identity',
    weight: 0.03,
    kinds: [
      {
        kind: 'certificates for devices',
        when: all(is('users', 'devices'), not(is('users', 'consumers', 'business-customers', 'employees'))),
      },
      { kind: 'an electronic identity', when: is('users', 'citizens') },
      { kind: 'accounts on the spot', when: is('disqualifiers', 'disconnected') },
      { kind: 'the company’s directory', when: all(is('users', 'employees'), not(is('users', 'consumers', 'business-customers'))) },
      { kind: 'an identity server of your own', when: own },
      {
        kind: 'a rented service with company sign-in',
        when: all(is('users', 'business-customers'), any(atLeast('team-size', 6), is('compliance', 'certificate', 'finance', 'health'))),
      },
      { kind: 'a rented service', when: any(is('personal-data', 'sensitive'), atLeast('team-size', 6), is('buyable', 'most')) },
    ],
    otherwise: 'what the framework brings',
  },
  {
    decision: 'hosting',
    weight: 0.04,
    kinds: [
      { kind: 'installations at the customers', when: is('operator', 'customers') },
      { kind: 'a cluster of your own', when: all(own, is('skills', 'kubernetes'), atLeast('team-size', 8)) },
      { kind: 'your own machines', when: own },
      { kind: 'the edge', when: is('hosting', 'edge') },
      {
        kind: 'a simple platform',
        when: any(is('hosting', 'platform'), all(is('hosting', 'any'), below('budget', 300), below('team-size', 5))),
      },
      { kind: 'functions', when: all(is('idle', 'mostly'), not(is('longest-task', 'hours')), not(is('stack-forbidden', 'serverless'))) },
      { kind: 'a managed cluster', when: all(is('skills', 'kubernetes'), atLeast('teams', 3), not(is('stack-forbidden', 'kubernetes'))) },
      { kind: 'containers at Azure', when: is('hosting', 'azure') },
      { kind: 'containers at Google', when: is('hosting', 'gcp') },
    ],
    otherwise: 'containers at AWS or alike',
  },
];

/** Names the kind of each decision for a complete set of values: the index of the first condition that holds. */
export const outlineKinds: readonly ((values: Values) => number)[] = outlines.map(({ kinds }) => {
  const tests = kinds.map(({ when }) => compile(when));
  return (values) => {
    for (let index = 0; index < tests.length; index += 1) if (tests[index]?.(values) === true) return index;
    return tests.length;
  };
});

/** The kind with this index, in words. */
export function kindName(outline: Outline, index: number): string {
  return outline.kinds[index]?.kind ?? outline.otherwise;
}

import type { ComponentKind, Fact, PeopleFact, Practice, TechnologyCategory } from '../model/fact.ts';

/** Facts that a rule looks for: any one of any list. Development technologies never match. */
export interface FactPattern {
  readonly technology?: readonly string[];
  readonly category?: readonly TechnologyCategory[];
  readonly component?: readonly ComponentKind[];
  readonly deployment?: readonly string[];
  /** Beginnings of the names of regions that something is deployed to. */
  readonly region?: readonly string[];
  readonly practice?: readonly Practice[];
  readonly hazard?: readonly string[];
  /** A count of people and the buckets that are meant. */
  readonly people?: { readonly measure: PeopleFact['measure']; readonly values: readonly string[] };
  /** A size that is written down, and the range of numbers that is meant. */
  readonly sizing?: {
    readonly measures: readonly string[];
    readonly atLeast?: number;
    readonly atMost?: number;
    /** Parts of the value, one of which is meant. */ readonly named?: readonly string[];
  };
}

/**
 * A fact in short, for examples: `technology:react`, `technology:stripe:external-api`, `component:store`,
 * `deployment:aws`, `deployment:aws:eu-central-1`, `component:service:billing`, `practice:containers`, `hazard:no-ci`, `people:active-authors:3-6`, `sizing:replicas:3`.
 */
export type FactSketch = string;

/**
 * What facts say about one question. The confidence of the answer is the rule's, times that of the best fact.
 * Rules `about` the system become suggestions when the team starts from scratch; those about the team stay.
 */
export interface PrefillRule {
  readonly id: string;
  readonly question: string;
  /**
   * The option that is given; `count` gives the number of matching facts instead, and `from` works an option out of them
   * (undefined: they do not say enough).
   */
  readonly gives: string | { readonly count: true } | { readonly from: (facts: readonly Fact[]) => string | undefined };
  readonly about: 'system' | 'team';
  readonly when: FactPattern;
  /** What must be there as well, each of them. */
  readonly also?: readonly FactPattern[];
  readonly unless?: FactPattern;
  /** 0 to 1. From 0.7 on the question counts as answered; below, the answer is shown as a suggestion and still asked. */
  readonly confidence: number;
  /** One clause: why the facts say so. `{names}` stands for what was found. */
  readonly because: string;
  readonly example: readonly FactSketch[];
  /** The option that the example gives, where the rule works it out. */
  readonly exampleGives?: string;
  /** Facts that look alike and must not trigger the rule. */
  readonly innocent: readonly FactSketch[];
}

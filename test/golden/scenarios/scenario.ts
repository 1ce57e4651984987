import type { BaseStyle } from '../../../src/core/decide/recommendation.ts';
import type { AnswerValue } from '../../../src/core/interview/question.ts';

/**
 * A company as its founder would tell it, with the answers it gives in the interview and what a careful architect would
 * and would never propose to it. Scenarios are written from the story alone, before the rules they test.
 */
export interface Scenario {
  readonly id: string;
  /** Industry, for the spread: `health`, `retail`, `media` … */
  readonly sector: string;
  /** Three to eight sentences: who, what, how much, what hurts. */
  readonly story: string;
  /** What they answer, by question id; what is left out was not known or not asked. */
  readonly answers: Readonly<Record<string, AnswerValue>>;
  /** What runs today, where something does: it becomes the facts of a workspace. */
  readonly today?: Today;
  /** Bases that a careful architect could put first, the best one first. One or two. */
  readonly acceptable: readonly BaseStyle[];
  /** Bases that would do this company harm. Two or more, never one of the acceptable. */
  readonly forbidden: readonly BaseStyle[];
  /** Why these and why not those. */
  readonly because: string;
  /** A documented real system behind the story: its name, and the title or address of what documents it. */
  readonly after?: string;
}

/** What a workspace shows of a running system, in short. */
export interface Today {
  /** Separately released processes of own code. */
  readonly services: number;
  /** Functions as a service. */
  readonly functions?: number;
  /** Technology ids: `postgresql`, `mongodb`, `mysql`, `sqlserver`, `oracle`, `redis` … */
  readonly stores?: readonly string[];
  /** Technology ids: `kafka`, `rabbitmq` … */
  readonly brokers?: readonly string[];
  /** Technology ids of languages: `typescript`, `java`, `python` … */
  readonly languages?: readonly string[];
}

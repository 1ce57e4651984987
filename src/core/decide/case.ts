import type { Answers } from '../interview/answer.ts';
import type { Fact } from '../model/fact.ts';
import type { Assumptions } from './assumptions.ts';
import { evaluate, firedRequirements, mergeNeeds, type Needs, type Outcome, type Risks } from './evaluate.ts';
import { assessRisks } from './risks.ts';
import type { Model } from './rule-book.ts';
import { asIs, startingFrom, type AsIs, type Starting } from './starting-point.ts';
import { resolveValues, type Resolved } from './values.ts';

/** Everything that one recommendation is computed from. */
export interface Case {
  readonly model: Model;
  readonly facts: readonly Fact[];
  readonly resolved: Resolved;
  readonly today: AsIs | undefined;
  readonly starting: Starting;
  readonly risks: Risks;
  readonly fired: readonly number[];
  readonly needs: Needs;
  readonly outcome: Outcome;
}

/** Evaluates facts, answers and set assumptions with a rule book, once. */
export function openCase(
  model: Model,
  input: { readonly facts: readonly Fact[]; readonly answers: Answers; readonly assumptions?: Assumptions | undefined },
): Case {
  const resolved = resolveValues(input.answers, input.assumptions);
  const { values, origins } = resolved;
  const today = asIs(input.facts);
  const starting = startingFrom(today, values);
  const risks = assessRisks(model, values, origins);
  const fired = firedRequirements(model, values);
  const needs = mergeNeeds(model, fired, 0);
  return { model, facts: input.facts, resolved, today, starting, risks, fired, needs, outcome: evaluate(model, values, starting, risks) };
}

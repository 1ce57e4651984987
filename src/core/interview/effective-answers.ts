import type { Fact } from '../model/fact.ts';
import type { Answer, Answers } from './answer.ts';
import { applies, valuesWithAssumptions } from './condition.ts';
import type { Prefilled } from './prefill.ts';
import { prefill, settledConfidence } from './prefill.ts';
import { questions } from './questions.ts';
import type { InterviewState, StoredAnswer } from './state.ts';
import { unread, usableFacts } from './usable-facts.ts';

/**
 * The answers that the decision works with, in the order of the catalogue. What the person said wins over the
 * workspace, also *don't know*; a workspace answer counts from a confidence of `settledConfidence` on; an answer to a
 * question that no longer applies is left out (and kept in the state, should it apply again).
 */
export function answersFor(state: InterviewState, facts: readonly Fact[]): Answers {
  const said = new Map<string, StoredAnswer>(state.answers);
  const found = workspaceAnswers(state, facts);
  const all = new Map<string, Answer>();
  for (const { id } of questions) {
    const own = said.get(id);
    const workspace = found.get(id);
    if (own !== undefined && own.origin === 'user') all.set(id, own);
    else if (workspace !== undefined && workspace.confidence >= settledConfidence) all.set(id, asAnswer(workspace));
    else if (own !== undefined) all.set(id, own);
  }
  const values = valuesWithAssumptions(all);
  return new Map([...all].filter(([id]) => questions.some((question) => question.id === id && applies(question, values))));
}

/**
 * What the workspace says on each question, settled or only suggested, with its evidence. From scratch, the repository
 * shows what the team knows and not what must stay: what describes the existing system becomes a suggestion.
 */
export function workspaceAnswers(state: InterviewState, facts: readonly Fact[]): ReadonlyMap<string, Prefilled> {
  if (facts === unread) return new Map();
  const start = new Map(state.answers).get('starting-point');
  const fromScratch = start !== undefined && 'value' in start && start.value === 'from-scratch';
  return prefill(usableFacts(facts, state.excludedFacts), { fromScratch });
}

function asAnswer(found: Prefilled): Answer {
  return {
    origin: 'workspace',
    value: found.value,
    confidence: found.confidence,
    facts: found.facts,
  };
}

import { answersFor, workspaceAnswers } from '../core/interview/effective-answers.ts';
import type { Question } from '../core/interview/question.ts';
import type { InterviewState } from '../core/interview/state.ts';
import { describeValue } from '../core/interview/summary.ts';
import { optionsOf, questionById } from '../core/interview/value.ts';
import type { Fact } from '../core/model/fact.ts';
import type { QuestionView } from '../protocol/snapshot.ts';
import { evidenceOf } from './evidence.ts';

/** Topics as the sidebar names them. */
const topicNames: Readonly<Record<Question['topic'], string>> = {
  'starting-point': 'Starting point',
  'strategic-objective': 'Objective',
  'users-and-needs': 'Users and needs',
  'shape-of-the-work': 'Shape of the work',
  load: 'Load',
  loss: 'Loss',
  'what-hurts': 'What hurts today',
  scope: 'Scope',
  constraints: 'Constraints',
  means: 'Means',
  challenges: 'Challenges',
};

/** A question with what was said to it, what the workspace says, and why it is asked now (`reason`; empty if it was asked for). */
export function questionView(question: Question, interview: InterviewState, facts: readonly Fact[], reason: string): QuestionView {
  const found = workspaceAnswers(interview, facts).get(question.id);
  const said = new Map([...interview.answers, ...(interview.draft === undefined ? [] : [interview.draft])]).get(question.id);
  const current =
    said !== undefined && 'value' in said
      ? { value: said.value, origin: 'user' as const }
      : found === undefined
        ? null
        : { value: typeof found.value === 'object' ? [...found.value] : found.value, origin: 'workspace' as const };
  return {
    id: question.id,
    topic: topicNames[question.topic],
    text: question.text,
    why: question.why,
    example: question.example,
    // The same sentence twice says nothing.
    reason: reason === question.why ? '' : reason,
    followsUp: followedUp(question, interview, facts),
    kind: question.kind,
    options: optionsOf(question).map(({ id, label }) => ({ id, label })),
    unit: question.kind === 'quantity' ? question.unit : null,
    min: question.kind === 'quantity' ? question.min : null,
    max: question.kind === 'quantity' ? question.max : null,
    maxLength: question.kind === 'text' ? question.maxLength : null,
    placeholder: question.kind === 'text' ? (question.placeholder ?? null) : null,
    assumed: describeValue(question, question.assumption),
    current,
    evidence: evidenceOf(found?.facts ?? [], facts),
  };
}

/** The answer that a question makes precise, where somebody gave it: an assumption is nothing to follow up. */
function followedUp(question: Question, interview: InterviewState, facts: readonly Fact[]): QuestionView['followsUp'] {
  const first = question.followsUp === undefined ? undefined : questionById(question.followsUp);
  const answer = first === undefined ? undefined : answersFor(interview, facts).get(first.id);
  if (first === undefined || answer === undefined || !('value' in answer)) return null;
  return { answer: describeValue(first, answer.value), origin: answer.origin };
}

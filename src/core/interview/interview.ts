import { type Assumptions, checkAssumption } from '../decide/assumptions.ts';
import type { Fact } from '../model/fact.ts';
import { workspaceAnswers } from './effective-answers.ts';
import { exampleById } from './examples/index.ts';
import type { NextQuestionOptions } from './next-question.ts';
import { nextQuestion, openQuestions } from './next-question.ts';
import type { RankStyles } from './question-weights.ts';
import type { Depth, InterviewState, StoredAnswer } from './state.ts';
import type { AnswerError } from './value.ts';
import { checkValue, questionById, unknownQuestion } from './value.ts';

/** Everything that can happen in an interview. Values come from outside and are checked here. */
export type InterviewEvent =
  | { readonly type: 'answer'; readonly question: string; readonly value: unknown }
  | { readonly type: 'dontKnow'; readonly question: string }
  | { readonly type: 'skip'; readonly question: string }
  /** Accept what the workspace says on a question as one's own answer. */
  | { readonly type: 'confirm'; readonly question: string }
  /** Undo the last answer and return to its question; while editing, leave the edit. */
  | { readonly type: 'back' }
  | { readonly type: 'edit'; readonly question: string }
  | { readonly type: 'setDepth'; readonly depth: Depth }
  | { readonly type: 'startOver' }
  | { readonly type: 'excludeFact'; readonly fact: string }
  | { readonly type: 'includeFact'; readonly fact: string }
  | { readonly type: 'loadExample'; readonly example: string }
  /** Set a number of the calculation, or take the default again (`null`). */
  | { readonly type: 'setAssumption'; readonly id: string; readonly value: number | null }
  /** Facts changed (a rescan): keeps the question on the screen if it is still open. */
  | { readonly type: 'factsChanged' };

/** What the reducer needs besides the state: the facts as scanned, and a way to rank styles. */
export interface InterviewContext {
  readonly facts: readonly Fact[];
  readonly rank: RankStyles;
  readonly options?: NextQuestionOptions;
}

/** The state after an event. With an error, the state is the one before. */
export interface Reduced {
  readonly state: InterviewState;
  readonly error?: AnswerError;
}

/** How a new interview may begin: `answers` from a committed record, validated with `parseAnswersFile` before. */
export interface StartOptions {
  readonly depth?: Depth;
  readonly answers?: ReadonlyMap<string, StoredAnswer>;
  readonly excludedFacts?: readonly string[];
  /** Checked with `checkAssumption` before. */
  readonly assumptions?: Assumptions;
}

/** Begins an interview and chooses its first question. */
export function start(context: InterviewContext, options: StartOptions = {}): InterviewState {
  return proceed(
    {
      version: 1,
      depth: options.depth ?? 'standard',
      answers: [...(options.answers ?? [])],
      asked: [],
      current: null,
      excludedFacts: [...new Set(options.excludedFacts)],
      ...withAssumptions([...(options.assumptions ?? [])]),
    },
    context,
  );
}

/**
 * The state after an event. Pure: the same state, event and context give the same result; nothing throws. An event that
 * makes no sense (an unknown question, a value of the wrong kind) leaves the state and gives an error that names it.
 */
export function reduce(state: InterviewState, event: InterviewEvent, context: InterviewContext): Reduced {
  switch (event.type) {
    case 'answer': {
      const question = questionById(event.question);
      if (question === undefined) return { state, error: unknownQuestion(event.question) };
      const checked = checkValue(question, event.value);
      if ('error' in checked) return { state, error: checked.error };
      return { state: record(state, event.question, { origin: 'user', value: checked.value }, context) };
    }
    case 'dontKnow':
      return recordIfKnown(state, event.question, { origin: 'user', unknown: true }, context);
    case 'skip':
      return recordIfKnown(state, event.question, { origin: 'skipped' }, context);
    case 'confirm':
      return confirm(state, event.question, context);
    case 'back':
      return { state: back(state, context) };
    case 'edit':
      return edit(state, event.question);
    case 'setDepth':
      return { state: proceed({ ...withoutDraft(state), depth: event.depth }, context) };
    case 'startOver':
      // Facts stay excluded: starting over is about what was said, and a wrong fact is still wrong.
      return { state: start(context, { depth: state.depth, excludedFacts: state.excludedFacts }) };
    case 'excludeFact':
    case 'includeFact':
      return exclude(state, event, context);
    case 'loadExample':
      return loadExample(state, event.example, context);
    case 'setAssumption':
      return setAssumption(state, event.id, event.value, context);
    case 'factsChanged':
      return { state: keepOrProceed(state, context) };
  }
}

function recordIfKnown(state: InterviewState, id: string, answer: StoredAnswer, context: InterviewContext): Reduced {
  if (questionById(id) === undefined) return { state, error: unknownQuestion(id) };
  return { state: record(state, id, answer, context) };
}

function record(state: InterviewState, question: string, answer: StoredAnswer, context: InterviewContext): InterviewState {
  const before = answerTo(state, question) ?? null;
  const { example: _example, ...rest } = withoutDraft(state);
  // Beyond a thousand steps the oldest can no longer be undone; the answers themselves stay.
  const asked = [...state.asked, { question, before }].slice(-1000);
  return proceed({ ...rest, answers: withAnswer(state, question, answer), asked }, context);
}

function confirm(state: InterviewState, id: string, context: InterviewContext): Reduced {
  if (questionById(id) === undefined) return { state, error: unknownQuestion(id) };
  const found = workspaceAnswers(state, context.facts).get(id);
  if (found === undefined) {
    return {
      state,
      error: { question: id, reason: 'not-open', message: `The workspace says nothing about “${id}”.` },
    };
  }
  return { state: record(state, id, { origin: 'user', value: found.value }, context) };
}

function back(state: InterviewState, context: InterviewContext): InterviewState {
  const editing = state.current !== null && !openQuestions(state, context.facts).some(({ id }) => id === state.current);
  if (editing) return proceed(withoutDraft(state), context);
  const last = state.asked.at(-1);
  if (last === undefined) return state;
  const undone = answerTo(state, last.question);
  return {
    ...withoutDraft(state),
    answers: withAnswer(state, last.question, last.before),
    asked: state.asked.slice(0, -1),
    current: last.question,
    ...(undone === undefined ? {} : { draft: [last.question, undone] as const }),
  };
}

function edit(state: InterviewState, id: string): Reduced {
  if (questionById(id) === undefined) return { state, error: unknownQuestion(id) };
  return { state: { ...withoutDraft(state), current: id } };
}

function loadExample(state: InterviewState, id: string, context: InterviewContext): Reduced {
  const example = exampleById(id);
  if (example === undefined) {
    return { state, error: { question: id, reason: 'unknown-example', message: `There is no example “${id}”.` } };
  }
  const answers = new Map<string, StoredAnswer>();
  for (const [question, value] of example.answers) {
    answers.set(question, value === null ? { origin: 'user', unknown: true } : { origin: 'user', value: value });
  }
  const started = start(context, { depth: state.depth, answers, excludedFacts: state.excludedFacts });
  return { state: { ...started, example: id } };
}

function exclude(
  state: InterviewState,
  event: Extract<InterviewEvent, { type: 'excludeFact' | 'includeFact' }>,
  context: InterviewContext,
): Reduced {
  const others = state.excludedFacts.filter((fact) => fact !== event.fact);
  if (event.type === 'includeFact') return { state: keepOrProceed({ ...state, excludedFacts: others }, context) };
  if (!context.facts.some(({ id }) => id === event.fact)) {
    return { state, error: { question: event.fact, reason: 'not-open', message: 'There is no such fact to exclude.' } };
  }
  return { state: keepOrProceed({ ...state, excludedFacts: [...others, event.fact] }, context) };
}

function setAssumption(state: InterviewState, id: string, value: number | null, context: InterviewContext): Reduced {
  const checked = value === null ? { value: null } : checkAssumption(id, value);
  if ('error' in checked) return { state, error: { question: id, reason: 'wrong-assumption', message: checked.error } };
  const { assumptions = [], ...rest } = state;
  const others = assumptions.filter(([other]) => other !== id);
  const next = withAssumptions(checked.value === null ? others : [...others, [id, checked.value]]);
  return { state: keepOrProceed({ ...rest, ...next }, context) };
}

/** The part of a state that holds what is set; nothing where nothing is, so that old states stay as they are. */
function withAssumptions(entries: readonly (readonly [string, number])[]): Pick<InterviewState, 'assumptions'> {
  return entries.length === 0 ? {} : { assumptions: entries.map(([id, value]) => [id, value] as [string, number]) };
}

/** Chooses the next question for a state. */
function proceed(state: InterviewState, context: InterviewContext): InterviewState {
  const next = nextQuestion(state, context.facts, context.rank, context.options);
  return { ...state, current: next.done ? null : next.question.id };
}

function keepOrProceed(state: InterviewState, context: InterviewContext): InterviewState {
  const { current } = state;
  if (current !== null) {
    const editing = answerTo(state, current) !== undefined;
    if (editing || openQuestions(state, context.facts).some(({ id }) => id === current)) return state;
  }
  return proceed(withoutDraft(state), context);
}

function answerTo(state: InterviewState, question: string): StoredAnswer | undefined {
  return state.answers.find(([id]) => id === question)?.[1];
}

function withAnswer(state: InterviewState, question: string, answer: StoredAnswer | null): InterviewState['answers'] {
  const known = state.answers.some(([id]) => id === question);
  if (answer === null) return state.answers.filter(([id]) => id !== question);
  if (!known) return [...state.answers, [question, answer]];
  return state.answers.map((entry) => (entry[0] === question ? ([question, answer] as const) : entry));
}

function withoutDraft(state: InterviewState): InterviewState {
  const { draft: _draft, ...rest } = state;
  return rest;
}

import type { Fact } from '../model/fact.ts';
import { applies, holds, statedValues, valuesWithAssumptions } from './condition.ts';
import type { Answers } from './answer.ts';
import { answersFor, workspaceAnswers } from './effective-answers.ts';
import type { Question } from './question.ts';
import type { QuestionWeight, RankStyles, RatedSamples } from './question-weights.ts';
import { rateSamples, weighQuestion } from './question-weights.ts';
import { questions } from './questions.ts';
import { reasonFor } from './reason.ts';
import { drawSamples, valuesOf } from './samples.ts';
import { assumptionsOf, type Depth, type InterviewState } from './state.ts';
import { questionById } from './value.ts';

/** The next question with the reason to ask it now, or that no question is left that is worth asking at this depth. */
export type NextQuestion =
  | {
      readonly done: false;
      readonly question: Question;
      readonly expectedEffect: number;
      /** One English sentence: what the answer could change. */
      readonly reason: string;
      /** How likely the answer alone moves the first place, by the priors of its options: 0 to 1. */
      readonly chance: number;
      /** About how many questions are still to come, this one included. */
      readonly remaining: number;
    }
  | {
      readonly done: true;
      readonly remaining: 0;
      /** Questions that a deeper interview would still ask. */
      readonly further: number;
      /** `settled`: no open question is likely to change a decision; `length`: the depth allows no more. */
      readonly because: 'settled' | 'length';
    };

/** How the choice is made; everything has a default. */
export interface NextQuestionOptions {
  /** Complete sets of answers to sample. Each is rated once, at about 0.01 ms, and serves all questions. */
  readonly samples?: number;
  /** Changes the sample, not the method. */
  readonly seed?: number;
}

interface DepthRule {
  /** About so many questions are asked. */
  readonly target: number;
  /** Below this expected effect a question is not worth asking. */
  readonly threshold: number;
  /** Beyond the target, up to `extra` more questions are asked if their effect is at least this. */
  readonly overflow: number;
  readonly extra: number;
  /** So many follow-ups to vague answers come at once; those in free text only where there is no limit. */
  readonly followUps: number;
}

/**
 * Targets from the product description; thresholds in units of the style score, calibrated by simulation on one half of
 * the golden scenarios (`npm run simulate:interview`) so that an interview that ends because nothing more matters is
 * rarely wrong about the style.
 */
const depthRules: Readonly<Record<Depth, DepthRule>> = {
  quick: { target: 8, threshold: 0.003, overflow: 0.004, extra: 1, followUps: 1 },
  standard: { target: 13, threshold: 0.0012, overflow: 0.003, extra: 2, followUps: 2 },
  deep: { target: questions.length, threshold: 0.0005, overflow: 0, extra: 0, followUps: questions.length },
};

/**
 * Asked at every depth unless the workspace answers them: what rules things out, and the four questions of the brief
 * (objectives; load at the peak; legacy and stack; budget, deadline and people). Each has a place kept for it and takes it
 * when it tells most, or when no other places are left.
 */
const alwaysAsked = ['disqualifiers', 'objectives', 'concurrent-users', 'team-size', 'budget', 'deadline', 'legacy'];

/** Where machines, not people, make the load, their rate is the load question. */
const insteadOf: ReadonlyMap<string, string> = new Map([['concurrent-users', 'machine-events']]);

const defaultSamples = 256;
const defaultSeed = 20_261_122;

/**
 * The question whose answer is expected to matter most now, with its reason; or that the interview is done at this
 * depth. After a vague answer its follow-up comes first. The same state and facts always give the same question. Never
 * throws; a text question is asked, though it never moves a score, because the document opens with it.
 */
export function nextQuestion(
  state: InterviewState,
  facts: readonly Fact[],
  rank: RankStyles,
  options: NextQuestionOptions = {},
): NextQuestion {
  const open = openQuestions(state, facts);
  if (open.length === 0) return { done: true, remaining: 0, further: 0, because: 'settled' };
  const rule = depthRules[state.depth];
  const asked = state.answers.length;
  const required = requiredAmong(open, state.depth);
  if (asked >= rule.target + rule.extra && required.length === 0) {
    return { done: true, remaining: 0, further: open.length, because: 'length' };
  }
  const answers = answersFor(state, facts);
  const { weights, rated } = weigh(state, facts, rank, options, answers);
  const worth = weights.filter(({ question, effect }) => required.includes(question) || effect >= rule.threshold);
  const left = Math.max(rule.target - asked, required.length);
  const followUp = dueFollowUp(state, answers, open, rule, left - required.length);
  const candidate = weights.find(({ question }) => question === followUp) ?? pickNext(worth, required, left, rule);
  const question = open.find(({ id }) => id === candidate?.question);
  if (candidate === undefined || question === undefined) {
    return { done: true, remaining: 0, further: open.length, because: worth.length === 0 ? 'settled' : 'length' };
  }
  const { text, chance } = reasonFor(question, answers, rank, rated, candidate, workspaceAnswers(state, facts).get(question.id));
  return {
    done: false,
    question,
    expectedEffect: candidate.effect,
    reason: followUp === question.id ? `Makes your last answer precise. ${text}` : text,
    chance,
    remaining: Math.max(1, Math.min(left, worth.length)),
  };
}

/** Questions that are neither answered, nor known to be unknown, nor passed over, nor settled by the workspace, and that apply. */
export function openQuestions(state: InterviewState, facts: readonly Fact[]): readonly Question[] {
  const answers = answersFor(state, facts);
  const values = valuesWithAssumptions(answers);
  const said = new Set(state.answers.map(([question]) => question));
  return questions.filter((question) => !said.has(question.id) && !answers.has(question.id) && applies(question, values));
}

/** Every open question with its expected effect, the most telling first; equals in the order of depth and catalogue. */
export function weighQuestions(
  state: InterviewState,
  facts: readonly Fact[],
  rank: RankStyles,
  options: NextQuestionOptions = {},
): readonly QuestionWeight[] {
  return weigh(state, facts, rank, options, answersFor(state, facts)).weights;
}

function weigh(
  state: InterviewState,
  facts: readonly Fact[],
  rank: RankStyles,
  options: NextQuestionOptions,
  answers: Answers,
): { readonly weights: readonly QuestionWeight[]; readonly rated: RatedSamples } {
  const now = valuesOf(answers, assumptionsOf(state));
  const samples = drawSamples(now, answers, workspaceAnswers(state, facts), options.samples ?? defaultSamples, options.seed ?? defaultSeed);
  const rated = rateSamples(answers, now, samples, rank);
  const weights = openQuestions(state, facts)
    .map((question) => ({ question, weight: weighQuestion(question, rated, answers) }))
    .toSorted((a, b) => b.weight.effect - a.weight.effect || a.question.depth - b.question.depth)
    .map(({ weight }) => weight);
  return { weights, rated };
}

/** Required questions when no other places are left; else the most telling one, beyond the target only if it tells much. */
function pickNext(
  worth: readonly QuestionWeight[],
  required: readonly string[],
  left: number,
  rule: DepthRule,
): QuestionWeight | undefined {
  if (required.length > 0 && left <= required.length) return worth.find(({ question }) => required.includes(question));
  return left > 0 ? worth[0] : worth.find(({ effect }) => effect >= rule.overflow);
}

/** The follow-up to the answer just given, if that answer is a vague one and the depth has a place for it. */
function dueFollowUp(
  state: InterviewState,
  answers: Answers,
  open: readonly Question[],
  rule: DepthRule,
  places: number,
): string | undefined {
  const last = state.asked.at(-1)?.question;
  if (last === undefined || places <= 0) return undefined;
  const parents = [last, questionById(last)?.followsUp];
  const stated = statedValues(answers);
  const followed = state.answers.filter(([id]) => questionById(id)?.followsUp !== undefined).length;
  if (followed >= rule.followUps) return undefined;
  return open.find(({ kind, followsUp, followsWhen, appliesWhen }) => {
    if (kind === 'text' && rule.followUps < questions.length) return false;
    if (followsUp === undefined || !parents.includes(followsUp) || stated(followsUp) === undefined) return false;
    const vague = followsWhen ?? appliesWhen;
    return vague === undefined || holds(vague, stated);
  })?.id;
}

function requiredAmong(open: readonly Question[], depth: Depth): readonly string[] {
  const ids = new Set(open.map(({ id }) => id));
  // What it is for opens the document; a quick interview leaves that line to the person.
  return [...alwaysAsked, ...(depth === 'quick' ? [] : ['purpose'])].filter((id) => ids.has(id) && !ids.has(insteadOf.get(id) ?? ''));
}

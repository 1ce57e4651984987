import type { Fact } from '../model/fact.ts';
import { applies, valuesWithAssumptions } from './condition.ts';
import { drawCompletions } from './completions.ts';
import { answersFor, workspaceAnswers } from './effective-answers.ts';
import type { Question } from './question.ts';
import type { QuestionWeight, RankStyles } from './question-weights.ts';
import { sampleRankings, weighQuestion } from './question-weights.ts';
import { questions } from './questions.ts';
import type { Depth, InterviewState } from './state.ts';

/** The next question with the reason to ask it now, or that no question is left that is worth asking at this depth. */
export type NextQuestion =
  | {
      readonly done: false;
      readonly question: Question;
      readonly expectedEffect: number;
      /** One English sentence: why it is asked now. */
      readonly reason: string;
      /** About how many questions are still to come, this one included. */
      readonly remaining: number;
    }
  | { readonly done: true; readonly remaining: 0; /** Questions that a deeper interview would still ask. */ readonly further: number };

/** How the choice is made; everything has a default. */
export interface NextQuestionOptions {
  /** Completions to sample. Each costs one ranking: at 0.2 ms each, 72 take about 15 ms. */
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
}

/**
 * Targets from the product description; thresholds in units of the style score, calibrated on the examples so that
 * standard ends near 12 and deep leaves out what cannot matter.
 */
const depthRules: Readonly<Record<Depth, DepthRule>> = {
  quick: { target: 7, threshold: 0.01, overflow: 0.03, extra: 1 },
  standard: { target: 12, threshold: 0.008, overflow: 0.025, extra: 3 },
  deep: { target: questions.length, threshold: 0.003, overflow: 0, extra: 0 },
};

/**
 * Asked at every depth unless the workspace answers them: what rules things out, and the four questions of the brief
 * (objectives; load at the peak; legacy and stack; budget, deadline and people). They come first, in the order of a
 * conversation: they are asked of everybody, and the others are chosen better once they are known.
 */
const alwaysAsked = ['objectives', 'disqualifiers', 'concurrent-users', 'team-size', 'budget', 'deadline', 'legacy'];

/** Where machines, not people, make the load, their rate is the load question. */
const insteadOf: ReadonlyMap<string, string> = new Map([['concurrent-users', 'machine-events']]);

const defaultSamples = 72;
const defaultSeed = 20_261_122;

/**
 * The question whose answer is expected to matter most now, with its reason; or that the interview is done at this
 * depth. The same state and facts always give the same question. Never throws; a text question is asked, though it
 * never moves a score, because the document opens with it.
 */
export function nextQuestion(
  state: InterviewState,
  facts: readonly Fact[],
  rank: RankStyles,
  options: NextQuestionOptions = {},
): NextQuestion {
  const open = openQuestions(state, facts);
  if (open.length === 0) return { done: true, remaining: 0, further: 0 };
  const rule = depthRules[state.depth];
  const asked = state.answers.length;
  const required = requiredAmong(open);
  if (asked >= rule.target + rule.extra && required.length === 0) {
    return { done: true, remaining: 0, further: open.length };
  }
  const weights = weighQuestions(state, facts, rank, options);
  const worth = weights.filter(({ question, effect }) => required.includes(question) || effect >= rule.threshold);
  const left = Math.max(rule.target - asked, required.length);
  const candidate = pickNext(worth, required, left, rule);
  const question = open.find(({ id }) => id === candidate?.question);
  if (candidate === undefined || question === undefined) return { done: true, remaining: 0, further: open.length };
  return {
    done: false,
    question,
    expectedEffect: candidate.effect,
    reason: candidate.reason,
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
  const answers = answersFor(state, facts);
  const suggestions = workspaceAnswers(state, facts);
  const completions = drawCompletions(answers, suggestions, options.samples ?? defaultSamples, options.seed ?? defaultSeed);
  const ranking = sampleRankings(answers, completions, rank);
  const depthOf = (id: string): number => questions.find((question) => question.id === id)?.depth ?? 3;
  return openQuestions(state, facts)
    .map((question) => weighQuestion(question, ranking, answers))
    .toSorted((a, b) => b.effect - a.effect || depthOf(a.question) - depthOf(b.question));
}

/** Required questions first, in their order; then the most telling one while places are left or it tells very much. */
function pickNext(
  worth: readonly QuestionWeight[],
  required: readonly string[],
  left: number,
  rule: DepthRule,
): QuestionWeight | undefined {
  const [first] = required;
  if (first !== undefined) return worth.find(({ question }) => question === first);
  return left > 0 ? worth[0] : worth.find(({ effect }) => effect >= rule.overflow);
}

function requiredAmong(open: readonly Question[]): readonly string[] {
  const ids = new Set(open.map(({ id }) => id));
  return alwaysAsked.filter((id) => ids.has(id) && !ids.has(insteadOf.get(id) ?? ''));
}

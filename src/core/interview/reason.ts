import type { Answers } from './answer.ts';
import type { Suggestion } from './completions.ts';
import { withSuggestion } from './completions.ts';
import { declaredEffects } from './effects.ts';
import { kindName, outlineKinds, outlines, type Outline } from './outlines.ts';
import type { Option, Question } from './question.ts';
import type { QuestionWeight, RankStyles, RatedSamples } from './question-weights.ts';
import { areNeighbours, baseName } from './question-weights.ts';
import { valuesOf } from './samples.ts';

/** Why a question is asked now. */
export interface Reason {
  /** One English sentence: what the answer could change. */
  readonly text: string;
  /** How likely the answer alone moves the first place, by the priors of its options: 0 to 1. */
  readonly chance: number;
}

/** An effect on the style below this is noise of the sample and gives no reason to show. */
const noticeable = 0.0015;

/**
 * Why this question now: which of its answers would move the first place, tried one by one beside everything said so far;
 * else which would change another decision; else that it matters together with others; else what it is declared to decide.
 */
export function reasonFor(
  question: Question,
  answers: Answers,
  rank: RankStyles,
  rated: RatedSamples,
  weight: QuestionWeight,
  suggestion?: Suggestion,
): Reason {
  const options = withSuggestion(question, suggestion);
  const moves = options.flatMap((option) => moveBy(question, option, answers, rank));
  const chance =
    question.kind === 'multi' ? Math.max(0, ...moves.map(({ prior }) => prior)) : moves.reduce((sum, { prior }) => sum + prior, 0);
  const far = moves.filter(({ from, to }) => !areNeighbours(from.base, to.base));
  const text =
    firstMove(far) ?? outlineMove(question, options, answers) ?? together(rated, weight) ?? firstMove(moves) ?? declaredReason(question);
  return { text, chance: Math.min(1, chance) };
}

interface Move {
  readonly label: string;
  readonly prior: number;
  readonly from: { readonly base: string; readonly name: string };
  readonly to: { readonly base: string; readonly name: string };
}

function moveBy(question: Question, option: Option, answers: Answers, rank: RankStyles): readonly Move[] {
  const [today] = rank(answers);
  const [then] = rank(withOption(question, option, answers));
  if (today === undefined || then === undefined || baseName(today.style) === baseName(then.style)) return [];
  return [
    {
      label: option.label,
      prior: option.prior,
      from: { base: baseName(today.style), name: today.name.toLowerCase() },
      to: { base: baseName(then.style), name: then.name.toLowerCase() },
    },
  ];
}

function withOption(question: Question, option: Option, answers: Answers): Answers {
  return new Map(answers).set(question.id, { origin: 'user', value: question.kind === 'multi' ? [option.id] : option.id });
}

/** The likeliest place that the first could move to, with every answer that moves it there. */
function firstMove(moves: readonly Move[]): string | undefined {
  const shares = new Map<string, number>();
  for (const { to, prior } of moves) shares.set(to.name, (shares.get(to.name) ?? 0) + prior);
  const [likeliest] = [...shares].toSorted((a, b) => b[1] - a[1]);
  const [name, share] = likeliest ?? [];
  const towards = moves.filter(({ to }) => to.name === name);
  const from = towards[0]?.from.name;
  if (name === undefined || share === undefined || from === undefined) return undefined;
  return `${quoted(towards.map(({ label }) => label))} would move the recommendation from ${from} to ${name} (chance about ${percent(share)}).`;
}

/** The likeliest change of another decision, in outline. */
function outlineMove(question: Question, options: readonly Option[], answers: Answers): string | undefined {
  const now = valuesOf(answers);
  const changes = options.flatMap((option) => {
    const then = valuesOf(withOption(question, option, answers));
    return outlines.flatMap((outline, index) => {
      const kind = outlineKinds[index];
      if (kind === undefined || kind(now) === kind(then)) return [];
      return [{ option, outline, from: kindName(outline, kind(now)), to: kindName(outline, kind(then)) }];
    });
  });
  const [best] = changes.toSorted((a, b) => b.option.prior * b.outline.weight - a.option.prior * a.outline.weight);
  if (best === undefined) return undefined;
  return `${quoted([best.option.label])} would change ${subjects[best.outline.decision]} from ${best.from} to ${best.to} (chance about ${percent(best.option.prior)}).`;
}

const subjects: Readonly<Record<Outline['decision'], string>> = {
  recovery: 'the way back after a disaster',
  store: 'where the data lies',
  identity: 'how people sign in',
  hosting: 'where it runs',
};

function together(rated: RatedSamples, weight: QuestionWeight): string | undefined {
  if (weight.styleEffect < noticeable || rated.first === '') return undefined;
  return `Alone it moves nothing; together with other answers it decides whether ${rated.first.replaceAll('-', ' ')} stays first.`;
}

function declaredReason(question: Question): string {
  return declaredEffects.find((effect) => effect.question === question.id)?.decides ?? question.why;
}

function quoted(labels: readonly string[]): string {
  const [first = '', second, ...more] = labels.map((label) => `“${label}”`);
  if (second === undefined) return first;
  return more.length === 0 ? `${first} or ${second}` : `${first}, ${second} or another`;
}

function percent(share: number): string {
  return `${String(Math.max(1, Math.round(share * 100)))} %`;
}

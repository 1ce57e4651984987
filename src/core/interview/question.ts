/** Topics of the interview, in the order in which the document reports them. */
export type Topic =
  | 'starting-point'
  | 'strategic-objective'
  | 'users-and-needs'
  | 'shape-of-the-work'
  | 'load'
  | 'loss'
  | 'what-hurts'
  | 'scope'
  | 'constraints'
  | 'means'
  | 'challenges';

/** An option of a choice, or a bucket of a quantity with the value that stands for it. */
export interface Option {
  readonly id: string;
  readonly label: string;
  /** Quantity questions: the number that the bucket stands for (geometric middle), in the question's unit. */
  readonly value?: number;
  /** Prior probability that a team gives this answer; the options of a question sum to 1 (multi: independent). */
  readonly prior: number;
}

/** A condition over answers, as data: all of `all`, one of `any`, or an answer that is one of some values. */
export type Condition =
  | { readonly question: string; readonly oneOf: readonly string[] }
  | { readonly question: string; readonly atLeast: number }
  | { readonly question: string; readonly atMost: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

interface QuestionBase {
  readonly id: string;
  readonly topic: Topic;
  readonly text: string;
  /** One line: why it matters. */
  readonly why: string;
  /** What somebody might answer, as they would say it: short, concrete, with a full stop or as a bare list. */
  readonly example: string;
  /** The question whose answer this one makes precise: asked right after it, as far as the depth allows. */
  readonly followsUp?: string;
  /** The answers that are vague enough for it; every answer with which this question applies, unless given. */
  readonly followsWhen?: Condition;
  /** Asked only when this holds for what is answered or assumed. */
  readonly appliesWhen?: Condition;
  /** 1: always among the quick ones; 2: standard; 3: deep. A tie-breaker for equal expected effect. */
  readonly depth: 1 | 2 | 3;
  /** What is taken when nobody knows, marked as an assumption in the document. */
  readonly assumption: AnswerValue;
}

/** Exactly one option. */
export interface ChoiceQuestion extends QuestionBase {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}
/** Any number of options, also none. An option `none` excludes the others. */
export interface MultiQuestion extends QuestionBase {
  readonly kind: 'multi';
  readonly options: readonly Option[];
}
/** A number in `unit`, between `min` and `max`; or one of the buckets. */
export interface QuantityQuestion extends QuestionBase {
  readonly kind: 'quantity';
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** What is common, both ends included: beyond it the number is taken and asked about once, calmly. */
  readonly usual: readonly [number, number];
  readonly options: readonly Option[];
}
/** Free text of at most `maxLength` characters. Never steers the decision; quoted in the document. */
export interface TextQuestion extends QuestionBase {
  readonly kind: 'text';
  readonly maxLength: number;
  readonly placeholder?: string;
}

/** One entry of the question catalogue. Pure data. */
export type Question = ChoiceQuestion | MultiQuestion | QuantityQuestion | TextQuestion;

/** Option id, option ids, a number in the question's unit, or free text. */
export type AnswerValue = string | readonly string[] | number;

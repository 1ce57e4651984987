import * as z from 'zod';
import { type Assumptions, checkAssumption } from '../decide/assumptions.ts';
import { idPattern } from '../model/id.ts';
import { checkValue, questionById } from './value.ts';

/** How far the interview goes: about 8 questions, about 13, or all that matter. */
export const depths = ['quick', 'standard', 'deep'] as const;

/** One of `depths`. */
export type Depth = (typeof depths)[number];

const id = z.string().regex(idPattern);

const valueSchema = z.union([z.string().max(2000), z.number(), z.array(id).max(40).readonly()]);

/** What the person said: a value, *don't know*, or passed over. What the workspace says is never stored. */
export const storedAnswerSchema = z.union([
  z.strictObject({ origin: z.literal('user'), value: valueSchema }),
  z.strictObject({ origin: z.literal('user'), unknown: z.literal(true) }),
  z.strictObject({ origin: z.literal('skipped') }),
]);

/** One answer of the person, as it is stored. */
export type StoredAnswer = Readonly<z.infer<typeof storedAnswerSchema>>;

const entrySchema = z.tuple([id, storedAnswerSchema]).readonly();

const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/**
 * The state of an interview as plain JSON. Answers are a list of entries, never an object: a question id that comes
 * from a file may be `__proto__`.
 */
export const interviewStateSchema = z.strictObject({
  version: z.literal(1),
  depth: z.enum(depths),
  /** What the person said, in the order of the first saying. */
  answers: z
    .array(entrySchema)
    .max(200)
    .refine((entries) => unique(entries.map(([question]) => question)), 'two answers to one question')
    .readonly(),
  /** What was answered, passed over or not known, oldest first, each with the answer it replaced: *Back* undoes the last. */
  asked: z
    .array(z.strictObject({ question: id, before: storedAnswerSchema.nullable() }).readonly())
    .max(1000)
    .readonly(),
  /** The question on the screen, or null when no question is left. */
  current: id.nullable(),
  /** What *Back* took back, so that the question shows it as it was. */
  draft: entrySchema.optional(),
  /** Ids of facts that the person says are wrong. */
  excludedFacts: z.array(id).max(5000).refine(unique, 'a fact twice').readonly(),
  /** Assumptions that the person set; absent while there is none. */
  assumptions: z
    .array(z.tuple([id, z.number()]).readonly())
    .max(200)
    .refine((entries) => unique(entries.map(([assumption]) => assumption)), 'one assumption set twice')
    .readonly()
    .optional(),
  /** The example that the answers came from, until they are changed. */
  example: id.optional(),
});

/** The state of an interview: immutable, serialisable, everything that survives a window reload. */
export type InterviewState = Readonly<z.infer<typeof interviewStateSchema>>;

/** A revived state with the ids of answers that the catalogue no longer accepts, or what is wrong with the whole. */
export type RevivedState = { readonly state: InterviewState; readonly dropped: readonly string[] } | { readonly error: string };

/**
 * Parses a state that comes from storage. Answers to questions that no longer exist, or with values that are no longer
 * accepted, are dropped and named; anything else that is wrong refuses the whole state.
 */
export function parseInterviewState(json: unknown): RevivedState {
  const parsed = interviewStateSchema.safeParse(json);
  if (!parsed.success) return { error: z.prettifyError(parsed.error) };
  const state = parsed.data;
  const dropped: string[] = [];
  const answers = state.answers.filter(([question, answer]) => {
    const good = isAcceptable(question, answer);
    if (!good) dropped.push(question);
    return good;
  });
  const asked = state.asked.filter(
    ({ question, before }) => questionById(question) !== undefined && (before === null || isAcceptable(question, before)),
  );
  const { draft, assumptions = [], ...rest } = state;
  const kept = assumptions.filter(([assumption, value]) => {
    const good = 'value' in checkAssumption(assumption, value);
    if (!good) dropped.push(assumption);
    return good;
  });
  const keepsDraft = draft !== undefined && isAcceptable(draft[0], draft[1]);
  return {
    state: {
      ...rest,
      answers,
      asked,
      current: state.current !== null && questionById(state.current) !== undefined ? state.current : null,
      ...(keepsDraft ? { draft } : {}),
      ...(kept.length > 0 ? { assumptions: kept } : {}),
    },
    dropped,
  };
}

/** The assumptions that the person set, as the decision takes them. */
export function assumptionsOf(state: InterviewState): Assumptions {
  return new Map(state.assumptions);
}

function isAcceptable(id: string, answer: StoredAnswer): boolean {
  const question = questionById(id);
  if (question === undefined) return false;
  return !('value' in answer) || !('error' in checkValue(question, answer.value));
}

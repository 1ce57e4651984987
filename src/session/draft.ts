import * as z from 'zod';
import { type InterviewState, interviewStateSchema, parseInterviewState } from '../core/interview/state.ts';

/**
 * What survives a window reload, per folder. It remembers the record it began from: if the record changed meanwhile,
 * the user chooses (never the newer file by itself).
 */
export interface Draft {
  readonly version: 1;
  readonly interview: InterviewState;
  /** SHA-256 of the record that the interview began from, or null: there was none. */
  readonly recordHash: string | null;
  /** SHA-256 of a record of another installation whose answers the user has confirmed. */
  readonly confirmedRecord: string | null;
}

const draftSchema = z.strictObject({
  version: z.literal(1),
  interview: interviewStateSchema,
  recordHash: z.string().max(100).nullable(),
  confirmedRecord: z.string().max(100).nullable(),
});

/** Parses a saved draft; undefined for anything else, which is then treated as no draft. */
export function parseDraft(json: unknown): Draft | undefined {
  const parsed = draftSchema.safeParse(json);
  if (!parsed.success) {
    return undefined;
  }
  const revived = parseInterviewState(parsed.data.interview);
  return 'error' in revived ? undefined : { ...parsed.data, interview: revived.state };
}

/**
 * Joins what this window did since `base` with what another window saved meanwhile, so that neither loses an answer:
 * for each question the one who changed it wins, this window where both did.
 */
export function mergeDrafts(base: Draft | undefined, saved: Draft | undefined, mine: Draft): Draft {
  if (saved === undefined || base === undefined || JSON.stringify(saved) === JSON.stringify(base)) {
    return mine;
  }
  const before = new Map(base.interview.answers);
  const theirs = new Map(saved.interview.answers);
  const ours = new Map(mine.interview.answers);
  const ids = new Set([...theirs.keys(), ...ours.keys(), ...before.keys()]);
  const answers = [...ids].flatMap((id) => {
    const own = ours.get(id);
    const changedHere = JSON.stringify(own) !== JSON.stringify(before.get(id));
    const winner = changedHere ? own : theirs.get(id);
    return winner === undefined ? [] : [[id, winner] as const];
  });
  const assumptions = mergeAssumptions(base.interview, saved.interview, mine.interview);
  const excludedFacts = mergeSets(base.interview.excludedFacts, saved.interview.excludedFacts, mine.interview.excludedFacts);
  const current = mine.interview.current;
  // A question that the other window answered is not asked again here.
  const answeredThere = current !== null && !ours.has(current) && theirs.has(current) && !before.has(current);
  return {
    ...mine,
    interview: { ...withoutAssumptions(mine.interview), answers, excludedFacts, ...assumptions, current: answeredThere ? null : current },
  };
}

function withoutAssumptions({ assumptions: _assumptions, ...rest }: InterviewState): InterviewState {
  return rest;
}

/** As for the answers: whoever changed an assumption wins, this window where both did. */
function mergeAssumptions(base: InterviewState, theirs: InterviewState, ours: InterviewState): Pick<InterviewState, 'assumptions'> {
  const [before, there, here] = [new Map(base.assumptions), new Map(theirs.assumptions), new Map(ours.assumptions)];
  const merged = [...new Set([...there.keys(), ...here.keys()])].flatMap((id) => {
    const value = here.get(id) === before.get(id) ? there.get(id) : here.get(id);
    return value === undefined ? [] : [[id, value] as [string, number]];
  });
  return merged.length === 0 ? {} : { assumptions: merged };
}

function mergeSets(base: readonly string[], theirs: readonly string[], ours: readonly string[]): string[] {
  const before = new Set(base);
  const here = new Set(ours);
  const there = new Set(theirs);
  return [...new Set([...theirs, ...ours])].filter((id) => (before.has(id) ? here.has(id) && there.has(id) : true));
}

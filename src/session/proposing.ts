import type { Recommendation } from '../core/decide/recommendation.ts';
import { generate } from '../core/generate.ts';
import { answersFor } from '../core/interview/effective-answers.ts';
import { assumptionsOf, type InterviewState } from '../core/interview/state.ts';
import { rebase } from '../core/merge/regenerate.ts';
import type { Problem } from '../core/model/evidence.ts';
import type { Fact } from '../core/model/fact.ts';
import type { Proposal } from '../core/propose/proposal.ts';
import { sha256 } from '../core/record/digest.ts';
import { parseRecord, type RecordRefusal } from '../core/record/parse-record.ts';
import type { ArchitectureRecord } from '../core/record/record.ts';
import { isOwn, sealRecord, serialiseRecord } from '../core/record/serialise-record.ts';
import type { SavedArchitecture } from './ports.ts';

/** The record beside the document. A refused one is left alone on the disk and treated as absent. */
export type RecordState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: RecordRefusal; readonly detail: string }
  | {
      readonly kind: 'present';
      readonly record: ArchitectureRecord;
      readonly hash: string;
      /** Written by this installation, byte for byte (security rule 7). */
      readonly own: boolean;
    };

/** A proposal that waits for the user's review. */
export interface Pending {
  readonly proposal: Proposal;
  readonly document: string;
  /** As it would be written for exactly this document, not sealed. */
  readonly record: ArchitectureRecord;
  /** What was on the disk when it was made: exactly this must still be there when it is accepted. */
  readonly base: SavedArchitecture;
  /** Names of blocks that were left as a human has them. */
  readonly kept: readonly string[];
  /** False if document and record would stay as they are. */
  readonly changed: boolean;
  /** Id of the example it was made from: such a proposal is shown, never written. */
  readonly example: string | null;
  /** Text of the record for the document as it was read back after saving. */
  recordFor(savedDocument: string): string;
}

/** What a proposal is made from. */
export interface ProposeRequest {
  readonly name: string;
  readonly interview: InterviewState;
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly recommendation: Recommendation;
  readonly saved: SavedArchitecture;
  readonly record: RecordState;
  readonly example: string | null;
  readonly now: number;
  readonly commit: string | null;
  /** Secret of this installation, for the record's seal. */
  readonly installation: string;
}

/** Reads the record of what was saved. */
export function readRecord(saved: SavedArchitecture, installation: string): RecordState {
  if (saved.record === undefined) {
    return { kind: 'absent' };
  }
  const parsed = parseRecord(saved.record);
  if ('refused' in parsed) {
    return { kind: 'refused', reason: parsed.refused, detail: parsed.detail };
  }
  return { kind: 'present', record: parsed.record, hash: sha256(saved.record), own: isOwn(parsed.record, installation) };
}

/** Makes the proposal. If its own linter objects, the findings are returned and nothing is shown. */
export function proposeFor(request: ProposeRequest): Pending | { readonly findings: readonly string[] } {
  const onExample = request.example !== null;
  const answers = answersFor(request.interview, request.facts);
  // An example is a document of its own: what is on the disk belongs to the user's system.
  const base: SavedArchitecture = onExample ? { path: request.saved.path } : request.saved;
  const generated = generate({
    name: request.name,
    facts: request.facts,
    problems: request.problems,
    answers,
    excludedFacts: request.interview.excludedFacts,
    recommendation: request.recommendation,
    assumptions: assumptionsOf(request.interview),
    date: new Date(request.now).toISOString().slice(0, 10),
    commit: request.commit,
    documentPath: base.path,
    document: base.document,
    record: !onExample && request.record.kind === 'present' ? request.record.record : undefined,
  });
  if (generated.findings.length > 0) {
    return { findings: generated.findings.map((finding) => JSON.stringify(finding)) };
  }
  return {
    proposal: generated.proposal,
    document: generated.document,
    record: generated.record,
    base,
    kept: generated.kept.filter(({ newer }) => newer).map(({ anchor }) => anchor),
    changed: generated.changed,
    example: request.example,
    recordFor: (saved) => serialiseRecord(sealRecord(rebase(generated.record, generated.document, saved), request.installation)),
  };
}

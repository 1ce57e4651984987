import type { Recommendation } from '../core/decide/recommendation.ts';
import type { InterviewState } from '../core/interview/state.ts';
import type { ScanResult } from '../core/model/fact.ts';
import type { Notice } from '../protocol/snapshot.ts';
import type { Draft } from './draft.ts';
import type { Folder, SavedArchitecture } from './ports.ts';
import type { Pending, RecordState } from './proposing.ts';
import type { TrialState } from './trial.ts';

/** Everything the views show. Replaced as a whole, never changed in place. */
export interface SessionState {
  readonly folders: readonly Folder[];
  readonly folder: Folder | null;
  readonly scan: {
    readonly status: 'not-started' | 'running' | 'done' | 'failed' | 'cancelled';
    readonly filesRead: number;
    readonly filesTotal: number;
    readonly result: ScanResult | null;
  };
  readonly draft: Draft | null;
  /** An example being tried: an interview of its own, so that the user's answers are kept. */
  readonly example: InterviewState | null;
  readonly recommendation: Recommendation | null;
  /** Answers that are tried out and not given. */
  readonly trial: TrialState | null;
  readonly saved: SavedArchitecture | null;
  readonly record: RecordState;
  readonly pending: Pending | null;
  readonly explained: { readonly decision: string; readonly of: 'document' | 'pending' } | null;
  readonly notice: Notice | null;
}

/** What only the editor can do; the session decides when. */
export interface SessionSurface {
  showReview(): Promise<void>;
  closeReview(): Promise<void>;
  showPreview(): Promise<void>;
  openDocument(): Promise<void>;
  openEvidence(evidenceId: string): Promise<void>;
  openFolder(): Promise<void>;
  showLog(): void;
}

/** Nothing has been read yet. */
export const noScan: SessionState['scan'] = { status: 'not-started', filesRead: 0, filesTotal: 0, result: null };

/** Before a folder is open. */
export const initialState: SessionState = {
  folders: [],
  folder: null,
  scan: noScan,
  draft: null,
  example: null,
  recommendation: null,
  trial: null,
  saved: null,
  record: { kind: 'absent' },
  pending: null,
  explained: null,
  notice: null,
};

/** The decisions that can be explained: those of the record, or of the proposal under review. */
export function explainable(state: SessionState, of: 'document' | 'pending'): readonly { readonly id: string }[] {
  if (of === 'pending') {
    return state.pending?.proposal.decisions ?? [];
  }
  return state.record.kind === 'present' ? state.record.record.proposal.decisions : [];
}

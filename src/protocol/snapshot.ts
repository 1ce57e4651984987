/**
 * What the sidebar shows. The host pushes whole snapshots, never deltas; the sidebar renders them and keeps no state of
 * its own but what is being typed. All strings are plain text and end up in text nodes.
 */
export interface Snapshot {
  readonly revision: number;
  /** `no-folder`: nothing is open. `choose-folder`: several are, and none is chosen yet. */
  readonly situation: 'no-folder' | 'choose-folder' | 'ready';
  readonly folder: string | null;
  readonly folders: readonly { readonly index: number; readonly name: string }[];
  /** False in Restricted Mode: reading and interview work, writing does not. */
  readonly trusted: boolean;
  readonly page: InterviewPage | ExplanationPage;
  readonly notice: Notice | null;
}

/** Something the user should know, with what can be done about it. */
export interface Notice {
  readonly id: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly actions: readonly { readonly action: NoticeAction; readonly label: string }[];
}

export type NoticeAction =
  | 'dismiss'
  | 'rescan'
  | 'use-record'
  | 'keep-draft'
  | 'keep-files'
  | 'confirm-record'
  | 'start-over'
  | 'open-document'
  | 'show-log';

export interface InterviewPage {
  readonly kind: 'interview';
  readonly scan: ScanView;
  readonly depth: 'quick' | 'standard' | 'deep';
  readonly progress: { readonly answered: number; readonly remaining: number };
  /** Null when the interview has ended; `ended` says why. */
  readonly question: QuestionView | null;
  /** `settled`: no open question is likely to change a decision. `length`: this depth asks no more, though some could. */
  readonly ended: 'settled' | 'length' | null;
  /** Questions that could still be asked. */
  readonly more: number;
  readonly canGoBack: boolean;
  readonly answers: readonly AnswerView[];
  /** What to look at twice, the gravest first, three at most. */
  readonly remarks: readonly RemarkView[];
  readonly ranking: RankingView | null;
  /** An answer that is being tried out; it is nowhere among `answers`. */
  readonly trial: TrialView | null;
  /** Every number that the calculation takes for granted, those in use first; empty while nothing is recommended. */
  readonly assumptions: readonly AssumptionView[];
  readonly pending: PendingView | null;
  readonly document: { readonly exists: boolean; readonly path: string; readonly decisions: number };
  readonly examples: readonly { readonly id: string; readonly title: string; readonly story: string }[];
  /** Title of the example being tried, if one is. */
  readonly example: string | null;
}

/** Answers that pull apart, or a number far from what is common. Nothing is blocked by it. */
export interface RemarkView {
  readonly id: string;
  readonly text: string;
  /** The answers that could give, in words, with their questions. */
  readonly questions: readonly { readonly id: string; readonly text: string; readonly answer: string }[];
}

export interface ScanView {
  readonly status: 'not-started' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly filesRead: number;
  readonly filesTotal: number;
  readonly facts: number;
  readonly problems: number;
}

export interface QuestionView {
  readonly id: string;
  readonly topic: string;
  readonly text: string;
  readonly why: string;
  /** What somebody might answer. */
  readonly example: string;
  /** The answer that this question makes precise, in words. */
  readonly followsUp: { readonly answer: string; readonly origin: 'user' | 'workspace' } | null;
  /** Why it is asked now; empty where that says nothing new. */
  readonly reason: string;
  readonly kind: 'choice' | 'multi' | 'quantity' | 'text';
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly maxLength: number | null;
  readonly placeholder: string | null;
  /** What is taken when the answer is *Don't know*. */
  readonly assumed: string;
  /** The answer given before, or suggested by the workspace. */
  readonly current: { readonly value: string | readonly string[] | number; readonly origin: 'user' | 'workspace' } | null;
  readonly evidence: readonly EvidenceView[];
}

export interface EvidenceView {
  readonly id: string;
  /** `compose.yaml:14` */
  readonly place: string;
  readonly excerpt: string;
}

export interface AnswerView {
  readonly question: string;
  readonly text: string;
  readonly answer: string;
  readonly origin: 'user' | 'workspace' | 'unknown' | 'skipped';
  /** It stands here because a record says so that this installation did not write, and the user has not confirmed it. */
  readonly fromRepository: boolean;
  readonly evidence: readonly EvidenceView[];
  /** False where another answer moves nothing (free text). */
  readonly canTry: boolean;
}

export interface RankingView {
  readonly styles: readonly {
    readonly id: string;
    readonly name: string;
    /** 0 to 100. */
    readonly fit: number;
    readonly feasible: boolean;
    /** The largest loss, or the reason why it is out. */
    readonly because: string;
  }[];
  /** 0 to 100, or null while it is being computed. */
  readonly stability: number | null;
  readonly tie: boolean;
  readonly noneFits: string | null;
  /** What would put another style first, the nearest change first. */
  readonly flips: readonly FlipView[];
}

/** A point at which the recommendation would be another one. */
export interface FlipView {
  /** `microservices team-size`: stays the same while the point is the same. */
  readonly id: string;
  /** Name of the style that would come first. */
  readonly to: string;
  /** `when three teams wait for each other's releases`. */
  readonly trigger: string;
  readonly changes: readonly TriedAnswer[];
}

/** An answer that is tried and not given; `null` is the question as it stands. */
export interface TriedAnswer {
  readonly question: string;
  readonly value: string | readonly string[] | number | null;
}

/** A number that the calculation takes for granted, and that may be set. */
export interface AssumptionView {
  readonly id: string;
  readonly topic: string;
  /** One sentence with the number in it, without full stop. */
  readonly text: string;
  /** Null: what the price list of the place says. */
  readonly value: number | null;
  readonly default: number | null;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly source: string;
  /** Somebody set it. */
  readonly set: boolean;
  /** It is set because a record says so that this installation did not write, and the user has not confirmed it. */
  readonly fromRepository: boolean;
  /** A figure rests on it. */
  readonly used: boolean;
  /** What it moves, with the present numbers; empty if nothing. */
  readonly effect: string;
}

/** What moves while answers are tried out. Never stored; a reload forgets it. */
export interface TrialView {
  /** Another number for every trial that is opened. */
  readonly opened: number;
  readonly questions: readonly {
    readonly question: QuestionView;
    /** The answer as it stands, in words. */
    readonly now: string;
    /** What is tried; null until something is. */
    readonly value: TriedAnswer['value'];
  }[];
  /** Null while nothing differs from the answers that stand. */
  readonly effect: TrialEffect | null;
}

export interface TrialEffect {
  /** One sentence: what a reader wants to know first. */
  readonly summary: string;
  /** Another style comes first. */
  readonly flips: boolean;
  readonly styles: readonly {
    readonly id: string;
    readonly name: string;
    /** 0 to 100, or null where it is out. */
    readonly before: number | null;
    readonly after: number | null;
  }[];
  /** Needs that come and go, as sentences. */
  readonly comes: readonly string[];
  readonly goes: readonly string[];
  readonly figures: readonly MovedValue[];
  /** How many more figures move. */
  readonly moreFigures: number;
}

/** A number before and after, with its unit, as it is shown. */
export interface MovedValue {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface PendingView {
  readonly decisions: number;
  /** Parts of the document that a human changed and that are kept as they are. */
  readonly kept: readonly string[];
  /** False where nothing may be written (Restricted Mode, no folder). */
  readonly canAccept: boolean;
  readonly whyNot: string | null;
}

/** The explanation of one decision, from the record alone. */
export interface ExplanationPage {
  readonly kind: 'explanation';
  readonly decision: string;
  readonly title: string;
  readonly outcome: string;
  /** `pending` when it explains a proposal that has not been accepted. */
  readonly of: 'document' | 'pending';
  readonly stability: string;
  readonly reason: readonly RichText[];
  readonly drivers: readonly RichText[];
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly alternatives: readonly {
    readonly name: string;
    readonly score: string;
    readonly feasible: boolean;
    readonly because: RichText;
  }[];
  readonly consequences: readonly RichText[];
  readonly flips: readonly RichText[];
  readonly evidence: readonly EvidenceView[];
  readonly others: readonly { readonly id: string; readonly title: string }[];
}

/** Inline parts of a sentence. */
export type RichText = readonly (
  | { readonly text: string }
  | { readonly strong: string }
  | { readonly code: string }
  | { readonly evidence: EvidenceView }
  | { readonly decision: string }
  | { readonly assumed: string }
)[];

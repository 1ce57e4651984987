/**
 * Text that has passed through `redact()`: no secret, no control character, at most 200 characters.
 * The brand makes a raw repository string in its place a compile error (security rules 10 and 11).
 */
export type Redacted = string & { readonly __redacted: true };

/**
 * One thing read in the workspace. The path exists, relative to the root, with `/`; the line is 1-based and shows
 * what is claimed. The id is derived from detector, path and excerpt, never from the line number.
 */
export interface Evidence {
  readonly id: string;
  readonly detector: string;
  readonly path: string;
  readonly line: number;
  readonly excerpt: Redacted;
}

/** Why something could not be read. Closed: an adapter chooses the sentence, nobody matches message text. */
export type ProblemReason =
  | 'syntax-error'
  | 'too-large'
  | 'too-deep'
  | 'too-many-aliases'
  | 'too-many-files'
  | 'too-many-bytes'
  | 'timed-out'
  | 'unreadable'
  | 'binary'
  | 'link-outside'
  | 'not-a-file'
  | 'secret-file'
  | 'cancelled'
  | 'detector-failed';

/** What could not be read. Never swallowed: shown to the user beside the facts. `detail` is redacted. */
export interface Problem {
  readonly path: string;
  readonly line?: number;
  readonly reason: ProblemReason;
  readonly detail: Redacted;
}

import type { Console } from './console.ts';

/** What a command runs in. */
export interface CommandSurroundings {
  /** URL of the scan worker's bundle. */
  readonly worker: URL;
  readonly signal: AbortSignal;
  readonly console: Console;
}

/** Exit codes, also printed by `--help`. */
export const exitCodes = { done: 0, declined: 1, failed: 2 } as const;

/** A mistake in how a command was called, with a sentence that says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Options of every command; a command ignores none silently: `parseArgs` is strict about unknown ones. */
export interface CommandOptions {
  readonly json?: boolean | undefined;
  readonly git?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly help?: boolean | undefined;
  readonly answers?: string | undefined;
  readonly example?: string | undefined;
  readonly document?: string | undefined;
  readonly scope?: string | undefined;
  readonly assume?: readonly string[] | undefined;
  readonly 'what-if'?: readonly string[] | undefined;
}

/** What a command is called with. */
export interface Call extends CommandSurroundings {
  readonly folder: string | undefined;
  readonly more: readonly string[];
  readonly options: CommandOptions;
}

import * as z from 'zod';
import { sha256 } from './digest.ts';
import { checkTarget } from './targets.ts';

/**
 * Two files, one outcome (security rule 9). The journal names both files with the digests of what was reviewed and the new
 * text, and is complete before the first of them is written. Digests are over the exact text, line ends included.
 */
const entrySchema = z.strictObject({
  path: z
    .string()
    .max(400)
    .refine((path) => checkTarget(path).ok, 'not a target'),
  /** Digest of the text before; null if the file did not exist. */
  before: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  after: z.string().max(4 * 1024 * 1024),
});

const journalSchema = z.strictObject({ version: z.literal(1), document: entrySchema, record: entrySchema });

export type Journal = z.infer<typeof journalSchema>;

/** One of the two files as it is now; `undefined` if it does not exist. */
export type Content = string | undefined;

/** Makes the journal of a write whose review saw `before`. */
export function planWrite(
  document: { path: string; before: Content; after: string },
  record: { path: string; before: Content; after: string },
): Journal {
  const entry = (file: { path: string; before: Content; after: string }): Journal['document'] => ({
    path: file.path,
    before: file.before === undefined ? null : sha256(file.before),
    after: file.after,
  });
  return { version: 1, document: entry(document), record: entry(record) };
}

/** The journal's own text. */
export function serialiseJournal(journal: Journal): string {
  return `${JSON.stringify(journal)}\n`;
}

/** A journal from its text; `undefined` for one that is cut off or not ours, which means that nothing was written yet. */
export function parseJournal(text: string): Journal | undefined {
  try {
    return journalSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

type FileState = 'old' | 'new' | 'other';

function stateOf(entry: Journal['document'], now: Content): FileState {
  if (now !== undefined && now === entry.after) return 'new';
  return (now === undefined ? null : sha256(now)) === entry.before ? 'old' : 'other';
}

/**
 * What to do about a journal that was found at the start.
 * - `discard`: nothing was written, both files are what they were.
 * - `finish`: each is old or new; `write` says which are still to be written, the document first.
 * - `ask`: somebody changed one of them since; only the user can say.
 */
export type Recovery =
  | { readonly action: 'discard' }
  | { readonly action: 'finish'; readonly write: readonly ('document' | 'record')[] }
  | { readonly action: 'ask' };

/** Decides what to do about a journal, given both files as they are now. */
export function recover(journal: Journal, documentNow: Content, recordNow: Content): Recovery {
  const document = stateOf(journal.document, documentNow);
  const record = stateOf(journal.record, recordNow);
  if (document === 'other' || record === 'other') return { action: 'ask' };
  if (document === 'old' && record === 'old') return { action: 'discard' };
  const write = [...(document === 'old' ? (['document'] as const) : []), ...(record === 'old' ? (['record'] as const) : [])];
  return { action: 'finish', write };
}

/** What the two-file write needs from the world. `read` gives `undefined` for a missing file; `write` is atomic where it can be. */
export interface PairFiles {
  read(path: string): Promise<Content>;
  write(path: string, text: string): Promise<void>;
  /** Creates the journal completely or not at all; false if there is one already. */
  createJournal(text: string): Promise<boolean>;
  readJournal(): Promise<Content>;
  /** Removes the journal, and before it what an interrupted write of these files left behind. */
  dropJournal(paths: readonly string[]): Promise<void>;
  /** True if another living process is just writing: then its journal is not for us to recover. */
  writeUnderWay(): Promise<boolean>;
}

/** How a two-file write ended. `changed-since`: a file is not what was reviewed; `busy`: another write is under way. */
export type WriteOutcome = 'written' | 'changed-since' | 'busy';

/** Writes both files, or none: journal, document, record, and the journal goes. What throws leaves the journal to `recoverPair`. */
export async function writePair(files: PairFiles, journal: Journal): Promise<WriteOutcome> {
  if (!(await files.createJournal(serialiseJournal(journal)))) return 'busy';
  // Read again behind the journal, so that two processes cannot both believe to be the first.
  const asReviewed = await areAsReviewed(files, journal).catch(async (error: unknown) => {
    // A target that may not even be read (a link was put there): nothing was written, so nothing is left to recover.
    await files.dropJournal([]);
    throw error;
  });
  if (!asReviewed) {
    await files.dropJournal(pathsOf(journal));
    return 'changed-since';
  }
  await files.write(journal.document.path, journal.document.after);
  await files.write(journal.record.path, journal.record.after);
  await files.dropJournal(pathsOf(journal));
  return 'written';
}

/** By the digest alone: a file that stays as it is, is old and new at once, and that is no change since the review. */
async function areAsReviewed(files: PairFiles, journal: Journal): Promise<boolean> {
  for (const entry of [journal.document, journal.record]) {
    const now = await files.read(entry.path);
    if ((now === undefined ? null : sha256(now)) !== entry.before) return false;
  }
  return true;
}

function pathsOf(journal: Journal): string[] {
  return [journal.document.path, journal.record.path];
}

/** What became of a journal that was found: nothing there, or as `Recovery`. With `ask` and `busy` the journal stays. */
export type RecoveryOutcome = 'none' | 'discarded' | 'finished' | 'ask' | 'busy';

/** Recovers from a write that was interrupted. Run before anything reads the two files. */
export async function recoverPair(files: PairFiles): Promise<RecoveryOutcome> {
  if (await files.writeUnderWay()) return 'busy';
  const text = await files.readJournal();
  if (text === undefined) return 'none';
  const journal = parseJournal(text);
  if (journal === undefined) {
    await files.dropJournal([]);
    return 'discarded';
  }
  const recovery = recover(journal, await files.read(journal.document.path), await files.read(journal.record.path));
  if (recovery.action === 'ask') return 'ask';
  if (recovery.action === 'finish') {
    for (const which of recovery.write) await files.write(journal[which].path, journal[which].after);
  }
  await files.dropJournal(pathsOf(journal));
  return recovery.action === 'finish' ? 'finished' : 'discarded';
}

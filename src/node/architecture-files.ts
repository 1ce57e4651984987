import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { planWrite, recoverPair, writePair } from '../core/record/journal.ts';
import { pendingPath, recordPath } from '../core/record/targets.ts';
import { TargetError } from './atomic-write.ts';
import { pairFiles } from './journal.ts';

/** Document and record as they are on the disk; absent where there is no file. */
export interface SavedFiles {
  readonly path: string;
  readonly document?: string;
  readonly record?: string;
}

/** Why nothing was written. */
export type WriteRefusal = 'changed' | 'busy' | 'target-refused' | 'interrupted-before';

/**
 * Reads document and record of a folder, with their byte order marks, after putting an interrupted write right.
 * Refused: the document's path may not be written, or an interrupted write needs a person.
 */
export async function readArchitecture(
  folder: string,
  path: string,
): Promise<SavedFiles | { readonly refused: WriteRefusal; readonly detail: string }> {
  const files = pairFiles(folder);
  try {
    if ((await recoverPair(files)) === 'ask') {
      return {
        refused: 'interrupted-before',
        detail: `an earlier write was interrupted and the files changed since; look at them, then remove ${pendingPath}`,
      };
    }
    const document = await files.read(path);
    const record = await files.read(recordPath).catch((error: unknown) => {
      if (error instanceof TargetError && error.reason === 'parent-missing') {
        return undefined;
      }
      throw error;
    });
    return { path, ...(document === undefined ? {} : { document }), ...(record === undefined ? {} : { record }) };
  } catch (error) {
    return refusedTarget(error);
  }
}

/** Writes both files if they still are what was shown, or neither. */
export async function writeArchitecture(
  folder: string,
  base: SavedFiles,
  next: { readonly document: string; readonly record: string },
): Promise<'written' | { readonly refused: WriteRefusal; readonly detail: string }> {
  const journal = planWrite(
    { path: base.path, before: base.document, after: next.document },
    { path: recordPath, before: base.record, after: next.record },
  );
  try {
    const outcome = await writePair(pairFiles(folder), journal);
    if (outcome === 'written') {
      return outcome;
    }
    return outcome === 'busy'
      ? { refused: 'busy', detail: 'another Groundplan is just writing into this folder' }
      : { refused: 'changed', detail: 'the document or its record changed while the diff was shown; call again' };
  } catch (error) {
    return refusedTarget(error);
  }
}

function refusedTarget(error: unknown): { readonly refused: WriteRefusal; readonly detail: string } {
  if (error instanceof TargetError) {
    return {
      refused: 'target-refused',
      detail: `${error.message}. The document is a Markdown file inside the folder, not a link, and not in .git, .github or .vscode`,
    };
  }
  throw error;
}

/**
 * The secret by which the command line knows the records it wrote (security rule 7), made once per user. Where the home
 * cannot be written, a new one is made for this run: its records count as the repository's the next time.
 */
export async function installationSecret(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const folder = environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state');
  const file = join(folder, 'groundplan', 'installation');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (/^[0-9a-f]{64}$/.test(known)) {
    return known;
  }
  const made = randomBytes(32).toString('hex');
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, made, { mode: 0o600 });
    await chmod(file, 0o600);
  } catch {
    // A read-only home is no reason to fail: the record is written, only not recognised as our own later.
  }
  return made;
}

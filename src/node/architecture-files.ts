import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the record stands, relative to the folder. */
export const recordPath = '.groundplan/architecture.json';

/** Document and record as they are on the disk; absent where there is no file. */
export interface SavedFiles {
  readonly path: string;
  readonly document?: string;
  readonly record?: string;
}

/** Why nothing was written. */
export type WriteOutcome =
  | { readonly written: true }
  | { readonly refused: 'changed' | 'target-refused' | 'failed'; readonly detail: string };

/** Reads document and record of a folder, with their byte order marks. */
export async function readArchitecture(folder: string, path: string): Promise<SavedFiles> {
  const text = (name: string): Promise<string | undefined> => readFile(join(folder, name), 'utf8').catch(() => undefined);
  const [document, record] = await Promise.all([text(path), text(recordPath)]);
  return { path, ...(document === undefined ? {} : { document }), ...(record === undefined ? {} : { record }) };
}

/** Writes both files if they still are what was shown. */
export async function writeArchitecture(folder: string, base: SavedFiles, next: { readonly document: string; readonly record: string }): Promise<WriteOutcome> {
  const now = await readArchitecture(folder, base.path);
  if (now.document !== base.document || now.record !== base.record) {
    return { refused: 'changed', detail: 'the document or its record changed meanwhile' };
  }
  await replace(join(folder, base.path), next.document);
  await replace(join(folder, recordPath), next.record);
  return { written: true };
}

async function replace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
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

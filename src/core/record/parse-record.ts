import type { ArchitectureRecord } from './record.ts';
import { currentVersion, recordSchema } from './record.ts';

/** A record above this many bytes is refused before it is parsed (security rule 6). */
export const maxRecordBytes = 2 * 1024 * 1024;

/** Why a record is not used. Whatever it is, the file stays as it is. */
export type RecordRefusal = 'too-large' | 'not-json' | 'newer-version' | 'invalid';

/** A record, or the reason why there is none, with one English sentence for the log that quotes nothing of the file. */
export type ParsedRecord = { readonly record: ArchitectureRecord } | { readonly refused: RecordRefusal; readonly detail: string };

/** Turns a record of one version into the next one. Gets untrusted data and may throw; the result is checked by the schema. */
export type Migration = (old: unknown) => unknown;

/**
 * Migrations by the version they start from. Every released version stays here; its example lives in the test.
 * Empty while there is one version only.
 */
export const migrations: ReadonlyMap<number, Migration> = new Map();

/** Parses the text of a record. Never throws. */
export function parseRecord(text: string, steps: ReadonlyMap<number, Migration> = migrations): ParsedRecord {
  if (byteLength(text) > maxRecordBytes) return { refused: 'too-large', detail: `The record is larger than ${maxRecordBytes} bytes.` };
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { refused: 'not-json', detail: 'The record is not JSON.' };
  }
  const version = versionOf(data);
  if (version === undefined) return { refused: 'invalid', detail: 'The record has no schema version.' };
  if (version > currentVersion) {
    return { refused: 'newer-version', detail: `The record has version ${version}; this Groundplan knows up to ${currentVersion}.` };
  }
  return checked(migrated(data, version, steps));
}

function checked(data: unknown): ParsedRecord {
  const result = recordSchema.safeParse(data);
  if (result.success) return { record: result.data };
  const issue = result.error.issues[0];
  // Numbers and our own names only: a key of a hostile file must not reach a terminal through the message.
  const place = (issue?.path ?? []).map((part) =>
    typeof part === 'number' ? String(part) : /^[A-Za-z]{1,30}$/.test(String(part)) ? String(part) : '?',
  );
  const what = issue?.code === 'custom' ? issue.message : (issue?.code ?? 'invalid');
  return { refused: 'invalid', detail: `The record is not valid at ${place.join('.') || 'its top'}: ${what}.` };
}

function versionOf(data: unknown): number | undefined {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return undefined;
  const version: unknown = Object.hasOwn(data, 'schemaVersion') ? (data as { schemaVersion: unknown }).schemaVersion : undefined;
  return typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : undefined;
}

function migrated(data: unknown, version: number, steps: ReadonlyMap<number, Migration>): unknown {
  let current = data;
  for (let from = version; from < currentVersion; from += 1) {
    const step = steps.get(from);
    if (step === undefined) return undefined;
    try {
      current = step(current);
    } catch {
      return undefined;
    }
  }
  return current;
}

function byteLength(text: string): number {
  // A UTF-16 unit is at least one byte, so that the exact count is only taken of texts that may fit.
  return text.length > maxRecordBytes ? text.length : new TextEncoder().encode(text).length;
}

import { keyedDigest } from './digest.ts';
import { maxRecordBytes } from './parse-record.ts';
import type { ArchitectureRecord } from './record.ts';
import { recordSchema } from './record.ts';

/** A record that must not be written. `too-large`: no later run could read it; `invalid`: a defect of ours. */
export class RecordError extends Error {
  readonly reason: 'too-large' | 'invalid';

  constructor(reason: 'too-large' | 'invalid', detail: string) {
    super(detail);
    this.name = 'RecordError';
    this.reason = reason;
  }
}

/**
 * The text of `.groundplan/architecture.json`: keys in the schema's order, two spaces, final newline. Same record, same
 * bytes. Throws `RecordError` for a record that `parseRecord` would refuse.
 */
export function serialiseRecord(record: ArchitectureRecord): string {
  const result = recordSchema.safeParse(record);
  if (!result.success) throw new RecordError('invalid', result.error.message);
  const text = `${JSON.stringify(result.data, null, 2)}\n`;
  if (new TextEncoder().encode(text).length > maxRecordBytes) throw new RecordError('too-large', 'The record exceeds 2 MiB.');
  return text;
}

/**
 * Signs a record for the installation that writes it. `secret` is random, made once per installation, and never leaves
 * it. The seal covers every byte: a colleague's or an attacker's change makes the record "from the repository" again.
 */
export function sealRecord(record: ArchitectureRecord, secret: string): ArchitectureRecord {
  return { ...record, seal: keyedDigest(secret, serialiseRecord({ ...record, seal: null })) };
}

/**
 * True if this installation wrote exactly this record (security rule 7). Otherwise its answers, locks and exceptions are
 * "from the repository" until the person confirms them.
 */
export function isOwn(record: ArchitectureRecord, secret: string): boolean {
  return record.seal !== null && record.seal === keyedDigest(secret, serialiseRecord({ ...record, seal: null }));
}

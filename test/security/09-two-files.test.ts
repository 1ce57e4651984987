import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Content } from '../../src/core/record/journal.ts';
import { parseJournal, planWrite, recover, recoverPair, serialiseJournal, writePair } from '../../src/core/record/journal.ts';
import { pairFiles } from '../../src/node/journal.ts';

const documentPath = 'ARCHITECTURE.md';
const recordFile = '.groundplan/architecture.json';
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'groundplan-pair-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function start(): void {
  mkdirSync(path.join(root, '.groundplan'), { recursive: true });
  writeFileSync(path.join(root, documentPath), 'old document\n');
  writeFileSync(path.join(root, recordFile), 'old record\n');
}

function onDisk(): { document: Content; record: Content } {
  const read = (file: string): Content => {
    try {
      return readFileSync(path.join(root, file), 'utf8');
    } catch {
      return undefined;
    }
  };
  return { document: read(documentPath), record: read(recordFile) };
}

interface Ended {
  readonly signal: string | null;
  readonly output: string;
}

function writer(document: string, record: string, killAt = 0, wait = 0): Promise<Ended> {
  const script = path.join(import.meta.dirname, '../support/write-pair-process.ts');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, root, document, record, String(killAt), String(wait)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (_code, signal) => resolve({ signal, output }));
  });
}

const oldPair = { document: 'old document\n', record: 'old record\n' };
const newPair = { document: 'new document\n', record: 'new record\n' };

describe('security rule 9: two files, one outcome', () => {
  test.each([
    ['both files exist', start, oldPair],
    ['neither file exists', () => {}, { document: undefined, record: undefined }],
  ])(
    'killed before any change to the disk, the restart finds exactly old or exactly new (%s)',
    async (_name, prepare, old) => {
      const outcomes = new Set<string>();
      let steps = 0;
      for (let killAt = 1; ; killAt += 1) {
        rmSync(root, { recursive: true, force: true });
        mkdirSync(root);
        prepare();
        const ended = await writer(newPair.document, newPair.record, killAt);
        if (ended.signal === null) {
          expect(JSON.parse(ended.output)).toMatchObject({ outcome: 'written' });
          break;
        }
        steps += 1;
        expect(ended.signal).toBe('SIGKILL');
        expect(await recoverPair(pairFiles(root))).not.toBe('ask');
        const now = onDisk();
        expect([old, newPair]).toContainEqual(now);
        outcomes.add(now.document ?? 'missing');
        expect(readdirSync(root).filter((name) => name.includes('tmp'))).toEqual([]);
        expect(await recoverPair(pairFiles(root))).toBe('none');
      }
      // The kills hit every stage: some before the document was written, some after.
      expect(steps).toBeGreaterThanOrEqual(12);
      expect(outcomes).toEqual(new Set([old.document ?? 'missing', newPair.document]));
    },
    120_000,
  );

  test('of two processes one writes; the pair on disk is never mixed', async () => {
    for (let round = 0; round < 4; round += 1) {
      start();
      const ended = await Promise.all([writer('A document\n', 'A record\n', 0, round * 3), writer('B document\n', 'B record\n', 0, round)]);
      const now = onDisk();
      expect(now.document?.[0], JSON.stringify(ended)).toBe(now.record?.[0]);
      expect(['A', 'B']).toContain(now.document?.[0]);
    }
  }, 60_000);

  test('a write that is under way in a living process is not recovered by another', async () => {
    start();
    const journal = planWrite(
      { path: documentPath, before: oldPair.document, after: 'x' },
      { path: recordFile, before: oldPair.record, after: 'y' },
    );
    const sleeper = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    try {
      writeFileSync(path.join(root, '.groundplan/.pending'), `${sleeper.pid}\n${serialiseJournal(journal)}`);
      expect(await recoverPair(pairFiles(root))).toBe('busy');
      expect(await writePair(pairFiles(root), journal)).toBe('busy');
      // A process that lives but wrote its journal long ago is another one with the same number.
      expect(await recoverPair(pairFiles(root, { inRoot: true }, () => Date.now() + 60_000))).toBe('discarded');
      expect(onDisk()).toEqual(oldPair);
    } finally {
      sleeper.kill();
    }
  });

  test('a file that changed since the review is not written', async () => {
    start();
    const journal = planWrite(
      { path: documentPath, before: oldPair.document, after: 'new' },
      { path: recordFile, before: oldPair.record, after: 'new' },
    );
    writeFileSync(path.join(root, documentPath), 'edited meanwhile');
    expect(await writePair(pairFiles(root), journal)).toBe('changed-since');
    expect(onDisk()).toEqual({ document: 'edited meanwhile', record: oldPair.record });
    expect(await recoverPair(pairFiles(root))).toBe('none');
  });

  test('reading and recovering create nothing', async () => {
    expect(await recoverPair(pairFiles(root))).toBe('none');
    expect(await pairFiles(root).read(recordFile)).toBeUndefined();
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('recovery', () => {
  const journal = planWrite({ path: documentPath, before: 'old', after: 'new' }, { path: recordFile, before: undefined, after: 'new' });
  test.each([
    ['old', undefined, { action: 'discard' }],
    ['new', undefined, { action: 'finish', write: ['record'] }],
    ['old', 'new', { action: 'finish', write: ['document'] }],
    ['new', 'new', { action: 'finish', write: [] }],
    ['edited', undefined, { action: 'ask' }],
    ['new', 'edited', { action: 'ask' }],
    [undefined, undefined, { action: 'ask' }],
  ])('document %j and record %j: %j', (document, record, expected) => {
    expect(recover(journal, document, record)).toEqual(expected);
  });

  test('a journal that names another file, or is cut off, is none', () => {
    expect(parseJournal(serialiseJournal(journal))).toEqual(journal);
    expect(parseJournal(serialiseJournal(journal).slice(0, 40))).toBeUndefined();
    for (const target of ['.git/hooks/pre-commit', '../x.md', '.github/workflows/x.md', '/etc/x.md']) {
      expect(parseJournal(JSON.stringify({ ...journal, document: { ...journal.document, path: target } }))).toBeUndefined();
    }
  });
});

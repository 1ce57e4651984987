import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planWrite, writePair } from '../../src/core/record/journal.ts';
import { checkTarget } from '../../src/core/record/targets.ts';
import { atomicWrite, resolveTarget } from '../../src/node/atomic-write.ts';
import { pairFiles } from '../../src/node/journal.ts';

describe('security rule 8: what may be written', () => {
  test.each(['ARCHITECTURE.md', 'docs/adr/0001-style.md', '.groundplan/architecture.json', 'docs/Büro.md'])('%j may', (path) => {
    expect(checkTarget(path)).toEqual({ ok: true });
  });

  test.each([
    ['../ARCHITECTURE.md', 'leaves-root'],
    ['docs/../../x.md', 'leaves-root'],
    ['docs/../x.md', 'leaves-root'],
    ['docs/.. /x.md', 'leaves-root'],
    ['/etc/x.md', 'not-relative'],
    ['//host/share/x.md', 'not-relative'],
    ['C:/x.md', 'not-relative'],
    ['C:x.md', 'not-relative'],
    ['docs\\x.md', 'not-relative'],
    ['~/x.md', 'not-relative'],
    ['./x.md', 'not-relative'],
    ['a//x.md', 'not-relative'],
    ['', 'not-relative'],
    ['x.md\u0000.sh', 'not-relative'],
    ['x.md::$DATA', 'not-relative'],
    ['.git/description.md', 'reserved-folder'],
    ['.GIT/x.md', 'reserved-folder'],
    ['.git./x.md', 'reserved-folder'],
    ['.git /x.md', 'reserved-folder'],
    ['.g\u200cit/x.md', 'reserved-folder'],
    ['GIT~1/x.md', 'reserved-folder'],
    ['sub/.git/x.md', 'reserved-folder'],
    ['.github/pull_request_template.md', 'reserved-folder'],
    ['.github/workflows/x.md', 'reserved-folder'],
    ['.vscode/x.md', 'reserved-folder'],
    ['.groundplan/x.md', 'wrong-kind'],
    ['.groundplan/sub/x.json', 'wrong-kind'],
    ['.groundplan/.pending', 'wrong-kind'],
    ['package.json', 'wrong-kind'],
    ['docs/.groundplan/x.json', 'wrong-kind'],
    ['ARCHITECTURE.md.sh', 'wrong-kind'],
    ['x.md ', 'wrong-kind'],
    ['.md', 'wrong-kind'],
    ['.bashrc', 'wrong-kind'],
  ])('%j may not: %s', (path, refused) => {
    expect(checkTarget(path)).toEqual({ ok: false, refused });
  });
});

describe('security rule 8: links', () => {
  let root: string;
  let outside: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'groundplan-root-'));
    outside = mkdtempSync(path.join(tmpdir(), 'groundplan-outside-'));
    writeFileSync(path.join(outside, 'canary.md'), 'canary');
    mkdirSync(path.join(root, '.git'));
  });
  afterEach(() => {
    for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true });
  });

  test('a linked file is refused and what it leads to stays', async () => {
    symlinkSync(path.join(outside, 'canary.md'), path.join(root, 'ARCHITECTURE.md'));
    await expect(atomicWrite(root, 'ARCHITECTURE.md', 'x')).rejects.toMatchObject({ reason: 'link' });
    expect(readFileSync(path.join(outside, 'canary.md'), 'utf8')).toBe('canary');
  });

  test('a linked parent is refused when it leads out of the root, or into a reserved folder', async () => {
    symlinkSync(outside, path.join(root, 'docs'));
    symlinkSync(path.join(root, '.git'), path.join(root, 'notes'));
    symlinkSync(outside, path.join(root, '.groundplan'));
    await expect(atomicWrite(root, 'docs/x.md', 'x')).rejects.toMatchObject({ reason: 'leaves-root' });
    await expect(atomicWrite(root, 'notes/x.md', 'x')).rejects.toMatchObject({ reason: 'reserved-folder' });
    await expect(atomicWrite(root, '.groundplan/architecture.json', 'x')).rejects.toMatchObject({ reason: 'link' });
    expect(readdirSync(outside)).toEqual(['canary.md']);
    expect(readdirSync(path.join(root, '.git'))).toEqual([]);
  });

  test('a folder in the target’s place is refused', async () => {
    mkdirSync(path.join(root, 'ARCHITECTURE.md'));
    await expect(resolveTarget(root, 'ARCHITECTURE.md')).rejects.toMatchObject({ reason: 'not-a-file' });
  });

  test('a link swapped in between review and write is refused; nothing is written anywhere', async () => {
    writeFileSync(path.join(root, 'ARCHITECTURE.md'), 'reviewed');
    const journal = planWrite(
      { path: 'ARCHITECTURE.md', before: 'reviewed', after: 'new' },
      { path: '.groundplan/architecture.json', before: undefined, after: '{}' },
    );
    rmSync(path.join(root, 'ARCHITECTURE.md'));
    writeFileSync(path.join(outside, 'canary.md'), 'reviewed');
    symlinkSync(path.join(outside, 'canary.md'), path.join(root, 'ARCHITECTURE.md'));
    await expect(writePair(pairFiles(root), journal)).rejects.toMatchObject({ reason: 'link' });
    expect(readFileSync(path.join(outside, 'canary.md'), 'utf8')).toBe('reviewed');
    expect(readdirSync(outside)).toEqual(['canary.md']);
    expect(readdirSync(path.join(root, '.groundplan'))).toEqual([]);
  });

  test('a link planted as the temporary file is not written through', async () => {
    symlinkSync(path.join(outside, 'canary.md'), path.join(root, '.ARCHITECTURE.md.groundplan-tmp'));
    await atomicWrite(root, 'ARCHITECTURE.md', 'new');
    expect(readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8')).toBe('new');
    expect(readFileSync(path.join(outside, 'canary.md'), 'utf8')).toBe('canary');
  });
});

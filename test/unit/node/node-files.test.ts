import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeFiles } from '../../../src/node/node-files.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'groundplan-files-'));
  await mkdir(join(root, 'sub'));
  await writeFile(join(root, 'sub', 'bom.txt'), '\ufeffhello');
  await writeFile(join(root, 'binary'), Buffer.from([65, 0, 66]));
  await writeFile(join(root, 'big.txt'), 'x'.repeat(2000));
});
afterAll(() => rm(root, { recursive: true }));

describe('local files', () => {
  it('lists a folder with the kind of each entry, and nothing where there is none', async () => {
    const files = await createNodeFiles(root);
    expect([...((await files.list('')) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'big.txt', kind: 'file' },
      { name: 'binary', kind: 'file' },
      { name: 'sub', kind: 'folder' },
    ]);
    expect(await files.list('nowhere')).toBeUndefined();
    expect(await files.list('big.txt')).toBeUndefined();
  });

  it('reads text without its byte order mark', async () => {
    expect(await (await createNodeFiles(root)).read('sub/bom.txt', 100)).toEqual({ text: 'hello' });
  });

  it('says why there is no text', async () => {
    const files = await createNodeFiles(root);
    expect(await files.read('binary', 100)).toEqual({ refused: 'binary' });
    expect(await files.read('big.txt', 1999)).toEqual({ refused: 'too-large' });
    expect(await files.read('big.txt', 2000)).toEqual({ text: 'x'.repeat(2000) });
    expect(await files.read('nowhere', 100)).toEqual({ refused: 'missing' });
    expect(await files.read('sub', 100)).toEqual({ refused: 'not-a-file' });
  });
});

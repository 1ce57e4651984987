import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/core/scan/index.ts';
import { createNodeFiles as createFiles } from '../../src/node/node-files.ts';

/** Rule 3: every read resolves the real path and stays inside the root; links out, devices and FIFOs are problems. */
const canary = 'canary-7f3a-dependency';
const manifest = `{"name":"${canary}","scripts":{"start":"node ."},"dependencies":{"express":"4"}}`;
let base = '';
let root = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'groundplan-paths-'));
  root = join(base, 'root');
  const outside = join(base, 'outside');
  await mkdir(join(root, 'inside'), { recursive: true });
  await mkdir(outside);
  await mkdir(join(base, 'root-sibling'));
  for (const folder of [outside, join(base, 'root-sibling')]) await writeFile(join(folder, 'package.json'), manifest);
  await writeFile(join(root, 'inside', 'package.json'), '{"name":"inside","scripts":{"start":"node ."},"dependencies":{"express":"4"}}');
  await mkdir(join(root, 'file-link'));
  await symlink(join(outside, 'package.json'), join(root, 'file-link', 'package.json'));
  await symlink(outside, join(root, 'folder-link'));
  await symlink(join(base, 'root-sibling'), join(root, 'sibling-link'));
  await symlink('..', join(root, 'inside', 'loop'));
  await symlink('self', join(root, 'self'));
  await mkdir(join(root, 'pipe'));
  execFileSync('mkfifo', [join(root, 'pipe', 'package.json')]);
  await mkdir(join(root, 'device'));
  await symlink('/dev/zero', join(root, 'device', 'package.json'));
});
afterAll(() => rm(base, { recursive: true }));

describe.each([false, true])('security rule 3: paths, with calls that block: %s', (mayBlock) => {
  const createNodeFiles = (folder: string): ReturnType<typeof createFiles> => createFiles(folder, { mayBlock });

  it('finds nothing outside through links, and says which lead there', async () => {
    const result = await scan(await createNodeFiles(root));
    expect(JSON.stringify(result)).not.toContain(canary);
    const problems = result.problems.map(({ path, reason }) => `${path} ${reason}`);
    expect(problems).toEqual(
      expect.arrayContaining([
        'device/package.json link-outside',
        'file-link/package.json link-outside',
        'folder-link link-outside',
        'pipe/package.json not-a-file',
        'sibling-link link-outside',
      ]),
    );
    expect(result.facts.filter((fact) => fact.kind === 'component').map((fact) => fact.kind === 'component' && fact.name)).toEqual([
      'inside',
    ]);
  });

  it('never opens a FIFO: the scan ends although nobody writes to it', async () => {
    expect(await (await createNodeFiles(root)).read('pipe/package.json', 1000)).toEqual({ refused: 'not-a-file' });
  });

  it('reads nothing through a linked parent', async () => {
    const files = await createNodeFiles(root);
    expect(await files.read('folder-link/package.json', 1000)).toEqual({ refused: 'link-outside' });
    expect(await files.list('folder-link')).toBeUndefined();
    expect(await files.list('sibling-link')).toBeUndefined();
  });

  it('sees that a folder became a link after it was read', async () => {
    const moved = join(root, 'moved');
    await mkdir(moved);
    await writeFile(join(moved, 'package.json'), '{}');
    const files = await createNodeFiles(root);
    expect(await files.read('moved/package.json', 1000)).toHaveProperty('text');
    await rm(moved, { recursive: true });
    await symlink(join(base, 'outside'), moved);
    expect(await files.read('moved/package.json', 1000)).toEqual({ refused: 'link-outside' });
    await rm(moved);
  });

  it('ends at loops', async () => {
    const files = await createNodeFiles(root);
    expect(await files.read('self', 1000)).toEqual({ refused: 'link-outside' });
    expect((await scan(files)).statistics.filesSeen).toBeLessThan(50);
  });

  it('refuses every path that is not plainly relative', async () => {
    const files = await createNodeFiles(root);
    const hostile = [
      '../outside/package.json',
      'inside/../../outside/package.json',
      './inside/package.json',
      join(base, 'outside', 'package.json'),
      '/etc/passwd',
      'C:/Windows/win.ini',
      'c:\\Windows\\win.ini',
      '\\\\server\\share\\file',
      '//server/share/file',
      '..\\outside\\package.json',
      'inside//package.json',
      'inside/package.json\0.txt',
      '~/.ssh/id_rsa/..',
    ];
    for (const path of hostile) {
      expect([path, await files.read(path, 1000)]).toEqual([path, { refused: 'link-outside' }]);
      expect([path, await files.list(path)]).toEqual([path, undefined]);
    }
  });

  it('stays inside when the root itself is reached through a link', async () => {
    const alias = join(base, `alias-${String(mayBlock)}`);
    await symlink(root, alias);
    const files = await createNodeFiles(alias);
    expect(await files.read('inside/package.json', 1000)).toHaveProperty('text');
    expect(await files.read('file-link/package.json', 1000)).toEqual({ refused: 'link-outside' });
  });
});

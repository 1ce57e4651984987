import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../src/core/scan/index.ts';
import { walk } from '../../../src/core/scan/walk.ts';
import { workspace } from '../../support/workspace.ts';

const seen = async (files: Parameters<typeof workspace>[0], limits = {}, scope = ''): Promise<readonly string[]> =>
  (await walk(workspace(files), scope, { ...defaultLimits, ...limits })).files;

describe('the walk', () => {
  it('lists every file, sorted, whatever order the port answers in', async () => {
    expect(await seen({ 'b.txt': '', 'a/z.txt': '', 'a/b/c.txt': '', 'a.txt': '' })).toEqual(['a.txt', 'a/b/c.txt', 'a/z.txt', 'b.txt']);
  });

  it('never enters what tools put there', async () => {
    expect(
      await seen({ 'node_modules/x/package.json': '', '.git/config': '', 'vendor/a.go': '', '.venv/a.py': '', 'src/a.ts': '' }),
    ).toEqual(['src/a.ts']);
  });

  it('skips build output only beside its build file', async () => {
    const files = {
      'app/pom.xml': '',
      'app/target/a.xml': '',
      'campaign/target/a.xml': '',
      'tool/A.csproj': '',
      'tool/bin/a.yml': '',
      'bin/start': '',
    };
    expect(await seen(files)).toEqual(['app/pom.xml', 'bin/start', 'campaign/target/a.xml', 'tool/A.csproj']);
  });

  it('honours .gitignore files, the inner over the outer', async () => {
    const files = {
      '.gitignore': '*.log\n/local/\n!keep.log\n',
      'a.log': '',
      'keep.log': '',
      'local/a.txt': '',
      'sub/local/a.txt': '',
      'sub/.gitignore': '!b.log\n',
      'sub/b.log': '',
    };
    expect(await seen(files)).toEqual(['.gitignore', 'keep.log', 'sub/.gitignore', 'sub/b.log', 'sub/local/a.txt']);
  });

  it('applies the rules above a scope inside it', async () => {
    expect(await seen({ '.gitignore': '*.log\n', 'a/x.log': '', 'a/b/y.log': '', 'a/b/z.txt': '', 'c.txt': '' }, {}, 'a')).toEqual([
      'a/b/z.txt',
    ]);
  });

  it('stops at the file limit, at the same place every time, and says so', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`d${String(index % 3)}/f${String(index)}`, '']));
    const first = await walk(workspace(files), '', { ...defaultLimits, files: 20 });
    expect(first.files).toHaveLength(20);
    expect(first.problems.map((problem) => problem.reason)).toEqual(['too-many-files']);
    expect((await walk(workspace(files), '', { ...defaultLimits, files: 20 })).files).toEqual(first.files);
  });

  it('reports folders that are too deep, devices, and names that would deceive', async () => {
    const { problems } = await walk(workspace({ 'a/b/c/d/e.txt': '', pipe: 'other', 'x\ny': '' }), '', { ...defaultLimits, depth: 3 });
    expect(problems.map((problem) => problem.reason).sort()).toEqual(['not-a-file', 'too-deep', 'unreadable']);
  });

  it('rejects with the reason of its signal', async () => {
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(walk(workspace({ a: '' }), '', defaultLimits, { signal: stopped })).rejects.toThrow('enough');
  });

  it('leaves out ignore patterns that could backtrack for minutes', async () => {
    const started = performance.now();
    await seen({ '.gitignore': `${'*a'.repeat(30)}b\n`, [`${'a'.repeat(250)}`]: '' });
    expect(performance.now() - started).toBeLessThan(500);
  });
});

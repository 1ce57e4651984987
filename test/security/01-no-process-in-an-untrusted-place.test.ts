import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findGit, readHistory, resolveRef } from '../../src/node/git.ts';

/** A repository that tries to have a program of its own executed, and the canary that would appear if it were. */
function hostileRepository(): { root: string; canary: string; script: string } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'groundplan-rule1-')));
  const canary = join(root, '..', `${root.split('/').pop()}.canary`);
  const script = join(root, 'run.sh');
  writeFileSync(script, `#!/bin/sh\necho fired >> '${canary}'\nexit 0\n`);
  chmodSync(script, 0o755);
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  };
  git('init', '-q');
  writeFileSync(join(root, 'a.txt'), 'a');
  git('add', 'a.txt');
  git('commit', '-q', '-m', 'one');
  for (const [key, value] of [
    ['core.fsmonitor', script],
    ['gpg.program', script],
    ['log.showSignature', 'true'],
    ['core.pager', script],
    ['core.sshCommand', script],
    ['filter.x.clean', script],
    ['diff.external', script],
    ['core.hooksPath', root],
    ['core.editor', script],
  ] as const) {
    git('config', key, value);
  }
  writeFileSync(join(root, '.gitattributes'), '* filter=x\n');
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout']) {
    writeFileSync(join(root, hook), `#!/bin/sh\necho hook >> '${canary}'\n`);
    chmodSync(join(root, hook), 0o755);
  }
  return { root, canary, script };
}

describe('security rule 1: no process in an untrusted place', () => {
  test('the canary works: git itself would execute what the repository configures', () => {
    const { root, canary } = hostileRepository();
    try {
      execFileSync('git', ['ls-files', '--others'], { cwd: root, stdio: 'ignore' });
      execFileSync('git', ['status'], { cwd: root, stdio: 'ignore' });
    } catch {
      // Only the canary matters.
    }
    expect(existsSync(canary)).toBe(true);
  });

  test('reading the history executes nothing of the repository', async () => {
    const { root, canary } = hostileRepository();
    const history = await readHistory(root, Date.now());
    expect(history).toMatchObject({ value: { activeAuthors: '1-2', ageYears: 0 } });
    expect(existsSync(canary)).toBe(false);
  });

  test('a git planted in the folder is never run, not even when PATH begins with it', async () => {
    const { root, canary } = hostileRepository();
    writeFileSync(join(root, 'git'), `#!/bin/sh\necho planted >> '${canary}'\n`);
    chmodSync(join(root, 'git'), 0o755);
    const git = await findGit(root, `.:${root}:${process.env['PATH']}`);
    expect(git).toBeDefined();
    expect(git?.startsWith(root)).toBe(false);
    expect(existsSync(canary)).toBe(false);
  });

  test('an embedded bare repository, which survives a clone, is not taken for a repository', async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'groundplan-bare-')));
    const bare = join(root, 'sub');
    mkdirSync(bare);
    execFileSync('git', ['init', '-q', '--bare', bare], { stdio: 'ignore' });
    const canary = join(root, 'canary');
    writeFileSync(join(root, 'run.sh'), `#!/bin/sh\necho x > '${canary}'\n`);
    chmodSync(join(root, 'run.sh'), 0o755);
    execFileSync('git', ['config', '-f', join(bare, 'config'), 'core.fsmonitor', join(root, 'run.sh')]);
    expect(await readHistory(bare, Date.now())).toHaveProperty('refused');
    expect(existsSync(canary)).toBe(false);
  });
});

describe('security rule 2: one git wrapper', () => {
  test('a ref that looks like an option creates nothing and is refused', async () => {
    const { root } = hostileRepository();
    const git = (await findGit(root)) ?? '';
    const planted = join(root, 'created-by-option');
    for (const ref of [`--output=${planted}`, '--help', `-c core.pager=touch ${planted}`, 'HEAD; touch x', '$(touch x)']) {
      expect(await resolveRef(git, root, ref)).toEqual({ refused: 'bad-ref' });
    }
    expect(existsSync(planted)).toBe(false);
    expect(existsSync(join(root, 'x'))).toBe(false);
  });

  test('a folder without a repository is told from a git that fails', async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'groundplan-plain-')));
    expect(await readHistory(root, Date.now())).toEqual({ refused: 'not-a-repository' });
  });

  test('no author appears in what is read', async () => {
    const { root } = hostileRepository();
    expect(JSON.stringify(await readHistory(root, Date.now()))).not.toContain('example.org');
  });
});

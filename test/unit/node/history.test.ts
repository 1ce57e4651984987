import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyFacts } from '../../../src/core/scan/history-facts.ts';
import { readHistory } from '../../../src/node/git.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const day = 86_400_000;
let root = '';
let base = '';

function git(folder: string, environment: NodeJS.ProcessEnv, ...words: string[]): void {
  execFileSync('git', words, { cwd: folder, stdio: 'ignore', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...environment } });
}

/** A commit by somebody, so many days ago. */
function commit(email: string, daysAgo: number): void {
  writeFileSync(path.join(root, 'a.txt'), `${email} ${String(daysAgo)}`);
  const date = new Date(now - daysAgo * day).toISOString();
  git(root, {}, 'add', 'a.txt');
  git(
    root,
    {
      GIT_AUTHOR_NAME: 'x',
      GIT_COMMITTER_NAME: 'x',
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    },
    'commit',
    '-q',
    '-m',
    'one',
  );
}

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'groundplan-history-'));
  root = path.join(base, 'work');
  execFileSync('git', ['init', '-q', root]);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe('what history tells about people', () => {
  it('counts those of the last ninety days once each, and no machines', async () => {
    commit('first@example.org', 900);
    commit('ana@example.org', 80);
    commit('7331+ana@users.noreply.github.com', 40);
    commit('ben@example.org', 30);
    commit('cy@example.org', 3);
    commit('49699333+dependabot[bot]@users.noreply.github.com', 2);
    commit('renovate@example.org', 1);
    const history = await readHistory(root, now);
    expect(history).toMatchObject({ value: { activeAuthors: '3-6', ageYears: 2 } });
    const facts = 'value' in history ? historyFacts(history.value) : [];
    expect(facts.map(({ id, value }) => `${id} ${value}`)).toEqual(['people.active-authors 3-6', 'people.age-years 2']);
    // Counts leave, names never do (security rule 11).
    expect(JSON.stringify([history, facts])).not.toMatch(/ana|ben|cy@|example/);
  });

  it('says nothing where only a part of it is there', async () => {
    commit('ana@example.org', 3);
    commit('ben@example.org', 2);
    const shallow = path.join(base, 'shallow');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, shallow], { stdio: 'ignore' });
    const history = await readHistory(shallow, now);
    expect(history).toMatchObject({ value: { activeAuthors: undefined, ageYears: undefined } });
    expect('value' in history ? historyFacts(history.value) : []).toEqual([]);
  });

  it('says nothing about who is there where nobody has written for long', async () => {
    commit('ana@example.org', 400);
    expect(await readHistory(root, now)).toMatchObject({ value: { activeAuthors: undefined, ageYears: 1 } });
  });
});

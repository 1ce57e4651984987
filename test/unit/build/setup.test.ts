/** The set-up that `npm start` and `npm test` do on a fresh machine. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chromiumArguments, chromiumPath } from '../../../scripts/support/chromium.mjs';
import { agrees } from '../../../scripts/support/packages.mjs';
import { run } from '../../../scripts/support/run.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'groundplan-setup-'));
  mkdirSync(path.join(folder, 'node_modules'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function lock(file: string, packages: object): void {
  writeFileSync(path.join(folder, file), JSON.stringify({ packages: { '': {}, ...packages } }));
}

describe('node_modules', () => {
  const wanted = {
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/mac': { version: '1.0.0', integrity: 'y', optional: true },
  };
  beforeEach(() => lock('package-lock.json', wanted));

  test('agrees when all is there but a package for another system', () => {
    lock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0', integrity: 'x' } });
    expect(agrees(folder)).toBe(true);
  });

  test.each([
    ['is missing', undefined],
    ['lacks a package', {}],
    ['has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'x' } }],
    ['has another content', { 'node_modules/a': { version: '1.0.0', integrity: 'z' } }],
    ['has one more', { 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b': { version: '1.0.0', integrity: 'x' } }],
  ])('does not agree when it %s', (_what, present) => {
    if (present !== undefined) lock('node_modules/.package-lock.json', present);
    expect(agrees(folder)).toBe(false);
  });
});

describe('Chromium', () => {
  test('is the one that CHROME_PATH names', () => {
    vi.stubEnv('CHROME_PATH', process.execPath);
    expect(chromiumPath()).toBe(process.execPath);
  });

  test('a CHROME_PATH that is no program is an error that names it', () => {
    vi.stubEnv('CHROME_PATH', '/no/such/program');
    expect(() => chromiumPath()).toThrow('/no/such/program');
  });

  test('keeps its sandbox unless root runs it', () => {
    const user = process.getuid;
    try {
      process.getuid = () => 1000;
      expect(chromiumArguments()).not.toContain('--no-sandbox');
      process.getuid = () => 0;
      expect(chromiumArguments()).toContain('--no-sandbox');
    } finally {
      if (user !== undefined) process.getuid = user;
    }
  });
});

describe('a child process', () => {
  test('that hangs is ended, with a child in a group of its own, and counts as failed', async () => {
    const forever = 'setInterval(() => {}, 1000)';
    const script = `const child = require('node:child_process').spawn(process.execPath, ['-e', '${forever}'], { detached: true, stdio: 'ignore' }); console.log('child', child.pid); ${forever}`;
    const { code, output } = await run(process.execPath, ['-e', script], { quiet: true, timeout: 1_500 });
    expect(code).toBe(124);
    expect(output).toContain('too long');
    const child = Number(/child (\d+)/.exec(output)?.[1]);
    expect(child).toBeGreaterThan(1);
    await vi.waitFor(() => expect(state(child)).toMatch(/^(gone|Z)/));
  });

  test('that cannot be started is a failure with a reason', async () => {
    const { code, output } = await run('/no/such/program', [], { quiet: true });
    expect(code).toBe(127);
    expect(output).toContain('ENOENT');
  });
});

/** The state letter of a process in /proc, or 'gone'. */
function state(pid: number): string {
  try {
    return /^State:\s*(\S)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 'gone';
  } catch {
    return 'gone';
  }
}

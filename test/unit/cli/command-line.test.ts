import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copies, hostOptions } from '../../../esbuild.mjs';
import { root, toolNode } from '../../../scripts/support/paths.mjs';

/** The command line as people run it: a build of its own, a process, two streams and an exit code. */

let bundle: string;
let folder: string;

beforeAll(async () => {
  bundle = mkdtempSync(path.join(tmpdir(), 'groundplan-cli-'));
  writeFileSync(path.join(bundle, 'package.json'), '{ "type": "module" }');
  await build({ ...hostOptions(), outdir: path.join(bundle, 'dist') });
  for (const [from, to] of copies.filter(([, target]) => target.endsWith('.wasm')))
    cpSync(path.join(root, from), path.join(bundle, 'dist', to));
}, 60_000);

afterAll(() => rmSync(bundle, { recursive: true, force: true }));

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'groundplan cli ')), 'my shop');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "shop", "dependencies": { "express": "5.0.0", "pg": "8.13.0" } }\n');
  writeFileSync(
    path.join(folder, 'compose.yaml'),
    'services:\n  web:\n    build: .\n    depends_on: [db]\n  db:\n    image: postgres:15\n',
  );
  return () => rmSync(path.dirname(folder), { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const home = path.join(path.dirname(folder), 'home');
  return spawn(toolNode(), [path.join(bundle, 'dist', 'cli.js'), ...args], {
    cwd: path.dirname(folder),
    env: { PATH: process.env['PATH'], HOME: home, XDG_STATE_HOME: path.join(home, 'state'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs one command line without a terminal. */
function groundplan(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = start(args, environment);
    let [out, err] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const answersFile = (answers: unknown): string => {
  const file = path.join(path.dirname(folder), 'answers.json');
  writeFileSync(file, typeof answers === 'string' ? answers : JSON.stringify(answers));
  return file;
};

const written = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /ARCHITECTURE|groundplan/.test(name))
    .toSorted();

describe('results and messages', () => {
  test('scan --json prints JSON alone on standard output, with component ids as ends of connections', async () => {
    const { code, out, err } = await groundplan(['scan', folder, '--json']);
    expect(code).toBe(0);
    const scan = JSON.parse(out) as {
      components: { id: string }[];
      connections: { from: string; to: string }[];
      technologies: { id: string }[];
      problems: unknown[];
      facts: unknown[];
    };
    expect(scan.technologies.map(({ id }) => id)).toContain('postgresql');
    const ids = new Set(scan.components.map(({ id }) => id));
    expect(scan.connections.length).toBeGreaterThan(0);
    for (const { from, to } of scan.connections) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
    expect(err).toMatch(/\d+ facts, 0 problems/);
  });

  test('questions, examples and decide print JSON alone as well', async () => {
    for (const args of [
      ['questions', '--json'],
      ['examples', '--json'],
      ['assumptions', '--json'],
      ['decide', '--example', 'internal-tool', '--json'],
      ['decide', folder, '--json'],
    ]) {
      const { code, out } = await groundplan(args);
      expect(code, args.join(' ')).toBe(0);
      expect(() => JSON.parse(out) as unknown, args.join(' ')).not.toThrow();
    }
  });

  test('decide ranks the nine styles, a hybrid with its base and edge', async () => {
    const { out } = await groundplan(['decide', '--example', 'saas-external-apis-small', '--json']);
    const { styles, slots, stability, flipPoints } = JSON.parse(out) as {
      styles: { id: string; base?: string; edge?: string }[];
      slots: unknown[];
      stability: unknown;
      flipPoints: unknown[];
    };
    const plain = styles.filter(({ base }) => base === undefined).map(({ id }) => id);
    expect(plain.toSorted()).toEqual([
      'event-driven',
      'layered',
      'microkernel',
      'microservices',
      'modular-monolith',
      'pipeline',
      'serverless',
      'service-based',
      'space-based',
    ]);
    for (const { base, edge } of styles.filter((style) => style.base !== undefined))
      expect([plain.includes(base ?? ''), typeof edge]).toEqual([true, 'string']);
    expect([Array.isArray(slots), typeof stability, Array.isArray(flipPoints)]).toEqual([true, 'object', true]);
  });

  test('the same folder and answers give the same bytes', async () => {
    const [one, two] = [
      await groundplan(['decide', folder, '--example', 'internal-tool', '--json']),
      await groundplan(['decide', folder, '--example', 'internal-tool', '--json']),
    ];
    expect(one.out).toBe(two.out);
  });

  test('a reader that closes the pipe early is no error', async () => {
    const child = start(['questions', '--json']);
    let err = '';
    child.stderr?.on('data', (text: Buffer) => (err += text.toString()));
    child.stdout?.once('data', () => child.stdout?.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, err]).toEqual([0, '']);
  });
});

describe('wrong use exits with 2, prints nothing on standard output and says what would be right', () => {
  test.each([
    ['no command', [], /groundplan scan <folder>/],
    ['an unknown command', ['destroy'], /no command “destroy”/],
    ['an unknown option', ['scan', '.', '--force'], /--force/],
    ['no folder', ['scan'], /name a folder/],
    ['a missing folder', ['scan', 'nowhere'], /nowhere is not a folder/],
    ['a file as the folder', ['scan', 'my shop/package.json'], /is not a folder/],
    ['two folders', ['scan', 'my shop', 'another'], /“another” is one too many/],
    ['an unknown example', ['decide', '--example', 'acme'], /no example “acme”; there are .*internal-tool/],
    ['answers and example', ['decide', '--answers', 'a.json', '--example', 'internal-tool'], /exclude each other/],
    ['an assumption without a number', ['decide', '--assume', 'think-time'], /--assume takes <id>=<number>/],
    ['an assumption that does not exist', ['decide', '--assume', 'thinking=3'], /no assumption “thinking”/],
    ['an assumption out of range', ['decide', '--assume', 'think-time=0'], /“think-time” takes 0\.1 to 3600 s, not 0/],
    ['a missing answers file', ['decide', '--answers', 'nowhere.json'], /nowhere\.json could not be read/],
  ] as const)('%s', async (name, args, message) => {
    const { code, out, err } = await groundplan(args);
    expect(code).toBe(2);
    expect(name === 'no command' ? out : err).toMatch(message);
    if (name !== 'no command') expect(out).toBe('');
    expect(err).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['an unknown question', { 'favourite-colour': 'blue' }, /favourite-colour/],
    ['a value of the wrong kind', { 'team-size': 'many' }, /team-size/],
    ['an option that does not exist', { objectives: ['world-domination'] }, /objectives/],
    ['a key that reaches into prototypes', '{ "__proto__": 1 }', /__proto__/],
    ['a list', [1], /answers/],
    ['no JSON', '{', /not JSON/],
  ])('an answers file with %s', async (_name, answers, message) => {
    const { code, out, err } = await groundplan(['decide', '--answers', answersFile(answers), '--json']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('help exits with 0 and names the exit codes', async () => {
    const { code, out } = await groundplan(['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/Exit codes: 0 done, 1 declined .*, 2 /);
  });

  test('an argument cannot steer the terminal', async () => {
    const { err } = await groundplan(['scan', '\u001b[31mred\u001b]8;;https://evil.example\u0007']);
    // eslint-disable-next-line no-control-regex
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('assumptions', () => {
  const requestsWith = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await groundplan(['decide', '--json', ...args]);
    expect(code, err).toBe(0);
    const { capacity } = JSON.parse(out) as { capacity: { figures: { id: string; formula: string }[] } };
    return capacity.figures.find(({ id }) => id === 'requests')?.formula ?? '';
  };

  test('come from the answers file, and --assume goes over it', async () => {
    const file = answersFile({ 'concurrent-users': 1500, assumptions: { 'think-time': 10 } });
    expect(await requestsWith('--answers', file)).toBe('1,500 people / 10 s = 150 requests/s');
    expect(await requestsWith('--answers', file, '--assume', 'think-time=5', '--assume', 'busy-share=50')).toContain('/ 5 s');
    expect(await requestsWith('--answers', file, '--assume', 'think-time=default')).toContain('/ 20 s');
  });

  test('are kept in the record, so that the next run has nothing to write', async () => {
    const file = answersFile({ 'team-size': 4, 'concurrent-users': 300 });
    const first = await groundplan(['propose', folder, '--answers', file, '--assume', 'think-time=10']);
    expect(first.code, first.err).toBe(0);
    expect(first.out).toContain('300 people / 10 s = 30 requests/s');
    const second = await groundplan(['propose', folder]);
    expect([second.code, second.out]).toEqual([0, '']);
    const third = await groundplan(['propose', folder, '--assume', 'think-time=default', '--yes']);
    expect(third.out).toContain('300 people / 20 s = 15 requests/s');
  });
});

describe('propose', () => {
  test('shows the diff, writes document and record, and has nothing to write the second time', async () => {
    const first = await groundplan([
      'propose',
      folder,
      '--answers',
      answersFile({ 'team-size': 4, 'concurrent-users': 300, budget: null }),
    ]);
    expect(first.code, first.err).toBe(0);
    expect(first.out).toMatch(/^\+## Objective Overview$/m);
    expect(first.err).toContain('Wrote ARCHITECTURE.md and .groundplan/architecture.json.');
    expect(written()).toEqual(['.groundplan', '.groundplan/architecture.json', 'ARCHITECTURE.md']);
    const bytes = ['ARCHITECTURE.md', '.groundplan/architecture.json'].map((name) => readFileSync(path.join(folder, name), 'utf8'));

    const second = await groundplan(['propose', folder]);
    expect([second.code, second.out]).toEqual([0, '']);
    expect(second.err).toContain('nothing was written');
    expect(['ARCHITECTURE.md', '.groundplan/architecture.json'].map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual(
      bytes,
    );
  });

  test('an existing document is not changed without --yes where nobody can be asked', async () => {
    await groundplan(['propose', folder, '--example', 'internal-tool']);
    const before = readFileSync(path.join(folder, 'ARCHITECTURE.md'), 'utf8');
    const declined = await groundplan(['propose', folder, '--example', 'ticket-sale']);
    expect(declined.code).toBe(1);
    expect(declined.err).toContain('--yes');
    expect(declined.out).toMatch(/^-/m);
    expect(readFileSync(path.join(folder, 'ARCHITECTURE.md'), 'utf8')).toBe(before);
    expect((await groundplan(['propose', folder, '--example', 'ticket-sale', '--yes'])).code).toBe(0);
    expect(readFileSync(path.join(folder, 'ARCHITECTURE.md'), 'utf8')).not.toBe(before);
  });

  test('an empty folder and an example are enough', async () => {
    rmSync(path.join(folder, 'package.json'));
    rmSync(path.join(folder, 'compose.yaml'));
    const { code } = await groundplan(['propose', folder, '--example', 'nightly-data']);
    expect(code).toBe(0);
    expect(written()).toContain('ARCHITECTURE.md');
  });

  test.each(['../outside.md', '.github/x.md', '.git/x.md', '/tmp/groundplan-x.md', 'package.json', 'linked.md'])(
    'does not write to %s',
    async (target) => {
      writeFileSync(path.join(path.dirname(folder), 'canary.md'), 'canary');
      symlinkSync(path.join(path.dirname(folder), 'canary.md'), path.join(folder, 'linked.md'));
      mkdirSync(path.join(folder, '.github'));
      const { code, err } = await groundplan(['propose', folder, '--example', 'internal-tool', '--document', target, '--yes']);
      expect(code).toBe(2);
      expect(err).toMatch(/nothing was written/);
      expect(written()).toEqual([]);
      expect(readdirSync(path.dirname(folder)).filter((name) => name.endsWith('.md'))).toEqual(['canary.md']);
      expect(readFileSync(path.join(path.dirname(folder), 'canary.md'), 'utf8')).toBe('canary');
    },
  );

  test.each([
    ['newer', '{ "schemaVersion": 99 }'],
    ['broken', '{'],
  ])('a %s record stops it: nothing is written over it', async (_name, record) => {
    mkdirSync(path.join(folder, '.groundplan'));
    writeFileSync(path.join(folder, '.groundplan', 'architecture.json'), record);
    const { code, err } = await groundplan(['propose', folder, '--example', 'internal-tool', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('left alone');
    expect(readFileSync(path.join(folder, '.groundplan', 'architecture.json'), 'utf8')).toBe(record);
    expect(written()).not.toContain('ARCHITECTURE.md');
  });

  test('a home that cannot be written to is no reason to fail', async () => {
    const home = path.join(path.dirname(folder), 'locked');
    // A file in the folder's place: root may write into a folder whatever its permissions say.
    writeFileSync(home, '');
    chmodSync(home, 0o400);
    const { code, err } = await groundplan(['propose', folder, '--example', 'internal-tool'], {
      HOME: home,
      XDG_STATE_HOME: path.join(home, 'state'),
    });
    expect(code, err).toBe(0);
    expect(written()).toContain('ARCHITECTURE.md');
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalScanner, scanInWorker, ScanWorkerError } from '../../../src/node/scan-in-worker.ts';

const source = pathToFileURL(join(import.meta.dirname, '../../../src/node/scan-worker.ts'));
const empty = '{"facts":[],"problems":[],"statistics":{"filesSeen":0,"filesRead":0,"bytesRead":0}}';
let root = '';

/** A worker that answers a request as `body` says; `skip`, `changed` and `say` are in scope. */
async function scripted(name: string, body: string): Promise<URL> {
  const path = join(root, `${name}.mjs`);
  await writeFile(
    path,
    `import { parentPort } from 'node:worker_threads';\nconst say = (m) => parentPort.postMessage(m);\nparentPort.on('message', ({ skip, changed }) => {\n${body}\n});`,
  );
  return pathToFileURL(path);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'groundplan-worker-'));
  await writeFile(join(root, 'package.json'), '{"dependencies":{"express":"4"}}');
});
afterAll(() => rm(root, { recursive: true }));

describe('a scan in a worker', () => {
  it('gives the facts of the folder and its progress', async () => {
    const steps: string[] = [];
    const result = await scanInWorker(root, {
      worker: source,
      onProgress: (read, total) => steps.push(`${String(read)}/${String(total)}`),
    });
    expect(result.facts.map((fact) => fact.id)).toContain('technology.express');
    expect(steps.at(-1)).toBe('1/1');
  });

  it('leaves out the file that does not come back and starts again', async () => {
    const worker = await scripted(
      'hang',
      `say({ type: 'file', path: 'a' });\nif (!skip.includes('b')) { say({ type: 'file', path: 'b' }); for (;;); }\nsay({ type: 'result', result: { ...${empty}, facts: skip } });`,
    );
    expect((await scanInWorker(root, { worker, deadline: 400 })).facts).toEqual(['b']);
  });

  it('leaves out the file that kills the worker', async () => {
    const worker = await scripted(
      'crash',
      `say({ type: 'file', path: 'b' });\nif (!skip.includes('b')) process.exit(1);\nsay({ type: 'result', result: ${empty} });`,
    );
    expect((await scanInWorker(root, { worker, deadline: 5000 })).facts).toEqual([]);
  });

  it('gives up after a few such files, and at once where no file is to blame', async () => {
    const many = await scripted('many', `say({ type: 'file', path: 'f' + skip.length });\nprocess.exit(1);`);
    await expect(scanInWorker(root, { worker: many })).rejects.toThrow(ScanWorkerError);
    const early = await scripted('early', `for (;;);`);
    await expect(scanInWorker(root, { worker: early, deadline: 300 })).rejects.toMatchObject({ reason: 'stalled' });
  });

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const worker = await scripted('slow', `say({ type: 'file', path: 'a' });\nfor (;;);`);
    const running = scanInWorker(root, { worker, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(running).rejects.toThrow('enough');
    await expect(scanInWorker(root, { worker, signal: controller.signal })).rejects.toThrow('enough');
  });
});

describe('a scanner that stays', () => {
  it('reads a changed file again and remembers the others', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'groundplan-scanner-'));
    await writeFile(join(folder, 'package.json'), '{"dependencies":{"express":"4"}}');
    await writeFile(join(folder, 'compose.yaml'), 'services:\n  db:\n    image: postgres:17\n');
    const scanner = createLocalScanner(folder, source);
    try {
      await scanner.scan();
      await writeFile(join(folder, 'package.json'), '{"dependencies":{"koa":"3"}}');
      // Changed as well, but nobody says so: it is remembered as it was.
      await writeFile(join(folder, 'compose.yaml'), 'services:\n  cache:\n    image: redis:7\n');
      const ids = (await scanner.scan({ changed: ['package.json'] })).facts.map((fact) => fact.id);
      expect(ids).toEqual(expect.arrayContaining(['technology.koa', 'component.db']));
      expect(ids).not.toContain('technology.express');
      expect((await scanner.scan()).facts.map((fact) => fact.id)).toContain('component.cache');
      expect(await scanner.matters(['src/cart.ts', 'README.txt'])).toBe(false);
      expect(await scanner.matters(['src/cart.ts', 'infra/main.tf'])).toBe(true);
    } finally {
      scanner.dispose();
      await rm(folder, { recursive: true });
    }
  });

  it('takes one scan after the other: the end of a cancelled one is not the end of the next', async () => {
    const scanner = createLocalScanner(root, source);
    const first = new AbortController();
    const cancelled = scanner.scan({ signal: first.signal });
    const next = scanner.scan();
    first.abort(new Error('enough'));
    await expect(cancelled).rejects.toThrow('enough');
    expect((await next).facts.map((fact) => fact.id)).toContain('technology.express');
    scanner.dispose();
  });

  it('reads everything again once its worker is gone', async () => {
    const worker = await scripted('told', `say({ type: 'result', result: { ...${empty}, facts: changed ?? ['everything'] } });`);
    const scanner = createLocalScanner(root, worker);
    expect((await scanner.scan({ changed: ['a'] })).facts).toEqual(['everything']);
    expect((await scanner.scan({ changed: ['a'] })).facts).toEqual(['a']);
    scanner.dispose();
    expect(await scanner.matters(['src/cart.ts'])).toBe(true);
    expect((await scanner.scan({ changed: ['a'] })).facts).toEqual(['everything']);
    scanner.dispose();
  });
});

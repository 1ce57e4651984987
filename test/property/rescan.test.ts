import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from '../../src/core/scan/detectors/index.ts';
import { newScanMemory, scan, whatMatters } from '../../src/core/scan/index.ts';
import { workspace } from '../support/workspace.ts';

/** Files of every format, as the detectors' own examples write them, and what stands beside them. */
const pieces = detectors.flatMap((detector) =>
  detector.examples.map((example) => ({ [example.path]: example.text, ...example.beside }) as Readonly<Record<string, string>>),
);
const folders = ['', 'a/', 'b/c/'];

/** One step of somebody's work: an example is written somewhere, or a file is taken away. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ piece: fc.nat(pieces.length - 1), folder: fc.constantFrom(...folders) }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat(200) }) },
);

describe('a rescan', () => {
  it('that reads only what changed gives what reading everything gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 }), async (rounds) => {
        const files: Record<string, string> = {};
        const memory = newScanMemory();
        let isFirst = true;
        for (const steps of rounds) {
          const changed = new Set<string>();
          for (const one of steps) {
            if ('remove' in one) {
              const path = Object.keys(files)[one.remove % Math.max(1, Object.keys(files).length)];
              if (path === undefined) continue;
              delete files[path];
              changed.add(path);
            } else {
              for (const [path, text] of Object.entries(pieces[one.piece] ?? {})) {
                files[`${one.folder}${path}`] = text;
                changed.add(`${one.folder}${path}`);
              }
            }
          }
          const whole = await scan(workspace(files), { today: '2026-11-22' });
          const part = await scan(workspace(files), {
            today: '2026-11-22',
            memory,
            ...(isFirst ? {} : { changed: [...changed] }),
          });
          isFirst = false;
          expect(part).toEqual(whole);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes a folder for all that is in it', async () => {
    const files: Record<string, string> = { 'a/compose.yaml': 'services:\n  db:\n    image: postgres:17\n' };
    const memory = newScanMemory();
    await scan(workspace(files), { memory });
    files['a/compose.yaml'] = 'services:\n  cache:\n    image: redis:7\n';
    const { facts } = await scan(workspace(files), { memory, changed: ['a'] });
    expect(facts.map((fact) => fact.id)).toContain('component.cache');
    expect(whatMatters(memory)('a')).toBe(true);
    delete files['a/compose.yaml'];
    expect((await scan(workspace(files), { memory, changed: ['a'] })).facts).toEqual([]);
  });

  it('opens no file that did not change', async () => {
    const files: Record<string, string> = {
      'package.json': '{"name":"a","dependencies":{"express":"4"}}',
      'compose.yaml': 'services:\n  db:\n    image: postgres:17\n',
      '.gitignore': 'dist\n',
      'src/app.test.ts': 'test\n',
    };
    const memory = newScanMemory();
    await scan(workspace(files), { memory });
    files['compose.yaml'] = 'services:\n  cache:\n    image: redis:7\n';
    const after = workspace(files);
    const { facts } = await scan(after, { memory, changed: ['compose.yaml'] });
    expect(after.reads).toEqual(['compose.yaml']);
    expect(facts.map((fact) => fact.id)).toContain('component.cache');
  });
});

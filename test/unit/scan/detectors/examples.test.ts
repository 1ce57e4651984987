import { describe, expect, it } from 'vitest';
import { detectors } from '../../../../src/core/scan/detectors/index.ts';
import { detect, lineOf, problemLineOf } from '../../../support/detect.ts';

describe('every detector sees what its examples say', () => {
  for (const detector of detectors) {
    it(`${detector.id} owns examples`, () => {
      expect(detector.examples.length).toBeGreaterThan(0);
    });
    for (const [index, example] of detector.examples.entries()) {
      it(`${detector.id} example ${String(index + 1)}: ${example.path}`, async () => {
        expect(detector.matches(example.path)).toBe(true);
        const { observations, problems } = await detect(detector, example.path, example.text, example.beside);
        const seen = [...observations.map(lineOf), ...problems.map(problemLineOf)];
        expect(seen).toEqual(expect.arrayContaining([...example.sees]));
        for (const unwanted of example.not ?? []) expect(seen).not.toContain(unwanted);
      });
    }
  }
});

describe('every detector survives what no file should hold', () => {
  const rubbish = [
    '',
    '\u0000\u0001\uffff',
    '{{{{',
    '}\n}\n}',
    '- - - -\n  : :',
    '<<: *a\n*b',
    '"unclosed\n',
    'a: &a [*a, *a]\n',
    '__proto__: 1\nconstructor:\n  toString: x\n',
  ];
  for (const detector of detectors) {
    it(`${detector.id} never throws and claims lines that exist`, async () => {
      const path = detector.examples[0]?.path ?? '';
      for (const text of [...rubbish, ...detector.examples.map((example) => example.text.slice(0, example.text.length / 2))]) {
        const { observations, problems } = await detect(detector, path, text);
        const lines = text.split('\n').length;
        for (const { evidence } of observations) expect(evidence.line).toBeLessThanOrEqual(lines);
        for (const problem of problems) expect(problem.line ?? 1).toBeLessThanOrEqual(lines);
      }
    });
  }
});

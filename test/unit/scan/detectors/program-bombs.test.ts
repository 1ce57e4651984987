import { describe, expect, it } from 'vitest';
import { detectors } from '../../../../src/core/scan/detectors/index.ts';
import { programBombs, sourceBombs } from '../../../security/bombs/programs.ts';
import { detect } from '../../../support/detect.ts';

describe('hostile sources and settings end within two seconds and are reported', () => {
  for (const { name, path, text } of [...programBombs, ...sourceBombs]) {
    it(name, async () => {
      const matching = detectors.filter((one) => one.matches(path));
      expect(matching).not.toEqual([]);
      const problems = [];
      const started = performance.now();
      for (const detector of matching) problems.push(...(await detect(detector, path, text)).problems);
      expect(performance.now() - started).toBeLessThan(2000);
      expect(problems).not.toEqual([]);
    });
  }
});

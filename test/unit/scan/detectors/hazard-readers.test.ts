import { describe, expect, it } from 'vitest';
import { scan } from '../../../../src/core/scan/index.ts';
import { hazardBombs } from '../../../security/bombs/hazards.ts';
import { configSecrets } from '../../../../src/core/scan/detectors/config-secrets.ts';
import { manifestHazards } from '../../../../src/core/scan/detectors/manifest-hazards.ts';
import { leftLibraries, leftLibrary } from '../../../../src/core/scan/detectors/left-libraries.ts';
import { isLiteralSecret } from '../../../../src/core/scan/hazards/literal-secret.ts';
import { detect, lineOf } from '../../../support/detect.ts';
import { workspace } from '../../../support/workspace.ts';

describe('readers of hazards', () => {
  it.each(hazardBombs.map((bomb) => [bomb.name, bomb] as const))('are through with %s within two seconds', async (_name, bomb) => {
    const start = performance.now();
    await scan(workspace({ [bomb.path]: bomb.text }), { today: '2026-11-22' });
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('show what stands before a broken end', async () => {
    const { observations, problems } = await detect(
      manifestHazards,
      'package.json',
      '{\n  "dependencies": {\n    "request": "2",\n    "x": [',
    );
    expect(observations.map(lineOf)).toEqual(['hazard hazard.unmaintained-library@3']);
    expect(problems).toEqual([]);
  });

  it('say nothing about lock files and developers’ own machines', () => {
    expect(configSecrets.matches('pnpm-lock.yaml')).toBe(false);
    expect(configSecrets.matches('src/main.ts')).toBe(false);
  });
});

describe('a literal secret', () => {
  it.each([
    ['DB_PASSWORD', 'kD83hs0Ql', true],
    ['DB_PASSWORD', '${DB_PASSWORD}', false],
    ['DB_PASSWORD', 'changeme', false],
    ['DB_PASSWORD', '<your password>', false],
    ['DB_PASSWORD', 'DB_PASSWORD_VALUE', false],
    ['DB_PASSWORD', 'postgres', false],
    ['DB_PASSWORD_FILE', '/run/secrets/db', false],
    ['token-style', 'random-64', false],
    ['max_tokens', '4096', false],
  ])('%s with %s: %s', (name, value, expected) => {
    expect(isLiteralSecret(name, value)).toBe(expected);
  });

  it('may be a weak one where the file runs for users', () => {
    expect(isLiteralSecret('POSTGRES_PASSWORD', 'postgres', true)).toBe(true);
  });
});

describe('libraries that were left', () => {
  it('are named once, in lower case, with a year and a successor', () => {
    const keys = leftLibraries.map((one) => `${one.ecosystem} ${one.name}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const one of leftLibraries) {
      expect(one.name).toBe(one.name.toLowerCase());
      expect(one.since).toMatch(/^20\d\d(-(0[1-9]|1[0-2]))?$/);
      expect(one.instead.length).toBeGreaterThan(2);
    }
  });

  it('are found by their exact names', () => {
    expect(leftLibrary('npm', 'request')?.since).toBe('2020-02');
    expect(leftLibrary('npm', 'request-ip')).toBeUndefined();
    expect(leftLibrary('pypi', 'PyPDF2')?.instead).toBe('pypdf');
    expect(leftLibrary('maven', 'com.netflix.hystrix:hystrix-core')?.instead).toBe('Resilience4j');
    expect(leftLibrary('go', 'request')).toBeUndefined();
  });
});

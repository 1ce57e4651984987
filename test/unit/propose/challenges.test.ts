import { describe, expect, test } from 'vitest';
import { challengeRules } from '../../../src/core/propose/challenge-rules.ts';
import { challenges } from '../../../src/core/propose/challenges.ts';
import { plainText } from '../../../src/core/propose/prose.ts';
import { situationOf } from '../../support/situations.ts';

describe('challenge rules', () => {
  test('are at least forty, with distinct ids and titles', () => {
    expect(challengeRules.length).toBeGreaterThanOrEqual(40);
    expect(new Set(challengeRules.map((rule) => rule.id)).size).toBe(challengeRules.length);
    expect(new Set(challengeRules.map((rule) => rule.title)).size).toBe(challengeRules.length);
  });

  test.each(challengeRules.map((rule) => [rule.id, rule] as const))(
    '%s fires in its example and not in its counterexample',
    (_id, rule) => {
      const found = rule.find(situationOf(rule.example));
      expect(found).toBeDefined();
      expect(rule.find(situationOf(rule.counterexample))).toBeUndefined();
      expect(plainText(found?.evidence.text ?? []).length).toBeGreaterThan(3);
      expect(found?.evidence.sources.length).toBeGreaterThan(0);
      expect(plainText(found?.mitigation ?? []).length).toBeGreaterThan(20);
      expect(rule.reference).toMatch(/^https:\/\//);
    },
  );

  test('watch for something with a number in most cases', () => {
    const triggers = challengeRules.map((rule) => plainText(rule.find(situationOf(rule.example))?.trigger ?? []));
    expect(triggers.filter((trigger) => trigger.length < 12)).toEqual([]);
    const counted = triggers.filter((trigger) => /\d|\b(one|two|three|four|twice|half|doubles)\b/.test(trigger));
    expect(counted.length / triggers.length).toBeGreaterThan(0.75);
  });
});

describe('challenges', () => {
  test('come worst first and at most twelve', () => {
    const found = challenges(
      situationOf({
        answers: {
          'external-apis': 6,
          'partner-down': 'everything',
          never: ['lost', 'done-twice', 'changed-unseen'],
          'team-size': 2,
          budget: 100,
          deadline: 6,
          operations: 'by-hand',
          worries: ['security', 'specialists', 'lock-in'],
          needs: ['public-api', 'mobile', 'offline', 'real-time-reporting'],
          burstiness: 'sudden',
          tenancy: 'shared',
          legacy: ['erp', 'files'],
        },
        hazards: ['hazard.no-database-backup', 'hazard.public-database', 'hazard.image-latest'],
      }),
    );
    expect(found).toHaveLength(12);
    const weights = found.map(
      (entry) => ['low', 'medium', 'high', 'sure'].indexOf(entry.likelihood) + ['low', 'medium', 'high'].indexOf(entry.impact),
    );
    expect(weights[0]).toBe(5);
    expect(weights.at(-1)).toBeLessThan(5);
  });

  test('say one thing per topic: a switched-off backup hides the unrehearsed restore', () => {
    const ids = challenges(situationOf({ answers: { never: ['lost'], 'recovery-point': 5 }, hazards: ['hazard.no-database-backup'] })).map(
      (entry) => entry.id,
    );
    expect(ids).toContain('challenge.no-backup');
    expect(ids).not.toContain('challenge.restore-never-rehearsed');
  });
});

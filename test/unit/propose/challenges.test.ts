import { describe, expect, test } from 'vitest';
import { findChallenge } from '../../../src/core/propose/challenge-rule.ts';
import { challengeRules, writtenChallenges } from '../../../src/core/propose/challenge-rules.ts';
import { unknownIn } from '../../../src/core/propose/challenge-rules/when.ts';
import { challenges } from '../../../src/core/propose/challenges.ts';
import { plainText } from '../../../src/core/propose/prose.ts';
import { situationOf } from '../../support/situations.ts';

describe('challenge rules', () => {
  test('are at least 95 written ones, with distinct ids and titles', () => {
    expect(writtenChallenges.length).toBeGreaterThanOrEqual(95);
    expect(new Set(challengeRules.map((rule) => rule.id)).size).toBe(challengeRules.length);
    expect(new Set(challengeRules.map((rule) => rule.title)).size).toBe(challengeRules.length);
  });

  test.each(challengeRules.map((rule) => [rule.id, rule] as const))(
    '%s holds in its example and not in its counterexample',
    (_id, rule) => {
      const told = findChallenge(rule, situationOf(rule.example));
      expect(told).toBeDefined();
      expect(findChallenge(rule, situationOf(rule.counterexample))).toBeUndefined();
      expect(plainText(told?.evidence.text ?? []).length).toBeGreaterThan(3);
      expect(told?.evidence.sources.length).toBeGreaterThan(0);
      expect(plainText(told?.mitigation ?? []).length).toBeGreaterThan(20);
      expect(rule.reference.url).toMatch(/^https:\/\//);
      expect(rule.reference.title.length).toBeGreaterThan(2);
    },
  );

  test('name only questions and options that the interview has', () => {
    expect(challengeRules.flatMap((rule) => unknownIn(rule.when).map((name) => `${rule.id}: ${name}`))).toEqual([]);
  });

  test('watch for something with a number in most cases', () => {
    const triggers = challengeRules.map((rule) => plainText(findChallenge(rule, situationOf(rule.example))?.trigger ?? []));
    expect(triggers.filter((trigger) => trigger.length < 12)).toEqual([]);
    const counted = triggers.filter((trigger) => /\d|\b(one|two|three|four|third|half|twice)\b/.test(trigger));
    expect(counted.length / triggers.length).toBeGreaterThan(0.9);
  });

  test('offer two people with 100 $ nothing that only a team can run', () => {
    const small = { 'team-size': 2, budget: 100 };
    const offered = challengeRules.flatMap((rule) => {
      const told = findChallenge(rule, situationOf({ ...rule.example, answers: { ...rule.example.answers, ...small } }));
      const text = plainText(told?.mitigation ?? []);
      return /rota of|three people own|control plane|paid support|support contract|second machine there|device management|one person with a day a week/.test(
        text,
      )
        ? [`${rule.id}: ${text}`]
        : [];
    });
    expect(offered).toEqual([]);
  });

  test('say each thing once: no two written rules share a mitigation or a trigger', () => {
    const texts = writtenChallenges.map((rule) => plainText(findChallenge(rule, situationOf(rule.example))?.mitigation ?? []));
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });
});

describe('challenges', () => {
  const shop = {
    answers: {
      'external-apis': 6,
      'partner-down': 'everything',
      'partner-names': 'Stripe, DATEV, <b>Pay</b>',
      'important-action': 'issuing an invoice',
      never: ['lost', 'done-twice', 'changed-unseen'],
      'team-size': 2,
      budget: 1000,
      deadline: 6,
      operations: 'by-hand',
      worries: ['security', 'specialists', 'lock-in'],
      needs: ['public-api', 'mobile', 'offline', 'real-time-reporting'],
      burstiness: 'sudden',
      tenancy: 'shared',
      legacy: ['erp', 'files'],
    },
    hazards: ['hazard.no-database-backup', 'hazard.public-database', 'hazard.image-latest'],
  };

  test('come strongest first: what the files show before what was only said, and at most thirty', () => {
    const found = challenges(situationOf(shop));
    expect(found.length).toBeGreaterThan(12);
    expect(found.length).toBeLessThanOrEqual(30);
    expect(found.slice(0, 2).map((entry) => entry.id)).toEqual(['challenge.no-backup', 'challenge.public-database']);
    const weights = found.map(
      (entry) => ['low', 'medium', 'high', 'sure'].indexOf(entry.likelihood) + ['low', 'medium', 'high'].indexOf(entry.impact),
    );
    expect(weights.at(-1)).toBeLessThan(weights[0] ?? 0);
  });

  test('use the names and the numbers of the company', () => {
    const titles = challenges(situationOf(shop)).map((entry) => entry.title);
    expect(titles).toContain('Stripe is down for a day and “issuing an invoice” goes on');
    expect(titles).toContain('Two people know what runs, and one is on holiday');
  });

  test('say one thing per topic: a switched-off backup hides the unrehearsed restore', () => {
    const ids = challenges(situationOf({ answers: { 'restore-tried': 'never' }, hazards: ['hazard.no-database-backup'] })).map(
      (entry) => entry.id,
    );
    expect(ids).toContain('challenge.no-backup');
    expect(ids).not.toContain('challenge.restore-never-rehearsed');
  });

  test('keep what the files show where an answer on the same topic is stronger', () => {
    const [found] = challenges(
      situationOf({
        answers: { 'starting-point': 'evolve', pains: ['changes-break'], 'first-hour-down': 'money' },
        hazards: ['hazard.no-tests'],
      }),
    ).filter((entry) => entry.id === 'challenge.changes-break');
    expect(found?.evidence.sources.some((source) => 'answer' in source)).toBe(true);
    expect(found?.evidence.sources.some((source) => 'fact' in source)).toBe(true);
  });

  test('rest on what was said: an empty interview over an empty workspace gives none', () => {
    expect(challenges(situationOf({})).filter((entry) => entry.evidence.sources.some((source) => 'assumption' in source))).toEqual([]);
  });

  test('ignore a name that reads like an unwritten text', () => {
    const found = challenges(situationOf({ answers: { 'external-apis': 2, 'partner-down': 'most', 'partner-names': 'TODO' } }));
    expect(found.some((entry) => entry.title.includes('TODO'))).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { parseAnswersFile, toAnswersFile } from '../../../src/core/interview/answers-file.ts';
import { describeAnswer, describeFigure, describeValue, formatNumber } from '../../../src/core/interview/summary.ts';
import { questionById } from '../../../src/core/interview/value.ts';
import type { Question } from '../../../src/core/interview/question.ts';

describe('an answers file', () => {
  test('takes numbers, buckets, options, lists and null', () => {
    const parsed = parseAnswersFile({ 'team-size': 3, budget: '200-1000', users: 'employees', needs: ['files', 'mobile'], deadline: null });
    expect(parsed).toEqual({
      answers: new Map([
        ['team-size', { origin: 'user', value: 3 }],
        ['budget', { origin: 'user', value: '200-1000' }],
        ['users', { origin: 'user', value: ['employees'] }],
        ['needs', { origin: 'user', value: ['mobile', 'files'] }],
        ['deadline', { origin: 'user', unknown: true }],
      ]),
    });
  });

  test('lists every error and names the question', () => {
    const parsed = parseAnswersFile({ 'team-sise': 3, budget: 'a lot', hosting: ['aws'], growth: 'double' });
    expect('errors' in parsed && parsed.errors.map(({ question, reason }) => [question, reason])).toEqual([
      ['team-sise', 'unknown-question'],
      ['budget', 'unknown-option'],
      ['hosting', 'wrong-kind'],
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('refuses the id %s like any unknown one', (id) => {
    const parsed = parseAnswersFile(JSON.parse(`{ ${JSON.stringify(id)}: { "polluted": true } }`));
    expect('errors' in parsed && parsed.errors[0]).toMatchObject({ question: id, reason: 'unknown-question' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test.each([[null], [[]], ['text'], [5]])('refuses %j', (json) => {
    expect(parseAnswersFile(json)).toHaveProperty('errors');
  });

  test('is read back as it was written', () => {
    const json = { 'team-size': 3, users: ['employees'], deadline: null };
    const parsed = parseAnswersFile(json);
    expect('answers' in parsed && toAnswersFile(parsed.answers)).toEqual(json);
  });
});

describe('an answer in words', () => {
  const of = (id: string): Question => {
    const question = questionById(id);
    if (question === undefined) throw new Error(id);
    return question;
  };

  test.each([
    ['hosting', 'aws', 'AWS'],
    ['users', ['employees', 'devices'], 'Our own staff, Devices'],
    ['concurrent-users', 1500, '1,500 people at once'],
    ['concurrent-users', '1000-10000', '1,000 to 10,000 people at once'],
    ['team-size', 1, '1 developer'],
    ['external-apis', 'none', 'no external APIs'],
    ['availability', '99-9', '99.9 % (43 minutes)'],
    ['horizon', 'one', 'one year'],
    ['purpose', 'Invoicing', 'Invoicing'],
  ])('%s: %j is “%s”', (id, value, words) => {
    expect(describeValue(of(id), value)).toBe(words);
  });

  test('says what is assumed when it is not known', () => {
    expect(describeAnswer(of('concurrent-users'), { origin: 'user', unknown: true })).toBe('don’t know (assumed: 500 people at once)');
    expect(describeAnswer(of('hosting'), undefined)).toBe('not asked (assumed: No preference)');
    expect(describeAnswer(of('hosting'), { origin: 'skipped' })).toBe('passed over (assumed: No preference)');
  });

  test('says which number a bucket is calculated with', () => {
    expect(describeFigure(of('concurrent-users'), '1000-10000')).toBe('4,000 people at once');
    expect(describeFigure(of('hosting'), 'aws')).toBeUndefined();
    expect(formatNumber(1234567.5)).toBe('1,234,567.5');
  });
});

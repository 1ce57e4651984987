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
      assumptions: new Map(),
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

describe('assumptions in an answers file', () => {
  test('stand under a key of their own and are read back as they were written', () => {
    const json = { 'team-size': 3, assumptions: { 'think-time': 10, 'day-rate': 800 } };
    const parsed = parseAnswersFile(json);
    if (!('answers' in parsed)) throw new Error('refused');
    expect(parsed.assumptions).toEqual(
      new Map([
        ['think-time', 10],
        ['day-rate', 800],
      ]),
    );
    expect(toAnswersFile(parsed.answers, { assumptions: parsed.assumptions })).toEqual(json);
  });

  test.each([
    ['an unknown one', { 'thinking-time': 10 }, 'There is no assumption “thinking-time”.'],
    ['a word', { 'think-time': 'ten' }, 'The assumption “think-time” takes a number.'],
    ['a number out of range', { 'busy-share': 150 }, 'The assumption “busy-share” takes 5 to 95 %, not 150.'],
    ['a list', [10], '“assumptions” is one JSON object: { "assumptionId": number }.'],
  ])('with %s are refused', (_name, assumptions, message) => {
    const parsed = parseAnswersFile({ 'team-size': 3, assumptions });
    expect('errors' in parsed && parsed.errors).toEqual([{ question: 'assumptions', reason: 'wrong-assumption', message }]);
  });

  test('cannot reach into prototypes', () => {
    expect(parseAnswersFile(JSON.parse('{ "assumptions": { "__proto__": 1 } }'))).toHaveProperty('errors');
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

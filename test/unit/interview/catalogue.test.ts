import { describe, expect, test } from 'vitest';
import { holds, questionsIn, statedValues } from '../../../src/core/interview/condition.ts';
import { declaredEffects } from '../../../src/core/interview/effects.ts';
import { experienced, knownShare } from '../../../src/core/interview/experience.ts';
import { prefill } from '../../../src/core/interview/prefill.ts';
import { prefillRules } from '../../../src/core/interview/prefill-rules.ts';
import type { Topic } from '../../../src/core/interview/question.ts';
import { questions } from '../../../src/core/interview/questions.ts';
import { checkValue, optionsOf, questionById } from '../../../src/core/interview/value.ts';
import { idPattern } from '../../../src/core/model/id.ts';
import { facts, said } from './sketch.ts';

const topics: readonly Topic[] = [
  'starting-point',
  'strategic-objective',
  'users-and-needs',
  'shape-of-the-work',
  'load',
  'loss',
  'what-hurts',
  'scope',
  'constraints',
  'means',
  'challenges',
];

/** Words that a founder would have to look up. */
const jargon =
  /\b(latency|throughput|SLA|SLO|p95|tenant|idempoten\w*|shard\w*|bounded context|microservice\w*|CQRS|saga|RPO|RTO|orchestrat\w*)\b/i;

describe('the question catalogue', () => {
  test('has 45 to 70 questions and covers every topic', () => {
    expect(questions.length).toBeGreaterThanOrEqual(45);
    expect(questions.length).toBeLessThanOrEqual(70);
    expect(new Set(questions.map(({ topic }) => topic))).toEqual(new Set(topics));
  });

  test('has unique ids that a record accepts', () => {
    const ids = questions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(idPattern);
  });

  test.each(questions.map((question) => [question.id, question] as const))('%s is well formed', (_id, question) => {
    expect(question.text.length).toBeGreaterThan(5);
    expect(question.text.length).toBeLessThanOrEqual(110);
    expect(question.why).toMatch(/\.$/);
    expect(question.why.length).toBeLessThanOrEqual(140);
    expect(question.example.length).toBeGreaterThan(5);
    expect(question.example.length).toBeLessThanOrEqual(90);
    expect(question.text).not.toMatch(jargon);
    expect(question.why).not.toMatch(jargon);
    expect(checkValue(question, question.assumption)).not.toHaveProperty('error');
    const ids = optionsOf(question).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    if (question.kind === 'choice' || question.kind === 'quantity') {
      expect(optionsOf(question).reduce((sum, { prior }) => sum + prior, 0)).toBeCloseTo(1, 6);
    }
    if (question.kind === 'quantity') {
      const [low, high] = question.usual;
      expect(low).toBeGreaterThanOrEqual(question.min);
      expect(high).toBeLessThanOrEqual(question.max);
      // What the form offers is never remarked on.
      for (const option of question.options) {
        expect(option.value).toBeGreaterThanOrEqual(low);
        expect(option.value).toBeLessThanOrEqual(high);
      }
    }
    if (question.appliesWhen !== undefined) {
      // A question that hangs on one which may not apply repeats that one's condition.
      const own = JSON.stringify(question.appliesWhen);
      for (const id of questionsIn(question.appliesWhen)) {
        expect(own).toContain(JSON.stringify(questionById(id)?.appliesWhen ?? {}).slice(1, -1));
      }
    }
    if (question.followsUp !== undefined) {
      expect(questionById(question.followsUp)).toBeDefined();
      const due = question.followsWhen ?? question.appliesWhen;
      expect(due === undefined ? [] : questionsIn(due)).toContain(question.followsUp);
    }
  });

  test('says of every question what its answer decides', () => {
    const declared = new Set(declaredEffects.map(({ question }) => question));
    const shape = ['transformation-chain', 'domain-borders', 'release-contention', 'alone', 'variants', 'same-things', 'teams'];
    expect(questions.map(({ id }) => id).filter((id) => !declared.has(id) && !shape.includes(id))).toEqual([]);
    for (const id of declared) expect(questionById(id)).toBeDefined();
  });
});

describe('prefill rules', () => {
  test.each(prefillRules.map((rule) => [rule.id, rule] as const))('%s fires on its example and not on the innocent', (_id, rule) => {
    const question = questionById(rule.question);
    expect(question).toBeDefined();
    if (typeof rule.gives === 'string' && question !== undefined) {
      expect(optionsOf(question).map(({ id }) => id)).toContain(rule.gives);
    }
    const given = prefill(facts(...rule.example)).get(rule.question);
    const expected = typeof rule.gives === 'string' ? rule.gives : (rule.exampleGives ?? rule.example.length);
    expect(Array.isArray(given?.value) ? given.value : [given?.value]).toContain(expected);
    expect(given?.facts.length).toBeGreaterThan(0);
    if (rule.exampleGives !== undefined && question !== undefined && question.kind !== 'text') {
      expect(optionsOf(question).map(({ id }) => id)).toContain(rule.exampleGives);
    }
    const innocent = prefill(facts(...rule.innocent)).get(rule.question);
    expect(Array.isArray(innocent?.value) ? innocent.value : [innocent?.value]).not.toContain(expected);
  });

  test('have unique ids', () => {
    expect(new Set(prefillRules.map(({ id }) => id)).size).toBe(prefillRules.length);
  });
});

describe('conditions', () => {
  const values = statedValues(said({ 'team-size': '7-15', users: ['devices'], hosting: 'aws', budget: 3000 }));

  test('compare a bucket by the number that stands for it', () => {
    expect(holds({ question: 'team-size', atLeast: 10 }, values)).toBe(true);
    expect(holds({ question: 'team-size', atMost: 9 }, values)).toBe(false);
  });

  test('find an option among several, and a number in its bucket', () => {
    expect(holds({ question: 'users', oneOf: ['devices', 'partners'] }, values)).toBe(true);
    expect(holds({ question: 'budget', oneOf: ['1000-5000'] }, values)).toBe(true);
  });

  test('are false about what is unknown', () => {
    expect(holds({ question: 'teams', atLeast: 1 }, values)).toBe(false);
    expect(holds({ question: 'no-such-question', oneOf: ['x'] }, values)).toBe(false);
    expect(holds({ not: { question: 'teams', atLeast: 1 } }, values)).toBe(true);
  });
});

describe('what companies answered before', () => {
  test.each(questions.map((question) => [question.id, question] as const))(
    '%s: shifts the priors and keeps them priors',
    (_id, question) => {
      const known = knownShare(question);
      expect(known).toBeGreaterThan(0);
      expect(known).toBeLessThan(1);
      const shifted = experienced(question);
      expect(shifted.map(({ id }) => id)).toEqual(optionsOf(question).map(({ id }) => id));
      if (question.kind === 'choice' || question.kind === 'quantity') {
        expect(shifted.reduce((sum, { prior }) => sum + prior, 0)).toBeCloseTo(1, 6);
      }
      for (const { prior } of shifted) expect(prior).toBeLessThanOrEqual(1);
    },
  );
});

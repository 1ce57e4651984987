import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide/index.ts';
import { generate } from '../../../src/core/generate.ts';
import type { AnswerValue } from '../../../src/core/interview/question.ts';
import type { Fact } from '../../../src/core/model/fact.ts';
import { component } from '../../support/facts.ts';
import { stated } from '../decide/support.ts';

type Said = Readonly<Record<string, AnswerValue>>;

const invoices: Said = {
  'starting-point': 'evolve',
  'work-trigger': 'people',
  users: ['business-customers'],
  'concurrent-users': 1500,
  'stack-preferred': ['typescript'],
  hosting: 'aws',
  availability: 99.9,
  operations: 'tested',
  'team-size': 6,
  budget: 1500,
};

function documentOf(said: Said, set: Readonly<Record<string, number>> = {}, facts: readonly Fact[] = []): string {
  const answers = stated(said);
  const assumptions = new Map(Object.entries(set));
  const recommendation = decide({ facts, answers, assumptions }, { samples: 20 });
  const generated = generate({
    name: 'Invoicely',
    facts,
    problems: [],
    answers,
    excludedFacts: [],
    recommendation,
    assumptions,
    date: '2026-11-22',
    commit: null,
    documentPath: 'ARCHITECTURE.md',
  });
  expect(generated.findings).toEqual([]);
  return generated.document;
}

function block(document: string, anchor: string): string {
  const [, rest = ''] = document.split(`<!-- groundplan:${anchor} -->`);
  return rest.split('<!-- groundplan:')[0]!.split('\n## ')[0]!;
}

describe('load and capacity in the document', () => {
  const document = documentOf(invoices);

  test('shows the figures that matter with their formulas, each marked as assumed', () => {
    expect(block(document, 'load')).toContain(
      '- Requests: 1,500 people / 20 s = 75 requests/s; in the busiest minute: 75 × 3 = 225 requests/s ◇.',
    );
  });

  test('says in bold what the parts cannot meet, and what would', () => {
    expect(block(document, 'load')).toMatch(/\*\*Not met\*\* \(these parts cannot meet 99\.9 %; .* would reach 99\.9\d* %\)/);
  });

  test('folds the rest with every number under the id that sets it', () => {
    const assumptions = block(document, 'assumptions');
    expect(assumptions).toContain('<details><summary>More of the calculation</summary>\n\n');
    expect(assumptions).toContain('`think-time` 20 s');
    expect(assumptions).toMatch(/Connections to .*: 2 × 15 = 30 connections/);
    expect(assumptions).toContain('First months: 10 % of load and data');
    expect(assumptions).not.toContain('Set by you');
  });

  test('marks what somebody set, with the number that was there before', () => {
    const set = documentOf(invoices, { 'think-time': 10, 'price-factor': 0.7 });
    expect(block(set, 'load')).toContain('75 × 3'.replace('75', '150'));
    expect(block(set, 'load')).toContain('_(set by you)_');
    expect(block(set, 'assumptions')).toContain('**Set by you:**');
    expect(block(set, 'assumptions')).toContain('`think-time` 10 s instead of 20 s');
    expect(block(set, 'assumptions')).toContain('`price-factor` 0.7 times instead of 1 times');
  });
});

describe('the cost in the document', () => {
  test('gives the months and what the days cost', () => {
    const cost = block(documentOf(invoices, { 'day-rate': 800 }), 'cost');
    expect(cost).toMatch(/First months \*\*[\d,]+–[\d,]+ \$\*\*, busiest month a year on \*\*[\d,]+–[\d,]+ \$\*\*;/);
    expect(cost).toMatch(/engineer-days a month\*\*, [\d,]+–[\d,]+ \$ at 800 \$ a day _\(set by you\)_/);
    expect(cost).not.toContain('budget');
  });

  test('says plainly when the budget does not pay for it, and what to leave out first', () => {
    const cost = block(documentOf({ ...invoices, budget: 120 }), 'cost');
    expect(cost).toMatch(/\*\*Over the budget\*\* of 120 \$ a month: at least [\d,]+ \$ are missing\. First to go: .+; then .+\./);
  });

  test('says the same in the comparison of styles and in the bill', () => {
    const document = documentOf(invoices);
    const [, low, high] = /\| \*\*Infrastructure\*\* \| \*\*([\d,]+)–([\d,]+)\*\*/.exec(document) ?? [];
    expect(document).toMatch(new RegExp(`\\| ${low}–${high} \\$, .* \\*\\*fit`));
  });

  test('counts what stays, and tells small items in one line', () => {
    const facts = [
      ...['orders', 'users'].map((name) => component(name, 'service', `${name}/Dockerfile:1`, ['typescript'])),
      ...['orders-db', 'users-db'].map((name) => component(name, 'store', 'compose.yaml:3', ['mongodb'])),
    ];
    const cost = block(documentOf(invoices, {}, facts), 'cost');
    expect(cost).toMatch(/\| 2 × .*MongoDB.* \|/);
    expect(cost.match(/\| smaller items \|/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  test('beside an existing system, says that today keeps its bill', () => {
    const facts = [component('erp', 'service', 'erp/Dockerfile:1', ['java'], { folder: 'erp' })];
    expect(block(documentOf({ ...invoices, 'starting-point': 'extend' }, {}, facts), 'cost')).toContain(
      'what runs today keeps its own bill',
    );
  });

  test('says that it is one installation where every customer gets one', () => {
    const cost = block(documentOf({ ...invoices, tenancy: 'separate', tenants: 40 }), 'cost');
    expect(cost).toContain('it is one installation, and each of 40 customers gets its own');
  });
});

import { describe, expect, test } from 'vitest';
import { lint, propose } from '../../../src/core/propose/index.ts';
import { proposalSchema } from '../../../src/core/propose/proposal.ts';
import { component, connection, hazard, technology } from '../../support/facts.ts';
import { recommend, said } from '../../support/recommendations.ts';

const shop = [
  component('web', 'web-client', 'web/package.json:1', ['react']),
  component('api', 'service', 'compose.yaml:3', ['express', 'node'], { folder: 'api' }),
  component('PostgreSQL', 'store', 'compose.yaml:14', ['postgresql']),
  component('Stripe', 'external-api', 'api/package.json:9', ['stripe']),
  connection('web', 'api', 'HTTPS', 'compose.yaml:7'),
  connection('api', 'PostgreSQL', 'SQL', 'compose.yaml:9'),
  technology('postgresql', 'PostgreSQL', 'store', 'compose.yaml:14', { version: '15', major: 15 }),
  technology('express', 'Express', 'framework', 'api/package.json:8'),
  hazard('hazard.no-database-backup', 'Automatic backups of main are switched off.', 'high', 'infra/rds.tf:9'),
];

function proposalOf(
  values: Parameters<typeof said>[0],
  facts: Parameters<typeof propose>[0]['facts'],
  wanted?: Parameters<typeof recommend>[1],
) {
  const answers = said(values);
  return propose({
    name: 'Shop',
    facts,
    problems: [],
    answers,
    recommendation: recommend(answers, wanted),
    numbers: new Map(),
    date: '2026-11-22',
    commit: '4f1c2ab',
  });
}

describe('propose', () => {
  test.each([
    ['an empty folder', {}, []],
    ['an existing shop', { 'team-size': 6, 'external-apis': 3, 'partner-down': 'everything' }, shop],
  ])('writes %s as a proposal that the schema and the linter accept', (_name, values, facts) => {
    const proposal = proposalOf(values, facts);
    expect(proposalSchema.safeParse(proposal).error?.issues ?? []).toEqual([]);
    expect(lint(proposal, facts)).toEqual([]);
  });

  test('gives the same bytes for the same input', () => {
    expect(JSON.stringify(proposalOf({ 'team-size': 3 }, shop))).toBe(JSON.stringify(proposalOf({ 'team-size': 3 }, shop)));
  });
});

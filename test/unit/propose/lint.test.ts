import { describe, expect, test } from 'vitest';
import { lint, propose } from '../../../src/core/propose/index.ts';
import type { LintRule } from '../../../src/core/propose/index.ts';
import type { Proposal } from '../../../src/core/propose/proposal.ts';
import { component, connection } from '../../support/facts.ts';
import { recommend, said } from '../../support/recommendations.ts';

const facts = [
  component('api', 'service', 'compose.yaml:3', ['node']),
  component('PostgreSQL', 'store', 'compose.yaml:14', ['postgresql']),
  connection('api', 'PostgreSQL', 'SQL', 'compose.yaml:9'),
];

function clean(): Proposal {
  const answers = said({ 'team-size': 4 });
  return propose({
    name: 'Shop',
    facts,
    problems: [],
    answers,
    recommendation: recommend(answers),
    numbers: new Map(),
    date: '2026-11-22',
    commit: null,
  });
}

/** Each rule of the linter with one way to break it. A change that no longer breaks it makes this test fail. */
const faults: readonly (readonly [LintRule, (proposal: Proposal) => void])[] = [
  ['decision-without-driver', (proposal) => proposal.decisions[1]?.drivers.splice(0)],
  ['too-few-alternatives', (proposal) => proposal.decisions[1]?.alternatives.splice(1)],
  [
    'no-feasible-alternative',
    (proposal) => proposal.decisions[1]?.alternatives.forEach((entry) => Object.assign(entry, { feasible: false })),
  ],
  ['claim-without-source', (proposal) => proposal.overview.purpose[0]?.sources.splice(0)],
  ['unknown-source', (proposal) => proposal.overview.purpose[0]?.sources.push({ answer: 'favourite-colour' })],
  ['unknown-source', (proposal) => proposal.overview.purpose[0]?.sources.push({ fact: 'component.gone' })],
  ['unlisted-assumption', (proposal) => proposal.overview.assumptions.splice(0)],
  ['missing-evidence', (proposal) => proposal.evidence.splice(0)],
  ['unknown-decision', (proposal) => proposal.openQuestions[0]?.changes.push('AD-777')],
  ['unknown-decision', (proposal) => proposal.roadmap[0]?.step.push({ decision: 'AD-777' })],
  ['duplicate-decision', (proposal) => Object.assign(proposal.decisions[1] ?? {}, { id: 'AD-001' })],
  ['placeholder', (proposal) => proposal.roadmap[0]?.step.push(' TODO')],
  ['placeholder', (proposal) => proposal.behaviours[0]?.happens.push('undefined instances')],
  ['placeholder', (proposal) => proposal.decisions[0]?.reason[0]?.text.push('[object Object]')],
  ['placeholder', (proposal) => proposal.decisions[0]?.reason[0]?.text.push('NaN requests')],
  ['placeholder', (proposal) => proposal.decisions[0]?.reason[0]?.text.push('what your company needs')],
  ['empty-text', (proposal) => proposal.roadmap[0]?.done.splice(0, 10, ' ')],
  ['empty-text', (proposal) => Object.assign(proposal.decisions[1] ?? {}, { title: ' ' })],
  ['relation-without-protocol', (proposal) => Object.assign(proposal.proposed.relations[0] ?? {}, { protocol: ' ' })],
  ['unknown-element', (proposal) => Object.assign(proposal.today.relations[0] ?? {}, { to: 'component.gone' })],
  ['unknown-element', (proposal) => Object.assign(proposal.deployment.nodes[1] ?? {}, { parent: 'node.gone' })],
  ['unknown-element', (proposal) => proposal.deployment.nodes[1]?.elements.push({ element: 'component.gone', instances: '1' })],
  ['unknown-element', (proposal) => Object.assign(proposal.flow.steps[0] ?? {}, { to: 'component.gone' })],
  ['flow-without-relation', (proposal) => Object.assign(proposal.flow.steps[0] ?? {}, { from: 'component.api', to: 'component.api' })],
  ['repeated-sentence', (proposal) => proposal.roadmap[0]?.step.push(...(proposal.decisions[0]?.reason[0]?.text ?? []))],
];

describe('lint', () => {
  test('finds nothing in a proposal as it is made', () => {
    expect(lint(clean(), facts)).toEqual([]);
  });

  test.each(faults)('finds %s', (rule, breakIt) => {
    const proposal = structuredClone(clean());
    breakIt(proposal);
    expect(lint(proposal, facts).map((finding) => finding.rule)).toContain(rule);
  });

  test('accepts a workspace whose own names look like placeholders', () => {
    const named = [
      component('TODO', 'service', 'compose.yaml:3', ['node']),
      component('undefined', 'store', 'compose.yaml:5', ['postgresql']),
    ];
    const answers = said({ purpose: 'A TODO list for your company' });
    const proposal = propose({
      name: 'NaN',
      facts: named,
      problems: [],
      answers,
      recommendation: recommend(answers),
      numbers: new Map(),
      date: '2026-11-22',
      commit: null,
    });
    expect(lint(proposal, named)).toEqual([]);
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../../src/core/decide/index.ts';
import type { Answer } from '../../src/core/interview/answer.ts';
import type { Fact } from '../../src/core/model/fact.ts';
import { findChallenge } from '../../src/core/propose/challenge-rule.ts';
import { challengeRules } from '../../src/core/propose/challenge-rules.ts';
import { hazardsNamed } from '../../src/core/propose/challenge-rules/when.ts';
import { read } from '../../src/core/propose/reading.ts';
import { situate } from '../../src/core/propose/shape.ts';
import type { Situation } from '../../src/core/propose/shape.ts';
import { hazardRules } from '../../src/core/scan/hazards/index.ts';
import { scan } from '../../src/core/scan/index.ts';
import { fixtureDate, scanFixture } from '../support/fixtures.ts';
import { workspace } from '../support/workspace.ts';
import { allScenarios } from './scenarios/index.ts';
import { factsOf } from './scenarios/today.ts';

/** A risk that is everybody's is no news to anybody. */
const mostOften = 0.4;

const fixtures = ['node-postgres-shop', 'polyglot-shop', 'python-data-pipeline', 'terraform-serverless'];

function situationOf(answers: Readonly<Record<string, Extract<Answer, { value: unknown }>['value']>>, facts: readonly Fact[]): Situation {
  const said = new Map(Object.entries(answers).map(([id, value]): [string, Answer] => [id, { origin: 'user', value }]));
  // Stability is not asked here; one sample keeps the test short.
  const recommendation = decide({ facts, answers: said }, { samples: 1 });
  return situate('Scenario', fixtureDate, read(said, facts), recommendation, new Map([['style', 'AD-001']]));
}

/** Ids of the rules that hold in a situation. */
function holding(situation: Situation): ReadonlySet<string> {
  return new Set(challengeRules.filter((rule) => findChallenge(rule, situation) !== undefined).map((rule) => rule.id));
}

describe('challenge rules over the golden scenarios', () => {
  let stories: readonly ReadonlySet<string>[] = [];
  let workspaces: readonly ReadonlySet<string>[] = [];

  beforeAll(async () => {
    const scenarios = await allScenarios();
    stories = scenarios.map((scenario) => holding(situationOf(scenario.answers, factsOf(scenario.today))));
    const scanned = await Promise.all(fixtures.map(async (fixture) => (await scanFixture(fixture)).facts));
    const examples = await Promise.all(
      hazardRules.map(async (rule) => (await scan(workspace(rule.example.files), { today: fixtureDate })).facts),
    );
    workspaces = [...scanned, ...examples].map((facts) => holding(situationOf(workspaceAnswers, facts)));
  }, 120_000);

  /** What a team that has such a workspace would say, so that rules which compare files with answers can hold. */
  const workspaceAnswers = { 'team-size': 2, availability: 99.9, hosting: 'gcp', skills: ['containers'] };

  test('each holds in at least one scenario, or in a workspace where only files can show it', () => {
    const never = challengeRules
      .filter((rule) => !(rule.shownBy === 'workspace' ? workspaces : stories).some((held) => held.has(rule.id)))
      .map((rule) => `${rule.id} holds in no ${rule.shownBy ?? 'scenario'}`);
    expect(never).toEqual([]);
  });

  test('none holds in more than 40 % of the scenarios', () => {
    const often = challengeRules
      .map((rule) => ({ id: rule.id, share: stories.filter((held) => held.has(rule.id)).length / stories.length }))
      .filter(({ share }) => share > mostOften)
      .map(({ id, share }) => `${id} holds in ${String(Math.round(share * 100))} % of ${String(stories.length)} scenarios`);
    expect(often).toEqual([]);
  });

  test('rules shown by a workspace do need files: a hazard, or facts that no answer gives', () => {
    const said = challengeRules.filter((rule) => rule.shownBy === 'workspace' && (rule.example.answers !== undefined) && hazardsNamed(rule.when).length === 0);
    const without = said.filter((rule) => rule.example.components === undefined && rule.example.deployments === undefined && rule.example.slots === undefined);
    expect(without.map((rule) => rule.id)).toEqual([]);
  });
});

import type { RequiredLevel } from '../../decide/recommendation.ts';
import { castOf, does } from '../cast.ts';
import type { Cast } from '../cast.ts';
import { holdsIn } from '../challenge-rules/when.ts';
import { capital, clip } from '../format.ts';
import type { Model, Proposal } from '../proposal.ts';
import { unique } from '../prose.ts';
import type { Situation } from '../shape.ts';
import { changeScenarios } from './rules-change.ts';
import { loadScenarios } from './rules-load.ts';
import { trustScenarios } from './rules-trust.ts';
import type { ScenarioRule } from './scenario-rule.ts';

type Scenario = NonNullable<Proposal['overview']['needs'][number]['scenario']>;

/** Every rule that turns a need into something measurable, the special ones of an attribute before its general one. */
export const scenarioRules: readonly ScenarioRule[] = [...loadScenarios, ...trustScenarios, ...changeScenarios];

/** The needs that are worth a scenario: what weighs most, at most six. */
export function topNeeds(situation: Situation): readonly RequiredLevel[] {
  return [...situation.recommendation.required]
    .filter((need) => need.level >= 2)
    .sort((one, other) => other.weight - one.weight || other.level - one.level)
    .slice(0, 6);
}

/** The rule that measures an attribute here. */
export function scenarioRule(situation: Situation, attribute: RequiredLevel['attribute']): ScenarioRule | undefined {
  return scenarioRules.find((rule) => rule.attribute === attribute && (rule.when === undefined || holdsIn(rule.when, situation)));
}

/** The quality-attribute scenario of a need, with the names of the proposed model in it. */
export function scenarioOf(situation: Situation, model: Model, need: RequiredLevel): Scenario | undefined {
  return tellScenario(situation, castOf(situation, model), scenarioRule(situation, need.attribute));
}

function tellScenario(situation: Situation, cast: Cast, rule: ScenarioRule | undefined): Scenario | undefined {
  if (rule === undefined) return undefined;
  const parts = rule.tell(situation, cast);
  return {
    source: clip(capital(parts.source), 200),
    stimulus: clip(parts.stimulus, 300),
    environment: clip(parts.environment, 300),
    artefact: clip(parts.artefact, 300),
    response: clip(does(parts.artefact, parts.response).slice(parts.artefact.length + 1), 300),
    measure: parts.measure,
    sources: unique([...situation.reading.source(...parts.from), { rule: rule.id }]),
  };
}

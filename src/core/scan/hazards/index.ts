import type { Evidence } from '../../model/evidence.ts';
import type { HazardObservation } from '../observation.ts';
import { cloudHazards } from './cloud.ts';
import { composeHazards } from './compose.ts';
import { deliveryHazards } from './delivery.ts';
import { dependencyHazards } from './dependencies.ts';
import type { HazardRule } from './hazard-rule.ts';
import { imageHazards } from './images.ts';
import { kubernetesRules } from './kubernetes.ts';
import { secretHazards } from './secrets.ts';
import { settingHazards } from './settings.ts';
import { systemHazards } from './system.ts';

export type { HazardRule } from './hazard-rule.ts';

/** Every hazard rule: of single files first, of the whole workspace last. A detector names a rule by its id and never writes a sentence itself. */
export const hazardRules: readonly HazardRule[] = [
  ...imageHazards,
  ...composeHazards,
  ...kubernetesRules,
  ...cloudHazards,
  ...deliveryHazards,
  ...secretHazards,
  ...settingHazards,
  ...dependencyHazards,
  ...systemHazards,
];

const rulesById: ReadonlyMap<string, HazardRule> = new Map(hazardRules.map((rule) => [rule.id, rule]));

/** The rule with this id, or undefined: a record may name a rule of an older version. */
export function hazardRule(id: string): HazardRule | undefined {
  return rulesById.get(id);
}

/** The sentence of a rule with its `{…}` filled; a value that is not given stays as it is. */
export function hazardStatement(rule: HazardRule, values: Readonly<Record<string, string>>): string {
  return rule.statement.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(values, key) ? (values[key] ?? whole) : whole));
}

/**
 * Makes the observation of a hazard from its rule. `values` fill the `{…}` of the statement and must already be redacted
 * or come from our own catalogue; an unknown rule id is a programming error and throws.
 */
export function observeHazard(
  id: string,
  evidence: Evidence,
  values: Readonly<Record<string, string>> = {},
  about?: string,
): HazardObservation {
  const rule = rulesById.get(id);
  if (rule === undefined) throw new Error(`unknown hazard rule ${id}`);
  return {
    type: 'hazard',
    hazard: id,
    statement: hazardStatement(rule, values),
    severity: rule.severity,
    evidence,
    ...(about === undefined ? {} : { about }),
  };
}

import type { ComponentFact, ConnectionFact, HazardFact, PracticeFact, TechnologyFact } from '../../model/fact.ts';
import { derivedId } from '../../model/id.ts';
import { redact } from '../../redact/redact.ts';
import { hazardRule, hazardStatement } from '../hazards/index.ts';
import type { Observation } from '../observation.ts';
import { sortEvidence } from './evidence-list.ts';

/** What the hazards of the whole are told from. */
export interface Seen {
  readonly observations: readonly Observation[];
  readonly technologies: readonly TechnologyFact[];
  readonly components: readonly ComponentFact[];
  readonly connections: readonly ConnectionFact[];
  readonly practices: readonly PracticeFact[];
  /** Every file that was seen and is not ignored, sorted. */
  readonly files: readonly string[];
  /** ISO date; without it no version is called ended. */
  readonly today: string | undefined;
}

/** Makes the fact of a hazard of the whole; nothing without evidence. `key` keeps it apart from others of its rule. */
export function workspaceHazard(
  id: string,
  values: Readonly<Record<string, string>>,
  key: string,
  evidence: HazardFact['evidence'],
  confidence: number,
  about?: string,
): readonly HazardFact[] {
  const rule = hazardRule(id);
  if (rule === undefined || evidence.length === 0) return [];
  const statement = redact(hazardStatement(rule, values));
  return [
    {
      kind: 'hazard',
      id: derivedId('hazard', id.replace(/^hazard\./, ''), key),
      hazard: id,
      statement,
      severity: rule.severity,
      confidence,
      evidence: sortEvidence(evidence),
      ...(about === undefined ? {} : { about }),
    },
  ];
}

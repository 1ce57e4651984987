import type { HazardRule } from '../../scan/hazards/index.ts';
import { hazardRules } from '../../scan/hazards/index.ts';
import { factsShow } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { clip, small } from '../format.ts';
import { say } from '../prose.ts';

/**
 * Challenges that come straight from a hazard rule: what the scan found of high or medium severity and no rule of its own
 * covers. `covered` are the ids of hazards that other challenge rules ask for.
 */
export function hazardChallenges(covered: ReadonlySet<string>): readonly ChallengeRule[] {
  return hazardRules.filter((rule) => rule.severity !== 'low' && !covered.has(rule.id)).map(challengeOf);
}

/** Secrets in files are one thing to decide, wherever they stand. */
const writtenSecret = /^(secret-in-|private-key$|access-token$|key-file$|environment-file$|committed-state$)/;

function challengeOf(rule: HazardRule): ChallengeRule {
  const name = rule.id.replace(/^hazard\./, '');
  return {
    id: `challenge.hazard-${name}`,
    topic: writtenSecret.test(name) ? 'written-secrets' : `hazard-${name}`,
    title: rule.headline ?? rule.statement,
    // It is there now; how often it hurts depends on who finds it.
    likelihood: rule.severity === 'high' ? 'high' : 'medium',
    impact: rule.severity === 'high' ? 'high' : 'medium',
    reference: rule.reference,
    find: (situation) => {
      const found = situation.reading.hazard(rule.id);
      const [first] = found;
      if (first === undefined) return undefined;
      return {
        evidence: factsShow(small(clip(first.statement, 300)).replace(/\.$/, ''), found),
        mitigation: say`${rule.mitigation}`,
        trigger: say`the next scan still shows it after 30 days`,
      };
    },
    example: { hazards: [rule.id] },
    counterexample: { hazards: ['hazard.no-log-retention'] },
  };
}

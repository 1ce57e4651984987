import type { ChallengeRule } from './challenge-rule.ts';
import { aiChallenges } from './challenge-rules/ai.ts';
import { dataChallenges } from './challenge-rules/data.ts';
import { hazardChallenges } from './challenge-rules/hazards.ts';
import { loadChallenges } from './challenge-rules/load.ts';
import { operationsChallenges } from './challenge-rules/operations.ts';
import { partnerChallenges } from './challenge-rules/partners.ts';
import { securityChallenges } from './challenge-rules/security.ts';
import { teamChallenges } from './challenge-rules/team.ts';
import { hazardsNamed } from './challenge-rules/when.ts';

/** Written for their matter, with what the answers say about it. */
export const writtenChallenges: readonly ChallengeRule[] = [
  ...dataChallenges,
  ...partnerChallenges,
  ...securityChallenges,
  ...aiChallenges,
  ...loadChallenges,
  ...teamChallenges,
  ...operationsChallenges,
];

/** Hazards that a written rule tells from other facts. */
const toldElsewhere = ['hazard.ended-runtime', 'hazard.ended-store', 'hazard.shared-database'];

/** Every challenge rule. Order breaks ties between equally bad challenges. */
export const challengeRules: readonly ChallengeRule[] = [
  ...writtenChallenges,
  ...hazardChallenges(new Set([...writtenChallenges.flatMap((rule) => hazardsNamed(rule.when)), ...toldElsewhere])),
];

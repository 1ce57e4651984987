import type { ChallengeRule } from './challenge-rule.ts';
import { dataChallenges } from './challenge-rules/data.ts';
import { loadChallenges } from './challenge-rules/load.ts';
import { partnerChallenges } from './challenge-rules/partners.ts';
import { securityChallenges } from './challenge-rules/security.ts';
import { teamChallenges } from './challenge-rules/team.ts';

/** Every challenge rule. Order breaks ties between equally bad challenges. */
export const challengeRules: readonly ChallengeRule[] = [
  ...dataChallenges,
  ...partnerChallenges,
  ...securityChallenges,
  ...loadChallenges,
  ...teamChallenges,
];

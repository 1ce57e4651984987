import type { ChallengeRule } from './challenge-rule.ts';
import { dataChallenges } from './challenge-rules/data.ts';
import { hazardChallenges } from './challenge-rules/hazards.ts';
import { loadChallenges } from './challenge-rules/load.ts';
import { partnerChallenges } from './challenge-rules/partners.ts';
import { securityChallenges } from './challenge-rules/security.ts';
import { teamChallenges } from './challenge-rules/team.ts';

/** Written for their matter, with what the answers say about it. */
const written: readonly ChallengeRule[] = [
  ...dataChallenges,
  ...partnerChallenges,
  ...securityChallenges,
  ...loadChallenges,
  ...teamChallenges,
];

/** Hazards whose matter a written rule tells from other facts: from technologies, practices or connections. */
const toldElsewhere = ['hazard.ended-runtime', 'hazard.ended-store', 'hazard.shared-database', 'hazard.no-tests', 'hazard.no-ci'];

/** Every challenge rule. Order breaks ties between equally bad challenges. */
export const challengeRules: readonly ChallengeRule[] = [
  ...written,
  ...hazardChallenges(new Set([...written.flatMap((rule) => rule.example.hazards ?? []), ...toldElsewhere])),
];

import type { ChallengeRule } from './challenge-rule.ts';

/** Every challenge rule. Order breaks ties between equally bad challenges. */
export const challengeRules: readonly ChallengeRule[] = [];

import { challengeRules } from './challenge-rules.ts';
import type { ChallengeRule } from './challenge-rule.ts';
import { clip } from './format.ts';
import type { Proposal } from './proposal.ts';
import type { Situation } from './shape.ts';

type Challenge = Proposal['challenges'][number];

/** A document that lists everything warns of nothing. */
const most = 12;

const likelihoods: Readonly<Record<Challenge['likelihood'], number>> = { low: 1, medium: 2, high: 3, sure: 4 };
const impacts: Readonly<Record<Challenge['impact'], number>> = { low: 1, medium: 2, high: 3 };

/** The challenges that hold here, worst first (likelihood × impact), one per topic, at most twelve. */
export function challenges(situation: Situation): Challenge[] {
  const fired = challengeRules
    .map((rule, order) => ({ rule, order, found: rule.find(situation) }))
    .filter((entry): entry is typeof entry & { found: NonNullable<typeof entry.found> } => entry.found !== undefined)
    .map(({ rule, order, found }) => ({ rule, order, challenge: toChallenge(rule, found) }))
    .sort((one, other) => weight(other.challenge) - weight(one.challenge) || one.order - other.order);
  const topics = new Set<string>();
  return fired
    .filter(({ rule }) => {
      const isNew = !topics.has(rule.topic);
      topics.add(rule.topic);
      return isNew;
    })
    .slice(0, most)
    .map(({ challenge }) => challenge);
}

function weight(challenge: Challenge): number {
  return likelihoods[challenge.likelihood] * impacts[challenge.impact];
}

function toChallenge(rule: ChallengeRule, found: NonNullable<ReturnType<ChallengeRule['find']>>): Challenge {
  return {
    id: rule.id,
    title: clip(found.title ?? rule.title, 600),
    likelihood: found.likelihood ?? rule.likelihood,
    impact: found.impact ?? rule.impact,
    evidence: { text: found.evidence.text, sources: [...found.evidence.sources, { rule: rule.id }].slice(0, 20) },
    mitigation: found.mitigation,
    trigger: found.trigger,
  };
}

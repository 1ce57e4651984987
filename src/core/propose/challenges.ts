import { challengeRules } from './challenge-rules.ts';
import { bothSay, findChallenge } from './challenge-rule.ts';
import type { ChallengeRule, Told } from './challenge-rule.ts';
import { capital, clip } from './format.ts';
import type { Proposal } from './proposal.ts';
import { unique } from './prose.ts';
import type { Situation } from './shape.ts';

type Challenge = Proposal['challenges'][number];

/** What the schema takes; the document shows the first dozen in full and folds the rest. */
const most = 30;

const likelihoods: Readonly<Record<Challenge['likelihood'], number>> = { low: 1, medium: 2, high: 3, sure: 4 };
const impacts: Readonly<Record<Challenge['impact'], number>> = { low: 1, medium: 2, high: 3 };

interface Fired {
  readonly rule: ChallengeRule;
  readonly told: Told;
  readonly weight: number;
}

/**
 * The challenges that hold here, strongest first (likelihood × impact × how specific the evidence is), one per topic, at
 * most thirty. What the files show about a topic stays as evidence even where an answer speaks louder.
 */
export function challenges(situation: Situation, rules: readonly ChallengeRule[] = challengeRules): Challenge[] {
  const fired = rules
    .map((rule) => ({ rule, told: findChallenge(rule, situation) }))
    .filter((entry): entry is { rule: ChallengeRule; told: Told } => entry.told !== undefined)
    .map((entry): Fired => ({ ...entry, weight: weightOf(entry.rule, entry.told) }));
  const topics = new Map<string, Fired[]>();
  for (const entry of fired) topics.set(entry.rule.topic, [...(topics.get(entry.rule.topic) ?? []), entry]);
  return ordered([...topics.values()].map(strongest))
    .slice(0, most)
    .map(toChallenge);
}

/** Each further one of a category counts a little less, so that near ties do not fill the page with one matter. */
const repeated = 0.95;

/** Strongest first; of equals the graver, and then the order of the rules. */
function ordered(entries: readonly Fired[]): readonly Fired[] {
  const left = [...entries].sort((one, other) => other.weight - one.weight || impactOf(other) - impactOf(one));
  const seen = new Map<string, number>();
  const out: Fired[] = [];
  while (left.length > 0) {
    const worth = left.map(({ rule, weight }) => weight * repeated ** (seen.get(rule.category) ?? 0));
    const [next] = left.splice(worth.indexOf(Math.max(...worth)), 1);
    if (next === undefined) break;
    seen.set(next.rule.category, (seen.get(next.rule.category) ?? 0) + 1);
    out.push(next);
  }
  return out;
}

function impactOf({ rule, told }: Fired): number {
  return impacts[told.impact ?? rule.impact];
}

/** The strongest of one topic, with the files' evidence of a weaker one where it has none of its own. */
function strongest(entries: readonly Fired[]): Fired {
  const [first, ...rest] = [...entries].sort((one, other) => other.weight - one.weight);
  if (first === undefined) throw new Error('a topic has at least one entry');
  const shown = rest.find(({ told }) => hasFact(told));
  if (shown === undefined || hasFact(first.told)) return first;
  return { ...first, told: { ...first.told, evidence: bothSay(first.told.evidence, shown.told.evidence) } };
}

/** A line of a file is worth more than an answer, and an answer more than an assumption. */
function weightOf(rule: ChallengeRule, told: Told): number {
  const plain = likelihoods[told.likelihood ?? rule.likelihood] * impacts[told.impact ?? rule.impact];
  return plain * (hasFact(told) ? 1.2 : told.evidence.sources.some((source) => 'assumption' in source) ? 0.8 : 1);
}

function hasFact(told: Told): boolean {
  return told.evidence.sources.some((source) => 'fact' in source);
}

function toChallenge({ rule, told }: Fired): Challenge {
  return {
    id: rule.id,
    title: capital(clip(told.title ?? rule.title, 600)),
    likelihood: told.likelihood ?? rule.likelihood,
    impact: told.impact ?? rule.impact,
    evidence: { text: told.evidence.text, sources: unique([...told.evidence.sources.slice(0, 19), { rule: rule.id }]) },
    mitigation: told.mitigation,
    trigger: told.trigger,
    reference: rule.reference.title,
  };
}

import type { Recommendation } from '../decide/recommendation.ts';
import type { Answers } from '../interview/answer.ts';
import type { Problem } from '../model/evidence.ts';
import type { Fact } from '../model/fact.ts';
import { behaviours } from './behaviour/index.ts';
import { challenges } from './challenges.ts';
import { collectAssumptions, collectEvidence, references } from './collect.ts';
import { context } from './context.ts';
import { cost } from './cost.ts';
import { deployment } from './deployment.ts';
import { fitness } from './fitness/index.ts';
import { flow } from './flow.ts';
import { clip } from './format.ts';
import { numberDecisions } from './numbering.ts';
import { openQuestions } from './open-questions.ts';
import { overview } from './overview.ts';
import type { Proposal } from './proposal.ts';
import { proposed } from './proposed.ts';
import { read } from './reading.ts';
import { roadmap } from './roadmap/index.ts';
import { situate } from './shape.ts';
import { decidedSlots, decideSlot } from './slot-decisions.ts';
import { compareStyles } from './style-comparison.ts';
import { decideStyle } from './style-decision.ts';
import { notRead, today, todayNotes } from './today.ts';

/** What a proposal is made from. */
export interface ProposeInput {
  /** Name of the system, usually the folder's; any text. */
  readonly name: string;
  /** Facts that the person did not exclude. */
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly answers: Answers;
  readonly recommendation: Recommendation;
  /** Decision key to the number it was once given; numbers are never reused. */
  readonly numbers: ReadonlyMap<string, number>;
  /** ISO date. */
  readonly date: string;
  /** Abbreviated commit, where known. */
  readonly commit: string | null;
}

/**
 * Writes the proposal: every decision, model and table of the document, each line with its sources. Pure and
 * deterministic: the same input gives the same bytes. The result passes `proposalSchema` and `lint`.
 */
export function propose(input: ProposeInput): Proposal {
  const name = clip(input.name, 120) || 'This system';
  const reading = read(input.answers, input.facts);
  const slots = decidedSlots(input.recommendation);
  const ids = numberDecisions(['style', ...slots.map((choice) => `slot:${choice.slot}`)], input.numbers);
  const idOf = (key: string): string => ids.get(key) ?? 'AD-000';
  const situation = situate(name, input.date, reading, input.recommendation, ids);
  const model = proposed(situation);
  const way = roadmap(situation, model);
  const draft = {
    overview: overview(situation, model),
    decisions: [
      decideStyle(situation, idOf('style')),
      ...slots.map((choice) => decideSlot(situation, choice, idOf(`slot:${choice.slot}`))),
    ],
    styleComparison: compareStyles(situation, model),
    today: today(reading),
    todayNotes: todayNotes(reading),
    notRead: notRead(input.problems),
    context: context(situation, model),
    proposed: model,
    deployment: deployment(situation, model),
    flow: flow(situation, model),
    behaviours: behaviours(situation, model),
    roadmap: way.steps,
    roadmapSum: way.sum,
    fitness: fitness(situation, model),
    cost: cost(situation),
    openQuestions: openQuestions(situation, ids),
    challenges: challenges(situation),
  };
  const used = references(draft);
  return {
    schemaVersion: 1,
    name,
    date: input.date,
    commit: input.commit === null ? null : clip(input.commit, 40),
    counts: { answers: answered(input.answers), facts: reading.facts.length, problems: input.problems.length },
    ...draft,
    overview: { ...draft.overview, assumptions: collectAssumptions(situation, used) },
    evidence: collectEvidence(reading.facts, used),
  };
}

/** Answers that state something; *don't know* and skipped ones do not count. */
function answered(answers: Answers): number {
  return [...answers.values()].filter((answer) => 'value' in answer).length;
}

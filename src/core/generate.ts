import type { Assumptions } from './decide/assumptions.ts';
import type { Recommendation } from './decide/recommendation.ts';
import type { Answers } from './interview/answer.ts';
import type { Conflict, KeptBlock, Taken } from './merge/merge-blocks.ts';
import { regenerate } from './merge/regenerate.ts';
import type { Problem } from './model/evidence.ts';
import type { Fact } from './model/fact.ts';
import { isBlocking, lint, type LintFinding } from './propose/lint.ts';
import { propose } from './propose/propose.ts';
import type { Proposal } from './propose/proposal.ts';
import { type ArchitectureRecord, recordedAnswers, recordedAssumptions } from './record/record.ts';
import { recordFacts } from './record/recorded-fact.ts';

/** Everything from which document and record are made. The same input gives the same bytes. */
export interface GenerateInput {
  readonly name: string;
  /** Facts that the person did not exclude. */
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly answers: Answers;
  readonly excludedFacts: readonly string[];
  readonly recommendation: Recommendation;
  /** What the recommendation was made with beside the answers. */
  readonly assumptions?: Assumptions | undefined;
  /** ISO date. */
  readonly date: string;
  readonly commit: string | null;
  readonly documentPath: string;
  /** The document and the record as they are; absent where there is none (or where it was refused). */
  readonly document?: string | undefined;
  readonly record?: ArchitectureRecord | undefined;
  readonly take?: Taken | undefined;
}

/** What would be written, and what was left as a human has it. */
export interface Generated {
  readonly proposal: Proposal;
  readonly document: string;
  /** Not sealed yet: whoever writes it seals it. */
  readonly record: ArchitectureRecord;
  readonly kept: readonly KeptBlock[];
  readonly conflicts: readonly Conflict[];
  readonly changed: boolean;
  /** What the linter objects to and what blocks; not empty means that this must not be shown. */
  readonly findings: readonly LintFinding[];
}

/** From a recommendation to the document: propose, lint, render and merge with what is there. */
export function generate(input: GenerateInput): Generated {
  const { record } = input;
  const proposal = propose({
    name: input.name,
    facts: input.facts,
    problems: input.problems,
    answers: input.answers,
    recommendation: input.recommendation,
    numbers: new Map((record?.numbers ?? []).map(({ key, number }) => [key, number])),
    date: input.date,
    commit: input.commit,
  });
  const regenerated = regenerate({
    ...(input.document === undefined ? {} : { document: input.document }),
    ...(record === undefined ? {} : { record }),
    ...(input.take === undefined ? {} : { take: input.take }),
    documentPath: input.documentPath,
    content: {
      answers: recordedAnswers(input.answers),
      excludedFacts: [...input.excludedFacts],
      ...recordedAssumptions(input.assumptions ?? new Map()),
      ...recordFacts(input.facts, proposal.evidence),
      numbers: numbersOf(record, proposal),
      proposal,
    },
  });
  return {
    proposal: regenerated.record.proposal,
    document: regenerated.document,
    record: regenerated.record,
    kept: regenerated.kept,
    conflicts: regenerated.conflicts,
    changed: regenerated.changed,
    findings: lint(proposal, input.facts).filter(isBlocking),
  };
}

/** Numbers as `propose` gave them, with those of earlier decisions, so that none is given again. */
function numbersOf(record: ArchitectureRecord | undefined, proposal: Proposal): ArchitectureRecord['numbers'] {
  const numbers = new Map((record?.numbers ?? []).map(({ key, number }) => [key, number]));
  for (const { id, key } of proposal.decisions) {
    numbers.set(key, Number(id.slice('AD-'.length)));
  }
  return [...numbers].map(([key, number]) => ({ key, number })).sort((a, b) => a.number - b.number);
}

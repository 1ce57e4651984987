import type { Question } from '../interview/question.ts';
import { questions as catalogue } from '../interview/questions.ts';
import type { Claim, Prose, Source } from '../propose/proposal.ts';
import { answerText } from './answer-text.ts';
import type { ArchitectureRecord } from './record.ts';

/** A line of the workspace that something rests on. The id is what a page sends to have it opened, never the path. */
export interface ExplainedEvidence {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly excerpt: string;
}

/** An answer that something rests on: the question as it was asked, the answer in words. */
export interface ExplainedAnswer {
  readonly question: string;
  readonly text: string;
  readonly answer: string;
  readonly origin: 'user' | 'workspace' | 'assumed' | 'unknown' | 'skipped';
}

/** A claim as plain text with everything behind it. */
export interface ExplainedClaim {
  readonly text: string;
  readonly answers: readonly ExplainedAnswer[];
  readonly evidence: readonly ExplainedEvidence[];
  readonly assumptions: readonly string[];
}

/** *Explain this choice*: everything the record knows about one decision. Plain data; nothing in it is Markdown or HTML. */
export interface Explanation {
  readonly id: string;
  readonly title: string;
  readonly outcome: string;
  readonly status: 'proposed' | 'accepted' | 'superseded';
  readonly reason: readonly ExplainedClaim[];
  readonly drivers: readonly ExplainedClaim[];
  readonly alternatives: readonly {
    readonly name: string;
    readonly feasible: boolean;
    readonly score: number;
    readonly because: ExplainedClaim;
  }[];
  readonly flips: readonly ExplainedClaim[];
  readonly consequences: readonly ExplainedClaim[];
  readonly stability: { readonly share: number; readonly firsts: number; readonly samples: number };
  /** All evidence of the decision, each once, in the order in which it is first named. */
  readonly evidence: readonly ExplainedEvidence[];
}

interface Sources {
  readonly evidence: ReadonlyMap<string, ExplainedEvidence>;
  readonly facts: ReadonlyMap<string, readonly string[]>;
  readonly answers: ReadonlyMap<string, ArchitectureRecord['answers'][number]>;
  readonly questions: ReadonlyMap<string, Question>;
  readonly assumptions: ReadonlyMap<string, string>;
}

/** Explains a decision of a record (or of a pending proposal's record); `undefined` if it has none of that id. Offline, at once. */
export function explain(
  record: ArchitectureRecord,
  decisionId: string,
  questions: readonly Question[] = catalogue,
): Explanation | undefined {
  const decision = record.proposal.decisions.find((candidate) => candidate.id === decisionId);
  if (decision === undefined) return undefined;
  const sources = sourcesOf(record, questions);
  const explained = (claims: readonly Claim[]): ExplainedClaim[] => claims.map((claim) => explainClaim(sources, claim));
  const reason = explained(decision.reason);
  const drivers = explained(decision.drivers);
  const flips = explained(decision.flips);
  const consequences = explained(decision.consequences);
  const alternatives = decision.alternatives.map(({ name, feasible, score, because }) => ({
    name,
    feasible,
    score,
    because: explainClaim(sources, because),
  }));
  const all = [...reason, ...drivers, ...alternatives.map((alternative) => alternative.because), ...flips, ...consequences];
  const evidence = [...new Map(all.flatMap((claim) => claim.evidence).map((item) => [item.id, item])).values()];
  const { id, title, outcome, status, stability } = decision;
  return { id, title, outcome, status, reason, drivers, alternatives, flips, consequences, stability, evidence };
}

function sourcesOf(record: ArchitectureRecord, questions: readonly Question[]): Sources {
  return {
    evidence: new Map(
      [...record.evidence, ...record.proposal.evidence].map(({ id, path, line, excerpt }) => [id, { id, path, line, excerpt }]),
    ),
    facts: new Map(record.facts.map((fact) => [fact.id, fact.evidence])),
    answers: new Map(record.answers.map((answer) => [answer.question, answer])),
    questions: new Map(questions.map((question) => [question.id, question])),
    assumptions: new Map(record.proposal.overview.assumptions.map((assumption) => [assumption.id, assumption.text])),
  };
}

function explainClaim(sources: Sources, claim: Claim): ExplainedClaim {
  const inText = claim.text.flatMap((part) => (typeof part === 'object' && 'evidence' in part ? [part.evidence] : []));
  const fromFacts = claim.sources.flatMap((source) => ('fact' in source ? (sources.facts.get(source.fact) ?? []) : []));
  const assumed = [
    ...claim.sources.flatMap((source) => ('assumption' in source ? [source.assumption] : [])),
    ...claim.text.flatMap((part) => (typeof part === 'object' && 'assumed' in part ? [part.assumed] : [])),
  ];
  return {
    text: plainText(claim.text, sources.evidence),
    answers: claim.sources.flatMap((source) => explainAnswer(sources, source)),
    evidence: [...new Set([...inText, ...fromFacts])].flatMap((id) => sources.evidence.get(id) ?? []),
    assumptions: [...new Set(assumed)].flatMap((id) => sources.assumptions.get(id) ?? []),
  };
}

function explainAnswer(sources: Sources, source: Source): ExplainedAnswer[] {
  if (!('answer' in source)) return [];
  const question = sources.questions.get(source.answer);
  const answer = sources.answers.get(source.answer);
  const text = question?.text ?? source.answer;
  if (answer === undefined) return [{ question: source.answer, text, answer: assumption(question), origin: 'assumed' }];
  if (answer.origin === 'skipped') return [{ question: source.answer, text, answer: assumption(question), origin: 'skipped' }];
  if (answer.value === undefined) return [{ question: source.answer, text, answer: assumption(question), origin: 'unknown' }];
  return [{ question: source.answer, text, answer: answerText(question, answer.value), origin: answer.origin }];
}

function assumption(question: Question | undefined): string {
  return question === undefined ? '' : answerText(question, question.assumption);
}

/** Running text without its markup; evidence reads as `path:line`. */
export function plainText(parts: Prose, evidence: ReadonlyMap<string, ExplainedEvidence>): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('code' in part) return part.code;
      if ('strong' in part) return part.strong;
      if ('decision' in part) return part.decision;
      if ('assumed' in part) return ' ◇';
      const found = evidence.get(part.evidence);
      return found === undefined ? '' : `${found.path}:${found.line}`;
    })
    .join('')
    .trim();
}

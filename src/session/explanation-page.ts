import type { ExplanationPage, RichText } from '../protocol/snapshot.ts';
import type { Claim, Decision, Prose, Proposal } from '../core/propose/proposal.ts';
import type { Answers } from '../core/interview/answer.ts';
import { describeAnswer } from '../core/interview/summary.ts';
import { questionById } from '../core/interview/value.ts';
import { answersFromRecord } from '../core/record/record.ts';
import { evidenceView } from './evidence.ts';
import type { SessionState } from './session.ts';

/** The explanation of one decision of the record or of the pending proposal; undefined if it is not there. */
export function explanationPage(
  state: SessionState,
  wanted: { readonly decision: string; readonly of: 'document' | 'pending' },
): ExplanationPage | undefined {
  const source =
    wanted.of === 'pending'
      ? state.pending === null
        ? undefined
        : { proposal: state.pending.proposal, answers: state.pending.answers }
      : state.record.kind === 'present'
        ? { proposal: state.record.record.proposal, answers: answersFromRecord(state.record.record) }
        : undefined;
  const decision = source?.proposal.decisions.find(({ id }) => id === wanted.decision);
  if (source === undefined || decision === undefined) {
    return undefined;
  }
  const { proposal, answers } = source;
  const rich = (prose: Prose): RichText => richText(prose, proposal);
  const claims = claimsOf(decision);
  return {
    kind: 'explanation',
    decision: decision.id,
    title: decision.title,
    outcome: decision.outcome,
    of: wanted.of,
    stability: `Stability ${Math.round(decision.stability.share * 100)} % (first in ${decision.stability.firsts.toLocaleString('en-US')} of ${decision.stability.samples.toLocaleString('en-US')} variations)`,
    reason: decision.reason.map(({ text }) => rich(text)),
    drivers: decision.drivers.map(({ text }) => rich(text)),
    answers: answersBehind(claims, answers),
    alternatives: decision.alternatives.map((one) => ({
      name: one.name,
      score: one.score.toFixed(2),
      feasible: one.feasible,
      because: rich(one.because.text),
    })),
    consequences: decision.consequences.map(({ text }) => rich(text)),
    flips: decision.flips.map(({ text }) => rich(text)),
    evidence: evidenceBehind(claims, proposal),
    others: proposal.decisions.filter(({ id }) => id !== decision.id).map(({ id, title }) => ({ id, title })),
  };
}

function answersBehind(claims: readonly Claim[], answers: Answers): ExplanationPage['answers'] {
  const ids = new Set(claims.flatMap(({ sources }) => sources.flatMap((source) => ('answer' in source ? [source.answer] : []))));
  return [...ids].flatMap((id) => {
    const answer = answers.get(id);
    const question = questionById(id);
    return answer === undefined || question === undefined ? [] : [{ question: question.text, answer: describeAnswer(question, answer) }];
  });
}

/** Ids of the evidence that a decision names, in the order of the proposal's table. */
export function evidenceOfDecision(proposal: Proposal, id: string): readonly string[] {
  const decision = proposal.decisions.find((candidate) => candidate.id === id);
  return decision === undefined ? [] : evidenceBehind(claimsOf(decision), proposal).map((evidence) => evidence.id);
}

function claimsOf(decision: Decision): readonly Claim[] {
  return [...decision.reason, ...decision.drivers, ...decision.consequences, ...decision.flips, ...decision.alternatives.map((one) => one.because)];
}

function evidenceBehind(claims: readonly Claim[], proposal: Proposal): ExplanationPage['evidence'] {
  const ids = new Set(claims.flatMap(({ text }) => text.flatMap((part) => (typeof part === 'object' && 'evidence' in part ? [part.evidence] : []))));
  return proposal.evidence.filter(({ id }) => ids.has(id)).map(evidenceView);
}

function richText(prose: Prose, proposal: Proposal): RichText {
  return prose.map((part) => {
    if (typeof part === 'string') {
      return { text: part };
    }
    if ('evidence' in part) {
      const found = proposal.evidence.find(({ id }) => id === part.evidence);
      return found === undefined ? { text: '' } : { evidence: evidenceView(found) };
    }
    if ('assumed' in part) {
      return { assumed: proposal.overview.assumptions.find(({ id }) => id === part.assumed)?.text ?? '' };
    }
    return part;
  });
}

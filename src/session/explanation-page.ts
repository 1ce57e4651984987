import { explain } from '../core/record/explain.ts';
import type { Prose, Proposal } from '../core/propose/proposal.ts';
import type { ArchitectureRecord } from '../core/record/record.ts';
import type { ExplanationPage, RichText } from '../protocol/snapshot.ts';
import { evidenceView } from './evidence.ts';
import type { SessionState } from './state.ts';

/** The explanation of one decision of the record or of the pending proposal; undefined if it is not there. */
export function explanationPage(
  state: SessionState,
  wanted: { readonly decision: string; readonly of: 'document' | 'pending' },
): ExplanationPage | undefined {
  const record = wanted.of === 'pending' ? state.pending?.record : state.record.kind === 'present' ? state.record.record : undefined;
  const decision = record?.proposal.decisions.find(({ id }) => id === wanted.decision);
  const explanation = record === undefined ? undefined : explain(record, wanted.decision);
  if (record === undefined || decision === undefined || explanation === undefined) {
    return undefined;
  }
  const { proposal } = record;
  const rich = (prose: Prose): RichText => richText(prose, proposal);
  const { share, firsts, samples } = decision.stability;
  const claims = [
    ...explanation.reason,
    ...explanation.drivers,
    ...explanation.alternatives.map(({ because }) => because),
    ...explanation.flips,
  ];
  const answers = new Map(claims.flatMap((claim) => claim.answers.map((answer) => [answer.question, answer] as const)));
  return {
    kind: 'explanation',
    decision: decision.id,
    title: decision.title,
    outcome: decision.outcome,
    of: wanted.of,
    stability: `Stability ${Math.round(share * 100)} %: first in ${firsts.toLocaleString('en-US')} of ${samples.toLocaleString('en-US')} variations of weights, ratings and open answers`,
    reason: decision.reason.map(({ text }) => rich(text)),
    drivers: decision.drivers.map(({ text }) => rich(text)),
    answers: [...answers.values()].map(({ text, answer, origin }) => ({
      question: text,
      answer: origin === 'user' || origin === 'workspace' ? answer : `${answer} ◇`,
    })),
    alternatives: decision.alternatives.map((one) => ({
      name: one.name,
      score: one.score.toFixed(2),
      feasible: one.feasible,
      because: rich(one.because.text),
    })),
    consequences: decision.consequences.map(({ text }) => rich(text)),
    flips: decision.flips.map(({ text }) => rich(text)),
    evidence: explanation.evidence.map(evidenceView),
    others: proposal.decisions.filter(({ id }) => id !== decision.id).map(({ id, title }) => ({ id, title })),
  };
}

/** Ids of the evidence behind a decision, each once, in the order in which it is first named. */
export function evidenceOfDecision(record: ArchitectureRecord, id: string): readonly string[] {
  return explain(record, id)?.evidence.map((evidence) => evidence.id) ?? [];
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

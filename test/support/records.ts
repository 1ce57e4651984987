import type { Proposal } from '../../src/core/propose/proposal.ts';
import { regenerate } from '../../src/core/merge/regenerate.ts';
import type { ArchitectureRecord, RecordContent } from '../../src/core/record/record.ts';
import { invoicely } from './proposals.ts';

/** The part of a record that is not the document: two answers and one fact, and the numbers of the proposal's decisions. */
export function contentOf(proposal: Proposal): RecordContent {
  return {
    answers: [
      { question: 'team-size', origin: 'user', value: 6 },
      { question: 'recovery-point', origin: 'user' },
      { question: 'stack-preferred', origin: 'workspace', value: ['typescript'], confidence: 0.9, facts: ['technology.postgresql'] },
    ],
    excludedFacts: [],
    facts: [
      {
        kind: 'technology',
        id: 'technology.postgresql',
        confidence: 0.95,
        evidence: ['ev.compose.postgres'],
        technology: 'postgresql',
        name: 'PostgreSQL',
        category: 'store',
        version: '15-alpine',
        major: 15,
        scope: 'production',
      },
    ],
    evidence: [],
    numbers: proposal.decisions.map((decision) => ({ key: decision.key, number: Number(decision.id.slice(3)) })),
    proposal,
  };
}

/** A document and its record, as the first run writes them. */
export function firstGeneration(proposal: Proposal = invoicely()): { document: string; record: ArchitectureRecord } {
  const { document, record } = regenerate({ content: contentOf(proposal) });
  return { document, record };
}

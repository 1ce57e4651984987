import type { Evidence } from '../core/model/evidence.ts';
import type { Fact } from '../core/model/fact.ts';
import type { EvidenceView } from '../protocol/snapshot.ts';
import type { SessionState } from './state.ts';

/** Where a piece of evidence stands; ids are only looked up among those that were shown. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly excerpt: string;
}

/** All evidence that a view may have shown, by id: of the facts, of the record and of the pending proposal. */
export function evidenceById(state: SessionState): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const add = (
    evidence: readonly { readonly id: string; readonly path: string; readonly line: number; readonly excerpt: string }[],
  ): void => {
    for (const { id, path, line, excerpt } of evidence) {
      places.set(id, { path, line, excerpt });
    }
  };
  if (state.record.kind === 'present') {
    add(state.record.record.evidence);
    add(state.record.record.proposal.evidence);
  }
  add(state.pending?.proposal.evidence ?? []);
  // The facts are the freshest: they win.
  for (const fact of state.scan.result?.facts ?? []) {
    add(fact.evidence);
  }
  return places;
}

/** The evidence of some facts, as much of it as a view has room for. */
export function evidenceOf(ids: readonly string[], facts: readonly Fact[]): EvidenceView[] {
  const wanted = new Set(ids);
  return facts
    .filter(({ id }) => wanted.has(id))
    .flatMap((fact) => fact.evidence.slice(0, 2).map(evidenceView))
    .slice(0, 6);
}

/** Evidence as a view shows it. */
export function evidenceView(evidence: Pick<Evidence, 'id' | 'path' | 'line'> & { readonly excerpt: string }): EvidenceView {
  return { id: evidence.id, place: `${evidence.path}:${evidence.line}`, excerpt: evidence.excerpt };
}

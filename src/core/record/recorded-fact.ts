import * as z from 'zod';
import type { Evidence } from '../model/evidence.ts';
import type { Fact } from '../model/fact.ts';
import { idPattern } from '../model/id.ts';

const id = z.string().regex(idPattern);
const word = z.string().max(200);

const base = {
  id,
  confidence: z.number().min(0).max(1),
  /** Ids of evidence in the record. */
  evidence: z.array(id).min(1).max(50),
};

/** A fact as the record keeps it: the fact itself, its evidence by id. Drift compares these with fresh ones. */
export const recordedFactSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('technology'),
    ...base,
    technology: id,
    name: word,
    category: word,
    version: word.optional(),
    major: z.number().optional(),
    scope: z.enum(['production', 'development']),
    endOfLife: word.optional(),
  }),
  z.strictObject({
    kind: z.literal('component'),
    ...base,
    name: word,
    component: word,
    technologies: z.array(id).max(50),
    folder: z.string().max(400).optional(),
    instances: z.number().optional(),
    parts: z.array(word).max(200).optional(),
  }),
  z.strictObject({
    kind: z.literal('connection'),
    ...base,
    from: id,
    to: id,
    protocol: word,
    // Absent in records that were written before it was told.
    flow: z.enum(['forward', 'backward', 'both']).optional(),
  }),
  z.strictObject({ kind: z.literal('deployment'), ...base, target: word, name: word, region: word.optional() }),
  z.strictObject({ kind: z.literal('practice'), ...base, practice: word }),
  z.strictObject({ kind: z.literal('sizing'), ...base, measure: word, value: word, about: id.optional() }),
  z.strictObject({
    kind: z.literal('hazard'),
    ...base,
    hazard: id,
    statement: z.string().max(600),
    severity: z.enum(['low', 'medium', 'high']),
    about: id.optional(),
  }),
  // What history tells has no line.
  z.strictObject({
    kind: z.literal('people'),
    ...base,
    evidence: z.array(id).max(50),
    measure: z.enum(['active-authors', 'owner-teams', 'age-years']),
    value: word,
  }),
  z.strictObject({
    kind: z.literal('document'),
    ...base,
    document: z.enum(['decision-record', 'readme', 'agent-instructions', 'architecture', 'api']),
    title: word,
  }),
]);

export type RecordedFact = z.infer<typeof recordedFactSchema>;

/** At most this many pieces of evidence are kept for one fact: enough to show it, not the whole scan. */
const evidencePerFact = 5;

/**
 * Facts as the record holds them, sorted by id, and the evidence they need beyond `held` (that of the proposal).
 * Only pass facts that something rests on.
 */
export function recordFacts(
  facts: readonly Fact[],
  held: readonly { readonly id: string }[],
): { facts: RecordedFact[]; evidence: Evidence[] } {
  const already = new Set(held.map((evidence) => evidence.id));
  const added = new Map<string, Evidence>();
  const recorded = facts.map((fact) => {
    const kept = fact.evidence.slice(0, evidencePerFact);
    for (const evidence of kept) if (!already.has(evidence.id)) added.set(evidence.id, evidence);
    return recordedFactSchema.parse({ ...fact, evidence: [...new Set(kept.map((evidence) => evidence.id))] });
  });
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  return { facts: recorded.sort(byId), evidence: [...added.values()].sort(byId) };
}

import * as z from 'zod';
import type { Answer, Answers } from '../interview/answer.ts';
import { idPattern } from '../model/id.ts';
import { evidenceSchema, proposalSchema } from '../propose/proposal.ts';
import { isRelativePath } from '../render/encode.ts';
import { recordedFactSchema } from './recorded-fact.ts';

/** Schema version that this build writes. A newer one is refused and left alone. */
export const currentVersion = 1;

const id = z.string().regex(idPattern);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const anchor = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._ -]{0,78}[A-Za-z0-9])?$/);
const decisionKey = z
  .string()
  .regex(/^[a-z]+(:[a-z0-9-]+)?$/)
  .max(80);
const answerValue = z.union([z.string().max(2000), z.array(z.string().max(200)).max(100), z.number()]);

const recordedAnswer = z.discriminatedUnion('origin', [
  z.strictObject({ question: id, origin: z.literal('user'), value: answerValue.optional() }),
  z.strictObject({
    question: id,
    origin: z.literal('workspace'),
    value: answerValue,
    confidence: z.number().min(0).max(1),
    facts: z.array(id).max(200),
  }),
  z.strictObject({ question: id, origin: z.literal('skipped') }),
]);

const recordedBlock = z.strictObject({ anchor, text: z.string().max(200_000), sha256: digest });

/** How a block read in the generation before: its heading's meaning, how many nodes followed, and their digest. */
const fingerprintSchema = z.strictObject({
  anchor,
  heading: z.string().max(2000).nullable(),
  count: z.int().min(0).max(1000),
  body: digest,
});

/**
 * The architecture record (`.groundplan/architecture.json`): the truth that a team shares. Strict and bounded
 * (security rule 6); sizes are checked before parsing, see `parseRecord`.
 */
export const recordSchema = z
  .strictObject({
    schemaVersion: z.literal(currentVersion),
    /** HMAC of the rest under a secret of the installation that wrote it (security rule 7); null if it has none. */
    seal: digest.nullable(),
    answers: z.array(recordedAnswer).max(500),
    /** Ids of facts that a person declared wrong. */
    excludedFacts: z.array(id).max(2000),
    /** Numbers of the calculation that a person set, sorted by id; absent where none is. */
    assumptions: z
      .array(z.strictObject({ id, value: z.number() }))
      .max(200)
      .optional(),
    /** Every fact that a decision or component rests on. */
    facts: z.array(recordedFactSchema).max(5000),
    /** Evidence of `facts` that the proposal itself does not hold. */
    evidence: z.array(evidenceSchema).max(5000),
    /** Decision keys and their numbers; a number is never given again, also when its decision is gone. */
    numbers: z.array(z.strictObject({ key: decisionKey, number: z.int().min(1).max(9999) })).max(500),
    proposal: proposalSchema,
    /** The text of every block as generated: the base of the next merge. Deleted blocks keep theirs. */
    blocks: z.array(recordedBlock).max(500),
    /** Digest of the document as it was written. */
    document: digest,
    previous: z.strictObject({ document: digest.nullable(), blocks: z.array(fingerprintSchema).max(500) }).nullable(),
  })
  .superRefine((record, context) => {
    for (const message of inconsistencies(record)) context.addIssue({ code: 'custom', message });
  });

export type ArchitectureRecord = z.infer<typeof recordSchema>;
export type RecordedBlock = z.infer<typeof recordedBlock>;
export type Fingerprint = z.infer<typeof fingerprintSchema>;

/** What is recorded beside the document's own blocks: the part that the caller supplies. */
export type RecordContent = Pick<
  ArchitectureRecord,
  'answers' | 'excludedFacts' | 'assumptions' | 'facts' | 'evidence' | 'numbers' | 'proposal'
>;

/** What a schema of shapes cannot say: uniqueness, and paths that stay inside the workspace. */
function inconsistencies(record: Omit<ArchitectureRecord, 'schemaVersion'>): string[] {
  const { proposal } = record;
  const unique: readonly (readonly [string, readonly string[]])[] = [
    ['answers', record.answers.map((answer) => answer.question)],
    ['excludedFacts', record.excludedFacts],
    ['assumptions', (record.assumptions ?? []).map((entry) => entry.id)],
    ['facts', record.facts.map((fact) => fact.id)],
    ['evidence', record.evidence.map((evidence) => evidence.id)],
    ['numbers.key', record.numbers.map((entry) => entry.key)],
    ['numbers.number', record.numbers.map((entry) => String(entry.number))],
    ['blocks', record.blocks.map((block) => block.anchor)],
    ['previous', record.previous?.blocks.map((block) => block.anchor) ?? []],
    ['proposal.decisions', proposal.decisions.map((decision) => decision.id)],
    ['proposal.decisions.key', proposal.decisions.map((decision) => decision.key)],
    ['proposal.evidence', proposal.evidence.map((evidence) => evidence.id)],
  ];
  const repeated = unique.filter(([, ids]) => new Set(ids).size !== ids.length).map(([name]) => `${name}: repeated id`);
  const paths = [...record.evidence, ...proposal.evidence].map((evidence) => evidence.path);
  const leaving = paths.some((path) => !isRelativePath(path)) ? ['evidence: path is not relative'] : [];
  const numbers = new Map(record.numbers.map((entry) => [entry.key, entry.number]));
  const misnumbered = proposal.decisions.some((decision) => numbers.get(decision.key) !== Number(decision.id.slice(3)));
  return [...repeated, ...leaving, ...(misnumbered ? ['numbers: a decision has another number'] : [])];
}

/** Set assumptions as the record holds them: sorted by id, and no key at all where nothing is set. */
export function recordedAssumptions(assumptions: ReadonlyMap<string, number>): Pick<ArchitectureRecord, 'assumptions'> {
  if (assumptions.size === 0) return {};
  return { assumptions: [...assumptions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => ({ id: key, value })) };
}

/** The answers of a record as the interview takes them. */
export function answersFromRecord(record: ArchitectureRecord): Answers {
  return new Map(record.answers.map((entry): [string, Answer] => [entry.question, answerOf(entry)]));
}

function answerOf(entry: ArchitectureRecord['answers'][number]): Answer {
  if (entry.origin === 'skipped') return { origin: 'skipped' };
  if (entry.origin === 'workspace') return { origin: 'workspace', value: entry.value, confidence: entry.confidence, facts: entry.facts };
  return entry.value === undefined ? { origin: 'user', unknown: true } : { origin: 'user', value: entry.value };
}

/** Answers as the record holds them, sorted by question so that the order of answering does not show. */
export function recordedAnswers(answers: Answers): ArchitectureRecord['answers'] {
  return [...answers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([question, answer]) => {
      if (answer.origin === 'skipped') return { question, origin: 'skipped' };
      if (answer.origin === 'user')
        return 'value' in answer ? { question, origin: 'user', value: copied(answer.value) } : { question, origin: 'user' };
      return { question, origin: 'workspace', value: copied(answer.value), confidence: answer.confidence, facts: [...answer.facts] };
    });
}

function copied(value: string | readonly string[] | number): string | string[] | number {
  return typeof value === 'string' || typeof value === 'number' ? value : [...value];
}

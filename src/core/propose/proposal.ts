import * as z from 'zod';
import { idPattern } from '../model/id.ts';

/**
 * The Proposal: everything the renderers may say. All strings are plain text, never Markdown, HTML or Mermaid:
 * each sink encodes them (security rule 10). It is parsed with this schema wherever it enters (records, models).
 */

const id = z.string().regex(idPattern);
const line = z.string().max(600);

/**
 * Running text: plain strings and typed inline parts. `evidence` becomes a link to its line, `decision` a link to its
 * anchor, `assumed` the mark ◇ after what was assumed, `figure` a number in bold.
 */
export const proseSchema = z
  .array(
    z.union([
      z.string().max(1200),
      z.strictObject({ code: z.string().max(200) }),
      z.strictObject({ strong: z.string().max(200) }),
      z.strictObject({ evidence: id }),
      z.strictObject({ decision: z.string().regex(/^AD-\d{3,4}$/) }),
      z.strictObject({ assumed: id }),
    ]),
  )
  .max(60);

/** Where a claim comes from. A claim without a source does not pass the linter. */
export const sourceSchema = z.union([
  z.strictObject({ answer: id }),
  z.strictObject({ fact: id }),
  z.strictObject({ assumption: id }),
  z.strictObject({ rule: id }),
  z.strictObject({ price: line }),
]);

export const claimSchema = z.strictObject({ text: proseSchema, sources: z.array(sourceSchema).min(1).max(20) });

/** US dollars a month. */
const rangeSchema = z.strictObject({ low: z.number().min(0), high: z.number().min(0) });

export const evidenceSchema = z.strictObject({
  id,
  detector: id,
  path: z.string().min(1).max(400),
  line: z.int().min(1).max(10_000_000),
  excerpt: z.string().max(240),
});

/** A C4 element. `status` compares today with the proposal; in the model of today it is always `kept`. */
export const elementSchema = z.strictObject({
  id,
  name: z.string().min(1).max(120),
  kind: z.enum([
    'person',
    'service',
    'web-client',
    'mobile-client',
    'worker',
    'function',
    'job',
    'store',
    'broker',
    'cache',
    'search',
    'object-store',
    'gateway',
    'registry',
    'configuration',
    'monitoring',
    'identity',
    'external-api',
    'system',
  ]),
  technology: z.string().max(120),
  description: z.string().max(200),
  status: z.enum(['kept', 'new', 'changed', 'removed']),
  sources: z.array(sourceSchema).min(1).max(20),
});

export const relationSchema = z.strictObject({
  from: id,
  to: id,
  label: z.string().max(120),
  /** `unknown` where it is not known; never guessed. */
  protocol: z.string().min(1).max(60),
  status: z.enum(['kept', 'new', 'changed', 'removed']),
  sources: z.array(sourceSchema).min(1).max(20),
});

/** Elements and how they talk: a system context or a container view. */
export const modelSchema = z.strictObject({
  elements: z.array(elementSchema).max(400),
  relations: z.array(relationSchema).max(2000),
});

/** Deployment nodes, each with what runs in it (element ids) and nodes inside it. Two levels are enough. */
export const deploymentSchema = z.strictObject({
  nodes: z
    .array(
      z.strictObject({
        id,
        name: z.string().min(1).max(120),
        technology: z.string().max(120),
        parent: id.nullable(),
        elements: z.array(z.strictObject({ element: id, instances: z.string().max(20) })).max(100),
      }),
    )
    .max(60),
  relations: z.array(relationSchema).max(400),
});

/** The main flow as a sequence of messages between elements. */
export const flowSchema = z.strictObject({
  title: z.string().max(120),
  steps: z
    .array(
      z.strictObject({
        from: id,
        to: id,
        text: z.string().max(160),
        kind: z.enum(['call', 'reply', 'event']),
      }),
    )
    .max(30),
});

export const alternativeSchema = z.strictObject({
  name: z.string().min(1).max(120),
  /** Style id or slot option id; hybrids are `base+edge`. */
  option: id.or(z.string().regex(/^[a-z-]+\+[a-z-]+$/)),
  feasible: z.boolean(),
  score: z.number().min(0).max(1),
  because: claimSchema,
});

/** One decision. The key is derived (`style`, `slot:cache`) and keeps its number for ever. */
export const decisionSchema = z.strictObject({
  id: z.string().regex(/^AD-\d{3,4}$/),
  key: z.string().regex(/^[a-z]+(:[a-z0-9-]+)?$/),
  status: z.enum(['proposed', 'accepted', 'superseded']),
  /** `Style: modular monolith`, `Primary store: keep PostgreSQL 15`. */
  title: z.string().min(1).max(160),
  outcome: z.string().min(1).max(120),
  /** The chosen option's id. */
  option: id.or(z.string().regex(/^[a-z-]+\+[a-z-]+$/)),
  /** One to four sentences: what and why, specific. */
  reason: z.array(claimSchema).min(1).max(8),
  drivers: z.array(claimSchema).min(1).max(12),
  alternatives: z.array(alternativeSchema).min(2).max(12),
  consequences: z.array(claimSchema).max(8),
  stability: z.strictObject({ share: z.number().min(0).max(1), firsts: z.int(), samples: z.int() }),
  flips: z.array(claimSchema).min(1).max(6),
});

/** A row of the style comparison: how each would meet scalability, maintenance and cost. */
export const styleRowSchema = z.strictObject({
  option: z.string().max(80),
  name: z.string().max(80),
  chosen: z.boolean(),
  scalability: proseSchema,
  maintenance: proseSchema,
  cost: proseSchema,
  verdict: proseSchema,
});

/** A quality-attribute scenario: source, stimulus, environment; artefact, response, response measure. Absent in older records. */
export const scenarioSchema = z.strictObject({
  source: line,
  stimulus: line,
  environment: line,
  artefact: line,
  response: line,
  /** Holds a number. */
  measure: proseSchema,
  sources: z.array(sourceSchema).min(1).max(20),
});

/** A check that a machine repeats so that a decision stays true (an architectural fitness function). */
export const fitnessSchema = z.strictObject({
  check: proseSchema,
  /** Red when: holds a number. */
  threshold: proseSchema,
  /** The tool and where it runs. */
  how: proseSchema,
  often: line,
  /** The decision or need that it guards. */
  guards: proseSchema,
  sources: z.array(sourceSchema).min(1).max(20),
});

export const proposalSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Name of the system. */
  name: z.string().min(1).max(120),
  /** ISO date; kept from the previous generation while nothing else changed, so that the same inputs give the same bytes. */
  date: z.iso.date(),
  /** Commit the facts were read at, abbreviated, where known. */
  commit: z.string().max(40).nullable(),
  counts: z.strictObject({ answers: z.int().min(0), facts: z.int().min(0), problems: z.int().min(0) }),
  overview: z.strictObject({
    purpose: z.array(claimSchema).min(1).max(4),
    objectives: z.array(z.strictObject({ objective: line, measure: proseSchema, sources: z.array(sourceSchema).min(1) })).max(12),
    users: z.array(claimSchema).max(12),
    /** The needs that drive the architecture: attribute, level (`3 of 5`), how it is measured, why. */
    needs: z.array(z.strictObject({ need: line, level: line, scenario: scenarioSchema.optional(), because: claimSchema })).max(14),
    load: z.array(claimSchema).max(14),
    /** The rest of the calculation, folded in the document. */
    calculation: z.array(claimSchema).max(24).optional(),
    constraints: z.array(claimSchema).max(20),
    assumptions: z
      .array(
        z.strictObject({
          id,
          text: line,
          question: id.nullable(),
          /** `10 s instead of 20 s`, where a person set it. */
          set: line.optional(),
        }),
      )
      .max(120),
  }),
  decisions: z.array(decisionSchema).min(1).max(60),
  styleComparison: z.array(styleRowSchema).min(2).max(14),
  /** As it is today; empty elements when nothing was found. */
  today: modelSchema,
  /** How the workspace was read: what was found in words, and what could not be read. */
  todayNotes: z.array(claimSchema).max(20),
  notRead: z.array(z.strictObject({ path: z.string().max(400), line: z.int().nullable(), reason: line })).max(50),
  context: modelSchema,
  proposed: modelSchema,
  deployment: deploymentSchema,
  flow: flowSchema,
  behaviours: z
    .array(z.strictObject({ situation: proseSchema, happens: proseSchema, holds: proseSchema, sources: z.array(sourceSchema).min(1) }))
    .max(8),
  roadmap: z
    .array(z.strictObject({ by: line, step: proseSchema, after: proseSchema, done: proseSchema, sources: z.array(sourceSchema).min(1) }))
    .max(12),
  /** Whether the steps fit the time that is there, and what is left for after. Absent in older records. */
  roadmapSum: claimSchema.optional(),
  /** What watches over the decisions by itself. Absent in older records. */
  fitness: z.array(fitnessSchema).max(8).optional(),
  cost: z.strictObject({
    lines: z.array(z.strictObject({ item: line, low: z.number().min(0), high: z.number().min(0), note: line, source: line })).max(40),
    low: z.number().min(0),
    high: z.number().min(0),
    daysLow: z.number().min(0),
    daysHigh: z.number().min(0),
    pricesRead: line,
    /** Infrastructure in the first months, and in the busiest month a year on. */
    stages: z.strictObject({ small: rangeSchema, peak: rangeSchema }).optional(),
    /** What the days cost. */
    operations: claimSchema.optional(),
    /** Set where a stated budget does not pay for it. */
    budget: claimSchema.optional(),
    calculation: z.array(claimSchema).max(20).optional(),
  }),
  openQuestions: z
    .array(
      z.strictObject({ question: id, text: line, why: line, assumed: line, changes: z.array(z.string().regex(/^AD-\d{3,4}$/)).max(20) }),
    )
    .max(40),
  challenges: z
    .array(
      z.strictObject({
        id,
        title: line,
        likelihood: z.enum(['low', 'medium', 'high', 'sure']),
        impact: z.enum(['low', 'medium', 'high']),
        evidence: claimSchema,
        mitigation: proseSchema,
        trigger: proseSchema,
        /** Book, standard or page that says the same, by its title. */
        reference: line.optional(),
      }),
    )
    .max(30),
  /** Every piece of evidence that something above names, sorted by id. */
  evidence: z.array(evidenceSchema).max(3000),
});

export type Proposal = z.infer<typeof proposalSchema>;
export type Prose = z.infer<typeof proseSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type Claim = z.infer<typeof claimSchema>;
export type Element = z.infer<typeof elementSchema>;
export type Relation = z.infer<typeof relationSchema>;
export type Model = z.infer<typeof modelSchema>;
export type Decision = z.infer<typeof decisionSchema>;
export type Alternative = z.infer<typeof alternativeSchema>;

import type { Assumption } from '../decide/recommendation.ts';
import { quantity } from '../decide/capacity/capacity.ts';
import { questionById } from '../interview/value.ts';
import type { Fact } from '../model/fact.ts';
import { clip, enumerate } from './format.ts';
import type { Proposal, Source } from './proposal.ts';
import { assumedWords } from './open-questions.ts';
import { areasAssumption } from './shape.ts';
import type { Situation } from './shape.ts';

/** Everything that a proposal refers to: evidence and decisions linked in the text, assumptions, and sources. */
export interface References {
  readonly evidence: ReadonlySet<string>;
  readonly decisions: ReadonlySet<string>;
  readonly assumptions: ReadonlySet<string>;
  /** Assumptions that stand in a text as ◇: what a reader stumbles over. */
  readonly marks: ReadonlySet<string>;
  readonly sources: readonly Source[];
}

const sourceKeys = ['answer', 'fact', 'assumption', 'rule', 'price'];

/** Walks a proposal (or a part) and gathers its references: the table of evidence and the list of assumptions are made from them. */
export function references(part: unknown): References {
  const evidence = new Set<string>();
  const decisions = new Set<string>();
  const assumptions = new Set<string>();
  const marks = new Set<string>();
  const sources: Source[] = [];
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) return value.forEach((entry) => visit(entry, key));
    if (typeof value !== 'object' || value === null) return;
    const entries = Object.entries(value);
    const [only] = entries;
    if (only !== undefined && entries.length === 1 && typeof only[1] === 'string') {
      const [kind, id] = only;
      if (key === 'sources' && sourceKeys.includes(kind)) sources.push(value as Source);
      if (key === 'sources' && kind === 'assumption') assumptions.add(id);
      if (key !== 'sources' && kind === 'evidence') evidence.add(id);
      if (key !== 'sources' && kind === 'assumed') {
        assumptions.add(id);
        marks.add(id);
      }
      if (key !== 'sources' && kind === 'decision') decisions.add(id);
    }
    // A message of the flow is no reference; everything else is walked.
    for (const [name, entry] of entries) visit(entry, name);
  };
  visit(part, '');
  return { evidence, decisions, assumptions, marks, sources };
}

/** The evidence behind everything that is linked or named as a source, sorted by id, at most what the schema holds. */
export function collectEvidence(facts: readonly Fact[], used: References): Proposal['evidence'] {
  const named = new Set(used.sources.flatMap((source) => ('fact' in source ? [source.fact] : [])));
  const table = new Map<string, Proposal['evidence'][number]>();
  const linked = facts.flatMap((fact) => fact.evidence).filter((entry) => used.evidence.has(entry.id));
  const behind = facts.filter((fact) => named.has(fact.id)).flatMap((fact) => fact.evidence.slice(0, 8));
  for (const entry of [...linked, ...behind]) {
    if (table.size >= 3000) break;
    table.set(entry.id, {
      id: entry.id,
      detector: entry.detector,
      path: clip(entry.path, 400),
      line: entry.line,
      excerpt: clip(entry.excerpt, 240),
    });
  }
  return [...table.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** The list of assumptions behind every ◇, in words: those of the capacity calculation, assumed answers, and our own. */
export function collectAssumptions(situation: Situation, used: References): Proposal['overview']['assumptions'] {
  const known = new Map<string, Assumption>(
    [...situation.recommendation.cost.assumptions, ...situation.recommendation.capacity.assumptions].map((entry) => [entry.id, entry]),
  );
  return [...used.assumptions]
    .sort()
    .map((id) => {
      const given = known.get(id);
      if (given !== undefined) return { id, text: clip(given.text, 600), question: given.question ?? null, ...setWords(given) };
      return { id, ...ownAssumption(situation, id) };
    })
    .slice(0, 120);
}

/** `10 s instead of 20 s`, where a person set the number. */
function setWords({ set, value, unit = '', instead }: Assumption): { set?: string } {
  if (set !== true || value === undefined) return {};
  return { set: instead === undefined ? quantity(value, unit) : `${quantity(value, unit)} instead of ${quantity(instead, unit)}` };
}

/** Assumptions of our own that no question would replace. */
const ownWords: Readonly<Record<string, string>> = {
  'assumed.response-measures': 'minutes, days and shares that nobody has named are proposals',
  'assumed.roadmap-weeks':
    'roadmap: people beyond the fourth count half, daily work takes its share, what has to be watched is watched for two weeks',
};

function ownAssumption(situation: Situation, id: string): { text: string; question: string | null } {
  if (id === areasAssumption) {
    return {
      text: `${enumerate(situation.areas.names, 7)} are names of ours: the real borders come from the people who do the work`,
      question: 'domain-borders',
    };
  }
  const own = ownWords[id];
  if (own !== undefined) return { text: own, question: null };
  const name = id.replace(/^assumed\./, '');
  const question = questionById(name);
  if (name === 'success-measure') return { text: 'measures of success without a number of yours are proposals', question: name };
  if (question === undefined) return { text: `Taken for granted: ${name.replace(/[-.]/g, ' ')}`, question: null };
  return { text: clip(assumedWords(situation, question), 600), question: name };
}

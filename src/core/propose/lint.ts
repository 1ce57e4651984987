import type { Fact } from '../model/fact.ts';
import { questionById } from '../interview/value.ts';
import { references } from './collect.ts';
import type { Claim, Model, Proposal, Prose } from './proposal.ts';
import { plainText } from './prose.ts';

/** The rules of the linter. A finding names one of them. */
export type LintRule =
  | 'decision-without-driver'
  | 'too-few-alternatives'
  | 'no-feasible-alternative'
  | 'claim-without-source'
  | 'unknown-source'
  | 'unlisted-assumption'
  | 'missing-evidence'
  | 'unknown-decision'
  | 'duplicate-decision'
  | 'placeholder'
  | 'empty-text'
  | 'relation-without-protocol'
  | 'unknown-element'
  | 'flow-without-relation'
  | 'repeated-sentence';

/** One fault of a proposal. `where` is a path into it (`decisions.2.drivers`), `detail` what was found there. */
export interface LintFinding {
  readonly rule: LintRule;
  readonly where: string;
  readonly detail: string;
}

/** Faults of style: worth mending, and no reason to withhold a document that is otherwise right. */
const advice: ReadonlySet<LintRule> = new Set(['repeated-sentence']);

/** Whether a proposal with this finding must not be shown. */
export function isBlocking(finding: LintFinding): boolean {
  return !advice.has(finding.rule);
}

/**
 * Checks what the schema cannot: that every decision is grounded, every claim has a source that exists, nothing is a
 * placeholder, every reference leads somewhere, and nothing is said twice. With `facts`, sources that name facts are
 * looked up too; a proposal alone does not carry its facts. A list without blocking findings means that the proposal may be shown.
 */
export function lint(proposal: Proposal, facts?: readonly Fact[]): readonly LintFinding[] {
  return [
    ...lintDecisions(proposal),
    ...lintSources(proposal, facts),
    ...lintTexts(proposal),
    ...lintModels(proposal),
    ...lintRepetition(proposal),
  ];
}

function lintDecisions(proposal: Proposal): LintFinding[] {
  const out: LintFinding[] = [];
  const seen = new Set<string>();
  proposal.decisions.forEach((decision, index) => {
    const where = `decisions.${index}`;
    if (decision.drivers.length === 0) out.push({ rule: 'decision-without-driver', where, detail: decision.title });
    if (decision.alternatives.length < 2) out.push({ rule: 'too-few-alternatives', where, detail: decision.title });
    // The style may be the only one that the stated constraints leave; then every exclusion gives its reason.
    const only = decision.key === 'style' && decision.alternatives.every((entry) => plainText(entry.because.text) !== '');
    if (!only && !decision.alternatives.some((entry) => entry.feasible))
      out.push({ rule: 'no-feasible-alternative', where, detail: decision.title });
    if (seen.has(decision.id) || seen.has(decision.key)) out.push({ rule: 'duplicate-decision', where, detail: decision.id });
    seen.add(decision.id).add(decision.key);
  });
  return out;
}

function lintSources(proposal: Proposal, facts?: readonly Fact[]): LintFinding[] {
  const out: LintFinding[] = [];
  const used = references(proposal);
  const evidence = new Set(proposal.evidence.map((entry) => entry.id));
  const assumptions = new Set(proposal.overview.assumptions.map((entry) => entry.id));
  const decisions = new Set(proposal.decisions.map((entry) => entry.id));
  const known = facts === undefined ? undefined : new Set(facts.map((fact) => fact.id));
  for (const source of used.sources) {
    if ('answer' in source && questionById(source.answer) === undefined)
      out.push({ rule: 'unknown-source', where: 'sources', detail: `answer ${source.answer}` });
    if ('fact' in source && known !== undefined && !known.has(source.fact))
      out.push({ rule: 'unknown-source', where: 'sources', detail: `fact ${source.fact}` });
  }
  for (const id of used.assumptions)
    if (!assumptions.has(id)) out.push({ rule: 'unlisted-assumption', where: 'overview.assumptions', detail: id });
  for (const id of used.evidence) if (!evidence.has(id)) out.push({ rule: 'missing-evidence', where: 'evidence', detail: id });
  for (const id of used.decisions) if (!decisions.has(id)) out.push({ rule: 'unknown-decision', where: 'text', detail: id });
  for (const question of proposal.openQuestions) {
    for (const id of question.changes)
      if (!decisions.has(id)) out.push({ rule: 'unknown-decision', where: `openQuestions.${question.question}`, detail: id });
  }
  each(proposal, '', (value, where) => {
    if (isClaim(value) && value.sources.length === 0)
      out.push({ rule: 'claim-without-source', where, detail: plainText(value.text).slice(0, 80) });
  });
  return out;
}

/** Words that mean that somebody has not written the text yet, or that a program printed a mistake. */
export const placeholders =
  /\bTODO\b|\bTBD\b|\bFIXME\b|[Ll]orem ipsum|\bundefined\b|\bNaN\b|\[object |\b[Yy]our company\b|\bInfinity\b|\{\{|\$\{/;

/** Texts that quote the user or the workspace are theirs: a purpose may well be "a TODO list". */
const quoted = /^(today|evidence|name|context|proposed|notRead|deployment|flow|overview\.purpose|overview\.objectives)(\.|$)|\.excerpt$/;

const proseFields = new Set([
  'text',
  'measure',
  'scalability',
  'maintenance',
  'cost',
  'verdict',
  'situation',
  'happens',
  'holds',
  'step',
  'after',
  'done',
  'mitigation',
  'trigger',
]);

function lintTexts(proposal: Proposal): LintFinding[] {
  const out: LintFinding[] = [];
  const names = [proposal.name, ...proposal.today.elements.map((element) => element.name)].filter((name) => placeholders.test(name));
  const own = (text: string) => names.reduce((rest, name) => rest.replaceAll(name, ''), text);
  each(proposal, '', (value, where) => {
    const field = where.slice(where.lastIndexOf('.') + 1);
    if (Array.isArray(value) && proseFields.has(field)) {
      const text = plainText(value as Prose);
      if (text.trim() === '') out.push({ rule: 'empty-text', where, detail: field });
    }
    if (typeof value === 'string' && !quoted.test(where) && placeholders.test(own(value)))
      out.push({ rule: 'placeholder', where, detail: value.slice(0, 80) });
    if (
      typeof value === 'string' &&
      value.trim() === '' &&
      /\.(title|outcome|name|question|why|objective|need|level|by|item)$/.test(where)
    ) {
      out.push({ rule: 'empty-text', where, detail: field });
    }
  });
  return out;
}

function lintModels(proposal: Proposal): LintFinding[] {
  const out: LintFinding[] = [];
  const models: readonly (readonly [string, Model])[] = [
    ['today', proposal.today],
    ['context', proposal.context],
    ['proposed', proposal.proposed],
  ];
  for (const [where, model] of models) {
    const ids = new Set(model.elements.map((element) => element.id));
    out.push(...lintRelations(where, model.relations, ids));
  }
  const ids = new Set(proposal.proposed.elements.map((element) => element.id));
  out.push(...lintRelations('deployment', proposal.deployment.relations, ids));
  const nodes = new Set(proposal.deployment.nodes.map((node) => node.id));
  for (const node of proposal.deployment.nodes) {
    if (node.parent !== null && !nodes.has(node.parent))
      out.push({ rule: 'unknown-element', where: `deployment.${node.id}`, detail: node.parent });
    for (const entry of node.elements)
      if (!ids.has(entry.element)) out.push({ rule: 'unknown-element', where: `deployment.${node.id}`, detail: entry.element });
  }
  const pairs = new Set(
    proposal.proposed.relations.flatMap((relation) => [`${relation.from} ${relation.to}`, `${relation.to} ${relation.from}`]),
  );
  proposal.flow.steps.forEach((step, index) => {
    for (const end of [step.from, step.to])
      if (!ids.has(end)) out.push({ rule: 'unknown-element', where: `flow.steps.${index}`, detail: end });
    if (!pairs.has(`${step.from} ${step.to}`))
      out.push({ rule: 'flow-without-relation', where: `flow.steps.${index}`, detail: `${step.from} → ${step.to}` });
  });
  return out;
}

function lintRelations(where: string, relations: Model['relations'], ids: ReadonlySet<string>): LintFinding[] {
  return relations.flatMap((relation, index): LintFinding[] => [
    ...(relation.protocol.trim() === ''
      ? [{ rule: 'relation-without-protocol' as const, where: `${where}.relations.${index}`, detail: `${relation.from} → ${relation.to}` }]
      : []),
    ...[relation.from, relation.to]
      .filter((end) => !ids.has(end))
      .map((end) => ({ rule: 'unknown-element' as const, where: `${where}.relations.${index}`, detail: end })),
  ]);
}

/** Shorter ones may recur: `week 3`, `as today`. */
const shortestRepetition = 45;

/** Parts that repeat answers or verdicts by their nature: that is what makes them evidence. */
const quotesAnswers =
  /^(styleComparison|overview\.assumptions|counts)|\.drivers\.|alternatives\.\d+\.because|challenges\.\d+\.evidence|openQuestions\.\d+\.assumed/;

/** Sentences of our own prose that stand in two places. Names of the workspace are not looked at. */
function lintRepetition(proposal: Proposal): LintFinding[] {
  const out: LintFinding[] = [];
  const first = new Map<string, string>();
  each(proposal, '', (value, where) => {
    if (quoted.test(where) || quotesAnswers.test(where)) return;
    const field = where.slice(where.lastIndexOf('.') + 1);
    const text =
      Array.isArray(value) && proseFields.has(field)
        ? plainText(value as Prose)
        : typeof value === 'string' && /\.(title|outcome|because|why|text|objective|need|level|note)$/.test(where)
          ? value
          : '';
    for (const sentence of text.split(/(?<=[.!?;])\s+/)) {
      const normal = sentence
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim();
      if (normal.length < shortestRepetition) continue;
      const earlier = first.get(normal);
      if (earlier === undefined) first.set(normal, where);
      else if (earlier !== where) out.push({ rule: 'repeated-sentence', where, detail: `${sentence.slice(0, 100)} (also in ${earlier})` });
    }
  });
  return out;
}

function isClaim(value: unknown): value is Claim {
  return typeof value === 'object' && value !== null && 'sources' in value && 'text' in value && Array.isArray(value.sources);
}

function each(value: unknown, where: string, look: (value: unknown, where: string) => void): void {
  look(value, where);
  if (Array.isArray(value)) value.forEach((entry, index) => each(entry, `${where}.${index}`, look));
  else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) each(entry, where === '' ? key : `${where}.${key}`, look);
  }
}

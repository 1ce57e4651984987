import type { Basis } from '../decide/recommendation.ts';
import { statedValue } from '../interview/answer.ts';
import type { Answers } from '../interview/answer.ts';
import type { AnswerValue, Question } from '../interview/question.ts';
import { numberOf, questionById } from '../interview/value.ts';
import type {
  ComponentFact,
  ConnectionFact,
  DeploymentFact,
  Fact,
  HazardFact,
  Practice,
  PracticeFact,
  SizingFact,
  TechnologyFact,
} from '../model/fact.ts';
import { unique } from './prose.ts';
import type { Piece } from './prose.ts';
import type { Prose, Source } from './proposal.ts';

/** Answers and facts as the writers of the document ask for them: stated values first, assumptions marked as such. */
export interface Reading {
  readonly answers: Answers;
  /** Facts that may carry a claim: confidence of at least 0.5. */
  readonly facts: readonly Fact[];
  readonly components: readonly ComponentFact[];
  readonly connections: readonly ConnectionFact[];
  readonly technologies: readonly TechnologyFact[];
  readonly deployments: readonly DeploymentFact[];
  readonly hazards: readonly HazardFact[];
  readonly practices: readonly PracticeFact[];
  readonly sizings: readonly SizingFact[];
  /** True if the user or the workspace gave a value. */
  stated(question: string): boolean;
  /** True if the user said that nobody knows. */
  unknown(question: string): boolean;
  /** Option id of a choice, or the assumption. */
  one(question: string): string;
  /** Option ids of a multi question without `none`, or the assumption. */
  many(question: string): readonly string[];
  /** Number of a quantity (a bucket counts with its value), or the assumption. */
  amount(question: string): number;
  /** Free text, `''` if there is none. */
  text(question: string): string;
  has(question: string, ...options: readonly string[]): boolean;
  /** Sources of a question's value: the answer with its facts, or the assumption. */
  source(...questions: readonly string[]): Source[];
  /** ◇ if the value of the question is assumed, nothing otherwise. */
  mark(question: string): Prose;
  practice(id: Practice): PracticeFact | undefined;
  /** Every hazard of one rule. */
  hazard(id: string): readonly HazardFact[];
  fact(id: string): Fact | undefined;
}

/** Id under which an assumed answer stands in the document's list of assumptions. */
export function assumptionId(question: string): string {
  return `assumed.${question}`;
}

/** Prepares answers and facts for the writers. Facts below 0.5 confidence are left out: they rest nothing on themselves. */
export function read(answers: Answers, allFacts: readonly Fact[]): Reading {
  const facts = allFacts.filter((fact) => fact.confidence >= 0.5);
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const ofKind = <Kind extends Fact['kind']>(kind: Kind) =>
    facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
  const practices = ofKind('practice');
  const hazards = ofKind('hazard');
  const stated = (question: string) => statedValue(answers, question) !== undefined;
  const value = (question: string) => statedValue(answers, question) ?? questionById(question)?.assumption;
  const many = (question: string) => asList(value(question)).filter((option) => option !== 'none');
  const one = (question: string) => asList(value(question))[0] ?? '';
  return {
    answers,
    facts,
    components: ofKind('component'),
    connections: ofKind('connection'),
    technologies: ofKind('technology'),
    deployments: ofKind('deployment'),
    sizings: ofKind('sizing'),
    hazards,
    practices,
    stated,
    unknown: (question) => {
      const answer = answers.get(question);
      return answer !== undefined && 'unknown' in answer;
    },
    one,
    many,
    amount: (question) => asNumber(questionById(question), value(question)),
    text: (question) => asList(statedValue(answers, question))[0]?.trim() ?? '',
    has: (question, ...options) => options.some((option) => asList(value(question)).includes(option)),
    source: (...ids) => unique(ids.flatMap((id) => sourcesOf(answers, id, byId))),
    mark: (question) => (stated(question) ? [] : [{ assumed: assumptionId(question) }]),
    practice: (id) => practices.find((fact) => fact.practice === id),
    hazard: (id) => hazards.filter((fact) => fact.hazard === id),
    fact: (id) => byId.get(id),
  };
}

/** The first place in the workspace that shows a fact, as a link. */
export function see(fact: Fact | undefined): Piece | undefined {
  const first = fact === undefined ? undefined : tellingEvidence(fact);
  return first === undefined ? undefined : { evidence: first.id };
}

/** Files in the order in which they say what really runs: infrastructure, deployment, images, manifests, examples. */
const telling: readonly RegExp[] = [
  /\.tf$/,
  /compose[^/]*\.ya?ml$/,
  /(^|\/)(k8s|kubernetes|deploy|charts?|helm|manifests)\//,
  /Dockerfile/,
  /\.(toml|xml|gradle|kts|mod)$|package\.json$|requirements[^/]*\.txt$/,
];

function tellingEvidence(fact: Fact): Fact['evidence'][number] | undefined {
  const rank = (path: string) => {
    const found = telling.findIndex((pattern) => pattern.test(path));
    return found === -1 ? telling.length : found;
  };
  return [...fact.evidence].sort((one, other) => rank(one.path) - rank(other.path))[0];
}

/** Links to the first place of up to `most` facts, in brackets with a space before; nothing if there is none. */
export function seen(facts: readonly (Fact | undefined)[], most = 2): Prose {
  const links = [...new Map(facts.map((fact) => [see(fact), fact])).keys()].filter((link) => link !== undefined);
  const distinct = [...new Map(links.map((link) => [JSON.stringify(link), link])).values()].slice(0, most);
  return distinct.length === 0 ? [] : [' (', ...distinct.flatMap((link, index) => (index === 0 ? [link] : [', ', link])), ')'];
}

/** The sources behind a basis of the decision; `rule` stands in where it names nothing. */
export function basisSources(reading: Reading, basis: Basis, rule: string): Source[] {
  const sources: Source[] = [
    ...basis.answers.flatMap((id) => (questionById(id) === undefined ? [] : reading.source(id))),
    ...basis.facts.filter((id) => reading.fact(id) !== undefined).map((id) => ({ fact: id })),
    ...basis.assumed.flatMap((id) => (questionById(id) === undefined ? [] : reading.source(id))),
  ];
  return sources.length === 0 ? [{ rule }] : unique(sources);
}

/** The facts a basis names, in its order. */
export function basisFacts(reading: Reading, basis: Basis): Fact[] {
  return basis.facts.map((id) => reading.fact(id)).filter((fact) => fact !== undefined);
}

function sourcesOf(answers: Answers, question: string, facts: ReadonlyMap<string, Fact>): Source[] {
  const answer = answers.get(question);
  if (answer === undefined || !('value' in answer)) return [{ assumption: assumptionId(question) }];
  const named = answer.origin === 'workspace' ? answer.facts.filter((id) => facts.has(id)) : [];
  return [{ answer: question }, ...named.map((fact) => ({ fact }))];
}

function asList(value: AnswerValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  return typeof value === 'number' ? [String(value)] : value;
}

function asNumber(question: Question | undefined, value: AnswerValue | undefined): number {
  return question === undefined ? 0 : (numberOf(question, value) ?? numberOf(question, question.assumption) ?? 0);
}

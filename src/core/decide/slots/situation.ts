import type { Answers } from '../../interview/answer.ts';
import { statedValue } from '../../interview/answer.ts';
import { applies, holds } from '../../interview/condition.ts';
import type { AnswerValue } from '../../interview/question.ts';
import { questions } from '../../interview/questions.ts';
import { formatNumber } from '../../interview/summary.ts';
import { numberOf, optionsOf, questionById } from '../../interview/value.ts';
import type { ComponentFact, DeploymentFact, Fact, PracticeFact, TechnologyFact } from '../../model/fact.ts';
import type { Basis, BaseStyle, Capacity, SlotId, StyleId } from '../recommendation.ts';
import { derivedIndex, resolveValues } from '../values.ts';
import { composeIsForDevelopment, nameTheCluster, pagesOf, runningCode } from './in-use.ts';
import type { RulesOf } from './combinations.ts';
import { combinations, rulesOf } from './combinations.ts';
import type { Place, SlotCondition } from './slot-rule.ts';

/** A technology or deployment target that the running system uses, or the component that serves its pages. */
export type UsedFact = TechnologyFact | DeploymentFact | PracticeFact | ComponentFact;

/** What the choice of one slot sees: answers, facts, style, and what was chosen before. */
export interface SlotSituation {
  /** Stated or assumed; undefined where the question does not apply. */
  value(question: string): AnswerValue | undefined;
  isStated(question: string): boolean;
  /** Facts by technology id or deployment target, most telling first; what the repository only shows as knowledge too. */
  readonly found: ReadonlyMap<string, readonly UsedFact[]>;
  /** People, dollars a month and engineer-days a month for operations, as stated or assumed. */
  readonly means: { readonly people: number; readonly budget: number | undefined; readonly days: number | undefined };
  /** False when the team starts from scratch or replaces what is here: what is found is knowledge, not a given. */
  readonly keeps: boolean;
  /** Server code of the team, whose technologies say how much of the system is written with what. */
  readonly code: readonly ComponentFact[];
  readonly bases: readonly BaseStyle[];
  /** Requests and events a second in the busiest minute. */
  readonly peak: number;
  /** Undefined while nobody said where and nothing chosen decides it. */
  readonly place: Place | undefined;
  /** Where it can still run: all places until somebody said where, fewer with every choice that is sold in some only. */
  readonly places: ReadonlySet<Place>;
  readonly chosen: ReadonlyMap<SlotId, string>;
  /** The ids of `chosen`. */
  readonly picked: ReadonlySet<string>;
  /** What goes together, by option. */
  readonly rulesOf: RulesOf;
}

const leastConfidence = 0.5;
const allPlaces: readonly Place[] = ['aws', 'azure', 'gcp', 'platform', 'own', 'edge'];

const standardRules = rulesOf(combinations);

/** Builds the situation before the first choice. `before` is one over the same facts, whose reading of them is used again. */
export function situationOf(
  facts: readonly Fact[],
  answers: Answers,
  style: StyleId,
  capacity: Capacity | undefined,
  rules: RulesOf = standardRules,
  before?: Pick<SlotSituation, 'found' | 'code'>,
): SlotSituation {
  const lookup = (id: string): AnswerValue | undefined => statedValue(answers, id) ?? questionById(id)?.assumption;
  const values = new Map<string, AnswerValue>();
  for (const question of questions) {
    const value = lookup(question.id);
    if (value !== undefined && applies(question, lookup)) values.set(question.id, value);
  }
  const start = values.get('starting-point');
  const place = statedPlace(values, facts, start);
  const amount = (id: string): number | undefined => {
    const question = questionById(id);
    return question === undefined ? undefined : numberOf(question, values.get(id));
  };
  const figure = capacity?.figures.find(({ id, unit }) => id.includes('peak') && unit.includes('/s'))?.value;
  return {
    value: (id) => values.get(id),
    isStated: (id) => statedValue(answers, id) !== undefined,
    means: { people: amount('team-size') ?? 4, budget: amount('budget'), days: amount('operations-days') },
    found: before?.found ?? foundIn(facts),
    keeps: start !== 'from-scratch' && start !== 'replace',
    code: before?.code ?? runningCode(facts),
    bases: typeof style === 'string' ? [style] : [style.base, style.edge],
    peak: figure ?? resolveValues(answers).values[derivedIndex('peak-rate')] ?? 0,
    place,
    places: new Set(place === undefined ? allPlaces : [place]),
    chosen: new Map(),
    picked: new Set(),
    rulesOf: rules,
  };
}

function foundIn(facts: readonly Fact[]): ReadonlyMap<string, readonly UsedFact[]> {
  const found = new Map<string, readonly UsedFact[]>();
  const add = (key: string, fact: UsedFact): void => {
    found.set(key, [...(found.get(key) ?? []), fact]);
  };
  for (const fact of facts) {
    if (fact.confidence < leastConfidence) continue;
    if (fact.kind === 'technology' && fact.scope === 'production') add(fact.technology, fact);
    if (fact.kind === 'technology' && deliveryCategories.has(fact.category)) {
      if (fact.scope !== 'production') add(fact.technology, fact);
    }
    if (fact.kind === 'deployment') add(fact.target, fact);
    if (fact.kind === 'practice' && fact.practice === 'infrastructure-as-code') {
      // The practice is seen in the files of a tool, and the detector that read them is named after it.
      for (const detector of new Set(fact.evidence.map((evidence) => evidence.detector))) add(detector, fact);
    }
  }
  if (composeIsForDevelopment(facts)) found.delete('docker-compose');
  nameTheCluster(found, facts);
  const pages = pagesOf(facts);
  if (pages !== undefined) found.set('pages', [pages]);
  return found;
}

/** What delivers and builds a system never runs in it, so its scope says nothing. */
const deliveryCategories: ReadonlySet<string> = new Set(['delivery', 'infrastructure-as-code', 'container', 'observability']);

function statedPlace(values: ReadonlyMap<string, AnswerValue>, facts: readonly Fact[], start: AnswerValue | undefined): Place | undefined {
  const ruledOut = values.get('disqualifiers');
  const hosting = values.get('hosting');
  const named = typeof hosting === 'string' && hosting !== 'any' ? (hosting as Place) : undefined;
  if (Array.isArray(ruledOut) && (ruledOut.includes('own-hosting') || ruledOut.includes('disconnected'))) {
    return named === 'edge' ? 'edge' : 'own';
  }
  if (named !== undefined || start === 'from-scratch') return named;
  const targets = facts.flatMap((fact) => (fact.kind === 'deployment' && fact.confidence >= 0.7 ? [fact.target] : []));
  const clouds = (['aws', 'azure', 'gcp'] as const).filter((cloud) => targets.includes(cloud));
  return clouds.length === 1 ? clouds[0] : undefined;
}

/** Whether a condition holds in the situation. */
export function holdsIn(condition: SlotCondition, situation: SlotSituation): boolean {
  if ('all' in condition) return condition.all.every((part) => holdsIn(part, situation));
  if ('any' in condition) return condition.any.some((part) => holdsIn(part, situation));
  if ('not' in condition) return !holdsIn(condition.not, situation);
  if ('peakAtLeast' in condition) return situation.peak >= condition.peakAtLeast;
  if ('style' in condition) return condition.style.some((base) => situation.bases.includes(base));
  if ('base' in condition) return situation.bases[0] !== undefined && condition.base.includes(situation.bases[0]);
  if ('filled' in condition) return (situation.chosen.get(condition.filled) ?? 'none') !== 'none';
  if ('place' in condition) return situation.place !== undefined && condition.place.includes(situation.place);
  if ('uses' in condition) return situation.keeps && condition.uses.some((id) => situation.found.has(id));
  if ('services' in condition) return situation.keeps && situation.code.length >= condition.services;
  if ('chosen' in condition) return condition.chosen.some((id) => situation.picked.has(id));
  return holds(condition, situation.value);
}

/** Questions and facts that a condition looks at. */
export function basisOfCondition(condition: SlotCondition, situation: SlotSituation): Basis {
  const asked = new Set<string>();
  const facts = new Set<string>();
  collect(condition, situation, asked, facts);
  const known = [...asked];
  return {
    answers: known.filter((id) => situation.isStated(id)),
    facts: [...facts],
    assumed: known.filter((id) => !situation.isStated(id)),
  };
}

function collect(condition: SlotCondition, situation: SlotSituation, asked: Set<string>, facts: Set<string>): void {
  if ('all' in condition) for (const part of condition.all) collect(part, situation, asked, facts);
  else if ('any' in condition) {
    const holding = condition.any.filter((part) => holdsIn(part, situation));
    for (const part of holding.length > 0 ? holding : condition.any) collect(part, situation, asked, facts);
  } else if ('not' in condition) collect(condition.not, situation, asked, facts);
  else if ('peakAtLeast' in condition) {
    for (const id of ['concurrent-users', 'machine-events']) if (situation.value(id) !== undefined) asked.add(id);
  } else if ('place' in condition) asked.add('hosting');
  else if ('services' in condition) for (const { id } of situation.code.slice(0, 3)) facts.add(id);
  else if ('uses' in condition) {
    for (const id of condition.uses) for (const fact of situation.found.get(id) ?? []) facts.add(fact.id);
  } else if ('question' in condition) asked.add(condition.question);
}

/** Joins bases, each id once. */
export function joinBases(bases: readonly Basis[]): Basis {
  const join = (key: keyof Basis): readonly string[] => [...new Set(bases.flatMap((basis) => basis[key]))];
  return {
    answers: join('answers'),
    facts: join('facts'),
    assumed: join('assumed'),
  };
}

/** Fills `{peak}`, `{team}`, `{budget}`, … of a sentence. Unknown names stay, so that a test finds them. */
export function fill(text: string, situation: SlotSituation, more: Readonly<Record<string, string>> = {}): string {
  const filled = text.replace(/\{([a-z-]+)\}/g, (whole, name: string) => {
    if (Object.hasOwn(more, name)) return more[name] ?? whole;
    if (name === 'parts') return partsIn(situation);
    if (name === 'peak') return `${formatNumber(Math.max(1, Math.round(situation.peak)))} requests/s`;
    if (name === 'place') return situation.place === undefined ? 'any host' : placeNames[situation.place];
    if (name === 'style') return situation.bases[0] === undefined ? whole : styleNames[situation.bases[0]];
    const question = questionById(name);
    const value = question === undefined ? undefined : situation.value(name);
    if (question === undefined || value === undefined) return whole;
    const number = numberOf(question, value);
    if (number !== undefined) return quantity(name, number, question.kind === 'quantity' ? question.unit : '');
    const ids = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    return ids.map((id) => optionsOf(question).find((option) => option.id === id)?.label ?? id).join(' and ');
  });
  return filled.replace(/\ba (event-driven)/g, 'an $1');
}

/** `api and worker`; `the first release` where nothing of today stays. */
function partsIn({ code, keeps }: SlotSituation): string {
  const own = code.filter(({ component }) => component !== 'gateway' && component !== 'configuration' && component !== 'registry');
  return keeps && own.length > 0 ? partNames(own.map(({ name }) => name)) : 'the first release';
}

/** Names of parts inside a sentence: `api`, `api and worker`, `api and 3 more`. */
export function partNames(all: readonly string[]): string {
  const names = [...new Set(all.map((name) => name.slice(0, 40)))];
  const shown = names.length > 4 ? [...names.slice(0, 2), `${String(names.length - 2)} more`] : names;
  const last = shown.at(-1) ?? 'the parts';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** Styles as they stand after `a`. */
const styleNames: Readonly<Record<BaseStyle, string>> = {
  layered: 'layered system',
  'modular-monolith': 'modular monolith',
  microkernel: 'microkernel',
  pipeline: 'pipeline',
  'service-based': 'service-based system',
  'event-driven': 'event-driven system',
  microservices: 'system of microservices',
  'space-based': 'space-based system',
  serverless: 'serverless system',
};

/** Places as they stand in a sentence. */
export const placeNames: Readonly<Record<Place, string>> = {
  aws: 'AWS',
  azure: 'Azure',
  gcp: 'Google Cloud',
  platform: 'a simple platform',
  own: 'your own machines',
  edge: 'many sites and devices',
};

function quantity(question: string, value: number, unit: string): string {
  if (question === 'data-volume' && value >= 1000) return `${formatNumber(Math.round(value / 100) / 10)} TB after a year`;
  if (question === 'team-size') return value === 1 ? 'one developer' : `${formatNumber(value)} developers`;
  if (value === 1) return `1 ${unit.replace(/^(external API|[a-z-]+?)s\b/, '$1')}`;
  return `${formatNumber(value)} ${unit}`;
}

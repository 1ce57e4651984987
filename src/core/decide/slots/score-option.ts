import type { Basis } from '../recommendation.ts';
import { optionsOf, questionById } from '../../interview/value.ts';
import type { SlotSituation, UsedFact } from './situation.ts';
import { basisOfCondition, fill, holdsIn, placeNames } from './situation.ts';
import type { OptionRule } from './slot-rule.ts';

/** One thing that moved an option's score. */
export interface Reason {
  readonly points: number;
  /** A filled-in clause. Put into words only where it is shown: most options are judged and never shown. */
  readonly because: () => string;
  readonly basis: () => Basis;
}

/** An option judged in a situation. What most options are never asked for is worked out when it is. */
export interface JudgedOption {
  readonly rule: OptionRule;
  /** As it is called here. */
  readonly name: string;
  /** 0 to 1. */
  readonly score: number;
  /** Why it is out; empty if it is feasible. */
  readonly obstacles: readonly Reason[];
  /** Out because it is sold somewhere else or made for another language: no alternative that anybody would consider. */
  readonly elsewhere: boolean;
  /** For and against, the weightiest first. */
  readonly reasons: readonly Reason[];
  /** Facts that show it in the repository. */
  readonly present: readonly UsedFact[];
}

/**
 * Points of the general rules, beside the fits of each option: what is there and stays weighs more than any single fit,
 * a known language about as much as the best fit. Our judgement, tested by the cases in `test/unit/decide-slots`.
 */
const points = {
  kept: 0.55,
  alsoThere: 0.3,
  known: 0.15,
  language: 0.3,
  foreignLanguage: -0.3,
  missingSkill: -0.2,
  assumedSkill: -0.06,
  operationsDay: -0.04,
  overOperations: -0.15,
  overBudget: -0.25,
} as const;

const none: Basis = { answers: [], facts: [], assumed: [] };

/** Judges one option. `rival` is true if another option of the slot is the better shown in the repository. */
export function scoreOption(rule: OptionRule, situation: SlotSituation, rival: boolean): JudgedOption {
  const present = presentFacts(rule, situation);
  const reasons: Reason[] = [];
  presence(reasons, present, situation, rival);
  fits(reasons, rule, situation);
  languageFit(reasons, rule, situation);
  skillGaps(reasons, rule, situation, present);
  burden(reasons, rule, situation);
  let score = rule.base;
  for (const { points: worth } of reasons) score += worth;
  return new Judged(rule, situation, present, reasons, Math.round(Math.min(1, Math.max(0, score)) * 1000) / 1000);
}

/** The getters are on the prototype: some hundred of these are made for one choice, and few are ever asked. */
class Judged implements JudgedOption {
  readonly rule: OptionRule;
  readonly present: readonly UsedFact[];
  readonly score: number;
  readonly #situation: SlotSituation;
  readonly #reasons: readonly Reason[];
  #obstacles: readonly Reason[] | undefined;

  constructor(rule: OptionRule, situation: SlotSituation, present: readonly UsedFact[], reasons: readonly Reason[], score: number) {
    this.rule = rule;
    this.present = present;
    this.score = score;
    this.#situation = situation;
    this.#reasons = reasons;
  }

  get name(): string {
    return nameOf(this.rule, this.#situation, this.present);
  }

  get obstacles(): readonly Reason[] {
    return (this.#obstacles ??= obstacles(this.rule, this.#situation));
  }

  get elsewhere(): boolean {
    return isElsewhere(this.rule, this.#situation) || isFarFetched(this.rule, this.#situation);
  }

  get reasons(): readonly Reason[] {
    return this.#reasons.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  }
}

const nothing: readonly UsedFact[] = [];

/** The facts that show an option in the repository. */
export function presentFacts(rule: OptionRule, situation: SlotSituation): readonly UsedFact[] {
  if (situation.found.size === 0) return nothing;
  return (rule.technologies ?? [rule.id]).flatMap((id) => situation.found.get(id) ?? []);
}

function nameOf(rule: OptionRule, situation: SlotSituation, present: readonly UsedFact[]): string {
  if (situation.keeps && present.length > 0) return keptName(rule, situation, present);
  return (situation.place === undefined ? undefined : rule.nameOn?.[situation.place]) ?? rule.name;
}

/** Categories whose major version says something about the system; of a cloud service it is that of a client library. */
const versioned: ReadonlySet<string> = new Set([
  'store',
  'cache',
  'broker',
  'search',
  'framework',
  'web-client',
  'mobile-client',
  'identity',
]);

/** What is there is called by its own name, with the major version where the option is that product and nothing more. */
function keptName(rule: OptionRule, situation: SlotSituation, present: readonly UsedFact[]): string {
  const products = present.filter((fact) => fact.kind === 'technology');
  const named = products.find((fact) => fact.name.toLowerCase() === rule.name.toLowerCase());
  if (named !== undefined && !versioned.has(named.category)) return rule.name;
  if (named !== undefined) return named.major === undefined || named.major < 1 ? rule.name : `${rule.name} ${named.major}`;
  const [first] = products.toSorted((a, b) => b.evidence.length - a.evidence.length);
  const other = rule.products === true && first !== undefined && !products.some(({ technology }) => technology === rule.id);
  const [language, framework] = rule.name.split(' with ') as [string, string | undefined];
  if (framework === undefined) return other ? first.name : rule.name;
  const spoken = language === 'TypeScript' && !situation.found.has('typescript') ? 'JavaScript' : language;
  return `${spoken} with ${other ? first.name : framework}`;
}

function presence(out: Reason[], present: readonly UsedFact[], situation: SlotSituation, rival: boolean): void {
  if (present.length === 0) return;
  const basis = (): Basis => ({
    ...none,
    facts: present.map(({ id }) => id),
    answers: stated(situation, 'starting-point'),
  });
  const [worth, because] = !situation.keeps
    ? ([points.known, 'the repository shows that the team knows it'] as const)
    : rival
      ? ([points.alsoThere, 'also there'] as const)
      : ([points.kept, 'already there'] as const);
  out.push({ points: worth, because: () => because, basis });
}

function fits(out: Reason[], rule: OptionRule, situation: SlotSituation): void {
  for (const { when, points: worth, because } of rule.fits ?? []) {
    if (!holdsIn(when, situation)) continue;
    out.push({ points: worth, because: () => fill(because, situation), basis: () => basisOfCondition(when, situation) });
  }
}

function languageFit(out: Reason[], rule: OptionRule, situation: SlotSituation): void {
  if (rule.languages === undefined) return;
  const value = situation.value('stack-preferred');
  const known = Array.isArray(value) ? (value as readonly string[]) : [];
  const weight = situation.isStated('stack-preferred') ? 1 : 0.4;
  const basis = (): Basis => basisOfCondition({ question: 'stack-preferred', oneOf: [] }, situation);
  const labels = (ids: readonly string[]): string => {
    const question = questionById('stack-preferred');
    if (question === undefined) return '';
    return ids.map((id) => optionsOf(question).find((option) => option.id === id)?.label ?? id).join(' or ');
  };
  const shared = rule.languages.filter((id) => known.includes(id));
  if (shared.length > 0) {
    // The first named language is the one a team thinks in; later ones count a little less.
    const order = Math.min(2, known.indexOf(shared[0] ?? '')) * 0.02;
    out.push({
      points: (points.language - order) * weight,
      // With the language decided, the reason is said already.
      because: () =>
        situation.chosen.has('language-framework')
          ? `${nameOf(rule, situation, [])} is written in ${labels(shared)}, as the rest is`
          : `${labels(shared)} is what the team is good at`,
      basis,
    });
  } else if (known.length > 0) {
    out.push({
      points: points.foreignLanguage * weight,
      because: () => `the team is good at ${labels(known)}, not at ${labels(rule.languages?.slice(0, 1) ?? [])}`,
      basis,
    });
  }
}

function skillGaps(out: Reason[], rule: OptionRule, situation: SlotSituation, present: readonly UsedFact[]): void {
  if (rule.skills === undefined || present.length > 0) return;
  const value = situation.value('skills');
  const known = Array.isArray(value) ? (value as readonly string[]) : [];
  const isStated = situation.isStated('skills');
  const question = questionById('skills');
  for (const skill of rule.skills) {
    if (known.includes(skill)) continue;
    out.push({
      points: isStated ? points.missingSkill : points.assumedSkill,
      because: () =>
        `nobody here has run ${lower(question === undefined ? skill : (optionsOf(question).find(({ id }) => id === skill)?.label ?? skill))} in production${isStated ? '' : ', as far as is known'}`,
      basis: () => basisOfCondition({ question: 'skills', oneOf: [] }, situation),
    });
  }
}

/** Days a month to operate it where it runs. */
function daysOf(rule: OptionRule, { place }: SlotSituation): number {
  return (place === undefined ? undefined : rule.daysOn?.[place]) ?? rule.days;
}

/** What it costs in days and dollars, against what there is. */
function burden(reasons: Reason[], rule: OptionRule, situation: SlotSituation): void {
  const { people, budget, days: allowed } = situation.means;
  const strain = people <= 2 ? 1.5 : people <= 8 ? 1 : 0.5;
  const effort = daysOf(rule, situation);
  const days = (): string => `about ${effort} engineer-${effort === 1 ? 'day' : 'days'} a month`;
  const over = allowed !== undefined && situation.isStated('operations-days') && effort > allowed;
  // Above what is allowed, the stated figure is the reason; the general burden still counts.
  if (effort > 0) {
    reasons.push({
      points: points.operationsDay * effort * strain,
      because: () =>
        over ? fill(`it takes ${days()} to operate, and you allow {operations-days}`, situation) : `it takes ${days()} to operate`,
      basis: () => basisOfCondition({ question: over ? 'operations-days' : 'team-size', atLeast: 0 }, situation),
    });
  }
  if (over) {
    reasons.push({
      points: points.overOperations,
      because: () => fill(`it takes ${days()} to operate, and you allow {operations-days}`, situation),
      basis: () => basisOfCondition({ question: 'operations-days', atLeast: 0 }, situation),
    });
  }
  if (budget !== undefined && rule.from > budget * 0.4) {
    reasons.push({
      points: points.overBudget,
      because: () => fill(`it starts at about ${rule.from} $ a month (${rule.price}) of the {budget}`, situation),
      basis: () => basisOfCondition({ question: 'budget', atLeast: 0 }, situation),
    });
  }
}

function obstacles(rule: OptionRule, situation: SlotSituation): Reason[] {
  const found: Reason[] = [];
  const add = (because: string, basis: () => Basis): void => {
    found.push({ points: -1, because: () => fill(because, situation), basis });
  };
  if (isElsewhere(rule, situation)) {
    const where = situation.place === undefined ? 'where the rest runs' : `on ${placeNames[situation.place]}`;
    add(`it is not to be had ${where}`, () => placeBasis(situation));
  }
  const abroad = regionsMissing(rule, situation);
  if (abroad.length > 0) {
    add(`its data cannot be kept in ${abroad.join(' and ')}`, () =>
      basisOfCondition({ question: 'residency-regions', oneOf: [] }, situation),
    );
  }
  const { budget } = situation.means;
  if (budget !== undefined && situation.isStated('budget') && rule.from > budget) {
    add(`it starts at about ${rule.from} $ a month (${rule.price}), more than the {budget}`, () =>
      basisOfCondition({ question: 'budget', atLeast: 0 }, situation),
    );
  }
  for (const { needs, because } of rule.requires ?? []) {
    if (!holdsIn(needs, situation)) add(because, () => basisOfCondition(needs, situation));
  }
  for (const { needs, because } of situation.rulesOf(rule)) {
    if (!holdsIn(needs, situation)) add(because, () => basisOfCondition(needs, situation));
  }
  return found;
}

function isElsewhere(rule: OptionRule, { places }: SlotSituation): boolean {
  return rule.places !== undefined && !rule.places.some((place) => places.has(place));
}

/** Whether what is missing is such that nobody would think of the option here. */
function isFarFetched(rule: OptionRule, situation: SlotSituation): boolean {
  return (
    (rule.requires ?? []).some(({ needs, far }) => far === true && !holdsIn(needs, situation)) ||
    situation.rulesOf(rule).some(({ needs, worthSaying }) => worthSaying !== true && !holdsIn(needs, situation))
  );
}

/** Regions in which the data must stay and this provider cannot keep it, by their labels. */
function regionsMissing(rule: OptionRule, situation: SlotSituation): readonly string[] {
  if (rule.regions === undefined) return [];
  const value = situation.value('residency-regions');
  const needed = Array.isArray(value) ? (value as readonly string[]) : [];
  const question = questionById('residency-regions');
  return needed
    .filter((region) => rule.regions?.includes(region) !== true)
    .map((region) => small((question === undefined ? [] : optionsOf(question)).find(({ id }) => id === region)?.label ?? region));
}

/** `The European Union` as it stands in a sentence: `the European Union`. */
function small(label: string): string {
  return /^(The|A|An|Another) /.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
}

function placeBasis(situation: SlotSituation): Basis {
  const ids = ['hosting', 'disqualifiers'];
  return {
    answers: ids.filter((id) => situation.isStated(id)),
    facts: [],
    assumed: [],
  };
}

/** Whether an answer forbids it (a cloud, Kubernetes, functions, single vendors, copyleft): it is not shown, not even as an alternative. */
export function isForbidden(rule: OptionRule, situation: SlotSituation): boolean {
  const value = situation.value('stack-forbidden');
  const forbidden = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    (rule.vendor !== undefined && forbidden.includes(rule.vendor)) ||
    (rule.tags ?? []).some((tag) => forbidden.includes(tag)) ||
    (forbidden.includes('proprietary') && (rule.licence === 'proprietary' || rule.licence === 'source-available')) ||
    (forbidden.includes('copyleft') && rule.licence === 'copyleft')
  );
}

function stated(situation: SlotSituation, ...ids: readonly string[]): readonly string[] {
  return ids.filter((id) => situation.isStated(id));
}

/** `Queues (RabbitMQ, SQS …)` as it stands in a sentence: `queues`. */
function lower(label: string): string {
  const plain = label.replace(/ \(.*\)$/, '');
  return plain.startsWith('Kubernetes') ? plain : `${plain.charAt(0).toLowerCase()}${plain.slice(1)}`;
}

import { allowedDowntime, clip, count, enumerate, minutes, plural } from '../format.ts';
import { placeholders } from '../lint.ts';
import type { Reading } from '../reading.ts';
import type { Situation } from '../shape.ts';

/** Words that make a challenge this company's: its names, its numbers, its people. */

/** Names typed into a question, separated by commas; none where they would read like an unwritten text. */
export function namesIn(reading: Reading, question: string): readonly string[] {
  const written = reading.text(question);
  if (written === '' || placeholders.test(written)) return [];
  return [
    ...new Set(
      written
        .split(/[,;\n]/)
        .map((name) => clip(name, 40))
        .filter((name) => name !== ''),
    ),
  ].slice(0, 12);
}

/** Partners by name: as typed, else as the code calls them. */
function partnerNames(s: Situation): readonly string[] {
  const typed = namesIn(s.reading, 'partner-names');
  if (typed.length > 0) return typed;
  return [...new Set(s.reading.components.filter((part) => part.component === 'external-api').map((part) => clip(part.name, 40)))].filter(
    (name) => name !== '' && !placeholders.test(name),
  );
}

/** `Stripe`, or `the main partner`. */
export function mainPartner(s: Situation): string {
  return partnerNames(s)[0] ?? 'the main partner';
}

/** `Stripe, DATEV and 2 more`, or `6 partners`. */
export function partners(s: Situation): string {
  const names = partnerNames(s);
  const all = Math.max(1, Math.round(s.reading.amount('external-apis')));
  if (names.length === 0) return plural(all, 'partner');
  const more = s.reading.stated('external-apis') ? all - names.length : 0;
  if (names.length > 3) return `${names.slice(0, 3).join(', ')} and ${count(Math.max(all, names.length) - 3)} more`;
  return more > 0 ? `${names.join(', ')} and ${count(more)} more` : enumerate(names);
}

/** The one thing that must work on a bad day, in quotation marks because it is theirs; `otherwise` where it is not named. */
export function action(s: Situation, otherwise: string): string {
  const written = clip(s.reading.text('important-action'), 80).replace(/[.!?…]+$/, '');
  return written === '' || placeholders.test(written) ? otherwise : `“${written}”`;
}

/** A name somebody gave, in quotation marks, so that it reads as a name inside a sentence. */
export function quoted(name: string): string {
  return `“${name}”`;
}

/** Areas by a name that somebody gave them, in an answer or in the workspace; none where the proposal named them. */
export function ownAreas(s: Situation): readonly string[] {
  const typed = namesIn(s.reading, 'area-names');
  if (typed.length > 0) return typed;
  return s.areas.assumed ? [] : s.areas.names;
}

/** Whether somebody gave one of these options; an assumption is no word of theirs. */
export function said(s: Situation, question: string, ...options: readonly string[]): boolean {
  return s.reading.stated(question) && s.reading.has(question, ...options);
}

export function team(s: Situation): number {
  return Math.max(0, Math.round(s.reading.amount('team-size')));
}

/** Up to three developers: a checklist or a bought service, never a platform. */
export function few(s: Situation): boolean {
  return team(s) <= 3;
}

/** `you alone`, `the two of you`, `the 6 of you`; `you` where nobody said how many. */
export function people(s: Situation): string {
  const size = team(s);
  if (!s.reading.stated('team-size')) return 'you';
  if (size <= 1) return 'you alone';
  return `the ${size === 2 ? 'two' : size === 3 ? 'three' : count(size)} of you`;
}

/** Whether an extra bill of `dollars` a month is at most a fifth of the budget. */
export function affords(s: Situation, dollars: number): boolean {
  return s.reading.amount('budget') >= dollars * 5;
}

/** Runs where a provider sells managed services. */
export function rented(s: Situation): boolean {
  return !s.reading.has('hosting', 'own', 'edge') && !s.reading.has('disqualifiers', 'own-hosting', 'disconnected');
}

/** `AWS`, `your suppliers`: whom one would leave. */
export function provider(s: Situation): string {
  const names: Readonly<Record<string, string>> = {
    aws: 'AWS',
    azure: 'Azure',
    gcp: 'Google Cloud',
    platform: 'your platform',
    own: 'your suppliers',
    edge: 'your suppliers',
  };
  if (!rented(s)) return 'your suppliers';
  return (s.reading.stated('hosting') ? names[s.reading.one('hosting')] : undefined) ?? 'your provider';
}

/** Name of what fills a slot, or the general word. */
export function named(s: Situation, id: string, otherwise: string): string {
  const choice = s.recommendation.slots.find((entry) => entry.slot === id);
  return choice === undefined || choice.outcome === 'not-needed' ? otherwise : clip(choice.chosen.name, 60);
}

/** `43 min`: what the promise allows in a month. */
export function downtime(s: Situation): string {
  return allowedDowntime(s.availability);
}

/** How bad an outage or a wrong result is here. */
export function badness(s: Situation): 'medium' | 'high' {
  return said(s, 'first-hour-down', 'money', 'harm') ? 'high' : 'medium';
}

/** Half sentences for answers that have none elsewhere: evidence reads `restore tried: never`. */
export function sayAnswer(reading: Reading, question: string): string | undefined {
  const words = choices[question];
  if (words !== undefined) {
    const chosen = question === 'residency-regions' ? reading.many(question) : [reading.one(question)];
    return enumerate(chosen.map((option) => words[option] ?? option));
  }
  return quantities[question]?.(reading.amount(question));
}

const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ai-use': {
    none: 'no AI model',
    provider: 'a provider’s AI model',
    'own-models': 'AI models of your own',
    core: 'the model’s answer is the product',
  },
  staleness: {
    never: 'everybody sees the same at once',
    seconds: 'figures may be seconds old',
    minutes: 'figures may be minutes old',
  },
  'step-data': { messages: 'small messages between steps', files: 'files between steps', tables: 'large tables between steps' },
  regions: {
    one: 'used in one part of the world',
    'readers-everywhere': 'read all over the world',
    'writers-everywhere': 'written all over the world',
  },
  'availability-hours': { office: 'working hours only', long: 'every day, not at night', always: 'day and night' },
  'restore-tried': {
    regularly: 'a restore within three months',
    once: 'the last restore is longer ago',
    never: 'a restore was never tried',
    'no-backups': 'there are no backups',
  },
  'tenant-isolation': {
    rows: 'customers told apart by a key',
    database: 'a database per customer',
    installation: 'an installation per customer',
  },
  operator: {
    us: 'run by those who build it',
    operations: 'run by another department',
    customers: 'run by the customers’ own staff',
    provider: 'run by a provider',
  },
  'residency-regions': {
    eu: 'the European Union',
    uk: 'the United Kingdom',
    ch: 'Switzerland',
    us: 'the United States',
    apac: 'a country in Asia or the Pacific',
    other: 'another country',
  },
  'personal-data': {
    none: 'nothing about people',
    ordinary: 'names, addresses and purchases',
    sensitive: 'health, money, beliefs or children',
  },
  cutover: {
    nothing: 'it may not stand still',
    night: 'it may stand still for a night',
    weekend: 'it may stand still for a weekend',
    longer: 'it may stand still for longer',
  },
};

const quantities: Readonly<Record<string, (value: number) => string>> = {
  'background-share': (value) => `${count(value)} % of the work with nobody waiting`,
  'latency-target': (value) => `95 of 100 within ${count(value)} ms`,
  'peak-length': (value) => `a peak of ${minutes(value)}`,
  'outage-frequency': (value) => `${plural(value, 'outage')} a quarter`,
  tenants: (value) => plural(value, 'customer'),
  'partner-limit': (value) => `${plural(value, 'call')} a second allowed`,
};

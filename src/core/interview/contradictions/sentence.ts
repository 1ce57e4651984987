import type { Fact } from '../../model/fact.ts';
import type { Values } from '../condition.ts';
import { nameOfFact } from '../prefill.ts';
import { describeValue, formatNumber } from '../summary.ts';
import { numberOf, questionById } from '../value.ts';

/** Minutes of a month of 30 days. */
const minutesOfMonth = 43_200;

/** Words that stay capital inside a sentence. */
const proper = /^(Azure|TypeScript|Python|Java|PHP|Ruby|Rust|Elixir|Go\b|Google|Kubernetes|Switzerland|Payment cards \(PCI|[A-Z]{2}|C#)/;

/**
 * Fills a rule's sentence with this company's answers and the facts found. A bracketed part is dropped where one of its
 * answers is missing; elsewhere a missing answer reads `not stated`.
 */
export function fillSentence(sentence: string, values: Values, facts: readonly Fact[]): string {
  return sentence
    .replaceAll(/\[([^\]]*)\]/g, (_, part: string) =>
      placeholdersOf(part).every((name) => word(name, values, facts) !== undefined) ? part : '',
    )
    .replaceAll(/\{([^}]*)\}/g, (_, name: string) => word(name, values, facts) ?? 'not stated')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Names in braces, in order. */
export function placeholdersOf(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
}

function word(name: string, values: Values, facts: readonly Fact[]): string | undefined {
  if (name === 'facts') return facts.length === 0 ? undefined : listed([...new Set(facts.map(nameOfFact))]);
  if (name === 'availability') return percent(amount(name, values));
  if (name === 'down') return downtime(amount('availability', values));
  const [over = '', per] = name.split('/');
  if (per !== undefined) return ratio(amount(over, values), amount(per, values));
  const question = questionById(name);
  const value = values(name);
  if (question === undefined || value === undefined) return undefined;
  if (question.kind === 'quantity' && typeof value === 'number') {
    return (question.unit.startsWith('minutes') ? longer(question.unit, value) : undefined) ?? describeValue(question, value);
  }
  const ids = typeof value === 'string' ? [value] : typeof value === 'number' ? [] : value;
  return listed(ids.map((id) => inSentence(describeValue(question, question.kind === 'multi' ? [id] : id))));
}

function amount(question: string, values: Values): number | undefined {
  const known = questionById(question);
  return known === undefined ? undefined : numberOf(known, values(question));
}

/** Hours or days, where minutes are too many to read: `8 hours`, `2 days of work`. */
function longer(unit: string, minutes: number): string | undefined {
  if (minutes < 120) return undefined;
  const [size, word] = minutes < 2880 ? [60, 'hours'] : [1440, 'days'];
  return `${formatNumber(Math.round((minutes / size) * 10) / 10)} ${unit.replace('minutes', word)}`;
}

function percent(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${formatNumber(value)} %`;
}

function downtime(availability: number | undefined): string | undefined {
  if (availability === undefined) return undefined;
  const minutes = (1 - availability / 100) * minutesOfMonth;
  if (minutes >= 120) return `${formatNumber(Math.round(minutes / 6) / 10)} hours a month`;
  return `${formatNumber(minutes >= 10 ? Math.round(minutes) : Math.round(minutes * 10) / 10)} minutes a month`;
}

function ratio(over: number | undefined, per: number | undefined): string | undefined {
  if (over === undefined || per === undefined || per === 0) return undefined;
  return formatNumber(Number((over / per).toPrecision(2)));
}

function inSentence(label: string): string {
  const bare = label.replace(/ \([^)]*\)$/, '');
  return proper.test(bare) ? bare : bare.charAt(0).toLowerCase() + bare.slice(1);
}

function listed(words: readonly string[]): string {
  if (words.length > 4) return `${words.slice(0, 3).join(', ')} and ${String(words.length - 3)} more`;
  return words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

import { questions } from '../interview/questions.ts';
import { decode, derivedIndex, derivedQuantities, slotIndex, type DerivedQuantity, type Values } from './values.ts';

/** `1,500`, `0.4`, `12.5`: at most one decimal below 100, thousands separated. Independent of the machine's locale. */
export function amount(value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
  const [whole, fraction] = String(Math.abs(rounded)).split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${rounded < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** `99.95`: availability needs its decimals. */
export function exact(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Replaces `{question-id}` and `{peak-rate}` by the numbers of the answers. */
export function fill(template: string, values: Values): string {
  return template
    .replace(/\{([a-z-]+)\}/g, (_, name: string) => {
      if ((derivedQuantities as readonly string[]).includes(name)) return amount(values[derivedIndex(name as DerivedQuantity)]!);
      const value = values[slotIndex(name)]!;
      return name === 'availability' ? exact(value) : amount(value);
    })
    .replace(/(?<![\d.,])1 (team|developer|service|area|instance|engineer-day)s\b/g, '1 $1');
}

/** An encoded answer in words: the labels of its options, or the number with its unit. */
export function answerText(question: string, encoded: number): string {
  const entry = questions[slotIndex(question)]!;
  if (entry.kind === 'text') return '';
  if (entry.kind === 'quantity') return `${question === 'availability' ? exact(encoded) : amount(encoded)} ${entry.unit}`;
  const value = decode(question, encoded);
  const chosen = typeof value === 'string' ? [value] : (value as readonly string[]);
  const labels = entry.options.filter((option) => chosen.includes(option.id)).map((option) => option.label);
  return labels.length === 0 ? 'nothing' : labels.join(', ');
}

/** Four decimals: enough to tell apart, few enough to print the same on every machine. */
export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}

/** Orders texts by code unit, the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

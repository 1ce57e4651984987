import type { Cost, Range, RankedStyle, StyleId } from './recommendation.ts';
import type { Resolved, Values } from './values.ts';

/** Monthly infrastructure cost of a style, in US dollars. */
export function monthlyCost(_style: StyleId, parts: number, _values: Values): Range {
  return { low: 60 + 40 * parts, high: 120 + 80 * parts };
}

/** The monthly cost of the chosen style, line by line. */
export function costOf(style: RankedStyle, _resolved: Resolved): Cost {
  return { lines: [], infrastructure: style.monthlyCost, operationsDays: style.operationsDays, pricesRead: '2026-11' };
}

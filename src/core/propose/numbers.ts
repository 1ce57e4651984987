import { count, minutes } from './format.ts';
import type { Prose } from './proposal.ts';
import { say } from './prose.ts';
import { figure } from './shape.ts';
import type { Situation } from './shape.ts';

/** Numbers of the capacity calculation as the walk-throughs quote them: read by id, and left out where they are not there. */

/** Requests and events a second in the busiest minute; 0 where it is not calculated. */
export function peakRate(s: Situation): number {
  return figure(s.recommendation, 'peak-requests')?.value ?? 0;
}

/** Share of its throughput that one instance uses at the peak, in percent; undefined where nothing says what one carries. */
export function busyPercent(s: Situation): number | undefined {
  const throughput = throughputOf(s);
  if (throughput === undefined || throughput <= 0 || peakRate(s) <= 0) return undefined;
  return Math.max(1, Math.round((100 * peakRate(s)) / (frontInstances(s) * throughput)));
}

/** Instances for `times` the peak of today with the calculation's headroom, and how busy each is then. */
export function grown(s: Situation, times: number): { readonly instances: number; readonly busy: number | undefined } {
  const now = frontInstances(s);
  const throughput = throughputOf(s);
  if (throughput === undefined || throughput <= 0) return { instances: Math.max(now, Math.ceil(now * times)), busy: undefined };
  const share = (s.recommendation.capacity.assumptions.find((entry) => entry.id === 'busy-share')?.value ?? 60) / 100;
  const instances = Math.max(now, Math.ceil((peakRate(s) * times) / (throughput * share)));
  return { instances, busy: Math.max(1, Math.round((100 * peakRate(s) * times) / (instances * throughput))) };
}

/** Instances that share the peak; the figure counts those of all parts where the style has several. */
export function frontInstances(s: Situation): number {
  const found = s.recommendation.capacity.figures.find((entry) => entry.id === 'instances');
  const written = /at least [\d,]+: ([\d,]+)/.exec(found?.formula ?? '')?.[1];
  return Math.max(1, Math.round(written === undefined ? (found?.value ?? s.instances) : Number(written.replace(/,/g, ''))));
}

/** Requests a second that one small instance answers: the assumption of the calculation, else the one in its formula. */
function throughputOf(s: Situation): number | undefined {
  const { assumptions, figures } = s.recommendation.capacity;
  const used = new Set(figures.find((entry) => entry.id === 'instances')?.assumptions ?? []);
  const given = assumptions.find((entry) => entry.id.startsWith('throughput') && used.has(entry.id))?.value;
  if (given !== undefined) return given;
  const formula = figures.find((entry) => entry.id === 'instances')?.formula ?? '';
  const written = /\/ \(([\d,.]+) ×/.exec(formula)?.[1];
  return written === undefined ? undefined : Number(written.replace(/,/g, ''));
}

/** ◇ of the first assumption behind a figure. */
export function figureMark(s: Situation, id: string): Prose {
  const found = s.recommendation.capacity.figures.find((entry) => entry.id === id);
  return (found?.assumptions ?? []).slice(0, 1).map((assumed) => ({ assumed }));
}

/** How fast an answer has to be: in ms with the share, from the number if it was given, else from the choice. */
export function answerTime(s: Situation): Prose {
  const { reading } = s;
  if (reading.stated('latency-target')) return say`95 of 100 within ${millis(reading.amount('latency-target'))}`;
  const words: Readonly<Record<string, string>> = {
    'under-50ms': '95 of 100 within 50 ms',
    'under-500ms': '95 of 100 within 500 ms',
    'under-2s': '95 of 100 within 2 s',
    minutes: 'done within 15 min',
  };
  return say`${words[reading.one('latency')] ?? '95 of 100 within 500 ms'}${reading.mark('latency')}`;
}

/** The limit in ms that a load test checks. */
export function answerMillis(s: Situation): number {
  if (s.reading.stated('latency-target')) return s.reading.amount('latency-target');
  return { 'under-50ms': 50, 'under-500ms': 500, 'under-2s': 2000, minutes: 900_000 }[s.reading.one('latency')] ?? 500;
}

/** `400 ms`, `2 s`, `15 min`. */
export function millis(value: number): string {
  return value < 1000 ? `${count(value)} ms` : value < 120_000 ? `${count(value / 1000)} s` : minutes(value / 60_000);
}

/** What waits for a partner after an outage, and how long it takes through the partner's own limit. */
export interface Waiting {
  /** Hours of outage that the calculation takes for granted. */
  readonly hours: number;
  /** Calls that wait; undefined where it is not calculated. */
  readonly calls: number | undefined;
  /** Calls a second that the partner allows. */
  readonly limit: number;
  /** Minutes until the last one is sent; undefined where it never ends or is not calculated. */
  readonly drain: number | undefined;
  readonly marks: Prose;
}

/** Reads the figure `partner-backlog`; without it only the limit is known. */
export function partnerWaiting(s: Situation): Waiting {
  const { reading, recommendation } = s;
  const found = recommendation.capacity.figures.find((entry) => entry.id === 'partner-backlog');
  const limit = reading.amount('partner-limit');
  const hours = recommendation.capacity.assumptions.find((entry) => entry.id === 'partner-outage')?.value ?? 24;
  const marks: Prose = [
    ...(found?.assumptions ?? []).slice(0, 1).map((assumed) => ({ assumed })),
    ...reading.mark('partner-limit').slice(0, found === undefined ? 1 : 0),
  ];
  if (found === undefined) return { hours, calls: undefined, limit, drain: undefined, marks };
  const drain = found.verdict?.met === false ? undefined : found.value / Math.max(0.01, limit) / 60;
  return { hours, calls: found.value, limit, drain, marks };
}

/** Jobs that wait after the peak, 0 where none do, undefined where it is not calculated. */
export function jobsAfterPeak(s: Situation): number | undefined {
  return s.recommendation.capacity.figures.find((entry) => entry.id === 'backlog')?.value;
}

/** `empty 12 min after the peak`, as the calculation says it. */
export function jobsEmptyAfter(s: Situation): string | undefined {
  const formula = s.recommendation.capacity.figures.find((entry) => entry.id === 'backlog')?.formula ?? '';
  return /empty ([^,]+? after the peak)/.exec(formula)?.[1];
}

/** Hours until all data of the first year are read back from a backup, at the rate that the calculation takes for granted. */
export function restoreHours(s: Situation): number {
  const rate = s.recommendation.capacity.assumptions.find((entry) => entry.id === 'restore-throughput')?.value ?? 100;
  return 0.5 + gigabytes(s) / rate;
}

/** True if a full restore cannot make the recovery time: then a second copy has to. */
export function restoreTooLong(s: Situation): boolean {
  return restoreHours(s) * 60 > s.reading.amount('recovery-time');
}

/** Large counts as people say them: `28.8 million`. */
export function many(value: number): string {
  if (value >= 1e9) return `${count(Math.round(value / 1e8) / 10)} billion`;
  return value >= 1e6 ? `${count(Math.round(value / 1e5) / 10)} million` : count(Math.round(value));
}

/** Data after the first year in gigabytes, as answered. */
export function gigabytes(s: Situation): number {
  return s.reading.amount('data-volume');
}

/** Dollars a month at which an alarm is due: 80 % of the budget. */
export function alarmDollars(s: Situation): number {
  return Math.round(s.reading.amount('budget') * 0.8);
}

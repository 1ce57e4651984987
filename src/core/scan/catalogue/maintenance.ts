import { endOfLifeData, endOfLifeTaken } from './end-of-life.ts';
import { versionKeys } from './keys.ts';

/** When a version stops being maintained, and what says so. */
export interface EndOfLife {
  /** ISO date. For a range, that of the last version that it allows. */
  readonly date: string;
  /** The page that gathers the vendor's announcements. */
  readonly source: string;
  /** ISO date as of which the source said so. */
  readonly taken: string;
}

/**
 * When a version as written (`3.11-slim`, `^18.2.0`, `v20`, `bookworm`) stops being maintained. Undefined where no date is
 * known or announced, and for what does not say what runs: an open range, or a moving tag or range over release lines that are
 * still being added (`python:3`, `^3.9`). Over lines that are complete (`redis:6`, `~> 7.0` once there is an 8) the last counts.
 */
export function endOfLife(id: string, version: string): EndOfLife | undefined {
  if (!Object.hasOwn(endOfLifeData, id)) return undefined;
  const [product = '', ...pairs] = (endOfLifeData[id] ?? '').split(' ');
  const ends = new Map(pairs.map((pair) => pair.split('=', 2) as [string, string]));
  const keys = versionKeys(version);
  const line = keys.find((key) => ends.has(key));
  const date = isMoving(version, keys, line) ? lastOf(ends, keys[0] ?? '') : line === undefined ? undefined : ends.get(line);
  // No date is as good as no answer: a line that is maintained without an announced end.
  return date === undefined || date === '' ? undefined : { date, source: `https://endoflife.date/${product}`, taken: endOfLifeTaken };
}

/** Whether what is written follows the release lines of a major as they come, where lines are minors. */
function isMoving(version: string, keys: readonly string[], line: string | undefined): boolean {
  const [longest] = keys;
  if (longest === undefined || !/^\d/.test(longest)) return false;
  if (line === undefined) return !longest.includes('.');
  if (!line.includes('.')) return false;
  const operator = /^(?:\^|~>|~=|~)/.exec(version.trim())?.[0];
  if (operator === undefined) return false;
  // A caret over 0.x stays within the minor; a tilde with a patch does, too, and without one only for some package managers.
  return operator === '^' ? !longest.startsWith('0.') : longest.split('.').length < 3;
}

/**
 * The end of the last line of a major from a version on: undefined as long as no later major shows the major to be complete,
 * and where one of the lines has no announced end.
 */
function lastOf(ends: ReadonlyMap<string, string>, from: string): string | undefined {
  const [major = Number.NaN, minor = 0] = from.split('.').map(Number);
  const lines = [...ends].map(([line, date]) => ({ at: line.split('.').map(Number), date }));
  if (!lines.some(({ at }) => (at[0] ?? 0) > major)) return undefined;
  const dates = lines.filter(({ at }) => at[0] === major && (at[1] ?? 0) >= minor).map(({ date }) => date);
  if (dates.length === 0 || dates.includes('')) return undefined;
  return dates.reduce((last, date) => (date > last ? date : last));
}

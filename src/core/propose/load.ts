import type { Figure } from '../decide/recommendation.ts';
import { capital, clip, count } from './format.ts';
import { phrase } from './phrases.ts';
import type { Claim, Prose } from './proposal.ts';
import { claim, say, unique } from './prose.ts';
import { basisSources } from './reading.ts';
import { figure } from './shape.ts';
import type { Situation } from './shape.ts';

/** Figures that a reader looks for first; the others are folded, unless they miss an objective or a limit. */
const leading: ReadonlySet<string> = new Set([
  'peak-requests',
  'instances',
  'database-writes',
  'storage',
  'partner-backlog',
  'availability',
]);

/** Figures that stand elsewhere already: with the objectives, or inside another line. */
const elsewhere: ReadonlySet<string> = new Set(['downtime', 'requests']);

/** The figures that matter most, each with its formula, and whether it holds against its objective or limit. */
export function load(situation: Situation): Claim[] {
  const { reading, recommendation } = situation;
  const shown = recommendation.capacity.figures.filter((entry) => isLeading(entry) && !elsewhere.has(entry.id)).slice(0, 14);
  const claims = shown.map((entry) => claimOf(situation, entry, true));
  if (claims.length > 0 || figure(recommendation, 'peak') !== undefined) return claims;
  return [
    claim(
      say`${capital(phrase(reading, 'concurrent-users') ?? '')}${reading.mark('concurrent-users')}, ${phrase(reading, 'data-volume')}${reading.mark('data-volume')}.`,
      reading.source('concurrent-users', 'data-volume'),
    ),
  ];
}

/** The rest of the calculation: whoever doubts a figure finds every formula. */
export function calculation(situation: Situation): Claim[] {
  return situation.recommendation.capacity.figures
    .filter((entry) => !isLeading(entry) && !elsewhere.has(entry.id))
    .slice(0, 24)
    .map((entry) => claimOf(situation, entry, false));
}

function isLeading(entry: Figure): boolean {
  return leading.has(entry.id) || entry.verdict?.met === false || (entry.id === 'backlog' && entry.value > 0);
}

function claimOf(situation: Situation, entry: Figure, visible: boolean): Claim {
  const { reading, recommendation } = situation;
  const requests = entry.id === 'peak-requests' ? figure(recommendation, 'requests') : undefined;
  const formula = clip(entry.formula, 700);
  const shown = formula.includes('=') ? formula : `${formula} = ${count(entry.value)} ${entry.unit}`;
  const text: Prose =
    requests !== undefined && requests.id === 'requests'
      ? say`Requests: ${clip(requests.formula, 400)}; ${small(entry.label)}: ${shown}`
      : say`${capital(clip(labelOf(situation, entry), 160))}: ${shown}`;
  const marks = marksOf(situation, entry);
  return claim(
    say`${text}${marks}${verdictOf(entry, visible)}.`,
    unique([
      ...basisSources(reading, entry.basis, `capacity.${entry.id}`.slice(0, 80)),
      ...entry.assumptions.map((assumption) => ({ assumption })),
    ]),
  );
}

/** What a figure is about, by the name of the part that it is about. */
function labelOf(situation: Situation, { id, label }: Figure): string {
  const front = clip(situation.main?.name ?? situation.own[0]?.name ?? situation.name, 60);
  const store = situation.technology('primary-store') ?? 'the database';
  const labels: Readonly<Record<string, string>> = {
    concurrency: `At once in ${front}`,
    connections: `Connections to ${store}`,
    bandwidth: `Answers of ${front}`,
    uploads: `Files sent to ${front}`,
    instances: label.replace('Small instances', `Instances of ${front}`),
    'database-writes': `Writes to ${store}`,
    storage: label.replace('Data', `Data of ${front}`),
    'recovery-point': `Lost with ${store} at most`,
    'recovery-time': `${store} back after at most`,
    'month-expected': label,
  };
  return labels[id] ?? label;
}

function small(text: string): string {
  return text.replace('Requests and events in the', 'in the');
}

/** ◇ for what is taken for granted, and a mark of its own for what somebody set. */
export function marksOf(situation: Situation, entry: Pick<Figure, 'assumptions' | 'basis'>): Prose {
  const set = setIn(situation);
  const granted = entry.assumptions.filter((id) => !set.has(id)).slice(0, 1);
  const own = entry.assumptions.filter((id) => set.has(id)).slice(0, 1);
  const marks: Prose = [...granted, ...own].map((assumed) => ({ assumed }));
  return entry.assumptions.length > 0 ? marks : entry.basis.assumed.slice(0, 1).flatMap((id) => situation.reading.mark(id));
}

/** Ids of the assumptions that a person set. */
export function setIn({ recommendation }: Situation): ReadonlySet<string> {
  const all = [...recommendation.capacity.assumptions, ...recommendation.cost.assumptions];
  return new Set(all.filter(({ instead, set }) => instead !== undefined || set === true).map(({ id }) => id));
}

/** What misses says so in bold; what holds says it only where it is folded, or where it will not hold for long. */
function verdictOf({ verdict }: Figure, visible: boolean): Prose {
  if (verdict === undefined) return [];
  const because = clip(verdict.because, 500);
  if (!verdict.met) return say`. ${{ strong: 'Not met' }} (${because})`;
  return visible && !/a year on/.test(because) ? [] : say`; ${because}`;
}

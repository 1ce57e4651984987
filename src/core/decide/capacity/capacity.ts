import type { Assumption, Capacity, Figure } from '../recommendation.ts';
import { isStated } from '../risks.ts';
import { sizesOf, yearlyGrowth, type Sizes } from './sizes.ts';
import { basisOf, slotIndex, type Resolved } from '../values.ts';
import { amount, exact } from '../wording.ts';

const thinkTimeSeconds = 20;
const busyShare = 0.6;

/** Minutes in a month of 30 days, on which allowed downtime is counted. */
const minutesOfMonth = 43_200;

/** Kilobytes of an average answer (assumption). */
export const answerKilobytes = 30;

/** Writes a second that one ordinary PostgreSQL with 2 to 4 cores and fast storage sustains (assumption). */
export const writeCeiling = 2500;

/** Database connections that one instance keeps open (assumption). */
const connectionsPerInstance = 15;

const assumptions: readonly Assumption[] = [
  { id: 'think-time', text: `One person does something every ${String(thinkTimeSeconds)} seconds.`, question: 'concurrent-users' },
  {
    id: 'peak-factor',
    text: 'The busiest minute is 2 times (even load), 3 times (daily rhythm or known peaks) or 5 times (unforeseen peaks) the busy hour.',
    question: 'burstiness',
  },
  {
    id: 'instance-throughput',
    text: 'One small instance (1 vCPU, 2 GB) answers 100 to 800 requests a second, by language; measure yours.',
    question: 'stack-preferred',
  },
  { id: 'busy-share', text: `At the peak an instance is at most ${String(busyShare * 100)} % busy.` },
  {
    id: 'write-share',
    text: 'A tenth of the requests write where reading prevails, four tenths where both are equal, seven tenths where writing prevails.',
    question: 'read-write',
  },
  { id: 'write-ceiling', text: `One ordinary PostgreSQL (2 to 4 cores) sustains about ${amount(writeCeiling)} writes a second.` },
  { id: 'answer-size', text: `An average answer has ${String(answerKilobytes)} kB.` },
  {
    id: 'growth-room',
    text: 'Growth of ten times a year is met with room for three times the present peak; the rest is added on the way.',
    question: 'growth',
  },
  { id: 'connections', text: `Each instance keeps ${String(connectionsPerInstance)} database connections open.` },
  {
    id: 'availability-from-worth',
    text: 'Without a promise, the objective follows from what the first hour of downtime does: 99 % if people wait, 99.5 % if work stops, 99.9 % if money is lost, 99.95 % if somebody is harmed.',
    question: 'availability',
  },
];

/**
 * The capacity calculation: rates from people (Little's law with a think time) and machines, instances with headroom,
 * database writes against their ceiling, connections, storage, bandwidth, allowed downtime and recovery objectives.
 */
export function capacityOf(resolved: Resolved): Capacity {
  const stated = isStated(resolved.origins[slotIndex('availability')]!);
  const sizes = sizesOf(resolved.values, stated);
  const figures = [...loadFigures(resolved, sizes), ...dataFigures(resolved, sizes), ...promiseFigures(resolved, sizes, stated)];
  const used = new Set(figures.flatMap((figure) => figure.assumptions));
  return { figures, assumptions: assumptions.filter(({ id }) => used.has(id)) };
}

function value(resolved: Resolved, question: string): number {
  return resolved.values[slotIndex(question)]!;
}

function loadFigures(resolved: Resolved, sizes: Sizes): readonly Figure[] {
  const people = value(resolved, 'concurrent-users');
  const figures: Figure[] = [];
  if (people > 0) {
    figures.push({
      id: 'requests',
      label: 'Requests in the busy hour',
      value: tidy(sizes.busyHour),
      unit: 'requests/s',
      formula: `${amount(people)} people / ${String(thinkTimeSeconds)} s = ${amount(sizes.busyHour)} requests/s`,
      basis: basisOf(['concurrent-users'], resolved),
      assumptions: ['think-time'],
    });
  }
  const fromPeople = people > 0 ? `${amount(sizes.busyHour)} × ${String(sizes.factor)}` : '';
  const fromEvents = sizes.events > 0 ? `${amount(sizes.events)} events` : '';
  const sum = [fromPeople, fromEvents].filter((part) => part !== '').join(' + ') || '0';
  figures.push({
    id: 'peak-requests',
    label: 'Requests and events in the busiest minute',
    value: tidy(sizes.peak),
    unit: 'requests/s',
    formula: `${sum} = ${amount(sizes.peak)} requests/s`,
    basis: basisOf(['concurrent-users', 'machine-events', 'burstiness'], resolved),
    assumptions: ['peak-factor', ...(people > 0 ? ['think-time'] : [])],
  });
  const needed = sizes.peak * sizes.room;
  const room = sizes.room > 1 ? ` × ${String(sizes.room)} (growth)` : '';
  const share = `${String(sizes.perInstance)} × ${String(busyShare)}`;
  figures.push({
    id: 'instances',
    label: `Small instances (${sizes.language})`,
    value: sizes.instances,
    unit: sizes.instances === 1 ? 'instance' : 'instances',
    formula: `${amount(sizes.peak)}${room} / (${share}) = ${amount(needed / (sizes.perInstance * busyShare))}, at least ${String(sizes.leastInstances)}: ${amount(sizes.instances)}`,
    basis: basisOf(['concurrent-users', 'machine-events', 'stack-preferred', 'availability', 'growth'], resolved),
    assumptions: ['instance-throughput', 'busy-share', ...(sizes.room > 1 ? ['growth-room'] : [])],
  });
  return figures;
}

function dataFigures(resolved: Resolved, sizes: Sizes): readonly Figure[] {
  const bandwidth = (sizes.busyHour * sizes.factor * answerKilobytes * 8) / 1000;
  const first = value(resolved, 'data-volume');
  const growth = yearlyGrowth(resolved.values);
  const years = Math.min(5, Math.max(1, Math.round(value(resolved, 'horizon'))));
  const sum = Array.from({ length: years }, (_, year) => amount(first * growth ** year)).join(' + ');
  const pool = sizes.instances * connectionsPerInstance;
  return [
    {
      id: 'database-writes',
      label: 'Database writes in the busiest minute',
      value: tidy(sizes.writes),
      unit: 'writes/s',
      formula: `${amount(sizes.busyHour * sizes.factor)} × ${String(sizes.writeShare)}${sizes.events > 0 ? ` + ${amount(sizes.events)} events` : ''} = ${amount(sizes.writes)} writes/s, ${amount((100 * sizes.writes) / writeCeiling)} % of the ${amount(writeCeiling)} that one database sustains`,
      basis: basisOf(['concurrent-users', 'machine-events', 'read-write'], resolved),
      assumptions: ['write-share', 'write-ceiling'],
    },
    {
      id: 'connections',
      label: 'Database connections',
      value: pool,
      unit: 'connections',
      formula: `${amount(sizes.instances)} × ${String(connectionsPerInstance)} = ${amount(pool)} connections`,
      basis: basisOf(['concurrent-users', 'stack-preferred'], resolved),
      assumptions: ['connections'],
    },
    {
      id: 'storage',
      label: `Data after ${String(years)} ${years === 1 ? 'year' : 'years'}`,
      value: tidy(sizes.storage),
      unit: 'GB',
      formula: `${sum} = ${amount(sizes.storage)} GB`,
      basis: basisOf(['data-volume', 'growth', 'horizon'], resolved),
      assumptions: [],
    },
    ...(bandwidth >= 0.1
      ? [
          {
            id: 'bandwidth',
            label: 'Bandwidth in the busiest minute',
            value: tidy(bandwidth),
            unit: 'Mbit/s',
            formula: `${amount(sizes.busyHour * sizes.factor)} × ${String(answerKilobytes)} kB × 8 = ${amount(bandwidth)} Mbit/s`,
            basis: basisOf(['concurrent-users', 'burstiness'], resolved),
            assumptions: ['answer-size', 'think-time'],
          },
        ]
      : []),
  ];
}

function promiseFigures(resolved: Resolved, sizes: Sizes, stated: boolean): readonly Figure[] {
  const allowed = ((100 - sizes.availability) / 100) * minutesOfMonth;
  const point = value(resolved, 'recovery-point');
  const time = value(resolved, 'recovery-time');
  return [
    {
      id: 'downtime',
      label: `Allowed downtime a month at ${exact(sizes.availability)} %`,
      value: tidy(allowed),
      unit: 'minutes',
      formula: `(100 − ${exact(sizes.availability)}) % × ${amount(minutesOfMonth)} minutes = ${amount(allowed)} minutes`,
      basis: basisOf(stated ? ['availability'] : ['availability', 'first-hour-down', 'needs'], resolved),
      assumptions: stated ? [] : ['availability-from-worth'],
    },
    {
      id: 'recovery-point',
      label: 'Work that may be lost (recovery point objective)',
      value: point,
      unit: 'minutes',
      formula: `${recoveryPoint(point)} = ${amount(point)} minutes`,
      basis: basisOf(['recovery-point'], resolved),
      assumptions: [],
    },
    {
      id: 'recovery-time',
      label: 'Back after at most (recovery time objective)',
      value: time,
      unit: 'minutes',
      formula: `${time <= 15 ? 'a second copy that stands by' : time <= 120 ? 'a restore that was rehearsed' : 'built anew from scripts and a backup'} = ${amount(time)} minutes`,
      basis: basisOf(['recovery-time'], resolved),
      assumptions: [],
    },
  ];
}

function recoveryPoint(minutes: number): string {
  if (minutes === 0) return 'a second live copy';
  if (minutes <= 15) return 'point-in-time recovery';
  return minutes <= 120 ? 'a log shipped every hour' : 'a nightly backup';
}

function tidy(number: number): number {
  return Math.round(number * 100) / 100;
}

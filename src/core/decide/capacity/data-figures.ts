import { computeOf, splitData, tierMemory, tierOf } from '../cost/parts.ts';
import type { Figure } from '../recommendation.ts';
import { baseOf } from '../styles.ts';
import { basisOf, peakAssumption } from '../values.ts';
import { isPaidByUse, counted, rated, storesOf, tidy, type Calculation } from './calculation.ts';
import { frontInstances } from './load-figures.ts';
import { dataGrowthAssumption, writeAssumption, yearlyGrowth, yearsOf } from './sizes.ts';

/** Writes against the ceiling, connections against the limit, storage over the horizon, bandwidth and uploads. */
export function dataFigures(calculation: Calculation): readonly Figure[] {
  return [writes(calculation), connections(calculation), storage(calculation), bandwidth(calculation), uploads(calculation)].filter(
    (figure) => figure !== undefined,
  );
}

function writes({ resolved, sizes, value, assumed, plan }: Calculation): Figure {
  const ceiling = assumed('write-ceiling');
  const stores = storesOf(resolved.values, plan);
  const share = (100 * sizes.writes) / stores / ceiling;
  const events = sizes.events > 0 ? ` + ${rated(sizes.events)} events` : '';
  const over = stores === 1 ? 'one database' : `each of ${String(stores)} databases`;
  const peak = plan?.billing.sizes.peak.writes ?? sizes.writes;
  const byUse = isPaidByUse(plan);
  const limit = byUse ? '' : `, ${rated(share)} % of the ${rated(ceiling)} that ${over} ${stores === 1 ? 'sustains' : 'can sustain'}`;
  return {
    id: 'database-writes',
    label: 'Database writes in the busiest minute',
    value: tidy(sizes.writes),
    unit: 'writes/s',
    formula: `${rated(sizes.busyHour * sizes.factor)} × ${rated(sizes.writeShare * 100)} %${events} = ${rated(sizes.writes)} writes/s${limit}`,
    basis: basisOf(['concurrent-users', 'machine-events', 'read-write'], resolved),
    assumptions: [
      ...(byUse ? [] : ['write-ceiling']),
      ...(value('concurrent-users') > 0 ? [writeAssumption(resolved.values), peakAssumption(resolved.values), 'think-time'] : []),
    ],
    verdict: byUse
      ? { met: true, because: 'paid by use, without a machine of yours as the ceiling' }
      : writeVerdict(share, (100 * peak) / stores / ceiling, stores),
  };
}

function writeVerdict(share: number, later: number, stores: number): NonNullable<Figure['verdict']> {
  if (share > 100) return { met: false, because: 'more than one database takes: write in batches, or split the data by customer or area' };
  if (later > 100) return { met: true, because: `a year on ${rated(later)} %: write in batches or split the data before that` };
  return { met: true, because: stores === 1 ? 'one database is enough' : 'the databases are enough' };
}

function connections(calculation: Calculation): Figure | undefined {
  const { resolved, sizes, assumed, plan } = calculation;
  const pool = assumed('connections');
  const functions = plan !== undefined && computeOf(baseOf(plan.style), plan.billing.inventory) === 'functions';
  const front = functions ? Math.max(1, Math.ceil((sizes.peak * assumed('service-time')) / 1000)) : frontInstances(calculation);
  const total = functions ? front : front * pool;
  // A database that is paid by use, or that is a file, has no connections to run out of.
  if (plan !== undefined && plan.billing.inventory.stores.every(({ engine }) => engine.paid !== 'server')) return undefined;
  const stores = storesOf(resolved.values, plan);
  const inside = plan === undefined ? sizes.data : splitData(sizes.data, resolved.values, plan.billing.inventory, stores).inside;
  const memory = tierMemory[tierOf(sizes, stores, inside)];
  const limit = Math.min(5000, memory * assumed('connections-per-gigabyte'));
  const each = Math.ceil(total / stores);
  const spread = stores > 1 ? ` over ${String(stores)} databases` : '';
  return {
    id: 'connections',
    label: 'Database connections',
    value: total,
    unit: 'connections',
    formula: functions
      ? `one for each of ${counted(front, 'function')} at once = ${rated(total)} connections of the ${rated(limit)} that ${String(memory)} GB allow`
      : `${rated(front)} × ${rated(pool)} = ${rated(total)} connections${spread}, of the ${rated(limit)} that ${String(memory)} GB allow`,
    basis: basisOf(['concurrent-users', 'stack-preferred'], resolved),
    assumptions: [functions ? 'service-time' : 'connections', 'connections-per-gigabyte'],
    verdict:
      each <= limit
        ? { met: true, because: 'the database allows them' }
        : {
            met: false,
            because: `more than the database allows: a pooler in front of it, or at most ${rated(Math.max(1, Math.floor((limit * stores) / Math.max(1, front))))} for each instance`,
          },
  };
}

function storage({ resolved, sizes, value, assumed, plan }: Calculation): Figure {
  const first = value('data-volume');
  const growth = yearlyGrowth(resolved.values);
  const years = yearsOf(resolved.values);
  const sum = Array.from({ length: years }, (_, year) => rated(first * growth ** year)).join(' + ');
  const outside =
    plan === undefined ? 0 : splitData(sizes.storage, resolved.values, plan.billing.inventory, storesOf(resolved.values, plan)).outside;
  const assumption = dataGrowthAssumption(resolved.values);
  return {
    id: 'storage',
    label: `Data after ${String(years)} ${years === 1 ? 'year' : 'years'}`,
    value: tidy(sizes.storage),
    unit: 'GB',
    formula: `${sum} = ${rated(sizes.storage)} GB${outside >= 1 ? `, ${rated(outside)} of them outside the database` : ''}`,
    basis: basisOf(['data-volume', 'growth', 'horizon'], resolved),
    assumptions: [
      ...(assumption === undefined || years === 1 ? [] : [assumption]),
      ...(outside >= 1 && sizes.storage - outside < assumed('database-size') ? ['file-share'] : outside >= 1 ? ['database-size'] : []),
    ],
  };
}

function bandwidth({ resolved, sizes, assumed }: Calculation): Figure | undefined {
  const size = assumed('answer-size');
  const rate = sizes.busyHour * sizes.factor;
  const megabits = (rate * size * 8) / 1000;
  if (megabits < 0.1) return undefined;
  return {
    id: 'bandwidth',
    label: 'Bandwidth in the busiest minute',
    value: tidy(megabits),
    unit: 'Mbit/s',
    formula: `${rated(rate)} × ${rated(size)} kB × 8 = ${rated(megabits)} Mbit/s`,
    basis: basisOf(['concurrent-users', 'burstiness'], resolved),
    assumptions: ['answer-size', 'think-time', peakAssumption(resolved.values)],
  };
}

/** What people send, where files are among what they need. */
function uploads({ resolved, sizes, assumed, has }: Calculation): Figure | undefined {
  const rate = (sizes.busyHour * sizes.factor * assumed('upload-share')) / 100;
  if (!has('needs', 'files') || rate <= 0) return undefined;
  const megabits = rate * assumed('upload-size') * 8;
  return {
    id: 'uploads',
    label: 'Uploads in the busiest minute',
    value: tidy(megabits),
    unit: 'Mbit/s',
    formula: `${rated(sizes.busyHour * sizes.factor)} × ${rated(assumed('upload-share'))} % × ${rated(assumed('upload-size'))} MB × 8 = ${rated(megabits)} Mbit/s`,
    basis: basisOf(['concurrent-users', 'needs'], resolved),
    assumptions: ['upload-share', 'upload-size', 'think-time', peakAssumption(resolved.values)],
  };
}

import { splitData } from '../cost/parts.ts';
import type { Figure } from '../recommendation.ts';
import { basisOf } from '../values.ts';
import { amount } from '../wording.ts';
import { storesOf, tidy, type Calculation } from './calculation.ts';
import { duration } from './queue-figures.ts';
import { yearsOf } from './sizes.ts';

/** How much a kind of backup loses at worst, in minutes, from the dearest to the cheapest. */
const backupsOf = (interval: number): readonly { readonly loses: number; readonly words: string }[] => [
  { loses: interval, words: 'point-in-time recovery' },
  { loses: 60, words: 'a log saved every hour' },
  { loses: 1440, words: 'a nightly backup' },
];

/** Recovery objectives against backups: what may be lost, and how long a restore of this much data takes. */
export function recoveryFigures(calculation: Calculation): readonly Figure[] {
  return [recoveryPoint(calculation), recoveryTime(calculation)];
}

function recoveryPoint({ resolved, value, assumed }: Calculation): Figure {
  const interval = assumed('log-interval');
  const backups = backupsOf(interval);
  const objective = value('recovery-point');
  const chosen = backups.filter(({ loses }) => loses <= objective).at(-1) ?? backups[0]!;
  const live = objective < interval;
  const words = live
    ? `a standby that has every write loses 0 when a machine or zone fails, ${chosen.words} at most ${amount(chosen.loses)} min after a mistake`
    : `${chosen.words} loses at most ${duration(chosen.loses * 60)}`;
  return {
    id: 'recovery-point',
    label: 'Work that may be lost (recovery point objective)',
    value: objective,
    unit: 'minutes',
    formula: `${words}, allowed = ${objective === 0 ? 'nothing' : duration(objective * 60)}`,
    basis: basisOf(['recovery-point'], resolved),
    assumptions: chosen === backups[0] ? ['log-interval'] : [],
    verdict: live
      ? { met: true, because: `what a person deletes is only back to the last ${amount(interval)} minutes` }
      : { met: true, because: 'kept, once a restore was rehearsed' },
  };
}

/** Restore time = start + data / throughput; a standby only helps where a machine is lost, not where the data is wrong. */
function recoveryTime({ resolved, sizes, value, assumed, plan }: Calculation): Figure {
  const objective = value('recovery-time');
  const stores = storesOf(resolved.values, plan);
  const all =
    plan === undefined
      ? Math.min(sizes.storage, assumed('database-size'))
      : splitData(sizes.storage, resolved.values, plan.billing.inventory, stores).inside;
  // Several databases are restored beside each other.
  const inside = all / stores;
  const throughput = assumed('restore-throughput');
  const start = assumed('restore-start');
  const restore = (inside / throughput) * 60;
  const total = start + restore;
  const standby = sizes.twoZones ? `; a lost machine costs ${amount(assumed('failover'))} min, its standby takes over` : '';
  const met = total <= objective;
  const most = Math.max(0, ((objective - start) / 60) * throughput);
  const years = yearsOf(resolved.values);
  return {
    id: 'recovery-time',
    label: 'Back after at most (recovery time objective)',
    value: objective,
    unit: 'minutes',
    formula: `${amount(start)} min + ${amount(inside)} GB / ${amount(throughput)} GB/h = ${duration(total * 60)} for a restore${stores > 1 ? ' of each database' : ''} after ${String(years)} ${years === 1 ? 'year' : 'years'}${standby}; allowed = ${duration(objective * 60)}`,
    basis: basisOf(['recovery-time', 'data-volume'], resolved),
    assumptions: ['restore-throughput', 'restore-start', ...(sizes.twoZones ? ['failover'] : [])],
    verdict: met
      ? { met, because: 'a restore from the backup is quick enough' }
      : {
          met,
          because: sizes.twoZones
            ? `after a mistake that reached the standby too, ${duration(total * 60)} are needed: ${remedy(objective, start, most)}`
            : `a restore alone is too slow: a standby in a second zone for lost machines, and ${remedy(objective, start, most)}`,
        },
  };
}

function remedy(objective: number, start: number, most: number): string {
  if (objective <= start) return 'a delayed copy that can be switched to, because the time goes before a restore even begins';
  return `at most ${amount(tidy(most))} GB in one database, older data moved aside`;
}

import { worksInBackground } from '../cost/inventory.ts';
import type { Figure } from '../recommendation.ts';
import { basisOf } from '../values.ts';
import { type Calculation, rated, tidy } from './calculation.ts';
import { activeAssumption, averageAssumption } from './sizes.ts';

/** Queues: what waits after a peak and after an outage of a partner, and how long it takes to drain. */
export function queueFigures(calculation: Calculation): readonly Figure[] {
  return [backlog(calculation), partnerBacklog(calculation)].filter((figure) => figure !== undefined);
}

/** A length of time as people say it: `40 s`, `12 min`, `3.5 h`, `2 days`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${rated(Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `${rated(Math.round(seconds / 60))} min`;
  return seconds < 48 * 3600 ? `${rated(seconds / 3600)} h` : `${rated(seconds / 86_400)} days`;
}

/**
 * Fluid queue: it grows by arrival − service while the peak lasts, and shrinks by service − arrival after it. Served at
 * `worker-share` times the arrivals of the busy hour.
 */
function backlog(calculation: Calculation): Figure | undefined {
  const { resolved, sizes, value, has, assumed, isStated } = calculation;
  if (!worksInBackground(resolved.values)) return undefined;
  const said = isStated('background-share');
  const share = (said ? value('background-share') : assumed('background-share')) / 100;
  // Where nobody waits for machines, their events are jobs too; they come as evenly in the busy hour as in its worst minute.
  const events = has('who-waits', 'receipt', 'nobody') ? sizes.events : 0;
  const ordinary = sizes.busyHour * share + events;
  const peak = sizes.busyHour * sizes.factor * share + events;
  if (ordinary <= 0) return undefined;
  const ratio = assumed('worker-share');
  const service = ordinary * ratio;
  const foreseen = has('burstiness', 'known-peaks', 'sudden');
  const lasting = foreseen ? value('peak-length') : assumed('daily-peak');
  const waiting = Math.max(0, (peak - service) * lasting * 60);
  const drain = waiting / (service - ordinary);
  const words =
    waiting === 0
      ? `${rated(peak)} jobs/s at the peak, ${rated(service)}/s served = no backlog`
      : `(${rated(peak)} − ${rated(service)} jobs/s) × ${duration(lasting * 60)} = ${rated(Math.round(waiting))} jobs wait, empty ${duration(drain)} after the peak at ${rated(service)} − ${rated(ordinary)}/s`;
  return {
    id: 'backlog',
    label: 'Background queue after the peak',
    value: Math.round(waiting),
    unit: 'jobs',
    formula: words,
    basis: basisOf(['concurrent-users', 'background-share', 'peak-length', 'burstiness'], resolved),
    assumptions: ['worker-share', ...(said ? [] : ['background-share']), ...(foreseen ? [] : ['daily-peak']), 'think-time'],
  };
}

/** What a partner's outage leaves, and the time until it went through the partner's own limit. */
function partnerBacklog(calculation: Calculation): Figure | undefined {
  const { resolved, sizes, value, has, assumed, isStated } = calculation;
  if (!isStated('external-apis') || value('external-apis') <= 0 || !has('partner-down', 'everything')) return undefined;
  const share = assumed('partner-share');
  const hours = assumed('partner-outage');
  const aDay = sizes.monthly / 30;
  const waiting = (aDay * share * hours) / 100 / 24;
  const limit = value('partner-limit');
  const arriving = (sizes.busyHour * share) / 100;
  const drain = waiting / (limit - arriving);
  const allowed = isStated('partner-limit') ? 'the partner allows' : 'the partner is taken to allow';
  return {
    id: 'partner-backlog',
    label: 'Calls that wait for a partner',
    value: Math.round(waiting),
    unit: 'calls',
    formula: `${rated(aDay)} requests a day × ${rated(share)} % × ${rated(hours)} h / 24 h = ${rated(Math.round(waiting))} calls wait${drain > 0 && Number.isFinite(drain) ? `, sent in ${duration(drain)} at the ${rated(limit)}/s that ${allowed}` : ''}`,
    basis: basisOf(['external-apis', 'partner-down', 'partner-limit', 'concurrent-users'], resolved),
    assumptions: ['partner-share', 'partner-outage', activeAssumption(resolved.values), averageAssumption(resolved.values)],
    verdict:
      limit > arriving
        ? { met: true, because: `new calls come at ${rated(tidy(arriving))}/s` }
        : {
            met: false,
            because: `it never drains in the busy hour: ${rated(arriving)} new calls/s, ${rated(limit)}/s allowed; ask for a higher limit or send in batches`,
          },
  };
}

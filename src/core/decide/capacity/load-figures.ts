import { computeOf, instancesOf } from '../cost/parts.ts';
import type { Figure } from '../recommendation.ts';
import { baseOf } from '../styles.ts';
import { basisOf, peakAssumption, thinkTime } from '../values.ts';
import { type Calculation, counted, rated, tidy } from './calculation.ts';
import { throughputOfInstance } from './sizes.ts';

/** Rates from people (Little's law with a think time) and machines, instances with headroom, and what goes on inside one. */
export function loadFigures(calculation: Calculation): readonly Figure[] {
  return [...rates(calculation), instances(calculation), concurrency(calculation)].filter((figure) => figure !== undefined);
}

function rates({ resolved, sizes, value }: Calculation): readonly Figure[] {
  const people = value('concurrent-users');
  const think = rated(thinkTime(resolved.values));
  const factor = peakAssumption(resolved.values);
  const figures: Figure[] = [];
  if (people > 0) {
    figures.push({
      id: 'requests',
      label: 'Requests in the busy hour',
      value: tidy(sizes.busyHour),
      unit: 'requests/s',
      formula: `${rated(people)} people / ${think} s = ${rated(sizes.busyHour)} requests/s`,
      basis: basisOf(['concurrent-users'], resolved),
      assumptions: ['think-time'],
    });
  }
  const fromPeople = people > 0 ? `${rated(sizes.busyHour)} × ${rated(sizes.factor)}` : '';
  const fromEvents = sizes.events > 0 ? `${rated(sizes.events)} events` : '';
  const sum = [fromPeople, fromEvents].filter((part) => part !== '').join(' + ') || '0';
  figures.push({
    id: 'peak-requests',
    label: 'Requests and events in the busiest minute',
    value: tidy(sizes.peak),
    unit: 'requests/s',
    formula: `${sum} = ${rated(sizes.peak)} requests/s`,
    basis: basisOf(['concurrent-users', 'machine-events', 'burstiness'], resolved),
    assumptions: people > 0 ? [factor, 'think-time'] : [],
  });
  return figures;
}

function instances(calculation: Calculation): Figure | undefined {
  const { resolved, sizes } = calculation;
  const front = frontInstances(calculation);
  if (front === 0) return undefined;
  const needed = sizes.peak * sizes.room;
  const room = sizes.room > 1 ? ` × ${rated(sizes.room)} (growth)` : '';
  const share = `${rated(sizes.perInstance)} × ${rated(sizes.busyShare * 100)} %`;
  return {
    id: 'instances',
    label: `Small instances (${sizes.language})`,
    value: front,
    unit: front === 1 ? 'instance' : 'instances',
    formula: `${rated(sizes.peak)}${room} / (${share}) = ${rated(needed / (sizes.perInstance * sizes.busyShare))}, at least ${String(sizes.leastInstances)}: ${rated(sizes.instances)}${front === sizes.instances ? '' : `, spread over the parts of the style: ${rated(front)}`}`,
    basis: basisOf(['concurrent-users', 'machine-events', 'stack-preferred', 'availability', 'growth'], resolved),
    assumptions: [throughputOfInstance(resolved.values).assumption, 'busy-share', ...(sizes.room > 1 ? ['growth-room'] : [])],
  };
}

/** Instances that share the peak, as the bill counts them; 0 where functions are started per call. */
export function frontInstances({ resolved, sizes, plan }: Calculation): number {
  if (plan === undefined) return sizes.instances;
  const base = baseOf(plan.style);
  const { inventory } = plan.billing;
  if (computeOf(base, inventory) === 'functions') return 0;
  return instancesOf(base, resolved.values, sizes, inventory).front;
}

/** Little's law inside: requests at once = rate × time of one. More than its pool holds wait for a connection. */
function concurrency(calculation: Calculation): Figure | undefined {
  const { resolved, sizes, assumed, isStated, value } = calculation;
  if (sizes.peak < 1) return undefined;
  const front = frontInstances(calculation);
  // Whoever promised an answer within less has to be quicker than the assumption.
  const target = isStated('latency-target') ? value('latency-target') : Number.POSITIVE_INFINITY;
  const time = Math.min(assumed('service-time'), target);
  const pool = assumed('connections');
  const each = (sizes.peak * time) / 1000 / Math.max(1, front);
  const where = front === 0 ? 'running at once' : 'at once in each';
  const rate = front > 1 ? `${rated(sizes.peak)}/s / ${rated(front)} × ` : `${rated(sizes.peak)}/s × `;
  return {
    id: 'concurrency',
    label: front === 0 ? 'Functions at once' : 'Requests at once in an instance',
    value: tidy(each),
    unit: 'requests',
    formula: `${rate}${rated(time)} ms = ${rated(each)} ${where}`,
    basis: basisOf(['concurrent-users', 'machine-events', 'burstiness'], resolved),
    assumptions: [...(time < assumed('service-time') ? [] : ['service-time']), ...(front === 0 ? [] : ['connections'])],
    ...(front === 0
      ? {}
      : {
          verdict:
            each <= pool
              ? { met: true, because: `the pool of ${rated(pool)} connections is enough` }
              : { met: false, because: `a pool of ${counted(Math.ceil(each), 'connection')} is needed, or requests wait for one` },
        }),
  };
}

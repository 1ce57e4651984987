import { questions } from '../interview/questions.ts';
import { growthRoom, optionBit, peakFactor, slotIndex, thinkTimeSeconds, type Values } from './values.ts';

const at = {
  users: slotIndex('concurrent-users'),
  events: slotIndex('machine-events'),
  readWrite: slotIndex('read-write'),
  stack: slotIndex('stack-preferred'),
  availability: slotIndex('availability'),
  hour: slotIndex('first-hour-down'),
  needs: slotIndex('needs'),
  point: slotIndex('recovery-point'),
  horizon: slotIndex('horizon'),
  growth: slotIndex('growth'),
  data: slotIndex('data-volume'),
  idle: slotIndex('idle'),
  burstiness: slotIndex('burstiness'),
} as const;

/** Share of an instance that may be busy at the peak (assumption): above it, queues grow faster than load. */
export const busyShare = 0.6;

/**
 * Requests a second that one small instance (1 vCPU, 2 GB) answers, by the first language the team names (assumption:
 * ordinary requests with two or three database queries; measure your own).
 */
export function throughputOfInstance(values: Values): { readonly language: string; readonly perSecond: number } {
  const question = questions[at.stack]!;
  const options = question.kind === 'multi' ? question.options : [];
  const chosen = options.filter((_, index) => (values[at.stack]! & (2 ** index)) !== 0);
  const speeds = chosen.map((option) => ({ language: option.label, perSecond: speed.get(option.id) ?? 200 }));
  return speeds[0] ?? { language: 'the language of the team', perSecond: 200 };
}

const speed: ReadonlyMap<string, number> = new Map([
  ['typescript', 250],
  ['python', 120],
  ['java', 400],
  ['dotnet', 400],
  ['go', 600],
  ['php', 120],
  ['ruby', 100],
  ['rust', 800],
  ['elixir', 300],
]);

/** The sizes that capacity and cost share. All rates in the busiest minute, without room for growth. */
export interface Sizes {
  readonly busyHour: number;
  readonly factor: number;
  readonly events: number;
  readonly peak: number;
  readonly room: number;
  readonly writeShare: number;
  readonly writes: number;
  readonly instances: number;
  readonly leastInstances: number;
  readonly language: string;
  readonly perInstance: number;
  readonly availability: number;
  readonly twoZones: boolean;
  /** GB at the end of the horizon. */
  readonly storage: number;
  /** GB after the first year, which the first bill is for. */
  readonly firstYear: number;
  /** Requests in a month, from the busy hour, how the load comes and how much of the day is idle. */
  readonly monthly: number;
}

/** Sizes the system from encoded answers. */
export function sizesOf(values: Values, availabilityStated: boolean): Sizes {
  const busyHour = values[at.users]! / thinkTimeSeconds;
  const factor = peakFactor(values);
  const events = values[at.events]!;
  const peak = busyHour * factor + events;
  const room = growthRoom(values);
  const kind = values[at.readWrite]!;
  const writeShare = kind === optionBit('read-write', 'reads') ? 0.1 : kind === optionBit('read-write', 'balanced') ? 0.4 : 0.7;
  const availability = objectiveOf(values, availabilityStated);
  const twoZones = availability >= 99.9 || values[at.point] === 0;
  const leastInstances = availability >= 99.5 ? 2 : 1;
  const { language, perSecond } = throughputOfInstance(values);
  const instances = Math.max(leastInstances, Math.ceil((peak * room) / (perSecond * busyShare)));
  const idle = values[at.idle]!;
  const activeHours = idle === optionBit('idle', 'hardly') ? 16 : idle === optionBit('idle', 'nights') ? 8 : 2;
  return {
    busyHour,
    factor,
    events,
    peak,
    room,
    writeShare,
    writes: busyHour * factor * writeShare + events,
    instances,
    leastInstances,
    language,
    perInstance: perSecond,
    availability,
    twoZones,
    storage: storageOf(values),
    firstYear: values[at.data]!,
    monthly: (busyHour + events) * averageShare(values) * 3600 * activeHours * 30,
  };
}

/** The availability objective in % of a month: the promise, or what an hour of downtime is worth. */
function objectiveOf(values: Values, stated: boolean): number {
  if (stated) return values[at.availability]!;
  const hour = values[at.hour]!;
  const worth =
    hour === optionBit('first-hour-down', 'wait')
      ? 99
      : hour === optionBit('first-hour-down', 'work-stops')
        ? 99.5
        : hour === optionBit('first-hour-down', 'money')
          ? 99.9
          : 99.95;
  return (values[at.needs]! & optionBit('needs', 'high-availability')) !== 0 ? Math.max(99.9, worth) : worth;
}

/** How much of the busy hour an average active hour has (assumption). */
function averageShare(values: Values): number {
  const burstiness = values[at.burstiness]!;
  if (burstiness === optionBit('burstiness', 'steady')) return 0.7;
  return burstiness === optionBit('burstiness', 'daily') ? 0.3 : 0.1;
}

/** Yearly growth of what is added, as a factor; data grows more slowly than a load that grows ten times. */
export function yearlyGrowth(values: Values): number {
  const growth = values[at.growth]!;
  return growth === optionBit('growth', 'flat') ? 1 : growth === optionBit('growth', 'double') ? 2 : 3;
}

/** GB at the end of the horizon (at most five years): each year adds the first year's volume times the growth. */
function storageOf(values: Values): number {
  const years = Math.min(5, Math.max(1, Math.round(values[at.horizon]!)));
  const growth = yearlyGrowth(values);
  let total = 0;
  for (let year = 0; year < years; year += 1) total += values[at.data]! * growth ** year;
  return total;
}

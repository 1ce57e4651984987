import { questions } from '../../interview/questions.ts';
import { assumptionIndex, growthRoom, optionBit, peakFactor, slotIndex, thinkTime, type Values } from '../values.ts';

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
  busyShare: assumptionIndex('busy-share'),
  firstMonths: assumptionIndex('first-months'),
} as const;

/** The assumption that says what one instance of the first named language answers. */
const throughputAssumptions: ReadonlyMap<string, string> = new Map(
  ['typescript', 'python', 'java', 'dotnet', 'go', 'php', 'ruby', 'rust', 'elixir'].map((id) => [id, `throughput-${id}`]),
);

/**
 * Requests a second that one small instance (1 vCPU, 2 GB) answers, by the first language the team names, and the id of
 * the assumption that says so.
 */
export function throughputOfInstance(values: Values): {
  readonly language: string;
  readonly perSecond: number;
  readonly assumption: string;
} {
  const question = questions[at.stack]!;
  const options = question.kind === 'multi' ? question.options : [];
  const chosen = options.find((_, index) => (values[at.stack]! & (2 ** index)) !== 0);
  const assumption = throughputAssumptions.get(chosen?.id ?? '') ?? 'throughput-other';
  return { language: chosen?.label ?? 'the language of the team', perSecond: values[assumptionIndex(assumption)]!, assumption };
}

/**
 * For which month something is sized: the first months, a month at the stated load, or the busiest month a year on, when
 * the load has grown once and every busy hour is the busiest.
 */
export type Stage = 'small' | 'expected' | 'peak';

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
  /** Share of an instance that may be busy, 0 to 1. */
  readonly busyShare: number;
  readonly availability: number;
  readonly twoZones: boolean;
  /** GB at the end of the horizon. */
  readonly storage: number;
  /** GB that the bill is for: the first year's, a part of it at the beginning, two years' at the peak. */
  readonly data: number;
  /** Requests and events in a month, from the busy hour, how the load comes and how much of the day is idle. */
  readonly monthly: number;
  /** Of these, requests of people: they get answers, events get a receipt. */
  readonly monthlyRequests: number;
}

/** Sizes the system from encoded answers, for one stage. */
export function sizesOf(values: Values, availabilityStated: boolean, stage: Stage = 'expected'): Sizes {
  const load = loadOf(values, stage);
  const busyHour = (values[at.users]! * load) / thinkTime(values);
  const factor = peakFactor(values);
  const events = values[at.events]! * load;
  const peak = busyHour * factor + events;
  // What has grown already needs no room for growing, as far as it has.
  const room = stage === 'peak' ? Math.max(1, growthRoom(values) / load) : growthRoom(values);
  const writeShare = values[assumptionIndex(writeAssumption(values))]! / 100;
  const availability = objectiveOf(values, availabilityStated);
  const twoZones = availability >= 99.9 || values[at.point] === 0;
  const leastInstances = availability >= 99.5 ? 2 : 1;
  const { language, perSecond } = throughputOfInstance(values);
  const busyShare = values[at.busyShare]! / 100;
  const seconds = values[assumptionIndex(activeAssumption(values))]! * 3600 * 30;
  const average = stage === 'peak' ? 1 : values[assumptionIndex(averageAssumption(values))]! / 100;
  return {
    busyHour,
    factor,
    events,
    peak,
    room,
    writeShare,
    writes: busyHour * factor * writeShare + events,
    instances: Math.max(leastInstances, Math.ceil(tidied((peak * room) / (perSecond * busyShare)))),
    leastInstances,
    language,
    perInstance: perSecond,
    busyShare,
    availability,
    twoZones,
    storage: storageOf(values),
    data: values[at.data]! * (stage === 'small' ? values[at.firstMonths]! / 100 : stage === 'peak' ? 1 + yearlyGrowth(values) : 1),
    monthly: (busyHour + events) * average * seconds,
    monthlyRequests: busyHour * average * seconds,
  };
}

/** Takes off what binary fractions add: 150 / (250 × 0.6) is one instance, not 1.0000000000000002. */
function tidied(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function loadOf(values: Values, stage: Stage): number {
  if (stage === 'small') return values[at.firstMonths]! / 100;
  const assumption = stage === 'peak' ? loadGrowthAssumption(values) : undefined;
  return assumption === undefined ? 1 : values[assumptionIndex(assumption)]!;
}

/** Id of the assumption for the share of requests that write. */
export function writeAssumption(values: Values): string {
  const kind = values[at.readWrite]!;
  if (kind === optionBit('read-write', 'reads')) return 'write-share-reads';
  return kind === optionBit('read-write', 'balanced') ? 'write-share-balanced' : 'write-share-writes';
}

/** Id of the assumption for the busy hours of a day. */
export function activeAssumption(values: Values): string {
  const idle = values[at.idle]!;
  if (idle === optionBit('idle', 'hardly')) return 'active-hours-hardly';
  return idle === optionBit('idle', 'nights') ? 'active-hours-nights' : 'active-hours-mostly';
}

/** Id of the assumption for how much of the busy hour an average active hour has. */
export function averageAssumption(values: Values): string {
  const burstiness = values[at.burstiness]!;
  if (burstiness === optionBit('burstiness', 'steady')) return 'average-share-even';
  return burstiness === optionBit('burstiness', 'daily') ? 'average-share-daily' : 'average-share-peaks';
}

/** Id of the assumption for how the load grows in a year; undefined where it hardly does. */
export function loadGrowthAssumption(values: Values): string | undefined {
  const growth = values[at.growth]!;
  if (growth === optionBit('growth', 'flat')) return undefined;
  return growth === optionBit('growth', 'double') ? 'load-growth-double' : 'load-growth-tenfold';
}

/** Id of the assumption for how much more data each year adds; undefined where it is as much as the year before. */
export function dataGrowthAssumption(values: Values): string | undefined {
  const growth = values[at.growth]!;
  if (growth === optionBit('growth', 'flat')) return undefined;
  return growth === optionBit('growth', 'double') ? 'data-growth-double' : 'data-growth-tenfold';
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

/** Yearly growth of what is added, as a factor; data grows more slowly than a load that grows ten times. */
export function yearlyGrowth(values: Values): number {
  const assumption = dataGrowthAssumption(values);
  return assumption === undefined ? 1 : values[assumptionIndex(assumption)]!;
}

/** Whole years of the horizon, 1 to 5: nobody plans storage further ahead. */
export function yearsOf(values: Values): number {
  return Math.min(5, Math.max(1, Math.round(values[at.horizon]!)));
}

/** GB at the end of the horizon: each year adds the first year's volume times the growth. */
function storageOf(values: Values): number {
  const growth = yearlyGrowth(values);
  let total = 0;
  for (let year = 0; year < yearsOf(values); year += 1) total += values[at.data]! * growth ** year;
  return total;
}

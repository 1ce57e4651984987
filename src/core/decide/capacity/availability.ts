import { computeOf, servicesOf, storeCount } from '../cost/parts.ts';
import type { Availability, AvailabilityPart, BaseStyle, Figure } from '../recommendation.ts';
import { baseOf } from '../styles.ts';
import { basisOf } from '../values.ts';
import { amount, exact } from '../wording.ts';
import { isPaidByUse, tidy, type Calculation, type Plan } from './calculation.ts';
import { frontInstances } from './load-figures.ts';

/** Minutes in a month of 30 days, on which allowed downtime is counted. */
const minutesOfMonth = 43_200;

/** Hours in which it must be there: minutes a month, and whether releases have to happen within them. */
const windows: readonly { readonly option: string; readonly minutes: number; readonly releasesOutside: boolean; readonly words: string }[] =
  [
    { option: 'office', minutes: 22 * 12 * 60, releasesOutside: true, words: 'of 264 working hours a month' },
    { option: 'long', minutes: 30 * 16 * 60, releasesOutside: true, words: 'of 480 hours a month, nights left out' },
  ];

/** Together in %: n copies of which one is enough, 1 − (1 − a)^n, as often as they stand in a row. */
export function together(each: number, copies: number, inRow: number): number {
  return 100 * (1 - (1 - each / 100) ** copies) ** inRow;
}

/** The product of the parts in %. Never above its weakest part. */
export function productOf(parts: readonly AvailabilityPart[]): number {
  return parts.reduce((product, part) => (product * part.together) / 100, 100);
}

/** The parts that a request needs, with the availability each was given; the product against the objective. */
export function availabilityOf(calculation: Calculation): Availability | undefined {
  const { plan, sizes } = calculation;
  if (plan === undefined) return undefined;
  const window = windowOf(calculation);
  const parts = partsOf(calculation, plan);
  const reached = productOf(parts);
  const minutes = window?.minutes ?? minutesOfMonth;
  return {
    objective: sizes.availability,
    reached: fine(reached),
    met: fine(reached) >= sizes.availability,
    parts,
    allowedMinutes: tidy(((100 - sizes.availability) / 100) * minutes),
    likelyMinutes: tidy(((100 - reached) / 100) * minutes),
    remedies: fine(reached) >= sizes.availability ? [] : remediesFor(calculation, parts),
  };
}

/** Four decimals of a percentage: 99.9975. */
function fine(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function windowOf(calculation: Calculation): (typeof windows)[number] | undefined {
  return calculation.isStated('availability-hours')
    ? windows.find(({ option }) => calculation.has('availability-hours', option))
    : undefined;
}

function partsOf(calculation: Calculation, plan: Plan): readonly AvailabilityPart[] {
  const { resolved, sizes, has, isStated } = calculation;
  const { inventory, values } = plan.billing;
  const base = baseOf(plan.style);
  const path = calculation.assumed('services-in-path');
  const part = (name: string, assumption: string, copies = 1, inRow = 1): AvailabilityPart => {
    const each = calculation.assumed(assumption);
    return { name, copies, inRow, each, together: together(each, copies, inRow), assumption };
  };
  const parts = computeParts(calculation, plan, base, part);
  const stores = Math.min(path, storeCount(base, values, inventory));
  if (inventory.stores.some(({ engine }) => engine.paid !== 'file')) {
    const perUse = isPaidByUse(plan);
    const [name, assumption] = perUse
      ? [inventory.stores[0]?.name ?? 'database', 'sla-database-use']
      : sizes.twoZones
        ? ['database in two zones', 'sla-database-zones']
        : ['database in one zone', 'sla-database'];
    parts.push(part(row(name, stores), assumption, 1, stores));
  }
  // Everywhere else the queue stands behind the answer, and nobody waits for it.
  if (base === 'event-driven') parts.push(part(inventory.broker?.name ?? 'broker', 'sla-broker'));
  if (base === 'space-based') parts.push(part('data grid', 'sla-cache', 2));
  if (inventory.identity?.perUser === true) parts.push(part(inventory.identity.name, 'sla-identity'));
  const stops = isStated('partner-down') && has('partner-down', 'nothing') && resolved.values.length > 0;
  if (stops && calculation.value('external-apis') > 0) parts.push(part('partner that everything waits for', 'sla-partner'));
  if (windowOf(calculation)?.releasesOutside !== true) parts.push(part(releaseWords(calculation), releaseAssumption(calculation)));
  return parts;
}

function computeParts(
  calculation: Calculation,
  plan: Plan,
  base: BaseStyle,
  part: (name: string, assumption: string, copies?: number, inRow?: number) => AvailabilityPart,
): AvailabilityPart[] {
  const { inventory, values, sizes } = plan.billing;
  const path = Math.min(calculation.assumed('services-in-path'), base === 'event-driven' ? 1 : servicesOf(base, values, inventory));
  const kind = computeOf(base, inventory);
  if (kind === 'functions') return [part('functions', 'sla-functions')];
  if (kind === 'server') return [part('one server', 'sla-server')];
  if (kind === 'platform') return [part('platform', 'sla-platform')];
  const front = frontInstances(calculation);
  // Copies stand in two zones: a third in the same zone saves nobody from a lost zone.
  const copies = Math.min(2, Math.max(sizes.expected.leastInstances, Math.floor(front / Math.max(1, servicesOf(base, values, inventory)))));
  const own = plan.billing.book.id === 'own';
  const compute = part(
    path > 1
      ? `${amount(path)} services in a row, ${copies > 1 ? 'two instances each' : 'one instance each'}`
      : copies > 1
        ? 'one of two instances'
        : 'one instance',
    own || kind === 'servers' ? 'sla-server' : 'sla-instance',
    copies,
    path,
  );
  return copies > 1 || front > 1 ? [compute, part('load balancer', 'sla-balancer')] : [compute];
}

/** `database in one zone`, or `3 in a row: database in one zone`. */
function row(name: string, number: number): string {
  return number > 1 ? `${amount(number)} in a row: ${name}` : name;
}

const releaseKinds = ['by-hand', 'tested', 'automatic', 'watched'] as const;

function releaseAssumption({ has }: Calculation): string {
  return `sla-releases-${releaseKinds.find((kind) => has('operations', kind)) ?? 'tested'}`;
}

function releaseWords({ has }: Calculation): string {
  return has('operations', 'by-hand') ? 'releases by hand' : has('operations', 'tested') ? 'tested releases' : 'releases';
}

/** What could be changed about each part, until the objective is met or nothing is left. */
function remediesFor(calculation: Calculation, parts: readonly AvailabilityPart[]): Availability['remedies'] {
  const { sizes, assumed } = calculation;
  const remedies: { what: string; reaches: number }[] = [];
  let current = [...parts];
  while (fine(productOf(current)) < sizes.availability) {
    const options = current
      .map((part, index) => ({ index, better: betterOf(part, assumed) }))
      .flatMap(({ index, better }) =>
        better === undefined || better.together <= current[index]!.together
          ? []
          : [{ what: better.what, next: current.with(index, { ...current[index]!, ...better }) }],
      )
      .toSorted((a, b) => productOf(b.next) - productOf(a.next));
    const [best] = options;
    if (best === undefined) break;
    current = best.next;
    remedies.push({ what: best.what, reaches: fine(productOf(current)) });
  }
  return remedies;
}

interface Better {
  readonly what: string;
  readonly each: number;
  readonly copies: number;
  readonly together: number;
  readonly assumption: string;
}

function betterOf(part: AvailabilityPart, assumed: (id: string) => number): Better | undefined {
  const become = (what: string, assumption: string, copies = 1): Better => {
    const each = assumed(assumption);
    return { what, assumption, each, copies, together: together(each, copies, part.inRow) };
  };
  switch (part.assumption) {
    case 'sla-database':
      return become('a standby of the database in a second zone', 'sla-database-zones');
    case 'sla-instance':
    case 'sla-server':
      return part.copies > 1 ? undefined : become('a second instance in another zone', part.assumption, 2);
    case 'sla-platform':
      return become('two instances in two zones of a cloud', 'sla-instance', 2);
    case 'sla-releases-by-hand':
      return become('releases that are tested first', 'sla-releases-tested');
    case 'sla-releases-tested':
      return become('automatic releases in small steps', 'sla-releases-automatic');
    case 'sla-releases-automatic':
      return become('releases that roll back by themselves', 'sla-releases-watched');
    case 'sla-partner':
      return {
        what: 'work that goes on without the partner and is made up for later',
        each: 100,
        copies: 1,
        together: 100,
        assumption: part.assumption,
      };
    case 'sla-identity':
      return {
        what: 'sessions that outlive an outage of the sign-in',
        each: 99.99,
        copies: 1,
        together: 99.99,
        assumption: part.assumption,
      };
    default:
      return undefined;
  }
}

/** Allowed downtime, and the product of the parts held against the objective. */
export function availabilityFigures(calculation: Calculation, availability: Availability | undefined): readonly Figure[] {
  const { resolved, sizes, promised } = calculation;
  const basis = basisOf(promised ? ['availability'] : ['availability', 'first-hour-down', 'needs'], resolved);
  const given = promised ? [] : ['availability-from-worth'];
  const allowed = tidy(((100 - sizes.availability) / 100) * minutesOfMonth);
  const downtime: Figure = {
    id: 'downtime',
    label: `Allowed downtime a month at ${exact(sizes.availability)} %`,
    value: allowed,
    unit: 'minutes',
    formula: `(100 − ${exact(sizes.availability)}) % × ${amount(minutesOfMonth)} minutes = ${amount(allowed)} minutes`,
    basis,
    assumptions: given,
  };
  if (availability === undefined) return [downtime];
  const product = availability.parts.map((part) => `${part.name} ${shown(part.together)} %`).join(' × ');
  const hours = windowOf(calculation)?.words;
  return [
    downtime,
    {
      id: 'availability',
      label: 'Availability of the parts together',
      value: availability.reached,
      unit: '%',
      formula: `${product} = ${shown(availability.reached)} %: about ${amount(availability.likelyMinutes)} min down${hours === undefined ? ' a month' : ` ${hours}`}, ${amount(availability.allowedMinutes)} allowed`,
      basis,
      assumptions: [
        ...new Set(availability.parts.map(({ assumption }) => assumption)),
        ...(availability.parts.some(({ inRow }) => inRow > 1) ? ['services-in-path'] : []),
      ],
      verdict: verdictOf(availability),
    },
  ];
}

/** At most three decimals, rounded down: 99.9975 % must not read as 100 %. */
function shown(percent: number): string {
  return String(Math.floor(percent * 1000 + 1e-6) / 1000);
}

function verdictOf({ met, objective, remedies, parts }: Availability): NonNullable<Figure['verdict']> {
  if (met) return { met, because: `${exact(objective)} % can be kept` };
  const weakest = parts.toSorted((a, b) => a.together - b.together)[0];
  const last = remedies.at(-1);
  const weak = weakest === undefined ? '' : `; weakest: ${weakest.name}`;
  if (last === undefined || last.reaches < objective) {
    const most = last === undefined ? '' : ` even with ${list(remedies.map(({ what }) => what))} (${shown(last.reaches)} %)`;
    return { met, because: `these parts cannot meet ${exact(objective)} %${most}${weak}; a second region or a lower promise would` };
  }
  return {
    met,
    because: `these parts cannot meet ${exact(objective)} %${weak}; ${list(remedies.map(({ what }) => what))} would reach ${shown(last.reaches)} %`,
  };
}

function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

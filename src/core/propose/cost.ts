import type { Cost, CostLine } from '../decide/recommendation.ts';
import { clip, count, enumerate, plural, range } from './format.ts';
import { marksOf, setIn } from './load.ts';
import type { Claim, Proposal, Prose } from './proposal.ts';
import { claim, say, unique } from './prose.ts';
import { basisSources } from './reading.ts';
import type { Situation } from './shape.ts';

/** The monthly cost as ranges, with what every line assumes, where its price comes from and what the range covers. */
export function cost(situation: Situation): Proposal['cost'] {
  const { cost: computed } = situation.recommendation;
  const sources = new Set(computed.lines.map((line) => line.source));
  const [common] = sources.size === 1 && computed.lines.length > 1 ? [...sources] : [undefined];
  return {
    lines: shownLines(computed).map((line) => ({
      item: clip(line.item, 600),
      low: Math.max(0, line.low),
      high: Math.max(0, line.high),
      note: clip(line.note, 600),
      source: common === undefined ? clip(line.source, 600) : 'as below',
    })),
    low: Math.max(0, computed.infrastructure.low),
    high: Math.max(0, computed.infrastructure.high),
    daysLow: Math.max(0, computed.operationsDays.low),
    daysHigh: Math.max(0, computed.operationsDays.high),
    pricesRead: clip([common ?? computed.pricesRead, covers(situation)].filter((text) => text !== '').join('; '), 600),
    stages: {
      small: { low: Math.max(0, computed.stages.small.low), high: Math.max(0, computed.stages.small.high) },
      peak: { low: Math.max(0, computed.stages.peak.low), high: Math.max(0, computed.stages.peak.high) },
    },
    operations: operations(situation),
    ...budget(situation),
    calculation: formulas(situation),
  };
}

/** Small lines are told in one, so that the table shows what the money goes for: together at most this share of the bill. */
const smallShare = 0.15;

function shownLines({ lines, infrastructure }: Cost): readonly CostLine[] {
  const small = new Set<CostLine>();
  let sum = 0;
  for (const line of lines.toSorted((one, other) => one.high - other.high)) {
    sum += line.high;
    if (sum > smallShare * infrastructure.high) break;
    small.add(line);
  }
  if (small.size < 2) return lines.slice(0, 40);
  const together: CostLine = {
    item: 'smaller items',
    low: tenths([...small].reduce((total, { low }) => total + low, 0)),
    high: tenths([...small].reduce((total, { high }) => total + high, 0)),
    note: lines
      .filter((line) => small.has(line))
      .map(({ item }) => item)
      .join(', '),
    source: lines[0]!.source,
  };
  return [...lines.filter((line) => !small.has(line)).slice(0, 39), together];
}

function tenths(dollars: number): number {
  return dollars < 10 ? Math.round(dollars * 10) / 10 : Math.round(dollars);
}

/** `300–900 $ at 600 $ a day ◇`. */
function operations(situation: Situation): Claim {
  const { cost: computed } = situation.recommendation;
  const entry = computed.figures.find(({ id }) => id === 'operations-cost');
  const rate = computed.assumptions.find(({ id }) => id === 'day-rate')?.value ?? 0;
  const days = range(computed.operationsCost.low, computed.operationsCost.high, '$');
  const marks = entry === undefined ? [] : marksOf(situation, entry);
  return claim(say`${days} at ${count(rate)} $ a day${marks}`, [{ rule: 'cost.operations' }, ...sourcesOf(situation, entry)]);
}

function sourcesOf(situation: Situation, entry: Cost['figures'][number] | undefined) {
  if (entry === undefined) return [];
  return unique([
    ...basisSources(situation.reading, entry.basis, `cost.${entry.id}`),
    ...entry.assumptions.map((assumption) => ({ assumption })),
  ]);
}

/** Whether the stated budget pays for it, and what could go. */
function budget(situation: Situation): { budget?: Claim } {
  const { cost: computed } = situation.recommendation;
  const { budget: verdict } = computed;
  if (verdict === undefined || verdict.verdict === 'within') return {};
  const { low, high } = computed.infrastructure;
  const stated = count(verdict.stated);
  const says =
    verdict.verdict === 'over'
      ? say`${{ strong: 'Over the budget' }} of ${stated} $ a month: at least ${count(low - verdict.stated)} $ are missing`
      : say`${{ strong: 'May exceed the budget' }} of ${stated} $: by up to ${count(high - verdict.stated)} $`;
  const { drop } = verdict;
  const out: Prose =
    drop === undefined
      ? say`. No single line changes that: raise the budget or lower an objective.`
      : say`. First to go: ${clip(drop.item, 120)}, ${range(drop.saves.low, drop.saves.high, '$')}; then ${clip(drop.without, 200)}.`;
  return { budget: claim([...says, ...out], situation.reading.source('budget')) };
}

/** The formulas of the bill, and what somebody set about its prices. */
function formulas(situation: Situation): Claim[] {
  const { figures, assumptions } = situation.recommendation.cost;
  const shown = figures.filter(({ id }) => id !== 'operations-cost');
  const set = setIn(situation);
  const used = new Set([...figures, ...situation.recommendation.capacity.figures].flatMap((entry) => entry.assumptions));
  const prices = assumptions.filter(({ id }) => set.has(id) && !used.has(id));
  return [
    ...shown.map((entry) =>
      claim(say`${entry.label}: ${clip(entry.formula, 400)}${marksOf(situation, entry)}.`, sourcesOf(situation, entry)),
    ),
    ...prices.map(({ id, text }) => claim(say`${clip(text.replace(/\.$/, ''), 300)}${{ assumed: id }}.`, [{ assumption: id }])),
  ].slice(0, 20);
}

/** What is paid beside the range: what runs beside an extension, and what others bill for. */
function covers(situation: Situation): string {
  const { reading } = situation;
  const billed = situation.recommendation.cost.lines.map(({ item }) => item);
  const partners = situation.reading.components
    .filter((part) => part.component === 'external-api')
    .map((part) => clip(part.name, 40))
    .filter((name) => !billed.some((item) => item.includes(name)));
  return [
    'load of the first year',
    ...(situation.extension ? ['what runs today keeps its own bill'] : []),
    ...(reading.stated('tenancy') && reading.has('tenancy', 'separate')
      ? [`it is one installation, and each of ${plural(reading.amount('tenants'), 'customer')} gets its own`]
      : []),
    ...(reading.stated('regions') && reading.has('regions', 'writers-everywhere')
      ? ['it is one region; a second one that is written to costs about the same again']
      : []),
    ...(partners.length > 0 ? [`bills of ${enumerate(partners, 4)} come on top`] : []),
  ].join('; ');
}

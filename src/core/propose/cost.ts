import { clip } from './format.ts';
import type { Proposal } from './proposal.ts';
import type { Situation } from './shape.ts';

/** The monthly cost as ranges, with what every line assumes and where its price comes from. */
export function cost(situation: Situation): Proposal['cost'] {
  const { cost: computed } = situation.recommendation;
  const sources = new Set(computed.lines.map((line) => line.source));
  const [common] = sources.size === 1 && computed.lines.length > 1 ? [...sources] : [undefined];
  return {
    lines: computed.lines.slice(0, 40).map((line) => ({
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
    // One source for every line is said once, under the table.
    pricesRead: clip(common === undefined ? computed.pricesRead : `${computed.pricesRead} (${common.replace(/,? *read [\d-]+/, '')})`, 600),
  };
}

import { clip, enumerate, plural } from './format.ts';
import type { Proposal } from './proposal.ts';
import type { Situation } from './shape.ts';

/** The monthly cost as ranges, with what every line assumes, where its price comes from and what the range covers. */
export function cost(situation: Situation): Proposal['cost'] {
  const { cost: computed } = situation.recommendation;
  const sources = new Set(computed.lines.map((line) => line.source));
  const [common] = sources.size === 1 && computed.lines.length > 1 ? [...sources] : [undefined];
  return {
    lines: computed.lines.slice(0, 40).map((line) => ({
      item: clip(ofTheStore(situation, line.item), 600),
      low: Math.max(0, line.low),
      high: Math.max(0, line.high),
      note: clip(ofTheFunctions(situation, line.item, ofTheStoreNote(situation, line.item, line.note)), 600),
      source: common === undefined ? clip(line.source, 600) : 'as below',
    })),
    low: Math.max(0, computed.infrastructure.low),
    high: Math.max(0, computed.infrastructure.high),
    daysLow: Math.max(0, computed.operationsDays.low),
    daysHigh: Math.max(0, computed.operationsDays.high),
    pricesRead: clip([common ?? computed.pricesRead, covers(situation)].filter((text) => text !== '').join('. '), 600),
  };
}

/** Items of the database are priced as a managed PostgreSQL; where another store stays, they carry its name. */
const priced = 'managed PostgreSQL';

function ofTheStore(situation: Situation, item: string): string {
  const store = situation.technology('primary-store');
  return store === undefined || /postgres/i.test(store) ? item : item.replace(priced, store);
}

function ofTheStoreNote(situation: Situation, item: string, note: string): string {
  return ofTheStore(situation, item) === item ? note : `${note}; priced as a managed PostgreSQL of that size`;
}

const functions = new Set(['aws-lambda', 'azure-functions', 'cloud-functions', 'cloudflare-workers']);

/** Where functions stay although the style needs none, instances are the yardstick, and the reader is told. */
function ofTheFunctions(situation: Situation, item: string, note: string): string {
  const stays = functions.has(situation.slot('compute')?.chosen.id ?? '') && situation.base !== 'serverless';
  return stays && item.endsWith('instance') ? `${note}; functions that are idle at night cost less` : note;
}

/** What is paid beside the range: services that stay until they are merged, and what others bill for. */
function covers(situation: Situation): string {
  const staying = situation.gathers ? situation.own.filter((part) => part.component === 'service' && part !== situation.main).length : 0;
  const partners = situation.reading.components.filter((part) => part.component === 'external-api').map((part) => clip(part.name, 40));
  return [
    'The range is the proposed state with the load of the first year',
    ...(staying > 0
      ? [
          `${plural(staying, 'service')} of today still ${staying === 1 ? 'costs what it costs' : 'cost what they cost'} now until merged, on top of it`,
        ]
      : []),
    ...(partners.length > 0 ? [`bills of ${enumerate(partners, 4)} are not in it`] : []),
  ].join('; ');
}

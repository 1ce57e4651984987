import type { Sizes } from '../capacity/sizes.ts';
import type { BaseStyle } from '../recommendation.ts';
import { assumptionIndex } from '../values.ts';
import { amount } from '../wording.ts';
import { type Billing, type Item, priceOf, times } from './billing.ts';
import { keepsFiles, splitData, storeCount, tierNames, tierOf } from './parts.ts';

/** The databases, their second zones and what is stored. */
export function storeItems(base: BaseStyle, billing: Billing, sizes: Sizes): Item[] {
  const { values, book, inventory } = billing;
  const total = storeCount(base, values, inventory);
  const kept = inventory.stores.reduce((sum, { count }) => sum + count, 0);
  const { inside, outside } = splitData(sizes.data, values, inventory, total);
  const tier = tierOf(sizes, total, inside);
  const managed = book.id === 'own' ? '' : 'managed ';
  const items: Item[] = [];
  for (const [index, { name, engine, count }] of inventory.stores.entries()) {
    // What the style adds is of the first engine.
    const number = count + (index === 0 ? total - kept : 0);
    if (engine.paid === 'use') {
      items.push({
        item: `million reads and writes of ${name}`,
        count: Math.max(1, Math.round((sizes.monthly * values[queries]!) / 1e6)),
        price: priceOf(billing, book.millionOperations),
        note: `${amount(values[queries]!)} for each request`,
      });
    }
    if (engine.paid !== 'server') continue;
    const price = priceOf(billing, times(book.database[tier], engine.factor), 'price-database');
    const note = engine.because === '' ? tierNames[tier] : `${tierNames[tier]}; ${engine.because}`;
    items.push({ item: `${managed}${name}${sizes.twoZones ? '' : ', one zone'}`, count: number, price, note });
    if (sizes.twoZones) {
      items.push({
        item: `standby of ${name} in a second zone`,
        count: number,
        price,
        note: 'the same size again',
        without: 'a lost zone is a restore from the backup',
      });
    }
  }
  return [
    ...items,
    {
      item: 'GB in the database, with backups',
      count: inside < 1 ? Math.ceil(inside * 10) / 10 : Math.round(inside),
      price: priceOf(billing, book.gigabyte),
      note: 'after the first year',
    },
    {
      item: 'GB of object storage',
      count: Math.round(outside),
      price: priceOf(billing, book.objectGigabyte),
      note: keepsFiles(values) ? 'files' : 'what is too large for the database',
    },
  ];
}

const queries = assumptionIndex('queries');

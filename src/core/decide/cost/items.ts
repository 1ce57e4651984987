import type { Stage } from '../capacity/sizes.ts';
import type { StyleId } from '../recommendation.ts';
import type { Billing, Item } from './billing.ts';
import { edgeItems, runtimeItems } from './runtime-items.ts';
import { commonItems, serviceItems } from './service-items.ts';
import { storeItems } from './store-items.ts';

/** Every item of a style's bill in one stage. */
export function itemsOf(style: StyleId, billing: Billing, stage: Stage = 'expected'): readonly Item[] {
  const base = typeof style === 'string' ? style : style.base;
  const sizes = billing.sizes[stage];
  const items = [
    ...runtimeItems(base, billing, sizes),
    ...storeItems(base, billing, sizes),
    ...serviceItems(base, billing, sizes),
    ...commonItems(base, billing, sizes),
  ];
  if (typeof style !== 'string') items.push(...edgeItems(style.edge, billing, sizes));
  return items.filter(({ count, price }) => count > 0 && price.high > 0);
}

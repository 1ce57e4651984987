import type { SlotSituation } from './situation.ts';
import type { OptionRule, SlotRule } from './slot-rule.ts';

/** Stores that stand behind something else (a cluster, a test): nobody decides for them. */
const notDecided: ReadonlySet<string> = new Set(['etcd', 'h2', 'hsqldb']);

/**
 * Options for what the repository uses and the catalogue does not name: a team that runs Couchbase should read about
 * Couchbase. One per technology of the slot's categories, the most evident first, at most three.
 */
export function keptOption(rule: SlotRule, situation: SlotSituation): readonly OptionRule[] {
  if (rule.categories.length === 0 || situation.found.size === 0) return [];
  const named = new Set(rule.options.flatMap((option) => option.technologies ?? [option.id]));
  const unnamed = [...situation.found.entries()].flatMap(([id, facts]) => {
    const [fact] = facts;
    if (named.has(id) || notDecided.has(id) || fact?.kind !== 'technology' || !rule.categories.includes(fact.category)) return [];
    return [
      {
        id,
        name: fact.name,
        weight: facts.reduce((sum, { evidence }) => sum + evidence.length, 0),
      },
    ];
  });
  return unnamed
    .toSorted((a, b) => b.weight - a.weight || a.id.localeCompare(b.id, 'en'))
    .slice(0, 3)
    .map(({ id, name }) => ({
      id,
      name,
      base: 0.3,
      days: 1,
      from: 0,
      price: 'as today',
      licence: 'open' as const,
      merit: 'it does its work today and nothing that was said asks for another',
      otherwise: `${name} is in the repository, but {chosen} is there as well and fits better`,
      consequences: [],
    }));
}

/** The pages that a service serves today, where no client framework tells what they are made with. */
export function keptPages(rule: SlotRule, situation: SlotSituation): readonly OptionRule[] {
  const [pages] = situation.found.get('pages') ?? [];
  if (rule.slot !== 'web-client' || pages?.kind !== 'component') return [];
  const clients = rule.options.flatMap((option) => option.technologies ?? [option.id]);
  if (clients.some((id) => situation.found.has(id))) return [];
  return [
    {
      id: 'pages',
      name: `the pages of ${pages.name}`,
      base: 0.4,
      days: 0,
      from: 0,
      price: 'nothing to buy',
      licence: 'open',
      merit: 'a second client beside them would be one more thing to build and keep alike',
      otherwise: `${pages.name} serves pages today, which {chosen} would have to replace one by one`,
      consequences: [],
    },
  ];
}

import { byId } from '../catalogue/index.ts';
import { compare } from '../problems.ts';
import { plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import { baseName } from './units.ts';

/** Gives drafts of the same name the folder above them, then a number, in the order of their folders. */
export function disambiguate(drafts: readonly Draft[]): void {
  const byName = new Map<string, Draft[]>();
  for (const draft of drafts) byName.set(plainName(draft.name), [...(byName.get(plainName(draft.name)) ?? []), draft]);
  const taken = new Set(byName.keys());
  for (const same of byName.values()) {
    const [first, ...rest] = [...same].sort((a, b) => b.workloads.length - a.workloads.length || compare(a.folder ?? '', b.folder ?? ''));
    if (first === undefined) continue;
    for (const draft of rest) {
      const folder = draft.folder ?? '';
      const parent =
        plainName(baseName(folder)) === plainName(draft.name)
          ? baseName(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))
          : baseName(folder);
      const technology = byId([...draft.technologies][0] ?? '')?.name;
      const prefix = parent !== '' && parent !== '.' ? `${parent}-` : '';
      let name = prefix === '' && technology !== undefined && folder === '' ? `${draft.name} (${technology})` : `${prefix}${draft.name}`;
      for (let count = 2; taken.has(plainName(name)); count += 1) name = `${prefix}${draft.name}-${String(count)}`;
      taken.add(plainName(name));
      // Those who call it know nothing of its namesake.
      draft.aliases.add(draft.name);
      draft.name = name;
    }
  }
}

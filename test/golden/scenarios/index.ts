import { readdirSync } from 'node:fs';
import type { Scenario } from './scenario.ts';

/** Not stories: what they are made of. */
const besides = new Set(['index.ts', 'scenario.ts', 'today.ts']);

/** Every scenario of every file beside this one, ordered by file and place. */
export async function allScenarios(): Promise<readonly Scenario[]> {
  const files = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !besides.has(name))
    .toSorted();
  const modules = await Promise.all(files.map(async (name) => (await import(`./${name}`)) as Record<string, unknown>));
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) => (name.endsWith('Scenarios') ? (value as readonly Scenario[]) : [])),
  );
}

/** The half that rules may be tuned on, or the one that is only ever measured. A hash of the id decides. */
export type Half = 'tuned' | 'blind';

/** Which half a scenario belongs to: the lowest bit of the 32-bit FNV-1a hash of its id. */
export function halfOf(id: string): Half {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % 2 === 0 ? 'tuned' : 'blind';
}

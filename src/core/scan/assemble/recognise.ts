import { byId, byScheme } from '../catalogue/index.ts';
import { bought, plainName } from './draft.ts';
import type { Draft } from './draft.ts';

/**
 * Recognises stores and brokers whose image nobody knows by how others call them: what is reached with `kafka://` or as a
 * bootstrap server is a Kafka, whoever built its image.
 */
export function recogniseByScheme(drafts: readonly Draft[]): void {
  const unknown = new Map<string, Draft>();
  for (const draft of drafts) {
    const isForeign = draft.kind === 'service' && draft.units.length === 0 && draft.technologies.size === 0 && draft.resources.length === 0;
    if (isForeign) for (const name of [draft.name, ...draft.workloads.map((one) => one.name)]) unknown.set(plainName(name), draft);
  }
  if (unknown.size === 0) return;
  for (const { references } of drafts) {
    for (const { host, scheme } of references) {
      const draft = unknown.get(plainName(host));
      const technology = scheme === undefined ? undefined : byScheme(scheme);
      const kind = technology === undefined ? undefined : byId(technology.engine ?? technology.id)?.component;
      if (draft === undefined || technology === undefined || kind === undefined || !bought.has(kind) || kind === 'external-api') continue;
      draft.kind = kind;
      draft.technologies.add(technology.id);
    }
  }
}

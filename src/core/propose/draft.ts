import { derivedId } from '../model/id.ts';
import { clip } from './format.ts';
import type { Element, Model, Relation, Source } from './proposal.ts';
import { unique } from './prose.ts';

/** A model under construction. It lives inside one call of `propose` and never leaves it. */
export interface Draft {
  readonly elements: Map<string, Element>;
  readonly relations: Map<string, Relation>;
}

/** What has to be said about a new element; the id is derived from the name. */
export interface NewElement {
  readonly name: string;
  readonly kind: Element['kind'];
  readonly technology?: string | undefined;
  readonly description?: string;
  readonly status?: Element['status'];
  readonly sources: readonly Source[];
}

/** An empty model. */
export function emptyDraft(): Draft {
  return { elements: new Map(), relations: new Map() };
}

/** Adds an element and gives its id; a second element of the same kind and name is the same element. */
export function add(draft: Draft, entry: NewElement): string {
  const id = derivedId(entry.kind === 'person' ? 'person' : 'proposed', entry.kind, entry.name);
  if (draft.elements.has(id)) return id;
  draft.elements.set(id, {
    id,
    name: clip(entry.name, 120) || entry.kind,
    kind: entry.kind,
    technology: clip(entry.technology ?? '', 120),
    description: clip(entry.description ?? '', 200),
    status: entry.status ?? 'new',
    sources: unique(entry.sources),
  });
  return id;
}

/** Marks an element as changed, with the technology or description it gets. Unknown ids are ignored. */
export function change(draft: Draft, id: string | undefined, to: { technology?: string | undefined; description?: string }): void {
  const element = id === undefined ? undefined : draft.elements.get(id);
  if (element === undefined || element.status !== 'kept') return;
  draft.elements.set(element.id, {
    ...element,
    status: 'changed',
    technology: clip(to.technology ?? element.technology, 120),
    description: clip(to.description ?? element.description, 200),
  });
}

/** Connects two elements unless they are connected already. Unknown or equal ends are ignored. */
export function link(
  draft: Draft,
  from: string | undefined,
  to: string | undefined,
  label: string,
  protocol: string,
  sources: readonly Source[],
): void {
  if (from === undefined || to === undefined || from === to) return;
  if (!draft.elements.has(from) || !draft.elements.has(to)) return;
  const key = `${from} ${to}`;
  if (draft.relations.has(key)) return;
  draft.relations.set(key, { from, to, label: clip(label, 120), protocol, status: 'new', sources: unique(sources) });
}

/** The finished model, within the limits of the schema; relations to elements beyond them are dropped. */
export function finish(draft: Draft): Model {
  const elements = [...draft.elements.values()].slice(0, 400);
  const known = new Set(elements.map((element) => element.id));
  const relations = [...draft.relations.values()].filter((relation) => known.has(relation.from) && known.has(relation.to));
  return { elements, relations: relations.slice(0, 2000) };
}

/** The first element of one of the kinds that is not on its way out. */
export function first(draft: Draft, ...kinds: readonly Element['kind'][]): string | undefined {
  for (const kind of kinds) {
    for (const element of draft.elements.values()) if (element.kind === kind && element.status !== 'removed') return element.id;
  }
  return undefined;
}

/** Every element of one of the kinds that is not on its way out. */
export function every(draft: Draft, ...kinds: readonly Element['kind'][]): Element[] {
  return [...draft.elements.values()].filter((element) => kinds.includes(element.kind) && element.status !== 'removed');
}

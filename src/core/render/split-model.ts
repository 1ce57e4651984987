import type { Element, Model, Relation } from '../propose/proposal.ts';

/** Nodes of its own that one diagram shows, and neighbours from other parts that it repeats. Together about 30. */
const ownLimit = 22;
const neighbourLimit = 8;
/** Mermaid refuses more than 500 lines, a reader far fewer. */
const relationLimit = 60;

/** What one diagram draws. `elsewhere` are neighbours that belong to another part, or that stand for several. */
export interface ModelPart {
  readonly elements: readonly Element[];
  readonly relations: readonly Relation[];
  readonly elsewhere: ReadonlySet<string>;
  /** Relations over the limit, which are not drawn; the diagram says how many. */
  readonly omitted: number;
}

/**
 * Splits a model into diagrams of about 30 nodes. A part grows from the element with the most relations along its
 * relations, so that what talks to each other stays together. Every element is in exactly one part; its neighbours in
 * other parts are repeated there, the ones over the limit as one node "+ n more". Deterministic.
 */
export function splitModel(model: Model): ModelPart[] {
  const known = new Set(model.elements.map((element) => element.id));
  const relations = model.relations.filter((relation) => known.has(relation.from) && known.has(relation.to));
  if (model.elements.length <= ownLimit + neighbourLimit) {
    return [limitRelations({ elements: model.elements, relations, elsewhere: new Set(), omitted: 0 })];
  }
  return groups(model.elements, neighboursOf(relations)).map((own) => partOf(own, model.elements, relations));
}

function neighboursOf(relations: readonly Relation[]): ReadonlyMap<string, ReadonlySet<string>> {
  const neighbours = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    const set = neighbours.get(from) ?? new Set<string>();
    neighbours.set(from, set.add(to));
  };
  for (const relation of relations) {
    add(relation.from, relation.to);
    add(relation.to, relation.from);
  }
  return neighbours;
}

function groups(elements: readonly Element[], neighbours: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string>[] {
  const degree = (id: string): number => neighbours.get(id)?.size ?? 0;
  const byDegree = elements.map((element) => element.id).sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1));
  const left = new Set(byDegree);
  const result: Set<string>[] = [];
  let current = new Set<string>();
  while (left.size > 0) {
    const seed = byDegree.find((id) => left.has(id));
    if (seed === undefined) break;
    const queue = [seed];
    while (queue.length > 0 && current.size < ownLimit) {
      const id = queue.shift();
      if (id === undefined || !left.delete(id)) continue;
      current.add(id);
      queue.push(...[...(neighbours.get(id) ?? [])].sort((a, b) => degree(a) - degree(b) || (a < b ? -1 : 1)));
    }
    if (current.size >= ownLimit || left.size === 0) {
      result.push(current);
      current = new Set();
    }
  }
  return result;
}

function partOf(own: ReadonlySet<string>, all: readonly Element[], relations: readonly Relation[]): ModelPart {
  const touching = relations.filter((relation) => own.has(relation.from) || own.has(relation.to));
  const outside = new Set(touching.flatMap((relation) => [relation.from, relation.to]).filter((id) => !own.has(id)));
  const neighbours = all.filter((element) => outside.has(element.id));
  const shown = neighbours.slice(0, neighbours.length > neighbourLimit ? neighbourLimit - 1 : neighbourLimit);
  const rest = neighbours.slice(shown.length);
  const collected = rest.length === 0 ? [] : [moreElement(rest.length, all)];
  const more = new Map(rest.map((element) => [element.id, collected[0]?.id ?? element.id]));
  const redirected = touching.map((relation) => ({
    ...relation,
    from: more.get(relation.from) ?? relation.from,
    to: more.get(relation.to) ?? relation.to,
  }));
  return limitRelations({
    elements: [...all.filter((element) => own.has(element.id)), ...shown, ...collected],
    relations: redirected,
    elsewhere: new Set([...shown, ...collected].map((element) => element.id)),
    omitted: 0,
  });
}

function moreElement(count: number, all: readonly Element[]): Element {
  let id = 'more';
  while (all.some((element) => element.id === id)) id += '-';
  return {
    id,
    name: `+ ${count} more in other parts`,
    kind: 'system',
    technology: '',
    description: '',
    status: 'kept',
    sources: [{ rule: 'split' }],
  };
}

function limitRelations(part: ModelPart): ModelPart {
  const omitted = Math.max(0, part.relations.length - relationLimit);
  return omitted === 0 ? part : { ...part, relations: part.relations.slice(0, relationLimit), omitted };
}

import { isOutside } from '../propose/context.ts';
import type { Element, Model, Proposal, Relation } from '../propose/proposal.ts';
import type { Mermaid } from './encode.ts';
import { mermaid, mermaidLabel } from './encode.ts';
import { splitModel } from './split-model.ts';

/**
 * Mermaid from the typed model, in the subset that GitHub and VS Code both draw: flowcharts with subgraphs and classes,
 * and a sequence. Node ids are ours (`n1`), labels are quoted and encoded, so no name can end a diagram.
 */

type Status = Element['status'];

/** Lines between two nodes: what stays is thin, what is new is thick, what goes is dashed. */
const arrows: Readonly<Record<Status, Mermaid>> = { kept: mermaid`-->`, changed: mermaid`-->`, new: mermaid`==>`, removed: mermaid`-.->` };

const classes: Readonly<Record<Status, Mermaid | undefined>> = {
  kept: undefined,
  changed: mermaid`changed`,
  new: mermaid`added`,
  removed: mermaid`dropped`,
};

/** Widths and dashes only: colours would have to fit both themes. */
const classDefinitions: readonly (readonly [Mermaid, Mermaid])[] = [
  [mermaid`added`, mermaid`stroke-width:3px,font-weight:bold`],
  [mermaid`changed`, mermaid`stroke-width:2px`],
  [mermaid`dropped`, mermaid`stroke-dasharray:5 5,opacity:0.6`],
  [mermaid`elsewhere`, mermaid`stroke-dasharray:1 3`],
];

/** One diagram of a view. Large views have several: `part` of `parts`, 1-based. */
export interface DrawnDiagram {
  readonly text: Mermaid;
  readonly part: number;
  readonly parts: number;
  /** Which statuses occur, for the legend. */
  readonly statuses: ReadonlySet<Status>;
  /** Relations that were left out because there are too many to read. */
  readonly omitted: number;
}

/** Joins pieces of Mermaid. */
function lines(parts: readonly Mermaid[]): Mermaid {
  return parts.join('\n') as Mermaid;
}

/** Gives every element its node id: `n1`, `n2`, … */
function nodeIds(ids: readonly string[]): ReadonlyMap<string, Mermaid> {
  return new Map(ids.map((id, index) => [id, mermaidLabel(`n${index + 1}`)]));
}

/** The shape of a node shows its kind: a person round, a store a drum, a broker a queue, what others run a hexagon. */
function node(id: Mermaid, element: Element): Mermaid {
  const label = nodeLabel(element.name, element.technology);
  switch (element.kind) {
    case 'person':
      return mermaid`${id}(["${label}"])`;
    case 'store':
    case 'cache':
    case 'search':
    case 'object-store':
      return mermaid`${id}[("${label}")]`;
    case 'broker':
      return mermaid`${id}[["${label}"]]`;
    case 'external-api':
    case 'identity':
      return mermaid`${id}{{"${label}"}}`;
    default:
      return mermaid`${id}["${label}"]`;
  }
}

/** Name and, below it, technology; only the latter where it begins with the name (`PostgreSQL 15`). */
function nodeLabel(name: string, technology: string): Mermaid {
  const second = technology.trim();
  if (second === '' || second.toLowerCase() === name.trim().toLowerCase()) return mermaidLabel(name);
  if (second.toLowerCase().startsWith(`${name.trim().toLowerCase()} `)) return mermaidLabel(second);
  return mermaid`${mermaidLabel(name)}<br/>${mermaidLabel(second, 40)}`;
}

/** `label, protocol`; the protocol alone if there is no label. `unknown` is written, never guessed. */
function relationLabel(relations: readonly Relation[]): Mermaid {
  const texts = relations.map((relation) => {
    const protocol = relation.protocol === 'unknown' ? 'protocol unknown' : relation.protocol;
    return relation.label.trim() === '' ? protocol : `${relation.label.trim()}, ${protocol}`;
  });
  return mermaidLabel([...new Set(texts)].join(' · '), 60);
}

/** Relations that connect two drawn nodes, one line per pair and status. */
function edges(relations: readonly Relation[], ids: ReadonlyMap<string, Mermaid>): Mermaid[] {
  const byPair = new Map<string, { from: Mermaid; to: Mermaid; relations: Relation[] }>();
  for (const relation of relations) {
    const from = ids.get(relation.from);
    const to = ids.get(relation.to);
    if (from === undefined || to === undefined) continue;
    const key = `${from} ${to} ${arrows[relation.status]}`;
    const pair = byPair.get(key) ?? { from, to, relations: [] };
    pair.relations.push(relation);
    byPair.set(key, pair);
  }
  return [...byPair.values()].map((pair) => {
    const arrow = arrows[pair.relations[0]?.status ?? 'kept'];
    return mermaid`  ${pair.from} ${arrow}|"${relationLabel(pair.relations)}"| ${pair.to}`;
  });
}

function classLines(members: readonly { readonly id: Mermaid; readonly name: Mermaid | undefined }[]): Mermaid[] {
  return classDefinitions.flatMap(([name, style]) => {
    const ids = members.filter((member) => member.name === name).map((member) => member.id);
    if (ids.length === 0) return [];
    return [mermaid`  classDef ${name} ${style}`, mermaid`  class ${ids.join(',') as Mermaid} ${name}`];
  });
}

/** A system context or a container view: one diagram, or several that each repeat their neighbours. */
export function modelDiagrams(model: Model, boundary: string): DrawnDiagram[] {
  const parts = splitModel(model);
  return parts.map((part, index) => ({
    text: modelDiagram(part, boundary),
    part: index + 1,
    parts: parts.length,
    statuses: new Set([...part.elements, ...part.relations].map((item) => item.status)),
    omitted: part.omitted,
  }));
}

function modelDiagram(part: ReturnType<typeof splitModel>[number], boundary: string): Mermaid {
  const ids = nodeIds(part.elements.map((element) => element.id));
  const drawn = part.elements.map((element) => ({ element, id: ids.get(element.id) ?? mermaidLabel('n0') }));
  const isInside = ({ element }: (typeof drawn)[number]): boolean => !isOutside(element) && !part.elsewhere.has(element.id);
  const inside = drawn.filter(isInside);
  const outside = drawn.filter((item) => !isInside(item));
  const members = drawn.map(({ element, id }) => ({
    id,
    name: part.elsewhere.has(element.id) ? mermaid`elsewhere` : classes[element.status],
  }));
  return lines([
    mermaid`flowchart LR`,
    ...outside.map(({ element, id }) => mermaid`  ${node(id, element)}`),
    ...(inside.length < 2
      ? // A border around one thing says nothing.
        inside.map(({ element, id }) => mermaid`  ${node(id, element)}`)
      : [
          mermaid`  subgraph system ["${mermaidLabel(boundary)}"]`,
          ...inside.map(({ element, id }) => mermaid`    ${node(id, element)}`),
          mermaid`  end`,
        ]),
    ...edges(part.relations, ids),
    ...classLines(members),
  ]);
}

/** At most this many nodes in one deployment diagram; what is over is counted in one node per place. */
const deploymentLimit = 28;

/** The deployment: a subgraph per node, one level inside another, and in it what runs there. */
export function deploymentDiagram(proposal: Pick<Proposal, 'deployment' | 'proposed' | 'context'>): Mermaid {
  const { nodes, relations } = proposal.deployment;
  const elements = new Map([...proposal.context.elements, ...proposal.proposed.elements].map((element) => [element.id, element]));
  const known = new Set(nodes.map((item) => item.id));
  const perNode = Math.max(1, Math.floor(deploymentLimit / Math.max(1, nodes.length)));
  const ids = new Map<string, Mermaid>();
  const members: { id: Mermaid; name: Mermaid | undefined }[] = [];

  const inner = (place: (typeof nodes)[number], indent: Mermaid): Mermaid[] => {
    const shown = place.elements.length > perNode ? place.elements.slice(0, Math.max(0, perNode - 1)) : place.elements;
    const drawn = shown.map((entry) => {
      const id = mermaidLabel(`n${members.length + 1}`);
      const element = elements.get(entry.element);
      members.push({ id, name: element === undefined ? undefined : classes[element.status] });
      if (!ids.has(entry.element)) ids.set(entry.element, id);
      const count = entry.instances.trim() === '' || entry.instances.trim() === '1' ? '' : ` × ${entry.instances.trim()}`;
      return mermaid`${indent}  ${node(id, nameOr(element, entry.element, count))}`;
    });
    const rest = place.elements.length - shown.length;
    if (rest === 0) return drawn;
    members.push({ id: mermaidLabel(`n${members.length + 1}`), name: undefined });
    return [...drawn, mermaid`${indent}  ${members.at(-1)?.id ?? mermaidLabel('n0')}["${mermaidLabel(`+ ${rest} more`)}"]`];
  };

  const subgraph = (place: (typeof nodes)[number], index: number, depth: number, seen: ReadonlySet<string>): Mermaid[] => {
    const indent = '  '.repeat(depth) as Mermaid;
    const name = nodeLabel(place.name, place.technology);
    const children = nodes.flatMap((child, at) =>
      child.parent === place.id && !seen.has(child.id) ? subgraph(child, at, depth + 1, new Set([...seen, child.id])) : [],
    );
    const content = [...inner(place, indent), ...children];
    if (!ids.has(place.id)) ids.set(place.id, mermaidLabel(`d${index + 1}`));
    // An empty subgraph is drawn as a node by some versions and not at all by others: say it as a node.
    if (content.length === 0) return [mermaid`${indent}d${mermaidLabel(String(index + 1))}["${name}"]`];
    return [mermaid`${indent}subgraph d${mermaidLabel(String(index + 1))} ["${name}"]`, ...content, mermaid`${indent}end`];
  };

  const body = nodes.flatMap((place, index) =>
    place.parent === null || !known.has(place.parent) ? subgraph(place, index, 1, new Set([place.id])) : [],
  );
  return lines([mermaid`flowchart TB`, ...body, ...edges(relations, ids), ...classLines(members)]);
}

function nameOr(element: Element | undefined, id: string, suffix: string): Element {
  const base = element ?? { id, name: id, kind: 'service', technology: '', description: '', status: 'kept', sources: [] };
  return suffix === '' ? base : { ...base, name: `${base.name}${suffix}` };
}

const messages = { call: mermaid`->>`, reply: mermaid`-->>`, event: mermaid`-)` } as const;

/** The main flow as a sequence. Participants stand in the order in which they first speak. */
export function flowDiagram(proposal: Pick<Proposal, 'flow' | 'proposed' | 'context'>): Mermaid {
  const { steps } = proposal.flow;
  const elements = new Map([...proposal.context.elements, ...proposal.proposed.elements].map((element) => [element.id, element]));
  const participants = [...new Set(steps.flatMap((step) => [step.from, step.to]))];
  const ids = nodeIds(participants);
  const idOf = (id: string): Mermaid => ids.get(id) ?? mermaidLabel('n0');
  return lines([
    mermaid`sequenceDiagram`,
    ...participants.map((id) => {
      const element = elements.get(id);
      const role = element?.kind === 'person' ? mermaid`actor` : mermaid`participant`;
      return mermaid`  ${role} ${idOf(id)} as ${mermaidLabel(element?.name ?? id, 40)}`;
    }),
    ...steps.map((step) => mermaid`  ${idOf(step.from)}${messages[step.kind]}${idOf(step.to)}: ${mermaidLabel(step.text, 100)}`),
  ]);
}

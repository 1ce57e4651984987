import type { BaseStyle, StyleId } from './recommendation.ts';
import { derivedIndex, slotIndex, type Values } from './values.ts';

/** A style, said precisely: what is released together and who owns which data. */
export interface Style {
  readonly id: BaseStyle;
  readonly name: string;
  /** One line, as the document prints it. */
  readonly definition: string;
  /** As the edge of a hybrid: `with an event-driven edge`. */
  readonly asEdge: string;
}

/** The nine styles. */
export const styles: Readonly<Record<BaseStyle, Style>> = {
  layered: {
    id: 'layered',
    name: 'layered monolith',
    definition: 'One release and one database, cut by technical layer.',
    asEdge: 'with a layered part beside it',
  },
  'modular-monolith': {
    id: 'modular-monolith',
    name: 'modular monolith',
    definition: 'One release and one database, cut by domain with borders that a check enforces.',
    asEdge: 'with a modular part beside it',
  },
  microkernel: {
    id: 'microkernel',
    name: 'microkernel',
    definition: 'A small stable core that customers or third parties vary by plug-ins.',
    asEdge: 'with a plug-in edge',
  },
  pipeline: {
    id: 'pipeline',
    name: 'pipeline',
    definition: 'The work is a flow of transformations; each step reads what the one before it wrote.',
    asEdge: 'with a pipeline beside it',
  },
  'service-based': {
    id: 'service-based',
    name: 'service-based',
    definition: 'Two to twelve domain services, released separately, that may share a database.',
    asEdge: 'with separate services beside it',
  },
  'event-driven': {
    id: 'event-driven',
    name: 'event-driven',
    definition: 'The core workflow advances by events, without a caller that waits.',
    asEdge: 'with an event-driven edge',
  },
  microservices: {
    id: 'microservices',
    name: 'microservices',
    definition: 'Every service is released alone and is the sole owner of its data.',
    asEdge: 'with microservices beside it',
  },
  'space-based': {
    id: 'space-based',
    name: 'space-based',
    definition: 'The working set lives in replicated memory; the database only follows.',
    asEdge: 'with an in-memory part for the peak',
  },
  serverless: {
    id: 'serverless',
    name: 'serverless',
    definition: 'No compute of ours is always on; functions and managed services only.',
    asEdge: 'with a serverless edge',
  },
};

/** `modular-monolith`, or `modular-monolith+event-driven` for a hybrid. */
export function styleKey(style: StyleId): string {
  return typeof style === 'string' ? style : `${style.base}+${style.edge}`;
}

/** The style that a hybrid counts as. */
export function baseOf(style: StyleId): BaseStyle {
  return typeof style === 'string' ? style : style.base;
}

/** `modular monolith with an event-driven edge`. */
export function styleName(style: StyleId): string {
  return typeof style === 'string' ? styles[style].name : `${styles[style.base].name} ${styles[style.edge].asEdge}`;
}

const teamsSlot = derivedIndex('effective-teams');
const areasSlot = derivedIndex('areas');
const teamSizeSlot = slotIndex('team-size');

/** How many domain services a service-based system of this company has: one per area or team, two people each, 2 to 10. */
export function serviceCount(values: Values): number {
  const hands = Math.max(2, Math.floor(values[teamSizeSlot]! / 2));
  return Math.min(10, hands, Math.max(2, values[areasSlot]!, Math.round(values[teamsSlot]!)));
}

/**
 * Separately operated parts that the team itself runs: its runtimes, and stores and brokers as far as somebody here must
 * size, upgrade and restore them.
 * The order layered = modular = microkernel = pipeline = serverless ≤ service-based < event-driven < space-based ≤
 * microservices holds for every input: with it, less money can never lead to more parts.
 */
export function partsOf(style: StyleId, values: Values): number {
  if (typeof style !== 'string') return partsOf(style.base, values) + (style.edge === 'space-based' ? 2 : 1);
  const services = serviceCount(values);
  switch (style) {
    case 'service-based':
      return services + 1;
    case 'event-driven':
      return services + 2;
    case 'space-based':
      return services + 3;
    case 'microservices':
      return 2 * Math.max(3, services) + 3;
    default:
      return 2;
  }
}

/** Separately released deployables. */
export function releasesOf(style: StyleId, values: Values): number {
  if (typeof style !== 'string') return releasesOf(style.base, values) + (style.base === 'service-based' ? 0 : 1);
  const services = serviceCount(values);
  switch (style) {
    case 'service-based':
    case 'event-driven':
      return services;
    case 'space-based':
      return 3;
    case 'microservices':
      return 2 * Math.max(3, services);
    default:
      return 1;
  }
}

import { capital, clip } from './format.ts';
import { isOutside } from './context.ts';
import { needsZones } from './slot-decisions.ts';
import type { Element, Model, Proposal } from './proposal.ts';
import type { Situation } from './shape.ts';

type Deployment = Proposal['deployment'];
type Node = Deployment['nodes'][number];

/** Where the proposed containers run: the host, its compute, its data, and what runs elsewhere. Two levels. */
export function deployment(situation: Situation, proposed: Model): Deployment {
  const inside = proposed.elements.filter(
    (element) => element.status !== 'removed' && (element.kind === 'identity' || !isOutside(element)),
  );
  const clients = inside.filter((element) => element.kind === 'web-client' || element.kind === 'mobile-client');
  const data = inside.filter((element) => ['store', 'cache', 'broker', 'search', 'object-store'].includes(element.kind));
  const managed = inside.filter((element) => element.kind === 'identity');
  const compute = inside.filter((element) => ![...clients, ...data, ...managed].includes(element));
  const host = hostNode(situation);
  const services = Math.max(1, compute.filter((element) => element.kind === 'service').length);
  const nodes: Node[] = [host];
  const put = (id: string, name: string, technology: string, parent: string | null, elements: readonly Element[]) => {
    if (elements.length === 0) return;
    nodes.push({
      id: `node.${id}`,
      name,
      technology: clip(technology, 120),
      parent,
      elements: elements.slice(0, 100).map((element) => ({ element: element.id, instances: instancesOf(situation, element, services) })),
    });
  };
  put('compute', computeName(situation), situation.technology('compute') ?? '', host.id, compute);
  put('data', dataName(situation), '', host.id, data);
  put('identity', 'Sign-in', situation.technology('identity') ?? '', null, managed);
  put('clients', "User's device", '', null, clients);
  return { nodes, relations: crossings(proposed, nodes) };
}

function hostNode(situation: Situation): Node {
  const target =
    situation.reading.deployments.find((fact) => ['aws', 'azure', 'gcp'].includes(fact.target)) ?? situation.reading.deployments[0];
  const stated = situation.reading.stated('hosting') ? situation.reading.one('hosting') : 'any';
  const names: Readonly<Record<string, string>> = {
    aws: 'AWS',
    azure: 'Azure',
    gcp: 'Google Cloud',
    platform: 'Platform',
    own: 'Own machines',
    edge: 'Sites',
  };
  const keeps = !situation.reading.has('starting-point', 'from-scratch');
  const name = names[stated] ?? (keeps && target !== undefined ? target.name : 'Cloud region');
  const region = target?.region !== undefined && (names[stated] === undefined || target.target === stated) ? target.region : '';
  return { id: 'node.host', name: clip(name, 120), technology: clip(region, 120), parent: null, elements: [] };
}

function computeName(situation: Situation): string {
  const name = situation.technology('compute');
  return clip(name === undefined ? 'Compute' : capital(name), 120);
}

function dataName(situation: Situation): string {
  // What a provider runs for functions is spread over zones by itself.
  if (situation.base === 'serverless') return 'Managed data';
  return needsZones(situation) ? 'Data, two zones' : 'Data, one zone';
}

/** Instances as text: the capacity calculation for what answers callers, what is written down for the rest. */
function instancesOf(situation: Situation, element: Element, services: number): string {
  if (element.kind === 'function') return 'on demand';
  if (element.kind === 'job') return 'per run';
  if (element.kind === 'web-client' || element.kind === 'mobile-client') return 'per user';
  if (element.kind === 'store') return needsZones(situation) ? '1 + standby' : '1';
  const today = situation.reading.components.find((component) => component.id === element.id)?.instances;
  // The peak is spread over the services; each still needs its spare where an outage is not waited out.
  const least = situation.instances > 1 ? 2 : 1;
  if (element.kind === 'service') return String(Math.max(least, Math.ceil(situation.instances / services), today ?? 1));
  if (element.kind === 'gateway') return String(Math.max(least, today ?? 1));
  return String(today ?? 1);
}

/** Relations between elements of different nodes; within one node the container view says enough. */
function crossings(proposed: Model, nodes: readonly Node[]): Deployment['relations'] {
  const home = new Map(nodes.flatMap((node) => node.elements.map((entry) => [entry.element, node.id] as const)));
  return proposed.relations
    .filter((relation) => relation.status !== 'removed')
    .filter((relation) => home.has(relation.from) && home.has(relation.to) && home.get(relation.from) !== home.get(relation.to))
    .slice(0, 400);
}

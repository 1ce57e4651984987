import type { Evidence } from '../../model/evidence.ts';
import type { ComponentKind, DataFlow } from '../../model/fact.ts';
import { byHost, byId } from '../catalogue/index.ts';
import type { HostReference, ResourceObservation } from '../observation.ts';
import { compatible } from './compatible.ts';
import { addressOf, bought, isImage, newDraft, plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import { flowOf } from './flow.ts';
import { nearestOf } from './nearest.ts';
import { isForOthers, isStartOrder } from './start-order.ts';

/** A call from one draft to another, with everything that shows it. */
export interface Link {
  readonly from: Draft;
  readonly to: Draft;
  readonly protocol: string;
  readonly flow: DataFlow;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

interface LinkSketch {
  protocol: string;
  /** What single lines say; without any the kinds of both ends decide. */
  readonly flows: Set<DataFlow>;
  confidence: number;
  readonly evidence: Evidence[];
}

/** How sure a connection is, by what shows it. */
const confidence = { reference: 0.95, resource: 0.7, dependsOn: 0.75, driver: 0.7, defaultRoute: 0.6 } as const;

/**
 * Finds the connections: hosts that configuration names, services that are waited for, drivers of the one store there
 * is, references between declared resources. External hosts that the catalogue knows become components; they are
 * returned beside the links.
 */
export function linkComponents(drafts: readonly Draft[]): { readonly links: readonly Link[]; readonly added: readonly Draft[] } {
  const names = nameIndex(drafts);
  const ports = portIndex(drafts);
  const index = resourceIndex(drafts);
  const added = new Map<string, Draft>();
  const links = new Map<Draft, Map<Draft, LinkSketch>>();
  const link = (
    from: Draft,
    to: Draft | undefined,
    protocol: string | undefined,
    sure: number,
    evidence: Evidence,
    flow?: DataFlow,
  ): void => {
    if (to === undefined || to === from) return;
    const targets = links.get(from) ?? new Map<Draft, LinkSketch>();
    links.set(from, targets);
    const known = targets.get(to);
    const said = protocol ?? 'unknown';
    if (flow !== undefined) known?.flows.add(flow);
    if (known === undefined)
      targets.set(to, { protocol: said, flows: new Set(flow === undefined ? [] : [flow]), confidence: sure, evidence: [evidence] });
    else {
      known.evidence.push(evidence);
      if (known.protocol === 'unknown') known.protocol = said;
      known.confidence = Math.max(known.confidence, sure);
    }
  };
  for (const draft of drafts) {
    for (const reference of draft.references) {
      const to =
        reference.host === 'localhost'
          ? localOf(draft, reference, ports)
          : reference.host === ''
            ? onlyOf(draft, reference.technology, drafts)
            : // What the output of another folder of Terraform hands in.
              (index.exported(reference.host) ?? find(names, reference.host, draft) ?? externalOf(reference, drafts, added));
      if (reference.isCaller === true) {
        if (to !== undefined) link(to, draft, nativeProtocol(draft), confidence.resource, reference.evidence, reference.flow);
        continue;
      }
      link(
        draft,
        to,
        to === undefined ? undefined : protocolOf(reference, draft, to),
        confidence.reference,
        reference.evidence,
        reference.flow,
      );
    }
    for (const workload of draft.workloads) {
      for (const wait of workload.dependsOn) {
        const to = find(names, wait.name, draft);
        if (to !== undefined && isStartOrder(draft, to)) continue;
        link(draft, to, to === undefined ? undefined : nativeProtocol(to), confidence.dependsOn, wait.evidence);
      }
    }
  }
  linkDrivers(drafts, link);
  linkDefaultRoutes(drafts, names, link);
  linkResources(drafts, index, link);
  return { links: flatten(links), added: [...added.values()] };
}

/** The one component that a technology in source text can mean; with two it would be a guess. */
function onlyOf(from: Draft, technology: string | undefined, drafts: readonly Draft[]): Draft | undefined {
  if (technology === undefined) return undefined;
  const candidates = drafts.filter((other) => other !== from && isServedBy(technology, other));
  if (candidates.length === 1) return candidates[0];
  // What only a driver shows is there for this driver: MySQL's is not MariaDB's, where both are called.
  const called = candidates.filter((one) => one.workloads.length === 0 && one.resources.length === 0);
  const own = called.length === candidates.length ? called.filter((one) => one.technologies.has(technology)) : [];
  return own.length === 1 ? own[0] : nearestServer(from, technology, candidates);
}

/** Of several systems in one workspace, each with a registry of its own, the registry that is kept with the caller. */
function nearestServer(from: Draft, technology: string, candidates: readonly Draft[]): Draft | undefined {
  return builtServers.has(technology) ? nearestOf(from, candidates) : undefined;
}

type AddLink = (
  from: Draft,
  to: Draft | undefined,
  protocol: string | undefined,
  sure: number,
  evidence: Evidence,
  flow?: DataFlow,
) => void;

/** Connects a unit that has a driver to the one component that the driver can talk to; with two it would be a guess. */
function linkDrivers(drafts: readonly Draft[], link: AddLink): void {
  const programs = drafts.filter((draft) => draft.units.length > 0 && !bought.has(draft.kind));
  const programsOf = programsByFile(programs);
  for (const draft of drafts) {
    if (bought.has(draft.kind)) continue;
    for (const unit of [...draft.units, ...(draft.libraries ?? [])]) {
      for (const used of unit.technologies) {
        const technology = byId(used.technology);
        if (isImage(used) && !isAloneWith(used.evidence.path, draft, programs, programsOf)) continue;
        if (used.evidence.detector === 'env-example') continue;
        if (technology?.client !== true && !builtServers.has(used.technology)) continue;
        const only = onlyOf(draft, used.technology, drafts);
        if (only === undefined || isForOthers(draft, only, drafts)) continue;
        link(draft, only, nativeProtocol(only), confidence.driver, used.evidence);
      }
    }
  }
}

/**
 * Whether a program is the only one that a file runs, or the only one there is if the file runs none. A store that runs
 * beside the only program is there for it; beside several it may be for another one.
 */
function isAloneWith(path: string, program: Draft, programs: readonly Draft[], inFiles: ReadonlyMap<string, ReadonlySet<Draft>>): boolean {
  const candidates = inFiles.get(path) ?? new Set(programs.slice(0, 2));
  return candidates.size === 1 && candidates.has(program);
}

/** The programs that each file runs. */
function programsByFile(programs: readonly Draft[]): ReadonlyMap<string, ReadonlySet<Draft>> {
  const found = new Map<string, Set<Draft>>();
  for (const program of programs)
    for (const { evidence } of program.workloads) {
      const known = found.get(evidence.path);
      if (known === undefined) found.set(evidence.path, new Set([program]));
      else known.add(program);
    }
  return found;
}

/**
 * Zuul passes requests on to every service of its registry unless it is given routes of its own.
 * Source: the reference documentation of Spring Cloud Netflix, "Embedded Zuul Reverse Proxy".
 */
function linkDefaultRoutes(drafts: readonly Draft[], names: NameIndex, link: AddLink): void {
  for (const gateway of drafts) {
    const shown = gateway.units.flatMap((unit) => unit.technologies).find((used) => used.technology === 'zuul');
    const isRouted = gateway.references.some((reference) => find(names, reference.host, gateway)?.kind === 'service');
    if (shown === undefined || gateway.kind !== 'gateway' || isRouted || !gateway.technologies.has('eureka-client')) continue;
    for (const service of drafts)
      if (service.kind === 'service' && service.technologies.has('eureka-client'))
        link(gateway, service, 'http', confidence.defaultRoute, shown.evidence);
  }
}

/** Clients of infrastructure that is built in the workspace itself, by the kind of component that answers them. */
const builtServers: ReadonlyMap<string, ComponentKind> = new Map([
  ['eureka-client', 'registry'],
  ['spring-cloud-config-client', 'configuration'],
  ['oauth2-resource-server', 'identity'],
]);

/** Whether a component is what a client of `technology` talks to. */
function isServedBy(technology: string, other: Draft): boolean {
  const component = byId(technology)?.component;
  const built = builtServers.get(technology);
  if (built !== undefined) return other.kind === built;
  if (bought.has(other.kind)) return [...other.technologies].some((id) => compatible(id, technology));
  return component !== undefined && component === other.kind && component !== 'service' && other.technologies.has(technology);
}

function linkResources(drafts: readonly Draft[], index: ResourceIndex, link: AddLink): void {
  for (const draft of drafts) {
    for (const resource of draft.resources) {
      for (const reference of resource.references) {
        // A bought thing calls nothing; a reference in its body is placement or naming, unless it says which way data goes.
        if (bought.has(draft.kind) && reference.flow === undefined) continue;
        const to = index.referred(resource, reference.address);
        link(draft, to, to === undefined ? undefined : nativeProtocol(to), confidence.resource, reference.evidence, reference.flow);
      }
    }
  }
}

/**
 * Finds what a reference means: a resource of the same module or template, what another template exports under the name, or
 * the only resource of the workspace that is called so. A name that two claim means neither.
 */
function resourceIndex(drafts: readonly Draft[]): ResourceIndex {
  const byAddress = new Map<string, Draft>();
  const exported = new Map<string, Draft | undefined>();
  const named = new Map<string, Draft | undefined>();
  const claim = (names: Map<string, Draft | undefined>, name: string, draft: Draft): void => {
    names.set(name, names.has(name) && names.get(name) !== draft ? undefined : draft);
  };
  for (const draft of drafts) {
    for (const resource of draft.resources) {
      byAddress.set(addressOf(resource, resource.address), draft);
      claim(named, resource.address, draft);
      for (const name of resource.exports ?? []) claim(exported, name, draft);
    }
  }
  const referred = (from: ResourceObservation, address: string): Draft | undefined =>
    byAddress.get(addressOf(from, address)) ??
    exported.get(address) ??
    (address.startsWith('ssm:') ? exported.get(address.replace(/#.*$/, '')) : undefined) ??
    // A parameter that is called like a resource of another template is filled with it.
    (address.includes('#') ? named.get(address.slice(address.indexOf('#') + 1)) : undefined);
  return { referred, exported: (name) => exported.get(name) };
}

/** What the addresses of resources and the names that they give out mean. */
interface ResourceIndex {
  referred(from: ResourceObservation, address: string): Draft | undefined;
  exported(name: string): Draft | undefined;
}

/** What answers on each port of a developer's machine; two systems of one workspace often claim the same. */
function portIndex(drafts: readonly Draft[]): ReadonlyMap<number, readonly Draft[]> {
  const ports = new Map<number, Draft[]>();
  for (const draft of drafts)
    for (const port of draft.localPorts) {
      const known = ports.get(port);
      if (known === undefined) ports.set(port, [draft]);
      else known.push(draft);
    }
  return ports;
}

/**
 * What a `localhost` with a port means: in configuration that is read on the machine itself, what listens there; in a web
 * client, what the browser reaches. Inside a container it is the container, and in a server often its own public address.
 */
function localOf(from: Draft, reference: HostReference, ports: ReadonlyMap<number, readonly Draft[]>): Draft | undefined {
  const containers = new Set(from.workloads.flatMap((one) => one.references));
  if (containers.has(reference) && from.kind !== 'web-client') return undefined;
  const claiming = reference.port === undefined ? [] : (ports.get(reference.port) ?? []);
  const to = claiming.length === 1 ? claiming[0] : nearestOf(from, claiming);
  return to?.kind === 'web-client' ? undefined : to;
}

/** Everything that answers to a name, in its plain form; what is called so itself comes before what has it as an alias. */
type NameIndex = ReadonlyMap<string, readonly Draft[]>;

function nameIndex(drafts: readonly Draft[]): NameIndex {
  const names = new Map<string, Draft[]>();
  const add = (name: string, draft: Draft): void => {
    const key = plainName(name);
    const known = names.get(key);
    if (known === undefined && key !== '') names.set(key, [draft]);
    else if (known?.includes(draft) === false) known.push(draft);
  };
  for (const draft of drafts) {
    add(draft.name, draft);
    for (const workload of draft.workloads) add(workload.name, draft);
  }
  for (const draft of drafts) for (const alias of draft.aliases) add(alias, draft);
  return names;
}

/** A host as a component: its own name, or the first part of a name inside a cluster. Of several the one kept with the caller. */
function find(names: NameIndex, host: string, from: Draft): Draft | undefined {
  const called = (name: string): Draft | undefined => {
    const all = names.get(plainName(name)) ?? [];
    return (all.length > 1 ? nearestOf(from, all) : undefined) ?? all[0];
  };
  const exact = called(host);
  if (exact !== undefined) return exact;
  const cluster = /^([a-z0-9-]+)(?:\.[a-z0-9-]+)?(?:\.svc(?:\.cluster\.local)?)?$/i.exec(host);
  // `api.stripe.com` is no service `api`: two parts name service and namespace only where no domain ends so.
  return cluster?.[1] !== undefined && (host.includes('.svc') || !host.includes('.')) ? called(cluster[1]) : undefined;
}

function externalOf(reference: HostReference, drafts: readonly Draft[], added: Map<string, Draft>): Draft | undefined {
  const technology = reference.scheme === 'smtp' ? byId('smtp') : byHost(reference.host);
  // An address below a platform's domain is somebody's application there, often this very one.
  if (technology === undefined || technology.category === 'cloud' || technology.category === 'compute') return undefined;
  const existing =
    drafts.find((draft) => draft.technologies.has(technology.id) && (bought.has(draft.kind) || draft.resources.length > 0)) ??
    added.get(technology.id);
  const draft = existing ?? newDraft(technology.name, technology.component ?? 'external-api', 0.8);
  if (existing === undefined) {
    draft.technologies.add(technology.id);
    added.set(technology.id, draft);
  }
  if (added.has(technology.id)) draft.evidence.push(reference.evidence);
  return draft;
}

function protocolOf(reference: HostReference, from: Draft, to: Draft): string | undefined {
  if (reference.scheme !== undefined && !/^(tcp|udp|jdbc)$/.test(reference.scheme)) return reference.scheme;
  const native = nativeProtocol(to);
  if (native !== undefined) return native;
  return from.technologies.has('grpc') && to.technologies.has('grpc') ? 'grpc' : undefined;
}

/** The protocol that a bought component speaks, by its catalogue entry's first scheme that is a name of a protocol (RabbitMQ's is AMQP). */
function nativeProtocol(to: Draft): string | undefined {
  // The API of a service that somebody else runs is spoken over HTTPS, unless it has a protocol of its own.
  const isHosted = [...to.technologies].some((id) => byId(id)?.licence === 'service' && byId(id)?.component === to.kind);
  if (!bought.has(to.kind)) return isHosted && (to.kind === 'gateway' || to.kind === 'identity') ? 'https' : undefined;
  if (to.kind === 'external-api') return to.technologies.has('smtp') ? 'smtp' : 'https';
  for (const id of to.technologies) {
    const schemes = byId(id)?.schemes;
    if (schemes === undefined || schemes.length === 0) continue;
    return schemes.includes(id) && id !== 'rabbitmq' ? id : schemes[0] === 'postgres' ? 'postgresql' : schemes[0];
  }
  return isHosted ? 'https' : undefined;
}

function flatten(links: ReadonlyMap<Draft, ReadonlyMap<Draft, LinkSketch>>): readonly Link[] {
  return [...links].flatMap(([from, targets]) =>
    [...targets].map(([to, { flows, ...sketch }]) => ({ from, to, flow: flowOf(flows, from.kind, to.kind), ...sketch })),
  );
}

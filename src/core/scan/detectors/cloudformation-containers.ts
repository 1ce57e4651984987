import { at, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { HostReference, WorkloadObservation } from '../observation.ts';
import type { Links } from './cloudformation-links.ts';
import { permissionsIn, policiesOf } from './cloudformation-policies.ts';
import { genericId, resourceTypes } from './cloudformation-rules.ts';
import { tellingName } from './cloudformation-stack.ts';
import { addressOfUse, usesIn, valueOf, withDefaults } from './cloudformation-template.ts';
import type { Declared, Template } from './cloudformation-template.ts';
import { referencesIn } from './host-reference.ts';
import { baseName } from '../assemble/units.ts';
import { folderOf } from './paths.ts';

/** Container services, their names by the id of the service, and what load balancers pass on to, by the balancer's id. */
export interface Containers {
  readonly workloads: readonly WorkloadObservation[];
  readonly names: ReadonlyMap<string, string>;
  readonly behind: ReadonlyMap<string, readonly HostReference[]>;
}

/** Reads ECS services with the task definitions that they run, and the load balancers in front of them. */
export function containersOf(template: Template, links: Links, stack: string | undefined): Containers {
  const services = [...template.resources.values()].filter((one) => one.type === 'AWS::ECS::Service');
  const names = new Map(services.map((one) => [one.id, nameOf(template, one, stack)]));
  const workloads = services.map((one) => workloadOf(template, one, names, stack));
  return { workloads, names, behind: services.length === 0 ? new Map<string, never>() : balanced(template, services, names, links) };
}

function taskOf(template: Template, service: Declared): Declared | undefined {
  const [use] = usesIn(template, at(service.properties, 'TaskDefinition'));
  return use === undefined ? undefined : template.resources.get(use.name);
}

/** The container that the service is for: the one that the load balancer knows, else the first. */
function mainContainer(template: Template, service: Declared): DataNode | undefined {
  const containers = itemsAt(taskOf(template, service)?.properties, 'ContainerDefinitions');
  const balanced = textAt(itemsAt(service.properties, 'LoadBalancers')[0], 'ContainerName');
  return containers.find((one) => balanced !== undefined && textAt(one, 'Name') === balanced) ?? containers[0];
}

function literal(template: Template, node: DataNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const [use] = usesIn(template, node);
  const text =
    use !== undefined && (node.kind !== 'scalar' || !node.text.includes('${'))
      ? valueOf(template, use.name)
      : node.kind === 'scalar'
        ? withDefaults(template, node.text)
        : textAt(node, 'Fn::Sub');
  return text === undefined || text === '' || text.includes('${') ? undefined : text;
}

function nameOf(template: Template, service: Declared, stack: string | undefined): string {
  const id = service.id.replace(/(ecs)?(fargate)?service$/i, '');
  const written = [
    literal(template, at(mainContainer(template, service), 'Name')),
    literal(template, at(service.properties, 'ServiceName')),
  ];
  const name = written.find((one) => one !== undefined && !genericId.test(one) && !/^(container|web|nginx|task)$/i.test(one));
  const found = name ?? (id === '' || genericId.test(id) ? tellingName('service', stack) : id);
  return template.input.redact(found);
}

function workloadOf(
  template: Template,
  service: Declared,
  names: ReadonlyMap<string, string>,
  stack: string | undefined,
): WorkloadObservation {
  const { input } = template;
  const task = taskOf(template, service);
  const container = mainContainer(template, service);
  const image = literal(template, at(container, 'Image'));
  const name = names.get(service.id) ?? service.id;
  const folder = folderOf(input.path);
  const references: HostReference[] = [];
  for (const one of itemsAt(task?.properties, 'ContainerDefinitions'))
    for (const variable of itemsAt(one, 'Environment')) references.push(...variableOf(template, variable, names, stack));
  if (task !== undefined) {
    const { own, isShared } = policiesOf(template, task);
    for (const { use, flow } of isShared ? [] : own.flatMap((node) => permissionsIn(template, node))) {
      const host = hostOf(template, addressOfUse(template, use), names, stack);
      if (host !== undefined && host !== name) references.push({ host, flow, evidence: input.evidence(use.line) });
    }
  }
  const count = Number(literal(template, at(service.properties, 'DesiredCount')) ?? Number.NaN);
  const ports = itemsAt(container, 'PortMappings').map((one) => Number(literal(template, at(one, 'ContainerPort')) ?? Number.NaN));
  return {
    type: 'workload',
    source: 'cloud',
    name,
    aliases: aliasesOf(template, service, name).map((one) => input.redact(one)),
    ports: ports.filter((port) => Number.isInteger(port)),
    references: references.filter((one) => one.host !== name),
    dependsOn: [],
    evidence: input.evidence(service.entry.line),
    runBy: 'amazon-ecs',
    // The template of a service often lies in the folder of its code; only the same name says that it does.
    ...(baseName(folder).toLowerCase() === name.toLowerCase() ? { buildFolder: folder } : {}),
    ...(image === undefined ? {} : { image: input.redact(image) }),
    ...(Number.isInteger(count) ? { instances: count } : {}),
  };
}

function aliasesOf(template: Template, service: Declared, name: string): readonly string[] {
  const discovered = itemsAt(service.properties, 'ServiceRegistries').flatMap((one) =>
    usesIn(template, at(one, 'RegistryArn')).flatMap(
      (use) => literal(template, at(template.resources.get(use.name)?.properties, 'Name')) ?? [],
    ),
  );
  const connected = itemsAt(service.properties, 'ServiceConnectConfiguration', 'Services').flatMap((one) =>
    itemsAt(one, 'ClientAliases').flatMap((alias) => literal(template, at(alias, 'DnsName')) ?? []),
  );
  const container = literal(template, at(mainContainer(template, service), 'Name')) ?? [];
  return [...new Set([service.id, ...discovered, ...connected, ...[container].flat()])].filter(
    (one) => one !== name && !genericId.test(one),
  );
}

function variableOf(
  template: Template,
  variable: DataNode,
  names: ReadonlyMap<string, string>,
  stack: string | undefined,
): readonly HostReference[] {
  const key = textAt(variable, 'Name') ?? '';
  const entry = entryAt(variable, 'Value');
  if (entry === undefined) return [];
  const uses = usesIn(template, entry.value);
  if (uses.length === 0) return entry.value.kind === 'scalar' ? referencesIn(template.input, entry.line, entry.value.text, key) : [];
  return uses.flatMap((use) => {
    const host = hostOf(template, addressOfUse(template, use), names, stack);
    return host === undefined ? [] : [{ host, evidence: template.input.evidence(use.line) }];
  });
}

/** A component of this template by the name that it is given; balancers and gateways in front of everything are not called. */
function hostOf(
  template: Template,
  address: string | undefined,
  names: ReadonlyMap<string, string>,
  stack: string | undefined,
): string | undefined {
  const type = address === undefined ? undefined : template.resources.get(address)?.type;
  if (address === undefined || type === undefined || type.includes('LoadBalanc')) return undefined;
  return names.get(address) ?? (resourceTypes.has(type) ? template.input.redact(tellingName(address, stack)) : undefined);
}

/** From load balancers through listeners, rules and target groups to services. */
function balanced(
  template: Template,
  services: readonly Declared[],
  names: ReadonlyMap<string, string>,
  links: Links,
): ReadonlyMap<string, readonly HostReference[]> {
  const found = new Map<string, HostReference[]>();
  const balancersOf = new Map<string, Set<string>>();
  const listeners = new Map<string, string>();
  for (const one of template.resources.values())
    if (one.type === 'AWS::ElasticLoadBalancingV2::Listener')
      for (const use of usesIn(template, at(one.properties, 'LoadBalancerArn'))) listeners.set(one.id, use.name);
  for (const one of template.resources.values()) {
    const balancer =
      listeners.get(one.id) ?? usesIn(template, at(one.properties, 'ListenerArn')).flatMap((use) => listeners.get(use.name) ?? [])[0];
    if (balancer === undefined) continue;
    for (const key of ['DefaultActions', 'Actions'])
      for (const use of usesIn(template, at(one.properties, key)))
        balancersOf.set(use.name, (balancersOf.get(use.name) ?? new Set()).add(balancer));
  }
  for (const service of services)
    for (const use of usesIn(template, at(service.properties, 'LoadBalancers')))
      for (const balancer of balancersOf.get(use.name) ?? new Set([use.name])) {
        if (template.resources.get(balancer)?.type.includes('LoadBalancer') !== true) continue;
        const reference = { host: names.get(service.id) ?? service.id, scheme: 'http', evidence: template.input.evidence(use.line) };
        found.set(balancer, [...(found.get(balancer) ?? []), reference]);
      }
  // A function as a target is called by its address.
  for (const [group, balancers] of balancersOf)
    for (const use of usesIn(template, at(template.resources.get(group)?.properties, 'Targets'))) {
      const to = addressOfUse(template, use);
      if (to !== undefined)
        for (const balancer of balancers)
          links.set(balancer, [...(links.get(balancer) ?? []), { address: to, evidence: template.input.evidence(use.line) }]);
    }
  return found;
}

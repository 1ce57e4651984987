import type { DataFlow } from '../../model/fact.ts';
import { bought } from '../assemble/draft.ts';
import { byTerraform } from '../catalogue/index.ts';
import { at, entriesAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { HostReference, ResourceReference } from '../observation.ts';
import { isWrittenOut, permissionsIn, policiesOf } from './cloudformation-policies.ts';
import {
  callingEvents,
  functionTypes,
  gatewayTypes,
  linkTypes,
  machineTypes,
  placementKeys,
  resourceTypes,
} from './cloudformation-rules.ts';
import { addressOfUse, usesIn } from './cloudformation-template.ts';
import type { Declared, Template, Use } from './cloudformation-template.ts';

/** What each resource refers to, by the address that acts. */
export type Links = Map<string, ResourceReference[]>;

/** The ids under which SAM declares the API that events without one of their own share. */
export const implicitApis: ReadonlyMap<string, string> = new Map([
  ['Api', 'ServerlessRestApi'],
  ['HttpApi', 'ServerlessHttpApi'],
  ['WebSocket', 'ServerlessWebSocketApi'],
]);

/** Finds every link of a template: triggers, permissions, environment, integrations and what connects two others. */
export function linksOf(template: Template): Links {
  const links: Links = new Map();
  const linker = new Linker(template, links);
  for (const one of template.resources.values()) {
    if (functionTypes.has(one.type) || machineTypes.has(one.type)) eventLinks(linker, one);
    if (gatewayTypes.has(one.type)) linker.all(one.id, usesIn(template, one.properties, placementKeys));
    if (machineTypes.has(one.type)) machineLinks(linker, one);
    if (one.type === 'AWS::Cognito::UserPool') linker.all(one.id, usesIn(template, at(one.properties, 'LambdaConfig')));
    connectingLinks(linker, one);
  }
  // After what calls them is known: a function does not call its own gateway, although it may be told its address.
  for (const one of template.resources.values()) if (functionTypes.has(one.type)) functionLinks(linker, one);
  return links;
}

/**
 * The GraphQL APIs of other stacks that call a resource: the data source stands in this template, its API is a parameter. Which
 * API that is, is told where there is only one in the workspace.
 */
export function foreignCallers(template: Template, links: Links, id: string): readonly HostReference[] {
  const apis = new Set(
    [...template.resources.values()]
      .filter((one) => one.type === 'AWS::AppSync::DataSource' || one.type === 'AWS::AppSync::Resolver')
      .flatMap((one) =>
        usesIn(template, at(one.properties, 'ApiId')).map((use) => addressOfUse(template, use) ?? foreignAddress(template, use)),
      )
      .filter((address): address is string => address !== undefined && !template.resources.has(address)),
  );
  return [...apis].flatMap((api) =>
    (links.get(api) ?? [])
      .filter((one) => one.address === id)
      .map(({ evidence, flow }): HostReference => ({
        host: '',
        technology: 'aws-appsync',
        isCaller: true,
        evidence,
        ...(flow === undefined ? {} : { flow }),
      })),
  );
}

/** What a parameter that is deployed with a variable's value stands for: nothing of this template. */
function foreignAddress(template: Template, use: Use): string | undefined {
  return template.parameters.has(use.name) ? `${template.input.path}#${use.name}` : undefined;
}

/** Adds links with evidence, each target and direction once. */
export class Linker {
  readonly template: Template;
  readonly #links: Links;

  constructor(template: Template, links: Links) {
    this.template = template;
    this.#links = links;
  }

  /** From an address to what a use means. */
  use(from: string, use: Use, flow?: DataFlow): void {
    const to = addressOfUse(this.template, use);
    if (to !== undefined) this.add(from, to, use.line, flow);
  }

  /** From an address to everything that the uses mean. */
  all(from: string, uses: readonly Use[], flow?: DataFlow): void {
    for (const use of uses) this.use(from, use, flow);
  }

  add(from: string, to: string, line: number, flow?: DataFlow): void {
    // What holds or carries data does not fetch: the other end delivers to it.
    if (flow === 'backward' && this.isBought(from)) {
      this.#put(to, from, line, 'forward');
      return;
    }
    this.#put(from, to, line, flow);
  }

  calls(from: string, to: string): boolean {
    return this.#links.get(from)?.some((one) => one.address === to && one.flow !== 'backward') ?? false;
  }

  isBought(address: string): boolean {
    const type = this.template.resources.get(address)?.type ?? '';
    const kind = byTerraform(resourceTypes.get(type) ?? '')?.component;
    return kind !== undefined && bought.has(kind);
  }

  /** Whether an address is one of a thing: of this template by its type, of another one always. */
  isComponent(address: string): boolean {
    const type = this.template.resources.get(address)?.type;
    if (type === undefined) return true;
    return resourceTypes.has(type) || type === 'AWS::ECS::Service';
  }

  #put(from: string, to: string, line: number, flow: DataFlow | undefined): void {
    if (from === to || !this.isComponent(from) || !this.isComponent(to)) return;
    const list = this.#links.get(from) ?? [];
    this.#links.set(from, list);
    // A link without a direction adds nothing beside one that has it.
    if (list.some((one) => one.address === to && (one.flow === flow || flow === undefined))) return;
    const evidence = this.template.input.evidence(line);
    const bare = list.findIndex((one) => one.address === to && one.flow === undefined);
    const reference = { address: to, evidence, ...(flow === undefined ? {} : { flow }) };
    if (bare === -1) list.push(reference);
    else list.splice(bare, 1, reference);
  }
}

/** What triggers a function or a state machine of SAM. */
function eventLinks(linker: Linker, one: Declared): void {
  for (const [, event] of entriesAt(one.properties, 'Events')) {
    const type = textAt(event.value, 'Type') ?? '';
    const properties = at(event.value, 'Properties');
    if (callingEvents.has(type)) {
      const uses = [at(properties, 'RestApiId'), at(properties, 'ApiId'), at(properties, 'UserPool')].flatMap((node) =>
        usesIn(linker.template, node),
      );
      const implicit = implicitApis.get(type);
      if (uses.length === 0 && implicit !== undefined) linker.add(implicit, one.id, event.line);
      for (const use of uses) {
        const from = addressOfUse(linker.template, use);
        if (from !== undefined) linker.add(from, one.id, use.line);
      }
    } else linker.all(one.id, usesIn(linker.template, properties, failureKeys), 'backward');
  }
}

/** Where an event goes that nobody could handle, and the role under which it is delivered. */
const failureKeys = new Set([
  'DestinationConfig',
  'DeadLetterConfig',
  'RedrivePolicy',
  'RoleArn',
  'SourceAccessConfigurations',
  'Filter',
  'FilterPolicy',
  'FilterCriteria',
  'Input',
  'InputTransformer',
  'Pattern',
]);

/** What a function's environment and permissions name. */
function functionLinks(linker: Linker, one: Declared): void {
  const { template } = linker;
  const { own, isShared } = policiesOf(template, one);
  const permissions = own.flatMap((node) => permissionsIn(template, node));
  const allowed = new Map(permissions.map(({ use }) => [addressOfUse(template, use), use]));
  const named = new Set<string | undefined>();
  const isExact = isWrittenOut(own) && !isShared;
  const environment = (node: DataNode | undefined, isGlobal: boolean): void => {
    for (const use of usesIn(template, at(node, 'Environment', 'Variables'))) {
      const address = addressOfUse(template, use);
      // What all functions are told, only those use that may; what one may not call does not call it back.
      if (address === undefined || linker.calls(address, one.id) || (isGlobal && isExact && !allowed.has(address))) continue;
      named.add(address);
      linker.add(one.id, address, use.line);
    }
  };
  environment(one.properties, false);
  if (one.type === 'AWS::Serverless::Function') environment(at(template.root, 'Globals', 'Function'), true);
  for (const { use, flow } of permissions) {
    const address = addressOfUse(template, use);
    // A role that several share permits each of them more than it does.
    if (address === undefined || (isShared && !named.has(address)) || linker.calls(address, one.id)) continue;
    if (!isTrigger(linker, one.id, address) || flow !== 'backward') linker.add(one.id, address, use.line, flow);
  }
  for (const key of ['DeadLetterQueue', 'DeadLetterConfig', 'EventInvokeConfig'])
    linker.all(one.id, usesIn(template, at(one.properties, key)), 'forward');
}

function isTrigger(linker: Linker, from: string, to: string): boolean {
  return linker.template.resources.get(to)?.type === 'AWS::SNS::Topic' && linker.calls(to, from);
}

/** What a state machine calls: what its definition and its substitutions name, with the directions of its permissions. */
function machineLinks(linker: Linker, one: Declared): void {
  const { template } = linker;
  const { own, isShared } = policiesOf(template, one);
  const named = new Set<string | undefined>();
  for (const key of ['Definition', 'DefinitionString', 'DefinitionSubstitutions'])
    for (const use of usesIn(template, at(one.properties, key))) {
      named.add(addressOfUse(template, use));
      linker.use(one.id, use);
    }
  for (const { use, flow } of own.flatMap((node) => permissionsIn(template, node)))
    if (!isShared || named.has(addressOfUse(template, use))) linker.use(one.id, use, flow);
}

/** Resources that connect two others, and notifications that stand in the body of the source. */
function connectingLinks(linker: Linker, one: Declared): void {
  const { template } = linker;
  const usesOf = (keys: readonly string[]): readonly Use[] => keys.flatMap((key) => usesIn(template, at(one.properties, key)));
  const rule = linkTypes.get(one.type);
  if (rule !== undefined) {
    const froms = new Set(usesOf(rule.from).map((use) => addressOfUse(template, use) ?? foreignAddress(template, use)));
    for (const from of froms) if (from !== undefined) linker.all(from, usesOf(rule.to), rule.flow);
    // What a data source calls over a service's own API stands in its role alone.
    if (one.type === 'AWS::AppSync::DataSource')
      for (const from of froms)
        for (const role of usesOf(['ServiceRoleArn']))
          for (const { use, flow } of permissionsIn(template, at(template.resources.get(role.name)?.properties, 'Policies')))
            if (from !== undefined) linker.use(from, use, flow);
  }
  const delivers = (source: string, targets: readonly Use[]): void => {
    for (const use of targets) {
      const target = addressOfUse(template, use);
      if (target !== undefined) linker.add(target, source, use.line, 'backward');
    }
  };
  if (one.type === 'AWS::S3::Bucket') delivers(one.id, usesIn(template, at(one.properties, 'NotificationConfiguration'), failureKeys));
  if (one.type === 'AWS::SNS::Topic') delivers(one.id, usesOf(['Subscription']));
  if (one.type === 'AWS::Events::Rule') {
    for (const bus of usesOf(['EventBusName'])) {
      const source = addressOfUse(template, bus);
      if (source !== undefined) delivers(source, usesIn(template, at(one.properties, 'Targets'), failureKeys));
    }
  }
  if (one.type === 'AWS::KinesisFirehose::DeliveryStream') {
    for (const use of usesOf(['KinesisStreamSourceConfiguration', 'MSKSourceConfiguration'])) linker.use(one.id, use, 'backward');
    for (const [key] of entriesAt(one.properties))
      if (key.endsWith('DestinationConfiguration'))
        linker.all(one.id, usesIn(template, at(one.properties, key), new Set(['RoleARN'])), 'forward');
  }
  if (one.type === 'AWS::Serverless::Connector') connector(linker, one);
}

/** `AWS::Serverless::Connector`: source, destination and what is permitted, as written. */
function connector(linker: Linker, one: Declared): void {
  const { template } = linker;
  const permissions = at(one.properties, 'Permissions');
  const written = permissions?.kind === 'list' ? permissions.items.map((item) => (item.kind === 'scalar' ? item.text : '')) : [];
  const flow = written.includes('Read')
    ? written.includes('Write')
      ? 'both'
      : 'backward'
    : written.includes('Write')
      ? 'forward'
      : undefined;
  const idAt = (key: string): string | undefined => {
    const written = textAt(one.properties, key, 'Id');
    return written !== undefined && template.resources.has(written) ? written : undefined;
  };
  const from = idAt('Source');
  const to = idAt('Destination');
  // What a source may write to a function, it calls it with.
  if (from !== undefined && to !== undefined) linker.add(from, to, one.entry.line, flow);
}

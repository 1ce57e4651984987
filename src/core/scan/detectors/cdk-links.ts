import type { DataFlow } from '../../model/fact.ts';
import type { DetectorInput, ResourceReference } from '../observation.ts';
import { bought } from '../assemble/draft.ts';
import { byTerraform } from '../catalogue/index.ts';
import type { ComponentKind } from '../../model/fact.ts';
import type { Construct, MethodCall, Named, Program } from './cdk-program.ts';
import { flowOfActions } from './cloudformation-policies.ts';
import { constructTypes, deliverMethods, grantFlows } from './cdk-rules.ts';

/** References of each construct, those of other files among them (`outside`). */
export type CdkLinks = ReadonlyMap<Construct, readonly ResourceReference[]>;

/** The address of what another file of the application gives out under a name. */
export function memberAddress(app: string, name: string): string {
  return `cdk-member:${app}/${name}`;
}

/** What kind of component a construct is. */
export function kindOfConstruct(construct: Construct): ComponentKind | undefined {
  // A task that no service keeps running is run when it is asked for.
  return construct.key.endsWith('TaskDefinition') ? 'job' : byTerraform(constructTypes.get(construct.key) ?? '')?.component;
}

/** Finds what the constructs of a program are connected by: grants, triggers, environment, integrations. */
export function cdkLinks(input: DetectorInput, program: Program, addresses: ReadonlyMap<Construct, string>, app: string): CdkLinks {
  const linker = new CdkLinker(input, addresses, app);
  const owners = ownersOf(program);
  const stand = (named: readonly Named[]): readonly Named[] =>
    named.flatMap((one) => {
      const key = one.construct.key;
      if (key === 'lambda:Alias' || key === 'cognito:UserPoolClient')
        return program.namedIn(one.construct.range).map((inner) => ({ ...inner, line: one.line }));
      const services = owners.get(one.construct);
      return services === undefined ? [one] : services.map((construct) => ({ construct, line: one.line }));
    });
  for (const construct of program.constructs) propertyLinks(linker, program, construct, stand);
  for (const call of program.calls()) callLinks(linker, program, call, stand);
  return linker.links;
}

/** Services by the task definition that they run. */
export function ownersOf(program: Program): ReadonlyMap<Construct, readonly Construct[]> {
  const found = new Map<Construct, Construct[]>();
  for (const service of program.constructs.filter((one) => one.key.startsWith('ecs')))
    for (const range of service.properties.get('taskdefinition') ?? [])
      for (const { construct } of program.namedIn(range))
        if (construct.key.endsWith('TaskDefinition')) found.set(construct, [...(found.get(construct) ?? []), service]);
  return found;
}

class CdkLinker {
  readonly links = new Map<Construct, ResourceReference[]>();
  readonly #input: DetectorInput;
  readonly #addresses: ReadonlyMap<Construct, string>;

  readonly #app: string;

  constructor(input: DetectorInput, addresses: ReadonlyMap<Construct, string>, app: string) {
    this.#input = input;
    this.#addresses = addresses;
    this.#app = app;
  }

  add(from: Construct, to: Construct, line: number, flow?: DataFlow): void {
    const kind = kindOfConstruct(from);
    if (flow === 'backward' && kind !== undefined && bought.has(kind)) {
      this.#put(to, from, line, 'forward');
      return;
    }
    this.#put(from, to, line, flow);
  }

  #put(from: Construct, to: Construct, line: number, flow: DataFlow | undefined): void {
    if (from === to || (!this.#addresses.has(from) && from.outside === undefined)) return;
    const kind = kindOfConstruct(from);
    // What two other files make is theirs to connect; a bought thing of another file is only said to hand something on.
    if (from.outside !== undefined && (to.outside !== undefined || kind === undefined || (bought.has(kind) && flow === undefined))) return;
    const own = this.#addresses.get(to);
    const addresses = own === undefined ? (to.outside ?? []).map((name) => memberAddress(this.#app, name)) : [own];
    for (const address of addresses) this.#putAddress(from, address, line, flow);
  }

  #putAddress(from: Construct, address: string, line: number, flow: DataFlow | undefined): void {
    const list = this.links.get(from) ?? [];
    this.links.set(from, list);
    if (list.some((one) => one.address === address && (one.flow === flow || flow === undefined))) return;
    const bare = list.findIndex((one) => one.address === address && one.flow === undefined);
    const reference = { address, evidence: this.#input.evidence(line), ...(flow === undefined ? {} : { flow }) };
    if (bare === -1) list.push(reference);
    else list.splice(bare, 1, reference);
  }
}

type Stand = (named: readonly Named[]) => readonly Named[];

function propertyLinks(linker: CdkLinker, program: Program, construct: Construct, stand: Stand): void {
  const of = (...keys: readonly string[]): readonly Named[] =>
    stand(keys.flatMap((key) => construct.properties.get(key) ?? []).flatMap((range) => program.namedIn(range)));
  const kind = kindOfConstruct(construct);
  const isFunction = constructTypes.get(construct.key) === 'aws_lambda_function';
  if (isFunction) {
    for (const { construct: to, line } of of('environment')) linker.add(construct, to, line);
    for (const { construct: to, line } of of('deadletterqueue', 'onfailure', 'onsuccess')) linker.add(construct, to, line, 'forward');
    for (const { construct: to, line } of of('events')) linker.add(construct, to, line, 'backward');
  } else if (construct.key === 'events:Rule') deliver(linker, of('eventbus'), of('targets'));
  else if (construct.key === 'lambda:EventSourceMapping') {
    for (const { construct: from } of of('target'))
      for (const to of of('eventsourcearn')) linker.add(from, to.construct, to.line, 'backward');
  } else if (construct.key === 'kinesisfirehose:DeliveryStream') {
    for (const { construct: to, line } of of('destination', 'destinations')) linker.add(construct, to, line, 'forward');
    for (const { construct: to, line } of of('source', 'sourcestream')) linker.add(construct, to, line, 'backward');
  } else if (construct.key.endsWith('TaskDefinition')) return;
  else if (kind === 'gateway' || kind === 'function' || kind === 'service' || kind === 'identity') {
    const beside = new Set(of('logbucket', 'serveraccesslogsbucket', 'accesslogbucket').map((one) => one.construct));
    for (const { construct: to, line } of stand(program.namedIn(construct.range)))
      if (!beside.has(to))
        linker.add(construct, to, line, kind === 'gateway' && kindOfConstruct(to) === 'object-store' ? 'backward' : undefined);
  }
}

function deliver(linker: CdkLinker, sources: readonly Named[], targets: readonly Named[]): void {
  for (const { construct: source } of sources)
    for (const { construct: target, line } of targets) linker.add(target, source, line, 'backward');
}

function callLinks(linker: CdkLinker, program: Program, call: MethodCall, stand: Stand): void {
  if (/^addto(task)?rolepolicy$/.test(call.method)) {
    const flow = flowOfActions(program.stringsIn(call.range));
    for (const from of stand(call.receivers))
      for (const { construct: to, line } of flow === undefined ? [] : program.namedIn(call.range))
        linker.add(from.construct, to, line, flow);
    return;
  }
  const grant = grantFlows.find(([pattern]) => pattern.test(call.method))?.[1];
  if (grant === undefined && !/^(add|subscribe)/.test(call.method)) return;
  const named = stand(program.namedIn(call.range));
  for (const { construct: receiver } of call.receivers) {
    const kind = kindOfConstruct(receiver);
    if (grant !== undefined) {
      // A permission is only that of something that acts.
      for (const { construct: from, line } of named) {
        const acting = kindOfConstruct(from);
        const isKnown = kind !== undefined || receiver.outside !== undefined;
        if (acting !== undefined && !bought.has(acting) && isKnown) linker.add(from, receiver, line, flowTo(kind, grant));
      }
    } else if (call.method === 'addeventsource' || call.method === 'addeventsourcemapping') {
      for (const { construct: to, line } of named) linker.add(receiver, to, line, 'backward');
    } else if (receiver.key === 'events:Rule') {
      const buses = (receiver.properties.get('eventbus') ?? []).flatMap((range) => program.namedIn(range));
      if (call.method === 'addtarget') deliver(linker, buses, named);
    } else if (deliverMethods.test(call.method) && kind !== 'gateway') deliver(linker, [{ construct: receiver, line: 0 }], named);
    else if (receiver.key.endsWith('TaskDefinition')) {
      for (const { construct: service } of stand([{ construct: receiver, line: 0 }]))
        for (const { construct: to, line } of named) linker.add(service, to, line);
    } else if (call.method === 'addenvironment' || kind === 'gateway' || kind === 'identity') {
      for (const { construct: to, line } of named)
        linker.add(receiver, to, line, kind === 'gateway' && kindOfConstruct(to) === 'object-store' ? 'backward' : undefined);
    }
  }
}

/** Who may consume a queue is handed its messages; who may invoke a function hands it data. */
function flowTo(kind: ComponentKind | undefined, flow: DataFlow): DataFlow {
  return kind === 'function' || kind === 'service' ? 'forward' : flow;
}

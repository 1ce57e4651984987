import { byScheme, byTerraform } from '../catalogue/index.ts';
import type { Technology } from '../catalogue/index.ts';
import { at, entriesAt, entryAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { HostReference, Observation, ResourceObservation } from '../observation.ts';
import { containersOf } from './cloudformation-containers.ts';
import { hazardsOf } from './cloudformation-hazards.ts';
import { foreignCallers, implicitApis, linksOf } from './cloudformation-links.ts';
import type { Links } from './cloudformation-links.ts';
import { functionTypes, genericId, machineTypes, resourceTypes, runtimes, sizeProperties } from './cloudformation-rules.ts';
import { amplifyPart, stackOf, tellingName } from './cloudformation-stack.ts';
import { addressOfUse, namedBy, standsFor, usesIn, valueOf, withDefaults } from './cloudformation-template.ts';
import type { Declared, Template } from './cloudformation-template.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf, joinPath } from './paths.ts';
import { engineSchemes } from './terraform-rules.ts';

/** Everything that a template shows: its resources with what they refer to, what they run on, sizes, practices and hazards. */
export function observeTemplate(template: Template, stack = stackOf(template.input.path)): readonly Observation[] {
  const links = linksOf(template);
  const containers = containersOf(template, links, stack);
  const exported = exportsOf(template);
  const linked = new Set([...links.values()].flatMap((to) => to.map(({ address }) => address)));
  const code = [...template.resources.values()].filter((one) => functionTypes.has(one.type) || machineTypes.has(one.type));
  const group = code.length > 1 ? stack : undefined;
  return [
    ...[...template.resources.values()].flatMap((one) => [
      ...resourceOf(template, one, links, linked, containers.behind, exported, stack, group),
      ...sizesOf(template, one, containers.names),
      ...practicesOf(template, one),
      ...hazardsOf(template, one),
    ]),
    ...containers.workloads,
    ...implicitGateways(template, links, exported, stack),
  ];
}

function resourceOf(
  template: Template,
  one: Declared,
  links: Links,
  linked: ReadonlySet<string>,
  behind: ReadonlyMap<string, readonly HostReference[]>,
  exported: ReadonlyMap<string, readonly string[]>,
  stack: string | undefined,
  group: string | undefined,
): Observation[] {
  const product = byTerraform(resourceTypes.get(one.type) ?? '');
  if (product === undefined || isBeside(template, one, linked)) return [];
  const { input } = template;
  const engine = engineOf(template, one, product);
  const kind = product.component ?? engine?.technology.component;
  const isCode = functionTypes.has(one.type) || machineTypes.has(one.type);
  const codeFolder = functionTypes.has(one.type) ? codeFolderOf(template, one) : undefined;
  const hosts = [
    ...(behind.get(one.id) ?? []),
    ...(functionTypes.has(one.type) ? hostsOf(template, one) : []),
    ...foreignCallers(template, links, one.id),
  ];
  const names = exported.get(one.id);
  return [
    {
      type: 'resource',
      address: one.id,
      name: nameOf(template, one, stack) ?? product.id,
      technology: engine?.technology.id ?? product.id,
      references: links.get(one.id) ?? [],
      evidence: input.evidence(one.entry.line),
      ...(kind === undefined ? {} : { kind }),
      ...(engine?.version === undefined ? {} : { version: input.redact(engine.version) }),
      ...(codeFolder === undefined ? {} : { codeFolder }),
      ...(hosts.length === 0 ? {} : { hosts }),
      ...(isCode && group !== undefined ? { stack: input.redact(group) } : {}),
      ...(names === undefined ? {} : { exports: names }),
    },
    ...(engine === undefined || engine.technology.id === product.id ? [] : [technologyOf(template, engine)]),
    ...runtimeOf(template, one, codeFolder),
  ];
}

/** The id, with the stack where it is generic. Forty letters look like a key to whoever must not show one. */
function nameOf(template: Template, one: Declared, stack: string | undefined): string | undefined {
  // Amplify knows each part by the name of its folder, and its one resource by a word for all of that kind.
  const part = genericId.test(one.id) ? amplifyPart(template.input.path)?.name : undefined;
  const name = textAt(one.properties, 'DisplayName') ?? part ?? tellingName(one.id, stack);
  const shown = template.input.redact(name);
  return shown === name ? shown : undefined;
}

/** What stands beside the system: the bucket of logs, the instance of a cluster, the code that only deploys. */
function isBeside(template: Template, one: Declared, linked: ReadonlySet<string>): boolean {
  if (standsFor(template, one) !== undefined) return true;
  const isLinked = linked.has(one.id);
  // The code behind a custom resource, and what checks a deployment.
  if (functionTypes.has(one.type)) {
    const isHelper = (['ServiceToken', 'DeploymentPreference'] as const).some((key) => namedBy(template, key, one.id).length > 0);
    return isHelper && !isLinked && entriesAt(one.properties, 'Events').length === 0;
  }
  if (one.type === 'AWS::S3::Bucket')
    return (
      !isLinked &&
      (textAt(one.properties, 'AccessControl') === 'LogDeliveryWrite' ||
        (['LoggingConfiguration', 'ArtifactStore', 'ArtifactStores'] as const).some((key) => namedBy(template, key, one.id).length > 0))
    );
  return one.type === 'AWS::EC2::Instance' && /bastion|jump|nat(instance|gateway|$)/i.test(one.id);
}

interface Engine {
  readonly technology: Technology;
  readonly version: string | undefined;
  readonly line: number;
}

/** The engine inside a managed product: RDS with `Engine: postgres` is a PostgreSQL. */
function engineOf(template: Template, one: Declared, product: Technology): Engine | undefined {
  const entry = entryAt(one.properties, 'Engine') ?? entryAt(one.properties, 'EngineType');
  const written = resolved(template, entry?.value)?.toLowerCase() ?? '';
  const mq = one.type !== 'AWS::AmazonMQ::Broker' ? undefined : written === 'rabbitmq' ? 'amqp' : 'activemq';
  const scheme = mq ?? engineSchemes.find(([pattern]) => pattern.test(written))?.[1];
  const technology = scheme === undefined ? undefined : byScheme(scheme);
  if (technology === undefined || entry === undefined || technology.component !== product.component) return undefined;
  return { technology, version: resolved(template, at(one.properties, 'EngineVersion')), line: entry.line };
}

/** A literal, also through the default of the parameter that a `!Ref` names. */
function resolved(template: Template, node: DataNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const [use] = usesIn(template, node);
  if (use !== undefined) return valueOf(template, use.name);
  return node.kind === 'scalar' && node.value !== null && !node.text.includes('${') ? node.text : undefined;
}

function technologyOf(template: Template, engine: Engine): Observation {
  const { input } = template;
  return {
    type: 'technology',
    technology: engine.technology.id,
    scope: 'production',
    folder: folderOf(input.path),
    evidence: input.evidence(engine.line),
    ...(engine.version === undefined ? {} : { version: input.redact(engine.version) }),
  };
}

/** What a function runs on, from itself or from the globals of its template. */
function runtimeOf(template: Template, one: Declared, codeFolder: string | undefined): Observation[] {
  if (!functionTypes.has(one.type)) return [];
  const entry = entryAt(one.properties, 'Runtime') ?? entryAt(template.root, 'Globals', 'Function', 'Runtime');
  const [, word = '', version = ''] = /^([a-z]+)(\d[\d.]*)?/.exec(resolved(template, entry?.value) ?? '') ?? [];
  const technology = runtimes.get(word);
  if (technology === undefined || entry === undefined) return [];
  const short = version.replace(/\.+$/, '');
  return [
    {
      type: 'technology',
      technology,
      scope: 'production',
      folder: codeFolder ?? folderOf(template.input.path),
      evidence: template.input.evidence(entry.line),
      // `go1.x` and `java` name no version of the language.
      ...(short === '' || technology === 'go' ? {} : { version: short }),
    },
  ];
}

/** The folder of a function's code: where its package is built from, and within it where its handler lies. */
function codeFolderOf(template: Template, one: Declared): string | undefined {
  const folder = folderOf(template.input.path);
  if (amplifyPart(template.input.path)?.category === 'function') return `${folder}/src`;
  const docker = textAt(one.entry.value, 'Metadata', 'DockerContext');
  if (docker !== undefined) return joinPath(folder, docker);
  const code = at(one.properties, 'CodeUri') ?? at(one.properties, 'Code') ?? at(template.root, 'Globals', 'Function', 'CodeUri');
  if (code?.kind === 'map' && code.entries.has('ZipFile')) return undefined;
  if (code?.kind === 'map' && !code.entries.has('Fn::Sub')) return undefined;
  const written = code?.kind === 'scalar' ? withDefaults(template, code.text) : undefined;
  if (written === undefined || written.includes('${')) return undefined;
  // A built archive lies below the folder that it is built from.
  const base = joinPath(folder, written.replace(/\/?(target|build|dist|bin|out|publish)\/[^/]*\.(jar|zip)$|[^/]*\.(jar|zip)$/, ''));
  const handler = resolved(template, at(one.properties, 'Handler') ?? at(template.root, 'Globals', 'Function', 'Handler')) ?? '';
  const inner = handler.includes('/') && !handler.includes('::') ? folderOf(handler) : '';
  return base === undefined ? undefined : joinPath(base, inner);
}

/** Hosts that stand in a function's environment as they are. */
function hostsOf(template: Template, one: Declared): readonly HostReference[] {
  return [at(one.properties, 'Environment', 'Variables'), at(template.root, 'Globals', 'Function', 'Environment', 'Variables')].flatMap(
    (node) =>
      entriesAt(node).flatMap(([key, entry]) =>
        entry.value.kind === 'scalar' && usesIn(template, entry.value).length === 0
          ? referencesIn(template.input, entry.line, entry.value.text, key)
          : [],
      ),
  );
}

/** The API that SAM declares for events that name none. */
function implicitGateways(
  template: Template,
  links: Links,
  exported: ReadonlyMap<string, readonly string[]>,
  stack: string | undefined,
): Observation[] {
  return [...implicitApis.values()].flatMap((address): Observation[] => {
    const references = links.get(address);
    const [first] = references ?? [];
    const product = byTerraform(address === 'ServerlessRestApi' ? 'aws_api_gateway_rest_api' : 'aws_apigatewayv2_api');
    if (references === undefined || first === undefined || product === undefined || template.resources.has(address)) return [];
    const names = exported.get(address);
    const gateway: ResourceObservation = {
      type: 'resource',
      address,
      name: template.input.redact(stack === undefined ? address : `${stack}-api`),
      technology: product.id,
      kind: 'gateway',
      references,
      evidence: first.evidence,
      ...(names === undefined ? {} : { exports: names }),
    };
    return [gateway];
  });
}

/**
 * The names under which other templates know a resource: exports, SSM parameters that hold it, outputs of this template
 * and the parameters of nested templates that it is passed to.
 */
function exportsOf(template: Template): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (node: DataNode | undefined, name: string): void => {
    for (const use of usesIn(template, node)) {
      // The API of SAM stands in no template.
      const address = addressOfUse(template, use) ?? ([...implicitApis.values()].includes(use.name) ? use.name : undefined);
      if (address !== undefined) found.set(address, [...(found.get(address) ?? []), name]);
    }
  };
  for (const [name, entry] of entriesAt(template.root, 'Outputs')) {
    add(at(entry.value, 'Value'), `${template.input.path}#Outputs.${name}`);
    const exported = at(entry.value, 'Export', 'Name');
    const text = exported?.kind === 'scalar' ? exported.text : textAt(exported, 'Fn::Sub');
    if (text !== undefined) add(at(entry.value, 'Value'), `export:${withDefaults(template, text)}`);
  }
  for (const one of template.resources.values()) {
    const path = template.nested.get(one.id);
    if (path !== undefined) for (const [name, entry] of entriesAt(one.properties, 'Parameters')) add(entry.value, `${path}#${name}`);
    const parameter = one.type === 'AWS::SSM::Parameter' ? at(one.properties, 'Name') : undefined;
    const text = parameter?.kind === 'scalar' ? parameter.text : textAt(parameter, 'Fn::Sub');
    if (text !== undefined) add(at(one.properties, 'Value'), `ssm:${withDefaults(template, text)}`);
  }
  return found;
}

function sizesOf(template: Template, one: Declared, workloads: ReadonlyMap<string, string>): Observation[] {
  if (!resourceTypes.has(one.type) && one.type !== 'AWS::ECS::Service') return [];
  const { input } = template;
  return entriesAt(one.properties).flatMap(([key, entry]): Observation[] => {
    const measure = sizeProperties.get(key);
    const value = measure === undefined ? undefined : resolved(template, entry.value);
    if (measure === undefined || value === undefined || !/^[\w.]{1,40}$/.test(value)) return [];
    return [
      { type: 'sizing', measure, value: input.redact(value), about: workloads.get(one.id) ?? one.id, evidence: input.evidence(entry.line) },
    ];
  });
}

function practicesOf(template: Template, one: Declared): Observation[] {
  const found: Observation[] = [];
  const add = (practice: 'autoscaling' | 'observability' | 'backups' | 'multiple-zones', line: number): void => {
    found.push({ type: 'practice', practice, evidence: template.input.evidence(line) });
  };
  if (/^AWS::(ApplicationAutoScaling::Scal|AutoScaling::(AutoScalingGroup|ScalingPolicy))/.test(one.type))
    add('autoscaling', one.entry.line);
  if (/^AWS::(CloudWatch::(Alarm|Dashboard|CompositeAlarm)|XRay::)/.test(one.type)) add('observability', one.entry.line);
  if (one.type === 'AWS::Backup::BackupPlan') add('backups', one.entry.line);
  const zones = entryAt(one.properties, 'MultiAZ');
  if (zones !== undefined && resolved(template, zones.value) === 'true') add('multiple-zones', zones.line);
  const retention = entryAt(one.properties, 'BackupRetentionPeriod');
  if (retention !== undefined && Number(resolved(template, retention.value)) > 0) add('backups', retention.line);
  const recovery = entryAt(one.properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled');
  if (recovery?.value.kind === 'scalar' && recovery.value.text === 'true') add('backups', recovery.line);
  return found;
}

import { byId, byTerraform } from '../catalogue/index.ts';
import type { HclAttribute, HclBlock } from '../parse/hcl.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation, ResourceReference } from '../observation.ts';
import { hostsIn } from './host-reference.ts';
import { folderOf, joinPath } from './paths.ts';
import { isLibrary, isTerraform, maxBlocks, parseTerraform, readModule, terraformCompanions } from './terraform-module.ts';
import type { Placed, TerraformModule } from './terraform-module.ts';
import { copiesOf, engineOf, instancesOf, nameOf, technologyOf, wholeOf } from './terraform-names.ts';
import type { Instance } from './terraform-names.ts';
import { attributesOf, Resolver } from './terraform-references.ts';
import type { Links, Target } from './terraform-references.ts';
import { helmResources } from './terraform-helm.ts';
import { terraformHazards } from './terraform-hazards.ts';
import {
  calledOnly,
  databaseResources,
  providerTargets,
  runnerResources,
  scalingResources,
  sizeAttributes,
  watchingResources,
} from './terraform-rules.ts';
import { handedIn, isTelling, namesOf, outputAddress, pairsOf, runner, runnerName, taskOf } from './terraform-runner.ts';
import { evaluate, isMade } from './terraform-values.ts';
import type { Scope } from './terraform-values.ts';

/** Reads Terraform and OpenTofu: resources, what they refer to, regions, sizes and settings that can hurt. */
export const terraform: Detector = {
  id: 'terraform',
  matches: isTerraform,
  companions: terraformCompanions,
  detect,
  examples: [
    {
      path: 'infra/main.tf',
      text: 'provider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_db_instance" "main" {\n  engine         = "postgres"\n  engine_version = "15.4"\n  instance_class = "db.t3.small"\n  multi_az       = false\n  backup_retention_period = 0\n  publicly_accessible = true\n}\n',
      sees: [
        'deployment aws@2',
        'resource aws_db_instance.main@4',
        'technology postgresql@5',
        'sizing instance-class@7',
        'hazard hazard.single-zone-database@8',
        'hazard hazard.no-database-backup@9',
        'hazard hazard.public-database@10',
        'practice infrastructure-as-code@1',
      ],
    },
    {
      path: 'q.tf',
      text: 'resource "aws_sqs_queue" "jobs" {\n  redrive_policy = jsonencode({})\n}\nresource "aws_security_group" "web" {\n  ingress {\n    from_port = 443\n    to_port = 443\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n# resource "aws_sns_topic" "old" {}\n',
      sees: ['resource aws_sqs_queue.jobs@1'],
      not: ['hazard hazard.open-ingress@8', 'resource aws_sns_topic.old@11', 'hazard hazard.no-dead-letter-queue@1'],
    },
    {
      path: 'db.tf',
      text: 'resource "aws_db_instance" "shop" {\n  engine = var.engine\n  instance_class = local.size\n}\nresource "aws_sqs_queue" "off" {\n  count = var.queue ? 1 : 0\n}\n',
      beside: {
        'variables.tf':
          'variable "engine" {\n  default = "mysql"\n}\nvariable "queue" {\n  default = false\n}\nlocals {\n  size = "db.t3.micro"\n}\n',
      },
      sees: ['resource aws_db_instance.shop@1', 'technology mysql@2', 'sizing instance-class@3'],
      not: ['resource aws_sqs_queue.off@5'],
    },
    {
      path: 'main.tf.json',
      text: '{"resource": {"aws_s3_bucket": {"uploads": {\n  "bucket": "acme-uploads"\n}}}}',
      sees: ['resource aws_s3_bucket.uploads@1'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const file = parseTerraform(input.text);
  const problems = file.issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const left = file.blocks[maxBlocks];
  if (left !== undefined) problems.push(input.problem('too-large', `more than ${String(maxBlocks)} blocks`, left.line));
  const { module, calls: all } = readModule(input, file, input.companionPaths.filter(isTerraform));
  const observations: Observation[] = [...deployments(input, file.blocks.slice(0, maxBlocks), { module })];
  const first = file.blocks.find((block) => ['resource', 'module', 'provider'].includes(block.type));
  if (first !== undefined)
    observations.push({ type: 'practice', practice: 'infrastructure-as-code', evidence: input.evidence(first.line) });
  // What a published module calls is published with it.
  const calls = all.filter((call) => !isLibrary(call.caller));
  if (calls.length === 0 && (all.length > 0 || isLibrary(module))) return { observations, problems };
  const declared = [...module.declared.values()].filter((one) => one.path === input.path);
  const resolver = new Resolver(input, module);
  const links = resolver.links();
  for (const instance of instancesOf(module, calls)) {
    for (const one of instance.things) if (one.path === input.path) observations.push(...resources(input, one, instance, resolver, links));
    for (const one of declared) if (isMade(one.block.attributes, instance)) observations.push(...sizes(input, one, instance));
    observations.push(...outputs(input, module, instance, resolver));
  }
  for (const one of declared)
    if (isMade(one.block.attributes, { module }))
      observations.push(...used(input, one), ...practices(input, one, { module }), ...helmResources(input, one, { module }));
  observations.push(
    ...terraformHazards(
      input,
      declared.filter((one) => isMade(one.block.attributes, { module })),
      file.blocks,
    ),
  );
  return { observations, problems };
}

function deployments(input: DetectorInput, blocks: readonly HclBlock[], scope: Scope): Observation[] {
  const found: Observation[] = [];
  for (const block of blocks) {
    const label = block.labels[0] ?? '';
    const target = block.type === 'provider' ? providerTargets.get(label) : undefined;
    if (target !== undefined) {
      const attribute = block.attributes.get('region');
      const region = evaluate(attribute, scope);
      found.push({
        type: 'deployment',
        target,
        evidence: input.evidence(region === undefined ? block.line : (attribute?.line ?? block.line)),
        ...(region === undefined ? {} : { region: input.redact(String(region)) }),
      });
    } else if (block.type === 'variable' && /^((aws|gcp|google)_)?region$/.test(label)) {
      // The provider usually stands in another file; the shape of the name tells whose region it is.
      const fallback = block.attributes.get('default');
      const region = String(fallback?.literal ?? '');
      const owner = /^[a-z]{2}(-gov)?-[a-z]+-\d$/.test(region) ? 'aws' : /^[a-z]+-[a-z]+\d$/.test(region) ? 'gcp' : undefined;
      if (owner !== undefined && fallback !== undefined)
        found.push({ type: 'deployment', target: owner, region: input.redact(region), evidence: input.evidence(fallback.line) });
    }
  }
  return found;
}

/** A thing, in each of its copies, with what it refers to; and, where it is a part, as another address of the whole. */
/** A product that is used and is no thing of its own in the system: what watches it, what keeps its secrets. */
function used(input: DetectorInput, one: Placed): Observation[] {
  const product = byTerraform(one.type);
  if (product === undefined || product.component !== undefined) return [];
  return [
    {
      type: 'technology',
      technology: product.id,
      scope: 'production',
      folder: folderOf(input.path),
      evidence: input.evidence(one.block.line),
    },
  ];
}

function resources(input: DetectorInput, one: Placed, instance: Instance, resolver: Resolver, links: Links): Observation[] {
  const whole = wholeOf(one, instance.module);
  if (whole === undefined && runnerResources.test(one.type)) return runner(input, one, instance, resolver, links);
  const named = whole ?? one;
  const technology = technologyOf(named, instance);
  if (technology === undefined) return [];
  const engine = engineOf(one, instance);
  const kind = byTerraform(named.type)?.component ?? byId(technology)?.component;
  const targets = new Map([...resolver.ofBlock(one), ...(links.get(one.address) ?? [])].map((target) => [target.address, target]));
  const { references, hosts } = apart(input, [...targets.values()], instance, resolver);
  // A load balancer's module has its target groups within it.
  const behind = /^aws_(a?lb|elb)$/.test(one.type) ? resolver.servicesBehind(one.address) : [];
  for (const service of behind)
    hosts.push({
      host: input.redact(runnerName(service, instance, undefined)),
      evidence: input.evidenceIn(service.path, service.block.line),
    });
  const codeFolder = codeFolderOf(one, instance);
  const exports = exportsOf(input, one, instance, resolver);
  const found = copiesOf(named, instance).map((key): Observation => ({
    type: 'resource',
    address: `${instance.prefix}${one.address}${key === undefined ? '' : `["${key}"]`}`,
    name: input.redact(nameOf(named, instance, key)),
    technology,
    references,
    evidence: input.evidence(one.block.line),
    hosts: kind !== undefined && calledOnly.has(kind) ? [] : [...hosts, ...environmentHosts(input, one)],
    ...(kind === undefined ? {} : { kind }),
    ...(codeFolder === undefined ? {} : { codeFolder }),
    ...(exports.length === 0 ? {} : { exports }),
    ...(engine?.version === undefined ? {} : { version: input.redact(engine.version) }),
  }));
  if (engine !== undefined && engine.technology !== byTerraform(one.type)?.id) {
    const shown = { type: 'technology', technology: engine.technology, scope: 'production', folder: folderOf(input.path) } as const;
    found.push({ ...shown, evidence: input.evidence(engine.line) });
    // The version stands on a line of its own.
    const line = one.block.attributes.get('engine_version')?.line ?? engine.line;
    if (engine.version !== undefined) found.push({ ...shown, version: input.redact(engine.version), evidence: input.evidence(line) });
  }
  found.push(...outgoing(input, named, instance, [...targets.values()]));
  return found;
}

/** Targets as references of this module; what is run as a workload is known by its name alone. */
function apart(
  input: DetectorInput,
  targets: readonly Target[],
  instance: Instance,
  resolver: Resolver,
): { readonly references: readonly ResourceReference[]; readonly hosts: HostReference[] } {
  const references: ResourceReference[] = [];
  const hosts: HostReference[] = [];
  for (const target of targets) {
    const flow = target.flow === undefined ? {} : { flow: target.flow };
    const handed = handedIn(target.address, instance);
    if (handed !== undefined) references.push({ address: handed, evidence: target.evidence, ...flow });
    if (/^(var|data)\./.test(target.address)) continue;
    for (const owner of target.address.startsWith('aws_lb_target_group.') || target.address.startsWith('aws_alb_target_group.')
      ? resolver.servicesBehind(target.address)
      : [instance.module.declared.get(target.address)]) {
      if (owner !== undefined && runnerResources.test(owner.type)) {
        hosts.push({ host: input.redact(runnerName(owner, instance, undefined)), evidence: target.evidence, ...flow });
        continue;
      }
      if (owner !== undefined && byTerraform(owner.type)?.component === undefined) continue;
      references.push({ address: `${instance.prefix}${owner?.address ?? target.address}`, evidence: target.evidence, ...flow });
      // A module that runs one service is known by the name of its call.
      if (owner === undefined && target.address.startsWith('module.'))
        for (const { name } of namesOf(input, target.address, instance))
          hosts.push({ host: input.redact(name), evidence: target.evidence, ...flow });
    }
  }
  return { references, hosts };
}

/**
 * Names by which other folders know a thing: what it is called in the cloud, for the code of a function, and the outputs of a
 * folder that no other one calls, which Terragrunt or a person hands on.
 */
function exportsOf(input: DetectorInput, one: Placed, instance: Instance, resolver: Resolver): readonly string[] {
  const name = /lambda_function$|cloudfunctions/.test(one.type)
    ? evaluate(one.block.attributes.get('function_name') ?? one.block.attributes.get('name'), instance)
    : undefined;
  const outputs = instance.calls.length > 0 ? [] : resolver.outputsOf(one.address);
  return [
    ...(typeof name === 'string' && /^[\w-]{3,100}$/.test(name) ? [input.redact(`name:${name}`)] : []),
    ...outputs.filter(isTelling).map(outputAddress),
  ];
}

/** Hosts written into the environment of a function. */
function environmentHosts(input: DetectorInput, one: Placed): readonly HostReference[] {
  return attributesOf(one.block)
    .filter(({ name }) => /(^|\.)(variables|app_settings|environment_variables|environment)$/.test(name))
    .flatMap(({ attribute }) => pairsOf(one.path, attribute))
    .flatMap(({ key, value, line }) =>
      hostsIn(value, key).flatMap((host) => (input.redact(host.host) === host.host ? [{ ...host, evidence: input.evidence(line) }] : [])),
    );
}

/**
 * What the caller hands in: the resource depends on what stands in the caller's argument. Said in the caller's file, where
 * its addresses are known.
 */
function outgoing(input: DetectorInput, one: Placed, instance: Instance, targets: readonly Target[]): Observation[] {
  const passed = targets.filter((target) => target.address.startsWith('var.'));
  const technology = technologyOf(one, instance);
  if (passed.length === 0 || technology === undefined || calledOnly.has(kindOf(one, instance).kind ?? '')) return [];
  return instance.calls.flatMap((call): Observation[] => {
    const resolver = new Resolver(input, call.caller);
    const outer: Instance = { module: call.caller, prefix: '', calls: [], things: [] };
    const found = passed.flatMap((target) => {
      const argument = call.block.attributes.get(target.address.slice('var.'.length));
      const flow = target.flow === undefined ? {} : { flow: target.flow };
      return argument === undefined ? [] : resolver.ofAttribute(call.path, argument).map((inner) => ({ ...inner, ...flow }));
    });
    const { references, hosts } = apart(input, found, outer, resolver);
    const evidence = references[0]?.evidence ?? hosts[0]?.evidence;
    if (evidence === undefined) return [];
    return [
      {
        type: 'resource',
        address: `${input.path}#${instance.prefix}${one.address}`,
        name: input.redact(nameOf(one, instance, undefined)),
        technology,
        references,
        hosts,
        evidence,
        ...kindOf(one, instance),
      },
    ];
  });
}

/** What the module hands out: in the caller's file, `module.db.endpoint` is another address of the database. */
function outputs(input: DetectorInput, module: TerraformModule, instance: Instance, resolver: Resolver): Observation[] {
  const things = instance.things.filter((one) => !runnerResources.test(one.type));
  const names = new Map<string, Placed>();
  for (const [name, { path, attribute }] of module.outputs)
    for (const { address } of resolver.ofAttribute(path, attribute)) {
      const target = things.find((one) => one.address === address.replace(/\[.*$/, ''));
      if (target !== undefined && !names.has(name)) names.set(`.${name}`, target);
    }
  const wholes = things.filter((one) => wholeOf(one, module) === undefined);
  if (wholes.length === 1 && wholes[0] !== undefined) names.set('', wholes[0]);
  return instance.calls.flatMap((call) =>
    [...names].flatMap(([name, one]): Observation[] => {
      const named = wholeOf(one, module) ?? one;
      const technology = technologyOf(named, instance);
      const codeFolder = codeFolderOf(named, instance);
      // Said once, by the file that declares it.
      if (technology === undefined || named.path !== input.path) return [];
      return [
        {
          type: 'resource',
          address: `module.${call.label}${name}`,
          name: input.redact(nameOf(named, instance, undefined)),
          technology,
          references: [],
          evidence: input.evidenceIn(call.path, call.block.line),
          ...(codeFolder === undefined ? {} : { codeFolder }),
          ...kindOf(named, instance),
        },
      ];
    }),
  );
}

function kindOf(one: Placed, instance: Instance): Pick<Extract<Observation, { type: 'resource' }>, 'kind'> {
  const kind = byTerraform(one.type)?.component ?? byId(technologyOf(one, instance) ?? '')?.component;
  return kind === undefined ? {} : { kind };
}

/** The folder that a function's package is made from: a registry module's `source_path`, or what is archived for it. */
function codeFolderOf(one: Placed, instance: Instance): string | undefined {
  const { attributes } = one.block;
  const archive = /\bdata\.archive_file\.([\w-]{1,80})/.exec(
    [attributes.get('filename'), attributes.get('source_code_hash')].map((attribute) => attribute?.text.slice(0, 300) ?? '').join(' '),
  )?.[1];
  const archived = archive === undefined ? undefined : instance.module.declared.get(`data.archive_file.${archive}`)?.block.attributes;
  const written = attributes.get('source_path') ?? archived?.get('source_dir') ?? archived?.get('source_file');
  const relative = pathIn(written, instance);
  if (relative === undefined) return undefined;
  const path = joinPath(instance.module.folder, relative);
  return path !== undefined && /\.\w{1,5}$/.test(path) ? folderOf(path) : path;
}

function pathIn(attribute: HclAttribute | undefined, scope: Scope): string | undefined {
  const text = attribute?.text
    .slice(0, 500)
    .replace(/\$\{path\.(module|root)\}\/?/g, './')
    .replace(/\$\{path\.cwd\}\/?/g, './');
  const value = text === undefined ? undefined : evaluate(text, scope);
  return typeof value === 'string' && !value.includes('${') ? value : undefined;
}

function practices(input: DetectorInput, one: Placed, scope: Scope): Observation[] {
  const found: Observation[] = [];
  const add = (practice: 'autoscaling' | 'observability' | 'backups' | 'multiple-zones', line: number): void => {
    found.push({ type: 'practice', practice, evidence: input.evidence(line) });
  };
  const { attributes, blocks, line } = one.block;
  if (scalingResources.test(one.type)) add('autoscaling', line);
  if (watchingResources.test(one.type)) add('observability', line);
  const retention = attributes.get('backup_retention_period') ?? attributes.get('backup_retention_days');
  if (Number(evaluate(retention, scope)) > 0) add('backups', retention?.line ?? line);
  if (/^aws_backup_plan$/.test(one.type)) add('backups', line);
  const recovery = blocks.find((block) => block.type === 'point_in_time_recovery')?.attributes.get('enabled');
  if (recovery !== undefined && evaluate(recovery, scope) === true) add('backups', recovery.line);
  for (const key of ['multi_az', 'multi_az_enabled', 'zone_redundant', 'zone_redundancy_enabled']) {
    const attribute = attributes.get(key);
    if (attribute !== undefined && evaluate(attribute, scope) === true) add('multiple-zones', attribute.line);
  }
  const availability = attributesOf(one.block).find(({ name }) => name === 'settings.availability_type')?.attribute;
  if (availability?.literal === 'REGIONAL') add('multiple-zones', availability.line);
  return found;
}

/** Resources without an entry of their own whose sizes are a cluster's. */
const sizedParts =
  /^(aws_eks_node_group|google_container_node_pool|azurerm_kubernetes_cluster_node_pool|aws_rds_cluster_instance|aws_launch_template|aws_ecs_task_definition)$/;

function sizes(input: DetectorInput, one: Placed, instance: Instance): Observation[] {
  if (byTerraform(one.type) === undefined && !scalingResources.test(one.type) && !sizedParts.test(one.type)) return [];
  const isDatabase = databaseResources.test(one.type);
  const about = sizedThing(one, instance);
  return attributesOf(one.block).flatMap(({ name, attribute }): Observation[] => {
    const key = name.split('.').at(-1) ?? '';
    const measure = sizeAttributes.get(key);
    const value = measure === undefined ? undefined : evaluate(attribute, instance);
    if (measure === undefined || value === undefined || typeof value === 'boolean' || String(value).length > 60) return [];
    if (key === 'tier' && !isDatabase && !/redis|cache/.test(one.type)) return [];
    return [{ type: 'sizing', measure, value: input.redact(String(value)), about, evidence: input.evidence(attribute.line) }];
  });
}

/** What a size is about: a workload by its name, a resource by its address. */
function sizedThing(one: Placed, instance: Instance): string {
  const service =
    one.type === 'aws_ecs_task_definition'
      ? instance.things.find((other) => other.type === 'aws_ecs_service' && taskOf(other, instance) === one)
      : runnerResources.test(one.type)
        ? one
        : undefined;
  return service === undefined ? `${instance.prefix}${one.address}` : runnerName(service, instance, undefined);
}

import type { HostReference, DetectorInput, Observation, WorkloadObservation } from '../observation.ts';
import { byTerraform } from '../catalogue/index.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { HclAttribute } from '../parse/hcl.ts';
import { hostsIn } from './host-reference.ts';
import { folderOf } from './paths.ts';
import type { Placed } from './terraform-module.ts';
import { copiesOf, genericLabel, nameOf } from './terraform-names.ts';
import type { Instance } from './terraform-names.ts';
import { attributesOf, Resolver } from './terraform-references.ts';
import type { Links, Target } from './terraform-references.ts';
import { runnerResources } from './terraform-rules.ts';
import { evaluate, wordsOf } from './terraform-values.ts';

/** Environment values and image of a container, with the attribute they stand in. */
interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly ports: readonly number[];
  readonly env: readonly { readonly key: string; readonly value: string; readonly line: number; readonly path: string }[];
}

const sidecar = /datadog|envoy|fluent|xray|otel|cloudwatch|proxy|newrelic|appmesh|log[-_]?router/i;
const maxText = 60_000;

/** A container service, and the task definition that a service of ECS runs. */
export function runner(input: DetectorInput, one: Placed, instance: Instance, resolver: Resolver, links: Links): Observation[] {
  const task = taskOf(one, instance);
  const container = containerOf(one, task, instance);
  const product = byTerraform(one.type)?.id;
  const evidence = input.evidence(one.block.line);
  return copiesOf(one, instance).flatMap((key): Observation[] => {
    const name = input.redact(runnerName(one, instance, key, container));
    const workload: WorkloadObservation = {
      type: 'workload',
      source: one.type.startsWith('kubernetes_') ? 'kubernetes' : 'cloud',
      name,
      aliases: key === undefined ? aliasesOf(input, one, instance, name, container) : [],
      ports: container?.ports ?? [],
      references: referencesOf(input, one, task, instance, resolver, links, container),
      dependsOn: [],
      evidence,
      ...(product === undefined || one.type.startsWith('kubernetes_') ? {} : { runBy: product }),
      ...(container?.image === undefined ? {} : { image: input.redact(container.image) }),
      ...instances(one, instance),
      ...(one.type.endsWith('_job') ? { kind: 'job' as const } : {}),
    };
    return product === undefined
      ? [workload]
      : [workload, { type: 'technology', technology: product, scope: 'production', folder: folderOf(input.path), evidence }];
  });
}

/**
 * What people call a runner: the words of the name it is given where they are a part of the label (`app_runner_cart` with
 * `"${var.env}-cart"`), else the label; a label that names nothing gives way to the name, the call and the container.
 */
export function runnerName(
  one: Placed,
  instance: Instance,
  key: string | undefined,
  container = containerOf(one, taskOf(one, instance), instance),
): string {
  if (key !== undefined) return nameOf(one, instance, key);
  const tagged = azdService(one, instance);
  if (tagged !== undefined) return tagged;
  const label = one.block.labels[one.block.type === 'module' ? 0 : 1] ?? '';
  const words = wordsOf(one.block.attributes.get('name') ?? one.block.attributes.get('service_name'), instance);
  const isNameless = genericLabel.test(label) || runnerLabel.test(label);
  const known = isNameless ? '' : plain(label);
  const isTelling = words !== undefined && !genericLabel.test(words) && !runnerLabel.test(words);
  if (isTelling && (known === '' || known.includes(plain(words)) || plain(instance.given ?? '').includes(plain(words)))) return words;
  const { given } = instance;
  // A module that runs one thing is called what its call is.
  if (given !== undefined && instance.things.filter((other) => runnerResources.test(other.type)).length === 1) return withoutTool(given);
  if (!isNameless && instance.prefix === '') return withoutTool(label);
  return given ?? container?.name ?? (isNameless ? nameOf(one, instance, key) : label);
}

/** `ecs_service_client` is the client that ECS runs. */
function withoutTool(label: string): string {
  return label.replace(/^(aws_)?(ecs|fargate|cloud_?run|app_?runner|k8s|aca)[-_]((services?|tasks?|apps?)[-_])?(?=\w{3})/i, '');
}

/** Labels and names that only say that something runs. */
const runnerLabel =
  /^(ecs|fargate|cloud_?run|container)?[-_]?(services?|tasks?|containers?|servers?|deployments?|web_?app|app_?service|function_?app|run)$/i;

/** The service of `azure.yaml` that is deployed there, by the tag that azd looks for. */
function azdService(one: Placed, instance: Instance): string | undefined {
  const texts = [one.block.attributes.get('tags'), instance.call?.block.attributes.get('tags')];
  return texts.flatMap(
    (attribute) => /"?azd-service-name"?\s*[=:]\s*"([\w.-]{1,80})"/.exec(attribute?.text.slice(0, 2_000) ?? '')?.[1] ?? [],
  )[0];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Names of the Kubernetes Services in front of a Deployment: those that select by its labels, or are declared under its label. */
function kubernetesServices(one: Placed, instance: Instance): readonly string[] {
  if (!one.type.startsWith('kubernetes_')) return [];
  const [, label = ''] = one.block.labels;
  return [...instance.module.declared.values()].flatMap((other) => {
    if (!/^kubernetes_service(_v1)?$/.test(other.type)) return [];
    const selector =
      attributesOf(other.block)
        .find(({ name }) => name === 'spec.selector')
        ?.attribute.text.slice(0, 500) ?? '';
    if (other.block.labels[1] !== label && !selector.includes(`${one.type}.${label}.`)) return [];
    const name = evaluate(attributesOf(other.block).find((found) => found.name === 'metadata.name')?.attribute, instance);
    return typeof name === 'string' ? [name] : [];
  });
}

/** Other names that files use for it: its label, the call of its module, its container. */
function aliasesOf(
  input: DetectorInput,
  one: Placed,
  instance: Instance,
  name: string,
  container: Container | undefined,
): readonly string[] {
  const label = one.block.labels[one.block.type === 'module' ? 0 : 1] ?? '';
  const names = [instance.prefix === '' ? label : undefined, instance.given, container?.name, ...kubernetesServices(one, instance)];
  return [...new Set(names.flatMap((one) => (one === undefined || one === name || genericLabel.test(one) ? [] : [input.redact(one)])))];
}

function instances(one: Placed, instance: Instance): { readonly instances?: number } {
  const written = ['desired_count', 'replicas', 'min_replicas'].flatMap((name) =>
    attributesOf(one.block).filter((found) => found.name.split('.').at(-1) === name),
  )[0];
  const count = Number(evaluate(written?.attribute, instance) ?? Number.NaN);
  return Number.isInteger(count) && count > 0 ? { instances: count } : {};
}

/** The task definition of an ECS service. */
export function taskOf(one: Placed, instance: Instance): Placed | undefined {
  const text = one.block.attributes.get('task_definition')?.text.slice(0, 500) ?? '';
  const address = /\b(aws_ecs_task_definition\.[\w-]{1,80})/.exec(text)?.[1];
  return address === undefined ? undefined : instance.module.declared.get(address);
}

function containerOf(one: Placed, task: Placed | undefined, instance: Instance): Container | undefined {
  const definitions = (task ?? one).block.attributes.get('container_definitions');
  if (definitions !== undefined) return containersIn((task ?? one).path, definitions, instance);
  const blocks = attributesOf(one.block);
  const last = (name: string): HclAttribute | undefined => blocks.find((found) => found.name.split('.').at(-1) === name)?.attribute;
  const image = blocks.find(({ name }) =>
    /(^|\.)(containers?|image|image_repository)\.(image|image_identifier)$|^image$/.test(name),
  )?.attribute;
  const port = blocks.find(({ name }) => /(^|\.)(container_port|target_port|ports\.port)$/.test(name))?.attribute;
  const written = image === undefined ? undefined : imageOf(image.text, instance);
  const containerName = blocks.find(({ name }) => /(^|\.)container\.name$/.test(name))?.attribute;
  const number = Number(evaluate(port ?? last('docker_port'), instance) ?? Number.NaN);
  return {
    ports: Number.isInteger(number) ? [number] : [],
    env: environment(one, instance),
    ...(written === undefined ? {} : { image: written }),
    ...(containerName === undefined ? {} : { name: wordsOf(containerName, instance) ?? '' }),
  };
}

/** `env { name = …, value = … }` blocks and `environment = { KEY = … }` maps. */
function environment(one: Placed, instance: Instance): Container['env'] {
  const found: { key: string; value: string; line: number; path: string }[] = [];
  const open = [one.block];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    open.push(...next.blocks);
    if (next.type === 'env') {
      const key = next.attributes.get('name')?.literal;
      const value = next.attributes.get('value');
      const known = evaluate(value, instance);
      if (typeof key === 'string' && value !== undefined && known !== undefined)
        found.push({ key, value: String(known), line: value.line, path: one.path });
    }
    for (const name of ['app_settings', 'env', 'environment', 'environment_variables', 'runtime_environment_variables', 'variables']) {
      const map = next.attributes.get(name);
      if (map !== undefined) found.push(...pairsOf(one.path, map));
    }
  }
  return found;
}

/** `KEY = "value"` lines of a map. */
export function pairsOf(path: string, map: HclAttribute): { key: string; value: string; line: number; path: string }[] {
  const found: { key: string; value: string; line: number; path: string }[] = [];
  for (const [index, text] of map.text.slice(0, maxText).split('\n').entries()) {
    const match = /^\s*\{?\s*"?([A-Za-z_][\w.-]{0,100})"?\s*[=:]\s*"([^"$]{1,1000})"/.exec(text.slice(0, 2000));
    if (match !== null) found.push({ key: match[1] ?? '', value: match[2] ?? '', line: map.line + index, path });
  }
  return found;
}

/** The first container of a task definition that is no helper, in JSON or in HCL within `jsonencode`. */
function containersIn(path: string, definitions: HclAttribute, instance: Instance): Container | undefined {
  const lines = definitions.text.slice(0, maxText).split('\n');
  const images: { image: string; name?: string }[] = [];
  const ports: number[] = [];
  const env: { key: string; value: string; line: number; path: string }[] = [];
  let name: string | undefined;
  let depth = 0;
  let key: string | undefined;
  for (const [index, raw] of lines.entries()) {
    const text = raw.slice(0, 2000);
    if (/^\s*(#|\/\/)/.test(text)) continue;
    const line = definitions.line + index;
    // Depth 2 is the object of a container; deeper ones are its environment, ports and options.
    const shallow = depth <= 4;
    const named = /(?:^|[\s{,])"?name"?\s*[=:]\s*("[^"]{1,200}"|[\w.]{1,100})/.exec(text)?.[1];
    const image = /(?:^|[\s{,])"?image"?\s*[=:]\s*("[^"]{1,300}"|[\w.[\]]{1,200})/.exec(text)?.[1];
    const port = /"?containerPort"?\s*[=:]\s*"?([\w.]{1,60})/.exec(text)?.[1];
    const value = /(?:^|[\s{,])"?value"?\s*[=:]\s*"([^"]{0,1000})"/.exec(text)?.[1];
    if (image !== undefined) images.push({ image, ...(name === undefined ? {} : { name }) });
    if (named !== undefined) {
      const plain = named.startsWith('"') ? named.slice(1, -1) : named;
      if (value !== undefined || /^"?[A-Z][A-Z0-9_]+"?$/.test(plain)) key = plain;
      else if (shallow) name = evaluateName(named, instance);
      // The name may stand behind the image.
      const latest = images.at(-1);
      if (latest !== undefined && latest.name === undefined && name !== undefined) images[images.length - 1] = { ...latest, name };
    }
    if (value !== undefined && key !== undefined && !value.includes('${')) env.push({ key, value, line, path });
    if (port !== undefined) {
      const number = Number(evaluate(port, instance) ?? Number.NaN);
      if (Number.isInteger(number)) ports.push(number);
    }
    for (const char of text) depth += '{[('.includes(char) ? 1 : '}])'.includes(char) ? -1 : 0;
  }
  const main = images.find((one) => !sidecar.test(`${one.name ?? ''} ${one.image}`)) ?? images[0];
  const image = main === undefined ? undefined : imageOf(main.image, instance);
  return {
    ports: [...new Set(ports)],
    env,
    ...(main?.name === undefined ? {} : { name: main.name }),
    ...(image === undefined ? {} : { image }),
  };
}

function evaluateName(written: string, instance: Instance): string | undefined {
  return wordsOf({ line: 1, text: written, ...(/^"[^"$]*"$/.test(written) ? { literal: written.slice(1, -1) } : {}) }, instance);
}

/** An image as written, or the name of the repository of this workspace's own registry that it is taken from. */
function imageOf(written: string, instance: Instance): string | undefined {
  const repository = /\b(aws_ecr_repository|google_artifact_registry_repository)\.([\w-]{1,80})/.exec(written);
  if (repository !== null) {
    const declared = instance.module.declared.get(`${repository[1] ?? ''}.${repository[2] ?? ''}`);
    const name = declared === undefined ? undefined : wordsOf(declared.block.attributes.get('name'), instance);
    return name ?? (genericLabel.test(repository[2] ?? '') ? undefined : repository[2]);
  }
  const value = evaluate(written, instance);
  if (typeof value === 'string' && /^[\w./:@-]{2,300}$/.test(value)) return value;
  // `${registry}/orders:${tag}`: the last part of the path is written.
  const part = /\/([a-z0-9][\w-]{1,80})(?:[:@][^/"]*)?"?$/.exec(written.replace(/\$\{[^{}]*\}/g, ''))?.[1];
  return part;
}

function referencesOf(
  input: DetectorInput,
  one: Placed,
  task: Placed | undefined,
  instance: Instance,
  resolver: Resolver,
  links: Links,
  container: Container | undefined,
): readonly HostReference[] {
  const found = new Map<string, HostReference>();
  const add = (reference: HostReference): void => {
    const key = `${reference.host} ${String(reference.port ?? '')} ${reference.scheme ?? ''}`;
    if (!found.has(key)) found.set(key, reference);
  };
  const targets = [...(links.get(one.address) ?? []), ...resolver.ofBlock(one), ...(task === undefined ? [] : resolver.ofBlock(task))];
  for (const target of targets) {
    const handed = handedIn(target.address, instance);
    if (handed !== undefined) add({ host: handed, evidence: target.evidence });
    for (const { name, evidence } of namesOf(input, target.address, instance))
      add({ host: input.redact(name), evidence: evidence ?? target.evidence, ...(target.flow === undefined ? {} : { flow: target.flow }) });
  }
  for (const { key, value, line, path } of container?.env ?? [])
    for (const host of hostsIn(value, key))
      if (input.redact(host.host) === host.host) add({ ...host, evidence: input.evidenceIn(path, line) });
  for (const { key, value, line, path } of passedEnvironment(targets, instance))
    for (const host of hostsIn(value, key))
      if (input.redact(host.host) === host.host) add({ ...host, evidence: input.evidenceIn(path, line) });
  return [...found.values()];
}

/** Environment values that the caller of the module writes into the arguments that its body refers to. */
function passedEnvironment(targets: readonly Target[], instance: Instance): Container['env'] {
  const { call } = instance;
  if (call === undefined) return [];
  return targets.flatMap(({ address }) => {
    const argument = address.startsWith('var.') ? call.block.attributes.get(address.slice('var.'.length)) : undefined;
    return argument === undefined || !argument.text.startsWith('{') ? [] : pairsOf(call.path, argument);
  });
}

/** What an output of another folder is called, where folders are deployed one by one. */
export function outputAddress(name: string): string {
  return `tf-output:${name}`;
}

/** Whether a name says which thing it is: `orders_queue_arn`, but not `bucket_name`, which every folder has. */
export function isTelling(name: string): boolean {
  return name.split('_').length >= 3 && name.length < 100;
}

/**
 * The output that a variable of a folder is filled with. Where folders are deployed one by one (Terragrunt), both carry one
 * name; where modules call each other the call tells.
 */
export function handedIn(address: string, instance: Instance): string | undefined {
  const name = address.startsWith('var.') && instance.calls.length === 0 ? address.slice('var.'.length) : '';
  return isTelling(name) ? outputAddress(name) : undefined;
}

/** A component that an address means, with the line that says so where it is the caller's. */
export interface NamedTarget {
  readonly name: string;
  readonly evidence?: Evidence;
}

/** Names of the component that an address means, here or, through the call of this module, at its caller. */
export function namesOf(input: DetectorInput, address: string, instance: Instance): readonly NamedTarget[] {
  if (address.startsWith('var.')) {
    const { call } = instance;
    const argument = call?.block.attributes.get(address.slice('var.'.length));
    if (call === undefined || argument === undefined) return [];
    const outer: Instance = { module: call.caller, prefix: '', calls: [], things: [] };
    const targets = new Resolver(input, call.caller).ofAttribute(call.path, argument);
    return targets.flatMap(({ address: inner, evidence }) =>
      inner.startsWith('var.') ? [] : namesOf(input, inner, outer).map(({ name }) => ({ name, evidence })),
    );
  }
  const key = /\["([^"]+)"\]$/.exec(address)?.[1];
  const declared = instance.module.declared.get(address.replace(/\[.*$/, ''));
  if (declared !== undefined) {
    const product = byTerraform(declared.type);
    if (product?.component === undefined) return [];
    return [{ name: runnerResources.test(declared.type) ? runnerName(declared, instance, key) : nameOf(declared, instance, key) }];
  }
  // A module of this workspace with one thing in it is named by its call.
  const label = /^module\.([\w-]+)$/.exec(address)?.[1];
  return label === undefined || genericLabel.test(label) ? [] : [{ name: label }];
}

import { byTerraform } from '../catalogue/index.ts';
import type { DataFlow } from '../../model/fact.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { DetectorInput } from '../observation.ts';
import type { HclAttribute, HclBlock } from '../parse/hcl.ts';
import type { Placed, TerraformModule } from './terraform-module.ts';
import { followed, linkResources, placement, placementNames, triggers } from './terraform-rules.ts';

/** A resource, or a registry module that stands for one, with its address. */
export interface Declared {
  readonly address: string;
  readonly type: string;
  readonly block: HclBlock;
  /** Engine that the module's own name tells (`sql-db//modules/postgresql`). */
  readonly engine?: string;
}

/** Something that a body refers to and that stands for a thing of the system. */
export interface Target {
  /** Address in the module; `var.name` for what the caller passes in. */
  readonly address: string;
  readonly flow?: DataFlow;
  readonly evidence: Evidence;
}

/** What resources refer to through others, by the address that depends. */
export type Links = ReadonlyMap<string, readonly Target[]>;

/** Addresses that lead to addresses; further ones are left out. */
const maxSteps = 4;
/** Ends of one thing that are followed; more are a list that no reader could follow either. */
const maxEnds = 50;
/** Addresses of one expression that are looked at. */
const maxAddresses = 500;

/** Finds what a text leads to, through locals and through resources that only carry a value on (an alias, a parameter). */
export class Resolver {
  readonly #input: DetectorInput;
  readonly #module: TerraformModule;
  readonly #known = new Map<string, readonly string[]>();
  #services: Map<string, Placed[]> | undefined;
  #outputs: Map<string, string[]> | undefined;

  constructor(input: DetectorInput, module: TerraformModule) {
    this.#input = input;
    this.#module = module;
  }

  /** Things that a whole body refers to, each once. What is only placement, packaging or order counts for nothing. */
  ofBlock(one: Placed): readonly Target[] {
    const found = new Map<string, Target>();
    for (const { name, attribute } of attributesOf(one.block)) {
      // How often a block is made is no call either.
      if (placementNames.test(name.split('.').at(-1) ?? '')) continue;
      if (placement.has(name) || (name.endsWith('.for_each') && !/(^|\.)(env|environment|secret)\w*\.for_each$/.test(name))) continue;
      const flow = triggers.has(name.split('.')[0] ?? '') ? 'backward' : undefined;
      for (const target of this.ofAttribute(one.path, attribute, flow)) {
        if (target.address !== one.address && !found.has(target.address)) found.set(target.address, target);
      }
    }
    return [...found.values()];
  }

  /** Things that one attribute refers to; the line is the one that names them first. */
  ofAttribute(path: string, attribute: HclAttribute, flow?: DataFlow): readonly Target[] {
    return addressesIn(attribute).flatMap(({ address, line }) =>
      this.#follow(address, new Set(), 0).map((to) => ({
        address: to,
        evidence: this.#input.evidenceIn(path, line),
        ...(flow === undefined ? {} : { flow }),
      })),
    );
  }

  #follow(address: string, seen: Set<string>, step: number): readonly string[] {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    if (seen.has(address) || step > maxSteps) return [];
    seen.add(address);
    const found = [
      ...new Set(this.#step(address).flatMap((inner) => (inner === address ? [inner] : this.#follow(inner, seen, step + 1)))),
    ].slice(0, maxEnds);
    this.#known.set(address, found);
    return found;
  }

  /** The address itself, or what it carries. */
  #step(address: string): readonly string[] {
    if (address.startsWith('local.')) {
      const local = this.#module.locals.get(address.slice('local.'.length));
      return local === undefined ? [] : addressesIn(local.attribute).map((inner) => inner.address);
    }
    const declared = this.#module.declared.get(address.replace(/\[.*$/, ''));
    const carries = followed.get(declared?.type ?? address.split('.', 1)[0] ?? '');
    if (carries === undefined) return [address];
    if (declared === undefined) return [];
    return attributesOf(declared.block)
      .filter(({ name }) => carries.length === 0 || carries.includes(name.split('.').at(-1) ?? '') || carries.includes(name))
      .flatMap(({ attribute }) => addressesIn(attribute).map((inner) => inner.address))
      .filter((inner) => inner !== address);
  }

  /** The services of ECS behind a target group of a load balancer. */
  servicesBehind(address: string): readonly Placed[] {
    if (this.#services === undefined) {
      this.#services = new Map();
      for (const one of this.#module.declared.values()) {
        if (one.type !== 'aws_ecs_service') continue;
        for (const { name, attribute } of attributesOf(one.block)) {
          if (name !== 'load_balancer.target_group_arn' && name !== 'load_balancer') continue;
          for (const inner of addressesIn(attribute))
            this.#services.set(inner.address, [...(this.#services.get(inner.address) ?? []), one].slice(0, maxEnds));
        }
      }
    }
    return this.#services.get(address) ?? [];
  }

  /** Names of the outputs of the module that give out what stands at an address. */
  outputsOf(address: string): readonly string[] {
    if (this.#outputs === undefined) {
      this.#outputs = new Map();
      for (const [name, { path, attribute }] of this.#module.outputs)
        for (const to of new Set(this.ofAttribute(path, attribute).map((target) => target.address.replace(/\[.*$/, ''))))
          this.#outputs.set(to, [...(this.#outputs.get(to) ?? []), name].slice(0, maxEnds));
    }
    return this.#outputs.get(address) ?? [];
  }

  /** What an event source mapping, an integration or a subscription connects, over the whole module. */
  links(): Links {
    const links = new Map<string, Target[]>();
    for (const one of this.#module.declared.values()) {
      const rule = linkResources.get(one.type);
      if (rule === undefined) continue;
      const ends = (names: readonly string[]): readonly Target[] =>
        attributesOf(one.block)
          .filter(({ name }) => names.includes(name.split('.').at(-1) ?? ''))
          .flatMap(({ attribute }) => this.ofAttribute(one.path, attribute, rule.flow))
          .slice(0, maxEnds);
      for (const from of ends(rule.from))
        for (const to of ends(rule.to)) if (from.address !== to.address) links.set(from.address, [...(links.get(from.address) ?? []), to]);
    }
    return links;
  }
}

interface NamedAttribute {
  /** Names of the blocks around it and its own, with dots. */
  readonly name: string;
  readonly attribute: HclAttribute;
}

/** Attributes of a block and of the blocks within it; with a stack, because nesting is the file's choice. */
export function attributesOf(block: HclBlock): readonly NamedAttribute[] {
  const found: NamedAttribute[] = [];
  const open: { prefix: string; block: HclBlock }[] = [{ prefix: '', block }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name, attribute] of next.block.attributes) found.push({ name: `${next.prefix}${name}`, attribute });
    const { prefix } = next;
    // `dynamic "x" { content { … } }` is the block that it makes.
    open.push(
      ...next.block.blocks.map((inner) => ({
        prefix: inner.type === 'content' ? prefix : `${prefix}${inner.type === 'dynamic' ? (inner.labels[0] ?? '') : inner.type}.`,
        block: inner,
      })),
    );
  }
  return found.sort((a, b) => a.attribute.line - b.attribute.line);
}

const address =
  /(?<![\w.-])(data\.)?(?:([a-z][a-z0-9]*_[a-z0-9_]{1,60})\.([A-Za-z_][\w-]{0,80})(\["[\w./-]{1,80}"\])?|(module)\.([A-Za-z_][\w-]{0,80})(?:\[[^\]\s]{1,80}\])?(?:\.(\w{1,80}))?|(var|local)\.([A-Za-z_][\w-]{0,80}))/g;

/** Addresses in an expression with their lines. A module's output is given with and without its name. */
export function addressesIn(attribute: HclAttribute): readonly { readonly address: string; readonly line: number }[] {
  const found: { address: string; line: number }[] = [];
  let line = attribute.line;
  for (const text of attribute.text.split('\n')) {
    if (text.length <= 10_000 && !/^\s*(#|\/\/)/.test(text)) {
      for (const match of text.matchAll(address)) {
        if (found.length >= maxAddresses) return found;
        const [, data = '', type = '', label = '', key = '', module, call = '', output, kind, name = ''] = match;
        if (module !== undefined) {
          found.push({ address: `module.${call}`, line });
          if (output !== undefined) found.push({ address: `module.${call}.${output}`, line });
        } else if (kind !== undefined) found.push({ address: `${kind}.${name}`, line });
        else if (type !== 'each_key') found.push({ address: `${data}${type}.${label}${key}`, line });
      }
    }
    line += 1;
  }
  return found;
}

/** Whether the catalogue knows the type as a thing of a system, not as a piece of one. */
export function isThing(type: string): boolean {
  return byTerraform(type)?.component !== undefined;
}

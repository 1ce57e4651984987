import { byScheme, byTerraform } from '../catalogue/index.ts';
import type { HclAttribute } from '../parse/hcl.ts';
import type { Call, Placed, TerraformModule } from './terraform-module.ts';
import { attributesOf, isThing } from './terraform-references.ts';
import { engineSchemes, nameAttributes, partOf, supportAttributes } from './terraform-rules.ts';
import { evaluate, isMade, keysOf, wordsOf } from './terraform-values.ts';
import type { Scope } from './terraform-values.ts';

/** One use of a module: the calls with one label, which are one thing in several environments, or the folder itself. */
export interface Instance extends Scope {
  /** Stands before addresses where a module is used more than once. */
  readonly prefix: string;
  /** What the call names it; absent where nothing calls it or the name says nothing. */
  readonly given?: string | undefined;
  /** Every call of this label, the one that decides first. */
  readonly calls: readonly Call[];
  /** What is a thing of the system in this use; empty where only names are looked up. */
  readonly things: readonly Placed[];
}

/** Labels that name nothing. */
export const genericLabel = /^(main|this|default|primary|current|self|it|app|application|module|resource|instance|example)$/i;

/** The uses of a module. A module that nothing calls is used once, as a folder of its own. */
export function instancesOf(module: TerraformModule, calls: readonly Call[]): readonly Instance[] {
  const byLabel = new Map<string, Call[]>();
  for (const call of calls) {
    if (isMade(call.block.attributes, { module: call.caller })) byLabel.set(call.label, [...(byLabel.get(call.label) ?? []), call]);
  }
  if (byLabel.size === 0) return calls.length > 0 ? [] : [{ module, prefix: '', calls: [], things: thingsOf({ module }) }];
  return [...byLabel].map(([label, list]) => ({
    module,
    call: list[0],
    calls: list,
    prefix: byLabel.size === 1 ? '' : `module.${label}/`,
    given: genericLabel.test(label) ? undefined : label,
    things: thingsOf({ module, call: list[0] }),
  }));
}

/** Resources that are things of the system in this use of the module, with the ones that only support another left out. */
function thingsOf(scope: Scope): readonly Placed[] {
  const support = supportOf(scope.module);
  return [...scope.module.declared.values()].filter(
    (one) => isThing(one.type) && !support.has(one.address) && isMade(one.block.attributes, scope),
  );
}

/** Buckets that hold packages, logs or the state of a function. */
function supportOf(module: TerraformModule): ReadonlySet<string> {
  const found = new Set<string>();
  for (const one of module.declared.values()) {
    for (const { name, attribute } of attributesOf(one.block)) {
      if (supportAttributes.get(name)?.test(one.type) !== true) continue;
      const address = /\b((?:aws_s3_bucket|google_storage_bucket|azurerm_storage_account)\.[\w-]{1,80})/.exec(
        attribute.text.slice(0, 300),
      )?.[1];
      if (address !== undefined) found.add(address);
    }
  }
  return found;
}

/** The thing that a resource is a part of, where the same module declares it. */
export function wholeOf(one: Placed, module: TerraformModule): Placed | undefined {
  const names = partOf.get(one.type);
  if (names === undefined) return undefined;
  for (const { name, attribute } of attributesOf(one.block)) {
    if (!names.includes(name.split('.').at(-1) ?? '')) continue;
    const address = /\b([a-z][a-z0-9]*_[a-z0-9_]{1,60}\.[A-Za-z_][\w-]{0,80})/.exec(attribute.text.slice(0, 300))?.[1];
    const whole = address === undefined ? undefined : module.declared.get(address);
    if (whole !== undefined && whole !== one && isThing(whole.type)) return whole;
  }
  return undefined;
}

/** The engine inside a managed product: RDS with `engine = "postgres"` is a PostgreSQL. */
export function engineOf(
  one: Placed,
  scope: Scope,
): { readonly technology: string; readonly version?: string; readonly path: string; readonly line: number } | undefined {
  const { attributes } = one.block;
  const attribute = attributes.get('engine') ?? attributes.get('engine_type') ?? attributes.get('database_version');
  const azure = /^azurerm_(postgresql|mysql|mariadb)/.exec(one.type)?.[1];
  const written = one.engine ?? azure ?? evaluate(attribute, scope);
  if (typeof written !== 'string') return undefined;
  const scheme = engineSchemes.find(([pattern]) => pattern.test(written))?.[1];
  const technology = scheme === undefined ? undefined : byScheme(scheme)?.id;
  if (technology === undefined) return undefined;
  const version =
    evaluate(attributes.get('engine_version'), scope) ??
    (azure === undefined ? /_(\d+(?:_\d+)?)/.exec(written)?.[1]?.replace('_', '.') : evaluate(attributes.get('version'), scope));
  return {
    technology,
    path: one.path,
    line: attribute?.line ?? one.block.line,
    ...(version === undefined ? {} : { version: String(version) }),
  };
}

/** The catalogue id of a resource: its engine's, else its product's. */
export function technologyOf(one: Placed, scope: Scope): string | undefined {
  return engineOf(one, scope)?.technology ?? byTerraform(one.type)?.id;
}

/** The keys of a resource that is made several times under names; a single one without key where it is made once. */
export function copiesOf(one: Placed, scope: Scope): readonly (string | undefined)[] {
  return keysOf(one.block.attributes.get('for_each'), scope) ?? [undefined];
}

/**
 * What people call a resource. A called module with one thing in it is named by its call; else the label, unless it names
 * nothing; then the name it is given, then the call, then what it is.
 */
export function nameOf(one: Placed, instance: Instance, key: string | undefined): string {
  const own = ownName(one, instance, key);
  const { given } = instance;
  if (given === undefined || key !== undefined) return own ?? technologyOf(one, instance) ?? one.type;
  if (instance.things.every((other) => other === one || wholeOf(other, instance.module) === one)) return given;
  if (instance.prefix === '') return own ?? given;
  return own === undefined ? given : `${given}-${own}`;
}

function ownName(one: Placed, scope: Scope, key: string | undefined): string | undefined {
  const label = (one.block.type === 'module' ? one.block.labels[0] : one.block.labels[1]) ?? '';
  const named = nameAttributes.map((name) => one.block.attributes.get(name)).find((attribute) => attribute !== undefined);
  if (key !== undefined) {
    const words = named === undefined ? undefined : wordsOf(withKey(named, key), scope);
    return words !== undefined && words.includes(key) ? words : key;
  }
  // Every file that mentions the resource knows the label, only this one the name.
  if (!genericLabel.test(label)) return label;
  return wordsOf(named, scope);
}

function withKey(attribute: HclAttribute, key: string): HclAttribute {
  const text = attribute.text.replace(/\$\{each\.(key|value)\}/g, key).replace(/^each\.(key|value)$/, JSON.stringify(key));
  const plain = /^"([^"$%\\]{1,200})"$/.exec(text)?.[1];
  return { line: attribute.line, text, ...(plain === undefined ? {} : { literal: plain }) };
}

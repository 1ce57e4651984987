import { byTerraform } from '../catalogue/index.ts';
import type { DetectorInput, FileNames } from '../observation.ts';
import { parseHcl } from '../parse/hcl.ts';
import type { HclAttribute, HclBlock, HclFile } from '../parse/hcl.ts';
import { folderOf, joinPath } from './paths.ts';
import { moduleResources } from './terraform-registry.ts';
import type { Declared } from './terraform-references.ts';
import { parseTerraformJson } from './terraform-json.ts';

/** What a file declares, with the file, because the other files of a module are read as well. */
export interface Placed extends Declared {
  readonly path: string;
}

/** An attribute and the file it stands in. */
export interface PlacedAttribute {
  readonly path: string;
  readonly attribute: HclAttribute;
}

/** A Terraform module: the files of one folder. */
export interface TerraformModule {
  readonly folder: string;
  readonly blocks: readonly { readonly path: string; readonly block: HclBlock }[];
  readonly declared: ReadonlyMap<string, Placed>;
  readonly variables: ReadonlyMap<string, PlacedAttribute>;
  readonly locals: ReadonlyMap<string, PlacedAttribute>;
  readonly outputs: ReadonlyMap<string, PlacedAttribute>;
}

/** A `module` block whose source is the folder that is being read. */
export interface Call {
  readonly label: string;
  readonly path: string;
  readonly block: HclBlock;
  readonly caller: TerraformModule;
}

/** Blocks of one file that are read; people split a file long before. */
export const maxBlocks = 1_500;

/** Whether a path is Terraform or OpenTofu configuration, in either syntax. Tests (`.tftest.hcl`) are not. */
export function isTerraform(path: string): boolean {
  return /\.(tf|tofu)(\.json)?$/i.test(path);
}

/** Parses configuration in either syntax; the form is told by the first character, because a companion is parsed without its name. */
export function parseTerraform(text: string): HclFile {
  return /^\s*\{/.test(text.slice(0, 1000)) ? parseTerraformJson(text) : parseHcl(text);
}

/** Files that decide what the others mean come first, because a module may have more files than are given. */
const telling = ['variables', 'locals', 'main', 'outputs', 'providers', 'provider', 'versions', 'data'];
/** Folders from which modules are called, below a common ancestor; where there are several, the one for users decides. */
const callers = [
  ...[
    'envs',
    'environments',
    'env',
    'live',
    'stacks',
    'stages',
    'deployments',
    'accounts',
    'terraform/envs',
    'terraform/environments',
  ].flatMap((folder) =>
    ['prod', 'production', 'prd', 'live', 'main', 'staging', 'stage', 'dev', 'development'].map((name) => `${folder}/${name}`),
  ),
  'prod',
  'production',
  'terraform',
  'infra',
  'infrastructure',
  'stack',
  'root',
  'main',
  'deploy',
  'deployment',
  'app',
  'platform',
  'dev',
];
const siblingsRead = 16;
const filesOfParent = 14;
const filesOfCaller = 5;
const ancestors = 4;

/** The files that a Terraform file is read with: the rest of its module, and those that may call the module. */
export function terraformCompanions(path: string, files: FileNames): readonly string[] {
  const folder = folderOf(path);
  const found = inModule(folder, files).filter((other) => other !== path);
  const kept = found.slice(0, siblingsRead);
  let above = folder;
  for (let level = 0; level < ancestors && above !== ''; level += 1) {
    above = folderOf(above);
    for (const place of [above, ...callers.map((name) => (above === '' ? name : `${above}/${name}`))])
      if (place !== folder) kept.push(...inModule(place, files).slice(0, level === 0 && place === above ? filesOfParent : filesOfCaller));
  }
  return [...new Set(kept)];
}

function inModule(folder: string, files: FileNames): string[] {
  const rank = (name: string): number => {
    const index = telling.indexOf(name.replace(/\..*$/, ''));
    return index === -1 ? telling.length : index;
  };
  return files
    .inFolder(folder)
    .filter(isTerraform)
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((name) => (folder === '' ? name : `${folder}/${name}`));
}

/** Reads the module that a file belongs to, and the calls of it that its companions show. `own` is the file itself, parsed. */
export function readModule(
  input: DetectorInput,
  own: HclFile,
  companions: readonly string[],
): { readonly module: TerraformModule; readonly calls: readonly Call[] } {
  const folder = folderOf(input.path);
  const folders = new Map<string, { path: string; block: HclBlock }[]>([
    [folder, own.blocks.slice(0, maxBlocks).map((block) => ({ path: input.path, block }))],
  ]);
  for (const path of companions) {
    const file = input.parsed(path, parseTerraform);
    if (file === undefined) continue;
    const list = folders.get(folderOf(path)) ?? [];
    folders.set(folderOf(path), list);
    for (const block of file.blocks.slice(0, maxBlocks)) list.push({ path, block });
  }
  const calls: Call[] = [];
  for (const [place, blocks] of folders) {
    if (place === folder) continue;
    const found = blocks.filter(({ block }) => sourceOf(place, block) === folder);
    if (found.length === 0) continue;
    const caller = moduleOf(place, blocks);
    for (const { path, block } of found) calls.push({ label: block.labels[0] ?? '', path, block, caller });
  }
  return { module: moduleOf(folder, folders.get(folder) ?? []), calls: calls.filter((call) => call.label !== '') };
}

function sourceOf(folder: string, block: HclBlock): string | undefined {
  const source = block.type === 'module' ? block.attributes.get('source')?.literal : undefined;
  return typeof source === 'string' && /^\.\.?\//.test(source) ? joinPath(folder, source.replace(/\/\//g, '/')) : undefined;
}

function moduleOf(folder: string, blocks: TerraformModule['blocks']): TerraformModule {
  const declared = new Map<string, Placed>();
  const variables = new Map<string, PlacedAttribute>();
  const locals = new Map<string, PlacedAttribute>();
  const outputs = new Map<string, PlacedAttribute>();
  for (const { path, block } of blocks) {
    const label = block.labels[0] ?? '';
    const one = declaredBy(block);
    if (one !== undefined && !declared.has(one.address)) declared.set(one.address, { ...one, path });
    const fallback = block.type === 'variable' ? block.attributes.get('default') : undefined;
    if (fallback !== undefined) variables.set(label, { path, attribute: fallback });
    if (block.type === 'locals') for (const [name, attribute] of block.attributes) locals.set(name, { path, attribute });
    const value = block.type === 'output' ? block.attributes.get('value') : undefined;
    if (value !== undefined) outputs.set(label, { path, attribute: value });
  }
  return { folder, blocks, declared, variables, locals, outputs };
}

/** The resource that a block declares: a resource, or a module of the registry that stands for one. */
export function declaredBy(block: HclBlock): Declared | undefined {
  const [first = '', second = ''] = block.labels;
  if (block.type === 'resource' && second !== '') return { address: `${first}.${second}`, type: first, block };
  if (block.type === 'data' && second !== '') return { address: `data.${first}.${second}`, type: `data.${first}`, block };
  if (block.type !== 'module' || first === '') return undefined;
  const type = moduleResources.get(registryName(String(block.attributes.get('source')?.literal ?? '')));
  if (type === undefined) return undefined;
  const [plain = '', engine] = type.split('.', 2);
  return { address: `module.${first}`, type: plain, block, ...(engine === undefined ? {} : { engine }) };
}

/** A module's source as the registry names it: without host, version and, unless the table knows it, submodule. */
export function registryName(source: string): string {
  const name = source
    .toLowerCase()
    .replace(/^tfr:\/\/[^/]*\//, '')
    .replace(/^(registry\.[\w.]+|app\.[\w.]+)\//, '')
    .replace(/\?.*$/, '');
  if (moduleResources.has(name)) return name;
  const [owner = '', part] = name.split('//', 2);
  // A part of a module is often something else (an alias, a role, a node group); these are the thing itself in a variant.
  return part === undefined || /^modules\/[\w-]*(cluster[\w-]*|bucket|db_instance|autopilot[\w-]*)$/.test(part) ? owner : '';
}

/**
 * Whether a module is published for others to call: nothing calls it here, no provider is set up, and its parts can be
 * switched off one by one (`create`), as those of the registry are.
 */
export function isLibrary(module: TerraformModule): boolean {
  const types = new Set(module.blocks.map(({ block }) => block.type));
  if (types.has('provider')) return false;
  const settings = module.blocks.filter(({ block }) => block.type === 'terraform');
  if (settings.some(({ block }) => block.blocks.some((inner) => inner.type === 'backend' || inner.type === 'cloud'))) return false;
  const switches = module.blocks.flatMap(({ block }) => (block.type === 'variable' ? (block.labels[0] ?? []) : []));
  if (switches.some((name) => /^(create|enabled|module_enabled|putin_khuylo)$/.test(name))) return true;
  return switches.some((name) => /^create_\w+$/.test(name) && module.blocks.some(({ block }) => isMadeBy(block, name)));
}

/** Whether a switch decides on a part of the system, not only on its settings (a parameter group, a role, an alarm). */
function isMadeBy(block: HclBlock, name: string): boolean {
  const type = declaredBy(block)?.type;
  if (type === undefined || byTerraform(type)?.component === undefined) return false;
  return ['count', 'for_each'].some((key) => {
    const text = block.attributes.get(key)?.text.slice(0, 1_000) ?? '';
    return text.split(/\W+/).some((word) => word === name || word === 'create');
  });
}

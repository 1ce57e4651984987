import type { DetectorInput, FileNames } from '../observation.ts';
import { bicepString, parseBicep } from '../parse/bicep.ts';
import type { BicepFile, BicepStatement } from '../parse/bicep.ts';
import { byTerraform } from '../catalogue/index.ts';
import { azureTypeOf, azureTypes } from './bicep-types.ts';
import type { AzureType } from './bicep-types.ts';
import { folderOf, joinPath } from './paths.ts';

/** A Bicep file with its declarations by name. */
export interface Template {
  readonly path: string;
  readonly statements: readonly BicepStatement[];
  readonly byName: ReadonlyMap<string, BicepStatement>;
  /** Things of the system that it declares or has other modules declare. */
  readonly things: number;
}

/** One use of a template: the call that uses it, and that call's own template. */
export interface Use {
  readonly template: Template;
  readonly call?: BicepStatement;
  readonly caller?: Use;
}

/** Folders beside which or above which the templates that use a module lie. */
const places = [
  '',
  'app',
  'infra',
  'infra/app',
  'modules',
  'infra/modules',
  'bicep',
  'deploy',
  'main',
  'core',
  'core/host',
  'core/database',
];
/** Templates of azd's own library that use others of it. */
const library = [
  'host/ai-environment',
  'host/container-apps',
  'host/container-app-upsert',
  'host/appservice',
  'host/functions',
  'ai/hub-dependencies',
  'database/cosmos/sql/cosmos-sql-db',
  'database/cosmos/sql/cosmos-sql-account',
  'database/cosmos/mongo/cosmos-mongo-db',
  'database/cosmos/mongo/cosmos-mongo-account',
].map((name) => `core/${name}.bicep`);
const filesPerFolder = 10;
const ancestors = 4;
const maxUses = 20;
const maxCalls = 4;

/** Templates that may use this one: those of its folder, of the folders above and of the usual ones beside them. */
export function bicepCompanions(path: string, files: FileNames): readonly string[] {
  const main: string[] = [];
  const others: string[] = [];
  const known: string[] = [];
  const seen = new Set<string>();
  let above = folderOf(path);
  for (let level = 0; level <= ancestors; level += 1) {
    for (const place of places) {
      const folder = above === '' ? place : place === '' ? above : `${above}/${place}`;
      if (seen.has(folder)) continue;
      seen.add(folder);
      const found = files.inFolder(folder).filter((name) => /\.bicep$/i.test(name));
      for (const name of found.slice(0, filesPerFolder)) {
        const other = folder === '' ? name : `${folder}/${name}`;
        if (other !== path) (name === 'main.bicep' ? main : others).push(other);
      }
    }
    for (const name of library) {
      const other = above === '' ? name : `${above}/${name}`;
      if (other !== path && files.has(other)) known.push(other);
    }
    if (above === '') break;
    above = folderOf(above);
  }
  return [...new Set([...main, ...known, ...others])];
}

/** Makes a template of what was parsed. */
export function templateOf(path: string, file: BicepFile): Template {
  const byName = new Map<string, BicepStatement>();
  for (const statement of file.statements) if (!byName.has(statement.name)) byName.set(statement.name, statement);
  return { path, statements: file.statements, byName, things: file.statements.filter((one) => isThing(one)).length };
}

/** Local modules that make nothing that a picture of the system shows. */
const plumbing =
  /monitor|network|vnet|subnet|security|role|identit|key-?vault|access|logs?\b|log-?analytics|insights|dns|diagnostic|plan|registry|policy|dashboard|private-?endpoint|certificate|config|environment|alert|budget/i;

function isThing(one: BicepStatement): boolean {
  if (one.existing) return false;
  const known = azureTypes.get(azureTypeOf(one.source));
  if (known !== undefined) return byTerraform(known.terraform)?.component !== undefined;
  return one.kind === 'module' && /^\.|\.bicep$/.test(one.source) && !plumbing.test(one.source);
}

/** What a declaration stands for; undefined for what is no thing of the catalogue. */
export function azureOf(one: BicepStatement): AzureType | undefined {
  return azureTypes.get(azureTypeOf(one.source));
}

/**
 * How a template is used: once for every call of it that its companions show, each up to the template that nothing calls.
 * A file that nothing calls is used as itself, unless a `main.bicep` beside or above it leaves it out.
 */
export function usesOf(input: DetectorInput, own: Template, companions: readonly string[]): readonly Use[] {
  const templates = new Map<string, Template>([[own.path, own]]);
  for (const path of companions) {
    const parsed = input.parsed(path, parseBicep);
    if (parsed !== undefined) templates.set(path, templateOf(path, parsed));
  }
  const callers = new Map<string, { readonly template: Template; readonly call: BicepStatement }[]>();
  for (const template of templates.values())
    for (const call of template.statements) {
      if (call.kind !== 'module' || !call.source.endsWith('.bicep')) continue;
      const target = joinPath(folderOf(template.path), call.source);
      if (target !== undefined && target !== template.path)
        callers.set(target, [...(callers.get(target) ?? []).slice(0, maxUses), { template, call }]);
    }
  const uses = chain(own, callers, 0);
  const hasMain = companions.some((path) => /(^|\/)main\.bicep$/.test(path) && folderOf(own.path).startsWith(folderOf(path)));
  const isEntry = /(^|\/)(main|azuredeploy|deploy|index)\.bicep$/.test(own.path);
  return uses.every((use) => use.call === undefined) && hasMain && !isEntry ? [] : uses;
}

function chain(
  template: Template,
  callers: ReadonlyMap<string, readonly { readonly template: Template; readonly call: BicepStatement }[]>,
  depth: number,
): readonly Use[] {
  const list = callers.get(template.path) ?? [];
  if (list.length === 0 || depth >= maxCalls) return [{ template }];
  return list
    .flatMap(({ template: outer, call }) => chain(outer, callers, depth + 1).map((caller) => ({ template, call, caller })))
    .slice(0, maxUses);
}

const maxDepth = 6;

/** The value of an expression where it is written down: strings, parameters (what the call passes before the default), variables. */
export function valueOf(text: string, use: Use, depth = 0): string | undefined {
  const trimmed = text.trim();
  if (depth > maxDepth || trimmed === '' || trimmed.length > 1000) return undefined;
  const plain = bicepString(trimmed);
  if (plain !== undefined) return plain;
  if (/^(\d{1,12}|true|false)$/.test(trimmed)) return trimmed;
  const json = /^json\('([\d.]{1,10})'\)$/.exec(trimmed)?.[1];
  if (json !== undefined) return json;
  if (/^[A-Za-z_]\w*$/.test(trimmed)) {
    const passed = use.call?.properties.find((one) => one.path === `params.${trimmed}`);
    const declared = use.template.byName.get(trimmed);
    if (passed !== undefined && use.caller !== undefined && declared?.kind === 'param') return valueOf(passed.text, use.caller, depth + 1);
    return declared === undefined || (declared.kind !== 'param' && declared.kind !== 'var')
      ? undefined
      : valueOf(declared.text, use, depth + 1);
  }
  const choice = /^(.{1,200}?)\s\?\s(.{1,300}?)\s:\s(.{1,300})$/s.exec(trimmed);
  if (choice !== null) {
    const asked = /^!empty\(([A-Za-z_]\w*)\)$/.exec(choice[1] ?? '')?.[1];
    if (asked === undefined) return undefined;
    const given = valueOf(asked, use, depth + 1);
    return given === undefined || given === '' ? valueOf(choice[3] ?? '', use, depth + 1) : given;
  }
  return undefined;
}

/** The fixed words of a name such as `'${abbrs.webSitesAppService}web-${resourceToken}'`; undefined where there are none. */
export function wordsOf(text: string, use: Use, depth = 0): string | undefined {
  const value = valueOf(text, use);
  if (value !== undefined) return value === '' ? undefined : value;
  const trimmed = text.trim();
  if (depth > maxDepth || trimmed.length > 1000) return undefined;
  if (/^[A-Za-z_]\w*$/.test(trimmed)) {
    const passed = use.call?.properties.find((one) => one.path === `params.${trimmed}`);
    if (passed !== undefined && use.caller !== undefined) return wordsOf(passed.text, use.caller, depth + 1);
    const declared = use.template.byName.get(trimmed);
    return declared?.kind === 'var' || declared?.kind === 'param' ? wordsOf(declared.text, use, depth + 1) : undefined;
  }
  const otherwise = /^.{1,200}?\s\?\s.{1,200}?\s:\s('.{1,300}')$/s.exec(trimmed)?.[1];
  const wrapped = /^(?:toLower|take|replace)\(('[^'\n]{1,300}')/.exec(trimmed)?.[1];
  const string = /^'([^'\n]{1,300})'$/.exec(otherwise ?? wrapped ?? trimmed)?.[1];
  const fixed = string
    ?.replace(/\$\{[^{}]*\}/g, ' ')
    .replace(/[-_.\s]*\s[-_.\s]*/g, '-')
    .replace(/^[-_.]+|[-_.]+$/g, '');
  return fixed !== undefined && /\p{L}{3}/u.test(fixed) && !/[${}]/.test(fixed) ? fixed : undefined;
}

/** False where a condition is known not to hold: a parameter that is false unless somebody says otherwise. */
export function isDeployed(one: BicepStatement, use: Use): boolean {
  for (let at: Use | undefined = use, statement: BicepStatement | undefined = one; at !== undefined && statement !== undefined;) {
    const negated = /^!\s*\(?(\w+)\)?$/.exec(statement.condition?.trim() ?? '')?.[1];
    const name = negated ?? /^\w+$/.exec(statement.condition?.trim() ?? '')?.[0];
    const value = name === undefined ? undefined : valueOf(name, at);
    if (value === (negated === undefined ? 'false' : 'true')) return false;
    statement = at.call;
    at = at.caller;
  }
  return true;
}

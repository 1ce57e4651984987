import { textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseToml } from '../parse/toml.ts';
import type { DetectorInput, FileNames } from '../observation.ts';
import { folderOf } from './paths.ts';

/** Files beside a template that say with which parameters it is deployed. */
const beside = ['samconfig.toml', 'Makefile'] as const;

/** The files with parameters of a template, where its name says that it may be one. */
export function overrideFiles(path: string, files: FileNames): readonly string[] {
  if (!/(template|stack|sam|cfn|cloudformation)[^/]*\.(ya?ml|json|template)$/i.test(path)) return [];
  const folder = folderOf(path);
  return beside.map((name) => (folder === '' ? name : `${folder}/${name}`)).filter((other) => files.has(other));
}

/**
 * Values of parameters as the files beside a template give them, with variables as `${NAME}`. A parameter that is given two
 * values is left out: they are those of two environments or of two templates.
 */
export function overridesOf(input: DetectorInput): ReadonlyMap<string, string> {
  const folder = folderOf(input.path);
  const found = new Map<string, Set<string>>();
  for (const name of beside) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const pairs = input.parsed(path, name === 'Makefile' ? pairsOfCommands : pairsOfSettings) ?? [];
    for (const [key, value] of pairs) found.set(key, (found.get(key) ?? new Set()).add(value));
  }
  return new Map([...found].flatMap(([key, values]) => (values.size === 1 ? [[key, [...values][0] ?? '']] : [])));
}

type Pairs = readonly (readonly [string, string])[];

/** `--parameter-overrides Key=Value …` of shell commands, over lines that end with a backslash. */
function pairsOfCommands(text: string): Pairs {
  const found: (readonly [string, string])[] = [];
  let isWithin = false;
  for (const line of shortLines(text)) {
    const start = line.indexOf('--parameter-overrides');
    if (start !== -1) isWithin = true;
    if (isWithin) found.push(...pairsOf(start === -1 ? line : line.slice(start + '--parameter-overrides'.length)));
    if (!line.trimEnd().endsWith('\\')) isWithin = false;
  }
  return found;
}

/** `parameter_overrides` of samconfig.toml: one text, or a list of texts. */
function pairsOfSettings(text: string): Pairs {
  const found: (readonly [string, string])[] = [];
  const open: DataNode[] = [parseToml(text).root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind !== 'map') continue;
    for (const [key, entry] of next.entries) {
      if (key !== 'parameter_overrides') open.push(entry.value);
      else if (entry.value.kind === 'list') for (const item of entry.value.items) found.push(...pairsOf(textAt(item) ?? ''));
      else found.push(...pairsOf(textAt(entry.value) ?? ''));
    }
  }
  return found;
}

/** `Key=Value` words; another option ends them. Make writes `$${X}` for the shell's `${X}`. */
function pairsOf(text: string): Pairs {
  const end = text.search(/\s--\w/);
  return [
    ...(end === -1 ? text : text.slice(0, end)).matchAll(
      /(?:^|\s)["']?(\w{1,100})=(?:"([^"]{0,300})"|'([^']{0,300})'|([^\s"'\\]{1,300}))/g,
    ),
  ].map(
    (match) =>
      [match[1] ?? '', (match[2] ?? match[3] ?? match[4] ?? '').replaceAll('$$', '$').replaceAll(/\$\((\w+)\)/g, '${$1}')] as const,
  );
}

import {
  fieldOf,
  isTrue,
  isUncertain,
  jsonOf,
  nil,
  number,
  originOf,
  printed,
  textOf,
  truth,
  unknown,
  unknownMark,
  withOrigins,
  yamlOf,
} from './template-value.ts';
import { parseYaml } from './yaml.ts';
import type { TemplateList, TemplateMap, TemplateText, Value } from './template-value.ts';

/** A function of Go templates or of Helm: gets its arguments in order, the piped one last. Never throws. */
export type TemplateFunction = (args: readonly Value[]) => Value;

/** Characters that a single value may have. */
const maxText = 100_000;

const textArg = (value: Value | undefined): string => (value === undefined ? '' : printed(value).text);
const intArg = (value: Value | undefined): number => Math.trunc(Number(textArg(value)));
const last = (args: readonly Value[]): Value => args[args.length - 1] ?? nil;

/** A function of one piped string that keeps its place. Lines may not become more or fewer. */
function onText(change: (text: string, args: readonly string[]) => string): TemplateFunction {
  return (args) => {
    const value = printed(last(args));
    const text = change(value.text, args.slice(0, -1).map(textArg));
    const lines = text.split('\n').length;
    return lines === value.origins.length ? { ...value, text } : textOf(text, originOf(value));
  };
}

/** `indent 4`: every line moves to the right, the origins stay. */
function indented(args: readonly Value[], newline: boolean): Value {
  const value = printed(last(args));
  const width = Math.min(60, Math.max(0, intArg(args[0])));
  const pad = ' '.repeat(width);
  const text = value.text
    .split('\n')
    .map((line) => pad + line)
    .join('\n');
  if (text.length > maxText) return unknown;
  return newline ? { kind: 'text', text: `\n${text}`, origins: [0, ...value.origins] } : { kind: 'text', text, origins: value.origins };
}

function formatted(args: readonly Value[]): Value {
  const [format, ...rest] = args;
  let index = 0;
  let origin = 0;
  const text = textArg(format).replace(/%(%|[-+0-9.]*[sdvq])/g, (_, verb: string) => {
    if (verb === '%') return '%';
    const value = rest[index] ?? unknown;
    index += 1;
    if (origin === 0) origin = originOf(value);
    const shown = printed(value).text;
    return verb.endsWith('q') && !shown.includes(unknownMark) ? JSON.stringify(shown) : shown;
  });
  return text.length > maxText ? unknown : textOf(text, origin);
}

function isEqual(a: Value, b: Value): boolean | undefined {
  if (isUncertain(a) || isUncertain(b)) return undefined;
  if (a.kind === 'map' || a.kind === 'list' || b.kind === 'map' || b.kind === 'list') return undefined;
  return textArg(a) === textArg(b);
}

function known(value: boolean | undefined): Value {
  return value === undefined ? unknown : truth(value);
}

function compared(decide: (a: number, b: number) => boolean): TemplateFunction {
  return ([a, b]) => {
    if (a === undefined || b === undefined || isUncertain(a) || isUncertain(b)) return unknown;
    const [left, right] = [Number(textArg(a)), Number(textArg(b))];
    return Number.isFinite(left) && Number.isFinite(right) ? truth(decide(left, right)) : unknown;
  };
}

function computed(decide: (a: number, b: number) => number): TemplateFunction {
  return (args) => {
    if (args.some(isUncertain)) return unknown;
    const numbers = args.map((arg) => Number(textArg(arg)));
    const result = numbers.length === 0 ? Number.NaN : numbers.reduce(decide);
    return Number.isFinite(result) ? number(result) : unknown;
  };
}

/** A question about text; not known where the text is not. */
function asked(decide: (text: string, args: readonly string[]) => boolean): TemplateFunction {
  return (args) => (args.some(isUncertain) ? unknown : truth(decide(textArg(last(args)), args.slice(0, -1).map(textArg))));
}

function dict(args: readonly Value[]): TemplateMap {
  const entries = new Map<string, { line: number; value: Value }>();
  for (let index = 0; index < args.length; index += 2) {
    const value = args[index + 1] ?? nil;
    entries.set(textArg(args[index]), { line: originOf(value), value });
  }
  return { kind: 'map', line: 0, entries };
}

function list(items: readonly Value[]): TemplateList {
  return { kind: 'list', line: 0, items: items.slice(0, 1_000) };
}

/** The first map's keys win, as in Sprig's `merge`; with `overwrite` the last one's. Maps within maps are merged too. */
function merged(args: readonly Value[], overwrite: boolean): Value {
  const maps = overwrite ? [...args].reverse() : args;
  return maps.every((map) => map.kind === 'map' || isTrue(map) === false) ? mergedMaps(maps, 0) : unknown;
}

function mergedMaps(maps: readonly Value[], depth: number): Value {
  const entries = new Map<string, { line: number; value: Value }>();
  for (const map of maps) {
    if (map.kind !== 'map') continue;
    for (const [key, entry] of map.entries) {
      const before = entries.get(key);
      if (before === undefined) entries.set(key, entry);
      else if (before.value.kind === 'map' && entry.value.kind === 'map' && depth < 20)
        entries.set(key, { line: before.line, value: mergedMaps([before.value, entry.value], depth + 1) });
    }
  }
  return { kind: 'map', line: maps[0] === undefined ? 0 : originOf(maps[0]), entries };
}

function kept(map: Value | undefined, decide: (key: string) => boolean): Value {
  if (map?.kind !== 'map') return unknown;
  return { kind: 'map', line: map.line, entries: new Map([...map.entries].filter(([key]) => decide(key))) };
}

function kindName(value: Value): string | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'map' || value.kind === 'text') return value.kind === 'map' ? 'map' : 'string';
  if (value.kind === 'list') return 'slice';
  if (value.value === null) return 'invalid';
  return typeof value.value === 'string' ? 'string' : typeof value.value === 'boolean' ? 'bool' : 'float64';
}

/** The cluster that templates are read for: a current one. */
const clusterVersion = [1, 31, 0];

/** One constraint such as `>=1.19-0` against the version; anything longer is not known. */
function satisfies(constraint: string, version: string): boolean | undefined {
  const wanted = /^\s*(>=|<=|>|<|=|\^|~)?\s*v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?(?:-[\w.]+)?\s*$/.exec(constraint);
  const given = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version);
  if (wanted === null || given === null) return undefined;
  const left = [given[1], given[2], given[3]].map((part) => Number(part ?? 0));
  const right = [wanted[2], wanted[3], wanted[4]].map((part) => (part === undefined || /[x*]/.test(part) ? 0 : Number(part)));
  const difference = left.map((part, index) => part - (right[index] ?? 0)).find((part) => part !== 0) ?? 0;
  switch (wanted[1]) {
    case '>=':
      return difference >= 0;
    case '>':
      return difference > 0;
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '^':
      return difference >= 0 && left[0] === right[0];
    case '~':
      return difference >= 0 && left[0] === right[0] && left[1] === right[1];
    default:
      return difference === 0;
  }
}

const join: TemplateFunction = ([separator, items]) =>
  items?.kind === 'list' ? textOf(items.items.map(textArg).join(textArg(separator)).slice(0, maxText), originOf(items)) : unknown;

const toYaml: TemplateFunction = (args) => yamlOf(last(args), 3_000);

/** What a text holds as data, with the origin of its lines; a text that is not all known is not. */
function parsed(args: readonly Value[]): Value {
  const value = last(args);
  if (value.kind !== 'text' || isUncertain(value) || value.text.length > maxText) return unknown;
  const { documents, issues } = parseYaml(value.text);
  return documents[0] === undefined || issues.length > 0 ? unknown : withOrigins(documents[0], value.origins);
}

const same: TemplateFunction = (args) => last(args);

const defaulted: TemplateFunction = (args) => {
  const [fallback = nil] = args;
  const given = args[1] ?? nil;
  const set = isTrue(given);
  return set === undefined ? given : set ? given : fallback;
};

/** Functions by name. What is not here, or answers `unknown`, claims nothing. */
export const templateFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['default', defaulted],
  ['coalesce', (args) => args.find((arg) => isTrue(arg) !== false) ?? nil],
  [
    'ternary',
    ([yes, no, test]) => {
      const decided = test === undefined ? undefined : isTrue(test);
      return decided === undefined ? unknown : decided ? (yes ?? nil) : (no ?? nil);
    },
  ],
  ['required', same],
  ['quote', (args) => (isTrue(last(args)) === undefined ? unknown : printedQuoted(last(args)))],
  ['squote', (args) => (isTrue(last(args)) === undefined ? unknown : printedQuoted(last(args)))],
  ['printf', formatted],
  ['print', (args) => textOf(args.map(textArg).join(''), args.map(originOf).find((line) => line !== 0) ?? 0)],
  ['cat', (args) => textOf(args.map(textArg).join(' '), args.map(originOf).find((line) => line !== 0) ?? 0)],
  ['trunc', onText((text, [length]) => (Number(length) >= 0 ? text.slice(0, Number(length)) : text.slice(Number(length))))],
  ['trim', onText((text) => text.trim())],
  ['trimSuffix', onText((text, [end = '']) => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text))],
  ['trimPrefix', onText((text, [start = '']) => (start !== '' && text.startsWith(start) ? text.slice(start.length) : text))],
  ['trimAll', onText((text, [marks = '']) => trimmed(text, marks))],
  ['lower', onText((text) => text.toLowerCase())],
  ['upper', onText((text) => text.toUpperCase())],
  ['title', onText((text) => text.replace(/(^|\s)(\w)/g, (found) => found.toUpperCase()))],
  ['nospace', onText((text) => text.replace(/\s+/g, ''))],
  ['replace', onText((text, [from = '', to = '']) => (from === '' ? text : text.replaceAll(from, to).slice(0, maxText)))],
  [
    'kebabcase',
    onText((text) =>
      text
        .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
        .replace(/[\s_]+/g, '-')
        .toLowerCase(),
    ),
  ],
  ['contains', asked((text, [part = '']) => text.includes(part))],
  ['hasPrefix', asked((text, [start = '']) => text.startsWith(start))],
  ['hasSuffix', asked((text, [end = '']) => text.endsWith(end))],
  ['toYaml', toYaml],
  ['toString', (args) => printed(last(args))],
  ['toJson', (args) => jsonOf(last(args), 3_000)],
  ['toRawJson', (args) => jsonOf(last(args), 3_000)],
  ['fromJson', parsed],
  ['fromJsonArray', parsed],
  ['fromYaml', parsed],
  ['fromYamlArray', parsed],
  ['int', (args) => (isUncertain(last(args)) ? unknown : number(intArg(last(args)) || 0))],
  ['int64', (args) => (isUncertain(last(args)) ? unknown : number(intArg(last(args)) || 0))],
  ['float64', (args) => (isUncertain(last(args)) ? unknown : number(Number(textArg(last(args))) || 0))],
  ['indent', (args) => indented(args, false)],
  ['nindent', (args) => indented(args, true)],
  ['eq', ([first = nil, ...others]) => known(anyOf(others.map((other) => isEqual(first, other))))],
  ['ne', ([a = nil, b = nil]) => known(negated(isEqual(a, b)))],
  ['not', (args) => known(negated(isTrue(last(args))))],
  ['empty', (args) => known(negated(isTrue(last(args))))],
  ['lt', compared((a, b) => a < b)],
  ['le', compared((a, b) => a <= b)],
  ['gt', compared((a, b) => a > b)],
  ['ge', compared((a, b) => a >= b)],
  ['add', computed((a, b) => a + b)],
  ['add1', (args) => computed((a, b) => a + b)([...args, number(1)])],
  ['sub', computed((a, b) => a - b)],
  ['mul', computed((a, b) => a * b)],
  ['div', computed((a, b) => Math.trunc(a / b))],
  ['max', computed((a, b) => Math.max(a, b))],
  ['min', computed((a, b) => Math.min(a, b))],
  ['len', (args) => lengthOf(last(args))],
  ['dict', dict],
  ['list', list],
  ['tuple', list],
  ['first', (args) => itemOf(last(args), (items) => items[0])],
  ['last', (args) => itemOf(last(args), (items) => items[items.length - 1])],
  ['index', ([from = nil, ...path]) => path.reduce(indexed, from)],
  ['get', ([map = nil, key]) => fieldOf(map, textArg(key))],
  ['dig', (args) => dug(args)],
  ['hasKey', ([map, key]) => (map?.kind === 'map' ? truth(map.entries.has(textArg(key))) : unknown)],
  ['keys', (args) => keysOf(last(args))],
  ['sortAlpha', (args) => sorted(last(args))],
  ['pick', ([map, ...names]) => kept(map, (key) => names.some((name) => textArg(name) === key))],
  ['omit', ([map, ...names]) => kept(map, (key) => !names.some((name) => textArg(name) === key))],
  ['merge', (args) => merged(args, false)],
  ['mergeOverwrite', (args) => merged(args, true)],
  ['deepCopy', same],
  ['append', ([items, item = nil]) => (items?.kind === 'list' ? list([...items.items, item]) : unknown)],
  [
    'concat',
    (args) => (args.every((arg) => arg.kind === 'list') ? list(args.flatMap((arg) => (arg.kind === 'list' ? arg.items : []))) : unknown),
  ],
  ['has', ([item = nil, items]) => (items?.kind === 'list' ? known(anyOf(items.items.map((one) => isEqual(item, one)))) : unknown)],
  ['uniq', same],
  ['compact', same],
  ['join', join],
  ['splitList', ([separator, text = nil]) => split(textArg(separator), text)],
  ['kindIs', ([name, value = nil]) => known(kindName(value) === undefined ? undefined : kindName(value) === textArg(name))],
  ['typeIs', ([name, value = nil]) => known(kindName(value) === undefined ? undefined : kindName(value) === textArg(name))],
  ['kindOf', (args) => (kindName(last(args)) === undefined ? unknown : textOf(kindName(last(args)) ?? ''))],
  ['typeOf', (args) => (kindName(last(args)) === undefined ? unknown : textOf(kindName(last(args)) ?? ''))],
  [
    'semverCompare',
    ([constraint, version = nil]) => (isUncertain(version) ? unknown : known(satisfies(textArg(constraint), textArg(version)))),
  ],
  // A template is rendered without a cluster: nothing is found in it.
  ['lookup', () => dict([])],
  ['fail', () => textOf('')],
]);

/** The version under which `.Capabilities.KubeVersion` is answered. */
export const kubernetesVersion = `v${clusterVersion.join('.')}`;

function printedQuoted(value: Value): TemplateText {
  const text = printed(value);
  if (text.text.includes(unknownMark)) return textOf(`"${unknownMark}"`);
  return textOf(JSON.stringify(text.text), originOf(value));
}

function trimmed(text: string, marks: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && marks.includes(text[start] ?? '')) start += 1;
  while (end > start && marks.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

function anyOf(results: readonly (boolean | undefined)[]): boolean | undefined {
  if (results.includes(true)) return true;
  return results.includes(undefined) ? undefined : false;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function lengthOf(value: Value): Value {
  if (value.kind === 'map') return number(value.entries.size);
  if (value.kind === 'list') return number(value.items.length);
  return isUncertain(value) ? unknown : number(textArg(value).length);
}

function itemOf(value: Value, choose: (items: readonly Value[]) => Value | undefined): Value {
  return value.kind === 'list' ? (choose(value.items) ?? nil) : unknown;
}

function indexed(from: Value, key: Value): Value {
  if (from.kind === 'list') return from.items[intArg(key)] ?? nil;
  return fieldOf(from, textArg(key));
}

function dug(args: readonly Value[]): Value {
  const fallback = args[args.length - 2] ?? nil;
  const found = args.slice(0, -2).reduce((from, key) => fieldOf(from, textArg(key)), last(args));
  return found.kind === 'scalar' && found.value === null ? fallback : found;
}

function keysOf(value: Value): Value {
  return value.kind === 'map' ? list([...value.entries].map(([key, entry]) => textOf(key, entry.line))) : unknown;
}

function sorted(value: Value): Value {
  return value.kind === 'list' ? list([...value.items].sort((a, b) => (textArg(a) < textArg(b) ? -1 : 1))) : unknown;
}

function split(separator: string, text: Value): Value {
  if (isUncertain(text) || separator === '') return unknown;
  return list(
    textArg(text)
      .split(separator)
      .map((part) => textOf(part, originOf(text))),
  );
}

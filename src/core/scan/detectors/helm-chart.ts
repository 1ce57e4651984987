import type { Evidence } from '../../model/evidence.ts';
import { kubernetesVersion } from '../parse/template-functions.ts';
import { parseTemplate } from '../parse/template-parse.ts';
import { renderTemplate } from '../parse/template-render.ts';
import type { TemplateNode } from '../parse/template-syntax.ts';
import { nil, textOf, unknown, unknownMark } from '../parse/template-value.ts';
import type { TemplateMap, Value } from '../parse/template-value.ts';
import { at, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { DetectorInput, FileNames } from '../observation.ts';
import { folderOf } from './paths.ts';

/**
 * Stands for the name of the release, which nobody but who installs the chart knows: it is left out of names
 * (`release-api` is `api`), and alone it is the chart's.
 */
const releaseMark = '\u0002';

/** Lines of the parent chart's values are told from those of the chart's own by this. */
const parentOffset = 10_000_000;

/** The folder of the chart that a template belongs to; undefined for a file that is none. */
export function chartFolderOf(path: string, has: (path: string) => boolean): string | undefined {
  for (let end = path.lastIndexOf('/templates/'); end !== -1; end = path.lastIndexOf('/templates/', end - 1)) {
    const folder = path.slice(0, end);
    if (has(`${folder}/Chart.yaml`)) return folder;
    if (end === 0) break;
  }
  return path.startsWith('templates/') && has('Chart.yaml') ? '' : undefined;
}

function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folder of the chart that a chart is part of (`shop/charts/api` is part of `shop`). */
function parentOf(folder: string): string | undefined {
  const match = /^(?:(.*)\/)?charts\/[^/]+$/.exec(folder);
  return match === null ? undefined : (match[1] ?? '');
}

/** The files that a template of a chart is rendered with, from the most to the least needed. */
export function chartCompanions(path: string, files: FileNames): readonly string[] {
  const folder = chartFolderOf(path, (other) => files.has(other));
  if (folder === undefined) return [];
  const parent = parentOf(folder);
  const own = folderOf(path);
  const folders = [inside(folder, 'templates'), ...(own === inside(folder, 'templates') ? [] : [own])];
  const helpers = folders.flatMap((one) => helperNames.map((name) => inside(one, name)));
  const above =
    parent === undefined || !files.has(inside(parent, 'Chart.yaml'))
      ? []
      : [
          inside(parent, 'Chart.yaml'),
          inside(parent, 'values.yaml'),
          ...helperNames.map((name) => inside(inside(parent, 'templates'), name)),
        ];
  return [inside(folder, 'Chart.yaml'), inside(folder, 'values.yaml'), ...helpers, ...above].filter((one) => files.has(one)).slice(0, 14);
}

/** Files in which charts keep their definitions. */
const helperNames = [
  '_helpers _helper helpers _common _names _name _labels _env _envs _pod _image _images _util _utils _objects',
  '_resources _workload _workloads _component _components _template _templates _base _app _pods _volumes _probes',
  '_ingress _job _cronjob _configmap _secrets _affinities _security _chart _params _macros _lib _global _globals',
  '_validations _storage _statefulset _defaults _values _spec _containers _functions _definitions _config _podTemplate',
  '_deployment _service _container _versions _capabilities _tplvalues',
]
  .flatMap((names) => names.split(' '))
  .flatMap((name) => [`${name}.tpl`, ...(name.startsWith('_') ? [`${name}.yaml`] : [])]);

/** A template with the chart's values put in. */
export interface RenderedFile {
  readonly text: string;
  /** Input whose lines are those of `text`: evidence is the line of the template, or of the values where they say it. */
  readonly input: DetectorInput;
  /** Whether something on a line of `text` is not known. */
  isMasked(line: number): boolean;
  readonly isCut: boolean;
}

/** What is known of the chart that a template belongs to. */
interface Chart {
  readonly folder: string;
  readonly name: string;
  readonly parent?: string;
  readonly root: TemplateMap;
  readonly defines: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** A chart of type `library`, or one that its parent switches off, runs nothing. */
export type ChartState = 'none' | 'silent' | 'renders';

/** Whether a path is a template of a chart that installs something. */
export function chartState(input: DetectorInput, path: string): ChartState {
  const folder = chartFolderOf(path, (other) => input.companion(other) !== undefined);
  if (folder === undefined) return 'none';
  const chart = input.parsed(inside(folder, 'Chart.yaml'), firstDocument);
  if (textAt(chart, 'type') === 'library' || /\/templates\/tests?\//.test(`/${path}`)) return 'silent';
  return isSwitchedOff(input, folder, textAt(chart, 'name') ?? '') ? 'silent' : 'renders';
}

/** Renders a template of a chart; undefined if it is none, or one that cannot be read as a template. */
export function renderChartFile(input: DetectorInput, path: string, text: string): RenderedFile | undefined {
  const folder = chartFolderOf(path, (other) => input.companion(other) !== undefined);
  if (folder === undefined) return undefined;
  const template = path === input.path ? parseTemplate(text) : input.parsed(path, parseTemplate);
  if (template === undefined || template.broken !== undefined) return undefined;
  const chart = chartOf(input, folder, path);
  const defines = template.defines.size === 0 ? chart.defines : new Map([...chart.defines, ...template.defines]);
  const rendered = renderTemplate(template, defines, chart.root);
  const lines = rendered.text.split('\n');
  const raw = text.split('\n');
  const evidence = (line: number, excerpt?: string): Evidence => {
    const origin = rendered.lines[line - 1];
    const templateLine = Math.min(Math.max(1, origin?.line ?? 1), raw.length);
    const value = origin?.value ?? 0;
    if (value !== 0 && excerpt === undefined && saysNothing(raw[templateLine - 1] ?? '')) {
      const from = value > parentOffset && chart.parent !== undefined ? chart.parent : folder;
      return input.evidenceIn(inside(from, 'values.yaml'), value % parentOffset);
    }
    return path === input.path ? input.evidence(templateLine, excerpt) : input.evidenceIn(path, templateLine);
  };
  return {
    text: lines.map((line) => plainLine(line, chart.name)).join('\n'),
    input: {
      ...input,
      path,
      evidence,
      problem: (reason, detail, line) => input.problem(reason, detail, line === undefined ? undefined : rendered.lines[line - 1]?.line),
    },
    isMasked: (line) => (lines[line - 1] ?? '').includes(unknownMark),
    isCut: rendered.isCut,
  };
}

/** Whether the line of a template says nothing but its key: then the values show what is claimed. */
function saysNothing(line: string): boolean {
  if (line.length > 2_000) return true;
  const rest = line.replace(/\{\{.*?\}\}/g, '').replace(/^\s*(-\s*)?("?[\w./-]+"?:)?/, '');
  return !/[A-Za-z0-9]{2}/.test(rest);
}

/** A rendered line without its marks: a line of nothing known is a comment, the release's name is left out. */
function plainLine(line: string, chartName: string): string {
  const named = line.includes(releaseMark)
    ? line
        .replace(/\u0002[-_.](?=[A-Za-z0-9])/g, '')
        .replace(/[-_.]\u0002/g, '')
        .replaceAll(releaseMark, chartName)
    : line;
  if (!named.includes(unknownMark)) return named;
  return /^[\s\u0001]*$/.test(named) ? named.replaceAll(unknownMark, '#') : named.replaceAll(unknownMark, 'x');
}

function chartOf(input: DetectorInput, folder: string, path: string): Chart {
  const data = input.parsed(inside(folder, 'Chart.yaml'), firstDocument);
  const name = textAt(data, 'name') ?? folder.slice(folder.lastIndexOf('/') + 1);
  const parent = parentOf(folder);
  const above = parent === undefined ? undefined : input.parsed(inside(parent, 'values.yaml'), parentValues);
  const own = input.parsed(inside(folder, 'values.yaml'), firstDocument);
  const values = mergedValues(input, folder, name, own, above);
  const entry = (value: Value): { line: number; value: Value } => ({ line: 0, value });
  const chartEntries = new Map<string, { line: number; value: Value }>([
    ['Name', entry(textOf(name))],
    ['Version', entry(textOf(textAt(data, 'version') ?? '0'))],
    ['AppVersion', entry(textAt(data, 'appVersion') === undefined ? nil : textOf(textAt(data, 'appVersion') ?? ''))],
    ['Type', entry(textOf('application'))],
    ['Annotations', entry(at(data, 'annotations') ?? nil)],
  ]);
  const map = (entries: ReadonlyMap<string, { line: number; value: Value }>): TemplateMap => ({ kind: 'map', line: 0, entries });
  const version = map(
    new Map([
      ['Version', entry(textOf(kubernetesVersion))],
      ['GitVersion', entry(textOf(kubernetesVersion))],
    ]),
  );
  const root = map(
    new Map<string, { line: number; value: Value }>([
      ['Values', entry(values)],
      ['Chart', entry(map(chartEntries))],
      [
        'Release',
        entry(
          map(
            new Map<string, { line: number; value: Value }>([
              ['Name', entry(textOf(releaseMark))],
              ['Namespace', entry(textOf('default'))],
              ['Service', entry(textOf('Helm'))],
              ['IsInstall', entry({ kind: 'scalar', line: 0, value: true, text: 'true' })],
              ['IsUpgrade', entry({ kind: 'scalar', line: 0, value: false, text: 'false' })],
              ['Revision', entry({ kind: 'scalar', line: 0, value: 1, text: '1' })],
            ]),
          ),
        ),
      ],
      [
        'Capabilities',
        entry(
          map(
            new Map([
              ['KubeVersion', entry(version)],
              ['APIVersions', entry(unknown)],
            ]),
          ),
        ),
      ],
      ['Files', entry(unknown)],
      ['Subcharts', entry(unknown)],
      [
        'Template',
        entry(
          map(
            new Map([
              ['BasePath', entry(textOf('templates'))],
              ['Name', entry(textOf(path))],
            ]),
          ),
        ),
      ],
    ]),
  );
  return { folder, name, root, defines: definesOf(input, folder, parent, path), ...(parent === undefined ? {} : { parent }) };
}

/** Without values nothing is known; those of the parent chart for this one win, and its `global` is seen here too. */
function mergedValues(input: DetectorInput, folder: string, name: string, own: DataNode | undefined, above: DataNode | undefined): Value {
  if (own === undefined && input.companion(inside(folder, 'values.yaml')) === undefined && above === undefined) return unknown;
  const base: Value = own?.kind === 'map' ? own : { kind: 'map', line: 0, entries: new Map() };
  if (above === undefined) return base;
  const override = at(above, aliasOf(input, folder, name) ?? name);
  const global = at(above, 'global');
  const overrides: Value = {
    kind: 'map',
    line: 0,
    entries: new Map([
      ...(override?.kind === 'map' ? override.entries : []),
      ...(global === undefined ? [] : [['global', { line: global.line, value: global }] as const]),
    ]),
  };
  return overlay(base, overrides, 0);
}

function overlay(base: Value, over: Value, depth: number): Value {
  if (base.kind !== 'map' || over.kind !== 'map' || depth > 30) return over;
  const entries = new Map<string, { line: number; value: Value }>(base.entries);
  for (const [key, entry] of over.entries) {
    const before = entries.get(key);
    entries.set(key, before === undefined ? entry : { line: entry.line, value: overlay(before.value, entry.value, depth + 1) });
  }
  return { kind: 'map', line: base.line, entries };
}

/** The entries of a chart's dependencies that are a chart of this name. */
function dependenciesOn(input: DetectorInput, folder: string, name: string): readonly DataNode[] {
  const parent = parentOf(folder);
  const chart = parent === undefined ? undefined : input.parsed(inside(parent, 'Chart.yaml'), firstDocument);
  return itemsAt(chart, 'dependencies').filter((item) => textAt(item, 'name') === name);
}

/** The one other name under which the parent chart holds it. */
function aliasOf(input: DetectorInput, folder: string, name: string): string | undefined {
  const found = dependenciesOn(input, folder, name);
  return found.length === 1 ? textAt(found[0], 'alias') : undefined;
}

function isSwitchedOff(input: DetectorInput, folder: string, name: string): boolean {
  const found = dependenciesOn(input, folder, name);
  const parent = parentOf(folder);
  if (found.length === 0 || parent === undefined) return false;
  const values = input.parsed(inside(parent, 'values.yaml'), parentValues);
  return found.every((item) => isConditionFalse(textAt(item, 'condition'), values));
}

/** Helm takes the first path of a condition that is there; none of them there means yes. */
export function isConditionFalse(condition: string | undefined, values: DataNode | undefined): boolean {
  for (const path of (condition ?? '').split(',').slice(0, 10)) {
    const value = path.trim() === '' ? undefined : textAt(values, ...path.trim().split('.'));
    if (value !== undefined) return value === 'false';
  }
  return false;
}

function definesOf(
  input: DetectorInput,
  folder: string,
  parent: string | undefined,
  path: string,
): ReadonlyMap<string, readonly TemplateNode[]> {
  const defines = new Map<string, readonly TemplateNode[]>();
  const folders = [...(parent === undefined ? [] : [parent]), folder].map((one) => inside(one, 'templates'));
  for (const one of [...folders, folderOf(path)])
    for (const file of helperNames)
      for (const [name, body] of input.parsed(inside(one, file), parseTemplate)?.defines ?? []) defines.set(name, body);
  return defines;
}

/** The first document of a YAML file; undefined for an empty one. */
export function firstDocument(text: string): DataNode | undefined {
  return parseYaml(text).documents[0];
}

/** The values of a parent chart, with lines that tell them from the chart's own. */
function parentValues(text: string): DataNode | undefined {
  const root = firstDocument(text);
  return root === undefined ? undefined : shifted(root);
}

function shifted(node: DataNode): DataNode {
  const line = node.line + parentOffset;
  if (node.kind === 'scalar') return { ...node, line };
  if (node.kind === 'list') return { ...node, line, items: node.items.map(shifted) };
  return {
    ...node,
    line,
    entries: new Map([...node.entries].map(([key, entry]) => [key, { line: entry.line + parentOffset, value: shifted(entry.value) }])),
  };
}

/** The line of a key in a values file, whichever chart's it is. */
export function valuesLine(node: DataNode | undefined, ...keys: readonly string[]): number | undefined {
  const line = entryAt(node, ...keys)?.line;
  return line === undefined ? undefined : line % parentOffset;
}

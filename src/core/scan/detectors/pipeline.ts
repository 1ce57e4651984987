import { byImage } from '../catalogue/index.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import type { DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { observeTechnology } from './dependency.ts';
import { imageVersion, parseImage } from './image-name.ts';
import { buildCommand, commandRules, installs, trialCluster } from './pipeline-rules.ts';

/** A text of a pipeline with the 1-based line that it stands on: a command, an image, the name of a tool. */
export interface Placed {
  readonly text: string;
  readonly line: number;
  /** True for a command that is written over several lines, of which `line` is the first. */
  readonly folded?: boolean;
  /** True for a command whose words are the items of a list: no line of the file shows it whole. */
  readonly joined?: boolean;
}

/**
 * What the file of a delivery tool shows, whatever the tool. Tools that read one file at the root of a repository are looked
 * for there and one folder down (a folder of repositories): deeper ones came along with copied code.
 */
export interface Pipeline {
  /** Catalogue id of the tool. */
  readonly tool: string;
  /** Line that shows that the file is one of this tool. */
  readonly line: number;
  readonly commands: readonly Placed[];
  /** Images that jobs run in and that stand beside them. */
  readonly images?: readonly Placed[];
  /** Runtimes that a job installs: catalogue id, version and line. */
  readonly runtimes?: readonly { readonly technology: string; readonly version?: string; readonly line: number }[];
  /** Lines where the tool's own words say that a job delivers to an environment. */
  readonly deliveries?: readonly number[];
  /** Line that shows that work is done which this file does not spell out: a shared library, an included template. */
  readonly elsewhere?: number | undefined;
}

/** Every rule looks at every command; a pipeline that people wrote has a few hundred. */
export const maxCommands = 3_000;
/** Places of a pipeline that are visited in a search through the whole file. */
const maxVisits = 100_000;

/**
 * Says what a pipeline practises, where it delivers to and with what. A rule's first command is its evidence. That the
 * changes of a team are integrated continuously is said where the pipeline checks or builds something, here or elsewhere; not
 * where it only delivers.
 */
export function observePipeline(input: DetectorInput, pipeline: Pipeline): readonly Observation[] {
  const found = new Map<string, Observation>();
  const commands = pipeline.commands.slice(0, maxCommands).flatMap(simpleCommands).slice(0, maxCommands);
  const lines = shortLines(input.text);
  const isTrial = commands.some(({ text }) => trialCluster.test(text));
  for (const rule of commandRules) {
    if (isTrial && rule.target === 'kubernetes') continue;
    const hit = commands.find(({ text }) => rule.pattern.test(text) && !(rule.except?.test(text) ?? false));
    if (hit === undefined) continue;
    const evidence = input.evidence(lineOf(hit, rule.pattern, lines));
    if (!found.has(rule.practice)) found.set(rule.practice, { type: 'practice', practice: rule.practice, evidence });
    if (rule.target === undefined || found.has(`to ${rule.target}`)) continue;
    found.set(`to ${rule.target}`, { type: 'deployment', target: rule.target, evidence });
    const region = regionOf(hit, lines);
    if (region !== undefined)
      found.set(`to ${rule.target} in`, {
        type: 'deployment',
        target: rule.target,
        region: input.redact(region.text),
        evidence: input.evidence(region.line),
      });
  }
  const checks = found.get('automated-tests') ?? found.get('linting') ?? found.get('type-checking');
  const built = commands.find(({ text }) => buildCommand.test(text))?.line ?? pipeline.elsewhere;
  const integrates = checks?.evidence ?? (built === undefined ? undefined : input.evidence(built));
  if (integrates !== undefined)
    found.set('continuous-integration', { type: 'practice', practice: 'continuous-integration', evidence: integrates });
  const [delivery] = pipeline.deliveries ?? [];
  if (delivery !== undefined && !found.has('continuous-delivery'))
    found.set('continuous-delivery', { type: 'practice', practice: 'continuous-delivery', evidence: input.evidence(delivery) });
  return [
    observeTechnology(input, pipeline.tool, '', { line: pipeline.line, development: true }),
    ...found.values(),
    ...tools(input, pipeline),
  ];
}

/** The region that a command names, with the line on which it stands. */
function regionOf(hit: Placed, lines: readonly string[]): Placed | undefined {
  const region = /\s--region[= ]["']?([a-z]{2,}-[a-z]+(?:-[a-z]+)?-?\d)\b/.exec(hit.text)?.[1];
  if (region === undefined) return undefined;
  const offset = lines.slice(hit.line - 1, hit.line + 30).findIndex((text) => text.includes(region) && !/^\s*#/.test(text));
  return offset === -1 ? undefined : { text: region, line: hit.line + offset };
}

/**
 * The line of a command that a pattern is about: of a folded one the line on which the words stand, of a list of words that of
 * the last one, which says what is done (`- deploy`).
 */
function lineOf(hit: Placed, pattern: RegExp, lines: readonly string[]): number {
  if (hit.folded !== true && hit.joined !== true) return hit.line;
  const word = hit.joined === true ? pattern.exec(hit.text)?.[0].trim().split(/\s+/).at(-1) : undefined;
  const shows = (text: string): boolean => (word === undefined ? pattern.test(text.trim()) : text.includes(word));
  const offset = lines.slice(hit.line - 1, hit.line + 30).findIndex((text) => shows(text) && !/^\s*#/.test(text));
  return offset === -1 ? hit.line : hit.line + offset;
}

/** The commands of one line (`npm ci && npm test` are two), without what is only printed or installed. */
function simpleCommands(line: Placed): readonly Placed[] {
  return line.text
    .split(/&&|\|\||;/)
    .map((text) => ({ ...line, text: text.trim() }))
    .filter(({ text }) => text !== '' && !/^(#|\/\/|echo\b|printf\b|rem\b|::)/i.test(text) && !installs.test(text));
}

/** Images and runtimes of jobs belong to development, one observation a technology and version. */
function tools(input: DetectorInput, pipeline: Pipeline): readonly Observation[] {
  const found = new Map<string, Observation>();
  const add = (technology: string, line: number, version: string | undefined): void => {
    const key = `${technology} ${version ?? ''}`;
    if (!found.has(key) && found.size < 100) found.set(key, observeTechnology(input, technology, '', { line, version, development: true }));
  };
  for (const { text, line } of pipeline.images ?? []) {
    const technology = byImage(text);
    const image = parseImage(text);
    if (technology !== undefined && technology.id !== pipeline.tool)
      add(technology.id, line, image === undefined ? undefined : imageVersion(image));
  }
  for (const { technology, version, line } of pipeline.runtimes ?? []) add(technology, line, usableVersion(version));
  return [...found.values()];
}

/** A version without a variable in it. */
function usableVersion(version: string | undefined): string | undefined {
  return version !== undefined && /^v?\d[\w.-]{0,20}$/.test(version) ? version : undefined;
}

/** Reads a YAML pipeline: its first document (or each one), or nothing where the file is none of the tool's. */
export function readYamlPipeline(
  input: DetectorInput,
  read: (root: DataNode, lines: readonly string[], documents: readonly DataNode[]) => Pipeline | undefined,
): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const root = documents[0];
  const pipeline = root === undefined ? undefined : read(root, shortLines(input.text), documents);
  return { observations: pipeline === undefined ? [] : observePipeline(input, pipeline), problems };
}

/**
 * The commands of a script: one text of several lines, or a list of them (also nested, as an alias within a list gives).
 * `lines` are those of the file, to find the line of each command.
 */
export function commandsOf(node: DataNode | undefined, line: number, lines: readonly string[]): readonly Placed[] {
  if (node === undefined || node.kind === 'map') return [];
  if (node.kind === 'list') {
    const flat = node.items.flatMap((item) => (item.kind === 'list' ? item.items : [item]));
    return flat.slice(0, 500).flatMap((item) => (item.kind === 'scalar' ? commandsOf(item, item.line, lines) : []));
  }
  let at = line;
  const found: Placed[] = [];
  for (const written of node.text.split('\n').slice(0, 500)) {
    // The rules look for words that are far apart; they get no line on which that could take long.
    const text = written.trim().slice(0, 500);
    if (text === '' || text.startsWith('#')) continue;
    // A folded script has other line ends than the file: look for the text from the last hit on.
    const ahead = lines.slice(at - 1, at + 200);
    const offset = ahead.findIndex((candidate) => candidate.includes(text.slice(0, 60)));
    const folded = offset === -1;
    const start = folded ? ahead.findIndex((candidate) => candidate.includes(text.slice(0, 12))) : offset;
    if (start !== -1) at += start;
    found.push({ text, line: at, ...(folded ? { folded } : {}) });
  }
  return found;
}

/** Calls `visit` for every map below a node, in file order, without recursion and within a limit; ends when it returns false. */
export function eachMap(root: DataNode | undefined, visit: (map: DataNode & { kind: 'map' }) => boolean): void {
  const open: DataNode[] = root === undefined ? [] : [root];
  for (let visits = 0; open.length > 0 && visits < maxVisits; visits += 1) {
    const node = open.pop();
    if (node === undefined || node.kind === 'scalar') continue;
    if (node.kind === 'map' && !visit(node)) return;
    const below = node.kind === 'list' ? node.items : [...node.entries.values()].map((entry) => entry.value);
    for (let index = below.length - 1; index >= 0; index -= 1) {
      const child = below[index];
      if (child !== undefined && child.kind !== 'scalar') open.push(child);
    }
  }
}

/** The image of `image: node:20` and of `image: { name: node:20 }`, under any of the given keys. */
export function imagesOf(node: DataNode | undefined, key = 'image'): readonly Placed[] {
  const entry = node?.kind === 'map' ? node.entries.get(key) : undefined;
  if (entry === undefined) return [];
  if (entry.value.kind === 'scalar') return placed(entry.value.text, entry.line);
  const name = entry.value.kind === 'map' ? entry.value.entries.get('name') : undefined;
  return name?.value.kind === 'scalar' ? placed(name.value.text, name.line) : [];
}

/** A text that is not empty. */
export function placed(text: string, line: number): readonly Placed[] {
  return text === '' ? [] : [{ text: text.slice(0, 500), line }];
}

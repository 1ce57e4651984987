import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { assumptionById, type Assumptions, checkAssumption } from '../core/decide/assumptions.ts';
import { parseAnswersFile } from '../core/interview/answers-file.ts';
import { exampleById, examples } from '../core/interview/examples/index.ts';
import type { StoredAnswer } from '../core/interview/state.ts';
import type { ScanResult } from '../core/model/fact.ts';
import { historyFacts } from '../core/scan/history-facts.ts';
import { readHistory } from '../node/git.ts';
import { scanInWorker } from '../node/scan-in-worker.ts';
import { type Call, UsageError } from './call.ts';

/** Largest answers file that is read, in bytes. */
const maximumAnswersFile = 1024 * 1024;

/** The folder of a call as an absolute path. Throws a UsageError that names what is wrong. */
export async function folderOf(call: Call): Promise<string> {
  if (call.folder === undefined) {
    throw new UsageError('name a folder: groundplan <command> <folder>.');
  }
  if (call.more.length > 0) {
    throw new UsageError(`one folder, please; “${call.more[0]}” is one too many.`);
  }
  const folder = resolve(call.folder);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new UsageError(`${call.folder} is not a folder.`);
  }
  return folder;
}

/** What a folder shows: its files, and with `--git` its history. */
export interface Scanned {
  readonly result: ScanResult;
  /** Abbreviated hash of HEAD; null without `--git` or without a repository. */
  readonly commit: string | null;
}

/**
 * Scans a folder in a worker. With `--git` what history tells about people is among the facts, as counts; why there is no
 * history is said.
 */
export async function scanFolder(call: Call, folder: string, today: string): Promise<Scanned> {
  const { scope } = call.options;
  if (scope !== undefined && !(await isFolderInside(folder, scope))) {
    throw new UsageError(`${scope} is not a folder in ${call.folder ?? folder}.`);
  }
  const result = await scanInWorker(folder, {
    worker: call.worker,
    signal: call.signal,
    today,
    scope: scope
      ?.split(/[\\/]/)
      .join('/')
      .replace(/^(\.\/)+|\/+$/g, ''),
  });
  const history = call.options.git === true ? await readHistory(folder, Date.now(), call.signal) : undefined;
  if (history === undefined) {
    return { result, commit: null };
  }
  if ('refused' in history) {
    call.console.say(`The history could not be read: ${history.refused.replaceAll('-', ' ')}.`);
    return { result, commit: null };
  }
  return { result: { ...result, facts: [...result.facts, ...historyFacts(history.value)] }, commit: history.value.head };
}

async function isFolderInside(folder: string, scope: string): Promise<boolean> {
  const within = relative(folder, resolve(folder, scope));
  const found = await stat(resolve(folder, scope)).catch(() => undefined);
  return found?.isDirectory() === true && !isAbsolute(within) && within.split(/[\\/]/)[0] !== '..';
}

/** What a person said: answers, and numbers set for assumptions. */
export interface Answered {
  readonly answers: ReadonlyMap<string, StoredAnswer>;
  readonly assumptions: Assumptions;
}

/** The assumptions of a call: those given, with every `--assume id=number` over them; `id=default` takes one back. */
export function withAssumed(call: Call, given: Assumptions = new Map()): Assumptions {
  const assumptions = new Map(given);
  for (const text of call.options.assume ?? []) {
    const [, id = '', number = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (id === '') {
      throw new UsageError(`--assume takes <id>=<number>, for example think-time=10, not “${text.slice(0, 60)}”.`);
    }
    if (number === 'default' && assumptionById(id) !== undefined) {
      assumptions.delete(id);
      continue;
    }
    const checked = checkAssumption(id, number.trim() === '' ? Number.NaN : Number(number));
    if ('error' in checked) {
      throw new UsageError(`--assume: ${checked.error} See groundplan assumptions.`);
    }
    assumptions.set(id, checked.value);
  }
  return assumptions;
}

/** The answers that a call names, by file or example; undefined if it names none. */
export async function answersOf(call: Call): Promise<Answered | undefined> {
  const { answers, example } = call.options;
  if (answers !== undefined && example !== undefined) {
    throw new UsageError('--answers and --example exclude each other.');
  }
  if (example !== undefined) {
    return exampleAnswersOf(example);
  }
  if (answers === undefined) {
    return undefined;
  }
  const parsed = parseAnswersFile(await readJson(answers));
  if ('errors' in parsed) {
    throw new UsageError(`${answers}:\n${parsed.errors.map(({ message }) => `  ${message}`).join('\n')}`);
  }
  return parsed;
}

function exampleAnswersOf(id: string): Answered {
  const example = exampleById(id);
  if (example === undefined) {
    throw new UsageError(`there is no example “${id.slice(0, 60)}”; there are ${examples.map((one) => one.id).join(', ')}.`);
  }
  const file = Object.fromEntries(example.answers);
  const parsed = parseAnswersFile(file);
  if ('errors' in parsed) {
    throw new Error(`The example ${id} does not fit the questions: ${parsed.errors[0]?.message ?? ''}`);
  }
  return parsed;
}

async function readJson(path: string): Promise<unknown> {
  const size = (await stat(path).catch(() => undefined))?.size;
  if (size === undefined) {
    throw new UsageError(`${path} could not be read.`);
  }
  if (size > maximumAnswersFile) {
    throw new UsageError(`${path} is larger than 1 MiB; an answers file is { "questionId": value }.`);
  }
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Today as an ISO date, the only place of the command line that looks at the clock. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

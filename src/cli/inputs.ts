import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseAnswersFile } from '../core/interview/answers-file.ts';
import { exampleById, examples } from '../core/interview/examples/index.ts';
import type { StoredAnswer } from '../core/interview/state.ts';
import type { ScanResult } from '../core/model/fact.ts';
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

/** Scans a folder in a worker, with a line of progress for people. */
export async function scanFolder(call: Call, folder: string, today: string): Promise<ScanResult> {
  return scanInWorker(folder, {
    worker: call.worker,
    signal: call.signal,
    today,
    ...(call.options.scope === undefined ? {} : { scope: call.options.scope }),
  });
}

/** The answers that a call names, by file or example; undefined if it names none. */
export async function answersOf(call: Call): Promise<ReadonlyMap<string, StoredAnswer> | undefined> {
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
  return parsed.answers;
}

function exampleAnswersOf(id: string): ReadonlyMap<string, StoredAnswer> {
  const example = exampleById(id);
  if (example === undefined) {
    throw new UsageError(`there is no example “${id.slice(0, 60)}”; there are ${examples.map((one) => one.id).join(', ')}.`);
  }
  const file = Object.fromEntries(example.answers);
  const parsed = parseAnswersFile(file);
  if ('errors' in parsed) {
    throw new Error(`The example ${id} does not fit the questions: ${parsed.errors[0]?.message ?? ''}`);
  }
  return parsed.answers;
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

import { basename } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { decide } from '../core/decide/index.ts';
import { type Generated, generate } from '../core/generate.ts';
import { answersFor } from '../core/interview/effective-answers.ts';
import { type ParsedRecord, parseRecord } from '../core/record/parse-record.ts';
import { sealRecord, serialiseRecord } from '../core/record/serialise-record.ts';
import { storedAnswers, storedAssumptions } from '../core/record/stored-answers.ts';
import { terminal } from '../core/render/encode.ts';
import { installationSecret, readArchitecture, type SavedFiles, writeArchitecture } from '../node/architecture-files.ts';
import { interviewOf } from './decide-command.ts';
import { type Answered, answersOf, folderOf, scanFolder, today, withAssumed } from './inputs.ts';
import { type Call, exitCodes, UsageError } from './call.ts';

/** `groundplan propose`: shows the diff, then writes document and record. */
export async function proposeCommand(call: Call): Promise<number> {
  const folder = await folderOf(call);
  const saved = await readArchitecture(folder, call.options.document ?? 'ARCHITECTURE.md');
  if ('refused' in saved) {
    throw new UsageError(`nothing was written: ${saved.detail}.`);
  }
  const generated = await prepare(call, folder, saved);
  for (const { anchor, newer } of generated.kept) {
    call.console.say(`Kept as it is${newer ? ', although there is newer text' : ''}: ${anchor}`);
  }
  if (!generated.changed) {
    call.console.say(`${saved.path} and its record say this already; nothing was written.`);
    return exitCodes.done;
  }
  call.console.result(difference(saved, generated.document));
  if (!(await mayWrite(call, saved))) {
    return exitCodes.declined;
  }
  const record = serialiseRecord(sealRecord(generated.record, await installationSecret()));
  const outcome = await writeArchitecture(folder, saved, { document: generated.document, record });
  if (outcome !== 'written') {
    throw new UsageError(`nothing was written: ${outcome.detail}.`);
  }
  call.console.say(`Wrote ${saved.path} and .groundplan/architecture.json.`);
  return exitCodes.done;
}

async function prepare(call: Call, folder: string, saved: SavedFiles): Promise<Generated> {
  const record = recordOf(saved);
  const { answers: given, assumptions: set } = (await answersOf(call)) ?? saidBefore(record);
  const assumptions = withAssumed(call, set);
  const excludedFacts = record?.excludedFacts ?? [];
  const date = today();
  const { result: scanned, commit } = await scanFolder(call, folder, date);
  const excluded = new Set(excludedFacts);
  const facts = scanned.facts.filter(({ id }) => !excluded.has(id));
  const interview = interviewOf(given, excludedFacts);
  const answers = answersFor(interview, scanned.facts);
  call.console.say(`${facts.length} facts, ${scanned.problems.length} problems, ${answers.size} answers.`);
  const generated = generate({
    name: basename(folder),
    facts,
    problems: scanned.problems,
    answers,
    excludedFacts,
    recommendation: decide({ facts, answers, assumptions }),
    assumptions,
    date,
    commit,
    documentPath: saved.path,
    document: saved.document,
    record,
  });
  if (generated.findings.length > 0) {
    throw new Error(
      `the proposal did not pass its own checks, so it is not written:\n${generated.findings.map(({ rule, where, detail }) => `  ${rule} at ${where}: ${detail}`).join('\n')}`,
    );
  }
  return generated;
}

/** What the record holds of the person's answers. */
function saidBefore(record: ReturnType<typeof recordOf>): Answered {
  return record === undefined
    ? { answers: new Map(), assumptions: new Map() }
    : { answers: storedAnswers(record), assumptions: storedAssumptions(record) };
}

/** The record, or undefined if there is none. A record that cannot be read stops the command: it would be overwritten. */
function recordOf(saved: SavedFiles): Extract<ParsedRecord, { record: unknown }>['record'] | undefined {
  if (saved.record === undefined) {
    return undefined;
  }
  const parsed = parseRecord(saved.record);
  if ('refused' in parsed) {
    throw new UsageError(`.groundplan/architecture.json is left alone: ${parsed.detail} Repair it, or move it away to begin a new one.`);
  }
  return parsed.record;
}

/** The diff as a terminal may show it: every line encoded. */
function difference(saved: SavedFiles, document: string): string {
  const patch = createTwoFilesPatch(
    saved.path,
    saved.path,
    saved.document ?? '',
    document,
    saved.document === undefined ? 'does not exist' : 'now',
    'proposed',
  );
  return patch
    .split('\n')
    .map((line) => terminal(line))
    .join('\n');
}

async function mayWrite(call: Call, saved: SavedFiles): Promise<boolean> {
  if (call.options.yes === true) {
    return true;
  }
  const confirmed = await call.console.confirm(`Write ${saved.path} and .groundplan/architecture.json?`);
  if (confirmed === undefined && saved.document !== undefined) {
    call.console.say(`Nothing was written: ${saved.path} exists and nobody can be asked here. Look at the diff and call again with --yes.`);
  }
  // Nobody to ask and nothing that could be lost: a script that says "propose" means it.
  return confirmed ?? saved.document === undefined;
}

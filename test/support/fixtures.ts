import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide } from '../../src/core/decide/index.ts';
import { answersFor, parseAnswersFile } from '../../src/core/interview/index.ts';
import type { StoredAnswer } from '../../src/core/interview/index.ts';
import type { ScanResult } from '../../src/core/model/fact.ts';
import type { Fact } from '../../src/core/model/fact.ts';
import { propose } from '../../src/core/propose/index.ts';
import type { Proposal } from '../../src/core/propose/proposal.ts';
import { scan } from '../../src/core/scan/index.ts';
import { createNodeFiles } from '../../src/node/node-files.ts';

/** The day on which every fixture is judged, so that an ended runtime stays ended. */
export const fixtureDate = '2026-11-22';

/** Scans a folder of `test/fixtures`. */
export async function scanFixture(fixture: string): Promise<ScanResult> {
  const files = await createNodeFiles(join(import.meta.dirname, '..', 'fixtures', fixture));
  return scan(files, { today: fixtureDate });
}

/** The whole chain from a fixture and an answers file to a proposal, as the command line runs it. */
export async function proposeFixture(
  fixture: string,
  answersFile: string,
  name: string,
): Promise<{ readonly proposal: Proposal; readonly facts: readonly Fact[] }> {
  const { facts, problems } = await scanFixture(fixture);
  const parsed = parseAnswersFile(JSON.parse(readFileSync(answersFile, 'utf8')));
  if (!('answers' in parsed)) throw new Error(JSON.stringify(parsed));
  const stored: readonly (readonly [string, StoredAnswer])[] = [...parsed.answers];
  const answers = answersFor(
    { version: 1, depth: 'standard', answers: stored.map(([id, answer]) => [id, answer]), asked: [], current: null, excludedFacts: [] },
    facts,
  );
  const recommendation = decide({ facts, answers });
  return {
    facts,
    proposal: propose({ name, facts, problems, answers, recommendation, numbers: new Map(), date: fixtureDate, commit: null }),
  };
}

/**
 * `npm run score -- <truth.json> <folder> [--list]`: scans applications that are checked out below a folder and compares
 * what is found with a truth made by hand. An application stands in `<folder>/<app>`, `<folder>/<owner>+<name>` or
 * `<folder>/<name>`; a truth about one repository may stand in the folder itself. With `--list` every miss is named.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ScanResult } from '../src/core/model/fact.ts';
import { scan } from '../src/core/scan/index.ts';
import { createNodeFiles } from '../src/node/node-files.ts';
import { f1, scoreApplication, scoreDocument, sum } from './support/score.ts';
import type { Tally, TruthApplication, TruthDocument } from './support/score.ts';

const [truthPath, folder] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const list = process.argv.includes('--list');
const from = process.env['INIT_CWD'] ?? process.cwd();

if (truthPath === undefined || folder === undefined) {
  process.stderr.write('usage: npm run score -- <truth.json> <folder with the checked out applications> [--list]\n');
  process.exitCode = 2;
} else {
  const truth = JSON.parse(readFileSync(path.resolve(from, truthPath), 'utf8')) as { apps?: readonly TruthApplication[] } & TruthDocument;
  process.exitCode = truth.apps === undefined ? await document(truth) : await applications(truth.apps);
}

async function applications(apps: readonly TruthApplication[]): Promise<number> {
  const scores: ReturnType<typeof scoreApplication>[] = [];
  for (const app of apps) {
    const result = await scanned(app.repo, app.app, apps.length === 1);
    if (result === undefined) continue;
    const score = scoreApplication(app, result);
    scores.push(score);
    process.stdout.write(
      `${app.app}: components ${rates(score.components)}; connections ${rates(score.undirected)}, directed ${rates(score.directed)}\n`,
    );
    if (list) for (const kind of ['components', 'undirected', 'directed'] as const) tell(kind, score[kind]);
  }
  if (scores.length === 0) return 1;
  process.stdout.write(`\n${String(scores.length)} of ${String(apps.length)} applications, micro-averaged\n`);
  const rows: readonly (readonly [keyof (typeof scores)[0], string])[] = [
    ['components', 'components without externals'],
    ['externals', 'externals'],
    ['undirected', 'connections undirected'],
    ['directed', 'connections directed (way of the data)'],
    ['calls', 'connections as caller and called'],
    ['allUndirected', 'connections undirected, with externals'],
    ['allDirected', 'connections directed, with externals'],
  ];
  for (const [kind, name] of rows) process.stdout.write(`${name.padEnd(42)} ${rates(sum(scores.map((score) => score[kind])))}\n`);
  return 0;
}

async function document(truth: TruthDocument): Promise<number> {
  const result = await scanned(truth.repo, truth.repo, true);
  if (result === undefined) return 1;
  for (const [field, tally] of scoreDocument(truth, result)) {
    process.stdout.write(`${field.padEnd(12)} recall ${rate(tally.hits.length, tally.hits.length + tally.missed.length)}\n`);
    tell(field, tally);
  }
  return 0;
}

async function scanned(repo: string, app: string, alone: boolean): Promise<ScanResult | undefined> {
  const base = path.resolve(from, folder ?? '');
  const names = [app, repo.replace('/', '+'), repo.split('/').at(-1) ?? app].map((name) => path.join(base, name));
  const place = names.find((one) => existsSync(one)) ?? (alone ? base : undefined);
  if (place === undefined) {
    process.stderr.write(`${app}: not checked out below ${base}\n`);
    return undefined;
  }
  return scan(await createNodeFiles(place), { today: new Date().toISOString().slice(0, 10) });
}

function tell(kind: string, { wrong, missed }: Tally): void {
  if (missed.length > 0) process.stdout.write(`  ${kind} missed: ${missed.join(', ')}\n`);
  if (wrong.length > 0) process.stdout.write(`  ${kind} not in the truth: ${wrong.join(', ')}\n`);
}

function rates(tally: Tally): string {
  const precision = rate(tally.hits.length, tally.hits.length + tally.wrong.length);
  return `F1 ${f1(tally).toFixed(3)} (precision ${precision}, recall ${rate(tally.hits.length, tally.hits.length + tally.missed.length)})`;
}

function rate(part: number, whole: number): string {
  return `${whole === 0 ? '-' : (part / whole).toFixed(3)} ${String(part)}/${String(whole)}`;
}

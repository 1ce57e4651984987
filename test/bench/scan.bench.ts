/**
 * `npm run bench:scan [-- <folder> …] [--rounds 5] [--sizes 10000,50000,100000]`: what a scan costs, beside
 * @specfy/stack-analyser on the same trees in the same run. Without a folder three generated trees with about 200
 * manifests are measured, so that the table shows whether the cost grows with files or with manifests. Each scan is a
 * process of its own; ours and theirs take turns. Trees and the peer stand in git-ignored folders.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npmCi, agrees } from '../../scripts/support/packages.mjs';
import { root, toolNode, workFolder } from '../../scripts/support/paths.mjs';
import { makeScanTree } from './scan-tree.ts';

interface Run {
  readonly ms: number;
  /** Milliseconds until the worker is there; ours alone. */
  readonly start?: number;
  readonly pause: number;
  readonly peakMb: number;
  readonly components: number;
  readonly filesSeen?: number;
  readonly filesRead?: number;
}

const words = process.argv.slice(2);
const valueOf = (name: string): string | undefined => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
const rounds = Number(valueOf('--rounds') ?? 5);
const sizes = (valueOf('--sizes') ?? '10000,50000,100000').split(',').map(Number);
const folders = words.filter((word, index) => !word.startsWith('--') && !(words[index - 1] ?? '').startsWith('--'));

const peer = path.join(root, 'test', 'bench', 'peer');
if (!agrees(peer)) await npmCi(peer, 'Installing the peer');
execFileSync(toolNode(), [path.join(root, 'esbuild.mjs')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

const trees = folders.length > 0 ? folders.map((folder) => path.resolve(process.env['INIT_CWD'] ?? '.', folder)) : sizes.map(generated);
console.log(
  `${'tree'.padEnd(34)} ${'scanner'.padEnd(15)} ${'median ms'.padStart(10)} ${'range'.padStart(13)} ${'files'.padStart(8)} ${'read'.padStart(6)} ${'components'.padStart(10)} ${'peak MB'.padStart(8)} ${'pause ms'.padStart(9)}`,
);
for (const tree of trees) {
  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [run('scan-ours.ts', tree), run('scan-peer.js', tree)] as const;
    // The first pair only fills the cache of the file system.
    if (round === 0) continue;
    if (pair[0] !== undefined) ours.push(pair[0]);
    if (pair[1] !== undefined) theirs.push(pair[1]);
  }
  print(tree, 'groundplan', ours);
  print(tree, 'stack-analyser', theirs);
  const ratios = ours.flatMap((one, index) => (theirs[index] === undefined ? [] : [theirs[index].ms / one.ms]));
  console.log(
    `${''.padEnd(34)} faster by a factor of ${median(ratios).toFixed(1)} (each pair: ${ratios.map((one) => one.toFixed(1)).join(', ')})`,
  );
}

function generated(files: number): string {
  const folder = path.join(workFolder('bench'), `tree-${String(files)}`);
  const mark = `${folder}.done`;
  if (!existsSync(mark)) {
    rmSync(folder, { recursive: true, force: true });
    makeScanTree(folder, files);
    execFileSync(toolNode(), ['-e', 'require("fs").writeFileSync(process.argv[1], "")', mark]);
  }
  return folder;
}

function run(script: string, tree: string): Run | undefined {
  try {
    const out = execFileSync(toolNode(), [path.join(root, 'test', 'bench', script), tree], {
      encoding: 'utf8',
      timeout: 300_000,
      maxBuffer: 1 << 26,
    });
    return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Run;
  } catch (error) {
    console.log(`${tree}: ${script} failed: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown'}`);
    return undefined;
  }
}

function print(tree: string, name: string, runs: readonly Run[]): void {
  const [first] = runs;
  if (first === undefined) return;
  const times = runs.map((one) => one.ms).toSorted((a, b) => a - b);
  const range = `${(times[0] ?? 0).toFixed(0)}-${(times.at(-1) ?? 0).toFixed(0)}`;
  const worst = (key: 'pause' | 'peakMb'): string => Math.max(...runs.map((one) => one[key])).toFixed(0);
  console.log(
    `${path.basename(tree).slice(0, 33).padEnd(34)} ${name.padEnd(15)} ${median(times).toFixed(0).padStart(10)} ${range.padStart(13)} ${String(first.filesSeen ?? '').padStart(8)} ${String(first.filesRead ?? '').padStart(6)} ${String(first.components).padStart(10)} ${worst('peakMb').padStart(8)} ${worst('pause').padStart(9)}`,
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

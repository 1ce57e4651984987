/** Scans one folder as the extension does, in a worker thread, and prints what it cost as JSON. Run by `scan.bench.ts`. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createLocalScanner } from '../../src/node/scan-in-worker.ts';

const folder = process.argv[2] ?? '.';
const delay = monitorEventLoopDelay({ resolution: 1 });
const scanner = createLocalScanner(folder, new URL('../../dist/scan-worker.js', import.meta.url));
// The extension starts its worker while it loads, and the peer's code is loaded before its clock starts, too.
const started = performance.now();
scanner.warm();
await scanner.matters(['package.json']);
const start = performance.now() - started;
// The loop has to turn once before its pauses are those of the scan.
await new Promise((resolve) => setTimeout(resolve, 100));
delay.enable();
const begun = performance.now();
const result = await scanner.scan({ today: '2026-11-22' });
const ms = performance.now() - begun;
await new Promise((resolve) => setTimeout(resolve, 5));
delay.disable();
const components = result.facts.filter((fact) => fact.kind === 'component').length;
const { filesSeen, filesRead } = result.statistics;
console.log(
  JSON.stringify({
    ms,
    start,
    filesSeen,
    filesRead,
    components,
    facts: result.facts.length,
    pause: delay.max / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
);
scanner.dispose();

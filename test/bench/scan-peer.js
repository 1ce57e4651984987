/** Scans one folder with @specfy/stack-analyser and prints what it cost as JSON. Run by `scan.bench.ts`. */
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const required = createRequire(new URL('./peer/package.json', import.meta.url));
const { analyser, FSProvider, flatten } = await import(required.resolve('@specfy/stack-analyser'));
await import(required.resolve('@specfy/stack-analyser/dist/autoload.js'));
const folder = process.argv[2] ?? '.';
const delay = monitorEventLoopDelay({ resolution: 1 });
await new Promise((resolve) => setTimeout(resolve, 100));
delay.enable();
const begun = performance.now();
const result = await analyser({ provider: new FSProvider({ path: folder }) });
const ms = performance.now() - begun;
await new Promise((resolve) => setTimeout(resolve, 5));
delay.disable();
console.log(
  JSON.stringify({
    ms,
    components: flatten(result).childs.length,
    pause: delay.max / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
);

/** `npm run fuzz [-- <inputs> [<seed>]]`: mutated examples through every detector, 20,000 unless said otherwise. */
import { fuzz } from '../test/support/fuzz.ts';

const [count = '20000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const begun = performance.now();
const { inputs, failures, slowest } = await fuzz(Number(count), Number(seed));
for (const failure of failures.slice(0, 50)) console.log(failure);
console.log(
  `${String(inputs)} inputs, seed ${seed}: ${String(failures.length)} failures; slowest ${slowest.ms.toFixed(0)} ms (${slowest.what}); ${((performance.now() - begun) / 1000).toFixed(0)} s`,
);
process.exitCode = failures.length === 0 ? 0 : 1;

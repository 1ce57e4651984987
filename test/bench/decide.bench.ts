/**
 * Prints how long a ranking and a whole decision take: `node test/bench/decide.bench.ts`. Times are wall-clock
 * milliseconds over all golden scenarios, after a warm-up.
 */
import { decide, rank } from '../../src/core/decide/index.ts';
import { goldenScenarios } from '../unit/decide/golden-scenarios.ts';
import { stated } from '../unit/decide/support.ts';

const rounds = 5;
const inputs = goldenScenarios.map(({ answers }) => ({ facts: [], answers: stated(answers) }));

function measure(name: string, work: (input: (typeof inputs)[number]) => unknown): void {
  for (const input of inputs) work(input);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const input of inputs) {
      const start = performance.now();
      work(input);
      times.push(performance.now() - start);
    }
  }
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(2);
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${String(times.length)} runs`);
}

measure('rank', (input) => rank(input));
measure('decide with 2,000 samples', (input) => decide(input));
measure('decide with 1 sample (what-if)', (input) => decide(input, { samples: 1 }));

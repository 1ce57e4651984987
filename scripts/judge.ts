/**
 * Prints how the ranking does on the golden scenarios: `npm run judge` for the half that may be tuned on, with every
 * failure; `npm run judge -- --blind` for the figures of the other half, without its stories.
 */
import { allScenarios, halfOf } from '../test/golden/scenarios/index.ts';
import { bestConstant, judge, permutationP, shareRight, sumOfStars, threeQuestions, weightedStars } from '../test/golden/judge.ts';

const blind = process.argv.includes('--blind');
const scenarios = await allScenarios();
const tuned = scenarios.filter(({ id }) => halfOf(id) === 'tuned');
const shown = blind ? scenarios.filter(({ id }) => halfOf(id) === 'blind') : tuned;
const judged = judge(shown);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

if (!blind) {
  for (const { scenario, key, order, right, harmful, feasible } of judged) {
    if (right && !harmful) continue;
    console.log(
      `${harmful ? 'HARM ' : 'wrong'} ${scenario.id}: ${key}${feasible ? '' : ' (none fits)'}; wanted ${scenario.acceptable.join(' or ')}`,
    );
    console.log(
      `      ${order
        .slice(0, 5)
        .map(([base, score, fits]) => `${base} ${score.toFixed(3)}${fits ? '' : ' out'}`)
        .join(', ')}`,
    );
  }
}
const right = judged.filter((entry) => entry.right).length;
console.log(
  `${blind ? 'blind' : 'tuned'} half: ${String(right)} of ${String(judged.length)} right (${percent(right / judged.length)}), ${String(judged.filter(({ harmful }) => harmful).length)} forbidden, permutation p ${permutationP(judged).toFixed(4)}`,
);
for (const rival of [bestConstant(shown), sumOfStars, weightedStars, threeQuestions(tuned)]) {
  console.log(`  ${percent(shareRight(shown, rival.pick))} ${rival.name}`);
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openCase } from '../../../src/core/decide/case.ts';
import { decide, styleKey } from '../../../src/core/decide/index.ts';
import { firedDrivers } from '../../../src/core/decide/ranking.ts';
import { standardModel } from '../../../src/core/decide/rule-book.ts';
import { parseAnswersFile } from '../../../src/core/interview/answers-file.ts';
import { stated } from './support.ts';

const page = readFileSync(new URL('../../../docs/how-it-decides.md', import.meta.url), 'utf8');
const file = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!) as Parameters<typeof stated>[0];
const answers = stated(file);
const recommendation = decide({ facts: [], answers });

/** The rows of the table whose header begins with these cells. */
function table(...header: readonly string[]): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line === `| ${header.join(' | ')} |`);
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    rows.push(
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}

const number = (text: string) => Number(text.replace('−', '-'));

describe('the page that derives a recommendation by hand', () => {
  it('has an answers file that the command line would take', () => {
    expect(parseAnswersFile(file)).not.toHaveProperty('errors');
  });

  it('names every rule that holds, with its level and weight', () => {
    const fired = firedDrivers(openCase(standardModel, { facts: [], answers }));
    const rows = table('rule', 'because', 'attribute', 'level', 'weight').map(([rule, , attribute, level, weight]) => [
      rule,
      attribute,
      number(level!),
      number(weight!),
    ]);
    expect(rows.toSorted()).toEqual(fired.map(({ rule, attribute, level, weight }) => [rule, attribute, level, weight]).toSorted());
  });

  it('merges them to the same needs', () => {
    const rows = table('need', 'level', 'weight').map(([need, level, weight]) => [need, number(level!), number(weight!)]);
    expect(rows).toEqual(recommendation.required.map(({ attribute, level, weight }) => [attribute, level, weight]));
  });

  it('takes off the same points for the same reasons', () => {
    const rows = table('style', 'what', 'how', 'points').map(([style, what, , points]) => [style, what, number(points!)]);
    const shown = new Set(rows.map(([style]) => style));
    const computed = recommendation.styles
      .filter(({ style }) => shown.has(styleKey(style)))
      .flatMap(({ style, contributions }) => contributions.map(({ driver, points }) => [styleKey(style), driver, points]));
    expect(rows).toEqual(computed);
  });

  it('comes to the same ranking, stability and flip', () => {
    const rows = table('style', 'score').map(([style, score]) => [style, number(score!)]);
    expect(rows).toEqual(recommendation.styles.filter(({ feasible }) => feasible).map(({ style, score }) => [styleKey(style), score]));
    expect(page).toContain(
      `stays first in ${recommendation.stability.firsts.toLocaleString('en')} of them: **${String(Math.round(recommendation.stability.share * 100))} %**`,
    );
    expect(recommendation.flipPoints.map(({ trigger }) => trigger)).toContain(
      'when finished work waits for somebody else’s release only a few times a year',
    );
    const flipped = decide({ facts: [], answers: stated({ ...file, 'release-contention': 'yearly' }) }, { samples: 1 });
    expect(styleKey(flipped.styles[0]!.style)).toBe('modular-monolith');
    const lost = (style: string) =>
      Object.fromEntries(
        flipped.styles.find((entry) => styleKey(entry.style) === style)!.contributions.map(({ driver, points }) => [driver, points]),
      );
    expect(lost('modular-monolith')).toEqual({ 'attribute:team-autonomy': -0.016, 'attribute:fault-tolerance': -0.026 });
    expect(lost('service-based')).toEqual({ 'shape:nothing-alone': -0.06, parts: -0.0184 });
  });
});

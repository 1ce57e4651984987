import { describe, expect, it } from 'vitest';
import { baseOf, rank, styleKey } from '../../../src/core/decide/index.ts';
import { stated } from './support.ts';
import { goldenScenarios } from './golden-scenarios.ts';

describe('golden scenarios', () => {
  it.each(goldenScenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
    const [first] = rank({ facts: [], answers: stated(scenario.answers) });
    expect(scenario.acceptable, `${styleKey(first!.style)}: ${scenario.why}`).toContain(baseOf(first!.style));
    expect(scenario.forbidden).not.toContain(baseOf(first!.style));
    expect(first!.feasible).toBe(true);
  });

  it('every style is right in at least three of them', () => {
    for (const style of [
      'layered',
      'modular-monolith',
      'service-based',
      'microservices',
      'event-driven',
      'serverless',
      'microkernel',
      'pipeline',
      'space-based',
    ] as const) {
      expect(goldenScenarios.filter(({ acceptable }) => acceptable.includes(style)).length, style).toBeGreaterThanOrEqual(3);
    }
  });
});

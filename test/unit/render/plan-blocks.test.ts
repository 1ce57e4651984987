import { describe, expect, test } from 'vitest';
import { renderBlocks } from '../../../src/core/render/markdown.ts';
import { invoicely } from '../../support/proposals.ts';

/** The text of one block. */
function blockOf(anchor: string, change: Parameters<typeof invoicely>[0]): string | undefined {
  return renderBlocks(invoicely(change)).find((block) => block.anchor === anchor)?.text;
}

const scenario = {
  source: 'A customer',
  stimulus: 'repeats “issuing an invoice” after a timeout',
  environment: 'with slow answers from banks',
  artefact: 'api',
  response: 'finds the key of the first attempt',
  measure: ['0 done twice a month', { assumed: 'as.think' }],
  sources: [{ answer: 'never' }],
};

describe('what must hold, in the document', () => {
  test('a need stands with its scenario and the measure with its mark', () => {
    const text = blockOf('needs', (proposal) => {
      const [need] = proposal.overview.needs;
      if (need !== undefined) Object.assign(need, { level: '4 of 5', scenario });
    });
    expect(text).toContain(
      '| Fault tolerance (4/5) | A customer repeats “issuing an invoice” after a timeout, with slow answers from banks: api finds the key of the first attempt → 0 done twice a month ◇ |',
    );
  });

  test('a record from before scenarios and fitness functions is rendered without them', () => {
    expect(blockOf('needs', () => {})).toContain('| Fault tolerance');
    expect(blockOf('fitness', () => {})).toBeUndefined();
  });

  test('a fitness function names check, threshold, tool and what it guards', () => {
    const text = blockOf('fitness', (proposal) => {
      proposal.fitness = [
        {
          check: ['customers and ledger import nothing but each other’s interface'],
          threshold: ['1 crossing'],
          how: ['dependency-cruiser in GitHub Actions'],
          often: 'each commit',
          guards: [{ decision: 'AD-001' }],
          sources: [{ rule: 'fitness.module-borders' }],
        },
      ];
    });
    expect(text).toMatch(
      /\| customers and ledger import .* \| 1 crossing \| dependency-cruiser in GitHub Actions, each commit \| \[AD-001\]/,
    );
  });

  test('names that somebody typed are text, whatever they look like', () => {
    const text = blockOf('needs', (proposal) => {
      const [need] = proposal.overview.needs;
      if (need !== undefined) Object.assign(need, { scenario: { ...scenario, artefact: '<img src=x> [a](b) | c' } });
    });
    expect(text).not.toMatch(/(?<!\\)<img/);
    expect(text).not.toContain('[a](b)');
  });

  test('the sum of the weeks stands under the steps', () => {
    const text = blockOf('roadmap', (proposal) => {
      proposal.roadmapSum = { text: ['8 weeks for 6 developers: the 16 weeks are enough.'], sources: [{ answer: 'deadline' }] };
    });
    expect(text?.endsWith('8 weeks for 6 developers: the 16 weeks are enough.')).toBe(true);
  });
});

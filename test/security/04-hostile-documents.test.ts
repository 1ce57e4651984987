import { describe, expect, test } from 'vitest';
import { locateBlocks } from '../../src/core/merge/locate-blocks.ts';
import { isParseable } from '../../src/core/merge/markdown-tree.ts';
import { regenerate } from '../../src/core/merge/regenerate.ts';
import { invoicely } from '../support/proposals.ts';
import { contentOf, firstGeneration } from '../support/records.ts';

const { document, record } = firstGeneration();

/** Documents that take a Markdown parser minutes, or its stack. */
const bombs: readonly (readonly [string, string])[] = [
  ['emphasis', '*a_'.repeat(100_000)],
  ['emphasis over many lines', '*a_ b\n'.repeat(40_000)],
  ['emphasis in many paragraphs', `${'*a_'.repeat(400)}\n\n`.repeat(300)],
  ['brackets', '['.repeat(100_000)],
  ['footnotes', '[^a'.repeat(50_000)],
  ['images', '![x]('.repeat(50_000)],
  ['code marks', Array.from({ length: 600 }, (_, index) => '`'.repeat(index)).join('x')],
  ['quotations', `${'>'.repeat(50_000)}x`],
  ['lists in lists on one line', `${'- '.repeat(20_000)}x`],
  ['lists in lists', Array.from({ length: 400 }, (_, index) => `${' '.repeat(index * 2)}- a`).join('\n')],
  ['size', 'word '.repeat(200_000)],
];

describe('security rule 4: documents as bombs', () => {
  test.each(bombs)('%s: the document is left alone within a second, and lenses are found', (_name, bomb) => {
    const hostile = `${document}\n${bomb}\n`;
    const start = performance.now();
    expect(isParseable(hostile)).toBe(false);
    const result = regenerate({ document: hostile, record, content: contentOf(invoicely((proposal) => void (proposal.cost.high = 999))) });
    expect(locateBlocks(hostile).length).toBe(record.blocks.length);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(result.document).toBe(hostile);
    expect(result.kept.length).toBeGreaterThan(0);
  });

  test('our own documents are far from the limits', () => {
    expect(isParseable(document.repeat(8))).toBe(true);
  });
});

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderBlocks, renderDocument } from '../../src/core/render/markdown.ts';
import type { Proposal } from '../../src/core/propose/proposal.ts';
import { hostileStrings } from '../support/hostile-strings.ts';
import type { ParseDiagram } from '../support/mermaid-parser.ts';
import { mermaidParser } from '../support/mermaid-parser.ts';
import { drawnProposals, element, invoicely, models, relation, withStrings } from '../support/proposals.ts';
import { showsToday } from '../../src/core/render/blocks/diagram-blocks.ts';

const runs = 2_000;
/** Mermaid 12 sees every twentieth proposal: its grammar is the same but for what we do not use. */
const everyOtherVersion = 20;

let mermaid11: ParseDiagram;
let mermaid12: ParseDiagram;
beforeAll(async () => {
  [mermaid11, mermaid12] = await Promise.all([mermaidParser('mermaid'), mermaidParser('mermaid-12')]);
}, 60_000);

function diagrams(proposal: Proposal): string[] {
  return [...renderDocument(proposal).matchAll(/```mermaid\n([\s\S]*?)\n```/g)].map((match) => match[1] ?? '');
}

/** Names as nobody would choose them: the hostile set, any Unicode, Mermaid's own words, and these glued together. */
const fragments = [
  'end',
  'subgraph',
  'graph',
  'style',
  'class',
  'click',
  '-->',
  '==>',
  '---',
  '"',
  '#',
  ';',
  '|',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '<',
  '>',
  '`',
  '\\',
  '\n',
  '%%',
  ':',
  ' ',
  '&',
  '$$',
  '@{',
  '~~~',
  '::icon',
  'ﬂ°',
  '¶ß',
  '\u202e',
  '🙂',
  'عربي',
  '1.',
  '- ',
];
const names = fc.oneof(
  fc.constantFrom(...hostileStrings),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((parts) => parts.join('')),
);

describe('diagrams', () => {
  test('of a realistic proposal parse with both versions', async () => {
    const all = diagrams(invoicely());
    const expected = ['flowchart-v2', 'flowchart-v2', 'flowchart-v2', 'flowchart-v2', 'sequence'];
    expect(await Promise.all(all.map(mermaid11))).toEqual(expected);
    expect(await Promise.all(all.map(mermaid12))).toEqual(expected);
  });

  test('a broken diagram would be noticed', async () => {
    await expect(mermaid11('flowchart LR\n  n1["a"b"]')).rejects.toThrow();
    await expect(mermaid12('flowchart LR\n  n1["a"b"]')).rejects.toThrow();
  });

  test('with every hostile string in every place parse with both versions', async () => {
    // Five at a time, an odd number, so that each comes to stand in every kind of place.
    for (let start = 0; start < hostileStrings.length; start += 5) {
      const all = diagrams(withStrings(hostileStrings.slice(start, start + 5)));
      expect(all).toHaveLength(5);
      for (const text of all) await Promise.all([mermaid11(text), mermaid12(text)]);
    }
  }, 60_000);

  test(`of ${runs} generated proposals with hostile names parse`, async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(drawnProposals(names), async (proposal) => {
        seen += 1;
        const all = diagrams(proposal);
        expect(all).toHaveLength(showsToday(proposal) ? 4 : 5);
        for (const text of all) {
          await mermaid11(text);
          if (seen % everyOtherVersion === 0) await mermaid12(text);
        }
      }),
      { numRuns: runs },
    );
    expect(seen).toBeGreaterThanOrEqual(runs);
  }, 400_000);
});

describe('a large system', () => {
  const large = (count: number): Proposal =>
    invoicely((proposal) => {
      proposal.proposed = {
        elements: Array.from({ length: count }, (_, index) => element(`s${index}`, `Service ${index}`)),
        relations: Array.from({ length: count * 2 }, (_, index) =>
          relation(`s${index % count}`, `s${(index * 7 + 3) % count}`, { label: `call ${index}` }),
        ),
      };
    });

  test.each([30, 31, 60, 400])(
    '%i elements: every diagram has at most 30 nodes, every element is drawn, and all parse',
    async (count) => {
      const proposal = large(count);
      const blocks = renderBlocks(proposal).filter((block) => block.anchor.startsWith('diagram containers'));
      const all = blocks.map((block) => /```mermaid\n([\s\S]*?)\n```/.exec(block.text)?.[1] ?? '');
      for (const text of all) {
        expect(text.match(/^ +n\d+[[({]/gm)?.length ?? 0).toBeLessThanOrEqual(30);
        await mermaid11(text);
        await mermaid12(text);
      }
      const drawn = new Set(all.flatMap((text) => [...text.matchAll(/"(Service \d+)"/g)].map((match) => match[1])));
      expect(drawn.size).toBe(count);
      expect(new Set(blocks.map((block) => block.anchor)).size).toBe(blocks.length);
      expect(blocks.length).toBe(count <= 30 ? 1 : Math.ceil(count / 22));
    },
    60_000,
  );

  test('is drawn the same every time', () => {
    fc.assert(
      fc.property(models(fc.string(), 60), (model) => {
        const proposal = { ...invoicely(), proposed: model };
        expect(renderDocument(proposal)).toBe(renderDocument(structuredClone(proposal)));
      }),
      { numRuns: 20 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regions } from '../../src/core/merge/locate-blocks.ts';
import { topLevelNodes } from '../../src/core/merge/markdown-tree.ts';
import { regenerate } from '../../src/core/merge/regenerate.ts';
import { serialiseRecord } from '../../src/core/record/serialise-record.ts';
import { hostileStrings } from '../support/hostile-strings.ts';
import { invoicely, proposals, slotDecision } from '../support/proposals.ts';
import { contentOf, firstGeneration } from '../support/records.ts';

const { document, record } = firstGeneration();

/** Where a human may write without being in a block: before an anchor, and at the end. */
const gaps = [...regions(topLevelNodes(document)).map((region) => region.comment.start), document.length];

/** What people write between the parts. All of it are paragraphs, lists, headings, code and quotations of their own. */
const humanTexts = fc.constantFrom(
  'A note of ours.\n\n',
  '### Our heading\n\nWith   odd  spacing.  \n\n',
  '*  odd list\n*  of ours\n\n',
  '> quotation\n\n',
  '```ts\nconst x = 1;\n```\n\n',
  '| a | b |\n|---|---|\n| c | d |\n\n',
  '#### Deep\n\n<details>\n\ninside\n\n</details>\n\n',
  '<!-- a comment of ours -->\n\n',
  'Setext of ours\n---\n\n',
  '[link](https://example.org) and *emphasis*\n\n',
);

const edits = fc.array(fc.tuple(fc.nat({ max: gaps.length - 1 }), humanTexts), { minLength: 1, maxLength: 6 });

function edited(list: readonly (readonly [number, string])[]): string {
  let result = document;
  // From the end, so that the offsets stay true. At the end of the file a new paragraph begins.
  for (const [gap, text] of list.toSorted((a, b) => b[0] - a[0])) {
    const at = gaps[gap] ?? document.length;
    result = result.slice(0, at) + (gap === gaps.length - 1 ? '\n' : '') + text + result.slice(at);
  }
  return result;
}

const changed = invoicely((proposal) => {
  proposal.decisions[1] = { ...proposal.decisions[1]!, title: 'Primary store: another one' };
  proposal.decisions.push(slotDecision(4, 'slot:cache', 'Cache: none yet'));
  proposal.challenges.pop();
  proposal.behaviours = [];
});

describe('regenerating', () => {
  test('keeps what humans add between blocks, byte for byte, and touches nothing else', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const now = edited(list);
        const same = regenerate({ document: now, record, content: contentOf(invoicely()) });
        expect(same.document).toBe(now);
        const result = regenerate({ document: now, record, content: contentOf(changed) });
        for (const [, text] of list) expect(result.document).toContain(text);
        expect(result.kept).toEqual([]);
        // Without the human's additions it is what a clean run gives.
        const again = regenerate({ document: result.document, record: result.record, content: contentOf(changed) });
        expect(again.changed).toBe(false);
        expect(again.document).toBe(result.document);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('leads back to the same document when the change is taken back', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const now = edited(list);
        const there = regenerate({ document: now, record, content: contentOf(changed) });
        const back = regenerate({ document: there.document, record: there.record, content: contentOf(invoicely()) });
        const anchors = (text: string): string[] => [...text.matchAll(/^<!-- groundplan:(.*) -->$/gm)].map((match) => match[1] ?? '');
        expect(anchors(back.document)).toEqual(anchors(document));
        for (const [, text] of list) expect(back.document).toContain(text);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('never loses a line of a touched block', () => {
    const lines = document.split('\n');
    const editable = lines.flatMap((line, index) => (/^[A-Z|-]/.test(line) && !/^\|[ -|]*\|$/.test(line) ? [index] : []));
    fc.assert(
      fc.property(fc.constantFrom(...editable), (index) => {
        const own = [...lines];
        own[index] = `${own[index]?.replace(/\|$/, '')} changed by hand${own[index]?.endsWith('|') === true ? ' |' : ''}`;
        const now = own.join('\n');
        const result = regenerate({ document: now, record, content: contentOf(changed) });
        expect(result.document).toContain('changed by hand');
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  test('whatever the names are, the second run changes nothing', () => {
    const names = fc.oneof(fc.constantFrom(...hostileStrings), fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(proposals(names), (named) => {
        // Paths of evidence are checked before anything else: the record takes relative ones only.
        const proposal = { ...named, evidence: invoicely().evidence };
        const first = regenerate({ content: contentOf(proposal) });
        const second = regenerate({ document: first.document, record: first.record, content: contentOf(proposal) });
        expect(second.changed).toBe(false);
        expect(second.kept).toEqual([]);
        expect(serialiseRecord(second.record)).toBe(serialiseRecord(first.record));
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

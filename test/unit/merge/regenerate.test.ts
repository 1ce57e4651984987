import * as prettier from 'prettier';
import { describe, expect, test } from 'vitest';
import { locateBlocks } from '../../../src/core/merge/locate-blocks.ts';
import { rebase, regenerate } from '../../../src/core/merge/regenerate.ts';
import { parseRecord } from '../../../src/core/record/parse-record.ts';
import { serialiseRecord } from '../../../src/core/record/serialise-record.ts';
import { invoicely, slotDecision } from '../../support/proposals.ts';
import { contentOf, firstGeneration } from '../../support/records.ts';

const changedCost = invoicely((proposal) => {
  proposal.cost.lines[0] = { ...proposal.cost.lines[0]!, high: 140 };
  proposal.cost.high = 470;
  proposal.date = '2027-01-05';
});

const withCache = invoicely((proposal) => {
  proposal.decisions.splice(2, 0, slotDecision(4, 'slot:cache', 'Cache: none yet'));
});

function again(document: string, record: ReturnType<typeof firstGeneration>['record'], proposal = invoicely(), more = {}) {
  return regenerate({ document, record, content: contentOf(proposal), ...more });
}

describe('the same inputs', () => {
  test('give the same bytes', () => {
    const one = firstGeneration();
    const two = firstGeneration();
    expect(two.document).toBe(one.document);
    expect(serialiseRecord(two.record)).toBe(serialiseRecord(one.record));
  });

  test('change nothing when run again, also on another day and commit', () => {
    const { document, record } = firstGeneration();
    const later = invoicely((proposal) => {
      proposal.date = '2027-03-01';
      proposal.commit = 'abcdef0';
    });
    const result = again(document, record, later);
    expect(result.changed).toBe(false);
    expect(result.document).toBe(document);
    expect(serialiseRecord(result.record)).toBe(serialiseRecord(record));
  });

  test('survive the record’s own file', () => {
    const { document, record } = firstGeneration();
    const parsed = parseRecord(serialiseRecord(record));
    if ('refused' in parsed) throw new Error(parsed.detail);
    expect(again(document, parsed.record).changed).toBe(false);
  });
});

describe('an untouched block', () => {
  test('is replaced when its text changed, and only it', () => {
    const { document, record } = firstGeneration();
    const result = again(document, record, changedCost);
    expect(result.document).toContain('80–140');
    expect(result.document).toContain('Proposed 2027-01-05');
    expect(result.document.replace('80–140', '80–120').replace('**330–470**', '**330–450**').replace('2027-01-05', '2026-11-22')).toBe(
      document,
    );
    expect(result.kept).toEqual([]);
    const next = again(result.document, result.record, changedCost);
    expect(next.changed).toBe(false);
  });

  test('goes when its decision is gone, and its number is not forgotten', () => {
    const { document, record } = firstGeneration();
    const without = invoicely((proposal) => {
      proposal.decisions.splice(1, 1);
    });
    const result = again(document, record, without);
    expect(result.document).not.toContain('groundplan:AD-002');
    expect(result.document).not.toMatch(/\n{3}/);
    expect(again(result.document, result.record, invoicely()).document).toBe(document);
  });

  test('a new decision stands behind its predecessor', () => {
    const { document, record } = firstGeneration();
    const anchors = locateBlocks(again(document, record, withCache).document).map((position) => position.anchor);
    expect(anchors.slice(anchors.indexOf('AD-002'), anchors.indexOf('AD-002') + 3)).toEqual(['AD-002', 'AD-004', 'AD-003']);
    expect(again(document, record, withCache).document).toBe(firstGeneration(withCache).document);
  });
});

describe('what a human did', () => {
  test('a changed block stays and is not reported while nothing new is generated', () => {
    const { document, record } = firstGeneration();
    const edited = document.replace('One database is the ceiling', 'One database is OUR ceiling');
    const result = again(edited, record);
    expect(result.document).toBe(edited);
    expect(result.changed).toBe(false);
    expect(result.kept).toEqual([{ anchor: 'AD-001', reason: 'touched', newer: false }]);
    expect(result.conflicts).toEqual([]);
  });

  test('a changed block stays when the generated text changed too, and both are reported', () => {
    const { document, record } = firstGeneration();
    const edited = document.replace('| Database | 250–330', '| Database, ours | 250–330');
    const result = again(edited, record, changedCost);
    expect(result.document).toContain('Database, ours');
    expect(result.document).not.toContain('80–140');
    expect(result.kept).toEqual([{ anchor: 'cost', reason: 'touched', newer: true }]);
    expect(result.conflicts[0]?.base).toContain('80–120');
    expect(result.conflicts[0]?.ours).toContain('Database, ours');
    expect(result.conflicts[0]?.theirs).toContain('80–140');
    // The base stays what the human began with, so that the next run asks again.
    expect(again(result.document, result.record, changedCost).kept).toEqual(result.kept);
    const taken = again(result.document, result.record, changedCost, { take: new Set(['cost']) });
    expect(taken.document).toContain('80–140');
    expect(taken.kept).toEqual([]);
  });

  test('text before, between and after blocks stays byte for byte', () => {
    const { document, record } = firstGeneration();
    const edited = `Read me first.   \n\n${document
      .replace('<!-- groundplan:AD-002 -->', '### Notes of ours\n\n*  odd   list\n\n<!-- groundplan:AD-002 -->')
      .replace('<!-- groundplan:load -->', 'A paragraph of ours.\n\n<!-- groundplan:load -->')}\n\nThe end.`;
    const result = again(edited, record, changedCost);
    const back = result.document.replace('80–140', '80–120').replace('**330–470**', '**330–450**').replace('2027-01-05', '2026-11-22');
    expect(back).toBe(edited);
    expect(result.kept).toEqual([]);
  });

  test('a deleted block stays deleted until it is asked for', () => {
    const { document, record } = firstGeneration();
    const start = document.indexOf('<!-- groundplan:behaviour -->');
    const edited = document.slice(0, start) + document.slice(document.indexOf('<!-- groundplan:roadmap -->'));
    const result = again(edited, record, changedCost);
    expect(result.document).not.toContain('How it behaves');
    expect(result.kept).toEqual([{ anchor: 'behaviour', reason: 'deleted', newer: false }]);
    const later = again(result.document, result.record, changedCost);
    expect(later.changed).toBe(false);
    const asked = again(result.document, result.record, changedCost, { take: new Set(['behaviour']) });
    expect(asked.document).toBe(firstGeneration(changedCost).document);
  });

  test('renamed headings stay renamed, of blocks and of sections', () => {
    const { document, record } = firstGeneration();
    const edited = document
      .replace('### Cost a month', '### What we pay')
      .replace('## Open Questions', '## Still open')
      .replace('# Architecture of Invoicely', '# How Invoicely works');
    const result = again(edited, record, changedCost);
    expect(result.document).toContain('### What we pay');
    expect(result.document).toContain('## Still open');
    expect(result.document).toContain('# How Invoicely works');
    expect(result.document).toContain('80–140');
    expect(result.kept).toEqual([]);
    expect(again(result.document, result.record, changedCost).changed).toBe(false);
  });

  test('line ends, byte order mark and a missing final newline stay', () => {
    const { document, record } = firstGeneration();
    const windows = `\ufeff${document.trimEnd().replaceAll('\n', '\r\n')}`;
    expect(again(windows, record).changed).toBe(false);
    const result = again(windows, record, withCache);
    expect(result.document).toBe(`\ufeff${firstGeneration(withCache).document.trimEnd().replaceAll('\n', '\r\n')}`);
  });
});

describe('a formatter is not a human', () => {
  test.each([{}, { proseWrap: 'always' as const, printWidth: 80 }, { endOfLine: 'crlf' as const }])(
    'Prettier with %o touches nothing',
    async (options) => {
      const { document, record } = firstGeneration();
      const formatted = await prettier.format(document, { parser: 'markdown', ...options });
      expect(formatted).not.toBe(document);
      const same = again(formatted, record);
      expect(same.kept).toEqual([]);
      expect(same.changed).toBe(false);
      const result = again(formatted, record, changedCost);
      expect(result.kept).toEqual([]);
      expect(result.document).toContain('80–140');
    },
  );

  test('escapes, emphasis marks and list marks may be written otherwise', () => {
    const { document, record } = firstGeneration();
    const rewritten = document
      .replace(/^- /gm, '* ')
      .replace(/\*\*Drivers:\*\*/g, '__Drivers:__')
      .replace('Already there', 'Already\\\nthere'.replace('\\\n', '\n'));
    expect(rewritten).not.toBe(document);
    expect(again(rewritten, record).kept).toEqual([]);
  });

  test('what a save participant changed in the tree becomes the base', () => {
    const { document, record } = firstGeneration();
    const saved = document.replaceAll('“', '"').replaceAll('”', '"');
    const based = rebase(record, document, saved);
    expect(again(saved, based).kept).toEqual([]);
    expect(again(saved, record).kept).not.toEqual([]);
  });
});

describe('anchors that are not ours', () => {
  test('the first of two wins, the second is human text', () => {
    const { document, record } = firstGeneration();
    const edited = `${document}\n<!-- groundplan:cost -->\n### Cost a month\n\nmine\n`;
    const result = again(edited, record, changedCost);
    expect(result.document).toContain('80–140');
    expect(result.document.endsWith('\n<!-- groundplan:cost -->\n### Cost a month\n\nmine\n')).toBe(true);
  });

  test('an anchor in a code fence, a quotation or a list is text', () => {
    const text = '```\n<!-- groundplan:AD-001 -->\n```\n\n> <!-- groundplan:AD-002 -->\n\n- <!-- groundplan:AD-003 -->\n';
    expect(locateBlocks(text)).toEqual([]);
  });

  test('without a record a document with anchors stays as it is, until all of it is asked for', () => {
    const { document } = firstGeneration();
    const result = regenerate({ document, content: contentOf(changedCost) });
    expect(result.document).toBe(document);
    expect(result.kept.every((kept) => kept.reason === 'foreign')).toBe(true);
    const taken = regenerate({ document, content: contentOf(changedCost), take: 'all' });
    expect(taken.document).toBe(firstGeneration(changedCost).document);
  });

  test('a base text that does not match its hash makes the block the human’s', () => {
    const { document, record } = firstGeneration();
    const forged = {
      ...record,
      blocks: record.blocks.map((block) => (block.anchor === 'cost' ? { ...block, text: `${block.text} ` } : block)),
    };
    const result = again(document, forged, changedCost);
    expect(result.document).not.toContain('80–140');
    expect(result.kept).toContainEqual({ anchor: 'cost', reason: 'foreign', newer: true });
  });
});

describe('a hand-written document', () => {
  const handWritten = '# Our system\r\n\r\nWe wrote this.\r\n\r\n## Open Questions\r\n\r\nNone!';

  test('stays byte for byte; ours follows as one part', () => {
    const result = regenerate({ document: handWritten, content: contentOf(invoicely()) });
    expect(result.document.startsWith(`${handWritten}\r\n\r\n# Architecture of Invoicely\r\n`)).toBe(true);
    expect(result.document.replaceAll('\r\n', '')).not.toContain('\n');
    expect(regenerate({ document: result.document, record: result.record, content: contentOf(invoicely()) }).changed).toBe(false);
    const next = regenerate({ document: result.document, record: result.record, content: contentOf(changedCost) });
    expect(next.document.startsWith(handWritten)).toBe(true);
    expect(next.document).toContain('80–140');
  });
});

describe('an undone document', () => {
  test('is recognised by the generation before, and comes back', () => {
    const first = firstGeneration();
    const second = again(first.document, first.record, changedCost);
    const result = again(first.document, second.record, changedCost);
    expect(result.document).toBe(second.document);
    expect(result.kept).toEqual([]);
    expect(serialiseRecord(result.record)).toBe(serialiseRecord(second.record));
  });

  test('keeps what a human had changed before', () => {
    const first = firstGeneration();
    const edited = first.document.replace('One database is the ceiling', 'One database is OUR ceiling');
    const second = again(edited, first.record, changedCost);
    const result = again(edited, second.record, changedCost);
    expect(result.document).toBe(second.document);
    expect(result.document).toContain('OUR ceiling');
  });
});

describe('positions for code lenses', () => {
  test('are the headings of blocks', () => {
    const { document } = firstGeneration();
    const lines = document.split('\n');
    for (const position of locateBlocks(document).filter(({ anchor }) => anchor.startsWith('AD-'))) {
      expect(lines[position.line - 1]).toContain(`### ${position.anchor} · `);
    }
    expect(locateBlocks(`\ufeff${document}`)).toEqual(locateBlocks(document));
  });
});

import { describe, expect, test } from 'vitest';
import { regenerate } from '../../src/core/merge/regenerate.ts';
import { parseRecord } from '../../src/core/record/parse-record.ts';
import { serialiseRecord } from '../../src/core/record/serialise-record.ts';
import { invoicely } from '../support/proposals.ts';
import { contentOf, firstGeneration } from '../support/records.ts';

const { document, record } = firstGeneration();
const good = serialiseRecord(record);

/** The good record with one value replaced; the path is dotted. */
function withValue(path: string, value: unknown): string {
  const data = JSON.parse(good) as Record<string, unknown>;
  const keys = path.split('.');
  let place: Record<string, unknown> = data;
  for (const key of keys.slice(0, -1)) place = place[key] as Record<string, unknown>;
  place[keys.at(-1) ?? ''] = value;
  return JSON.stringify(data);
}

const evidence = { id: 'e', detector: 'd', path: 'a', line: 1, excerpt: '' };

/** Forty records as a hostile repository would commit them. */
const hostile: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['not JSON', 'architecture'],
  ['cut off', good.slice(0, good.length / 2)],
  ['two of them', good + good],
  ['null', 'null'],
  ['a list', `[${good}]`],
  ['a number', '1'],
  ['too large', good.replace('{', `{${' '.repeat(2 * 1024 * 1024)}`)],
  ['deeply nested', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['deeply nested value', good.replace('"seal": null', `"seal": ${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
  ['a newer version', withValue('schemaVersion', 2)],
  ['a far newer version', withValue('schemaVersion', 9_999_999)],
  ['no version', withValue('schemaVersion', undefined)],
  ['a version as text', withValue('schemaVersion', '1')],
  ['a negative version', withValue('schemaVersion', -1)],
  ['an older version', withValue('schemaVersion', 0)],
  ['an unknown key', withValue('execute', 'rm -rf /')],
  ['an unknown key inside', withValue('proposal.cost.execute', 'x')],
  ['a seal that is none', withValue('seal', 'trust me')],
  ['answers as an object', withValue('answers', { __proto__: null, x: 1 })],
  ['an answer of an unknown origin', withValue('answers.0.origin', 'root')],
  ['an answer twice', withValue('answers', [...record.answers, record.answers[0]])],
  ['an id with a path', withValue('answers.0.question', '../../etc/passwd')],
  ['an id with markup', withValue('proposal.evidence.0.id', '<!-- groundplan:AD-001 -->')],
  ['an id of 81 characters', withValue('proposal.evidence.0.id', 'x'.repeat(81))],
  ['an id twice', withValue('proposal.evidence.0.id', record.proposal.evidence[1]?.id)],
  ['an absolute path', withValue('proposal.evidence.0.path', '/etc/passwd')],
  ['a path upwards', withValue('proposal.evidence.0.path', '../../secret')],
  ['a Windows path', withValue('proposal.evidence.0.path', 'C:\\Windows\\win.ini')],
  ['a share', withValue('proposal.evidence.0.path', '\\\\evil.example\\share')],
  ['a path in the second list', withValue('evidence', [{ ...evidence, path: '../x' }])],
  ['line zero', withValue('proposal.evidence.0.line', 0)],
  ['line infinity', good.replace('"line": 14', '"line": 1e999')],
  ['a text of a megabyte', withValue('proposal.name', 'x'.repeat(1024 * 1024))],
  ['no decisions', withValue('proposal.decisions', [])],
  ['a decision number that moved', withValue('numbers.0.number', 7)],
  ['a decision number twice', withValue('numbers.1.number', record.numbers[0]?.number)],
  ['a decision with a forged id', withValue('proposal.decisions.0.id', 'AD-001 -->')],
  ['an anchor that closes its comment', withValue('blocks.0.anchor', 'x --><script>')],
  ['a block twice', withValue('blocks', [...record.blocks, record.blocks[0]])],
  ['a hash that is none', withValue('blocks.0.sha256', 'x')],
  [
    'a prototype',
    good
      .replace('"seal": null', '"seal": null, "__proto__": {"polluted": true}')
      .replace('"schemaVersion": 1', '"schemaVersion": 1, "constructor": {}'),
  ],
];

describe('security rule 6: hostile records', () => {
  test('there are forty of them', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(40);
  });

  test.each(hostile)('%s: refused, treated as absent, and no byte of the document changes', (_name, text) => {
    const parsed = parseRecord(text);
    expect('refused' in parsed).toBe(true);
    if ('refused' in parsed) expect(parsed.detail).toMatch(/^The record [A-Za-z0-9 .:;?_-]*$/);
    const changed = invoicely((proposal) => {
      proposal.cost.high = 999;
    });
    const result = regenerate({ document, content: contentOf(changed) });
    expect(result.document).toBe(document);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a base text that does not match its hash makes the block human-owned', () => {
    const start = document.indexOf('### Cost a month');
    const cost = document.slice(start, document.indexOf('\n\n## Open Questions'));
    // The forger declares the human's words to be generated, so that the next run would replace them.
    const edited = document.replace(cost, `${cost}\n\nOur own words.`);
    const forged = withValue(
      'blocks',
      record.blocks.map((block) => (block.anchor === 'cost' ? { ...block, text: `${cost}\n\nOur own words.` } : block)),
    );
    const parsed = parseRecord(forged);
    if ('refused' in parsed) throw new Error(parsed.detail);
    const changed = invoicely((proposal) => {
      proposal.cost.high = 999;
    });
    const result = regenerate({ document: edited, record: parsed.record, content: contentOf(changed) });
    expect(result.document).toContain('Our own words.');
    expect(result.document).not.toContain('999');
    expect(result.kept).toContainEqual({ anchor: 'cost', reason: 'foreign', newer: true });
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { proposeFixture } from '../support/fixtures.ts';
import { lint } from '../../src/core/propose/index.ts';
import { proposalSchema } from '../../src/core/propose/proposal.ts';
import { renderDocument } from '../../src/core/render/markdown.ts';

/**
 * Whole documents, compared byte for byte with the files beside this test. `UPDATE_GOLDEN=1` rewrites them: read the
 * difference as a sceptical engineer before committing it.
 */
const documents = [
  { file: 'node-postgres-shop', fixture: 'node-postgres-shop', name: 'Larkspur and Finch' },
  { file: 'python-data-pipeline', fixture: 'python-data-pipeline', name: 'Harbour' },
  { file: 'polyglot-shop', fixture: 'polyglot-shop', name: 'Marrow Market' },
  { file: 'terraform-serverless', fixture: 'terraform-serverless', name: 'Parcels' },
  { file: 'empty', fixture: 'empty', name: 'Physio' },
] as const;

describe('golden documents', () => {
  test.each(documents)('$file reads as it did', async ({ file, fixture, name }) => {
    const golden = join(import.meta.dirname, `${file}.md`);
    const { proposal, facts } = await proposeFixture(fixture, join(import.meta.dirname, `${file}.answers.json`), name);
    expect(proposalSchema.safeParse(proposal).error?.issues ?? []).toEqual([]);
    expect(lint(proposal, facts)).toEqual([]);
    const document = renderDocument(proposal);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, document);
    expect(document).toBe(readFileSync(golden, 'utf8'));
  });

  test('differ from each other: with names and numbers masked, two of them share few sentences', () => {
    const sentences = documents.map(({ file }) => masked(readFileSync(join(import.meta.dirname, `${file}.md`), 'utf8')));
    const shares: string[] = [];
    for (const [index, one] of sentences.entries()) {
      for (const [other, two] of sentences.entries()) {
        if (other <= index) continue;
        const common = [...one].filter((sentence) => two.has(sentence)).length;
        const share = common / Math.min(one.size, two.size);
        // A ratchet: the aim is 15 %, and what catalogues say of common technologies weighs most today.
        if (share > 0.45) shares.push(`${documents[index]?.file} and ${documents[other]?.file}: ${Math.round(share * 100)} %`);
      }
    }
    expect(shares).toEqual([]);
  });
});

/** Sentences and table cells of the prose, with numbers, code and links masked. Headings, diagrams and table heads are no sentences. */
function masked(markdown: string): ReadonlySet<string> {
  const prose = markdown
    .replace(/```[\s\S]*?```/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\[[^\]]*\]\([^)]*\)/g, 'L')
    .split('\n')
    .filter((line) => !/^(#|\| (style|objective|need|situation|by|item|#|challenge) \||\| ---)/.test(line))
    .join('\n');
  const pieces = prose.split(/\n|\||(?<=[.;:])\s/).map((piece) => piece.replace(/[\d,.–]+/g, 'N').replace(/[◇*]/g, '').trim());
  return new Set(pieces.filter((piece) => piece.length > 25));
}

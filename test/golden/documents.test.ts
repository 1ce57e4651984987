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
});

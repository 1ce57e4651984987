import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { decide } from '../../src/core/decide/index.ts';
import { answersFor } from '../../src/core/interview/index.ts';
import type { Fact } from '../../src/core/model/fact.ts';
import { challenges } from '../../src/core/propose/challenges.ts';
import { placeholders } from '../../src/core/propose/lint.ts';
import { proposalSchema } from '../../src/core/propose/proposal.ts';
import { plainText } from '../../src/core/propose/prose.ts';
import { read } from '../../src/core/propose/reading.ts';
import { situate } from '../../src/core/propose/shape.ts';
import { storedAnswers } from '../support/arbitrary-answers.ts';
import { scanFixture } from '../support/fixtures.ts';

const fixtures = ['empty', 'node-postgres-shop', 'python-data-pipeline', 'polyglot-shop', 'terraform-serverless'];
const scanned: (readonly Fact[])[] = [];

beforeAll(async () => {
  for (const fixture of fixtures) scanned.push((await scanFixture(fixture)).facts);
});

test('whatever is answered, the risks are whole sentences that fit the schema, one per matter, none said twice', () => {
  fc.assert(
    fc.property(storedAnswers, fc.nat(fixtures.length - 1), (stored, which) => {
      const facts = scanned[which] ?? [];
      const answers = answersFor({ version: 1, depth: 'deep', answers: [...stored], asked: [], current: null, excludedFacts: [] }, facts);
      const recommendation = decide({ facts, answers }, { samples: 1 });
      const found = challenges(situate('Shop', '2026-11-22', read(answers, facts), recommendation, new Map()));
      expect(proposalSchema.shape.challenges.safeParse(found).error?.issues ?? []).toEqual([]);
      for (const entry of found) {
        const texts = [entry.title, plainText(entry.mitigation), plainText(entry.trigger)];
        for (const text of [...texts, plainText(entry.evidence.text)]) {
          expect(text.trim()).not.toBe('');
          expect(text).not.toMatch(placeholders);
        }
        for (const text of texts) expect(text).not.toMatch(/ {2}| ,|\(\)|, ;|-\d+ (s|min|h)\b/);
      }
      const sentences = found.flatMap((entry) => plainText(entry.mitigation).split(/; /)).filter((part) => part.length > 45);
      expect(sentences.filter((part, index) => sentences.indexOf(part) !== index)).toEqual([]);
      expect(new Set(found.map((entry) => entry.title)).size).toBe(found.length);
    }),
    { numRuns: 300, seed: 20_261_123 },
  );
}, 120_000);

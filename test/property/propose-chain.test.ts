import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { decide } from '../../src/core/decide/index.ts';
import { answersFor } from '../../src/core/interview/index.ts';
import type { Fact } from '../../src/core/model/fact.ts';
import { lint, propose } from '../../src/core/propose/index.ts';
import { proposalSchema } from '../../src/core/propose/proposal.ts';
import { storedAnswers } from '../support/arbitrary-answers.ts';
import { scanFixture } from '../support/fixtures.ts';

const fixtures = ['empty', 'node-postgres-shop', 'python-data-pipeline', 'polyglot-shop', 'terraform-serverless'];
const scanned: (readonly Fact[])[] = [];

beforeAll(async () => {
  for (const fixture of fixtures) scanned.push((await scanFixture(fixture)).facts);
});

test('what the decision method decides on a real workspace is written without a finding, whatever the answers', () => {
  fc.assert(
    fc.property(storedAnswers, fc.nat(fixtures.length - 1), (stored, which) => {
      const facts = scanned[which] ?? [];
      const answers = answersFor(
        { version: 1, depth: 'standard', answers: [...stored], asked: [], current: null, excludedFacts: [] },
        facts,
      );
      const recommendation = decide({ facts, answers }, { samples: 8 });
      const proposal = propose({
        name: 'Shop',
        facts,
        problems: [],
        answers,
        recommendation,
        numbers: new Map(),
        date: '2026-11-22',
        commit: null,
      });
      expect(proposalSchema.safeParse(proposal).error?.issues ?? []).toEqual([]);
      expect(lint(proposal, facts)).toEqual([]);
    }),
    { numRuns: 300, seed: 20_261_122 },
  );
}, 120_000);

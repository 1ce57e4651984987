import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { lint } from '../../src/core/propose/index.ts';
import { renderDocument } from '../../src/core/render/markdown.ts';
import { proposeFixture } from '../support/fixtures.ts';
import { sameness } from './sameness.ts';

/** Five companies that have little in common: what their documents share is what no fact of theirs stands behind. */
const companies = [
  { fixture: 'empty', name: 'Physio', small: true },
  { fixture: 'python-data-pipeline', name: 'Harbour', small: true },
  { fixture: 'node-postgres-shop', name: 'Larkspur and Finch', small: true },
  { fixture: 'terraform-serverless', name: 'Parcels', small: true },
  { fixture: 'polyglot-shop', name: 'Marrow Market', small: false },
] as const;

const names = companies.map(({ name }) => name);

/** Share of the shorter document's sentences that the other may have too, with system names and numbers masked. */
const mostShared = 0.15;

/** The same with every name masked that the scan or the proposal gives: parts, technologies, alternatives. */
const mostSharedWithoutNames = 0.2;

/** Lines of a document for up to three developers; four services in four languages may need a few more. */
const mostLines = { small: 350, larger: 370 } as const;

interface Written {
  readonly fixture: string;
  readonly small: boolean;
  readonly text: string;
  readonly known: readonly string[];
  readonly repeated: readonly string[];
}

/** Words that name things as well as being English: masking them would make equal what is not. */
const words: ReadonlySet<string> = new Set(['none for now', 'do without', 'decide later', 'public', 'images', 'web', 'api', 'worker']);

async function write({ fixture, name, small }: (typeof companies)[number]): Promise<Written> {
  const { proposal, facts } = await proposeFixture(fixture, join(import.meta.dirname, `${fixture}.answers.json`), name);
  const known = [
    ...facts.flatMap((fact) => ('name' in fact ? [fact.name] : [])),
    ...proposal.decisions.flatMap((decision) => [
      decision.outcome.replace(/^(keep|change to) /, ''),
      ...decision.alternatives.map((alternative) => alternative.name),
    ]),
    ...proposal.proposed.elements.map((element) => element.name),
  ];
  return {
    fixture,
    small,
    text: renderDocument(proposal),
    known: known.filter((word) => word.length > 2 && !words.has(word.toLowerCase())),
    repeated: lint(proposal, facts).map((finding) => `${finding.rule}: ${finding.detail}`),
  };
}

function pairs(written: readonly Written[]): readonly (readonly [Written, Written])[] {
  return written.flatMap((one, index) => written.slice(index + 1).map((other) => [one, other] as const));
}

function tooAlike(written: readonly Written[], masked: readonly string[], most: number): readonly string[] {
  return pairs(written).flatMap(([one, other]) => {
    const { share, shared } = sameness(one.text, other.text, masked);
    return share <= most ? [] : [`${one.fixture} and ${other.fixture}: ${(share * 100).toFixed(1)} %: ${shared.slice(0, 5).join(' | ')}`];
  });
}

describe('documents of different companies', () => {
  let written: readonly Written[] = [];
  beforeAll(async () => {
    written = await Promise.all(companies.map(write));
  });

  test('share at most 15 % of their sentences', () => {
    expect(tooAlike(written, names, mostShared)).toEqual([]);
  });

  test('share at most 20 % even where parts and technologies have no names', () => {
    const every = [...new Set([...names, ...written.flatMap(({ known }) => known)])];
    expect(tooAlike(written, every, mostSharedWithoutNames)).toEqual([]);
  });

  test('are short where the system is small', () => {
    const long = written.filter(({ small, text }) => text.split('\n').length > (small ? mostLines.small : mostLines.larger));
    expect(long.map(({ fixture, text }) => `${fixture}: ${text.split('\n').length} lines`)).toEqual([]);
  });

  test('say nothing twice', () => {
    expect(written.flatMap(({ repeated }) => repeated)).toEqual([]);
  });

  test('the measure finds a document in itself, and nothing of another text', () => {
    const [one] = written;
    expect(sameness(one?.text ?? '', one?.text ?? '', names).share).toBe(1);
    expect(sameness(one?.text ?? '', 'A single line that nobody would write about it.', names).share).toBe(0);
  });
});

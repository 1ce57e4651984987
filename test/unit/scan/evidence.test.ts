import { readdirSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/core/model/evidence.ts';
import type { Fact } from '../../../src/core/model/fact.ts';
import type { WorkspaceFiles } from '../../../src/core/ports.ts';
import { lineRedactor } from '../../../src/core/redact/context.ts';
import { createEvidence, redact } from '../../../src/core/redact/redact.ts';
import { byId } from '../../../src/core/scan/catalogue/index.ts';
import { detectors } from '../../../src/core/scan/detectors/index.ts';
import { scan } from '../../../src/core/scan/index.ts';
import { createNodeFiles } from '../../../src/node/node-files.ts';
import { workspace } from '../../support/workspace.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures');

/** What is wrong with a piece of evidence, told from the text of its file; undefined if nothing is. */
function fault(evidence: Evidence, text: string): string | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  if (evidence.line < 1 || evidence.line > lines.length) return `line ${String(evidence.line)} of ${String(lines.length)}`;
  const line = lineRedactor(lines)(evidence.line);
  const asWritten = createEvidence(evidence.detector, evidence.path, evidence.line, line).excerpt;
  const name = evidence.path.slice(evidence.path.lastIndexOf('/') + 1);
  const isQuoted = evidence.excerpt === asWritten || asWritten.includes(evidence.excerpt.replace(/…$/, '').trim());
  // What the name of a file shows, an empty first line cannot.
  if (!isQuoted && !(evidence.line === 1 && evidence.excerpt === name)) return `quotes ${evidence.excerpt}, but there stands ${asWritten}`;
  return redact(evidence.excerpt) === evidence.excerpt ? undefined : 'holds what looks like a secret';
}

/** Words by which a line can show a thing: its name, its keys in the catalogue, its folder. */
function wordsOf(id: string, facts: readonly Fact[]): readonly string[] {
  const fact = facts.find((one) => one.id === id);
  if (fact?.kind !== 'component') return [];
  return [
    fact.name,
    ...(fact.parts ?? []),
    ...(fact.folder?.split('/') ?? []),
    ...fact.technologies.flatMap(keysOf),
    ...fact.evidence.map((one) => one.excerpt),
  ];
}

function keysOf(id: string): readonly string[] {
  const technology = byId(id);
  if (technology === undefined) return [];
  const packages = Object.values(technology.packages ?? {}).flat();
  return [
    id,
    technology.name,
    ...packages,
    ...(technology.images ?? []),
    ...(technology.terraform ?? []),
    ...(technology.schemes ?? []),
    ...(technology.hosts ?? []),
  ];
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a line, or the path it stands in, has one of the words. */
function shows(evidence: Evidence, words: readonly string[]): boolean {
  const line = plain(`${evidence.excerpt} ${evidence.path}`);
  return words.some((word) => plain(word) !== '' && line.includes(plain(word).slice(0, 40)));
}

/** What a fact claims that none of its lines show; undefined if one does. */
function unshown(fact: Fact, facts: readonly Fact[]): string | undefined {
  const has = (words: readonly string[]): boolean => fact.evidence.some((one) => shows(one, words));
  switch (fact.kind) {
    case 'component':
      return has(wordsOf(fact.id, facts)) ? undefined : fact.name;
    case 'connection':
      return has([...wordsOf(fact.to, facts), ...wordsOf(fact.from, facts)]) || hasVariable(fact, facts) ? undefined : fact.to;
    case 'sizing':
      // Servers of a group are counted, each on a line of its own.
      return has([fact.value]) || isTemplated(fact) || fact.measure === 'servers' ? undefined : fact.value;
    case 'deployment':
      return fact.region === undefined || has([fact.region]) ? undefined : fact.region;
    case 'technology':
      // The version is what people act on; a range may be written in parts.
      return fact.version === undefined || isTemplated(fact) || has([fact.version]) || has([fact.version.replace(/[^\d.]/g, '')])
        ? undefined
        : fact.version;
    default:
      return fact.evidence.length === 0 && fact.kind !== 'people' ? fact.id : undefined;
  }
}

/** Whether a line says where a value comes from instead of the value: a variable, an argument, a template's value. */
function isTemplated(fact: Fact): boolean {
  return fact.evidence.some((one) => /\$\{?\w|\{\{|\b(var|local|each)\./.test(one.excerpt));
}

/** Whether a line of a program uses a variable that the line declaring one of both ends makes. */
function hasVariable(fact: Fact, facts: readonly Fact[]): boolean {
  if (fact.kind !== 'connection') return false;
  const ends = facts.filter((one) => one.id === fact.to || one.id === fact.from);
  const declared = ends.flatMap((one) =>
    one.evidence.flatMap((shown) => /\b(?:const|let|var)\s+(\w+)\s*=|^\s*(\w+)\s*=/.exec(shown.excerpt)?.slice(1) ?? []),
  );
  return fact.evidence.some((one) => declared.some((name) => name !== undefined && new RegExp(`\\b${name}\\b`).test(one.excerpt)));
}

async function faultsOf(files: WorkspaceFiles, textOf: (file: string) => Promise<string>): Promise<readonly string[]> {
  const { facts } = await scan(files, { today: '2026-11-22' });
  const faults: string[] = [];
  for (const fact of facts) {
    for (const evidence of fact.evidence) {
      const wrong = fault(evidence, await textOf(evidence.path));
      if (wrong !== undefined) faults.push(`${fact.id} at ${evidence.path}:${String(evidence.line)}: ${wrong}`);
    }
    const claim = unshown(fact, facts);
    if (claim !== undefined)
      faults.push(
        `${fact.id}: no line shows ${claim} (${fact.evidence.map((one) => `${one.path}:${String(one.line)} ${one.excerpt}`).join(' | ')})`,
      );
  }
  return faults;
}

describe('every line that a fact rests on is there and says it', () => {
  for (const name of readdirSync(fixtures)) {
    it(`in the fixture ${name}`, async () => {
      const root = await realpath(path.join(fixtures, name));
      const faults = await faultsOf(await createNodeFiles(root), async (file) => {
        const real = await realpath(path.join(root, file));
        expect(real.startsWith(`${root}${path.sep}`)).toBe(true);
        return readFile(real, 'utf8');
      });
      expect(faults).toEqual([]);
    });
  }

  it('in the examples of all detectors', async () => {
    const all: string[] = [];
    for (const detector of detectors) {
      for (const example of detector.examples) {
        const files: Record<string, string> = { [example.path]: example.text, ...example.beside };
        const faults = await faultsOf(workspace(files), (file) => Promise.resolve(files[file] ?? ''));
        all.push(...faults.map((one) => `${detector.id} ${example.path}: ${one}`));
      }
    }
    expect(all).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { HazardFact } from '../../../src/core/model/fact.ts';
import { hazardRules } from '../../../src/core/scan/hazards/index.ts';
import { scan } from '../../../src/core/scan/index.ts';
import { workspace } from '../../support/workspace.ts';

/** The day against which maintained versions are judged in the examples. */
const today = '2026-11-22';

async function hazardsIn(files: Readonly<Record<string, string>>): Promise<readonly HazardFact[]> {
  const { facts } = await scan(workspace(files), { today });
  return facts.flatMap((fact) => (fact.kind === 'hazard' ? [fact] : []));
}

const rules = hazardRules.map((rule) => [rule.id, rule] as const);

describe('hazard rules', () => {
  it('are at least fifty, with unique ids', () => {
    expect(hazardRules.length).toBeGreaterThanOrEqual(50);
    expect(new Set(hazardRules.map(({ id }) => id)).size).toBe(hazardRules.length);
  });

  it.each(rules)('%s says what, why and what to do in plain sentences', (_id, rule) => {
    expect(rule.id).toMatch(/^hazard\.[a-z0-9-]+$/);
    expect(rule.statement).toMatch(/^[A-Z{].*[^.]\.$/);
    if (rule.several !== undefined) expect(rule.several).toContain('{count}');
    expect(rule.why).toMatch(/^[A-Za-z].{30,}\.$/);
    expect(rule.mitigation).toMatch(/^[a-z].{30,220}[^.]$/);
    expect(rule.mitigation).not.toMatch(/\b(consider|please|leverage|robust|best practices?|as needed)\b/i);
    expect(rule.severity === 'low' || /^[A-Z].{10,70}[^.]$/.test(rule.headline ?? '')).toBe(true);
    expect(rule.reference).toMatch(/^https:\/\//);
  });

  it.each(rules)('%s is seen in its example on its line, with every value filled in', async (id, rule) => {
    const found = (await hazardsIn(rule.example.files)).filter(({ hazard }) => hazard === id);
    expect(found.flatMap(({ evidence }) => evidence.map(({ path, line }) => `${path}:${String(line)}`))).toContain(rule.example.at);
    for (const fact of found) {
      expect(fact.statement).not.toMatch(/[{}]/);
      expect(fact.severity).toBe(rule.severity);
    }
  });

  it.each(rules)('%s is not seen in what looks alike', async (id, rule) => {
    expect((await hazardsIn(rule.negative.files)).map(({ hazard }) => hazard)).not.toContain(id);
  });

  it.each(rules)('%s is silent in a folder of examples and in test data', async (id, rule) => {
    for (const folder of ['examples/shop', 'testdata/shop']) {
      const moved = Object.fromEntries(Object.entries(rule.example.files).map(([path, text]) => [`${folder}/${path}`, text]));
      expect((await hazardsIn(moved)).map(({ hazard }) => hazard)).not.toContain(id);
    }
  });
});

describe('secrets in files', () => {
  it('are never quoted, whichever hazard shows them', async () => {
    const values = [`h7Gd2${'kLw9'}`, `kD83hs0${'Ql'}`, `${'AKIA'}Y34FZKBOKMUTVV7A`, 'MIIEowIBAAKCAQEAx7Zk3vQ9xT7mB1nL5wR8dJ'];
    for (const rule of hazardRules) {
      const found = JSON.stringify(await hazardsIn(rule.example.files));
      for (const value of values) expect(found, rule.id).not.toContain(value);
    }
  });
});

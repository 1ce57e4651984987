import { describe, expect, test } from 'vitest';
import type { SlotId } from '../../../src/core/decide/recommendation.ts';
import type { ChoiceSketch, Combination } from '../../../src/core/decide/slots/combinations.ts';
import { binds, combinations } from '../../../src/core/decide/slots/combinations.ts';
import { slotRules } from '../../../src/core/decide/slots/index.ts';
import type { SlotSituation } from '../../../src/core/decide/slots/situation.ts';
import { holdsIn, situationOf } from '../../../src/core/decide/slots/situation.ts';
import type { OptionRule, SlotCondition } from '../../../src/core/decide/slots/slot-rule.ts';
import { said } from '../interview/sketch.ts';

const rules = combinations.map((rule) => [rule.id, rule] as const);
const slots = slotRules.map(({ slot }) => slot);

function optionOf(slot: SlotId, id: string): OptionRule {
  const option = slotRules.find((rule) => rule.slot === slot)?.options.find((candidate) => candidate.id === id);
  if (option === undefined) throw new Error(`${slot} has no option ${id}`);
  return option;
}

/** The situation in which the sketched option would be chosen. */
function sketched({ answers = {}, earlier = {}, style = 'modular-monolith', place }: ChoiceSketch): SlotSituation {
  const situation = situationOf([], said(answers), style, undefined);
  return {
    ...situation,
    place: place ?? situation.place,
    chosen: new Map(Object.entries(earlier) as [SlotId, string][]),
    picked: new Set(Object.values(earlier)),
  };
}

function allowed(rule: Combination, sketch: ChoiceSketch): boolean {
  return holdsIn(rule.needs, sketched(sketch));
}

function choicesIn(condition: SlotCondition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(choicesIn);
  if ('any' in condition) return condition.any.flatMap(choicesIn);
  if ('not' in condition) return choicesIn(condition.not);
  if ('filled' in condition) return slotRules.find(({ slot }) => slot === condition.filled)?.options.map(({ id }) => id) ?? [];
  return 'chosen' in condition ? condition.chosen : [];
}

describe('what goes together', () => {
  test('is at least forty rules, each with an id of its own', () => {
    expect(combinations.length).toBeGreaterThanOrEqual(40);
    expect(new Set(combinations.map(({ id }) => id)).size).toBe(combinations.length);
  });

  test.each(rules)('%s binds the options of its example and its negative', (_id, rule) => {
    for (const { option } of [rule.example, rule.negative]) expect(binds(rule, option[0], optionOf(...option))).toBe(true);
  });

  test.each(rules)('%s allows its example', (_id, rule) => {
    expect(allowed(rule, rule.example)).toBe(true);
  });

  test.each(rules)('%s forbids its negative', (_id, rule) => {
    expect(allowed(rule, rule.negative)).toBe(false);
  });

  test.each(rules)('%s names options that exist', (_id, rule) => {
    if ('slot' in rule.binds) for (const id of rule.binds.options) expect(optionOf(rule.binds.slot, id).id).toBe(id);
    for (const sketch of [rule.example, rule.negative]) {
      for (const [slot, id] of Object.entries(sketch.earlier ?? {})) if (id !== 'none') expect(optionOf(slot as SlotId, id).id).toBe(id);
    }
  });

  test.each(rules)('%s looks back only: a later choice cannot break what an earlier one kept', (_id, rule) => {
    const bound = slots.flatMap((slot, index) => (slotRules[index]!.options.some((option) => binds(rule, slot, option)) ? [index] : []));
    for (const id of choicesIn(rule.needs)) {
      const slot = slotRules.findIndex(({ options }) => options.some((option) => option.id === id));
      if (id !== 'pages') expect(slot, `${rule.id} looks at ${id}`).toBeLessThan(Math.min(...bound));
    }
  });
});

describe('what an option requires', () => {
  const requirements = slotRules.flatMap((rule, index) =>
    rule.options.flatMap((option) => (option.requires ?? []).map(({ needs }) => [`${rule.slot}/${option.id}`, index, needs] as const)),
  );

  test.each(requirements)('%s looks back only', (_id, index, needs) => {
    for (const id of choicesIn(needs))
      expect(slotRules.findIndex(({ options }) => options.some((option) => option.id === id))).toBeLessThan(index);
  });
});

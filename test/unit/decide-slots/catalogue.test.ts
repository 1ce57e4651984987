import { describe, expect, test } from 'vitest';
import { slotRules } from '../../../src/core/decide/slots/catalogue/index.ts';
import type { OptionRule, SlotCondition } from '../../../src/core/decide/slots/slot-rule.ts';
import { prefillRules } from '../../../src/core/interview/prefill-rules.ts';
import { optionsOf, questionById } from '../../../src/core/interview/value.ts';
import { idPattern } from '../../../src/core/model/id.ts';
import { technologies } from '../../../src/core/scan/catalogue/technologies.ts';

const options = slotRules.flatMap((rule) => rule.options.map((option) => [`${rule.slot}/${option.id}`, option] as const));
const catalogue = new Set(technologies.map(({ id }) => id));
/** What can have been chosen: options, and the pages that a service serves today. */
const chosenIds = new Set([...slotRules.flatMap((rule) => rule.options.map(({ id }) => id)), 'pages']);
/** What a fact may name besides technologies: deployment targets, and the component that serves pages. */
const targets = ['docker-compose', 'kubernetes', 'aws', 'azure', 'gcp', 'heroku', 'fly', 'render', 'vercel', 'netlify', 'railway', 'pages'];

function conditionsOf(option: OptionRule): readonly SlotCondition[] {
  return [
    ...(option.fits ?? []).map(({ when }) => when),
    ...(option.requires ?? []).map(({ needs }) => needs),
    ...(option.hiddenWhen === undefined ? [] : [option.hiddenWhen]),
  ];
}

/** Every condition of the slots themselves: when they are needed, and why not. */
const slotConditions = slotRules.flatMap((rule) =>
  [...(rule.neededWhen ?? []), ...(rule.notNeeded ?? [])].flatMap(({ when }) => (when === undefined ? [] : [[rule.slot, when] as const])),
);

function leaves(condition: SlotCondition): readonly SlotCondition[] {
  if ('all' in condition) return condition.all.flatMap(leaves);
  if ('any' in condition) return condition.any.flatMap(leaves);
  if ('not' in condition) return leaves(condition.not);
  return [condition];
}

function exists(leaf: SlotCondition): void {
  if ('chosen' in leaf) for (const id of leaf.chosen) expect(chosenIds).toContain(id);
  if ('uses' in leaf) for (const id of leaf.uses) expect([...catalogue, ...targets]).toContain(id);
  if ('filled' in leaf) expect(slotRules.map(({ slot }) => slot)).toContain(leaf.filled);
  if (!('question' in leaf)) return;
  const question = questionById(leaf.question);
  expect(question, leaf.question).toBeDefined();
  if (question === undefined) return;
  if ('oneOf' in leaf) for (const id of leaf.oneOf) expect(optionsOf(question).map((entry) => entry.id)).toContain(id);
  else expect(question.kind).toBe('quantity');
}

describe('the catalogue of slots', () => {
  test('has 29 slots and at least 185 options', () => {
    expect(new Set(slotRules.map(({ slot }) => slot)).size).toBe(29);
    expect(options.length).toBeGreaterThanOrEqual(185);
  });

  test('names every option once in its slot, with an id that a record accepts', () => {
    for (const rule of slotRules) {
      const ids = rule.options.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(idPattern);
    }
  });

  test.each(options)('%s names technologies of the scan catalogue only', (_id, option) => {
    for (const id of option.technologies ?? [option.id]) expect([...catalogue, ...targets]).toContain(id);
  });

  test.each(options)('%s asks for questions, options and choices that exist', (_id, option) => {
    conditionsOf(option).flatMap(leaves).forEach(exists);
  });

  test.each(slotConditions)('%s asks for questions, options and choices that exist', (_slot, condition) => {
    leaves(condition).forEach(exists);
  });

  test.each(options)('%s says what it costs, where it is sold and what its licence binds to', (_id, option) => {
    expect(option.days).toBeLessThanOrEqual(10);
    if (option.from > 0) expect(option.price).not.toBe('nothing to buy');
    if (option.vendor !== undefined) expect(option.places).toContain(option.vendor);
    if (option.places?.length === 1 && option.vendor !== undefined) expect(option.places).toEqual([option.vendor]);
    const regions = questionById('residency-regions');
    for (const region of option.regions ?? [])
      expect(regions === undefined ? [] : optionsOf(regions).map(({ id }) => id)).toContain(region);
  });

  test.each(options)('%s says in clauses why and why not', (_id, option) => {
    for (const text of [option.merit, option.otherwise, ...(option.fits ?? []).map(({ because }) => because)]) {
      expect(text).not.toMatch(/\.$/);
      expect(text.length).toBeGreaterThan(10);
      for (const [, name = ''] of text.matchAll(/\{([a-z-]+)\}/g)) {
        expect(['peak', 'place', 'style', 'chosen'].includes(name) || questionById(name) !== undefined).toBe(true);
      }
    }
    for (const text of option.consequences) expect(text).toMatch(/\.$/);
  });

  test('has a trigger for every choice', () => {
    for (const rule of slotRules) {
      expect(rule.flips.at(-1)?.chosen).toBeUndefined();
      for (const { trigger } of rule.flips) expect(trigger).toMatch(/^when /);
    }
  });
});

describe('prefill rules', () => {
  test('look for technologies of the scan catalogue only', () => {
    for (const { when, unless } of prefillRules) {
      for (const id of [...(when.technology ?? []), ...(unless?.technology ?? [])]) expect(catalogue).toContain(id);
    }
  });
});

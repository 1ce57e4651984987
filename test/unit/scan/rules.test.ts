import { describe, expect, it } from 'vitest';
import { byId } from '../../../src/core/scan/catalogue/index.ts';
import { classifyPath, pathRules } from '../../../src/core/scan/path-class.ts';
import { treeRules } from '../../../src/core/scan/tree-rules.ts';

describe('every path rule owns its examples', () => {
  for (const rule of pathRules) {
    it(`${rule.class}: ${rule.examples[0] ?? ''}`, () => {
      for (const path of rule.examples) expect([path, classifyPath(path)]).toEqual([path, rule.class]);
      for (const path of rule.not) expect([path, classifyPath(path)]).toEqual([path, 'production']);
    });
  }
});

describe('every tree rule owns its examples', () => {
  for (const rule of treeRules) {
    it(`${JSON.stringify(rule.shows)}`, () => {
      for (const path of rule.examples) expect([path, rule.pattern.test(path)]).toEqual([path, true]);
      for (const path of rule.not) expect([path, rule.pattern.test(path)]).toEqual([path, false]);
      if (!('practice' in rule.shows)) expect(byId('language' in rule.shows ? rule.shows.language : rule.shows.tool)).toBeDefined();
    });
  }
});

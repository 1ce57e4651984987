import { describe, expect, test } from 'vitest';
import { behaviourRules, behaviours } from '../../../src/core/propose/behaviour/index.ts';
import { castOf, does } from '../../../src/core/propose/cast.ts';
import type { ChallengeExample } from '../../../src/core/propose/challenge-rule.ts';
import { holdsIn, unknownIn } from '../../../src/core/propose/challenge-rules/when.ts';
import { fitness, fitnessRules, mostFitness } from '../../../src/core/propose/fitness/index.ts';
import { proposed } from '../../../src/core/propose/proposed.ts';
import { plainText } from '../../../src/core/propose/prose.ts';
import type { MoveExample } from '../../../src/core/propose/roadmap/move-rule.ts';
import { moveRules, roadmap } from '../../../src/core/propose/roadmap/index.ts';
import { scenarioRule, scenarioRules } from '../../../src/core/propose/scenarios/index.ts';
import { baseStyles, qualityAttributes } from '../../../src/core/decide/recommendation.ts';
import { situationOf } from '../../support/situations.ts';

/** The situation of an example with the parts of its proposed model. */
function staged(example: ChallengeExample) {
  const situation = situationOf(example);
  const model = proposed(situation);
  return { situation, model, cast: castOf(situation, model) };
}

describe('rules own their examples', () => {
  const all = [...scenarioRules, ...behaviourRules, ...moveRules, ...fitnessRules];

  test('ids are unique, and conditions name only questions and options that exist', () => {
    expect(new Set(all.map((rule) => rule.id)).size).toBe(all.length);
    expect(all.flatMap((rule) => (rule.when === undefined ? [] : unknownIn(rule.when)))).toEqual([]);
  });

  test.each([...scenarioRules, ...behaviourRules, ...fitnessRules].map((rule) => [rule.id, rule] as const))(
    '%s holds in its example and not beside it',
    (_id, rule) => {
      const holds = (example: ChallengeExample) => rule.when === undefined || holdsIn(rule.when, situationOf(example));
      expect(holds(rule.example)).toBe(true);
      if (rule.counterexample !== undefined) expect(holds(rule.counterexample)).toBe(false);
      else expect(rule.when).toBeUndefined();
    },
  );

  test.each(moveRules.map((rule) => [rule.id, rule] as const))('%s has a step in its example and none beside it', (_id, rule) => {
    const steps = (example: MoveExample) => {
      const { situation, cast } = staged(example as ChallengeExample);
      return rule.when === undefined || holdsIn(rule.when, situation) ? rule.tell(situation, cast) : [];
    };
    expect(steps(rule.example).length).toBeGreaterThan(0);
    if (rule.counterexample !== undefined) expect(steps(rule.counterexample)).toEqual([]);
  });
});

describe('quality-attribute scenarios', () => {
  test('every attribute can be measured in any situation', () => {
    const { situation } = staged({});
    for (const attribute of qualityAttributes) expect(scenarioRule(situation, attribute)?.attribute).toBe(attribute);
  });

  test.each(scenarioRules.map((rule) => [rule.id, rule] as const))('%s has six parts and a number as its measure', (_id, rule) => {
    const { situation, cast } = staged(rule.example);
    const parts = rule.tell(situation, cast);
    for (const text of [parts.source, parts.stimulus, parts.environment, parts.artefact, parts.response]) expect(text.trim()).not.toBe('');
    expect(plainText(parts.measure)).toMatch(/\d|one /);
    expect(parts.from.length).toBeGreaterThan(0);
  });
});

describe('how it behaves', () => {
  test.each(behaviourRules.map((rule) => [rule.id, rule] as const))('%s says what must hold in numbers', (_id, rule) => {
    const { situation, cast } = staged(rule.example);
    const told = rule.tell(situation, cast);
    expect(plainText(told.holds)).toMatch(/\d|one |0 /);
    expect(plainText(told.happens).length).toBeGreaterThan(30);
  });

  test('there are exactly three, whatever the style', () => {
    for (const style of baseStyles) {
      const { situation, model } = staged({ style });
      expect(behaviours(situation, model)).toHaveLength(3);
    }
  });

  test('each style meets the peak and a change in words of its own', () => {
    for (const row of [0, 2]) {
      const told = baseStyles.map((style) => {
        const { situation, model } = staged({ style, answers: { 'concurrent-users': 4000, 'area-names': 'orders, stock' } });
        return plainText(behaviours(situation, model)[row]?.happens ?? []);
      });
      // Layered and modular monolith meet a peak alike: it is one process in both.
      expect(new Set(told).size).toBeGreaterThanOrEqual(baseStyles.length - 1);
    }
  });

  test('the names that were typed are in it', () => {
    const answers = {
      'area-names': 'ledger, tariffs',
      'external-apis': 2,
      'partner-names': 'Datev, Stripe',
      'partner-down': 'everything',
      'important-action': 'closing the month',
    };
    const { situation, model } = staged({ answers });
    const text = behaviours(situation, model)
      .flatMap((row) => [row.situation, row.happens, row.holds])
      .map(plainText)
      .join('\n');
    for (const name of ['tariffs', 'Datev', '“closing the month”']) expect(text).toContain(name);
    expect(model.elements.map((element) => element.name)).toEqual(expect.arrayContaining(['Datev', 'Stripe']));
  });

  test('verbs agree with parts that have plural names', () => {
    expect(does('Request functions', 'answers at once')).toBe('Request functions answer at once');
    expect(does('orders', 'goes on')).toBe('orders goes on');
    expect(does('api and web', 'has room')).toBe('api and web have room');
  });
});

describe('the roadmap', () => {
  const steps = (example: ChallengeExample) => {
    const { situation, model } = staged(example);
    return roadmap(situation, model);
  };
  const week = (by: string) => Number(/\d+/.exec(by)?.[0]);

  test('begins with a walking skeleton where nothing is there, and ends with a load test', () => {
    const { steps: way } = steps({
      answers: { 'starting-point': 'from-scratch', 'area-names': 'orders, stock, billing', deadline: 52, 'team-size': 6 },
    });
    expect(plainText(way[0]?.step ?? [])).toMatch(/^walking skeleton/);
    expect(plainText(way.at(-1)?.step ?? [])).toMatch(/load test/);
  });

  test('mends what hurts tomorrow before anything else', () => {
    const { steps: way } = steps({ hazards: ['hazard.public-database'], components: [{ name: 'shop', component: 'service' }] });
    expect(plainText(way[0]?.step ?? [])).toMatch(/off the internet/);
  });

  test('merges one service at a time and deletes it', () => {
    const { steps: way } = steps({
      style: 'modular-monolith',
      answers: { 'starting-point': 'evolve' },
      components: ['shop', 'mail'].map((name) => ({ name, component: 'service' })),
      practices: ['automated-tests', 'continuous-integration'],
    });
    expect(way.map((row) => plainText(row.done)).join()).toMatch(
      /0 calls to (mail|shop) for two weeks, then its repository folder, pipeline and host are deleted/,
    );
  });

  test.each([
    ['nothing', /at once/],
    ['weekend', /one window of 2 days/],
  ])('cuts over as the allowed standstill says: %s', (cutover, expected) => {
    const { steps: way } = steps({
      answers: { 'starting-point': 'replace', cutover, deadline: 100, 'team-size': 8 },
      components: [{ name: 'shop', component: 'service' }],
    });
    expect(way.map((row) => plainText(row.step)).join('\n')).toMatch(expected);
  });

  test('weeks only go up, and every step says in numbers when it is done', () => {
    for (const style of baseStyles) {
      for (const start of ['from-scratch', 'evolve', 'replace', 'extend']) {
        const { steps: way } = steps({ style, answers: { 'starting-point': start }, components: [{ name: 'shop', component: 'service' }] });
        const weeks = way.map((row) => week(row.by));
        expect(weeks).toEqual([...weeks].sort((one, other) => one - other));
        expect(way.length).toBeGreaterThanOrEqual(2);
        expect(way.length).toBeLessThanOrEqual(8);
        for (const row of way)
          expect(plainText(row.done), plainText(row.step)).toMatch(/\d|one |two |red|empty|without|0 |once|fails|passes/);
      }
    }
  });

  test('says so when it does not fit, and what comes after the day', () => {
    const short = { 'starting-point': 'from-scratch', 'area-names': 'orders, stock, billing, returns', deadline: 6, 'team-size': 2 };
    const { steps: way, sum } = steps({ answers: short });
    expect(plainText(sum.text)).toMatch(/do not fit into 6 weeks/);
    expect(way.some((row) => row.by.endsWith('after the day'))).toBe(true);
    const { steps: easy, sum: fits } = steps({ answers: { ...short, deadline: 90 } });
    expect(plainText(fits.text)).not.toMatch(/do not fit/);
    expect(easy.every((row) => !row.by.includes('after the day'))).toBe(true);
  });

  test('more people never take longer, and half the team never takes less', () => {
    const last = (people: number) =>
      week(steps({ answers: { 'starting-point': 'from-scratch', 'area-names': 'a, b, c', 'team-size': people } }).steps.at(-1)?.by ?? '');
    for (const people of [1, 2, 4, 6, 12, 40]) expect(last(people * 2)).toBeLessThanOrEqual(last(people));
  });
});

describe('fitness functions', () => {
  test('there are at least 25, each with a number', () => {
    expect(fitnessRules.length).toBeGreaterThanOrEqual(25);
    for (const rule of fitnessRules) {
      const { situation, cast } = staged(rule.example);
      expect(plainText(rule.tell(situation, cast).threshold), rule.id).toMatch(/\d/);
    }
  });

  test('a small team gets few of them', () => {
    for (const people of [1, 4, 9, 60]) {
      const { situation, model } = staged({
        answers: {
          'team-size': people,
          budget: 500,
          never: ['lost', 'done-twice'],
          users: ['devices'],
          legacy: ['erp'],
          night: 'rota',
          pains: ['changes-break'],
          needs: ['offline'],
          'same-things': 'yes-memory',
          'work-trigger': 'mixed',
        },
      });
      expect(fitness(situation, model)).toHaveLength(mostFitness(people));
    }
  });

  test.each([
    ['Python with Django', 'import-linter'],
    ['Java with Spring Boot', 'ArchUnit'],
    ['C# with ASP.NET Core', 'NetArchTest'],
    ['PHP with Laravel', 'deptrac'],
    ['Ruby on Rails', 'packwerk'],
    ['Go', 'go-arch-lint'],
    ['TypeScript with NestJS', 'dependency-cruiser'],
  ])('borders in %s are checked with %s', (name, tool) => {
    const { situation, model } = staged({
      style: 'modular-monolith',
      answers: { 'area-names': 'orders, stock' },
      slots: [{ slot: 'language-framework', outcome: 'add', name }],
    });
    expect(
      fitness(situation, model)
        .map((row) => plainText(row.how))
        .join(),
    ).toContain(tool);
  });
});

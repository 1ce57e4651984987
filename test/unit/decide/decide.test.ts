import { describe, expect, it } from 'vitest';
import { baseOf, decide, rank, resolve, styleKey } from '../../../src/core/decide/index.ts';
import type { Answers } from '../../../src/core/interview/answer.ts';
import type { ComponentFact } from '../../../src/core/model/fact.ts';
import type { Redacted } from '../../../src/core/model/evidence.ts';
import { goldenScenarios } from './golden-scenarios.ts';
import { stated } from './support.ts';

const answersOf = (id: string) => stated(goldenScenarios.find((scenario) => scenario.id === id)!.answers);

function service(name: string): ComponentFact {
  const evidence = [{ id: `e.${name}`, detector: 'compose', path: 'compose.yaml', line: 1, excerpt: name as Redacted }];
  return { kind: 'component', id: `component.${name}`, name, component: 'service', technologies: [], confidence: 0.9, evidence };
}

describe('the score', () => {
  it('is one minus the sum of the contributions', () => {
    for (const { answers } of goldenScenarios) {
      for (const style of rank({ facts: [service('a'), service('b')], answers: stated(answers) })) {
        const sum = style.contributions.reduce((total, { points }) => total + points, 0);
        expect(style.score).toBeCloseTo(Math.max(0, 1 + sum), 2);
      }
    }
  });

  it('rests every contribution on an answer, a fact or an assumption', () => {
    for (const { answers } of goldenScenarios) {
      for (const style of rank({ facts: [service('a')], answers: stated(answers) })) {
        for (const { basis, driver } of [
          ...style.contributions,
          ...style.failedPreconditions.map((failed) => ({ ...failed, driver: failed.id })),
        ]) {
          expect([...basis.answers, ...basis.facts, ...basis.assumed], driver).not.toEqual([]);
        }
      }
    }
  });

  it('ranks feasible styles first, then by score', () => {
    const styles = rank({ facts: [], answers: answersOf('two-founders') });
    const firstOut = styles.findIndex(({ feasible }) => !feasible);
    expect(styles.slice(firstOut).every(({ feasible }) => !feasible)).toBe(true);
    const scores = styles.slice(0, firstOut).map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
  });
});

describe('the same company with one team and with eight', () => {
  it('moves from a modular monolith to microservices', () => {
    expect(baseOf(rank({ facts: [], answers: answersOf('saas-small-team') })[0]!.style)).toBe('modular-monolith');
    expect(baseOf(rank({ facts: [], answers: answersOf('saas-eight-teams') })[0]!.style)).toBe('microservices');
  });
});

describe('the starting point', () => {
  const services = ['orders', 'stock', 'mail', 'users'].map(service);
  const answers = {
    'starting-point': 'evolve',
    'team-size': 4,
    horizon: 1,
    'domain-borders': 'clear',
    'release-contention': 'never',
  } as const;
  const lossOf = (given: Record<string, string | number>, style: string) =>
    rank({ facts: services, answers: stated(given) })
      .find((ranked) => ranked.style === style)!
      .contributions.find(({ driver }) => driver === 'starting-point')?.points ?? 0;

  it('costs whoever leaves what is there, visibly, and rests on facts', () => {
    expect(lossOf(answers, 'modular-monolith')).toBeLessThan(0);
    expect(lossOf(answers, 'service-based')).toBe(0);
  });

  it('costs nothing from scratch or beside it', () => {
    expect(lossOf({ ...answers, 'starting-point': 'from-scratch' }, 'modular-monolith')).toBe(0);
    expect(lossOf({ ...answers, 'starting-point': 'extend' }, 'modular-monolith')).toBe(0);
  });

  it('is held against what exists where a pain is stated', () => {
    const ranked = rank({ facts: services, answers: stated({ ...answers, pains: ['too-many-parts'] }) });
    const today = ranked.find(({ style }) => style === 'service-based')!;
    expect(today.contributions.find(({ driver }) => driver === 'pains-of-today')?.points).toBeLessThan(0);
  });
});

describe('none fits', () => {
  it('names the smallest set of stated answers that conflict', () => {
    const { noneFits, styles } = decide(
      { facts: [], answers: stated({ availability: 99.99, budget: 50, 'team-size': 2, night: 'rota' }) },
      { samples: 10 },
    );
    expect(noneFits?.conflict).toEqual(['availability', 'budget']);
    expect(styles.every(({ feasible }) => !feasible)).toBe(true);
  });

  it('needs a single answer where one is enough', () => {
    expect(decide({ facts: [], answers: stated({ 'team-size': 0 }) }, { samples: 10 }).noneFits?.conflict).toEqual(['team-size']);
  });

  it('is absent while something fits', () => {
    expect(decide({ facts: [], answers: stated({}) }, { samples: 10 }).noneFits).toBeUndefined();
  });
});

describe('flip points', () => {
  it.each(goldenScenarios.filter((_, index) => index % 3 === 0).map(({ id }) => id))('of %s put the named style first', (id) => {
    const answers = answersOf(id);
    const { flipPoints, styles } = decide({ facts: [], answers }, { samples: 1 });
    expect(flipPoints.length).toBeGreaterThan(0);
    for (const flip of flipPoints) {
      const changed = new Map(answers);
      for (const { question, to } of flip.changes) {
        const current = resolve(answers).get(question)!.value;
        const value = typeof current === 'number' ? Number(to) : typeof current === 'string' ? to : to === 'none' ? [] : to.split(',');
        changed.set(question, { origin: 'user', value });
      }
      const [first] = rank({ facts: [], answers: changed });
      expect(styleKey(first!.style), flip.trigger).toBe(styleKey(flip.to));
      expect(baseOf(first!.style)).not.toBe(baseOf(styles[0]!.style));
      expect(flip.trigger).toMatch(/^when /);
    }
  });

  it('turn a small team into service-based when finished work waits every week, and by no load alone', () => {
    const { flipPoints } = decide({ facts: [], answers: answersOf('saas-small-team') }, { samples: 1 });
    expect(flipPoints.some(({ to, changes }) => to === 'service-based' && changes[0]!.question === 'release-contention')).toBe(true);
    expect(flipPoints.some(({ changes }) => changes.some(({ question }) => question === 'concurrent-users'))).toBe(false);
  });
});

describe('stability', () => {
  it('is a share of the samples and repeats', () => {
    const input = { facts: [], answers: answersOf('genome-lab') };
    const { stability } = decide(input);
    expect(stability).toEqual(decide(input).stability);
    expect(stability.samples).toBe(2000);
    expect(stability.share).toBeCloseTo(stability.firsts / 2000, 10);
    expect(stability.share).toBeGreaterThan(0.9);
  });

  it('is lower the less is known', () => {
    const known = decide({ facts: [], answers: answersOf('bank-core') }).stability.share;
    expect(decide({ facts: [], answers: stated({}) }).stability.share).toBeLessThan(known);
  });
});

describe('hybrids', () => {
  const answers = {
    ...goldenScenarios.find(({ id }) => id === 'travel-search')!.answers,
    alone: ['release'],
    'concurrent-users': 800,
    'who-waits': 'receipt',
    'work-trigger': 'mixed',
    'machine-events': 3000,
  };

  it('are rated where two parts need different things, pay for a part more and count as their base', () => {
    const ranked = rank({ facts: [], answers: stated(answers) });
    const hybrid = ranked.find(({ style }) => styleKey(style) === 'service-based+event-driven')!;
    const base = ranked.find(({ style }) => style === 'service-based')!;
    expect(hybrid.name).toBe('service-based with an event-driven edge');
    expect(hybrid.parts).toBe(base.parts + 1);
    expect(hybrid.contributions.some(({ driver }) => driver === 'second-runtime')).toBe(true);
    expect(baseOf(hybrid.style)).toBe('service-based');
  });

  it('are not rated where nothing sets a part apart', () => {
    expect(rank({ facts: [], answers: answersOf('internal-tool') }).every(({ style }) => typeof style === 'string')).toBe(true);
  });
});

describe('answers', () => {
  it('take the workspace below the user and ignore what is too uncertain', () => {
    const answers: Answers = new Map([
      ['hosting', { origin: 'workspace', value: 'own', confidence: 0.4, facts: ['f'] }],
      ['operations', { origin: 'workspace', value: 'watched', confidence: 0.9, facts: ['g'] }],
    ]);
    expect(resolve(answers).get('hosting')).toMatchObject({ value: 'any', origin: 'assumed' });
    expect(resolve(answers).get('operations')).toMatchObject({ value: 'watched', origin: 'workspace', facts: ['g'] });
  });

  it('map a bucket of a quantity to its number and ignore unknown ids and options', () => {
    const resolved = resolve(stated({ budget: 'under-200', __proto__x: 'a', hosting: 'constructor' }));
    expect(resolved.get('budget')!.value).toBe(100);
    expect(resolved.get('hosting')!.origin).toBe('assumed');
    expect(resolved.has('__proto__x')).toBe(false);
  });
});

describe('what is always considered', () => {
  it('buying, low-code and leaving it each get a verdict of their own', () => {
    const { alternativesToBuilding } = decide({ facts: [], answers: answersOf('internal-tool') }, { samples: 1 });
    expect(alternativesToBuilding.map(({ id }) => id)).toEqual(['buy', 'low-code', 'leave']);
    expect(new Set(alternativesToBuilding.map(({ verdict }) => verdict)).size).toBe(3);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseOf, decide, rank, styleKey } from '../../src/core/decide/index.ts';
import { openCase } from '../../src/core/decide/case.ts';
import { firedDrivers } from '../../src/core/decide/ranking.ts';
import { compileRules, standardModel, standardRules, type Model, type RuleBook } from '../../src/core/decide/rule-book.ts';
import type { BaseStyle } from '../../src/core/decide/recommendation.ts';
import { resolve } from '../../src/core/decide/values.ts';
import type { Answers } from '../../src/core/interview/answer.ts';
import { questions } from '../../src/core/interview/questions.ts';
import { factsOf } from '../golden/scenarios/today.ts';
import { besideFlip, cases, marginOf, valueOf, withAnswer } from './decide-cases.ts';

/** Cases per property in the normal suite. */
const runs = 5000;
/** Cases in which a broken rule must be noticed. */
const runsToNotice = 1500;

const firstOf = (answers: Answers, model: Model = standardModel) => rank({ facts: [], answers }, model)[0]!;

/** Runs a predicate over cases; says whether it held, and how many cases lay beside a flip. */
function check<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean, numRuns = runs): boolean {
  return !fc.check(fc.property(arbitrary, holds), { numRuns, seed: 20_261_101, endOnFailure: true }).failed;
}

function broken(change: (book: RuleBook) => Partial<RuleBook>): Model {
  return compileRules({ ...standardRules, ...change(standardRules) });
}

describe('cases', () => {
  it('lie beside a flip in at least 30 % of all', () => {
    const margins = fc.sample(cases(), { numRuns: 300, seed: 7 }).map(marginOf);
    expect(margins.filter((margin) => margin <= besideFlip).length / margins.length).toBeGreaterThanOrEqual(0.3);
    const withMeans = fc.sample(cases(means), { numRuns: 300, seed: 7 }).map(marginOf);
    expect(withMeans.filter((margin) => margin <= besideFlip).length / withMeans.length).toBeGreaterThanOrEqual(0.3);
  });
});

const means = {
  'team-size': 60,
  teams: 8,
  operations: 'watched',
  budget: 60_000,
  'operations-days': 60,
  night: 'rota',
  skills: ['containers', 'kubernetes', 'queues', 'event-streams', 'infrastructure-as-code', 'distributed-tracing'],
} as const;

describe('more contention over releases', () => {
  const line = new Map<BaseStyle, number>([
    ['layered', 0],
    ['modular-monolith', 0],
    ['service-based', 1],
    ['microservices', 2],
  ]);
  const levels = ['never', 'yearly', 'monthly', 'weekly'];
  const neverMovesDown = (model: Model) => (answers: Answers) => {
    const places = levels
      .map((level) => firstOf(withAnswer(answers, 'release-contention', level), model))
      .filter(({ feasible }) => feasible)
      .map(({ style }) => line.get(baseOf(style)))
      .filter((place) => place !== undefined);
    return places.every((place, index) => index === 0 || place >= places[index - 1]!);
  };

  it('never moves down the line from monolith to microservices', () => {
    expect(check(cases(means), neverMovesDown(standardModel))).toBe(true);
  });

  it('would be noticed to, if the need for autonomy fell with contention', () => {
    const model = broken(({ requirements }) => ({
      requirements: requirements.map((rule) => (rule.id === 'autonomy.contention-weekly' ? { ...rule, level: 1 } : rule)),
      shapes: standardRules.shapes.filter(({ id }) => id !== 'shape:many-teams-wait'),
    }));
    expect(check(cases(means), neverMovesDown(model), runsToNotice)).toBe(false);
  });
});

describe('less budget', () => {
  const several = { operations: 'automatic', 'team-size': 12, 'domain-borders': 'clear', disqualifiers: ['none'] } as const;
  // Not a double: those are spread evenly over their bit patterns, so that nearly all of them are next to nothing.
  const power = fc.integer({ min: 0, max: 600 }).map((hundredths) => hundredths / 100);
  const budgets = fc.tuple(
    fc.oneof(
      cases(),
      cases({ ...several, alone: ['release', 'scale'] }),
      cases({ ...several, 'release-contention': 'monthly', 'who-waits': 'receipt' }),
    ),
    power,
    power,
  );
  const neverAddsParts =
    (model: Model) =>
    ([answers, one, other]: [Answers, number, number]) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map((power) =>
        firstOf(withAnswer(answers, 'budget', 10 ** power), model),
      );
      return !less!.feasible || !more!.feasible || less!.parts <= more!.parts;
    };

  it('never adds parts that the team must operate', () => {
    expect(check(budgets, neverAddsParts(standardModel))).toBe(true);
  });

  const running = fc.tuple(budgets, fc.integer({ min: 0, max: 20 }), fc.boolean());
  const neverAddsToWhatRuns =
    (model: Model) =>
    ([[answers, one, other], services, hurts]: [[Answers, number, number], number, boolean]) => {
      const facts = factsOf({ services, stores: ['postgresql', 'mongodb', 'redis'], brokers: hurts ? [] : ['rabbitmq'] });
      const evolving = withAnswer(withAnswer(answers, 'starting-point', 'evolve'), 'pains', hurts ? ['too-many-parts'] : ['none']);
      const [less, more] = [Math.min(one, other), Math.max(one, other)].map(
        (power) => rank({ facts, answers: withAnswer(evolving, 'budget', 10 ** power) }, model)[0]!,
      );
      return !less!.feasible || !more!.feasible || less!.parts <= more!.parts;
    };

  it('never adds parts to what runs today either', () => {
    expect(check(running, neverAddsToWhatRuns(standardModel))).toBe(true);
  });

  it('would be noticed to, if parts became cheaper with less money', () => {
    const model = broken(() => ({
      partPrice: (values) => 0.02 * Math.max(0, Math.log10(1 + values[questions.findIndex(({ id }) => id === 'budget')]!) - 2.5),
    }));
    expect(check(budgets, neverAddsParts(model), runsToNotice)).toBe(false);
    expect(check(running, neverAddsToWhatRuns(model), runsToNotice)).toBe(false);
  });
});

describe('a changed answer', () => {
  const changes = fc
    .tuple(cases(), fc.constantFrom(...questions))
    .chain(([answers, question]) => fc.tuple(fc.constant(answers), fc.constant(question.id), valueOf(question)));
  const removesOnlyItsOwn =
    (model: Model) =>
    ([answers, question, value]: [Answers, string, Parameters<typeof withAnswer>[2]]) => {
      const before = firedDrivers(openCase(model, { facts: [], answers }));
      const after = new Set(
        firedDrivers(openCase(model, { facts: [], answers: withAnswer(answers, question, value) })).map(({ rule }) => rule),
      );
      return before.every(({ rule, basis }) => after.has(rule) || basis.answers.includes(question) || basis.assumed.includes(question));
    };

  it('removes only drivers that rested on the value it replaces', () => {
    expect(check(changes, removesOnlyItsOwn(standardModel))).toBe(true);
  });

  it('would be noticed to remove another, if a rule read an answer it does not name', () => {
    const hosting = questions.findIndex(({ id }) => id === 'hosting');
    const model: Model = {
      ...standardModel,
      requirements: standardModel.requirements.map((entry) =>
        entry.rule.id === 'evolvability.areas' ? { ...entry, test: (values) => entry.test(values) && values[hosting] === 1 } : entry,
      ),
    };
    expect(check(changes, removesOnlyItsOwn(model), runsToNotice)).toBe(false);
  });
});

describe('a stated hard constraint', () => {
  const violated = (answers: Answers, base: BaseStyle): boolean => {
    const values = resolve(answers);
    const said = (question: string, ...options: string[]) => {
      const entry = values.get(question)!;
      if (entry.origin !== 'stated' && entry.origin !== 'workspace') return false;
      return options.some((option) => (typeof entry.value === 'object' ? entry.value.includes(option) : entry.value === option));
    };
    const lessThan = (question: string, limit: number) => {
      const entry = values.get(question)!;
      return (entry.origin === 'stated' || entry.origin === 'workspace') && (entry.value as number) < limit;
    };
    if (lessThan('team-size', 1)) return true;
    switch (base) {
      case 'serverless':
        return (
          said('hosting', 'own', 'edge') ||
          said('disqualifiers', 'own-hosting', 'disconnected') ||
          said('longest-task', 'hours') ||
          said('stack-forbidden', 'serverless', 'proprietary') ||
          said('latency', 'under-50ms')
        );
      case 'microservices':
        return lessThan('teams', 3) || lessThan('team-size', 12) || said('operations', 'by-hand', 'tested') || lessThan('budget', 101);
      case 'service-based':
        return said('domain-borders', 'one') || said('operations', 'by-hand') || lessThan('team-size', 3);
      case 'event-driven':
        return said('who-waits', 'always') || said('operations', 'by-hand');
      case 'pipeline':
        return said('transformation-chain', 'no');
      case 'microkernel':
        return said('variants', 'no', 'settings');
      case 'space-based':
        return said('same-things', 'no', 'yes-large') || lessThan('team-size', 5);
      default:
        return false;
    }
  };
  const isKept = (model: Model) => (answers: Answers) => {
    const first = firstOf(answers, model);
    return !first.feasible || !violated(answers, baseOf(first.style));
  };

  it('is never violated by what comes first', () => {
    expect(check(cases(), isKept(standardModel))).toBe(true);
  });

  it('would be noticed to be, if a precondition were forgotten', () => {
    const model = broken(({ preconditions }) => ({
      preconditions: preconditions.filter(({ id }) => id !== 'provider' && id !== 'short-tasks'),
    }));
    expect(check(cases(), isKept(model), runsToNotice)).toBe(false);
  });
});

describe('right-sizing', () => {
  const small = fc.tuple(cases(), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 100 }), fc.boolean());
  const neverMicroservices =
    (model: Model) =>
    ([answers, people, budget, byPeople]: [Answers, number, number, boolean]) => {
      const given = byPeople ? withAnswer(answers, 'team-size', people) : withAnswer(answers, 'budget', budget);
      const first = firstOf(given, model);
      return !first.feasible || baseOf(first.style) !== 'microservices';
    };

  it('never puts microservices first for two developers or 100 $ a month', () => {
    expect(check(small, neverMicroservices(standardModel))).toBe(true);
  });

  it('would be noticed to, if neither teams nor parts counted', () => {
    const model = broken(({ preconditions, shapes, requirements }) => ({
      preconditions: preconditions.filter(({ styles }) => !styles.includes('microservices')),
      shapes: shapes.map((rule) => ({ ...rule, losses: { ...rule.losses, microservices: 0 } })),
      requirements: requirements.filter(({ attribute }) => attribute !== 'simplicity'),
      parts: () => 2,
    }));
    expect(check(small, neverMicroservices(model), runsToNotice)).toBe(false);
  });
});

describe('the same input', () => {
  const shuffle = (answers: Answers): Answers => new Map([...answers].reverse());
  const sameBytes = (model: Model) => (answers: Answers) =>
    JSON.stringify(rank({ facts: [], answers }, model)) === JSON.stringify(rank({ facts: [], answers: shuffle(answers) }, model));
  const sameDecision = (answers: Answers) =>
    JSON.stringify(decide({ facts: [], answers }, { samples: 5 })) ===
    JSON.stringify(decide({ facts: [], answers: shuffle(answers) }, { samples: 5 }));

  it('gives the same output, byte for byte, in whatever order the answers came', () => {
    expect(check(cases(), sameBytes(standardModel))).toBe(true);
    expect(check(cases(), sameDecision, 400)).toBe(true);
  }, 120_000);

  it('would be noticed not to, if a rule kept a count', () => {
    let calls = 0;
    const model = broken(() => ({ partPrice: () => 0.001 * (calls += 1) }));
    expect(check(cases(), sameBytes(model), 20)).toBe(false);
  });
});

describe('a flip point', () => {
  const flips = (answers: Answers) =>
    decide({ facts: [], answers }, { samples: 1 }).flipPoints.every(({ to, changes }) => {
      const changed = changes.reduce((given, { question, to: value }) => withAnswer(given, question, valueFrom(question, value)), answers);
      return baseOf(firstOf(changed).style) === baseOf(to);
    });
  const valueFrom = (id: string, written: string) => {
    const question = questions.find((entry) => entry.id === id)!;
    if (question.kind === 'quantity') return Number(written);
    return question.kind === 'multi' ? (written === 'none' ? [] : written.split(',')) : written;
  };

  it('puts the style first that it names, when its answers are changed as it says', () => {
    expect(check(cases(), flips, 600)).toBe(true);
  }, 120_000);
});

describe('every recommendation', () => {
  it('has scores from 0 to 1, no NaN, and a basis for every contribution', () => {
    const sound = (answers: Answers) =>
      rank({ facts: [], answers }).every(
        ({ score, contributions, failedPreconditions, monthlyCost, operationsDays }) =>
          score >= 0 &&
          score <= 1 &&
          [monthlyCost.low, monthlyCost.high, operationsDays.low, operationsDays.high].every(Number.isFinite) &&
          monthlyCost.low <= monthlyCost.high &&
          [...contributions, ...failedPreconditions].every(
            ({ basis, because }) =>
              basis.answers.length + basis.facts.length + basis.assumed.length > 0 && !/[{}]|NaN|undefined/.test(because),
          ) &&
          contributions.every(({ points }) => Number.isFinite(points)),
      );
    expect(check(cases(), sound)).toBe(true);
  });

  it('survives ids, options and numbers that nobody defined', () => {
    const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', ...questions.map(({ id }) => id));
    const values = fc.oneof(names, fc.array(names, { maxLength: 3 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300));
    const hostile = fc.array(fc.tuple(names, values), { maxLength: 20 });
    const survives = (pairs: [string, string | string[] | number][]) => {
      const answers: Answers = new Map(pairs.map(([question, value]) => [question, { origin: 'user', value }]));
      const { styles, required, capacity } = decide({ facts: [], answers }, { samples: 3 });
      return (
        styles.every(({ score, style }) => score >= 0 && score <= 1 && styleKey(style).length > 0) &&
        required.every(({ level }) => level >= 1 && level <= 5) &&
        capacity.figures.every(({ value }) => Number.isFinite(value))
      );
    };
    expect(check(hostile, survives, 100)).toBe(true);
  }, 60_000);
});

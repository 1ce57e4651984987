import { baseStyles, qualityAttributes } from '../../src/core/decide/recommendation.ts';
import type { Basis, RankedStyle, Recommendation, SlotChoice, SlotId, StyleId } from '../../src/core/decide/recommendation.ts';
import type { Answer, Answers } from '../../src/core/interview/answer.ts';
import type { AnswerValue } from '../../src/core/interview/question.ts';

/** Answers that the person gave. */
export function said(values: Readonly<Record<string, AnswerValue>>): Answers {
  return new Map(Object.entries(values).map(([id, value]): [string, Answer] => [id, { origin: 'user', value }]));
}

/** A basis on questions, sorted into stated and assumed by the answers. */
export function basisOn(answers: Answers, questions: readonly string[], facts: readonly string[] = []): Basis {
  const stated = questions.filter((id) => 'value' in (answers.get(id) ?? {}));
  return { answers: stated, facts, assumed: questions.filter((id) => !stated.includes(id)) };
}

/** What a test wants to differ from the plain recommendation. */
export interface Wanted {
  readonly style?: StyleId;
  readonly slots?: readonly {
    readonly slot: SlotId;
    readonly outcome: SlotChoice['outcome'];
    readonly name: string;
    readonly facts?: readonly string[];
  }[];
  readonly noneFits?: boolean;
}

/** A recommendation with the wanted style first, made without the decision method: only its shape is real. */
export function recommend(answers: Answers, wanted: Wanted = {}): Recommendation {
  const first = wanted.style ?? 'modular-monolith';
  const rest = baseStyles.filter((style) => style !== first);
  const styles = [first, ...rest].map((style, index) => ranked(answers, style, index, wanted.noneFits === true));
  return {
    styles,
    ties: [],
    required: [
      {
        attribute: 'scalability',
        level: 2,
        weight: 0.3,
        rule: 'need.scalability',
        because: 'the peak is small enough for one process',
        basis: basisOn(answers, ['concurrent-users']),
      },
      {
        attribute: 'simplicity',
        level: 4,
        weight: 0.4,
        rule: 'need.simplicity',
        because: 'few people keep it alive',
        basis: basisOn(answers, ['team-size', 'night']),
      },
      {
        attribute: 'evolvability',
        level: 4,
        weight: 0.2,
        rule: 'need.evolvability',
        because: 'the areas change for different reasons',
        basis: basisOn(answers, ['domain-borders']),
      },
    ],
    stability: { share: 0.86, samples: 2000, firsts: 1720 },
    flipPoints: [
      {
        to: rest[0] ?? 'layered',
        changes: [{ question: 'release-contention', from: 'never', to: 'monthly' }],
        trigger: 'when finished work waits for another release every month',
      },
    ],
    ...(wanted.noneFits === true
      ? { noneFits: { conflict: ['budget', 'availability'], because: 'the budget does not pay for the promised availability' } }
      : {}),
    slots: (wanted.slots ?? plainSlots).map((entry) => slotChoice(answers, entry)),
    capacity: {
      figures: [
        {
          id: 'peak-requests',
          label: 'Requests at the peak',
          value: 75,
          unit: 'requests/s',
          formula: '1,500 people / 20 s = 75 requests/s',
          basis: basisOn(answers, ['concurrent-users']),
          assumptions: ['think-time'],
        },
        {
          id: 'instances',
          label: 'Instances',
          value: 2,
          unit: 'instances',
          formula: '75 / 100 per instance, one spare = 2',
          basis: basisOn(answers, ['concurrent-users']),
          assumptions: [],
        },
      ],
      assumptions: [{ id: 'think-time', text: 'One action every 20 s per person' }],
    },
    cost: {
      lines: [{ item: 'Two small instances', low: 60, high: 120, note: '2 vCPU each', source: 'list price, read 2026-11' }],
      infrastructure: { low: 210, high: 430 },
      stages: { small: { low: 150, high: 300 }, peak: { low: 300, high: 620 } },
      operationsDays: { low: 1, high: 2 },
      operationsCost: { low: 600, high: 1200 },
      figures: [],
      assumptions: [],
      pricesRead: '2026-11',
    },
    alternativesToBuilding: [
      { id: 'buy', verdict: 'Parts of it are sold, the core is not', basis: basisOn(answers, ['buyable']) },
      { id: 'low-code', verdict: 'The rules outgrow a form builder within a year', basis: basisOn(answers, ['buyable']) },
      { id: 'leave', verdict: 'It would not meet the deadline', basis: basisOn(answers, ['pains']) },
    ],
  };
}

function ranked(answers: Answers, style: StyleId, index: number, none: boolean): RankedStyle {
  const out = none || index > 5;
  return {
    style,
    name: typeof style === 'string' ? style.replace(/-/g, ' ') : `${style.base} with ${style.edge}`,
    score: Math.max(0, 0.84 - index * 0.07),
    feasible: !out,
    contributions: [
      {
        driver: 'attribute:evolvability',
        points: -0.02 * index,
        because: `evolvability falls ${index} short`,
        basis: basisOn(answers, ['domain-borders']),
      },
      { driver: 'parts', points: -0.03 * index, because: `${index + 1} parts to operate`, basis: basisOn(answers, ['team-size']) },
    ],
    failedPreconditions: out
      ? [{ id: 'teams', effect: 'excludes', because: 'needs at least 3 teams; you have 1', basis: basisOn(answers, ['teams']) }]
      : [],
    ratings: Object.fromEntries(qualityAttributes.map((attribute) => [attribute, Math.max(1, 4 - (index % 3))])) as RankedStyle['ratings'],
    parts: index + 1,
    releases: index + 1,
    monthlyCost: { low: 210 + index * 40, high: 430 + index * 90 },
    operationsDays: { low: 1 + index, high: 2 + index },
  };
}

/** The slots of a plain web application. */
export const plainSlots: NonNullable<Wanted['slots']> = [
  { slot: 'primary-store', outcome: 'add', name: 'PostgreSQL' },
  { slot: 'language-framework', outcome: 'add', name: 'TypeScript on Node.js' },
  { slot: 'web-client', outcome: 'add', name: 'React' },
  { slot: 'compute', outcome: 'add', name: 'Managed containers' },
  { slot: 'messaging', outcome: 'not-needed', name: 'None' },
  { slot: 'cache', outcome: 'not-needed', name: 'None' },
  { slot: 'delivery', outcome: 'add', name: 'GitHub Actions' },
];

function slotChoice(answers: Answers, entry: NonNullable<Wanted['slots']>[number]): SlotChoice {
  const option = (name: string, because: string) => ({
    id: name.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'x',
    name,
    score: 0.5,
    feasible: true,
    because,
    basis: basisOn(answers, ['team-size'], entry.facts ?? []),
  });
  return {
    slot: entry.slot,
    title: entry.slot,
    outcome: entry.outcome,
    chosen: option(entry.name, `${entry.name} fits ${entry.slot} for a team of this size`),
    alternatives: [
      option(`Rival one of ${entry.slot}`, 'costs twice as much here'),
      option(`Rival two of ${entry.slot}`, 'nobody has run it'),
    ],
    consequences: [`Somebody owns ${entry.slot} from the first week`],
    flip: `when ${entry.slot} needs more than a day a month`,
    stability: 0.9,
  };
}

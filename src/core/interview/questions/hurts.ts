import type { Question } from '../question.ts';

/** What hurts in what runs today. */
export const whatHurtsQuestions: readonly Question[] = [
  {
    id: 'pains',
    topic: 'what-hurts',
    kind: 'multi',
    depth: 2,
    text: 'What hurts most in what runs today?',
    why: 'A pain that comes every month outweighs every general rule.',
    example: 'Each release breaks the export.',
    appliesWhen: { not: { question: 'starting-point', oneOf: ['from-scratch'] } },
    options: [
      { id: 'outages', label: 'It fails', prior: 0.2 },
      { id: 'slow', label: 'It is slow', prior: 0.25 },
      { id: 'peaks', label: 'It cannot take the peaks', prior: 0.12 },
      { id: 'changes-break', label: 'A change here breaks something there', prior: 0.35 },
      { id: 'slow-delivery', label: 'Changes take too long to get out', prior: 0.3 },
      { id: 'cost', label: 'It costs too much', prior: 0.15 },
      { id: 'partner-outages', label: 'A partner’s outage stops us', prior: 0.12 },
      { id: 'manual-operations', label: 'Too much is done by hand', prior: 0.25 },
      { id: 'too-many-parts', label: 'Too many parts to keep alive', prior: 0.1 },
      { id: 'none', label: 'Nothing much', prior: 0.15 },
    ],
    assumption: ['none'],
  },
  {
    id: 'outage-frequency',
    topic: 'what-hurts',
    kind: 'quantity',
    unit: 'outages a quarter',
    min: 0,
    max: 1000,
    usual: [0, 40],
    depth: 3,
    text: 'How many times in three months does it fail?',
    why: 'Once a year is bad luck; every week is a design.',
    example: 'Three times since spring, twice during a release.',
    followsUp: 'pains',
    appliesWhen: { all: [{ not: { question: 'starting-point', oneOf: ['from-scratch'] } }, { question: 'pains', oneOf: ['outages'] }] },
    options: [
      { id: 'rarely', label: 'about once a quarter or less', value: 1, prior: 0.4 },
      { id: 'monthly', label: 'about once a month', value: 3, prior: 0.4 },
      { id: 'weekly', label: 'every week', value: 13, prior: 0.2 },
    ],
    assumption: 2,
  },
];

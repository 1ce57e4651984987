import type { Question } from '../question.ts';

/** Where the work starts from. */
export const startingPointQuestions: readonly Question[] = [
  {
    id: 'starting-point',
    topic: 'starting-point',
    kind: 'choice',
    depth: 1,
    text: 'What happens to what is already here?',
    why: 'Leaving working code costs weeks; keeping it costs freedom. From scratch means the repository only shows what you know.',
    example: 'It runs and earns money; we rebuild it area by area.',
    options: [
      { id: 'from-scratch', label: 'We start from scratch', prior: 0.25 },
      { id: 'evolve', label: 'We evolve it, step by step', prior: 0.5 },
      { id: 'replace', label: 'We replace it', prior: 0.1 },
      { id: 'extend', label: 'It stays; we build something beside it', prior: 0.15 },
    ],
    assumption: 'evolve',
  },
];

import type { Question } from '../question.ts';

/** What worries those who ask. */
export const challengesQuestions: readonly Question[] = [
  {
    id: 'worries',
    topic: 'challenges',
    kind: 'multi',
    depth: 2,
    text: 'What worries you most?',
    why: 'A worry you name gets an answer in the document.',
    example: 'Nobody here has moved a live database.',
    options: [
      { id: 'budget', label: 'The budget', prior: 0.35 },
      { id: 'deadline', label: 'The deadline', prior: 0.4 },
      { id: 'specialists', label: 'Missing specialists', prior: 0.3 },
      { id: 'migration', label: 'The move from old to new', prior: 0.25 },
      { id: 'lock-in', label: 'Depending on one vendor', prior: 0.2 },
      { id: 'security', label: 'Security', prior: 0.35 },
      { id: 'none', label: 'Nothing in particular', prior: 0.1 },
    ],
    assumption: ['none'],
  },
];

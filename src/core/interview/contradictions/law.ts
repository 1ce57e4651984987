import type { ContradictionRule } from './rule.ts';
import { all, any, is } from './rule.ts';

/** Law and people's data against how the work is done. */
export const lawRules: readonly ContradictionRule[] = [
  {
    id: 'regulated-by-nobody',
    serious: 3,
    when: all(is('disqualifiers', 'regulated'), is('compliance', 'none')),
    sentence: 'A law or an auditor looks at it, and none of the rules applies: which one does the auditor read?',
    example: { answers: { disqualifiers: ['regulated'], compliance: ['none'] } },
    innocent: { answers: { disqualifiers: ['regulated'], compliance: ['health'] } },
  },
  {
    id: 'a-law-by-hand',
    serious: 3,
    when: all(
      is('operations', 'by-hand'),
      any(is('compliance', 'health', 'cards', 'finance', 'certificate'), is('personal-data', 'sensitive')),
    ),
    sentence:
      'The data is of the kind that an auditor or a victim asks about[ ({compliance})], and changes are put in place by hand, so nobody can show who changed what: does releasing become automatic, or does somebody else run it?',
    example: { answers: { compliance: ['cards'], operations: 'by-hand' } },
    innocent: { answers: { compliance: ['cards'], operations: 'tested' } },
  },
  {
    id: 'knows-nobody-and-a-law-about-people',
    serious: 2,
    when: all(is('personal-data', 'none'), is('compliance', 'privacy', 'health', 'cards')),
    sentence:
      'It knows nothing about people, and rules about people’s data apply ({compliance}): what do they protect here? If it is only the names of your users, say so.',
    example: { answers: { 'personal-data': 'none', compliance: ['health'] } },
    innocent: { answers: { 'personal-data': 'sensitive', compliance: ['health'] } },
  },
];

import type { RequirementRule } from '../requirement-rule.ts';
import { any, atLeast, between, is } from '../rule-condition.ts';

/** Needs for change: deployability, testability, evolvability, autonomy, interoperability. */
export const changeRules: readonly RequirementRule[] = [
  {
    id: 'autonomy.contention-yearly', attribute: 'team-autonomy', level: 3, weight: 0.4,
    when: is('release-contention', 'yearly'),
    because: 'Finished work waits for somebody else a few times a year.',
    example: { 'release-contention': 'yearly' }, negative: { 'release-contention': 'never' },
  },
  {
    id: 'autonomy.contention-monthly', attribute: 'team-autonomy', level: 4, weight: 1.8,
    when: is('release-contention', 'monthly'),
    because: 'Finished work waits for somebody else’s release every month.',
    example: { 'release-contention': 'monthly' }, negative: { 'release-contention': 'yearly' },
  },
  {
    id: 'autonomy.contention-weekly', attribute: 'team-autonomy', level: 5, weight: 2.6,
    when: is('release-contention', 'weekly'),
    because: 'Finished work waits for somebody else’s release every week.',
    example: { 'release-contention': 'weekly' }, negative: { 'release-contention': 'monthly' },
  },
  {
    id: 'deployability.alone', attribute: 'deployability', level: 4, weight: 1.8,
    when: is('alone', 'release'),
    because: 'A part must be released without the others.',
    example: { alone: ['release'] }, negative: { alone: ['scale'] },
  },
  {
    id: 'deployability.slow-delivery', attribute: 'deployability', level: 3, weight: 0.8,
    when: is('pains', 'slow-delivery'),
    because: 'Changes take too long to get out today.',
    example: { pains: ['slow-delivery'] }, negative: { pains: ['slow'] },
  },
  {
    id: 'testability.changes-break', attribute: 'testability', level: 3, weight: 1,
    when: is('pains', 'changes-break'),
    because: 'A change in one place breaks something elsewhere today.',
    example: { pains: ['changes-break'] }, negative: { pains: ['cost'] },
  },
  {
    id: 'testability.harm', attribute: 'testability', level: 3, weight: 0.8,
    when: is('first-hour-down', 'harm'),
    because: 'A failure may harm somebody, so a change must be provable before it is released.',
    example: { 'first-hour-down': 'harm' }, negative: { 'first-hour-down': 'money' },
  },
  {
    id: 'testability.audited', attribute: 'testability', level: 3, weight: 0.5,
    when: is('disqualifiers', 'regulated'),
    because: 'An auditor wants to see that changes are tested.',
    example: { disqualifiers: ['regulated'] }, negative: { disqualifiers: ['residency'] },
  },
  {
    id: 'evolvability.areas', attribute: 'evolvability', level: 3, weight: 1,
    when: is('domain-borders', 'clear', 'tangled'),
    because: 'It covers several areas of the business that will change separately.',
    example: { 'domain-borders': 'clear' }, negative: { 'domain-borders': 'one' },
  },
  {
    id: 'evolvability.decade', attribute: 'evolvability', level: 3, weight: 1,
    when: atLeast('horizon', 5),
    because: 'It must hold for {horizon} years.',
    example: { horizon: 10 }, negative: { horizon: 3 },
  },
  {
    id: 'evolvability.years', attribute: 'evolvability', level: 2, weight: 0.5,
    when: between('horizon', 2.5, 5),
    because: 'It must hold for {horizon} years.',
    example: { horizon: 3 }, negative: { horizon: 1 },
  },
  {
    id: 'evolvability.objective', attribute: 'evolvability', level: 3, weight: 0.3,
    when: is('objectives', 'new-product', 'new-markets'),
    because: 'New products and markets change what is asked of it.',
    example: { objectives: ['new-markets'] }, negative: { objectives: ['reduce-cost'] },
  },
  {
    id: 'evolvability.changes-break', attribute: 'evolvability', level: 3, weight: 1.2,
    when: is('pains', 'changes-break'),
    because: 'A change in one place breaks something elsewhere today.',
    example: { pains: ['changes-break'] }, negative: { pains: ['outages'] },
  },
  {
    id: 'evolvability.many-hands', attribute: 'evolvability', level: 3, weight: 0.8,
    when: atLeast('team-size', 7),
    because: '{team-size} developers work in it at the same time.',
    example: { 'team-size': 10 }, negative: { 'team-size': 4 },
  },
  {
    id: 'interoperability.objective', attribute: 'interoperability', level: 3, weight: 0.9,
    when: is('objectives', 'integrate-systems'),
    because: 'Making existing systems work together is what it is for.',
    part: 'stream',
    example: { objectives: ['integrate-systems'] }, negative: { objectives: ['new-product'] },
  },
  {
    id: 'interoperability.others', attribute: 'interoperability', level: 2, weight: 0.5,
    when: any(is('needs', 'public-api'), is('users', 'partners'), is('legacy', 'erp', 'own-services')),
    because: 'Systems of others call it or are called by it.',
    example: { needs: ['public-api'] }, negative: { needs: ['mobile'] },
  },
];

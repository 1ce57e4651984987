import type { RequirementRule } from '../requirement-rule.ts';
import { all, atLeast, between, is } from '../rule-condition.ts';

/** Needs for staying up, staying right and staying safe. */
export const dependabilityRules: readonly RequirementRule[] = [
  {
    id: 'fault-tolerance.alone', attribute: 'fault-tolerance', level: 4, weight: 1.6,
    when: is('alone', 'fail'),
    because: 'One part must be able to fail without the others.',
    example: { alone: ['fail'] }, negative: { alone: ['release'] },
  },
  {
    id: 'fault-tolerance.work-stops', attribute: 'fault-tolerance', level: 2, weight: 0.6,
    when: is('first-hour-down', 'work-stops'),
    because: 'Work stops while it is down.',
    example: { 'first-hour-down': 'work-stops' }, negative: { 'first-hour-down': 'wait' },
  },
  {
    id: 'fault-tolerance.money', attribute: 'fault-tolerance', level: 3, weight: 0.7,
    when: is('first-hour-down', 'money'),
    because: 'Every minute down costs money.',
    example: { 'first-hour-down': 'money' }, negative: { 'first-hour-down': 'wait' },
  },
  {
    id: 'fault-tolerance.harm', attribute: 'fault-tolerance', level: 3, weight: 1.2,
    when: is('first-hour-down', 'harm'),
    because: 'Somebody may be harmed, or a contract is broken, while it is down.',
    example: { 'first-hour-down': 'harm' }, negative: { 'first-hour-down': 'money' },
  },
  {
    id: 'fault-tolerance.promise', attribute: 'fault-tolerance', level: 3, weight: 0.6,
    when: between('availability', 99.85, 99.95),
    because: '{availability} % a month is promised.',
    example: { availability: 99.9 }, negative: { availability: 99 },
  },
  {
    id: 'fault-tolerance.hard-promise', attribute: 'fault-tolerance', level: 4, weight: 1,
    when: atLeast('availability', 99.95),
    because: '{availability} % a month is promised.',
    example: { availability: 99.99 }, negative: { availability: 99.9 },
  },
  {
    id: 'fault-tolerance.need', attribute: 'fault-tolerance', level: 3, weight: 0.6,
    when: is('needs', 'high-availability'),
    because: 'It may hardly ever be down.',
    example: { needs: ['high-availability'] }, negative: { needs: ['mobile'] },
  },
  {
    id: 'fault-tolerance.partners', attribute: 'fault-tolerance', level: 3, weight: 0.6,
    when: all(is('partner-down', 'everything'), atLeast('external-apis', 1)),
    because: 'Everything must work while a partner is down for a day.',
    part: 'stream',
    example: { 'partner-down': 'everything', 'external-apis': 6 }, negative: { 'partner-down': 'everything', 'external-apis': 0 },
  },
  {
    id: 'fault-tolerance.outages', attribute: 'fault-tolerance', level: 3, weight: 0.8,
    when: is('pains', 'outages'),
    because: 'It fails today.',
    example: { pains: ['outages'] }, negative: { pains: ['slow'] },
  },
  {
    id: 'fault-tolerance.partner-outages', attribute: 'fault-tolerance', level: 4, weight: 0.6,
    when: is('pains', 'partner-outages'),
    because: 'A partner’s outage stops it today.',
    part: 'stream',
    example: { pains: ['partner-outages'] }, negative: { pains: ['outages'] },
  },
  {
    id: 'consistency.across-areas', attribute: 'data-consistency', level: 5, weight: 1.8,
    when: is('transactions', 'across-areas'),
    because: 'Changes across several areas must happen together or not at all.',
    example: { transactions: 'across-areas' }, negative: { transactions: 'one-area' },
  },
  {
    id: 'consistency.one-area', attribute: 'data-consistency', level: 2, weight: 0.8,
    when: is('transactions', 'one-area'),
    because: 'Changes within one area must happen together.',
    example: { transactions: 'one-area' }, negative: { transactions: 'nothing' },
  },
  {
    id: 'consistency.twice', attribute: 'data-consistency', level: 3, weight: 0.6,
    when: is('never', 'done-twice'),
    because: 'Nothing may be done twice.',
    example: { never: ['done-twice'] }, negative: { never: ['lost'] },
  },
  {
    id: 'security.regulated', attribute: 'security', level: 3, weight: 0.8,
    when: is('disqualifiers', 'regulated'),
    because: 'A law or an auditor looks at it.',
    example: { disqualifiers: ['regulated'] }, negative: { disqualifiers: ['none'] },
  },
  {
    id: 'security.strict', attribute: 'security', level: 4, weight: 0.8,
    when: is('compliance', 'health', 'cards', 'finance'),
    because: 'Health, card or financial data must be fenced off.',
    example: { disqualifiers: ['regulated'], compliance: ['cards'] }, negative: { disqualifiers: ['regulated'], compliance: ['privacy'] },
  },
  {
    id: 'security.unseen', attribute: 'security', level: 3, weight: 0.4,
    when: is('never', 'changed-unseen'),
    because: 'Nothing may be changed without a trace.',
    example: { never: ['changed-unseen'] }, negative: { never: ['lost'] },
  },
];

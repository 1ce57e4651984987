import type { RequirementRule } from '../requirement-rule.ts';
import { any, atLeast, below, between, is } from '../rule-condition.ts';

/** What the team can carry: simplicity, cost, time to market. The budget itself acts through the price of parts. */
export const meansRules: readonly RequirementRule[] = [
  {
    id: 'simplicity.pair', attribute: 'simplicity', level: 5, weight: 1.8,
    when: below('team-size', 3),
    because: '{team-size} developers must understand all of it.',
    example: { 'team-size': 2 }, negative: { 'team-size': 5 },
  },
  {
    id: 'simplicity.small', attribute: 'simplicity', level: 4, weight: 1.4,
    when: between('team-size', 3, 7),
    because: '{team-size} developers build and run it.',
    example: { 'team-size': 5 }, negative: { 'team-size': 10 },
  },
  {
    id: 'simplicity.medium', attribute: 'simplicity', level: 3, weight: 1,
    when: between('team-size', 7, 16),
    because: '{team-size} developers build and run it.',
    example: { 'team-size': 10 }, negative: { 'team-size': 30 },
  },
  {
    id: 'simplicity.large', attribute: 'simplicity', level: 2, weight: 0.8,
    when: atLeast('team-size', 16),
    because: 'Even {team-size} developers must find their way.',
    example: { 'team-size': 30 }, negative: { 'team-size': 10 },
  },
  {
    id: 'simplicity.by-hand', attribute: 'simplicity', level: 4, weight: 0.8,
    when: is('operations', 'by-hand'),
    because: 'Every change reaches the users by hand.',
    example: { operations: 'by-hand' }, negative: { operations: 'automatic' },
  },
  {
    id: 'simplicity.too-many-parts', attribute: 'simplicity', level: 5, weight: 1.6,
    when: is('pains', 'too-many-parts'),
    because: 'There are too many parts to keep alive today.',
    example: { pains: ['too-many-parts'] }, negative: { pains: ['cost'] },
  },
  {
    id: 'simplicity.specialists', attribute: 'simplicity', level: 4, weight: 0.6,
    when: any(is('worries', 'specialists'), is('skills', 'none')),
    because: 'Specialists are missing.',
    example: { worries: ['specialists'] }, negative: { worries: ['lock-in'] },
  },
  {
    id: 'cost.objective', attribute: 'cost', level: 4, weight: 0.8,
    when: is('objectives', 'reduce-cost'),
    because: 'Reducing cost is an objective.',
    example: { objectives: ['reduce-cost'] }, negative: { objectives: ['new-product'] },
  },
  {
    id: 'cost.worry', attribute: 'cost', level: 4, weight: 0.5,
    when: is('worries', 'budget'),
    because: 'The budget is a worry.',
    example: { worries: ['budget'] }, negative: { worries: ['security'] },
  },
  {
    id: 'cost.pain', attribute: 'cost', level: 4, weight: 1,
    when: is('pains', 'cost'),
    because: 'It costs too much today.',
    example: { pains: ['cost'] }, negative: { pains: ['slow'] },
  },
  {
    id: 'time.month', attribute: 'time-to-market', level: 5, weight: 1.2,
    when: below('deadline', 7),
    because: 'The first version must be in use within {deadline} weeks.',
    example: { deadline: 4 }, negative: { deadline: 12 },
  },
  {
    id: 'time.quarter', attribute: 'time-to-market', level: 4, weight: 0.7,
    when: between('deadline', 7, 18),
    because: 'The first version must be in use within {deadline} weeks.',
    example: { deadline: 12 }, negative: { deadline: 26 },
  },
  {
    id: 'time.half-year', attribute: 'time-to-market', level: 3, weight: 0.4,
    when: between('deadline', 18, 36),
    because: 'The first version must be in use within {deadline} weeks.',
    example: { deadline: 26 }, negative: { deadline: 52 },
  },
  {
    id: 'time.worry', attribute: 'time-to-market', level: 4, weight: 0.4,
    when: is('worries', 'deadline'),
    because: 'The deadline is a worry.',
    example: { worries: ['deadline'] }, negative: { worries: ['security'] },
  },
  {
    id: 'time.short-life', attribute: 'time-to-market', level: 5, weight: 0.7,
    when: below('horizon', 1.5),
    because: 'It must hold for {horizon} years only, so every week of building counts.',
    example: { horizon: 1 }, negative: { horizon: 3 },
  },
];

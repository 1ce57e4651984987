import type { RequirementRule } from '../requirement-rule.ts';
import { all, atLeast, between, derived, is } from '../rule-condition.ts';

/** Needs that come from load: scalability, elasticity, performance. Calibrated so that up to 500/s asks for level 2. */
export const loadRules: readonly RequirementRule[] = [
  {
    id: 'scalability.ordinary', attribute: 'scalability', level: 2, weight: 1,
    when: derived('people-rate', 10, 500),
    because: '{people-rate} requests a second at the peak: two or three instances carry that.',
    example: { 'concurrent-users': 1500 }, negative: { 'concurrent-users': 50_000 },
  },
  {
    id: 'scalability.many', attribute: 'scalability', level: 3, weight: 1,
    when: derived('people-rate', 500, 4000),
    because: '{people-rate} requests a second at the peak: more than a handful of instances, and the database must be spared.',
    example: { 'concurrent-users': 10_000 }, negative: { 'concurrent-users': 1500 },
  },
  {
    id: 'scalability.large', attribute: 'scalability', level: 4, weight: 1.6,
    when: derived('people-rate', 4000, 20_000),
    because: '{people-rate} requests a second at the peak: one database alone does not carry that.',
    example: { 'concurrent-users': 50_000 }, negative: { 'concurrent-users': 10_000 },
  },
  {
    id: 'scalability.very-large', attribute: 'scalability', level: 5, weight: 2.2,
    when: derived('people-rate', 20_000),
    because: '{people-rate} requests a second at the peak: the data must be spread.',
    example: { 'concurrent-users': 1_000_000 }, negative: { 'concurrent-users': 50_000 },
  },
  {
    id: 'scalability.events', attribute: 'scalability', level: 4, weight: 1.2,
    when: atLeast('machine-events', 1000),
    because: '{machine-events} events a second arrive from machines, which do not pause to think.',
    part: 'stream',
    example: { 'machine-events': 1500 }, negative: { 'machine-events': 60 },
  },
  {
    id: 'scalability.some-events', attribute: 'scalability', level: 3, weight: 0.7,
    when: between('machine-events', 300, 1000),
    because: '{machine-events} events a second arrive from machines, which do not pause to think.',
    part: 'stream',
    example: { 'machine-events': 500 }, negative: { 'machine-events': 60 },
  },
  {
    id: 'scalability.flood', attribute: 'scalability', level: 5, weight: 1.2,
    when: atLeast('machine-events', 10_000),
    because: '{machine-events} events a second are more than one database takes in.',
    part: 'stream',
    example: { 'machine-events': 20_000 }, negative: { 'machine-events': 1500 },
  },
  {
    id: 'scalability.alone', attribute: 'scalability', level: 3, weight: 1.4,
    when: is('alone', 'scale'),
    because: 'One part must be scaled without the others.',
    example: { alone: ['scale'] }, negative: { alone: ['release'] },
  },
  {
    id: 'scalability.peaks-hurt', attribute: 'scalability', level: 3, weight: 0.8,
    when: is('pains', 'peaks'),
    because: 'It cannot take the peaks today.',
    example: { pains: ['peaks'] }, negative: { pains: ['cost'] },
  },
  {
    id: 'scalability.data', attribute: 'scalability', level: 3, weight: 0.8,
    when: atLeast('data-volume', 5000),
    because: '{data-volume} GB after a year are more than one ordinary database holds.',
    part: 'chain',
    example: { 'data-volume': 20_000 }, negative: { 'data-volume': 1000 },
  },
  {
    id: 'elasticity.known-peaks', attribute: 'elasticity', level: 3, weight: 0.7,
    when: all(is('burstiness', 'known-peaks'), derived('peak-rate', 150)),
    because: 'Peaks of ten times the average come, though one knows when.',
    part: 'burst',
    example: { burstiness: 'known-peaks', 'concurrent-users': 4000 }, negative: { burstiness: 'known-peaks', 'concurrent-users': 100, 'machine-events': 0 },
  },
  {
    id: 'elasticity.sudden', attribute: 'elasticity', level: 4, weight: 1.6,
    when: all(is('burstiness', 'sudden'), derived('peak-rate', 50)),
    because: 'Peaks that nobody can foresee reach {peak-rate} requests a second.',
    part: 'burst',
    example: { burstiness: 'sudden', 'concurrent-users': 4000 }, negative: { burstiness: 'daily', 'concurrent-users': 4000 },
  },
  {
    id: 'elasticity.sudden-small', attribute: 'elasticity', level: 3, weight: 0.8,
    when: all(is('burstiness', 'sudden'), derived('peak-rate', 0, 50)),
    because: 'Peaks come that nobody can foresee.',
    part: 'burst',
    example: { burstiness: 'sudden', 'concurrent-users': 50, 'machine-events': 0 }, negative: { burstiness: 'steady' },
  },
  {
    id: 'elasticity.contended', attribute: 'elasticity', level: 5, weight: 1.5,
    when: is('same-things', 'yes-memory', 'yes-large'),
    because: 'Thousands want the same few things within seconds.',
    part: 'contended',
    example: { 'same-things': 'yes-memory' }, negative: { 'same-things': 'no' },
  },
  {
    id: 'performance.under-50ms', attribute: 'performance', level: 5, weight: 2,
    when: is('latency', 'under-50ms'),
    because: 'A twentieth of a second is noticed: data must be in memory and nearby.',
    part: 'contended',
    example: { latency: 'under-50ms' }, negative: { latency: 'under-500ms' },
  },
  {
    id: 'performance.half-second', attribute: 'performance', level: 3, weight: 0.5,
    when: is('latency', 'under-500ms'),
    because: 'Half a second is noticed.',
    example: { latency: 'under-500ms' }, negative: { latency: 'minutes' },
  },
  {
    id: 'performance.slow-hurts', attribute: 'performance', level: 3, weight: 0.8,
    when: is('pains', 'slow'),
    because: 'It is too slow today.',
    example: { pains: ['slow'] }, negative: { pains: ['cost'] },
  },
  {
    id: 'performance.live', attribute: 'performance', level: 3, weight: 0.5,
    when: is('needs', 'live-updates', 'real-time-reporting'),
    because: 'Screens change by themselves and figures are seconds old.',
    example: { needs: ['live-updates'] }, negative: { needs: ['files'] },
  },
];

import type { Fact } from '../model/fact.ts';
import type { PrefillRule } from './prefill-rule.ts';

/**
 * Dollars a month for one general-purpose instance by the word for its size: on-demand list prices of the t3 and m6 families
 * of AWS in a cheap region, rounded, recorded 2026-11. The other clouds are within a quarter of it.
 */
const priceBySize: readonly (readonly [RegExp, number])[] = [
  [/(\d+)xlarge/i, 130],
  [/xlarge/i, 130],
  [/large|standard-4|[A-Z]4/i, 65],
  [/medium|standard-2|[A-Z]2/i, 33],
  [/small|standard-1|[A-Z]1|basic/i, 16],
  [/micro|nano|f1-/i, 8],
];
/** A replica of unknown size: half a processor and a gigabyte in a container service. */
const priceOfReplica = 20;

/** The budget bucket of what is written down, or undefined where no machine is named. */
function costBucket(facts: readonly Fact[]): string | undefined {
  let dollars = 0;
  let machines = 0;
  for (const fact of facts) {
    if (fact.kind !== 'sizing') continue;
    if (fact.measure === 'replicas') dollars += priceOfReplica * Math.min(1000, Number.parseFloat(fact.value) || 0);
    if (fact.measure !== 'instance-class') continue;
    const [pattern, price = 0] = priceBySize.find(([size]) => size.test(fact.value)) ?? [];
    if (pattern === undefined) continue;
    machines += 1;
    dollars += price * Math.min(64, Number(pattern.exec(fact.value)?.[1] ?? 1));
  }
  if (machines === 0) return undefined;
  if (dollars < 200) return 'under-200';
  if (dollars < 1000) return '200-1000';
  if (dollars < 5000) return '1000-5000';
  return dollars < 50_000 ? '5000-50000' : 'over-50000';
}

/** The bucket of all storage that is declared. */
function volumeBucket(facts: readonly Fact[]): string | undefined {
  const gigabytes = facts.reduce((sum, fact) => sum + (fact.kind === 'sizing' ? gigabytesOf(fact.measure, fact.value) : 0), 0);
  if (gigabytes <= 0) return undefined;
  if (gigabytes < 10) return 'under-10';
  if (gigabytes < 200) return '10-200';
  return gigabytes < 5000 ? '200-5000' : 'over-5000';
}

function gigabytesOf(measure: string, value: string): number {
  const number = Number.parseFloat(value) || 0;
  if (measure === 'storage-gb') return number;
  if (measure === 'storage-mb') return number / 1024;
  if (/Ti?B?$/.test(value)) return number * 1024;
  return /Gi?B?$/.test(value) ? number : /Mi?B?$/.test(value) ? number / 1024 : 0;
}

const users = (option: string, atLeast: number, atMost: number | undefined, example: string): PrefillRule => ({
  id: `prefill.concurrent-users-${option}`,
  question: 'concurrent-users',
  gives: option,
  about: 'system',
  when: { sizing: { measures: ['max-replicas', 'replicas'], atLeast, ...(atMost === undefined ? {} : { atMost }) } },
  ...(atMost === undefined ? {} : { unless: { sizing: { measures: ['max-replicas', 'replicas'], atLeast: atMost + 1 } } }),
  // Replicas are also for safety: the order of magnitude at best.
  confidence: 0.45,
  because: 'that is what the largest part is scaled for ({names})',
  example: [example],
  innocent: ['sizing:cpu:500', 'sizing:storage-gb:100'],
});

/** What sizes that are written down hint at: hints, never more than a suggestion. */
export const loadRules: readonly PrefillRule[] = [
  users('100-1000', 2, 3, 'sizing:replicas:2'),
  users('1000-10000', 4, 20, 'sizing:max-replicas:10'),
  users('over-10000', 21, undefined, 'sizing:max-replicas:60'),
  {
    id: 'prefill.budget',
    question: 'budget',
    gives: { from: costBucket },
    about: 'system',
    when: { sizing: { measures: ['instance-class', 'replicas'] } },
    confidence: 0.5,
    because: 'machines of these sizes cost about that much by list price ({names})',
    example: ['sizing:instance-class:db.t3.medium', 'sizing:instance-class:m6i.2xlarge', 'sizing:replicas:4'],
    exampleGives: '200-1000',
    innocent: ['sizing:replicas:4', 'sizing:memory:512Mi'],
  },
  {
    id: 'prefill.data-volume',
    question: 'data-volume',
    gives: { from: volumeBucket },
    about: 'system',
    when: { sizing: { measures: ['storage-gb', 'storage-mb', 'storage'] } },
    confidence: 0.5,
    because: 'so much storage is declared ({names})',
    example: ['sizing:storage-gb:100', 'sizing:storage:20Gi'],
    exampleGives: '10-200',
    innocent: ['sizing:memory:512Mi', 'sizing:replicas:3'],
  },
  {
    id: 'prefill.burstiness-daily',
    question: 'burstiness',
    gives: 'daily',
    about: 'system',
    when: { practice: ['autoscaling'] },
    confidence: 0.45,
    because: 'it grows and shrinks by itself',
    example: ['practice:autoscaling'],
    innocent: ['practice:multiple-zones', 'sizing:replicas:3'],
  },
  {
    id: 'prefill.availability-99-9',
    question: 'availability',
    gives: '99-9',
    about: 'system',
    when: { practice: ['multiple-zones'] },
    also: [{ practice: ['autoscaling', 'health-checks'] }],
    confidence: 0.45,
    because: 'it stands in several zones and replaces what fails',
    example: ['practice:multiple-zones', 'practice:health-checks'],
    innocent: ['practice:health-checks', 'practice:autoscaling'],
  },
  {
    id: 'prefill.recovery-point-day',
    question: 'recovery-point',
    gives: 'day',
    about: 'system',
    when: { practice: ['backups'] },
    confidence: 0.45,
    because: 'backups are switched on',
    example: ['practice:backups'],
    innocent: ['practice:migrations'],
  },
  {
    id: 'prefill.read-write-reads',
    question: 'read-write',
    gives: 'reads',
    about: 'system',
    when: { component: ['cache'] },
    also: [{ component: ['store'] }],
    unless: { component: ['worker', 'broker'] },
    confidence: 0.45,
    because: 'a cache stands before the data ({names})',
    example: ['component:cache', 'component:store'],
    innocent: ['component:store'],
  },
];

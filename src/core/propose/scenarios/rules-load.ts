import { deed } from '../cast.ts';
import { all, any, atLeast, is } from '../challenge-rules/when.ts';
import { count, minutes, plural, volume } from '../format.ts';
import { answerTime, busyPercent, figureMark, frontInstances, gigabytes, grown, jobsEmptyAfter, peakRate } from '../numbers.ts';
import { say } from '../prose.ts';
import type { Situation } from '../shape.ts';
import type { ScenarioRule } from './scenario-rule.ts';

/** `4,000 people` or `8,000 events a second`. */
export function crowd(s: Situation): string {
  const { reading } = s;
  const machines = reading.has('work-trigger', 'events', 'systems') && reading.amount('machine-events') > 0;
  return machines ? `${count(reading.amount('machine-events'))} events a second` : `${count(reading.amount('concurrent-users'))} people`;
}

/** The question behind `crowd`. */
export function crowdQuestion(s: Situation): string {
  return s.reading.has('work-trigger', 'events', 'systems') && s.reading.amount('machine-events') > 0
    ? 'machine-events'
    : 'concurrent-users';
}

function share(s: Situation): string {
  const percent = busyPercent(s);
  return percent === undefined ? '' : `, each ${percent > 100 ? 'overloaded' : `${percent} % busy`}`;
}

/** Scenarios of speed and size. */
export const loadScenarios: readonly ScenarioRule[] = [
  {
    id: 'scenario.run-ends-in-time',
    attribute: 'performance',
    when: is('work-trigger', 'clock'),
    tell: (s, c) => ({
      source: 'The clock',
      stimulus: `starts ${deed(s)} on the largest day`,
      environment: `with ${volume(gigabytes(s))} stored`,
      artefact: c.front,
      response: `has ${c.store} ready`,
      measure: say`${s.reading.has('longest-task', 'hours') ? 'within 4 h' : 'within 15 min'}${s.reading.mark('longest-task')}, and before the next run starts`,
      from: ['work-trigger', 'data-volume', 'longest-task'],
    }),
    example: { answers: { 'work-trigger': 'clock', 'data-volume': 900 }, style: 'pipeline' },
    counterexample: { answers: { 'work-trigger': 'people' }, style: 'pipeline' },
  },
  {
    id: 'scenario.contested-record',
    attribute: 'performance',
    when: is('same-things', 'yes-memory', 'yes-large'),
    tell: (s, c) => ({
      source: crowd(s),
      stimulus: `want the same records (${deed(s)})`,
      environment: `for ${minutes(s.reading.amount('peak-length'))}`,
      artefact: c.front,
      response: s.base === 'space-based' ? `decides in memory, ${c.store} follows` : `decides in ${c.store}, one winner each`,
      measure: say`${answerTime(s)}, 0 winners too many`,
      from: ['same-things', crowdQuestion(s), 'peak-length', s.reading.stated('latency-target') ? 'latency-target' : 'latency'],
    }),
    example: { answers: { 'same-things': 'yes-memory', 'concurrent-users': 90_000, 'peak-length': 5 }, style: 'space-based' },
    counterexample: { answers: { 'same-things': 'no' } },
  },
  {
    id: 'scenario.answer-time',
    attribute: 'performance',
    tell: (s, c) => ({
      source: crowd(s),
      stimulus: `${s.reading.has('work-trigger', 'events', 'systems') ? 'arrive for' : 'want'} ${deed(s)}`,
      environment: `${s.peak ?? 'all'} in the busiest minute`,
      artefact: c.front,
      response: 'answers',
      measure: answerTime(s),
      from: [crowdQuestion(s), s.reading.stated('latency-target') ? 'latency-target' : 'latency'],
    }),
    example: { answers: { 'concurrent-users': 400, 'latency-target': 300 } },
  },
  {
    id: 'scenario.more-steps',
    attribute: 'scalability',
    when: { style: ['pipeline'] },
    tell: (s, c) => ({
      source: 'The sources',
      stimulus: `deliver ${s.reading.has('growth', 'tenfold') ? 'ten times' : 'twice'} the data`,
      environment: `over ${volume(gigabytes(s))} of today`,
      artefact: c.steps.slice(0, 3).join(', '),
      response: 'get more workers, step by step',
      measure: say`same end of the run with ${s.reading.has('growth', 'tenfold') ? 10 : 2} × the workers of the slowest step`,
      from: ['data-volume', 'growth'],
    }),
    example: { answers: { growth: 'tenfold' }, style: 'pipeline' },
    counterexample: { answers: { growth: 'tenfold' }, style: 'layered' },
  },
  {
    id: 'scenario.growth',
    attribute: 'scalability',
    tell: (s, c) => {
      const times = s.reading.has('growth', 'tenfold') ? 10 : s.reading.has('growth', 'flat') ? 1.2 : 2;
      const now = frontInstances(s);
      const then = grown(s, times);
      const busy = then.busy === undefined ? '' : `, ${String(then.busy)} % busy`;
      const functions = s.base === 'serverless';
      return {
        source: crowd(s),
        stimulus: times === 10 ? 'become ten times as many' : times === 2 ? 'become twice as many' : 'grow by a fifth',
        environment: 'within a year',
        artefact: c.front,
        response: functions
          ? 'runs more calls at once'
          : then.instances > now
            ? 'grows by instances, no line of code changes'
            : 'carries it as it is',
        measure: functions
          ? say`${count(peakRate(s) * times)} requests/s without a queue of calls`
          : then.instances > now
            ? say`from ${now} to ${plural(then.instances, 'instance')}${busy}${figureMark(s, 'instances')}`
            : say`${plural(now, 'instance')} ${now === 1 ? 'stays' : 'stay'} enough${busy}${figureMark(s, 'instances')}`,
        from: [crowdQuestion(s), 'growth'],
      };
    },
    example: { answers: { 'concurrent-users': 4000, growth: 'double' } },
  },
  {
    id: 'scenario.sudden-peak',
    attribute: 'elasticity',
    when: is('burstiness', 'sudden'),
    tell: (s, c) => ({
      source: crowd(s),
      stimulus: 'arrive unannounced',
      environment: `for ${minutes(s.reading.amount('peak-length'))}`,
      artefact: c.front,
      response: s.base === 'serverless' ? 'starts a copy for each call' : 'doubles its instances by itself',
      measure: say`${s.base === 'serverless' ? 'first answer of a cold copy ≤ 1.5 s' : 'twice the instances within 3 min'}${{ assumed: 'assumed.response-measures' }}, fewer than 1 in 1,000 calls refused`,
      from: ['burstiness', crowdQuestion(s), 'peak-length'],
    }),
    example: { answers: { burstiness: 'sudden', 'peak-length': 20 } },
    counterexample: { answers: { burstiness: 'known-peaks' } },
  },
  {
    id: 'scenario.background-drains',
    attribute: 'elasticity',
    when: any(is('work-trigger', 'mixed'), is('who-waits', 'receipt', 'nobody')),
    tell: (s, c) => ({
      source: `A peak of ${crowd(s)}`,
      stimulus: `leaves ${count(s.reading.amount('background-share'))} % of its work for later`,
      environment: 'with nobody at the screens',
      artefact: c.worker ?? c.broker ?? c.front,
      response: 'works the queue off',
      measure: say`${jobsEmptyAfter(s) ?? 'queue empty within 30 min of the peak'}${s.reading.mark('background-share')}, oldest job never above 15 min${{ assumed: 'assumed.response-measures' }}`,
      from: ['background-share', 'who-waits', crowdQuestion(s)],
    }),
    example: { answers: { 'who-waits': 'receipt', 'background-share': 40 } },
    counterexample: { answers: { 'who-waits': 'always', 'work-trigger': 'people' } },
  },
  {
    id: 'scenario.known-peak',
    attribute: 'elasticity',
    when: is('burstiness', 'known-peaks'),
    tell: (s, c) => ({
      source: crowd(s),
      stimulus: `come on a day you know, for ${minutes(s.reading.amount('peak-length'))}`,
      environment: `at ${s.peak ?? 'the peak'}`,
      artefact: c.front,
      response: `${s.base === 'serverless' ? 'has its limit raised' : `has ${plural(frontInstances(s), 'instance')} by the calendar`}`,
      measure: say`ready 30 min before${{ assumed: 'assumed.response-measures' }}, then ${answerTime(s)}`,
      from: ['burstiness', 'peak-length', crowdQuestion(s)],
    }),
    example: { answers: { burstiness: 'known-peaks', 'peak-length': 60 } },
    counterexample: { answers: { burstiness: 'steady' } },
  },
  {
    id: 'scenario.idle',
    attribute: 'elasticity',
    when: all(is('idle', 'mostly')),
    tell: (s, c) => ({
      source: 'Nobody',
      stimulus: 'is there for most of the day',
      environment: `between two waves of ${crowd(s)}`,
      artefact: c.front,
      response: 'shrinks to its smallest size',
      measure: say`${s.base === 'serverless' ? '0 running copies' : 'one instance'} after 15 quiet minutes${{ assumed: 'assumed.response-measures' }}`,
      from: ['idle', crowdQuestion(s)],
    }),
    example: { answers: { idle: 'mostly' } },
    counterexample: { answers: { idle: 'hardly' } },
  },
  {
    id: 'scenario.daily-rhythm',
    attribute: 'elasticity',
    tell: (s, c) => ({
      source: crowd(s),
      stimulus: 'come and go with the day',
      environment: `up to ${s.peak ?? 'the peak'}`,
      artefact: c.front,
      response: s.base === 'serverless' ? 'follows call by call' : `keeps ${plural(frontInstances(s), 'instance')} all day`,
      measure: say`${s.base === 'serverless' ? `${count(peakRate(s))}/s without a change` : `0 scaling events a day${share(s)}`}${figureMark(s, 'instances')}`,
      from: ['burstiness', crowdQuestion(s)],
    }),
    example: { answers: { burstiness: 'daily' } },
  },
  {
    id: 'scenario.partner-limit',
    attribute: 'interoperability',
    when: all(atLeast('external-apis', 1), { stated: 'partner-limit' }),
    tell: (s, c) => ({
      source: `The limit of ${c.partner ?? 'the busiest partner'}`,
      stimulus: `is ${count(s.reading.amount('partner-limit'))} calls a second`,
      environment: `with ${s.peak ?? 'a peak'} coming in`,
      artefact: c.worker ?? c.front,
      response: 'stays below it and keeps the rest waiting',
      measure: say`0 answers “too many requests” a day`,
      from: ['partner-limit', 'external-apis'],
    }),
    example: { answers: { 'external-apis': 2, 'partner-limit': 20, 'partner-names': 'Stripe' } },
    counterexample: { answers: { 'external-apis': 2 } },
  },
];

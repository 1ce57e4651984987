import { deed, does } from '../cast.ts';
import type { Cast } from '../cast.ts';
import { is, style } from '../challenge-rules/when.ts';
import { count, enumerate, minutes, plural, volume } from '../format.ts';
import {
  answerTime,
  busyPercent,
  figureMark,
  frontInstances,
  gigabytes,
  jobsAfterPeak,
  jobsEmptyAfter,
  many,
  peakRate,
} from '../numbers.ts';
import type { Prose } from '../proposal.ts';
import { say, unique } from '../prose.ts';
import { crowd, crowdQuestion } from '../scenarios/rules-load.ts';
import { figure } from '../shape.ts';
import type { Situation } from '../shape.ts';
import type { Behaviour, BehaviourRule } from './behaviour-rule.ts';

const ours = { assumed: 'assumed.response-measures' } as const;

function row(s: Situation, situation: Prose, happens: Prose, holds: Prose): Behaviour {
  const questions = [crowdQuestion(s), s.reading.stated('latency-target') ? 'latency-target' : 'latency', 'peak-length'];
  const assumptions = (figure(s.recommendation, 'peak-requests')?.assumptions ?? []).slice(0, 3).map((assumption) => ({ assumption }));
  return { situation, happens, holds, sources: unique([...s.reading.source(...questions), ...assumptions]) };
}

/** `4,000 people for 1 h, 600 requests/s`. */
function peakWords(s: Situation): Prose {
  const lasting = s.reading.has('burstiness', 'known-peaks', 'sudden') ? ` for ${minutes(s.reading.amount('peak-length'))}` : '';
  const rate = s.peak === undefined ? '' : `, ${s.peak}`;
  return say`${crowd(s)}${s.reading.mark(crowdQuestion(s))}${lasting}${rate}${figureMark(s, 'peak-requests')}`;
}

/** `3 instances of storefront at 50 % of what they carry`. */
function carried(s: Situation, name: string): Prose {
  const busy = busyPercent(s);
  const machines = frontInstances(s);
  const load = busy === undefined ? '' : ` at ${busy} % of what ${machines === 1 ? 'it carries' : 'they carry'}`;
  return say`${plural(machines, 'instance')} of ${name}${load}${figureMark(s, 'instances')}`;
}

/** What the queue does meanwhile, if there is one, and what would help where it takes too long. */
function queued(s: Situation, cast: Cast): string {
  const waiting = jobsAfterPeak(s);
  if (!s.background || cast.worker === undefined) return '';
  if (waiting === undefined) return `; ${does(cast.worker, 'takes the rest')} when the screens are quiet`;
  if (waiting === 0) return `; ${does(cast.worker, 'keeps up')}, nothing waits`;
  const empty = jobsEmptyAfter(s);
  return `; ${many(waiting)} jobs wait for ${cast.worker}${empty === undefined ? '' : `, empty ${empty}${/day|h after/.test(empty) ? ', unless a second one is started for it' : ''}`}`;
}

/** With one instance gone, the others carry its share: said only where there are others. */
function oneLess(s: Situation): string {
  const busy = busyPercent(s);
  const machines = frontInstances(s);
  if (machines < 2 || busy === undefined) return '';
  const without = Math.round((busy * machines) / (machines - 1));
  return without < 100
    ? `; with one instance gone the rest stand at ${without} %`
    : `; with one instance gone they are over their limit (${without} %): calls are turned away at the door`;
}

/** The peak, told as each style meets it. */
export const peaks: readonly BehaviourRule[] = [
  {
    id: 'behaviour.peak-run',
    walk: 'peak',
    when: style('pipeline'),
    tell: (s, c) => {
      const files = s.reading.one('step-data');
      const handed = files === 'files' ? 'files' : files === 'tables' ? 'tables' : 'messages';
      return row(
        s,
        say`the largest run: ${volume(gigabytes(s))}${s.reading.mark('data-volume')} behind it, ${s.peak ?? 'one batch'} at the intake`,
        say`${c.steps.slice(0, 3).join(' → ')}: ${handed} go through ${c.broker ?? c.store}; the slowest step gets a second worker, and ${c.store} shows the last finished run until this one is whole`,
        say`${deed(s)} ready ${s.reading.has('longest-task', 'hours') ? 'within 4 h' : 'within 15 min'} of its start${s.reading.mark('longest-task')}; a step killed half-way starts again alone and gives the same bytes`,
      );
    },
    example: { answers: { 'data-volume': 3000, 'step-data': 'tables' }, style: 'pipeline' },
    counterexample: { answers: { 'data-volume': 3000 }, style: 'layered' },
  },
  {
    id: 'behaviour.peak-memory',
    walk: 'peak',
    when: style('space-based'),
    tell: (s, c) => {
      const writes = figure(s.recommendation, 'database-writes')?.value ?? 0;
      return row(
        s,
        say`${peakWords(s)}, all after the same records`,
        say`${s.base === 'space-based' ? carried(s, c.front) : say`the hot-data units`} decide ${deed(s)} in ${c.cache ?? 'memory'}, one owner per record; ${does(c.worker ?? 'a writer', 'carries')} ${writes > 0 ? `${count(writes)} writes a second` : 'the results'} to ${c.store} behind them`,
        say`${answerTime(s)}; 0 winners too many; ${c.store} at most ${s.reading.amount('recovery-point') === 0 ? '1 s' : minutes(Math.min(5, s.reading.amount('recovery-point')))} behind`,
      );
    },
    example: { answers: { 'concurrent-users': 90_000, 'same-things': 'yes-memory' }, style: 'space-based' },
    counterexample: { answers: { 'concurrent-users': 90_000 }, style: 'service-based' },
  },
  {
    id: 'behaviour.peak-stream',
    walk: 'peak',
    when: style('event-driven'),
    tell: (s, c) => {
      const takers = c.code.filter((name) => name !== c.front).slice(0, 3);
      const each = peakRate(s) > 0 ? `, ${count(peakRate(s) / frontInstances(s))} a second each` : '';
      return row(
        s,
        peakWords(s),
        say`${does(c.front, 'takes each one')} with a receipt (${plural(frontInstances(s), 'instance')}${each}); ${c.broker ?? 'the broker'} holds what ${enumerate(takers, 3) || 'the consumers'} ${takers.length === 1 ? 'has' : 'have'} not taken, and one more of the slowest is started when its oldest event is 60 s old`,
        say`receipt: ${answerTime(s)}; the oldest event younger than ${s.reading.has('needs', 'real-time-reporting', 'live-updates') ? '5 s' : '5 min'}${{ assumed: 'assumed.response-measures' }}, 0 dropped`,
      );
    },
    example: { answers: { 'machine-events': 8000, 'work-trigger': 'events' }, style: 'event-driven' },
    counterexample: { answers: { 'machine-events': 8000 }, style: 'pipeline' },
  },
  {
    id: 'behaviour.peak-functions',
    walk: 'peak',
    when: style('serverless'),
    tell: (s, c) => {
      const atOnce = s.recommendation.capacity.figures.find((entry) => entry.id === 'concurrency')?.value ?? peakRate(s) * 0.2;
      return row(
        s,
        peakWords(s),
        say`about ${count(Math.max(1, Math.ceil(atOnce)))} copies of ${c.front} at once; ${c.store} sees no more than that many connections, because the limit is set to ${count(Math.max(10, Math.ceil(atOnce * 3)))}${queued(s, c)}`,
        say`${answerTime(s)}, a cold copy 1.5 s${{ assumed: 'assumed.response-measures' }}; no call refused by the limit`,
      );
    },
    example: { answers: { 'concurrent-users': 700 }, style: 'serverless' },
    counterexample: { answers: { 'concurrent-users': 700 }, style: 'layered' },
  },
  {
    id: 'behaviour.peak-services',
    walk: 'peak',
    when: style('microservices', 'service-based'),
    tell: (s, c) => {
      const services = c.code.filter((name) => name !== c.worker && !/gateway/i.test(name));
      const busiest = services[0] ?? c.front;
      const own = s.base === 'microservices' ? 'its own store' : c.store;
      return row(
        s,
        peakWords(s),
        say`most of it${ours} reaches ${busiest}, which grows alone on ${own} (${plural(s.instances, 'instance')} over all services${loadWords(s)}${figureMark(s, 'instances')}); ${enumerate(services.slice(1), 3) || 'the others'} ${services.length === 2 ? 'answers' : 'answer'} its calls within 200 ms or it goes on without them${queued(s, c)}`,
        say`${deed(s)}: ${answerTime(s)}, each hop ≤ 50 ms${{ assumed: 'assumed.response-measures' }}`,
      );
    },
    example: { answers: { 'concurrent-users': 4000, 'area-names': 'orders, stock' }, style: 'microservices' },
    counterexample: { answers: { 'concurrent-users': 4000 }, style: 'layered' },
  },
  {
    id: 'behaviour.peak-plug-ins',
    walk: 'peak',
    when: style('microkernel'),
    tell: (s, c) =>
      row(
        s,
        peakWords(s),
        say`${carried(s, c.front)}; each plug-in has 2 s and 256 MB${{ assumed: 'assumed.response-measures' }} a call, and one that takes more is ended and named in the log, while ${deed(s)} goes on without it`,
        say`the core alone: ${answerTime(s)}; no plug-in slows another one`,
      ),
    example: { answers: { 'concurrent-users': 60, variants: 'plug-ins' }, style: 'microkernel' },
    counterexample: { answers: { 'concurrent-users': 60 }, style: 'layered' },
  },
  {
    id: 'behaviour.peak-small',
    walk: 'peak',
    when: { all: [style('layered', 'modular-monolith'), { question: 'concurrent-users', atMost: 200 }] },
    tell: (s, c) =>
      row(
        s,
        peakWords(s),
        say`${carried(s, c.front)}, ${c.store} with ${count(figure(s.recommendation, 'database-writes')?.value ?? 1)} writes a second: no cache and no second tier${queued(s, c)}`,
        say`${deed(s)}: ${answerTime(s)}`,
      ),
    example: { answers: { 'concurrent-users': 40 }, style: 'layered' },
    counterexample: { answers: { 'concurrent-users': 9000 }, style: 'layered' },
  },
  {
    id: 'behaviour.peak-slow-today',
    walk: 'peak',
    when: { all: [style('layered', 'modular-monolith'), is('pains', 'slow', 'peaks')] },
    tell: (s, c) =>
      row(
        s,
        peakWords(s),
        say`${carried(s, c.front)}${(busyPercent(s) ?? 100) <= 50 ? ', so machines are not what is short' : ', near the point where one more is due'}: the five slowest statements on ${c.store} get an index or leave the request${c.cache === undefined ? '' : ` for ${c.cache}`} before a server is added${queued(s, c)}`,
        say`${deed(s)}: ${answerTime(s)}, and half of what it takes today in the same test`,
      ),
    example: { answers: { 'starting-point': 'evolve', 'concurrent-users': 900, pains: ['slow'] }, style: 'modular-monolith' },
    counterexample: { answers: { 'concurrent-users': 900, pains: ['cost'] }, style: 'modular-monolith' },
  },
  {
    id: 'behaviour.peak',
    walk: 'peak',
    tell: (s, c) => {
      const pool = figure(s.recommendation, 'connections')?.value;
      return row(
        s,
        peakWords(s),
        say`${carried(s, c.front)} on ${c.store}${pool === undefined ? '' : ` through ${count(pool)} connections`}${c.cache === undefined ? '' : ` with ${c.cache} beside it`}${queued(s, c)}${oneLess(s)}`,
        say`${deed(s)}: ${answerTime(s)}`,
      );
    },
    example: { answers: { 'concurrent-users': 9000 }, style: 'modular-monolith' },
  },
];

function loadWords(s: Situation): string {
  const busy = busyPercent(s);
  return busy === undefined ? '' : `, ${busy} % busy`;
}

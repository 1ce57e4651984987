import { questions } from '../interview/questions.ts';
import { slotIndex } from './values.ts';
import { amount, exact } from './wording.ts';

/**
 * How a changed answer shows itself in the life of a team, so that a flip point can be watched for. Quantities have a
 * sentence for more and one for less; options of a multi have one for coming and one for going.
 */
type Sentences =
  | { readonly kind: 'choice'; readonly to: Readonly<Record<string, string>> }
  | { readonly kind: 'quantity'; readonly more: string; readonly less: string }
  | { readonly kind: 'multi'; readonly comes: Readonly<Record<string, string>>; readonly goes: string };

const choice = (to: Readonly<Record<string, string>>): Sentences => ({ kind: 'choice', to });
const quantity = (more: string, less: string): Sentences => ({ kind: 'quantity', more, less });
const multi = (goes: string, comes: Readonly<Record<string, string>>): Sentences => ({ kind: 'multi', comes, goes });

/** The trigger sentences, by question. `{n}` is the number at which it flips, `{what}` the label of the option. */
export const triggerSentences: ReadonlyMap<string, Sentences> = new Map<string, Sentences>([
  [
    'release-contention',
    choice({
      never: 'when no finished work has waited for somebody else’s release for a quarter',
      yearly: 'when finished work waits for somebody else’s release only a few times a year',
      monthly: 'when finished work waits for somebody else’s release every month',
      weekly: 'when finished work waits for somebody else’s release every week',
    }),
  ],
  [
    'alone',
    multi('when “{what}” is asked of no single part any more', {
      release: 'when one part has to be released while the others must not be touched',
      scale: 'when one part needs several times the instances of the others',
      fail: 'when the failure of one part has taken the others down and must not again',
    }),
  ],
  [
    'variants',
    choice({
      no: 'when no customer needs a variant any more',
      settings: 'when settings turn out to cover all variants',
      ours: 'when the second customer asks for a variant that settings cannot express',
      'plug-ins': 'when customers or third parties start to write plug-ins',
    }),
  ],
  [
    'transformation-chain',
    choice({
      no: 'when people edit records and the conversions have become a side matter',
      part: 'when conversions and imports become a part of the work',
      mostly: 'when most of the code turns data into other data',
    }),
  ],
  [
    'who-waits',
    choice({
      always: 'when somebody has to wait for the result of the most important work',
      receipt: 'when a receipt is enough and the rest may follow',
      nobody: 'when nobody waits for the end of the most important work any more',
    }),
  ],
  [
    'work-trigger',
    choice({
      people: 'when most of the work is started by people who click and wait',
      systems: 'when calls from other systems start most of the work',
      events: 'when a stream of events starts most of the work',
      clock: 'when schedules start most of the work',
      mixed: 'when a good part of the work moves into the background',
    }),
  ],
  [
    'domain-borders',
    choice({
      one: 'when it turns out to be one small area',
      clear: 'when the borders between the areas have not moved for half a year',
      tangled: 'when most changes touch several areas',
    }),
  ],
  [
    'transactions',
    choice({
      nothing: 'when nothing has to happen together any more',
      'one-area': 'when no transaction reaches over the border of an area',
      'across-areas': 'when changes in several areas must happen together or not at all',
    }),
  ],
  ['concurrent-users', quantity('when more than {n} people use it at once', 'when fewer than {n} people use it at once')],
  ['machine-events', quantity('when more than {n} events a second arrive', 'when fewer than {n} events a second arrive')],
  ['data-volume', quantity('when the data grows past {n} GB', 'when the data stays below {n} GB')],
  ['team-size', quantity('when {n} developers or more work on it', 'when {n} developers or fewer are left')],
  ['teams', quantity('when {n} teams or more work on it', 'when {n} teams or fewer are left')],
  ['budget', quantity('when {n} $ a month or more are given', 'when the budget falls to {n} $ a month or less')],
  [
    'operations-days',
    quantity(
      'when {n} engineer-days a month or more are given to operations',
      'when {n} engineer-days a month or fewer are left for operations',
    ),
  ],
  ['deadline', quantity('when the first version has {n} weeks or more', 'when the first version is due within {n} weeks')],
  ['horizon', quantity('when it has to hold for {n} years or more', 'when it has to hold for {n} years or less')],
  ['external-apis', quantity('when it calls {n} external services or more', 'when it calls {n} external services or fewer')],
  ['availability', quantity('when {n} % a month or more is promised', 'when {n} % a month or less is promised')],
  [
    'burstiness',
    choice({
      steady: 'when the load comes evenly',
      daily: 'when the load follows a daily rhythm',
      'known-peaks': 'when known peaks reach ten times the average',
      sudden: 'when peaks of ten times the average come without warning',
    }),
  ],
  [
    'idle',
    choice({
      hardly: 'when there is work around the clock',
      nights: 'when only nights and weekends are quiet',
      mostly: 'when it is idle for most of the day',
    }),
  ],
  [
    'growth',
    choice({
      flat: 'when the load stops growing',
      double: 'when the load doubles in a year',
      tenfold: 'when the load grows ten times in a year',
    }),
  ],
  [
    'latency',
    choice({
      'under-50ms': 'when 50 ms are noticed',
      'under-500ms': 'when half a second is noticed',
      'under-2s': 'when two seconds are acceptable',
      minutes: 'when minutes are acceptable',
    }),
  ],
  [
    'longest-task',
    choice({
      seconds: 'when no piece of work takes longer than seconds',
      minutes: 'when every piece of work ends within 15 minutes',
      hours: 'when one piece of work takes longer than 15 minutes',
    }),
  ],
  [
    'same-things',
    choice({
      no: 'when everyone has their own things and nobody competes for them',
      'yes-memory': 'when thousands compete for the same few things at the same moment',
      'yes-large': 'when thousands compete for things that do not fit into memory',
    }),
  ],
  [
    'first-hour-down',
    choice({
      wait: 'when an hour of downtime bothers nobody',
      'work-stops': 'when an hour of downtime stops the work',
      money: 'when an hour of downtime costs money',
      harm: 'when an hour of downtime may harm somebody or break a contract',
    }),
  ],
  [
    'partner-down',
    choice({
      nothing: 'when it may be down together with its partners',
      most: 'when one function may fail with its partner',
      everything: 'when everything must work through a day without the partner',
    }),
  ],
  [
    'operations',
    choice({
      'by-hand': 'when changes go out by hand',
      tested: 'when every change is tested automatically before its release',
      automatic: 'when every change is released automatically',
      watched: 'when releases are watched and rolled back by themselves',
    }),
  ],
  [
    'night',
    choice({
      nobody: 'when nobody is called at night',
      one: 'when one person is called at night',
      rota: 'when a rota answers at night',
      provider: 'when a provider answers at night',
    }),
  ],
  [
    'hosting',
    choice({
      any: 'when the place where it runs becomes free to choose',
      aws: 'when it moves to AWS',
      azure: 'when it moves to Azure',
      gcp: 'when it moves to Google Cloud',
      platform: 'when it moves to a simple platform',
      own: 'when it has to run on own machines',
      edge: 'when it has to run at many sites or on devices',
    }),
  ],
  [
    'starting-point',
    choice({
      'from-scratch': 'when what exists is given up',
      evolve: 'when what exists has to be evolved step by step',
      replace: 'when what exists is to be replaced',
      extend: 'when what exists stays and only something beside it is built',
    }),
  ],
  [
    'pains',
    multi('when “{what}” has not been reported for a quarter', {
      outages: 'when it fails more than once a month',
      slow: 'when users complain about slowness every week',
      peaks: 'when a peak takes it down',
      'changes-break': 'when every third release breaks something elsewhere',
      'slow-delivery': 'when a small change takes more than two weeks to get out',
      cost: 'when the bill becomes a topic of the management',
      'partner-outages': 'when a partner’s outage stops the work',
      'manual-operations': 'when routine work takes more than a day a week',
      'too-many-parts': 'when keeping parts alive takes more than a day a week',
    }),
  ],
  [
    'disqualifiers',
    multi('when “{what}” no longer holds', {
      regulated: 'when a law or an auditor starts to look at it',
      residency: 'when the data must stay in one region',
      'own-hosting': 'when it must run on own machines',
      disconnected: 'when it must run without a network',
    }),
  ],
  [
    'stack-forbidden',
    multi('when {what} is allowed again', {
      serverless: 'when functions as a service are forbidden',
      proprietary: 'when what only one vendor sells is forbidden',
      kubernetes: 'when Kubernetes is forbidden',
    }),
  ],
  [
    'skills',
    multi('when nobody is left who has run “{what}” in production', {
      containers: 'when somebody has run containers in production',
      kubernetes: 'when somebody has run Kubernetes in production',
      functions: 'when somebody has run functions in production',
      queues: 'when somebody has run queues in production',
      'event-streams': 'when somebody has run event streams in production',
    }),
  ],
]);

/** The sentence for one changed option or number. Falls back to the question's own words. */
export function triggerFor(question: string, from: string | number, to: string | number, comes = true): string {
  const sentences = triggerSentences.get(question);
  const entry = questions[slotIndex(question)]!;
  const label = (id: string) => (entry.kind === 'text' ? id : (entry.options.find((option) => option.id === id)?.label ?? id));
  if (entry.kind === 'quantity' && typeof to === 'number') {
    const number = question === 'availability' ? exact(to) : amount(to);
    const more = to > Number(from);
    if (sentences?.kind === 'quantity') return singular((more ? sentences.more : sentences.less).replace('{n}', number));
    return `when it is ${more ? 'at least' : 'at most'} ${number} ${entry.unit}`;
  }
  const option = String(to);
  if (sentences?.kind === 'choice') return sentences.to[option] ?? `when the answer becomes “${label(option)}”`;
  if (sentences?.kind === 'multi' && comes) return sentences.comes[option] ?? `when “${label(option)}” holds`;
  if (sentences?.kind === 'multi') return sentences.goes.replace('{what}', label(option));
  return comes ? `when “${label(option)}” holds` : `when “${label(option)}” no longer holds`;
}

/** `1 year` rather than `1 years`. */
function singular(sentence: string): string {
  return sentence.replace(/\b1 (year|week|team|developer|engineer-day)s\b/, '1 $1');
}

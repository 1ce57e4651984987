import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, most, no } from './rule.ts';

/** How fresh, how fast and how far: what physics and merging do not allow together. */
export const speedRules: readonly ContradictionRule[] = [
  {
    id: 'same-figures-in-two-regions',
    serious: 3,
    when: all(is('staleness', 'never'), is('regions', 'writers-everywhere')),
    sentence:
      'Nobody may see an old figure, and it is written in several regions: then every change crosses an ocean and back first, about a fifth of a second. Which data may lag, or which region may wait?',
    example: { answers: { staleness: 'never', regions: 'writers-everywhere' } },
    innocent: { answers: { staleness: 'never', regions: 'one' } },
  },
  {
    id: 'same-figures-far-away',
    serious: 2,
    when: all(is('staleness', 'never'), is('regions', 'readers-everywhere'), any(is('latency', 'under-50ms'), most('latency-target', 150))),
    sentence:
      'Nobody may see an old figure, and people far away want an answer sooner than the way there and back takes[ ({latency-target})]: may they read a copy that is a few seconds old?',
    example: { answers: { staleness: 'never', regions: 'readers-everywhere', latency: 'under-50ms' } },
    innocent: { answers: { staleness: 'seconds', regions: 'readers-everywhere', latency: 'under-50ms' } },
  },
  {
    id: 'same-figures-offline',
    serious: 3,
    when: all(is('staleness', 'never'), is('needs', 'offline')),
    sentence:
      'All see the same at once, and people work without a connection: whoever is offline sees what was true an hour ago. For which data does the first hold?',
    example: { answers: { staleness: 'never', needs: ['offline'] } },
    innocent: { answers: { staleness: 'minutes', needs: ['offline'] } },
  },
  {
    id: 'offline-and-the-same-seats',
    serious: 3,
    when: all(is('needs', 'offline'), is('same-things', 'yes-memory', 'yes-large')),
    sentence:
      'Thousands want the same few things, and people work without a connection: two of them will take the same seat offline. Is taking only possible online?',
    example: { answers: { needs: ['offline'], 'same-things': 'yes-memory' } },
    innocent: { answers: { needs: ['offline'], 'same-things': 'no' } },
  },
  {
    id: 'offline-and-figures-of-now',
    serious: 1,
    when: all(is('needs', 'offline'), is('needs', 'real-time-reporting', 'live-updates')),
    sentence:
      'Figures or screens are seconds old, and people work without a connection: what they did arrives when they are back. May a figure say how old it is?',
    example: { answers: { needs: ['real-time-reporting', 'offline'] } },
    innocent: { answers: { needs: ['offline', 'mobile'] } },
  },
  {
    id: 'seconds-old-and-minutes-old',
    serious: 2,
    when: any(
      all(is('needs', 'real-time-reporting', 'live-updates'), is('staleness', 'minutes')),
      all(is('needs', 'real-time-reporting', 'live-updates'), is('latency', 'minutes')),
    ),
    sentence:
      'Figures or screens change within seconds, and elsewhere minutes are fine: which of them are watched live, and which may be read from a copy?',
    example: { answers: { needs: ['real-time-reporting'], staleness: 'minutes' } },
    innocent: { answers: { needs: ['real-time-reporting'], staleness: 'seconds' } },
  },
  {
    id: 'figures-of-now-from-the-night',
    serious: 2,
    when: all(is('needs', 'real-time-reporting'), is('work-trigger', 'clock')),
    sentence:
      'Figures should be seconds old, and the clock starts the work: between two runs they are as old as the last one. How often must it run, or do a few figures come as they happen?',
    example: { answers: { needs: ['real-time-reporting'], 'work-trigger': 'clock' } },
    innocent: { answers: { needs: ['real-time-reporting'], 'work-trigger': 'events' } },
  },
  {
    id: 'fast-and-long',
    serious: 2,
    when: all(is('latency', 'under-50ms', 'under-500ms'), is('longest-task', 'hours'), is('who-waits', 'always')),
    sentence:
      'Half a second is noticed, the longest piece of work takes hours, and somebody waits for its end: do they wait for that work too, or would a receipt do?',
    example: { answers: { latency: 'under-500ms', 'longest-task': 'hours', 'who-waits': 'always' } },
    innocent: { answers: { latency: 'under-500ms', 'longest-task': 'hours', 'who-waits': 'receipt' } },
  },
  {
    id: 'target-slower-than-noticed',
    serious: 1,
    when: any(
      all(is('latency', 'under-50ms'), least('latency-target', 100)),
      all(is('latency', 'under-500ms'), least('latency-target', 1000)),
      all(is('latency', 'under-2s'), least('latency-target', 4000)),
    ),
    sentence:
      'Slow is noticed {latency}, and the target is {latency-target}: it could be met while everybody notices. Which of the two is the aim?',
    example: { answers: { latency: 'under-50ms', 'latency-target': 500 } },
    innocent: { answers: { latency: 'under-50ms', 'latency-target': 50 } },
  },
  {
    id: 'target-faster-than-needed',
    serious: 1,
    when: any(all(is('latency', 'minutes'), most('latency-target', 2000)), all(is('latency', 'under-2s'), most('latency-target', 200))),
    sentence:
      'Slowness is noticed late (“{latency}”), and the target is {latency-target}: who would see the difference? Each step down costs memory and copies.',
    example: { answers: { latency: 'minutes', 'latency-target': 200 } },
    innocent: { answers: { latency: 'under-2s', 'latency-target': 1000 } },
  },
  {
    id: 'fast-and-far',
    serious: 2,
    when: all(
      any(is('latency', 'under-50ms'), most('latency-target', 100)),
      is('regions', 'writers-everywhere'),
      no(is('staleness', 'seconds', 'minutes')),
    ),
    sentence:
      'An answer must be there sooner than light gets across an ocean and back ({latency-target}), and it is written from everywhere: may each region answer from its own copy and settle differences later?',
    example: { answers: { 'latency-target': 50, regions: 'writers-everywhere' } },
    innocent: { answers: { 'latency-target': 50, regions: 'one' } },
  },
  {
    id: 'fast-and-a-model',
    serious: 2,
    when: any(
      all(is('ai-use', 'core'), any(is('latency', 'under-50ms', 'under-500ms'), most('latency-target', 500))),
      all(
        is('ai-use', 'provider'),
        any(is('latency', 'under-50ms'), most('latency-target', 200)),
        no(is('who-waits', 'receipt', 'nobody')),
      ),
    ),
    sentence:
      'A large model takes one to ten seconds to answer, and slow is noticed before that[ ({latency})][ ({latency-target})]: may the answer appear word by word, or come later?',
    example: { answers: { 'ai-use': 'core', latency: 'under-500ms' } },
    innocent: { answers: { 'ai-use': 'core', latency: 'under-2s' } },
  },
  {
    id: 'nobody-waits-for-milliseconds',
    serious: 1,
    when: all(is('who-waits', 'nobody'), is('latency', 'under-50ms'), no(is('work-trigger', 'events', 'systems'))),
    sentence:
      'Nobody waits for the result, and a twentieth of a second is noticed: who notices? If it is a machine, it belongs among the users.',
    example: { answers: { 'who-waits': 'nobody', latency: 'under-50ms' } },
    innocent: { answers: { 'who-waits': 'always', latency: 'under-50ms' } },
  },
  {
    id: 'waiting-and-in-the-background',
    serious: 1,
    when: any(
      all(is('who-waits', 'always'), least('background-share', 75)),
      all(is('work-trigger', 'people'), least('background-share', 75)),
      all(is('who-waits', 'nobody'), most('background-share', 15)),
    ),
    sentence:
      '{background-share} runs while nobody waits, and of the most important work the opposite was said: is the important work the smaller part?',
    example: { answers: { 'who-waits': 'always', 'background-share': 90 } },
    innocent: { answers: { 'who-waits': 'always', 'background-share': 33 } },
  },
  {
    id: 'one-area-and-across-areas',
    serious: 1,
    when: all(is('domain-borders', 'one'), is('transactions', 'across-areas')),
    sentence:
      'It is one small area, and changes across several areas must happen together: which areas are these? If they are separate, they get borders.',
    example: { answers: { 'domain-borders': 'one', transactions: 'across-areas' } },
    innocent: { answers: { 'domain-borders': 'tangled', transactions: 'across-areas' } },
  },
  {
    id: 'offline-and-stopped-by-a-partner',
    serious: 2,
    when: all(is('needs', 'offline'), is('partner-down', 'nothing')),
    sentence:
      'People work without a connection, and nothing works when a service of somebody else is out of reach, which offline it always is: what may be made up for later?',
    example: { answers: { needs: ['offline'], 'partner-down': 'nothing' } },
    innocent: { answers: { needs: ['offline'], 'partner-down': 'everything' } },
  },
];

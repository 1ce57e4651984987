import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, most, no } from './rule.ts';

/** Load against money, partners and itself. */
export const loadRules: readonly ContradictionRule[] = [
  {
    id: 'peak-and-pocket-money',
    serious: 2,
    when: all(least('concurrent-users', 10_000), most('budget', 300)),
    sentence:
      '{concurrent-users} for {budget} is {budget/concurrent-users} $ each, and traffic alone may eat it: is it the number at the same moment, or of all who ever signed up?',
    example: { answers: { 'concurrent-users': 40_000, budget: 100 } },
    innocent: { answers: { 'concurrent-users': 1000, budget: 100 } },
  },
  {
    id: 'a-cent-or-two-for-each',
    serious: 2,
    when: all(least('concurrent-users', 10_000), least('budget', 301)),
    measures: [{ of: 'budget', per: 'concurrent-users', atMost: 0.02 }],
    sentence:
      '{concurrent-users} for {budget} is {budget/concurrent-users} $ each; five to ten cents are usual. Are most of them only reading pages from a cache, or can the budget grow with them?',
    example: { answers: { 'concurrent-users': 100_000, budget: 1000 } },
    innocent: { answers: { 'concurrent-users': 100_000, budget: 15_000 } },
  },
  {
    id: 'a-flood-and-pocket-money',
    serious: 2,
    when: all(least('machine-events', 5000), most('budget', 300)),
    sentence: '{machine-events} for {budget}: only keeping a day of them costs more. May most of them be summed up where they arise?',
    example: { answers: { 'machine-events': 20_000, budget: 100 } },
    innocent: { answers: { 'machine-events': 60, budget: 100 } },
  },
  {
    id: 'terabytes-and-pocket-money',
    serious: 2,
    when: least('data-volume', 1000),
    measures: [{ of: 'budget', per: 'data-volume', atMost: 0.03 }],
    sentence:
      '{data-volume} for {budget}: the disks of a database alone cost about 0.1 $ for each GB a month, twice with a backup. What of it may be deleted, or lie in a cheap archive?',
    example: { answers: { 'data-volume': 20_000, budget: 300 } },
    innocent: { answers: { 'data-volume': 20_000, budget: 8000 } },
  },
  {
    id: 'large-data-in-a-small-volume',
    serious: 1,
    when: all(is('needs', 'large-data'), most('data-volume', 20)),
    sentence:
      'Large volumes of data are needed, and {data-volume} fit into the memory of a laptop: is it the single file that is large, or the growth after that year?',
    example: { answers: { needs: ['large-data'], 'data-volume': 4 } },
    innocent: { answers: { needs: ['large-data'], 'data-volume': 1000 } },
  },
  {
    id: 'machines-start-it-and-none-come',
    serious: 1,
    when: all(any(is('users', 'devices'), is('work-trigger', 'events', 'systems')), most('machine-events', 0)),
    sentence: 'Devices or other systems start the work, and none of them calls in the busiest second: how often does one of them report?',
    example: { answers: { users: ['devices'], 'work-trigger': 'events', 'machine-events': 0 } },
    innocent: { answers: { users: ['devices'], 'work-trigger': 'events', 'machine-events': 5 } },
  },
  {
    id: 'people-start-it-and-none-come',
    serious: 1,
    when: all(is('work-trigger', 'people'), most('concurrent-users', 0)),
    sentence: 'People click and wait, and on the busiest day there are none: how many are there in the busiest hour?',
    example: { answers: { 'work-trigger': 'people', 'concurrent-users': 0 } },
    innocent: { answers: { 'work-trigger': 'people', 'concurrent-users': 10 } },
  },
  {
    id: 'everybody-wants-it-and-few-are-there',
    serious: 1,
    when: all(is('same-things', 'yes-memory', 'yes-large'), most('concurrent-users', 500)),
    sentence:
      'Thousands want the same few things, and at most {concurrent-users} are there: one database decides who was first among them. Is the crowd larger, or the question smaller?',
    example: { answers: { 'same-things': 'yes-memory', 'concurrent-users': 80 } },
    innocent: { answers: { 'same-things': 'yes-memory', 'concurrent-users': 8000 } },
  },
  {
    id: 'events-faster-than-the-partner',
    serious: 2,
    // Readings of devices rarely call a partner one by one.
    when: all(least('machine-events', 10), no(is('who-waits', 'nobody')), no(is('users', 'devices'))),
    measures: [{ of: 'machine-events', per: 'partner-limit', atLeast: 10 }],
    sentence:
      'At the peak {machine-events} arrive, and the most important partner takes {partner-limit}: a queue of one busy hour needs {machine-events/partner-limit} hours to empty. How many of them need that call?',
    example: { answers: { 'machine-events': 1500, 'partner-limit': 10 } },
    innocent: { answers: { 'machine-events': 60, 'partner-limit': 100 } },
  },
  {
    id: 'people-faster-than-the-partner',
    serious: 2,
    when: least('concurrent-users', 1000),
    measures: [{ of: 'concurrent-users', per: 'partner-limit', atLeast: 800 }],
    sentence:
      '{concurrent-users} and a partner that takes {partner-limit}: if one in ten clicks needs it, the others queue. Can its answers be kept, or asked for in bundles?',
    example: { answers: { 'concurrent-users': 40_000, 'partner-limit': 10 } },
    innocent: { answers: { 'concurrent-users': 1000, 'partner-limit': 100 } },
  },
  {
    id: 'evenly-and-mostly-idle',
    serious: 1,
    when: all(is('burstiness', 'steady'), is('idle', 'mostly')),
    sentence:
      'The load comes evenly, and most of the day there is nothing to do: is it even within its hour, or spread over the day? It decides whether anything runs all the time.',
    example: { answers: { burstiness: 'steady', idle: 'mostly' } },
    innocent: { answers: { burstiness: 'steady', idle: 'hardly' } },
  },
  {
    id: 'a-city-of-staff',
    serious: 1,
    when: all(
      is('users', 'employees'),
      no(is('users', 'consumers', 'business-customers', 'partners', 'devices', 'citizens')),
      least('concurrent-users', 100_000),
    ),
    sentence: 'Only your own staff use it, and {concurrent-users}: is that the number of all employees, or are customers among them?',
    example: { answers: { users: ['employees'], 'concurrent-users': 200_000 } },
    innocent: { answers: { users: ['employees'], 'concurrent-users': 5000 } },
  },
  {
    id: 'two-regions-and-pocket-money',
    serious: 2,
    when: all(is('regions', 'writers-everywhere'), most('budget', 500)),
    sentence:
      'It is written in several regions, so everything stands at least twice, and {budget} pays for one small set: may the others write over the long way for now?',
    example: { answers: { regions: 'writers-everywhere', budget: 300 } },
    innocent: { answers: { regions: 'writers-everywhere', budget: 5000 } },
  },
  {
    id: 'two-regions-and-two-people',
    serious: 2,
    when: all(is('regions', 'writers-everywhere'), most('team-size', 2)),
    sentence:
      'It is written in several regions at once, and {team-size} would settle what happens when two regions change the same record: may one region write and the others read?',
    example: { answers: { regions: 'writers-everywhere', 'team-size': 2 } },
    innocent: { answers: { regions: 'writers-everywhere', 'team-size': 14 } },
  },
  {
    id: 'own-models-and-pocket-money',
    serious: 2,
    when: all(is('ai-use', 'own-models'), most('budget', 500)),
    sentence:
      'One rented graphics card costs 300 to 900 $ a month, and {budget} has to pay for everything: would a provider’s model do, paid by the call?',
    example: { answers: { 'ai-use': 'own-models', budget: 200 } },
    innocent: { answers: { 'ai-use': 'own-models', budget: 3000 } },
  },
  {
    id: 'answers-by-the-word',
    serious: 2,
    when: all(is('ai-use', 'core'), least('concurrent-users', 1000)),
    measures: [{ of: 'budget', per: 'concurrent-users', atMost: 0.2 }],
    sentence:
      'The model’s answer is the product, and {budget} for {concurrent-users} is {budget/concurrent-users} $ each: a hundred answers cost about that. Who pays for the hundred and first?',
    example: { answers: { 'ai-use': 'core', 'concurrent-users': 4000, budget: 450 } },
    innocent: { answers: { 'ai-use': 'core', 'concurrent-users': 4000, budget: 15_000 } },
  },
];

import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, most, no } from './rule.ts';

const people = is('users', 'consumers', 'business-customers', 'employees', 'partners', 'citizens');

/** What the work is, for whom, and whether the answers about it fit together. */
export const natureRules: readonly ContradictionRule[] = [
  {
    id: 'nobody-builds-what-cannot-be-bought',
    serious: 3,
    when: all(most('team-size', 0), is('buyable', 'nothing')),
    sentence: 'There are no developers, and nothing of it can be bought: who builds it, or which part might a product do after all?',
    example: { answers: { 'team-size': 0, buyable: 'nothing' } },
    innocent: { answers: { 'team-size': 0, buyable: 'most' } },
  },
  {
    id: 'sensitive-and-no-law',
    serious: 3,
    when: all(is('personal-data', 'sensitive'), is('disqualifiers', 'none')),
    sentence:
      'It knows about health, money, beliefs or children, and no law looks at it: in most countries one does. Which one would the data protection officer name?',
    example: { answers: { 'personal-data': 'sensitive', disqualifiers: ['none'] } },
    innocent: { answers: { 'personal-data': 'ordinary', disqualifiers: ['none'] } },
  },
  {
    id: 'nothing-grave-and-nothing-lost',
    serious: 1,
    when: all(is('never', 'none'), most('recovery-point', 0)),
    sentence:
      'Nothing that happens to a piece of data is grave, and yet not a minute of work may be gone: the second copy alive costs about as much as the first. Is it worth that?',
    example: { answers: { never: ['none'], 'recovery-point': 0 } },
    innocent: { answers: { never: ['none'], 'recovery-point': 60 } },
  },
  {
    id: 'many-sites-and-the-same-figures',
    serious: 2,
    when: all(is('hosting', 'edge'), is('staleness', 'never')),
    sentence:
      'It runs at many sites or on devices, and all of them see the same at once: then each waits for the line to the others. Which data needs that, and what may a site decide alone?',
    example: { answers: { hosting: 'edge', staleness: 'never' } },
    innocent: { answers: { hosting: 'edge', staleness: 'seconds' } },
  },
  {
    id: 'peaks-hurt-and-there-are-none',
    serious: 1,
    when: all(is('pains', 'peaks'), is('burstiness', 'steady')),
    sentence: 'It cannot take the peaks, and the load comes evenly: when was the last time it gave up, and what came in that hour?',
    example: { answers: { pains: ['peaks'], burstiness: 'steady' } },
    innocent: { answers: { pains: ['peaks'], burstiness: 'daily' } },
  },
  {
    id: 'busy-all-day-in-working-hours',
    serious: 1,
    when: all(is('idle', 'hardly'), is('availability-hours', 'office'), is('burstiness', 'steady')),
    sentence:
      'There is work all day and it comes evenly, yet it must be there in working hours only: what happens with what arrives at night?',
    example: { answers: { idle: 'hardly', 'availability-hours': 'office', burstiness: 'steady' } },
    innocent: { answers: { idle: 'nights', 'availability-hours': 'office', burstiness: 'steady' } },
  },
  {
    id: 'working-hours-everywhere',
    serious: 2,
    when: all(is('regions', 'writers-everywhere'), is('availability-hours', 'office')),
    sentence:
      'It is used all over the world, and must be there in working hours: somewhere it is always eleven in the morning. Whose hours are meant?',
    example: { answers: { regions: 'writers-everywhere', 'availability-hours': 'office' } },
    innocent: { answers: { regions: 'one', 'availability-hours': 'office' } },
  },
  {
    id: 'ours-alone-and-operated-by-customers',
    serious: 1,
    when: all(is('tenancy', 'single'), is('operator', 'customers')),
    sentence:
      'There is one organisation, yours, and customers’ own staff operate it: which customers are these, and does each get an installation?',
    example: { answers: { tenancy: 'single', operator: 'customers' } },
    innocent: { answers: { tenancy: 'single', operator: 'operations' } },
  },
  {
    id: 'harm-and-a-long-standstill',
    serious: 3,
    when: all(is('first-hour-down', 'harm'), is('cutover', 'longer', 'weekend'), is('availability-hours', 'always')),
    sentence:
      'An hour down may harm somebody, day and night, and for the change-over it may stand still for much longer: what do people do in that time, and was that rehearsed?',
    example: { answers: { 'first-hour-down': 'harm', cutover: 'longer', 'availability-hours': 'always' } },
    innocent: { answers: { 'first-hour-down': 'harm', cutover: 'nothing', 'availability-hours': 'always' } },
  },
  {
    id: 'partners-hurt-and-nothing-may-go-on',
    serious: 2,
    when: all(is('pains', 'partner-outages'), is('partner-down', 'nothing')),
    sentence:
      'A partner’s outage is what hurts, and when one is down nothing has to work: may it stay so, or is that the first thing to change?',
    example: { answers: { pains: ['partner-outages'], 'partner-down': 'nothing' } },
    innocent: { answers: { pains: ['partner-outages'], 'partner-down': 'most' } },
  },
  {
    id: 'apart-and-together-or-not-at-all',
    serious: 2,
    when: all(is('alone', 'fail', 'release'), is('domain-borders', 'tangled'), is('transactions', 'across-areas')),
    measures: [{ count: 'alone', atLeast: 2 }],
    sentence:
      'Parts shall be released or fail alone, in areas that hang together and change together or not at all: what is together in one transaction cannot fail apart. Which of the two is worth more?',
    example: { answers: { alone: ['release', 'fail'], 'domain-borders': 'tangled', transactions: 'across-areas' } },
    innocent: { answers: { alone: ['fail'], 'domain-borders': 'tangled', transactions: 'across-areas' } },
  },
  {
    id: 'a-flood-without-experience',
    serious: 2,
    when: all(is('skills', 'none'), any(least('machine-events', 5000), least('concurrent-users', 10_000)), most('team-size', 5)),
    sentence:
      'Nobody here has run a queue, a container or a database in production[, and {machine-events} arrive in the busiest second][, for {concurrent-users}]: who helps in the first months?',
    example: { answers: { skills: ['none'], 'machine-events': 20_000, 'team-size': 2 } },
    innocent: { answers: { skills: ['none'], 'machine-events': 60, 'team-size': 2 } },
  },
  {
    id: 'only-devices-and-people-click',
    serious: 1,
    when: all(is('users', 'devices'), no(people), is('work-trigger', 'people')),
    sentence: 'Only devices use it, and people who click and wait start most of the work: which people are they?',
    example: { answers: { users: ['devices'], 'work-trigger': 'people' } },
    innocent: { answers: { users: ['devices', 'employees'], 'work-trigger': 'people' } },
  },
  {
    id: 'messages-come-in-and-it-is-reading',
    serious: 1,
    when: all(is('read-write', 'reads'), is('work-trigger', 'events'), least('machine-events', 1000)),
    measures: [{ of: 'machine-events', per: 'concurrent-users', atLeast: 20 }],
    sentence: '{machine-events} come in for {concurrent-users}, and it is mostly reading: is each message not written once?',
    example: { answers: { 'read-write': 'reads', 'work-trigger': 'events', 'machine-events': 20_000, 'concurrent-users': 50 } },
    innocent: { answers: { 'read-write': 'reads', 'work-trigger': 'events', 'machine-events': 1500, 'concurrent-users': 4000 } },
  },
  {
    id: 'a-flood-in-a-thimble',
    serious: 1,
    when: all(least('machine-events', 1000), no(is('read-write', 'reads'))),
    measures: [{ of: 'machine-events', per: 'data-volume', atLeast: 300 }],
    sentence:
      '{machine-events}, and {data-volume}: that is less than a tenth of a byte of each that is kept. Is most of it thrown away, or is the volume meant for a week?',
    example: { answers: { 'machine-events': 20_000, 'data-volume': 4 } },
    innocent: { answers: { 'machine-events': 1500, 'data-volume': 1000 } },
  },
  {
    id: 'own-machines-promised-in-a-day-a-month',
    serious: 2,
    when: all(is('hosting', 'own'), most('operations-days', 1), least('availability', 99.9)),
    sentence:
      'Own machines want patches, disks and power, and {operations-days} a month is given for them, with {availability} promised: who does the rest?',
    example: { answers: { hosting: 'own', 'operations-days': 1, availability: 99.9 } },
    innocent: { answers: { hosting: 'own', 'operations-days': 5, availability: 99.9 } },
  },
  {
    id: 'without-a-network-and-many-services-of-others',
    serious: 2,
    when: all(is('disqualifiers', 'disconnected'), least('external-apis', 4), no(is('partner-down', 'everything', 'most'))),
    sentence:
      'It must run where there is no network, and it calls {external-apis}: which of them can it do without, and what waits until there is a line?',
    example: { answers: { disqualifiers: ['disconnected'], 'external-apis': 6 } },
    innocent: { answers: { disqualifiers: ['disconnected'], 'external-apis': 6, 'partner-down': 'everything' } },
  },
  {
    id: 'a-twentieth-of-a-second-and-a-partner',
    serious: 2,
    when: all(is('latency', 'under-50ms'), is('partner-down', 'nothing'), least('external-apis', 1), no(is('who-waits', 'nobody'))),
    sentence:
      'A twentieth of a second is noticed, and without the services of others nothing works: a call to one of them alone takes longer. Which answer does not need them?',
    example: { answers: { latency: 'under-50ms', 'partner-down': 'nothing', 'external-apis': 2 } },
    innocent: { answers: { latency: 'under-500ms', 'partner-down': 'nothing', 'external-apis': 2 } },
  },
  {
    id: 'live-and-minutes-are-fine',
    serious: 1,
    when: all(is('needs', 'live-updates'), is('latency', 'minutes')),
    sentence: 'Screens change by themselves, and minutes are fine until somebody notices: how old may such a screen be?',
    example: { answers: { needs: ['live-updates'], latency: 'minutes' } },
    innocent: { answers: { needs: ['live-updates'], latency: 'under-2s' } },
  },
  {
    id: 'a-providers-model-and-one-vendor-forbidden',
    serious: 1,
    when: all(is('ai-use', 'provider'), is('stack-forbidden', 'proprietary')),
    sentence:
      'It calls a provider’s model, and what only one vendor sells is forbidden: is a model excepted, or must it be one that others run too?',
    example: { answers: { 'ai-use': 'provider', 'stack-forbidden': ['proprietary'] } },
    innocent: { answers: { 'ai-use': 'own-models', 'stack-forbidden': ['proprietary'] } },
  },
  {
    id: 'plug-ins-for-ourselves',
    serious: 1,
    when: all(
      is('variants', 'plug-ins'),
      is('tenancy', 'single'),
      no(is('users', 'consumers', 'business-customers', 'partners', 'citizens')),
    ),
    sentence: 'Customers or third parties write plug-ins, and there is one organisation with its own staff: who writes them?',
    example: { answers: { variants: 'plug-ins', tenancy: 'single', users: ['employees'] } },
    innocent: { answers: { variants: 'plug-ins', tenancy: 'shared', users: ['business-customers'] } },
  },
  {
    id: 'too-many-parts-and-each-alone',
    serious: 2,
    when: all(is('pains', 'too-many-parts'), is('alone', 'release', 'scale', 'fail')),
    measures: [{ count: 'alone', atLeast: 2 }],
    sentence:
      'There are too many parts to keep alive, and parts shall stand alone in {alone}: each that does is one part more. For which single part is it worth that?',
    example: { answers: { pains: ['too-many-parts'], alone: ['release', 'scale', 'fail'] } },
    innocent: { answers: { pains: ['too-many-parts'], alone: ['none'] } },
  },
  {
    id: 'three-laws-and-two-people',
    serious: 3,
    when: all(is('compliance', 'health', 'cards', 'finance', 'public-sector', 'certificate'), most('team-size', 2)),
    measures: [{ count: 'compliance', atLeast: 3 }],
    sentence: '{compliance}, and {team-size}: the records alone are a job. Which of them can be handed to a provider, or wait?',
    example: { answers: { compliance: ['privacy', 'cards', 'finance'], 'team-size': 2 } },
    innocent: { answers: { compliance: ['privacy'], 'team-size': 2 } },
  },
  {
    id: 'hardly-down-and-people-come-back',
    serious: 1,
    when: all(is('needs', 'high-availability'), is('first-hour-down', 'wait')),
    sentence: 'It may hardly ever be down, and if it is, people wait and come back: is a second zone worth its money, then?',
    example: { answers: { needs: ['high-availability'], 'first-hour-down': 'wait' } },
    innocent: { answers: { needs: ['high-availability'], 'first-hour-down': 'work-stops' } },
  },
  {
    id: 'ten-times-the-load-for-pocket-money',
    serious: 2,
    when: all(is('growth', 'tenfold'), least('concurrent-users', 1000), most('budget', 300)),
    sentence: '{concurrent-users} become ten times as many within a year, for {budget}: does the budget grow with them, and from what?',
    example: { answers: { growth: 'tenfold', 'concurrent-users': 4000, budget: 100 } },
    innocent: { answers: { growth: 'tenfold', 'concurrent-users': 400, budget: 450 } },
  },
];

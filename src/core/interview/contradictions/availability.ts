import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, most, no } from './rule.ts';

const fewPeople = any(all(least('availability', 99.95), most('team-size', 2)), all(least('availability', 99.99), most('team-size', 3)));
const littleMoney = any(all(least('availability', 99.95), most('budget', 300)), all(least('availability', 99.99), most('budget', 800)));

/** What a promise on availability asks of people, money, nights and partners. */
export const availabilityRules: readonly ContradictionRule[] = [
  {
    id: 'nines-without-means',
    serious: 3,
    when: all(fewPeople, littleMoney),
    sentence:
      '{availability} leaves {down} to notice a failure and mend it; with {team-size} and {budget} nobody is awake for it and nothing stands by. Which of the three gives?',
    example: { answers: { availability: 99.99, 'team-size': 1, budget: 50 } },
    innocent: { answers: { availability: 99.5, 'team-size': 1, budget: 50 } },
  },
  {
    id: 'nines-without-people',
    serious: 3,
    when: all(fewPeople, no(littleMoney)),
    sentence:
      '{availability} leaves {down} to notice a failure and mend it, also on holidays; {team-size} cannot take turns at that. Is a lower promise enough, or does a provider stand by?',
    example: { answers: { availability: 99.99, 'team-size': 2, budget: 8000 } },
    innocent: { answers: { availability: 99.95, 'team-size': 6, budget: 8000 } },
  },
  {
    id: 'nines-without-money',
    serious: 3,
    when: all(littleMoney, no(fewPeople)),
    sentence:
      '{availability} leaves {down}, so everything must stand twice, the database too; {budget} barely pays for one of each. Is 99.5 % enough, or can the budget grow?',
    example: { answers: { availability: 99.95, budget: 200 } },
    innocent: { answers: { availability: 99.95, budget: 1500 } },
  },
  {
    id: 'nines-and-nobody-at-night',
    serious: 3,
    when: any(all(least('availability', 99.95), is('night', 'nobody')), all(least('availability', 99.99), is('night', 'one'))),
    sentence:
      '{availability} leaves {down}, and one failure at two in the morning uses it up before somebody reads of it. Does somebody get a rota, or does the promise hold by day only?',
    example: { answers: { availability: 99.99, night: 'nobody' } },
    innocent: { answers: { availability: 99.9, night: 'one' } },
  },
  {
    id: 'harm-and-nobody-at-night',
    serious: 3,
    when: all(
      any(
        is('first-hour-down', 'harm'),
        all(
          is('first-hour-down', 'money'),
          any(is('needs', 'high-availability'), least('availability', 99.9), is('availability-hours', 'always')),
        ),
      ),
      is('night', 'nobody'),
      no(is('availability-hours', 'office')),
    ),
    sentence:
      'An hour down is grave ({first-hour-down}), and nobody is called at night: is it used by day only, or does somebody get a rota?',
    example: { answers: { 'first-hour-down': 'harm', night: 'nobody', needs: ['high-availability'] } },
    innocent: { answers: { 'first-hour-down': 'harm', night: 'one', needs: ['high-availability'] } },
  },
  {
    id: 'nines-by-hand',
    serious: 2,
    when: all(least('availability', 99.95), is('operations', 'by-hand')),
    sentence:
      '{availability} leaves {down}, and a release by hand that goes wrong takes longer to undo. Do releases become automatic first, or is the promise lower?',
    example: { answers: { availability: 99.95, operations: 'by-hand' } },
    innocent: { answers: { availability: 99.95, operations: 'automatic' } },
  },
  {
    id: 'nines-for-nothing',
    serious: 2,
    when: all(is('first-hour-down', 'wait'), any(least('availability', 99.95), is('needs', 'high-availability'))),
    sentence:
      'It may hardly ever be down[ ({availability})], and in the first hour people wait and come back: who would pay for the second of everything? If nobody is hurt, 99.5 % costs about half.',
    example: { answers: { 'first-hour-down': 'wait', availability: 99.99 } },
    innocent: { answers: { 'first-hour-down': 'wait', availability: 99.5 } },
  },
  {
    id: 'hardly-down-and-hours-allowed',
    serious: 2,
    when: all(most('availability', 99), any(is('needs', 'high-availability'), is('first-hour-down', 'harm'))),
    sentence:
      'One hour down is too much, and {availability} allows {down}: is the promise older than the need, or is one failure of many hours really fine?',
    example: { answers: { needs: ['high-availability'], availability: 99 } },
    innocent: { answers: { needs: ['high-availability'], availability: 99.9 } },
  },
  {
    id: 'working-hours-and-nines',
    serious: 2,
    when: all(is('availability-hours', 'office'), least('availability', 99.95)),
    sentence:
      'It must be there in working hours, and {availability} of the whole month allows {down}, nights included: does the promise count working hours only?',
    example: { answers: { 'availability-hours': 'office', availability: 99.99 } },
    innocent: { answers: { 'availability-hours': 'office', availability: 99.5 } },
  },
  {
    id: 'rota-for-working-hours',
    serious: 1,
    when: all(is('availability-hours', 'office'), is('night', 'rota')),
    sentence:
      'It must be there in working hours only, and a rota is called at night: what do they mend by night that could not wait until seven?',
    example: { answers: { 'availability-hours': 'office', night: 'rota' } },
    innocent: { answers: { 'availability-hours': 'office', night: 'nobody' } },
  },
  {
    id: 'rota-of-too-few',
    serious: 2,
    when: all(is('night', 'rota'), most('team-size', 3)),
    sentence:
      'A rota among {team-size} is every second or third week for each of them, holidays included: who else takes a turn, or may nights wait?',
    example: { answers: { night: 'rota', 'team-size': 2 } },
    innocent: { answers: { night: 'rota', 'team-size': 6 } },
  },
  {
    id: 'partner-sets-the-limit',
    serious: 3,
    when: all(
      is('partner-down', 'nothing'),
      any(least('availability', 99.95), is('needs', 'high-availability'), is('first-hour-down', 'harm')),
    ),
    sentence:
      'It may hardly ever be down[ ({availability})], and it stands still when a service of somebody else does: you cannot promise more than they do. What may go on without them?',
    example: { answers: { 'partner-down': 'nothing', availability: 99.95 } },
    innocent: { answers: { 'partner-down': 'most', availability: 99.95 } },
  },
  {
    id: 'many-partners-set-the-limit',
    serious: 2,
    when: all(is('partner-down', 'nothing'), least('external-apis', 10), least('availability', 99.9), no(least('availability', 99.95))),
    sentence:
      'It stands still when a partner does, and there are {external-apis}: at 99.9 % each, ten of them together are there 99.0 % of the month. Which of them may fail without you noticing?',
    example: { answers: { 'partner-down': 'nothing', 'external-apis': 12, availability: 99.9 } },
    innocent: { answers: { 'partner-down': 'most', 'external-apis': 12, availability: 99.9 } },
  },
  {
    id: 'fails-every-week-and-nines',
    serious: 2,
    when: all(least('outage-frequency', 10), least('availability', 99.95)),
    sentence:
      'Today it fails about every week ({outage-frequency}), and {availability} allows {down}: what will be different? Perhaps the promise starts after the first repairs.',
    example: { answers: { 'outage-frequency': 13, availability: 99.95 } },
    innocent: { answers: { 'outage-frequency': 1, availability: 99.95 } },
  },
  {
    id: 'promise-on-what-others-operate',
    serious: 2,
    when: all(is('operator', 'customers'), least('availability', 99.9)),
    sentence:
      'The customers’ own staff operate it, and {availability} is promised: you would answer for machines that you cannot touch. Whose promise is it?',
    example: { answers: { operator: 'customers', availability: 99.95 } },
    innocent: { answers: { operator: 'us', availability: 99.95 } },
  },
  {
    id: 'no-need-and-nines',
    serious: 1,
    when: all(is('needs', 'none'), least('availability', 99.95)),
    sentence:
      'Of the needs, “it may hardly ever be down” was not one, and {availability} allows {down}: is it a need, or a figure from a template?',
    example: { answers: { needs: ['none'], availability: 99.99 } },
    innocent: { answers: { needs: ['none'], availability: 99.5 } },
  },
  {
    id: 'nines-without-experience',
    serious: 2,
    when: all(is('skills', 'none'), least('availability', 99.95)),
    sentence:
      '{availability} leaves {down}, and nobody here has run containers, queues or a database with backups in production: does a provider run it, or is the promise lower for the first year?',
    example: { answers: { skills: ['none'], availability: 99.99 } },
    innocent: { answers: { skills: ['containers', 'relational'], availability: 99.95 } },
  },
  {
    id: 'nines-in-a-day-a-month',
    serious: 2,
    when: all(most('operations-days', 1), least('availability', 99.95)),
    sentence:
      '{availability} leaves {down}, and {operations-days} to keep it running does not even rehearse one failure: more days, or a lower promise?',
    example: { answers: { 'operations-days': 1, availability: 99.99 } },
    innocent: { answers: { 'operations-days': 8, availability: 99.95 } },
  },
];

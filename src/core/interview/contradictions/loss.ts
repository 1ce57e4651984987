import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, most, no } from './rule.ts';

/** What may be lost and how soon it must be back, against backups, nights, money and each other. */
export const lossRules: readonly ContradictionRule[] = [
  {
    id: 'nothing-lost-and-no-money',
    serious: 3,
    when: all(most('recovery-point', 0), most('budget', 150)),
    sentence:
      'Losing nothing at all in a disaster needs a second live copy of the data, which alone costs more than {budget}: would five minutes do, or can the budget grow?',
    example: { answers: { 'recovery-point': 0, budget: 60 } },
    innocent: { answers: { 'recovery-point': 5, budget: 60 } },
  },
  {
    id: 'loss-forbidden-and-a-day-allowed',
    serious: 3,
    when: all(is('never', 'lost'), least('recovery-point', 720)),
    sentence:
      'Data must never be lost, and after a disaster {recovery-point} may be gone: which of the two holds for the data that matters most?',
    example: { answers: { never: ['lost'], 'recovery-point': 1440 } },
    innocent: { answers: { never: ['lost'], 'recovery-point': 60 } },
  },
  {
    id: 'nothing-lost-and-never-restored',
    serious: 3,
    when: all(is('restore-tried', 'never', 'no-backups'), any(is('never', 'lost'), most('recovery-point', 60))),
    sentence:
      'Data must not be lost, and nobody has ever seen it come back ({restore-tried}): before anything else, who restores a backup into an empty database, and when?',
    example: { answers: { never: ['lost'], 'restore-tried': 'never' } },
    innocent: { answers: { never: ['lost'], 'restore-tried': 'once' } },
  },
  {
    id: 'a-law-and-no-backups',
    serious: 3,
    when: all(
      is('restore-tried', 'no-backups'),
      any(
        is('disqualifiers', 'regulated'),
        is('compliance', 'health', 'finance', 'cards', 'public-sector'),
        is('personal-data', 'sensitive'),
      ),
    ),
    sentence:
      'An auditor or a law looks at this data, and there are no backups: that will be the first finding. Can backups be switched on this week, before any rebuilding?',
    example: { answers: { 'restore-tried': 'no-backups', compliance: ['health'] } },
    innocent: { answers: { 'restore-tried': 'regularly', compliance: ['health'] } },
  },
  {
    id: 'promise-and-slow-return',
    serious: 2,
    // A disaster is rare: it breaks the promise when one of them takes about what a whole year allows.
    when: any(
      all(least('availability', 99.9), least('recovery-time', 480)),
      all(least('availability', 99.95), least('recovery-time', 240)),
      all(least('availability', 99.99), least('recovery-time', 50)),
    ),
    sentence:
      '{availability} allows {down}, and coming back from a disaster may take longer ({recovery-time}): is a disaster outside the promise, or must it be quicker?',
    example: { answers: { availability: 99.9, 'recovery-time': 480 } },
    innocent: { answers: { availability: 99.9, 'recovery-time': 30 } },
  },
  {
    id: 'back-in-minutes-and-nobody-there',
    serious: 3,
    when: all(most('recovery-time', 30), is('night', 'nobody'), no(is('availability-hours', 'office', 'long'))),
    sentence:
      'It must be back soon after a disaster ({recovery-time}), and at night nobody is called: does that hold by day only, or does somebody get a rota?',
    example: { answers: { 'recovery-time': 10, night: 'nobody' } },
    innocent: { answers: { 'recovery-time': 480, night: 'nobody' } },
  },
  {
    id: 'back-in-minutes-and-never-restored',
    serious: 3,
    when: all(most('recovery-time', 60), is('restore-tried', 'never', 'no-backups')),
    sentence:
      'It must be back soon ({recovery-time}), and no restore has ever been timed ({restore-tried}): the first one usually takes half a day. When is the rehearsal?',
    example: { answers: { 'recovery-time': 60, 'restore-tried': 'never' } },
    innocent: { answers: { 'recovery-time': 60, 'restore-tried': 'regularly' } },
  },
  {
    id: 'back-in-minutes-without-money',
    serious: 2,
    when: all(most('recovery-time', 15), most('budget', 100)),
    sentence: 'Back within {recovery-time} means that a second of everything stands by, and {budget} pays for one: would an hour do?',
    example: { answers: { 'recovery-time': 10, budget: 80 } },
    innocent: { answers: { 'recovery-time': 60, budget: 80 } },
  },
  {
    id: 'back-in-minutes-by-hand',
    serious: 2,
    when: all(most('recovery-time', 15), is('operations', 'by-hand')),
    sentence:
      'Back within {recovery-time}, and changes are put in place by hand: setting up a machine by hand takes hours. Is it scripted first, or may it take half a day?',
    example: { answers: { 'recovery-time': 10, operations: 'by-hand' } },
    innocent: { answers: { 'recovery-time': 10, operations: 'automatic' } },
  },
  {
    id: 'grave-hour-and-a-slow-return',
    serious: 3,
    when: any(
      all(is('first-hour-down', 'money'), least('recovery-time', 1440)),
      all(is('first-hour-down', 'harm'), least('recovery-time', 480)),
    ),
    sentence:
      'The first hour down is already grave ({first-hour-down}), and it may take much longer to be back ({recovery-time}): who bears the hours in between?',
    example: { answers: { 'first-hour-down': 'money', 'recovery-time': 1440 } },
    innocent: { answers: { 'first-hour-down': 'money', 'recovery-time': 60 } },
  },
  {
    id: 'terabytes-back-within-the-hour',
    serious: 2,
    when: all(most('recovery-time', 60), least('data-volume', 5000), no(least('budget', 5000))),
    sentence:
      '{data-volume} take most of a day to come back from a backup at 100 MB a second, and it must be back sooner ({recovery-time}): does a second copy stand by, or does the recent part come back first?',
    example: { answers: { 'recovery-time': 60, 'data-volume': 8000 } },
    innocent: { answers: { 'recovery-time': 60, 'data-volume': 400 } },
  },
  {
    id: 'nothing-grave-under-a-law',
    serious: 2,
    when: all(is('never', 'none'), is('compliance', 'health', 'finance', 'cards')),
    sentence:
      'Nothing grave can happen to a piece of data, and rules for {compliance} apply, which say the opposite: what must not be lost, sent twice or changed unseen?',
    example: { answers: { never: ['none'], compliance: ['finance'] } },
    innocent: { answers: { never: ['changed-unseen'], compliance: ['finance'] } },
  },
];

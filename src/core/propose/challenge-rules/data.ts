import { count, minutes, plural, volume } from '../format.ts';
import { answersSay, bothSay, factsShow, hazardEvidence, ref } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { say } from '../prose.ts';
import { measures, restoreHours } from './measures.ts';
import { all, any, atLeast, atMost, is, measured, missed, not, saw, slot, stated, style } from './when.ts';
import { action, affords, badness, few, mainPartner, named, ownAreas, quoted, said } from './words.ts';

const sreIntegrity = ref('Google SRE book: Data Integrity', 'https://sre.google/sre-book/data-integrity/');

const restoreTitles: Readonly<Record<string, string>> = {
  'no-backups': 'There is no backup at all',
  never: 'The first restore would be the real one',
  once: 'The last restore was too long ago to count on',
  unsaid: 'A promise about lost work that no restore has proven yet',
};

/** What goes wrong with data: lost, done twice, in the wrong order, changed unseen, or beyond repair. */
export const dataChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.no-backup',
    category: 'recovery',
    topic: 'restore',
    title: 'A wrong statement cannot be undone',
    likelihood: 'high',
    impact: 'high',
    reference: ref(
      'AWS Security Hub: RDS.11, automated backups',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11',
    ),
    when: saw('hazard.no-database-backup'),
    shownBy: 'workspace',
    tell: (s) => ({
      evidence: factsShow('backups are switched off', s.reading.hazard('hazard.no-database-backup')),
      mitigation: say`switch on point-in-time recovery today (one line), keep a weekly copy in another account, and restore it into an empty database once a month${few(s) ? '' : ', each time by a different person'}`,
      trigger: say`no successful restore in 35 days`,
    }),
    example: { hazards: ['hazard.no-database-backup'] },
    counterexample: { hazards: ['hazard.root-container'] },
  },
  {
    id: 'challenge.restore-never-rehearsed',
    category: 'recovery',
    topic: 'restore',
    title: 'The backup exists, the restore was never tried',
    likelihood: 'medium',
    impact: 'high',
    reference: sreIntegrity,
    when: any(is('restore-tried', 'never', 'once', 'no-backups'), all(atMost('recovery-point', 60), not(stated('restore-tried')))),
    tell: (s) => {
      const tried = s.reading.stated('restore-tried') ? s.reading.one('restore-tried') : 'unsaid';
      const [first] = ownAreas(s);
      return {
        title: restoreTitles[tried] ?? restoreTitles['unsaid'] ?? '',
        likelihood: tried === 'never' || tried === 'no-backups' ? 'high' : 'medium',
        evidence: answersSay(s, 'restore-tried', 'recovery-point', 'recovery-time', 'never=lost'),
        mitigation:
          tried === 'no-backups'
            ? say`before anything of the roadmap: a dump to another machine or account tonight, ${named(s, 'primary-store', 'the database')} with point-in-time recovery next, a first restore this week`
            : say`half a day this month: restore into an empty database from a script that anybody can start, count the records of ${first === undefined ? 'the main table' : quoted(first)}, write down how long it took; then every quarter`,
        trigger:
          tried === 'no-backups'
            ? say`a dump older than 25 h`
            : say`a restore longer than ${minutes(s.reading.amount('recovery-time'))}, or none in 100 days`,
      };
    },
    example: { answers: { 'restore-tried': 'never' } },
    counterexample: { answers: { 'restore-tried': 'regularly', 'recovery-point': 5 } },
  },
  {
    id: 'challenge.restore-too-slow',
    category: 'recovery',
    topic: 'restore-time',
    title: 'The restore takes longer than anybody can wait',
    likelihood: 'low',
    impact: 'high',
    reference: ref('NIST SP 800-34: Contingency Planning', 'https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final'),
    when: all(
      missed('recovery-time'),
      stated('data-volume'),
      any(stated('recovery-time'), is('first-hour-down', 'money', 'harm', 'work-stops')),
    ),
    tell: (s) => {
      const gigabytes = s.reading.amount('data-volume');
      const takes = minutes(Math.round(restoreHours(s) * 60));
      const promised = s.reading.stated('recovery-time');
      return {
        title: promised
          ? `${volume(gigabytes)} come back in ${takes}, promised are ${minutes(s.reading.amount('recovery-time'))}`
          : `${volume(gigabytes)} come back in ${takes}, and the first hour already costs`,
        likelihood: promised ? 'medium' : 'low',
        evidence: answersSay(s, 'recovery-time', 'data-volume', 'first-hour-down'),
        mitigation: say`restore the open part first (this year’s ${ownAreas(s)[0] ?? 'records'}) and the archive later; if that is not enough, a running copy that only needs switching over`,
        trigger: say`the rehearsed restore passes ${promised ? minutes(Math.round(s.reading.amount('recovery-time') * 0.8)) : '90 min'}`,
      };
    },
    example: { answers: { 'recovery-time': 60, 'data-volume': 1000 }, missed: ['recovery-time'] },
    counterexample: { answers: { 'recovery-time': 480, 'data-volume': 50 } },
  },
  {
    id: 'challenge.nothing-lost',
    category: 'recovery',
    topic: 'rpo-zero',
    title: 'No work may be lost, and a copy repeats every mistake',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('PostgreSQL manual: Continuous Archiving', 'https://www.postgresql.org/docs/current/continuous-archiving.html'),
    when: atMost('recovery-point', 5),
    tell: (s) => {
      const none = s.reading.amount('recovery-point') === 0;
      return {
        title: none
          ? 'A live copy saves every write, and every wrong delete'
          : `${minutes(s.reading.amount('recovery-point'))} of lost work is promised, a nightly dump loses a day`,
        likelihood: none ? 'medium' : 'low',
        evidence: answersSay(s, 'recovery-point', 'never=lost'),
        mitigation: none
          ? affords(s, 60)
            ? say`two means for two accidents: a copy that confirms each write (for a lost machine, about 2 ms per write) and a change log of 14 days (for a wrong statement)`
            : say`ask what one lost minute would cost: the change log copied away every minute is nearly free, a copy that confirms each write costs as much as the database again`
          : say`archive the change log every minute to a second account; with a managed database that is a setting, on your own machines pgBackRest or its like`,
        trigger: say`the archive is ${none ? 'a minute' : minutes(Math.max(1, s.reading.amount('recovery-point')))} behind`,
      };
    },
    example: { answers: { 'recovery-point': 0 } },
    counterexample: { answers: { 'recovery-point': 60 } },
  },
  {
    id: 'challenge.paid-twice',
    category: 'duplicates',
    topic: 'duplicates',
    title: 'A retry to a partner does the work a second time',
    likelihood: 'high',
    impact: 'high',
    reference: ref(
      'IETF draft: The Idempotency-Key HTTP Header Field',
      'https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/',
    ),
    when: all(is('never', 'done-twice'), atLeast('external-apis', 1)),
    tell: (s) => ({
      title: `A timeout at ${mainPartner(s)} is retried, and it happens twice`,
      evidence: answersSay(s, 'never=done-twice', 'external-apis', 'partner-names'),
      mitigation: say`a key per piece of work, stored before the first call and sent with every retry; a unique index on it; each morning ${few(s) ? 'a script compares' : 'a job compares'} your list with that of ${mainPartner(s)}`,
      trigger: say`one difference in the morning’s comparison`,
    }),
    example: { answers: { never: ['done-twice'], 'external-apis': 2 } },
    counterexample: { answers: { never: ['lost'], 'external-apis': 2 } },
  },
  {
    id: 'challenge.delivered-twice',
    category: 'duplicates',
    topic: 'duplicates',
    title: 'A message is delivered twice and its work done twice',
    likelihood: 'high',
    impact: 'high',
    reference: ref(
      'Hohpe and Woolf, Enterprise Integration Patterns: Idempotent Receiver',
      'https://www.enterpriseintegrationpatterns.com/patterns/messaging/IdempotentReceiver.html',
    ),
    when: all(is('never', 'done-twice'), any(is('work-trigger', 'events', 'systems', 'clock'), style('event-driven', 'pipeline'))),
    tell: (s) => ({
      evidence: answersSay(s, 'never=done-twice', 'work-trigger'),
      mitigation: say`the receiver writes the message’s id in the same transaction as its work and skips what it has seen; ids are kept for 14 days, longer than any queue keeps a message`,
      trigger: say`one pair with the same business number`,
    }),
    example: { answers: { never: ['done-twice'], 'work-trigger': 'events' } },
    counterexample: { answers: { never: ['done-twice'], 'work-trigger': 'people' } },
  },
  {
    id: 'challenge.clicked-twice',
    category: 'duplicates',
    topic: 'duplicates',
    title: 'An impatient second click does it twice',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('RFC 9110, 9.2.2: Idempotent Methods', 'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2'),
    when: all(
      is('never', 'done-twice'),
      any(is('work-trigger', 'people', 'mixed'), is('users', 'consumers')),
      is('who-waits', 'always', 'receipt'),
    ),
    tell: (s) => ({
      title: `An impatient second click does ${action(s, 'the same thing')} twice`,
      evidence: answersSay(s, 'never=done-twice', 'work-trigger', 'users'),
      mitigation: say`the form carries a number that the server gave it; the same number again returns the first result; a unique index, not the greyed-out button, is what holds`,
      trigger: say`two equal entries of one person within a minute`,
    }),
    example: { answers: { never: ['done-twice'], 'work-trigger': 'people', 'who-waits': 'always' } },
    counterexample: { answers: { never: ['done-twice'], 'work-trigger': 'events', 'who-waits': 'nobody' } },
  },
  {
    id: 'challenge.transaction-across-services',
    category: 'data',
    topic: 'transactions',
    title: 'Half of a change is done when the other half fails',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Richardson, Microservices Patterns, ch. 4: sagas', 'https://microservices.io/patterns/data/saga.html'),
    when: all(is('transactions', 'across-areas'), style('microservices', 'event-driven', 'service-based', 'serverless', 'space-based')),
    tell: (s) => {
      const [one, other] = ownAreas(s);
      return {
        title:
          one === undefined || other === undefined
            ? 'Half of a change is done when the other half fails'
            : `A change in ${quoted(one)} is saved, the one in ${quoted(other)} fails, and nobody undoes the first`,
        evidence: answersSay(s, 'transactions', 'area-names'),
        mitigation: say`first draw the border so that what must happen together stays together; where that fails, a table with each step and its reversal, a test per reversal, and a screen that lists cases in between`,
        trigger: say`one case between two states for more than 1 h`,
      };
    },
    example: { answers: { transactions: 'across-areas' }, style: 'microservices' },
    counterexample: { answers: { transactions: 'across-areas' }, style: 'modular-monolith' },
  },
  {
    id: 'challenge.dual-write',
    category: 'data',
    topic: 'dual-write',
    title: 'The record is saved, its message is not sent',
    likelihood: 'medium',
    impact: 'high',
    reference: ref(
      'Richardson, Microservices Patterns, ch. 3: transactional outbox',
      'https://microservices.io/patterns/data/transactional-outbox.html',
    ),
    when: all(
      slot('messaging'),
      not(slot('messaging', 'postgres|database|outbox|in.process|scheduler|airflow|cron')),
      is('never', 'lost', 'done-twice'),
    ),
    tell: (s) => ({
      title: `The record is saved, its message to ${named(s, 'messaging', 'the broker')} is not`,
      evidence: answersSay(s, 'never', 'who-waits', 'work-trigger'),
      mitigation: /dynamo|cosmos|firestore|mongo|cassandra|scylla/i.test(named(s, 'primary-store', ''))
        ? say`no code writes to both: the message is made from the change stream of ${named(s, 'primary-store', 'the store')}, which cannot miss a write`
        : say`no code writes to both in one go: the message is a row in the same transaction, and a small sender empties the table`,
      trigger: say`the oldest unsent change is older than 1 min`,
    }),
    example: { answers: { never: ['lost'] }, slots: [{ slot: 'messaging', outcome: 'add', name: 'RabbitMQ' }] },
    counterexample: { answers: { never: ['lost'] }, slots: [{ slot: 'messaging', outcome: 'add', name: 'Queue in PostgreSQL' }] },
  },
  {
    id: 'challenge.event-order',
    category: 'events',
    topic: 'ordering',
    title: 'Events arrive in another order than they happened',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Kafka documentation: partitions and ordering', 'https://kafka.apache.org/documentation/#intro_concepts_and_terms'),
    when: any(style('event-driven'), all(is('work-trigger', 'events'), style('microservices', 'space-based', 'pipeline'))),
    tell: (s) => ({
      title: said(s, 'users', 'devices')
        ? 'A device’s newer reading arrives before the older one'
        : 'A cancellation arrives before the order',
      impact: said(s, 'transactions', 'across-areas') ? 'high' : 'medium',
      evidence: answersSay(s, 'work-trigger', 'who-waits', 'users=devices'),
      mitigation: say`one partition key per ${said(s, 'users', 'devices') ? 'device' : 'business object'}, a version number in each event, and a receiver that ignores an older version and waits 1 min for a missing one`,
      trigger: say`one event applied to a newer state`,
    }),
    example: { style: 'event-driven' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'challenge.event-lost-sight',
    category: 'events',
    topic: 'event-trace',
    title: 'Nobody can say where a piece of work is',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('OpenTelemetry: context propagation', 'https://opentelemetry.io/docs/concepts/context-propagation/'),
    when: all(style('event-driven', 'microservices'), not(is('skills', 'distributed-tracing'))),
    tell: (s) => ({
      title: `“Where is my request?” takes five logs and an hour`,
      evidence: answersSay(s, 'skills', 'work-trigger', 'teams'),
      mitigation: say`one number given at the door and carried in every message and log line from the first day; ${few(s) ? 'a search for it in one log place is enough' : 'traces for 1 request in 20 and all failed ones'}; a page that shows a piece of work with its steps`,
      trigger: say`support needs more than 5 min to say where a case is`,
    }),
    example: { style: 'event-driven', answers: { skills: ['queues'] } },
    counterexample: { style: 'event-driven', answers: { skills: ['distributed-tracing'] } },
  },
  {
    id: 'challenge.event-schema',
    category: 'events',
    topic: 'event-schema',
    title: 'A changed event breaks a receiver nobody thought of',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref(
      'Confluent: schema evolution and compatibility',
      'https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html',
    ),
    when: all(
      style('event-driven', 'microservices', 'service-based'),
      any(atLeast('teams', 2), is('legacy', 'own-services'), is('users', 'partners')),
    ),
    tell: (s) => ({
      title:
        s.reading.stated('teams') && s.reading.amount('teams') > 1
          ? `One of ${plural(s.reading.amount('teams'), 'team')} renames a field the others read`
          : 'A changed event breaks a receiver nobody thought of',
      evidence: answersSay(s, 'teams', 'legacy', 'users=partners'),
      mitigation: say`event forms in one folder with a check in CI: fields are added, never renamed or removed; a list of who reads what, made from the consumers’ own tests`,
      trigger: say`one message set aside because its form was unknown`,
    }),
    example: { style: 'event-driven', answers: { 'team-size': 12, teams: 3 } },
    counterexample: { style: 'event-driven', answers: { 'team-size': 3 } },
  },
  {
    id: 'challenge.lost-messages',
    category: 'events',
    topic: 'dead-letters',
    title: 'A message that cannot be processed disappears',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref(
      'AWS SQS: dead-letter queues',
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
    ),
    when: saw('hazard.no-dead-letter-queue'),
    shownBy: 'workspace',
    tell: (s) => {
      const found = s.reading.hazard('hazard.no-dead-letter-queue');
      return {
        impact: said(s, 'never', 'lost') ? 'high' : 'medium',
        evidence: factsShow('a queue without a dead-letter queue', found),
        mitigation: say`a dead-letter queue after five attempts and a command that sends its messages back; an hour`,
        trigger: say`one message in it`,
      };
    },
    example: { hazards: ['hazard.no-dead-letter-queue'] },
    counterexample: { hazards: ['hazard.no-database-backup'] },
  },
  {
    id: 'challenge.poison-message',
    category: 'events',
    topic: 'dead-letters',
    title: 'One bad message stops all behind it',
    likelihood: 'high',
    impact: 'medium',
    reference: ref(
      'Hohpe and Woolf, Enterprise Integration Patterns: Dead Letter Channel',
      'https://www.enterpriseintegrationpatterns.com/patterns/messaging/DeadLetterChannel.html',
    ),
    when: any(style('event-driven'), all(is('work-trigger', 'events', 'systems'), is('never', 'lost'), slot('messaging'))),
    tell: (s) => ({
      impact: said(s, 'never', 'lost') ? 'high' : 'medium',
      title: `One bad message holds up ${s.reading.stated('machine-events') ? `${count(s.reading.amount('machine-events'))} a second` : 'all'} behind it`,
      evidence: answersSay(s, 'work-trigger', 'machine-events', 'never=lost'),
      mitigation: say`after five attempts a message goes aside with its reason; ${few(s) ? 'one command' : 'a page for support'} sends it back after the fix; whatever is set aside rings within office hours`,
      trigger: say`one message set aside`,
    }),
    example: { style: 'event-driven', answers: { 'work-trigger': 'events', 'machine-events': 200 } },
    counterexample: { style: 'layered', answers: { 'work-trigger': 'people' } },
  },
  {
    id: 'challenge.bad-rows',
    category: 'pipelines',
    topic: 'bad-rows',
    title: 'One bad record stops the whole run',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Kleppmann, Designing Data-Intensive Applications, ch. 10', 'https://dataintensive.net/'),
    when: any(style('pipeline'), is('transformation-chain', 'mostly')),
    tell: (s) => ({
      title: `One bad record stops the run that ${action(s, 'everybody')} waits for`,
      evidence: answersSay(s, 'transformation-chain', 'step-data', 'work-trigger'),
      mitigation: say`every step writes what it cannot read to a side table with the reason and goes on; the run fails only above 1 bad record in 100`,
      trigger: say`1 record in 1,000 set aside`,
    }),
    example: { answers: { 'transformation-chain': 'mostly' } },
    counterexample: { answers: { 'transformation-chain': 'no' } },
  },
  {
    id: 'challenge.reprocessing',
    category: 'pipelines',
    topic: 'reprocessing',
    title: 'A mistake found late means converting everything again',
    likelihood: 'medium',
    impact: 'high',
    reference: ref(
      'Reis and Housley, Fundamentals of Data Engineering, ch. 8',
      'https://www.oreilly.com/library/view/fundamentals-of-data/9781098108298/',
    ),
    when: all(
      any(style('pipeline'), is('transformation-chain', 'mostly', 'part')),
      any(atLeast('data-volume', 100), is('step-data', 'files', 'tables'), is('longest-task', 'hours')),
    ),
    tell: (s) => ({
      title: s.reading.stated('data-volume')
        ? `A mistake found in March means converting ${volume(s.reading.amount('data-volume'))} again`
        : 'A mistake found late means converting everything again',
      evidence: answersSay(s, 'transformation-chain', 'data-volume', 'longest-task'),
      mitigation: say`keep what came in unchanged for 90 days; each step can be run for one day or one customer again and replaces its own result; the version of the code stands on every result`,
      trigger: say`running one day again takes longer than 2 h or needs a hand`,
    }),
    example: { answers: { 'transformation-chain': 'mostly', 'data-volume': 500 } },
    counterexample: { answers: { 'transformation-chain': 'no', 'data-volume': 500 } },
  },
  {
    id: 'challenge.schema-drift',
    category: 'pipelines',
    topic: 'schema-drift',
    title: 'A source changes its columns and the figures stay plausible',
    likelihood: 'high',
    impact: 'high',
    reference: ref('Great Expectations documentation', 'https://docs.greatexpectations.io/docs/'),
    when: all(
      any(style('pipeline'), is('transformation-chain', 'mostly')),
      any(
        is('legacy', 'files', 'erp', 'database', 'own-services'),
        atLeast('external-apis', 2),
        is('needs', 'real-time-reporting', 'large-data'),
      ),
    ),
    tell: (s) => ({
      evidence: answersSay(s, 'transformation-chain', 'legacy', 'external-apis'),
      mitigation: say`ten checks at the door, written in a day: columns and types, number of rows against last week, share of empty fields, two sums that must agree; a failed check stops publishing, not reading`,
      trigger: say`rows of a day differ by more than 30 % from the same weekday`,
    }),
    example: { answers: { 'transformation-chain': 'mostly', legacy: ['files'] } },
    counterexample: { answers: { 'transformation-chain': 'no', legacy: ['files'] } },
  },
  {
    id: 'challenge.large-hand-over',
    category: 'pipelines',
    topic: 'hand-over',
    title: 'What one step hands to the next is too large for a message',
    likelihood: 'high',
    impact: 'low',
    reference: ref(
      'Hohpe and Woolf, Enterprise Integration Patterns: Claim Check',
      'https://www.enterpriseintegrationpatterns.com/patterns/messaging/StoreInLibrary.html',
    ),
    when: is('step-data', 'files', 'tables'),
    tell: (s) => ({
      title: said(s, 'step-data', 'files')
        ? 'A half-written file is taken for a whole one'
        : 'A half-loaded table is taken for a whole one',
      evidence: answersSay(s, 'step-data', 'transformation-chain'),
      mitigation: say`${said(s, 'step-data', 'files') ? 'write under a temporary name with a checksum and rename when it is whole' : 'load into a new table and swap the names in one transaction'}; the message to the next step carries only the name; leftovers are deleted after 30 days`,
      trigger: say`leftovers above a tenth of the storage`,
    }),
    example: { answers: { 'transformation-chain': 'mostly', 'step-data': 'files' } },
    counterexample: { answers: { 'transformation-chain': 'mostly', 'step-data': 'messages' } },
  },
  {
    id: 'challenge.schedule',
    category: 'pipelines',
    topic: 'schedule',
    title: 'The nightly run does not start, and nobody notices until eight',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Google SRE book: Distributed Periodic Scheduling', 'https://sre.google/sre-book/distributed-periodic-scheduling/'),
    when: is('work-trigger', 'clock'),
    tell: (s) => ({
      evidence: answersSay(s, 'work-trigger', 'longest-task', 'night'),
      mitigation: say`an alarm on what did not happen: each run reports its end, and a silence of ${said(s, 'longest-task', 'hours') ? '2 h' : '30 min'} past its usual end rings; a lock so that two never run at once; a run that was missed is made up for by its date, not by “today”`,
      trigger: say`a run ends half an hour later than the average of its last 20`,
    }),
    example: { answers: { 'work-trigger': 'clock' } },
    counterexample: { answers: { 'work-trigger': 'people' } },
  },
  {
    id: 'challenge.clocks',
    category: 'data',
    topic: 'time-zones',
    title: 'A day ends at different hours, and twice a year an hour comes twice',
    likelihood: 'sure',
    impact: 'low',
    reference: ref('RFC 9557: Date and Time with time zone names', 'https://www.rfc-editor.org/rfc/rfc9557'),
    when: any(is('regions', 'readers-everywhere', 'writers-everywhere'), all(is('work-trigger', 'clock'), is('objectives', 'new-markets'))),
    tell: (s) => ({
      impact: said(s, 'compliance', 'finance') ? 'medium' : 'low',
      evidence: answersSay(s, 'regions', 'objectives=new-markets', 'work-trigger'),
      mitigation: say`moments in UTC, appointments as local time with the name of their zone, “today” always with a customer’s zone; tests that run on 29 March, 25 October and 31 December`,
      trigger: say`one report whose days do not add up to its month`,
    }),
    example: { answers: { regions: 'writers-everywhere' } },
    counterexample: { answers: { regions: 'one' } },
  },
  {
    id: 'challenge.no-trace-of-changes',
    category: 'compliance',
    topic: 'audit',
    title: 'Nobody can say who changed a record',
    likelihood: 'medium',
    impact: 'high',
    reference: ref('OWASP Logging Cheat Sheet', 'https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html'),
    when: is('never', 'changed-unseen'),
    tell: (s) => ({
      title: said(s, 'disqualifiers', 'regulated')
        ? 'An auditor asks who changed a record, and the answer is “the system”'
        : 'Nobody can say who changed a record',
      likelihood: said(s, 'disqualifiers', 'regulated') ? 'high' : 'medium',
      evidence: answersSay(s, 'never=changed-unseen', 'disqualifiers=regulated', 'compliance'),
      mitigation: say`an append-only table in the same transaction (who, when, before, after) that the program may not update or delete; ${said(s, 'disqualifiers', 'regulated') ? 'its daily checksum goes to a place that administrators cannot write to' : 'support sees it beside the record'}`,
      trigger: say`a change without an entry in a weekly sample of 20`,
    }),
    example: { answers: { never: ['changed-unseen'] } },
    counterexample: { answers: { never: ['none'] } },
  },
  {
    id: 'challenge.schema-change',
    category: 'data',
    topic: 'schema-change',
    title: 'A new column locks the table while everybody works',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Ambler and Sadalage, Refactoring Databases', 'https://martinfowler.com/articles/evodb.html'),
    when: any(
      all(is('availability-hours', 'always'), atLeast('data-volume', 50)),
      all(measured('availability', 99.9), atLeast('data-volume', 100)),
    ),
    tell: (s) => ({
      title: `A new column locks a table of ${volume(s.reading.amount('data-volume'))}, and there is no night to hide it`,
      impact: badness(s),
      evidence: answersSay(s, 'availability-hours', 'data-volume', 'availability', 'first-hour-down'),
      mitigation: say`in three releases: add the empty column, fill it in pieces of 1,000 rows, then use it; every change of a table runs with a lock timeout of 2 s and is tried on a copy of realistic size`,
      trigger: say`a change of a table longer than 5 s on the copy`,
    }),
    example: { answers: { 'availability-hours': 'always', 'data-volume': 500 } },
    counterexample: { answers: { 'availability-hours': 'office', 'data-volume': 500 } },
  },
  {
    id: 'challenge.shared-database',
    category: 'data',
    topic: 'legacy-database',
    title: 'Another team changes a table that this system reads',
    likelihood: 'high',
    impact: 'medium',
    reference: ref('Fowler: Integration Database', 'https://martinfowler.com/bliki/IntegrationDatabase.html'),
    when: is('legacy', 'database'),
    tell: (s) => ({
      evidence: answersSay(s, 'legacy=database', 'starting-point'),
      mitigation: say`read through views that both sides agree on and write through one procedure or not at all; ${few(s) ? 'a query each morning that fails when a column is gone' : 'a test against their real schema each night'}; ask today who else writes there`,
      trigger: say`that check is red, or one write by somebody not on the list`,
    }),
    example: { answers: { legacy: ['database'] } },
    counterexample: { answers: { legacy: ['files'] } },
  },
  {
    id: 'challenge.shared-store',
    category: 'data',
    topic: 'shared-store',
    title: 'A change to one table breaks another service',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Newman, Monolith to Microservices, ch. 4', 'https://samnewman.io/books/monolith-to-microservices/'),
    when: measured('sharedStores', 1),
    shownBy: 'workspace',
    tell: (s) => {
      const [shared] = s.sharedStores;
      const users = shared?.users ?? [];
      return {
        title: `A change to one table of ${shared?.store ?? 'the database'} breaks ${users.at(-1) ?? 'another service'}`,
        likelihood: ['microservices', 'service-based', 'event-driven'].includes(s.base) ? 'high' : 'medium',
        evidence: factsShow(
          `${plural(users.length, 'service')} (${users.slice(0, 4).join(', ')}) on ${shared?.store ?? ''}`,
          shared?.facts ?? [],
        ),
        mitigation: say`a login per service that sees its own tables only, granted from this week’s query log; what is left over is the list of interfaces to build`,
        trigger: say`one query to a table of another service`,
      };
    },
    example: {
      components: [
        { name: 'orders', component: 'service' },
        { name: 'catalogue', component: 'service' },
        { name: 'mongo', component: 'store' },
      ],
      connections: [
        ['orders', 'mongo'],
        ['catalogue', 'mongo'],
      ],
    },
    counterexample: {
      components: [
        { name: 'orders', component: 'service' },
        { name: 'catalogue', component: 'service' },
        { name: 'mongo', component: 'store' },
      ],
      connections: [['orders', 'mongo']],
    },
  },
  {
    id: 'challenge.deleted-by-plan',
    category: 'recovery',
    topic: 'deletion',
    title: 'One wrong plan deletes the database with its backups',
    likelihood: 'low',
    impact: 'high',
    reference: ref(
      'AWS Well-Architected: Reliability, REL09',
      'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/back-up-data.html',
    ),
    when: saw('hazard.no-deletion-protection'),
    shownBy: 'workspace',
    tell: (s) => ({
      evidence: factsShow('no deletion protection', s.reading.hazard('hazard.no-deletion-protection')),
      mitigation: say`deletion protection and a final snapshot in the same change; a plan that deletes a store ${few(s) ? 'is applied the next morning, not at once' : 'needs a second pair of eyes'}`,
      trigger: say`“destroy” beside a store in any plan`,
    }),
    example: { hazards: ['hazard.no-deletion-protection'] },
    counterexample: { hazards: ['hazard.open-ingress'] },
  },
  {
    id: 'challenge.single-zone',
    category: 'availability',
    topic: 'zone',
    title: 'One zone fails and takes the database with it',
    likelihood: 'medium',
    impact: 'high',
    reference: ref(
      'AWS RDS: Multi-AZ deployments',
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
    ),
    when: all(saw('hazard.single-zone-database'), { measure: 'availability', atLeast: 99.9 }),
    shownBy: 'workspace',
    tell: (s) => ({
      evidence: bothSay(
        factsShow('the database runs in one zone', s.reading.hazard('hazard.single-zone-database')),
        answersSay(s, 'availability', 'first-hour-down'),
      ),
      mitigation: affords(s, 60)
        ? say`a standby in a second zone, which doubles the database’s price, and a failover on purpose each quarter on a weekday morning`
        : say`promise what one zone can keep (99.5 %), and rehearse the restore into the other zone until it takes less than 1 h`,
      trigger: affords(s, 60) ? say`a failover takes more than 2 min` : say`a rehearsed restore longer than 1 h`,
    }),
    example: { hazards: ['hazard.single-zone-database'], answers: { availability: 99.9 } },
    counterexample: { hazards: ['hazard.single-zone-database'], answers: { availability: 99 } },
  },
  {
    id: 'challenge.single-replica',
    category: 'availability',
    topic: 'single-instance',
    title: 'Every release is a short outage',
    likelihood: 'sure',
    impact: 'low',
    reference: ref('Kubernetes: Deployments', 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/'),
    when: saw('hazard.single-replica'),
    shownBy: 'workspace',
    tell: (s) => {
      const found = s.reading.hazard('hazard.single-replica');
      return {
        impact: measures.availability(s) >= 99.9 ? 'medium' : 'low',
        evidence: hazardEvidence(found.length, 'workload with a single replica', 'workloads with a single replica', found),
        mitigation: say`two replicas and a readiness probe for what users call; one is enough for what only reads queues`,
        trigger: say`errors in the minute after a release`,
      };
    },
    example: { hazards: ['hazard.single-replica'] },
    counterexample: { hazards: ['hazard.image-latest'] },
  },
  {
    id: 'challenge.hangs-unnoticed',
    category: 'availability',
    topic: 'health',
    title: 'A process hangs and nothing restarts it',
    likelihood: 'medium',
    impact: 'medium',
    reference: ref('Kubernetes: liveness and readiness probes', 'https://kubernetes.io/docs/concepts/workloads/pods/probes/'),
    when: saw('hazard.kubernetes-no-probe', 'hazard.compose-no-health-check'),
    shownBy: 'workspace',
    tell: (s) => ({
      evidence: factsShow('no health check or probe', [
        ...s.reading.hazard('hazard.kubernetes-no-probe'),
        ...s.reading.hazard('hazard.compose-no-health-check'),
      ]),
      mitigation: say`an address per process that answers only if its database does, checked every 10 s; half a day for all of them`,
      trigger: say`an outage found by a user before the alarm`,
    }),
    example: { hazards: ['hazard.kubernetes-no-probe'] },
    counterexample: { hazards: ['hazard.single-replica'] },
  },
  {
    id: 'challenge.history-unbounded',
    category: 'data',
    topic: 'retention',
    title: 'Nothing is ever deleted, and everything gets slower',
    likelihood: 'medium',
    impact: 'low',
    reference: ref('GDPR Art. 5(1)(e): storage limitation', 'https://gdpr-info.eu/art-5-gdpr/'),
    when: all(atLeast('horizon', 5), any(is('growth', 'double', 'tenfold'), stated('data-volume')), atLeast('data-volume', 100)),
    tell: (s) => {
      const years = s.reading.amount('horizon');
      return {
        title: `${plural(years, 'year')} of history slow down what only needs this month`,
        evidence: answersSay(s, 'horizon', 'data-volume', 'growth'),
        mitigation: say`for each kind of record one line: how long it is needed, and who says so; what is older moves to files in the month’s first night, and the screens say where it went`,
        trigger: say`a table grows past ${volume(Math.max(100, s.reading.amount('data-volume')))}, or its index past half of the memory`,
      };
    },
    example: { answers: { horizon: 10, 'data-volume': 400, growth: 'double' } },
    counterexample: { answers: { horizon: 2, 'data-volume': 400 } },
  },
];

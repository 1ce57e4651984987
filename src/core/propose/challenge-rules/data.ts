import { minutes } from '../format.ts';
import { answersSay, factsShow } from '../challenge-rule.ts';
import type { ChallengeRule } from '../challenge-rule.ts';
import { say } from '../prose.ts';
import { needsZones } from '../slot-decisions.ts';

/** What goes wrong with data and with staying up. */
export const dataChallenges: readonly ChallengeRule[] = [
  {
    id: 'challenge.no-backup',
    topic: 'restore',
    title: 'A wrong statement cannot be undone',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11',
    find: (s) => {
      const found = s.reading.hazard('hazard.no-database-backup');
      if (found.length === 0) return undefined;
      return {
        likelihood: 'high',
        evidence: factsShow('backups are switched off', found),
        mitigation: say`point-in-time recovery today, a copy in another account, and a restore into an empty database every month by a different person`,
        trigger: say`no successful restore in 35 days`,
      };
    },
    example: { hazards: ['hazard.no-database-backup'] },
    counterexample: { hazards: ['hazard.root-container'] },
  },
  {
    id: 'challenge.restore-never-rehearsed',
    topic: 'restore',
    title: 'The backup exists, the restore was never tried',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://sre.google/sre-book/data-integrity/',
    find: (s) => {
      const point = s.reading.amount('recovery-point');
      if (!s.reading.has('never', 'lost') || point > 60 || !s.reading.stated('recovery-point')) return undefined;
      return {
        evidence: answersSay(s, 'never=lost', 'recovery-point', 'recovery-time'),
        mitigation: say`restore into an empty database each month from a script that anybody can start, count the records, and write down how long it took`,
        trigger: say`a restore longer than ${minutes(s.reading.amount('recovery-time'))}, or none in 35 days`,
      };
    },
    example: { answers: { never: ['lost'], 'recovery-point': 5 } },
    counterexample: { answers: { never: ['lost'], 'recovery-point': 1440 } },
  },
  {
    id: 'challenge.single-zone',
    topic: 'zone',
    title: 'One zone fails and takes the database with it',
    likelihood: 'low',
    impact: 'high',
    reference: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
    find: (s) => {
      const found = s.reading.hazard('hazard.single-zone-database');
      if (found.length === 0 || !needsZones(s)) return undefined;
      return {
        likelihood: 'medium',
        evidence: factsShow('the database runs in one zone', found),
        mitigation: say`a standby in a second zone, and a failover on purpose each quarter, on a weekday morning with everybody there`,
        trigger: say`a failover takes more than 2 min`,
      };
    },
    example: { hazards: ['hazard.single-zone-database'], answers: { 'first-hour-down': 'money' } },
    counterexample: {
      hazards: ['hazard.single-zone-database'],
      answers: { 'first-hour-down': 'wait', availability: 99, 'recovery-point': 60 },
    },
  },
  {
    id: 'challenge.availability-without-night',
    topic: 'on-call',
    title: 'The promise holds at night, the people sleep',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://sre.google/sre-book/being-on-call/',
    find: (s) => {
      if (s.availability < 99.9 || !s.reading.has('night', 'nobody')) return undefined;
      return {
        evidence: answersSay(s, 'availability', 'night'),
        mitigation: say`restart, failover and rollback must work without a person; promise office hours in the contract, or pay for a rota of at least four`,
        trigger: say`one outage that nobody noticed before 07:00`,
      };
    },
    example: { answers: { availability: 99.9, night: 'nobody' } },
    counterexample: { answers: { availability: 99.5, night: 'nobody' } },
  },
  {
    id: 'challenge.nines-without-money',
    topic: 'availability-budget',
    title: 'Four nines on a small bill',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://sre.google/sre-book/embracing-risk/',
    find: (s) => {
      if (s.availability < 99.95 || s.reading.amount('budget') > 800) return undefined;
      return {
        evidence: answersSay(s, 'availability', 'budget'),
        mitigation: say`spend on the database first (a standby), let the rest restart by itself, and ask which part of the promise the contract really needs`,
        trigger: say`more than half of the month's downtime used before the 15th`,
      };
    },
    example: { answers: { availability: 99.99, budget: 450 } },
    counterexample: { answers: { availability: 99.99, budget: 15_000 } },
  },
  {
    id: 'challenge.single-replica',
    topic: 'single-instance',
    title: 'Every release is a short outage',
    likelihood: 'sure',
    impact: 'low',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/',
    find: (s) => {
      const found = s.reading.hazard('hazard.single-replica');
      if (found.length === 0) return undefined;
      return {
        impact: needsZones(s) ? 'medium' : 'low',
        evidence: factsShow(
          found.length === 1 ? 'one workload with a single replica' : `${found.length} workloads with a single replica`,
          found,
        ),
        mitigation: say`two replicas and a readiness probe for what users call; one is enough for what only reads queues`,
        trigger: say`errors in the minute after a release`,
      };
    },
    example: { hazards: ['hazard.single-replica'] },
    counterexample: { hazards: ['hazard.image-latest'] },
  },
  {
    id: 'challenge.hangs-unnoticed',
    topic: 'health',
    title: 'A process hangs and nothing restarts it',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
    find: (s) => {
      const found = [...s.reading.hazard('hazard.kubernetes-no-probe'), ...s.reading.hazard('hazard.compose-no-health-check')];
      if (found.length === 0) return undefined;
      return {
        evidence: factsShow('no health check or probe', found),
        mitigation: say`an address that answers only if the database does, checked every 10 s; half a day for all of them`,
        trigger: say`an outage found by a user before the alarm`,
      };
    },
    example: { hazards: ['hazard.kubernetes-no-probe'] },
    counterexample: { hazards: ['hazard.single-replica'] },
  },
  {
    id: 'challenge.done-twice',
    topic: 'duplicates',
    title: 'A retry does the work a second time',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://docs.stripe.com/api/idempotent_requests',
    find: (s) => {
      if (!s.reading.has('never', 'done-twice')) return undefined;
      return {
        evidence: answersSay(s, 'never=done-twice', 'external-apis'),
        mitigation: say`a key per piece of work made by the caller, a unique index on it, and a daily comparison of both sides' lists`,
        trigger: say`any difference in the daily comparison`,
      };
    },
    example: { answers: { never: ['done-twice'] } },
    counterexample: { answers: { never: ['lost'] } },
  },
  {
    id: 'challenge.transaction-across-services',
    topic: 'transactions',
    title: 'Half of a change is done when the other half fails',
    likelihood: 'high',
    impact: 'high',
    reference: 'https://microservices.io/patterns/data/saga.html',
    find: (s) => {
      if (
        !s.reading.has('transactions', 'across-areas') ||
        !['microservices', 'event-driven', 'service-based', 'serverless'].includes(s.base)
      )
        return undefined;
      return {
        evidence: answersSay(s, 'transactions'),
        mitigation: say`draw the border so that the two stay in one service; where that fails, write the steps with their reversals as a table and test each reversal`,
        trigger: say`one case stuck between two states for more than 1 h`,
      };
    },
    example: { answers: { transactions: 'across-areas' }, style: 'microservices' },
    counterexample: { answers: { transactions: 'across-areas' }, style: 'modular-monolith' },
  },
  {
    id: 'challenge.event-order',
    topic: 'ordering',
    title: 'Events arrive in another order than they happened',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://www.enterpriseintegrationpatterns.com/patterns/messaging/Resequencer.html',
    find: (s) => {
      if (s.base !== 'event-driven' && s.edge !== 'event-driven') return undefined;
      return {
        evidence: answersSay(s, 'work-trigger', 'who-waits'),
        mitigation: say`one partition key per business object, a version in each event, and handlers that ignore an older version`,
        trigger: say`one event applied to a newer state`,
      };
    },
    example: { style: 'event-driven' },
    counterexample: { style: 'layered' },
  },
  {
    id: 'challenge.no-trace-of-changes',
    topic: 'audit',
    title: 'Nobody can say who changed a record',
    likelihood: 'medium',
    impact: 'high',
    reference: 'https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html',
    find: (s) => {
      if (!s.reading.has('never', 'changed-unseen')) return undefined;
      return {
        evidence: answersSay(s, 'never=changed-unseen'),
        mitigation: say`an append-only table written in the same transaction (who, when, before, after), with no right to update or delete it`,
        trigger: say`a change without an entry in the weekly sample of 20`,
      };
    },
    example: { answers: { never: ['changed-unseen'] } },
    counterexample: { answers: { never: ['none'] } },
  },
  {
    id: 'challenge.shared-database',
    topic: 'legacy-database',
    title: 'Another team changes a table that this system reads',
    likelihood: 'high',
    impact: 'medium',
    reference: 'https://martinfowler.com/bliki/IntegrationDatabase.html',
    find: (s) => {
      if (!s.reading.has('legacy', 'database')) return undefined;
      return {
        evidence: answersSay(s, 'legacy=database'),
        mitigation: say`read only views that both teams agree on, through one adapter, with a test against the real schema each night`,
        trigger: say`the nightly test is red`,
      };
    },
    example: { answers: { legacy: ['database'] } },
    counterexample: { answers: { legacy: ['files'] } },
  },
  {
    id: 'challenge.lost-messages',
    topic: 'dead-letters',
    title: 'A message that cannot be processed disappears',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
    find: (s) => {
      const found = s.reading.hazard('hazard.no-dead-letter-queue');
      if (found.length === 0) return undefined;
      return {
        impact: s.reading.has('never', 'lost') ? 'high' : 'medium',
        evidence: factsShow('a queue without a dead-letter queue', found),
        mitigation: say`a dead-letter queue after five attempts and a command that sends its messages back`,
        trigger: say`one message in it`,
      };
    },
    example: { hazards: ['hazard.no-dead-letter-queue'] },
    counterexample: { hazards: ['hazard.no-database-backup'] },
  },
  {
    id: 'challenge.deleted-by-plan',
    topic: 'deletion',
    title: 'One wrong plan deletes the database with its backups',
    likelihood: 'low',
    impact: 'high',
    reference: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance',
    find: (s) => {
      const found = s.reading.hazard('hazard.no-deletion-protection');
      if (found.length === 0) return undefined;
      return {
        evidence: factsShow('no deletion protection', found),
        mitigation: say`deletion protection and a final snapshot in the same change; a plan that deletes a store needs a second pair of eyes`,
        trigger: say`"destroy" beside a store in any plan`,
      };
    },
    example: { hazards: ['hazard.no-deletion-protection'] },
    counterexample: { hazards: ['hazard.open-ingress'] },
  },
  {
    id: 'challenge.offline-conflicts',
    topic: 'offline',
    title: 'Two people change the same record offline',
    likelihood: 'medium',
    impact: 'medium',
    reference: 'https://www.inkandswitch.com/essay/local-first/',
    find: (s) => {
      if (!s.reading.has('needs', 'offline')) return undefined;
      return {
        evidence: answersSay(s, 'needs=offline'),
        mitigation: say`store changes as operations with their base version; merge fields, ask the person only when the same field differs`,
        trigger: say`more than 1 in 200 uploads ends in a question to the user`,
      };
    },
    example: { answers: { needs: ['offline'] } },
    counterexample: { answers: { needs: ['mobile'] } },
  },
];

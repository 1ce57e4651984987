import type { ContradictionRule } from './rule.ts';
import { all, any, is, least, most, no } from './rule.ts';

const installations = any(is('tenancy', 'separate'), is('tenant-isolation', 'installation'));

/** Teams, customers and who looks after what. */
export const peopleRules: readonly ContradictionRule[] = [
  {
    id: 'more-teams-than-people',
    serious: 2,
    when: least('teams', 2),
    measures: [{ of: 'team-size', per: 'teams', atMost: 2.49 }],
    sentence:
      '{team-size} in {teams} is {team-size/teams} in each: are they teams with their own backlog and their own night, or people with their own areas?',
    example: { answers: { teams: 4, 'team-size': 5 } },
    innocent: { answers: { teams: 2, 'team-size': 9 } },
  },
  {
    id: 'a-crowd-in-one-team',
    serious: 1,
    when: all(least('team-size', 25), most('teams', 1)),
    sentence:
      '{team-size} share one backlog: who decides what comes next on a Monday? If there are groups, their number tells how many parts can move alone.',
    example: { answers: { 'team-size': 40, teams: 1 } },
    innocent: { answers: { 'team-size': 8, teams: 1 } },
  },
  {
    id: 'waiting-for-release-alone',
    serious: 1,
    when: all(is('release-contention', 'weekly', 'monthly'), most('team-size', 2)),
    sentence:
      '{team-size}, and finished work waits for somebody else’s release: who is that somebody? If it is another department, it belongs among the systems you have to live with.',
    example: { answers: { 'release-contention': 'weekly', 'team-size': 2 } },
    innocent: { answers: { 'release-contention': 'weekly', 'team-size': 24 } },
  },
  {
    id: 'many-teams-and-nobody-waits',
    serious: 1,
    when: all(least('teams', 6), is('release-contention', 'never'), no(is('starting-point', 'from-scratch'))),
    sentence:
      '{teams}, and none ever waits for another’s release: do they release separately already? Then that is worth keeping, and the question is what else should change.',
    example: { answers: { teams: 10, 'release-contention': 'never' } },
    innocent: { answers: { teams: 3, 'release-contention': 'never' } },
  },
  {
    id: 'many-teams-on-one-small-area',
    serious: 1,
    when: all(least('teams', 4), is('domain-borders', 'one')),
    sentence: 'It is one small area, and {teams} work on it: where does the work of one end and the next begin? There is a border.',
    example: { answers: { teams: 5, 'domain-borders': 'one' } },
    innocent: { answers: { teams: 5, 'domain-borders': 'clear' } },
  },
  {
    id: 'installations-and-few-people',
    serious: 2,
    when: all(installations, no(is('operator', 'customers'))),
    measures: [{ of: 'tenants', per: 'team-size', atLeast: 20 }],
    sentence:
      '{tenants} with an installation of their own are {tenants/team-size} for each of {team-size}: an update of half an hour takes weeks. May small customers share one?',
    example: { answers: { tenancy: 'separate', tenants: 200, 'team-size': 4 } },
    innocent: { answers: { tenancy: 'separate', tenants: 12, 'team-size': 4 } },
  },
  {
    id: 'installations-by-hand',
    serious: 2,
    when: all(installations, least('tenants', 30), is('operations', 'by-hand')),
    sentence:
      '{tenants} have an installation of their own, and changes are put in place by hand: one release is that many evenings. Does it become automatic first, or do they share?',
    example: { answers: { tenancy: 'separate', tenants: 100, operations: 'by-hand' } },
    innocent: { answers: { tenancy: 'separate', tenants: 100, operations: 'automatic' } },
  },
  {
    id: 'thousands-of-installations',
    serious: 2,
    when: all(installations, least('tenants', 1000), most('team-size', 15), no(is('operator', 'customers'))),
    sentence:
      '{tenants} with an installation of their own: that many backups, certificates and alarms. May most of them share one, and only those who pay for it stand apart?',
    example: { answers: { tenancy: 'separate', tenants: 2000, 'team-size': 10 } },
    innocent: { answers: { tenancy: 'shared', tenants: 2000, 'team-size': 10 } },
  },
  {
    id: 'installations-and-little-money',
    serious: 2,
    when: all(installations, least('tenants', 5), no(is('operator', 'customers'))),
    measures: [{ of: 'budget', per: 'tenants', atMost: 5 }],
    sentence:
      '{budget} for {tenants} with an installation each is {budget/tenants} $ for one, less than its smallest machine: do they share, or do they pay for their own?',
    example: { answers: { tenancy: 'separate', tenants: 100, budget: 300 } },
    innocent: { answers: { tenancy: 'separate', tenants: 100, budget: 5000 } },
  },
  {
    id: 'installations-in-a-day-a-month',
    serious: 2,
    when: all(installations, least('tenants', 20), most('operations-days', 1), no(is('operator', 'customers'))),
    sentence:
      '{tenants} have an installation of their own, and {operations-days} keeps them running, minutes for each: more days, or one installation for all?',
    example: { answers: { tenancy: 'separate', tenants: 50, 'operations-days': 1 } },
    innocent: { answers: { tenancy: 'separate', tenants: 50, 'operations-days': 20 } },
  },
  {
    id: 'a-database-each-for-thousands',
    serious: 1,
    when: all(is('tenant-isolation', 'database'), least('tenants', 10_000)),
    sentence:
      '{tenants} with a database each: a change to a table is made that many times, and servers end at a few thousand. Do only the large ones get their own?',
    example: { answers: { 'tenant-isolation': 'database', tenants: 20_000 } },
    innocent: { answers: { 'tenant-isolation': 'database', tenants: 100 } },
  },
  {
    id: 'shared-and-apart',
    serious: 2,
    when: all(is('tenancy', 'shared'), is('tenant-isolation', 'installation')),
    sentence: 'Many customers share one installation, and their data is kept in installations of their own: which of the two is sold?',
    example: { answers: { tenancy: 'shared', 'tenant-isolation': 'installation' } },
    innocent: { answers: { tenancy: 'shared', 'tenant-isolation': 'database' } },
  },
  {
    id: 'separate-and-together',
    serious: 2,
    when: all(is('tenancy', 'separate'), is('tenant-isolation', 'rows')),
    sentence: 'Each customer gets an installation, and their data lies in the same tables: which of the two is sold?',
    example: { answers: { tenancy: 'separate', 'tenant-isolation': 'rows' } },
    innocent: { answers: { tenancy: 'separate', 'tenant-isolation': 'installation' } },
  },
  {
    id: 'one-organisation-and-many-customers',
    serious: 1,
    when: all(is('tenancy', 'single'), least('tenants', 2)),
    sentence: 'There is one organisation, yours, and {tenants} after a year: do they sign in, or are they names in your own records?',
    example: { answers: { tenancy: 'single', tenants: 100 } },
    innocent: { answers: { tenancy: 'shared', tenants: 100 } },
  },
  {
    id: 'operated-by-customers-and-shared',
    serious: 2,
    when: all(is('operator', 'customers'), is('tenancy', 'shared')),
    sentence:
      'Many customers share one installation, and the customers’ own staff operate it: whose staff? Whoever it is sees the others’ data.',
    example: { answers: { operator: 'customers', tenancy: 'shared' } },
    innocent: { answers: { operator: 'customers', tenancy: 'separate' } },
  },
  {
    id: 'more-days-than-people-have',
    serious: 1,
    when: least('operations-days', 5),
    measures: [{ of: 'operations-days', per: 'team-size', atLeast: 15 }],
    sentence: '{operations-days} for {team-size} is nearly all the days they have: who builds? If others help to run it, they count too.',
    example: { answers: { 'operations-days': 40, 'team-size': 2 } },
    innocent: { answers: { 'operations-days': 6, 'team-size': 4 } },
  },
  {
    id: 'watched-without-experience',
    serious: 1,
    when: all(is('skills', 'none'), is('operations', 'watched')),
    sentence:
      'Changes go out, are watched and rolled back by themselves, and nobody here has run any of these in production: does a platform do that for you? Then it stays.',
    example: { answers: { skills: ['none'], operations: 'watched' } },
    innocent: { answers: { skills: ['containers'], operations: 'watched' } },
  },
  {
    id: 'released-alone-by-hand',
    serious: 2,
    when: all(is('alone', 'release'), is('operations', 'by-hand')),
    sentence:
      'A part must be released alone, and changes are put in place by hand: two parts are twice the hands and the order matters. Does releasing become automatic first?',
    example: { answers: { alone: ['release'], operations: 'by-hand' } },
    innocent: { answers: { alone: ['release'], operations: 'tested' } },
  },
  {
    id: 'an-api-by-hand',
    serious: 2,
    when: all(is('needs', 'public-api'), is('operations', 'by-hand')),
    sentence:
      'Others build on your API, and changes are put in place by hand without automatic tests: who notices that a field is missing before they do? Do tests of the API come first?',
    example: { answers: { needs: ['public-api'], operations: 'by-hand' } },
    innocent: { answers: { needs: ['public-api'], operations: 'tested' } },
  },
  {
    id: 'many-teams-by-hand',
    serious: 2,
    when: all(least('teams', 4), is('operations', 'by-hand')),
    sentence:
      '{teams} put changes in place by hand: their evenings meet on the same machines. Does releasing become automatic before anything is split?',
    example: { answers: { teams: 5, operations: 'by-hand' } },
    innocent: { answers: { teams: 2, operations: 'by-hand' } },
  },
  {
    id: 'parts-alone-in-a-day-a-month',
    serious: 2,
    when: most('operations-days', 1),
    measures: [{ count: 'alone', atLeast: 2 }],
    sentence:
      'Parts must be able to {alone}, and {operations-days} keeps all of it running: each part that runs alone takes about that by itself. More days, or fewer parts?',
    example: { answers: { 'operations-days': 1, alone: ['release', 'scale'] } },
    innocent: { answers: { 'operations-days': 6, alone: ['release', 'scale'] } },
  },
];

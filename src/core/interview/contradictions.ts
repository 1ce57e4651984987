import type { Fact } from '../model/fact.ts';
import type { Answers } from './answer.ts';
import type { Condition } from './question.ts';
import type { FactPattern, FactSketch } from './prefill-rule.ts';
import { holds, questionsIn, statedValues } from './condition.ts';
import { matches } from './prefill.ts';

/** Two or three answers, or an answer and the workspace, that cannot all hold. Pointed out, never blocking. */
export interface ContradictionRule {
  readonly id: string;
  /** Over stated answers only: what was never said contradicts nothing. */
  readonly when: Condition;
  /** If given, a fact must match too. */
  readonly facts?: FactPattern;
  /** One calm sentence, ending in a question: which of them gives? */
  readonly sentence: string;
  readonly example: ContradictionExample;
  /** Looks alike and is fine. */
  readonly innocent: ContradictionExample;
}

/** Answers as in an answers file, and facts in short. */
export interface ContradictionExample {
  readonly answers: Readonly<Record<string, string | number | readonly string[]>>;
  readonly facts?: readonly FactSketch[];
}

/** A rule that fired, with the questions and facts involved. */
export interface Contradiction {
  readonly id: string;
  readonly sentence: string;
  readonly questions: readonly string[];
  readonly facts: readonly string[];
}

/** Every contradiction among the stated answers and the facts, in the order of the rules. */
export function findContradictions(answers: Answers, facts: readonly Fact[]): readonly Contradiction[] {
  const values = statedValues(answers);
  return contradictionRules.flatMap((rule) => {
    if (!holds(rule.when, values)) return [];
    const matching = rule.facts === undefined ? [] : facts.filter((fact) => matches(rule.facts as FactPattern, fact));
    if (rule.facts !== undefined && matching.length === 0) return [];
    const involved = questionsIn(rule.when).filter((id) => values(id) !== undefined);
    return [{ id: rule.id, sentence: rule.sentence, questions: involved, facts: matching.map(({ id }) => id).toSorted() }];
  });
}

/** Every contradiction rule. */
export const contradictionRules: readonly ContradictionRule[] = [
  {
    id: 'nines-without-means',
    when: {
      all: [
        { question: 'availability', atLeast: 99.95 },
        {
          any: [
            { question: 'team-size', atMost: 2 },
            { question: 'budget', atMost: 300 },
          ],
        },
      ],
    },
    sentence:
      'Four nines leave minutes a month to notice and mend a failure; with so few people or so little money nobody and nothing stands by. Which of them gives?',
    example: { answers: { availability: 99.99, 'team-size': 1, budget: 50 } },
    innocent: { answers: { availability: 99.99, 'team-size': 12, budget: 8000 } },
  },
  {
    id: 'harm-and-nobody-at-night',
    when: {
      all: [
        { question: 'first-hour-down', oneOf: ['harm', 'money'] },
        { question: 'night', oneOf: ['nobody'] },
        {
          any: [
            { question: 'needs', oneOf: ['high-availability'] },
            { question: 'availability', atLeast: 99.9 },
          ],
        },
      ],
    },
    sentence:
      'An hour down is grave and it may hardly ever be down, yet nobody is called at night: is night-time an exception, or does somebody get a rota?',
    example: { answers: { 'first-hour-down': 'harm', night: 'nobody', needs: ['high-availability'] } },
    innocent: { answers: { 'first-hour-down': 'harm', night: 'rota', needs: ['high-availability'] } },
  },
  {
    id: 'nothing-lost-and-no-money',
    when: {
      all: [
        { question: 'recovery-point', atMost: 0 },
        { question: 'budget', atMost: 100 },
      ],
    },
    sentence:
      'Losing nothing at all in a disaster needs a second live copy of the data, which alone costs more than the budget: would five minutes do, or can the budget grow?',
    example: { answers: { 'recovery-point': 0, budget: 60 } },
    innocent: { answers: { 'recovery-point': 5, budget: 60 } },
  },
  {
    id: 'loss-forbidden-and-a-day-allowed',
    when: {
      all: [
        { question: 'never', oneOf: ['lost'] },
        { question: 'recovery-point', atLeast: 720 },
      ],
    },
    sentence:
      'Data must never be lost, and half a day of it or more may be gone after a disaster: which of the two holds for the data that matters most?',
    example: { answers: { never: ['lost'], 'recovery-point': 1440 } },
    innocent: { answers: { never: ['done-twice'], 'recovery-point': 1440 } },
  },
  {
    id: 'promise-and-slow-return',
    when: {
      all: [
        { question: 'availability', atLeast: 99.9 },
        { question: 'recovery-time', atLeast: 60 },
      ],
    },
    sentence:
      'The promise allows at most 43 minutes down a month, and coming back from a disaster may take an hour or more: is a disaster outside the promise?',
    example: { answers: { availability: 99.9, 'recovery-time': 480 } },
    innocent: { answers: { availability: 99.5, 'recovery-time': 120 } },
  },
  {
    id: 'own-machines-and-a-cloud',
    when: {
      all: [
        { question: 'disqualifiers', oneOf: ['own-hosting', 'disconnected'] },
        { question: 'hosting', oneOf: ['aws', 'azure', 'gcp', 'platform'] },
      ],
    },
    sentence: 'It must run on your own machines or without a network, and the hosting you named is a cloud: which of them is fixed?',
    example: { answers: { disqualifiers: ['own-hosting'], hosting: 'aws' } },
    innocent: { answers: { disqualifiers: ['residency'], hosting: 'aws' } },
  },
  {
    id: 'cloud-named-and-forbidden',
    when: {
      any: (['aws', 'azure', 'gcp'] as const).map((cloud) => ({
        all: [
          { question: 'hosting', oneOf: [cloud] },
          { question: 'stack-forbidden', oneOf: [cloud] },
        ],
      })),
    },
    sentence: 'The cloud it shall run on is also on the list of what is forbidden: which of the two is out of date?',
    example: { answers: { hosting: 'aws', 'stack-forbidden': ['aws'] } },
    innocent: { answers: { hosting: 'aws', 'stack-forbidden': ['azure'] } },
  },
  {
    id: 'own-machines-and-the-repository',
    when: {
      all: [
        {
          any: [
            { question: 'hosting', oneOf: ['own'] },
            { question: 'disqualifiers', oneOf: ['own-hosting'] },
          ],
        },
        { question: 'starting-point', oneOf: ['evolve', 'extend'] },
      ],
    },
    facts: { deployment: ['aws', 'azure', 'gcp', 'vercel', 'netlify', 'fly', 'heroku', 'render', 'railway'] },
    sentence:
      'You say it runs on your own machines, and the deployment files name a cloud: are they left over, or is the move still to come?',
    example: { answers: { hosting: 'own', 'starting-point': 'evolve' }, facts: ['deployment:aws'] },
    innocent: { answers: { hosting: 'own', 'starting-point': 'from-scratch' }, facts: ['deployment:aws'] },
  },
  {
    id: 'disconnected-and-live',
    when: {
      all: [
        { question: 'disqualifiers', oneOf: ['disconnected'] },
        { question: 'external-apis', atLeast: 1 },
        { question: 'partner-down', oneOf: ['nothing'] },
      ],
    },
    sentence:
      'It must run where there is no network, and it stands still when a service of somebody else is down: what may it do without them?',
    example: { answers: { disqualifiers: ['disconnected'], 'external-apis': 3, 'partner-down': 'nothing' } },
    innocent: { answers: { disqualifiers: ['disconnected'], 'external-apis': 3, 'partner-down': 'everything' } },
  },
  {
    id: 'more-teams-than-people',
    when: {
      any: [
        {
          all: [
            { question: 'teams', atLeast: 3 },
            { question: 'team-size', atMost: 6 },
          ],
        },
        {
          all: [
            { question: 'teams', atLeast: 6 },
            { question: 'team-size', atMost: 15 },
          ],
        },
      ],
    },
    sentence:
      'That makes teams of fewer than three: are they teams with their own backlog and their own night, or people with their own areas?',
    example: { answers: { teams: 4, 'team-size': 5 } },
    innocent: { answers: { teams: 2, 'team-size': 9 } },
  },
  {
    id: 'waiting-for-release-alone',
    when: {
      all: [
        { question: 'release-contention', oneOf: ['weekly', 'monthly'] },
        { question: 'team-size', atMost: 2 },
      ],
    },
    sentence:
      'One or two people, and finished work waits for somebody else’s release: who is that somebody? If it is another department, it belongs among the systems you have to live with.',
    example: { answers: { 'release-contention': 'weekly', 'team-size': 2 } },
    innocent: { answers: { 'release-contention': 'weekly', 'team-size': 24 } },
  },
  {
    id: 'fast-and-long',
    when: {
      all: [
        { question: 'latency', oneOf: ['under-50ms', 'under-500ms'] },
        { question: 'longest-task', oneOf: ['hours'] },
        { question: 'who-waits', oneOf: ['always'] },
      ],
    },
    sentence:
      'Half a second is noticed, the longest piece of work takes hours, and somebody waits for its end: do they wait for that work too, or would a receipt do?',
    example: { answers: { latency: 'under-500ms', 'longest-task': 'hours', 'who-waits': 'always' } },
    innocent: { answers: { latency: 'under-500ms', 'longest-task': 'hours', 'who-waits': 'receipt' } },
  },
  {
    id: 'peak-and-pocket-money',
    when: {
      all: [
        { question: 'concurrent-users', atLeast: 10_000 },
        { question: 'budget', atMost: 300 },
      ],
    },
    sentence:
      'Ten thousand people at once for 300 $ a month is three cents each, and traffic alone may eat it: is it the number of people at once, or of all who ever signed up?',
    example: { answers: { 'concurrent-users': 40_000, budget: 100 } },
    innocent: { answers: { 'concurrent-users': 500, budget: 100 } },
  },
  {
    id: 'large-data-in-a-small-volume',
    when: {
      all: [
        { question: 'needs', oneOf: ['large-data'] },
        { question: 'data-volume', atMost: 20 },
      ],
    },
    sentence:
      'Large volumes of data are needed, and after a year there are a few gigabytes, which a laptop holds in memory: is it the single file that is large, or the growth after that year?',
    example: { answers: { needs: ['large-data'], 'data-volume': 4 } },
    innocent: { answers: { needs: ['large-data'], 'data-volume': 2000 } },
  },
  {
    id: 'machines-start-it-and-none-come',
    when: {
      all: [
        { question: 'users', oneOf: ['devices'] },
        { question: 'work-trigger', oneOf: ['events'] },
        { question: 'machine-events', atMost: 0 },
      ],
    },
    sentence: 'Devices and their events start the work, and none arrive in the busiest second: how often does one device report?',
    example: { answers: { users: ['devices'], 'work-trigger': 'events', 'machine-events': 0 } },
    innocent: { answers: { users: ['devices'], 'work-trigger': 'events', 'machine-events': 5 } },
  },
  {
    id: 'regulated-by-nobody',
    when: {
      all: [
        { question: 'disqualifiers', oneOf: ['regulated'] },
        { question: 'compliance', oneOf: ['none'] },
      ],
    },
    sentence: 'A law or an auditor looks at it, and none of the rules applies: which one does the auditor read?',
    example: { answers: { disqualifiers: ['regulated'], compliance: ['none'] } },
    innocent: { answers: { disqualifiers: ['regulated'], compliance: ['health'] } },
  },
  {
    id: 'month-for-a-replacement',
    when: {
      all: [
        { question: 'starting-point', oneOf: ['replace'] },
        { question: 'deadline', atMost: 6 },
      ],
    },
    sentence:
      'Replacing what runs within six weeks leaves no time to run both side by side: what is the smallest part that must be new by then?',
    example: { answers: { 'starting-point': 'replace', deadline: 4 } },
    innocent: { answers: { 'starting-point': 'replace', deadline: 40 } },
  },
  {
    id: 'lock-in-and-a-platform',
    when: {
      all: [
        { question: 'stack-forbidden', oneOf: ['proprietary'] },
        { question: 'hosting', oneOf: ['platform'] },
      ],
    },
    sentence:
      'Nothing may come from a single vendor, and a simple platform is exactly that: is the rule about data and code, or also about where they run?',
    example: { answers: { 'stack-forbidden': ['proprietary'], hosting: 'platform' } },
    innocent: { answers: { 'stack-forbidden': ['copyleft'], hosting: 'platform' } },
  },
  {
    id: 'kubernetes-forbidden-and-there',
    when: {
      all: [
        { question: 'stack-forbidden', oneOf: ['kubernetes'] },
        { question: 'starting-point', oneOf: ['evolve', 'extend'] },
      ],
    },
    facts: { deployment: ['kubernetes'] },
    sentence: 'Kubernetes is forbidden, and the repository deploys to it: is it being left, or are those files no longer used?',
    example: {
      answers: { 'stack-forbidden': ['kubernetes'], 'starting-point': 'evolve' },
      facts: ['deployment:kubernetes'],
    },
    innocent: {
      answers: { 'stack-forbidden': ['kubernetes'], 'starting-point': 'evolve' },
      facts: ['deployment:docker-compose'],
    },
  },
];

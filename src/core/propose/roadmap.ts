import { inSentence } from '../decide/slots/in-sentence.ts';
import { capital, clip, enumerate } from './format.ts';
import type { HazardFact } from '../model/fact.ts';
import type { Proposal, Prose, Source } from './proposal.ts';
import { say, unique } from './prose.ts';
import { seen } from './reading.ts';
import { areaList } from './style-words.ts';
import { areasAssumption } from './shape.ts';
import type { Situation } from './shape.ts';
import { needsZones } from './slot-decisions.ts';
import { slotTitles } from './words.ts';

type Step = Proposal['roadmap'][number];

interface Draft {
  /** Share of the time until the deadline at which it is done, 0 to 1. */
  readonly at: number;
  readonly step: Prose;
  readonly after: Prose;
  readonly done: Prose;
  readonly sources: readonly Source[];
}

/** From today to there in three to six steps, each leaving a working system, spread over the time until the deadline. */
export function roadmap(situation: Situation): Proposal['roadmap'] {
  const { reading } = situation;
  const steps = [
    ...(situation.fresh ? freshSteps(situation) : situation.extension ? extensionSteps(situation) : evolveSteps(situation)),
  ].slice(0, 6);
  const weeks = Math.max(2, reading.amount('deadline'));
  let last = 0;
  const sorted = steps.sort((one, other) => one.at - other.at);
  // Nothing to mend first: the steps share the time evenly, so that something is finished early.
  const even = (sorted[0]?.at ?? 0) > 0.3;
  return sorted.map((draft, index): Step => {
    const at = even ? (index + 1) / sorted.length : draft.at;
    const week = Math.min(Math.max(last + 1, Math.round(at * weeks)), Math.max(weeks, last + 1));
    last = week;
    return {
      by: `week ${week}`,
      step: draft.step,
      after: draft.after,
      done: draft.done,
      sources: unique([...draft.sources, ...reading.source('deadline')]),
    };
  });
}

/** Hazards that are mended in days, whatever the architecture. */
const quickFixes: Readonly<Record<string, { readonly step: string; readonly done: string }>> = {
  'hazard.no-database-backup': { step: 'switch on point-in-time recovery', done: 'a restore was rehearsed and timed' },
  'hazard.public-database': { step: 'take the database off the internet', done: 'a connection from outside is refused' },
  'hazard.open-ingress': { step: 'close the open ports', done: 'a port scan from outside shows web ports only' },
  'hazard.unencrypted-storage': { step: 'move to encrypted storage', done: 'no unencrypted volume is listed' },
  'hazard.kubernetes-privileged': { step: 'drop privileged mode', done: 'the cluster refuses a privileged pod' },
  'hazard.untrusted-checkout': {
    step: 'stop running code of strangers with secrets',
    done: 'no workflow checks out a pull request on pull_request_target',
  },
  'hazard.ended-runtime': { step: 'move off runtimes past their end of life', done: 'CI fails on an ended runtime' },
  'hazard.image-latest': { step: 'pin images to versions', done: 'CI fails on an unpinned image' },
  'hazard.single-replica': { step: 'run two replicas', done: 'a pod was deleted during the day and nobody noticed' },
  'hazard.root-container': { step: 'run containers as a user', done: 'CI fails on a container that runs as root' },
};

/** The first step of a system that already runs: what can hurt tomorrow is mended before anything is rebuilt. */
function mend(situation: Situation): Draft | undefined {
  const hazards = [...situation.reading.hazards]
    .filter((hazard) => quickFixes[hazard.hazard] !== undefined && hazard.severity !== 'low')
    .sort((one, other) => severity(other) - severity(one) || one.id.localeCompare(other.id));
  const kinds = [...new Map(hazards.map((hazard) => [hazard.hazard, hazard])).values()].slice(0, 3);
  const zone = needsZones(situation) ? situation.reading.hazard('hazard.single-zone-database')[0] : undefined;
  if (kinds.length === 0 && zone === undefined) return undefined;
  const shown = [...kinds, ...(zone === undefined ? [] : [zone])];
  const words = [
    ...kinds.map((hazard) => quickFixes[hazard.hazard]?.step ?? ''),
    ...(zone === undefined ? [] : ['add a standby in a second zone']),
  ];
  const done = [
    ...kinds.map((hazard) => quickFixes[hazard.hazard]?.done ?? ''),
    ...(zone === undefined ? [] : ['a failover was triggered on purpose']),
  ];
  return {
    at: 0.12,
    step: say`${words.join('; ')}${seen(shown, 3)}`,
    after: say`the same code`,
    done: say`${done.slice(0, 3).join('; ')}`,
    sources: shown.map((hazard) => ({ fact: hazard.id })),
  };
}

function severity(hazard: HazardFact): number {
  return ['low', 'medium', 'high'].indexOf(hazard.severity);
}

function freshSteps(situation: Situation): Draft[] {
  const { reading } = situation;
  const replace = situation.own.length > 0 && reading.has('starting-point', 'replace');
  const names = situation.areas.names;
  const stack = [situation.technology('language-framework'), situation.technology('primary-store')].filter((name) => name !== undefined);
  const skeleton: Draft = {
    at: 0.15,
    step: say`walking skeleton: one screen or call through ${stack.length === 0 ? 'every layer' : enumerate(stack)} to production${situation.decision('slot:delivery')}`,
    after: say`one request works in production, with a log line and an alarm`,
    done: say`a commit is live in under 30 minutes without a hand on it`,
    sources: [...reading.source('starting-point', 'operations')],
  };
  const first: Draft = {
    at: 0.5,
    step: say`${capital(enumerate(names.slice(0, 2)))}${situation.areas.assumed ? { assumed: areasAssumption } : undefined} for ${replace ? 'one group of users, the old system beside it' : 'the first real users'}`,
    after: say`${replace ? 'both run; one address decides who gets which' : 'a small group does real work with it'}`,
    done: say`ten users finish the main task without help`,
    sources: [...reading.source('objectives', 'users'), ...areaSources(situation)],
  };
  const rest = names.slice(2);
  const last: Draft = {
    at: 1,
    step: replace
      ? say`the remaining areas move; the old system becomes read-only and is switched off`
      : rest.length > 0
        ? say`${enumerate(rest)}; everybody is let in`
        : say`everybody is let in`,
    after: say`the first version, in use`,
    done: say`${replace ? 'no request reached the old system for two weeks' : `the load test holds ${situation.peak ?? 'the peak'}`}`,
    sources: [...reading.source('deadline', 'concurrent-users'), ...areaSources(situation)],
  };
  return [skeleton, recovery(situation, 0.3), first, ...partnerStep(situation, 0.75), last];
}

function recovery(situation: Situation, at: number): Draft {
  const store = situation.technology('primary-store') ?? 'the database';
  const zones = needsZones(situation) ? ' and a standby in a second zone' : '';
  return {
    at,
    step: say`backups of ${store} with point-in-time recovery${zones}${situation.decision('slot:primary-store')}`,
    after: say`an empty system that survives its disaster`,
    done: say`a restore was rehearsed and timed`,
    sources: situation.reading.source('recovery-point', 'recovery-time'),
  };
}

function partnerStep(situation: Situation, at: number): Draft[] {
  if (situation.deferred && (situation.base === 'serverless' || situation.base === 'event-driven')) {
    return [
      {
        at,
        step: say`${situation.technology('messaging') ?? 'a queue'} before every call to a partner, with a dead-letter queue and an idempotency key${situation.decision('slot:messaging')}`,
        after: say`a partner's outage fills a queue and stops nobody`,
        done: say`the main task works with the partner's address blocked, and nothing is sent twice afterwards`,
        sources: situation.reading.source('partner-down', 'external-apis'),
      },
    ];
  }
  if (!situation.outbox) return [];
  return [
    {
      at,
      step: say`outbox and worker for the partner that matters most, then the others${situation.decision('style')}`,
      after: say`users no longer wait for partners`,
      done: say`the main task works with the partner's address blocked`,
      sources: situation.reading.source('partner-down', 'external-apis'),
    },
  ];
}

function evolveSteps(situation: Situation): Draft[] {
  const mended = mend(situation);
  const out: Draft[] = mended === undefined ? [] : [mended];
  if (situation.reading.practice('automated-tests') === undefined || situation.reading.practice('continuous-integration') === undefined)
    out.push(safetyNet(situation));
  else if (situation.reading.hazard('hazard.no-database-backup').length === 0 && situation.reading.has('never', 'lost'))
    out.push({ ...recovery(situation, 0.25), after: say`the same code, and a tested way back` });
  out.push(...partnerStep(situation, 0.5), structure(situation), ...slotSteps(situation));
  if (situation.base === 'pipeline') {
    out.push({
      at: 1,
      step: say`a full run on the busiest day of last year, twice`,
      after: say`the target, in use`,
      done: say`it ends before the next one starts, with one step killed half-way`,
      sources: situation.reading.source('data-volume', 'latency'),
    });
    return out;
  }
  out.push({
    at: 1,
    step: say`load test at ${situation.peak ?? 'the expected peak'}, twice`,
    after: say`the target, in use`,
    done:
      situation.base === 'serverless'
        ? say`the agreed answer time holds for an hour, first calls after a pause included`
        : say`the agreed answer time holds for an hour with one instance killed half-way`,
    sources: situation.reading.source('concurrent-users', 'latency'),
  });
  return out;
}

function safetyNet(situation: Situation): Draft {
  const parts = enumerate(
    situation.own.filter((part) => part.component === 'service').map((part) => clip(part.name, 60)),
    3,
  );
  return {
    at: 0.25,
    step: say`tests of the main path${parts === '' ? '' : ` through ${parts}`} on every commit`,
    after: say`the same system, changed with less fear`,
    done: say`a deliberate break of the main path turns the build red`,
    sources: [{ rule: 'rule.expected-practices' }, ...situation.own.slice(0, 4).map((part) => ({ fact: part.id }))],
  };
}

/** The step that brings the style: borders, a carved-out part, functions, a grid. */
function structure(situation: Situation): Draft {
  const sources: Source[] = [{ rule: `style.${situation.base}` }, ...areaSources(situation)];
  const several = situation.own.filter((part) => part.component === 'service').length > 1;
  const main = clip(situation.main?.name ?? 'the main service', 60);
  const onFunctions =
    situation.own.some((part) => part.component === 'function') && !situation.own.some((part) => part.component === 'service');
  const area = situation.areas.names.at(-1) ?? 'one area';
  const steps: Readonly<Record<string, readonly [Prose, Prose, Prose]>> = {
    layered: [
      say`the data access of ${areaList(situation, 3)} moves behind one layer`,
      say`one release, unchanged for users`,
      say`a check fails when the interface reads a table directly`,
    ],
    'modular-monolith': several
      ? [
          say`the first new feature as a module of ${main}; contract tests on the calls between ${areaList(situation, 4)}; the smallest of them moves in`,
          say`one deployable fewer, users notice nothing`,
          say`the emptied service had no call for two weeks and is deleted`,
        ]
      : [
          say`module borders around ${areaList(situation, 4)}, tables first`,
          say`one release, unchanged for users`,
          say`the border check is red when crossed`,
        ],
    microkernel: [
      say`the plug-in interface, with ${area} as the first plug-in of your own`,
      say`the core runs with and without it`,
      say`the core's tests pass with no plug-in loaded`,
    ],
    'service-based': [
      say`${several ? `contracts between ${enumerate(situation.areas.names, 4)}` : `${area} is carved out, behind the same address`}`,
      say`callers notice nothing`,
      say`${several ? 'each can be released on a day on which no other is' : `${area} was released alone`}`,
    ],
    microservices: [
      say`each service gets its own schema, expand and contract: ${areaList(situation, 4)}`,
      say`the same services`,
      say`no service holds credentials for another's data`,
    ],
    'event-driven': [
      say`events for what already happens, consumed by ${area} first`,
      say`the old call still works beside it`,
      say`a replay of one day gives the same state`,
    ],
    'space-based': [
      say`the contested records move into memory, with write-behind`,
      say`the database path stays as a switch`,
      say`results of both paths agree for a week`,
    ],
    serverless: onFunctions
      ? [
          say`a timeout, an alarm and rights of its own for each of ${areaList(situation, 5)}`,
          say`the same functions, each fenced in`,
          say`no function may touch what it does not name, and every queue has a dead-letter queue`,
        ]
      : [
          say`routes move into functions one by one behind the same address`,
          say`old and new answer side by side`,
          say`the last server was switched off for a week`,
        ],
    pipeline: [
      say`the conversion becomes steps that can be run again alone`,
      say`old and new run on the same input`,
      say`outputs are identical for a week`,
    ],
  };
  const [step, after, done] = steps[situation.base] ?? [say``, say``, say``];
  return { at: 0.75, step, after, done, sources };
}

/** Slots that change something that runs today. */
function slotSteps(situation: Situation): Draft[] {
  return situation.recommendation.slots
    .filter((choice) => choice.outcome === 'change')
    .slice(0, 2)
    .map((choice, index) => ({
      at: 0.85 + index * 0.05,
      step: say`move ${choice.slot === 'compute' ? 'what runs' : slotTitles[choice.slot].toLowerCase()} to ${inSentence(clip(choice.chosen.name, 80))}${situation.decision(`slot:${choice.slot}`)}`,
      after: say`old and new beside each other, then one`,
      done: say`the old one has had no traffic for two weeks`,
      sources: [{ rule: `slot.${choice.slot}` }],
    }));
}

function extensionSteps(situation: Situation): Draft[] {
  const neighbour = clip(situation.own[0]?.name ?? 'the existing system', 60);
  const mended = mend(situation);
  return [
    ...(mended === undefined ? [] : [mended]),
    {
      at: 0.2,
      step: say`walking skeleton of the new part: one call to ${neighbour} and back, in production`,
      after: say`${neighbour} unchanged; the new part does one thing`,
      done: say`a contract test between the two runs on every commit`,
      sources: situation.reading.source('starting-point'),
    },
    { ...recovery(situation, 0.35), after: say`the new part survives the loss of its data` },
    ...partnerStep(situation, 0.7),
    {
      at: 1,
      step: say`${enumerate(situation.areas.names.slice(0, 3))} in the new part, for everybody`,
      after: say`both in use`,
      done: say`switching the new part off leaves ${neighbour} working`,
      sources: [...situation.reading.source('deadline', 'objectives'), ...areaSources(situation)],
    },
  ];
}

function areaSources(situation: Situation): Source[] {
  return situation.areas.assumed ? [{ assumption: areasAssumption }] : situation.own.slice(0, 4).map((part) => ({ fact: part.id }));
}

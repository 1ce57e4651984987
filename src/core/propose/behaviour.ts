import { capital, clip, enumerate, plural } from './format.ts';
import { phrase } from './phrases.ts';
import type { Model, Proposal, Prose } from './proposal.ts';
import { say, unique } from './prose.ts';
import { areasAssumption, figure } from './shape.ts';
import type { Situation } from './shape.ts';

type Behaviour = Proposal['behaviours'][number];

/** Three walk-throughs: the peak, the most important dependency down, and a typical new feature. */
export function behaviours(situation: Situation, proposed: Model): Proposal['behaviours'] {
  return [peak(situation, proposed), failure(situation, proposed), feature(situation)];
}

const latencyMeasures: Readonly<Record<string, string>> = {
  'under-50ms': 'p95 < 50 ms, measured at the client',
  'under-500ms': 'p95 < 500 ms for the main request',
  'under-2s': 'p95 < 2 s for the main request',
  minutes: 'each run ends before the next one starts',
};

function peak(situation: Situation, proposed: Model): Behaviour {
  const { reading } = situation;
  const front =
    !situation.fresh && situation.main !== undefined
      ? clip(situation.main.name, 80)
      : nameOf(proposed, 'service', 'function', 'gateway', 'job', 'worker');
  const machines = reading.amount('machine-events') > 0 && reading.has('work-trigger', 'events', 'systems', 'clock');
  const people = machines
    ? say`${phrase(reading, 'machine-events')}${reading.mark('machine-events')}`
    : say`${phrase(reading, 'concurrent-users')}${reading.mark('concurrent-users')}`;
  const rate = situation.peak === undefined ? '' : `, ${situation.peak}`;
  if (situation.base === 'pipeline') return run(situation);
  const several = proposed.elements
    .filter((element) => element.kind === 'service' && element.status !== 'removed')
    .map((element) => clip(element.name, 40));
  const spread = several.length > 1 && ['microservices', 'service-based'].includes(situation.base);
  const carried: Prose = spread
    ? say`${plural(situation.instances, 'instance')} in all, spread by measured load over ${enumerate(several, 4)}`
    : situation.base === 'serverless'
      ? say`${front} runs once per call in parallel`
      : say`${plural(situation.instances, 'instance')} of ${front} ${situation.instances === 1 ? 'carries' : 'carry'} it`;
  const rest = situation.background ? '; background work waits in its queue and is done after the peak' : '';
  return {
    situation: say`${people}${rate}`,
    happens: say`${carried}${rest}`,
    holds: say`${latencyMeasures[reading.one('latency')] ?? 'the agreed answer time'}${reading.mark('latency')}`,
    sources: unique([...reading.source(machines ? 'machine-events' : 'concurrent-users', 'latency'), ...assumptionsOf(situation)]),
  };
}

/** The peak of a chain of steps is a full run. */
function run(situation: Situation): Behaviour {
  const { reading } = situation;
  return {
    situation: say`a full run, with ${phrase(reading, 'data-volume')}${reading.mark('data-volume')} behind it`,
    happens: say`each step starts when its input is complete; a failed one is repeated alone, and its input is still there`,
    holds: say`${latencyMeasures[reading.one('latency')] ?? 'the agreed time'}${reading.mark('latency')}; the same input gives the same output`,
    sources: reading.source('data-volume', 'latency'),
  };
}

function assumptionsOf(situation: Situation): { assumption: string }[] {
  return (figure(situation.recommendation, 'peak')?.assumptions ?? []).slice(0, 3).map((assumption) => ({ assumption }));
}

function failure(situation: Situation, proposed: Model): Behaviour {
  const { reading } = situation;
  const partner = busiestPartner(proposed);
  if (reading.amount('external-apis') > 0 && partner !== '') return partnerDown(situation, partner);
  const store = nameOf(proposed, 'store') || 'the database';
  const back = phrase(reading, 'recovery-time');
  return {
    situation: say`${store} is lost`,
    happens: say`users see an error page; the latest backup is restored beside it and switched over${reading.has('never', 'lost') ? ', then the last minutes are replayed from the log' : ''}`,
    holds: say`${back}${reading.mark('recovery-time')}, ${phrase(reading, 'recovery-point')}${reading.mark('recovery-point')}; the restore was rehearsed`,
    sources: reading.source('recovery-time', 'recovery-point', 'never'),
  };
}

function partnerDown(situation: Situation, partner: string): Behaviour {
  const { reading } = situation;
  const sources = reading.source('partner-down', 'external-apis', 'never');
  if (situation.outbox) {
    return {
      situation: say`${partner} down for 24 h`,
      happens: say`outbox rows wait and users see "queued"; on its return they are sent at the partner's own limit, oldest first`,
      holds: say`0 lost, 0 done twice (idempotency key, daily comparison with the partner's list); no row older than 2 h once it answers again`,
      sources,
    };
  }
  if (situation.deferred && situation.base !== 'pipeline') {
    const queue = situation.technology('messaging') ?? 'the queue';
    return {
      situation: say`${partner} down for 24 h`,
      happens: say`messages wait in ${queue} and are tried again at growing intervals; after the last attempt they lie in the dead-letter queue and are sent back with one command`,
      holds: say`0 lost, 0 done twice: the same idempotency key on every attempt; the queue keeps messages for at least 4 days`,
      sources,
    };
  }
  if (situation.base === 'pipeline') {
    return {
      situation: say`${partner} down for 24 h`,
      happens: say`the step that needs it is repeated every 15 minutes; steps before it are finished, reports show the last complete day with its date`,
      holds: say`the run catches up by itself within one night of its return`,
      sources,
    };
  }
  const stops = reading.has('partner-down', 'nothing');
  return {
    situation: say`${partner} down for 24 h`,
    happens: say`calls end after a deadline of 2 s and, after five failures in a row, are not tried for a minute; ${stops ? 'the users see that it is down' : 'what needs it says so, the rest works'}${reading.mark('partner-down')}`,
    holds: say`no request waits longer than 3 s for a partner that is gone`,
    sources,
  };
}

function feature(situation: Situation): Behaviour {
  const { reading } = situation;
  const names = situation.areas.names;
  const area = names.at(-1) ?? 'one area';
  const sources = unique([
    ...reading.source('release-contention', 'domain-borders'),
    ...(situation.areas.assumed ? [{ assumption: areasAssumption }] : []),
  ]);
  const mark: Prose = situation.areas.assumed ? [{ assumed: areasAssumption }] : [];
  if (situation.gathers && situation.main !== undefined) {
    const main = clip(situation.main.name, 60);
    const others = names.filter((name) => name !== main);
    return {
      situation: say`a new feature`,
      happens: say`it becomes a module of ${main}; ${enumerate(others, 4)} ${others.length === 1 ? 'does' : 'do'} not change`,
      holds: say`no new repository, pipeline or database; the contract tests stay green`,
      sources,
    };
  }
  switch (situation.base) {
    case 'microservices':
    case 'service-based':
      return {
        situation: say`a new feature in ${area}${mark}`,
        happens: say`only ${area} is built, tested against the contracts of its callers, and released`,
        holds: say`one release, no other team asked; contract tests of ${enumerate(
          names.filter((name) => name !== area),
          3,
        )} stay green`,
        sources,
      };
    case 'event-driven':
      return {
        situation: say`a new reaction to an existing event`,
        happens: say`one more consumer with its own inbox is released; ${area}${mark} does not know of it`,
        holds: say`no change to the publisher; the consumer can be replayed from day one`,
        sources,
      };
    case 'pipeline':
      return {
        situation: say`a new input format`,
        happens: say`one new reader before the existing steps; its output has the shape they already take`,
        holds: say`old inputs give byte-identical results`,
        sources,
      };
    case 'microkernel':
      return {
        situation: say`a customer's own variant`,
        happens: say`one plug-in against the published interface; the core is not released`,
        holds: say`the plug-in test kit passes, and a plug-in that hangs is stopped after its limit`,
        sources,
      };
    case 'serverless':
      return {
        situation: say`a new kind of request in ${area}${mark}`,
        happens: say`one function and its route; the others are deployed unchanged`,
        holds: say`one pull request; permissions of the new function name only what it touches`,
        sources,
      };
    default:
      return {
        situation: say`a new feature in ${area}${mark}`,
        happens:
          situation.base === 'layered'
            ? say`one change through interface, rules and data access of the same release`
            : say`the module ${area} changes behind its interface; no table of another module does`,
        holds:
          situation.base === 'layered'
            ? say`in use the day it is finished; the tests of ${capital(names[0] ?? 'the main path')} stay green`
            : say`one pull request that touches one folder; the border check is green`,
        sources,
      };
  }
}

/** The partner that the most parts call; of several, the first. */
function busiestPartner(model: Model): string {
  const calls = (id: string) => model.relations.filter((relation) => relation.to === id).length;
  const partners = model.elements.filter(
    (element) => element.kind === 'external-api' && element.status !== 'removed' && calls(element.id) > 0,
  );
  const [first] = [...partners].sort((one, other) => calls(other.id) - calls(one.id));
  return first === undefined ? '' : clip(first.name, 80);
}

function nameOf(model: Model, ...kinds: readonly Model['elements'][number]['kind'][]): string {
  for (const kind of kinds) {
    const found = model.elements.find((element) => element.kind === kind && element.status !== 'removed');
    if (found !== undefined) return clip(found.name, 80);
  }
  return '';
}

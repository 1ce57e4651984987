import { action, mainPartner, namesIn } from './challenge-rules/words.ts';
import { clip } from './format.ts';
import type { Element, Model } from './proposal.ts';
import type { Situation } from './shape.ts';

/**
 * The parts of the proposed system under the names that its diagrams give them: walk-throughs and scenarios name these
 * and never "the service".
 */
export interface Cast {
  /** What answers a call first: a service, a function, the first step of a chain. */
  readonly front: string;
  /** Every running part of the team, the front first, at most eight. */
  readonly code: readonly string[];
  /** The steps of a chain in their order, at most four: its jobs, or what one program does one after the other. */
  readonly steps: readonly string[];
  readonly store: string;
  readonly broker: string | undefined;
  readonly worker: string | undefined;
  readonly cache: string | undefined;
  readonly client: string | undefined;
  /** `Stripe`; undefined where no other system is called. */
  readonly partner: string | undefined;
  /** `an ERP, CRM or mainframe`: the oldest system to live with, as the model names it. */
  readonly legacy: string | undefined;
}

const codeKinds: readonly Element['kind'][] = ['service', 'function', 'worker', 'job'];

/** Names the parts of a proposed model. */
export function castOf(situation: Situation, model: Model): Cast {
  const alive = model.elements.filter((element) => element.status !== 'removed' && element.name !== 'Scheduler');
  const named = (...kinds: readonly Element['kind'][]) =>
    names(
      situation,
      alive.filter((element) => kinds.includes(element.kind)),
    );
  const code = named(...codeKinds);
  const fresh = names(
    situation,
    alive.filter((element) => element.status === 'new' && codeKinds.includes(element.kind)),
  );
  const main = situation.fresh ? undefined : clip(situation.main?.name ?? '', 60);
  const leading = `${areasByDeed(situation)[0] ?? ''} service`.toLowerCase();
  const acting = code.find((name) => name.toLowerCase() === leading);
  const front = situation.extension
    ? fresh[0]
    : (code.find((name) => name === main) ?? acting ?? named('service', 'function', 'job', 'worker')[0]);
  const first = front ?? clip(situation.name, 60);
  return {
    front: first,
    code: [first, ...code.filter((name) => name !== first)].slice(0, 8),
    steps: stepsOf(situation, named('job', 'worker', 'function')),
    store: storeOf(situation, alive),
    broker: named('broker')[0],
    worker: named('worker')[0] ?? (situation.base === 'serverless' ? named('function').find((name) => name !== first) : undefined),
    cache: named('cache')[0],
    client:
      (situation.reading.has('needs', 'offline', 'mobile') ? named('mobile-client')[0] : undefined) ??
      named('web-client', 'mobile-client')[0],
    partner: partnerOf(situation, model),
    legacy: legacyOf(situation, alive),
  };
}

function stepsOf(situation: Situation, jobs: readonly string[]): readonly string[] {
  if (jobs.length > 1) return jobs.slice(0, 4);
  return situation.areas.assumed && situation.base === 'pipeline'
    ? ['intake', 'conversion', 'publication']
    : situation.areas.names.slice(0, 4);
}

const genericNames =
  /^(db|database|data|main|store|sql|postgres(ql)?|mysql|mariadb|mongo(db)?|redis|cache|sessions?|queue|broker|rabbit(mq)?|kafka)$/i;

/** `db` says nothing: what it is made with does. A queue's own name stands with it: `moved (Amazon SNS)`. */
function label(element: Element): string {
  const name = clip(element.name, 60);
  const technology = clip(element.technology, 40);
  if (technology === '') return name;
  if (genericNames.test(name)) return technology;
  const said = name.toLowerCase().includes(technology.toLowerCase().split(' ')[0] ?? '');
  return element.kind === 'broker' && !said ? `${name} (${technology})` : name;
}

/** A service that bears the name of an area is told apart from what the area is about: `Patients service`. */
function names(situation: Situation, elements: readonly Element[]): string[] {
  const areas = new Set(situation.areas.names.map((name) => name.toLowerCase()));
  const name = (element: Element) => {
    const short = label(element);
    return element.status === 'new' && element.kind === 'service' && areas.has(short.toLowerCase()) ? `${short} service` : short;
  };
  return [...new Set(elements.map(name).filter((entry) => entry !== ''))];
}

/**
 * A half sentence whose verb agrees with its subject: names of parts may be plural (`Request functions answer`).
 * `words` begins with the verb in the singular.
 */
export function does(subject: string, words: string): string {
  if (!/(\b(functions|units|handlers|services|parts)$)|, | and /.test(subject)) return `${subject} ${words}`;
  const [verb = '', ...rest] = words.split(' ');
  const irregular: Readonly<Record<string, string>> = {
    has: 'have',
    is: 'are',
    goes: 'go',
    does: 'do',
    refuses: 'refuse',
    carries: 'carry',
    tries: 'try',
  };
  return [subject, irregular[verb] ?? verb.replace(/s$/, ''), ...rest].join(' ');
}

/** The store of the decision on the primary store, not whichever comes first in the alphabet. */
function storeOf(situation: Situation, alive: readonly Element[]): string {
  const stores = alive.filter((element) => element.kind === 'store');
  const word =
    (situation.technology('primary-store') ?? '')
      .toLowerCase()
      .replace(/^(amazon|google|azure) /, '')
      .split(/[ (]/)[0] ?? '';
  const own = situation.extension ? stores.filter((element) => element.status === 'new') : stores;
  const leading = (areasByDeed(situation)[0] ?? '').toLowerCase();
  const alone =
    situation.base === 'microservices'
      ? own.find((element) => leading !== '' && element.name.toLowerCase().startsWith(leading))
      : undefined;
  const found =
    alone ?? own.find((element) => word !== '' && `${element.technology} ${element.name}`.toLowerCase().includes(word)) ?? own[0];
  return found === undefined ? (situation.technology('primary-store') ?? 'the database') : label(found);
}

/** The partner that the most parts call, by the name typed in the interview where there is one. */
function partnerOf(situation: Situation, model: Model): string | undefined {
  const { reading } = situation;
  const typed = namesIn(reading, 'partner-names');
  if (typed.length > 0) return mainPartner(situation);
  const callers = new Set([
    'Partner systems',
    'Devices',
    'ERP, CRM or mainframe',
    'File exchange',
    "Other teams' services",
    'Shared database',
  ]);
  const calls = (id: string) => model.relations.filter((relation) => relation.to === id && relation.status !== 'removed').length;
  const partners = model.elements.filter(
    (element) => element.kind === 'external-api' && element.status !== 'removed' && !callers.has(element.name) && calls(element.id) > 0,
  );
  const [first] = [...partners].sort((one, other) => calls(other.id) - calls(one.id) || one.id.localeCompare(other.id));
  if (first === undefined || (reading.stated('external-apis') && reading.amount('external-apis') === 0)) return undefined;
  if (/^external api$/i.test(first.name)) return 'the external API';
  return /external APIs?$/.test(first.name) ? 'the busiest external API' : clip(first.name, 60);
}

function legacyOf(situation: Situation, alive: readonly Element[]): string | undefined {
  if (!situation.reading.stated('legacy')) return undefined;
  const wanted = ['ERP, CRM or mainframe', 'File exchange', "Other teams' services", 'Shared database'];
  const found = wanted.find((name) => alive.some((element) => element.name === name));
  const words: Readonly<Record<string, string>> = {
    'ERP, CRM or mainframe': 'the ERP, CRM or mainframe',
    'File exchange': 'the file exchange',
    "Other teams' services": 'another team’s service',
    'Shared database': 'the database that others use too',
  };
  return found === undefined ? undefined : words[found];
}

/** Who acts: `a consumer`, `one of your staff`, `a device`. */
export function actor(situation: Situation): string {
  const { reading } = situation;
  if (reading.has('work-trigger', 'events') && reading.has('users', 'devices')) return 'a device';
  if (reading.has('work-trigger', 'clock')) return 'the clock';
  if (reading.has('work-trigger', 'systems', 'events')) return 'another system';
  const words: Readonly<Record<string, string>> = {
    consumers: 'a consumer',
    'business-customers': 'a customer',
    employees: 'one of your staff',
    citizens: 'a citizen',
    partners: 'a partner system',
    devices: 'a device',
  };
  return words[reading.many('users')[0] ?? ''] ?? 'a user';
}

/** Areas with the one first that the important action is about: `issuing an invoice` is about `invoices`. */
export function areasByDeed(situation: Situation): readonly string[] {
  const named = situation.reading.text('important-action').toLowerCase();
  const about = (name: string) =>
    named !== '' && name.length >= 4 && named.includes(name.toLowerCase().slice(0, Math.max(4, name.length - 2)));
  return [...situation.areas.names.filter(about), ...situation.areas.names.filter((name) => !about(name))];
}

/** The one thing that must work on a bad day, in quotation marks where it was named: `“issuing an invoice”`. */
export function deed(situation: Situation): string {
  const { reading } = situation;
  const main = situation.fresh ? undefined : situation.main?.name;
  const area = clip(main ?? (situation.areas.assumed ? undefined : situation.areas.names[0]) ?? situation.name, 60);
  const clock = reading.has('work-trigger', 'clock');
  const machine = reading.has('work-trigger', 'events', 'systems');
  return action(situation, clock ? 'the scheduled run' : machine ? `the intake of ${area}` : `the main task of ${area}`);
}

import type { ComponentKind } from '../../model/fact.ts';
import { byId, byImage } from '../catalogue/index.ts';
import { observeHazard } from '../hazards/index.ts';
import { entriesAt, entryAt } from '../parse/data.ts';
import type { DataEntry } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation, WorkloadObservation } from '../observation.ts';
import { serviceHazards } from './compose-hazards.ts';
import { rolesOf } from './compose-roles.ts';
import { readService } from './compose-service.ts';
import type { ComposeService } from './compose-service.ts';
import { imageVersion, isUnpinned, parseImage } from './image-name.ts';
import { folderOf } from './paths.ts';

/** Reads Compose files: services, who depends on and talks to whom, published ports, health checks and sizes. */
export const compose: Detector = {
  id: 'compose',
  matches: (path) => /(^|\/)((docker-)?compose([._-][\w.-]+)?|(docker-)?stack([._-][\w-]+)?)\.ya?ml$/i.test(path),
  detect,
  examples: [
    {
      path: 'docker-compose.yml',
      text: 'services:\n  api:\n    build: ./api\n    environment:\n      - DATABASE_URL=postgres://app:${PW}@db:5432/shop\n    depends_on: [db]\n  db:\n    image: postgres:15-alpine\n    restart: always\n    ports: ["5432:5432"]\n',
      sees: [
        'workload api@2',
        'workload db@7',
        'technology postgresql@8',
        'deployment docker-compose@1',
        'hazard hazard.published-store-port@10',
        'hazard hazard.compose-no-health-check@7',
      ],
    },
    {
      path: 'docker-compose.override.yml',
      text: 'services:\n  api:\n    ports:\n      - "9229:9229"\n  mailhog:\n    image: mailhog/mailhog\n',
      sees: ['workload api@2', 'workload mailhog@5'],
      not: ['deployment docker-compose@1', 'hazard hazard.image-latest@6'],
    },
    {
      path: 'docker-compose.gcp.yml',
      text: 'services:\n  events:\n    image: gcr.io/google.com/cloudsdktool/cloud-sdk:emulators\n    command: gcloud beta emulators pubsub start --host-port=0.0.0.0:8085\n',
      sees: ['workload events@2', 'technology google-pubsub@3'],
    },
    {
      path: 'compose.yaml',
      text: 'services:\n  cache:\n    image: redis:7\n    healthcheck:\n      test: redis-cli ping\n    deploy:\n      replicas: 2\n#  old:\n#    image: mysql:5\n',
      sees: ['technology redis@3', 'practice health-checks@4', 'sizing replicas@7'],
      not: ['workload old@8', 'technology mysql@9'],
    },
  ],
};

/** No file that people wrote has more; the rest is a reported problem. */
const maxServices = 2_000;

/** Files that change a base for development or tests: what exists only there is no part of the running system. */
const auxiliaryFile =
  /[._-](override|overrides|dev|develop|development|local|debug|test|tests|testing|ci|e2e|example|sample|tools|admin|migrate|migration)\b/i;

function detect(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const root = documents[0];
  // Before version 2 the services stood at the top level.
  const block = entryAt(root, 'services');
  const entries: readonly (readonly [string, DataEntry])[] =
    block !== undefined
      ? entriesAt(root, 'services')
      : entriesAt(root).filter(([, entry]) => entryAt(entry.value, 'image') ?? entryAt(entry.value, 'build'));
  if (entries.length > maxServices)
    problems.push(input.problem('too-large', `more than ${String(maxServices)} services`, entries[maxServices]?.[1].line));
  const auxiliary = auxiliaryFile.test(input.path.slice(input.path.lastIndexOf('/') + 1));
  const siblings = new Map(entries);
  const read = entries.slice(0, maxServices).flatMap(([name, entry]) => readService(input, name, entry, siblings, auxiliary) ?? []);
  const roles = rolesOf(read, siblings);
  const services = read.map((service) => (roles.helpers.has(service.name) ? { ...service, auxiliary: true } : service));
  // One own image without a tag says it for all of them.
  const firstOwn = services.find(
    (service) => service.image !== undefined && service.buildFolder === undefined && byImage(service.image.text) === undefined,
  );
  const shared = {
    linkAliases: linkAliasesOf(services),
    all: services,
    restarts: services.some((service) => service.restarts && !service.auxiliary),
    jobs: roles.jobs,
  };
  const observations = services.flatMap((service) => observe(input, service, shared, service === firstOwn));
  const first = services[0];
  if (first !== undefined && !auxiliary) {
    const evidence = input.evidence(block?.line ?? first.line);
    observations.push({ type: 'deployment', target: 'docker-compose', evidence }, { type: 'practice', practice: 'containers', evidence });
  }
  return { observations, problems };
}

/** What services say about each other, gathered once. */
interface Shared {
  readonly linkAliases: ReadonlyMap<string, readonly string[]>;
  readonly all: readonly ComposeService[];
  /** Whether any service comes back after a crash: then the file is meant to run for long. */
  readonly restarts: boolean;
  /** Services that others wait for until they have ended. */
  readonly jobs: ReadonlySet<string>;
}

function linkAliasesOf(services: readonly ComposeService[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { service, alias } of services.flatMap((one) => one.linkAliases)) found.set(service, [...(found.get(service) ?? []), alias]);
  return found;
}

function observe(input: DetectorInput, service: ComposeService, shared: Shared, saysUnpinned: boolean): Observation[] {
  return [
    workload(input, service, shared),
    ...technology(input, service),
    ...sizing(input, service),
    ...healthAndHazards(input, service, saysUnpinned),
    ...(service.auxiliary ? [] : serviceHazards(input, service, kindOf(service), shared.restarts)),
  ];
}

/** What a known image is; a service built here is left to the engine, unless its command says that it works a queue. */
function kindOf(service: ComposeService): ComponentKind | undefined {
  const known = service.image === undefined ? undefined : byImage(service.image.text)?.component;
  if (known !== undefined) return known;
  const product = productOf(service);
  if (product !== undefined) return byId(product)?.component;
  if (/\bcelery\b.*\bbeat\b/.test(service.command)) return 'job';
  return /\b(celery\b.*\bworker|sidekiq|rqworker|rq worker|queue:work|dramatiq)\b/.test(service.command) ? 'worker' : undefined;
}

/** The emulators of Google's command line by their words, and what each stands in for. */
const emulated: ReadonlyMap<string, string> = new Map([
  ['pubsub', 'google-pubsub'],
  ['firestore', 'firestore'],
  ['bigtable', 'bigtable'],
  ['spanner', 'cloud-spanner'],
]);

/** Variables that the official images of databases are set up with, and no other. */
const engineKeys: readonly (readonly [RegExp, string])[] = [
  [/^POSTGRES_(USER|PASSWORD|DB)$/, 'postgresql'],
  [/^MYSQL_(ROOT_PASSWORD|DATABASE)$/, 'mysql'],
  [/^MARIADB_(ROOT_PASSWORD|DATABASE)$/, 'mariadb'],
  [/^MONGO_INITDB_/, 'mongodb'],
];

/** What a service is where its image does not tell: an image that is chosen by a variable, an emulator by its command. */
function productOf(service: ComposeService): string | undefined {
  if (service.image === undefined || service.buildFolder !== undefined || byImage(service.image.text)?.component !== undefined)
    return undefined;
  const emulator = /\bgcloud (?:alpha |beta )?emulators (\w{1,40}) start\b/.exec(service.command)?.[1];
  if (emulator !== undefined) return emulated.get(emulator);
  if (!service.image.text.startsWith('$')) return undefined;
  return service.environment.flatMap(({ key }) => engineKeys.find(([pattern]) => pattern.test(key))?.[1] ?? [])[0];
}

/** What migrates by its name and by its command ends when it has, also where nobody waits for its end. */
function isMigration(service: ComposeService): boolean {
  return /(^|[-_])(migrate|migrations?|migrator)$/i.test(service.name) && /\bmigrat|\bupgrade head\b/i.test(service.command);
}

function workload(input: DetectorInput, service: ComposeService, shared: Shared): WorkloadObservation {
  const kind = shared.jobs.has(service.name) || isMigration(service) ? 'job' : kindOf(service);
  const product = productOf(service);
  const aliases = new Set([...service.aliases, ...(shared.linkAliases.get(service.name) ?? [])]);
  aliases.delete(service.name);
  const isTraefik = service.image !== undefined && byImage(service.image.text)?.id === 'traefik';
  // nginx-proxy finds what it leads to by the variable that each container has.
  const isNginxProxy = /(^|\/)nginx-?proxy(\/nginx-proxy)?(:|@|$)/.test(service.image?.text ?? '');
  const routed = shared.all.flatMap((other): HostReference[] => {
    const line = isTraefik
      ? other.routerLine
      : isNginxProxy
        ? other.environment.find(({ key }) => key === 'VIRTUAL_HOST')?.line
        : undefined;
    return line === undefined || other === service ? [] : [{ host: other.name, scheme: 'http', evidence: input.evidence(line) }];
  });
  return {
    type: 'workload',
    source: 'compose',
    name: input.redact(service.name),
    aliases: [...aliases],
    ports: service.ports.map((port) => port.container),
    localPorts: service.ports.flatMap((port) => port.host ?? []),
    references: [...service.references, ...routed],
    dependsOn: service.dependsOn,
    evidence: input.evidence(service.line),
    ...(service.image === undefined ? {} : { image: input.redact(service.image.text) }),
    ...(service.buildFolder === undefined ? {} : { buildFolder: service.buildFolder }),
    ...(service.replicas === undefined ? {} : { instances: service.replicas.value }),
    ...(kind === undefined ? {} : { kind }),
    ...(product === undefined ? {} : { product }),
    ...(service.auxiliary ? { auxiliary: true } : {}),
  };
}

function technology(input: DetectorInput, service: ComposeService): Observation[] {
  const known = service.image === undefined ? undefined : (byId(productOf(service) ?? '') ?? byImage(service.image.text));
  const image = service.image === undefined || productOf(service) !== undefined ? undefined : parseImage(service.image.text);
  if (service.image === undefined || known === undefined) return [];
  const version = image === undefined ? undefined : imageVersion(image);
  return [
    {
      type: 'technology',
      technology: known.id,
      scope: service.auxiliary ? 'development' : 'production',
      folder: folderOf(input.path),
      evidence: input.evidence(service.image.line),
      ...(version === undefined ? {} : { version: input.redact(version) }),
    },
  ];
}

function sizing(input: DetectorInput, service: ComposeService): Observation[] {
  if (service.auxiliary) return [];
  const found: Observation[] = service.limits.map((limit) => ({
    type: 'sizing',
    measure: limit.measure,
    value: input.redact(limit.value),
    about: service.name,
    evidence: input.evidence(limit.line),
  }));
  if (service.replicas !== undefined)
    found.push({
      type: 'sizing',
      measure: 'replicas',
      value: String(service.replicas.value),
      about: service.name,
      evidence: input.evidence(service.replicas.line),
    });
  return found;
}

function healthAndHazards(input: DetectorInput, service: ComposeService, saysUnpinned: boolean): Observation[] {
  const name = input.redact(service.name);
  const found: Observation[] = [];
  const health = service.healthLine;
  if (health !== undefined) found.push({ type: 'practice', practice: 'health-checks', evidence: input.evidence(health) });
  if (service.auxiliary || service.image === undefined || service.buildFolder !== undefined) return found;
  const image = parseImage(service.image.text);
  if (image !== undefined && isUnpinned(image) && (saysUnpinned || byImage(service.image.text) !== undefined))
    found.push(observeHazard('hazard.image-latest', input.evidence(service.image.line), { image: input.redact(image.repository) }, name));
  const kind = kindOf(service);
  if (kind !== 'store' && kind !== 'cache' && kind !== 'broker' && kind !== 'search') return found;
  const open = service.ports.find((port) => port.published && !port.loopback);
  if (open !== undefined)
    found.push(observeHazard('hazard.published-store-port', input.evidence(open.line), { name, port: String(open.container) }, name));
  // An own image may bring its check along; the official images of stores have none.
  if (health === undefined && service.restarts)
    found.push(observeHazard('hazard.compose-no-health-check', input.evidence(service.line), { name }, name));
  return found;
}

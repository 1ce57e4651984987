import type { ComponentFact, ConnectionFact, HazardFact } from '../../model/fact.ts';
import { byId, byImage } from '../catalogue/index.ts';
import { workspaceHazard } from './hazard-fact.ts';
import type { Seen } from './hazard-fact.ts';

/** Hazards of how the parts stand to each other: chains, circles, what is run twice, and what nobody watches or saves. */
export function systemHazards(seen: Seen): readonly HazardFact[] {
  const calls = synchronousCalls(seen);
  return [
    ...chains(seen, calls),
    ...circles(seen, calls),
    ...noObservability(seen),
    ...noMigrations(seen),
    ...twice(seen, 'hazard.two-brokers', sameBrokers),
    ...twice(seen, 'hazard.two-relational-stores', relational),
    ...clusterStores(seen),
  ];
}

/** Services from which a chain is long: three hops can fail and wait. */
const longChain = 4;
/** A chain is searched from every service; a system that people draw has fewer calls. */
const maxCalls = 2_000;

const isSure = (fact: ComponentFact | ConnectionFact): boolean => fact.confidence >= 0.7;

/** Calls between own services that wait for the answer, by the calling service. What is not known to be one is left out. */
function synchronousCalls(seen: Seen): ReadonlyMap<string, readonly ConnectionFact[]> {
  const services = new Set(
    seen.components.flatMap((one) => (one.component === 'service' && one.folder !== undefined && isSure(one) ? [one.id] : [])),
  );
  const calls = new Map<string, ConnectionFact[]>();
  for (const link of seen.connections.slice(0, maxCalls)) {
    const waits = /^(https?|grpcs?|grpc-web|rest|graphql|soap|thrift)$/i.test(link.protocol) && link.flow !== 'backward';
    if (waits && isSure(link) && services.has(link.from) && services.has(link.to) && link.from !== link.to)
      calls.set(link.from, [...(calls.get(link.from) ?? []), link]);
  }
  return calls;
}

/** The longest chain of calls without a repetition, told once: the others go through the same services. */
function chains(seen: Seen, calls: ReadonlyMap<string, readonly ConnectionFact[]>): readonly HazardFact[] {
  let longest: readonly ConnectionFact[] = [];
  let steps = 0;
  for (const start of [...calls.keys()].sort()) {
    const open: (readonly ConnectionFact[])[] = (calls.get(start) ?? []).map((link) => [link]);
    for (let path = open.pop(); path !== undefined && steps < 20_000; path = open.pop()) {
      steps += 1;
      if (path.length > longest.length) longest = path;
      const passed = new Set(path.map((link) => link.from));
      const last = path.at(-1)?.to ?? '';
      // Ten in a row say enough; further ones only cost time.
      if (path.length < 10)
        for (const next of calls.get(last) ?? []) if (!passed.has(next.to) && next.to !== last) open.push([...path, next]);
    }
  }
  const names = [longest[0]?.from, ...longest.map((link) => link.to)].map((id) => nameOf(seen, id ?? ''));
  if (names.length < longChain) return [];
  return workspaceHazard(
    'hazard.synchronous-chain',
    { count: String(names.length), path: names.join(', ') },
    'workspace',
    longest.flatMap((link) => link.evidence.slice(0, 1)),
    0.7,
  );
}

function circles(seen: Seen, calls: ReadonlyMap<string, readonly ConnectionFact[]>): readonly HazardFact[] {
  return [...calls.values()].flat().flatMap((link) => {
    const back = link.from < link.to ? calls.get(link.to)?.find((other) => other.to === link.from) : undefined;
    if (back === undefined) return [];
    const path = `${nameOf(seen, link.from)} and ${nameOf(seen, link.to)}`;
    return workspaceHazard('hazard.circular-calls', { path }, path, [...link.evidence.slice(0, 1), ...back.evidence.slice(0, 1)], 0.7);
  });
}

function nameOf(seen: Seen, id: string): string {
  return seen.components.find((one) => one.id === id)?.name ?? id;
}

/** Own programs that wait for requests or work, one per folder. */
function ownServices(seen: Seen): readonly ComponentFact[] {
  const own = seen.components.filter(
    (one) => (one.component === 'service' || one.component === 'worker') && one.folder !== undefined && isSure(one),
  );
  return [...new Map(own.map((one) => [one.folder, one])).values()];
}

function noObservability(seen: Seen): readonly HazardFact[] {
  const own = ownServices(seen);
  const isWatched =
    seen.practices.some((one) => one.practice === 'observability') ||
    seen.technologies.some((one) => one.category === 'observability') ||
    seen.components.some((one) => one.component === 'monitoring') ||
    // Functions and managed containers report to their cloud without being asked.
    seen.technologies.some((one) => /lambda|-functions$|cloud-run|app-runner|container-apps|fargate/.test(one.technology));
  if (own.length < 3 || isWatched) return [];
  return workspaceHazard(
    'hazard.no-observability',
    { count: String(own.length) },
    'workspace',
    own.flatMap((one) => one.evidence.slice(0, 1)),
    0.6,
  );
}

const relational: ReadonlySet<string> = new Set(['postgresql', 'mysql', 'mariadb', 'sql-server', 'oracle-database', 'cockroachdb']);
const sameBrokers: ReadonlySet<string> = new Set(['kafka', 'redpanda', 'rabbitmq', 'activemq', 'nats', 'pulsar']);

/** Ways to change tables in steps: tools, and frameworks that bring their own. */
const migrates =
  /^(flyway|liquibase|alembic|prisma|typeorm|sequelize|knex|drizzle|mikro-orm|django|rails|laravel|symfony|doctrine|ecto|phoenix|atlas|golang-migrate|sqlx|diesel|supabase|hasura|dbt|entity-framework.*|ef-core|objection|kysely|goose|dbmate|wordpress|drupal|strapi|directus|payload.*|activerecord|exposed)$/;

function noMigrations(seen: Seen): readonly HazardFact[] {
  const isDone =
    seen.practices.some((one) => one.practice === 'migrations') ||
    seen.technologies.some((one) => migrates.test(one.technology)) ||
    seen.files.some((path) => /migrat|changelog|flyway|liquibase|alembic/i.test(path));
  if (isDone) return [];
  const own = new Set(ownServices(seen).map((one) => one.id));
  const stores = seen.components.filter(
    (one) => one.component === 'store' && isSure(one) && one.technologies.some((id) => relational.has(id)),
  );
  const links = seen.connections.filter((link) => isSure(link) && own.has(link.from) && stores.some((store) => store.id === link.to));
  const used = stores.filter((store) => links.some((link) => link.to === store.id));
  if (used.length === 0) return [];
  return workspaceHazard(
    'hazard.no-migrations',
    {
      name: used
        .map((one) => one.name)
        .slice(0, 3)
        .join(', '),
    },
    'workspace',
    links.flatMap((link) => link.evidence.slice(0, 1)),
    0.6,
  );
}

/** Two products of one kind that own services both use; two instances of one product are none. */
function twice(seen: Seen, id: string, kinds: ReadonlySet<string>): readonly HazardFact[] {
  const own = new Set(ownServices(seen).map((one) => one.id));
  const used = seen.components.filter(
    (one) => isSure(one) && seen.connections.some((link) => link.to === one.id && own.has(link.from) && isSure(link)),
  );
  const found = new Map(
    used.flatMap((one) => one.technologies.filter((technology) => kinds.has(technology)).map((technology) => [technology, one] as const)),
  );
  if (found.size < 2) return [];
  const names = [...found.keys()].sort().map((technology) => byId(technology)?.name ?? technology);
  return workspaceHazard(
    id,
    { names: `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}` },
    'workspace',
    [...found.values()].flatMap((one) => one.evidence.slice(0, 1)),
    0.7,
  );
}

const savesData = /backup|dump|velero|barman|pgbackrest|wal-?g\b|restic|snapshot/i;

/** Databases that a cluster runs itself while no file says that anything saves them. Operators have their own objects and are not seen here. */
function clusterStores(seen: Seen): readonly HazardFact[] {
  const workloads = seen.observations.flatMap((one) =>
    one.type === 'workload' && one.source === 'kubernetes' && one.auxiliary !== true ? [one] : [],
  );
  const isSaved =
    seen.practices.some((one) => one.practice === 'backups') ||
    seen.files.some((path) => savesData.test(path)) ||
    workloads.some((one) => savesData.test(`${one.name} ${one.image ?? ''}`));
  if (isSaved) return [];
  const stores = workloads.filter(
    (one) =>
      one.image !== undefined &&
      byImage(one.image)?.component === 'store' &&
      !/proxy|exporter|client|operator|metrics/i.test(one.image) &&
      !/(^|[/_.-])(dev|local|test|minikube|kind|staging)([/_.-]|$)/i.test(one.evidence.path),
  );
  const byName = new Map(stores.map((one) => [one.name, one]));
  const names = [...byName.keys()].sort();
  const shown = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${String(names.length - 2)} more` : names.join(', ');
  // One decision, however many databases: who saves what the cluster keeps.
  return workspaceHazard(
    'hazard.cluster-store-no-backup',
    { names: shown },
    'workspace',
    [...byName.values()].map((one) => one.evidence),
    0.6,
  );
}

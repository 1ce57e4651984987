import { compatible } from './compatible.ts';
import { bought, plainName } from './draft.ts';
import type { Draft } from './draft.ts';

/** Names that say what a thing is and not whose it is, in the form in which names are compared. */
const generic =
  /^(the)?(app|main)?(db|database|sql|postgres|postgresql|postgis|pg|pgsql|mysql|mariadb|maria|mssql|sqlserver|mongo|mongodb|redis|valkey|keydb|cache|memcached|rabbit|rabbitmq|mq|kafka|nats|broker|queue|elasticsearch|elastic|opensearch|meilisearch|typesense|search|minio|s3)(db|server)?$/;

/**
 * Joins what stands once under each of two names because the workspace has two Compose files to choose from: `mongo` in the
 * one for developers and `mongodb` in the one for users. Both names tell nothing but the kind of thing, no file has both, and
 * the files show that they start the same system by a service that both have.
 */
export function joinAlternatives(drafts: Draft[]): void {
  const stores = drafts.filter(
    (one) =>
      bought.has(one.kind) &&
      one.workloads.length > 0 &&
      one.workloads.every((workload) => workload.source === 'compose') &&
      generic.test(plainName(one.name)),
  );
  for (const store of stores) {
    if (!drafts.includes(store)) continue;
    const others = stores.filter((other) => other !== store && drafts.includes(other) && isAlternative(store, other, drafts));
    const [other] = others;
    if (other === undefined || others.length > 1) continue;
    const [kept, left] = waitedFor(store, drafts) >= waitedFor(other, drafts) ? [store, other] : [other, store];
    kept.workloads.push(...left.workloads);
    kept.evidence.push(...left.evidence);
    for (const alias of [left.name, ...left.aliases]) kept.aliases.add(alias);
    for (const port of left.localPorts) kept.localPorts.add(port);
    drafts.splice(drafts.indexOf(left), 1);
  }
}

function isAlternative(a: Draft, b: Draft, drafts: readonly Draft[]): boolean {
  const isAlike = a.kind === b.kind && [...a.technologies].some((id) => [...b.technologies].some((other) => compatible(id, other)));
  const [left, right] = [filesOf(a), filesOf(b)];
  if (!isAlike || [...left].some((file) => right.has(file))) return false;
  return drafts.some((one) => {
    const files = filesOf(one);
    return one !== a && one !== b && [...left].some((file) => files.has(file)) && [...right].some((file) => files.has(file));
  });
}

function filesOf(draft: Draft): ReadonlySet<string> {
  return new Set(draft.workloads.filter((one) => one.source === 'compose').map((one) => one.evidence.path));
}

function waitedFor(draft: Draft, drafts: readonly Draft[]): number {
  const waits = drafts.flatMap((one) => one.workloads.flatMap((workload) => workload.dependsOn));
  return waits.filter((wait) => plainName(wait.name) === plainName(draft.name)).length;
}

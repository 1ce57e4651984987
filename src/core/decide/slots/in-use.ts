import type { ComponentFact, ComponentKind, Fact } from '../../model/fact.ts';
import type { UsedFact } from './situation.ts';

/** Kinds that hold code of the team and answer, work or run for it. */
const serverKinds: ReadonlySet<ComponentKind> = new Set(['service', 'worker', 'function', 'job', 'gateway', 'configuration', 'registry']);

/** Components that exist to try the others out. */
const trialNames = /load.?(gen|test)|locust|\be2e\b|smoke|seed/i;

/** Components whose language and framework say what the team runs: server code, without what only tries it out. */
export function runningCode(facts: readonly Fact[]): readonly ComponentFact[] {
  return facts.filter(
    (fact): fact is ComponentFact => fact.kind === 'component' && serverKinds.has(fact.component) && !trialNames.test(fact.name),
  );
}

/** Targets that are a place where the system runs for its users, not a tool on a developer's machine. */
const realTargets = /^(?!docker-compose$)/;

/**
 * True if the Compose file serves development only: something else is deployed to, or the file starts stores and no code
 * of the team (a database for the developer's machine).
 */
export function composeIsForDevelopment(facts: readonly Fact[]): boolean {
  const targets = facts.flatMap((fact) => (fact.kind === 'deployment' && fact.confidence >= 0.5 ? [fact] : []));
  if (targets.some(({ target }) => realTargets.test(target))) return true;
  const compose = targets.filter(({ target }) => target === 'docker-compose');
  const files = new Set(compose.flatMap(({ evidence }) => evidence.map(({ path }) => path)));
  const code = runningCode(facts);
  const started = code.some(({ evidence }) => evidence.some(({ path }) => files.has(path)));
  return code.length > 0 && compose.length > 0 && !started;
}

/** The managed Kubernetes of each cloud, by option id. */
const managedClusters = {
  aws: 'amazon-eks',
  azure: 'aks',
  gcp: 'gke',
} as const;
const clusterSigns = ['kubernetes', 'kubernetes-deployment', 'helm', 'kustomize'] as const;

/**
 * A cluster in a repository that is deployed to one cloud is that cloud's own: the general entries move to it, so that
 * nobody reads about etcd backups that the provider makes.
 */
export function nameTheCluster(found: Map<string, readonly UsedFact[]>, facts: readonly Fact[]): void {
  const clouds = (['aws', 'azure', 'gcp'] as const).filter((cloud) =>
    facts.some((fact) => fact.kind === 'deployment' && fact.target === cloud && fact.confidence >= 0.7),
  );
  const [only] = clouds;
  const signs = clusterSigns.flatMap((id) => found.get(id) ?? []);
  const deployed = found.has('kubernetes') || found.has('kubernetes-deployment');
  const named = Object.values(managedClusters).find((id) => found.has(id));
  const cluster = named ?? (clouds.length === 1 && only !== undefined && deployed ? managedClusters[only] : undefined);
  if (cluster === undefined) return;
  found.set(cluster, [...(found.get(cluster) ?? []), ...signs]);
  for (const id of ['kubernetes', 'kubernetes-deployment'] as const) found.delete(id);
}

/** Names under which teams keep what people look at. */
const pageNames = /(^|[-_.\s/])(front[-_]?end|web[-_]?(app|site|ui)?|ui|store[-_]?front|portal|site|dashboard|www)([-_.\s/]|service|$)/i;

/**
 * The service that serves pages today, where no client framework tells: it is named so, or it is the only one behind a
 * gateway.
 */
export function pagesOf(facts: readonly Fact[]): ComponentFact | undefined {
  const services = runningCode(facts).filter(({ component }) => component === 'service');
  const gateways = new Set(facts.flatMap((fact) => (fact.kind === 'component' && fact.component === 'gateway' ? [fact.id] : [])));
  const behind = new Set(facts.flatMap((fact) => (fact.kind === 'connection' && gateways.has(fact.from) ? [fact.to] : [])));
  const only = behind.size === 1 ? services.find(({ id }) => behind.has(id)) : undefined;
  return services.find(({ name }) => pageNames.test(name)) ?? only;
}

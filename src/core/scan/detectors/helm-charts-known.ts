import { byId, byImage } from '../catalogue/index.ts';
import type { Technology } from '../catalogue/index.ts';
import type { DetectorInput, Observation } from '../observation.ts';
import { imageVersion, parseImage } from './image-name.ts';
import { folderOf } from './paths.ts';

/** Charts whose name is not that of their image, by catalogue id. `none` is a chart that runs nothing of the system itself. */
const chartTechnologies: ReadonlyMap<string, string> = new Map([
  ['postgresql-ha', 'postgresql'],
  ['postgres', 'postgresql'],
  ['redis-cluster', 'redis'],
  ['redis-ha', 'redis'],
  ['mongodb', 'mongodb'],
  ['mongodb-sharded', 'mongodb'],
  ['mariadb-galera', 'mariadb'],
  ['cp-kafka', 'kafka'],
  ['cp-schema-registry', 'schema-registry'],
  ['cp-zookeeper', 'zookeeper'],
  ['opensearch', 'opensearch'],
  ['clickhouse', 'clickhouse'],
  ['nginx-ingress-controller', 'ingress-nginx'],
  ['nginx-ingress', 'ingress-nginx'],
  ['ingress-nginx', 'ingress-nginx'],
  ['kube-prometheus-stack', 'prometheus'],
  ['kube-prometheus', 'prometheus'],
  ['prometheus-operator', 'prometheus'],
  ['prometheus', 'prometheus'],
  ['grafana', 'grafana'],
  ['loki', 'loki'],
  ['loki-stack', 'loki'],
  ['tempo', 'tempo'],
  ['vault', 'vault'],
  ['consul', 'consul'],
  ['keycloakx', 'keycloak'],
  ['argo-cd', 'argo-cd'],
  ['jaeger', 'jaeger'],
  ['temporal', 'temporal'],
  ['airflow', 'airflow'],
  ['minio', 'minio'],
  ['scylla', 'scylladb'],
  ['cockroachdb', 'cockroachdb'],
]);

/** Charts that only carry definitions, or help the cluster rather than the system. */
const notOfTheSystem =
  /(^|-)(common|library|lib|crds?|operator|operators|helpers?|base|template|templates|schemas?|config|namespace|namespaces|rbac|secrets?|issuers?|policies|quota|raw|reloader|external-dns|cert-manager|metrics-server|node-exporter|kube-state-metrics|cluster-autoscaler|csi-driver|snapshot-controller|descheduler|kyverno|gatekeeper|velero|karpenter|controller|cilium|cni|ztunnel|calico|coredns|multus|spegel|rook|longhorn|openebs|csi|volsync|goldilocks|vpa|tailscale|istiod|linkerd|nfd|device-plugin|metallb|kured|flux|gateway-api|agent|exporter|adapter|webhook|plugin)(-|$)/;

/** A chart that is installed by its name. */
export interface NamedChart {
  /** The name of the release, or the alias. */
  readonly name: string;
  readonly chart: string;
  readonly version?: string;
  readonly line: number;
  readonly auxiliary?: boolean;
  /** The image its values choose, where they say so. */
  readonly image?: string;
  readonly instances?: number;
}

/** The technology that a chart of this name installs; undefined for an unknown chart. */
export function chartTechnology(chart: string): Technology | undefined {
  const name = chart.toLowerCase().replace(/^.*\//, '');
  const listed = chartTechnologies.get(name);
  return listed === undefined ? (byImage(`bitnami/${name}`) ?? byImage(name)) : byId(listed);
}

/**
 * What a chart that is installed by name brings: a workload under the name of the release. A chart that nobody knows is a
 * service, unless its name says that it only carries definitions or helps the cluster.
 */
export function chartObservations(input: DetectorInput, named: NamedChart): Observation[] {
  const technology = chartTechnology(named.chart);
  const evidence = input.evidence(named.line);
  const found: Observation[] =
    technology === undefined
      ? []
      : [{ type: 'technology', technology: technology.id, scope: 'production', folder: folderOf(input.path), evidence }];
  if (!/^[\w.-]{1,100}$/.test(named.name)) return found;
  const isKnownThing = technology?.component !== undefined && technology.auxiliary !== true;
  if (!isKnownThing && (technology !== undefined || notOfTheSystem.test(named.chart.toLowerCase()))) return found;
  const image = named.image ?? technology?.images?.[0];
  found.push({
    type: 'workload',
    source: 'kubernetes',
    name: input.redact(named.name),
    // The names under which charts of stores offer them.
    aliases: isKnownThing ? ['master', 'primary', 'headless', 'hl'].map((end) => `${named.name}-${end}`) : [],
    ports: [],
    references: [],
    dependsOn: [],
    evidence,
    ...(image === undefined ? {} : { image: input.redact(image) }),
    ...(technology?.component === undefined ? {} : { kind: technology.component }),
    ...(named.instances === undefined ? {} : { instances: named.instances }),
    ...(named.auxiliary === true ? { auxiliary: true } : {}),
  });
  return found;
}

/** A release whose values say which image it runs, whatever its chart is. */
export function imageWorkload(
  input: DetectorInput,
  release: { readonly name: string; readonly image: string; readonly line: number; readonly auxiliary: boolean },
): Observation[] {
  const parsed = parseImage(release.image);
  if (parsed === undefined || !/^[\w.-]{1,100}$/.test(release.name)) return [];
  const technology = byImage(release.image);
  const evidence = input.evidence(release.line);
  const version = imageVersion(parsed);
  return [
    ...(technology === undefined
      ? []
      : [
          {
            type: 'technology' as const,
            technology: technology.id,
            scope: 'production' as const,
            folder: folderOf(input.path),
            evidence,
            ...(version === undefined ? {} : { version: input.redact(version) }),
          },
        ]),
    {
      type: 'workload',
      source: 'kubernetes',
      name: input.redact(release.name),
      image: input.redact(release.image),
      aliases: [],
      ports: [],
      references: [],
      dependsOn: [],
      evidence,
      ...(technology?.component === undefined ? {} : { kind: technology.component }),
      ...(release.auxiliary ? { auxiliary: true } : {}),
    },
  ];
}

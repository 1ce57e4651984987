import { byId } from '../catalogue/index.ts';
import type { DetectorInput, Observation } from '../observation.ts';
import { folderOf } from './paths.ts';
import type { Placed } from './terraform-module.ts';
import { genericLabel } from './terraform-names.ts';
import { evaluate } from './terraform-values.ts';
import type { Scope } from './terraform-values.ts';

/** Charts that install a product of their own name, and the catalogue id of the product. */
export const charts: ReadonlyMap<string, string> = new Map([
  ['postgresql', 'postgresql'],
  ['postgresql-ha', 'postgresql'],
  ['mysql', 'mysql'],
  ['mariadb', 'mariadb'],
  ['mongodb', 'mongodb'],
  ['cassandra', 'cassandra'],
  ['clickhouse', 'clickhouse'],
  ['redis', 'redis'],
  ['redis-cluster', 'redis'],
  ['valkey', 'valkey'],
  ['memcached', 'memcached'],
  ['rabbitmq', 'rabbitmq'],
  ['kafka', 'kafka'],
  ['nats', 'nats'],
  ['elasticsearch', 'elasticsearch'],
  ['opensearch', 'opensearch'],
  ['minio', 'minio'],
  ['keycloak', 'keycloak'],
  ['vault', 'vault'],
  ['consul', 'consul'],
  ['ingress-nginx', 'nginx'],
  ['traefik', 'traefik'],
  ['kong', 'kong'],
  ['kube-prometheus-stack', 'prometheus'],
  ['prometheus', 'prometheus'],
  ['grafana', 'grafana'],
  ['loki', 'loki'],
  ['argo-cd', 'argo-cd'],
]);

/** A Helm release of a chart that is a product: the product is a component unless it only watches or delivers. */
export function helmResources(input: DetectorInput, one: Placed, scope: Scope): Observation[] {
  if (one.type !== 'helm_release') return [];
  const chart = String(evaluate(one.block.attributes.get('chart'), scope) ?? '').replace(/^(oci:\/\/)?.*\//, '');
  const technology = byId(charts.get(chart) ?? '');
  if (technology === undefined) return [];
  const line = one.block.attributes.get('chart')?.line ?? one.block.line;
  const evidence = input.evidence(line);
  const name = evaluate(one.block.attributes.get('name'), scope);
  const label = one.block.labels[1] ?? '';
  const found: Observation[] = [
    { type: 'technology', technology: technology.id, scope: 'production', folder: folderOf(input.path), evidence },
  ];
  if (technology.component !== undefined && technology.component !== 'monitoring' && technology.category !== 'delivery')
    found.push({
      type: 'resource',
      address: one.address,
      name: input.redact(typeof name === 'string' && name !== '' ? name : genericLabel.test(label) ? technology.id : label),
      technology: technology.id,
      kind: technology.component,
      references: [],
      evidence,
    });
  return found;
}

import { describe, expect, it } from 'vitest';
import { kubernetes } from '../../../../src/core/scan/detectors/kubernetes.ts';
import { operatorRules } from '../../../../src/core/scan/detectors/kubernetes-operators.ts';
import { byId } from '../../../../src/core/scan/catalogue/index.ts';
import type { WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf } from '../../../support/detect.ts';

const deployment = (name: string, rest = '', labels = `{ app: ${name} }`): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  template:\n    metadata:\n      labels: ${labels}\n    spec:\n      containers:\n        - image: acme/${name}:1\n${rest}`;

async function lines(text: string, path = 'k8s/x.yaml', beside: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  return (await detect(kubernetes, path, text, beside)).observations.map(lineOf);
}

async function first(
  text: string,
  beside: Readonly<Record<string, string>> = {},
  path = 'k8s/api.yaml',
): Promise<WorkloadObservation | undefined> {
  const { observations } = await detect(kubernetes, path, text, beside);
  return observations.find((one) => one.type === 'workload');
}

describe('what operators run', () => {
  for (const rule of operatorRules)
    it(`${rule.group} ${rule.kinds.join(', ')} is ${rule.technology}`, async () => {
      expect(byId(rule.technology)?.component).toBeDefined();
      for (const kind of rule.kinds) {
        const found = await lines(`apiVersion: ${rule.group}/v1\nkind: ${kind}\nmetadata:\n  name: main\n`);
        expect(found).toContain('workload main@4');
        expect(found).toContain(`technology ${rule.technology}@2`);
      }
      expect(await lines(`apiVersion: other.example/v1\nkind: ${rule.kinds[0] ?? ''}\nmetadata:\n  name: main\n`)).toEqual([]);
    });

  it('answers under the names of the Services that the operator makes, with its sizes', async () => {
    const text =
      'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: orders }\nspec:\n  instances: 3\n  storage: { size: 20Gi }\n  backup:\n    retentionPolicy: 30d\n';
    expect(await first(text)).toMatchObject({
      name: 'orders',
      kind: 'store',
      instances: 3,
      aliases: ['orders-rw', 'orders-ro', 'orders-r'],
    });
    expect(await lines(text)).toEqual(expect.arrayContaining(['sizing replicas@5', 'sizing storage@6', 'practice backups@7']));
  });

  it('takes the definition of a resource for no component', async () => {
    expect(
      await lines(
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: kafkas.kafka.strimzi.io }\nspec:\n  names: { kind: Kafka }\n',
      ),
    ).toEqual([]);
  });
});

describe('ways into the cluster', () => {
  const routes: readonly (readonly [string, string])[] = [
    [
      'networking.k8s.io/v1',
      'kind: Ingress\nmetadata: { name: in }\nspec:\n  rules: [{ http: { paths: [{ backend: { service: { name: api } } }] } }]\n',
    ],
    ['gateway.networking.k8s.io/v1', 'kind: HTTPRoute\nmetadata: { name: in }\nspec:\n  rules: [{ backendRefs: [{ name: api }] }]\n'],
    [
      'networking.istio.io/v1',
      'kind: VirtualService\nmetadata: { name: in }\nspec:\n  gateways: [g]\n  http: [{ route: [{ destination: { host: api } }] }]\n',
    ],
    ['traefik.io/v1alpha1', 'kind: IngressRoute\nmetadata: { name: in }\nspec:\n  routes: [{ services: [{ name: api }] }]\n'],
    ['route.openshift.io/v1', 'kind: Route\nmetadata: { name: in }\nspec:\n  to: { kind: Service, name: api }\n'],
    ['projectcontour.io/v1', 'kind: HTTPProxy\nmetadata: { name: in }\nspec:\n  routes: [{ services: [{ name: api }] }]\n'],
  ];
  for (const [api, text] of routes)
    it(`${api} leads to the Service`, async () => {
      expect(await first(`apiVersion: ${api}\n${text}`)).toMatchObject({ kind: 'gateway', isRoute: true, references: [{ host: 'api' }] });
    });
});

describe('what stands in other files of the folder', () => {
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: orders-db-config }\ndata:\n  DB_URI: postgresql://orders-db:5432/x\n';
  const reads = deployment('api', '          envFrom: [{ configMapRef: { name: orders-db-config } }]\n');

  it('reads the ConfigMap that a workload names, wherever its file is called like it', async () => {
    expect((await first(reads, { 'k8s/orders-db.yaml': config }))?.references).toMatchObject([
      { host: 'orders-db', scheme: 'postgresql', evidence: { path: 'k8s/orders-db.yaml', line: 5 } },
    ]);
  });

  it('takes a directory that every workload is handed for no call', async () => {
    const shared = `${config}  A_ADDR: a:80\n  B_ADDR: b:80\n  C_ADDR: c:80\n`;
    expect((await first(reads, { 'k8s/orders-db.yaml': shared }))?.references).toEqual([]);
    const single = deployment(
      'api',
      '          env: [{ name: A_ADDR, valueFrom: { configMapKeyRef: { name: orders-db-config, key: A_ADDR } } }]\n',
    );
    expect((await first(single, { 'k8s/orders-db.yaml': shared }))?.references.map((one) => one.host)).toEqual(['a']);
  });

  it('reads a file that a ConfigMap holds, line by line', async () => {
    const text = `${deployment('api', '      volumes: [{ configMap: { name: files } }]\n')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: files }\ndata:\n  application.properties: |\n    spring.data.redis.host=cache\n    # kafka.broker=old:9092\n    vendor.url=https://grafana.com\n`;
    expect((await first(text))?.references.map(({ host, evidence }) => `${host}@${String(evidence.line)}`)).toEqual(['cache@18']);
  });
});

describe('names and parts of a workload', () => {
  it('calls versions of one application by its name', async () => {
    expect(await first(deployment('reviews-v2', '', '{ app: reviews, version: v2 }'))).toMatchObject({
      name: 'reviews',
      aliases: ['reviews-v2'],
    });
  });

  it('is what its main container is, not the one beside it', async () => {
    const text = deployment('api').replace(
      '        - image: acme/api:1\n',
      '        - { name: cloud-sql-proxy, image: gcr.io/x/cloud-sql-proxy:2 }\n        - { name: app, image: acme/shop:1 }\n',
    );
    expect((await first(text))?.image).toBe('acme/shop:1');
  });

  it('waits for what its first containers wait for', async () => {
    const text = deployment(
      'api',
      '      initContainers:\n        - command: ["sh", "-c", "until nc -z -w30 db 5432; do sleep 1; done"]\n',
    );
    expect((await first(text))?.dependsOn).toMatchObject([{ name: 'db', evidence: { line: 12 } }]);
  });

  it('leaves the cluster itself and development overlays out', async () => {
    expect((await first(deployment('dns').replace('{ name: dns }', '{ name: dns, namespace: kube-system }')))?.auxiliary).toBe(true);
    expect((await first(deployment('mail'), {}, 'k8s/overlays/dev/mail.yaml'))?.auxiliary).toBe(true);
    expect((await first(deployment('mail'), {}, 'k8s/overlays/prod/mail.yaml'))?.auxiliary).toBeUndefined();
  });
});

describe('what is installed by name', () => {
  it('Argo CD and Flux', async () => {
    const argo =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: cache }\nspec:\n  source:\n    repoURL: https://charts.example\n    chart: redis\n';
    expect(await lines(argo)).toEqual(expect.arrayContaining(['workload cache@7', 'technology redis@7', 'practice continuous-delivery@2']));
    expect((await lines(argo.replace('chart: redis', 'path: k8s'))).filter((line) => line.startsWith('workload'))).toEqual([]);
    const flux =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: web }\nspec:\n  chartRef: { kind: OCIRepository, name: app-template }\n  values:\n    controllers:\n      web:\n        containers:\n          app:\n            image:\n              repository: ghcr.io/acme/web\n              tag: 1.0.0\n';
    expect(await first(flux)).toMatchObject({ name: 'web', image: 'ghcr.io/acme/web:1.0.0', evidence: { line: 12 } });
    expect((await lines(flux.replace(/  values[\s\S]*/, ''))).filter((line) => line.startsWith('workload'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { kubernetes } from '../../../../src/core/scan/detectors/kubernetes.ts';
import type { WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf } from '../../../support/detect.ts';

async function workloads(text: string, path = 'k8s/all.yaml'): Promise<readonly WorkloadObservation[]> {
  const { observations } = await detect(kubernetes, path, text);
  return observations.filter((one) => one.type === 'workload');
}

const deployment = (name: string, container = '        - image: acme/x:1\n'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    metadata:\n      labels: { app: ${name} }\n    spec:\n      containers:\n${container}`;

describe('Kubernetes', () => {
  it('gives a workload the names of the Services that select it', async () => {
    const [api] = await workloads(
      `${deployment('api-v2')}---\napiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api-v2 } }\n`,
    );
    expect(api).toMatchObject({ name: 'api-v2', aliases: ['api'] });
  });

  it('leaves an alias for the workload of another file', async () => {
    const [alias] = await workloads(
      'apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: api-v2 }, ports: [{ port: 80 }] }\n',
    );
    expect(alias).toMatchObject({ name: 'api-v2', aliases: ['api'], ports: [80], auxiliary: true });
  });

  it('reads hosts from environment, arguments and the ConfigMaps that are used', async () => {
    const container =
      '        - image: acme/x:1\n          args: ["--mongo-url=mongodb://mongo:27017"]\n          env:\n            - { name: CART_ADDR, value: "cart.shop.svc.cluster.local:7070" }\n          envFrom:\n            - configMapRef: { name: shared }\n';
    const [api] = await workloads(
      `${deployment('api', container)}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: shared }\ndata:\n  AMQP_URL: amqp://mq\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: other }\ndata:\n  REDIS_HOST: redis\n`,
    );
    expect(api?.references.map(({ host, evidence }) => `${host}@${String(evidence.line)}`)).toEqual(['cart@14', 'mongo@12', 'mq@22']);
  });

  it('makes a gateway of an Ingress, under a name of its own', async () => {
    const [gateway] = await workloads(
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec:\n  rules:\n    - http:\n        paths:\n          - backend:\n              service:\n                name: web\n',
    );
    expect(gateway).toMatchObject({ name: 'web-ingress', kind: 'gateway', references: [{ host: 'web', evidence: { line: 10 } }] });
  });

  it('calls a CronJob a job and treats a patch as auxiliary', async () => {
    const [job] = await workloads(
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: nightly }\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers: [{ image: acme/job:1 }]\n',
    );
    expect(job?.kind).toBe('job');
    const [patch] = await workloads(deployment('api', '        - name: api\n          env: []\n'));
    expect(patch?.auxiliary).toBe(true);
  });

  it('never takes a masked template for a name or a host', async () => {
    const container =
      '        - image: "{{ .Values.image }}"\n          env:\n            - name: DB_HOST\n              value: {{ .Values.db }}\n            - name: MQ_HOST\n              value: mq\n';
    const found = await workloads(deployment('{{ .Release.Name }}-api', container), 'charts/api/templates/deployment.yaml');
    expect(found).toMatchObject([{ name: 'api', references: [{ host: 'mq' }] }]);
    expect(found[0]?.image).toBeUndefined();
  });

  it('reports what can hurt with the line that shows it', async () => {
    const container =
      '        - name: api\n          image: acme/api:latest\n          ports: [{ containerPort: 80 }]\n          securityContext:\n            privileged: true\n            runAsUser: 0\n';
    const { observations } = await detect(kubernetes, 'k8s/a.yaml', deployment('api', container));
    expect(observations.map(lineOf).filter((line) => line.startsWith('hazard'))).toEqual([
      'hazard hazard.image-latest@12',
      'hazard hazard.root-container@16',
      'hazard hazard.kubernetes-no-limits@11',
      'hazard hazard.kubernetes-privileged@15',
      'hazard hazard.kubernetes-no-probe@4',
    ]);
  });
});

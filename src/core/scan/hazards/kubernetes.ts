import type { ExampleFiles, HazardRule } from './hazard-rule.ts';

interface Pod {
  readonly kind?: string;
  readonly replicas?: number;
  readonly image?: string;
  /** Lines of the container, indented by the caller's habit: they are put below `image`. */
  readonly container?: readonly string[];
  /** Lines of the pod, below the containers. */
  readonly pod?: readonly string[];
}

/** A complete workload, so that an example shows its one hazard and not what every short manifest lacks. Container lines start at line 14. */
function manifest(pod: Pod, path = 'k8s/api.yaml'): ExampleFiles {
  const lines = [
    'apiVersion: apps/v1',
    `kind: ${pod.kind ?? 'Deployment'}`,
    'metadata:',
    '  name: api',
    'spec:',
    `  replicas: ${String(pod.replicas ?? 2)}`,
    '  template:',
    '    metadata:',
    '      labels: { app: api }',
    '    spec:',
    '      containers:',
    '        - name: api',
    `          image: ${pod.image ?? 'acme/api:1.4'}`,
    ...(pod.container ?? []).map((line) => `          ${line}`),
    ...(pod.pod ?? []).map((line) => `      ${line}`),
  ];
  return { [path]: `${lines.join('\n')}\n` };
}

const limits = 'resources: { limits: { memory: 256Mi } }';

/** What Kubernetes manifests and Helm charts show. */
export const kubernetesRules: readonly HazardRule[] = [
  {
    id: 'hazard.kubernetes-no-limits',
    severity: 'low',
    statement: 'The container {name} has no memory limit.',
    several: '{count} containers have no memory limit.',
    why: 'A leak in one container can take the memory of its node, and with it every other workload there.',
    mitigation:
      'look at the peak of the last week, set the request to it and the limit a third above, starting with what shares a node with the database',
    reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    example: { files: manifest({ container: ['env: []'] }), at: 'k8s/api.yaml:12' },
    negative: { files: manifest({ container: [limits] }) },
  },
  {
    id: 'hazard.kubernetes-no-probe',
    severity: 'low',
    statement: 'The workload {name} serves a port but has neither a readiness nor a liveness probe.',
    several: '{count} workloads serve a port but have neither a readiness nor a liveness probe.',
    why: 'Traffic reaches a container before it is ready and keeps reaching it when it hangs.',
    mitigation: 'give it an address that answers without the database for liveness and one that asks it for readiness',
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
    example: { files: manifest({ container: [limits, 'ports: [{ containerPort: 8080 }]'] }), at: 'k8s/api.yaml:4' },
    negative: {
      files: manifest({
        container: [limits, 'ports: [{ containerPort: 8080 }]', 'readinessProbe: { httpGet: { path: /ready, port: 8080 } }'],
      }),
    },
  },
  {
    id: 'hazard.kubernetes-privileged',
    severity: 'high',
    headline: 'A container is as good as root on its node',
    statement: 'The container {name} runs privileged.',
    why: 'A privileged container can do nearly everything that root on the node can do.',
    mitigation: 'name the one capability it needs, drop privileged, and label the namespace with the pod security level baseline',
    reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    example: { files: manifest({ container: [limits, 'securityContext:', '  privileged: true'] }), at: 'k8s/api.yaml:16' },
    negative: { files: manifest({ container: [limits, 'securityContext:', '  privileged: false'] }) },
  },
  {
    id: 'hazard.single-replica',
    severity: 'medium',
    headline: 'One lost pod is an outage',
    statement: 'The workload {name} is set to a single replica.',
    several: '{count} workloads are set to a single replica.',
    why: 'Every restart, update or lost node is an outage of this workload.',
    mitigation: 'make sure two copies can run side by side (sessions, schedules, files), then set two replicas on different nodes',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/',
    example: { files: manifest({ replicas: 1, container: [limits] }), at: 'k8s/api.yaml:6' },
    negative: {
      files: { ...manifest({ container: [limits] }), ...manifest({ replicas: 1, container: [limits] }, 'k8s/overlays/dev/api.yaml') },
    },
  },
  {
    id: 'hazard.kubernetes-host-access',
    severity: 'medium',
    headline: 'A workload is tied to its node and sees its neighbours',
    statement: 'The workload {name} shares {part} of its node.',
    several: '{count} workloads share the network, the processes or the files of their node.',
    why: 'A taken-over container then sees the traffic or files of everything else on that node, and cannot move to another one.',
    mitigation: 'use a Service instead of the network of the node and a persistent volume instead of its folders; leave the node to agents',
    reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    example: { files: manifest({ container: [limits], pod: ['hostNetwork: true'] }), at: 'k8s/api.yaml:15' },
    negative: {
      files: {
        ...manifest({ container: [limits], pod: ['hostNetwork: false'] }),
        ...manifest({ kind: 'DaemonSet', container: [limits], pod: ['hostNetwork: true'] }, 'k8s/agent.yaml'),
      },
    },
  },
  {
    id: 'hazard.kubernetes-ephemeral-store',
    severity: 'high',
    headline: 'A store forgets everything when its pod moves',
    statement: '{product} in {name} keeps its data in the pod and loses it with every new one.',
    several: '{count} stores keep their data in the pod and lose it with every new one.',
    why: 'An eviction, an update of the node or a new version of the image deletes everything that was stored.',
    mitigation: 'make it a StatefulSet with a volume claim and a nightly dump, or move it to a managed database',
    reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
    example: {
      files: manifest(
        { image: 'postgres:17', replicas: 1, container: [limits], pod: ['volumes: [{ name: data, emptyDir: {} }]'] },
        'k8s/db.yaml',
      ),
      at: 'k8s/db.yaml:13',
    },
    negative: {
      files: {
        ...manifest(
          {
            image: 'postgres:17',
            replicas: 1,
            container: [limits],
            pod: ['volumes:', '  - name: data', '    persistentVolumeClaim: { claimName: data }'],
          },
          'k8s/db.yaml',
        ),
        ...manifest({ image: 'redis:7', container: [limits], pod: ['volumes: [{ name: data, emptyDir: {} }]'] }, 'k8s/cache.yaml'),
      },
    },
  },
  {
    id: 'hazard.kubernetes-plain-ingress',
    severity: 'medium',
    headline: 'Passwords cross the network in clear text',
    statement: 'The Ingress {name} serves {host} without TLS.',
    several: '{count} Ingresses serve their hosts without TLS.',
    why: 'Passwords and session cookies cross every network on the way in clear text, and browsers mark the site as not secure.',
    mitigation: 'let cert-manager fetch a certificate, name it under spec.tls and redirect plain HTTP',
    reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    example: {
      files: {
        'k8s/ingress.yaml':
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  rules:\n    - host: shop.example.org\n      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }\n',
      },
      at: 'k8s/ingress.yaml:7',
    },
    negative: {
      files: {
        'k8s/ingress.yaml':
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  tls:\n    - hosts: [shop.example.org]\n      secretName: shop\n  rules:\n    - host: shop.example.org\n',
        'k8s/alb.yaml':
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: admin\n  annotations:\n    alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:eu-west-1:1:certificate/a\nspec:\n  rules:\n    - host: admin.example.org\n',
        'k8s/minikube.yaml':
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: local\nspec:\n  rules:\n    - host: shop.local\n',
      },
    },
  },
  {
    id: 'hazard.kubernetes-public-store',
    severity: 'high',
    headline: 'A store in the cluster answers the whole internet',
    statement: 'The Service {name} puts port {port} of a store behind a public load balancer.',
    several: '{count} Services put stores behind public load balancers.',
    why: 'Its password is then the only thing between an attacker and all data.',
    mitigation: 'make the Service a ClusterIP today and reach the store with kubectl port-forward; then change its password',
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
    example: {
      files: {
        'k8s/db.yaml':
          'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: LoadBalancer\n  selector: { app: db }\n  ports:\n    - port: 5432\n',
      },
      at: 'k8s/db.yaml:6',
    },
    negative: {
      files: {
        'k8s/db.yaml':
          'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\n  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-internal: "true"\nspec:\n  type: LoadBalancer\n  ports:\n    - port: 5432\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: LoadBalancer\n  ports:\n    - port: 443\n',
      },
    },
  },
  {
    id: 'hazard.kubernetes-cluster-admin',
    severity: 'high',
    headline: 'One pod holds the keys of the whole cluster',
    statement: 'The binding {name} makes the service account {account} administrator of the whole cluster.',
    several: '{count} bindings make service accounts administrators of the whole cluster.',
    why: 'One hole in one pod with this account is then the loss of every workload and secret of the cluster.',
    mitigation:
      'list what the account really calls (audit log, a day of kubectl auth can-i), and bind a Role of its namespace with those verbs',
    reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    example: {
      files: {
        'k8s/rbac.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: deployer\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: cluster-admin\nsubjects:\n  - kind: ServiceAccount\n    name: deployer\n    namespace: shop\n',
      },
      at: 'k8s/rbac.yaml:8',
    },
    negative: {
      files: {
        'k8s/rbac.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: admins\nroleRef:\n  kind: ClusterRole\n  name: cluster-admin\nsubjects:\n  - kind: Group\n    name: platform-team\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: reader\nroleRef:\n  kind: ClusterRole\n  name: view\nsubjects:\n  - kind: ServiceAccount\n    name: reader\n',
      },
    },
  },
  {
    id: 'hazard.kubernetes-wildcard-role',
    severity: 'medium',
    headline: 'A role may do everything it was never meant to do',
    statement: 'The role {name} allows every action on every kind of object.',
    several: '{count} roles allow every action on every kind of object.',
    why: 'It can read all secrets and start any pod, so whoever holds it can take over what it covers.',
    mitigation: 'write down the kinds and verbs that are called in a week and replace both stars by them',
    reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    example: {
      files: {
        'k8s/role.yaml':
          "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: ['*']\n    resources: ['*']\n    verbs: ['*']\n",
      },
      at: 'k8s/role.yaml:8',
    },
    negative: {
      files: {
        'k8s/role.yaml':
          "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [apps]\n    resources: ['*']\n    verbs: [get, list]\n  - nonResourceURLs: ['*']\n    verbs: ['*']\n",
      },
    },
  },
  {
    id: 'hazard.kubernetes-removed-api',
    severity: 'medium',
    headline: 'The next cluster upgrade stops at old manifests',
    statement: 'The {kind} {name} uses {api}, which Kubernetes {version} removed.',
    several: '{count} manifests use versions of the API that Kubernetes has removed.',
    why: 'A cluster that is still maintained refuses the manifest, so the next installation or upgrade stops here.',
    mitigation: 'rewrite it with kubectl convert, check with kubent or pluto in CI, and only then upgrade the cluster',
    reference: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    example: {
      files: {
        'k8s/ingress.yaml':
          'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  backend: { serviceName: web, servicePort: 443 }\n',
      },
      at: 'k8s/ingress.yaml:1',
    },
    negative: {
      files: {
        'k8s/ingress.yaml':
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  tls: [{ hosts: [a.example.org] }]\n',
        'k8s/gateway.yaml': 'apiVersion: networking.istio.io/v1beta1\nkind: Gateway\nmetadata:\n  name: shop\n',
      },
    },
  },
  {
    id: 'hazard.secret-in-manifest',
    severity: 'high',
    headline: 'Secrets lie in the repository, encoded and not encrypted',
    statement: 'The manifest of {name} holds the value of {key}.',
    several: 'The manifests of {count} workloads or Secrets hold secret values.',
    why: 'Base64 is no encryption: everybody who can read the repository, today or in its history, has the secret.',
    mitigation:
      'change the value, then keep it in a secret store with the External Secrets operator, or commit it sealed (Sealed Secrets, SOPS)',
    reference: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    example: {
      files: { 'k8s/db-auth.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: ${'h7Gd2'}kLw9\n` },
      at: 'k8s/db-auth.yaml:6',
    },
    negative: {
      files: {
        'k8s/db-auth.yaml':
          'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: ${DB_PASSWORD}\n  username: shop\n---\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: other\nspec:\n  encryptedData:\n    password: AgBy3i4OJSWK\n',
        ...manifest({
          container: [limits, 'env:', '  - name: DB_PASSWORD', '    valueFrom: { secretKeyRef: { name: db, key: password } }'],
        }),
      },
    },
  },
];

import type { ExampleFiles, HazardRule } from './hazard-rule.ts';

/** Compose files and Dockerfiles of services that call each other: `chain('web', 'orders', 'stock')`. */
function chain(...names: readonly string[]): ExampleFiles {
  const services = names.flatMap((name, index) => {
    const next = names[index + 1];
    return [
      `  ${name}:`,
      `    build: ./${name}`,
      ...(next === undefined ? [] : ['    environment:', `      - NEXT_URL=http://${next}:3000`]),
    ];
  });
  return { ...folders(names), 'compose.yaml': `services:\n${services.join('\n')}\n` };
}

function folders(names: readonly string[]): ExampleFiles {
  return Object.fromEntries(
    names.map((name) => [
      `${name}/package.json`,
      `{\n  "name": "${name}",\n  "scripts": { "start": "node server.js" },\n  "dependencies": { "express": "^5.0.0" }\n}`,
    ]),
  );
}

/** Services that use the stores given, by name of the service. */
function using(stores: Readonly<Record<string, string>>, users: Readonly<Record<string, readonly string[]>>): ExampleFiles {
  const lines = [
    ...Object.entries(users).flatMap(([name, urls]) => [
      `  ${name}:`,
      `    build: ./${name}`,
      '    environment:',
      ...urls.map((url, index) => `      - STORE_${String(index)}_URL=${url}`),
    ]),
    ...Object.entries(stores).flatMap(([name, image]) => [`  ${name}:`, `    image: ${image}`]),
  ];
  return { ...folders(Object.keys(users)), 'compose.yaml': `services:\n${lines.join('\n')}\n` };
}

const metrics = { 'web/metrics.yaml': 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: web\n' };

/** What only the whole workspace shows. */
export const systemHazards: readonly HazardRule[] = [
  {
    id: 'hazard.no-ci',
    severity: 'medium',
    headline: 'Nobody knows whether a change works until it runs',
    statement: 'Nothing builds and tests a change before it is merged.',
    why: 'Whether a change works is found out by whoever runs it next.',
    mitigation: 'start with one workflow that installs, checks types and runs the tests on every pull request; an afternoon',
    reference: 'https://dora.dev/capabilities/continuous-integration/',
    example: { files: folders(['api']), at: 'api/package.json:2' },
    negative: {
      files: { ...folders(['api']), '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  ci:\n    steps:\n      - run: npm test\n' },
    },
  },
  {
    id: 'hazard.no-tests',
    severity: 'medium',
    headline: 'Every change is checked by hand or not at all',
    statement: 'There are no automated tests.',
    why: 'Every change needs a check by hand or goes out unchecked, so changes become rare and large.',
    mitigation: 'write one test per path that earns money, from the outside, and from then on one for every mended fault',
    reference: 'https://dora.dev/capabilities/test-automation/',
    example: { files: folders(['api']), at: 'api/package.json:2' },
    negative: { files: { ...folders(['api']), 'api/server.test.ts': 'test();\n' } },
  },
  {
    id: 'hazard.shared-database',
    severity: 'medium',
    headline: 'A change of one table releases all services',
    statement: '{count} services use the database {name}.',
    why: 'A change of its schema has to be released by all of them at once, and one slow query slows them all.',
    mitigation:
      'give every table one owning service, a schema and a database user each, and let the others ask the owner, starting with the table that changes most',
    reference: 'https://microservices.io/patterns/data/shared-database.html',
    example: {
      files: using({ db: 'postgres:17' }, { orders: ['postgres://app@db:5432/shop'], stock: ['postgres://app@db:5432/shop'] }),
      at: 'compose.yaml:5',
    },
    negative: {
      files: using(
        { 'orders-db': 'postgres:17', 'stock-db': 'postgres:17' },
        { orders: ['postgres://app@orders-db:5432/shop'], stock: ['postgres://app@stock-db:5432/shop'] },
      ),
    },
  },
  {
    id: 'hazard.synchronous-chain',
    severity: 'medium',
    headline: 'One slow service slows a whole chain',
    statement: 'A request can pass {count} services in a row that wait for each other: {path}.',
    why: 'All of them have to be up and fast at once: four services with 99.9 % each are down for three hours a month together.',
    mitigation:
      'keep a copy of the data that the first one asks for and update it by events, or give every call a deadline and an answer for when it fails',
    reference: 'https://microservices.io/patterns/communication-style/rpi.html',
    example: { files: chain('orders', 'stock', 'prices', 'rates'), at: 'compose.yaml:5' },
    negative: { files: chain('orders', 'stock', 'prices') },
  },
  {
    id: 'hazard.circular-calls',
    severity: 'medium',
    headline: 'Two services can only live together',
    statement: '{path} call each other in a circle.',
    why: 'Neither can be started, tested or released without the other, and a slow answer comes back as load.',
    mitigation: 'let one direction become an event, or move what both need into a third place that calls neither',
    reference: 'https://learn.microsoft.com/en-us/azure/architecture/microservices/design/interservice-communication',
    example: {
      files: using({}, { orders: ['http://stock:3000'], stock: ['http://orders:3000'] }),
      at: 'compose.yaml:5',
    },
    negative: { files: using({}, { orders: ['http://stock:3000'], stock: ['http://prices:3000'], prices: [] }) },
  },
  {
    id: 'hazard.no-observability',
    severity: 'medium',
    headline: 'Users report failures before the team sees them',
    statement: '{count} services run, and nothing collects their metrics, traces or errors.',
    why: 'When a request through several services fails, nobody can tell where, and users report it first.',
    mitigation:
      'add OpenTelemetry to every service with one shared setup, send it to one place, and alarm on errors and latency of the three most important requests',
    reference: 'https://opentelemetry.io/docs/what-is-opentelemetry/',
    example: { files: using({}, { web: [], orders: [], stock: [] }), at: 'compose.yaml:2' },
    negative: { files: { ...using({}, { web: [], orders: [], stock: [] }), ...metrics } },
  },
  {
    id: 'hazard.no-migrations',
    severity: 'medium',
    headline: 'Nobody can rebuild the tables of production',
    statement: 'Services write to {name}, and no file changes its tables in steps.',
    why: 'Nobody can tell which tables production has, a second environment cannot be made, and a change cannot be taken back.',
    mitigation:
      'dump the schema of production as the first script of a migration tool, apply it in CI to an empty database, and refuse changes by hand',
    reference: 'https://martinfowler.com/articles/evodb.html',
    example: {
      files: using({ db: 'postgres:17' }, { orders: ['postgres://app@db:5432/shop'] }),
      at: 'compose.yaml:5',
    },
    negative: {
      files: {
        ...using({ db: 'postgres:17' }, { orders: ['postgres://app@db:5432/shop'] }),
        'orders/migrations/001_init.sql': 'create table a();\n',
      },
    },
  },
  {
    id: 'hazard.two-brokers',
    severity: 'low',
    statement: '{names} do the same work beside each other.',
    why: 'Two brokers mean two kinds of operation, monitoring and failure for a team that has to wake up for both.',
    mitigation: 'choose the one that most services speak, move one queue at a time by writing to both, and switch the other one off',
    reference: 'https://mcfunley.com/choose-boring-technology',
    example: {
      files: using(
        { rabbit: 'rabbitmq:4', kafka: 'apache/kafka:4.0.0' },
        { orders: ['amqp://rabbit:5672'], stock: ['kafka://kafka:9092'] },
      ),
      at: 'compose.yaml:10',
    },
    negative: {
      files: using({ rabbit: 'rabbitmq:4', cache: 'redis:8' }, { orders: ['amqp://rabbit:5672'], stock: ['redis://cache:6379'] }),
    },
  },
  {
    id: 'hazard.two-relational-stores',
    severity: 'low',
    statement: '{names} are run beside each other for relational data.',
    why: 'Every backup, upgrade and skill is needed twice, and no query joins the two.',
    mitigation: 'declare one of them the standard, move the smaller one when it is touched next, and start nothing new on it',
    reference: 'https://mcfunley.com/choose-boring-technology',
    example: {
      files: using(
        { db: 'postgres:17', legacy: 'mysql:8.4' },
        { orders: ['postgres://app@db:5432/shop'], stock: ['mysql://app@legacy:3306/shop'] },
      ),
      at: 'compose.yaml:10',
    },
    negative: {
      files: using(
        { db: 'postgres:17', events: 'mongo:8' },
        { orders: ['postgres://app@db:5432/shop'], stock: ['mongodb://events:27017/shop'] },
      ),
    },
  },
  {
    id: 'hazard.cluster-store-no-backup',
    severity: 'medium',
    headline: 'A volume in the cluster is taken for a backup',
    statement: 'The cluster runs databases ({names}), and no file backs them up.',
    why: 'A volume is no backup: a wrong statement, a deleted claim or a lost zone takes everything with it.',
    mitigation:
      'add a nightly CronJob that dumps it to object storage of another account (or an operator that does), and rehearse one restore',
    reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
    example: {
      files: {
        ...folders(['api']),
        'k8s/db.yaml':
          'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  template:\n    spec:\n      containers:\n        - name: db\n          image: postgres:17\n  volumeClaimTemplates:\n    - metadata: { name: data }\n',
      },
      at: 'k8s/db.yaml:4',
    },
    negative: {
      files: {
        ...folders(['api']),
        'k8s/db.yaml':
          'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  template:\n    spec:\n      containers:\n        - name: db\n          image: postgres:17\n  volumeClaimTemplates:\n    - metadata: { name: data }\n',
        'k8s/dump.yaml':
          'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: db-backup\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - name: dump\n              image: acme/dump:1\n',
      },
    },
  },
];

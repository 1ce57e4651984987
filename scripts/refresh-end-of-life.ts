/**
 * Rewrites `src/core/scan/catalogue/end-of-life.ts` from a checkout of the endoflife.date data set, which is published
 * under the MIT licence as front matter in `products/*.md`. It opens no connection; whoever runs it brings the checkout:
 *
 *     node scripts/refresh-end-of-life.ts <folder of the checkout>
 *
 * Dates are never written by hand. A date that looks wrong is corrected there, and arrives here with the next run.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** Where a technology's dates come from, if more than the product's name is to be said. */
interface Source {
  readonly product: string;
  /** `lts`: the free long-term support counts (Debian's). Otherwise the end of the maintenance that everyone gets. */
  readonly until?: 'lts';
  /** `year`: versions are written as the year in the release's label (`2022-latest`), not as its number. */
  readonly named?: 'year';
  /**
   * True where only the newest minor of a major is ever maintained and moving to it is routine: the major counts, and it has
   * ended when its last minor has.
   */
  readonly majors?: true;
  /** The first version to take: older ones share their numbers with something else (a client library's). */
  readonly from?: string;
  /** Other ways to write a version: `1.8` for Java 8. */
  readonly also?: Readonly<Record<string, string>>;
}

/** Technology id → product of the data set, by its name there or with what else is to be known. */
const sources: Readonly<Record<string, string | Source>> = {
  // Languages and runtimes. Java is Eclipse Temurin's: the builds that cost nothing and are kept the longest.
  java: { product: 'eclipse-temurin', also: { '1.8': '8' } },
  python: 'python',
  go: 'go',
  ruby: 'ruby',
  php: 'php',
  elixir: 'elixir',
  erlang: 'erlang',
  kotlin: { product: 'kotlin', majors: true },
  scala: 'scala',
  groovy: 'apache-groovy',
  julia: 'julia',
  haskell: 'ghc',
  lua: 'lua',
  perl: 'perl',
  nodejs: 'nodejs',
  deno: { product: 'deno', majors: true },
  bun: { product: 'bun', majors: true },
  dotnet: 'dotnet',
  tomcat: 'tomcat',
  jetty: 'eclipse-jetty',
  electron: 'electron',

  // Frameworks
  'spring-boot': 'spring-boot',
  'spring-framework': 'spring-framework',
  'spring-security': 'spring-security',
  'spring-cloud': 'spring-cloud',
  quarkus: { product: 'quarkus-framework', majors: true },
  micronaut: 'micronaut',
  dropwizard: 'dropwizard',
  grails: 'grails',
  'apache-camel': { product: 'apache-camel', majors: true },
  hibernate: { product: 'hibernate-orm', majors: true },
  'aspnet-core': 'dotnet',
  'ef-core': 'dotnet',
  django: 'django',
  wagtail: 'wagtail',
  rails: 'ruby-on-rails',
  jekyll: { product: 'jekyll', majors: true },
  laravel: 'laravel',
  symfony: 'symfony',
  cakephp: 'cakephp',
  drupal: 'drupal',
  magento: 'magento',
  express: 'express',
  adonisjs: 'adonisjs',
  nextjs: 'nextjs',
  nuxt: 'nuxt',
  strapi: 'strapi',
  phoenix: 'phoenix-framework',

  // Clients
  react: { product: 'react', majors: true },
  vue: { product: 'vue', majors: true },
  angular: 'angular',
  angularjs: { product: 'angularjs', majors: true },
  svelte: { product: 'svelte', majors: true },
  ember: 'emberjs',
  jquery: { product: 'jquery', majors: true },
  bootstrap: { product: 'bootstrap', majors: true },
  tailwindcss: { product: 'tailwind-css', majors: true },
  vuetify: 'vuetify',
  quasar: 'quasar',
  ionic: 'ionic',
  'react-native': 'react-native',

  // Databases, caches, brokers, search
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mariadb',
  'sql-server': { product: 'mssqlserver', named: 'year' },
  'oracle-database': 'oracle-database',
  mongodb: 'mongodb',
  cassandra: 'apache-cassandra',
  couchdb: 'apache-couchdb',
  couchbase: 'couchbase-server',
  neo4j: 'neo4j',
  arangodb: 'arangodb',
  cockroachdb: 'cockroachdb',
  clickhouse: 'clickhouse',
  duckdb: 'duckdb',
  influxdb: { product: 'influxdb', majors: true },
  etcd: 'etcd',
  redis: 'redis',
  valkey: 'valkey',
  memcached: { product: 'memcached', majors: true },
  elasticsearch: 'elasticsearch',
  opensearch: 'opensearch',
  solr: 'solr',
  meilisearch: { product: 'meilisearch', majors: true },
  rabbitmq: 'rabbitmq',
  kafka: 'apache-kafka',
  zookeeper: 'zookeeper',
  activemq: 'apache-activemq',
  pulsar: 'apache-pulsar',
  'ibm-mq': 'ibm-mq',

  // Managed forms whose versions are the provider's own
  'amazon-eks': 'amazon-eks',
  gke: 'google-kubernetes-engine',
  aks: 'azure-kubernetes-service',
  'amazon-documentdb': 'amazon-documentdb',
  'amazon-msk': 'amazon-msk',
  'amazon-opensearch': 'amazon-opensearch',
  'azure-postgresql': 'azure-database-for-postgresql',
  'azure-mysql': 'azure-database-for-mysql',

  // Images to build on
  debian: { product: 'debian', until: 'lts' },
  ubuntu: 'ubuntu',
  alpine: 'alpine-linux',
  centos: 'centos',
  'amazon-linux': 'amazon-linux',
  'rhel-ubi': 'rhel',

  // Gateways, identity, infrastructure, delivery. Kubernetes' old numbers are also those of its client libraries.
  // nginx-proxy and Envoy Gateway are of the same family of images and have lower numbers of their own.
  nginx: { product: 'nginx', from: '1.14' },
  'apache-httpd': 'apache-http-server',
  traefik: 'traefik',
  envoy: { product: 'envoy', from: '1.18' },
  haproxy: { product: 'haproxy', from: '2.0' },
  kong: 'kong-gateway',
  apisix: 'apache-apisix',
  squid: 'squid',
  varnish: 'vinyl-cache',
  istio: 'istio',
  consul: 'consul',
  vault: 'hashicorp-vault',
  nomad: 'nomad',
  keycloak: { product: 'keycloak', majors: true },
  authentik: 'authentik',
  kubernetes: { product: 'kubernetes', from: '1.16' },
  openshift: { product: 'red-hat-openshift', from: '4.0' },
  docker: 'docker-engine',
  metallb: 'metallb',
  'cert-manager': { product: 'cert-manager', from: '1.4' },
  keda: 'keda',
  terraform: { product: 'terraform', majors: true },
  opentofu: { product: 'opentofu', majors: true },
  ansible: 'ansible',
  puppet: 'puppet',
  gitlab: { product: 'gitlab', majors: true },
  jenkins: { product: 'jenkins', majors: true },
  'argo-cd': 'argo-cd',
  sonarqube: 'sonarqube-community',

  // Observability and data
  prometheus: { product: 'prometheus', majors: true },
  grafana: 'grafana',
  loki: 'grafana-loki',
  jaeger: 'jaeger',
  kibana: 'kibana',
  logstash: 'logstash',
  graylog: 'graylog',
  zabbix: 'zabbix',
  splunk: 'splunk',
  airflow: 'apache-airflow',
  spark: 'apache-spark',
  flink: 'apache-flink',
  nifi: 'apache-nifi',
  dbt: 'dbt-core',
  numpy: { product: 'numpy', majors: true },
};

/** One release line as the data set writes it. A date is `true` where it has passed unrecorded, `false` where none is set. */
interface Release {
  readonly releaseCycle: string | number;
  readonly codename?: string;
  readonly releaseLabel?: string;
  readonly eol?: boolean | string;
  readonly eoes?: boolean | string;
}

function releasesOf(checkout: string, product: string): readonly Release[] {
  const text = readFileSync(path.join(checkout, 'products', `${product}.md`), 'utf8');
  const [, matter = ''] = text.split(/^---$/m);
  return (parse(matter, { schema: 'core' }) as { releases: readonly Release[] }).releases;
}

/** Under which versions a release is looked up: its number, its code name's first word, or the year in its label. */
function versionsOf(release: Release, source: Source): readonly string[] {
  const cycle = String(release.releaseCycle).toLowerCase();
  if (source.named === 'year') return /\b20\d\d\b/.exec(release.releaseLabel ?? '')?.slice(0, 1) ?? [];
  const words = source.until === 'lts' || source.product === 'ubuntu' ? (/^[a-z]+/i.exec(release.codename ?? '')?.slice(0, 1) ?? []) : [];
  const numbers = /^\d+(?:\.\d+){0,2}$/.test(cycle) ? [source.majors ? (cycle.split('.')[0] ?? cycle) : cycle] : [];
  return [...numbers, ...words.map((word) => word.toLowerCase())];
}

/** The date, empty where none is set, undefined where it has passed unrecorded. */
function endOf(release: Release, source: Source): string | undefined {
  const end = source.until === 'lts' && typeof release.eoes === 'string' ? release.eoes : release.eol;
  if (end === true) return undefined;
  return typeof end === 'string' ? end.slice(0, 10) : '';
}

/** Version → date. Of several releases under one version (service packs, minors) the one that ends last counts. */
function endsOf(checkout: string, source: Source): ReadonlyMap<string, string> {
  const ends = new Map<string, string>();
  for (const release of releasesOf(checkout, source.product)) {
    const end = endOf(release, source);
    if (end === undefined) continue;
    for (const version of versionsOf(release, source)) {
      if (source.from !== undefined && before(version, source.from)) continue;
      const other = ends.get(version);
      ends.set(version, other === undefined || (other !== '' && (end === '' || end > other)) ? end : other);
    }
  }
  for (const [alias, version] of Object.entries(source.also ?? {})) ends.set(alias, ends.get(version) ?? '');
  return new Map([...ends].sort(([a], [b]) => (before(a, b) ? -1 : before(b, a) ? 1 : 0)));
}

/** Whether a version comes before another, number by number; words come last, by the alphabet. */
function before(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) < 0;
}

function main(checkout: string | undefined): void {
  if (checkout === undefined) throw new Error('Give the folder of an endoflife.date checkout.');
  const taken = execFileSync('git', ['-C', checkout, 'log', '-1', '--format=%cs'], { encoding: 'utf8' }).trim();
  const entries = Object.entries(sources).map(([id, named]) => {
    const source = typeof named === 'string' ? { product: named } : named;
    const ends = [...endsOf(checkout, source)].map(([version, date]) => `${version}=${date}`);
    if (ends.length === 0) throw new Error(`The product ${source.product} has no release that can be read.`);
    return `  ${/^[a-z]\w*$/.test(id) ? id : `'${id}'`}: '${source.product} ${ends.join(' ')}',`;
  });
  const file = `/**
 * When versions stop being maintained. Generated by \`scripts/refresh-end-of-life.ts\`: run it again rather than edit this.
 *
 * Source: the endoflife.date data set, https://endoflife.date, copyright 2020 endoflife.date contributors, MIT licence.
 * Every product has its page there, which names the vendor's own announcement: https://endoflife.date/<product>
 */

/** The day as of which the dates below are the state of the data set. */
export const endOfLifeTaken = '${taken}';

/**
 * Per technology id the product's name in the data set, then its release lines as \`version=date\`, oldest first; a line
 * without a date has no announced end. One string each, because this is shipped, and read for a handful of technologies.
 */
export const endOfLifeData: Readonly<Record<string, string>> = {
${entries.join('\n')}
};
`;
  writeFileSync(path.join(import.meta.dirname, '../src/core/scan/catalogue/end-of-life.ts'), file);
  process.stdout.write(`${entries.length} technologies, as of ${taken}\n`);
}

main(process.argv[2]);

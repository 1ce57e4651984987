import type { DataFlow } from '../../model/fact.ts';
import type { Problem } from '../../model/evidence.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import { hostsIn, referencesIn, withSpringDefaults } from './host-reference.ts';
import { brokerOf } from './java-messaging.ts';
import { folderOf } from './paths.ts';
import { settingsOf } from './spring-settings.ts';
import type { Setting } from './spring-settings.ts';

/** Files that Spring, Quarkus, Micronaut and Helidon read themselves, and other YAML among the resources. */
const pathPattern =
  /(^|\/)(application|bootstrap)(-[\w-]+)?\.(ya?ml|properties)$|(^|\/)src\/main\/resources\/(?:[\w-]+\/){0,3}[\w-]+\.ya?ml$|(^|\/)META-INF\/microprofile-config\.properties$/;
/** Folders from which a configuration server or Nacos serves, by the names they are given; what is no service's there is left out by its keys. */
const servedPattern =
  /(^|\/)(?:[\w-]{0,40}config(?:uration)?s?(?:-(?:repo(?:sitory)?|files|data|store|server-repo|properties))?|shared)\/(?:[\w-]+\/){0,2}[\w-]+\.(ya?ml|properties)$/i;

/** Of these the ones that are nothing else: an `application.yml` in them is for all services. */
const repositoryPattern = /(^|\/)[\w-]{0,40}config(?:uration)?s?-(?:repo(?:sitory)?|files|data|store|server-repo|properties)\//i;

/** Reads Spring configuration: the name and port of an application and the hosts it talks to. */
export const springConfig: Detector = {
  id: 'spring-config',
  matches: (path) =>
    (pathPattern.test(path) || servedPattern.test(path)) &&
    !/(^|\/)src\/test\/|-(test|tests|testing|it|integration-?test)\.\w+$/.test(path),
  companions: (path, files) => buildFiles(moduleOf(path)).filter((one) => files.has(one)),
  detect,
  examples: [
    {
      path: 'orders/src/main/resources/application.yml',
      text: 'spring:\n  application:\n    name: orders\n  datasource:\n    url: jdbc:postgresql://${DB_HOST:orders-db}:5432/orders\n    password: hunter2\n  rabbitmq:\n    host: rabbitmq\nserver:\n  port: 8081\n',
      sees: ['workload orders@3'],
    },
    {
      path: 'cart/src/main/resources/application.properties',
      text: '# cart\nspring.data.redis.host=redis\nserver.port=7000\n',
      sees: ['workload cart@2'],
    },
    { path: 'src/main/resources/messages.yml', text: 'hello: world\n', sees: [], not: ['workload messages@1'] },
    {
      path: 'config-repo/orders-docker.yml',
      text: 'spring:\n  data:\n    mongodb:\n      host: orders-mongodb\n',
      sees: ['workload orders@4'],
    },
    {
      path: 'rest-fights/src/main/resources/application.properties',
      text: 'quarkus.rest-client.heroes.url=http://rest-heroes:8083\n%test.quarkus.rest-client.heroes.url=http://localhost:9999\n',
      sees: ['workload rest-fights@1'],
    },
  ],
};

/** Keys of a framework: without one of them a file among the resources is something else. */
const frameworkKey = /^(spring|server|eureka|zuul|management|quarkus|micronaut|mp\.messaging|grpc|helidon|kafka|consul|ribbon|feign)\./;

function detect(input: DetectorInput): DetectorOutput {
  const { settings, issues } = settingsOf(input.path, input.text);
  const problems: readonly Problem[] = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const isNamed = /(^|\/)(application|bootstrap)(-[\w-]+)?\.\w+$|microprofile-config\.properties$/.test(input.path);
  // Other YAML files among the resources are Spring's only if they say so, and their errors are theirs.
  if (!settings.some(({ key }) => frameworkKey.test(key))) return { observations: [], problems: isNamed ? problems : [] };
  const application = settings.find(
    ({ key, value }) => /^(spring|quarkus|micronaut)\.application\.name$/.test(key) && /^[\w.-]{1,80}$/.test(withSpringDefaults(value)),
  );
  const folder = moduleOf(input.path);
  // `shared/account-service.yml` is what a configuration server hands to that service; a shared `application.yml` is for all.
  const isServed = !isNamed || repositoryPattern.test(input.path) || !/(^|\/)(resources|config|META-INF)$|^$/.test(folderOf(input.path));
  if (isServed && isNamed && (input.path.includes('src/main/resources/') || repositoryPattern.test(input.path)))
    return { observations: [], problems };
  const references = settings.flatMap((setting) => [
    ...hostsOf(input, setting, settings),
    ...bindingsOf(input, setting, settings),
    ...platformOf(input, setting),
  ]);
  const name = application === undefined ? (isNamed ? folder.slice(folder.lastIndexOf('/') + 1) : stemOf(input.path)) : application.value;
  const first = application ?? references[0]?.evidence ?? settings.find(({ key }) => /^(spring|server|quarkus|micronaut)\./.test(key));
  if (name === '' || first === undefined) return { observations: [], problems };
  const port = portOf(settings);
  return {
    observations: [
      {
        type: 'workload',
        source: 'other',
        name: input.redact(withSpringDefaults(name)),
        aliases: [],
        ports: port === undefined ? [] : [port],
        localPorts: port === undefined ? [] : [port],
        references,
        dependsOn: [],
        // It describes a unit that its build file shows, and never makes a component of its own.
        auxiliary: true,
        evidence: input.evidence(first.line),
        ...(isNamed ? { buildFolder: folder } : {}),
      },
    ],
    problems,
  };
}

/** The service that a served file is for: `account-service-docker.yml` is for `account-service`. */
function stemOf(path: string): string {
  const stem = /([^/]+)\.\w+$/.exec(path)?.[1] ?? '';
  return stem.replace(/-(dev|development|prod|production|docker|local|default|native|k8s|kubernetes|cloud|staging|stage|qa|uat)$/, '');
}

function portOf(settings: readonly Setting[]): number | undefined {
  const set = settings.find(({ key }) => /^(server|quarkus\.http|micronaut\.server)\.port$/.test(key));
  const port = Number(withSpringDefaults(set?.value ?? ''));
  return port > 0 && port < 65_536 ? port : undefined;
}

/** The module that a file under `src/main/resources` belongs to. */
function moduleOf(path: string): string {
  const source = path.search(/(^|\/)src\/main\//);
  return source === -1 ? folderOf(path).replace(/(^|\/)(config|resources)$/, '') : path.slice(0, source);
}

function buildFiles(folder: string): readonly string[] {
  return ['pom.xml', 'build.gradle', 'build.gradle.kts'].map((name) => (folder === '' ? name : `${folder}/${name}`));
}

/** Keys whose hosts are the application's own or its users': nothing is called under them. */
const ownKeys = /(^|\.)(allowed-?origins|issuer|logging|springdoc|swagger|openapi|instance|cors|redirect-?uris?|base-?path)(\.|$)/i;
/** Of what describes the running application itself, only where its traces and figures go is a call. */
const reporting = /^management\.(?!zipkin|otlp|tracing|metrics\.export|.*\.export)/;
/** Where tokens and the keys to check them come from: what is asked for flows to the one who asks. */
const tokenKey = /(^|\.)(oauth2|oidc|jwt|keycloak|resourceserver)(\.|$)|mp\.jwt/i;

function hostsOf(input: DetectorInput, setting: Setting, all: readonly Setting[]): readonly HostReference[] {
  const value = resolved(withSpringDefaults(setting.value), all);
  const { key } = setting;
  // Zuul and the client of a configuration server name another service by its registered name.
  if (namedKey.test(key) && /^[\w-]{1,80}$/.test(value))
    return [{ host: value.toLowerCase(), scheme: 'http', evidence: input.evidence(setting.line) }];
  // What Turbine is told to watch sends its figures there.
  if (/^turbine\.app-?config$/i.test(key))
    return value
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => /^[\w-]{1,80}$/.test(name))
      .map((host) => ({ host, scheme: 'http', flow: 'backward', evidence: input.evidence(setting.line) }));
  if (ownKeys.test(key) || reporting.test(key)) return [];
  const flow = flowOfKey(key);
  const address = value.replace(/^(static|dns|discovery):\/{2,3}/, 'grpc://').replace(/^stork:\/\//, 'http://');
  return referencesIn(input, setting.line, withPort(key, address, all), key).map((found) => ({
    ...found,
    ...(found.scheme === 'lb' ? { scheme: 'http' } : {}),
    ...(flow === undefined ? {} : { flow }),
  }));
}

const namedKey = /^zuul\.routes\.[\w-]+\.service-?id$|^spring\.cloud\.config\.discovery\.service-?id$/i;

/** `consul.host: localhost` beside `consul.port: 8500`: only the port tells what answers on the machine itself. */
function withPort(key: string, value: string, all: readonly Setting[]): string {
  if (!/^(localhost|127\.0\.0\.1)$/.test(value) || !/\.host(name)?$/.test(key)) return value;
  const sibling = key.replace(/\.host(name)?$/, '.port');
  const port = withSpringDefaults(all.find((one) => one.key === sibling)?.value ?? '');
  return /^\d{2,5}$/.test(port) ? `${value}:${port}` : value;
}

function flowOfKey(key: string): DataFlow | undefined {
  // A configuration server reads its repository; a token or the key of one is handed to whoever asks.
  return tokenKey.test(key) || key.startsWith('spring.cloud.config.server.') ? 'backward' : undefined;
}

/** Replaces `${key}` by a setting of the same file. */
function resolved(value: string, all: readonly Setting[]): string {
  if (!value.includes('${') || hostsIn(value).length > 0) return value;
  return value.replace(/\$\{([\w.-]{1,120})\}/g, (whole: string, key: string) => {
    const found = all.find((one) => one.key === key)?.value;
    return found === undefined || found.includes('${') ? whole : found;
  });
}

/** Settings that name a part of the platform whatever host stands there: on a developer's machine all are `localhost`. */
const platforms: readonly { readonly key: RegExp; readonly technology: string }[] = [
  { key: /^eureka\.client\.service-?url\./i, technology: 'eureka-client' },
  { key: /^spring\.cloud\.config\.uri$/, technology: 'spring-cloud-config-client' },
  { key: /^(spring\.cloud\.consul\.host|consul\.client\.default-?zone)$/i, technology: 'consul' },
  { key: /^spring\.cloud\.nacos\.(\w+\.)?server-addr$/, technology: 'nacos' },
  { key: /(^|\.)zipkin\.(.+\.)?(url|base-?url|endpoint)$/i, technology: 'zipkin' },
  { key: /^spring\.boot\.admin\.client\.url/, technology: 'spring-boot-admin' },
];

/** Where a token is checked; on a developer's machine the one identity provider of the system is meant. */
const checkedKey = /(^|[.-])(user-?info|token-?info|jwk|introspection|check-?token|issuer)[\w-]*-?ur[il]$|UserInfoUri$/i;

function platformOf(input: DetectorInput, { key, value, line }: Setting): readonly HostReference[] {
  if (tokenKey.test(key) && checkedKey.test(key) && /localhost|127\.0\.0\.1/.test(value))
    return [{ host: '', technology: 'oauth2-resource-server', scheme: 'http', flow: 'backward', evidence: input.evidence(line) }];
  const technology = platforms.find((one) => one.key.test(key))?.technology;
  return technology === undefined || value === '' ? [] : [{ host: '', technology, scheme: 'http', evidence: input.evidence(line) }];
}

/** Channels of Spring Cloud Stream and of MicroProfile Reactive Messaging: from and to the broker they are bound to. */
function bindingsOf(input: DetectorInput, setting: Setting, all: readonly Setting[]): readonly HostReference[] {
  const broker = channelOf(input, setting, all);
  return broker === undefined ? [] : [{ host: '', ...broker, evidence: input.evidence(setting.line) }];
}

function channelOf(
  input: DetectorInput,
  { key, value }: Setting,
  all: readonly Setting[],
): { readonly technology: string; readonly scheme: string; readonly flow: DataFlow } | undefined {
  const channel = /^mp\.messaging\.(incoming|outgoing)\.[\w-]+\.connector$/.exec(key)?.[1];
  if (channel !== undefined) {
    const found = connectors.find((one) => one.connector === value);
    return found === undefined ? undefined : { ...found.broker, flow: channel === 'incoming' ? 'backward' : 'forward' };
  }
  const binding = /^spring\.cloud\.stream\.bindings\.([\w-]+)\.destination$/.exec(key)?.[1];
  if (binding === undefined) return undefined;
  const isInput =
    /(-in-\d+|^input|input)$/i.test(binding) || all.some((one) => one.key === `spring.cloud.stream.bindings.${binding}.group`);
  const isOutput = /(-out-\d+|^output|output)$/i.test(binding);
  if (isInput === isOutput) return undefined;
  const broker = brokerOf(
    'stream',
    buildFiles(moduleOf(input.path))
      .map((path) => input.companion(path) ?? '')
      .join('\n'),
  );
  return broker === undefined
    ? undefined
    : { technology: broker.technology, scheme: broker.scheme, flow: isInput ? 'backward' : 'forward' };
}

/** Connectors of SmallRye Reactive Messaging. Source: its reference documentation. */
const connectors = [
  { connector: 'smallrye-kafka', broker: { technology: 'kafka', scheme: 'kafka' } },
  { connector: 'smallrye-rabbitmq', broker: { technology: 'rabbitmq', scheme: 'amqp' } },
  { connector: 'smallrye-pulsar', broker: { technology: 'pulsar', scheme: 'pulsar' } },
] as const;

import type { ComponentKind } from '../../model/fact.ts';
import { byHost } from '../catalogue/index.ts';
import { baseName } from '../assemble/units.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import { callsOf, parseSource } from '../parse/source-text.ts';
import type { SourceCall, SourceString, SourceText } from '../parse/source-text.ts';
import { problemsOf } from './dependency.ts';
import { hostsIn, referencesIn } from './host-reference.ts';
import { brokerOf, messagingRules } from './java-messaging.ts';
import { argumentOf, namedTexts, stringIn, textOf } from './source-values.ts';
import type { NamedTexts } from './source-values.ts';
import { springRoles } from './spring.ts';
import { settingsOf } from './spring-settings.ts';

const sourcePath = /(^|\/)src\/main\/(java|kotlin)\/.*\.(java|kt)$/;
/** Names of what only carries data. */
const dataPath = /(Dto|DTO|Entity|Exception|Mapper|Enum|Request|Response|VO)\.(java|kt)$/;
/** What classes that call, listen or configure are named after; of 254 files with a client in 165 repositories, 252 are. */
const clientName =
  /Client|Feign|Gateway|Proxy|Service|Impl|Controller|Resource|Listener|Consumer|Producer|Publish|Subscri|Sender|Receiver|Handler|Config|App|Main|Server|Integration|Connector|Adapter|Facade|A[Pp][Ii]|Channel|Source|Sink|Process|Stream|Rout|Job|Task|Schedul|Poll|Manager|Provider|Dispatch|Messag|EventBus|Kafka|Rabbit|Queue|Jms|Remote|Rest|Http|Grpc|Dashboard|Turbine|Health/;
/** A file without one of these words declares no client; most have none. */
const telling =
  /Feign|:\/\/|Kafka|Rabbit|Amqp|Jms|Stream(Listener|Bridge|sBuilder)|EnableBinding|Sqs|Sns|Pulsar|RocketMQ|Nats|PubSub|ServiceBus|Ribbon|oadBalancer|iscoveryClient|FromEureka|ManagedChannel|GrpcClient|RegisterRestClient|@Client|@Value|@ConfigProperty|createChannel|@Enable|OAuth2AuthorizationServer|QueueMessaging|NotificationMessaging|basicPublish|basicConsume/;

/**
 * Reads Java and Kotlin sources for what they declare to call: clients with a service's name, addresses in URLs, and
 * listeners and templates of brokers; also for the annotations that make a module a server of Spring Cloud.
 */
export const javaClients: Detector = {
  id: 'java-clients',
  sources: [
    'spring-boot',
    'spring-framework',
    'spring-cloud',
    'spring-cloud-openfeign',
    'spring-cloud-stream',
    'eureka-client',
    'quarkus',
    'micronaut',
    'helidon',
    'dropwizard',
    'vertx',
    'ktor',
    'jersey',
    'jakarta-ee',
    'microprofile',
    'javalin',
    'grpc',
    'kafka',
    'rabbitmq',
  ],
  matches: (path) => sourcePath.test(path) && !dataPath.test(path),
  likely: (path) => clientName.test(path.slice(path.lastIndexOf('/'))),
  companions: (path, files) => {
    const folder = moduleOf(path);
    const build = ['pom.xml', 'build.gradle', 'build.gradle.kts'].map((name) => within(folder, name));
    return [...settingFiles(folder), ...build].filter((one) => files.has(one));
  },
  detect,
  examples: [
    {
      path: 'orders/src/main/java/acme/AuthServiceClient.java',
      text: 'package acme;\n\n@FeignClient(name = "auth-service")\npublic interface AuthServiceClient {}\n',
      sees: ['workload orders@3'],
    },
    {
      path: 'orders/src/main/java/acme/CardClient.java',
      text: 'class CardClient {\n  // http://old-service/x\n  String url = "http://CARD-SERVICE/api";\n}\n',
      sees: ['workload orders@3'],
      not: ['workload orders@2'],
    },
    { path: 'src/main/java/acme/HttpClient.java', text: 'class HttpClient {}\n', sees: [], not: ['workload @1'] },
    {
      path: 'mail/src/main/kotlin/acme/Listener.kt',
      text: 'class Listener {\n  /* @KafkaListener */\n  @KafkaListener(topics = ["orders"])\n  fun on(order: Order) {}\n}\n',
      sees: ['workload mail@3'],
      not: ['workload mail@2'],
    },
    {
      path: 'auth/src/main/java/acme/AuthorizationConfig.java',
      text: 'package acme;\n@Configuration\n@EnableAuthorizationServer\nclass AuthorizationConfig {}\n',
      beside: { 'auth/src/main/resources/application.yml': 'server:\n  port: 9000\n' },
      sees: ['unit auth@3'],
    },
    {
      path: 'security-common/src/main/java/acme/AuthorizationConfig.java',
      text: '@EnableAuthorizationServer\nclass AuthorizationConfig {}\n',
      sees: [],
      not: ['unit security-common@1'],
    },
    {
      path: 'web/src/main/java/acme/Cors.java',
      text: 'class Cors {\n  void x(R r) { r.addMapping("/**").allowedOrigins("http://localhost:4200"); }\n}\n',
      sees: [],
      not: ['workload web@2'],
    },
  ],
};

function moduleOf(path: string): string {
  return path.slice(0, Math.max(0, path.search(/(^|\/)src\/main\//)));
}

function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function settingFiles(folder: string): readonly string[] {
  return ['application.yml', 'application.yaml', 'application.properties', 'bootstrap.yml', 'bootstrap.properties'].map((name) =>
    within(folder, `src/main/resources/${name}`),
  );
}

/** What is known while one file is read. */
interface Reading {
  readonly input: DetectorInput;
  readonly source: SourceText;
  readonly names: NamedTexts;
  /** Strings that an annotation or call has explained; they are not looked at again. */
  readonly explained: Set<SourceString>;
  readonly references: HostReference[];
  /** Lines on which clients are declared; the name of a service can stand further down. */
  readonly heads: number[];
}

function detect(input: DetectorInput): DetectorOutput {
  if (!telling.test(input.text)) return { observations: [], problems: [] };
  const parsed = parseSource(input.text, 'jvm');
  const source = { ...parsed, code: withoutImports(parsed.code) };
  const problems = problemsOf(input, source.issues);
  const folder = moduleOf(input.path);
  const reading: Reading = { input, source, names: namedTexts(source), explained: new Set(), references: [], heads: [] };
  readNamedClients(reading);
  readUrls(reading);
  readInjected(reading);
  readMessaging(reading, folder);
  readTurbine(reading);
  const [first] = reading.references;
  const role = isProgram(input, source, folder) ? roleIn(source) : undefined;
  return {
    observations: [
      ...(first === undefined
        ? []
        : [
            {
              type: 'workload' as const,
              source: 'other' as const,
              name: input.redact(baseName(folder)),
              buildFolder: folder,
              aliases: [],
              ports: [],
              references: unique(reading.references),
              dependsOn: [],
              auxiliary: true,
              evidence: input.evidence(reading.heads[0] ?? first.evidence.line),
            },
          ]),
      ...(role === undefined
        ? []
        : [{ type: 'unit' as const, folder, ecosystem: 'java' as const, runs: role.kind, evidence: input.evidence(role.line) }]),
    ],
    problems,
  };
}

function withoutImports(code: string): string {
  return code.replace(/^[ \t]{0,40}(?:import|package)\b[^\n]*/gm, (line) => ' '.repeat(line.length));
}

/** Whether the module is started: a library can hold the annotation for others to use. */
function isProgram(input: DetectorInput, source: SourceText, folder: string): boolean {
  return (
    /@SpringBootApplication\b|SpringApplication\s*\.\s*run\b|\brunApplication\b/.test(source.code) ||
    settingFiles(folder).some((path) => input.companion(path) !== undefined)
  );
}

function roleIn(source: SourceText): { readonly kind: ComponentKind; readonly line: number } | undefined {
  for (const role of springRoles) {
    const at = source.code.search(role.annotation);
    if (at !== -1) return { kind: role.kind, line: source.lineAt(at) };
  }
  return undefined;
}

interface ClientRule {
  /** Head of the annotation or call, without its bracket. */
  readonly pattern: RegExp;
  /** Names of the argument that holds the service's name; `''` is the first unnamed one. */
  readonly service: readonly string[];
  /** Names of the argument that holds an address and wins over the name. */
  readonly url: readonly string[];
  readonly scheme: string;
}

/** Clients that name the service they call. Sources: reference documentation of Spring Cloud, Micronaut, MicroProfile, grpc-spring. */
const clientRules: readonly ClientRule[] = [
  { pattern: /@(?:Reactive)?FeignClient\b/g, service: ['name', 'value', 'serviceId', ''], url: ['url'], scheme: 'http' },
  { pattern: /@RibbonClient\b/g, service: ['name', 'value', ''], url: [], scheme: 'http' },
  { pattern: /@LoadBalancerClient\b/g, service: ['name', 'value', ''], url: [], scheme: 'http' },
  { pattern: /@GrpcClient\b/g, service: ['value', ''], url: [], scheme: 'grpc' },
  { pattern: /@RegisterRestClient\b/g, service: [], url: ['baseUri'], scheme: 'http' },
  { pattern: /@Client\b/g, service: ['id'], url: ['value', ''], scheme: 'http' },
  { pattern: /[dD]iscoveryClient\w{0,20}\s{0,80}\.\s{0,5}getInstances\b/g, service: [''], url: [], scheme: 'http' },
  { pattern: /[lL]oadBalancer\w{0,20}\s{0,80}\.\s{0,5}choose\b/g, service: [''], url: [], scheme: 'http' },
  { pattern: /\.\s{0,5}getNextServerFromEureka\b/g, service: [''], url: [], scheme: 'http' },
  { pattern: /ManagedChannelBuilder\s{0,80}\.\s{0,5}for(?:Address|Target)\b/g, service: [], url: [''], scheme: 'grpc' },
  { pattern: /[cC]hannel(?:s|Factory)?\s{0,80}\.\s{0,5}createChannel\b/g, service: [], url: [''], scheme: 'grpc' },
  { pattern: /NettyChannelBuilder\s{0,80}\.\s{0,5}for(?:Address|Target)\b/g, service: [], url: [''], scheme: 'grpc' },
];

function readNamedClients(reading: Reading): void {
  const { source } = reading;
  for (const rule of clientRules) {
    for (const call of callsOf(source, rule.pattern)) {
      const url = addressIn(reading, call, rule.url);
      for (const span of call.arguments) {
        const text = stringIn(source, span);
        if (text !== undefined) reading.explained.add(text);
      }
      const known = reading.references.length;
      if (url !== undefined && addAddress(reading, url.text, url.line, rule.scheme)) {
        if (reading.references.length > known) reading.heads.push(source.lineAt(call.start));
        continue;
      }
      const service = addressIn(reading, call, rule.service);
      if (service === undefined || !/^[A-Za-z][\w.-]{1,80}$/.test(service.text)) continue;
      add(reading, { host: service.text.toLowerCase(), scheme: rule.scheme, flow: 'forward' }, service.line);
      reading.heads.push(source.lineAt(call.start));
    }
  }
}

function addressIn(
  reading: Reading,
  call: SourceCall,
  names: readonly string[],
): { readonly text: string; readonly line: number } | undefined {
  const span = argumentOf(reading.source, call, ...names);
  const text = span === undefined ? undefined : textOf(reading.source, span, reading.names);
  if (span === undefined || text === undefined) return undefined;
  const found = stringIn(reading.source, span);
  return { text: withSettings(reading.input, text), line: reading.source.lineAt(found?.start ?? call.start) };
}

/** An address of a client, with a scheme or without; false if it tells no host. */
function addAddress(reading: Reading, text: string, line: number, scheme: string): boolean {
  const bare = text.replace(/^(dns|static|discovery):\/{2,3}/, '').replace(/^lb:\/\//, 'http://');
  const url = /:\/\//.test(bare) ? bare : /^[A-Za-z][\w.-]{0,80}(:\d{1,5})?(\/|$)/.test(bare) ? `${scheme}://${bare}` : '';
  const found = url === '' ? [] : referencesIn(reading.input, line, url);
  for (const one of found) add(reading, one, line);
  return found.length > 0;
}

/** Words before a URL that say that it is not called: who may call, what is shown, what is only named. */
const mentioned =
  /cors|origin|swagger|openapi|@Server\b|new Server|redirect|callback|issuer|xmlns|namespace|licen[sc]e|contact|@Schema|@Example|@Link|@Api|@Operation|@Tag|\blog(ger)?\s?\.|println|assert|Exception\s?\(|description|@see|header|startsWith|contains|equals|matches/i;
/** Words that say that a URL of the outside world is called. */
const called =
  /RestTemplate|WebClient|RestClient|HttpRequest|HttpGet|HttpPost|baseUrl|\.uri\b|URI\s?\.\s?create|fromHttpUrl|\.target\b|\.url\b|getFor|postFor|exchange/;

/** Every URL in a string whose host can only be another component: a single name, a port of the machine, or a known service. */
function readUrls(reading: Reading): void {
  const { source, explained } = reading;
  if (/(OpenApi|OpenAPI|Swagger|Cors|Springfox|Knife4j)\w*\.(java|kt)$/.test(reading.input.path)) return;
  for (const text of source.strings.slice(0, 2_000)) {
    if (explained.has(text) || text.value.length > 1_000) continue;
    const value = withSettings(reading.input, joined(reading, text));
    const scheme = /^(https?|lb|wss?|grpcs?):\/\/[^\s/]/.exec(value)?.[1];
    if (scheme === undefined || /\s/.test(value)) continue;
    const before = statementBefore(source.code, text.start);
    if (mentioned.test(before) || (text.value !== value && mentioned.test(text.value))) continue;
    const [host] = hostsIn(value);
    const isPublic = host !== undefined && host.host.includes('.') && !/\.svc\b|\.(internal|local)$/.test(host.host);
    if (isPublic && (byHost(host.host) === undefined || !called.test(before))) continue;
    addAddress(reading, value, source.lineAt(text.start), 'http');
  }
}

/** `"http://" + SERVICE + "/x"` as far as the file tells. */
function joined({ source, names }: Reading, text: SourceString): string {
  if (!/^\w{2,10}:\/\/$/.test(text.value)) return text.value;
  const name = /^\s{0,80}\+\s{0,80}(?:\w{1,60}\.)?(\w{1,60})\b(?!\s{0,9}[(.])/.exec(source.code.slice(text.end, text.end + 300))?.[1];
  const host = name === undefined ? undefined : names.get(name);
  return host === undefined ? text.value : text.value + host;
}

/** `@Value("${catalog.host:catalog}")`: the default of a setting whose key says that it is a host. */
function readInjected(reading: Reading): void {
  const { source, explained, input } = reading;
  for (const call of callsOf(source, /@(?:Value|ConfigProperty)\b/g)) {
    const key = argumentOf(source, call, 'name', 'value', '');
    const text = key === undefined ? undefined : stringIn(source, key);
    if (text === undefined || explained.has(text)) continue;
    const match = /^\$\{([\w.-]{1,120}):([^${}]{1,300})\}$/.exec(text.value);
    const standard = argumentOf(source, call, 'defaultValue');
    const fallback = match?.[2] ?? (standard === undefined ? undefined : stringIn(source, standard)?.value);
    if (fallback === undefined || fallback.includes('://')) continue;
    for (const one of referencesIn(input, source.lineAt(text.start), fallback, match?.[1] ?? text.value))
      add(reading, one, source.lineAt(text.start));
  }
}

/** The code of the statement that leads to an offset, at most 300 characters. */
function statementBefore(code: string, offset: number): string {
  const before = code.slice(Math.max(0, offset - 300), offset);
  const start = Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'), before.lastIndexOf('}'));
  return before.slice(start + 1);
}

function readMessaging(reading: Reading, folder: string): void {
  const { source, input } = reading;
  for (const rule of messagingRules) {
    const at = source.code.search(rule.pattern);
    if (at === -1 || (rule.also !== undefined && !rule.also.test(source.code))) continue;
    const broker = rule.technology === 'jms' || rule.technology === 'stream' ? brokerOf(rule.technology, buildText(input, folder)) : rule;
    if (broker === undefined) continue;
    const { technology, scheme } = broker;
    reading.references.push({ host: '', technology, scheme, flow: rule.flow, evidence: input.evidence(source.lineAt(at)) });
  }
}

/** A Turbine joins the streams of all services into one, which the Hystrix dashboard shows. Source: Spring Cloud Netflix. */
function readTurbine({ source, input, references }: Reading): void {
  const at = source.code.search(/@EnableTurbine(Stream|Amqp)?\b/);
  if (at === -1) return;
  const evidence = input.evidence(source.lineAt(at));
  references.push({ host: '', technology: 'hystrix-dashboard', scheme: 'http', flow: 'forward', evidence });
}

function buildText(input: DetectorInput, folder: string): string {
  return ['pom.xml', 'build.gradle', 'build.gradle.kts'].map((name) => input.companion(within(folder, name)) ?? '').join('\n');
}

/** Replaces `${key}` by the module's own setting, else by the default that is written with it. */
function withSettings(input: DetectorInput, value: string): string {
  let text = value;
  for (let round = 0; round < 4 && text.includes('${'); round += 1) {
    const next = text.replace(/\$\{([\w.-]{1,120})(?::([^${}]{0,300}))?\}/g, (whole: string, key: string, fallback?: string) => {
      return settingOf(input, key) ?? fallback ?? whole;
    });
    if (next === text) break;
    text = next;
  }
  return text;
}

function settingOf(input: DetectorInput, key: string): string | undefined {
  for (const path of settingFiles(moduleOf(input.path))) {
    const value = input.parsed(path, path.endsWith('.properties') ? propertyMap : yamlMap)?.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
}

const propertyMap = (text: string): ReadonlyMap<string, string> => mapOf('a.properties', text);
const yamlMap = (text: string): ReadonlyMap<string, string> => mapOf('a.yml', text);

function mapOf(path: string, text: string): ReadonlyMap<string, string> {
  return new Map(settingsOf(path, text).settings.map((one) => [one.key, one.value]));
}

function add(reading: Reading, found: Omit<HostReference, 'evidence' | 'technology'>, line: number): void {
  const { input } = reading;
  if (input.redact(found.host) !== found.host) return;
  const { host, port, scheme, flow } = found;
  reading.references.push({
    host,
    ...(port === undefined ? {} : { port }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(flow === undefined ? {} : { flow }),
    evidence: input.evidence(line),
  });
}

function unique(references: readonly HostReference[]): readonly HostReference[] {
  const seen = new Map<string, HostReference>();
  for (const one of references) {
    const key = [one.host, one.port, one.scheme, one.technology, one.flow, one.evidence.line].join(' ');
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()].slice(0, 200);
}

import type { ComponentKind } from '../../model/fact.ts';
import { baseName } from '../assemble/units.ts';
import { byHost } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import { callsOf, parseSource } from '../parse/source-text.ts';
import type { SourceText } from '../parse/source-text.ts';
import { problemsOf } from './dependency.ts';
import { projectFilesOf, projectFolderOf } from './dotnet-module.ts';
import { hostsIn, referencesIn } from './host-reference.ts';
import { namedTexts, stringIn, textOf } from './source-values.ts';

/** What classes that call, listen or configure are named after; of 77 files with a client in 165 repositories, 75 are. */
const clientName =
  /Program|Startup|Extension|Service|Handler|Sender|Listener|Bus|Receiver|Consumer|Subscri|Config|Client|Gateway|Publish|Producer|Worker|Job|Install|Module|Setup|Option|Process|Dispatch|Proxy|Api|Http|Grpc|Connect|Messag|Queue|Kafka|Rabbit|Command|Seed|Stack|Composer|Outbox|Check/;
/** A file without one of these words declares no client; most have none. */
const telling =
  /:\/\/|IConsumer<|IPublishEndpoint|CapSubscribe|ICapPublisher|InvokeMethod|CreateInvokeHttpClient|AddIdentityServer|AddOpenIddict|MauiApp|WebAssemblyHostBuilder|AddReverseProxy|AddOcelot|IHandleMessages|IntegrationEventHandler|IEventBus|EasyNetQ|RawRabbit|BasicConsume|BasicPublish|AddSubscription|ISendEndpoint|ConsumerBuilder|ProducerBuilder|ServiceBusProcessor|ServiceBusSender|KafkaTrigger|ServiceBusTrigger|RabbitMQTrigger/;

/** Reads C# sources for what they declare to call: addresses of clients, Dapr's invocations, consumers and publishers of brokers. */
export const dotnetClients: Detector = {
  id: 'dotnet-clients',
  sources: ['aspnet-core', 'dotnet', 'dotnet-worker', 'csharp'],
  matches: (path) => path.endsWith('.cs') && !/(^|\/)(Migrations|obj|bin)\/|\.(Designer|g|generated)\.cs$|AppHost/.test(path),
  likely: (path) => clientName.test(path.slice(path.lastIndexOf('/'))),
  companions: (path, files) => {
    const project = projectFilesOf(path).find((file) => files.has(file));
    const settings = project?.replace(/[^/]+$/, 'appsettings.json');
    return [...(project === undefined ? [] : [project]), ...(settings !== undefined && files.has(settings) ? [settings] : [])];
  },
  detect,
  examples: [
    {
      path: 'src/WebApp/Program.cs',
      text: 'builder.Services.AddHttpClient<CatalogService>(o => o.BaseAddress = new("https+http://catalog-api"));\n// new Uri("http://old-api")\n',
      sees: ['workload WebApp@1'],
      not: ['workload WebApp@2'],
    },
    {
      path: 'src/Ordering.API/Consumers/BasketCheckoutConsumer.cs',
      text: 'namespace Ordering;\npublic class BasketCheckoutConsumer : IConsumer<BasketCheckoutEvent>\n{\n}\n',
      beside: {
        'src/Ordering.API/Ordering.API.csproj':
          '<Project>\n<ItemGroup><PackageReference Include="MassTransit.RabbitMQ" /></ItemGroup>\n</Project>',
      },
      sees: ['workload Ordering.API@2'],
    },
    {
      path: 'Identity/Program.cs',
      text: 'var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddIdentityServer();\n',
      sees: ['unit Identity@2'],
    },
    {
      path: 'App/MauiProgram.cs',
      text: 'public static class MauiProgram {\n  public static MauiApp CreateMauiApp() => MauiApp.CreateBuilder().Build();\n}\n',
      beside: { 'App/App.csproj': '<Project/>' },
      sees: ['unit App@2'],
    },
    {
      path: 'Api/Startup.cs',
      text: 'services.AddCors(o => o.AddPolicy("web", p => p.WithOrigins("http://web-client")));\n',
      sees: [],
      not: ['workload Api@1'],
    },
  ],
};

/** What registers a server inside the program that starts. */
const roles: readonly { readonly kind: ComponentKind; readonly pattern: RegExp; readonly also?: RegExp }[] = [
  { kind: 'identity', pattern: /\.\s*AddIdentityServer\s*\(/ },
  { kind: 'identity', pattern: /\.\s*AddOpenIddict\s*\(/, also: /\.\s*AddServer\s*\(/ },
  { kind: 'mobile-client', pattern: /\bMauiApp\s*\.\s*CreateBuilder\s*\(/ },
  { kind: 'web-client', pattern: /\bWebAssemblyHostBuilder\s*\.\s*CreateDefault\s*\(/ },
  { kind: 'gateway', pattern: /\.\s*(AddReverseProxy|AddOcelot|MapReverseProxy|UseOcelot)\s*\(/ },
];

function detect(input: DetectorInput): DetectorOutput {
  if (!telling.test(input.text)) return { observations: [], problems: [] };
  const folder = projectFolderOf(input.path, (path) => input.companion(path));
  const source = parseSource(input.text, 'csharp');
  const problems = problemsOf(input, source.issues);
  if (folder === undefined) return { observations: [], problems };
  const references = [...urlsOf(input, source), ...invocationsOf(input, source), ...messagingOf(input, source)];
  const [first] = references;
  // A library can hold the registration for others to use.
  const isProgram =
    /(^|\/)(Program|Startup|MauiProgram)\.cs$/.test(input.path) || input.companion(`${folder}/appsettings.json`) !== undefined;
  const role = (isProgram ? roles : []).flatMap(({ kind, pattern, also }) => {
    const at = source.code.search(pattern);
    return at === -1 || (also !== undefined && !also.test(source.code)) ? [] : [{ kind, line: source.lineAt(at) }];
  })[0];
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
              references: references.slice(0, 200),
              dependsOn: [],
              auxiliary: true,
              evidence: first.evidence,
            },
          ]),
      ...(role === undefined
        ? []
        : [{ type: 'unit' as const, folder, ecosystem: 'dotnet' as const, runs: role.kind, evidence: input.evidence(role.line) }]),
    ],
    problems,
  };
}

/** Words before a URL that say that it is not called. */
const mentioned =
  /cors|origin|swagger|openapi|redirect|callback|logout|issuer|audience|schema|xmlns|namespace|licen[sc]e|contact|\blog(ger)?\w*\s?\.|Console\.|Assert|Exception\s?\(|description|const string \w*(type|claim)|StartsWith|Contains|Equals|ClaimTypes|Attribute|HelpLink|UseUrls/i;
/** Words that say that a URL of the outside world is called. */
const called = /HttpClient|BaseAddress|RestClient|GrpcClient|GrpcChannel|GetAsync|PostAsync|GetFromJson|PostAsJson|new Uri/;

function urlsOf(input: DetectorInput, source: SourceText): readonly HostReference[] {
  const references: HostReference[] = [];
  for (const text of source.strings.slice(0, 2_000)) {
    const value = text.value.replace(/^(https?)\+https?:\/\//, '$1://').replace(/:\/\/_\w+\./, '://');
    if (value.length > 1_000 || !/^(https?|wss?|grpc):\/\/[A-Za-z][^\s{}]*$/.test(value.replace(/\/.*\{.*$/s, ''))) continue;
    const before = statementBefore(source.code, text.start);
    if (mentioned.test(before)) continue;
    const [host] = hostsIn(value);
    if (
      host?.host.includes('.') === true &&
      (byHost(host.host) === undefined || !called.test(before)) &&
      !isServiceName(host.host, text.value)
    )
      continue;
    references.push(...referencesIn(input, source.lineAt(text.start), value));
  }
  return unique(references);
}

/** `http://catalog.api:8080` names a service of Compose as Visual Studio writes it: a dot, and a port or service discovery. */
function isServiceName(host: string, written: string): boolean {
  return /\.svc\b|\.internal$/.test(host) || (/^[\w-]+\.(api|grpc|web|service)$/.test(host) && /:\d+|\+http/.test(written));
}

function statementBefore(code: string, offset: number): string {
  const before = code.slice(Math.max(0, offset - 300), offset);
  return before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'), before.lastIndexOf('}')) + 1);
}

/** Dapr calls another application by its id. Source: Dapr's reference of the .NET client. */
function invocationsOf(input: DetectorInput, source: SourceText): readonly HostReference[] {
  const names = namedTexts(source);
  return callsOf(
    source,
    /\b(InvokeMethod(?:Grpc)?Async|CreateInvokeHttpClient|CreateInvokeMethodRequest)\b(?:<[\w.<>, ]{0,120}>)?/g,
  ).flatMap((call) => {
    const [id] = call.arguments.flatMap((span) => {
      const text = textOf(source, span, names);
      return text === undefined ? [] : [{ text, line: source.lineAt(stringIn(source, span)?.start ?? call.start) }];
    });
    if (id === undefined || !/^[a-z][\w.-]{1,60}$/i.test(id.text)) return [];
    return [{ host: id.text.toLowerCase(), scheme: 'http', evidence: input.evidence(id.line) }];
  });
}

interface MessagingRule {
  readonly pattern: RegExp;
  /** What the file has to show as well: a publisher that is only handed on sends nothing. */
  readonly also?: RegExp;
  readonly flow: 'forward' | 'backward';
  /** Undefined where the broker is the one of the project's packages. */
  readonly technology?: { readonly technology: string; readonly scheme: string };
}

const kafka = { technology: 'kafka', scheme: 'kafka' };
const serviceBus = { technology: 'azure-service-bus', scheme: 'amqp' };
const rabbit = { technology: 'rabbitmq', scheme: 'amqp' };

/** Namespaces of the clients that speak to RabbitMQ alone. */
const rabbitOnly = /\busing\s+(EasyNetQ|RawRabbit)\b/;
/** A call that hands something over. */
const sends = /\.\s*(Publish|Send)\w*\s*[(<]/;

/** Sources: the documentation of MassTransit, CAP, Rebus, Confluent.Kafka, Azure.Messaging and Azure Functions. */
const messagingRules: readonly MessagingRule[] = [
  { pattern: /\bIConsumer\s*<\s*(?!string\b|byte\b|Ignore\b|Null\b)[\w.]+\s*>|\[CapSubscribe\b|\bIHandleMessages\s*</, flow: 'backward' },
  { pattern: /\b(IPublishEndpoint|ISendEndpointProvider|ICapPublisher)\b/, also: sends, flow: 'forward' },
  // The event bus of Microsoft's reference application, which many systems have taken over.
  { pattern: /\bI(Dynamic)?IntegrationEventHandler\s*<|\.\s*AddSubscription\s*</, flow: 'backward' },
  { pattern: /\bIEventBus\b/, also: sends, flow: 'forward' },
  // RawRabbit and EasyNetQ speak to RabbitMQ alone.
  {
    pattern: /\.\s*Advanced\s*\.\s*Consume\s*[(<]|\.\s*PubSub\s*\.\s*Subscribe|\.\s*SubscribeAsync\s*</,
    also: rabbitOnly,
    flow: 'backward',
    technology: rabbit,
  },
  {
    pattern: /\.\s*(Advanced|PubSub)\s*\.\s*Publish|[cC]lient\s*\.\s*PublishAsync\s*[(<]/,
    also: rabbitOnly,
    flow: 'forward',
    technology: rabbit,
  },
  { pattern: /\bnew\s+ConsumerBuilder\s*<|\[KafkaTrigger\b/, flow: 'backward', technology: kafka },
  { pattern: /\bnew\s+ProducerBuilder\s*</, flow: 'forward', technology: kafka },
  { pattern: /\bCreateProcessor\s*\(|\[ServiceBusTrigger\b/, flow: 'backward', technology: serviceBus },
  { pattern: /\bServiceBusSender\b/, flow: 'forward', technology: serviceBus },
  { pattern: /\bBasicConsume(Async)?\s*\(|\[RabbitMQTrigger\b/, flow: 'backward', technology: rabbit },
  { pattern: /\bBasicPublish(Async)?\s*(<[\w.]+>\s*)?\(/, flow: 'forward', technology: rabbit },
];

/** Packages and projects that bind a bus to its broker; one alone says which it is. */
const transports = [
  { ...rabbit, pattern: /Include="[^"]{0,200}RabbitMQ/i },
  { ...kafka, pattern: /Include="[^"]{0,200}Kafka/i },
  { ...serviceBus, pattern: /Include="[^"]{0,200}(?<!N)ServiceBus/i },
  { technology: 'amazon-sqs', scheme: 'sqs', pattern: /Include="[^"]{0,200}AmazonSQS/i },
] as const;

function messagingOf(input: DetectorInput, source: SourceText): readonly HostReference[] {
  const file = projectFilesOf(input.path).find((one) => one.endsWith('.csproj') && input.companion(one) !== undefined);
  const project = file === undefined ? '' : (input.companion(file) ?? '');
  const named = transports.filter((one) => one.pattern.test(project));
  const own = named.length === 1 ? named[0] : undefined;
  return messagingRules.flatMap(({ pattern, also, flow, technology }) => {
    const at = source.code.search(pattern);
    const broker = technology ?? own;
    if (at === -1 || broker === undefined || (also !== undefined && !also.test(source.code))) return [];
    return [{ host: '', technology: broker.technology, scheme: broker.scheme, flow, evidence: input.evidence(source.lineAt(at)) }];
  });
}

function unique(references: readonly HostReference[]): readonly HostReference[] {
  return [...new Map(references.map((one) => [`${one.host} ${String(one.port)} ${String(one.evidence.line)}`, one])).values()];
}

import { byId } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation, WorkloadObservation } from '../observation.ts';
import { argumentsAt, maxUnclosed, parseSource } from '../parse/source-text.ts';
import type { SourceCall, SourceSpan, SourceText } from '../parse/source-text.ts';
import { childAt, parseXml } from '../parse/xml.ts';
import { problemsOf } from './dependency.ts';
import { hostedFolders, hostedTechnologies } from './aspire-resources.ts';
import { projectFilesOf } from './dotnet-module.ts';
import { hostsIn } from './host-reference.ts';
import { folderOf, joinPath } from './paths.ts';
import { argumentOf, stringIn } from './source-values.ts';

/** Reads the program of a .NET Aspire host: the projects, containers and managed things it runs, and what it connects. */
export const aspire: Detector = {
  id: 'aspire',
  matches: (path) => /(^|\/)(Program|AppHost|apphost)\.cs$|(^|\/)[\w.]*AppHost[\w.]*\/[\w.-]+\.cs$/.test(path),
  companions: (path, files) =>
    files
      .inFolder(folderOf(path))
      .filter((name) => name.endsWith('.csproj'))
      .map((name) => (folderOf(path) === '' ? name : `${folderOf(path)}/${name}`)),
  detect,
  examples: [
    {
      path: 'src/Shop.AppHost/Program.cs',
      text: 'var builder = DistributedApplication.CreateBuilder(args);\n\nvar redis = builder.AddRedis("cache");\nvar db = builder.AddPostgres("pg").AddDatabase("orders");\n// builder.AddKafka("old");\nvar api = builder.AddProject<Projects.Orders_Api>("orders-api")\n  .WithReference(db)\n  .WithReplicas(2);\nbuilder.AddProject<Projects.Shop_Web>("web").WithReference(api).WaitFor(redis);\nbuilder.Build().Run();\n',
      beside: {
        'src/Shop.AppHost/Shop.AppHost.csproj':
          '<Project Sdk="Aspire.AppHost.Sdk/13.0.0">\n<ItemGroup>\n<ProjectReference Include="..\\Orders.Api\\Orders.Api.csproj" />\n<ProjectReference Include="..\\Shop.Web\\Shop.Web.csproj" />\n</ItemGroup>\n</Project>',
      },
      sees: ['workload cache@3', 'workload pg@4', 'workload orders-api@6', 'workload web@9'],
      not: ['workload old@5'],
    },
    {
      path: 'apphost.cs',
      text: '#:sdk Aspire.AppHost.Sdk@13.0.0\nvar builder = DistributedApplication.CreateBuilder(args);\nbuilder.AddViteApp("web", "./web");\nbuilder.AddAzureServiceBus("bus");\n',
      sees: ['workload web@3', 'workload bus@4'],
    },
    {
      path: 'apphost.cs',
      text: '#:sdk Aspire.AppHost.Sdk@13.0.0\nvar builder = DistributedApplication.CreateBuilder(args);\nbuilder.AddViteApp($"{prefix}-web", "./web");\nbuilder.AddRedis($"{prefix}");\n',
      sees: ['workload web@3'],
    },
    {
      path: 'Api/Program.cs',
      text: 'var builder = WebApplication.CreateBuilder(args);\nbuilder.AddRedis("cache");\n',
      sees: [],
      not: ['workload cache@2'],
    },
  ],
};

/** A thing that the host runs, while its calls are read. */
interface Hosted {
  readonly name: string;
  readonly line: number;
  readonly method: string;
  readonly image?: string;
  readonly technology?: string;
  readonly folder?: string;
  readonly references: HostReference[];
  readonly dependsOn: { name: string; evidence: HostReference['evidence'] }[];
  readonly ports: number[];
  instances?: number;
}

interface Reading {
  readonly input: DetectorInput;
  readonly source: SourceText;
  readonly builders: ReadonlySet<string>;
  /** What each variable stands for; a database of a server stands for the server, an endpoint for its owner. */
  readonly variables: Map<string, Hosted>;
  readonly hosted: Hosted[];
  readonly projects: ReadonlyMap<string, string>;
  /** True in a method that is handed the builder: whether it is called stands elsewhere. */
  readonly isOptional: boolean;
}

function detect(input: DetectorInput): DetectorOutput {
  if (!/DistributedApplication/.test(input.text)) return { observations: [], problems: [] };
  const source = parseSource(input.text, 'csharp');
  const own = [...source.code.matchAll(/\b(\w{1,60})\s{0,9}=\s{0,80}DistributedApplication\s{0,9}\.\s{0,80}CreateBuilder/g)];
  const given = [...source.code.matchAll(/IDistributedApplicationBuilder\s{1,9}(\w{1,60})/g)];
  const builders = new Set([...own, ...given].map((match) => match[1] ?? ''));
  const isOptional = own.length === 0;
  const reading: Reading = { input, source, builders, variables: new Map(), hosted: [], projects: projectsOf(input), isOptional };
  if (builders.size > 0) readChains(reading);
  return { observations: reading.hosted.flatMap((one) => observationOf(reading, one) ?? []), problems: problemsOf(input, source.issues) };
}

/** Folders of the referenced projects under the names of their generated classes: `Catalog.API` is `Catalog_API`. */
function projectsOf(input: DetectorInput): ReadonlyMap<string, string> {
  const projects = new Map<string, string>();
  const folder = folderOf(input.path);
  const add = (written: string): void => {
    const path = joinPath(folder, written.replaceAll('\\', '/'));
    const name = path === undefined ? undefined : /([^/]+)\.\w+proj$/.exec(path)?.[1];
    if (path !== undefined && name !== undefined) projects.set(name.replace(/\W/g, '_'), folderOf(path));
  };
  for (const match of input.text.matchAll(/^#:project[ \t]+([^\s@]{1,300})/gm)) add(match[1] ?? '');
  const file = [...projectFilesOf(input.path).filter((one) => folderOf(one) === folder), `${folder}/AppHost.csproj`].find(
    (one) => one.endsWith('.csproj') && input.companion(one) !== undefined,
  );
  const root = file === undefined ? undefined : input.parsed(file, parseProject);
  for (const written of root ?? []) add(written);
  return projects;
}

const parseProject = (text: string): readonly string[] =>
  (parseXml(text).root?.children ?? [])
    .filter((group) => group.name === 'ItemGroup' && childAt(group, 'ProjectReference') !== undefined)
    .flatMap((group) => group.children.flatMap((item) => (item.name === 'ProjectReference' ? (item.attributes.get('Include') ?? []) : [])));

/** A chain of calls on the builder or on a thing that it made. */
const chainStart = /\b(\w{1,60})\s{0,80}\.\s{0,9}\w{1,60}\s{0,9}(?:<[\w.,<> ]{0,200}>)?\s{0,9}\(/g;
const chainLink = /^\s{0,300}[?!]?\.\s{0,9}(\w{1,60})\s{0,9}(?:<([\w.,<> ]{0,200})>)?\s{0,9}\(/;
const maxLinks = 60;

interface Link extends SourceCall {
  /** The generic argument: `Projects.Catalog_API`. */
  readonly generic: string;
}

function readChains(reading: Reading): void {
  const { source, builders, variables } = reading;
  let end = 0;
  let unclosed = 0;
  for (const match of source.code.matchAll(chainStart)) {
    if (match.index < end) continue;
    if (reading.hosted.length > 300 || unclosed > maxUnclosed) break;
    const receiver = match[1] ?? '';
    const known = variables.get(receiver);
    if (known === undefined && !builders.has(receiver)) continue;
    const assigned = /(\w{1,60})\s{0,9}=\s{0,80}$/.exec(source.code.slice(Math.max(0, match.index - 160), match.index))?.[1];
    const links = linksFrom(source, match.index + receiver.length);
    if (links.length === 0) unclosed += 1;
    end = links.at(-1)?.end ?? match.index + receiver.length;
    const subject = applyLinks(reading, known, links);
    if (assigned !== undefined && subject !== undefined) variables.set(assigned, subject);
  }
}

function linksFrom(source: SourceText, from: number): readonly Link[] {
  const links: Link[] = [];
  let end = from;
  while (links.length < maxLinks) {
    const match = chainLink.exec(source.code.slice(end, end + 700));
    const call = match === null ? undefined : argumentsAt(source.code, end + match[0].length - 1);
    if (match === null || call === undefined) break;
    const name = match[1] ?? '';
    links.push({ name, generic: match[2] ?? '', start: end + match[0].indexOf(name), ...call });
    end = call.end;
  }
  return links;
}

function applyLinks(reading: Reading, receiver: Hosted | undefined, links: readonly Link[]): Hosted | undefined {
  let subject = receiver;
  for (const link of links) {
    if (subject === undefined) {
      subject = hostedBy(reading, link);
      if (subject === undefined) return undefined;
      reading.hosted.push(subject);
    } else describeBy(reading, subject, link);
  }
  return subject;
}

/** What the first call on the builder adds; undefined if it adds nothing that runs. */
function hostedBy(reading: Reading, link: Link): Hosted | undefined {
  const { source, input } = reading;
  const name = withoutHoles(literal(source, argumentOf(source, link, 'name') ?? link.arguments[0]));
  if (!link.name.startsWith('Add') || name === undefined || !/^[\w.-]{1,80}$/.test(name)) return undefined;
  const base = { name, line: source.lineAt(link.start), method: link.name, references: [], dependsOn: [], ports: [] };
  const technology = hostedTechnologies.get(link.name);
  if (technology !== undefined) return { ...base, technology };
  if (link.name === 'AddContainer') {
    const image = literal(source, argumentOf(source, link, 'image') ?? link.arguments[1]);
    return image === undefined ? undefined : { ...base, image };
  }
  const place = hostedFolders.get(link.name);
  if (place === undefined) return undefined;
  const known = /^(?:Projects\.)?(\w+)$/.exec(link.generic)?.[1];
  const written = known === undefined ? literal(source, link.arguments[place]) : undefined;
  const path = written === undefined ? undefined : joinPath(folderOf(input.path), written.replaceAll('\\', '/'));
  const folder = known === undefined ? path?.replace(/\/[^/]+\.(\w+proj|cs)$/, '') : reading.projects.get(known);
  return { ...base, ...(folder === undefined ? {} : { folder }) };
}

/** `$"{prefix}-api"` is the `api` of whatever the prefix is; what is left must still be a name. */
function withoutHoles(name: string | undefined): string | undefined {
  if (name?.includes('{') !== true) return name;
  const left = name.replace(/\{[^{}]*\}/g, '').replace(/^[-_.]+|[-_.]+$/g, '');
  return left.length > 1 ? left : undefined;
}

function literal(source: SourceText, span: SourceSpan | undefined): string | undefined {
  if (span === undefined) return undefined;
  const found = stringIn(source, span);
  // Only a literal that is the whole argument is its value.
  return found !== undefined &&
    source.code
      .slice(span.start, found.start)
      .replace(/^\s*\w+\s*:/, '')
      .trim() === ''
    ? found.value
    : undefined;
}

/** Calls that name another thing without calling it. */
const placing = /^(WaitFor|WithParent|WithChild|WithRelationship|WithUrl|WithCommand|Publish|On[A-Z])/;
/** Keys under which an address is handed over that is called; `CallBackUrl` and a client's own address are not. */
const addressKey = /url|uri|endpoint|address|host|connection|server|authority|api/i;
const returnedKey = /call_?back|redirect|client|origin|cors|self|public|logout/i;

/** What a further call says about a thing: what it is connected with, its ports, its copies. */
function describeBy(reading: Reading, subject: Hosted, link: Link): void {
  const { source, input } = reading;
  const evidence = input.evidence(source.lineAt(link.start));
  if (link.name === 'WithReplicas') {
    const count = Number(source.code.slice(link.arguments[0]?.start, link.arguments[0]?.end).trim());
    if (Number.isInteger(count) && count > 0 && count < 10_000) subject.instances = count;
  }
  if (/^With(Http|Https)?Endpoint$/.test(link.name)) {
    const span = argumentOf(source, link, 'port');
    const port = span === undefined ? Number.NaN : Number(source.code.slice(span.start, span.end).trim());
    if (port > 0 && port < 65_536) subject.ports.push(port);
  }
  const isWait = link.name === 'WaitFor';
  if (!isWait && (placing.test(link.name) || !/^With(Reference|Environment|Configuration)|Route|Prox|Client/.test(link.name))) return;
  if (link.name === 'WithEnvironment') {
    const key = literal(source, link.arguments[0]) ?? '';
    if (!addressKey.test(key) || returnedKey.test(key)) return;
    const value = literal(source, link.arguments[1]);
    for (const found of value === undefined ? [] : hostsIn(value, key)) subject.references.push({ ...found, evidence });
  }
  for (const other of mentionedIn(reading, link)) {
    if (other === subject) continue;
    // A variable is only a name for what is declared under another one: then the declaration is shown too.
    const shown = evidence.excerpt.toLowerCase().includes(other.name.toLowerCase()) ? [evidence] : [evidence, input.evidence(other.line)];
    // Waiting for another program is an order of start; waiting for a store says that it is used.
    if (isWait && other.technology !== undefined) subject.dependsOn.push(...shown.map((one) => ({ name: other.name, evidence: one })));
    const scheme = other.technology === undefined ? { scheme: 'http' } : {};
    if (!isWait) subject.references.push(...shown.map((one) => ({ host: other.name.toLowerCase(), ...scheme, evidence: one })));
  }
}

function mentionedIn({ source, variables }: Reading, link: Link): ReadonlySet<Hosted> {
  const found = new Set<Hosted>();
  for (const span of link.arguments)
    for (const word of source.code.slice(span.start, span.end).matchAll(/(?<![\w.])[A-Za-z_]\w{0,59}/g)) {
      const other = variables.get(word[0]);
      if (other !== undefined) found.add(other);
    }
  return found;
}

function observationOf({ input, isOptional }: Reading, hosted: Hosted): Observation | undefined {
  const evidence = input.evidence(hosted.line);
  const technology = hosted.technology === undefined ? undefined : byId(hosted.technology);
  const image = hosted.image ?? technology?.images?.[0];
  const kind = hosted.method === 'AddYarp' ? 'gateway' : technology?.component;
  if (technology !== undefined && image === undefined)
    return isOptional
      ? undefined
      : { type: 'resource', address: `aspire.${hosted.name}`, name: hosted.name, technology: technology.id, references: [], evidence };
  const workload: WorkloadObservation = {
    type: 'workload',
    source: 'apphost',
    name: input.redact(hosted.name),
    aliases: [],
    ports: hosted.ports,
    localPorts: hosted.ports,
    references: hosted.references,
    dependsOn: hosted.dependsOn,
    evidence,
    ...(image === undefined ? {} : { image: input.redact(image) }),
    ...(hosted.folder === undefined ? {} : { buildFolder: hosted.folder }),
    ...(hosted.instances === undefined ? {} : { instances: hosted.instances }),
    ...(kind === undefined ? {} : { kind }),
    ...(isOptional ? { auxiliary: true } : {}),
  };
  return workload;
}

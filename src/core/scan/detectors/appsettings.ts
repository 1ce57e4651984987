import { baseName } from '../assemble/units.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import type { DataNode } from '../parse/data.ts';
import { entriesAt } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { problemsOf } from './dependency.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf } from './paths.ts';

/** Reads .NET settings: connection strings, addresses of other services, and the routes of YARP and Ocelot. */
export const appsettings: Detector = {
  id: 'appsettings',
  matches: (path) => /(^|\/)(appsettings(\.[\w-]+)*|ocelot(\.[\w-]+)*|Properties\/launchSettings)\.json$/i.test(path),
  detect,
  examples: [
    {
      path: 'src/Basket.API/appsettings.json',
      text: '{\n  "AllowedHosts": "*",\n  "ConnectionStrings": {\n    "Redis": "basketdb:6379",\n    "Orders": "Server=orderdb;Database=OrderDb;User Id=sa;Password=x"\n  },\n  "GrpcSettings": { "DiscountUrl": "http://discount.grpc:8080" }\n}\n',
      sees: ['workload Basket.API@4'],
    },
    {
      path: 'src/Gateway/appsettings.json',
      text: '{\n  "ReverseProxy": {\n    "Clusters": {\n      "catalog": { "Destinations": { "one": { "Address": "http://catalog.api:8080" } } }\n    }\n  }\n}\n',
      sees: ['workload Gateway@4', 'unit Gateway@3'],
    },
    {
      path: 'OcelotGw/ocelot.Docker.json',
      text: '{\n  "Routes": [\n    {\n      "DownstreamHostAndPorts": [ { "Host": "basket.api", "Port": 8080 } ]\n    }\n  ]\n}\n',
      sees: ['workload OcelotGw@4', 'unit OcelotGw@2'],
    },
    {
      path: 'Api/appsettings.json',
      text: '{\n  "Logging": { "LogLevel": { "Default": "Information" } },\n  "AllowedHosts": "*"\n}\n',
      sees: [],
      not: ['workload Api@3'],
    },
    {
      path: 'Api/appsettings.json',
      text: '{\n  "Url": "http://orders",\n  "broken\n}',
      sees: ['workload Api@2', 'problem syntax-error@3'],
    },
  ],
};

/** A setting under its path of keys. */
interface Setting {
  readonly path: readonly string[];
  readonly node: DataNode;
  readonly line: number;
}

const maxSettings = 5_000;

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const problems = problemsOf(input, issues);
  if (/launchSettings\.json$/i.test(input.path)) return { observations: launchPorts(input, root), problems };
  // Settings that only tests read.
  if (/\.(test|tests|testing|e2e|integration)\.json$/i.test(input.path)) return { observations: [], problems };
  const settings = flatten(root);
  const references = settings.flatMap((setting) => referencesOf(input, setting));
  const folder = folderOf(input.path);
  const routes = settings.find(({ path, node }) => isRouting(path) && node.kind !== 'scalar');
  return {
    observations: [
      ...describing(input, folder, references, []),
      ...(routes === undefined || references.length === 0
        ? []
        : [
            {
              type: 'unit' as const,
              folder,
              ecosystem: 'dotnet' as const,
              runs: 'gateway' as const,
              evidence: input.evidence(routes.line),
            },
          ]),
    ],
    problems,
  };
}

/** YARP's clusters and Ocelot's routes: what has them passes requests on. */
function isRouting(path: readonly string[]): boolean {
  const key = path.join(':');
  return key === 'ReverseProxy:Clusters' || /^(Re)?Routes$/.test(key);
}

function flatten(root: DataNode | undefined): readonly Setting[] {
  const settings: Setting[] = [];
  const open: Setting[] = root === undefined ? [] : [{ path: [], node: root, line: root.line }];
  for (let next = open.pop(); next !== undefined && settings.length < maxSettings; next = open.pop()) {
    const { path, node } = next;
    settings.push(next);
    if (path.length > 30 || node.kind === 'scalar') continue;
    const below =
      node.kind === 'list'
        ? node.items.map((item) => ({ path, node: item, line: item.line }))
        : [...node.entries].map(([key, entry]) => ({ path: [...path, key], node: entry.value, line: entry.line }));
    open.push(...below.reverse());
  }
  return settings;
}

/** Keys whose values are shown, allowed or the program's own. */
const ownKeys =
  /^(AllowedHosts|AllowedOrigins|Cors\w*|Kestrel|Urls|Logging|MinimumLevel|Issuer|Audience|ValidIssuer|ValidAudience|CallBackUrl|RedirectUri\w*|PostLogoutRedirectUri\w*|ExternalUrl|PublicUrl|SelfUrl|Swagger|OpenApi|PathBase|\$schema)$/i;

function referencesOf(input: DetectorInput, { path, node, line }: Setting): readonly HostReference[] {
  if (node.kind === 'map') {
    // Ocelot writes a host and its port side by side.
    const host = textOf(node, 'Host');
    const port = textOf(node, 'Port');
    const isDownstream = path.at(-1) === 'DownstreamHostAndPorts' && host !== undefined;
    const at = entriesAt(node).find(([key]) => key === 'Host')?.[1].line ?? line;
    return isDownstream ? referencesIn(input, at, `http://${host}${port === undefined ? '' : `:${port}`}`) : [];
  }
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
  if (path.some((key) => ownKeys.test(key)) || path.includes('DownstreamHostAndPorts')) return [];
  const key = path.at(-1) ?? '';
  // Ocelot and Steeltoe name a service of the registry.
  if (key === 'ServiceName' && path.length > 1 && /^(Re)?Routes$/.test(path[0] ?? '') && /^[\w.-]{1,80}$/.test(node.text))
    return [{ host: node.text.toLowerCase(), scheme: 'http', evidence: input.evidence(line) }];
  const value = node.text.replace(/^(https?)\+https?:\/\//, '$1://').replace(/:\/\/_\w+\./, '://');
  const isConnection = path[0] === 'ConnectionStrings';
  // `Data Source=app.db` is a file.
  if (isConnection && /data source\s?=[^;]*(\.(db3?|sqlite3?|mdf)\b|\||[/\\])/i.test(value)) return [];
  return referencesIn(input, line, value, isConnection ? `${key}_host` : key).filter(
    (one) =>
      one.scheme !== undefined || one.port !== undefined || !isConnection || /[=;]/.test(value) || /redis|cache|kafka|rabbit/i.test(key),
  );
}

function textOf(node: DataNode, key: string): string | undefined {
  const found = entriesAt(node).find(([name]) => name === key)?.[1].value;
  return found?.kind === 'scalar' && found.text !== '' ? found.text : undefined;
}

/** Ports that a project answers on when a developer starts it. */
function launchPorts(input: DetectorInput, root: DataNode | undefined): readonly Observation[] {
  const ports = new Set<number>();
  let line: number | undefined;
  for (const [, profile] of entriesAt(root, 'profiles'))
    for (const [key, entry] of entriesAt(profile.value)) {
      if (key !== 'applicationUrl' || entry.value.kind !== 'scalar') continue;
      for (const match of entry.value.text.matchAll(/:\/\/[^:/;]{1,100}:(\d{2,5})/g)) ports.add(Number(match[1]));
      if (ports.size > 0) line ??= entry.line;
    }
  const folder = folderOf(folderOf(input.path));
  return line === undefined ? [] : describing(input, folder, [], [...ports].slice(0, 10), line);
}

function describing(
  input: DetectorInput,
  folder: string,
  references: readonly HostReference[],
  localPorts: readonly number[],
  line?: number,
): readonly Observation[] {
  const evidence = line === undefined ? references[0]?.evidence : input.evidence(line);
  if (evidence === undefined) return [];
  return [
    {
      type: 'workload',
      source: 'other',
      name: input.redact(baseName(folder)),
      buildFolder: folder,
      aliases: [],
      ports: [],
      localPorts,
      references: references.slice(0, 200),
      dependsOn: [],
      auxiliary: true,
      evidence,
    },
  ];
}

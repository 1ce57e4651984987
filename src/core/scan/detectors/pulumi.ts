import { byId, byScheme, byTerraform } from '../catalogue/index.ts';
import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation, ResourceReference } from '../observation.ts';
import { hostsIn } from './host-reference.ts';
import { folderOf, joinPath } from './paths.ts';
import { madeIn, plainType, programLanguage } from './pulumi-program.ts';
import type { Made } from './pulumi-program.ts';
import { pulumiImages, pulumiTargets, pulumiTriggers, pulumiTypes } from './pulumi-types.ts';
import { calledOnly, engineSchemes, runnerResources } from './terraform-rules.ts';

/** Reads `Pulumi.yaml`: that Pulumi is used, and, where the program is written in it, its resources. */
export const pulumi: Detector = {
  id: 'pulumi',
  matches: (path) => /(^|\/)Pulumi\.ya?ml$/.test(path),
  detect: detectProject,
  examples: [
    {
      path: 'Pulumi.yaml',
      text: 'name: shop\nruntime: yaml\nresources:\n  db:\n    type: aws:rds:Instance\n    properties:\n      engine: postgres\n      instanceClass: db.t3.micro\n  api:\n    type: aws:lambda:Function\n    properties:\n      environment:\n        variables:\n          DB: ${db.endpoint}\n',
      sees: [
        'practice infrastructure-as-code@1',
        'technology pulumi@2',
        'resource db@4',
        'technology postgresql@7',
        'sizing instance-class@8',
        'resource api@9',
        'deployment aws@5',
      ],
    },
    { path: 'Pulumi.yaml', text: 'name: shop\nruntime: nodejs\n', sees: ['technology pulumi@2'], not: ['deployment aws@1'] },
  ],
};

/** Reads Pulumi programs in TypeScript, JavaScript, Python, Go and C#: resources by the packages that are imported. */
export const pulumiPrograms: Detector = {
  id: 'pulumi-program',
  sources: ['pulumi'],
  matches: (path) => programLanguage(path) !== undefined,
  detect: detectProgram,
  examples: [
    {
      path: 'infra/index.ts',
      text: 'import * as aws from "@pulumi/aws";\nconst jobs = new aws.sqs.Queue("jobs");\nconst db = new aws.rds.Instance("orders", {\n  engine: "mysql",\n  instanceClass: "db.t3.micro",\n});\nconst fn = new aws.lambda.Function("worker", {\n  environment: { variables: { DB_HOST: db.address } },\n});\nnew aws.lambda.EventSourceMapping("m", { eventSourceArn: jobs.arn, functionName: fn.arn });\n// const old = new aws.sns.Topic("old");\n',
      sees: ['resource jobs@2', 'resource db@3', 'technology mysql@4', 'sizing instance-class@5', 'resource fn@7', 'deployment aws@2'],
      not: ['resource old@11'],
    },
    {
      path: 'infra/__main__.py',
      text: 'import pulumi_gcp as gcp\nbucket = gcp.storage.Bucket("uploads")\ndb = gcp.sql.DatabaseInstance(\n    "orders",\n    database_version="POSTGRES_15",\n)\n',
      sees: ['resource bucket@2', 'resource db@3', 'technology postgresql@5', 'deployment gcp@2'],
    },
    {
      path: 'infra/main.go',
      text: 'package main\nimport (\n\t"github.com/pulumi/pulumi-aws/sdk/v6/go/aws/s3"\n)\nfunc main() {\n\tb, err := s3.NewBucketV2(ctx, "uploads", nil)\n}\n',
      sees: ['resource b@6'],
    },
    {
      path: 'infra/Program.cs',
      text: 'using Pulumi.AzureNative.Web;\nvar plan = new AppServicePlan("plan");\nvar app = new WebApp("api", new WebAppArgs { Kind = "app" });\n',
      sees: ['workload api@3', 'deployment azure@3'],
    },
    {
      path: 'src/index.ts',
      text: 'import * as aws from "aws-sdk";\nconst db = new aws.rds.Instance("db", {});\n',
      sees: [],
      not: ['resource db@2'],
    },
  ],
};

function detectProject(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const [document] = documents;
  const runtime = entryAt(document, 'runtime');
  if (runtime === undefined) return { observations: [], problems };
  const first = input.evidence(entryAt(document, 'name')?.line ?? runtime.line);
  const observations: Observation[] = [
    { type: 'practice', practice: 'infrastructure-as-code', evidence: first },
    { type: 'technology', technology: 'pulumi', scope: 'production', folder: folderOf(input.path), evidence: input.evidence(runtime.line) },
  ];
  const lines = input.text.split(/\r?\n/);
  const entries = entriesAt(document, 'resources').slice(0, 500);
  const made = entries.flatMap(([key, entry], index): Made[] => {
    const type = textAt(entry.value, 'type');
    if (type === undefined) return [];
    const end = entries[index + 1]?.[1].line ?? lines.length + 1;
    return [
      {
        type: yamlType(type),
        name: key,
        variable: key,
        line: entry.line,
        textLine: entry.line,
        text: lines
          .slice(entry.line - 1, end - 1)
          .join('\n')
          .slice(0, 20_000),
      },
    ];
  });
  observations.push(...observe(input, made));
  return { observations, problems };
}

/** `aws:rds/instance:Instance` and `aws:rds:Instance` are one. */
function yamlType(written: string): string {
  return plainType(written.replace(/\/\w+(?=:)/, ''));
}

function detectProgram(input: DetectorInput): DetectorOutput {
  const language = programLanguage(input.path);
  if (language === undefined || !/pulumi/i.test(input.text)) return { observations: [], problems: [] };
  return { observations: observe(input, madeIn(input.text, language)), problems: [] };
}

interface Thing extends Made {
  readonly address: string;
  readonly terraform: string;
}

function observe(input: DetectorInput, made: readonly Made[]): Observation[] {
  const things = made.flatMap((one): Thing[] => {
    const type = one.type.split(' ').find((candidate) => pulumiTypes.has(candidate));
    const terraform = pulumiTypes.get(type ?? '');
    return terraform === undefined || type === undefined ? [] : [{ ...one, type, terraform, address: one.variable ?? one.name }];
  });
  const byVariable = new Map(things.map((one) => [one.address, one]));
  const images = new Map(
    made.flatMap((one) => {
      const folder = one.type.split(' ').some((type) => pulumiImages.has(type)) ? imageFolder(input, one) : undefined;
      return folder === undefined || one.variable === undefined ? [] : [[one.variable, folder] as const];
    }),
  );
  const triggers = triggersOf(input, made, byVariable);
  const behind = servicesBehind(input, things, byVariable);
  const observations: Observation[] = [];
  const targets = new Set<string>();
  for (const one of things) {
    const target = pulumiTargets.get(one.type.split('.', 1)[0] ?? '');
    if (target !== undefined && !targets.has(target)) {
      targets.add(target);
      const line = one.variable === one.name && /^\s*type:/m.test(one.text) ? lineOf(one, /\btype:/) : one.line;
      observations.push({ type: 'deployment', target, evidence: input.evidence(line) });
    }
    observations.push(...thingOf(input, one, byVariable, images, triggers, behind));
  }
  return observations;
}

const generic = /^(main|default|this|app|my-?(app|db|bucket|queue|table|cluster|service|function)|example|test)$/i;

function nameOf(one: Thing): string {
  if (one.name !== '' && !generic.test(one.name)) return one.name;
  return one.variable !== undefined && !generic.test(one.variable)
    ? one.variable
    : one.name === ''
      ? (byTerraform(one.terraform)?.id ?? one.address)
      : one.name;
}

function thingOf(
  input: DetectorInput,
  one: Thing,
  things: ReadonlyMap<string, Thing>,
  images: ReadonlyMap<string, string>,
  triggers: ReadonlyMap<string, readonly ResourceReference[]>,
  behind: ReadonlyMap<string, readonly HostReference[]>,
): Observation[] {
  const product = byTerraform(one.terraform);
  if (product === undefined) return [];
  const evidence = input.evidence(one.line);
  const folder = folderOf(input.path);
  const engine = engineOf(one);
  const technology = engine?.technology ?? product.id;
  const name = input.redact(nameOf(one));
  const named = variablesIn(one);
  const found: Observation[] = [];
  const hosts = environmentHosts(input, one);
  const called = calledBy(one, named, things);
  if (runnerResources.test(one.terraform) || /function_app/.test(one.terraform)) {
    const image = /\bimage\w*["']?\s*[:=]\s*(?:pulumi\.String\()?["'`]([\w./:@-]{2,200})["'`]/i.exec(one.text)?.[1];
    const buildFolder = [...images].find(([variable]) => named.has(variable))?.[1];
    found.push(
      {
        type: 'workload',
        source: one.terraform.startsWith('kubernetes_') ? 'kubernetes' : 'cloud',
        name,
        aliases: [],
        ports: [],
        references: [
          ...called.map((other) => ({ host: input.redact(nameOf(other)), evidence: input.evidence(lineOf(one, wordOf(other.address))) })),
          ...hosts,
        ],
        dependsOn: [],
        evidence,
        ...(one.terraform.startsWith('kubernetes_') ? {} : { runBy: product.id }),
        ...(image === undefined ? {} : { image: input.redact(image) }),
        ...(buildFolder === undefined ? {} : { buildFolder }),
        ...(/function_app/.test(one.terraform) ? { kind: 'function' as const } : {}),
      },
      { type: 'technology', technology: product.id, scope: 'production', folder, evidence },
    );
    return [...found, ...sizes(input, one, name)];
  }
  const kind = product.component ?? byId(technology)?.component;
  const codeFolder = codeFolderOf(input, one);
  const references = called.flatMap((other): ResourceReference[] =>
    runnerResources.test(other.terraform) ? [] : [{ address: other.address, evidence: input.evidence(lineOf(one, wordOf(other.address))) }],
  );
  const runners = called.flatMap((other): HostReference[] =>
    runnerResources.test(other.terraform)
      ? [{ host: input.redact(nameOf(other)), evidence: input.evidence(lineOf(one, wordOf(other.address))) }]
      : [],
  );
  found.push({
    type: 'resource',
    address: one.address,
    name,
    technology,
    references: [...references, ...(triggers.get(one.address) ?? [])],
    hosts: kind !== undefined && !calledOnly.has(kind) ? [...runners, ...hosts, ...(behind.get(one.address) ?? [])] : [],
    evidence,
    ...(kind === undefined ? {} : { kind }),
    ...(codeFolder === undefined ? {} : { codeFolder }),
    ...(engine?.version === undefined ? {} : { version: input.redact(engine.version) }),
  });
  if (engine !== undefined)
    found.push({
      type: 'technology',
      technology: engine.technology,
      scope: 'production',
      folder,
      evidence: input.evidence(engine.line),
      ...(engine.version === undefined ? {} : { version: input.redact(engine.version) }),
    });
  return [...found, ...sizes(input, one, one.address)];
}

/** Things whose variables stand in the arguments. A load balancer is called only where its address is asked for. */
function calledBy(one: Thing, named: ReadonlySet<string>, things: ReadonlyMap<string, Thing>): readonly Thing[] {
  return [...named].flatMap((name) => {
    const other = things.get(name);
    if (other === undefined || other === one || byTerraform(other.terraform)?.component === undefined) return [];
    return other.terraform === 'aws_lb' && !asksAddress(one, name) ? [] : [other];
  });
}

function asksAddress(one: Made, name: string): boolean {
  const index = one.text.search(wordOf(name));
  return /^[\w$.[\]0-9]{0,80}?\.(dns_?name|hostname|endpoint|url)\b/i.test(one.text.slice(index, index + 200));
}

/** Services that are handed a load balancer or one of its listeners stand behind it. */
function servicesBehind(
  input: DetectorInput,
  things: readonly Thing[],
  byVariable: ReadonlyMap<string, Thing>,
): ReadonlyMap<string, readonly HostReference[]> {
  const found = new Map<string, HostReference[]>();
  for (const one of things) {
    if (!runnerResources.test(one.terraform)) continue;
    for (const name of variablesIn(one)) {
      if (byVariable.get(name)?.terraform !== 'aws_lb' || asksAddress(one, name)) continue;
      found.set(name, [
        ...(found.get(name) ?? []).slice(0, 50),
        { host: input.redact(nameOf(one)), evidence: input.evidence(lineOf(one, wordOf(name))) },
      ]);
    }
  }
  return found;
}

/** Variables that stand in the arguments, outside plain strings and outside what only orders or places. */
function variablesIn(one: Made): ReadonlySet<string> {
  const code = one.text
    .replace(
      /\b(dependsOn|depends_on|DependsOn|parent|Parent|provider|opts|role|Role|s3Bucket|s3_bucket|S3Bucket|\w*[sS]ecurity_?[gG]roup\w*|\w*[sS]ubnet\w*|[cC]luster)["']?\s*[:=]\s*(\[[^\]]{0,500}\]|[\w.]{1,200})/g,
      '',
    )
    .replace(/"[^"{\n]*"|'[^'{\n]*'/g, '""');
  return new Set(
    [...code.matchAll(/(?<![\w$.])(?:this\.|self\.)?([A-Za-z_$][\w$-]{0,80})(?=\s*[.,)}\]\n[]|\s*$)/g)].map((match) => match[1] ?? ''),
  );
}

function engineOf(one: Thing): { readonly technology: string; readonly version?: string; readonly line: number } | undefined {
  const pattern = /\b(engine|database_?version)["']?\s*[:=]\s*(?:pulumi\.String\()?["'`]?([A-Za-z][\w-]{1,40})/i;
  const azure = /^azurerm_(postgresql|mysql|mariadb)/.exec(one.terraform)?.[1];
  const written = azure ?? pattern.exec(one.text)?.[2];
  const scheme = written === undefined ? undefined : engineSchemes.find(([engine]) => engine.test(written))?.[1];
  const technology = scheme === undefined ? undefined : byScheme(scheme)?.id;
  if (technology === undefined) return undefined;
  const version =
    /\bengine_?version["']?\s*[:=]\s*(?:pulumi\.String\()?["'`]?(\d[\w.]{0,20})/i.exec(one.text)?.[1] ??
    /_(\d+)(?:_\d+)?/.exec(written ?? '')?.[1];
  return { technology, line: azure === undefined ? lineOf(one, pattern) : one.line, ...(version === undefined ? {} : { version }) };
}

function wordOf(name: string): RegExp {
  return new RegExp(String.raw`(?<![\w$])${name.replace(/[^\w]/g, String.raw`\$&`)}(?![\w$])`);
}

/** The line of the first place where a pattern stands in the arguments. */
function lineOf(one: Made, pattern: RegExp): number {
  const index = one.text.search(pattern);
  return index === -1 ? one.line : one.textLine + one.text.slice(0, index).split('\n').length - 1;
}

function triggersOf(
  input: DetectorInput,
  made: readonly Made[],
  things: ReadonlyMap<string, Thing>,
): ReadonlyMap<string, readonly ResourceReference[]> {
  const found = new Map<string, ResourceReference[]>();
  for (const one of made) {
    const rule = one.type.split(' ').flatMap((type) => pulumiTriggers.get(type) ?? [])[0];
    if (rule === undefined) continue;
    const end = (property: string): string | undefined =>
      [...one.text.matchAll(/\b(\w{1,40})["']?\s*[:=]\s*(?:\$\{)?(?:this\.|self\.)?([A-Za-z_$][\w$-]{0,80})/g)].find(
        (match) => (match[1] ?? '').toLowerCase().replaceAll('_', '') === property && things.has(match[2] ?? ''),
      )?.[2];
    const from = end(rule.from);
    const to = end(rule.to);
    if (from !== undefined && to !== undefined)
      found.set(from, [...(found.get(from) ?? []), { address: to, flow: 'backward', evidence: input.evidence(lineOf(one, wordOf(to))) }]);
  }
  return found;
}

/** Hosts of `KEY: "http://…"` and `{ name: "KEY", value: "…" }`. */
function environmentHosts(input: DetectorInput, one: Made): readonly HostReference[] {
  const found: HostReference[] = [];
  let key = '';
  for (const [index, text] of one.text.split('\n').entries()) {
    const named = /\bname["']?\s*[:=]\s*["']([A-Z][A-Z0-9_]{2,80})["']/i.exec(text)?.[1];
    if (named !== undefined) key = named;
    const pair = /(?:^|[\s{,("'])([A-Z][A-Z0-9_]{2,80})["']?\s*[:=]\s*["']([^"'${}\n]{3,500})["']/.exec(text);
    const value = pair?.[2] ?? /\bvalue["']?\s*[:=]\s*["']([^"'${}\n]{3,500})["']/i.exec(text)?.[1];
    if (value === undefined) continue;
    for (const host of hostsIn(value, pair?.[1] ?? key))
      if (input.redact(host.host) === host.host) found.push({ ...host, evidence: input.evidence(one.textLine + index) });
  }
  return found;
}

function imageFolder(input: DetectorInput, one: Made): string | undefined {
  const written = /\b(?:context|path|build)["']?\s*[:=]\s*(?:pulumi\.String\()?["'`](\.{0,2}\/?[\w./-]{1,200})["'`]/i.exec(one.text)?.[1];
  return written === undefined ? undefined : joinPath(folderOf(input.path), written);
}

/** The folder that a function's archive is made from. */
function codeFolderOf(input: DetectorInput, one: Made): string | undefined {
  const written = /(?:FileArchive|NewFileArchive|fileArchive)["']?\s*[:(]\s*["'`]?(\.{1,2}\/[\w./-]{1,200}|[\w-][\w./-]{0,200})["'`]?/.exec(
    one.text,
  )?.[1];
  const path = written === undefined ? undefined : joinPath(folderOf(input.path), written);
  return path === undefined || /\.(zip|jar)$/.test(path) ? undefined : path;
}

const sizeKeys: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:instance_?class|instance_?type|node_?type|machine_?type|tier|cache_?node_?type)["']?\s*[:=]\s*(?:pulumi\.String\()?["'`]?([\w.-]{2,40})/i,
    'instance-class',
  ],
  [/\b(?:allocated_?storage)["']?\s*[:=]\s*(?:pulumi\.Int\()?(\d{1,6})/i, 'storage-gb'],
  [/\b(?:memory_?size)["']?\s*[:=]\s*(?:pulumi\.Int\()?(\d{1,6})/i, 'memory'],
  [/\b(?:desired_?count|desired_?capacity|replicas|num_?cache_?nodes)["']?\s*[:=]\s*(?:pulumi\.Int\()?(\d{1,4})/i, 'replicas'],
  [/\b(?:min_?size|min_?replicas)["']?\s*[:=]\s*(?:pulumi\.Int\()?(\d{1,4})/i, 'min-replicas'],
  [/\b(?:max_?size|max_?replicas)["']?\s*[:=]\s*(?:pulumi\.Int\()?(\d{1,4})/i, 'max-replicas'],
];

function sizes(input: DetectorInput, one: Made, about: string): Observation[] {
  return sizeKeys.flatMap(([pattern, measure]): Observation[] => {
    const match = pattern.exec(one.text);
    const value = match?.[1];
    // A variable is no size: a class has a dot, a hyphen or a digit in it.
    if (value === undefined || !/[\d]/.test(value)) return [];
    return [{ type: 'sizing', measure, value: input.redact(value), about, evidence: input.evidence(lineOf(one, pattern)) }];
  });
}

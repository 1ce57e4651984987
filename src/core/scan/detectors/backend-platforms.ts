import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseJson } from '../parse/json.ts';
import { parseToml } from '../parse/toml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import { observeTechnology } from './dependency.ts';
import { folderOf, joinPath } from './paths.ts';
import { deployedTo, describedUnit, platformStore, platformWorkload, sized } from './platform-workload.ts';

/** Reads `firebase.json`: hosted pages and what they pass on, functions, databases. Emulators are of no account. */
export const firebase: Detector = {
  id: 'firebase',
  matches: (path) => /(^|\/)firebase\.json$/.test(path),
  detect: readFirebase,
  examples: [
    {
      path: 'firebase.json',
      text: '{\n  "hosting": {\n    "public": "dist",\n    "rewrites": [\n      { "source": "/api/**", "run": { "serviceId": "shop-api", "region": "europe-west1" } }\n    ]\n  },\n  "functions": {\n    "source": "functions",\n    "runtime": "nodejs20"\n  },\n  "firestore": {\n    "rules": "firestore.rules"\n  },\n  "storage": { "rules": "storage.rules" }\n}\n',
      sees: [
        'deployment firebase@2',
        'workload @5',
        'workload functions@8',
        'technology nodejs@10',
        'resource firestore@12',
        'resource storage@15',
      ],
    },
    {
      path: 'firebase.json',
      text: '{ "emulators": { "firestore": { "port": 8080 } } }',
      sees: [],
      not: ['resource firestore@1', 'deployment firebase@1'],
    },
  ],
};

const firebaseStores: readonly (readonly [string, string])[] = [
  ['firestore', 'firestore'],
  ['database', 'firebase-realtime-database'],
  ['storage', 'google-cloud-storage'],
];

function readFirebase(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const folder = folderOf(input.path);
  const found: Observation[] = [];
  const first = ['hosting', 'functions', 'firestore', 'database', 'storage', 'apphosting']
    .map((key) => entryAt(root, key))
    .filter((entry) => entry !== undefined)
    .toSorted((a, b) => a.line - b.line)[0];
  if (first === undefined) return { observations: [], problems };
  found.push(deployedTo(input, 'firebase', first.line));
  for (const one of oneOrMore(entryAt(root, 'functions'))) found.push(...firebaseFunctions(input, one.node, one.line, folder));
  for (const one of oneOrMore(entryAt(root, 'apphosting'))) {
    const name = entryAt(one.node, 'backendId');
    const buildFolder = joinPath(folder, textAt(one.node, 'rootDir')?.replace(/^\//, '') ?? '.');
    if (name?.value.kind === 'scalar') found.push(platformWorkload(input, { name: name.value.text, line: name.line, buildFolder }));
  }
  for (const [key, technology] of firebaseStores) {
    const entry = entryAt(root, key);
    if (entry !== undefined)
      found.push({ type: 'resource', address: key, name: key, technology, references: [], evidence: input.evidence(entry.line) });
  }
  const references = oneOrMore(entryAt(root, 'hosting'))
    .flatMap((one) => itemsAt(one.node, 'rewrites'))
    .flatMap((rewrite): readonly HostReference[] => {
      const service = entryAt(rewrite, 'run', 'serviceId');
      return service?.value.kind === 'scalar'
        ? [{ host: service.value.text, scheme: 'https', evidence: input.evidence(service.line) }]
        : [];
    });
  return { observations: [...found, ...describedUnit(input, folder, references)], problems };
}

function firebaseFunctions(input: DetectorInput, node: DataNode, line: number, folder: string): readonly Observation[] {
  if (node.kind !== 'map') return [];
  const source = joinPath(folder, textAt(node, 'source') ?? 'functions');
  const name = textAt(node, 'codebase') ?? 'functions';
  const runtime = entryAt(node, 'runtime');
  const match = /^(nodejs|python)(\d+)$/.exec(textAt(node, 'runtime') ?? '');
  const [, language = '', digits = ''] = match ?? [];
  const version = language === 'python' ? `${digits.slice(0, 1)}.${digits.slice(1)}` : digits;
  return [
    platformWorkload(input, { name: name === 'default' ? 'functions' : name, line, kind: 'function', buildFolder: source }),
    ...(runtime === undefined || match === null
      ? []
      : [observeTechnology(input, language, source ?? folder, { line: runtime.line, version })]),
  ];
}

/** Firebase writes one thing or a list of them under a key. */
function oneOrMore(entry: DataEntry | undefined): readonly { readonly node: DataNode; readonly line: number }[] {
  if (entry === undefined) return [];
  return entry.value.kind === 'list'
    ? entry.value.items.map((node) => ({ node, line: node.line }))
    : [{ node: entry.value, line: entry.line }];
}

/** Reads Supabase's project configuration and the entry files of its edge functions. */
export const supabase: Detector = {
  id: 'supabase',
  matches: (path) => /(^|\/)supabase\/(config\.toml|functions\/[A-Za-z0-9][\w-]*\/index\.(ts|js))$/.test(path),
  detect: (input) => (input.path.endsWith('.toml') ? readSupabase(input) : edgeFunction(input)),
  examples: [
    {
      path: 'supabase/config.toml',
      text: 'project_id = "shop"\n[db]\nport = 54322\nmajor_version = 15\n[functions.mailer]\nverify_jwt = true\n',
      sees: ['resource supabase@1', 'deployment supabase@1', 'resource supabase@4', 'workload mailer@5'],
    },
    {
      path: 'supabase/functions/pay/index.ts',
      text: '// Deno.serve(old)\nimport x from "./x.ts";\nDeno.serve(async (request) => new Response(await x(request)));\n',
      sees: ['workload pay@3'],
      not: ['workload pay@1'],
    },
    { path: 'supabase/functions/pay/index.ts', text: 'export const a = 1;\n', sees: [], not: ['workload pay@1'] },
  ],
};

function readSupabase(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseToml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const folder = folderOf(input.path);
  const first = entryAt(root, 'project_id') ?? entryAt(root, 'db');
  if (first === undefined) return { observations: [], problems };
  const version = entryAt(root, 'db', 'major_version');
  const functions = entriesAt(root, 'functions').filter(([, entry]) => textAt(entry.value, 'enabled') !== 'false');
  return {
    observations: [
      ...platformStore(input, { address: 'supabase', name: 'supabase', technology: 'supabase', line: first.line }),
      deployedTo(input, 'supabase', first.line),
      // Supabase is PostgreSQL, of the version that is written here.
      ...(version === undefined
        ? []
        : platformStore(input, { address: 'supabase', name: 'supabase', technology: 'postgresql', line: version.line }, version)),
      ...functions.map(([name, entry]) => edgeWorkload(input, name, entry.line, joinPath(folder, `functions/${name}`))),
    ],
    problems,
  };
}

function edgeFunction(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  const line = shortLines(input.text).findIndex((text) => /^(?!\s*(\/\/|\*)).*\b(Deno\.serve|serve)\s*\(|^export default\b/.test(text));
  if (line === -1) return { observations: [], problems: [] };
  return { observations: [edgeWorkload(input, folder.slice(folder.lastIndexOf('/') + 1), line + 1, folder)], problems: [] };
}

function edgeWorkload(input: DetectorInput, name: string, line: number, buildFolder: string | undefined): Observation {
  return platformWorkload(input, { name, line, kind: 'function', buildFolder });
}

/** Reads Railway's configuration as code. A service has no name there: what runs is said by the unit beside it. */
export const railway: Detector = {
  id: 'railway',
  matches: (path) => /(^|\/)railway\.(json|toml)$/.test(path),
  detect: readRailway,
  examples: [
    {
      path: 'api/railway.json',
      text: '{\n  "$schema": "https://railway.com/railway.schema.json",\n  "build": { "builder": "NIXPACKS" },\n  "deploy": {\n    "startCommand": "node server.js",\n    "numReplicas": 2,\n    "healthcheckPath": "/up"\n  }\n}\n',
      sees: ['deployment railway@3', 'unit api@5', 'sizing replicas@6', 'practice health-checks@7'],
    },
    {
      path: 'railway.toml',
      text: '[deploy]\ncronSchedule = "0 3 * * *"\nstartCommand = "python report.py"\n',
      sees: ['unit .@3', 'deployment railway@1'],
    },
    { path: 'railway.json', text: '{}', sees: [], not: ['deployment railway@1'] },
  ],
};

function readRailway(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.path.endsWith('.toml') ? input.own(parseToml) : input.own(parseJson);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const folder = folderOf(input.path);
  const first = entryAt(root, 'build') ?? entryAt(root, 'deploy');
  if (first === undefined) return { observations: [], problems };
  const found: Observation[] = [deployedTo(input, 'railway', first.line)];
  const start = entryAt(root, 'deploy', 'startCommand');
  if (start !== undefined) {
    const runs = entryAt(root, 'deploy', 'cronSchedule') === undefined ? 'service' : 'job';
    found.push({ type: 'unit', folder, ecosystem: 'other', runs, evidence: input.evidence(start.line) });
  }
  const replicas = entryAt(root, 'deploy', 'numReplicas');
  found.push(...sized(input, 'replicas', folder, replicas));
  for (const [region, entry] of entriesAt(root, 'deploy', 'multiRegionConfig').slice(0, 20)) {
    const count = entryAt(entry.value, 'numReplicas');
    // `europe-west4-drams3a` is a data centre of the region `europe-west4`.
    found.push(deployedTo(input, 'railway', entry.line, /^([a-z]+-[a-z]+\d)\b/.exec(region)?.[1] ?? region));
    found.push(...sized(input, 'replicas', folder, count));
  }
  const health = entryAt(root, 'deploy', 'healthcheckPath');
  if (health !== undefined) found.push({ type: 'practice', practice: 'health-checks', evidence: input.evidence(health.line) });
  const before = textAt(root, 'deploy', 'preDeployCommand') ?? '';
  const migrates = entryAt(root, 'deploy', 'preDeployCommand');
  if (migrates !== undefined && /migrat/i.test(before.slice(0, 500)))
    found.push({ type: 'practice', practice: 'migrations', evidence: input.evidence(migrates.line) });
  return { observations: found, problems };
}

import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { parseToml } from '../parse/toml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { folderOf, joinPath } from './paths.ts';
import { commandRules } from './pipeline-rules.ts';
import { commandKind, countOf, deployedTo, environmentHosts, folderOfDockerfile, platformWorkload, sized } from './platform-workload.ts';

/** Reads Fly.io's `fly.toml` and its variants: the app with its processes, region, sizes, health checks and hosts. */
export const fly: Detector = {
  id: 'fly',
  matches: (path) => /(^|\/)fly([._-][\w-]+)?\.toml$/.test(path),
  companions: (path, files) =>
    ['fly.toml', 'fly.production.toml', 'fly.prod.toml']
      .map((name) => joinPath(folderOf(path), name) ?? name)
      .filter((other) => other !== path && files.has(other)),
  detect,
  examples: [
    {
      path: 'fly.toml',
      text: 'app = "shop"\nprimary_region = "fra"\n[env]\nREDIS_URL = "redis://shop-cache.internal:6379"\n[processes]\napp = "bin/server"\nworker = "bin/worker"\n[http_service]\ninternal_port = 8080\nmin_machines_running = 2\n[[http_service.checks]]\npath = "/up"\n[[vm]]\nsize = "shared-cpu-1x"\nmemory = "512mb"\n',
      sees: [
        'workload shop@1',
        'workload worker@7',
        'deployment fly@2',
        'sizing replicas@10',
        'practice health-checks@11',
        'sizing instance-class@14',
        'sizing memory@15',
      ],
      not: ['workload app@6'],
    },
    {
      path: 'fly.staging.toml',
      text: 'app = "shop-staging"\n[[vm]]\nsize = "shared-cpu-1x"\n',
      beside: { 'fly.toml': 'app = "shop"\n' },
      sees: ['workload shop-staging@1'],
      not: ['sizing instance-class@3'],
    },
    { path: 'fly.toml', text: '# app = "shop"\n', sees: [], not: ['workload shop@1', 'deployment fly@1'] },
  ],
};

/** Variants of a file that are not what users use. */
const trialVariant =
  /(^|\/)fly[._-](staging|stage|stg|dev|development|test|testing|review|preview|demo|canary|beta|pr|ci|example|sample)\.toml$/i;

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseToml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const folder = folderOf(input.path);
  const app = entryAt(root, 'app');
  const build = entryAt(root, 'build');
  const first = app ?? build ?? entryAt(root, 'http_service') ?? entryAt(root, 'services');
  if (first === undefined) return { observations: [], problems };
  const hasMain = ['fly.toml', 'fly.production.toml', 'fly.prod.toml'].some(
    (name) => input.companion(joinPath(folder, name) ?? name) !== undefined,
  );
  const auxiliary = trialVariant.test(input.path) && hasMain;
  const observations: Observation[] = [...workloads(input, root, first, folder, auxiliary)];
  if (auxiliary) return { observations, problems };
  const region = entryAt(root, 'primary_region');
  observations.push(deployedTo(input, 'fly', region?.line ?? first.line, textAt(root, 'primary_region')), ...practices(input, root));
  const name = textAt(root, 'app') ?? baseOf(folder);
  for (const [key, measure] of [
    ['size', 'instance-class'],
    ['memory', 'memory'],
    ['memory_mb', 'memory'],
    ['cpus', 'cpu'],
  ] as const) {
    const vm = entryAt(root, 'vm');
    const entry = (vm?.value.kind === 'list' ? vm.value.items : vm === undefined ? [] : [vm.value])
      .map((one) => entryAt(one, key))
      .find((found) => found !== undefined);
    observations.push(...sized(input, measure, name, entry));
  }
  for (const service of servicesOf(root)) {
    const running = entryAt(service, 'min_machines_running');
    if (countOf(running) !== undefined) observations.push(...sized(input, 'replicas', name, running));
  }
  return { observations, problems };
}

/** The app under its own name; further processes of the same image under theirs. */
function workloads(input: DetectorInput, root: DataNode, first: DataEntry, folder: string, auxiliary: boolean): readonly Observation[] {
  const image = textAt(root, 'build', 'image');
  const buildFolder = image === undefined ? folderOfDockerfile(folder, textAt(root, 'build', 'dockerfile')) : undefined;
  const name = textAt(root, 'app') ?? baseOf(folder);
  const processes = entriesAt(root, 'processes');
  const main = processes.find(([key]) => /^(app|web|server|api|http)$/.test(key)) ?? processes[0];
  const references = environmentHosts(input, entryAt(root, 'env')?.value);
  const shared = { image, buildFolder, references, auxiliary };
  const command = main?.[1].value.kind === 'scalar' ? commandKind(main[1].value.text) : undefined;
  // What answers requests and migrates, keeps files or has further processes is a server; else what is built tells whether it
  // is one or a web client.
  const keeps = entryAt(root, 'deploy', 'release_command') ?? entryAt(root, 'mounts') ?? entryAt(root, 'processes');
  const isServer = image === undefined && servicesOf(root).length > 0 && keeps !== undefined;
  const kind = command ?? (isServer ? 'service' : undefined);
  const ports = servicesOf(root).flatMap((service) => Number(textAt(service, 'internal_port')) || []);
  const aliases = [`${name}.internal`, `${name}.flycast`, `${name}.fly.dev`];
  return [
    platformWorkload(input, {
      ...shared,
      name,
      line: first.line,
      kind,
      ports,
      aliases,
    }),
    ...processes
      .filter((process) => process !== main)
      .map(([key, entry]) => {
        const command = entry.value.kind === 'scalar' ? entry.value.text : '';
        const isServed = servicesOf(root).some((service) =>
          itemsAt(service, 'processes').some((one) => one.kind === 'scalar' && one.text === key),
        );
        return platformWorkload(input, {
          ...shared,
          name: key,
          line: entry.line,
          kind: isServed ? 'service' : (commandKind(command) ?? 'worker'),
        });
      }),
  ];
}

function servicesOf(root: DataNode): readonly DataNode[] {
  const http = entryAt(root, 'http_service')?.value;
  return [...(http === undefined ? [] : [http]), ...itemsAt(root, 'services')];
}

function practices(input: DetectorInput, root: DataNode): readonly Observation[] {
  const found: Observation[] = [];
  const check = [
    entryAt(root, 'checks'),
    ...servicesOf(root).flatMap((one) => ['checks', 'http_checks', 'tcp_checks'].map((key) => entryAt(one, key))),
  ].find(
    (entry) =>
      entry !== undefined &&
      (entry.value.kind === 'map' ? entry.value.entries.size > 0 : entry.value.kind === 'list' && entry.value.items.length > 0),
  );
  if (check !== undefined) found.push({ type: 'practice', practice: 'health-checks', evidence: input.evidence(check.line) });
  const release = entryAt(root, 'deploy', 'release_command');
  const command = textAt(root, 'deploy', 'release_command')?.slice(0, 500) ?? '';
  const migrates = /\bmigrat/i.test(command) || commandRules.some((rule) => rule.practice === 'migrations' && rule.pattern.test(command));
  if (release !== undefined && migrates) found.push({ type: 'practice', practice: 'migrations', evidence: input.evidence(release.line) });
  return found;
}

function baseOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1) || 'app';
}

import type { ComponentKind } from '../../model/fact.ts';
import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { observeTechnology } from './dependency.ts';
import { folderOf } from './paths.ts';
import { deployedTo, environmentHosts, platformWorkload, sized } from './platform-workload.ts';

/** Reads App Engine's `app.yaml`, `cron.yaml` and `dispatch.yaml`. */
export const appEngine: Detector = {
  id: 'app-engine',
  matches: (path) => /(^|\/)(app|app[._-][\w.-]+|[\w.-]+[._-]app|(cron|dispatch)([._-][\w-]+)?)\.ya?ml$/i.test(path),
  detect,
  examples: [
    {
      path: 'api/app.yaml',
      text: 'runtime: nodejs20\nservice: api\ninstance_class: F2\nautomatic_scaling:\n  min_instances: 1\n  max_instances: 4\nenv_variables:\n  REDIS_URL: redis://cache:6379\nbeta_settings:\n  cloud_sql_instances: shop-123:europe-west1:orders\n',
      sees: [
        'workload api@2',
        'technology nodejs@1',
        'technology app-engine@1',
        'deployment gcp@1',
        'sizing instance-class@3',
        'practice autoscaling@4',
        'sizing replicas@5',
        'sizing max-replicas@6',
        'resource cloud-sql orders@10',
      ],
    },
    { path: 'app.yaml', text: 'apiVersion: v1\nkind: Service\nruntime: x\n', sees: [], not: ['deployment gcp@1'] },
    {
      path: 'cron.yaml',
      text: 'cron:\n  - url: /tasks/report\n    schedule: every 24 hours\n    target: api\n',
      sees: ['deployment gcp@2'],
    },
    { path: 'dispatch.yaml', text: 'dispatch:\n  - url: "*/api/*"\n    service: api\n', sees: ['deployment gcp@3'] },
  ],
};

/** Runtimes by the catalogue id of their language; the number behind the word is the version. */
const runtimes: readonly (readonly [RegExp, string])[] = [
  [/^nodejs(\d+)?$/, 'nodejs'],
  [/^python(\d+)?$/, 'python'],
  [/^java(\d+)?$/, 'java'],
  [/^go(\d+)?$/, 'go'],
  [/^php(\d+)?$/, 'php'],
  [/^ruby(\d+)?$/, 'ruby'],
  [/^(custom|aspnetcore)$/, ''],
];

function detect(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const root = documents[0];
  const runtime = entryAt(root, 'runtime');
  const rule = runtimes.find(([pattern]) => pattern.test(textAt(root, 'runtime') ?? ''));
  const isElse = entryAt(root, 'kind') !== undefined || entryAt(root, 'apiVersion') !== undefined || entryAt(root, 'openapi') !== undefined;
  const observations: Observation[] = [];
  if (runtime !== undefined && rule !== undefined && !isElse) observations.push(...application(input, root, runtime, rule[1]));
  else {
    const scheduled = itemsAt(root, 'cron').flatMap((job) => entryAt(job, 'url') ?? []);
    const routed = itemsAt(root, 'dispatch').flatMap((rule2) => entryAt(rule2, 'service') ?? []);
    const first: DataEntry | undefined = scheduled[0] ?? routed[0];
    if (first !== undefined && !isElse) observations.push(deployedTo(input, 'gcp', first.line));
  }
  // Other tools write files of these names; what is wrong with theirs is not for this reader to say.
  const isOwn = observations.length > 0;
  return { observations, problems: isOwn ? issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line)) : [] };
}

function application(input: DetectorInput, root: DataNode | undefined, runtime: DataEntry, language: string): readonly Observation[] {
  const folder = folderOf(input.path);
  const service = entryAt(root, 'service') ?? entryAt(root, 'module');
  const name = (service?.value.kind === 'scalar' ? service.value.text : '') || folder.slice(folder.lastIndexOf('/') + 1) || 'default';
  const digits = /(\d+)$/.exec(textAt(root, 'runtime') ?? '')?.[1];
  const version = digits === undefined ? undefined : versionOf(language, digits);
  const sql = entryAt(root, 'beta_settings', 'cloud_sql_instances');
  const databases = (sql?.value.kind === 'scalar' ? sql.value.text.split(',').slice(0, 20) : []).flatMap(
    (one) => /^[\w-]+:[\w-]+:([\w-]{1,98})(=|$)/.exec(one.trim())?.[1] ?? [],
  );
  const evidence = sql === undefined ? undefined : input.evidence(sql.line);
  const references = environmentHosts(input, entryAt(root, 'env_variables')?.value);
  return [
    platformWorkload(input, {
      name,
      line: (service ?? runtime).line,
      kind: kindOf(root),
      buildFolder: folder,
      references: [...references, ...databases.flatMap((host) => (evidence === undefined ? [] : [{ host, evidence }]))],
    }),
    deployedTo(input, 'gcp', runtime.line),
    observeTechnology(input, 'app-engine', folder, { line: runtime.line }),
    ...(language === '' ? [] : [observeTechnology(input, language, folder, { line: runtime.line, version })]),
    ...databases.flatMap((database): readonly Observation[] =>
      evidence === undefined
        ? []
        : [
            {
              type: 'resource',
              address: `cloud-sql ${database}`,
              name: input.redact(database),
              technology: 'cloud-sql',
              references: [],
              evidence,
            },
          ],
    ),
    ...scaling(input, root, name),
  ];
}

/** `python39` is 3.9, `go121` is 1.21, `php82` is 8.2, `ruby32` is 3.2; of Node.js and Java only the major is named. */
function versionOf(language: string, digits: string): string {
  const isWhole = language === 'nodejs' || language === 'java' || digits.length < 2;
  return isWhole ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
}

/** Handlers that only hand out files serve a web client; a script, or none at all, is a program. */
function kindOf(root: DataNode | undefined): ComponentKind | undefined {
  const handlers = itemsAt(root, 'handlers');
  const isStatic = (handler: DataNode): boolean =>
    entryAt(handler, 'static_dir') !== undefined || entryAt(handler, 'static_files') !== undefined;
  return handlers.length > 0 && handlers.every(isStatic) && entryAt(root, 'entrypoint') === undefined ? 'web-client' : 'service';
}

function scaling(input: DetectorInput, root: DataNode | undefined, name: string): readonly Observation[] {
  const found: Observation[] = [...sized(input, 'instance-class', name, entryAt(root, 'instance_class'))];
  const automatic = entryAt(root, 'automatic_scaling');
  if (automatic?.value.kind === 'map') found.push({ type: 'practice', practice: 'autoscaling', evidence: input.evidence(automatic.line) });
  for (const [key, entry] of entriesAt(root, 'automatic_scaling')) {
    if (/^min_(num_)?instances$/.test(key)) found.push(...sized(input, 'replicas', name, entry));
    if (/^max_(num_)?instances$/.test(key)) found.push(...sized(input, 'max-replicas', name, entry));
  }
  found.push(...sized(input, 'replicas', name, entryAt(root, 'manual_scaling', 'instances')));
  found.push(
    ...sized(input, 'cpu', name, entryAt(root, 'resources', 'cpu')),
    ...sized(input, 'memory', name, entryAt(root, 'resources', 'memory_gb')),
  );
  const check = entryAt(root, 'liveness_check') ?? entryAt(root, 'readiness_check');
  if (check !== undefined) found.push({ type: 'practice', practice: 'health-checks', evidence: input.evidence(check.line) });
  return found;
}

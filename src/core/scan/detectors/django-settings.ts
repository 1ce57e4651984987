import { byId } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { longLineProblems, observeTechnology } from './dependency.ts';
import { engineOf, engineOfUrl } from './engines.ts';
import { folderOf } from './paths.ts';

/** Classes that a setting names, with what they work on. */
const backends: readonly (readonly [RegExp, string])[] = [
  [/\b(?:django_redis\.cache|django\.core\.cache\.backends\.redis|channels_redis\.|redis_cache\.)/, 'redis'],
  [/\bdjango\.core\.cache\.backends\.memcached\./, 'memcached'],
  [/\bwagtail\.(?:contrib\.)?search\.backends\.elasticsearch\d/, 'elasticsearch'],
  [/\bwagtail\.(?:contrib\.)?search\.backends\.opensearch\d/, 'opensearch'],
  [/\bhaystack\.backends\.elasticsearch/, 'elasticsearch'],
  [/\bhaystack\.backends\.solr/, 'solr'],
];
/** The same for file storage, which is often one choice of several: it counts outside of conditions only. */
const storages: readonly (readonly [RegExp, string])[] = [
  [/\bstorages\.backends\.(?:s3boto3|s3)\./, 'amazon-s3'],
  [/\bstorages\.backends\.gcloud\./, 'google-cloud-storage'],
  [/\bstorages\.backends\.azure_storage\./, 'azure-blob-storage'],
];

/** Reads the settings of Django for the engines behind records, caches, queues and files. Names only; values are not kept. */
export const djangoSettings: Detector = {
  id: 'django-settings',
  sources: ['django', 'wagtail', 'django-rest-framework'],
  matches: (path) =>
    /(^|\/)(settings\.py|(settings|config)\/(base|common|settings|prod|production|defaults?|databases?|caches?|celery|__init__)\.py|settings_?(base|common|prod|production)\.py)$/.test(
      path,
    ),
  detect,
  examples: [
    {
      path: 'shop/settings.py',
      text: 'DATABASES = {\n    "default": {\n        "ENGINE": "django.db.backends.postgresql",\n        "PASSWORD": "hunter2",\n    }\n}\n# "ENGINE": "django.db.backends.mysql"\nCELERY_BROKER_URL = os.environ.get("BROKER", "amqp://guest:guest@mq//")\nCACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache"}}\n',
      sees: ['technology postgresql@3', 'technology rabbitmq@8', 'technology redis@9'],
      not: ['technology mysql@7'],
    },
    {
      path: 'shop/settings/base.py',
      text: '"""\nDefaults to "postgres://x".\n"""\nDATABASES = {\n    "default": dj_database_url.config(\n        default="mysql://u:hunter2@db/x"\n    )\n}\nif S3:\n    DEFAULT_FILE_STORAGE = "storages.backends.s3boto3.S3Boto3Storage"\n',
      sees: ['technology mysql@6'],
      not: ['technology postgresql@2', 'technology amazon-s3@10'],
    },
    {
      path: 'watch/settings.py',
      text: 'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\nif DB == "postgres":\n    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\nif DB == "mysql":\n    DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}\n',
      sees: [],
      not: ['technology sqlite@1', 'technology postgresql@3', 'technology mysql@5'],
    },
    {
      path: 'shop/settings.py',
      text: 'if DEBUG:\n    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}\nelse:\n    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\n',
      sees: ['technology postgresql@4'],
      not: ['technology sqlite@2'],
    },
    {
      path: 'settings.py',
      text: 'ENGINE = "django.db.backends.sqlite3\nDATABASES = {\n  "ENGINE": "django.db.backends.sqlite3"\n',
      sees: ['technology sqlite@3'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const found = new Map<string, number>();
  const hasEndpoint = /ENDPOINT_URL|endpoint_url/.test(input.text);
  const certain = new Set<string>();
  let quoted = false;
  let conditional = false;
  for (const [index, text] of shortLines(input.text).entries()) {
    const marks = text.match(/"""|'''/g)?.length ?? 0;
    if (marks % 2 === 1) quoted = !quoted;
    if (quoted || marks > 0 || /^\s*(#|$)/.test(text)) continue;
    if (/^\w/.test(text)) conditional = /^(if|elif|else|try|except|with|def|class)\b/.test(text);
    for (const id of enginesIn(text, conditional || hasEndpoint)) {
      if (byId(id) === undefined) continue;
      if (!found.has(id)) found.set(id, index + 1);
      if (!conditional) certain.add(id);
    }
  }
  // Two servers under conditions are a choice that is made elsewhere.
  const choice = [...found.keys()].filter((id) => id !== 'sqlite' && !certain.has(id) && byId(id)?.component === 'store');
  if (choice.length > 1) for (const id of choice) found.delete(id);
  // The file that a developer starts with stands beside the server that production has.
  if (choice.length > 1 || [...found.keys()].some((id) => id !== 'sqlite' && byId(id)?.component === 'store')) found.delete('sqlite');
  const folder = folderOf(input.path);
  const observations = [...found].map(([id, line]): Observation => observeTechnology(input, id, folder, { line }));
  return { observations, problems: longLineProblems(input) };
}

function enginesIn(line: string, isChoice: boolean): readonly string[] {
  const text = line.replace(/\s#.*$/, '');
  const engine = /["']ENGINE["']\s*:\s*.{0,200}?["'](?:[\w-]{1,60}\.)+(\w{1,60})["']/.exec(text)?.[1];
  const known = engine === undefined ? undefined : engineOf(engine);
  const url = /["'][a-z][a-z0-9+]{1,30}:\/\//.test(text) ? engineOfUrl(text) : undefined;
  return [
    ...(known === undefined ? [] : [known]),
    ...(url === undefined ? [] : [url]),
    ...[...backends, ...(isChoice ? [] : storages)].flatMap(([pattern, id]) => (pattern.test(text) ? [id] : [])),
  ];
}

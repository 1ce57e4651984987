import { byId } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { entryAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseYaml } from '../parse/yaml.ts';
import { longLineProblems, observeTechnology, problemsOf } from './dependency.ts';
import { engineOf, engineOfUrl } from './engines.ts';
import { folderOf } from './paths.ts';

/** A file of Laravel's configuration and what its default can be. */
interface LaravelRule {
  readonly key: RegExp;
  readonly engine: (driver: string) => string | undefined;
}

const drivers: ReadonlyMap<string, string> = new Map([
  ['redis', 'redis'],
  ['memcached', 'memcached'],
  ['dynamodb', 'dynamodb'],
  ['sqs', 'amazon-sqs'],
  ['s3', 'amazon-s3'],
  ['pusher', 'pusher'],
  ['ably', 'ably'],
  ['algolia', 'algolia'],
  ['meilisearch', 'meilisearch'],
  ['typesense', 'typesense'],
]);

const laravelRules: ReadonlyMap<string, LaravelRule> = new Map(
  ['database', 'cache', 'queue', 'session', 'filesystems', 'broadcasting', 'scout'].map((name) => [
    name,
    {
      key: /^\s*['"](?:default|driver)['"]\s*=>\s*(?:env\(\s*['"](\w{1,80})['"]\s*,\s*)?(?:\(string\)\s*)?['"]([\w-]{1,40})['"]/,
      engine: (driver: string) => (name === 'database' ? engineOf(driver) : drivers.get(driver)),
    },
  ]),
);

/**
 * Reads the configuration of Laravel for the stores that are its defaults. Of the example of the environment only the name
 * of a driver is looked at, and only whether it is one of a closed list.
 */
export const laravelConfig: Detector = {
  id: 'laravel-config',
  sources: ['laravel'],
  matches: (path) => /(^|\/)config\/(database|cache|queue|session|filesystems|broadcasting|scout)\.php$/.test(path),
  companions: (path) => [envOf(path)],
  detect: detectLaravel,
  examples: [
    {
      path: 'config/database.php',
      text: "<?php\nreturn [\n    // 'default' => 'sqlsrv',\n    'default' => env('DB_CONNECTION', 'mysql'),\n    'connections' => ['pgsql' => ['driver' => 'pgsql']],\n",
      sees: ['technology mysql@4'],
      not: ['technology postgresql@5'],
    },
    {
      path: 'shop/config/database.php',
      text: "<?php\nreturn [\n    'default' => env('DB_CONNECTION', 'sqlite'),\n",
      beside: { 'shop/.env.example': 'DB_PASSWORD=hunter2\nDB_CONNECTION=pgsql\n' },
      sees: ['technology postgresql@3'],
      not: ['technology sqlite@3'],
    },
    {
      path: 'config/queue.php',
      text: "<?php\nreturn [\n    'default' => env('QUEUE_CONNECTION', 'sync'),\n",
      sees: [],
      not: ['technology redis@3'],
    },
    {
      path: 'config/scout.php',
      text: "<?php\nreturn [\n    'driver' => env('SCOUT_DRIVER', 'meilisearch'),\n",
      sees: ['technology meilisearch@3'],
    },
  ],
};

function envOf(path: string): string {
  const root = folderOf(folderOf(path));
  return root === '' ? '.env.example' : `${root}/.env.example`;
}

function detectLaravel(input: DetectorInput): DetectorOutput {
  const rule = laravelRules.get(/([a-z]+)\.php$/.exec(input.path)?.[1] ?? '');
  const problems = longLineProblems(input);
  const folder = folderOf(folderOf(input.path));
  for (const [index, text] of shortLines(input.text).entries()) {
    const match = rule?.key.exec(text);
    if (rule === undefined || match?.[2] === undefined) continue;
    // The first one is the file's own default; those below belong to single connections.
    const chosen = (match[1] === undefined ? undefined : driverIn(input.companion(envOf(input.path)) ?? '', match[1])) ?? match[2];
    const id = rule.engine(chosen);
    const isKnown = id !== undefined && byId(id) !== undefined;
    return { observations: isKnown ? [observeTechnology(input, id, folder, { line: index + 1 })] : [], problems };
  }
  return { observations: [], problems };
}

const driverNames =
  /^(mysql|mariadb|pgsql|sqlite|sqlsrv|redis|memcached|dynamodb|database|file|array|sync|sqs|beanstalkd|local|public|s3|cookie|apc|log|null|pusher|reverb|ably|algolia|meilisearch|typesense|collection)$/;

/** The driver that the example of the environment sets under `key`; anything that is not the name of a driver is not seen. */
function driverIn(env: string, key: string): string | undefined {
  for (const line of shortLines(env)) {
    if (!line.startsWith(`${key}=`)) continue;
    const value = line
      .slice(key.length + 1)
      .trim()
      .replace(/^["']|["']$/g, '');
    return driverNames.test(value) ? value : undefined;
  }
  return undefined;
}

/** Reads the configuration of Symfony for the engines of Doctrine, caches and message transports. */
export const symfonyConfig: Detector = {
  id: 'symfony-config',
  matches: (path) => /(^|\/)config\/packages\/(prod\/)?(doctrine|cache|framework|messenger|doctrine_mongodb)\.ya?ml$/.test(path),
  detect: detectSymfony,
  examples: [
    {
      path: 'config/packages/doctrine.yaml',
      text: "doctrine:\n    dbal:\n        driver: 'pdo_pgsql'\n        url: '%env(resolve:DATABASE_URL)%'\n",
      sees: ['technology postgresql@3'],
    },
    {
      path: 'config/packages/cache.yaml',
      text: 'framework:\n    cache:\n        app: cache.adapter.redis\nwhen@test:\n    framework:\n        cache:\n            app: cache.adapter.memcached\n',
      sees: ['technology redis@3'],
      not: ['technology memcached@7'],
    },
    {
      path: 'config/packages/messenger.yaml',
      text: "framework:\n    messenger:\n        transports:\n            async: '%env(MESSENGER_TRANSPORT_DSN)%'\n            mail: 'amqp://guest:guest@mq/%2f/mail'\n",
      sees: ['technology rabbitmq@5'],
    },
    {
      path: 'config/packages/doctrine.yaml',
      text: 'doctrine:\n  dbal:\n    driver: pdo_mysql\n    x: [\n',
      sees: ['technology mysql@3', 'problem syntax-error@5'],
    },
  ],
};

function detectSymfony(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const root = documents[0];
  const folder = input.path.replace(/(^|\/)config\/packages\/.*$/, '');
  const found = new Map<string, number>();
  const see = (id: string | undefined, line: number): void => {
    if (id !== undefined && byId(id) !== undefined && !found.has(id)) found.set(id, line);
  };
  for (const { text, line } of scalarsBelow(entryAt(root, 'doctrine', 'dbal')?.value))
    if (/^(pdo_|mysqli|sqlsrv|oci8|ibm)/.test(text)) see(engineOf(text), line);
  for (const { text, line } of scalarsBelow(entryAt(root, 'doctrine', 'dbal')?.value)) see(engineOfUrl(`"${text}`), line);
  for (const { text, line } of scalarsBelow(entryAt(root, 'framework', 'cache')?.value)) {
    if (text.startsWith('cache.adapter.redis')) see('redis', line);
    if (text.startsWith('cache.adapter.memcached')) see('memcached', line);
  }
  for (const { text, line } of scalarsBelow(entryAt(root, 'framework', 'messenger', 'transports')?.value)) {
    if (text.startsWith('sqs://')) see('amazon-sqs', line);
    else see(engineOfUrl(`"${text}`), line);
  }
  const observations = [...found].map(([id, line]): Observation => observeTechnology(input, id, folder, { line }));
  return { observations, problems: problemsOf(input, issues) };
}

/** Every leaf below a node, in file order; at most 2,000. */
function scalarsBelow(node: DataNode | undefined): readonly { readonly text: string; readonly line: number }[] {
  const found: { readonly text: string; readonly line: number }[] = [];
  const open = node === undefined ? [] : [node];
  for (let next = open.pop(); next !== undefined && found.length < 2_000; next = open.pop()) {
    if (next.kind === 'scalar') found.push({ text: next.text.slice(0, 2_000), line: next.line });
    else
      for (const child of (next.kind === 'list' ? [...next.items] : [...next.entries.values()].map((entry) => entry.value)).reverse())
        open.push(child);
  }
  return found;
}

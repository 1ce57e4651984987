import { byId } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { at, entriesAt, entryAt } from '../parse/data.ts';
import type { DataEntry } from '../parse/data.ts';
import { parseLimits, shortLines } from '../parse/guard.ts';
import { parseYaml } from '../parse/yaml.ts';
import { longLineProblems, observeTechnology, problemsOf } from './dependency.ts';
import { engineOf } from './engines.ts';
import { folderOf } from './paths.ts';

const application = /(^|\/)config\/application\.rb$/;
const production = /(^|\/)config\/environments\/production\.rb$/;

/** Reads the configuration of Rails: the engines behind records, cables and files, as production is set up with them. */
export const railsConfig: Detector = {
  id: 'rails-config',
  matches: (path) => /(^|\/)config\/(database|cable|storage)\.yml$/.test(path) || production.test(path) || application.test(path),
  // Which of the listed stores is used stands in the file of the environment.
  companions: (path) =>
    path.endsWith('storage.yml')
      ? [`${folderOf(path)}/environments/production.rb`]
      : path.endsWith('cable.yml') || application.test(path)
        ? [gemfileOf(path)]
        : [],
  detect: (input) =>
    application.test(input.path) ? detectName(input) : production.test(input.path) ? detectEnvironment(input) : detectYaml(input),
  examples: [
    {
      path: 'config/database.yml',
      text: 'default: &default\n  adapter: postgresql\n  password: <%= ENV["DB_PASS"] %>\ndevelopment:\n  adapter: sqlite3\nproduction:\n  primary:\n    <<: *default\n  cache:\n    adapter: mysql2\n<% if ENV["X"] %>\n<% end %>\n',
      sees: ['technology postgresql@2', 'technology mysql@10'],
      not: ['technology sqlite@5'],
    },
    {
      path: 'config/database.yml',
      text: 'production:\n  adapter: <%= ENV["ADAPTER"].presence || "mysql2" %>\n',
      sees: ['technology mysql@2'],
    },
    {
      path: 'shop/config/cable.yml',
      text: 'development:\n  adapter: async\nproduction:\n  adapter: redis\n  url: x\n',
      beside: { 'shop/Gemfile': 'gem "redis", "~> 5"\n' },
      sees: ['technology redis@4'],
    },
    {
      path: 'config/storage.yml',
      text: 'local:\n  service: Disk\namazon:\n  service: S3\n  secret_access_key: x\ngoogle:\n  service: GCS\n',
      beside: {
        'config/environments/production.rb': '  # config.active_storage.service = :google\n  config.active_storage.service = :amazon\n',
      },
      sees: ['technology amazon-s3@4'],
      not: ['technology google-cloud-storage@7'],
    },
    {
      path: 'config/environments/production.rb',
      text: 'Rails.application.configure do\n  # config.cache_store = :mem_cache_store\n  config.cache_store = :redis_cache_store, { url: ENV["REDIS_URL"] }\n  config.active_job.queue_adapter = :sidekiq\nend\n',
      sees: ['technology redis@3', 'technology sidekiq@4'],
      not: ['technology memcached@2'],
    },
    {
      path: 'shop/config/application.rb',
      text: '# module Old\nrequire "rails/all"\nmodule BookShop\n  class Application < Rails::Application\n  end\nend\n',
      beside: { 'shop/Gemfile': 'gem "rails"\n' },
      sees: ['unit book-shop@3'],
      not: ['unit old@1'],
    },
    {
      path: 'config/application.rb',
      text: 'module Tools\n  class Runner\n  end\nend\n',
      beside: { Gemfile: 'gem "rails"\n' },
      sees: [],
      not: ['unit tools@1'],
    },
    {
      path: 'config/database.yml',
      text: 'production:\n  adapter: mysql2\n  host: [\n',
      sees: ['technology mysql@2', 'problem syntax-error@4'],
    },
  ],
};

function detectYaml(input: DetectorInput): DetectorOutput {
  const { documents, issues } = parseYaml(withoutTemplates(input.text));
  const root = documents[0];
  const folder = folderOf(folderOf(input.path));
  const problems = problemsOf(input, issues);
  const observe = (id: string | undefined, line: number): Observation[] =>
    id === undefined || byId(id) === undefined ? [] : [observeTechnology(input, id, folder, { line })];
  if (input.path.endsWith('storage.yml')) {
    const used = usedStorage(input);
    const service = used === undefined ? undefined : entryAt(root, used, 'service');
    // With an endpoint of its own it is somebody else's store that speaks the same protocol.
    if (used === undefined || service === undefined || entryAt(root, used, 'endpoint') !== undefined) return { observations: [], problems };
    return { observations: observe(stores.get(textOf(service)?.toLowerCase() ?? ''), service.line), problems };
  }
  const settings = at(root, 'production');
  const own = entryAt(settings, 'adapter');
  // Since Rails 6 an environment can have several databases, one under each name.
  const adapters = own === undefined ? entriesAt(settings).flatMap(([, entry]) => entryAt(entry.value, 'adapter') ?? []) : [own];
  const isCable = input.path.endsWith('cable.yml');
  const seen = new Set<string>();
  const observations = adapters.flatMap((entry) => {
    const engine = engineOf(textOf(entry) ?? '');
    // The file comes with every new application; without the gem nothing of it works, so nobody uses it.
    const isUnused =
      isCable && (engine !== 'redis' || !/^\s*gem\s*\(?\s*["']redis["']/m.test(input.companion(gemfileOf(input.path)) ?? ''));
    if (engine === undefined || seen.has(engine) || isUnused) return [];
    seen.add(engine);
    return observe(engine, entry.line);
  });
  return { observations, problems };
}

/** The module around the application's class is the name that the application was made with. */
function detectName(input: DetectorInput): DetectorOutput {
  const lines = shortLines(input.text);
  const line = lines.findIndex((text) => /^\s*module\s+[A-Z]\w{0,80}\s*$/.test(text));
  const name = /module\s+(\w+)/.exec(lines[line] ?? '')?.[1];
  const isRails = lines.some((text) => /^\s*class\s+Application\s*<\s*(::)?Rails::Application\b/.test(text));
  if (name === undefined || !isRails || input.companion(gemfileOf(input.path)) === undefined)
    return { observations: [], problems: longLineProblems(input) };
  const written = name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
  return {
    observations: [
      {
        type: 'unit',
        folder: folderOf(folderOf(input.path)),
        name: input.redact(written),
        ecosystem: 'other',
        evidence: input.evidence(line + 1),
      },
    ],
    problems: longLineProblems(input),
  };
}

function gemfileOf(path: string): string {
  const root = folderOf(folderOf(path));
  return root === '' ? 'Gemfile' : `${root}/Gemfile`;
}

const stores: ReadonlyMap<string, string> = new Map([
  ['s3', 'amazon-s3'],
  ['gcs', 'google-cloud-storage'],
  ['azurestorage', 'azure-blob-storage'],
  ['azureblob', 'azure-blob-storage'],
]);

function usedStorage(input: DetectorInput): string | undefined {
  const text = input.companion(`${folderOf(input.path)}/environments/production.rb`) ?? '';
  return shortLines(text).flatMap((line) => /^\s*config\.active_storage\.service\s*=\s*:(\w{1,80})/.exec(line)?.[1] ?? [])[0];
}

/** Lines of an environment that say what is behind something. */
const environmentRules: readonly (readonly [RegExp, string])[] = [
  [/^\s*config\.cache_store\s*=\s*\[?\s*:redis_(?:cache_)?store\b/, 'redis'],
  [/^\s*config\.cache_store\s*=\s*\[?\s*:(?:mem_cache_store|dalli_store)\b/, 'memcached'],
  [/^\s*config\.active_job\.queue_adapter\s*=\s*:sidekiq\b/, 'sidekiq'],
  [/^\s*config\.action_mailer\.delivery_method\s*=\s*:smtp\b/, 'smtp'],
  [/^\s*config\.action_mailer\.delivery_method\s*=\s*:ses(?:_v2)?\b/, 'amazon-ses'],
  [/^\s*config\.action_mailer\.delivery_method\s*=\s*:postmark\b/, 'postmark'],
  [/^\s*config\.action_mailer\.delivery_method\s*=\s*:mailgun\b/, 'mailgun'],
];

function detectEnvironment(input: DetectorInput): DetectorOutput {
  const folder = folderOf(folderOf(folderOf(input.path)));
  const observations = shortLines(input.text).flatMap((text, index): Observation[] => {
    const id = environmentRules.find(([pattern]) => pattern.test(text))?.[1];
    return id === undefined || byId(id) === undefined ? [] : [observeTechnology(input, id, folder, { line: index + 1 })];
  });
  return { observations, problems: longLineProblems(input) };
}

/**
 * Replaces ERB by what it stands for, so that lines stay: a default written in `ENV.fetch` by that default, a line of ERB
 * alone by a comment, and everything else by one word.
 */
function withoutTemplates(text: string): string {
  if (!text.includes('<%')) return text;
  return text
    .split('\n')
    .map((line) => {
      if (line.length > parseLimits.lineLength || !line.includes('<%')) return line;
      if (/^\s*<%/.test(line)) return '#';
      return line
        .replace(/<%=\s*ENV\.fetch\(?\s*["']\w{1,100}["']\s*\)?\s*[,{]\s*["']([\w.:/-]{1,100})["'][^%]{0,200}%>/g, '$1')
        .replace(/<%=[^%]{0,300}\|\|\s*["']([\w.:/-]{1,100})["']\s*%>/g, '$1')
        .replace(/<%[^%]{0,500}%>/g, 'x');
    })
    .join('\n');
}

function textOf(entry: DataEntry): string | undefined {
  return entry.value.kind === 'scalar' ? entry.value.text : undefined;
}

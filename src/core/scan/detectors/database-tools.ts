import type { Detector, DetectorInput, DetectorOutput } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { longLineProblems, observeTechnology } from './dependency.ts';
import { engineOf, engineOfUrl } from './engines.ts';
import { folderOf } from './paths.ts';

/** How the configuration of one tool names the engine that it works on. */
interface ToolRule {
  readonly file: RegExp;
  /** The engine's word in the first group. */
  readonly engine?: RegExp;
  /** A line with a URL whose scheme is the engine. */
  readonly url?: RegExp;
  /** Where several environments stand in one file: the line that opens production's. */
  readonly environments?: RegExp;
}

const rules: readonly ToolRule[] = [
  { file: /(^|\/)drizzle[\w.-]*\.config\.[cm]?[jt]s$/, engine: /\bdialect\s*:\s*["'](\w{1,40})["']/ },
  { file: /(^|\/)knexfile\.[cm]?[jt]s$/, engine: /\bclient\s*:\s*["']([\w-]{1,40})["']/, environments: /\bproduction\b["']?\s*[:=]/ },
  {
    file: /(^|\/)(ormconfig\.(json|[jt]s)|(typeorm|data-?source)[\w.-]*\.[jt]s)$/i,
    engine: /^\s*["']?type["']?\s*:\s*["']([\w-]{1,40})["']/,
  },
  {
    file: /(^|\/)config\/config\.js(on)?$|(^|\/)\.sequelizerc$/,
    engine: /["']?dialect["']?\s*:\s*["'](\w{1,40})["']/,
    environments: /["']?production["']?\s*:/,
  },
  { file: /(^|\/)alembic\.ini$/, url: /^\s*sqlalchemy\.url\s*=/ },
  { file: /(^|\/)flyway[\w.-]*\.(conf|toml|properties)$/, url: /^\s*(?:flyway\.)?url\s*=/ },
  { file: /(^|\/)liquibase[\w.-]*\.properties$/, url: /^\s*(?:liquibase\.command\.)?url\s*[=:]/ },
  { file: /(^|\/)sqlc\.(ya?ml|json)$/, engine: /^\s*-?\s*["']?engine["']?\s*:\s*["']?(\w{1,40})["']?/ },
  { file: /(^|\/)mikro-orm\.config\.[jt]s$/, engine: /from\s+["']@mikro-orm\/(\w{1,40})["']/ },
  // A replica set or an Atlas cluster is MongoDB all the same.
  { file: /(^|\/)migrate-mongo-config\.[cm]?js$/, url: /\burl\s*:/ },
];

/** A value that the tool's template leaves for whoever fills it in. */
const placeholder = /driver:\/\/user:pass@|:\/\/<|\$\{/;

/** Reads the configuration of tools that change schemas (Drizzle, Knex, TypeORM, Sequelize, Alembic, Flyway, …) for the engine they work on. */
export const databaseTools: Detector = {
  id: 'database-tools',
  matches: (path) => rules.some((rule) => rule.file.test(path)),
  detect,
  examples: [
    {
      path: 'api/drizzle.config.ts',
      text: "export default {\n  // dialect: 'mysql',\n  dialect: 'postgresql',\n};\n",
      sees: ['technology postgresql@3'],
      not: ['technology mysql@2'],
    },
    {
      path: 'knexfile.js',
      text: "module.exports = {\n  development: {\n    client: 'sqlite3',\n  },\n  production: {\n    client: 'pg',\n  },\n};\n",
      sees: ['technology postgresql@6'],
      not: ['technology sqlite@3'],
    },
    {
      path: 'alembic.ini',
      text: '[alembic]\n# sqlalchemy.url = sqlite:///x\nsqlalchemy.url = postgresql+asyncpg://u:hunter2@db/app\n',
      sees: ['technology postgresql@3'],
    },
    {
      path: 'alembic.ini',
      text: '[alembic]\nsqlalchemy.url = driver://user:pass@localhost/dbname\n',
      sees: [],
      not: ['technology postgresql@2'],
    },
    { path: 'sqlc.yaml', text: 'version: "2"\nsql:\n  - engine: "postgresql"\n', sees: ['technology postgresql@3'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const rule = rules.find((one) => one.file.test(input.path));
  const found: { readonly engine: string; readonly line: number }[] = [];
  const lines = shortLines(input.text);
  const from =
    rule?.environments === undefined ? -1 : lines.findIndex((text) => rule.environments?.test(text) === true && !isComment(text));
  // `.conf` and TOML files write keys with other quotes, so both patterns look at single lines only.
  for (const [index, text] of lines.entries()) {
    if (rule === undefined || isComment(text)) continue;
    const word = rule.engine?.exec(text)?.[1];
    const engine =
      word !== undefined ? engineOf(word) : rule.url?.test(text) === true && !placeholder.test(text) ? engineOfUrl(text) : undefined;
    if (engine !== undefined) found.push({ engine, line: index + 1 });
  }
  const folder = folderOf(input.path).replace(/(^|\/)(config|src|src\/config|src\/db|src\/database|db|database)$/, '');
  const production = from === -1 ? found : found.filter((one) => one.line > from);
  // Two engines are two environments or a choice; which one runs is then not told.
  const [first] = production;
  const isOne = first !== undefined && (from !== -1 || production.every((one) => one.engine === first.engine));
  return { observations: isOne ? [observeTechnology(input, first.engine, folder, first)] : [], problems: longLineProblems(input) };
}

function isComment(text: string): boolean {
  return /^\s*(#|\/\/|\*|\/\*|;)/.test(text);
}

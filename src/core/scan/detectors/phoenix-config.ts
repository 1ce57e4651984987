import { byId } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { longLineProblems, observeTechnology } from './dependency.ts';
import { folderOf } from './paths.ts';

/** Adapters of Ecto and Swoosh by their last name, with what they talk to. */
const adapters: ReadonlyMap<string, string> = new Map([
  ['Ecto.Adapters.Postgres', 'postgresql'],
  ['Ecto.Adapters.MyXQL', 'mysql'],
  ['Ecto.Adapters.Tds', 'sql-server'],
  ['Ecto.Adapters.SQLite3', 'sqlite'],
  ['Ecto.Adapters.ClickHouse', 'clickhouse'],
  ['Swoosh.Adapters.SMTP', 'smtp'],
  ['Swoosh.Adapters.Sendgrid', 'sendgrid'],
  ['Swoosh.Adapters.Mailgun', 'mailgun'],
  ['Swoosh.Adapters.Postmark', 'postmark'],
  ['Swoosh.Adapters.AmazonSES', 'amazon-ses'],
  ['Swoosh.Adapters.ExAwsAmazonSES', 'amazon-ses'],
]);

/** Reads the repositories and the production configuration of Elixir applications for their adapters. */
export const phoenixConfig: Detector = {
  id: 'phoenix-config',
  sources: ['phoenix', 'ecto', 'elixir'],
  matches: (path) => /(^|\/)(lib\/([\w-]+\/){0,4}\w*repo\.ex|config\/(config|prod|runtime|releases)\.exs)$/.test(path),
  detect,
  examples: [
    {
      path: 'shop/lib/shop/repo.ex',
      text: 'defmodule Shop.Repo do\n  # adapter: Ecto.Adapters.MyXQL\n  use Ecto.Repo,\n    otp_app: :shop,\n    adapter: Ecto.Adapters.Postgres\nend\n',
      sees: ['technology postgresql@5'],
      not: ['technology mysql@2'],
    },
    {
      path: 'config/runtime.exs',
      text: 'if x do\n  config :a, A.Mailer, adapter: Swoosh.Adapters.Mailgun\nelse\n  config :a, A.Mailer, adapter: Swoosh.Adapters.SMTP\nend\n',
      sees: [],
      not: ['technology mailgun@2', 'technology smtp@4'],
    },
    { path: 'config/prod.exs', text: 'config :a, A.Mailer, adapter: Swoosh.Adapters.Postmark\n', sees: ['technology postmark@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const found = new Map<string, number>();
  for (const [index, text] of shortLines(input.text).entries()) {
    if (/^\s*#/.test(text)) continue;
    for (const match of text.matchAll(/\b(Ecto|Swoosh)\.Adapters\.\w{1,40}/g)) {
      const id = adapters.get(match[0]);
      if (id !== undefined && byId(id) !== undefined && !found.has(id)) found.set(id, index + 1);
    }
  }
  const folder = folderOf(input.path).replace(/(^|\/)(config|lib(\/.*)?)$/, '');
  const stores = [...found].filter(([id]) => byId(id)?.category === 'store');
  const mail = [...found].filter(([id]) => byId(id)?.category === 'external-api');
  // Two ways to send mail in one file are a choice that the environment makes.
  return {
    observations: [...stores, ...(mail.length === 1 ? mail : [])].map(([id, line]): Observation =>
      observeTechnology(input, id, folder, { line }),
    ),
    problems: longLineProblems(input),
  };
}

import { byId } from '../catalogue/index.ts';
import { shortLines } from '../parse/guard.ts';
import type { Detector, Observation } from '../observation.ts';
import { folderOf } from './paths.ts';

/** Names of variables that only one technology uses. The catalogue decides whether the id is known. */
const keyRules: readonly (readonly [RegExp, string])[] = [
  [/^(\w+_)?STRIPE_\w+$/, 'stripe'],
  [/^SENDGRID_\w+$/, 'sendgrid'],
  [/^TWILIO_\w+$/, 'twilio'],
  [/^MAILGUN_\w+$/, 'mailgun'],
  [/^POSTMARK_\w+$/, 'postmark'],
  [/^RESEND_API_KEY$/, 'resend'],
  [/^PAYPAL_\w+$/, 'paypal'],
  [/^ADYEN_\w+$/, 'adyen'],
  [/^(\w+_)?SENTRY_(DSN|AUTH_TOKEN|ORG)$/, 'sentry'],
  [/^(DD_API_KEY|DATADOG_\w+)$/, 'datadog'],
  [/^NEW_RELIC_LICENSE_KEY$/, 'new-relic'],
  [/^(\w+_)?AUTH0_\w+$/, 'auth0'],
  [/^(\w+_)?CLERK_\w+$/, 'clerk'],
  [/^KEYCLOAK_\w+$/, 'keycloak'],
  [/^OKTA_\w+$/, 'okta'],
  [/^(\w+_)?SUPABASE_(URL|ANON_KEY|SERVICE_ROLE_KEY)$/, 'supabase'],
  [/^(\w+_)?ALGOLIA_\w+$/, 'algolia'],
  [/^OPENAI_(API_KEY|ORGANIZATION|MODEL)$/, 'openai'],
  [/^ANTHROPIC_API_KEY$/, 'anthropic'],
  [/^CLOUDINARY_\w+$/, 'cloudinary'],
  [/^PUSHER_\w+$/, 'pusher'],
  [/^(\w+_)?POSTHOG_\w+$/, 'posthog'],
  [/^SEGMENT_WRITE_KEY$/, 'segment'],
  [/^MIXPANEL_\w+$/, 'mixpanel'],
  [/^LAUNCHDARKLY_\w+$/, 'launchdarkly'],
  [/^HUBSPOT_\w+$/, 'hubspot'],
  [/^REDIS_(URL|HOST|URI|PASSWORD|PORT)$/, 'redis'],
  [/^KAFKA_(BROKERS?|BOOTSTRAP_SERVERS|URL)$/, 'kafka'],
  [/^(RABBITMQ_\w+|AMQP_URL|CLOUDAMQP_URL)$/, 'rabbitmq'],
  [/^MONGO(DB)?_(URI|URL|HOST)$/, 'mongodb'],
  [/^(ELASTICSEARCH|ELASTIC)_(URL|HOST|NODE|HOSTS)$/, 'elasticsearch'],
  [/^(POSTGRES_\w+|PGHOST|PGDATABASE)$/, 'postgresql'],
  [/^MYSQL_(HOST|DATABASE|USER|PASSWORD|URL)$/, 'mysql'],
  [/^(AWS_S3_\w+|S3_BUCKET(_NAME)?)$/, 'amazon-s3'],
  [/^SNOWFLAKE_\w+$/, 'snowflake'],
];

/** Reads examples of environment files for the names of variables. A value is never read, not even a made-up one. */
export const envExample: Detector = {
  id: 'env-example',
  matches: (path) =>
    /(^|\/)\.?env[.-](example|sample|template|dist)$|(^|\/)\.env\.[\w-]+\.(example|sample|template)$|(^|\/)example\.env$/i.test(path),
  detect: (input) => {
    const found = new Map<string, Observation>();
    for (const [index, text] of shortLines(input.text).entries()) {
      const key = /^\s*(?:export\s+)?([A-Za-z_]\w{0,100})\s*=/.exec(text)?.[1]?.toUpperCase() ?? '';
      const id = keyRules.find(([pattern]) => pattern.test(key))?.[1];
      if (id === undefined || byId(id) === undefined || found.has(id)) continue;
      found.set(id, {
        type: 'technology',
        technology: id,
        scope: 'production',
        folder: folderOf(input.path),
        evidence: input.evidence(index + 1, `${key}=`),
      });
    }
    return { observations: [...found.values()], problems: [] };
  },
  examples: [
    {
      path: 'api/.env.example',
      text: '# keys\nREDIS_URL=redis://:hunter2@localhost\n# MYSQL_HOST=db\nPOSTGRES_HOST=\n',
      sees: ['technology redis@2', 'technology postgresql@4'],
      not: ['technology mysql@3'],
    },
  ],
};

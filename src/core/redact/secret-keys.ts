/**
 * Which names have secret values, and which values only point to a secret.
 */

/** A word that makes a name secret on its own. */
const secretWords = new Set([
  'password',
  'passwords',
  'passwd',
  'passphrase',
  'passwort',
  'pwd',
  'secret',
  'secrets',
  'token',
  'tokens',
  'apikey',
  'apikeys',
  'credential',
  'credentials',
  'creds',
  'requirepass',
  'masterauth',
  'htpasswd',
  'pgpass',
  'authtoken',
  'jwt',
]);

/** Endings that make a word written together secret: `PGPASSWORD`, `clientsecret`, `dbpass`. */
const secretEnding =
  /(?:password|passwd|passphrase|secret|token|apikey|accesskey|privatekey|secretkey|accountkey|storepass|keypass|dbpass|pwd)$/;

/** Words that make a following `key` secret: `api_key`, `AccountKey`. */
const keyOwners = new Set([
  'api',
  'private',
  'secret',
  'access',
  'account',
  'shared',
  'storage',
  'encryption',
  'encrypt',
  'signing',
  'sign',
  'master',
  'auth',
  'license',
  'licence',
  'deploy',
  'service',
  'session',
  'subscription',
  'webhook',
  'anon',
  'app',
  'rsa',
  'ssh',
  'hmac',
  'cipher',
  'instrumentation',
  'ingestion',
  'functions',
  'jwt',
  'cookie',
  'admin',
  'write',
  'consumer',
  'sas',
  'role',
  'client',
  'server',
  'tls',
  'ssl',
]);

/** Words after a secret word that make the name talk about a secret: `secretName`, `passwordPolicy`, `token_url`. */
const aboutWords = new Set([
  'name',
  'names',
  'url',
  'uri',
  'urls',
  'endpoint',
  'path',
  'paths',
  'file',
  'files',
  'dir',
  'type',
  'kind',
  'length',
  'size',
  'ttl',
  'expiry',
  'expires',
  'expire',
  'expiration',
  'lifetime',
  'age',
  'timeout',
  'count',
  'limit',
  'limits',
  'id',
  'ids',
  'ref',
  'refs',
  'store',
  'manager',
  'provider',
  'providers',
  'version',
  'versions',
  'field',
  'fields',
  'header',
  'headers',
  'enabled',
  'enable',
  'disabled',
  'required',
  'min',
  'max',
  'policy',
  'policies',
  'reset',
  'rules',
  'rule',
  'encoder',
  'encoders',
  'encoding',
  'algorithm',
  'alg',
  'issuer',
  'audience',
  'validation',
  'validator',
  'validators',
  'validity',
  'format',
  'host',
  'port',
  'region',
  'arn',
  'prefix',
  'suffix',
  'strategy',
  'mode',
  'class',
  'service',
  'server',
  'request',
  'rotation',
  'location',
  'label',
  'placeholder',
  'hint',
  'env',
  'var',
  'variable',
  'seconds',
  'minutes',
  'hours',
  'days',
  'ms',
  'in',
  'per',
  'usage',
  'scopes',
  'scope',
  'optional',
  'engine',
  'backend',
  'driver',
  'strength',
  'grant',
  'method',
  'methods',
  'plugin',
  'hasher',
  'hashers',
  'sha',
  'budget',
  'window',
  'bucket',
  'exchange',
  'vault',
  'keyring',
  'generator',
  'management',
  'source',
]);

/** Words before it that make it a number or a deed: `max_tokens`, `forgot-password`. */
const countWords = new Set(['max', 'min', 'num', 'total', 'no', 'forgot', 'has', 'is', 'require', 'requires', 'use', 'with', 'pull']);

function wordsOf(name: string): string[] {
  return name
    .slice(-120)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Index of the last word of the secret part of a name, or -1. */
function secretPartOf(words: readonly string[]): number {
  for (let index = words.length - 1; index >= 0; index -= 1) {
    const word = words[index] ?? '';
    const before = words[index - 1] ?? '';
    if (secretWords.has(word) || secretEnding.test(word)) return index;
    if ((word === 'key' || word === 'keys') && keyOwners.has(before)) return index;
    if (word === 'pass' && index === words.length - 1) return index;
    if (word === 'word' && before === 'pass') return index;
  }
  return -1;
}

/**
 * Whether the value under this name must never be stored: `DB_PASSWORD`, `apiKey`, `spring.datasource.password`,
 * but not `secretName`, `passwordPolicy`, `token_url` or `max_tokens`.
 */
export function isSecretKey(name: string): boolean {
  const words = wordsOf(name);
  const index = secretPartOf(words);
  if (index < 0) return false;
  if (words.slice(index + 1).some((word) => aboutWords.has(word))) return false;
  return !(index > 0 && countWords.has(words[0] ?? ''));
}

/** Values that point to a secret and are none: each is worth keeping, because it shows how secrets are handled. */
const references: readonly RegExp[] = [
  /^[|>][+-]?\d?$/,
  /^\$\{[A-Za-z_][\w.]*(?::?\?[^}]*|:?-|:)?\}$/,
  /^\$\{\{[^}]*\}\}$/,
  /^\{\{[^}]*\}\}$/,
  /^<%=[^%]*%>$/,
  /^\$\([A-Za-z_][\w.-]*\)$/,
  /^\$\$?[A-Z][A-Z0-9_]*$/,
  /^%[A-Z][A-Z0-9_]*%$/,
  /^#\{[A-Za-z_.]*\}#?$/,
  /^(?:!Ref|!GetAtt|!Sub|!ImportValue|!reference|!secret|!env_var)\s+[\w.:${}-]+$/,
  /^(?:var|local|data|module|each|self|random_password|random_string|tls_private_key|(?:aws|azurerm|azuread|google|kubernetes|vault|digitalocean)_\w+)\.[\w.[\]"'*-]+$/,
  /^(?:process\.env|import\.meta\.env|os\.environ|env|ENV|config|settings|secrets|options|opts|args|this|props|params|req|request|body|input|user|form|data)[.?][\w.?!]+$/,
  /^(?:process\.env|os\.environ|ENV|env|config)\[["'][\w.-]+["']\]!?$/,
  /^(?:os\.)?(?:getenv|Getenv|environ\.get|env|config|ENV\.fetch|System\.getenv|Environment\.GetEnvironmentVariable|file|lookup)\(["'][\w./:${}-]+["']\)!?$/,
  /^(?:arn:aws[\w-]*:(?:secretsmanager|ssm|kms):|projects\/[\w-]+\/secrets\/|op:\/\/|vault:|ssm:|secretsmanager:|keyvault:|@Microsoft\.KeyVault\()/,
  /^(?:\/var)?\/run\/secrets\/[\w./-]+$/,
  /^\{\{\s*resolve:[\w-]+:[^}]*\}\}$|^\{\{resolve:/,
];

/** Words that are a type or a switch. */
const plainWords = new Set([
  'true',
  'false',
  'null',
  'none',
  'nil',
  'undefined',
  'yes',
  'no',
  'on',
  'off',
  'string',
  'str',
  'boolean',
  'bool',
  'number',
  'int',
  'integer',
  'bytes',
  'text',
  'any',
  'unknown',
  'never',
  'required',
  'optional',
  'object',
  'write',
  'read',
  '~',
  '{}',
  '[]',
  '""',
  "''",
  'secretstr',
  'inherit',
]);

/** Whether a value under a secret name is a reference, a type or a switch, and so shows nothing. */
export function isReference(value: string): boolean {
  const plain = value.trim();
  if (plain === '' || plainWords.has(plain.toLowerCase().replace(/[;,?]$/, ''))) return true;
  return plain.length <= 300 && references.some((pattern) => pattern.test(plain));
}

/** Whether a value is the kind of small number that stands beside `tokens` or `secrets` as a count. */
export function isCount(name: string, value: string): boolean {
  return /^\d{1,6}$/.test(value) && !/pass|pwd|pin/i.test(name) && /tokens|secrets|keys|credentials/i.test(name);
}

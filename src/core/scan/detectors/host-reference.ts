import { isSecretKey } from '../../redact/secret-keys.ts';
import type { DetectorInput, HostReference } from '../observation.ts';

/** A host found in a configuration value: never a user, a password, a path or a query. */
export interface FoundHost {
  readonly host: string;
  readonly port?: number;
  readonly scheme?: string;
}

/** Longer values are data, not addresses, and are not looked at. */
const maxValueLength = 4_000;

/** Keys under which a bare name (`db`, no port, no scheme) is an address. */
const hostKey =
  /(^|_)(host|hosts|hostname|host_name|server|servers|addr|address|addresses|broker|brokers|endpoint|endpoints|nodes|upstream|service_name)(_?(url|uri|name))?$/i;
/** Keys whose bare name counts only with a port or a scheme, because they often hold a public domain or a path. */
const urlKey = /(^|_)(url|uri|urls|dsn|connection|connection_string|jdbc)$/i;
/** Keys that describe the service itself: the host it is known under or listens on. */
const ownKey =
  /(^|_)(bind|listen|listener|advertised|cors|origin|origins|allowed|allow|public|virtual|trusted|domain)(_|$)|^host$|^hostname$|^server_name$/i;

/** What a key says about the protocol of the address under it. */
const keySchemes: readonly (readonly [RegExp, string])[] = [
  [/redis|valkey/i, 'redis'],
  [/kafka/i, 'kafka'],
  [/postgres|(^|_)pg/i, 'postgresql'],
  [/mysql/i, 'mysql'],
  [/mariadb/i, 'mysql'],
  [/mongo/i, 'mongodb'],
  [/rabbit|amqp/i, 'amqp'],
  [/(^|_)nats(_|$)/i, 'nats'],
  [/elastic|opensearch/i, 'http'],
  [/smtp|mail_?host/i, 'smtp'],
  [/memcache/i, 'memcached'],
  [/grpc/i, 'grpc'],
];

/** Replaces `${NAME:-default}` and `${NAME-default}` by the default and leaves other variables as they are. */
export function withShellDefaults(value: string): string {
  let text = value.slice(0, maxValueLength);
  // Defaults can nest; the innermost is replaced first, and five levels are more than anybody writes.
  for (let round = 0; round < 5 && text.includes('${'); round += 1) {
    const next = text.replace(/\$\{\w{1,80}:?-([^${}]*)\}/g, '$1');
    if (next === text) break;
    text = next;
  }
  return text;
}

/** Replaces Spring's `${NAME:default}` by the default and leaves other placeholders as they are. */
export function withSpringDefaults(value: string): string {
  let text = value.slice(0, maxValueLength);
  for (let round = 0; round < 5 && text.includes('${'); round += 1) {
    const next = text.replace(/\$\{[\w.-]{1,80}:([^${}]*)\}/g, '$1');
    if (next === text) break;
    text = next;
  }
  return text;
}

/**
 * Hosts that a configuration value names: URLs (also JDBC, with several hosts), `host:port` and lists of them,
 * Go's `tcp(host:port)`, `Host=db;Port=5432`, and a bare name where the key says that it is a host.
 * Loopback, unresolved variables and example domains are left out. The value of a secret-looking key is not looked at.
 */
export function hostsIn(value: string, key = ''): readonly FoundHost[] {
  if (value.length === 0 || value.length > maxValueLength || (key !== '' && isSecretKey(key))) return [];
  const tail = tailOf(key);
  if (ownKey.test(tail)) return [];
  return found(value, tail).filter(isElsewhere);
}

function found(value: string, tail: string): readonly FoundHost[] {
  const text = value.trim();
  const all = text.includes('://') ? urlsIn(text) : addressesIn(text, tail);
  const hint = keySchemes.find(([pattern]) => pattern.test(tail))?.[1];
  return unique(all.map((one) => (one.scheme === undefined && hint !== undefined ? { ...one, scheme: hint } : one)));
}

/**
 * Hosts of a value as references with evidence on `line`. A host that looks like a secret is dropped, never stored. Beside
 * other hosts these are ports of the machine itself (as `localhost`), and the mail server that a variable names.
 */
export function referencesIn(input: DetectorInput, line: number, value: string, key = ''): readonly HostReference[] {
  return [...hostsIn(value, key), ...localPortsIn(value, key), ...mailServerIn(value, key)]
    .filter((one) => input.redact(one.host) === one.host)
    .map((one) => ({ ...one, evidence: input.evidence(line) }));
}

/** `http://localhost:8081` says which port is called, and the port can say by whom it is answered. */
function localPortsIn(value: string, key: string): readonly FoundHost[] {
  if (!/localhost|127\.0\.0\.1/.test(value.slice(0, maxValueLength)) || value.length > maxValueLength || (key !== '' && isSecretKey(key)))
    return [];
  const tail = tailOf(key);
  if (ownKey.test(tail)) return [];
  return found(value, tail).flatMap((one) =>
    /^(localhost|127\.0\.0\.1)$/.test(one.host) && one.port !== undefined ? [{ ...one, host: 'localhost' }] : [],
  );
}

/** `SMTP_HOST: ${SMTP_HOST}`: the host is told at start, that mail is handed to a server is told here. */
function mailServerIn(value: string, key: string): readonly FoundHost[] {
  return /^(\w+_)?(SMTP|MAIL|EMAIL)_(HOST|SERVER|HOSTNAME)$/i.test(key) && /^\$\{\w{1,80}(:?\?[^${}]*)?\}$/.test(value.trim())
    ? [{ host: 'smtp', scheme: 'smtp' }]
    : [];
}

function tailOf(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/[-.\s]/g, '_');
}

function urlsIn(text: string): FoundHost[] {
  const found: FoundHost[] = [];
  for (const match of text.matchAll(/([a-z][a-z0-9+.-]{0,30}):\/\/([^\s"'`<>]{0,600})/gi)) {
    const scheme = schemeOf(match[1] ?? '');
    const authority = (match[2] ?? '').split(/[/?#;)]/, 1)[0] ?? '';
    // Go's drivers name the network around the address: `mysql://user@tcp(db:3306)/shop`.
    const hosts = authority.slice(authority.lastIndexOf('@') + 1).replace(/^(tcp|udp)\(/, '');
    for (const part of hosts.split(',').slice(0, 20)) {
      const address = addressOf(part);
      if (address !== undefined) found.push({ ...address, scheme });
    }
  }
  return found;
}

function addressesIn(text: string, key: string): FoundHost[] {
  const wrapped = /@(?:tcp|udp)\(([^()]{1,300})\)/.exec(text)?.[1];
  if (wrapped !== undefined) return [addressOf(wrapped)].flatMap((one) => (one ? [{ ...one, scheme: 'mysql' }] : []));
  const oracle = /^jdbc:oracle:thin:@(?:\/\/)?([\w.-]{1,250}:\d{2,5})/i.exec(text)?.[1];
  if (oracle !== undefined) return [addressOf(oracle)].flatMap((one) => (one ? [{ ...one, scheme: 'oracle' }] : []));
  const redis = redisHosts(text, key);
  if (redis !== undefined) return redis;
  if (/[;=]/.test(text)) return keywordHosts(text);
  const bare = hostKey.test(key);
  const found: FoundHost[] = [];
  for (const part of text.split(/[\s,]+/).slice(0, 20)) {
    const address = addressOf(part);
    if (address === undefined) return [];
    // "smtp:587" says an address on its own; "db" does only where the key says so.
    if (address.port === undefined && !(bare && /^[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9-]+)*$/.test(address.host))) return [];
    if (address.port === undefined && urlKey.test(key)) return [];
    found.push(address);
  }
  return found;
}

/** `cache:6379,replica:6379,ssl=true,password=…`: servers first, then options, as StackExchange.Redis writes it. */
function redisHosts(text: string, key: string): FoundHost[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const options = parts.findIndex((part) => part.includes('='));
  if (options < 1 || !/redis|valkey/i.test(key) || !parts.slice(options).every((part) => /^\w{1,40}=/.test(part))) return undefined;
  return parts.slice(0, Math.min(options, 20)).flatMap((part) => addressOf(part) ?? []);
}

/** `Host=db;Port=5432;…` and `host=db port=5432` as .NET and libpq write them. */
function keywordHosts(text: string): FoundHost[] {
  const host = /(?:^|[;\s])(?:host|server|data source|addr|address)\s?=\s?(?:tcp:)?([\w.-]{1,250})(?:[,:](\d{2,5}))?/i.exec(text);
  if (host?.[1] === undefined) return [];
  const port = host[2] ?? /(?:^|[;\s])port\s?=\s?(\d{2,5})/i.exec(text)?.[1];
  return [{ host: host[1].toLowerCase(), ...(port === undefined ? {} : { port: Number(port) }) }];
}

function addressOf(text: string): { host: string; port?: number } | undefined {
  const match = /^([A-Za-z0-9](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?)(?::(\d{1,5}|\$\{?\w+\}?))?$/.exec(text);
  // Within a cluster the first label is the name of the Service.
  const host = match?.[1]?.toLowerCase().replace(/^([\w-]+)(\.[\w-]+)?\.svc(\.cluster\.local)?$/, '$1');
  // A host has a letter: "12:30" and "5432" are none.
  if (host === undefined || (!/[a-z]/.test(host) && !/^\d+\.\d+\.\d+\.\d+$/.test(host))) return undefined;
  const port = Number(match?.[2]);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? { host, port } : { host };
}

const schemeNames = new Map([
  ['postgres', 'postgresql'],
  ['mongodb+srv', 'mongodb'],
  ['mariadb', 'mysql'],
  // The protocols of Kafka's listeners.
  ['plaintext', 'kafka'],
  ['ssl', 'kafka'],
  ['sasl_ssl', 'kafka'],
  ['sasl_plaintext', 'kafka'],
  ['abfs', 'https'],
  ['abfss', 'https'],
]);

function schemeOf(written: string): string {
  const scheme = written.toLowerCase().replace(/^jdbc:/, '');
  return schemeNames.get(scheme) ?? scheme.replace(/\+.*$/, '').replace(/^postgres$/, 'postgresql');
}

/** False for the machine itself and for domains that stand for something else in documentation. */
function isElsewhere(found: FoundHost): boolean {
  const { host } = found;
  if (/^(localhost|127\.|0\.0\.0\.0|host\.docker\.internal|true|false|none|null)/.test(host)) return false;
  if (/(^|\.)(example\.(com|org|net)|example|invalid|localhost)$/.test(host)) return false;
  return found.scheme !== 'file' && found.scheme !== 'unix' && found.scheme !== 'data';
}

function unique(found: readonly FoundHost[]): readonly FoundHost[] {
  const seen = new Map<string, FoundHost>();
  for (const one of found) seen.set(`${one.scheme ?? ''} ${one.host} ${one.port ?? ''}`, one);
  return [...seen.values()];
}

import { isCount, isReference, isSecretKey } from '../../redact/secret-keys.ts';

/** Values that say that somebody else has to fill them in, or that stand in a manual. */
const placeholder =
  /^(<.*>|\[.*\]|[*x.#-]+|none|null|nil|empty|secret|password|passwd|pass|token|string|value|key|s3cr3t)$|change[-_ ]?(me|it|this)|placeholder|dummy|example|your[-_ ]|todo|replace|insert|redacted|sample|fake|mock|not[-_ ]?(set|used|real|a[-_ ]?secret)|override/i;

/** How the name of a value ends that is a secret itself: `token-style` and `secret-length` say something about one. */
const secretEnding = /(pass|password|passwd|passphrase|pwd|secret|token|key|key_?base|credentials?|dockerconfigjson)$/i;

/** The passwords that images are documented with: a habit of developer machines, not a secret of somebody. */
const weak =
  /^(postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|rabbitmq|rabbit|root|admin|administrator|guest|user|app|test|testing|test123|tests|dev|develop|development|local|docker|default|demo|minio|minioadmin|elastic|neo4j|\d{1,8}|changeit|foo|bar|foobar|abc|abc123|qwerty|pass123|password1?2?3?!?|root1?2?3?4?|admin1?2?3?4?)$/i;

/**
 * Whether a file gives a secret its value here: the name is one of a secret, and the value is no reference, no placeholder and,
 * unless `evenWeak`, not the password of every manual. The value is only looked at, never kept.
 */
export function isLiteralSecret(name: string, value: string, evenWeak = false): boolean {
  const plain = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (
    plain.length < 4 ||
    plain.length > 500 ||
    !isSecretKey(name) ||
    !secretEnding.test(name) ||
    isReference(plain) ||
    isCount(name, plain)
  )
    return false;
  if (/[$%]\{?\w|\{\{|<%|%\(|#\{|^\/|^\w+:\/\/|\s/.test(plain) || placeholder.test(plain)) return false;
  // A name in capitals stands for what a script puts in its place.
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(plain)) return false;
  return evenWeak || !weak.test(plain);
}

import { redacted } from './redact-rules.ts';
import { isCount, isReference, isSecretKey } from './secret-keys.ts';

/**
 * Replaces the values of secret-looking names, in whatever syntax a line has: `key: value`, `key=value`, `"key": "value"`,
 * `--flag value`, `ENV KEY value`, `<key>value</key>`, `name: KEY, value: …`. One pass from left to right.
 */
export function redactAssignments(text: string): string {
  return redactPairs(redactElements(redactWords(redactKeys(text))));
}

/** A name and what separates it from its value, also percent-encoded. Bounded, so that it is linear. */
const assignment =
  /([A-Za-z_][\w.-]{0,100})((?:\\?["'`]|\])?(?:\[[^\]\s]{0,40}\])?\s{0,6}(?:=>|:=|\?=|\+=|==|[:=]|%3D|%3A)(?!\/\/)\s{0,8})/gi;

function redactKeys(text: string): string {
  let output = '';
  let kept = 0;
  assignment.lastIndex = 0;
  for (const match of text.matchAll(assignment)) {
    const [whole, name = '', separator = ''] = match;
    const start = match.index + whole.length;
    if (match.index < kept || !isSecretName(text, match.index, name)) continue;
    const value = valueAt(text, start, /["'`]/.test(separator), text[match.index - 1] ?? '');
    if (value.end <= value.start || keepsValue(name, text.slice(value.start, value.end), value.quoted)) continue;
    output += `${text.slice(kept, value.start)}${redacted}`;
    kept = value.end;
  }
  return output + text.slice(kept);
}

/** A name inside a longer path (`a/password: x`) counts too; the shell's `PWD` is a folder. */
function isSecretName(text: string, index: number, name: string): boolean {
  if (name === 'PWD' || name === 'OLDPWD') return !/^\s*[:=]\s*["']?[/$.]/.test(text.slice(index + name.length, index + name.length + 12));
  return isSecretKey(name);
}

function keepsValue(name: string, value: string, quoted: boolean): boolean {
  if (value.startsWith(redacted) || isReference(value) || isCount(name, value)) return true;
  // A type annotation or an empty structure; its inner names are read on their own.
  return !quoted && /^(?:[{([]\s*$|\{(?!\{)|\($)/.test(value);
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** Where the value starts and ends. In doubt it ends late: too much is hidden rather than too little. */
function valueAt(text: string, from: number, quotedName: boolean, before: string): Span {
  const start = from + leadingMarks(text.slice(from, from + 40));
  const opening = /^(?:\\?["'`]|%22)/.exec(text.slice(start, start + 3))?.[0];
  if (opening !== undefined) {
    const inner = start + opening.length;
    return { start: inner, end: closingQuote(text, inner, opening), quoted: true };
  }
  const lineEnd = endOr(text.indexOf('\n', start), text.length);
  const line = text.slice(start, lineEnd);
  const cut = lineEndings(quotedName, before).reduce((end, pattern) => Math.min(end, endOr(line.search(pattern), end)), line.length);
  const value = line.slice(0, cut);
  return { start, end: start + trimmedLength(value), quoted: false };
}

function endOr(found: number, otherwise: number): number {
  return found < 0 ? otherwise : found;
}

/** YAML tags and block marks, string prefixes of Python and C#. */
function leadingMarks(text: string): number {
  return /^(?:!!\w{1,10}\s+|&[\w-]{1,20}\s+|[|>][+-]?\d?\s*\n\s*|[@$bfru]{1,2}(?=["']))/.exec(text)?.[0].length ?? 0;
}

function closingQuote(text: string, from: number, quote: string): number {
  let end = text.indexOf(quote, from);
  // An escaped quote belongs to the value, unless the quotes themselves are the escaped ones.
  while (end > from && quote.length === 1 && isEscaped(text, end)) end = text.indexOf(quote, end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, index: number): boolean {
  let slashes = 0;
  while (text[index - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

function lineEndings(quotedName: boolean, before: string): RegExp[] {
  const endings = [
    /\s#/,
    /\s\/\//,
    /\s(?:&&|\|\||[|\\])(?=\s|$)/,
    /\s--?[A-Za-z]/,
    /[\s,;&][A-Za-z_][\w.-]{0,60}\s?=(?!=)/,
    /,\s?["']?[A-Za-z_][\w.-]{0,60}["']?\s?:/,
    /["'`]\s*[,\])}]/,
  ];
  if (quotedName) endings.push(/[,}]/);
  if (before === '?' || before === '&') endings.push(/[&"'\s]/);
  return endings;
}

/** Leaves what closes the surrounding code or markup outside the value. */
function trimmedLength(value: string): number {
  if (/^(?:\$\{|\{\{|\$\()/.test(value) && isReference(value)) return value.trimEnd().length;
  let end = value.length;
  while (end > 0 && /[\s;,"'`>]/.test(value[end - 1] ?? '')) end -= 1;
  const opened = /[([{]/.test(value);
  while (end > 0 && !opened && /[)\]};,\s]/.test(value[end - 1] ?? '')) end -= 1;
  return end;
}

/** `--password value`, `ENV KEY value`, `ARG KEY value`, `set KEY value`, `requirepass value`, `login x password y`. */
const worded =
  /((?:^|[\s"'[,])(?:--?[A-Za-z][\w-]{2,60}["']?[ \t,]{1,4}|(?:ENV|ARG|setx|set|setenv|SetEnv|env|fastcgi_param)[ \t]{1,8}[A-Za-z_][\w.-]{0,80}[ \t]{1,8}|(?:requirepass|masterauth|password|account \w{1,40} password|SECRET)[ \t]{1,8}(?=[^\s:=]+(?:\s|$))))(["']?)([^\s"'=:]\S{0,500})/g;

function redactWords(text: string): string {
  return text.replace(worded, (whole: string, head: string, quote: string, value: string, offset: number) => {
    const name =
      head
        .trim()
        .replace(/^["'[,]+/, '')
        .replace(/["',\s]+$/, '')
        .split(/\s+/)
        .at(-1) ?? '';
    const prose = /^(?:password|SECRET)/.test(head.trim()) && !isLineStart(text, offset);
    if (prose || !isSecretKey(name) || value.startsWith(redacted) || value.startsWith('-')) return whole;
    const closed = /^([^"']*)(["'].*)?$/s.exec(value);
    const inner = closed?.[1] ?? value;
    return isReference(inner) || inner === '' ? whole : `${head}${quote}${redacted}${closed?.[2] ?? ''}`;
  });
}

/** `password x` is a setting at the start of a line or after `login x`, and prose elsewhere. */
function isLineStart(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 80), offset + 1);
  return /(?:^|\n)\s*$/.test(before) || /\b(?:login|user)\s\S{1,60}\s?$/.test(before);
}

const element = /<([A-Za-z_][\w:.-]{0,60})(\s[^<>]{0,200})?>([^<]{1,1000})(?=<\/)/g;

function redactElements(text: string): string {
  return text.replace(element, (whole: string, name: string, attributes: string | undefined, value: string) =>
    isSecretKey(name) && !value.startsWith(redacted) && !isReference(value) ? `<${name}${attributes ?? ''}>${redacted}` : whole,
  );
}

/** A name and its value as two fields of one line: Kubernetes and ECS environments, `<add key="…" value="…"/>`. */
const pair =
  /(\\?["']?(?:name|key|Name|Key|parameterKey|ParameterKey)\\?["']?\s?[:=]\s?\\?["']?([A-Za-z_][\w.:-]{0,80})\\?["']?[,\s]{1,4}\\?["']?(?:value|Value|ParameterValue)\\?["']?\s?[:=]\s?)(\\?["']?)([^"'\n}\\]{1,1000})/g;

function redactPairs(text: string): string {
  return text.replace(pair, (whole: string, head: string, name: string, quote: string, value: string) =>
    isSecretKey(name) && !value.startsWith(redacted) && !isReference(value) ? `${head}${quote}${redacted}` : whole,
  );
}

import { cut, visible } from './visible-text.ts';

/**
 * One encoder per sink (security rule 10; Markdown has its own file). Each returns a branded string, and the sinks accept
 * only their brand, so that a raw repository string where encoded text is expected does not compile.
 */
export type Encoded<Sink extends string> = string & { readonly __sink: Sink };

/** Text or a double-quoted attribute value in HTML. */
export type Html = Encoded<'html'>;
/** A piece of a Mermaid diagram: inside a quoted string or at the end of a line. */
export type Mermaid = Encoded<'mermaid'>;
/** One line for a terminal. */
export type Terminal = Encoded<'terminal'>;
/** Message of a GitHub workflow command. */
export type AnnotationMessage = Encoded<'annotation-message'>;
/** Property value of a GitHub workflow command. */
export type AnnotationProperty = Encoded<'annotation-property'>;
/** Text of a SARIF message. */
export type SarifText = Encoded<'sarif'>;
/** A relative reference with percent-encoded segments: it has no scheme, no host and never leaves its root. */
export type RelativeReference = Encoded<'relative-reference'>;
/** A JSON text that is also safe inside a script element and in a terminal. */
export type Json = Encoded<'json'>;

const htmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** HTML text or attribute value. */
export function html(raw: string): Html {
  return visible(raw).replace(/[&<>"'`]/g, (character) => htmlEntities[character] ?? '') as Html;
}

/** Characters that mean nothing to Mermaid's flowchart and sequence grammars, nor to the Markdown inside its labels. */
const plainInMermaid = /^[\p{L}\p{N}\p{M} .,/()+'’=?!–—·×≤≥€…◇-]$/u;

/**
 * A Mermaid label: at most `limit` code points, everything that could mean something written as a decimal entity code.
 * Never empty, because an empty quoted string is not a label. A leading list or heading mark keeps its sense with a
 * no-break space: Mermaid 11 draws "Unsupported markdown: list" for a label that starts like a list.
 */
export function mermaidLabel(raw: string, limit = 60): Mermaid {
  const text = cut(visible(raw).trim(), limit) || '–';
  const unlisted = text.replace(/^([-*+#]+|\d+[.)]) /, '$1\u00a0');
  return [...unlisted]
    .map((character) => {
      const point = character.codePointAt(0) ?? 0xfffd;
      if (character === '\u00a0' || plainInMermaid.test(character)) return encodeLetter(character);
      // Emoji and other symbols beyond ASCII mean nothing to Mermaid, except the two that its own encoding uses.
      return point > 0x2000 ? character : `#${point};`;
    })
    .join('') as Mermaid;
}

/** Mermaid writes entities as `ﬂ°…¶ß` while it parses; a text with these letters would be decoded as one. */
function encodeLetter(character: string): string {
  return character === 'ﬂ' ? '#64258;' : character === 'ß' ? '#223;' : character;
}

/** Joins encoded pieces with our own Mermaid syntax. A raw string as a value does not compile. */
export function mermaid(strings: TemplateStringsArray, ...values: readonly Mermaid[]): Mermaid {
  return String.raw({ raw: strings }, ...values) as Mermaid;
}

/** One line for a terminal: no control character, no escape sequence, no bidirectional override. */
export function terminal(raw: string): Terminal {
  return visible(raw) as Terminal;
}

/** The message of a GitHub workflow command (`::error …::message`). It cannot start a command of its own. */
export function annotationMessage(raw: string): AnnotationMessage {
  return raw
    .split(/\r\n|\r|\n/)
    .map((line) => visible(line).replace(/%/g, '%25'))
    .join('%0A') as AnnotationMessage;
}

/** A property of a GitHub workflow command (`file=…`). */
export function annotationProperty(raw: string): AnnotationProperty {
  return visible(raw).replace(/%/g, '%25').replace(/:/g, '%3A').replace(/,/g, '%2C') as AnnotationProperty;
}

/** SARIF message text; brackets would be embedded links (SARIF 2.1.0, 3.11.6). */
export function sarifText(raw: string): SarifText {
  return visible(raw).replace(/[\\[\]]/g, '\\$&') as SarifText;
}

const sevenBitOnly = /[<>&\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** JSON of any value; what a terminal or an HTML page would obey is written as `\uXXXX`, so the parsed value is the same. */
export function json(value: unknown, indent?: number): Json {
  const text = JSON.stringify(value, null, indent) ?? 'null';
  return text
    .replace(sevenBitOnly, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/[\u{e0000}-\u{e01ef}]/gu, escapeUnits) as Json;
}

function escapeUnits(text: string): string {
  return Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16)}`).join('');
}

/** True for a path inside a root: relative, with `/`, without `.`/`..`/empty segments, drive or stream colons. */
export function isRelativePath(path: string): boolean {
  // eslint-disable-next-line no-control-regex
  if (path === '' || path.length > 400 || /[\u0000-\u001f\\]/.test(path) || /^[A-Za-z]:/.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/**
 * A reference to a file of the workspace, with its line as GitHub and VS Code write it (`#L14`); `undefined` for a path
 * that is not relative. `from` is the document's own path: links start in its folder.
 */
export function fileReference(path: string, line: number | undefined, from = 'ARCHITECTURE.md'): RelativeReference | undefined {
  if (!isRelativePath(path)) return undefined;
  const up = '../'.repeat(from.split('/').length - 1);
  const encoded = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeSegment)
    .join('/');
  return `${up}${encoded}${line === undefined ? '' : `#L${Math.trunc(line)}`}` as RelativeReference;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

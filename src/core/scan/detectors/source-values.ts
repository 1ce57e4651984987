import type { SourceCall, SourceSpan, SourceString, SourceText } from '../parse/source-text.ts';

/** Texts that names of a file stand for: constants and injected settings. */
export type NamedTexts = ReadonlyMap<string, string>;

/** Longer texts are not addresses. */
const maxTextLength = 1_000;

/** Constants of a file and fields that a setting is injected into; a name with two texts has none. */
export function namedTexts(source: SourceText): NamedTexts {
  const names = new Map<string, string>();
  const doubtful = new Set<string>();
  const add = (name: string, offset: number): void => {
    const text = source.stringAt(offset)?.value;
    if (text === undefined || text.length > maxTextLength) return;
    if (names.has(name) && names.get(name) !== text) doubtful.add(name);
    names.set(name, text);
  };
  for (const match of source.code.matchAll(/\b(\w{1,80})\s{0,20}(?::\s{0,5}\w{1,40}\??\s{0,5})?=\s{0,80}(?=")/g))
    add(match[1] ?? '', match.index + match[0].length);
  // @Value("${order.url}") private String url;
  const injected =
    /@(?:Value|ConfigProperty)\s{0,5}\(\s{0,20}(?:name\s{0,5}=\s{0,5})?(?=")("\s{0,400}")[^()"]{0,80}\)\s{1,80}(?:[\w<>.?[\]]{1,60}\s{1,20}){1,6}?(\w{1,80})\s{0,5}(?=[;,)=:])/g;
  for (const match of source.code.matchAll(injected)) {
    const start = match.index + match[0].indexOf('"');
    add(match[2] ?? '', start);
  }
  for (const name of doubtful) names.delete(name);
  return names;
}

/** The value of an argument by its names (`name = "x"`, `name: "x"`), or of the first unnamed one where `''` is among them. */
export function argumentOf(source: SourceText, call: SourceCall, ...names: readonly string[]): SourceSpan | undefined {
  for (const name of names) {
    for (const span of call.arguments) {
      const match = /^\s*(\w{1,60})\s{0,20}(?:=(?!=)|:(?!:))\s{0,80}/.exec(source.code.slice(span.start, span.end));
      if (name === '' && match === null) return span;
      if (match !== null && match[1] === name) return { start: span.start + match[0].length, end: span.end };
    }
  }
  return undefined;
}

/**
 * The text that an expression makes, as far as the file tells: literals, constants and injected settings, also joined by
 * `+` or wrapped in one call (`URI.create("…")`); what is not known stands as `{}`. Undefined if nothing is known.
 */
export function textOf(source: SourceText, span: SourceSpan, names: NamedTexts): string | undefined {
  let text = '';
  let known = false;
  for (const part of splitAtPlus(source.code, span)) {
    const found = stringIn(source, part)?.value ?? nameIn(source.code, part, names);
    known ||= found !== undefined;
    text += found ?? '{}';
  }
  return known && text.length <= maxTextLength ? text : undefined;
}

/** The first string literal within a span. */
export function stringIn(source: SourceText, span: SourceSpan): SourceString | undefined {
  const quote = /[$@]{0,4}"/.exec(source.code.slice(span.start, span.end));
  return quote === null ? undefined : source.stringAt(span.start + quote.index);
}

function nameIn(code: string, span: SourceSpan, names: NamedTexts): string | undefined {
  // `new Url(BASE)` names `BASE`, `this.url` and `Names.URL` their last part.
  for (const match of code.slice(span.start, Math.min(span.end, span.start + 400)).matchAll(/\b[A-Za-z_]\w{0,79}\b(?!\s{0,5}[(.])/g)) {
    const text = names.get(match[0]);
    if (text !== undefined) return text;
  }
  return undefined;
}

function splitAtPlus(code: string, span: SourceSpan): readonly SourceSpan[] {
  const parts: SourceSpan[] = [];
  let depth = 0;
  let start = span.start;
  for (let at = span.start; at < span.end; at += 1) {
    const char = code[at];
    if (char === '(' || char === '[' || char === '{') depth += 1;
    else if (char === ')' || char === ']' || char === '}') depth -= 1;
    else if (char === '+' && depth === 0 && parts.length < 20) {
      parts.push({ start, end: at });
      start = at + 1;
    }
  }
  parts.push({ start, end: span.end });
  return parts;
}

/** Numbers between 0 and 1 from a seed (mulberry32): a failing run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What breaks parsers: brackets, quotes, anchors, templates, comments, numbers at the edge, odd characters. */
const tokens = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '"',
  "'",
  '`',
  '"""',
  "'''",
  ':',
  ',',
  '=',
  '\\',
  '\\u0000',
  '&a ',
  '*a',
  '<<: *a',
  '!Ref ',
  '!!js/function ',
  '---\n',
  '...\n',
  '# ',
  '// ',
  '/* ',
  '*/',
  '<!--',
  ']]>',
  '<![CDATA[',
  '${',
  '}',
  '{{',
  '}}',
  '{{-',
  '{%',
  '%}',
  '$(',
  '<<EOF\n',
  'EOF\n',
  '\t',
  '\r',
  '\r\n',
  '\n',
  '\u0000',
  '\uFEFF',
  '\u2028',
  '\u202E',
  '😀',
  'é',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  '~',
  '-1',
  '99999999999999999999',
  '1e999',
  '0x',
  'NaN',
  '..',
  '../',
  '/',
  '*',
  '**',
  '?',
  '|',
  '>-\n',
  '- ',
  '  ',
  '@',
  '%',
  '^',
  ';',
  'FROM ',
  'resource "',
  'import ',
  'new ',
  'version',
  'name',
  'image: ',
] as const;

/** Changes a text at one to six places: cut, doubled, swapped, torn apart, or with something put in. */
export function mutate(text: string, random: () => number): string {
  let result = text;
  const changes = 1 + Math.floor(random() * 6);
  for (let change = 0; change < changes; change += 1) result = mutateOnce(result, random).slice(0, 200_000);
  return result;
}

function mutateOnce(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const end = Math.min(text.length, at + Math.floor(random() * 40));
  const token = tokens[Math.floor(random() * tokens.length)] ?? '{';
  const lines = text.split('\n');
  const line = Math.floor(random() * lines.length);
  switch (Math.floor(random() * 10)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(end);
    case 2:
      return text.slice(0, at) + token + text.slice(at);
    case 3:
      return text.slice(0, at) + token.repeat(1 + Math.floor(random() * 200)) + text.slice(at);
    case 4:
      return text.slice(0, end) + text.slice(at, end).repeat(3) + text.slice(end);
    case 5:
      return lines.toSpliced(line, 1).join('\n');
    case 6:
      return lines.toSpliced(line, 0, lines[Math.floor(random() * lines.length)] ?? '').join('\n');
    case 7:
      return lines.map((one, index) => (index === line ? `${' '.repeat(Math.floor(random() * 9))}${one.trimStart()}` : one)).join('\n');
    case 8:
      return text.slice(0, at) + String.fromCodePoint(Math.floor(random() * 0xffff)) + text.slice(Math.min(text.length, at + 1));
    default:
      return text.slice(at) + text.slice(0, at);
  }
}

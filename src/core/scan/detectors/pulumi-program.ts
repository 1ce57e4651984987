import { parseLimits } from '../parse/guard.ts';

/** A resource that a program makes: its type as the table of types writes it, and what is handed to it. */
export interface Made {
  readonly type: string;
  readonly name: string;
  /** Variable that holds it, if it is held by one. */
  readonly variable?: string;
  readonly line: number;
  /** What stands between the brackets, and the line on which it starts. */
  readonly text: string;
  readonly textLine: number;
}

export type ProgramLanguage = 'javascript' | 'python' | 'go' | 'csharp';

const maxMade = 500;
const maxArguments = 6_000;

/** The language of a program by its file name; undefined for a file that is none. */
export function programLanguage(path: string): ProgramLanguage | undefined {
  if (/\.d\.ts$|\.(test|spec)\.[jt]s$/.test(path)) return undefined;
  if (/\.[cm]?[jt]s$/.test(path)) return 'javascript';
  if (path.endsWith('.py')) return 'python';
  if (path.endsWith('.go')) return 'go';
  return path.endsWith('.cs') ? 'csharp' : undefined;
}

/** Resources that a program makes with types of the packages it imports, in the order in which they stand. */
export function madeIn(source: string, language: ProgramLanguage): readonly Made[] {
  const text = withoutComments(source, language);
  const names = importedNames(text, language);
  if (names.length === 0) return [];
  const found: Made[] = [];
  const lines = new Lines(text);
  for (const match of text.matchAll(calls[language])) {
    if (found.length >= maxMade) break;
    const groups = match.groups ?? {};
    const type = typeOf(groups['type'] ?? '', names, language);
    if (type === undefined) continue;
    const start = (match.index ?? 0) + match[0].length;
    const typeAt = (match.index ?? 0) + match[0].indexOf(groups['type'] ?? '');
    const variable = (groups['variable'] ?? '').replace(/^.*\./, '');
    found.push({
      type,
      name: fixedWords(groups['name'] ?? ''),
      line: lines.at(typeAt),
      text: argumentsFrom(text, start),
      textLine: lines.at(start),
      ...(variable === '' ? {} : { variable }),
    });
  }
  return found;
}

const string = String.raw`f?(?<quote>["'\`])(?<name>[^"'\`\n]{0,120})\k<quote>`;
const calls: Readonly<Record<ProgramLanguage, RegExp>> = {
  javascript: new RegExp(
    String.raw`(?:(?<variable>(?:this\.)?[A-Za-z_$][\w$]{0,80})\s{0,4}(?::\s{0,4}[\w.]{1,80}\s{0,4})?=\s{0,80})?\bnew\s{1,8}(?<type>[A-Za-z_$][\w$.]{0,120})\s{0,4}(?:<[^<>\n]{0,80}>)?\(\s{0,80}${string}`,
    'g',
  ),
  python: new RegExp(
    String.raw`(?:(?<![\w.])(?<variable>(?:self\.)?[A-Za-z_]\w{0,80})\s{0,4}=\s{0,4})?(?<![\w.])(?<type>[A-Za-z_][\w.]{0,120})\(\s{0,80}(?:resource_name\s{0,2}=\s{0,2})?${string}`,
    'g',
  ),
  go: /(?:(?<variable>[A-Za-z_]\w{0,80})\s{0,4},\s{0,4}(?:err|_)\s{0,4}:?=\s{0,4})?(?<![\w.])(?<type>[A-Za-z_]\w{0,60}\.New[A-Z]\w{0,80})\(\s{0,4}\w{1,40}\s{0,4},\s{0,80}(?:fmt\.Sprintf\()?"(?<name>[^"\n]{0,120})"/g,
  csharp: new RegExp(
    String.raw`(?:(?<variable>[A-Za-z_]\w{0,80})\s{0,4}=\s{0,80})?\bnew\s{1,8}(?<type>[A-Za-z_][\w.]{0,120})\s{0,4}\(\s{0,80}\$?"(?<name>[^"\n]{0,120})"`,
    'g',
  ),
};

/** A name of the program and what it stands for: a package, a module of one, or a type of a module. */
interface Imported {
  readonly name: string;
  readonly means: string;
}

const maxImports = 200;

function importedNames(text: string, language: ProgramLanguage): readonly Imported[] {
  const head = text.slice(0, 200_000);
  const found: Imported[] = [];
  const add = (name: string, means: string): void => {
    if (found.length < maxImports) found.push({ name, means: plainType(means) });
  };
  if (language === 'javascript') {
    for (const match of head.matchAll(
      /^[ \t]{0,8}import\s{1,4}(?:\*\s{1,4}as\s{1,4})?([\w$]{1,80})\s{1,4}from\s{1,4}["']@pulumi\/([\w./-]{1,100})["']/gm,
    ))
      add(match[1] ?? '', match[2] ?? '');
    for (const match of head.matchAll(/(?:const|var|let)\s{1,4}([\w$]{1,80})\s{0,4}=\s{0,4}require\(["']@pulumi\/([\w./-]{1,100})["']\)/g))
      add(match[1] ?? '', match[2] ?? '');
    for (const match of head.matchAll(/\{([^{}]{1,800})\}\s{0,4}(?:from\s{1,4}|=\s{0,4}require\()["']@pulumi\/([\w./-]{1,100})["']/g))
      for (const one of namesIn(match[1] ?? '', /\s+as\s+|\s*:\s*/)) add(one.name, `${match[2] ?? ''}.${one.original}`);
  } else if (language === 'python') {
    for (const match of head.matchAll(/^import\s{1,4}pulumi_([\w.]{1,80})(?:\s{1,4}as\s{1,4}(\w{1,80}))?/gm))
      add(match[2] ?? `pulumi_${match[1] ?? ''}`, match[1] ?? '');
    for (const match of head.matchAll(/^from\s{1,4}pulumi_([\w.]{1,80})\s{1,4}import\s{1,4}(?:\(([^()]{1,800})\)|([^\n(]{1,400}))/gm))
      for (const one of namesIn(match[2] ?? match[3] ?? '', /\s+as\s+/)) add(one.name, `${match[1] ?? ''}.${one.original}`);
  } else if (language === 'go') {
    for (const match of head.matchAll(/(?:(\w{1,60})\s{1,4})?"github\.com\/pulumi\/pulumi-([\w-]{1,40}?)(?:-sdk)?\/([\w./-]{1,120})"/g)) {
      const path = (match[3] ?? '').replace(/^sdk\/(v\d+\/)?go\/[\w-]+\/?/, '').replace(/\/v\d+$|^v\d+\/?/, '');
      const last = path.split('/').findLast((part) => part !== '' && !/^v\d/.test(part)) ?? match[2] ?? '';
      add(match[1] ?? last, `${match[2] ?? ''}.${path.replace(/\//g, '.')}`);
    }
  } else {
    for (const match of head.matchAll(/^\s{0,8}using\s{1,4}(?:(\w{1,60})\s{0,4}=\s{0,4})?Pulumi(?:\.([\w.]{1,100}))?;/gm))
      add(match[1] ?? '', match[2] ?? '');
  }
  return found;
}

function namesIn(list: string, as: RegExp): readonly { readonly original: string; readonly name: string }[] {
  return list.split(',').flatMap((part) => {
    const [original = '', name = original] = part.trim().split(as, 2);
    return /^[\w$]{1,80}$/.test(original) && /^[\w$]{1,80}$/.test(name) ? [{ original, name }] : [];
  });
}

/** A type as the table writes it: lower case, no hyphens, no API version (`v1`, `v20230101`), no doubled module. */
export function plainType(written: string): string {
  return written
    .toLowerCase()
    .replace(/[-_](?=[a-z])/g, '')
    .split(/[./:]/)
    .filter((part) => part !== '' && part !== 'index' && !/^v\d{1,8}(?:(?:alpha|beta|preview)\w*)?$/.test(part))
    .join('.');
}

function typeOf(written: string, names: readonly Imported[], language: ProgramLanguage): string | undefined {
  if (language === 'go') {
    const [prefix = '', made = ''] = written.split('.New', 2);
    const imported = names.find(({ name }) => name === prefix);
    return imported === undefined ? undefined : plainType(`${imported.means}.${made}`);
  }
  if (language === 'csharp') {
    // Any of the namespaces may be the one that is meant; only a type that the table knows is taken by the caller.
    const candidates = names.map(({ name, means }) =>
      name === ''
        ? plainType(`${means}.${written}`)
        : written.startsWith(`${name}.`)
          ? plainType(`${means}.${written.slice(name.length + 1)}`)
          : '',
    );
    return candidates.length === 0 ? undefined : candidates.join(' ');
  }
  const [first = ''] = written.split('.', 1);
  const imported = names.find(({ name }) => name === first) ?? names.find(({ name }) => written.startsWith(`${name}.`));
  return imported === undefined ? undefined : plainType(`${imported.means}.${written.slice(imported.name.length)}`);
}

/** A name without what is computed in it: `${stack}-orders` is `orders`. */
function fixedWords(name: string): string {
  return name
    .replace(/\$?\{[^{}]*\}|%[svd]/g, ' ')
    .replace(/[-_.\s]*\s[-_.\s]*/g, '-')
    .replace(/^[-_.]+|[-_.]+$/g, '');
}

/** What stands up to the bracket that closes the call; strings are stepped over. */
function argumentsFrom(text: string, from: number): string {
  let depth = 1;
  const end = Math.min(text.length, from + maxArguments);
  for (let at = from; at < end; at += 1) {
    const char = text[at] ?? '';
    if (char === '"' || char === "'" || char === '`') {
      let close = at + 1;
      while (close < end && text[close] !== char && (char === '`' || text[close] !== '\n')) close += text[close] === '\\' ? 2 : 1;
      at = close;
    } else if (char === '(' || char === '{' || char === '[') depth += 1;
    else if (char === ')' || char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return text.slice(from, at);
    }
  }
  return text.slice(from, end);
}

/** Blanks comment lines and block comments, and lines too long for an expression, so that every line keeps its number. */
function withoutComments(source: string, language: ProgramLanguage): string {
  let inside = false;
  return source
    .split('\n')
    .map((line) => {
      if (line.length > parseLimits.lineLength) return '';
      const trimmed = line.trimStart();
      if (language === 'python') return trimmed.startsWith('#') ? '' : line;
      if (inside) {
        inside = !line.includes('*/');
        return '';
      }
      if (trimmed.startsWith('/*')) {
        inside = !trimmed.includes('*/');
        return '';
      }
      return trimmed.startsWith('//') ? '' : line;
    })
    .join('\n');
}

class Lines {
  readonly #text: string;
  #offset = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of an offset that is hardly ever before the last one asked for. */
  at(offset: number): number {
    if (offset < this.#offset) {
      this.#offset = 0;
      this.#line = 1;
    }
    for (let next = this.#text.indexOf('\n', this.#offset); next !== -1 && next < offset; next = this.#text.indexOf('\n', next + 1)) {
      this.#line += 1;
      this.#offset = next + 1;
    }
    return this.#line;
  }
}

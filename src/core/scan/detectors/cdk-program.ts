import type { SourceToken, SourceTokens } from '../parse/source-tokens.ts';
import { classOf, importsOf } from './cdk-imports.ts';
import type { Imports } from './cdk-imports.ts';
import { carrierTypes, constructTypes, wrapperModules } from './cdk-rules.ts';

/** A part of a program by the indices of its tokens; `end` is not part of it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A construct that a program makes. */
export interface Construct {
  /** `lambda:Function`. */
  readonly key: string;
  /** As given to the construct; absent where it is computed. */
  readonly id: string | undefined;
  readonly variable: string | undefined;
  readonly line: number;
  /** Its arguments, and the calls of its builder. */
  readonly range: Range;
  /** Values by the names of properties, lower case and without underscores. */
  readonly properties: ReadonlyMap<string, readonly Range[]>;
  /** Set for one that another file makes and this one is handed: the names under which that file may give it out. */
  readonly outside?: readonly string[];
}

/** A construct that a part of a program names, and the line. */
export interface Named {
  readonly construct: Construct;
  readonly line: number;
}

/** `receiver.method(arguments)`. */
export interface MethodCall {
  readonly method: string;
  readonly receivers: readonly Named[];
  readonly range: Range;
}

const known: ReadonlySet<string> = new Set([...constructTypes.keys(), ...carrierTypes]);
const maxConstructs = 500;
/** Tokens that may be looked at more than once, for all constructs of a file together. */
const maxSteps = 3_000_000;

/** A source file as the constructs that it makes and the calls between them. */
export class Program {
  readonly constructs: Construct[] = [];
  readonly #tokens: readonly SourceToken[];
  readonly #partner: Int32Array;
  readonly #imports: Imports;
  readonly #variables = new Map<string, { readonly at: number; readonly named: readonly Construct[] }[]>();
  readonly #outside = new Map<string, Construct>();
  readonly #types: ReadonlyMap<string, string>;
  readonly #given = new Map<Construct, Set<string>>();
  #class = '';
  #calls: readonly MethodCall[] | undefined;
  #steps = maxSteps;

  constructor(source: SourceTokens) {
    this.#tokens = source.tokens;
    this.#partner = source.partner;
    this.#imports = importsOf(source.tokens);
    this.#types = typesOf(source.tokens, this.#imports);
    this.#readConstructs();
    this.#readVariables();
  }

  /** The text of the string tokens in a range, in order. */
  stringsIn(range: Range): readonly string[] {
    return this.#tokens.slice(range.start, range.end).flatMap((token) => (token.kind === 'string' ? [token.text] : []));
  }

  /** The words of a range. */
  wordsIn(range: Range): readonly SourceToken[] {
    return this.#tokens.slice(range.start, range.end).filter((token) => token.kind === 'word');
  }

  /** Names under which this file gives a construct to others: `table` and `storagetable` for `this.table` of a class `Storage`. */
  givenAs(construct: Construct): readonly string[] {
    return [...(this.#given.get(construct) ?? [])];
  }

  /** Values by the names of properties within a range. */
  propertiesIn(range: Range): ReadonlyMap<string, readonly Range[]> {
    return this.#propertiesOf(range);
  }

  /** The constructs that a range names by their variables, each once. */
  namedIn(range: Range): readonly Named[] {
    const found = new Map<Construct, Named>();
    for (let index = range.start; index < range.end && this.#steps > 0; index += 1) {
      this.#steps -= 1;
      const token = this.#tokens[index];
      if (token === undefined) break;
      if (token.kind === 'string' && token.text.includes('{')) {
        for (const match of token.text.slice(0, 2_000).matchAll(/\{\s{0,5}(?:this\.|self\.)?(\w{1,80})/g))
          for (const construct of this.#lookup(match[1] ?? '', index)) found.set(construct, { construct, line: token.line });
      }
      if (token.kind !== 'word' || !this.#isVariable(index)) continue;
      const named = this.#lookup(token.text, index);
      for (const construct of named.length > 0 ? named : this.#handedIn(index))
        if (!found.has(construct)) found.set(construct, { construct, line: token.line });
    }
    return [...found.values()];
  }

  /** Calls of methods on constructs. */
  calls(): readonly MethodCall[] {
    this.#calls ??= this.#readCalls();
    return this.#calls;
  }

  #readCalls(): readonly MethodCall[] {
    const found: MethodCall[] = [];
    for (let index = 2; index < this.#tokens.length - 1; index += 1) {
      if (this.#tokens[index]?.kind !== 'word' || this.#text(index - 1) !== '.' || this.#text(index + 1) !== '(') continue;
      const close = this.#partner[index + 1] ?? -1;
      const root = this.#rootBefore(index - 1);
      if (close < 0 || root === undefined) continue;
      const named = this.#lookup(this.#text(root), root);
      const receivers = (named.length > 0 ? named : this.#handedIn(root)).map((construct) => ({
        construct,
        line: this.#tokens[root]?.line ?? 1,
      }));
      if (receivers.length > 0) found.push({ method: plain(this.#text(index)), receivers, range: { start: index + 2, end: close } });
    }
    return found;
  }

  #text(index: number): string {
    return this.#tokens[index]?.text ?? '';
  }

  /** A word that stands alone, or behind `this.`: not the member of something else, nor the key of a property. */
  #isVariable(index: number): boolean {
    const before = this.#text(index - 1);
    if (before === '.' && !/^(this|self)$/.test(this.#text(index - 2))) return false;
    const after = this.#text(index + 1);
    return after !== ':' && (after !== '=' || this.#text(index + 2) === '=');
  }

  #lookup(name: string, at: number): readonly Construct[] {
    const bindings = this.#variables.get(name);
    if (bindings === undefined) return [];
    let nearest = bindings[0];
    for (const one of bindings) if (one.at <= at && (nearest === undefined || nearest.at > at || one.at > nearest.at)) nearest = one;
    return nearest?.named ?? [];
  }

  /**
   * What a name stands for that another file makes: `props.table`, `storage.table`, or a parameter whose type is a construct.
   * Whether another file gives out something of that name is for whoever knows all files.
   */
  #handedIn(start: number): readonly Construct[] {
    const chain: string[] = [];
    for (let index = start; chain.length < 3 && this.#tokens[index]?.kind === 'word'; index += 2) {
      const after = this.#text(index + 1) === '?' || this.#text(index + 1) === '!' ? 1 : 0;
      if (this.#text(index + 1 + after) !== '(') chain.push(this.#text(index));
      index += after;
      if (this.#text(index + 1) !== '.') break;
    }
    const [head = ''] = chain;
    if (!/^[a-z_]/.test(head) || /^(this|self|super|cls)$/.test(head) || this.#imports.modules.has(head) || this.#imports.classes.has(head))
      return [];
    const isBag = /^_?(props|properties|args|options|params|inputs?|config|stacks?|shared|resources)$/i.test(head);
    const [first = '', second] = isBag ? chain.slice(1) : chain;
    const type = this.#types.get(first) ?? this.#types.get(second ?? '');
    const names = [
      ...(second === undefined ? [] : [`${owner(first)}${plain(second)}`]),
      ...(isBag || this.#types.has(first) ? [plain(first)] : []),
    ].filter((name) => name.length > 2);
    if (names.length === 0) return [];
    const key = names.join(' ');
    const known = this.#outside.get(key) ?? {
      key: type ?? '',
      id: undefined,
      variable: first,
      line: this.#tokens[start]?.line ?? 1,
      range: { start: 0, end: 0 },
      properties: new Map(),
      outside: names,
    };
    if (this.#outside.size < maxConstructs) this.#outside.set(key, known);
    return [known];
  }

  /** Notes that `this.name` stands for a construct: then other files may reach it under that name. */
  #give(equals: number, named: readonly Construct[]): void {
    const [construct] = named;
    const isMember = this.#text(equals - 2) === '.' && /^(this|self)$/.test(this.#text(equals - 3));
    const name = plain(this.#text(equals - 1));
    if (!isMember || named.length !== 1 || construct === undefined || construct.outside !== undefined || name.length < 3) return;
    const names = this.#given.get(construct) ?? new Set<string>();
    this.#given.set(construct, names);
    names.add(name);
    if (this.#class !== '') names.add(`${owner(this.#class)}${name}`);
  }

  #define(name: string, at: number, named: readonly Construct[]): void {
    const bindings = this.#variables.get(name);
    if (bindings === undefined) this.#variables.set(name, [{ at, named }]);
    else if (bindings.length < 50) bindings.push({ at, named });
  }

  #readConstructs(): void {
    // Methods by the bracket that opens their body: what one returns is what a call of it gives.
    const methods: (string | undefined)[] = [];
    for (let index = 0; index < this.#tokens.length && this.constructs.length < maxConstructs; index += 1) {
      const token = this.#tokens[index];
      if (token?.kind === 'mark') {
        if (token.text === '{') methods.push(this.#methodOpening(index) ?? methods.at(-1));
        else if (token.text === '}') methods.pop();
      } else if (token?.kind === 'word' && this.#text(index - 1) !== '.') this.#construct(index, methods.at(-1));
    }
  }

  /** The name of the method whose body a bracket opens: `createTable(name: string): Table {`. */
  #methodOpening(brace: number): string | undefined {
    let index = brace - 1;
    for (let count = 0; count < 8 && /^[\w.:<>]+$/.test(this.#text(index)); count += 1) index -= 1;
    const open = this.#text(index) === ')' ? (this.#partner[index] ?? -1) : -1;
    const name = open > 0 ? this.#tokens[open - 1] : undefined;
    return name?.kind === 'word' && !/^(if|for|while|switch|catch|constructor|function)$/.test(name.text) ? name.text : undefined;
  }

  /** Variables that stand for what their values name; after all constructs are known, because methods stand below their use. */
  #readVariables(): void {
    const open: string[] = [];
    for (const [index, token] of this.#tokens.entries()) {
      if (token.kind === 'word' && token.text === 'class') this.#class = this.#text(index + 1);
      if (token.kind !== 'mark') continue;
      if (token.text === '(' || token.text === '[' || token.text === '{') open.push(token.text);
      else if (token.text === ')' || token.text === ']' || token.text === '}') open.pop();
      else if (token.text === '=' && open.at(-1) !== '(') this.#assignment(index);
    }
  }

  #construct(start: number, method: string | undefined): void {
    const chain = [this.#text(start)];
    let next = start + 1;
    while (this.#text(next) === '.' && this.#tokens[next + 1]?.kind === 'word' && chain.length < 6) {
      chain.push(this.#text(next + 1));
      next += 2;
    }
    const isBuilder = chain.at(-1) === 'create' && chain.at(-2) === 'Builder';
    if (this.#text(next) === '<') for (let count = 0; count < 30 && this.#text(next) !== '('; count += 1) next += 1;
    if (this.#text(next) !== '(') return;
    const key = classOf(this.#imports, isBuilder ? chain.slice(0, -2) : chain, known);
    const close = this.#partner[next] ?? -1;
    if (key === undefined || !known.has(key) || close < 0) return;
    const end = isBuilder ? this.#builderEnd(close) : close;
    const range = { start: next + 1, end };
    const id = this.#idOf(range);
    // `new Table(this, …)`: what is made of something else than a scope is no construct.
    if (id === null) return;
    const variable = this.#assignedTo(this.#text(start - 1) === 'new' ? start - 1 : start);
    const construct = { key, id, variable, line: this.#tokens[start]?.line ?? 1, range, properties: this.#propertiesOf(range) };
    this.constructs.push(construct);
    if (variable !== undefined) this.#define(variable, start, [construct]);
    const first = this.#text(start - 1) === 'new' ? start - 2 : start - 1;
    if (method !== undefined && this.#text(first) === 'return') this.#define(method, start, [construct]);
  }

  /** The end of `.runtime(…).handler(…).build()`. */
  #builderEnd(close: number): number {
    let end = close;
    for (let count = 0; count < 100 && this.#text(end + 1) === '.' && this.#text(end + 3) === '('; count += 1) {
      const next = this.#partner[end + 3] ?? -1;
      if (next < 0) break;
      end = next;
    }
    return end;
  }

  /** The id: the second argument, or the one named so. `null` where the second argument is no text at all. */
  #idOf(range: Range): string | undefined | null {
    let commas = 0;
    for (let index = range.start; index < Math.min(range.end, range.start + 60); index += 1) {
      const token = this.#tokens[index];
      if (token === undefined) break;
      if (token.kind === 'mark' && (token.text === '(' || token.text === '{' || token.text === '[')) {
        index = Math.max(index, this.#partner[index] ?? index);
        continue;
      }
      if (token.text === ',' && token.kind === 'mark') commas += 1;
      else if (commas === 1) {
        if (token.kind === 'string') return token.text.includes('{') ? undefined : token.text;
        if (token.kind === 'word' && this.#text(index + 1) !== '=') return undefined;
      } else if (commas > 1) return undefined;
    }
    return null;
  }

  /** The variable that the expression beginning at an index is assigned to. */
  #assignedTo(start: number): string | undefined {
    let index = start - 1;
    if (/^(await|return)$/.test(this.#text(index))) index -= 1;
    return this.#text(index) === '=' ? this.#nameBefore(index) : undefined;
  }

  /** `const name: Type =`, `this.name =`, `var name =`. */
  #nameBefore(equals: number): string | undefined {
    if (/^[=!<>+\-*/|&?:]$/.test(this.#text(equals - 1)) || /^[=>]$/.test(this.#text(equals + 1))) return undefined;
    const last = this.#tokens[equals - 1];
    for (let index = equals - 1; index > Math.max(0, equals - 14); index -= 1) {
      const token = this.#tokens[index];
      // A colon on the line before opens a block of Python.
      if (token === undefined || token.line !== last?.line) break;
      if (token.text === ':' && token.kind === 'mark') return this.#tokens[index - 1]?.kind === 'word' ? this.#text(index - 1) : undefined;
      if (token.kind === 'string' || (token.kind === 'mark' && !/^[.<>|,[\]!]$/.test(token.text))) break;
    }
    return last?.kind === 'word' ? last.text : undefined;
  }

  /** A variable that stands for what its value names: `const items = api.root.addResource('items')`. */
  #assignment(equals: number): void {
    const name = this.#nameBefore(equals);
    if (name === undefined) return;
    const start = equals + 1;
    if (this.#steps <= 0) return;
    const isNew = this.#text(start) === 'new';
    // A construct is its own variable already.
    const own = this.#variables.get(name)?.find((one) => one.at >= start && one.at <= start + 2);
    if (own !== undefined) this.#give(equals, own.named);
    if (own !== undefined || (isNew && !this.#isWrapper(start + 1))) return;
    const named = this.namedIn({ start, end: this.#expressionEnd(start) });
    if (named.length === 0 || named.length >= 20) return;
    const constructs = named.map((one) => one.construct);
    this.#define(name, equals, constructs);
    this.#give(equals, constructs);
  }

  #isWrapper(index: number): boolean {
    const chain = [this.#text(index)];
    for (let next = index + 1; this.#text(next) === '.' && chain.length < 4; next += 2) chain.push(this.#text(next + 1));
    const key = classOf(this.#imports, chain, known);
    if (key !== undefined) return !known.has(key) && wrapperModules.test(key.split(':')[0] ?? '');
    return chain.length === 1 && this.#imports.open.some((module) => wrapperModules.test(module) && module !== 'lambda');
  }

  /** Where an expression ends: at a separator, or where two operands stand beside each other on two lines. */
  #expressionEnd(start: number): number {
    let index = start;
    for (let count = 0; count < 600 && index < this.#tokens.length && this.#steps > 0; count += 1) {
      this.#steps -= 1;
      const token = this.#tokens[index];
      if (token === undefined) break;
      if (token.kind === 'mark') {
        if (/^[;,)\]}]$/.test(token.text)) break;
        const partner = this.#partner[index] ?? -1;
        if (partner > index) index = partner;
      }
      const next = this.#tokens[index + 1];
      const here = this.#tokens[index];
      if (
        next !== undefined &&
        here !== undefined &&
        next.line > here.line &&
        next.kind !== 'mark' &&
        (here.kind !== 'mark' || /^[)\]}]$/.test(here.text))
      )
        return index + 1;
      index += 1;
    }
    return index;
  }

  #propertiesOf(range: Range): ReadonlyMap<string, readonly Range[]> {
    const found = new Map<string, Range[]>();
    for (let index = range.start; index < range.end - 1 && this.#steps > 0; index += 1) {
      this.#steps -= 1;
      const token = this.#tokens[index];
      if (token === undefined || token.kind === 'mark') continue;
      const after = this.#text(index + 1);
      let value: Range | undefined;
      if ((after === ':' || (after === '=' && !/^[=>]$/.test(this.#text(index + 2)))) && token.text.length < 60)
        value = { start: index + 2, end: this.#valueEnd(index + 2, range.end) };
      else if (after === '(' && this.#text(index - 1) === '.' && (this.#partner[index + 1] ?? -1) > 0)
        value = { start: index + 2, end: this.#partner[index + 1] ?? index + 2 };
      // Shorthand: `{ table }` is `{ table: table }`.
      else if (/^[{,]$/.test(this.#text(index - 1)) && /^[,}]$/.test(after)) value = { start: index, end: index + 1 };
      if (value !== undefined) found.set(plain(token.text), [...(found.get(plain(token.text)) ?? []).slice(0, 20), value]);
    }
    return found;
  }

  #valueEnd(start: number, limit: number): number {
    let index = start;
    while (index < limit && this.#steps > 0) {
      this.#steps -= 1;
      const token = this.#tokens[index];
      if (token === undefined || (token.kind === 'mark' && /^[,)\]};]$/.test(token.text))) break;
      const partner = token.kind === 'mark' ? (this.#partner[index] ?? -1) : -1;
      index = partner > index ? partner + 1 : index + 1;
    }
    return Math.min(index, limit);
  }

  /** The variable at the beginning of the chain that ends before a dot. */
  #rootBefore(dot: number): number | undefined {
    let index = dot - 1;
    for (let count = 0; count < 60 && index >= 0 && this.#steps > 0; count += 1) {
      this.#steps -= 1;
      const token = this.#tokens[index];
      if (token === undefined) return undefined;
      if (token.kind === 'mark') {
        if (token.text !== ')' && token.text !== ']') {
          if (token.text !== '!' && token.text !== '?') return undefined;
          index -= 1;
          continue;
        }
        const partner = this.#partner[index] ?? -1;
        if (partner < 0) return undefined;
        index = partner - 1;
        continue;
      }
      if (token.kind !== 'word') return undefined;
      const isMember = this.#text(index - 1) === '.' || (this.#text(index - 1) === '?' && this.#text(index - 2) === '.');
      if (!isMember || /^(this|self)$/.test(this.#text(index - 2))) return index;
      index -= 2;
    }
    return undefined;
  }
}

/** Constructs by the names whose type they are: members of an interface, parameters. `ITable` is a `Table`, a listener its balancer. */
function typesOf(tokens: readonly SourceToken[], imports: Imports): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (let index = 1; index < tokens.length - 1; index += 1) {
    const name = tokens[index - 1]?.text === '?' ? tokens[index - 2] : tokens[index - 1];
    if (tokens[index]?.text !== ':' || tokens[index]?.kind !== 'mark' || name?.kind !== 'word') continue;
    const chain: string[] = [];
    for (let at = index + 1; chain.length < 4 && tokens[at]?.kind === 'word'; at += 2) {
      chain.push(tokens[at]?.text ?? '');
      if (tokens[at + 1]?.text !== '.') break;
    }
    const last = chain.at(-1) ?? '';
    // `ITable` is imported under its own name, and is what a `Table` is seen as.
    const key = classOf(imports, chain, known) ?? '';
    const plainKey = key.replace(/:I([A-Z])/, ':$1').replace(/:(Application|Network)Listener$/, ':$1LoadBalancer');
    if (/^[A-Z]/.test(last) && known.has(plainKey)) types.set(name.text, plainKey);
  }
  return types;
}

/** What a class is called by whoever holds one: `StorageStack` and `storage` are the same owner. */
function owner(name: string): string {
  const short = plain(name).replace(/(stack|construct|resources?)$/, '');
  return short === '' ? plain(name) : short;
}

/** A name as all languages of the CDK write it: `add_event_source` and `AddEventSource` are one. */
export function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

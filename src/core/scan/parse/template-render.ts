import { Output } from './template-output.ts';
import type { LineOrigin } from './template-output.ts';
import { templateFunctions } from './template-functions.ts';
import type { TemplateFunction } from './template-functions.ts';
import { parseTemplate } from './template-parse.ts';
import type { Expression, Template, TemplateNode } from './template-syntax.ts';
import { fieldOf, isTrue, nil, number, printed, textOf, truth, unknown, unknownMark } from './template-value.ts';
import type { TemplateMap, Value } from './template-value.ts';

/** What bounds one rendering; a template that people wrote is far below. */
const limits = { steps: 60_000, output: 200_000, iterations: 200, includes: 20, tplLength: 20_000 } as const;

/** A rendered template. */
export interface Rendered {
  readonly text: string;
  /** Origin of each line of the text. */
  readonly lines: readonly LineOrigin[];
  /** True where a limit ended it early. */
  readonly isCut: boolean;
}

/**
 * Renders a Go template with the functions of Helm that do not depend on a cluster, a clock or chance. What is not known
 * prints as `unknownMark`; a condition that is not known takes its first branch, a loop over the unknown none. `defines`
 * are those of all files of the chart, `root` is what `.` and `$` are.
 */
export function renderTemplate(template: Template, defines: ReadonlyMap<string, readonly TemplateNode[]>, root: TemplateMap): Rendered {
  const renderer = new Renderer(defines);
  const output = new Output();
  renderer.run(template.nodes, output, { dot: root, root, names: new Map() });
  return { ...output.finish(), isCut: renderer.isCut };
}

interface Scope {
  readonly dot: Value;
  readonly root: Value;
  /** Variables, shared by the blocks of one template: an assignment in a branch is seen behind it. */
  readonly names: Map<string, Value>;
}

/** One rendering. Depth of recursion is bounded by the nesting of blocks and by the depth of includes. */
class Renderer {
  isCut = false;
  #steps = 0;
  #written = 0;
  #includes = 0;
  /** What `set` and `unset` change in a map, by the map itself: values files are shared and stay as they are. */
  readonly #changed = new Map<Value, Map<string, Value>>();
  readonly #defines: ReadonlyMap<string, readonly TemplateNode[]>;

  constructor(defines: ReadonlyMap<string, readonly TemplateNode[]>) {
    this.#defines = defines;
  }

  /** Renders nodes; the jump that ended them, if one did. */
  run(nodes: readonly TemplateNode[], output: Output, scope: Scope): 'break' | 'continue' | undefined {
    for (const node of nodes) {
      if (!this.#step()) return 'break';
      const jump = this.#node(node, output, scope);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  #step(): boolean {
    this.#steps += 1;
    if (this.#steps > limits.steps || this.#written > limits.output) this.isCut = true;
    return !this.isCut;
  }

  #node(node: TemplateNode, output: Output, scope: Scope): 'break' | 'continue' | undefined {
    switch (node.type) {
      case 'text':
        this.#written += node.text.length;
        output.template(node.text, node.line);
        return undefined;
      case 'print': {
        const value = printed(nothingForNil(this.value(node.expression, scope)));
        this.#written += value.text.length;
        if (this.#written <= limits.output) output.printed(value, node.line);
        return undefined;
      }
      case 'assign':
        scope.names.set(node.name, this.value(node.expression, scope));
        return undefined;
      case 'if':
      case 'with':
        return this.#branch(node, output, scope);
      case 'range':
        this.#loop(node, output, scope);
        return undefined;
      case 'jump':
        return node.to;
    }
  }

  #branch(node: TemplateNode & { type: 'if' | 'with' }, output: Output, scope: Scope): 'break' | 'continue' | undefined {
    const value = this.value(node.condition, scope);
    if (node.name !== undefined) scope.names.set(node.name, value);
    if (isTrue(value) === false) return this.run(node.otherwise, output, scope);
    return this.run(node.body, output, node.type === 'with' ? { ...scope, dot: value } : scope);
  }

  #loop(node: TemplateNode & { type: 'range' }, output: Output, scope: Scope): void {
    const items = itemsOf(this.value(node.over, scope));
    if (items.length === 0) this.run(node.otherwise, output, scope);
    if (items.length > limits.iterations) this.isCut = true;
    for (const [key, value] of items.slice(0, limits.iterations)) {
      const [first, second] = node.names;
      if (second !== undefined && first !== undefined) scope.names.set(first, key).set(second, value);
      else if (first !== undefined) scope.names.set(first, value);
      if (this.run(node.body, output, { ...scope, dot: value }) === 'break') return;
    }
  }

  /** The value of an expression. */
  value(expression: Expression, scope: Scope): Value {
    if (!this.#step()) return unknown;
    switch (expression.type) {
      case 'literal':
        return typeof expression.value === 'string'
          ? textOf(expression.value)
          : expression.value === null
            ? nil
            : typeof expression.value === 'number'
              ? number(expression.value)
              : truth(expression.value);
      case 'field':
        return this.#field(expression, scope);
      case 'method':
        return this.#method(expression.target);
      case 'call':
        return this.#call(expression.name, expression.args, scope);
    }
  }

  #field(expression: Expression & { type: 'field' }, scope: Scope): Value {
    const { base, path } = expression;
    const start =
      base === 'dot'
        ? scope.dot
        : base === 'root'
          ? scope.root
          : typeof base === 'string'
            ? (scope.names.get(base) ?? unknown)
            : this.value(base, scope);
    return path.reduce<Value>((value, key) => this.#changed.get(value)?.get(key) ?? fieldOf(value, key), start);
  }

  /** Methods that templates call: only what a cluster can do is answered, with yes. */
  #method(target: Expression): Value {
    return target.type === 'field' && target.path.slice(-2).join('.') === 'APIVersions.Has' ? truth(true) : unknown;
  }

  #call(name: string, args: readonly Expression[], scope: Scope): Value {
    if (name === 'and' || name === 'or') return this.#logic(name, args, scope);
    const values = args.map((arg) => this.value(arg, scope));
    // Functions pay for what they copy, so that a short template cannot copy a long text without end.
    for (const value of values) this.#steps += weightOf(value) * (name.includes('from') ? 30 : 1);
    if (name === 'include') return this.#include(printed(values[0] ?? nil).text, values[1] ?? nil);
    if (name === 'tpl') return this.#tpl(values[0] ?? nil, values[1] ?? nil);
    if (name === 'set' || name === 'unset') return this.#set(values[0] ?? unknown, values[1] ?? nil, values[2] ?? nil);
    const got = name === 'get' && values[0] !== undefined ? this.#changed.get(values[0])?.get(printed(values[1] ?? nil).text) : undefined;
    if (got !== undefined) return got;
    const result = functionNamed(name)?.(values) ?? unknown;
    // Writing more than is allowed is the dearest thing of all, though nothing comes of it.
    const isTooMuch = result.kind === 'text' && result.text === unknownMark && !values.some((value) => value.kind === 'unknown');
    this.#steps += isTooMuch ? 500 : weightOf(result);
    return result;
  }

  /** `unset` gives no value. */
  #set(map: Value, key: Value, value: Value): Value {
    const changed = this.#changed.get(map) ?? new Map<string, Value>();
    if (map.kind === 'map') this.#changed.set(map, changed.set(printed(key).text, value));
    return map;
  }

  #logic(name: 'and' | 'or', args: readonly Expression[], scope: Scope): Value {
    let value: Value = nil;
    let doubt = false;
    for (const arg of args) {
      value = this.value(arg, scope);
      const decided = isTrue(value);
      if (decided === undefined) doubt = true;
      else if (decided === (name === 'or')) return value;
    }
    return doubt ? unknown : value;
  }

  #include(name: string, dot: Value): Value {
    const body = this.#defines.get(name);
    if (body === undefined) return unknown;
    return this.#nested(body, dot);
  }

  /** Text of the values that is itself a template. */
  #tpl(source: Value, dot: Value): Value {
    const text = printed(source);
    if (!text.text.includes('{{') || text.text.includes(unknownMark)) return text;
    if (text.text.length > limits.tplLength) return unknown;
    const made = this.#output(parseTemplate(text.text).nodes, dot)?.finish();
    if (made === undefined) return unknown;
    return {
      kind: 'text',
      text: made.text,
      origins: made.lines.map((line) => (line.value === 0 ? (text.origins[line.line - 1] ?? 0) : line.value)),
    };
  }

  #nested(body: readonly TemplateNode[], dot: Value): Value {
    return this.#output(body, dot)?.asText() ?? unknown;
  }

  #output(body: readonly TemplateNode[], dot: Value): Output | undefined {
    if (this.#includes >= limits.includes) return undefined;
    this.#includes += 1;
    const output = new Output();
    this.run(body, output, { dot, root: dot, names: new Map() });
    this.#includes -= 1;
    return output;
  }
}

/** `mustMerge` is `merge` that fails aloud. */
function functionNamed(name: string): TemplateFunction | undefined {
  const plain = name.startsWith('must') ? `${name.charAt(4).toLowerCase()}${name.slice(5)}` : name;
  return templateFunctions.get(name) ?? templateFunctions.get(plain);
}

/** Steps that a function pays for an argument. */
function weightOf(value: Value): number {
  if (value.kind === 'text') return value.text.length / 100;
  return value.kind === 'map' ? value.entries.size / 4 : value.kind === 'list' ? value.items.length / 4 : 0;
}

/** Go prints a missing value as `<no value>`, which Helm replaces by nothing. */
function nothingForNil(value: Value): Value {
  return value.kind === 'scalar' && value.value === null ? textOf('') : value;
}

/** Keys or indices with their values, maps in the order of their keys as Go walks them. */
function itemsOf(value: Value): readonly (readonly [Value, Value])[] {
  if (value.kind === 'list') return value.items.map((item, index) => [number(index), item] as const);
  if (value.kind !== 'map') return [];
  return [...value.entries]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, entry]) => [textOf(key, entry.line), entry.value] as const);
}

/** An expression of a Go template. */
export type Expression =
  | { readonly type: 'literal'; readonly value: string | number | boolean | null }
  | { readonly type: 'field'; readonly base: 'dot' | 'root' | string | Expression; readonly path: readonly string[] }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] }
  /** A method of a value (`.Files.Get "x"`): `target` is the field that is called. */
  | { readonly type: 'method'; readonly target: Expression; readonly args: readonly Expression[] };

/** A piece of a template, with the 1-based line it starts on. */
export type TemplateNode =
  | { readonly type: 'text'; readonly line: number; readonly text: string }
  | { readonly type: 'print'; readonly line: number; readonly expression: Expression }
  | { readonly type: 'assign'; readonly line: number; readonly name: string; readonly expression: Expression }
  | {
      readonly type: 'if' | 'with';
      readonly line: number;
      readonly name?: string;
      readonly condition: Expression;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | {
      readonly type: 'range';
      readonly line: number;
      /** Variables for the index or key and for the item. */
      readonly names: readonly string[];
      readonly over: Expression;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | { readonly type: 'jump'; readonly line: number; readonly to: 'break' | 'continue' };

/** A parsed template; `broken` is the line from which it could not be read. */
export interface Template {
  readonly nodes: readonly TemplateNode[];
  readonly defines: ReadonlyMap<string, readonly TemplateNode[]>;
  readonly broken?: { readonly line: number; readonly detail: string };
}

/** Blocks and parentheses within each other; more is no template that people wrote. */
export const maxTemplateNesting = 50;

import type { SourceToken } from '../parse/source-tokens.ts';

/** What the names of a file mean: modules, and classes as `module:Class`. */
export interface Imports {
  readonly modules: ReadonlyMap<string, string>;
  readonly classes: ReadonlyMap<string, string>;
  /** Modules of which every class may be named: `using Amazon.CDK.AWS.Lambda`, `import ….lambda.*`. */
  readonly open: readonly string[];
}

/** The CDK's name of a module in any of its languages, without `aws-`; undefined for all others. */
export function moduleOf(written: string): string | undefined {
  const match =
    /^(?:aws-cdk-lib|@aws-cdk|monocdk)\/(?:aws-)?([\w-]+)$/.exec(written)?.[1] ??
    /^aws_cdk\.aws_(\w+)$/.exec(written)?.[1] ??
    /^software\.amazon\.awscdk\.(?:services|aws_)\.?(\w+(?:\.\w+)?)$/.exec(written)?.[1] ??
    /^Amazon\.CDK\.AWS\.(\w+(?:\.\w+)?)$/.exec(written)?.[1];
  if (match === undefined) return undefined;
  const plain = match
    .toLowerCase()
    .replace(/[_-](alpha|beta)$/, '')
    .replace(/[_.]/g, '-');
  return dotted.get(plain) ?? plain;
}

/** Modules whose words Java and C# write otherwise. */
const dotted: ReadonlyMap<string, string> = new Map([
  ['lambda-eventsources', 'lambda-event-sources'],
  ['lambda-nodejs', 'lambda-nodejs'],
  ['sns-subscriptions', 'sns-subscriptions'],
  ['s3-notifications', 's3-notifications'],
  ['ecs-patterns', 'ecs-patterns'],
  ['cloudfront-origins', 'cloudfront-origins'],
]);

/** Reads the imports of a file from its tokens, in any of the languages. */
export function importsOf(tokens: readonly SourceToken[]): Imports {
  const modules = new Map<string, string>();
  const classes = new Map<string, string>();
  const open: string[] = [];
  const take = (local: string, module: string | undefined, name?: string): void => {
    // `import { aws_lambda as lambda } from 'aws-cdk-lib'` names a module, not a class.
    const inner = name === 'custom_resources' ? name : name === undefined ? undefined : /^aws_(\w+)$/.exec(name)?.[1];
    if (inner !== undefined) modules.set(local, inner.replaceAll('_', '-').replace(/-alpha$/, ''));
    else if (module !== undefined && name === undefined) modules.set(local, module);
    else if (module !== undefined && name !== undefined) classes.set(local, `${module}:${name}`);
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.kind !== 'word') continue;
    if (token.text === 'from' && tokens[index - 1]?.text !== '.') pythonImport(tokens, index, take);
    if (token.text === 'import') {
      scriptImport(tokens, index, take);
      plainImport(tokens, index, take, open);
    } else if (token.text === 'using') plainImport(tokens, index, take, open);
    else if (token.text === 'require' && tokens[index + 1]?.text === '(' && tokens[index + 2]?.kind === 'string')
      requireImport(tokens, index, take);
  }
  return { modules, classes, open };
}

type Take = (local: string, module: string | undefined, name?: string) => void;

/** `import * as x from '…'`, `import { A, B as C } from '…'`. */
function scriptImport(tokens: readonly SourceToken[], start: number, take: Take): void {
  const names: (readonly [string, string])[] = [];
  let whole: string | undefined;
  for (let index = start + 1; index < Math.min(tokens.length, start + 400); index += 1) {
    const token = tokens[index];
    if (token === undefined || token.text === ';' || token.text === 'import') return;
    if (token.kind === 'string') {
      if (tokens[index - 1]?.text !== 'from') return;
      const module = moduleOf(token.text);
      if (module === undefined && token.text !== 'aws-cdk-lib' && token.text !== 'monocdk') return;
      if (whole !== undefined) take(whole, module);
      for (const [name, local] of names) take(local, module, name);
      return;
    }
    if (token.kind !== 'word' || token.text === 'from' || token.text === 'type') continue;
    const [before, after] = [tokens[index - 1]?.text, tokens[index + 1]?.text];
    if (before === 'as' && tokens[index - 2]?.text === '*') whole = token.text;
    else if (token.text !== 'as' && before !== 'as')
      names.push([token.text, after === 'as' ? (tokens[index + 2]?.text ?? '') : token.text]);
  }
}

/** `import x = require('…')`, `const x = require('…')`, `const { A, b: c } = require('…')`. */
function requireImport(tokens: readonly SourceToken[], index: number, take: Take): void {
  const written = tokens[index + 2]?.text ?? '';
  const module = moduleOf(written);
  if ((module === undefined && written !== 'aws-cdk-lib') || tokens[index - 1]?.text !== '=') return;
  const before = tokens[index - 2];
  if (before?.kind === 'word') take(before.text, module);
  for (let at = index - 3; before?.text === '}' && at > index - 200 && tokens[at]?.text !== '{'; at -= 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || tokens[at + 1]?.text === ':') continue;
    take(token.text, module, tokens[at - 1]?.text === ':' ? (tokens[at - 2]?.text ?? '') : token.text);
  }
}

/** `from aws_cdk import aws_lambda as _lambda, (…)`, `from aws_cdk.aws_lambda import Function`. */
function pythonImport(tokens: readonly SourceToken[], start: number, take: Take): void {
  const path = dottedAt(tokens, start + 1);
  if (!path.text.startsWith('aws_cdk') || tokens[path.next]?.text !== 'import') return;
  const module = moduleOf(path.text);
  const isBracketed = tokens[path.next + 1]?.text === '(';
  const { line } = tokens[path.next] ?? { line: 0 };
  for (let index = path.next + 1; index < Math.min(tokens.length, path.next + 400); index += 1) {
    const token = tokens[index];
    if (token === undefined || /^(\)|from|import)$/.test(token.text) || (!isBracketed && token.line !== line)) return;
    if (token.kind !== 'word' || token.text === 'as' || tokens[index - 1]?.text === 'as') continue;
    take(tokens[index + 1]?.text === 'as' ? (tokens[index + 2]?.text ?? '') : token.text, module, token.text);
  }
}

/** `import software.amazon.awscdk.services.lambda.Function;`, `using Amazon.CDK.AWS.Lambda;`, `import aws_cdk.aws_lambda as l`. */
function plainImport(tokens: readonly SourceToken[], start: number, take: Take, open: string[]): void {
  const path = dottedAt(tokens, start + 1);
  if (path.text.startsWith('aws_cdk.')) {
    if (tokens[path.next]?.text === 'as') take(tokens[path.next + 1]?.text ?? '', moduleOf(path.text));
    return;
  }
  if (path.text.startsWith('Amazon.CDK.')) {
    const module = moduleOf(path.text);
    if (module !== undefined) open.push(module);
  }
  if (!path.text.startsWith('software.amazon.awscdk.')) return;
  const dot = path.text.lastIndexOf('.');
  const isAll = tokens[path.next]?.text === '*' || /\.[a-z]\w*$/.test(path.text);
  const module = moduleOf(isAll ? path.text.replace(/\.$/, '') : path.text.slice(0, dot));
  if (module === undefined) return;
  if (isAll) open.push(module);
  else take(path.text.slice(dot + 1), module, path.text.slice(dot + 1));
}

function dottedAt(tokens: readonly SourceToken[], start: number): { readonly text: string; readonly next: number } {
  let text = '';
  let index = start;
  while (index < start + 20 && (tokens[index]?.kind === 'word' || tokens[index]?.text === '.')) {
    // Two words without a dot between are two things.
    if (tokens[index]?.kind === 'word' && index > start && tokens[index - 1]?.kind === 'word') break;
    text += tokens[index]?.text ?? '';
    index += 1;
  }
  return { text, next: index };
}

/** What a dotted name means as `module:Class`; undefined where it is nothing of the CDK. */
export function classOf(imports: Imports, chain: readonly string[], known: ReadonlySet<string>): string | undefined {
  const [first = '', second] = chain;
  if (chain.length === 1)
    return imports.classes.get(first) ?? imports.open.map((module) => `${module}:${first}`).find((key) => known.has(key));
  const module = imports.modules.get(first);
  if (module !== undefined && chain.length === 2) return `${module}:${second ?? ''}`;
  // `cdk.aws_lambda.Function`
  const inner = /^aws_(\w+)$/.exec(second ?? '')?.[1];
  return inner !== undefined && chain.length === 3 ? `${inner.replaceAll('_', '-')}:${chain[2] ?? ''}` : undefined;
}

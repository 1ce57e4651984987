import type { HclAttribute } from '../parse/hcl.ts';
import type { Call, TerraformModule } from './terraform-module.ts';

/** What can be known of an expression without running Terraform. */
export type Value = string | number | boolean;

/** Where names are looked up: a module, and the call of it that is meant. */
export interface Scope {
  readonly module: TerraformModule;
  readonly call?: Call | undefined;
}

/** Names that lead to names; deeper ones are left unknown. */
const maxDepth = 6;
const maxLength = 2_000;

/** The value of an expression: literals, variables (the call's argument before the default), locals, templates, simple conditions. */
export function evaluate(expression: HclAttribute | string | undefined, scope: Scope, depth = 0): Value | undefined {
  if (expression === undefined || depth > maxDepth) return undefined;
  if (typeof expression !== 'string' && expression.literal !== undefined) return expression.literal;
  const text = (typeof expression === 'string' ? expression : expression.text).trim();
  if (text.length > maxLength || text === '' || text === 'null') return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?\d{1,15}(\.\d{1,10})?$/.test(text)) return Number(text);
  const name = /^(var|local)\.([\w-]+)$/.exec(text);
  if (name !== null) return valueOf(name[1] ?? '', name[2] ?? '', scope, depth);
  const wrapped = /^"\$\{([^"{}]*(?:"[^"{}]*"[^"{}]*)*)\}"$/.exec(text)?.[1];
  if (wrapped !== undefined) return evaluate(wrapped, scope, depth + 1);
  if (/^"[^"\n]*"$/.test(text)) return template(text.slice(1, -1), scope, depth);
  const call = /^(lower|upper|tostring|tonumber|trimspace)\(([^()]{1,300})\)$/.exec(text);
  if (call !== null) {
    const value = evaluate(call[2], scope, depth + 1);
    return call[1] === 'lower' ? String(value ?? '').toLowerCase() || undefined : value;
  }
  return conditional(text, scope, depth);
}

function valueOf(kind: string, name: string, scope: Scope, depth: number): Value | undefined {
  if (kind === 'local') return evaluate(scope.module.locals.get(name)?.attribute, scope, depth + 1);
  const argument = scope.call?.block.attributes.get(name);
  // What the call passes on is known where the caller's own variables have defaults.
  if (argument !== undefined && scope.call !== undefined) return evaluate(argument, { module: scope.call.caller }, depth + 1);
  return evaluate(scope.module.variables.get(name)?.attribute, scope, depth + 1);
}

function template(text: string, scope: Scope, depth: number): string | undefined {
  let known = true;
  // Templates within templates multiply, so few of them are looked into.
  if (text.split('${', 8).length > 7) return undefined;
  const filled = text.replace(/\$\{([^${}]{1,300})\}/g, (_, inner: string) => {
    const value = evaluate(inner, scope, depth + 4);
    known &&= value !== undefined;
    return String(value ?? '');
  });
  return known && !/[$%]\{/.test(filled) ? filled : undefined;
}

function conditional(text: string, scope: Scope, depth: number): Value | undefined {
  const mark = text.indexOf(' ? ');
  const split = text.lastIndexOf(' : ');
  if (mark === -1 || split < mark) return condition(text, scope, depth);
  const chosen = condition(text.slice(0, mark), scope, depth);
  if (typeof chosen !== 'boolean') return undefined;
  return evaluate(chosen ? text.slice(mark + 3, split) : text.slice(split + 3), scope, depth + 1);
}

function condition(text: string, scope: Scope, depth: number): Value | undefined {
  const trimmed = text.trim().replace(/^\(([^()]*)\)$/, '$1');
  const compared = /^([^=!<>&|?]{1,200}?)\s*(==|!=)\s*([^=!<>&|?]{1,200})$/.exec(trimmed);
  if (compared !== null) {
    const left = evaluate(compared[1], scope, depth + 1);
    const right = evaluate(compared[3], scope, depth + 1);
    return left === undefined || right === undefined ? undefined : (compared[2] === '==') === (String(left) === String(right));
  }
  const negated = /^!\s*((?:var|local)\.[\w-]+)$/.exec(trimmed)?.[1];
  const name = negated ?? /^(?:var|local)\.[\w-]+$/.exec(trimmed)?.[0];
  if (name === undefined) return undefined;
  const value = evaluate(name, scope, depth + 1);
  return typeof value === 'boolean' && negated !== undefined ? !value : value;
}

/**
 * What an expression names, for people: the fixed words of a template without the prefixes and environments that
 * variables hold; where nothing is fixed, its value.
 */
export function wordsOf(expression: HclAttribute | undefined, scope: Scope): string | undefined {
  if (expression === undefined) return undefined;
  if (typeof expression.literal === 'string') return expression.literal;
  const local = /^"?\$?\{?local\.([\w-]+)\}?"?$/.exec(expression.text.trim())?.[1];
  if (local !== undefined) {
    const found = scope.module.locals.get(local)?.attribute;
    return found === undefined || /\blocal\./.test(found.text) ? String(evaluate(found, scope) ?? '') || undefined : wordsOf(found, scope);
  }
  const text = /^"([^"\n]{1,300})"$/.exec(expression.text.trim())?.[1];
  const fixed = text
    ?.replace(/\$\{[^{}]*\}/g, ' ')
    .replace(/[-_./\s]*\s[-_./\s]*/g, '-')
    .replace(/^[-_./]+|[-_./]+$/g, '');
  if (fixed !== undefined && /\p{L}{2}/u.test(fixed) && !/[${}]/.test(fixed)) return fixed;
  return text === undefined || /^\$\{[^{}]*\}$/.test(text) ? plainText(evaluate(expression, scope)) : partsOf(text, scope);
}

function plainText(value: Value | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Names of variables that tell where something is, not what it is. */
const placeNames =
  /env|stage|prefix|suffix|project|namespace|region|location|workspace|account|random|unique|tenant|company|org|\bid\b|_id$/i;

function partsOf(text: string, scope: Scope): string | undefined {
  const parts = [...text.matchAll(/\$\{([^${}]{1,200})\}/g)].map((match) => match[1] ?? '').filter((part) => !placeNames.test(part));
  const known = parts.slice(0, 5).map((part) => plainText(evaluate(part, scope)));
  return parts.length === 0 || known.includes(undefined) ? undefined : known.join('-');
}

/** False where `count` or `for_each` is known to be nothing. */
export function isMade(attributes: ReadonlyMap<string, HclAttribute>, scope: Scope): boolean {
  const count = attributes.get('count');
  if (count !== undefined) {
    const value = evaluate(count, scope);
    return value !== 0 && value !== false && value !== '0';
  }
  const each = attributes.get('for_each');
  return each === undefined || !/^(toset\(\[\s*\]\)|\{\s*\}|\[\s*\])$/.test(each.text.trim());
}

/** The keys of a literal `for_each` (a set of strings, or a map), through a local or a default; undefined where it is computed. */
export function keysOf(each: HclAttribute | undefined, scope: Scope): readonly string[] | undefined {
  let text = each?.text.trim();
  for (let step = 0; step < 3 && text !== undefined; step += 1) {
    const name = /^(?:toset\()?\s*(var|local)\.([\w-]+)\s*\)?$/.exec(text);
    if (name === null) break;
    const argument = name[1] === 'var' ? scope.call?.block.attributes.get(name[2] ?? '') : undefined;
    const from = argument ?? (name[1] === 'var' ? scope.module.variables : scope.module.locals).get(name[2] ?? '');
    text = from === undefined ? undefined : ('attribute' in from ? from.attribute : from).text.trim();
  }
  if (text === undefined || text.length > 20_000) return undefined;
  const list = /^(?:toset\()?\s*\[([^[\]{}]*)\]\s*\)?$/.exec(text)?.[1];
  const keys = list === undefined ? keysOfMap(text) : [...list.matchAll(/"([\w./-]{1,80})"/g)].map((match) => match[1] ?? '');
  return keys === undefined || keys.length === 0 || keys.length > 20 ? undefined : [...new Set(keys)];
}

function keysOfMap(text: string): string[] | undefined {
  if (!text.startsWith('{')) return undefined;
  const keys: string[] = [];
  let depth = 0;
  for (const line of text.split('\n')) {
    const key =
      depth === 1 || (depth === 0 && line.startsWith('{'))
        ? /^\s*\{?\s*"?([A-Za-z][\w./-]{0,80})"?\s*[=:](?!=)/.exec(line)?.[1]
        : undefined;
    if (key !== undefined) keys.push(key);
    for (const char of line) depth += '{[('.includes(char) ? 1 : '}])'.includes(char) ? -1 : 0;
  }
  return keys;
}

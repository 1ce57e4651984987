import { redacted } from './redact-rules.ts';
import { isReference } from './secret-keys.ts';

/** Removes user names and passwords from URLs of any scheme; `git@`, database users and `${…}` references stay. */
export function redactUrls(text: string): string {
  let output = '';
  let kept = 0;
  let at = text.indexOf('://');
  while (at >= 0) {
    const start = at + 3;
    const end = userEnd(text, start);
    if (end > start && start >= kept) {
      output += text.slice(kept, start) + cleanUser(text.slice(start, end), schemeBefore(text, at));
      kept = end;
    }
    at = text.indexOf('://', start);
  }
  return output + text.slice(kept);
}

/** Index of the `@` that ends the user information, or -1. A password may hold `/` and `@` unencoded. */
function userEnd(text: string, start: number): number {
  const run = /^[^\s"'`<>\\]{1,2000}/.exec(text.slice(start, start + 2000))?.[0] ?? '';
  const next = run.indexOf('://');
  const part = next < 0 ? run : run.slice(0, next);
  const slash = part.search(/[/?#]/);
  const authority = slash < 0 ? part : part.slice(0, slash);
  const direct = authority.lastIndexOf('@');
  if (direct >= 0) return start + direct;
  // `u:pa/ss@host`: what stands behind the colon is no port.
  const odd = /^[^:@/]{0,64}:(?!\d{1,5}(?:[/?#]|$))/.test(part) && !authority.startsWith('[');
  const later = odd ? part.lastIndexOf('@') : -1;
  return later < 0 ? -1 : start + later;
}

function schemeBefore(text: string, at: number): string {
  return /[A-Za-z][A-Za-z0-9+.-]{0,30}$/.exec(text.slice(Math.max(0, at - 31), at))?.[0].toLowerCase() ?? '';
}

function cleanUser(info: string, scheme: string): string {
  const colon = info.replace(/\$\{[^}]*\}/g, (reference) => '_'.repeat(reference.length)).indexOf(':');
  const user = colon < 0 ? info : info.slice(0, colon);
  const password = colon < 0 ? undefined : info.slice(colon + 1);
  const keepsUser =
    user === 'git' || isReference(user) || (!/^(?:https?|ftps?|git\+https?|wss?)$/.test(scheme) && /^[\w.-]{0,40}$/.test(user));
  const shown = user === '' || keepsUser ? user : redacted;
  if (password === undefined) return shown;
  return `${shown}:${password === '' || isReference(password) ? password : redacted}`;
}

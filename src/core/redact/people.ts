/**
 * Names and addresses of people. Only counts of people leave the core (security rule 11), so an excerpt shows none.
 */

export const redactedEmail = '[redacted e-mail]';

/** An address, also percent-encoded, with the name in front of `<…>`. `git@host:` and `package@1.2` are no persons. */
const address =
  /((?:(?<![\p{L}\d])\p{Lu}[\p{L}.'’-]{0,30}\s){0,4}["']?<)?(?<![\p{L}\p{N}._%+:/@-])([\p{L}\p{N}._+'-]{1,64})(@|%40)(?!v?\d+\.\d)([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}\.\p{L}{2,24})(?![\p{L}\p{N}_(])(>?)/gu;

/** Fields that name a person. */
const personField =
  /(\b(?:authors?|maintainers?|contributors?|committer|owner_name|contact_name)["']?\s?[:=]\s?[[{\s]{0,4}(?:["']?name["']?\s?[:=]\s?)?["']?)(\p{Lu}[\p{L}.'’-]{1,30}(?:\s\p{Lu}[\p{L}.'’-]{0,30}){1,3})(?=["',\s;}\]<(]|$)/giu;

/** Replaces people's names and e-mail addresses. */
export function redactPeople(text: string): string {
  return withoutFields(withoutAddresses(text));
}

/** Most lines have no sign of an address, and the pattern is dear. */
function withoutAddresses(text: string): string {
  if (!text.includes('@') && !text.includes('%40')) return text;
  return text.replace(
    address,
    (whole: string, named: string | undefined, user: string, _at: string, _host: string, _close: string, offset: number) => {
      const isRemote = user === 'git' && /^[:/]/.test(text.slice(offset + whole.length, offset + whole.length + 1));
      const isUrlUser = text.slice(Math.max(0, offset - 3), offset) === '://';
      return isRemote || isUrlUser ? whole : named === undefined ? redactedEmail + _close : redactedEmail;
    },
  );
}

function withoutFields(text: string): string {
  if (!/author|maintainer|contributor|committer|owner_name|contact_name/iu.test(text)) return text;
  return text.replace(personField, (whole: string, head: string, name: string) => (isName(name) ? `${head}[redacted]` : whole));
}

/** `giu` lets lower-case words through: each word of a name starts with a capital. */
function isName(text: string): boolean {
  return text.split(/\s/).every((word) => /^\p{Lu}/u.test(word));
}

import type { Evidence, Redacted } from '../model/evidence.ts';
import { derivedId } from '../model/id.ts';
import { redactAssignments } from './assignments.ts';
import { replaceGenerated } from './entropy.ts';
import { redactPeople } from './people.ts';
import { redacted, redactRules } from './redact-rules.ts';
import { redactUrls } from './urls.ts';

export { isSecretFile } from './secret-files.ts';
export { isSecretKey } from './secret-keys.ts';

/** Characters of text that are looked at (security rule 4). */
const inputLimit = 10_000;
/** Characters of an excerpt. */
const outputLimit = 200;
/** Files that consist of people, whose account names have no shape of their own: the file's name is evidence enough. */
const listOfPeople = /(^|\/)(CODEOWNERS|AUTHORS|CONTRIBUTORS|MAINTAINERS|\.mailmap)(\.md|\.txt)?$/i;

/**
 * Makes a text of the workspace safe for every sink: one line, at most 200 UTF-16 units, without secrets, control
 * characters, invisible characters and people. Secrets become `[redacted]`. Redacting the result again changes nothing.
 */
export function redact(text: string): Redacted {
  let current = bounded(clean(text));
  // What one rule leaves may complete another's pattern, and the cut may too: repeat until nothing changes.
  for (let round = 0; round < 8; round += 1) {
    const next = shorten(oneLine(applyRules(current)));
    if (next === current) return next as Redacted;
    current = next;
  }
  return redacted as Redacted;
}

/** Makes the evidence for a 1-based line. The id is derived from detector, path and redacted excerpt. */
export function createEvidence(detector: string, path: string, line: number, excerpt: string): Evidence {
  return evidenceOf(detector, path, line, redact(excerpt));
}

/** As `createEvidence`, for an excerpt that is redacted already. */
export function evidenceOf(detector: string, path: string, line: number, excerpt: Redacted): Evidence {
  const safePath = cleanPath(path);
  const shown = listOfPeople.test(safePath) ? redact(safePath.slice(safePath.lastIndexOf('/') + 1)) : excerpt;
  return { id: derivedId('evidence', detector, safePath, shown), detector, path: safePath, line, excerpt: shown };
}

function applyRules(text: string): string {
  const shaped = redactRules.reduce((result, rule) => result.replace(rule.pattern, rule.replacement ?? redacted), text);
  const assigned = redactAssignments(redactUrls(shaped));
  return redactPeople(
    assigned
      .split('\n')
      .map((line) => replaceGenerated(line, redacted))
      .join('\n'),
  );
}

/** Removes what could hide a secret from the rules or deceive a reader: controls, bidirectional and invisible characters. */
function clean(text: string): string {
  const bounded = text.length > inputLimit * 2 ? text.slice(0, inputLimit * 2) : text;
  return bounded
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\t\v\f]/g, ' ')
    .replace(/[\p{Cf}\p{Cs}\ufe00-\ufe0f\u115f\u1160\u3164\uffa0]|(?!\n)\p{Cc}/gu, '');
}

/** Cuts a too long text, and with it the word that the cut went through: half a secret may not look like one. */
function bounded(text: string): string {
  if (text.length <= inputLimit) return text;
  let end = inputLimit;
  const floor = inputLimit - 4_000;
  while (end > floor && !/\s/.test(text[end - 1] ?? '')) end -= 1;
  return `${text.slice(0, end)}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shorten(text: string): string {
  if (text.length <= outputLimit) return text;
  const cut = text.slice(0, outputLimit - 1);
  // A cut in the middle of a surrogate pair would leave half a character.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A path without control, bidirectional and invisible characters; its secrets cannot be told from names. */
function cleanPath(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '');
}

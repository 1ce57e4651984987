import type { Evidence, Redacted } from '../model/evidence.ts';
import { lineRedactor } from '../redact/context.ts';
import { createEvidence, evidenceOf, redact } from '../redact/redact.ts';
import type { DetectorInput } from './observation.ts';

/** What detectors made of companions, by the function that made it and the path: a chart's values are parsed once a scan. */
export type ParsedFiles = Map<(text: string) => unknown, Map<string, unknown>>;

/** What was made of one file's own text, shared by the detectors that read it and forgotten after it. */
export type OwnTree = Map<(text: string) => unknown, unknown>;

/** A text whose lines can be quoted; the lines are split and redacted when the first one is. */
interface Quotable {
  readonly text: string;
  excerptOf?: (line: number) => Redacted;
}

/**
 * What a detector is given for one file. `companions` are the texts of the other files it asked for; all detectors of a
 * scan share `parsed`, those of a file share `own`.
 */
export function detectorInput(
  detector: string,
  path: string,
  written: string,
  texts: ReadonlyMap<string, string>,
  parsed: ParsedFiles,
  own: OwnTree = new Map(),
): DetectorInput {
  const text = withoutLoneReturns(written);
  const companions = new Map([...texts].map(([other, content]) => [other, withoutLoneReturns(content)]));
  const quotable = new Map<string, Quotable>([[path, { text }]]);
  const quote = (from: string, line: number): Redacted => {
    const known = quotable.get(from) ?? { text: companions.get(from) ?? '' };
    quotable.set(from, known);
    known.excerptOf ??= lineRedactor(known.text.split(/\r?\n/));
    return known.excerptOf(line);
  };
  const evidenceIn = (from: string, line: number): Evidence => evidenceOf(detector, from, line, quote(from, line));
  return {
    path,
    text,
    evidence: (line, excerpt) => (excerpt === undefined ? evidenceIn(path, line) : createEvidence(detector, path, line, excerpt)),
    problem: (reason, detail, line) => ({ path, reason, detail: redact(detail), ...(line === undefined ? {} : { line }) }),
    redact,
    own: <T>(parse: (content: string) => T): T => {
      // A file that was read beside another one has been parsed for it.
      if (!own.has(parse)) own.set(parse, parsed.get(parse)?.has(path) === true ? parsed.get(parse)?.get(path) : parse(text));
      return own.get(parse) as T;
    },
    companion: (other) => companions.get(other),
    companionPaths: [...companions.keys()],
    evidenceIn,
    parsed: <T>(other: string, parse: (content: string) => T): T | undefined => {
      const content = companions.get(other);
      if (content === undefined) return undefined;
      const known = parsed.get(parse) ?? new Map<string, unknown>();
      parsed.set(parse, known);
      if (!known.has(other)) known.set(other, parse(content));
      return known.get(other) as T;
    },
  };
}

/** Editors end a line at a lone carriage return, some parsers do and some do not; so there is none. */
function withoutLoneReturns(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

import type { Dependency } from './dependency.ts';
import { shortLines } from '../parse/guard.ts';

/** A requirement as PEP 508 writes it: `uvicorn[standard] >= 0.30 ; python_version > "3.8"`. */
const requirement =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:\(?\s*((?:[=<>!~]=?=?)[^;#)@]*)\)?)?\s*(?:;.*|@.*|#.*)?$/;

/** Reads one PEP 508 requirement; undefined for options, URLs and comments. */
export function parseRequirement(text: string, line: number): Dependency | undefined {
  const match = requirement.exec(text.trim().slice(0, 500));
  if (match?.[1] === undefined) return undefined;
  const version = match[2]?.replace(/\s+/g, '').replace(/^===?/, '');
  return { name: match[1], line, ...(version === undefined || version === '' ? {} : { version }) };
}

/** Reads a requirements file: one requirement a line, `\` joins lines, options and comments are left out. */
export function parseRequirements(text: string, development: boolean): readonly Dependency[] {
  const dependencies: Dependency[] = [];
  let joined = false;
  const lines = shortLines(text);
  for (const [index, content] of lines.entries()) {
    const continued = joined;
    joined = content.trimEnd().endsWith('\\');
    // What continues a line are hashes and options.
    if (continued || /^\s*(#|-|$)/.test(content)) continue;
    const dependency = parseRequirement(
      content
        .replace(/\\\s*$/, '')
        .replace(/\s--?\w.*$/, '')
        .replace(/\s+#.*$/, ''),
      index + 1,
    );
    if (dependency !== undefined && !isIndirect(lines, index)) dependencies.push({ ...dependency, development });
  }
  return dependencies;
}

/**
 * Whether a compiled file says that only other packages need this one (`# via flask`). What the project asks for itself
 * is marked `# via -r requirements.in` or with the project's own name in brackets.
 */
function isIndirect(lines: readonly string[], index: number): boolean {
  const inline = /#\s*via\b(.*)$/.exec(lines[index] ?? '')?.[1];
  let via = inline;
  for (let next = index + 1; next < lines.length && next < index + 200; next += 1) {
    const comment = /^\s+#(.*)$/.exec(lines[next] ?? '')?.[1];
    if (comment === undefined) {
      // Hashes stand between a requirement and its comment.
      if (/^\s+--hash/.test(lines[next] ?? '')) continue;
      break;
    }
    via = `${via ?? ''} ${comment}`;
  }
  return (
    via !== undefined && (inline !== undefined || /\bvia\b/.test(via)) && !/-r\s|-c\s|pyproject\.toml|setup\.(py|cfg)|\.in\b|\(/.test(via)
  );
}

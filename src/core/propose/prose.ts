import { clip } from './format.ts';
import type { Claim, Prose, Source } from './proposal.ts';

/** One piece of running text. */
export type Piece = Prose[number];

/** What `say` accepts between its words: text, a number, a typed part, running text, or nothing. */
export type Sayable = string | number | Piece | Prose | undefined;

/**
 * Builds running text: say`Already there (${evidence}), run by ${team}.` Neighbouring strings are joined, nothing stands
 * for an undefined part, and the result never exceeds the limits of the schema.
 */
export function say(strings: TemplateStringsArray, ...parts: readonly Sayable[]): Prose {
  const pieces: Piece[] = [];
  strings.forEach((text, index) => {
    pieces.push(text);
    const part = parts[index];
    if (part === undefined) return;
    if (Array.isArray(part)) pieces.push(...part);
    else pieces.push(typeof part === 'number' ? String(part) : part);
  });
  return tidy(pieces);
}

/** Running texts one after the other with `between` in between; empty ones are left out. */
export function joined(texts: readonly Prose[], between = ' '): Prose {
  const kept = texts.filter((text) => text.length > 0);
  return tidy(kept.flatMap((text, index) => (index === 0 ? text : [between, ...text])));
}

/** A text with the sources it rests on. Sources are deduplicated; the schema wants at least one. */
export function claim(text: Prose, sources: readonly Source[]): Claim {
  return { text, sources: unique(sources) };
}

/** Sources without repetition, at most the twenty that the schema allows. */
export function unique(sources: readonly Source[]): Source[] {
  const seen = new Map(sources.map((source) => [JSON.stringify(source), source]));
  return [...seen.values()].slice(0, 20);
}

/** The words of a text without its links and marks: for comparing and checking. */
export function plainText(text: Prose): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('code' in piece) return piece.code;
      return 'strong' in piece ? piece.strong : '';
    })
    .join('');
}

/** Ends a sentence with a full stop unless it already ends with a mark. */
export function sentence(text: string): string {
  const flat = clip(text, 1000);
  return /[.!?…]$/.test(flat) ? flat : `${flat}.`;
}

function tidy(pieces: readonly Piece[]): Prose {
  const out: Prose = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') out[out.length - 1] = last + piece;
    else if (JSON.stringify(piece) !== JSON.stringify(last)) out.push(piece);
  }
  return out.slice(0, 60).map((piece) => (typeof piece === 'string' && piece.length > 1200 ? clip(piece, 1200) : piece));
}

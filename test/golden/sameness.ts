/**
 * What two documents say in the same words. A sentence is a sentence of a paragraph, a line of a list or a cell of a
 * table; diagrams, headings and links are left out. Names and numbers are masked before sentences are compared.
 */
export interface Sameness {
  /** Share of the sentences of the shorter document that the other one has too. */
  readonly share: number;
  readonly shared: readonly string[];
}

/** Fewer words than this are a label, not a sentence. */
const fewestWords = 5;

/** The masked sentences of a document, each once. */
export function maskedSentences(markdown: string, names: readonly string[] = []): ReadonlySet<string> {
  const text = markdown
    .replace(/```[\s\S]*?```/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\/?[a-z][^>]*>/g, '')
    .replace(/\s*\((?:\[[^\]]*\]\([^)]*\)(?:, )?)+\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\((?:interview|workspace|assumption ◇|history)(?:, (?:interview|workspace|assumption ◇|history))*\)/g, '');
  const pieces = text
    .split('\n')
    .filter((line, index, lines) => !/^#|^\|[\s|:-]+\|$/.test(line) && !/^\|[\s|:-]+\|$/.test(lines[index + 1] ?? ''))
    .flatMap((line) => (line.startsWith('|') ? line.split(/(?<!\\)\|/) : [line]))
    .flatMap((piece) => piece.split(/(?<=[.!?])\s+|\s+·\s+/));
  const known = names.filter((name) => name.length > 1).toSorted((one, other) => other.length - one.length);
  return new Set(pieces.map((piece) => masked(piece, known)).filter((piece) => piece.split(' ').length >= fewestWords));
}

function masked(piece: string, names: readonly string[]): string {
  let text = piece;
  for (const name of names) text = text.replaceAll(name, 'N');
  return text
    .replace(/[*_`◇"“”]/g, '')
    .replace(/\d[\d.,]*/g, '0')
    .replace(/^[-\s]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** How much of the shorter of two documents stands in the other one, with names and numbers masked. */
export function sameness(one: string, other: string, names: readonly string[] = []): Sameness {
  const [first, second] = [maskedSentences(one, names), maskedSentences(other, names)];
  const shared = [...first].filter((sentence) => second.has(sentence));
  return { share: shared.length / Math.max(1, Math.min(first.size, second.size)), shared };
}

/** A file made to hurt a parser (security rule 4), and what has to stand beside it to be read at all. */
export interface Bomb {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly beside?: Readonly<Record<string, string>>;
}

/** No bomb is larger than what is read: above that the size alone protects. */
export const limit = 1024 * 1024;

/** A bomb, cut at the limit. */
export function bomb(name: string, path: string, text: string): Bomb {
  return { name, path, text: text.slice(0, limit) };
}

/** So many lines. */
export const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

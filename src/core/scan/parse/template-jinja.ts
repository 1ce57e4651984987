/** What a name stands for, with the file and line that say so. */
export interface JinjaValue {
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

/** A text with its variables put in, and the place of the first value that was. */
export interface JinjaText {
  readonly text: string;
  readonly from?: JinjaValue;
}

/** Longer texts are data, not names. */
const maxLength = 4_000;
const maxRounds = 4;

/**
 * Puts values into `{{ name }}` and `{{ name | default('x') }}`; undefined where something is not known or is more than
 * that. Values may themselves name values, four levels deep. Linear in the length of the text.
 */
export function fillJinja(text: string, values: ReadonlyMap<string, JinjaValue>): JinjaText | undefined {
  if (!text.includes('{{') && !text.includes('{%')) return { text };
  if (text.length > maxLength || text.includes('{%')) return undefined;
  let current = text;
  let from: JinjaValue | undefined;
  for (let round = 0; round < maxRounds && current.includes('{{'); round += 1) {
    let isKnown = true;
    current = current.replace(/\{\{([^{}]{0,300})\}\}/g, (_, inner: string) => {
      const match = /^\s*([A-Za-z_][\w.]{0,100})\s*(?:\|\s*default\(\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*(?:,\s*true)?\))?\s*$/.exec(inner);
      const value = match?.[1] === undefined ? undefined : values.get(match[1]);
      const fallback = match?.[2] ?? match?.[3] ?? match?.[4];
      if (value !== undefined) from ??= value;
      if (value === undefined && fallback === undefined) isKnown = false;
      return value?.text ?? fallback ?? '';
    });
    if (!isKnown || current.length > maxLength) return undefined;
  }
  return current.includes('{{') ? undefined : { text: current, ...(from === undefined ? {} : { from }) };
}

import type { TemplateText } from './template-value.ts';

/** Where a line of rendered text comes from. */
export interface LineOrigin {
  /** 1-based line of the template. */
  readonly line: number;
  /** Line of the values that were put in, as the values' nodes number them; 0 where none was. */
  readonly value: number;
}

/** Collects rendered text and where each of its lines comes from. */
export class Output {
  readonly #chunks: string[] = [];
  readonly #lines: { line: number; value: number; isBlank: boolean }[] = [{ line: 0, value: 0, isBlank: true }];
  #length = 0;

  /** Characters so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds text of the template itself, whose first line is `line`. */
  template(text: string, line: number): void {
    this.#add(text, (index) => ({ line: line + index, value: 0 }));
  }

  /** Adds what an action on `line` printed. */
  printed(value: TemplateText, line: number): void {
    this.#add(value.text, (index) => ({ line, value: value.origins[index] ?? 0 }));
  }

  #add(text: string, originOf: (index: number) => LineOrigin): void {
    if (text === '') return;
    this.#chunks.push(text);
    this.#length += text.length;
    let start = 0;
    for (let index = 0; ; index += 1) {
      const end = text.indexOf('\n', start);
      const part = end === -1 ? text.slice(start) : text.slice(start, end);
      const current = this.#lines[this.#lines.length - 1];
      const origin = originOf(index);
      if (current !== undefined) {
        // The first thing that can be seen on a line says where the line comes from.
        if (current.isBlank) current.line = origin.line;
        if (part.trim() !== '') {
          current.isBlank = false;
          if (current.value === 0) current.value = origin.value;
        }
      }
      if (end === -1) return;
      start = end + 1;
      this.#lines.push({ line: origin.line, value: 0, isBlank: true });
    }
  }

  /** Text and origins, one per line. */
  finish(): { readonly text: string; readonly lines: readonly LineOrigin[] } {
    return { text: this.#chunks.join(''), lines: this.#lines };
  }

  /** As a value: only what came from values keeps its origin. */
  asText(): TemplateText {
    return { kind: 'text', text: this.#chunks.join(''), origins: this.#lines.map((line) => line.value) };
  }
}

import { createInterface } from 'node:readline/promises';
import { terminal } from '../core/render/encode.ts';

/** The terminal, with results and messages kept apart. */
export interface Console {
  /** A result: standard output, as it is. Only our own JSON and encoded text may come here. */
  result(text: string): void;
  /** A message for people: standard error, encoded for a terminal (security rule 10). */
  say(text: string): void;
  /** Asks a yes-or-no question; undefined where nobody can answer. */
  confirm(question: string): Promise<boolean | undefined>;
}

/** The console of this process. */
export function createConsole(): Console {
  return {
    result: (text) => void process.stdout.write(`${text}\n`),
    say: (text) =>
      void process.stderr.write(
        `${text
          .split('\n')
          .map((line) => terminal(line))
          .join('\n')}\n`,
      ),
    async confirm(question) {
      if (!process.stdin.isTTY || !process.stderr.isTTY) {
        return undefined;
      }
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
      } finally {
        lines.close();
      }
    },
  };
}

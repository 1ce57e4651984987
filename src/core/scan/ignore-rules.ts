import ignore from 'ignore';

/** Ignore files of one folder, applied to paths below it. */
export interface IgnoreRules {
  /** The folder that holds the file, `''` for the root. */
  readonly folder: string;
  /** Whether git would ignore it; a folder's path ends with `/`. `relative` is relative to `folder`. */
  test(relative: string): 'ignored' | 'unignored' | undefined;
}

/** Characters and rules of one `.gitignore` that are used; one written for people has far less. */
const textLimit = 64 * 1024;
const ruleLimit = 1000;

/**
 * Reads a `.gitignore`. Patterns become regular expressions, so one with several `*` in a name could backtrack for
 * minutes on a long file name: such patterns are left out, and more files are seen, not fewer.
 */
export function readIgnoreRules(folder: string, text: string): IgnoreRules {
  const lines = text.slice(0, textLimit).split(/\r?\n/).filter(isCheap).slice(0, ruleLimit);
  const rules = ignore({ allowRelativePaths: true }).add(lines);
  return {
    folder,
    test(relative) {
      const result = rules.test(relative);
      return result.ignored ? 'ignored' : result.unignored ? 'unignored' : undefined;
    },
  };
}

function isCheap(line: string): boolean {
  if (line.trim() === '' || line.startsWith('#') || line.length > 500) return false;
  const parts = line.split('/');
  return (
    parts.length <= 30 &&
    parts.filter((part) => part === '**').length <= 3 &&
    parts.every((part) => part === '**' || (part.match(/\*+|\?/g) ?? []).length <= 3)
  );
}

/** Whether the innermost rule that says anything about a path ignores it. */
export function isIgnored(chain: readonly IgnoreRules[], path: string): boolean {
  for (let index = chain.length - 1; index >= 0; index -= 1) {
    const rules = chain[index];
    if (rules === undefined) continue;
    const verdict = rules.test(rules.folder === '' ? path : path.slice(rules.folder.length + 1));
    if (verdict !== undefined) return verdict === 'ignored';
  }
  return false;
}

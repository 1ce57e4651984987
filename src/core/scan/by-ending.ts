/**
 * Endings that a workspace has by the thousand: source text, styles, pictures, pages. A rule is only asked about such a
 * file where one of its own examples ends so; everything else is offered to every rule.
 */
const plentiful: ReadonlySet<string> = new Set(
  (
    'ts tsx mts cts js jsx mjs cjs vue svelte astro py pyi ipynb java kt kts scala groovy go cs fs vb rb erb rake php rs swift m mm c h cc cpp hpp ' +
    'ex exs erl hs clj dart lua r jl pl sh ps1 sql css scss sass less html htm hbs ejs svg png jpg jpeg gif webp avif ico woff woff2 ttf eot ' +
    'mp3 mp4 webm pdf md mdx rst txt csv snap map po pot lock'
  ).split(' '),
);

/** The part of a file's name behind its last dot, in lower case; `''` without one. */
function endingOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot <= path.lastIndexOf('/') ? '' : path.slice(dot + 1).toLowerCase();
}

/**
 * Looks rules up by a file's ending. A workspace of a hundred thousand source files asks the few rules that read that
 * language, and not eighty; which ones these are is told by the rules' own examples, so that nothing has to be kept in step.
 */
export function rulesByEnding<R>(rules: readonly R[], examplesOf: (rule: R) => readonly string[]): (path: string) => readonly R[] {
  const byEnding = new Map<string, R[]>([...plentiful].map((ending) => [ending, []]));
  for (const rule of rules) for (const ending of new Set(examplesOf(rule).map(endingOf))) byEnding.get(ending)?.push(rule);
  return (path) => byEnding.get(endingOf(path)) ?? rules;
}

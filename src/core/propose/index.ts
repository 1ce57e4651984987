export { propose } from './propose.ts';
export type { ProposeInput } from './propose.ts';
export { lint } from './lint.ts';
export type { LintFinding, LintRule } from './lint.ts';

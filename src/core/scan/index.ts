/**
 * Reads a workspace: files in, facts and problems out. Pure; everything it needs comes in through `WorkspaceFiles` and
 * the options, and everything it returns can be structured-cloned.
 */
export { scan } from './scan.ts';
export type { ScanOptions } from './scan.ts';
export { defaultLimits } from './limits.ts';
export type { ScanLimits } from './limits.ts';
export { whatMatters } from './matters.ts';
export { newScanMemory } from './scan-memory.ts';
export type { ScanMemory } from './scan-memory.ts';

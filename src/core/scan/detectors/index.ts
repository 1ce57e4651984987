import type { Detector } from '../observation.ts';
import { packageJson } from './package-json.ts';

/** The bytes of a syntax-tree grammar; they reach the core through a port because it reads no files itself. */
export interface Grammar {
  readonly runtime: Uint8Array;
  readonly hcl: Uint8Array;
}

/** What detectors need from outside. Without a grammar, formats that need one are not read and say so. */
export interface DetectorContext {
  readonly loadGrammar?: (() => Promise<Grammar>) | undefined;
}

/** Every detector, in the one order in which they run on a file. */
export function createDetectors(_context: DetectorContext): readonly Detector[] {
  return [packageJson];
}

import type { Fact } from '../model/fact.ts';
import type { Observation } from './observation.ts';

export interface Surroundings {
  readonly files: readonly string[];
  readonly scope: string;
  readonly today?: string | undefined;
}

export function assemble(_observations: readonly Observation[], _around: Surroundings): readonly Fact[] {
  return [];
}

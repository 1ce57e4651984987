import { availabilityRules } from './availability.ts';
import { lawRules } from './law.ts';
import { loadRules } from './load.ts';
import { lossRules } from './loss.ts';
import { natureRules } from './nature.ts';
import { peopleRules } from './people.ts';
import { placeRules } from './places.ts';
import { repositoryRules } from './repository.ts';
import type { ContradictionRule } from './rule.ts';
import { speedRules } from './speed.ts';
import { timeRules } from './time.ts';

/** Every contradiction rule, theme by theme. */
export const contradictionRules: readonly ContradictionRule[] = [
  ...availabilityRules,
  ...lossRules,
  ...lawRules,
  ...placeRules,
  ...speedRules,
  ...timeRules,
  ...loadRules,
  ...natureRules,
  ...peopleRules,
  ...repositoryRules,
];

import type { RequirementRule } from '../requirement-rule.ts';
import { changeRules } from './change.ts';
import { dependabilityRules } from './dependability.ts';
import { loadRules } from './load.ts';
import { meansRules } from './means.ts';

/** Every rule that turns answers and capacity into a required level. */
export const requirementRules: readonly RequirementRule[] = [...changeRules, ...loadRules, ...dependabilityRules, ...meansRules];

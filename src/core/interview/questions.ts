import type { Question } from './question.ts';
import { challengesQuestions } from './questions/challenges.ts';
import { constraintsQuestions } from './questions/constraints.ts';
import { whatHurtsQuestions } from './questions/hurts.ts';
import { loadQuestions } from './questions/load.ts';
import { lossQuestions } from './questions/loss.ts';
import { meansQuestions } from './questions/means.ts';
import { objectiveQuestions } from './questions/objective.ts';
import { scopeQuestions } from './questions/scope.ts';
import { startingPointQuestions } from './questions/starting-point.ts';
import { usersAndNeedsQuestions } from './questions/users.ts';
import { shapeOfTheWorkQuestions } from './questions/work.ts';

/**
 * The question catalogue. Ids and option ids are stable: answers in records and answer files name them.
 * Priors are our estimate for a team that opens an existing repository; they only steer the order of questions and the
 * stability, never the recommendation itself, which takes `assumption` where nothing is stated.
 */
export const questions: readonly Question[] = [...startingPointQuestions, ...objectiveQuestions, ...usersAndNeedsQuestions, ...shapeOfTheWorkQuestions, ...loadQuestions, ...lossQuestions, ...whatHurtsQuestions, ...scopeQuestions, ...constraintsQuestions, ...meansQuestions, ...challengesQuestions];

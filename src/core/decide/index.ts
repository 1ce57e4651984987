/** The decision: one public function from facts and answers to a recommendation. */
export { decide, rank, tieMargin, type DecisionInput, type DecisionOptions } from './decide.ts';
export { expectedBill } from './bill.ts';
export { answersWith, whatIf, type MovedFigure, type MovedStyle, type Trial, type WhatIf } from './what-if.ts';
export { resolve, type Origin, type ResolvedAnswer } from './values.ts';
export { baseOf, styleKey, styleName, styles, type Style } from './styles.ts';
export type * from './recommendation.ts';

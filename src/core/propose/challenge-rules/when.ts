import type { BaseStyle } from '../../decide/recommendation.ts';
import type { ComponentKind, TechnologyCategory } from '../../model/fact.ts';
import { questionById } from '../../interview/value.ts';
import type { Situation } from '../shape.ts';
import { measures } from './measures.ts';
import type { MeasureId } from './measures.ts';

/**
 * When a challenge holds, as data. A question is looked at only where somebody gave a value: what nobody said is an open
 * question, not a risk of this company.
 */
export type When =
  | { readonly question: string; readonly oneOf: readonly string[] }
  | { readonly question: string; readonly atLeast: number }
  | { readonly question: string; readonly atMost: number }
  | { readonly stated: string }
  /** The chosen base, or its edge, is one of these. */
  | { readonly style: readonly BaseStyle[] }
  /** One of these hazard rules fired in the workspace. */
  | { readonly hazard: readonly string[] }
  /** A slot is filled with something whose name matches, or with anything; `kept` tells whether it runs already. */
  | { readonly slot: string; readonly named?: string; readonly kept?: boolean }
  | { readonly technology: TechnologyCategory }
  | { readonly component: readonly ComponentKind[]; readonly atLeast: number }
  | { readonly deployed: readonly string[] }
  /** A number that follows from several answers, facts and the capacity calculation. */
  | { readonly measure: MeasureId; readonly atLeast: number }
  | { readonly measure: MeasureId; readonly below: number }
  /** A figure of the capacity calculation misses its mark. */
  | { readonly missed: string }
  | { readonly all: readonly When[] }
  | { readonly any: readonly When[] }
  | { readonly not: When };

/** Shorthands, so that a rule reads as a sentence. They build plain data. */
export const is = (question: string, ...oneOf: string[]): When => ({ question, oneOf });
export const atLeast = (question: string, value: number): When => ({ question, atLeast: value });
export const atMost = (question: string, value: number): When => ({ question, atMost: value });
export const stated = (question: string): When => ({ stated: question });
export const style = (...bases: BaseStyle[]): When => ({ style: bases });
export const saw = (...hazard: string[]): When => ({ hazard });
export const slot = (id: string, named?: string): When => (named === undefined ? { slot: id } : { slot: id, named });
export const measured = (measure: MeasureId, value: number): When => ({ measure, atLeast: value });
export const missed = (figure: string): When => ({ missed: figure });
export const all = (...parts: When[]): When => ({ all: parts });
export const any = (...parts: When[]): When => ({ any: parts });
export const not = (part: When): When => ({ not: part });

/** Whether a condition holds in a situation. */
export function holdsIn(when: When, situation: Situation): boolean {
  if ('all' in when) return when.all.every((part) => holdsIn(part, situation));
  if ('any' in when) return when.any.some((part) => holdsIn(part, situation));
  if ('not' in when) return !holdsIn(when.not, situation);
  if ('question' in when) return answerHolds(when, situation);
  if ('measure' in when) {
    const value = measures[when.measure](situation);
    return 'atLeast' in when ? value >= when.atLeast : value < when.below;
  }
  const { reading, recommendation } = situation;
  if ('missed' in when) return recommendation.capacity.figures.some((entry) => entry.id === when.missed && entry.verdict?.met === false);
  if ('stated' in when) return reading.stated(when.stated);
  if ('style' in when) return when.style.some((base) => base === situation.base || base === situation.edge);
  if ('hazard' in when) return when.hazard.some((id) => reading.hazard(id).length > 0);
  if ('technology' in when) return reading.technologies.some((fact) => fact.category === when.technology && fact.scope === 'production');
  if ('deployed' in when) return reading.deployments.some((fact) => when.deployed.includes(fact.target));
  if ('component' in when) return reading.components.filter((part) => when.component.includes(part.component)).length >= when.atLeast;
  return slotHolds(when, situation);
}

function answerHolds(when: Extract<When, { question: string }>, { reading }: Situation): boolean {
  if (!reading.stated(when.question)) return false;
  if ('oneOf' in when) return reading.has(when.question, ...when.oneOf);
  const value = reading.amount(when.question);
  return 'atLeast' in when ? value >= when.atLeast : value <= when.atMost;
}

function slotHolds(when: Extract<When, { slot: string }>, { recommendation }: Situation): boolean {
  const choice = recommendation.slots.find((entry) => entry.slot === when.slot);
  if (choice === undefined || choice.outcome === 'not-needed') return false;
  if (when.kept !== undefined && (choice.outcome === 'keep') !== when.kept) return false;
  return when.named === undefined || new RegExp(when.named, 'i').test(choice.chosen.name);
}

/** What in a condition the catalogue does not have: unknown questions and options. */
export function unknownIn(when: When): readonly string[] {
  if ('all' in when) return when.all.flatMap(unknownIn);
  if ('any' in when) return when.any.flatMap(unknownIn);
  if ('not' in when) return unknownIn(when.not);
  if ('stated' in when) return questionById(when.stated) === undefined ? [when.stated] : [];
  if (!('question' in when)) return [];
  const question = questionById(when.question);
  if (question === undefined) return [when.question];
  if (!('oneOf' in when) || question.kind === 'text') return [];
  const known = new Set(question.options.map((option) => option.id));
  return when.oneOf.filter((option) => !known.has(option)).map((option) => `${when.question}=${option}`);
}

/** Every hazard rule that a condition names. */
export function hazardsNamed(when: When): readonly string[] {
  if ('all' in when) return when.all.flatMap(hazardsNamed);
  if ('any' in when) return when.any.flatMap(hazardsNamed);
  if ('not' in when) return [];
  return 'hazard' in when ? when.hazard : [];
}

import type { Question } from '../interview/question.ts';
import { questions } from '../interview/questions.ts';
import { evaluate, firstOf, newScratch, type Tilt } from './evaluate.ts';
import type { Recommendation } from './recommendation.ts';
import type { Case } from './case.ts';
import { isStated } from './risks.ts';
import { attributeCount, styleCount } from './rule-book.ts';
import { startingFrom } from './starting-point.ts';
import { baseOf } from './styles.ts';
import { appliesTo, fallbackOf, fillDerived, optionBit, type Applies, type Origin, type Values } from './values.ts';

/** A small generator with a fixed seed: mulberry32 (public domain, Tommy Ettinger). Numbers from 0 up to, not including, 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Weights are multiplied or divided by up to this. */
const weightRange = 1.5;

/**
 * Share of sampled completions in which the first style stays first: unanswered questions from their priors, weights
 * times 1.5^[-1, 1], ratings off by up to their uncertainty (triangular, so that small errors are likelier than large).
 * A hybrid counts as its base. Says nothing about being right: it says how much the answer hangs on what is not known.
 */
export function stability(open: Case, samples: number, seed: number): Recommendation['stability'] {
  const first = firstOf(open.outcome);
  if (first === -1) return { share: 0, samples, firsts: 0 };
  const winner = baseOf(open.model.candidates[first]!);
  const random = seeded(seed);
  const fillOpen = completion(open.resolved.origins, random);
  const values = [...open.resolved.values];
  const tilt: { weights: Float64Array; stars: Float64Array; shapes: number; parts: number } = {
    weights: new Float64Array(attributeCount),
    stars: new Float64Array(styleCount * attributeCount),
    shapes: 1,
    parts: 1,
  };
  const scratch = newScratch(open.model);
  let firsts = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    fillOpen(values);
    retilt(tilt, open.model.uncertainty, random);
    const starting = open.today === undefined ? open.starting : startingFrom(open.today, values);
    const outcome = evaluate(open.model, values, starting, undefined, tilt satisfies Tilt, scratch);
    const best = firstOf(outcome);
    if (best !== -1 && baseOf(open.model.candidates[best]!) === winner) firsts += 1;
  }
  return { share: samples === 0 ? 0 : firsts / samples, samples, firsts };
}

function retilt(
  tilt: { weights: Float64Array; stars: Float64Array; shapes: number; parts: number },
  uncertainty: readonly number[],
  random: () => number,
): void {
  for (let index = 0; index < attributeCount; index += 1) tilt.weights[index] = weightRange ** (2 * random() - 1);
  for (let index = 0; index < uncertainty.length; index += 1) tilt.stars[index] = (random() - random()) * uncertainty[index]!;
  tilt.shapes = weightRange ** (2 * random() - 1);
  tilt.parts = weightRange ** (2 * random() - 1);
}

interface OpenQuestion {
  readonly index: number;
  readonly applies: Applies | undefined;
  readonly multi: boolean;
  /** Values to draw from; for a multi the bit of each option. */
  readonly values: readonly number[];
  readonly priors: readonly number[];
  readonly notApplicable: number;
}

/**
 * A function that fills every question nobody answered with a value drawn from its priors, respecting which questions
 * apply, and recomputes the derived quantities.
 */
export function completion(origins: readonly Origin[], random: () => number): (values: Values) => void {
  const open = questions.flatMap((question, index) => (isStated(origins[index]!) ? [] : openQuestion(question, index)));
  return (values) => {
    for (let position = 0; position < open.length; position += 1) {
      const entry = open[position]!;
      values[entry.index] = entry.applies?.(values) === false ? entry.notApplicable : draw(entry, random);
    }
    fillDerived(values);
  };
}

function openQuestion(question: Question, index: number): readonly OpenQuestion[] {
  if (question.kind === 'text') return [];
  const multi = question.kind === 'multi';
  const options = multi ? question.options.filter(({ id }) => id !== 'none') : question.options;
  return [
    {
      index,
      applies: appliesTo(index),
      multi,
      values: options.map((option) => (question.kind === 'quantity' ? option.value! : optionBit(question.id, option.id))),
      priors: options.map(({ prior }) => prior),
      notApplicable: fallbackOf(index).notApplicable,
    },
  ];
}

function draw({ multi, values, priors }: OpenQuestion, random: () => number): number {
  if (multi) {
    let mask = 0;
    for (let option = 0; option < priors.length; option += 1) if (random() < priors[option]!) mask |= values[option]!;
    return mask;
  }
  let left = random();
  for (let option = 0; option < priors.length - 1; option += 1) {
    left -= priors[option]!;
    if (left < 0) return values[option]!;
  }
  return values[priors.length - 1]!;
}

import { styleCount } from './rule-book.ts';
import type { Case } from './case.ts';
import type { Recommendation } from './recommendation.ts';
import { assessRisks, isStated } from './risks.ts';
import { budgetFloor } from './parts-price.ts';
import { fallbackOf, fillDerived, slotIndex, type Origin, type Values } from './values.ts';
import { questions } from '../interview/questions.ts';

/** The largest set of stated constraints that is searched. */
const largestSet = 3;

/**
 * The smallest set of stated answers that alone leaves no style feasible, or undefined while something fits. Found by
 * trying all sets of one, then two, then three of the answers that exclude anything.
 */
export function noneFits(open: Case): Recommendation['noneFits'] {
  if (open.outcome.feasible.includes(1)) return undefined;
  const candidates = excludingAnswers(open);
  for (let size = 1; size <= largestSet; size += 1) {
    for (const set of subsets(candidates, size)) {
      if (nothingLeft(open, set)) return { conflict: set, because: sentence(set) };
    }
  }
  return { conflict: candidates, because: sentence(candidates) };
}

function excludingAnswers(open: Case): readonly string[] {
  const found = new Set<string>();
  open.model.preconditions.forEach(({ questions: read }, index) => {
    if (open.risks.excludes[index] !== 1) return;
    for (const question of read) if (isStated(open.resolved.origins[slotIndex(question)]!)) found.add(question);
  });
  if (isStated(open.resolved.origins[slotIndex('budget')]!)) found.add('budget');
  return [...found].sort();
}

function* subsets(items: readonly string[], size: number, from = 0): Generator<readonly string[]> {
  if (size === 0) yield [];
  else
    for (let index = from; index <= items.length - size; index += 1) {
      for (const rest of subsets(items, size - 1, index + 1)) yield [items[index]!, ...rest];
    }
}

function nothingLeft(open: Case, stated: readonly string[]): boolean {
  const kept = new Set(stated.map(slotIndex));
  const values: Values = open.resolved.values
    .slice(0, questions.length)
    .map((value, index) => (kept.has(index) ? value : fallbackOf(index).assumed));
  fillDerived(values);
  const origins = open.resolved.origins.map((origin, index): Origin => (kept.has(index) ? origin : 'assumed'));
  const risks = assessRisks(open.model, values, origins);
  for (let style = 0; style < styleCount; style += 1) {
    const out = open.model.preconditions.some((entry, index) => risks.excludes[index] === 1 && entry.styles.includes(style));
    const floor = budgetFloor(open.model.book.parts(open.model.candidates[style]!, values), values);
    if (!out && risks.budgetBelow(floor) !== 1) return false;
  }
  return true;
}

function sentence(conflict: readonly string[]): string {
  return conflict.length === 1
    ? `No style fits what is answered for ${conflict[0]!}.`
    : `No style fits ${conflict.slice(0, -1).join(', ')} and ${conflict.at(-1)!} together; one of them has to give.`;
}

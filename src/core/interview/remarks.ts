import type { Answers } from './answer.ts';
import { statedValue } from './answer.ts';
import type { QuantityQuestion } from './question.ts';
import { questions } from './questions.ts';
import { describeValue, formatNumber } from './summary.ts';

/** A number that is accepted and far from what is common. */
export interface Remark {
  readonly question: string;
  /** One calm question: `5,000 developers: meant, or 500?` */
  readonly sentence: string;
}

/**
 * Asks back about stated numbers outside of their usual range, in the order of the catalogue. Never blocks: a large number
 * may be right, and then the sentence is all that comes of it.
 */
export function unusualAnswers(answers: Answers): readonly Remark[] {
  return questions.flatMap((question) => {
    const value = statedValue(answers, question.id);
    if (question.kind !== 'quantity' || typeof value !== 'number') return [];
    const [low, high] = question.usual;
    if (value >= low && value <= high) return [];
    return [{ question: question.id, sentence: ask(question, value) }];
  });
}

function ask(question: QuantityQuestion, value: number): string {
  const said = describeValue(question, value);
  const instead = nearby(question, value);
  if (instead !== undefined) return `${said}: meant, or ${formatNumber(instead)}?`;
  const [low, high] = question.usual;
  return `${said}: meant? Usual are ${formatNumber(low)} to ${formatNumber(high)}.`;
}

/** The number with zeros taken away or added, where that makes it usual: the commonest slip. */
function nearby(question: QuantityQuestion, value: number): number | undefined {
  if (value <= 0 || question.unit.startsWith('%')) return undefined;
  const [low, high] = question.usual;
  for (const factor of [10, 100, 1000]) {
    const other = value > high ? value / factor : value * factor;
    if (other >= low && other <= high && (Number.isInteger(other) || other < 1)) return other;
  }
  return undefined;
}

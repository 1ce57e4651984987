import { answerCounts } from './answer-counts.ts';
import type { Option, Question } from './question.ts';

/** The catalogue's prior counts like so many companies beside those that were counted. */
const priorCompanies = 10;

/** Before anybody was asked, three of four are taken to know the answer, with the weight of so many companies. */
const knownBefore = { share: 0.75, companies: 4 } as const;

/** The options of a question, priors shifted towards what companies answered: an order of questions should know its people. */
export function experienced(question: Question): readonly Option[] {
  if (question.kind === 'text') return [];
  const count = answerCounts.get(question.id);
  if (count === undefined) return question.options;
  const total = count.answered + priorCompanies;
  return question.options.map((option, index) => ({
    ...option,
    prior: ((count.options[index] ?? 0) + priorCompanies * option.prior) / total,
  }));
}

/** How likely somebody who is asked can answer, 0 to 1: a question that nobody can answer tells nothing. */
export function knownShare(question: Question): number {
  const count = answerCounts.get(question.id);
  if (question.kind === 'text' || count === undefined) return knownBefore.share;
  return (count.answered + knownBefore.share * knownBefore.companies) / (count.asked + knownBefore.companies);
}

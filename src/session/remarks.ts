import type { Answers } from '../core/interview/answer.ts';
import { findContradictions, shownAtOnce } from '../core/interview/contradictions.ts';
import { unusualAnswers } from '../core/interview/remarks.ts';
import { describeAnswer } from '../core/interview/summary.ts';
import { questionById } from '../core/interview/value.ts';
import type { Fact } from '../core/model/fact.ts';
import type { RemarkView } from '../protocol/snapshot.ts';

/**
 * What somebody should look at twice, the gravest first and not more than can be borne at once: answers that pull apart, and
 * numbers far from what is common. `facts` are those that the person did not exclude.
 */
export function remarksOn(answers: Answers, facts: readonly Fact[]): readonly RemarkView[] {
  const apart = findContradictions(answers, facts).map(({ id, sentence, serious, questions }) => ({
    id,
    text: sentence,
    serious,
    questions,
  }));
  // A slip of the keyboard is soon put right, and often it is what pulls the answers apart.
  const unusual = unusualAnswers(answers).map(({ question, sentence }) => ({
    id: `unusual-${question}`,
    text: sentence,
    serious: 2,
    questions: [question],
  }));
  return [...unusual, ...apart]
    .toSorted((left, right) => right.serious - left.serious)
    .slice(0, shownAtOnce)
    .map(({ id, text, questions }) => ({
      id,
      text,
      questions: questions.flatMap((one) => {
        const question = questionById(one);
        return question === undefined ? [] : [{ id: one, text: question.text, answer: clip(describeAnswer(question, answers.get(one))) }];
      }),
    }));
}

/** A link should stay on one line or two. */
function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}

import type { AnswerValue, Question } from '../interview/question.ts';

/** An answer in the words of its question: option labels, a number with its unit, or the text itself. */
export function answerText(question: Question | undefined, value: AnswerValue): string {
  if (Array.isArray(value)) return value.map((item) => labelOf(question, item)).join(', ') || 'none';
  if (typeof value === 'number') {
    const unit = question?.kind === 'quantity' ? ` ${question.unit}` : '';
    return `${String(value).replace(/\B(?=(\d{3})+$)/g, ',')}${unit}`;
  }
  return labelOf(question, String(value));
}

function labelOf(question: Question | undefined, id: string): string {
  if (question === undefined || question.kind === 'text') return id;
  return question.options.find((option) => option.id === id)?.label ?? id;
}

import { answersWith, expectedBill, styleKey, whatIf, type Trial, type WhatIf } from '../core/decide/index.ts';
import type { DecisionInput, Range } from '../core/decide/index.ts';
import { checkValue, questionById, unknownQuestion } from '../core/interview/value.ts';
import { json, terminal } from '../core/render/encode.ts';
import { UsageError } from './call.ts';

/** The answers to try, as given on the command line: `team-size=12`, `needs=files,mobile`, `budget=` to take it back. */
export function trialsOf(given: readonly string[]): readonly Trial[] {
  return given.map((text) => {
    const [id = '', ...rest] = text.split('=');
    const question = questionById(id);
    if (question === undefined) throw new UsageError(unknownQuestion(id).message);
    const written = rest.join('=');
    if (written === '') return { question: id, value: null };
    const checked = checkValue(question, valueOf(question.kind, written));
    if ('error' in checked) throw new UsageError(checked.error.message);
    return { question: id, value: checked.value };
  });
}

function valueOf(kind: string, written: string): unknown {
  if (kind === 'multi') return written.split(',');
  return kind === 'quantity' && Number.isFinite(Number(written)) ? Number(written) : written;
}

/** What would move, as text or JSON. */
export function whatIfText(input: DecisionInput, given: readonly string[], asJson: boolean): string {
  const trials = trialsOf(given);
  const outcome = whatIf(input, trials);
  const cost = { before: expectedBill(input), after: expectedBill({ ...input, answers: answersWith(input.answers, trials) }) };
  return asJson ? json({ ...plain(outcome), cost }, 2) : written(outcome, cost);
}

interface Bills {
  readonly before: Range;
  readonly after: Range;
}

function plain({ first, ...rest }: WhatIf): Record<string, unknown> {
  return { ...rest, first: { before: styleKey(first.before.style), after: styleKey(first.after.style) } };
}

function written({ changes, summary, styles, comes, goes, figures }: WhatIf, cost: Bills): string {
  const score = (value: number, feasible: boolean) => (feasible ? value.toFixed(2) : 'out').padStart(4);
  return [
    ...changes.map(({ question, from, to }) => `${question}: ${from} → ${to}`),
    '',
    summary,
    ...styles.map(
      ({ name, before, after, feasibleBefore, feasibleAfter }) =>
        `${score(before, feasibleBefore)} → ${score(after, feasibleAfter)}  ${name}`,
    ),
    '',
    ...comes.map((because) => `+ ${because}`),
    ...goes.map((because) => `- ${because}`),
    ...figures.map(({ label, unit, before, after }) => `${label}: ${String(before)} → ${String(after)} ${unit}`),
    `Infrastructure a month: ${String(cost.before.low)}–${String(cost.before.high)} $ → ${String(cost.after.low)}–${String(cost.after.high)} $`,
  ]
    .map((line) => terminal(line))
    .join('\n');
}

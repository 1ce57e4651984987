import { assumptionRules } from '../core/decide/assumptions.ts';
import { quantity } from '../core/decide/capacity/capacity.ts';
import { examples } from '../core/interview/examples/index.ts';
import { questions } from '../core/interview/questions.ts';
import { json } from '../core/render/encode.ts';
import { type Call, exitCodes } from './call.ts';

/** `groundplan questions`: the catalogue. */
export async function questionsCommand(call: Call): Promise<number> {
  if (call.options.json === true) {
    call.console.result(json(questions, 2));
    return exitCodes.done;
  }
  for (const question of questions) {
    const options = question.kind === 'text' ? [] : question.options.map(({ id, label }) => `    ${id}: ${label}`);
    call.console.result([`${question.id} (${question.kind})`, `  ${question.text}`, ...options].join('\n'));
  }
  return exitCodes.done;
}

/** `groundplan assumptions`: every number that may be set, with its default, range and source. */
export async function assumptionsCommand(call: Call): Promise<number> {
  if (call.options.json === true) {
    call.console.result(json(assumptionRules, 2));
    return exitCodes.done;
  }
  for (const { id, text, value, unit, min, max, source } of assumptionRules) {
    const shown = value === null ? 'what the price list says' : quantity(value, unit);
    call.console.result(`${id}\n  ${text.replace('{value}', shown)} (${String(min)} to ${String(max)}).\n  ${source}`);
  }
  return exitCodes.done;
}

/** `groundplan examples`: the made-up companies. */
export async function examplesCommand(call: Call): Promise<number> {
  if (call.options.json === true) {
    call.console.result(
      json(
        examples.map(({ id, title, story, answers }) => ({ id, title, story, answers: Object.fromEntries(answers) })),
        2,
      ),
    );
    return exitCodes.done;
  }
  for (const { id, title, story } of examples) {
    call.console.result(`${id}\n  ${title}\n  ${story}`);
  }
  return exitCodes.done;
}

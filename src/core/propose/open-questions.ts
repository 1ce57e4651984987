import type { Basis } from '../decide/recommendation.ts';
import { applies, valuesWithAssumptions } from '../interview/condition.ts';
import { questions } from '../interview/questions.ts';
import type { Question } from '../interview/question.ts';
import { optionsOf } from '../interview/value.ts';
import { inSentence } from '../decide/slots/in-sentence.ts';
import { allowedDowntime, clip, count, enumerate, small } from './format.ts';
import { answerPhrase, phrase } from './phrases.ts';
import type { Proposal } from './proposal.ts';
import { styleKey } from './shape.ts';
import type { Situation } from './shape.ts';
import { decidedSlots } from './slot-decisions.ts';

/** So many questions a reader answers; what the person could not answer is listed in any case. */
const most = 7;

/** Where fewer would change something near, the next ones are asked as well. */
const few = 3;

/**
 * What is still unknown and what it would change: every *don't know*, and the unanswered questions on which the most
 * rests. `decisions` maps decision keys to ids.
 */
export function openQuestions(situation: Situation, decisions: ReadonlyMap<string, string>): Proposal['openQuestions'] {
  const { reading } = situation;
  const effect = effects(situation);
  const values = valuesWithAssumptions(reading.answers);
  const open = questions.filter((question) => !reading.stated(question.id) && applies(question, values));
  const said = open.filter((question) => reading.unknown(question.id));
  const candidates = open
    .filter((question) => !reading.unknown(question.id) && question.kind !== 'text' && (effect.get(question.id) ?? 0) > 0)
    .filter((question) => changes(situation, question.id, decisions).length > 0)
    .sort((one, other) => (effect.get(other.id) ?? 0) - (effect.get(one.id) ?? 0) || one.id.localeCompare(other.id));
  const near = candidates.filter((question) => consequence(situation, question, true) !== undefined);
  const far = candidates.filter((question) => !near.includes(question) && consequence(situation, question, false) !== undefined);
  const rest = [...near, ...far.slice(0, Math.max(0, few - near.length - said.length))].slice(0, Math.max(0, most - said.length));
  const told = new Set<string>();
  return [...said, ...rest].slice(0, 40).map((question) => {
    // Two that the same hangs on are told apart by what the interview said of them.
    const parts = (consequence(situation, question, false) ?? []).filter((part) => !told.has(part));
    for (const part of parts) told.add(part);
    const why = parts.length === 0 ? question.why : parts.join('; ');
    return {
      question: question.id,
      text: clip(question.text, 600),
      why: clip(why, 600),
      assumed: assumedWords(situation, question),
      changes: changes(situation, question.id, decisions),
    };
  });
}

/** A style further behind than this comes first only if the company were another one: nobody has to be asked about that. */
const withinReach = 0.25;

/** What hangs on it here: the style that another answer would put first, the choices made without it, or the figures. */
function consequence(situation: Situation, question: Question, near: boolean): readonly string[] | undefined {
  const { recommendation } = situation;
  const styles = recommendation.flipPoints.flatMap((point) => {
    const [change, ...others] = point.changes;
    if (change === undefined || others.length > 0 || change.question !== question.id) return [];
    const words = answerPhrase(question.id, change.to);
    const style = recommendation.styles.find((entry) => styleKey(entry.style) === styleKey(point.to));
    if (style === undefined || (near && situation.style.score - style.score > withinReach)) return [];
    return words === undefined ? [] : [`“${words}” → ${small(style.name)}`];
  });
  const made = decidedSlots(recommendation)
    .filter((choice) => choice.outcome !== 'not-needed' && choice.outcome !== 'keep' && choice.chosen.basis.assumed.includes(question.id))
    .map((choice) => inSentence(clip(choice.chosen.name, 60)));
  const parts = [...styles.slice(0, 2), ...(made.length === 0 ? [] : [`chosen without it: ${enumerate(made, 4)}`])];
  if (parts.length > 0) return parts;
  if (near && !sized.has(question.id)) return undefined;
  const figures = recommendation.capacity.figures
    .filter((entry) => figureNames.has(entry.id) && entry.basis.assumed.includes(question.id))
    .map((entry) => `${count(entry.value)} ${entry.unit} ${figureNames.get(entry.id) ?? ''}`.trim());
  const all = [...new Set(figures)];
  return all.length === 0 ? undefined : [`${enumerate(all, 3)} ${all.length === 1 ? 'rests' : 'rest'} on it`];
}

/** Questions whose answer is worth asking for the sake of a figure alone. */
const sized: ReadonlySet<string> = new Set([
  'concurrent-users',
  'machine-events',
  'data-volume',
  'growth',
  'burstiness',
  'availability',
  'recovery-time',
  'recovery-point',
  'external-apis',
]);

/** Figures that a reader has seen above, as one would name them. */
const figureNames: ReadonlyMap<string, string> = new Map([
  ['peak-requests', 'at the peak'],
  ['database-writes', 'in the busiest minute'],
  ['storage', 'to keep'],
  ['partner-backlog', 'waiting for a partner'],
]);

/** What is taken meanwhile, in words: `I assume 500 people at once`. */
export function assumedWords(situation: Situation, question: Question): string {
  if (question.kind === 'text') return 'left out until somebody says it';
  // Without a promise, availability follows from what the first hour is worth.
  if (question.id === 'availability')
    return `${situation.availability} % available (${allowedDowntime(situation.availability)} down a month), by what the first hour costs`;
  const words = phrase(situation.reading, question.id);
  if (words !== undefined) return words;
  const { assumption } = question;
  if (typeof assumption === 'number') return `${count(assumption)}${question.kind === 'quantity' ? ` ${question.unit}` : ''}`;
  const ids = typeof assumption === 'string' ? [assumption] : assumption;
  return enumerate(ids.map((id) => optionsOf(question).find((option) => option.id === id)?.label ?? id));
}

/** How much rests on the assumption for each question: weights of needs, points of the first three styles, slots. */
function effects(situation: Situation): ReadonlyMap<string, number> {
  const { recommendation } = situation;
  const sum = new Map<string, number>();
  const addTo = (basis: Basis, amount: number) => {
    for (const question of basis.assumed) sum.set(question, (sum.get(question) ?? 0) + amount);
  };
  for (const need of recommendation.required) addTo(need.basis, need.weight);
  for (const style of recommendation.styles.slice(0, 3)) {
    for (const part of style.contributions) addTo(part.basis, Math.abs(part.points));
    for (const failed of style.failedPreconditions) addTo(failed.basis, 0.1);
  }
  for (const choice of recommendation.slots) addTo(choice.chosen.basis, 1 - choice.stability + 0.02);
  for (const figure of recommendation.capacity.figures) addTo(figure.basis, 0.02);
  for (const point of recommendation.flipPoints) {
    for (const change of point.changes)
      if (!situation.reading.stated(change.question)) sum.set(change.question, (sum.get(change.question) ?? 0) + 0.5);
  }
  return sum;
}

function changes(situation: Situation, question: string, decisions: ReadonlyMap<string, string>): string[] {
  const { recommendation } = situation;
  const uses = (basis: Basis) => basis.assumed.includes(question) || basis.answers.includes(question);
  const style =
    recommendation.flipPoints.some((point) => point.changes.some((change) => change.question === question)) ||
    recommendation.required.some((need) => need.weight > 0 && uses(need.basis)) ||
    recommendation.styles
      .slice(0, 3)
      .some(
        (entry) => entry.contributions.some((part) => uses(part.basis)) || entry.failedPreconditions.some((failed) => uses(failed.basis)),
      );
  const keys = [
    ...(style ? ['style'] : []),
    ...decidedSlots(recommendation)
      .filter((choice) => uses(choice.chosen.basis))
      .map((choice) => `slot:${choice.slot}`),
  ];
  return keys
    .map((key) => decisions.get(key))
    .filter((id) => id !== undefined)
    .slice(0, 20);
}

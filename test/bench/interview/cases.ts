import { rank } from '../../../src/core/decide/index.ts';
import { chooseSlots } from '../../../src/core/decide/slots/index.ts';
import { baseOf } from '../../../src/core/decide/styles.ts';
import type { Answer, Answers } from '../../../src/core/interview/answer.ts';
import { applies, valuesWithAssumptions } from '../../../src/core/interview/condition.ts';
import { answersFor } from '../../../src/core/interview/effective-answers.ts';
import { openQuestions } from '../../../src/core/interview/next-question.ts';
import { kindName, outlineKinds, outlines } from '../../../src/core/interview/outlines.ts';
import type { AnswerValue } from '../../../src/core/interview/question.ts';
import { questions } from '../../../src/core/interview/questions.ts';
import type { RankStyles } from '../../../src/core/interview/question-weights.ts';
import { valuesOf } from '../../../src/core/interview/samples.ts';
import { styleScorer } from '../../../src/core/interview/score-styles.ts';
import type { InterviewState, StoredAnswer } from '../../../src/core/interview/state.ts';
import type { Fact } from '../../../src/core/model/fact.ts';
import { allScenarios, halfOf, type Half } from '../../golden/scenarios/index.ts';
import { factsOf } from '../../golden/scenarios/today.ts';
import { goldenScenarios } from '../../unit/decide/golden-scenarios.ts';

/** The style first, then the others. */
export type Decisions = readonly string[];

/** Technology slots that stand for the decisions beside the style where they are looked at in detail. */
const slotNames = ['primary-store', 'backup', 'identity', 'compute'] as const;

/** How finely decisions are looked at: in outline (`outlines.ts`), or by the technology chosen for each slot. */
export type Grain = 'outline' | 'slots';

/** A company that can be interviewed: what it answers when asked, and the decisions that all its answers lead to. */
export interface Case {
  readonly id: string;
  readonly half: Half;
  readonly facts: readonly Fact[];
  readonly rank: RankStyles;
  readonly answers: ReadonlyMap<string, AnswerValue>;
  /** The decisions after these answers were given. */
  readonly decide: (given: ReadonlySet<string>, grain?: Grain) => Decisions;
  /** Everything that is asked if all is asked. */
  readonly all: ReadonlySet<string>;
}

/** Every golden scenario as a case; `half` picks one of the two halves. */
export async function loadCases(half?: Half): Promise<readonly Case[]> {
  const stories = [
    ...goldenScenarios.map(({ id, answers }) => ({ id: `story-${id}`, answers, facts: [] as readonly Fact[] })),
    ...(await allScenarios()).map(({ id, answers, today }) => ({ id, answers, facts: factsOf(today) })),
  ];
  return stories.filter(({ id }) => half === undefined || halfOf(id) === half).map(caseOf);
}

/** The state of an interview in which these answers were given, at the greatest depth. */
export function stateWith(answers: Iterable<readonly [string, StoredAnswer]>): InterviewState {
  return { version: 1, depth: 'deep', answers: [...answers], asked: [], current: null, excludedFacts: [] };
}

/** What a company answers to a question: its answer, or that it does not know. */
export function answerOf(one: Case, question: string): StoredAnswer {
  const value = one.answers.get(question);
  return value === undefined
    ? { origin: 'user', unknown: true }
    : { origin: 'user', value: typeof value === 'object' ? [...value] : value };
}

function caseOf({ id, answers, facts }: { id: string; answers: Readonly<Record<string, AnswerValue>>; facts: readonly Fact[] }): Case {
  const known = new Map(Object.entries(answers));
  const memory = new Map<string, Decisions>();
  const styles = styleScorer(facts);
  const decide = (given: ReadonlySet<string>, grain: Grain = 'outline'): Decisions => {
    const told = [...known].filter(([question]) => given.has(question));
    const key = `${grain} ${told.map(([question]) => question).join(' ')}`;
    let decisions = memory.get(key);
    if (decisions === undefined) {
      const answers = answersFor(stateWith(told.map(([question, value]) => [question, { origin: 'user', value } as StoredAnswer])), facts);
      decisions = grain === 'slots' ? withSlots(answers, facts) : outlined(answers, styles);
      memory.set(key, decisions);
    }
    return decisions;
  };
  const one: Case = { id, half: halfOf(id), facts, rank: styles, answers: known, decide, all: new Set() };
  return { ...one, all: everythingAsked(one) };
}

/** All questions that are open at some time when everything is asked; what the workspace settles is never asked. */
function everythingAsked(one: Case): ReadonlySet<string> {
  const asked = new Map<string, StoredAnswer>();
  for (;;) {
    const open = openQuestions(stateWith(asked), one.facts);
    if (open.length === 0) return new Set(asked.keys());
    for (const { id } of open) asked.set(id, answerOf(one, id));
  }
}

function outlined(answers: Answers, rank: RankStyles): Decisions {
  const [style] = rank(answers);
  const values = valuesOf(answers);
  return [
    style === undefined ? 'none' : baseOf(style.style),
    ...outlines.map((outline, index) => kindName(outline, outlineKinds[index]?.(values) ?? -1)),
  ];
}

function withSlots(answers: Answers, facts: readonly Fact[]): Decisions {
  const style = rank({ facts, answers })[0];
  if (style === undefined) return [];
  // With every question answered, the slots are chosen without sampling what is open: 3 ms instead of 20.
  const slots = chooseSlots({ facts, answers: completed(answers), style });
  return [baseOf(style.style), ...slotNames.map((name) => slots.find(({ slot }) => slot === name)?.chosen.id ?? 'none')];
}

function completed(answers: Answers): Answers {
  const values = valuesWithAssumptions(answers);
  const all = new Map<string, Answer>();
  for (const question of questions) {
    if (question.kind === 'text' || !applies(question, values)) continue;
    const given = answers.get(question.id);
    all.set(question.id, given !== undefined && 'value' in given ? given : { origin: 'user', value: question.assumption });
  }
  return all;
}

import type { BaseStyle, SlotChoice, SlotId } from '../decide/recommendation.ts';
import type { AnswerValue } from '../interview/question.ts';
import type { Fact } from '../model/fact.ts';
import { optionPhrase, phrase } from './phrases.ts';
import type { Claim, Proposal, Prose } from './proposal.ts';
import { claim, joined, say } from './prose.ts';
import { seen } from './reading.ts';
import { clip } from './format.ts';
import type { Situation } from './shape.ts';

type Challenge = Proposal['challenges'][number];

/** What a rule says about this situation. Title, likelihood and impact default to those of the rule. */
export interface Found {
  readonly title?: string;
  readonly likelihood?: Challenge['likelihood'];
  readonly impact?: Challenge['impact'];
  readonly evidence: Claim;
  /** Something a team of the stated size can do, with people, tools and an order. */
  readonly mitigation: Prose;
  /** What to watch, with a number. */
  readonly trigger: Prose;
}

/** A small situation for the examples of a rule; everything that is not said takes its assumption. */
export interface ChallengeExample {
  readonly answers?: Readonly<Record<string, AnswerValue>>;
  readonly style?: BaseStyle;
  /** Hazard rule ids that the scan reported. */
  readonly hazards?: readonly string[];
  readonly components?: readonly { readonly name: string; readonly component: string; readonly instances?: number }[];
  readonly technologies?: readonly { readonly id: string; readonly category: string; readonly endOfLife?: string }[];
  readonly practices?: readonly string[];
  /** Pairs of component names: the first uses the second. */
  readonly connections?: readonly (readonly [string, string])[];
  /** Deployment targets: `aws`, `kubernetes`. */
  readonly deployments?: readonly string[];
  readonly slots?: readonly { readonly slot: SlotId; readonly outcome: SlotChoice['outcome']; readonly name: string }[];
}

/**
 * A risk that holds under a condition over answers, facts, style and slots. Rules are data and own their examples: one
 * generic test runs both. Of several rules with one topic only the worst that fires is shown.
 */
export interface ChallengeRule {
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly likelihood: Challenge['likelihood'];
  readonly impact: Challenge['impact'];
  /** Public page or book that says the same. */
  readonly reference: string;
  readonly find: (situation: Situation) => Found | undefined;
  readonly example: ChallengeExample;
  /** Must not fire here, although it is near. */
  readonly counterexample: ChallengeExample;
}

/**
 * Evidence that repeats answers in half sentences: `3 external APIs; everything works with the main partner down`.
 * `needs=offline` quotes that one option of a question with several.
 */
export function answersSay(situation: Situation, ...questions: readonly string[]): Claim {
  const asked = questions.map((entry) => entry.split('=')).map(([question = '', option]) => ({ question, option }));
  const parts = asked
    .map(({ question, option }) => ({
      question,
      words: option === undefined ? phrase(situation.reading, question) : optionPhrase(question, option),
    }))
    .filter(({ words }) => words !== undefined)
    .map(({ question, words }) => say`${words}${situation.reading.mark(question)}`);
  return claim(joined(parts, '; '), situation.reading.source(...asked.map(({ question }) => question)));
}

/** Evidence that shows facts, with a lead in words. */
export function factsShow(lead: string, facts: readonly Fact[]): Claim {
  return claim(
    say`${clip(lead, 400)}${seen(facts, 3)}`,
    facts.slice(0, 10).map((fact) => ({ fact: fact.id })),
  );
}

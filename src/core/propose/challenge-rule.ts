import type { BaseStyle, SlotChoice } from '../decide/recommendation.ts';
import type { AnswerValue } from '../interview/question.ts';
import type { Fact } from '../model/fact.ts';
import type { When } from './challenge-rules/when.ts';
import { holdsIn } from './challenge-rules/when.ts';
import { sayAnswer } from './challenge-rules/words.ts';
import { clip, plural } from './format.ts';
import { optionPhrase, phrase } from './phrases.ts';
import type { Claim, Proposal, Prose } from './proposal.ts';
import { claim, joined, say } from './prose.ts';
import { seen } from './reading.ts';
import type { Situation } from './shape.ts';

type Challenge = Proposal['challenges'][number];

/** What part of the work a challenge belongs to. */
export type ChallengeCategory =
  | 'scalability'
  | 'availability'
  | 'data'
  | 'duplicates'
  | 'partners'
  | 'recovery'
  | 'security'
  | 'tenants'
  | 'compliance'
  | 'team'
  | 'delivery'
  | 'cost'
  | 'ai'
  | 'migration'
  | 'vendor'
  | 'operations'
  | 'clients'
  | 'plug-ins'
  | 'pipelines'
  | 'events'
  | 'serverless';

/** What a rule says about this situation. Title, likelihood and impact default to those of the rule. */
export interface Told {
  readonly title?: string;
  readonly likelihood?: Challenge['likelihood'];
  readonly impact?: Challenge['impact'];
  readonly evidence: Claim;
  /** Something a team of the stated size can do, with people, tools and an order. */
  readonly mitigation: Prose;
  /** What to watch, with a number where there is one. */
  readonly trigger: Prose;
}

/** A small situation for the examples of a rule; everything that is not said takes its assumption. */
export interface ChallengeExample {
  readonly answers?: Readonly<Record<string, AnswerValue>>;
  readonly style?: BaseStyle;
  /** Requests a second in the busiest minute, and separately released parts, as the decision would compute them. */
  readonly peak?: number;
  readonly releases?: number;
  /** Figures of the capacity calculation that miss their mark. */
  readonly missed?: readonly string[];
  /** Hazard rule ids that the scan reported. */
  readonly hazards?: readonly string[];
  readonly components?: readonly { readonly name: string; readonly component: string; readonly instances?: number }[];
  readonly technologies?: readonly { readonly id: string; readonly category: string; readonly endOfLife?: string }[];
  readonly practices?: readonly string[];
  /** Pairs of component names: the first uses the second. */
  readonly connections?: readonly (readonly [string, string])[];
  /** Deployment targets: `aws`, `kubernetes`. */
  readonly deployments?: readonly string[];
  readonly slots?: readonly { readonly slot: SlotChoice['slot']; readonly outcome: SlotChoice['outcome']; readonly name: string }[];
}

/**
 * A risk that holds under a condition over answers, facts, style, slots and capacity. Rules are data and own their
 * examples: one generic test runs both. Of several rules with one topic only the strongest that holds is shown.
 */
export interface ChallengeRule {
  readonly id: string;
  readonly category: ChallengeCategory;
  readonly topic: string;
  /** What it is called where nothing specific is known. */
  readonly title: string;
  readonly likelihood: Challenge['likelihood'];
  readonly impact: Challenge['impact'];
  /** Book, standard or vendor's page that says the same, written down from memory and not fetched. */
  readonly reference: { readonly title: string; readonly url: string };
  readonly when: When;
  readonly tell: (situation: Situation) => Told;
  readonly example: ChallengeExample;
  /** Must not hold here, although it is near. */
  readonly counterexample: ChallengeExample;
  /**
   * Where the rule is shown to hold on a whole case: in a golden scenario (the default), or, because only files can show
   * it, in a workspace: one of `test/fixtures`, or the example of the hazard rule it rests on.
   */
  readonly shownBy?: 'workspace';
}

/** What a rule says here, or nothing if it does not hold. */
export function findChallenge(rule: ChallengeRule, situation: Situation): Told | undefined {
  return holdsIn(rule.when, situation) ? rule.tell(situation) : undefined;
}

/** A reference in one line of a rule. */
export function ref(title: string, url: string): ChallengeRule['reference'] {
  return { title, url };
}

/**
 * Evidence that repeats answers in half sentences: `3 external APIs; everything works with the main partner down`.
 * `needs=offline` quotes that one option of a question with several. What nobody said is left out unless nothing else is left.
 */
export function answersSay(situation: Situation, ...questions: readonly string[]): Claim {
  const { reading } = situation;
  const asked = questions.map((entry) => entry.split('=')).map(([question = '', option]) => ({ question, option }));
  // An option that was not chosen is no evidence, and neither is "none".
  const known = asked.filter(
    ({ question, option }) =>
      reading.stated(question) &&
      (option === undefined
        ? !reading.has(question, 'none') && !(question === 'external-apis' && reading.amount(question) === 0)
        : reading.has(question, option)),
  );
  const used = known.length > 0 ? known : asked;
  const parts = used
    .map(({ question, option }) => ({
      question,
      words: option === undefined ? (phrase(reading, question) ?? sayAnswer(reading, question)) : optionPhrase(question, option),
    }))
    .filter(({ words }) => words !== undefined)
    .map(({ question, words }) => say`${words}${reading.mark(question)}`);
  return claim(joined(parts, '; '), reading.source(...used.map(({ question }) => question)));
}

/** Evidence that shows facts, with a lead in words. */
export function factsShow(lead: string, facts: readonly Fact[]): Claim {
  return claim(
    say`${clip(lead, 400)}${seen(facts, 3)}`,
    facts.slice(0, 10).map((fact) => ({ fact: fact.id })),
  );
}

/** Evidence from the workspace and from the interview, the workspace first. */
export function bothSay(one: Claim, other: Claim): Claim {
  return claim(joined([one.text, other.text], '; '), [...one.sources, ...other.sources]);
}

/** Evidence that counts what was seen: `3 containers without a memory limit (deploy.yaml:12)`. */
export function hazardEvidence(amount: number, one: string, many: string, facts: readonly Fact[]): Claim {
  return factsShow(plural(amount, one, many), facts);
}

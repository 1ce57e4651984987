import type { Basis, SlotChoice, SlotId, SlotOption } from '../recommendation.ts';
import { warehouseIds } from './catalogue/shared.ts';
import { inSentence } from './in-sentence.ts';
import { languagesInUse } from './languages.ts';
import { againstMoving } from './moving.ts';
import type { JudgedOption, Reason } from './score-option.ts';
import type { SlotSituation } from './situation.ts';
import { basisOfCondition, fill, holdsIn, joinBases } from './situation.ts';
import type { SlotRule } from './slot-rule.ts';

/** What was chosen for one slot, before it is put into words. */
export interface Outcome {
  readonly rule: SlotRule;
  readonly situation: SlotSituation;
  /** Option id, or `none`. */
  readonly id: string;
  /** The options that are not forbidden, best first. */
  readonly judged: () => readonly JudgedOption[];
  readonly winner: JudgedOption | undefined;
  /** False where the slot is filled only because something is there. */
  readonly needed: boolean;
}

const noBasis: Basis = { answers: [], facts: [], assumed: [] };

/** Puts the choice of a slot into words: what, why, what else was considered, and what would change it. */
export function describeChoice(outcome: Outcome): Omit<SlotChoice, 'stability'> {
  const { rule, situation, winner } = outcome;
  const flip =
    rule.flips.find(
      ({ chosen, when }) => (chosen === undefined || chosen.includes(outcome.id)) && (when === undefined || holdsIn(when, situation)),
    ) ?? rule.flips.at(-1);
  const others = alternativesOf(outcome);
  return {
    slot: rule.slot,
    title: rule.title,
    outcome: outcomeOf(outcome),
    chosen: winner === undefined ? doWithout(outcome) : chosenOption(outcome, winner),
    alternatives: others,
    consequences: winner === undefined ? [] : consequencesOf(outcome, winner),
    flip: fill(flip?.trigger ?? '', situation),
    ...(isSettled(outcome) ? { settled: true } : {}),
  };
}

/** Up to so many people, a choice that adds nothing is made without being written down. */
const handful = 3;

function isSettled(outcome: Outcome): boolean {
  const { rule, situation, winner, needed } = outcome;
  if (rule.settledWhen === undefined || winner === undefined) return false;
  const kept = outcomeOf(outcome) === 'keep';
  return kept ? rule.settledWhen === 'kept' || !needed : winner.rule.plain === true && situation.means.people <= handful;
}

function outcomeOf({ situation, winner, judged }: Outcome): SlotChoice['outcome'] {
  if (winner === undefined) return 'not-needed';
  if (!situation.keeps) return 'add';
  if (winner.present.length > 0) return 'keep';
  return judged().some(({ present }) => present.length > 0) ? 'change' : 'add';
}

function chosenOption(outcome: Outcome, winner: JudgedOption): SlotOption {
  const { rule, situation } = outcome;
  const need = rule.neededWhen?.find(({ when }) => holdsIn(when, situation));
  const speaking = winner.reasons.filter(({ points }) => points >= 0.05).slice(0, 2);
  const replaced = outcome.situation.keeps ? replacedBy(outcome, winner) : undefined;
  const kept = outcomeOf(outcome) === 'keep';
  const clauses = [
    ...(replaced === undefined ? [] : [replaced.because()]),
    ...speaking.map(({ because }) => because()),
    // What stays has to be defended by nobody.
    ...(speaking.length < 2 && !kept ? [fill(winner.rule.merit, situation)] : []),
    ...(need === undefined || kept ? [] : [`needed because ${fill(need.because, situation)}`]),
  ];
  return {
    id: winner.rule.id,
    name: winner.name,
    score: winner.score,
    feasible: true,
    because: sentence(clauses),
    basis: orStyle(
      joinBases([
        ...speaking.map(({ basis }) => basis()),
        ...(need === undefined ? [] : [basisOfCondition(need.when, situation)]),
        ...(replaced === undefined ? [] : [replaced.basis()]),
      ]),
      situation,
    ),
  };
}

/** Why something that is there gives way: what is in its way, or what counts most against it. */
function replacedBy(outcome: Outcome, winner: JudgedOption): Reason | undefined {
  if (winner.present.length > 0) return undefined;
  const former = outcome.judged().find(({ present }) => present.length > 0);
  if (former === undefined) return undefined;
  const against = former.obstacles[0] ?? former.reasons.find(({ points }) => points < 0);
  const why =
    against?.because() ??
    fill(former.rule.otherwise, outcome.situation, {
      chosen: inSentence(winner.name),
    });
  return {
    points: 0,
    because: () => `it takes the place of ${inSentence(former.name)}: ${why}`,
    basis: () => joinBases([{ ...noBasis, facts: former.present.map(({ id }) => id) }, against?.basis() ?? noBasis]),
  };
}

/** What holds when nothing more specific was asked: the questions that every technology rests on. */
function styleBasis(situation: SlotSituation): Basis {
  return basisOfCondition(
    {
      all: [
        { question: 'team-size', atLeast: 0 },
        { question: 'hosting', oneOf: [] },
      ],
    },
    situation,
  );
}

/** A reason that rests on the style or an earlier choice alone still has the answers behind those. */
function orStyle(basis: Basis, situation: SlotSituation): Basis {
  const empty = basis.answers.length + basis.facts.length + basis.assumed.length === 0;
  return empty ? styleBasis(situation) : basis;
}

function doWithout({ rule, situation }: Outcome): SlotOption {
  const reason = rule.notNeeded?.find(({ when }) => when === undefined || holdsIn(when, situation));
  const looked = joinBases([
    ...(reason?.when === undefined ? [] : [basisOfCondition(reason.when, situation)]),
    ...(rule.neededWhen ?? []).slice(0, 3).map(({ when }) => basisOfCondition(when, situation)),
  ]);
  return {
    id: 'none',
    name: 'None for now',
    score: 1,
    feasible: true,
    because: sentence([fill(reason?.because ?? 'nothing asks for it', situation)]),
    basis: orStyle(looked, situation),
  };
}

/**
 * The best two that would do, and the best that cannot: at least two, one of them feasible. What only another cloud
 * sells is shown if nothing else is left.
 */
function alternativesOf(outcome: Outcome): readonly SlotOption[] {
  const rest = outcome.judged().filter((option) => option !== outcome.winner);
  const feasible = rest.filter(({ obstacles }) => obstacles.length === 0);
  const near = rest.filter(({ obstacles, elsewhere }) => obstacles.length > 0 && !elsewhere);
  const far = rest.filter(({ elsewhere }) => elsewhere);
  const there = rest.filter(({ present }) => present.length > 0);
  const out = [...near.filter(({ score }) => score > 0.1), ...(feasible.length >= 2 ? [] : [...near, ...far])];
  const picked = new Set([...there.slice(0, 1), ...feasible.slice(0, 2), ...out.slice(0, feasible.length >= 2 ? 1 : 2)]);
  const first = feasible[0];
  const described = [...picked].map((option) => ({
    option,
    said: outcome.winner === undefined ? laterOption(option, first, outcome) : alternative(option, outcome.winner, outcome),
  }));
  const told = described.map(({ option, said }, index) =>
    (outcome.winner?.present.length ?? 0) === 0 && described.some((other, at) => at < index && other.said.because === said.because)
      ? { ...said, because: withMerit(option, said, outcome) }
      : said,
  );
  const open = outcome.winner === undefined || feasible.length > 0 ? told : [...told, lateAlternative(outcome)];
  return open.length >= 2
    ? open
    : [...open, ...(open.some(({ id }) => id === 'later') ? [] : [lateAlternative(outcome)]), without(outcome)].slice(0, 2);
}

/** Two that are out for the same reason are told apart by what would have spoken for them. */
function withMerit(option: JudgedOption, said: SlotOption, { situation }: Outcome): string {
  return `${said.because.replace(/\.$/, '')}; what would speak for ${inSentence(option.name)}: ${fill(option.rule.merit, situation)}.`;
}

function alternative(option: JudgedOption, winner: JudgedOption, { rule, situation }: Outcome): SlotOption {
  // Why what is there gives way, the choice itself has said.
  const replaced = situation.keeps && option.present.length > 0 && winner.present.length === 0;
  const against = option.obstacles[0] ?? (replaced ? undefined : option.reasons.find(({ points }) => points <= -0.08));
  if (situation.keeps && winner.present.length > 0 && option.obstacles.length === 0) {
    const why = against?.because() ?? againstMoving(rule.slot, option, winner, situation);
    return considered(option, against?.basis() ?? styleBasis(situation), [why], situation);
  }
  const otherwise = fill(option.rule.otherwise, situation, {
    chosen: inSentence(winner.name),
  });
  return considered(option, against?.basis() ?? styleBasis(situation), [against?.because() ?? otherwise], situation);
}

/** An option of a slot that is not needed: which would come first, and what the others lack beside it. */
function laterOption(option: JudgedOption, first: JudgedOption | undefined, { situation, rule }: Outcome): SlotOption {
  const obstacle = option.obstacles[0];
  const beside =
    first === undefined
      ? ''
      : fill(option.rule.otherwise, situation, {
          chosen: inSentence(first.name),
        });
  const clause =
    obstacle?.because() ??
    (option === first
      ? `the first to take once it is needed: ${fill(option.rule.merit, situation)}`
      : `not needed, and not the first to take: ${beside}`);
  const needs = joinBases((rule.neededWhen ?? []).slice(0, 2).map(({ when }) => basisOfCondition(when, situation)));
  return considered(option, obstacle?.basis() ?? needs, [clause], situation);
}

function considered(option: JudgedOption, basis: Basis, clauses: readonly string[], situation: SlotSituation): SlotOption {
  return {
    id: option.rule.id,
    name: option.name,
    score: option.score,
    feasible: option.obstacles.length === 0,
    because: sentence(clauses),
    basis: orStyle(joinBases([basis, { ...noBasis, facts: option.present.map(({ id }) => id) }]), situation),
  };
}

/** Where the constraints leave one option only, leaving the slot open is the other thing that was considered. */
function lateAlternative({ rule, situation, winner }: Outcome): SlotOption {
  const title = rule.title.toLowerCase();
  return {
    id: 'later',
    name: 'Decide later',
    score: 0,
    feasible: true,
    because:
      winner === undefined
        ? `Nothing asks for it today, and what you rule out leaves little to choose from for ${title}.`
        : `The ${title} ${title.endsWith('s') ? 'are' : 'is'} part of the first release; your constraints leave ${inSentence(winner.name)} only.`,
    basis: styleBasis(situation),
  };
}

/** The last thing to consider where what is ruled out leaves nothing else. */
function without({ rule, situation, winner }: Outcome): SlotOption {
  return {
    id: 'without',
    name: 'Do without',
    score: 0,
    feasible: false,
    because:
      winner === undefined
        ? `It is what is proposed for ${rule.title.toLowerCase()}.`
        : `Nothing else would take over what ${inSentence(winner.name)} does here.`,
    basis: styleBasis(situation),
  };
}

function consequencesOf({ rule, situation, judged }: Outcome, winner: JudgedOption): readonly string[] {
  const own = winner.rule.consequences.map((text) => fill(text, situation));
  const dated = winner.present.flatMap((fact) =>
    situation.keeps && fact.kind === 'technology' && fact.endOfLife !== undefined
      ? [`${fact.name}${fact.major === undefined ? '' : ` ${fact.major}`} is maintained until ${fact.endOfLife}.`]
      : [],
  );
  const second = !situation.keeps
    ? []
    : rule.slot === 'language-framework'
      ? severalLanguages(situation, winner.rule.id)
      : rivals.has(rule.slot)
        ? secondOf(winner, judged())
        : [];
  return [...new Set(dated)].slice(0, 1).concat(own, winner.present.length > 0 ? second : []);
}

/** Slots in which two products do the same work. Elsewhere they complement each other (Helm and Terraform, a queue and a workflow). */
const rivals: ReadonlySet<SlotId> = new Set(['primary-store', 'web-client', 'search', 'identity']);

/** Stores that stand beside one for records: they do other work. */
const forFigures: ReadonlySet<string> = new Set([...warehouseIds, 'timescaledb', 'dynamodb', 'firestore']);

/** A second product for the same work, where the files show one. */
function secondOf(winner: JudgedOption, judged: readonly JudgedOption[]): readonly string[] {
  const shown = new Set(winner.present.map(({ id }) => id));
  return judged
    .filter((option) => option !== winner && !forFigures.has(option.rule.id) && option.present.some(({ id }) => !shown.has(id)))
    .slice(0, 1)
    .map(({ name }) => `${capital(name)} is there too: one of the two is enough, and nothing new is built on ${inSentence(name)}.`);
}

/** Which languages the parts of today are written in, and which one new work is in. */
function severalLanguages(situation: SlotSituation, chosen: string): readonly string[] {
  const [first, ...others] = languagesInUse(situation, chosen);
  if (first === undefined || others.length === 0) return [];
  const list = (parts: readonly { readonly name: string }[]): string =>
    parts.length <= 4 ? ` (${parts.map(({ name }) => name).join(', ')})` : '';
  const rest = others.slice(0, 5).map(({ language, parts }) => `${language} in ${String(parts.length)}${list(parts)}`);
  return [
    `${first.language} runs in ${String(first.parts.length)} of ${String(situation.code.length)} parts${list(first.parts)}, ${rest.join(', ')}: new work is in ${first.language}, and the others stay until they are reworked for another reason.`,
  ];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function sentence(clauses: readonly string[]): string {
  const text = [...new Set(clauses)].filter((clause) => clause !== '').join('; ');
  const whole = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}

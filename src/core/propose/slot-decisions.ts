import type { Recommendation, SlotChoice, SlotId, SlotOption } from '../decide/recommendation.ts';
import { inSentence } from '../decide/slots/in-sentence.ts';
import type { ComponentFact, HazardFact } from '../model/fact.ts';
import { capital, clip, enumerate, small } from './format.ts';
import { phrase } from './phrases.ts';
import type { Claim, Decision } from './proposal.ts';
import { claim, say, sentence, unique } from './prose.ts';
import { basisFacts, basisSources, seen } from './reading.ts';
import { figure, isOwn, ownCode } from './shape.ts';
import type { Situation } from './shape.ts';
import { slotOrder, slotTitles } from './words.ts';

/** Requests a second from which a reader would expect a cache. */
const cacheExpected = 50;

/** Doing without is worth a decision only where a reader would expect the part; otherwise it is one more thing to skip. */
function worthSayingNo(choice: SlotChoice, recommendation: Recommendation): boolean {
  // Where the clock starts the work, the decision on jobs says what a reader would look for here.
  if (choice.slot === 'messaging') {
    return recommendation.slots.every(({ slot, outcome }) => slot !== 'workflows' || outcome === 'not-needed');
  }
  return choice.slot === 'cache' && (figure(recommendation, 'peak')?.value ?? 0) >= cacheExpected;
}

/** The slots that get a decision, in the order in which numbers are first given. */
export function decidedSlots(recommendation: Recommendation): SlotChoice[] {
  return slotOrder
    .map((id) => recommendation.slots.find((choice) => choice.slot === id))
    .filter((choice) => choice !== undefined)
    .filter((choice) => (choice.outcome === 'not-needed' ? worthSayingNo(choice, recommendation) : choice.settled !== true));
}

/** The decision of one slot: what stays, comes or goes, why, and what of today's configuration it mends. */
export function decideSlot(situation: Situation, choice: SlotChoice, id: string): Decision {
  const rule = `slot.${choice.slot}`;
  const fixes = fixesFor(situation, choice);
  const samples = situation.recommendation.stability.samples;
  return {
    id,
    key: `slot:${choice.slot}`,
    status: 'proposed',
    title: clip(`${slotTitles[choice.slot]}: ${outcomeWords(choice)}${fixes.title}`, 160),
    outcome: clip(outcomeWords(choice), 120),
    option: choice.chosen.id,
    reason: [reason(situation, choice, rule), ...unsaid(situation, choice, rule), ...fixes.claims].slice(0, 8),
    drivers: drivers(situation, choice, rule),
    alternatives: alternatives(situation, choice, rule),
    consequences: choice.consequences
      .filter((text) => isWorthSaying(situation, choice, text))
      .slice(0, 3)
      .map((text) => claim(say`${sentence(withDate(text, situation.date))}`, basisSources(situation.reading, choice.chosen.basis, rule))),
    stability: { share: choice.stability, samples, firsts: Math.round(choice.stability * samples) },
    flips: [claim(say`${clip(capital(choice.flip.replace(/\.$/, '')), 400)}`, [{ rule }])],
  };
}

function outcomeWords(choice: SlotChoice): string {
  const name = clip(choice.chosen.name, 90);
  if (choice.outcome === 'not-needed') return 'none for now';
  return choice.outcome === 'keep' ? `keep ${inSentence(name)}` : choice.outcome === 'change' ? `change to ${inSentence(name)}` : name;
}

/** The end of support as the day of the proposal has it: ahead, or passed. */
function withDate(text: string, date: string): string {
  const end = /^(.*) is maintained until (\d{4}-\d{2}-\d{2})\.?$/.exec(text);
  if (end === null) return text;
  const [, what = '', day = ''] = end;
  return day <= date
    ? `${what} has had no security fixes since ${day}: the upgrade comes first.`
    : `${what} is maintained until ${day}: the upgrade is planned before that day.`;
}

const maintained = /^(.*) is maintained until (\d{4})-(\d{2})-\d{2}\.?$/;

/** An end of support more than so many months ahead changes nothing today. */
const monthsAhead = 18;

/** Slots whose choice binds what comes after it; elsewhere a consequence is what everybody does who takes the product. */
const weighty: ReadonlySet<SlotId> = new Set(['compute', 'messaging', 'workflows', 'data-processing', 'ai-models', 'integration']);

/** Of what stays, only what is special about it here: everybody who runs it knows the rest. */
function isWorthSaying({ date }: Situation, choice: SlotChoice, text: string): boolean {
  const end = maintained.exec(text);
  if (end !== null) {
    const months = (Number(end[2]) - Number(date.slice(0, 4))) * 12 + Number(end[3]) - Number(date.slice(5, 7));
    return months <= monthsAhead;
  }
  return /is there too: |: new work is in /.test(text) || (choice.outcome !== 'keep' && weighty.has(choice.slot));
}

/** Below this share of sampled completions, a choice that nothing forces is nearly a tie, and the reader is told. */
const nearTie = 0.25;

/** What an honest reader would want to know: that the files do not say, or that another choice is as good. */
function unsaid(situation: Situation, choice: SlotChoice, rule: string): Claim[] {
  if (choice.outcome !== 'add') return [];
  const out: Claim[] = [];
  if (choice.slot === 'compute' && !situation.fresh && !situation.extension) {
    out.push(claim(say`The files do not say where it runs today; where that works, it stays.`, [{ rule }]));
  }
  const rival = choice.alternatives.find((option) => option.feasible);
  if (choice.stability < nearTie && rival !== undefined) {
    out.push(claim(say`It is nearly a tie with ${inSentence(clip(rival.name, 90))}: an open answer may turn it.`, [{ rule }]));
  }
  return out;
}

function reason(situation: Situation, choice: SlotChoice, rule: string): Claim {
  const { reading } = situation;
  const all = basisFacts(reading, choice.chosen.basis);
  // A practice is seen in files of many tools: where the technology itself is seen, that is the place to look.
  const named = all.filter((fact) => fact.kind !== 'practice');
  const facts = named.length > 0 ? named : all;
  const marks = choice.chosen.basis.answers.length === 0 ? choice.chosen.basis.assumed.slice(0, 1).flatMap((id) => reading.mark(id)) : [];
  const text = withUsers(situation, choice, sentence(choice.chosen.because).replace(/\.$/, ''));
  return claim(say`${capital(text)}${marks}${seen(facts)}.`, basisSources(reading, choice.chosen.basis, rule));
}

/** `Already there` names nobody: which parts use it does. */
function withUsers({ reading }: Situation, choice: SlotChoice, text: string): string {
  if (choice.outcome !== 'keep' || choice.slot === 'compute' || !/^already there/i.test(text)) return text;
  const used = new Set(basisFacts(reading, choice.chosen.basis).flatMap((fact) => (fact.kind === 'technology' ? [fact.technology] : [])));
  const has = (part: ComponentFact | undefined) => part?.technologies.some((id) => used.has(id)) === true;
  const byId = new Map(reading.components.map((part) => [part.id, part]));
  const callers = reading.connections.flatMap((fact) => {
    const from = byId.get(fact.from);
    return has(byId.get(fact.to)) && from !== undefined && isOwn(from.component) ? [from] : [];
  });
  const code = ownCode(reading).filter(has);
  const parts = code.length > 0 ? code : callers;
  const names = [...new Set(parts.map((part) => clip(part.name, 40)))];
  if (names.length === 0) return text;
  return text.replace(/^already there/i, `already ${code.length > 0 ? 'in' : 'behind'} ${enumerate(names, 4)}`);
}

function drivers(situation: Situation, choice: SlotChoice, rule: string): Claim[] {
  const { reading } = situation;
  const { basis } = choice.chosen;
  // "What is here evolves" drives every choice that keeps something; it is said once, in the constraints.
  const questions = [...new Set([...basis.answers, ...basis.assumed])].filter((id) => id !== 'starting-point').slice(0, 5);
  const answers = questions
    .map((question) => ({ question, words: phrase(reading, question) }))
    .filter(({ words }) => words !== undefined)
    .map(({ question, words }) => claim(say`${words}${reading.mark(question)}`, reading.source(question)));
  const facts = basisFacts(reading, basis)
    .filter((fact) => fact.kind === 'technology' || fact.kind === 'component' || fact.kind === 'deployment')
    .slice(0, 2);
  if (choice.outcome === 'keep') {
    if (answers.length > 0) return answers;
    if (facts.length > 0)
      return [
        claim(
          say`in use today`,
          facts.map((fact) => ({ fact: fact.id })),
        ),
      ];
  }
  const found = facts.map((fact) => claim(say`${clip(fact.name, 80)} in the files`, [{ fact: fact.id }]));
  const all = [...answers, ...found];
  return all.length > 0 ? all : [claim(say`the style${situation.decision('style')}`, [{ rule }])];
}

/** At least two alternatives, one of them feasible: a choice without a rival is filled up with doing without, or later. */
function alternatives(situation: Situation, choice: SlotChoice, rule: string): Decision['alternatives'] {
  const title = slotTitles[choice.slot].toLowerCase();
  const given = choice.alternatives
    .filter((option) => option.id !== choice.chosen.id)
    .slice(0, choice.outcome === 'not-needed' ? 2 : 3)
    .map((option) => considered(situation, option, rule));
  const fill = [
    { id: 'without', name: 'Do without', because: `nothing else would take over what ${clip(choice.chosen.name, 80)} does here` },
    {
      id: 'later',
      name: 'Decide later',
      because: `the ${title} shapes the first release; leaving it open is a decision for whatever comes by itself`,
    },
  ].map((entry) => ({
    name: entry.name,
    option: entry.id,
    feasible: true,
    score: 0,
    because: claim(say`${sentence(capital(entry.because))}`, [{ rule }]),
  }));
  const enough = given.some((option) => option.feasible) ? given : [...given, ...fill.slice(0, 1)];
  return enough.length >= 2
    ? enough
    : [...enough, ...fill.filter((entry) => !enough.some((had) => had.option === entry.option))].slice(0, 2);
}

function considered(situation: Situation, option: SlotOption, rule: string): Decision['alternatives'][number] {
  return {
    name: clip(option.name, 120),
    option: option.id,
    feasible: option.feasible,
    score: Math.min(1, Math.max(0, option.score)),
    because: claim(say`${sentence(small(option.because))}`, unique([...basisSources(situation.reading, option.basis, rule), { rule }])),
  };
}

interface Fix {
  readonly slot: SlotId;
  readonly hazard: string;
  /** Added to the title of the decision. */
  readonly title?: string;
  /** What is done about it; `statement` and link come before. */
  readonly cure: (situation: Situation) => string;
}

/** Hazards of today that a decision has to resolve, and how. The first matching title wins. */
const fixes: readonly Fix[] = [
  {
    slot: 'primary-store',
    hazard: 'hazard.no-database-backup',
    title: 'with point-in-time recovery',
    cure: (s) => `which contradicts "${phrase(s.reading, 'recovery-point')}"; point-in-time recovery is switched on first`,
  },
  {
    slot: 'primary-store',
    hazard: 'hazard.single-zone-database',
    title: 'in two zones',
    cure: (s) =>
      needsZones(s)
        ? `which contradicts "${phrase(s.reading, s.reading.stated('availability') ? 'availability' : 'first-hour-down')}"; a standby in a second zone follows`
        : figure(s.recommendation, 'recovery-time')?.verdict?.met === false
          ? `which leaves a lost machine to a restore that misses "${phrase(s.reading, 'recovery-time')}": a standby, or older data moved aside, has to be chosen`
          : `which is accepted: ${phrase(s.reading, 'first-hour-down')}, and a restore is enough`,
  },
  { slot: 'primary-store', hazard: 'hazard.unencrypted-storage', cure: () => 'so the next planned copy is made encrypted' },
  { slot: 'primary-store', hazard: 'hazard.public-database', cure: () => 'so it moves into the private network in the first week' },
  { slot: 'primary-store', hazard: 'hazard.no-deletion-protection', cure: () => 'so deletion protection is set in the same change' },
  { slot: 'messaging', hazard: 'hazard.no-dead-letter-queue', cure: () => 'so it gets one, with an alarm on its length' },
];

/** Whether the stated needs pay for a second zone. */
export function needsZones(situation: Situation): boolean {
  const { reading } = situation;
  return situation.availability >= 99.9 || reading.has('first-hour-down', 'money', 'harm') || reading.amount('recovery-point') === 0;
}

function fixesFor(situation: Situation, choice: SlotChoice): { title: string; claims: Claim[] } {
  if (choice.outcome === 'not-needed') return { title: '', claims: [] };
  const matching = fixes
    .filter((fix) => fix.slot === choice.slot)
    .flatMap((fix) =>
      situation.reading
        .hazard(fix.hazard)
        .slice(0, 1)
        .map((hazard) => ({ fix, hazard })),
    );
  const titles = matching
    .filter(({ fix }) => fix.hazard !== 'hazard.single-zone-database' || needsZones(situation))
    .map(({ fix }) => fix.title);
  const title = titles.find((text) => text !== undefined);
  return {
    title: title === undefined ? '' : `, ${title}`,
    claims: matching.map(({ fix, hazard }) => fixClaim(situation, fix, hazard)),
  };
}

function fixClaim(situation: Situation, fix: Fix, hazard: HazardFact): Claim {
  const statement = clip(hazard.statement, 400).replace(/\.$/, '');
  return claim(say`${statement}${seen([hazard])}, ${fix.cure(situation)}.`, [
    { fact: hazard.id },
    ...situation.reading.source('recovery-point', 'first-hour-down'),
  ]);
}

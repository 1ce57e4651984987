import type { RankedStyle } from '../decide/recommendation.ts';
import { partners } from './challenge-rules/words.ts';
import { capital, clip, count, enumerate, small } from './format.ts';
import { phrase } from './phrases.ts';
import type { Claim, Decision, Source } from './proposal.ts';
import { claim, plainText, say, sentence, unique } from './prose.ts';
import { basisFacts, basisSources, seen } from './reading.ts';
import { styleKey } from './shape.ts';
import type { Situation } from './shape.ts';
import { verdict } from './style-comparison.ts';
import { styleWords } from './style-words.ts';
import { attributeName } from './words.ts';

const rule = 'rule.style-fit';

/** AD-001: the style, why, what else was considered, and what would change it. */
export function decideStyle(situation: Situation, id: string): Decision {
  const { style, recommendation } = situation;
  const name = styleTitle(situation);
  return {
    id,
    key: 'style',
    status: 'proposed',
    title: `Style: ${name}`,
    outcome: clip(name, 120),
    option: styleKey(style.style),
    reason: reasons(situation),
    drivers: drivers(situation),
    alternatives: alternatives(situation),
    consequences: consequences(situation),
    stability: recommendation.stability,
    flips: flips(situation),
  };
}

function reasons(situation: Situation): Claim[] {
  const { reading, style, recommendation } = situation;
  const basis = style.contributions.flatMap((part) => basisSources(reading, part.basis, rule));
  const out: Claim[] = [shapeClaim(situation)];
  const edge = edgeSentence(situation);
  if (edge !== undefined) out.push(edge);
  const start = startSentence(situation);
  if (start !== undefined) out.push(start);
  const shared = sharedStoreSentence(situation);
  if (shared !== undefined) out.push(shared);
  const work = workSentence(situation);
  if (work !== undefined) out.push(work);
  if (recommendation.noneFits !== undefined) out.unshift(noneFits(situation));
  else if (tiedStyles(situation).length > 0) out.push(tieSentence(situation, basis));
  return out.slice(0, 8);
}

/** What is released and who owns which data; where several services run and one release is the aim, how they get there. */
function shapeClaim(situation: Situation): Claim {
  const { main, own, reading } = situation;
  const sources: Source[] = [{ rule: `style.${situation.base}` }, ...reading.source('domain-borders')];
  if (!situation.gathers || main === undefined) return claim(styleWords[situation.base].shape(situation), sources);
  const others = own.filter((part) => part.component === 'service' && part !== main).map((part) => clip(part.name, 60));
  const languages = reading.technologies.filter((fact) => fact.category === 'language' && fact.scope === 'production').length;
  const why =
    languages > 2 ? `written in ${count(languages)} languages, so that merging is a rewrite` : 'running, and merging alone helps nobody';
  return claim(
    say`No further service: new work becomes modules of ${clip(main.name, 60)} with tables of their own. What else runs (${enumerate(others, 5)}) moves into it when next reworked, the smallest first, and stays until then: it is ${why}.`,
    [...sources, ...own.slice(0, 6).map((part) => ({ fact: part.id }))],
  );
}

function edgeSentence(situation: Situation): Claim | undefined {
  if (situation.edge === undefined) return undefined;
  const part = situation.edge.replace(/-/g, ' ');
  const why = situation.recommendation.required
    .filter(
      (need) =>
        need.weight > 0 &&
        need.level - situation.style.ratings[need.attribute] <= 0 &&
        ['elasticity', 'scalability', 'performance', 'fault-tolerance'].includes(need.attribute),
    )
    .slice(0, 2)
    .map((need) => attributeName(need.attribute));
  return claim(
    say`One part is ${part}: it needs ${why.length > 0 ? enumerate(why) : 'another shape'} at a level the rest does not, and pays for a runtime of its own.`,
    [{ rule: `style.${situation.edge}` }, ...situation.reading.source('burstiness', 'alone')],
  );
}

function startSentence(situation: Situation): Claim | undefined {
  const { own, reading } = situation;
  if (own.length === 0) return undefined;
  const names = enumerate(
    own.map((component) => clip(component.name, 60)),
    5,
  );
  const sources: Source[] = [...reading.source('starting-point'), ...own.slice(0, 6).map((component) => ({ fact: component.id }))];
  if (reading.has('starting-point', 'from-scratch')) {
    return claim(say`${names}${seen(own)} ${own.length === 1 ? 'shows' : 'show'} what the team knows; none of it has to stay.`, sources);
  }
  if (reading.has('starting-point', 'replace')) return claim(say`It replaces ${names}${seen(own)}, one area at a time.`, sources);
  if (reading.has('starting-point', 'extend'))
    return claim(say`${names}${seen(own)} stay untouched; only the new part beside them is decided here.`, sources);
  // The shape has named them already.
  if (!situation.areas.assumed && ['microservices', 'service-based', 'event-driven', 'serverless'].includes(situation.base))
    return undefined;
  if (situation.gathers) return undefined;
  return claim(say`It starts from what runs: ${names}${seen(own)}${reading.mark('starting-point')}.`, sources);
}

/** Styles whose services own their data meet a store that several services use today. */
function sharedStoreSentence(situation: Situation): Claim | undefined {
  const [shared] = situation.sharedStores;
  if (shared === undefined || !['microservices', 'service-based', 'event-driven'].includes(situation.base)) return undefined;
  const what =
    situation.base === 'microservices'
      ? 'a database and login of its own for each comes before any new service'
      : 'a schema and login of its own for each keeps that from becoming an interface';
  return claim(say`${enumerate(shared.users, 4)} use ${shared.store} together today${seen(shared.facts)}; ${what}.`, [
    ...shared.facts.map((fact) => ({ fact: fact.id })),
    { rule: `style.${situation.base}` },
  ]);
}

function workSentence(situation: Situation): Claim | undefined {
  const { reading } = situation;
  if (['pipeline', 'event-driven', 'serverless'].includes(situation.base)) return undefined;
  if (situation.outbox) {
    const direct = situation.directCalls[0];
    const today = direct === undefined ? undefined : say` Today ${direct.from} calls ${direct.to} directly${seen([direct.fact])}.`;
    return claim(
      say`Calls to ${partners(situation)}${reading.mark('external-apis')} leave through an outbox row written in the same transaction; a worker sends them with an idempotency key, so a partner may be down without a user waiting.${today}`,
      unique([...reading.source('external-apis', 'partner-down', 'never'), ...(direct === undefined ? [] : [{ fact: direct.fact.id }])]),
    );
  }
  if (!situation.background) return undefined;
  const reason =
    [
      { question: 'longest-task', holds: reading.has('longest-task', 'minutes', 'hours') },
      { question: 'who-waits', holds: reading.has('who-waits', 'receipt', 'nobody') },
      { question: 'work-trigger', holds: reading.has('work-trigger', 'mixed', 'clock', 'events') },
      { question: 'partner-down', holds: reading.has('partner-down', 'everything') },
    ].find((entry) => entry.holds)?.question ?? 'external-apis';
  return claim(
    say`Work that nobody has to watch runs in a worker of the same release: ${phrase(reading, reason)}${reading.mark(reason)}.`,
    reading.source(reason),
  );
}

function noneFits(situation: Situation): Claim {
  const conflict = situation.recommendation.noneFits;
  const known = (conflict?.conflict ?? []).filter((id) => phrase(situation.reading, id) !== undefined);
  const words = known.map((id) => phrase(situation.reading, id) ?? '').filter((text) => text !== '');
  return claim(
    say`No style fits what was stated: ${clip(small(conflict?.because ?? 'the stated constraints conflict'), 400)}${words.length > 0 ? ` (${enumerate(words)})` : ''}. What follows is the nearest one; it holds only if one of these gives.`,
    known.length > 0 ? situation.reading.source(...known) : [{ rule: 'rule.none-fits' }],
  );
}

function tiedStyles(situation: Situation): RankedStyle[] {
  const tied = situation.recommendation.ties.map(styleKey).filter((key) => key !== styleKey(situation.style.style));
  return situation.recommendation.styles.filter((entry) => entry.feasible && tied.includes(styleKey(entry.style)));
}

function tieSentence(situation: Situation, basis: readonly Source[]): Claim {
  const names = tiedStyles(situation).map((entry) => `${small(entry.name)} (${entry.score.toFixed(2)})`);
  const fewer = tiedStyles(situation).every((entry) => entry.parts > situation.style.parts);
  return claim(
    say`It is a tie with ${enumerate(names, 4)}: ${fewer ? 'this one has the fewest parts to operate' : 'either can be defended, and the next answer may turn it'}.`,
    unique([{ rule }, ...basis]),
  );
}

/** The few answers that weigh most, each in half a sentence. */
function drivers(situation: Situation): Claim[] {
  const { reading, recommendation, style } = situation;
  const weight = new Map<string, number>();
  const add = (questions: readonly string[], points: number) => {
    for (const question of questions) weight.set(question, (weight.get(question) ?? 0) + points / Math.max(1, questions.length));
  };
  for (const need of recommendation.required) add([...need.basis.answers, ...need.basis.assumed], need.weight * need.level);
  for (const part of style.contributions) add([...part.basis.answers, ...part.basis.assumed], Math.abs(part.points));
  const answered = [...weight]
    .sort(
      ([oneId, one], [otherId, other]) =>
        Number(reading.stated(otherId)) - Number(reading.stated(oneId)) || other - one || oneId.localeCompare(otherId),
    )
    .map(([question]) => ({ question, words: phrase(reading, question) }))
    .filter(({ words }) => words !== undefined)
    .slice(0, 6);
  const out = answered.map(({ question, words }) => claim(say`${words}${reading.mark(question)}`, reading.source(question)));
  const facts = [
    ...new Map(recommendation.required.flatMap((need) => basisFacts(reading, need.basis)).map((fact) => [fact.id, fact])).values(),
  ].slice(0, 2);
  for (const fact of facts)
    if (fact.kind === 'hazard')
      out.push(claim(say`${clip(small(fact.statement).replace(/\.$/, ''), 200)}${seen([fact])}`, [{ fact: fact.id }]));
  return out.length > 0 ? out : [claim(say`${phrase(reading, 'team-size')}${reading.mark('team-size')}`, reading.source('team-size'))];
}

function alternatives(situation: Situation): Decision['alternatives'] {
  const others = situation.recommendation.styles.filter((entry) => entry !== situation.style);
  const shown = [...others.filter((entry) => entry.feasible).slice(0, 6), ...others.filter((entry) => !entry.feasible).slice(0, 6)];
  return shown.slice(0, 12).map((entry) => ({
    name: clip(capital(entry.name), 120),
    option: styleKey(entry.style),
    feasible: entry.feasible,
    score: Math.min(1, Math.max(0, entry.score)),
    because: claim(
      say`${sentence(
        small(
          plainText(verdict(situation, entry, false))
            .replace(/^out: (needs at least \d+ people).*$/, '$1')
            .replace(/^out: /, ''),
        ),
      )}`,
      unique([
        ...entry.failedPreconditions.flatMap((failed) => basisSources(situation.reading, failed.basis, rule)),
        ...entry.contributions.slice(0, 4).flatMap((part) => basisSources(situation.reading, part.basis, rule)),
        { rule },
      ]),
    ),
  }));
}

function consequences(situation: Situation): Claim[] {
  const price = situation.gathers
    ? say`Two ways of building live side by side until the last service is merged; each merge ends with one deployable fewer.`
    : styleWords[situation.base].price(situation);
  const out = [claim(price, [{ rule: `style.${situation.base}` }, ...situation.reading.source('transactions')])];
  const dropped = situation.style.failedPreconditions.filter((failed) => failed.effect === 'costs').slice(0, 2);
  for (const failed of dropped) {
    out.push(
      claim(
        say`At risk if a guess is wrong: ${clip(small(failed.because), 300)}${failed.basis.assumed.slice(0, 1).flatMap((id) => situation.reading.mark(id))}.`,
        basisSources(situation.reading, failed.basis, rule),
      ),
    );
  }
  return out;
}

/** One claim per style that would come first, with up to three triggers each. */
function flips(situation: Situation): Claim[] {
  const { reading, recommendation } = situation;
  const targets = [...new Set(recommendation.flipPoints.map((point) => styleKey(point.to)))].slice(0, 3);
  const claims = targets.map((target) => {
    const points = recommendation.flipPoints.filter((point) => styleKey(point.to) === target).slice(0, 3);
    const to = recommendation.styles.find((entry) => styleKey(entry.style) === target);
    const triggers = points.map((point) => clip(point.trigger.replace(/\.$/, ''), 300));
    const questions = points
      .flatMap((point) => point.changes.map((change) => change.question))
      .filter((id) => phrase(reading, id) !== undefined);
    return claim(
      say`To ${small(to?.name ?? target)} ${triggers.join(', or ').replace(/, or when /g, ', or ')}`,
      questions.length > 0 ? reading.source(...questions) : [{ rule: 'rule.flip-point' }],
    );
  });
  if (claims.length > 0) return claims;
  return [claim(say`No change of one or two answers puts another style first`, [{ rule: 'rule.flip-point' }])];
}

function styleTitle(situation: Situation): string {
  const name = small(situation.style.name);
  if (situation.gathers) {
    return clip(`${name}, reached from ${count(situation.own.filter((part) => part.component === 'service').length)} services`, 120);
  }
  const suffix =
    situation.outbox && ['layered', 'modular-monolith', 'service-based'].includes(situation.base)
      ? ', partner calls through an outbox'
      : '';
  return clip(`${name}${suffix}`, 120);
}

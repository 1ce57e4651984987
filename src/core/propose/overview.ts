import type { ComponentFact, Fact, TechnologyFact } from '../model/fact.ts';
import { allowedDowntime, capital, clip, count, enumerate, plural } from './format.ts';
import { calculation, load } from './load.ts';
import { optionPhrases, phrase } from './phrases.ts';
import type { Claim, Model, Proposal, Prose } from './proposal.ts';
import { claim, say, sentence, unique } from './prose.ts';
import { basisSources, seen } from './reading.ts';
import type { Reading } from './reading.ts';
import { ownCode } from './shape.ts';
import type { Situation } from './shape.ts';
import { technologyOf } from './today.ts';
import { scenarioOf, topNeeds } from './scenarios/index.ts';
import { attributeName, kindNames } from './words.ts';

type Overview = Proposal['overview'];

/** The first section, without the list of assumptions, which is collected when everything is written. */
export function overview(situation: Situation, proposed: Model): Omit<Overview, 'assumptions'> {
  return {
    purpose: purpose(situation),
    objectives: objectives(situation),
    users: users(situation.reading),
    needs: needs(situation, proposed),
    load: load(situation),
    calculation: calculation(situation),
    constraints: constraints(situation.reading),
  };
}

function purpose(situation: Situation): Claim[] {
  const { reading } = situation;
  const said = reading.text('purpose');
  const out: Claim[] = [];
  if (said !== '') out.push(claim(say`${sentence(clip(said, 800))}`, [{ answer: 'purpose' }]));
  const shown = shownByRepository(reading);
  if (shown !== undefined) out.push(shown);
  if (out.length > 0) return out;
  const goals = enumerate(optionPhrases('objectives', reading.many('objectives')));
  return [
    claim(
      say`The workspace shows no component and nobody has said yet what ${clip(situation.name, 80)} does; it is planned from its goals: ${goals === '' ? 'none stated' : goals}${reading.mark('objectives')}.`,
      reading.source('objectives'),
    ),
  ];
}

/** `The repository shows api and worker on PostgreSQL 15 and Redis.` */
function shownByRepository(reading: Reading): Claim | undefined {
  const own = ownCode(reading);
  const data = ['store', 'object-store', 'search', 'cache'].flatMap((kind) => reading.components.filter((part) => part.component === kind));
  const brokers = [
    ...new Set(
      reading.components.filter((part) => part.component === 'broker').map((part) => technologyOf(reading, part) || clip(part.name, 60)),
    ),
  ];
  const engines = [...new Set(data.map((part) => technologyOf(reading, part) || clip(part.name, 60)))];
  if (own.length + data.length === 0) return undefined;
  const stack = stackOf(reading);
  const facts: Fact[] = [...own.slice(0, 4), ...data.slice(0, 4), ...stack.slice(0, 4)];
  const withStack = stack.length === 0 ? '' : `, written in ${enumerate(stack.map((fact) => clip(fact.name, 40)))}`;
  const onData = data.length === 0 ? '' : `${own.length === 0 ? 'data' : '; data'} in ${enumerate(engines, 6)}`;
  const through = brokers.length === 0 ? '' : `, messages through ${enumerate(brokers, 3)}`;
  return claim(
    say`The repository holds ${groups(own)}${withStack}${onData}${through}${seen([own[0], data[0], stack[0]], 3)}.`,
    unique(facts.map((fact) => ({ fact: fact.id }))),
  );
}

/** Languages by how many files show them, with the one framework that tells most. A library of buttons says nothing here. */
function stackOf(reading: Reading): TechnologyFact[] {
  const most = (category: TechnologyFact['category'], limit: number) =>
    reading.technologies
      .filter((fact) => fact.scope === 'production' && fact.category === category)
      .sort((one, other) => other.evidence.length - one.evidence.length || one.id.localeCompare(other.id))
      .slice(0, limit);
  const used = new Set(ownCode(reading).flatMap((part) => part.technologies));
  const all = most('language', 8);
  // A script in another language beside the code is not what the system is written in.
  const languages = (all.some((fact) => used.has(fact.technology)) ? all.filter((fact) => used.has(fact.technology)) : all).slice(0, 5);
  const spoken = languages.some((fact) => fact.technology === 'typescript')
    ? languages.filter((fact) => fact.technology !== 'javascript')
    : languages;
  return spoken.length > 0 ? spoken : most('framework', 2);
}

/** `a web client (web) and 3 services (api, billing and mail)`. */
function groups(components: readonly ComponentFact[]): string {
  const kinds = [...new Set(components.map((part) => part.component))];
  return enumerate(
    kinds.map((kind) => {
      const same = components.filter((part) => part.component === kind);
      const names = same.map((part) => clip(part.name, 60));
      // Functions that are deployed together are one component and still several functions.
      const functions = kind === 'function' ? same.reduce((sum, part) => sum + (part.parts?.length ?? 1), 0) : names.length;
      const grouped = functions > names.length ? ` in ${plural(names.length, 'group')}` : '';
      return `${plural(functions, kindNames[kind])}${grouped} (${enumerate(names, 5)})`;
    }),
  );
}

function objectives(situation: Situation): Overview['objectives'] {
  const { reading } = situation;
  const said = reading.text('success-measure');
  const success =
    said === ''
      ? []
      : [{ objective: 'Success a year from now', measure: say`${clip(said, 400)}`, sources: [{ answer: 'success-measure' }] }];
  const rows: Overview['objectives'] = reading.many('objectives').map((objective) => ({
    objective: capital(optionPhrases('objectives', [objective])[0] ?? objective),
    measure: measure(reading, objective),
    sources: reading.source('objectives'),
  }));
  return [...success, ...rows, ...promises(situation)].slice(0, 12);
}

const proposedMeasures: Readonly<Record<string, string>> = {
  'automate-processes': 'share of cases finished without a person, counted weekly',
  'customer-experience': 'share of sessions that reach their goal, and answers within the time below',
  'integrate-systems': 'records retyped from one system into another: 0',
  'new-markets': 'weeks from the decision for a market to its first customer, the others unchanged',
};

/** A number from the other answers, or one that we propose. */
function measure(reading: Reading, objective: string): Prose {
  if (objective === 'new-product') return say`first version ${phrase(reading, 'deadline')}${reading.mark('deadline')}`;
  if (objective === 'reduce-cost') return say`the bill stays at or under ${phrase(reading, 'budget')}${reading.mark('budget')}`;
  return say`${proposedMeasures[objective] ?? 'no number given yet'}${{ assumed: 'assumed.success-measure' }}`;
}

/** What the system must keep, as objectives of their own, where it was said or matters. */
function promises(situation: Situation): Overview['objectives'] {
  const { reading } = situation;
  const rows: Overview['objectives'] = [];
  const never = reading.many('never');
  if (never.length > 0) {
    const zero = [
      never.includes('lost') ? '0 lost' : '',
      never.includes('done-twice') ? '0 done twice' : '',
      never.includes('changed-unseen') ? 'every change on record' : '',
    ];
    rows.push({
      objective: never.includes('done-twice')
        ? 'Work is neither lost nor done twice'
        : never.includes('lost')
          ? 'Work is not lost'
          : 'No change without a trace',
      measure: say`${enumerate(zero.filter((text) => text !== ''))}${reading.mark('never')}; after a disaster ${phrase(reading, 'recovery-point')}${reading.mark('recovery-point')}, ${phrase(reading, 'recovery-time')}${reading.mark('recovery-time')}`,
      sources: reading.source('never', 'recovery-point', 'recovery-time'),
    });
  }
  if (reading.amount('external-apis') > 0 && reading.stated('partner-down')) {
    rows.push({
      objective: 'Outages of partners',
      measure: say`${partnerMeasure(reading)}`,
      sources: reading.source('partner-down', 'external-apis'),
    });
  }
  const { availability } = situation;
  rows.push({
    objective: 'Available',
    measure: say`${String(availability)} % a month (${allowedDowntime(availability)} of downtime)${reading.mark('availability')}; ${phrase(reading, 'first-hour-down')}${reading.mark('first-hour-down')}`,
    sources: reading.source('availability', 'first-hour-down'),
  });
  return rows;
}

function partnerMeasure(reading: Reading): string {
  const amount = reading.amount('external-apis');
  const which = amount === 1 ? 'the external API' : `any one of ${count(amount)} external APIs`;
  if (reading.has('partner-down', 'everything')) return `all work goes on with ${which} down for 24 h`;
  return reading.has('partner-down', 'most') ? `only what needs it stops with ${which} down` : `accepted: down while ${which} is down`;
}

function users(reading: Reading): Claim[] {
  const groupsOfUsers = optionPhrases('users', reading.many('users'));
  const needed = optionPhrases('needs', reading.many('needs'));
  const out: Claim[] = [];
  if (groupsOfUsers.length > 0) {
    out.push(
      claim(
        say`${capital(enumerate(groupsOfUsers))}${reading.mark('users')}: ${phrase(reading, 'concurrent-users')}${reading.mark('concurrent-users')}, in ${phrase(reading, 'burstiness')}${reading.mark('burstiness')}.`,
        reading.source('users', 'concurrent-users', 'burstiness'),
      ),
    );
  }
  if (needed.length > 0) out.push(claim(say`They need ${enumerate(needed)}${reading.mark('needs')}.`, reading.source('needs')));
  return out;
}

function needs(situation: Situation, proposed: Model): Overview['needs'] {
  const { reading } = situation;
  return topNeeds(situation).map((need, index, all) => {
    const same = all.slice(0, index).find((earlier) => earlier.because === need.because);
    const level = Math.min(5, Math.max(1, Math.round(need.level)));
    const marks = need.basis.answers.length === 0 ? need.basis.assumed.slice(0, 1).flatMap((id) => reading.mark(id)) : [];
    return {
      need: capital(attributeName(need.attribute)),
      level: `${level} of 5`,
      scenario: scenarioOf(situation, proposed, need),
      because: claim(
        same === undefined
          ? say`${capital(inOurWords(situation, sentence(need.because).replace(/\.$/, '')))}${marks}.`
          : say`As for ${attributeName(same.attribute)}.`,
        basisSources(reading, need.basis, need.rule),
      ),
    };
  });
}

/** Why a need drives, in the names of what is here; what the rule said where it names nothing of the company. */
function inOurWords(situation: Situation, because: string): string {
  const { areas, own, reading } = situation;
  const [first = 'the first area'] = areas.names;
  const parts = enumerate(situation.fresh || own.length === 0 ? areas.names : own.map((part) => clip(part.name, 40)), 4);
  if (/covers several areas of the business/.test(because)) return `${enumerate(areas.names, 4)} will change separately`;
  if (because.endsWith('must understand all of it')) return `${phrase(reading, 'team-size')} must understand ${parts}`;
  if (because.endsWith('at the peak: two or three instances carry that'))
    return `two or three instances of ${clip(situation.main?.name ?? own[0]?.name ?? situation.name, 40)} carry ${situation.peak ?? 'the peak'}`;
  if (/^the first version must be in use/i.test(because))
    return `${first} must be in use within ${plural(reading.amount('deadline'), 'week')}`;
  if (/^changes within one area must happen together/i.test(because)) return `a change of ${first} happens whole or not at all`;
  return because;
}

/** Only what was stated or found binds; what is merely assumed stands in the list of assumptions. */
function constraints(reading: Reading): Claim[] {
  const out: Claim[] = [];
  const state = (question: string, words: string | undefined = phrase(reading, question)) => {
    if (reading.stated(question) && words !== undefined) out.push(claim(say`${words}`, reading.source(question)));
  };
  state('team-size', teamWords(reading));
  state('budget', `${count(reading.amount('budget'))} $ a month for infrastructure`);
  state('operations-days');
  state('deadline');
  if (reading.many('disqualifiers').length > 0) state('disqualifiers');
  if (reading.many('compliance').length > 0) state('compliance', `under ${phrase(reading, 'compliance')}`);
  if (reading.one('hosting') !== 'any') state('hosting', `on ${phrase(reading, 'hosting')}`);
  if (reading.many('stack-forbidden').length > 0) state('stack-forbidden');
  if (reading.many('stack-preferred').length > 0) state('stack-preferred', `the team knows ${phrase(reading, 'stack-preferred')}`);
  if (reading.many('legacy').length > 0) state('legacy', `beside ${phrase(reading, 'legacy')}`);
  state('night');
  const places = reading.deployments.filter((fact) => fact.target !== 'docker-compose');
  // The same cloud with and without its region is one place.
  const targets = places.filter(
    (fact) => fact.region !== undefined || !places.some((other) => other.target === fact.target && other.region !== undefined),
  );
  for (const target of targets.slice(0, 3)) {
    const where = target.region === undefined ? '' : ` in ${clip(target.region, 60)}`;
    out.push(claim(say`${clip(target.name, 80)}${where} is set up${seen([target])}`, [{ fact: target.id }]));
  }
  return out.slice(0, 20);
}

function teamWords(reading: Reading): string | undefined {
  const teams = reading.amount('teams');
  return reading.stated('teams') ? `${phrase(reading, 'team-size')} in ${plural(teams, 'team')}` : phrase(reading, 'team-size');
}

import type { RankedStyle } from '../decide/recommendation.ts';
import { inSentence } from '../decide/slots/in-sentence.ts';
import { castOf } from './cast.ts';
import type { Cast } from './cast.ts';
import { clip, count, enumerate, range, small } from './format.ts';
import { optionPhrases } from './phrases.ts';
import type { Model, Proposal, Prose } from './proposal.ts';
import { say } from './prose.ts';
import { partsOfStyle, styleKey } from './shape.ts';
import type { Situation } from './shape.ts';
import { styleWords } from './style-words.ts';
import { attributeName } from './words.ts';

const buildNames = { buy: 'buy a product', 'low-code': 'low-code', leave: 'leave it as it is' } as const;

/** How each serious style would meet scalability, maintenance and cost, with the verdict. The chosen comes first. */
export function compareStyles(situation: Situation, model: Model): Proposal['styleComparison'] {
  const cast = castOf(situation, model);
  const rows = shownStyles(situation).map((entry) => styleRow(situation, entry, cast));
  const others = situation.recommendation.alternativesToBuilding.map((entry) => ({
    option: entry.id,
    name: buildNames[entry.id],
    chosen: false,
    scalability: entry.id === 'leave' ? say`as today` : say`the vendor's`,
    maintenance: entry.id === 'leave' ? say`as today` : say`the vendor's`,
    cost: entry.id === 'leave' ? say`today's bill` : say`ask for an offer`,
    verdict: say`${clip(insteadOfBuilding(situation, cast, entry), 400)}`,
  }));
  return [...rows, ...others].slice(0, 14);
}

/** Points below the best within which another style is worth a row of its own. */
const withinReach = 0.2;

/**
 * Rows are for the first, for what comes near it, and for what readers ask about whatever comes of it: a monolith,
 * microservices, serverless and a hybrid. The rest stands in one line under the table.
 */
function shownStyles(situation: Situation): RankedStyle[] {
  const [chosen, ...rest] = situation.recommendation.styles;
  if (chosen === undefined) return [];
  const near = rest.filter((entry) => entry.feasible && chosen.score - entry.score <= withinReach);
  const hybrids = near.filter((entry) => typeof entry.style !== 'string').slice(0, 1);
  const plain = near.filter((entry) => typeof entry.style === 'string').slice(0, 3);
  const bases = () => [chosen, ...plain].map((entry) => partsOfStyle(entry.style).base);
  const best = (...styles: readonly string[]) =>
    styles.some((style) => bases().some((base) => base === style))
      ? undefined
      : rest.find((entry) => styles.includes(styleKey(entry.style)));
  const asked = [best('modular-monolith', 'layered'), best('serverless'), best('microservices')];
  const shown = new Set([chosen, ...plain, ...hybrids, ...asked.filter((entry) => entry !== undefined)]);
  return situation.recommendation.styles.filter((entry) => shown.has(entry));
}

/** Why nothing is bought, put together from forms or left alone: in the names of what is here. */
function insteadOfBuilding(situation: Situation, cast: Cast, { id, verdict: said }: BuildAlternative): string {
  const { reading } = situation;
  const areas = enumerate(situation.areas.names, 3);
  if (id === 'buy' && reading.has('buyable', 'nothing'))
    return `no: ${areas} is what makes you different, and whoever buys it has what all have`;
  if (id === 'buy' && !reading.has('buyable', 'most')) {
    const bought = boughtParts(situation);
    return `in parts; bought: ${bought.length === 0 ? 'sign-in and mail' : enumerate(bought, 4)}, built: ${areas}`;
  }
  if (id === 'low-code' && said.startsWith('No: the work is done by machines'))
    return `no: ${enumerate(cast.steps.length > 0 ? cast.steps : [cast.front], 3)} ${cast.steps.length > 1 ? 'work' : 'works'} on data, and such tools make forms`;
  if (id === 'low-code' && said.startsWith('Only')) {
    const crowd = enumerate(
      optionPhrases(
        'users',
        reading.many('users').filter((user) => ['consumers', 'business-customers', 'citizens'].includes(user)),
      ),
      2,
    );
    return crowd === ''
      ? `only for forms around ${first(situation)}`
      : `only for lists of ${first(situation)} that your own staff sees: ${crowd} would each need a licence`;
  }
  if (id === 'leave' && said.startsWith('Nothing was found')) return 'nothing runs yet';
  if (id === 'leave' && said.startsWith('No:'))
    return `no: ${enumerate(optionPhrases('pains', reading.many('pains')))} will not go away by waiting`;
  if (id === 'leave') return `a real candidate: nobody named a pain of ${enumerate(cast.code, 3)}`;
  return small(said);
}

type BuildAlternative = Situation['recommendation']['alternativesToBuilding'][number];

function first(situation: Situation): string {
  return situation.areas.names[0] ?? 'the records';
}

/** Partners by name and what of the decided technologies somebody else runs. */
function boughtParts(situation: Situation): string[] {
  const partners = situation.reading.components.filter((part) => part.component === 'external-api').map((part) => clip(part.name, 40));
  const slots = (['identity', 'payments', 'notifications'] as const).map((slot) => situation.technology(slot));
  const products = slots.filter((name) => name !== undefined && !/framework/.test(name)).map((name) => inSentence(name ?? ''));
  return [...partners, ...products.filter((name) => !partners.some((partner) => name.includes(partner)))];
}

function styleRow(situation: Situation, entry: RankedStyle, cast: Cast): Proposal['styleComparison'][number] {
  const { base, edge } = partsOfStyle(entry.style);
  const words = styleWords[base];
  const chosen = entry === situation.style;
  const edgeNote = edge === undefined ? '' : `; what is ${edge.replace(/-/g, ' ')} grows alone`;
  return {
    option: styleKey(entry.style),
    name: clip(small(entry.name), 80),
    chosen,
    scalability: say`${words.scalability(situation, entry, cast)}${edgeNote}`,
    maintenance: words.maintenance(situation, entry, cast),
    cost: say`${range(entry.monthlyCost.low, entry.monthlyCost.high, '$')}, ${range(entry.operationsDays.low, entry.operationsDays.high, 'days')}`,
    verdict: verdict(situation, entry, chosen),
  };
}

/** `fit 0.84` for the chosen, with what it misses itself; for the others the score and the needs that are missed, or why it is out. */
export function verdict(situation: Situation, entry: RankedStyle, chosen: boolean): Prose {
  if (chosen && entry.feasible) {
    const short = shortfalls(situation, entry);
    return say`${{ strong: `fit ${entry.score.toFixed(2)}` }}${short === '' ? '' : `: ${short}`}`;
  }
  const excluded = entry.failedPreconditions.filter((failed) => failed.effect === 'excludes');
  if (!entry.feasible) {
    const because = excluded.map((failed) => clip(small(failed.because), 200)).slice(0, 1);
    return say`out: ${because.join('; ') || shortfalls(situation, entry) || 'a hard need is not met'}`;
  }
  const why = shortfalls(situation, entry) || heaviest(entry);
  return say`${entry.score.toFixed(2)}${why === '' ? '' : `: ${why}`}`;
}

/** `evolvability 2 below the need, scalability 1`. Only needs that carry weight are named. */
function shortfalls(situation: Situation, entry: RankedStyle): string {
  const missing = situation.recommendation.required
    .map((need) => ({ need, gap: need.level - entry.ratings[need.attribute] }))
    .filter(({ need, gap }) => gap >= 0.5 && need.weight > 0)
    .sort((one, other) => other.gap * other.need.weight - one.gap * one.need.weight)
    .slice(0, 2)
    .map(({ need, gap }, index) => `${attributeName(need.attribute)} ${count(Math.round(gap * 2) / 2)}${index === 0 ? ' below' : ''}`);
  return missing.join(', ');
}

function heaviest(entry: RankedStyle): string {
  const worst = [...entry.contributions].filter((part) => part.points < 0).sort((one, other) => one.points - other.points)[0];
  return worst === undefined ? '' : clip(small(worst.because), 200);
}

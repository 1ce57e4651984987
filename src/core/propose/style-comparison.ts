import type { RankedStyle } from '../decide/recommendation.ts';
import { clip, count, range, small } from './format.ts';
import type { Proposal, Prose } from './proposal.ts';
import { say } from './prose.ts';
import { partsOfStyle, styleKey } from './shape.ts';
import type { Situation } from './shape.ts';
import { styleWords } from './style-words.ts';
import { attributeName } from './words.ts';

const buildNames = { buy: 'buy a product', 'low-code': 'low-code', leave: 'leave it as it is' } as const;

/** How each serious style would meet scalability, maintenance and cost, with the verdict. The chosen comes first. */
export function compareStyles(situation: Situation): Proposal['styleComparison'] {
  const ranked = shownStyles(situation);
  const rows = ranked.map((entry) => styleRow(situation, entry));
  const others = situation.recommendation.alternativesToBuilding.map((entry) => ({
    option: entry.id,
    name: buildNames[entry.id],
    chosen: false,
    scalability: entry.id === 'leave' ? say`as today` : say`the vendor's`,
    maintenance:
      entry.id === 'leave'
        ? say`as today`
        : entry.id === 'buy'
          ? say`the vendor's; yours is the integration`
          : say`little code, the vendor's limits`,
    cost: entry.id === 'leave' ? say`today's bill` : say`per seat or volume; ask for an offer`,
    verdict: say`${clip(small(entry.verdict), 400)}`,
  }));
  return [...rows, ...others].slice(0, 14);
}

function shownStyles(situation: Situation): RankedStyle[] {
  const [first, ...rest] = situation.recommendation.styles;
  if (first === undefined) return [];
  const feasible = rest.filter((entry) => entry.feasible);
  const bases = new Set<string>();
  const distinct = feasible.filter((entry) => {
    const isNew = typeof entry.style === 'string' || bases.size < 2;
    bases.add(partsOfStyle(entry.style).base);
    return isNew;
  });
  // What readers ask for is shown even where it is out; why the others are out stands among the alternatives.
  const asked = ['microservices', 'serverless', 'modular-monolith', 'service-based'];
  const out = rest.filter((entry) => !entry.feasible && typeof entry.style === 'string');
  const askedOut = out.filter((entry) => asked.includes(styleKey(entry.style)));
  const shown = [first, ...distinct.slice(0, 5), ...askedOut.slice(0, 3)];
  return shown.length >= 6 ? shown : [...shown, ...out.filter((entry) => !shown.includes(entry))].slice(0, 6);
}

function styleRow(situation: Situation, entry: RankedStyle): Proposal['styleComparison'][number] {
  const { base, edge } = partsOfStyle(entry.style);
  const words = styleWords[base];
  const chosen = entry === situation.style;
  const edgeNote =
    edge === undefined ? '' : `; the part that is ${styleWords[edge] === undefined ? edge : `${edge.replace(/-/g, ' ')}`} grows alone`;
  return {
    option: styleKey(entry.style),
    name: clip(small(entry.name), 80),
    chosen,
    scalability: say`${words.scalability(situation, entry)}${edgeNote}`,
    maintenance: words.maintenance(situation, entry),
    cost: say`${range(entry.monthlyCost.low, entry.monthlyCost.high, '$')} + ${range(entry.operationsDays.low, entry.operationsDays.high, 'days')}`,
    verdict: verdict(situation, entry, chosen),
  };
}

/** `fit 0.84` for the chosen; for the others the score and the needs that are missed, or why it is out. */
export function verdict(situation: Situation, entry: RankedStyle, chosen: boolean): Prose {
  if (chosen && entry.feasible) return say`${{ strong: `fit ${entry.score.toFixed(2)}` }}`;
  const excluded = entry.failedPreconditions.filter((failed) => failed.effect === 'excludes');
  if (!entry.feasible) {
    const because = excluded.map((failed) => clip(small(failed.because), 200)).slice(0, 2);
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
    .map(({ need, gap }) => `${attributeName(need.attribute)} ${count(Math.round(gap * 2) / 2)} below the need`);
  return missing.join(', ');
}

function heaviest(entry: RankedStyle): string {
  const worst = [...entry.contributions].filter((part) => part.points < 0).sort((one, other) => one.points - other.points)[0];
  return worst === undefined ? '' : clip(small(worst.because), 200);
}

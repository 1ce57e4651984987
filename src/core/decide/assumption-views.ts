import { type AssumptionTopic, assumptionRules, type AssumptionRule, type Assumptions, noAssumptions } from './assumptions.ts';
import { quantity } from './capacity/capacity.ts';
import type { Figure, Recommendation } from './recommendation.ts';
import { amount } from './wording.ts';

/** One assumption as a list shows it, with what it moves right now. */
export interface AssumptionView {
  readonly id: string;
  readonly topic: AssumptionTopic;
  /** One sentence with the number in it, without full stop. */
  readonly text: string;
  /** What is calculated with; null: what the price list of the place says. */
  readonly value: number | null;
  readonly default: number | null;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly source: string;
  /** True if a person set it. */
  readonly set: boolean;
  /** True if a figure of this recommendation rests on it. */
  readonly used: boolean;
  /** What it moves, with the present numbers: `Small instances: 2 instances · the bill: 280–540 $`; empty if nothing. */
  readonly effect: string;
  /** The question whose answer would replace it; null where there is none. */
  readonly question: string | null;
}

/**
 * Every assumption with its present number and what rests on it, for a list where they can be set: those in use first,
 * otherwise in the order of the catalogue.
 */
export function assumptionViews(recommendation: Recommendation, assumptions: Assumptions = noAssumptions): readonly AssumptionView[] {
  const figures = [...recommendation.capacity.figures, ...recommendation.cost.figures];
  const views = assumptionRules.map((rule) => viewOf(rule, figures, recommendation, assumptions));
  return [...views.filter(({ used }) => used), ...views.filter(({ used }) => !used)];
}

function viewOf(rule: AssumptionRule, figures: readonly Figure[], { cost }: Recommendation, assumptions: Assumptions): AssumptionView {
  const value = assumptions.get(rule.id) ?? rule.value;
  const resting = figures.filter((figure) => figure.assumptions.includes(rule.id));
  const bill = rule.usedBy.includes('bill') && isBilled(rule, resting, cost.lines);
  const { low, high } = cost.infrastructure;
  const effects = [
    ...resting.map((figure) => `${figure.label}: ${amount(figure.value)} ${figure.unit}`),
    ...(bill ? [`the bill: ${amount(low)}–${amount(high)} $`] : []),
  ];
  return {
    id: rule.id,
    topic: rule.topic,
    text: rule.text.replace('{value}', value === null ? 'what the price list says' : quantity(value, rule.unit)),
    value,
    default: rule.value,
    unit: rule.unit,
    min: rule.min,
    max: rule.max,
    source: rule.source,
    set: assumptions.has(rule.id),
    used: effects.length > 0,
    effect: effects.join(' · '),
    question: rule.question ?? null,
  };
}

/** Words of the lines that assumptions without a figure of their own stand behind. */
const behindLines: ReadonlyMap<string, RegExp> = new Map([
  ['price-instance', /small instance/],
  ['price-server', /server with 2 cores/],
  ['price-database', /^(\d+ × )?(managed|standby of) /],
  ['price-cache', /data grid|Redis|Valkey|Memcached|cache/i],
  ['price-broker', /broker|Rabbit|Kafka|NATS|Service Bus/i],
  ['price-search', /search/i],
  ['price-logs', /GB of logs/],
  ['price-gpu', /GPU/],
  ['price-identity', /Cognito|Entra|Identity|Auth0|Keycloak|sign-in/i],
  ['people-a-month', /Cognito|Entra|Identity/i],
  ['log-size', /GB of logs/],
  ['queries', /reads and writes/],
  ['model-call', /language model/],
  ['model-share', /language model/],
]);

/** Whether the bill moves with it: by a line of its own, by a figure behind it, or because it is about all prices. */
function isBilled(rule: AssumptionRule, resting: readonly Figure[], lines: Recommendation['cost']['lines']): boolean {
  const words = behindLines.get(rule.id);
  if (words !== undefined) return lines.some(({ item }) => words.test(item));
  return resting.length > 0 || rule.id === 'price-factor' || rule.id === 'price-observability';
}

import { baseStyles, qualityAttributes, type BaseStyle, type QualityAttribute } from './recommendation.ts';

/** Where the rating of one cell comes from. `worksheet`: Richards; `book`: Richards and Ford; the others are ours. */
export type RatingSource = 'worksheet' | 'book' | 'override' | 'unpublished';

/** One cell of the rating table, 1 to 5 (5 is best; for cost, 5 is cheapest). */
export interface Rating {
  readonly stars: number;
  readonly source: RatingSource;
}

/** How far a rating may be off, in stars: the two published tables differ by at most one; ours have no such check. */
export const ratingUncertainty: Readonly<Record<RatingSource, number>> = {
  worksheet: 1,
  book: 1,
  override: 1,
  unpublished: 2,
};

/** The titles of the published tables. */
export const ratingTables: Readonly<Record<'worksheet' | 'book', string>> = {
  worksheet: 'Mark Richards, Architecture Styles Worksheet, DeveloperToArchitect.com',
  book: 'Mark Richards and Neal Ford, Fundamentals of Software Architecture, 1st edition, 2020',
};

type Row = Readonly<Record<BaseStyle, number>>;

/**
 * Published stars. Where the worksheet and the book differ (by one star in five cells: performance of layered;
 * elasticity of event-driven; deployability, fault tolerance and testability of microservices), the worksheet is taken
 * for layered and event-driven, because the cells beside it are from the same table, and the lower, later value of the
 * book for microservices, because documented returns from microservices (Su, Li and Taibi 2024) speak for the caution.
 * Pipeline is in the book only, modular monolith in the worksheet only. 0: not published.
 */
const published: Partial<Record<QualityAttribute, Row>> = {
  simplicity: row(5, 5, 4, 5, 3, 1, 1, 1, 0),
  cost: row(5, 5, 5, 5, 4, 3, 1, 2, 0),
  deployability: row(1, 2, 3, 2, 4, 3, 4, 3, 0),
  testability: row(2, 2, 3, 3, 4, 2, 4, 1, 0),
  evolvability: row(1, 1, 3, 3, 3, 5, 5, 3, 0),
  scalability: row(1, 1, 1, 1, 3, 5, 5, 5, 0),
  elasticity: row(1, 1, 1, 1, 2, 4, 5, 5, 0),
  performance: row(3, 3, 3, 2, 3, 5, 2, 5, 0),
  'fault-tolerance': row(1, 1, 1, 1, 4, 5, 4, 3, 0),
  interoperability: row(1, 1, 3, 0, 2, 3, 3, 2, 0),
};

const fromBook: ReadonlySet<string> = new Set([
  'deployability:microservices',
  'testability:microservices',
  'fault-tolerance:microservices',
]);

/**
 * Our estimates for what nobody published. Serverless: no compute of ours is always on, so it scales and idles by
 * itself, starts cold, is tested against a cloud, and spreads one change over functions and their wiring. Consistency:
 * one database transaction (5) down to sagas between owners of data (1 to 2). Security: how many doors there are and who
 * writes the code behind them. Autonomy: who can release without asking; layered and modular monoliths share one
 * release, so both have 1.
 */
const unpublished: Partial<Record<QualityAttribute, Row>> = {
  simplicity: row(0, 0, 0, 0, 0, 0, 0, 0, 4),
  cost: row(0, 0, 0, 0, 0, 0, 0, 0, 4),
  'time-to-market': row(5, 4, 3, 4, 3, 2, 1, 1, 4),
  deployability: row(0, 0, 0, 0, 0, 0, 0, 0, 4),
  testability: row(0, 0, 0, 0, 0, 0, 0, 0, 2),
  evolvability: row(0, 0, 0, 0, 0, 0, 0, 0, 2),
  scalability: row(0, 0, 0, 0, 0, 0, 0, 0, 5),
  elasticity: row(0, 0, 0, 0, 0, 0, 0, 0, 5),
  performance: row(0, 0, 0, 0, 0, 0, 0, 0, 2),
  'fault-tolerance': row(0, 0, 0, 0, 0, 0, 0, 0, 4),
  'data-consistency': row(5, 5, 4, 3, 4, 2, 1, 2, 2),
  interoperability: row(0, 0, 0, 2, 0, 0, 0, 0, 3),
  security: row(3, 4, 2, 3, 4, 3, 3, 2, 3),
  'team-autonomy': row(1, 1, 3, 2, 3, 3, 5, 2, 3),
};

/** Where we differ from a published star, and why. */
export interface RatingOverride {
  readonly style: BaseStyle;
  readonly attribute: QualityAttribute;
  readonly published: number;
  readonly stars: number;
  readonly because: string;
}

const instances =
  'Published as 1 because one part cannot be scaled alone; two stateless instances behind a balancer still carry hundreds of requests a second.';
const twoZones =
  'Published as 1 because one failing part takes all down; instances in two zones with a standby database survive the loss of a machine or a zone.';

/** The complete list of overrides. */
export const ratingOverrides: readonly RatingOverride[] = [
  { style: 'layered', attribute: 'scalability', published: 1, stars: 2, because: instances },
  { style: 'modular-monolith', attribute: 'scalability', published: 1, stars: 2, because: instances },
  { style: 'microkernel', attribute: 'scalability', published: 1, stars: 2, because: instances },
  {
    style: 'pipeline',
    attribute: 'scalability',
    published: 1,
    stars: 3,
    because: 'Published for a pipeline in one process; steps that read from and write to storage run as many copies as there is data.',
  },
  { style: 'layered', attribute: 'elasticity', published: 1, stars: 2, because: instances },
  { style: 'modular-monolith', attribute: 'elasticity', published: 1, stars: 2, because: instances },
  { style: 'layered', attribute: 'fault-tolerance', published: 1, stars: 2, because: twoZones },
  { style: 'modular-monolith', attribute: 'fault-tolerance', published: 1, stars: 2, because: twoZones },
  { style: 'microkernel', attribute: 'fault-tolerance', published: 1, stars: 2, because: twoZones },
  {
    style: 'pipeline',
    attribute: 'fault-tolerance',
    published: 1,
    stars: 3,
    because: 'Published for a pipeline in one process; a step that failed is run again from its stored input.',
  },
  {
    style: 'modular-monolith',
    attribute: 'evolvability',
    published: 1,
    stars: 3,
    because: 'The same worksheet gives it 5 for domain partitioning; with borders that a check enforces, a change stays inside its module.',
  },
  {
    style: 'modular-monolith',
    attribute: 'testability',
    published: 2,
    stars: 3,
    because: 'Modules behind interfaces are tested without the rest; only the whole is released together.',
  },
];

function row(
  layered: number,
  modular: number,
  microkernel: number,
  pipeline: number,
  service: number,
  event: number,
  micro: number,
  space: number,
  serverless: number,
): Row {
  return {
    layered,
    'modular-monolith': modular,
    microkernel,
    pipeline,
    'service-based': service,
    'event-driven': event,
    microservices: micro,
    'space-based': space,
    serverless,
  };
}

function cell(style: BaseStyle, attribute: QualityAttribute): Rating {
  const override = ratingOverrides.find((entry) => entry.style === style && entry.attribute === attribute);
  if (override !== undefined) return { stars: override.stars, source: 'override' };
  const stars = published[attribute]?.[style] ?? 0;
  if (stars > 0) {
    const book = style === 'pipeline' || fromBook.has(`${attribute}:${style}`);
    return { stars, source: book ? 'book' : 'worksheet' };
  }
  return { stars: unpublished[attribute]?.[style] ?? 0, source: 'unpublished' };
}

/** The rating of every style on every attribute. No cell is empty. */
export const ratings: Readonly<Record<BaseStyle, Readonly<Record<QualityAttribute, Rating>>>> = Object.fromEntries(
  baseStyles.map((style) => [style, Object.fromEntries(qualityAttributes.map((attribute) => [attribute, cell(style, attribute)]))]),
) as Record<BaseStyle, Record<QualityAttribute, Rating>>;

/** The published star of a cell as read from the tables, undefined where there is none. */
export function publishedStars(style: BaseStyle, attribute: QualityAttribute): number | undefined {
  const stars = published[attribute]?.[style] ?? 0;
  return stars === 0 ? undefined : stars;
}

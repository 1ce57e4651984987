/** The quality attributes (architecture characteristics) on which styles are rated and needs are expressed. */
export const qualityAttributes = [
  'simplicity',
  'cost',
  'time-to-market',
  'deployability',
  'testability',
  'evolvability',
  'scalability',
  'elasticity',
  'performance',
  'fault-tolerance',
  'data-consistency',
  'interoperability',
  'security',
  'team-autonomy',
] as const;

export type QualityAttribute = (typeof qualityAttributes)[number];

/** The nine styles of the domain model. */
export const baseStyles = [
  'layered',
  'modular-monolith',
  'microkernel',
  'pipeline',
  'service-based',
  'event-driven',
  'microservices',
  'space-based',
  'serverless',
] as const;

export type BaseStyle = (typeof baseStyles)[number];

/** A plain style, or a hybrid: `base` for the whole, `edge` for the part that needs something else. */
export type StyleId = BaseStyle | { readonly base: BaseStyle; readonly edge: BaseStyle };

/** What a claim rests on: question ids and fact ids. Never both empty, except for `assumed` question ids. */
export interface Basis {
  /** Questions whose answers were stated (by the user or the workspace). */
  readonly answers: readonly string[];
  readonly facts: readonly string[];
  /** Questions whose assumption was used because nothing was stated. */
  readonly assumed: readonly string[];
}

/** A needed level of one quality attribute, 1 to 5, with its weight after the shared budgets. */
export interface RequiredLevel {
  readonly attribute: QualityAttribute;
  readonly level: number;
  readonly weight: number;
  /** Id of the rule that raised it to this level. */
  readonly rule: string;
  /** One English sentence: why this level. */
  readonly because: string;
  readonly basis: Basis;
}

/** How much one thing lowered (or, for a starting point that is kept, raised) a style's score. Negative is a loss. */
export interface Contribution {
  /** `attribute:scalability`, `parts`, `starting-point`, `precondition:teams`. */
  readonly driver: string;
  readonly points: number;
  readonly because: string;
  readonly basis: Basis;
}

/** A precondition of a style that does not hold. */
export interface FailedPrecondition {
  readonly id: string;
  /** `excludes`: a stated answer or fact rules the style out. `costs`: only assumed, so it costs by its probability. */
  readonly effect: 'excludes' | 'costs';
  /** `needs at least 3 teams; you have 1`. */
  readonly because: string;
  readonly basis: Basis;
}

/** One style, ranked. */
export interface RankedStyle {
  readonly style: StyleId;
  readonly name: string;
  /** 0 to 1; 1 means that every need is met at no cost. Comparable within one recommendation only. */
  readonly score: number;
  readonly feasible: boolean;
  readonly contributions: readonly Contribution[];
  readonly failedPreconditions: readonly FailedPrecondition[];
  /** Rating per attribute as used, 1 to 5. */
  readonly ratings: Readonly<Record<QualityAttribute, number>>;
  /** Separately operated parts that the team itself would run. */
  readonly parts: number;
  /** Separately released deployables. */
  readonly releases: number;
  /** Monthly infrastructure cost in US dollars, from capacity and price facts. */
  readonly monthlyCost: Range;
  /** Engineer-days a month to operate it. */
  readonly operationsDays: Range;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The smallest change that puts another style first, as something one can observe. */
export interface FlipPoint {
  /** The style that would come first. */
  readonly to: StyleId;
  /** Changed answers: one, or two if no single one flips it. */
  readonly changes: readonly { readonly question: string; readonly from: string; readonly to: string }[];
  /** `when finished work waits for somebody else's release every week`. */
  readonly trigger: string;
}

/** A slot of the technology choice. */
export type SlotId =
  | 'language-framework'
  | 'web-client'
  | 'mobile-client'
  | 'api-style'
  | 'primary-store'
  | 'cache'
  | 'messaging'
  | 'search'
  | 'files'
  | 'compute'
  | 'delivery'
  | 'infrastructure-as-code'
  | 'observability'
  | 'identity'
  | 'workflows'
  | 'data-processing'
  | 'analytics'
  | 'integration'
  | 'data-access'
  | 'live-updates'
  | 'device-connection'
  | 'edge-delivery'
  | 'api-gateway'
  | 'secrets'
  | 'backup'
  | 'notifications'
  | 'payments'
  | 'feature-flags'
  | 'ai-models';

/** One considered option of a slot. */
export interface SlotOption {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly feasible: boolean;
  /** For the chosen: why. For the others: why not. One English sentence, specific to the answers and facts. */
  readonly because: string;
  readonly basis: Basis;
}

/** The choice for one slot. `not-needed` is a choice too, with its reason and the trigger that would change it. */
export interface SlotChoice {
  readonly slot: SlotId;
  readonly title: string;
  readonly outcome: 'keep' | 'add' | 'change' | 'not-needed';
  readonly chosen: SlotOption;
  /** At least two that were really considered. */
  readonly alternatives: readonly SlotOption[];
  readonly consequences: readonly string[];
  /** Observable trigger that would change it. */
  readonly flip: string;
  /** Share of sampled completions with the same choice, 0 to 1. */
  readonly stability: number;
  /** True where nobody has to read about it: it is there and stays, or it adds nothing and the people are few. */
  readonly settled?: true;
}

/** One figure of the capacity calculation, with its formula spelled out. */
export interface Figure {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** `1,500 people / 20 s = 75 requests/s`. */
  readonly formula: string;
  readonly basis: Basis;
  /** Ids of `assumptions` used. */
  readonly assumptions: readonly string[];
  /** Where the figure is held against an objective or a limit: whether it holds, and one sentence on what would help. */
  readonly verdict?: { readonly met: boolean; readonly because: string };
}

/** Something taken for granted, marked ◇ in the document. */
export interface Assumption {
  readonly id: string;
  readonly text: string;
  /** The question that would replace it, where there is one. */
  readonly question?: string;
  /** Its number as calculated with; absent where it is no number. */
  readonly value?: number;
  readonly unit?: string;
  /** True if a person set the number. */
  readonly set?: boolean;
  /** The default, where a person set another number. */
  readonly instead?: number;
}

/** A line of the monthly cost, with a price fact that carries its date and source. */
export interface CostLine {
  readonly item: string;
  readonly low: number;
  readonly high: number;
  readonly note: string;
  /** `list price, eu-central, read 2026-11`. */
  readonly source: string;
}

/** One part of the availability product. */
export interface AvailabilityPart {
  readonly name: string;
  /** Copies of which one is enough; 1 where there is no spare. */
  readonly copies: number;
  /** How many of these stand in a row: three services that one request passes. */
  readonly inRow: number;
  /** Share of a month that one copy is up, in %. */
  readonly each: number;
  /** Together, in %. */
  readonly together: number;
  readonly assumption: string;
}

/** The product of the parts against the objective. */
export interface Availability {
  /** In % of the hours in which it must be there. */
  readonly objective: number;
  readonly reached: number;
  readonly met: boolean;
  readonly parts: readonly AvailabilityPart[];
  /** Minutes a month: what the objective allows, and what the parts make likely. */
  readonly allowedMinutes: number;
  readonly likelyMinutes: number;
  /** What would raise it, strongest first, with what is reached after each. */
  readonly remedies: readonly { readonly what: string; readonly reaches: number }[];
}

export interface Capacity {
  readonly figures: readonly Figure[];
  readonly assumptions: readonly Assumption[];
  /** Absent while no style is chosen. */
  readonly availability?: Availability;
}

/** The expected month against a stated budget. */
export interface BudgetVerdict {
  /** US dollars a month. */
  readonly stated: number;
  readonly verdict: 'within' | 'may-exceed' | 'over';
  /** The dearest line that can be left out, what that saves, and what is lost. */
  readonly drop?: { readonly item: string; readonly saves: Range; readonly without: string };
}

export interface Cost {
  readonly lines: readonly CostLine[];
  /** Of an expected month. */
  readonly infrastructure: Range;
  /** Infrastructure in the first months, and in the busiest month a year on. */
  readonly stages: { readonly small: Range; readonly peak: Range };
  readonly operationsDays: Range;
  /** What these days cost, in US dollars. */
  readonly operationsCost: Range;
  /** Formulas of the bill that the capacity calculation does not have. */
  readonly figures: readonly Figure[];
  /** Assumptions behind these formulas, and every one that a person set about prices. */
  readonly assumptions: readonly Assumption[];
  readonly pricesRead: string;
  /** Absent where no budget was stated. */
  readonly budget?: BudgetVerdict;
}

/** Styles ranked by fit and everything that explains it. Deterministic: same facts and answers, same bytes. */
export interface Recommendation {
  /** All nine styles and every hybrid that was worth rating; feasible ones first, by score. */
  readonly styles: readonly RankedStyle[];
  /** Styles within a hair of the first, where there are any (ties are said to be ties). */
  readonly ties: readonly StyleId[];
  readonly required: readonly RequiredLevel[];
  /** Share of sampled completions in which the first stays first. */
  readonly stability: { readonly share: number; readonly samples: number; readonly firsts: number };
  readonly flipPoints: readonly FlipPoint[];
  /** Set if nothing is feasible: the smallest set of stated constraints that conflict. */
  readonly noneFits?: { readonly conflict: readonly string[]; readonly because: string };
  readonly slots: readonly SlotChoice[];
  readonly capacity: Capacity;
  readonly cost: Cost;
  /** Buying, low-code and leaving it as it is: always considered. */
  readonly alternativesToBuilding: readonly {
    readonly id: 'buy' | 'low-code' | 'leave';
    readonly verdict: string;
    readonly basis: Basis;
  }[];
}

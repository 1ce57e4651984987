import type { Condition } from '../../interview/question.ts';
import type { TechnologyCategory } from '../../model/fact.ts';
import type { BaseStyle, SlotId } from '../recommendation.ts';

/** Where something can run: a cloud, a simple platform, own machines, or many sites and devices. */
export type Place = 'aws' | 'azure' | 'gcp' | 'platform' | 'own' | 'edge';

/**
 * When something holds, as data: over the answers (as in the question catalogue), the peak rate in requests a second,
 * the style, the place, what the repository runs, and what was chosen for earlier slots.
 */
export type SlotCondition =
  | Extract<Condition, { readonly question: string }>
  | { readonly peakAtLeast: number }
  | { readonly style: readonly BaseStyle[] }
  /** As `style`, for the whole only, not for the edge of a hybrid. */
  | { readonly base: readonly BaseStyle[] }
  | { readonly place: readonly Place[] }
  /** Technology ids or deployment targets of which the running system uses one. */
  | { readonly uses: readonly string[] }
  /** At least so many components of server code run today and stay. */
  | { readonly services: number }
  /** Option ids of which one was chosen for an earlier slot. */
  | { readonly chosen: readonly string[] }
  /** Something was chosen for this earlier slot. */
  | { readonly filled: SlotId }
  | { readonly all: readonly SlotCondition[] }
  | { readonly any: readonly SlotCondition[] }
  | { readonly not: SlotCondition };

/** One reason for or against an option. `because` is a clause without capital and full stop; `{…}` are filled in. */
export interface Fit {
  readonly when: SlotCondition;
  /** Added to the score, which runs from 0 to 1: 0.1 is a nudge, 0.3 decides between equals. */
  readonly points: number;
  readonly because: string;
}

/** What an option cannot do without. */
export interface Requirement {
  /** The option is out unless this holds. */
  readonly needs: SlotCondition;
  /** Why it is out, as a clause. */
  readonly because: string;
  /** True if nobody would consider it where this does not hold (a library for another language): shown only if nothing else is left. */
  readonly far?: true;
}

/**
 * `open`: permissive; `copyleft`: GPL, LGPL, AGPL and their like; `source-available`: readable, restricted use;
 * `proprietary`: one vendor sells it.
 */
export type Licence = 'open' | 'copyleft' | 'source-available' | 'proprietary';

/** One technology that can fill a slot. Pure data. */
export interface OptionRule {
  readonly id: string;
  readonly name: string;
  /** Its name where somebody else runs it for you. */
  readonly nameOn?: Partial<Record<Place, string>>;
  /** Technology ids (scan catalogue) that mean that the repository uses it; its own id if left out. */
  readonly technologies?: readonly string[];
  /** True if the technologies are products of one kind: what stays is then called by its own name (Koa, not Express). */
  readonly products?: boolean;
  /** Score before any fit, 0 to 1: how good a first guess it is for an average team. Our judgement. */
  readonly base: number;
  /** Engineer-days a month to operate it at a small size. Our estimate. */
  readonly days: number;
  /** Where operating it takes more or less than that: on machines of one's own nobody else patches it. */
  readonly daysOn?: Partial<Record<Place, number>>;
  /** Least cost a month in US dollars at which it is usable in production, 0 where it is part of something else. */
  readonly from: number;
  /** What the least cost pays for. Rounded list prices as of `pricesAsOf`; a range is part of the capacity calculation. */
  readonly price: string;
  readonly licence: Licence;
  /** The cloud that sells it; it is out where that cloud is forbidden. */
  readonly vendor?: 'aws' | 'azure' | 'gcp';
  /** Where it can be had; everywhere if left out. */
  readonly places?: readonly Place[];
  /** True if somebody else runs it and it is reached over the internet wherever the system runs: out where there is no network. */
  readonly hosted?: true;
  /** Of what somebody else hosts: the regions (options of `residency-regions`) in which data can be kept; every region if left out. */
  readonly regions?: readonly string[];
  /** What a general prohibition in the answers calls it. */
  readonly tags?: readonly ('kubernetes' | 'serverless')[];
  /** Options of `stack-preferred` that it belongs to. */
  readonly languages?: readonly string[];
  /** Options of `skills` of which each that is missing counts against it. */
  readonly skills?: readonly string[];
  /** True if it adds nothing to buy, to run or to learn: for a handful of people no decision worth reading. */
  readonly plain?: true;
  readonly requires?: readonly Requirement[];
  /** It is not even an alternative where this holds. */
  readonly hiddenWhen?: SlotCondition;
  readonly fits?: readonly Fit[];
  /** Clause why it is a sound choice where nothing more specific speaks for it. */
  readonly merit: string;
  /** Clause why not, where nothing more specific speaks against it. */
  readonly otherwise: string;
  readonly consequences: readonly string[];
}

/** Date of the price notes and least costs in the catalogue: that of the price books. */
export { pricesRead as pricesAsOf } from '../prices.ts';

/** One observable trigger. `when` picks the one that lies nearest to what was said; `{parts}` are the components of today. */
export interface Flip {
  readonly chosen?: readonly string[];
  readonly when?: SlotCondition;
  readonly trigger: string;
}

/** One slot: when it is needed, and what can fill it. */
export interface SlotRule {
  readonly slot: SlotId;
  readonly title: string;
  /** Needed when one of these holds; each says why. Always needed if left out. */
  readonly neededWhen?: readonly { readonly when: SlotCondition; readonly because: string }[];
  /** Clause why it is not needed, the first that holds; the last has no condition. */
  readonly notNeeded?: readonly { readonly when?: SlotCondition; readonly because: string }[];
  /**
   * What is there stays without a decision of its own (`settled`): always where nobody would decide it again (`kept`), or
   * only while nothing asks for it (`unneeded`).
   */
  readonly settledWhen?: 'kept' | 'unneeded';
  /** Technologies of these categories that no option names are kept as options of their own. */
  readonly categories: readonly TechnologyCategory[];
  readonly options: readonly OptionRule[];
  /** Observable triggers; the first whose `chosen` holds the choice (`none`: not needed) and whose `when` holds, else the last. */
  readonly flips: readonly Flip[];
}

export const q = (question: string, ...oneOf: readonly string[]): SlotCondition => ({ question, oneOf });
export const atLeast = (question: string, value: number): SlotCondition => ({ question, atLeast: value });
export const atMost = (question: string, value: number): SlotCondition => ({ question, atMost: value });
export const peak = (value: number): SlotCondition => ({ peakAtLeast: value });
export const style = (...bases: readonly BaseStyle[]): SlotCondition => ({ style: bases });
export const place = (...places: readonly Place[]): SlotCondition => ({ place: places });
export const base = (...bases: readonly BaseStyle[]): SlotCondition => ({ base: bases });
export const filled = (slot: SlotId): SlotCondition => ({ filled: slot });
export const uses = (...technologies: readonly string[]): SlotCondition => ({ uses: technologies });
export const services = (number: number): SlotCondition => ({ services: number });
export const chosen = (...options: readonly string[]): SlotCondition => ({ chosen: options });
export const all = (...parts: readonly SlotCondition[]): SlotCondition => ({ all: parts });
export const any = (...parts: readonly SlotCondition[]): SlotCondition => ({ any: parts });
export const not = (part: SlotCondition): SlotCondition => ({ not: part });

/** An option with what most options share filled in. */
export function option(rule: Pick<OptionRule, 'id' | 'name' | 'base' | 'merit' | 'otherwise'> & Partial<OptionRule>): OptionRule {
  return { days: 0, from: 0, price: 'nothing to buy', licence: 'open', consequences: [], ...rule };
}

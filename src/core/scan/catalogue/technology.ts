import type { ComponentKind, TechnologyCategory } from '../../model/fact.ts';

/** Where a name comes from. Package names are exact; a trailing `*` matches a prefix (`@aws-sdk/client-*`). */
export type Ecosystem = 'npm' | 'pypi' | 'go' | 'maven' | 'nuget' | 'rubygems' | 'packagist' | 'crates' | 'hex' | 'pub';

/**
 * What the terms of a technology ask of a team that runs it unmodified in a product of its own. It is the class of the product
 * itself (PostgreSQL, not its drivers), in the edition that costs nothing, as of its newest release; where a product may be had
 * under several licences at one's choice, the one that asks the least. An entry that gathers several products has the class of
 * the first in its name. A class is no legal advice: it says which licences want to be read before one builds on them.
 *
 * - `permissive`: MIT, BSD, Apache, PostgreSQL, public domain. Use it for anything, keep the notices.
 * - `weak-copyleft`: LGPL, MPL, EPL, GPL with a linking exception. Own code stays one's own; changes to the thing are published.
 * - `strong-copyleft`: GPL, OSL. Running it as a service asks for nothing; whoever ships it, or links it into what is shipped,
 *   publishes that under the same terms. Linux distributions are here, for what their images carry.
 * - `network-copyleft`: AGPL. As before, and offering a changed copy over a network counts as shipping it. Many companies
 *   ask their lawyers first.
 * - `source-available`: BSL, SSPL, Elastic, FSL, Confluent Community and their like. The source can be read and own use is
 *   mostly free; selling it as a service, competing with its maker or crossing a size is not. No open-source licence.
 * - `proprietary`: bought or given under terms of the maker's own, the source is not open.
 * - `service`: run by its vendor under terms of use; it can change, rise in price or end, and data lies with the vendor.
 * - `standard`: a language, a protocol or a format, which anybody may implement.
 */
export type LicenceClass =
  | 'permissive'
  | 'weak-copyleft'
  | 'strong-copyleft'
  | 'network-copyleft'
  | 'source-available'
  | 'proprietary'
  | 'service'
  | 'standard';

/**
 * One technology that the scanner can recognise. Rules are data and own their examples: a test looks every key up
 * and expects this entry, and looks every `notExamples` up and expects another or none. When its versions end stands in `end-of-life.ts`.
 */
export interface Technology {
  /** Lower case, `-` between words, never reused: `postgresql`, `spring-boot`, `aws-lambda`. */
  readonly id: string;
  /** As its vendor writes it. */
  readonly name: string;
  readonly category: TechnologyCategory;
  /**
   * Who makes it and decides on its future: a company, a foundation or a project, spelled one way everywhere. `community` where
   * its maintainers are no organisation, `several` where the entry gathers products of different makers.
   */
  readonly vendor: string;
  readonly licence: LicenceClass;
  readonly homepage: string;
  /** Exact package names per ecosystem (Maven: `group:artifact`, or `group:*`); the first is the one whose version counts. */
  readonly packages?: Partial<Record<Ecosystem, readonly string[]>>;
  /**
   * Packages among these whose version is one of their own and says nothing about the technology's: `npm:bootstrap-vue`,
   * `go:*` for all of an ecosystem. A date of end of life must not be read off them.
   */
  readonly ownVersions?: readonly string[];
  /** Image repository names without registry and tag: `postgres`, `bitnami/postgresql`. */
  readonly images?: readonly string[];
  /** Terraform resource types, exact or with a trailing `*`: `aws_db_instance`. */
  readonly terraform?: readonly string[];
  /** URL schemes and JDBC sub-protocols: `postgresql`, `amqp`. */
  readonly schemes?: readonly string[];
  /** Host name suffixes of its API: `api.stripe.com`. */
  readonly hosts?: readonly string[];
  /** GitHub Actions without version: `actions/checkout`. */
  readonly actions?: readonly string[];
  /** Conventional TCP port, used to name a protocol, never to claim the technology. */
  readonly ports?: readonly number[];
  /** If it stands as a thing of its own in a system (an image, a resource), what kind of thing. */
  readonly component?: ComponentKind;
  /** True for a client library's package that implies that an external thing is talked to (`pg`, `stripe`). */
  readonly client?: boolean;
  /**
   * True for a product that users connect their own account of (`slack`, `github-api`): its client shows that one can, not
   * that the system needs it.
   */
  readonly integration?: boolean;
  /**
   * What a unit that depends on this package is (`express`: a service, `celery`: a worker). A hint about the unit, never a
   * thing of its own; a library that merely wraps it must still be ruled out.
   */
  readonly runsAs?: ComponentKind;
  /** Ids of the things that its use shows to be there as well: `mongoose` implies `mongodb`, `bullmq` implies `redis`. */
  readonly implies?: readonly string[];
  /** Id of the technology of which this is a managed form: `amazon-msk` is `kafka`. */
  readonly engine?: string;
  /**
   * True for what helps developers or operators beside the system. A console (`adminer`, with `component: 'monitoring'`) is
   * shown where it is deployed, resting nothing on itself; a stand-in (`mailpit`) is no component.
   */
  readonly auxiliary?: boolean;
  /** Keys that look alike and must not give this entry: `npm:postgres-date`. */
  readonly notExamples: readonly [string, ...string[]];
}

import type { ComponentKind, TechnologyCategory } from '../../model/fact.ts';

/** Where a name comes from. Package names are exact; a trailing `*` matches a prefix (`@aws-sdk/client-*`). */
export type Ecosystem = 'npm' | 'pypi' | 'go' | 'maven' | 'nuget' | 'rubygems' | 'packagist' | 'crates' | 'hex' | 'pub';

/**
 * One technology that the scanner can recognise. Rules are data and own their examples: a test looks every key up
 * and expects this entry, and looks every `notExamples` up and expects another or none.
 */
export interface Technology {
  /** Lower case, `-` between words, never reused: `postgresql`, `spring-boot`, `aws-lambda`. */
  readonly id: string;
  /** As its vendor writes it. */
  readonly name: string;
  readonly category: TechnologyCategory;
  readonly vendor?: string;
  readonly homepage?: string;
  /** Exact package names per ecosystem (Maven: `group:artifact`, or `group:*`); the first is the one whose version counts. */
  readonly packages?: Partial<Record<Ecosystem, readonly string[]>>;
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
  /** End of maintenance per version prefix: `{ '13': '2025-11-13' }`. */
  readonly endOfLife?: Readonly<Record<string, string>>;
  /**
   * `url` is the vendor's page that decides, for whoever wants to check; `recorded` the month in which the dates were written
   * down here. They were written down from general knowledge and the page was not fetched; only those of Node.js are
   * compared with a published schedule, by a test. Required beside `endOfLife`.
   */
  readonly endOfLifeSource?: { readonly url: string; readonly recorded: string };
  /** Keys that look alike and must not give this entry: `npm:postgres-date`. */
  readonly notExamples?: readonly string[];
}

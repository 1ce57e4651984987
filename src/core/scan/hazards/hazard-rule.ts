/** Files of a small workspace by path, as the examples of a rule give them. */
export type ExampleFiles = Readonly<Record<string, string>>;

/**
 * One kind of thing that can hurt and that files can show. `statement` is one plain sentence; `{name}` stands for a value
 * that was read. `why`, `mitigation` and `reference` are what a challenge and its explanation quote. Rules are data and own
 * their examples: one generic test scans both workspaces of every rule.
 */
export interface HazardRule {
  readonly id: string;
  /**
   * `high`: data or the system can be lost or taken over as it stands; `medium`: it hurts in the next incident, release or
   * audit; `low`: worth mending when the file is touched anyway, never a challenge of its own.
   */
  readonly severity: 'low' | 'medium' | 'high';
  /** Title of a challenge: what it comes to, in a few words. Every rule that is not low has one. */
  readonly headline?: string;
  readonly statement: string;
  /** The sentence for several things at once, with `{count}`: then they are one fact with a line each. */
  readonly several?: string;
  readonly why: string;
  /** What a small team does about it: one sentence in the imperative without a full stop, starting in lower case. */
  readonly mitigation: string;
  /** Page of the vendor or of a public standard on the matter, written down from memory and not fetched. */
  readonly reference: string;
  /** A workspace that has the hazard, and the line that shows it as `path:line`. */
  readonly example: { readonly files: ExampleFiles; readonly at: string };
  /** A workspace that looks alike and must stay silent. */
  readonly negative: { readonly files: ExampleFiles };
}

import Slugger from 'github-slugger';
import type { Claim, Decision, Proposal, Prose, Source } from '../propose/proposal.ts';
import type { Md } from './encode-markdown.ts';
import { code, fileLink, headingLink, joined, md, strong, text } from './encode-markdown.ts';
import { visible } from './visible-text.ts';

/** What links need: where evidence is, which heading a decision has, where the document lies. */
export interface RenderContext {
  readonly proposal: Proposal;
  /** Path of the document, relative to the workspace; links to files start in its folder. */
  readonly documentPath: string;
  readonly evidence: ReadonlyMap<string, Proposal['evidence'][number]>;
  /** Decision id to the fragment of its heading. */
  readonly fragments: ReadonlyMap<string, string>;
  /** Ids of assumptions whose number a person set: they are no longer taken for granted. */
  readonly set: ReadonlySet<string>;
}

/** The context of one proposal. */
export function renderContext(proposal: Proposal, documentPath: string): RenderContext {
  return {
    proposal,
    documentPath,
    evidence: new Map(proposal.evidence.map((item) => [item.id, item])),
    fragments: new Map(proposal.decisions.map((decision) => [decision.id, new Slugger().slug(decisionHeading(decision))])),
    set: new Set(proposal.overview.assumptions.filter((entry) => entry.set !== undefined).map(({ id }) => id)),
  };
}

/** A decision's heading as plain text: `AD-002 · Primary store: keep PostgreSQL 15`. */
export function decisionHeading(decision: Pick<Decision, 'id' | 'title'>): string {
  return visible(`${decision.id} · ${decision.title}`);
}

/** What stands in place of ◇ where a person set the number. */
const setByYou = md`
_(set by you)_
`.trim() as Md;

/** Running text as inline Markdown. Neighbouring strings are joined first, so that no autolink hides across a border. */
export function prose(context: RenderContext, parts: Prose): Md {
  const pieces: Md[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') pieces.push(text(plain));
    plain = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      plain += part;
    } else if ('assumed' in part && context.set.has(part.assumed)) {
      plain = `${plain.trimEnd()} `;
      flush();
      pieces.push(setByYou);
    } else if ('assumed' in part) {
      plain = plain === '' && pieces.length === 0 ? '◇' : `${plain.trimEnd()} ◇`;
    } else {
      flush();
      pieces.push(inlinePart(context, part));
    }
  }
  flush();
  return joined(pieces, '').trim() as Md;
}

function inlinePart(context: RenderContext, part: Exclude<Prose[number], string | { assumed: string }>): Md {
  if ('code' in part) return code(part.code);
  if ('strong' in part) return strong(part.strong);
  if ('decision' in part) return decisionLink(context, part.decision);
  return evidenceLink(context, part.evidence);
}

/** `[compose.yaml:14](compose.yaml#L14)`, or nothing for evidence that the proposal does not hold (its linter says so). */
export function evidenceLink(context: RenderContext, id: string): Md {
  const evidence = context.evidence.get(id);
  return evidence === undefined ? text('') : fileLink(evidence.path, evidence.line, context.documentPath);
}

/** A link to a decision of this document, or its id alone. */
export function decisionLink(context: RenderContext, id: string): Md {
  const fragment = context.fragments.get(id);
  return fragment === undefined ? text(id) : headingLink(text(id), fragment);
}

/** A claim's text. */
export function claim(context: RenderContext, content: Claim): Md {
  return prose(context, content.text);
}

/** A claim with where it comes from in brackets, unless its text already links to its evidence or says so. */
export function sourcedClaim(context: RenderContext, content: Claim): Md {
  const saysSo = content.text.some((part) =>
    typeof part === 'string' ? /\binterview\b|◇/.test(part) : 'evidence' in part || 'assumed' in part,
  );
  const from = saysSo ? text('') : sourceLabel(content.sources);
  return from === '' ? claim(context, content) : md`${claim(context, content)} (${from})`;
}

/** Where something comes from, in a word each: interview, workspace, assumption. */
export function sourceLabel(sources: readonly Source[]): Md {
  const labels = new Set<string>();
  for (const source of sources) {
    if ('answer' in source) labels.add('interview');
    else if ('fact' in source) labels.add('workspace');
    else if ('assumption' in source) labels.add('assumption ◇');
    else if ('price' in source) labels.add('price list');
  }
  return joined(
    [...labels].map((label) => text(label)),
    ', ',
  );
}

/** Claims one after the other as sentences. */
export function sentences(context: RenderContext, claims: readonly Claim[]): Md {
  return joined(
    claims.map((item) => claim(context, item)),
    ' ',
  );
}

/** A whole number with separators: `1,720`. Numbers in the document are English in every locale. */
export function number(value: number): Md {
  const [whole = '0', fraction] = String(Math.round(value * 100) / 100).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return text(fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

/** `430–610`, or one number where both are the same. */
export function range(low: number, high: number): Md {
  return low === high ? number(low) : md`${number(low)}–${number(high)}`;
}

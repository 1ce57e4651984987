import type { Alternative, Decision } from '../../propose/proposal.ts';
import type { Md } from '../encode-markdown.ts';
import { heading, joined, list, md, paragraph, stacked, strong, table, text } from '../encode-markdown.ts';
import type { RenderContext } from '../prose.ts';
import { inSentence } from '../../decide/slots/in-sentence.ts';
import { enumerate, small } from '../../propose/format.ts';
import { claim, decisionHeading, number, prose, sentences } from '../prose.ts';
import type { RenderedBlock } from '../rendered-block.ts';
import { block } from '../rendered-block.ts';

/** The style decision with the comparison of all serious styles. */
export function styleBlock(context: RenderContext, decision: Decision): RenderedBlock {
  const { styleComparison } = context.proposal;
  const compared = new Set(styleComparison.map((row) => row.option));
  const isBuilt = (option: string): boolean => !insteadOfBuilding.has(option);
  const instead = styleComparison.filter((row) => !isBuilt(row.option)).map((row) => md`${text(row.name)}: ${prose(context, row.verdict)}`);
  const rows = styleComparison
    .filter((row) => isBuilt(row.option))
    .map((row) => [
      row.chosen ? strong(row.name) : text(row.name),
      prose(context, row.scalability),
      prose(context, row.maintenance),
      prose(context, row.cost),
      prose(context, row.verdict),
    ]);
  const others = decision.alternatives.filter((alternative) => !compared.has(alternative.option));
  return block(
    'Architecture Proposal',
    decision.id,
    stacked([
      heading(text(decisionHeading(decision))),
      paragraph(sentences(context, decision.reason)),
      table(
        [
          md`
style
          `,
          md`
scalability
          `,
          md`
maintenance
          `,
          md`
cost a month
          `,
          md`
verdict
          `,
        ],
        rows,
      ),
      list([
        ...groundsOf(context, decision),
        inOneLine(context, others),
        instead.length === 0 ? text('') : md`**Instead of building:** ${joined(instead, '; ')}.`,
        ...effectsOf(context, decision),
      ]),
    ]),
  );
}

/** What the comparison holds beside styles: a line each, because their cells would say the same in every document. */
const insteadOfBuilding: ReadonlySet<string> = new Set(['buy', 'low-code', 'leave']);

/** `**Also considered:** pipeline (0.56: …), event-driven (needs at least 4 people).` */
function inOneLine(context: RenderContext, alternatives: readonly Alternative[]): Md {
  if (alternatives.length === 0) return text('');
  const each = alternatives.map(
    (alternative) => md`${text(small(alternative.name))} (${claim(context, alternative.because).replace(/\.$/, '') as Md})`,
  );
  return md`**Also considered:** ${joined(each, ', ')}.`;
}

/** One technology slot, compact: what and why, what else was considered, what would change it. */
export function slotBlock(context: RenderContext, decision: Decision): RenderedBlock {
  return block(
    'Architecture Proposal',
    decision.id,
    stacked([
      heading(text(decisionHeading(decision))),
      paragraph(
        joined(
          [
            sentences(context, [...decision.reason, ...decision.consequences]),
            ...groundsOf(context, decision).map((grounds) => md`${grounds}.`),
            considered(context, decision.alternatives),
            flips(context, decision),
          ].filter((part) => part !== ''),
          ' ',
        ),
      ),
    ]),
  );
}

function groundsOf(context: RenderContext, decision: Decision): Md[] {
  return [
    md`**Drivers:** ${joined(
      decision.drivers.map((driver) => claim(context, driver)),
      ' · ',
    )}`,
  ];
}

/** The alternatives that were not chosen, each with the reason against it. */
function considered(context: RenderContext, alternatives: readonly Alternative[]): Md {
  if (alternatives.length === 0) return text('');
  // Two with the same reason share the sentence.
  const reasons = [...new Set(alternatives.map((alternative) => claim(context, alternative.because)))];
  const each = reasons.map((reason) => {
    const names = alternatives.filter((alternative) => claim(context, alternative.because) === reason).map(({ name }) => name);
    return md`${text(enumerate(names.map((name, index) => (index === 0 ? name : inSentence(name)))))}: ${reason}`;
  });
  return md`**Considered:** ${joined(each.map(endSentence), ' ')}`;
}

function effectsOf(context: RenderContext, decision: Decision): Md[] {
  const consequences = joined(
    decision.consequences.map((item) => endSentence(claim(context, item))),
    ' ',
  );
  return [consequences === '' ? consequences : md`**Consequences:** ${consequences}`, flips(context, decision)];
}

function flips(context: RenderContext, decision: Decision): Md {
  const triggers = joined(
    decision.flips.map((flip) => endSentence(claim(context, flip))),
    ' ',
  );
  return md`**Flips:** ${triggers} ${stability(decision)}`;
}

/** `**Stability:** 86 % (first in 1,720 of 2,000 …).`; the long form stands with the style only. */
function stability(decision: Decision): Md {
  const { share, firsts, samples } = decision.stability;
  const percent = md`**Stability:** ${number(Math.round(share * 100))} %`;
  if (decision.key !== 'style' || samples === 0) return md`${percent}.`;
  return md`${percent} (first in ${number(firsts)} of ${number(samples)} variations of weights, ratings and open answers).`;
}

function endSentence(sentence: Md): Md {
  return /[.!?…◇]$/.test(sentence) ? sentence : md`${sentence}.`;
}

import type { Md, MdBlock } from '../encode-markdown.ts';
import { folded, list, md, paragraph, stacked, table, text } from '../encode-markdown.ts';
import type { RenderContext } from '../prose.ts';
import { prose, sourcedClaim } from '../prose.ts';
import type { RenderedBlock } from '../rendered-block.ts';
import { block } from '../rendered-block.ts';

/** Challenges that stand open; a document that lists everything warns of nothing. */
const openChallenges = 12;

/** Section four: the dozen risks that matter with evidence, a solution and what to watch; the others folded, a line each. */
export function challengesBlock(context: RenderContext): RenderedBlock {
  const { challenges } = context.proposal;
  const none = paragraph(text('No challenge was found in the workspace or named in the interview.'));
  const rest = challenges.slice(openChallenges);
  const content = [
    challenges.length === 0 ? none : challengeTable(context, challenges.slice(0, openChallenges)),
    folded(text(rest.length === 1 ? 'One more of less weight' : `${rest.length} more of less weight`), [
      list(rest.map((challenge) => challengeLine(context, challenge))),
    ]),
  ];
  return block('Challenges and Solutions', 'challenges', stacked(content));
}

type Challenge = RenderContext['proposal']['challenges'][number];

function challengeTable(context: RenderContext, challenges: readonly Challenge[]): MdBlock {
  const rows = challenges.map((challenge) => [
    text(challenge.title),
    rated(challenge),
    sourcedClaim(context, challenge.evidence),
    challenge.reference === undefined
      ? prose(context, challenge.mitigation)
      : md`${prose(context, challenge.mitigation)} (see ${text(challenge.reference)})`,
    prose(context, challenge.trigger),
  ]);
  const head = [
    md`
challenge
    `,
    md`
likely × bad
    `,
    md`
evidence
    `,
    md`
solution
    `,
    md`
watch
    `,
  ];
  return table(head, rows);
}

function challengeLine(context: RenderContext, challenge: Challenge): Md {
  return md`${text(challenge.title)} (${rated(challenge)}): ${sourcedClaim(context, challenge.evidence)} → ${prose(context, challenge.mitigation)}`;
}

function rated({ likelihood, impact }: Challenge): Md {
  return md`${text(likelihood)} × ${text(impact)}`;
}

import type { Md } from '../encode-markdown.ts';
import { fileLink, heading, joined, list, md, paragraph, stacked, table, text } from '../encode-markdown.ts';
import type { RenderContext } from '../prose.ts';
import { claim, prose, range, sourcedClaim } from '../prose.ts';
import type { RenderedBlock } from '../rendered-block.ts';
import { block } from '../rendered-block.ts';

/** Files that are named one by one before the rest is counted. */
const namedFiles = 10;

/** What the workspace shows today in words, and what could not be read. */
export function todayBlock(context: RenderContext): RenderedBlock {
  const { todayNotes, notRead } = context.proposal;
  const notes = list([...todayNotes.map((note) => sourcedClaim(context, note)), notReadItem(context)]);
  const content =
    notes === '' && notRead.length === 0 ? paragraph(text('Nothing was found in the workspace: this is a new system.')) : notes;
  return block(
    'Architecture Proposal',
    'today',
    stacked([
      heading(md`
The system today
      `),
      content,
    ]),
  );
}

function notReadItem(context: RenderContext): Md {
  const { notRead } = context.proposal;
  if (notRead.length === 0) return text('');
  const named = notRead
    .slice(0, namedFiles)
    .map((file) => md`${fileLink(file.path, file.line ?? undefined, context.documentPath)} (${text(file.reason)})`);
  const rest = notRead.length > namedFiles ? [text(`and ${notRead.length - namedFiles} more`)] : [];
  return md`**Not read:** ${joined([...named, ...rest], ', ')}.`;
}

/** How it behaves, where it is going, what it costs. */
export function planBlocks(context: RenderContext): RenderedBlock[] {
  return [behaviourBlock, roadmapBlock, fitnessBlock, costBlock]
    .map((render) => render(context))
    .filter((rendered) => rendered !== undefined);
}

function behaviourBlock(context: RenderContext): RenderedBlock | undefined {
  const { behaviours } = context.proposal;
  if (behaviours.length === 0) return undefined;
  const rows = behaviours.map((row) => [prose(context, row.situation), prose(context, row.happens), prose(context, row.holds)]);
  const content = table(
    [
      md`
situation
      `,
      md`
what happens
      `,
      md`
must hold
      `,
    ],
    rows,
  );
  return block(
    'Architecture Proposal',
    'behaviour',
    stacked([
      heading(md`
How it behaves
      `),
      content,
    ]),
  );
}

function roadmapBlock(context: RenderContext): RenderedBlock | undefined {
  const { roadmap, roadmapSum } = context.proposal;
  if (roadmap.length === 0) return undefined;
  const rows = roadmap.map((row) => [text(row.by), prose(context, row.step), prose(context, row.after), prose(context, row.done)]);
  const content = table(
    [
      md`
by
      `,
      md`
step
      `,
      md`
working system after it
      `,
      md`
done when
      `,
    ],
    rows,
  );
  return block(
    'Architecture Proposal',
    'roadmap',
    stacked([
      heading(md`
From today to there
      `),
      content,
      roadmapSum === undefined ? paragraph(text('')) : paragraph(claim(context, roadmapSum)),
    ]),
  );
}

/** What a machine checks again and again so that the decisions stay true. */
function fitnessBlock(context: RenderContext): RenderedBlock | undefined {
  const { fitness } = context.proposal;
  if (fitness === undefined || fitness.length === 0) return undefined;
  const rows = fitness.map((row) => [
    prose(context, row.check),
    prose(context, row.threshold),
    md`${prose(context, row.how)}, ${text(row.often)}`,
    prose(context, row.guards),
  ]);
  const content = table(
    [
      md`
checked by a machine
      `,
      md`
red when
      `,
      md`
how, how often
      `,
      md`
guards
      `,
    ],
    rows,
  );
  return block(
    'Architecture Proposal',
    'fitness',
    stacked([
      heading(md`
What keeps it so
      `),
      content,
    ]),
  );
}

/** What a line says whose price has the source of all. */
const commonSource = 'as below';

function costBlock(context: RenderContext): RenderedBlock {
  const { cost } = context.proposal;
  // One source for every line is said once, under the table.
  const own = cost.lines.some((line) => line.source !== commonSource);
  const rows = cost.lines.map((line) => [
    text(line.item),
    range(line.low, line.high),
    text(line.note),
    ...(own ? [text(line.source)] : []),
  ]);
  const total = [
    md`
**Infrastructure**
    `,
    md`**${range(cost.low, cost.high)}**`,
    text(''),
    ...(own ? [text('')] : []),
  ];
  const prices = cost.pricesRead.trim() === '' ? text('') : md`; prices: ${text(cost.pricesRead.replace(/\.$/, ''))}`;
  const paid = cost.operations === undefined ? text('') : md`, ${claim(context, cost.operations)}`;
  const stages =
    cost.stages === undefined
      ? text('')
      : md`First months **${range(cost.stages.small.low, cost.stages.small.high)} $**, busiest month a year on **${range(cost.stages.peak.low, cost.stages.peak.high)} $**; `;
  const budget = cost.budget === undefined ? text('') : md`${claim(context, cost.budget)} `;
  const days = md`operation **${range(cost.daysLow, cost.daysHigh)} engineer-days a month**${paid}`;
  const operations = md`${budget}${stages}${days}${prices}.`;
  const content = [
    table(
      [
        md`
item
        `,
        md`
US dollars a month
        `,
        md`
note
        `,
        ...(own
          ? [
              md`
price
              `,
            ]
          : []),
      ],
      [...rows, total],
    ),
    paragraph(operations),
  ];
  return block(
    'Architecture Proposal',
    'cost',
    stacked([
      heading(md`
Cost a month
      `),
      ...content,
    ]),
  );
}

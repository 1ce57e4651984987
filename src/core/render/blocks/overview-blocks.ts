import { assumptionById } from '../../decide/assumptions.ts';
import { quantity } from '../../decide/capacity/capacity.ts';
import { references } from '../../propose/collect.ts';
import type { Md } from '../encode-markdown.ts';
import { code, folded, heading, joined, list, md, paragraph, stacked, table, text } from '../encode-markdown.ts';
import type { RenderContext } from '../prose.ts';
import { claim, number, prose, sentences, sourceLabel, sourcedClaim } from '../prose.ts';
import type { RenderedBlock } from '../rendered-block.ts';
import { block } from '../rendered-block.ts';

/** The line under the title: when, from what, at which commit. */
export function headerBlock(context: RenderContext): RenderedBlock {
  const { counts, commit, date } = context.proposal;
  const count = (value: number, one: string, many: string): Md => md`${number(value)} ${text(value === 1 ? one : many)}`;
  const at = commit === null ? text('') : md` at commit ${code(commit)}`;
  const unread = counts.problems === 0 ? text('') : md` ${count(counts.problems, 'thing', 'things')} could not be read.`;
  const from = md`${count(counts.answers, 'answer', 'answers')} and ${count(counts.facts, 'fact', 'facts')}`;
  return block('Top', 'header', paragraph(md`_Proposed ${text(date)} from ${from}${at}; ◇ marks an assumption.${unread}_`));
}

/** Section one: purpose and objectives, users and needs, load, constraints, assumptions. */
export function overviewBlocks(context: RenderContext): RenderedBlock[] {
  return [purposeBlock, needsBlock, loadBlock, constraintsBlock, assumptionsBlock]
    .map((render) => render(context))
    .filter((rendered) => rendered !== undefined);
}

function purposeBlock(context: RenderContext): RenderedBlock {
  const { purpose, objectives } = context.proposal.overview;
  const rows = objectives.map((row) => [text(row.objective), prose(context, row.measure), sourceLabel(row.sources)]);
  const goals =
    rows.length === 0
      ? paragraph(text(''))
      : table(
          [
            md`
objective
            `,
            md`
how success is measured
            `,
            md`
source
            `,
          ],
          rows,
        );
  return block('Objective Overview', 'overview', stacked([paragraph(sentences(context, purpose)), goals]));
}

function needsBlock(context: RenderContext): RenderedBlock | undefined {
  const { users, needs } = context.proposal.overview;
  if (users.length + needs.length === 0) return undefined;
  const people = list(users.map((user) => sourcedClaim(context, user)));
  const rows = needs.map((need) => [
    md`${text(need.need)} (${text(need.level.replace(' of ', '/'))})`,
    need.scenario === undefined ? text('') : scenario(context, need.scenario),
    sourcedClaim(context, need.because),
  ]);
  const wanted =
    rows.length === 0
      ? paragraph(text(''))
      : table(
          [
            md`
need
            `,
            md`
holds when
            `,
            md`
because
            `,
          ],
          rows,
        );
  return block(
    'Objective Overview',
    'needs',
    stacked([
      heading(md`
Users and needs
      `),
      people,
      wanted,
    ]),
  );
}

type Scenario = NonNullable<RenderContext['proposal']['overview']['needs'][number]['scenario']>;

/** `A customer asks again, while the gateway is slow: api finds the key. **0 done twice**`. */
function scenario(context: RenderContext, parts: Scenario): Md {
  const when = text(`${parts.source} ${parts.stimulus}, ${parts.environment}`);
  return md`${when}: ${text(`${parts.artefact} ${parts.response}`)} → ${prose(context, parts.measure)}`;
}

function loadBlock(context: RenderContext): RenderedBlock | undefined {
  const { load } = context.proposal.overview;
  if (load.length === 0) return undefined;
  const figures = list(load.map((figure) => claim(context, figure)));
  return block(
    'Objective Overview',
    'load',
    stacked([
      heading(md`
Load and capacity
      `),
      figures,
    ]),
  );
}

function constraintsBlock(context: RenderContext): RenderedBlock | undefined {
  const { constraints } = context.proposal.overview;
  if (constraints.length === 0) return undefined;
  // What has the same source stands in one sentence, so that the source is said once.
  const sources = [...new Set(constraints.map((constraint) => sourceLabel(constraint.sources)))];
  const items = paragraph(
    md`${joined(
      sources.map((source) => {
        const same = constraints.filter((constraint) => sourceLabel(constraint.sources) === source);
        const words = joined(
          same.map((constraint) => claim(context, constraint).replace(/\.$/, '') as Md),
          '; ',
        );
        return source === '' || source === 'workspace' ? words : md`${words} (${source})`;
      }),
      '; ',
    )}.`,
  );
  return block(
    'Objective Overview',
    'constraints',
    stacked([
      heading(md`
Constraints
      `),
      items,
    ]),
  );
}

/**
 * What is assumed and not asked in *Open Questions* anyway: nothing is said twice. Under it, folded, the rest of the
 * calculation with the numbers it rests on, each under the id with which it can be set.
 */
function assumptionsBlock(context: RenderContext): RenderedBlock | undefined {
  const { overview, openQuestions } = context.proposal;
  const asked = new Set(openQuestions.map((open) => open.question));
  const isNumber = (id: string): boolean => assumptionById(id) !== undefined;
  const marked = references({ ...context.proposal, openQuestions: [] }).marks;
  const answers = overview.assumptions.filter(
    ({ id, question }) => !isNumber(id) && marked.has(id) && (question === null || !asked.has(question)),
  );
  const set = overview.assumptions.filter((assumption) => assumption.set !== undefined);
  const granted = overview.assumptions.filter((assumption) => isNumber(assumption.id) && assumption.set === undefined);
  // One paragraph: folded text is for whoever doubts a figure, and costs everybody else no length.
  const figures = [...(overview.calculation ?? []), ...(context.proposal.cost.calculation ?? [])].map((figure) => claim(context, figure));
  if (answers.length + set.length + granted.length + figures.length === 0) return undefined;
  const words = (assumption: (typeof answers)[number]): Md => text(assumption.text.replace(/\.$/, ''));
  const lines = [
    ...(answers.length === 0 ? [] : [paragraph(md`◇ **Answers taken for granted:** ${joined(answers.map(words), '; ')}.`)]),
    ...(set.length === 0
      ? []
      : [
          paragraph(
            md`**Set by you:** ${joined(
              set.map((entry) => md`${code(entry.id)} ${text(entry.set ?? '')}`),
              ' · ',
            )}.`,
          ),
        ]),
    folded(text('More of the calculation'), [
      paragraph(
        joined(
          [
            ...figures,
            ...(granted.length === 0
              ? []
              : [
                  md`◇ ${joined(
                    granted.map((entry) => md`${code(entry.id)} ${numberOf(entry) ?? words(entry)}`),
                    ' · ',
                  )}.`,
                ]),
          ],
          ' ',
        ),
      ),
    ]),
  ];
  return block(
    'Objective Overview',
    'assumptions',
    stacked([
      heading(md`
Assumptions
      `),
      ...lines,
    ]),
  );
}

/** The number of an assumption with its unit; what it means says its id, and the list of assumptions in full. */
function numberOf({ id }: { readonly id: string }): Md | undefined {
  const rule = assumptionById(id);
  return rule === undefined || rule.value === null ? undefined : text(quantity(rule.value, rule.unit));
}

/** Section three: what is not known, and what it would change. */
export function questionsBlock(context: RenderContext): RenderedBlock {
  const { openQuestions } = context.proposal;
  if (openQuestions.length === 0) {
    return block('Open Questions', 'questions', paragraph(text('Nothing that would change a decision is open.')));
  }
  const rows = openQuestions.map((open, index) => [
    number(index + 1),
    text(open.text),
    text(open.why),
    md`${text(open.assumed)} ◇`,
    joined(
      open.changes.map((id) => text(id)),
      ', ',
    ),
  ]);
  return block(
    'Open Questions',
    'questions',
    table(
      [
        md`
#
        `,
        md`
question
        `,
        md`
why it matters
        `,
        md`
assumed until then
        `,
        md`
would change
        `,
      ],
      rows,
    ),
  );
}

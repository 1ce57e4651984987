import type { Proposal } from '../../propose/proposal.ts';
import type { MdBlock } from '../encode-markdown.ts';
import { diagram, heading, md, paragraph, stacked, text } from '../encode-markdown.ts';
import type { DrawnDiagram } from '../mermaid.ts';
import { deploymentDiagram, flowDiagram, modelDiagrams } from '../mermaid.ts';
import type { RenderContext } from '../prose.ts';
import type { RenderedBlock } from '../rendered-block.ts';
import { block } from '../rendered-block.ts';

/**
 * The diagram of today: anchored alone, so that the words about today can change without it. Left out where the proposed
 * containers show it anyway: in a small system the same picture twice only hides what is different.
 */
export function todayDiagrams(context: RenderContext): RenderedBlock[] {
  const { today, name } = context.proposal;
  return showsToday(context.proposal) ? [] : modelBlocks(today, name, 'today', 'Containers today');
}

/** Up to so many elements a reader sees what stays, comes and goes in one picture. */
const onePicture = 14;

/** Whether the proposed containers are few, and show every element and relation of today, as kept, changed or going away. */
export function showsToday({ today, proposed }: Proposal): boolean {
  const shown = new Set(proposed.elements.map(({ id, name }) => `${id} ${name}`));
  const drawn = new Set(proposed.relations.map(({ from, to }) => `${from} ${to}`));
  return (
    today.elements.length > 0 &&
    proposed.elements.length <= onePicture &&
    today.elements.every(({ id, name }) => shown.has(`${id} ${name}`)) &&
    today.relations.every(({ from, to }) => drawn.has(`${from} ${to}`))
  );
}

/** The proposed system: context, containers, deployment and the main flow. What has no elements is left out. */
export function proposedDiagrams(context: RenderContext): RenderedBlock[] {
  const { proposal } = context;
  return [
    ...modelBlocks(proposal.context, proposal.name, 'context', 'Proposed: system context'),
    ...modelBlocks(
      proposal.proposed,
      proposal.name,
      'containers',
      showsToday(proposal) ? 'Containers, today and proposed' : 'Proposed: containers',
      showsToday(proposal),
    ),
    ...(proposal.deployment.nodes.length === 0
      ? []
      : [
          diagramBlock('deployment', [
            heading(md`
Proposed: deployment
            `),
            diagram(deploymentDiagram(proposal)),
          ]),
        ]),
    ...(proposal.flow.steps.length === 0
      ? []
      : [diagramBlock('flow', [heading(md`Main flow: ${text(proposal.flow.title)}`), diagram(flowDiagram(proposal))])]),
  ];
}

/** Blocks `diagram containers`, and for a large system `diagram containers 2`, `diagram containers 3`, … */
function modelBlocks(model: Proposal['today'], boundary: string, anchor: string, title: string, both = false): RenderedBlock[] {
  if (model.elements.length === 0) return [];
  return modelDiagrams(model, boundary).map((drawn) => {
    const suffix = drawn.parts === 1 ? text('') : text(`, part ${drawn.part} of ${drawn.parts}`);
    const own = drawn.part === 1 ? anchor : `${anchor} ${drawn.part}`;
    return diagramBlock(own, [heading(md`${text(title)}${suffix}`), diagram(drawn.text), legend(drawn, both)]);
  });
}

function diagramBlock(name: string, parts: readonly MdBlock[]): RenderedBlock {
  return block('Architecture Proposal', `diagram ${name}`, stacked(parts));
}

/** Explains the lines that occur, and nothing else. */
function legend(drawn: DrawnDiagram, both: boolean): MdBlock {
  const entries = [
    both ? (drawn.statuses.size === 1 && drawn.statuses.has('kept') ? 'everything stays as it is today' : 'thin: as today') : '',
    drawn.statuses.has('new') ? 'bold: new' : '',
    drawn.statuses.has('changed') ? 'stronger border: changed' : '',
    drawn.statuses.has('removed') ? 'dashed: goes away' : '',
    drawn.parts > 1 ? 'dotted: drawn in another part' : '',
    drawn.omitted > 0 ? `${drawn.omitted} more relations are not drawn` : '',
  ].filter((entry) => entry !== '');
  return paragraph(entries.length === 0 ? text('') : text(`${entries.join(' · ').replace(/^./, (first) => first.toUpperCase())}.`));
}

import type { Proposal } from '../../propose/proposal.ts';
import type { MdBlock } from '../encode-markdown.ts';
import { diagram, heading, md, paragraph, stacked, text } from '../encode-markdown.ts';
import type { DrawnDiagram } from '../mermaid.ts';
import { deploymentDiagram, flowDiagram, modelDiagrams } from '../mermaid.ts';
import type { RenderContext } from '../prose.ts';
import type { RenderedBlock } from '../rendered-block.ts';
import { block } from '../rendered-block.ts';

/** The diagram of today: anchored alone, so that the words about today can change without it. */
export function todayDiagrams(context: RenderContext): RenderedBlock[] {
  const { today, name } = context.proposal;
  return modelBlocks(today, name, 'today', 'Containers today');
}

/** The proposed system: context, containers, deployment and the main flow. What has no elements is left out. */
export function proposedDiagrams(context: RenderContext): RenderedBlock[] {
  const { proposal } = context;
  return [
    ...modelBlocks(proposal.context, proposal.name, 'context', 'Proposed: system context'),
    ...modelBlocks(proposal.proposed, proposal.name, 'containers', 'Proposed: containers'),
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
function modelBlocks(model: Proposal['today'], boundary: string, anchor: string, title: string): RenderedBlock[] {
  if (model.elements.length === 0) return [];
  return modelDiagrams(model, boundary).map((drawn) => {
    const suffix = drawn.parts === 1 ? text('') : text(`, part ${drawn.part} of ${drawn.parts}`);
    const own = drawn.part === 1 ? anchor : `${anchor} ${drawn.part}`;
    return diagramBlock(own, [heading(md`${text(title)}${suffix}`), diagram(drawn.text), legend(drawn)]);
  });
}

function diagramBlock(name: string, parts: readonly MdBlock[]): RenderedBlock {
  return block('Architecture Proposal', `diagram ${name}`, stacked(parts));
}

/** Explains the lines that occur, and nothing else. */
function legend(drawn: DrawnDiagram): MdBlock {
  const entries = [
    drawn.statuses.has('new') ? 'bold: new' : '',
    drawn.statuses.has('changed') ? 'stronger border: changed' : '',
    drawn.statuses.has('removed') ? 'dashed: goes away' : '',
    drawn.parts > 1 ? 'dotted: drawn in another part' : '',
    drawn.omitted > 0 ? `${drawn.omitted} more relations are not drawn` : '',
  ].filter((entry) => entry !== '');
  return paragraph(entries.length === 0 ? text('') : text(`${entries.join(' · ').replace(/^./, (first) => first.toUpperCase())}.`));
}

import type { ComponentFact, ConnectionFact, Fact, TechnologyFact } from '../../model/fact.ts';
import { derivedId } from '../../model/id.ts';
import { redact } from '../../redact/redact.ts';
import { byId } from '../catalogue/index.ts';
import type { Observation } from '../observation.ts';
import { compare } from '../problems.ts';
import { draftComponents } from './components.ts';
import { linkComponents } from './connections.ts';
import type { Link } from './connections.ts';
import { plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import { sortEvidence } from './evidence-list.ts';
import { deploymentFacts, documentFacts, hazardFacts, peopleFacts, practiceFacts, sizingFacts } from './simple-facts.ts';
import { technologyFacts } from './technology-facts.ts';
import { withLibraries } from './libraries.ts';
import { joinUnits } from './join-units.ts';
import { groupUnits } from './units.ts';
import { workspaceHazards } from './workspace-hazards.ts';

/** What stands around the observations. */
export interface Surroundings {
  /** Every file that was seen, sorted. */
  readonly files: readonly string[];
  /** ISO date against which maintained versions are judged. */
  readonly today?: string | undefined;
}

/**
 * Joins what detectors saw in single files into facts about the workspace. The same observations give the same facts in
 * the same order: components, connections, technologies, deployments, practices, sizes, people, documents, hazards.
 */
export function assemble(observations: readonly Observation[], around: Surroundings): readonly Fact[] {
  const units = withLibraries(joinUnits(groupUnits(observations)));
  const drafts = draftComponents(observations, units, around.files);
  const { links, added } = linkComponents(drafts);
  const technologies = technologyFacts(observations);
  const ids = idsOf([...drafts, ...added]);
  const components = [...ids].map(([draft, id]) => componentFact(draft, id, technologies)).sort((a, b) => compare(a.id, b.id));
  const connections = connectionFacts(links, ids);
  const practices = practiceFacts(observations);
  const find = finder(ids);
  const hazards = [
    ...hazardFacts(withoutRefused(observations, drafts), find),
    ...workspaceHazards({ observations, technologies, components, connections, practices, files: around.files, today: around.today }),
  ].sort((a, b) => compare(a.id, b.id));
  return [
    ...components,
    ...connections,
    ...technologies,
    ...deploymentFacts(observations),
    ...practices,
    ...sizingFacts(observations, find),
    ...peopleFacts(observations),
    ...documentFacts(observations),
    ...hazards,
  ];
}

/** Leaves out that an image starts as root where every manifest that runs it makes the cluster refuse that. */
function withoutRefused(observations: readonly Observation[], drafts: readonly Draft[]): readonly Observation[] {
  const safe = new Set(
    drafts.flatMap((draft) => {
      const pods = draft.workloads.filter((one) => one.source === 'kubernetes' && one.image !== undefined);
      return pods.length > 0 && pods.every((one) => one.nonRoot === true) ? draft.units.map((unit) => unit.folder) : [];
    }),
  );
  return observations.filter(
    (one) =>
      one.type !== 'hazard' ||
      one.hazard !== 'hazard.root-container' ||
      one.evidence.detector !== 'dockerfile' ||
      !safe.has(one.about ?? ''),
  );
}

/** Ids from names alone; two names that become the same id get a number in the order of the names. */
function idsOf(drafts: readonly Draft[]): ReadonlyMap<Draft, string> {
  const ids = new Map<Draft, string>();
  const taken = new Set<string>();
  for (const draft of [...drafts].sort((a, b) => compare(a.name, b.name) || compare(a.folder ?? '', b.folder ?? ''))) {
    const name = redact(draft.name);
    let id = derivedId('component', name);
    for (let count = 2; taken.has(id); count += 1) id = derivedId('component', `${name}-${String(count)}`);
    taken.add(id);
    ids.set(draft, id);
  }
  return ids;
}

function componentFact(draft: Draft, id: string, technologies: readonly TechnologyFact[]): ComponentFact {
  return {
    kind: 'component',
    id,
    name: redact(draft.name),
    component: draft.kind,
    confidence: draft.confidence,
    technologies: rankTechnologies(draft, technologies),
    evidence: sortEvidence(draft.evidence),
    ...(draft.folder === undefined ? {} : { folder: draft.folder }),
    ...(draft.instances === undefined ? {} : { instances: draft.instances }),
    ...(draft.parts.size < 2 ? {} : { parts: [...draft.parts].sort(compare).map((part) => redact(part)) }),
  };
}

/** Categories from the most to the least telling about what a component is built with. */
const ranks = [
  'store',
  'cache',
  'broker',
  'search',
  'object-store',
  'gateway',
  'identity',
  'framework',
  'web-client',
  'mobile',
  'compute',
  'external-api',
  'ai',
  'data-processing',
  'language',
  'runtime',
  'api-style',
  'data-access',
] as const;

/** The technologies of a component, most telling first. What it only calls belongs to the called component. */
function rankTechnologies(draft: Draft, technologies: readonly TechnologyFact[]): readonly string[] {
  const known = new Set(technologies.map((fact) => fact.technology));
  const own = draft.units.length === 0;
  const rank = (id: string): number => (ranks as readonly string[]).indexOf(byId(id)?.category ?? '');
  const kept = [...draft.technologies].filter((id) => {
    const technology = byId(id);
    if (technology === undefined || rank(id) === -1) return false;
    return own || (known.has(id) && (technology.client !== true || technology.component === draft.kind));
  });
  // What carries the program stands before what it also uses.
  const framework = (id: string): number => (byId(id)?.runsAs !== undefined ? 0 : byId(id)?.category === 'framework' ? 1 : 2);
  return kept
    .sort((a, b) => (draft.kind === 'web-client' ? 0 : framework(a) - framework(b)) || rank(a) - rank(b) || compare(a, b))
    .slice(0, 12);
}

function connectionFacts(links: readonly Link[], ids: ReadonlyMap<Draft, string>): readonly ConnectionFact[] {
  return links
    .flatMap((link): ConnectionFact[] => {
      const from = ids.get(link.from);
      const to = ids.get(link.to);
      if (from === undefined || to === undefined) return [];
      const id = derivedId('connection', from.replace(/^component\./, ''), to.replace(/^component\./, ''));
      // What hangs on a thing that is shown but rests nothing on itself rests nothing on itself either.
      const doubt = Math.min(link.from.confidence, link.to.confidence);
      return [
        {
          kind: 'connection',
          id,
          from,
          to,
          protocol: redact(link.protocol),
          flow: link.flow,
          confidence: doubt < 0.5 ? doubt : link.confidence,
          evidence: sortEvidence(link.evidence),
        },
      ];
    })
    .sort((a, b) => compare(a.id, b.id));
}

function finder(ids: ReadonlyMap<Draft, string>): (about: string) => string | undefined {
  const names = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const [draft, id] of ids)
    for (const unit of draft.units) for (const folder of unit.folders) if (!folders.has(folder)) folders.set(folder, id);
  for (const [draft, id] of ids) {
    const keys = [draft.name, ...draft.workloads.map((one) => one.name), ...draft.resources.map((one) => one.address), ...draft.aliases];
    for (const key of keys) if (!names.has(plainName(key))) names.set(plainName(key), id);
  }
  return (about) => folders.get(about) ?? names.get(plainName(about));
}

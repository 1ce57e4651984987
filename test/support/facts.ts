import { slug } from '../../src/core/model/id.ts';
import type { Evidence, Redacted } from '../../src/core/model/evidence.ts';
import type {
  ComponentFact,
  ConnectionFact,
  DeploymentFact,
  HazardFact,
  Practice,
  PracticeFact,
  TechnologyFact,
} from '../../src/core/model/fact.ts';

/** Facts written by hand, so that a test reads as a small workspace: `component('api', 'service', 'compose.yaml:14')`. */

/** Evidence at `path:line`. */
export function evidence(at: string, excerpt = at): Evidence {
  const [path = at, line = '1'] = at.split(/:(?=\d+$)/);
  return { id: `e.${slug(path)}.${line}`, detector: 'test', path, line: Number(line), excerpt: excerpt.slice(0, 200) as Redacted };
}

/** A component with the technologies it is made of. */
export function component(
  name: string,
  kind: ComponentFact['component'],
  at: string,
  technologies: readonly string[] = [],
  more: Partial<ComponentFact> = {},
): ComponentFact {
  return {
    kind: 'component',
    id: `component.${slug(name)}`,
    confidence: 0.9,
    evidence: [evidence(at, name)],
    name,
    component: kind,
    technologies,
    ...more,
  };
}

/** A connection between two components, by their names. */
export function connection(from: string, to: string, protocol: string, at: string): ConnectionFact {
  return {
    kind: 'connection',
    id: `connection.${slug(from, 20)}.${slug(to, 20)}`,
    confidence: 0.9,
    evidence: [evidence(at)],
    from: `component.${slug(from)}`,
    to: `component.${slug(to)}`,
    protocol,
    flow: 'forward',
  };
}

/** A technology of the running system. */
export function technology(
  id: string,
  name: string,
  category: TechnologyFact['category'],
  at: string,
  more: Partial<TechnologyFact> = {},
): TechnologyFact {
  return {
    kind: 'technology',
    id: `technology.${id}`,
    confidence: 0.9,
    evidence: [evidence(at)],
    technology: id,
    name,
    category,
    scope: 'production',
    ...more,
  };
}

/** A practice seen in a file. */
export function practice(id: Practice, at: string): PracticeFact {
  return { kind: 'practice', id: `practice.${id}`, confidence: 0.9, evidence: [evidence(at)], practice: id };
}

/** A hazard with its sentence. */
export function hazard(id: string, statement: string, severity: HazardFact['severity'], at: string): HazardFact {
  return { kind: 'hazard', id: `hazard-fact.${slug(id)}`, confidence: 0.9, evidence: [evidence(at)], hazard: id, statement, severity };
}

/** A place it is deployed to. */
export function deployedTo(target: string, name: string, at: string, region?: string): DeploymentFact {
  return {
    kind: 'deployment',
    id: `deployment.${target}`,
    confidence: 0.9,
    evidence: [evidence(at)],
    target,
    name,
    ...(region === undefined ? {} : { region }),
  };
}

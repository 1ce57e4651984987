import type { RankedStyle } from '../../../src/core/decide/recommendation.ts';
import { qualityAttributes } from '../../../src/core/decide/recommendation.ts';
import type { Answers } from '../../../src/core/interview/answer.ts';
import { statedValues } from '../../../src/core/interview/condition.ts';
import type { FactSketch } from '../../../src/core/interview/prefill-rule.ts';
import type { StoredAnswer } from '../../../src/core/interview/state.ts';
import { numberOf, questionById } from '../../../src/core/interview/value.ts';
import type { Evidence } from '../../../src/core/model/evidence.ts';
import type { ComponentKind, Fact, PeopleFact, Practice, TechnologyCategory } from '../../../src/core/model/fact.ts';

/** A fact from its short form (`technology:stripe:external-api`, `component:store`, `deployment:aws`, `practice:containers`, `people:active-authors:3-6`). */
export function fact(sketch: FactSketch, confidence = 1): Fact {
  const [kind, name = '', category = 'framework'] = sketch.split(':');
  // The third part is the region of a deployment, and the name of a component.
  const region = sketch.split(':')[2];
  const base = { id: sketch.replaceAll(':', '.'), confidence, evidence: [evidence(sketch)] };
  switch (kind) {
    case 'technology':
      return { ...base, kind, technology: name, name, category: category as TechnologyCategory, scope: 'production' };
    case 'component':
      return { ...base, kind, name: region ?? `the ${name}`, component: name as ComponentKind, technologies: [] };
    case 'deployment':
      return {
        ...base,
        kind,
        target: name,
        name: region === undefined ? name : `${name} in ${region}`,
        ...(region === undefined ? {} : { region }),
      };
    case 'practice':
      return { ...base, kind, practice: name as Practice };
    case 'hazard':
      return { ...base, kind, hazard: `hazard.${name}`, statement: name, severity: 'medium' };
    case 'people':
      return { ...base, kind, measure: name as PeopleFact['measure'], value: category };
    case 'sizing':
      return { ...base, kind, measure: name, value: category };
    default:
      throw new Error(`not a fact sketch: ${sketch}`);
  }
}

/** Several facts from their short forms. */
export function facts(...sketches: readonly FactSketch[]): readonly Fact[] {
  return sketches.map((sketch) => fact(sketch));
}

/** Answers as a user would have said them. */
export function said(values: Readonly<Record<string, string | number | readonly string[]>>): Map<string, StoredAnswer> {
  return new Map(Object.entries(values).map(([id, value]) => [id, { origin: 'user' as const, value }]));
}

/**
 * A ranking with three styles that depends on two answers only: contention over releases moves towards microservices,
 * a small team away from them. Enough to see what the interview makes of a ranking.
 */
export function fakeRank(answers: Answers): readonly RankedStyle[] {
  const values = statedValues(answers);
  const contention = { never: 0, yearly: 0.1, monthly: 0.35, weekly: 0.6 }[String(values('release-contention') ?? 'never')] ?? 0;
  const teamQuestion = questionById('team-size');
  const people = teamQuestion === undefined ? 4 : (numberOf(teamQuestion, values('team-size')) ?? 4);
  const styles = [
    style('modular-monolith', 0.8),
    style('layered', 0.78 - contention / 4),
    style('microservices', 0.4 + contention + (people < 8 ? -0.3 : 0.1)),
  ];
  return styles.toSorted((a, b) => b.score - a.score);
}

function style(id: 'modular-monolith' | 'layered' | 'microservices', score: number): RankedStyle {
  return {
    style: id,
    name: id.replace('-', ' '),
    score,
    feasible: true,
    contributions: [],
    failedPreconditions: [],
    ratings: Object.fromEntries(qualityAttributes.map((attribute) => [attribute, 3])) as RankedStyle['ratings'],
    parts: 1,
    releases: 1,
    monthlyCost: { low: 50, high: 100 },
    operationsDays: { low: 1, high: 2 },
  };
}

function evidence(sketch: string): Evidence {
  return {
    id: `evidence.${sketch.replaceAll(':', '.')}`,
    detector: 'sketch',
    path: 'sketch.txt',
    line: 1,
    excerpt: sketch as Evidence['excerpt'],
  };
}

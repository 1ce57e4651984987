import type { Figure, Recommendation } from '../../src/core/decide/recommendation.ts';
import type { Fact } from '../../src/core/model/fact.ts';
import type { ChallengeExample } from '../../src/core/propose/challenge-rule.ts';
import { read } from '../../src/core/propose/reading.ts';
import { situate } from '../../src/core/propose/shape.ts';
import type { Situation } from '../../src/core/propose/shape.ts';
import { component, connection, deployedTo, hazard, practice, technology } from './facts.ts';
import { plainSlots, recommend, said } from './recommendations.ts';

/** The situation that the example of a challenge rule describes. */
export function situationOf(example: ChallengeExample): Situation {
  const answers = said(example.answers ?? {});
  const slots = [...(example.slots ?? []), ...plainSlots.filter((plain) => !(example.slots ?? []).some((own) => own.slot === plain.slot))];
  const plain = recommend(answers, { ...(example.style === undefined ? {} : { style: example.style }), slots });
  return situate('Example', '2026-11-22', read(answers, factsOf(example)), withSizes(plain, example), new Map([['style', 'AD-001']]));
}

/** The peak and the releases that the example names, in the place of the plain ones. */
function withSizes(plain: Recommendation, { peak, releases, missed = [] }: ChallengeExample): Recommendation {
  const [first, ...rest] = plain.styles;
  const figures = plain.capacity.figures.map((entry) =>
    entry.id === 'peak-requests' && peak !== undefined ? { ...entry, value: peak } : entry,
  );
  return {
    ...plain,
    styles: first === undefined || releases === undefined ? plain.styles : [{ ...first, releases }, ...rest],
    capacity: { ...plain.capacity, figures: [...figures, ...missed.map(missing)] },
  };
}

function missing(id: string): Figure {
  const verdict = { met: false, because: 'too little' };
  return { id, label: id, value: 1, unit: '', formula: '', basis: { answers: [], facts: [], assumed: [] }, assumptions: [], verdict };
}

function factsOf(example: ChallengeExample): Fact[] {
  return [
    ...(example.hazards ?? []).map((id) => hazard(id, `Something that ${id} shows.`, 'medium', `${id}.tf:3`)),
    ...(example.components ?? []).map((entry) =>
      component(entry.name, entry.component as 'service', 'compose.yaml:3', [entry.name.toLowerCase()]),
    ),
    ...(example.technologies ?? []).map((entry) =>
      technology(
        entry.id,
        entry.id,
        entry.category as 'runtime',
        'package.json:5',
        entry.endOfLife === undefined ? {} : { endOfLife: entry.endOfLife, version: '18' },
      ),
    ),
    ...(example.connections ?? []).map(([from, to]) => connection(from, to, 'unknown', 'compose.yaml:7')),
    ...(example.deployments ?? []).map((target) => deployedTo(target, target, 'infra/main.tf:1')),
    ...(example.practices ?? []).map((id) => practice(id as 'automated-tests', '.github/workflows/ci.yml:9')),
  ];
}

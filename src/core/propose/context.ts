import { emptyDraft, finish } from './draft.ts';
import type { Element, Model, Relation } from './proposal.ts';
import { unique } from './prose.ts';
import type { Situation } from './shape.ts';

/** The system as one box among its people and neighbours, drawn from the proposed containers so that the two agree. */
export function context(situation: Situation, proposed: Model): Model {
  const draft = emptyDraft();
  const outside = proposed.elements.filter((element) => isOutside(element) && element.status !== 'removed').slice(0, 20);
  const inside = proposed.elements.filter((element) => !isOutside(element));
  draft.elements.set('system', {
    id: 'system',
    name: situation.name,
    kind: 'system',
    technology: '',
    description: '',
    status: situation.fresh ? 'new' : 'changed',
    sources: unique(
      inside
        .flatMap((element) => element.sources)
        .slice(0, 6)
        .concat(situation.reading.source('objectives')),
    ),
  });
  for (const element of outside) draft.elements.set(element.id, element);
  for (const element of outside) {
    const touching = proposed.relations.filter(
      (relation) => relation.status !== 'removed' && (relation.from === element.id || relation.to === element.id),
    );
    for (const incoming of [true, false]) {
      const side = touching.filter((relation) => (incoming ? relation.from : relation.to) === element.id);
      const merged = mergeSides(side, incoming ? element.id : 'system', incoming ? 'system' : element.id);
      if (merged !== undefined) draft.relations.set(`${merged.from} ${merged.to}`, merged);
    }
  }
  return finish(draft);
}

/** Products of others that watch the system or know its users, and run at their makers'. */
const bought =
  /\b(cognito|entra|identity platform|auth0|clerk|okta|workos|stytch|firebase|directory|datadog|sentry|new relic|honeycomb|splunk|dynatrace|bugsnag|cloudwatch|application insights|google cloud observability)\b/i;

/** Whether an element stands outside the system: people, partners, systems of others, and bought sign-in or monitoring. */
export function isOutside(element: Element): boolean {
  if (element.kind === 'identity' || element.kind === 'monitoring') return bought.test(`${element.name} ${element.technology}`);
  return element.kind === 'person' || element.kind === 'external-api' || element.kind === 'system';
}

function mergeSides(relations: readonly Relation[], from: string, to: string): Relation | undefined {
  const [first] = relations;
  if (first === undefined) return undefined;
  const protocols = [...new Set(relations.map((relation) => relation.protocol))];
  return {
    from,
    to,
    label: first.label,
    protocol:
      protocols.length === 1
        ? first.protocol
        : protocols
            .filter((protocol) => protocol !== 'unknown')
            .join(', ')
            .slice(0, 60) || 'unknown',
    status: first.status,
    sources: unique(relations.flatMap((relation) => relation.sources)),
  };
}

import type { ComponentFact, Fact, Practice, TechnologyFact } from '../model/fact.ts';
import type { Problem } from '../model/evidence.ts';
import { clip, enumerate, plural } from './format.ts';
import type { Claim, Element, Model, Proposal, Relation } from './proposal.ts';
import { claim, say, unique } from './prose.ts';
import { seen } from './reading.ts';
import type { Reading } from './reading.ts';
import { isOwn } from './shape.ts';
import { kindNames } from './words.ts';

/** The system as the workspace shows it: components and connections, nothing else. */
export function today(reading: Reading): Model {
  const elements = reading.components.slice(0, 400).map((component) => elementOf(reading, component));
  const known = new Set(elements.map((element) => element.id));
  const relations = reading.connections
    .filter((connection) => known.has(connection.from) && known.has(connection.to) && connection.from !== connection.to)
    .slice(0, 2000)
    .map((connection): Relation => ({
      from: connection.from,
      to: connection.to,
      label: '',
      protocol: clip(connection.protocol, 60) || 'unknown',
      status: 'kept',
      sources: [{ fact: connection.id }],
    }));
  return { elements, relations };
}

/** A component of today as an element of a model. */
export function elementOf(reading: Reading, component: ComponentFact): Element {
  const instances = component.instances === undefined ? '' : plural(component.instances, 'instance');
  const folder = component.folder === undefined || component.folder === '.' ? '' : `in ${clip(component.folder, 80)}/`;
  return {
    id: component.id,
    name: clip(component.name, 120) || kindNames[component.component],
    kind: component.component,
    technology: technologyOf(reading, component),
    description: [folder, instances, partsOf(component)].filter((text) => text !== '').join(', '),
    status: 'kept',
    sources: [{ fact: component.id }],
  };
}

/** What is deployed together as this component: `made of Reserve, Charge and 3 more`. */
function partsOf({ parts = [] }: ComponentFact): string {
  return parts.length === 0
    ? ''
    : clip(
        `made of ${enumerate(
          parts.map((part) => clip(part, 30)),
          4,
        )}`,
        110,
      );
}

/** `PostgreSQL 15`, `Express, Node.js`: the names of a component's technologies with the versions that are known. */
export function technologyOf(reading: Reading, component: ComponentFact): string {
  const found = component.technologies.map((id) => ({ id, fact: reading.technologies.find((technology) => technology.technology === id) }));
  const telling = isOwn(component.component)
    ? [...found].sort((one, other) => tellingOf(other.fact) - tellingOf(one.fact) || found.indexOf(one) - found.indexOf(other))
    : found;
  const names = telling.slice(0, 2).map(({ id, fact }) => {
    if (fact === undefined) return id;
    return fact.major === undefined || !['store', 'cache', 'broker', 'search', 'runtime'].includes(fact.category)
      ? fact.name
      : `${fact.name} ${fact.major}`;
  });
  return clip(names.join(', '), 120);
}

/** Frameworks that carry a program; a client of a registry or a sign-in filter is a part of one. */
const carriers =
  /^(spring-boot|quarkus|micronaut|express|koa|hono|fastify|nestjs|hapi|nextjs|nuxt|remix|fastapi|flask|django|starlette|aspnet-core|gin|echo|fiber|chi|gorilla|rails|sinatra|laravel|symfony|phoenix|axum|actix|rocket|react|vue|angular|svelte|zuul|prefect|dagster|airflow|dbt|celery)$/;

/** How much a technology says about what a component of the team is: what carries it, its language, then the rest. */
function tellingOf(fact: TechnologyFact | undefined): number {
  if (fact === undefined) return 0;
  if (carriers.test(fact.technology)) return 3;
  return fact.category === 'language' || fact.category === 'runtime' ? 2 : fact.category === 'framework' ? 1 : 0;
}

const practiceNames: Readonly<Record<Practice, string>> = {
  'automated-tests': 'automated tests',
  'continuous-integration': 'continuous integration',
  'continuous-delivery': 'continuous delivery',
  'infrastructure-as-code': 'infrastructure as code',
  containers: 'containers',
  'lock-file': 'lock files',
  linting: 'linting',
  'type-checking': 'type checking',
  'health-checks': 'health checks',
  observability: 'observability',
  migrations: 'database migrations',
  'feature-flags': 'feature flags',
  backups: 'backups',
  autoscaling: 'autoscaling',
  'multiple-zones': 'several zones',
  'dependency-updates': 'dependency updates',
  'code-owners': 'code owners',
  'decision-records': 'decision records',
  'api-description': 'an API description',
};

/** Practices whose absence is worth a line; "not found" is not "not done". */
const expected: readonly Practice[] = [
  'automated-tests',
  'continuous-integration',
  'migrations',
  'backups',
  'observability',
  'health-checks',
];

/** What the scan means in words: practices found, expected ones not found, and connections whose protocol nobody wrote down. */
export function todayNotes(reading: Reading): Claim[] {
  if (reading.facts.length === 0) return [];
  const out: Claim[] = [];
  if (reading.practices.length > 0) {
    const names = reading.practices.map((fact) => practiceNames[fact.practice]);
    out.push(
      claim(say`Found: ${enumerate(names, 9)}${seen(reading.practices, 3)}.`, unique(reading.practices.map((fact) => ({ fact: fact.id })))),
    );
  }
  const missing = expected.filter((practice) => reading.practice(practice) === undefined);
  if (missing.length > 0 && reading.components.some((component) => isOwn(component.component))) {
    out.push(
      claim(say`Not found in the files, which does not mean absent: ${enumerate(missing.map((practice) => practiceNames[practice]))}.`, [
        { rule: 'rule.expected-practices' },
      ]),
    );
  }
  const unknown = reading.connections.filter((connection) => connection.protocol === 'unknown');
  if (unknown.length > 0) {
    out.push(
      claim(
        say`${plural(unknown.length, 'connection')} without a protocol in the files${seen(unknown)}.`,
        unique(unknown.slice(0, 20).map((fact: Fact) => ({ fact: fact.id }))),
      ),
    );
  }
  return out;
}

const reasons: Readonly<Record<Problem['reason'], string>> = {
  'syntax-error': 'syntax error',
  'too-large': 'larger than the limit',
  'too-deep': 'nested too deeply',
  'too-many-aliases': 'too many aliases',
  'too-many-files': 'limit of files reached',
  'too-many-bytes': 'limit of bytes reached',
  'timed-out': 'took too long',
  unreadable: 'could not be opened',
  binary: 'binary',
  'link-outside': 'a link out of the workspace',
  'not-a-file': 'not a file',
  'secret-file': 'holds secrets; deliberately not read',
  cancelled: 'the scan was cancelled',
  'detector-failed': 'the detector failed',
};

/** What could not be read, first fifty. */
export function notRead(problems: readonly Problem[]): Proposal['notRead'] {
  return problems.slice(0, 50).map((problem) => ({
    path: clip(problem.path, 400) || '.',
    line: problem.line ?? null,
    reason: clip(problem.detail === '' ? reasons[problem.reason] : `${reasons[problem.reason]}: ${problem.detail}`, 600),
  }));
}

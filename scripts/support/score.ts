/**
 * Compares a scan with a truth made by hand. Two shapes of truth are read: applications with components and data flows,
 * and what a documented repository says of itself. Names are compared in lower case without punctuation.
 */
import type { ComponentFact, ConnectionFact, ScanResult, TechnologyFact } from '../../src/core/model/fact.ts';
import { byId } from '../../src/core/scan/catalogue/index.ts';

/** Hits, false positives and misses of one question; they add up over applications (micro average). */
export interface Tally {
  readonly hits: readonly string[];
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

/** One application of `as-is-*.json`. */
export interface TruthApplication {
  readonly app: string;
  readonly repo: string;
  readonly components: readonly { readonly name: string; readonly kind: string }[];
  /** Pairs of names; the data goes from the first to the second. */
  readonly connections: readonly (readonly [string, string])[];
}

/** What a documented repository says of itself: a field's `value` is a list of names, or of names with a description. */
export type TruthDocument = Readonly<Record<string, unknown>> & { readonly repo: string };

/** Harmonic mean of precision and recall; 0 where nothing was found or nothing was there. */
export function f1({ hits, wrong, missed }: Tally): number {
  const all = 2 * hits.length + wrong.length + missed.length;
  return all === 0 ? 0 : (2 * hits.length) / all;
}

/** Adds tallies up. */
export function sum(tallies: readonly Tally[]): Tally {
  return {
    hits: tallies.flatMap((one) => one.hits),
    wrong: tallies.flatMap((one) => one.wrong),
    missed: tallies.flatMap((one) => one.missed),
  };
}

const bought: ReadonlySet<string> = new Set(['store', 'cache', 'broker', 'search', 'object-store']);

/** The form in which names are compared. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}#+]+/gu, '');
}

/**
 * Scores one application. Externals (a user, a mail server) are left out of components and connections and told apart,
 * on both sides: ours are what the catalogue calls an external interface.
 */
export function scoreApplication(
  truth: TruthApplication,
  result: ScanResult,
): Readonly<Record<'components' | 'externals' | 'undirected' | 'directed' | 'calls' | 'allUndirected' | 'allDirected', Tally>> {
  const outside = new Set(truth.components.filter((one) => one.kind === 'external').map((one) => plain(one.name)));
  const components = result.facts.filter((fact): fact is ComponentFact => fact.kind === 'component' && fact.confidence >= 0.5);
  const names = new Map(components.map((fact) => [fact.id, plain(fact.name)]));
  // What only a driver or an address shows stands outside of what the repository runs: a database at a fixed address.
  const isOutside = (fact: ComponentFact): boolean =>
    outside.has(plain(fact.name)) || fact.component === 'external-api' || (bought.has(fact.component) && fact.confidence < 0.7);
  const external = new Set(components.filter(isOutside).map((fact) => plain(fact.name)));
  const isInside = (pair: string): boolean => pair.split(' ').every((name) => !outside.has(name) && !external.has(name));
  const links = result.facts.filter((fact): fact is ConnectionFact => fact.kind === 'connection' && fact.confidence >= 0.5);
  const expected = truth.connections.map(([from, to]) => `${plain(from)} ${plain(to)}`);
  const named = links.flatMap((fact) => {
    const from = names.get(fact.from);
    const to = names.get(fact.to);
    return from === undefined || to === undefined ? [] : [{ from, to, flow: fact.flow }];
  });
  const flows = named.flatMap(({ from, to, flow }) => [
    ...(flow === 'backward' ? [] : [`${from} ${to}`]),
    ...(flow === 'forward' ? [] : [`${to} ${from}`]),
  ]);
  const calls = named.map(({ from, to }) => `${from} ${to}`);
  const undirected = (pairs: readonly string[]): readonly string[] => pairs.map((pair) => pair.split(' ').toSorted().join(' '));
  return {
    components: tally(
      truth.components.filter((one) => one.kind !== 'external').map((one) => plain(one.name)),
      components.filter((fact) => !isOutside(fact)).map((fact) => plain(fact.name)),
    ),
    externals: tally([...outside], [...external]),
    undirected: tally(undirected(expected.filter(isInside)), undirected(flows.filter(isInside))),
    directed: tally(expected.filter(isInside), flows.filter(isInside)),
    calls: tally(expected.filter(isInside), calls.filter(isInside)),
    allUndirected: tally(undirected(expected), undirected(flows)),
    allDirected: tally(expected, flows),
  };
}

function tally(expected: readonly string[], found: readonly string[]): Tally {
  const want = new Set(expected);
  const have = new Set(found);
  return {
    hits: [...want].filter((one) => have.has(one)),
    wrong: [...have].filter((one) => !want.has(one)),
    missed: [...want].filter((one) => !have.has(one)),
  };
}

/** Scores what a documented repository says of itself, a tally a field. Its documents are incomplete: recall counts. */
export function scoreDocument(truth: TruthDocument, result: ScanResult): ReadonlyMap<string, Tally> {
  const components = result.facts.filter((fact): fact is ComponentFact => fact.kind === 'component' && fact.confidence >= 0.5);
  // Documents name what is built and tested with beside what runs.
  const technologies = result.facts.filter((fact): fact is TechnologyFact => fact.kind === 'technology');
  const namesOf = (fact: ComponentFact): readonly string[] => [fact.name, ...(fact.parts ?? []), ...fact.technologies.flatMap(wordsOf)];
  const of = (categories: readonly string[]): readonly (readonly string[])[] =>
    technologies.filter((fact) => categories.includes(fact.category)).map((fact) => wordsOf(fact.technology));
  const kinds = (wanted: readonly string[]): readonly (readonly string[])[] =>
    components.filter((fact) => wanted.includes(fact.component)).map(namesOf);
  const running = ['service', 'web-client', 'mobile-client', 'worker', 'function', 'job', 'gateway'];
  const found: Readonly<Record<string, readonly (readonly string[])[]>> = {
    languages: of(['language']),
    frameworks: of([
      'framework',
      'web-client',
      'mobile',
      'data-access',
      'api-style',
      'testing',
      'infrastructure-as-code',
      'external-api',
      'data-processing',
      'broker',
      'tooling',
    ]),
    services: components
      .filter((fact) => running.includes(fact.component))
      .flatMap((fact) => [fact.name, ...(fact.parts ?? [])].map((name) => [name])),
    datastores: kinds(['store', 'cache', 'search', 'object-store']),
    brokers: [...kinds(['broker', 'cache']), ...of(['broker'])],
  };
  const tallies = new Map<string, Tally>();
  for (const [field, groups] of Object.entries(found)) {
    const wanted = valuesOf(truth[field]);
    if (wanted.length === 0) continue;
    // What a document calls a framework, the catalogue may call a hosting service or a broker.
    const known = field === 'frameworks' ? technologies.map((fact) => wordsOf(fact.technology)) : groups;
    const isFound = (name: string): boolean => known.some((group) => group.some((own) => sameName(name, own)));
    tallies.set(field, {
      hits: wanted.filter(isFound),
      missed: wanted.filter((name) => !isFound(name)),
      wrong: groups.filter((group) => !wanted.some((name) => group.some((own) => sameName(name, own)))).map((group) => group[0] ?? ''),
    });
  }
  tallies.set('connections', scoreDocumentConnections(truth, result, components, namesOf));
  return tallies;
}

/** What a technology is called: its name, its id and the schemes of its addresses (`postgres`). */
function wordsOf(id: string): readonly string[] {
  const technology = byId(id);
  return technology === undefined ? [id] : [technology.name, id, ...(technology.schemes ?? [])];
}

function scoreDocumentConnections(
  truth: TruthDocument,
  result: ScanResult,
  components: readonly ComponentFact[],
  namesOf: (fact: ComponentFact) => readonly string[],
): Tally {
  const byId = new Map(components.map((fact) => [fact.id, fact]));
  const links = result.facts.flatMap((fact) => {
    if (fact.kind !== 'connection') return [];
    const from = byId.get(fact.from);
    const to = byId.get(fact.to);
    return from === undefined || to === undefined ? [] : [{ from: namesOf(from), to: namesOf(to) }];
  });
  const matches = (one: { from: readonly string[]; to: readonly string[] }, a: string, b: string): boolean =>
    (one.from.some((name) => sameName(a, name)) && one.to.some((name) => sameName(b, name))) ||
    (one.from.some((name) => sameName(b, name)) && one.to.some((name) => sameName(a, name)));
  const wanted = ((truth['connections'] as { value?: readonly (readonly [string, string])[] } | undefined)?.value ?? []).map(
    ([a, b]) => [a, b] as const,
  );
  return {
    hits: wanted.filter(([a, b]) => links.some((one) => matches(one, a, b))).map((pair) => pair.join(' - ')),
    missed: wanted.filter(([a, b]) => !links.some((one) => matches(one, a, b))).map((pair) => pair.join(' - ')),
    wrong: links.filter((one) => !wanted.some(([a, b]) => matches(one, a, b))).map((one) => `${one.from[0] ?? ''} - ${one.to[0] ?? ''}`),
  };
}

function valuesOf(field: unknown): readonly string[] {
  const value = (field as { value?: unknown } | undefined)?.value;
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string');
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** `C# (.NET)` is `C#`, `AWS SAM` is `SAM`, `Vue.js` is `Vue`, `Front-end` is `frontend`. */
function sameName(documented: string, own: string): boolean {
  const forms = (name: string): readonly string[] =>
    [name, name.replace(/\s*\(.*$/, ''), ...(/\(([^)]+)\)/.exec(name)?.[1]?.split(/[,/]/) ?? []), ...name.split('/')].map((one) =>
      plain(
        one
          .trim()
          .replace(/^(AWS|Amazon|Apache|Google|Azure)\s+/i, '')
          .replace(/(\.js|JS)$/, '')
          .replace(/\s+Elements$/, ''),
      ),
    );
  const mine = forms(own);
  return forms(documented).some((form) => form !== '' && mine.includes(form));
}

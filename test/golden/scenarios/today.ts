import type { Fact } from '../../../src/core/model/fact.ts';
import { component, technology } from '../../support/facts.ts';
import type { Today } from './scenario.ts';

/** The facts that a workspace of such a running system would give: its processes, functions, stores, brokers and languages. */
export function factsOf(today: Today | undefined): readonly Fact[] {
  if (today === undefined) return [];
  const many = (count: number, name: string, kind: Parameters<typeof component>[1], technologies: readonly string[] = []) =>
    Array.from({ length: count }, (_, index) => {
      const own = `${name}-${String(index + 1)}`;
      return component(own, kind, `${own}/Dockerfile:1`, technologies, { folder: own });
    });
  const languages = today.languages ?? [];
  return [
    ...many(today.services, 'service', 'service', languages.slice(0, 1)),
    ...many(today.functions ?? 0, 'function', 'function', languages.slice(0, 1)),
    ...(today.stores ?? []).map((store) => component(store, store === 'redis' ? 'cache' : 'store', 'compose.yaml:3', [store])),
    ...(today.brokers ?? []).map((broker) => component(broker, 'broker', 'compose.yaml:9', [broker])),
    ...languages.map((language) => technology(language, language, 'language', 'src/main:1')),
  ];
}

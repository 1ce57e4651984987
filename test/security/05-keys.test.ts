import { describe, expect, it } from 'vitest';
import { scan } from '../../src/core/scan/index.ts';
import { workspace } from '../support/workspace.ts';

/** Rule 5: keys that come from a repository live in Maps, so no name of a package or a service changes an object. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

const files = {
  'docker-compose.yml': `services:\n${names.map((name) => `  ${name}:\n    image: acme/${name.toLowerCase().replaceAll('_', '')}:1.0\n    environment:\n      __proto__: polluted\n      constructor: polluted\n    depends_on: [db, constructor]`).join('\n')}\n  db:\n    image: postgres:16\n`,
  ...Object.fromEntries(
    names.map((name, index) => [
      `p${String(index)}/package.json`,
      `{"name":"${name}","scripts":{"start":"node .","__proto__":"x"},"dependencies":{"express":"4","${name}":"1","__proto__":{"polluted":true}},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`,
    ]),
  ),
  'py/pyproject.toml':
    '[__proto__]\npolluted = true\n[project]\nname = "__proto__"\ndependencies = ["flask", "constructor", "toString"]\n[constructor.prototype]\npolluted = true\n',
  'jv/pom.xml':
    '<project __proto__="1"><artifactId>__proto__</artifactId><properties><__proto__>polluted</__proto__></properties><dependencies><dependency><groupId>__proto__</groupId><artifactId>constructor</artifactId><version>${__proto__}</version></dependency></dependencies></project>',
  'go/go.mod': 'module example.com/__proto__\nrequire constructor v1.0.0\n',
  'gr/build.gradle': "dependencies {\n implementation '__proto__:constructor:1'\n}\n",
};

describe('security rule 5: keys', () => {
  it('names of the object prototype are names like any other', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const result = await scan(workspace(new Map(Object.entries(files))));
    const found = result.facts.flatMap((fact) => (fact.kind === 'component' ? [fact.name] : []));
    for (const name of names) expect(found).toContain(name);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(result.problems.filter((problem) => problem.reason === 'detector-failed')).toEqual([]);
  });

  it('and are connected to what they name', async () => {
    const result = await scan(workspace(new Map(Object.entries(files))));
    const ids = new Map(result.facts.flatMap((fact) => (fact.kind === 'component' ? [[fact.id, fact.name] as const] : [])));
    const links = result.facts.flatMap((fact) =>
      fact.kind === 'connection' ? [`${ids.get(fact.from) ?? ''} -> ${ids.get(fact.to) ?? ''}`] : [],
    );
    expect(links).toEqual(expect.arrayContaining(['__proto__ -> db', '__proto__ -> constructor', 'toString -> db']));
    expect(ids.size).toBe(result.facts.filter((fact) => fact.kind === 'component').length);
  });
});

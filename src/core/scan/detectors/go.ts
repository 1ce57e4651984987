import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { folderOf } from '../tree-rules.ts';
import { longLineProblems, observeDependencies, observeTechnology } from './dependency.ts';
import type { Dependency } from './dependency.ts';
import { kindByTechnologies } from './unit-kind.ts';

/** Reads go.mod: the module, its Go version and the modules it requires itself (not those marked indirect). */
export const goModule: Detector = {
  id: 'go-module',
  matches: (path) => /(^|\/)go\.mod$/.test(path),
  detect,
  examples: [
    {
      path: 'src/frontend/go.mod',
      text: 'module github.com/acme/shop/src/frontend\n\ngo 1.23.0\n\nrequire (\n\tgithub.com/gorilla/mux v1.8.1\n\tgithub.com/redis/go-redis/v9 v9.5.1 // indirect\n)\n\nrequire github.com/jackc/pgx/v5 v5.6.0\n',
      sees: ['unit frontend@1', 'technology go@3', 'technology postgresql@10'],
      not: ['technology redis@7'],
    },
    {
      path: 'internal/common/go.mod',
      text: 'module acme/common\nrequire github.com/go-chi/chi/v5 v5.1.0\n',
      sees: ['unit common@1', 'technology chi@2'],
    },
    { path: 'go.mod', text: '// module x\nrequire (\n', sees: ['unit .@1'] },
  ],
};

/** Modules that the programs beside them share. */
const shared = /(^|\/)(common|shared|pkg|libs?|libraries|core|utils?|toolkit|internal)$/;

function detect(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path);
  let moduleLine = 1;
  let name: string | undefined;
  let version: { line: number; version: string } | undefined;
  let block = '';
  const dependencies: Dependency[] = [];
  for (const [index, raw] of shortLines(input.text).entries()) {
    const content = raw.trim();
    const line = index + 1;
    if (content === '' || content.startsWith('//')) continue;
    if (block !== '' && content.startsWith(')')) {
      block = '';
      continue;
    }
    const opened = /^(\w+)\s*\($/.exec(content.replace(/\s*\/\/.*$/, ''));
    if (opened !== null) {
      block = opened[1] ?? '';
      continue;
    }
    const [keyword = '', ...rest] = block === '' ? content.split(/\s+/) : [block, ...content.split(/\s+/)];
    if (keyword === 'module') {
      moduleLine = line;
      name = rest[0]
        ?.replace(/^"|"$/g, '')
        .replace(/\/v\d+$/, '')
        .split('/')
        .at(-1);
    } else if (keyword === 'go' && rest[0] !== undefined) version = { line, version: rest[0] };
    else if (keyword === 'require' && rest[0] !== undefined && !/\/\/\s*indirect\b/.test(content))
      dependencies.push({ name: rest[0], version: rest[1], line });
  }
  const technologies = observeDependencies(input, 'go', folder, dependencies);
  // A go.mod is as often a library's: only a server framework makes it run; a main package is seen in main.go.
  const runs = kindByTechnologies(technologies.filter((one) => one.technology !== 'grpc').map((one) => one.technology));
  const observations: Observation[] = [
    {
      type: 'unit',
      folder,
      ecosystem: 'go',
      evidence: input.evidence(moduleLine),
      ...(name === undefined || name === '' ? {} : { name: input.redact(name) }),
      ...(runs === 'service' && !shared.test(folder) ? { runs } : {}),
    },
    observeTechnology(input, 'go', folder, version ?? { line: moduleLine }),
    ...technologies,
  ];
  return { observations, problems: longLineProblems(input) };
}

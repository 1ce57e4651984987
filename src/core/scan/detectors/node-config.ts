import type { Detector, DetectorInput, DetectorOutput, HostReference } from '../observation.ts';
import type { DataNode } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import { problemsOf } from './dependency.ts';
import { describesUnit } from './description.ts';
import { referencesIn } from './host-reference.ts';
import { folderOf } from './paths.ts';

const maxSettings = 2_000;

/** Reads the configuration files of the `config` package of Node.js for the hosts that a service talks to. */
export const nodeConfig: Detector = {
  id: 'node-config',
  matches: (path) => /(^|\/)config\/(default|production)\.(json5?|ya?ml)$/.test(path),
  // Only beside a package is it the configuration of one.
  companions: (path) => [manifestOf(path)],
  detect,
  examples: [
    {
      path: 'api/config/default.json',
      text: '{\n  "db": {\n    "host": "mongo",\n    "port": 27017,\n    "password": "hunter2"\n  },\n  "orders": { "url": "http://orders:8080/v1" }\n}\n',
      beside: { 'api/package.json': '{}' },
      sees: ['workload api@3'],
    },
    { path: 'api/config/default.json', text: '{\n  "db": { "url": "http://orders:1" }\n}\n', sees: [], not: ['workload api@2'] },
    {
      path: 'config/production.yaml',
      text: 'redis:\n  url: redis://cache:6379\nx: [\n',
      beside: { 'package.json': '{}' },
      sees: ['workload @2', 'problem syntax-error@4'],
    },
  ],
};

function manifestOf(path: string): string {
  const folder = folderOf(folderOf(path));
  return folder === '' ? 'package.json' : `${folder}/package.json`;
}

function detect(input: DetectorInput): DetectorOutput {
  if (input.companion(manifestOf(input.path)) === undefined) return { observations: [], problems: [] };
  const json = /\.json5?$/.test(input.path) ? input.own(parseJson) : undefined;
  const yaml = json === undefined ? input.own(parseYaml) : undefined;
  const root = json?.root ?? yaml?.documents[0];
  const references: HostReference[] = [];
  const open: { readonly key: string; readonly node: DataNode; readonly line: number }[] =
    root === undefined ? [] : [{ key: '', node: root, line: 1 }];
  for (let count = 0; open.length > 0 && count < maxSettings; count += 1) {
    const next = open.pop();
    if (next === undefined || next.key.length > 400) continue;
    if (next.node.kind === 'scalar') references.push(...referencesIn(input, next.line, next.node.text, next.key));
    else if (next.node.kind === 'list') open.push(...next.node.items.map((node) => ({ key: next.key, node, line: node.line })).reverse());
    else
      open.push(
        ...[...next.node.entries]
          .map(([name, entry]) => ({ key: next.key === '' ? name : `${next.key}_${name}`, node: entry.value, line: entry.line }))
          .reverse(),
      );
  }
  const description = describesUnit(input, folderOf(folderOf(input.path)), references);
  return { observations: description === undefined ? [] : [description], problems: problemsOf(input, json?.issues ?? yaml?.issues ?? []) };
}

import { entriesAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { JinjaValue } from '../parse/template-jinja.ts';
import type { DetectorInput, FileNames } from '../observation.ts';
import { firstDocument } from './helm-chart.ts';
import { folderOf } from './paths.ts';

/** How far above a playbook the variables of all its hosts are looked for. */
const levels = 3;
const maxVariables = 2_000;

function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Files that give variables, from the weakest to the strongest. Vaults are never among them. */
function variableFiles(path: string): readonly string[] {
  const found: string[] = [];
  const role = /^(.*\/)?roles\/([^/]+)\//.exec(path);
  if (role !== null) {
    const folder = role[0].slice(0, -1);
    found.push(`${folder}/defaults/main.yml`, `${folder}/defaults/main.yaml`);
  }
  let folder = role === null ? folderOf(path) : (role[1] ?? '').replace(/\/$/, '');
  const above: string[] = [];
  for (let level = 0; level < levels; level += 1) {
    for (const name of ['all.yml', 'all.yaml', 'all/main.yml', 'all/vars.yml', 'all/all.yml', 'all/common.yml'])
      above.unshift(inside(folder, `group_vars/${name}`));
    if (folder === '') break;
    folder = folderOf(folder);
  }
  found.push(...above);
  if (role === null)
    found.push(...['vars.yml', 'vars/main.yml', 'vars/vars.yml', 'vars/default.yml'].map((name) => inside(folderOf(path), name)));
  else found.push(`${role[0]}vars/main.yml`);
  return found;
}

/** Variable files beside a playbook or a role that are there. */
export function ansibleCompanions(path: string, files: FileNames): readonly string[] {
  return variableFiles(path).filter((other) => files.has(other));
}

/** Variables that files give, and those that the play itself sets. Encrypted ones are not known. */
export function variablesOf(input: DetectorInput, own: DataNode | undefined): ReadonlyMap<string, JinjaValue> {
  const values = new Map<string, JinjaValue>();
  for (const path of variableFiles(input.path)) addAll(values, input.parsed(path, firstDocument), path, '', 0);
  addAll(values, own, input.path, '', 0);
  return values;
}

function addAll(values: Map<string, JinjaValue>, node: DataNode | undefined, path: string, prefix: string, depth: number): void {
  for (const [key, entry] of entriesAt(node)) {
    if (values.size >= maxVariables) return;
    const name = `${prefix}${key}`;
    if (entry.value.kind === 'map' && depth < 3) addAll(values, entry.value, path, `${name}.`, depth + 1);
    else if (entry.value.kind === 'scalar' && !entry.value.text.includes('$ANSIBLE_VAULT'))
      values.set(name, { text: entry.value.text, path, line: entry.line });
  }
}

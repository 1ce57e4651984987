import type { Evidence } from '../../model/evidence.ts';
import { byImage } from '../catalogue/index.ts';
import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { fillJinja } from '../parse/template-jinja.ts';
import type { JinjaValue } from '../parse/template-jinja.ts';
import type { DetectorInput, HostReference, Observation } from '../observation.ts';
import { serverObservations } from './ansible-servers.ts';
import { referencesIn } from './host-reference.ts';
import { imageVersion, parseImage } from './image-name.ts';
import { folderOf } from './paths.ts';

const containerModule =
  /^(community\.docker\.)?docker_container$|^(containers\.podman\.)?podman_container$|^(community\.docker\.)?docker_swarm_service$/;
const packageModule = /^(ansible\.builtin\.)?(apt|yum|dnf|package|zypper|pacman|apk)$/;
const roleModule = /^(ansible\.builtin\.)?(import|include)_role$/;
/** No playbook that people wrote has more. */
const maxTasks = 3_000;

/** What tasks start and install: containers with their image, and servers by the name of their package. */
export function taskObservations(input: DetectorInput, tasks: readonly DataNode[], values: ReadonlyMap<string, JinjaValue>): Observation[] {
  const found: Observation[] = [];
  const open = [...tasks];
  for (let count = 0; open.length > 0 && count < maxTasks; count += 1) {
    const task = open.shift();
    open.unshift(...['block', 'rescue', 'always'].flatMap((key) => itemsAt(task, key)));
    for (const [key, entry] of entriesAt(task)) {
      if (containerModule.test(key)) found.push(...container(input, entry, values));
      else if (roleModule.test(key) && entryAt(task, 'when') === undefined && textAt(entry.value, 'tasks_from') === undefined)
        found.push(...importedRole(input, entry));
      else if (packageModule.test(key) && entryAt(task, 'when') === undefined) found.push(...packages(input, entry));
    }
  }
  return found;
}

function container(input: DetectorInput, module: DataEntry, values: ReadonlyMap<string, JinjaValue>): Observation[] {
  const { value } = module;
  const name = entryAt(value, 'name');
  const image = entryAt(value, 'image');
  if (/^(absent|stopped)$/.test(textAt(value, 'state') ?? '') || image === undefined || name?.value.kind !== 'scalar') return [];
  const called = fillJinja(name.value.text, values)?.text;
  const filled = image.value.kind === 'scalar' ? fillJinja(image.value.text, values) : undefined;
  if (called === undefined || !/^[\w.-]{1,200}$/.test(called)) return [];
  const reference = filled === undefined ? undefined : parseImage(filled.text);
  const known = filled === undefined ? undefined : byImage(filled.text);
  const shown = image.value.kind === 'scalar' && /[a-z0-9]{2}/i.test(image.value.text.slice(0, 2_000).replace(/\{\{.*?\}\}/g, ''));
  const evidence: Evidence =
    filled?.from === undefined || shown || filled.from.path === input.path
      ? input.evidence(filled?.from !== undefined && !shown ? filled.from.line : image.line)
      : input.evidenceIn(filled.from.path, filled.from.line);
  const version = reference === undefined ? undefined : imageVersion(reference);
  const references = [...entriesAt(value, 'env'), ...entriesAt(value, 'environment')].flatMap(([key, entry]): readonly HostReference[] => {
    const text = entry.value.kind === 'scalar' ? fillJinja(entry.value.text, values)?.text : undefined;
    return text === undefined ? [] : referencesIn(input, entry.line, text, key);
  });
  return [
    {
      type: 'workload',
      source: 'platform',
      name: input.redact(called),
      aliases: itemsAt(value, 'networks').flatMap((network) =>
        itemsAt(network, 'aliases').flatMap((alias) => (alias.kind === 'scalar' && /^[\w.-]{1,200}$/.test(alias.text) ? [alias.text] : [])),
      ),
      ports: [],
      references,
      dependsOn: itemsAt(value, 'links').flatMap((link) =>
        link.kind === 'scalar' && /^[\w.-]+/.test(link.text) && !link.text.includes('{{')
          ? [{ name: input.redact(link.text.split(':', 1)[0] ?? ''), evidence: input.evidence(link.line) }]
          : [],
      ),
      evidence: input.evidence(name.line),
      ...(reference === undefined || filled === undefined ? {} : { image: input.redact(filled.text) }),
      ...(known?.component === undefined ? {} : { kind: known.component }),
    },
    { type: 'practice', practice: 'containers', evidence: input.evidence(module.line) },
    ...(known === undefined
      ? []
      : [
          {
            type: 'technology' as const,
            technology: known.id,
            scope: 'production' as const,
            folder: folderOf(input.path),
            evidence,
            ...(version === undefined ? {} : { version: input.redact(version) }),
          },
        ]),
  ];
}

/** A role that a task runs; a part of it (`tasks_from`) only sets something up in what is there. */
function importedRole(input: DetectorInput, module: DataEntry): Observation[] {
  const name = entryAt(module.value, 'name');
  return name?.value.kind === 'scalar' ? serverObservations(input, name.value.text, name.line, 'role') : [];
}

/** Packages by name: one, a list, or `name=x` in one line. */
function packages(input: DetectorInput, module: DataEntry): Observation[] {
  const { value } = module;
  if (value.kind === 'scalar') {
    const name = /(?:^|\s)(?:name|pkg)=([\w.+-]{1,100})(?:\s|$)/.exec(value.text.slice(0, 500))?.[1];
    return name === undefined || /state=absent/.test(value.text) ? [] : serverObservations(input, name, module.line, 'package');
  }
  if (textAt(value, 'state') === 'absent') return [];
  const names = entryAt(value, 'name') ?? entryAt(value, 'pkg');
  if (names === undefined) return [];
  const items = names.value.kind === 'list' ? names.value.items : [names.value];
  return items.flatMap((item) => (item.kind === 'scalar' ? serverObservations(input, item.text, item.line, 'package') : []));
}

import { entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { serverObservations } from './ansible-servers.ts';
import { taskObservations } from './ansible-tasks.ts';
import { ansibleCompanions, variablesOf } from './ansible-variables.ts';
import { folderOf } from './paths.ts';

/**
 * Reads Ansible: what playbooks and roles set up on which machines, and the containers that they start. Only what is
 * certain is claimed: a role of a known name, a package, an image whose variables a file gives.
 */
export const ansible: Detector = {
  id: 'ansible',
  matches: (path) =>
    (/\.ya?ml$/i.test(path) ||
      /(^|\/)(hosts|inventory|inventories\/[^/]+\/[^/.]+|inventor(y|ies)\/[^/.]+|[^/]*(hosts|inventory)[^/]*\.ini)$/i.test(path)) &&
    !/(^|\/)(\.github|\.circleci|node_modules|molecule|meta|templates|files)\/|vault[^/]*$|(^|\/)(docker-)?compose[^/]*$/i.test(path),
  companions: ansibleCompanions,
  detect,
  examples: [
    {
      path: 'site.yml',
      text: '---\n- hosts: db\n  become: true\n  roles:\n    - geerlingguy.postgresql\n    - { role: common }\n    - role: geerlingguy.mysql\n      when: legacy\n- hosts: web\n  tasks:\n    - name: run\n      community.docker.docker_container:\n        name: api\n        image: "acme/api:{{ api_version }}"\n        env:\n          DB_HOST: db-1\n    - apt:\n        name: [redis-server, curl]\n',
      beside: { 'group_vars/all.yml': 'api_version: 1.2.3\n' },
      sees: [
        'technology ansible@2',
        'practice infrastructure-as-code@2',
        'deployment virtual-machines@2',
        'technology postgresql@5',
        'workload postgresql@5',
        'workload api@13',
        'practice containers@12',
        'technology redis@18',
      ],
      not: ['technology mysql@7', 'workload common@6'],
    },
    {
      path: 'roles/cache/tasks/main.yml',
      text: '- name: Start the cache\n  docker_container:\n    name: cache\n    image: "{{ cache_image }}"\n- docker_container:\n    name: old\n    image: mysql:5\n    state: absent\n- docker_container:\n    name: "{{ unknown }}"\n    image: postgres:16\n',
      beside: { 'roles/cache/defaults/main.yml': '---\ncache_image: redis:7.2\n' },
      sees: ['workload cache@3', 'technology redis@2'],
      not: ['workload old@6', 'technology mysql@7', 'technology postgresql@11'],
    },
    {
      path: 'local.yml',
      text: '- hosts: localhost\n  connection: local\n  roles: [common]\n',
      sees: ['technology ansible@1'],
      not: ['deployment virtual-machines@1'],
    },
    {
      path: 'inventories/production/hosts',
      text: '# servers\n[web]\nweb1.acme.example\nweb2.acme.example ansible_user=deploy\n\n[db]\ndb1.acme.example\n[all:vars]\nx=1\n',
      sees: ['deployment virtual-machines@2', 'sizing servers@2', 'sizing servers@6'],
      not: ['sizing servers@8'],
    },
    { path: 'config/locales/de.yml', text: 'de:\n  hosts: Gastgeber\n', sees: [], not: ['technology ansible@2'] },
  ],
};

/** More are generated. */
const maxPlays = 500;

function detect(input: DetectorInput): DetectorOutput {
  if (!/\.ya?ml$/i.test(input.path)) return { observations: inventory(input), problems: [] };
  const isTasks = /(^|\/)(tasks|handlers)\/[^/]+\.ya?ml$/i.test(input.path);
  // Any YAML file comes here: only lists of plays or tasks are looked at.
  if (
    isTasks
      ? !taskWords.test(input.text)
      : !/^[ \t]*-[ \t]+(name:|hosts:|import_playbook:|become:|gather_facts:)|^[ \t]+hosts:/m.test(input.text)
  )
    return { observations: [], problems: [] };
  if (!isTasks && !/^[ \t]*(-[ \t]+)?["']?(ansible\.builtin\.)?(hosts|import_playbook)["']?:/m.test(input.text))
    return { observations: [], problems: [] };
  const { documents, issues } = input.own(parseYaml);
  const [root] = documents;
  const plays = root?.kind === 'list' ? root.items.slice(0, maxPlays) : [];
  if (isTasks) {
    const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
    return { observations: taskObservations(input, plays, variablesOf(input, undefined)), problems };
  }
  const real = plays.filter((play) => entryAt(play, 'hosts') !== undefined && isPlay(play));
  // A file that is no playbook is another reader's, its mistakes too.
  const problems = real.length === 0 ? [] : issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  return { observations: real.flatMap((play, index) => observe(input, play, index === 0)), problems };
}

const taskWords =
  /(docker_container|podman_container|docker_swarm_service|(import|include)_role|\b(apt|yum|dnf|package|zypper|pacman|apk))["']?:/;

/** `hosts` alone also stands in other lists: a play has something to do. */
function isPlay(play: DataNode): boolean {
  return ['tasks', 'roles', 'pre_tasks', 'post_tasks', 'handlers', 'become', 'gather_facts', 'vars_files', 'connection'].some(
    (key) => entryAt(play, key) !== undefined,
  );
}

function observe(input: DetectorInput, play: DataNode, isFirst: boolean): Observation[] {
  const hosts = entryAt(play, 'hosts');
  const evidence = input.evidence(hosts?.line ?? play.line);
  const where = textAt(play, 'hosts') ?? '';
  const isLocal = /^(localhost|127\.0\.0\.1)$/.test(where) || textAt(play, 'connection') === 'local';
  const found: Observation[] = isFirst
    ? [
        { type: 'technology', technology: 'ansible', scope: 'development', folder: folderOf(input.path), evidence },
        { type: 'practice', practice: 'infrastructure-as-code', evidence },
      ]
    : [];
  if (!isLocal) found.push({ type: 'deployment', target: 'virtual-machines', evidence });
  for (const role of itemsAt(play, 'roles')) {
    const name = entryAt(role, 'role') ?? entryAt(role, 'name');
    // A role under a condition may be one of several to choose from.
    if (entryAt(role, 'when') !== undefined) continue;
    if (role.kind === 'scalar') found.push(...serverObservations(input, role.text, role.line, 'role'));
    else if (name?.value.kind === 'scalar') found.push(...serverObservations(input, name.value.text, name.line, 'role'));
  }
  const values = variablesOf(input, entryAt(play, 'vars')?.value);
  for (const key of ['pre_tasks', 'tasks', 'post_tasks']) found.push(...taskObservations(input, itemsAt(play, key), values));
  return found;
}

/** Groups of machines in an inventory: that there are machines, and how many each group has. */
function inventory(input: DetectorInput): Observation[] {
  const groups: { name: string; line: number; hosts: number }[] = [];
  let current: { name: string; line: number; hosts: number } | undefined;
  for (const [index, content] of shortLines(input.text).slice(0, 20_000).entries()) {
    const text = content.trim();
    if (text === '' || text.startsWith('#') || text.startsWith(';')) continue;
    const header = /^\[([\w.-]{1,100})(:\w+)?\]$/.exec(text);
    if (header !== null) {
      current = header[2] === undefined ? { name: header[1] ?? '', line: index + 1, hosts: 0 } : undefined;
      if (current !== undefined) groups.push(current);
    } else if (current !== undefined) {
      const host = /^([A-Za-z0-9][\w.-]{0,250})(\s+[\w]+=\S.*)?$/.exec(text)?.[1];
      // Something else than an inventory stands here.
      if (host === undefined && !/^[\w.-]*\[\w+:\w+\]/.test(text)) return [];
      if (host === undefined || /^(localhost|127\.)/.test(host) || /ansible_connection=local\b/.test(text)) continue;
      current.hosts += 1;
    }
  }
  const real = groups.filter((group) => group.hosts > 0);
  const [first] = real;
  if (first === undefined || /(^|[/_.-])(dev|test|vagrant|local|staging|molecule)([/_.-]|$)/i.test(input.path)) return [];
  return [
    { type: 'deployment', target: 'virtual-machines', evidence: input.evidence(first.line) },
    ...real.map((group): Observation => ({
      type: 'sizing',
      measure: 'servers',
      value: String(group.hosts),
      about: input.redact(group.name),
      evidence: input.evidence(group.line),
    })),
  ];
}

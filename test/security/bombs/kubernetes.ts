import { bomb, limit, lines } from './bomb.ts';
import type { Bomb } from './bomb.ts';

const manifest = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\n';

const all: readonly Bomb[] = [
  bomb('chart of its own', 'chart/Chart.yaml', `apiVersion: v2\nname: bomb\ndependencies:\n${lines(60_000, () => '- name: a')}`),
  bomb('chart values', 'chart/values.yaml', `a: 1\nlist: [${'1,'.repeat(20_000)}1]\nlong: ${'x'.repeat(90_000)}\n`),
  bomb('template of open actions', 'chart/templates/a.yaml', `${manifest}${'{{'.repeat(200_000)}`),
  bomb('template of blocks', 'chart/templates/b.yaml', `${manifest}${'{{if .Values.a}}'.repeat(60_000)}`),
  bomb('template of else branches', 'chart/templates/c.yaml', `${manifest}{{if 0}}${'{{else if 0}}'.repeat(60_000)}{{end}}`),
  bomb('template of parentheses', 'chart/templates/d.yaml', `${manifest}{{ ${'('.repeat(300_000)} }}`),
  bomb('template of pipes', 'chart/templates/e.yaml', `${manifest}{{ 1 ${'| quote '.repeat(100_000)} }}`),
  bomb(
    'template that includes itself',
    'chart/templates/f.yaml',
    `${manifest}{{define "a"}}{{include "a" .}}{{include "a" .}}{{end}}{{include "a" .}}`,
  ),
  bomb(
    'template that doubles',
    'chart/templates/g.yaml',
    `${manifest}${lines(40, (index) => `{{define "a${String(index)}"}}{{include "a${String(index + 1)}" .}}{{include "a${String(index + 1)}" .}}{{end}}`)}\n{{define "a40"}}${'x'.repeat(1000)}{{end}}{{include "a0" .}}`,
  ),
  bomb(
    'template that grows',
    'chart/templates/h.yaml',
    `${manifest}{{$x := .Values.long}}${lines(4_000, () => '{{$x = printf "%s%s" $x $x}}{{$y := upper $x}}')}`,
  ),
  bomb('template of loops', 'chart/templates/i.yaml', `${manifest}${'{{range .Values.list}}'.repeat(40)}x${'{{end}}'.repeat(40)}`),
  bomb('template of copies', 'chart/templates/j.yaml', `${manifest}${lines(4_000, () => '{{toYaml .Values | nindent 4 | fromYaml}}')}`),
  bomb(
    'template that runs itself',
    'chart/templates/k.yaml',
    `${manifest}{{$t := "{{tpl .Values.t .}}{{tpl .Values.t .}}"}}{{tpl $t (dict "Values" (dict "t" $t))}}`,
  ),
  bomb('template of one endless string', 'chart/templates/l.yaml', `${manifest}{{ "${'\\"'.repeat(400_000)}`),
  bomb('template of comments', 'chart/templates/m.yaml', `${manifest}${'{{/*'.repeat(200_000)}`),
  bomb(
    'manifest with an endless ConfigMap',
    'k8s/config.yaml',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a-config }\ndata:\n  a: |\n${lines(60_000, () => `    a: b${' '.repeat(5)}${'x'.repeat(5)}`)}`,
  ),
  bomb(
    'manifest that waits',
    'k8s/wait.yaml',
    `${manifest}spec:\n  template:\n    spec:\n      containers: [{ image: a }]\n      initContainers:\n        - command: ["${'nc -z '.repeat(100_000)}"]\n`,
  ),
  bomb(
    'manifest of Services',
    'k8s/services.yaml',
    lines(4_000, (index) => `---\napiVersion: v1\nkind: Service\nmetadata: { name: s${String(index)} }\nspec: { selector: { app: a } }`),
  ),
  bomb('kustomization of images', 'k/kustomization.yaml', `images:\n${lines(60_000, () => '- name: a')}`),
  bomb('Tiltfile of one line', 'Tiltfile', `docker_build(${'"a",'.repeat(200_000)}`),
  bomb(
    'Skaffold of artifacts',
    'skaffold.yaml',
    `apiVersion: skaffold/v4beta6\nbuild:\n  artifacts:\n${lines(30_000, () => '  - image: a')}`,
  ),
  bomb('playbook of blocks', 'site.yml', `- hosts: all\n  tasks:\n${lines(90, (index) => `${'  '.repeat(index + 2)}- block:`)}`),
  bomb(
    'playbook of variables',
    'play/site.yml',
    `- hosts: all\n  vars:\n    a: "{{ a }}{{ a }}"\n  tasks:\n${lines(8_000, () => '  - docker_container: { name: "{{ a }}", image: "{{ a }}" }')}`,
  ),
  bomb('inventory of brackets', 'inventory', `[a]\n${lines(100_000, () => '[a')}`),
  bomb('YAML of empty lines', 'k8s/empty.yaml', '\n'.repeat(limit)),
  bomb('YAML of spaces', 'k8s/spaces.yaml', ' '.repeat(limit)),
  bomb(
    'playbook of braces',
    'braces/site.yml',
    `- hosts: all\n  tasks:\n    - docker_container: { name: a, image: "${'{{'.repeat(200_000)}" }\n`,
  ),
  bomb(
    'template of spaces',
    'chart/templates/n.yaml',
    `${manifest}  image: {{ .Values.a }}${' '.repeat(200_000)}{{ .Values.a }}${' '.repeat(200_000)}-}}`,
  ),
];

const chart = {
  ...Object.fromEntries(all.filter((one) => one.path === 'chart/values.yaml').map((one) => [one.path, one.text])),
  'chart/Chart.yaml': 'apiVersion: v2\nname: bomb\n',
};

/** Files made to hurt the readers of charts, Kustomize, Skaffold and Ansible. Templates have their chart beside them. */
export const kubernetesBombs: readonly Bomb[] = all.map((one) => (one.path.includes('templates/') ? { ...one, beside: chart } : one));

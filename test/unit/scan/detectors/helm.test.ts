import { describe, expect, it } from 'vitest';
import { helm } from '../../../../src/core/scan/detectors/helm.ts';
import { kubernetes } from '../../../../src/core/scan/detectors/kubernetes.ts';
import type { Observation, WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf } from '../../../support/detect.ts';

const helpers = `{{- define "shop.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "shop.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}
{{- define "shop.labels" -}}
app.kubernetes.io/name: {{ include "shop.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  template:
    metadata:
      labels:
        {{- include "shop.labels" . | nindent 8 }}
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          env:
            {{- range $key, $value := .Values.env }}
            - name: {{ $key }}
              value: {{ $value | quote }}
            {{- end }}
            - name: CACHE_HOST
              value: {{ .Release.Name }}-redis
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`;

const values = `replicaCount: 3
image:
  repository: acme/shop
  tag: ""
autoscaling:
  enabled: false
env:
  DB_HOST: db-primary
resources:
  limits:
    memory: 256Mi
`;

const chart = {
  'c/Chart.yaml': 'apiVersion: v2\nname: shop\nappVersion: 1.4.2\n',
  'c/values.yaml': values,
  'c/templates/_helpers.tpl': helpers,
};

async function seen(path: string, text: string, beside: Readonly<Record<string, string>>): Promise<readonly Observation[]> {
  return (await detect(kubernetes, path, text, beside)).observations;
}

function workloadsOf(observations: readonly Observation[]): readonly WorkloadObservation[] {
  return observations.filter((one) => one.type === 'workload');
}

describe('a chart is read with its values', () => {
  it('gives a workload the name of the chart, its image, its number and its hosts', async () => {
    const observations = await seen('c/templates/deployment.yaml', deployment, chart);
    const [shop] = workloadsOf(observations);
    expect(shop).toMatchObject({ name: 'shop', image: 'acme/shop:1.4.2', instances: 3 });
    expect(shop?.references.map(({ host, evidence }) => `${host} ${evidence.path}:${String(evidence.line)}`)).toEqual([
      'db-primary c/values.yaml:8',
      'redis c/templates/deployment.yaml:23',
    ]);
  });

  it('quotes the line of the values where they are what says it', async () => {
    const observations = await seen('c/templates/deployment.yaml', deployment, chart);
    const sizes = observations.flatMap((one) =>
      one.type === 'sizing' ? [`${one.measure} ${one.value} ${one.evidence.path}:${String(one.evidence.line)}`] : [],
    );
    expect(sizes).toEqual(['replicas 3 c/values.yaml:1', 'memory 256Mi c/values.yaml:11']);
    expect(observations[0]?.evidence).toMatchObject({ path: 'c/templates/deployment.yaml', line: 4 });
  });

  it('claims nothing of what no file gives', async () => {
    const text = deployment
      .replace('{{ .Values.image.repository }}', '{{ .Files.Get "image" }}')
      .replace('{{ .Values.replicaCount }}', '{{ randNumeric 1 }}');
    const [shop] = workloadsOf(await seen('c/templates/deployment.yaml', text, chart));
    expect(shop?.image).toBeUndefined();
    expect(shop?.instances).toBeUndefined();
  });

  it('leaves out what a condition switches off, tests, libraries and hooks', async () => {
    const off = `{{- if .Values.extra.enabled }}\n${deployment}{{- end }}\n`;
    expect(
      workloadsOf(await seen('c/templates/deployment.yaml', off, { ...chart, 'c/values.yaml': `${values}extra:\n  enabled: false\n` })),
    ).toEqual([]);
    expect(await seen('c/templates/tests/deployment.yaml', deployment, chart)).toEqual([]);
    expect(await seen('c/templates/deployment.yaml', deployment, { ...chart, 'c/Chart.yaml': 'name: shop\ntype: library\n' })).toEqual([]);
    const hook = deployment.replace('spec:\n', '  annotations:\n    "helm.sh/hook": pre-install\nspec:\n');
    expect(workloadsOf(await seen('c/templates/deployment.yaml', hook, chart))[0]?.auxiliary).toBe(true);
  });

  it('makes a workload of each entry that a loop runs over', async () => {
    const text =
      '{{- range $name, $one := .Values.services }}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ $name }}\nspec:\n  template:\n    spec:\n      containers:\n        - image: "{{ $.Values.registry }}/{{ $name }}:{{ $one.tag }}"\n{{- end }}\n';
    const found = workloadsOf(
      await seen('c/templates/all.yaml', text, {
        ...chart,
        'c/values.yaml': 'registry: acme\nservices:\n  orders: { tag: 1.0.0 }\n  cart: { tag: 2.0.0 }\n',
      }),
    );
    expect(found.map((one) => `${one.name} ${one.image ?? ''}`)).toEqual(['cart acme/cart:2.0.0', 'orders acme/orders:1.0.0']);
  });

  it('takes the values of the chart around it, unless that one switches it off', async () => {
    const parent = {
      'p/Chart.yaml': 'name: all\ndependencies:\n  - name: shop\n    condition: shop.enabled\n',
      'p/values.yaml': 'shop:\n  enabled: true\n  replicaCount: 7\n',
      'p/charts/shop/Chart.yaml': 'name: shop\nappVersion: "1"\n',
      'p/charts/shop/values.yaml': values,
      'p/charts/shop/templates/_helpers.tpl': helpers,
    };
    const path = 'p/charts/shop/templates/deployment.yaml';
    const observations = await seen(path, deployment, parent);
    expect(workloadsOf(observations)[0]?.instances).toBe(7);
    expect(observations.find((one) => one.type === 'sizing')?.evidence).toMatchObject({ path: 'p/values.yaml', line: 3 });
    expect(await seen(path, deployment, { ...parent, 'p/values.yaml': 'shop:\n  enabled: false\n' })).toEqual([]);
  });

  it('finds the Service of another template by what it selects', async () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include "shop.fullname" . }}-http\nspec:\n  selector:\n    {{- include "shop.labels" . | nindent 4 }}\n';
    const [shop] = workloadsOf(await seen('c/templates/deployment.yaml', deployment, { ...chart, 'c/templates/service.yaml': service }));
    expect(shop?.aliases).toEqual(['shop-http']);
    expect(await seen('c/templates/service.yaml', service, { ...chart, 'c/templates/deployment.yaml': deployment })).toEqual([]);
  });

  it('reads a broken template as far as it is plain', async () => {
    const [shop] = workloadsOf(await seen('c/templates/deployment.yaml', `{{- if .Values.on }}\n${deployment}`, chart));
    expect(shop).toMatchObject({ name: 'c' });
    expect(shop?.image).toBeUndefined();
  });
});

describe('a broken chart is a problem with its line', () => {
  it('keeps what stands before the fault', async () => {
    const { observations, problems } = await detect(
      helm,
      'Chart.yaml',
      'apiVersion: v2\nname: shop\ndependencies:\n  - name: redis\n    repository: https://charts.example\n  - name: [\n',
    );
    expect(observations.map(lineOf)).toContain('workload redis@4');
    expect(problems).toMatchObject([{ reason: 'syntax-error' }]);
  });
});

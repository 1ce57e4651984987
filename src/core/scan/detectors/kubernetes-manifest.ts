import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { maskActions } from '../parse/template-mask.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Problem } from '../../model/evidence.ts';
import type { DetectorInput, FileNames } from '../observation.ts';
import { chartState, renderChartFile } from './helm-chart.ts';
import type { RenderedFile } from './helm-chart.ts';
import { folderOf } from './paths.ts';

/** One Kubernetes object of a file. */
export interface Manifest {
  /** Makes evidence and problems for the lines of the object, wherever it stands: a chart's template, another file. */
  readonly input: DetectorInput;
  readonly node: DataNode;
  readonly api: string;
  readonly kind: string;
  readonly kindLine: number;
  readonly name: string;
  readonly nameLine: number;
  /** A template: what it leaves out, and what its values set, may be otherwise where it is installed. */
  readonly isTemplate: boolean;
  /** Whether something unknown stands on the line, so that its value is not known. */
  isMasked(line: number): boolean;
  /** True for what adds to a component and makes none: a patch, a development overlay, a hook of an installation. */
  readonly auxiliary: boolean;
}

/** What a file holds. */
export interface ManifestFile {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
}

/** Services are looked up among all objects of a file, so their number is bounded. */
const maxManifests = 2_000;

const nothing: ManifestFile = { manifests: [], problems: [] };

/** Whether a text looks like Kubernetes objects at all; any YAML file is asked. */
export function isManifest(text: string): boolean {
  return /^[ \t]*["']?apiVersion["']?:/m.test(text) && /^[ \t]*["']?kind["']?:/m.test(text);
}

/** Reads the objects of the input's own file. */
export function manifestsOf(input: DetectorInput): ManifestFile {
  return readManifests(input, input.path, input.text);
}

/**
 * Reads the objects of the files beside the input's own that share its base name, carry a usual one, or are called as what
 * the own objects refer to.
 */
export function manifestsBeside(input: DetectorInput, referred: readonly string[]): readonly Manifest[] {
  return siblingCandidates(input.path, referred).flatMap((path) => {
    const text = path === input.path ? undefined : input.companion(path);
    return text === undefined || !/^[ \t]*kind:[ \t]*["']?(Service|ConfigMap|Deployment|StatefulSet|DaemonSet|Rollout|List)\b/m.test(text)
      ? []
      : readManifests(input, path, text).manifests;
  });
}

/** Files of the folder that a manifest may share its objects with; those that are called alike come first. */
export function manifestCompanions(path: string, files: FileNames): readonly string[] {
  const folder = folderOf(path);
  const likely = siblingCandidates(path, []).filter((other) => files.has(other));
  const rest = files
    .inFolder(folder)
    .filter((name) => /\.ya?ml$/i.test(name) && !/^(values|Chart|kustomization|skaffold)/.test(name))
    .map((name) => (folder === '' ? name : `${folder}/${name}`));
  // A folder of hundreds of files is data.
  return [...new Set([...likely, ...(rest.length > 60 ? [] : rest)])].filter((other) => other !== path).slice(0, siblingsRead);
}

/** Files that are read beside one. */
const siblingsRead = 24;

const words =
  'deployment deploy dep service svc statefulset sts daemonset ds configmap config cm config-map env app pod rollout controller rc all ingress hpa pvc secret job cronjob route'.split(
    ' ',
  );
const wordAtEnd = new RegExp(`[-_.]?(${words.join('|')})s?$`, 'i');
const wordAtStart = new RegExp(`^(${words.join('|')})s?[-_.]`, 'i');

/**
 * Names under which the parts of one workload are usually filed: `api-deployment.yaml` beside `api-service.yaml`, `21-db.yaml`
 * beside `22-db-svc.yaml`, and `referred.yaml` for what is referred to.
 */
function siblingCandidates(path: string, referred: readonly string[]): readonly string[] {
  const match = /^(.*?)([^/]+)\.(ya?ml)$/i.exec(path);
  if (match === null) return [];
  const [, folder = '', stem = '', extension = ''] = match;
  const [, digits = '', plain = stem] = /^(\d{1,3}[-_.])?(.+)$/.exec(stem) ?? [];
  const bases = [plain, ...referred].map((name) => name.replace(wordAtEnd, '').replace(wordAtStart, '')).filter((name) => name !== '');
  const own = bases.flatMap((base) => [
    base,
    ...words.flatMap((word) => [`${base}-${word}`, `${base}.${word}`, `${base}_${word}`, `${word}-${base}`]),
  ]);
  const shared = words.slice(0, 15).flatMap((word) => [word, `${word}s`]);
  const numbered = digits === '' ? [] : neighbours(digits).flatMap((prefix) => [...own, ...shared].map((name) => prefix + name));
  return [...new Set([...own, ...referred, ...shared, ...numbered])].map((name) => `${folder}${name}.${extension}`);
}

/** `04-` to `00-` and `08-`: parts of one thing are numbered one after the other. */
function neighbours(prefix: string): readonly string[] {
  const mark = prefix.slice(-1);
  const width = prefix.length - 1;
  const number = Number(prefix.slice(0, -1));
  return [-4, -3, -2, -1, 0, 1, 2, 3, 4]
    .map((step) => number + step)
    .flatMap((one) => (one < 0 ? [] : [String(one).padStart(width, '0') + mark]));
}

function readManifests(input: DetectorInput, path: string, text: string): ManifestFile {
  // What is no manifest is left alone, its syntax errors too.
  const includes = path.includes('templates/') && /\{\{-?\s*(include|template|range|\$\w+ :=)\b/.test(text) && !/(^|\/)_[^/]*$/.test(path);
  if (!isManifest(text) && !includes) return nothing;
  const state = text.includes('{{') || path.includes('templates/') ? chartState(input, path) : 'none';
  if (state === 'silent') return nothing;
  const rendered = state === 'renders' ? renderChartFile(input, path, text) : undefined;
  if (rendered !== undefined) return isManifest(rendered.text) ? readRendered(path, rendered) : nothing;
  return isManifest(text) ? readPlain(input, path, text, state) : nothing;
}

function readRendered(path: string, rendered: RenderedFile): ManifestFile {
  const { documents } = parseYaml(rendered.text);
  const { input } = rendered;
  return {
    manifests: objectsOf(documents).flatMap((node) => {
      const name = entryAt(node, 'metadata', 'name');
      if (name === undefined || rendered.isMasked(name.line)) return [];
      return manifestOf({ input, path, node, isTemplate: true, isMasked: rendered.isMasked }) ?? [];
    }),
    problems: rendered.isCut ? [input.problem('too-large', 'more than a template of people makes; the rest was not rendered')] : [],
  };
}

function readPlain(input: DetectorInput, path: string, text: string, state: 'none' | 'renders'): ManifestFile {
  const isTemplate = text.includes('{{');
  const isOwn = path === input.path;
  const parsed = isTemplate ? parseYaml(maskActions(text)) : isOwn ? input.own(parseYaml) : input.parsed(path, parseYaml);
  const { documents, issues } = parsed ?? { documents: [], issues: [] };
  const lines = isTemplate ? text.split('\n') : [];
  const isMasked = (line: number): boolean => (lines[line - 1] ?? '').includes('{{');
  const from: DetectorInput = isOwn ? input : { ...input, path, evidence: (line) => input.evidenceIn(path, line) };
  const manifests = objectsOf(documents)
    .flatMap((node) => manifestOf({ input: from, path, node, isTemplate, isMasked }) ?? [])
    // The file lends its name once: what else it templates stays unknown.
    .filter(
      (manifest, index, all) =>
        !isMasked(manifest.nameLine) ||
        podTemplateOf(manifest) === undefined ||
        all.findIndex((other) => isMasked(other.nameLine) && podTemplateOf(other) !== undefined) === index,
    );
  // A template that is no YAML even when masked is not the user's mistake.
  const problems = isTemplate || state === 'renders' ? [] : issues.map((issue) => from.problem(issue.reason, issue.detail, issue.line));
  return { manifests, problems };
}

function objectsOf(documents: readonly DataNode[]): readonly DataNode[] {
  return documents
    .flatMap((document) => (textAt(document, 'kind') === 'List' ? itemsAt(document, 'items') : [document]))
    .slice(0, maxManifests);
}

function manifestOf(from: Pick<Manifest, 'input' | 'node' | 'isTemplate' | 'isMasked'> & { readonly path: string }): Manifest | undefined {
  const { input, node, isTemplate, isMasked, path } = from;
  const kind = entryAt(node, 'kind');
  const api = textAt(node, 'apiVersion');
  const name = entryAt(node, 'metadata', 'name');
  if (kind?.value.kind !== 'scalar' || api === undefined || name?.value.kind !== 'scalar') return undefined;
  if (textAt(node, '$patch') === 'delete') return undefined;
  const masked = isMasked(name.line);
  const stem = /([^/]+)\.ya?ml$/i.exec(path)?.[1] ?? '';
  const chart = /([^/]+)\/templates\//.exec(path)?.[1];
  const isGeneric = /^_?(deployment|statefulset|daemonset|cronjob|job|service|ingress|hpa|configmap)s?$/i.test(stem);
  return {
    input,
    node,
    api,
    kind: kind.value.text,
    kindLine: kind.line,
    name: masked ? (isGeneric && chart !== undefined ? chart : stem) : plainName(name.value.text, node),
    nameLine: name.line,
    isTemplate,
    isMasked,
    // A chart with several templates per file, and a patch, name nothing that could stand alone.
    auxiliary: (masked && !isGeneric) || isHelperFile(path, stem) || isBesideTheSystem(node),
  };
}

/**
 * The name that people use: without the one that `helm template` writes for a release, and without the version that a mesh
 * tells two Deployments of one application apart by (`app: reviews`, `version: v2` in `reviews-v2`).
 */
function plainName(written: string, node: DataNode): string {
  const labels = at(node, 'spec', 'template', 'metadata', 'labels');
  const app = textAt(labels, 'app') ?? textAt(labels, 'app.kubernetes.io/name');
  const version = textAt(labels, 'version') ?? textAt(labels, 'app.kubernetes.io/version');
  const name = written.replace(/^release-name-(?=.)/i, '');
  return app !== undefined && version !== undefined && name === `${app}-${version}` ? app : name;
}

/** A hook of an installation runs once and is gone; what stands in the cluster's own namespace is the cluster. */
function isBesideTheSystem(node: DataNode): boolean {
  const annotations = at(node, 'metadata', 'annotations');
  return (
    entryAt(annotations, 'helm.sh/hook') !== undefined ||
    entryAt(annotations, 'argocd.argoproj.io/hook') !== undefined ||
    /^kube-(system|public|node-lease)$/.test(textAt(node, 'metadata', 'namespace') ?? '')
  );
}

/** Whether what a file declares is added to something else or only there for development and tests. */
function isHelperFile(path: string, stem: string): boolean {
  return (
    /(^|\/)kustomize\/components\//.test(path) ||
    /(^|[-_.])patch(es)?([-_.]|$)/i.test(stem) ||
    /(^|\/)patches\//.test(path) ||
    isDevelopmentOverlay(path)
  );
}

/** Whether a file belongs to an overlay for development or tests, which adds nothing that runs for users. */
export function isDevelopmentOverlay(path: string): boolean {
  return /(^|\/)(overlays?|environments?|envs?)\/(?:[^/]+\/)?(dev|develop|development|local|test|testing|minikube|kind|k3d|ci|e2e|preview|sandbox)(\/|$)/i.test(
    folderOf(path),
  );
}

const templatePaths: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['DeploymentConfig', ['spec', 'template']],
  ['Rollout', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

/** The pod template of a workload; undefined for every other object. A bare Pod is its own template. */
export function podTemplateOf(manifest: Manifest): DataNode | undefined {
  if (manifest.kind === 'Pod') return manifest.node;
  const isKnative = manifest.kind === 'Service' && manifest.api.startsWith('serving.knative.dev/');
  const path = isKnative ? ['spec', 'template'] : templatePaths.get(manifest.kind);
  return path === undefined ? undefined : at(manifest.node, ...path);
}

/** Whether a Service sends to the pods of a workload: everything it selects by is among their labels. */
export function selects(service: Manifest, workload: Manifest): boolean {
  const selector = entriesAt(service.node, 'spec', 'selector');
  const labels = at(podTemplateOf(workload), 'metadata', 'labels');
  return (
    selector.length > 0 &&
    selector.every(([key, entry]) => {
      const label = entryAt(labels, key);
      return (
        entry.value.kind === 'scalar' &&
        label?.value.kind === 'scalar' &&
        !service.isMasked(entry.line) &&
        !workload.isMasked(label.line) &&
        label.value.text === entry.value.text
      );
    })
  );
}

import { byId } from '../catalogue/index.ts';
import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { chartObservations } from './helm-charts-known.ts';
import { parseImage } from './image-name.ts';
import { folderOf, joinPath } from './paths.ts';

/**
 * Reads what builds images while people develop on a cluster (Skaffold, DevSpace, Tilt): which folder an image is built
 * from, and the charts that Skaffold installs. They run nothing by themselves.
 */
export const skaffold: Detector = {
  id: 'skaffold',
  matches: (path) => /(^|\/)(skaffold[\w.-]*\.ya?ml|devspace\.ya?ml|Tiltfile)$/.test(path),
  detect,
  examples: [
    {
      path: 'skaffold.yaml',
      text: 'apiVersion: skaffold/v4beta6\nkind: Config\nbuild:\n  artifacts:\n    - image: acme/frontend\n      context: ui\n    - image: acme/api\n      context: src/api\nmanifests:\n  rawYaml:\n    - k8s/*.yaml\ndeploy:\n  helm:\n    releases:\n      - name: cache\n        remoteChart: bitnami/redis\n      - name: shop\n        chartPath: charts/shop\n',
      sees: ['technology skaffold@1', 'workload frontend@5', 'workload api@7', 'deployment kubernetes@12', 'workload cache@15'],
      not: ['workload shop@17'],
    },
    {
      path: 'devspace.yaml',
      text: 'version: v2beta1\nimages:\n  api:\n    image: acme/api\n    context: ./backend\n',
      sees: ['workload api@4'],
    },
    {
      path: 'Tiltfile',
      text: "docker_build('acme/web', './site')\n# docker_build('acme/old', './old')\nk8s_yaml('k8s.yaml')\n",
      sees: ['workload web@1', 'technology tilt@1'],
      not: ['workload old@2'],
    },
    { path: 'skaffold.yaml', text: 'a: 1\n', sees: [], not: ['technology skaffold@1'] },
  ],
};

/** More are generated. */
const maxArtifacts = 500;

function detect(input: DetectorInput): DetectorOutput {
  if (input.path.endsWith('Tiltfile')) return { observations: tilt(input), problems: [] };
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const isDevspace = /devspace\.ya?ml$/.test(input.path);
  const observations = documents.flatMap((document) => (isDevspace ? devspace(input, document) : config(input, document)));
  return { observations, problems };
}

function config(input: DetectorInput, root: DataNode): Observation[] {
  const api = entryAt(root, 'apiVersion');
  if (api?.value.kind !== 'scalar' || !api.value.text.startsWith('skaffold/')) return [];
  const deploy = entryAt(root, 'deploy') ?? entryAt(root, 'manifests');
  return [
    ...tool(input, 'skaffold', api.line),
    ...(deploy === undefined ? [] : [{ type: 'deployment' as const, target: 'kubernetes', evidence: input.evidence(deploy.line) }]),
    ...itemsAt(root, 'build', 'artifacts')
      .slice(0, maxArtifacts)
      .flatMap((item) => {
        const image = entryAt(item, 'image');
        return image?.value.kind === 'scalar'
          ? built(input, image.value.text, textAt(item, 'context') ?? '.', image.line, textAt(item, 'docker', 'dockerfile'))
          : [];
      }),
    ...[...itemsAt(root, 'deploy', 'helm', 'releases'), ...itemsAt(root, 'manifests', 'helm', 'releases')]
      .slice(0, maxArtifacts)
      .flatMap((item) => {
        const name = entryAt(item, 'name');
        const chart = textAt(item, 'remoteChart');
        return name?.value.kind !== 'scalar' || chart === undefined
          ? []
          : chartObservations(input, { name: name.value.text, chart: chart.replace(/^.*\//, ''), line: name.line });
      }),
  ];
}

function devspace(input: DetectorInput, root: DataNode): Observation[] {
  if (!/^v\d/.test(textAt(root, 'version') ?? '')) return [];
  return entriesAt(root, 'images')
    .slice(0, maxArtifacts)
    .flatMap(([, entry]) => {
      const image = entryAt(entry.value, 'image');
      return image?.value.kind === 'scalar' ? built(input, image.value.text, textAt(entry.value, 'context') ?? '.', image.line) : [];
    });
}

function tilt(input: DetectorInput): Observation[] {
  const found = shortLines(input.text)
    .slice(0, 5_000)
    .flatMap((content, index) => {
      const match = /^\s*docker_build\(\s*(?:ref\s*=\s*)?["']([\w./:-]{1,200})["']\s*,\s*(?:context\s*=\s*)?["']([\w./-]{1,200})["']/.exec(
        content,
      );
      return match === null ? [] : built(input, match[1] ?? '', match[2] ?? '', index + 1);
    });
  const first = found[0];
  return first === undefined ? [] : [...tool(input, 'tilt', first.evidence.line), ...found];
}

function tool(input: DetectorInput, id: string, line: number): Observation[] {
  return byId(id) === undefined
    ? []
    : [{ type: 'technology', technology: id, scope: 'development', folder: folderOf(input.path), evidence: input.evidence(line) }];
}

/** The folder that an image is built from. Under its own name it joins the workload that runs it with that folder. */
function built(input: DetectorInput, image: string, context: string, line: number, dockerfile?: string): Observation[] {
  const parsed = parseImage(image);
  const inContext = joinPath(folderOf(input.path), context);
  const inner = folderOf(dockerfile ?? '');
  const folder = inContext === undefined || inner === '' ? inContext : (joinPath(inContext, inner) ?? inContext);
  if (parsed === undefined || folder === undefined) return [];
  const name = parsed.repository.slice(parsed.repository.lastIndexOf('/') + 1);
  const isPlain = name === folder.slice(folder.lastIndexOf('/') + 1);
  return [
    {
      type: 'workload',
      // Where folder and image have one name they are joined by it; otherwise the image's workload needs the folder.
      source: isPlain ? 'other' : 'kubernetes',
      name: input.redact(name),
      image: input.redact(image),
      buildFolder: folder,
      aliases: [],
      ports: [],
      references: [],
      dependsOn: [],
      auxiliary: true,
      evidence: input.evidence(line),
    },
  ];
}

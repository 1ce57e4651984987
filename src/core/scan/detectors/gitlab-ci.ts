import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { Detector } from '../observation.ts';
import { commandsOf, imagesOf, maxCommands, placed, readYamlPipeline } from './pipeline.ts';
import type { Pipeline, Placed } from './pipeline.ts';

/** Reads GitLab CI files: jobs with what they extend in the same file, their images, services and environments. */
export const gitlabCi: Detector = {
  id: 'gitlab-ci',
  matches: (path) => /(^|\/)([\w.-]*\.)?gitlab-ci\.ya?ml$|(^|\/)\.gitlab\/(ci|pipelines)\/.*\.ya?ml$/i.test(path),
  detect: (input) => readYamlPipeline(input, read),
  examples: [
    {
      path: '.gitlab-ci.yml',
      text: 'image: node:20\nstages: [test, deploy]\n.check:\n  script:\n    - npm ci\n    - npm test\ntest:\n  extends: .check\n  services:\n    - postgres:15\ndeploy:\n  script:\n    # - fly deploy\n    - kubectl apply -f k8s\n  environment:\n    name: production\n',
      sees: [
        'technology gitlab-ci@7',
        'technology nodejs@1',
        'technology postgresql@10',
        'practice automated-tests@6',
        'practice continuous-integration@6',
        'practice continuous-delivery@14',
        'deployment kubernetes@14',
      ],
      not: ['deployment fly@13'],
    },
    {
      path: '.gitlab/ci/build.gitlab-ci.yml',
      text: '.unused:\n  script: npm test\nbuild:\n  script: npm run build\nreview:\n  script: ./review.sh\n  environment:\n    name: review/x\n',
      sees: ['technology gitlab-ci@3'],
      not: ['practice automated-tests@2', 'practice continuous-integration@2', 'practice continuous-delivery@7'],
    },
  ],
};

/** Keys of the file that are no jobs. */
const globalKeys = new Set([
  'image',
  'services',
  'stages',
  'types',
  'before_script',
  'after_script',
  'variables',
  'cache',
  'include',
  'default',
  'workflow',
  'spec',
]);

function read(root: DataNode, lines: readonly string[]): Pipeline | undefined {
  const all = new Map(entriesAt(root));
  const jobs = [...all].filter(
    ([name, entry]) => !globalKeys.has(name) && !name.startsWith('.') && entry.value.kind === 'map' && isJob(entry.value),
  );
  const first = jobs[0]?.[1] ?? entryAt(root, 'include') ?? entryAt(root, 'stages');
  if (first === undefined) return undefined;
  const commands: Placed[] = [];
  const images: Placed[] = [...imagesOf(root), ...servicesOf(root)];
  const shared = entryAt(root, 'default');
  if (shared !== undefined) images.push(...imagesOf(shared.value), ...servicesOf(shared.value));
  const deliveries: number[] = [];
  for (const [, job] of jobs) {
    if (commands.length >= maxCommands) break;
    const layers = layersOf(job, all);
    for (const key of ['before_script', 'script', 'after_script']) {
      const script = layers.map((layer) => entryAt(layer, key)).find((found) => found !== undefined);
      if (script !== undefined) commands.push(...scriptOf(script, root, lines));
    }
    for (const layer of layers) images.push(...imagesOf(layer), ...servicesOf(layer));
    const environment = layers.map((layer) => entryAt(layer, 'environment')).find((found) => found !== undefined);
    if (environment !== undefined && delivers(environment.value)) deliveries.push(environment.line);
  }
  const include = entryAt(root, 'include');
  return { tool: 'gitlab-ci', line: first.line, commands, images, deliveries, elsewhere: include?.line };
}

function isJob(node: DataNode): boolean {
  return ['script', 'extends', 'trigger', 'stage', 'rules', 'run', 'needs'].some((key) => entryAt(node, key) !== undefined);
}

/** The job and what it extends in this file, nearest first; bounded, so that a circle ends. */
function layersOf(job: DataEntry, all: ReadonlyMap<string, DataEntry>): readonly DataNode[] {
  const layers: DataNode[] = [job.value];
  for (let index = 0; index < layers.length && layers.length < 12; index += 1) {
    const extended = entryAt(layers[index], 'extends');
    if (extended === undefined) continue;
    const names = extended.value.kind === 'list' ? extended.value.items.toReversed() : [extended.value];
    for (const name of names) {
      const parent = name.kind === 'scalar' ? all.get(name.text)?.value : undefined;
      if (parent !== undefined && !layers.includes(parent)) layers.push(parent);
    }
  }
  return layers;
}

/** A script, with `!reference [.setup, script]` followed where it leads to another job of this file. */
function scriptOf(script: DataEntry, root: DataNode, lines: readonly string[]): readonly Placed[] {
  if (script.value.kind !== 'list') return commandsOf(script.value, script.line, lines);
  return script.value.items.slice(0, 500).flatMap((item): readonly Placed[] => {
    const path = item.kind === 'list' ? item.items.flatMap((part) => (part.kind === 'scalar' ? [part.text] : [])) : [];
    const referred = path.length > 1 && path.length < 4 ? entryAt(root, ...path) : undefined;
    return referred === undefined ? commandsOf(item, item.line, lines) : commandsOf(referred.value, referred.line, lines);
  });
}

function servicesOf(node: DataNode): readonly Placed[] {
  return itemsAt(node, 'services').flatMap((item) => (item.kind === 'scalar' ? placed(item.text, item.line) : imagesOf(item, 'name')));
}

/** A lasting environment that the job deploys to: not one of a merge request, and not a job that stops it. */
function delivers(environment: DataNode): boolean {
  const name = environment.kind === 'scalar' ? environment.text : (textAt(environment, 'name') ?? '');
  const action = textAt(environment, 'action') ?? 'start';
  return action === 'start' && /^(prod|live|stag|dev|qa|demo|uat|pre-?prod|int)/i.test(name);
}

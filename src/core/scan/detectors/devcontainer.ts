import { byId, byImage } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { observeTechnology, problemsOf } from './dependency.ts';
import { folderOf } from './paths.ts';

/** The last part of the images and features of the Dev Containers project, with what they bring. */
const brought: ReadonlyMap<string, string> = new Map([
  ['javascript-node', 'nodejs'],
  ['typescript-node', 'nodejs'],
  ['node', 'nodejs'],
  ['python', 'python'],
  ['go', 'go'],
  ['java', 'java'],
  ['rust', 'rust'],
  ['ruby', 'ruby'],
  ['php', 'php'],
  ['dotnet', 'dotnet'],
  ['elixir', 'elixir'],
  ['docker-in-docker', 'docker'],
  ['docker-outside-of-docker', 'docker'],
  ['terraform', 'terraform'],
  ['kubectl-helm-minikube', 'kubernetes'],
]);

/** Reads devcontainer.json: what developers work with. Nothing in it is part of the running system. */
export const devcontainer: Detector = {
  id: 'devcontainer',
  matches: (path) => /(^|\/)(\.devcontainer\/([\w.-]+\/)?devcontainer\.json|\.devcontainer\.json)$/.test(path),
  detect,
  examples: [
    {
      path: '.devcontainer/devcontainer.json',
      text: '// tools\n{\n  "image": "mcr.microsoft.com/devcontainers/python:1-3.12-bookworm",\n  "features": {\n    "ghcr.io/devcontainers/features/node:1": { "version": "22" },\n    // "ghcr.io/devcontainers/features/java:1": {},\n    "ghcr.io/devcontainers/features/terraform:1": {},\n  },\n}\n',
      sees: ['technology dev-containers@2', 'technology python@3', 'technology nodejs@5', 'technology terraform@7'],
      not: ['technology java@6'],
    },
    {
      path: '.devcontainer.json',
      text: '{\n  "image": "acme/box:1",\n  "x": [\n',
      sees: ['technology dev-containers@1', 'problem syntax-error@4'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const problems = problemsOf(input, issues);
  if (root?.kind !== 'map') return { observations: [], problems };
  const folder = folderOf(input.path).replace(/(^|\/)\.devcontainer(\/[\w.-]+)?$/, '');
  const observe = (id: string | undefined, line: number, version?: string): Observation[] =>
    id === undefined || byId(id) === undefined ? [] : [observeTechnology(input, id, folder, { line, version, development: true })];
  const observations = observe('dev-containers', root.line);
  const image = entryAt(root, 'image');
  if (image?.value.kind === 'scalar') {
    const written = image.value.text;
    const own = /(?:^|\/)devcontainers\/([\w.-]{1,60})(?::([\w.-]{1,60}))?$/.exec(written);
    const id = own === null ? byImage(written)?.id : brought.get(own[1] ?? '');
    // `1-3.12-bookworm` is the image's own version before that of the language.
    observations.push(...observe(id, image.line, own === null ? undefined : versionIn(own[2] ?? '')));
  }
  for (const [name, entry] of entriesAt(root, 'features')) {
    const feature = /\/([\w-]{1,60})(?::[\w.-]{1,40})?$/.exec(name)?.[1] ?? name;
    const version = entry.value.kind === 'scalar' ? entry.value.text : textAt(entry.value, 'version');
    observations.push(...observe(brought.get(feature), entry.line, /^\d/.test(version ?? '') ? version : undefined));
  }
  const compose = entryAt(root, 'dockerComposeFile');
  if (compose !== undefined) observations.push(...observe('docker-compose', compose.line));
  return { observations, problems };
}

function versionIn(tag: string): string | undefined {
  const parts = tag.split('-');
  const number = parts.find((part, index) => index > 0 && /^\d/.test(part));
  return (
    number ?? (/^\d+(\.\d+)?$/.test(parts[0] ?? '') && parts.length <= 2 && parts[0] !== '1' && parts[0] !== '0' ? parts[0] : undefined)
  );
}

import { entriesAt, entryAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { Detector } from '../observation.ts';
import { commandsOf, imagesOf, maxCommands, placed, readYamlPipeline } from './pipeline.ts';
import type { Pipeline, Placed } from './pipeline.ts';

/** Reads Drone and Woodpecker pipelines, which write steps and services alike. */
export const drone: Detector = {
  id: 'drone',
  matches: (path) => /^([^/]+\/)?\.((drone|woodpecker)\.ya?ml|woodpecker\/[\w./-]+\.ya?ml)$/i.test(path),
  detect: (input) =>
    readYamlPipeline(input, (_, lines, documents) => read(/woodpecker/i.test(input.path) ? 'woodpecker' : 'drone', lines, documents)),
  examples: [
    {
      path: '.drone.yml',
      text: 'kind: pipeline\ntype: docker\nname: default\nsteps:\n  - name: test\n    image: golang:1.22\n    commands:\n      - go test ./...\nservices:\n  - name: cache\n    image: redis:7\n---\nkind: pipeline\nname: ship\nsteps:\n  - name: push\n    image: plugins/docker\n',
      sees: ['technology drone@4', 'technology go@6', 'technology redis@11', 'practice automated-tests@8', 'practice containers@17'],
    },
    {
      path: '.woodpecker/test.yaml',
      text: 'steps:\n  lint:\n    image: node:22\n    commands: npm run lint\n',
      sees: ['technology woodpecker@1', 'technology nodejs@3', 'practice linting@4'],
    },
    { path: '.drone.yml', text: 'kind: secret\nname: x\n', sees: [], not: ['technology drone@1'] },
  ],
};

function read(tool: string, lines: readonly string[], documents: readonly DataNode[]): Pipeline | undefined {
  const commands: Placed[] = [];
  const images: Placed[] = [];
  let first: number | undefined;
  for (const document of documents) {
    if ((textAt(document, 'kind') ?? 'pipeline') !== 'pipeline') continue;
    for (const key of ['steps', 'pipeline', 'services']) {
      const block = entryAt(document, key);
      if (block === undefined) continue;
      first ??= block.line;
      const steps = block.value.kind === 'list' ? block.value.items : entriesAt(block.value).map(([, entry]) => entry.value);
      for (const step of steps) {
        if (commands.length >= maxCommands) break;
        const [image] = imagesOf(step);
        if (image !== undefined) images.push(image);
        const script = entryAt(step, 'commands');
        if (script !== undefined) commands.push(...commandsOf(script.value, script.line, lines));
        if (image !== undefined && /(^|\/)(plugins|woodpeckerci)\/(plugin-)?(docker|kaniko|docker-buildx|ecr|gcr)(:|$)/.test(image.text))
          commands.push(...placed('docker build', image.line));
      }
    }
  }
  return first === undefined ? undefined : { tool, line: first, commands, images };
}

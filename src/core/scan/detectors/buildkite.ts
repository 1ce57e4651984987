import { entriesAt, entryAt, itemsAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { Detector } from '../observation.ts';
import { commandsOf, eachMap, imagesOf, maxCommands, placed, readYamlPipeline } from './pipeline.ts';
import type { Pipeline, Placed } from './pipeline.ts';

/** Reads Buildkite pipelines: commands of steps and the images of the Docker plugin. */
export const buildkite: Detector = {
  id: 'buildkite',
  matches: (path) =>
    /^([^/]+\/)?\.?buildkite\/([\w.-]+\/)*(pipelines\/[\w./-]+|[\w.-]*pipeline[\w.-]*)\.ya?ml$|^([^/]+\/)?buildkite\.ya?ml$/i.test(path),
  detect: (input) => readYamlPipeline(input, read),
  examples: [
    {
      path: '.buildkite/pipeline.yml',
      text: 'steps:\n  - label: test\n    command: go test ./...\n    plugins:\n      - docker#v5.11.0:\n          image: golang:1.22\n  - wait\n  - group: ship\n    steps:\n      - commands:\n          - make image\n          - kubectl apply -f k8s\n',
      sees: [
        'technology buildkite@1',
        'technology go@6',
        'practice automated-tests@3',
        'practice continuous-delivery@12',
        'deployment kubernetes@12',
      ],
    },
    { path: '.buildkite/pipeline.yml', text: 'agents:\n  queue: x\n', sees: [], not: ['technology buildkite@1'] },
  ],
};

function read(root: DataNode, lines: readonly string[]): Pipeline | undefined {
  // A pipeline may also be the bare list of its steps.
  const steps = entryAt(root, 'steps');
  if (steps === undefined && root.kind !== 'list') return undefined;
  const commands: Placed[] = [];
  const images: Placed[] = [];
  eachMap(steps?.value ?? root, (map) => {
    for (const key of ['command', 'commands']) {
      const script = entryAt(map, key);
      if (script !== undefined) commands.push(...commandsOf(script.value, script.line, lines));
    }
    for (const plugin of itemsAt(map, 'plugins')) {
      for (const [name, entry] of entriesAt(plugin)) {
        if (name.startsWith('docker#')) images.push(...imagesOf(entry.value));
        if (/(^|\/)(ecs-deploy|aws-lambda-deploy)#/.test(name)) commands.push(...placed('aws ecs update-service', entry.line));
      }
    }
    return commands.length < maxCommands;
  });
  return { tool: 'buildkite', line: steps?.line ?? root.line, commands, images };
}

import { entriesAt, entryAt, itemsAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { Detector } from '../observation.ts';
import { commandsOf, eachMap, imagesOf, maxCommands, placed, readYamlPipeline } from './pipeline.ts';
import type { Pipeline, Placed } from './pipeline.ts';

/** Reads CircleCI configuration: run steps, images of executors, and the orbs' commands that stand for a known one. */
export const circleci: Detector = {
  id: 'circleci',
  matches: (path) => /^([^/]+\/)?\.circleci\/[\w.-]+\.ya?ml$/i.test(path),
  detect: (input) => readYamlPipeline(input, read),
  examples: [
    {
      path: '.circleci/config.yml',
      text: 'version: 2.1\norbs:\n  heroku: circleci/heroku@2.0\njobs:\n  test:\n    docker:\n      - image: cimg/ruby:3.2\n      - image: cimg/postgres:14.0\n    steps:\n      - checkout\n      - run: bundle install\n      - run:\n          name: Specs\n          command: bundle exec rspec\nworkflows:\n  all:\n    jobs:\n      - test\n      - heroku/deploy-via-git:\n          requires: [test]\n',
      sees: [
        'technology circleci@1',
        'technology ruby@7',
        'technology postgresql@8',
        'practice automated-tests@14',
        'practice continuous-integration@14',
        'practice continuous-delivery@19',
        'deployment heroku@19',
      ],
    },
    {
      path: '.circleci/config.yml',
      text: 'version: 2.1\njobs:\n  a:\n    steps: [checkout]\n',
      sees: [],
      not: ['practice automated-tests@4'],
    },
  ],
};

/** What commands and jobs of orbs do, as the command that they stand for. */
const orbCommands: readonly (readonly [RegExp, string])[] = [
  [/^circleci\/node\/(test|run-tests)$/, 'npm test'],
  [/^circleci\/python\/(test|pytest)$/, 'pytest'],
  [/^circleci\/ruby\/(rspec|minitest)-test$/, 'rspec'],
  [/^circleci\/ruby\/rubocop-check$/, 'rubocop'],
  [/^circleci\/go\/test$/, 'go test'],
  [/^circleci\/(maven|gradle)\/test$/, 'mvn test'],
  [/^circleci\/rust\/test$/, 'cargo test'],
  [/^cypress-io\/cypress\/run$/, 'npx cypress run'],
  [/^circleci\/heroku\/(deploy-via-git|push-docker-image|release-docker-image)$/, 'heroku container:release'],
  [/^circleci\/aws-ecs\/(deploy-service-update|update-service|deploy-ecs-scheduled-task)$/, 'aws ecs update-service'],
  [/^circleci\/aws-(s3\/sync|serverless\/deploy|sam-serverless\/deploy|cloudformation\/deploy|code-deploy\/deploy)$/, 'sam deploy'],
  [/^circleci\/aws-elastic-beanstalk\/deploy$/, 'eb deploy'],
  [/^circleci\/gcp-cloud-run\/deploy$/, 'gcloud run deploy'],
  [/^circleci\/(helm\/(upgrade|install)-helm-chart|kubernetes\/(create-or-update-resource|update-container-image))$/, 'kubectl apply'],
  [/^circleci\/azure-webapp\/deploy$/, 'az webapp deploy'],
  [/^circleci\/terraform\/apply$/, 'terraform apply'],
  [/^circleci\/(docker\/(publish|build)|aws-ecr\/build[\w-]*|gcp-gcr\/build-image)$/, 'docker build'],
  [/^superfly\/flyctl\/deploy$|\/flyctl\/deploy$/, 'fly deploy'],
];

function read(root: DataNode, lines: readonly string[]): Pipeline | undefined {
  const first = entryAt(root, 'version') ?? entryAt(root, 'jobs');
  if (first === undefined || (entryAt(root, 'jobs') === undefined && entryAt(root, 'workflows') === undefined)) return undefined;
  const orbs = new Map(
    entriesAt(root, 'orbs').flatMap(([alias, entry]) =>
      entry.value.kind === 'scalar' ? [[alias, entry.value.text.split('@')[0] ?? ''] as const] : [],
    ),
  );
  const commands: Placed[] = [];
  const images: Placed[] = [];
  eachMap(root, (map) => {
    for (const item of itemsAt(map, 'docker')) images.push(...imagesOf(item));
    for (const key of ['steps', 'pre-steps', 'post-steps', 'jobs'])
      for (const step of itemsAt(map, key)) commands.push(...commandsOfStep(step, orbs, lines));
    return commands.length < maxCommands;
  });
  return { tool: 'circleci', line: first.line, commands, images, elsewhere: entryAt(root, 'setup')?.line };
}

/** A step is a word (`checkout`, `node/test`) or a map with one key. A job of a workflow is written the same way. */
function commandsOfStep(step: DataNode, orbs: ReadonlyMap<string, string>, lines: readonly string[]): readonly Placed[] {
  if (step.kind === 'scalar') return orbCommand(step.text, step.line, orbs);
  return entriesAt(step).flatMap(([name, entry]) => {
    if (name !== 'run') return orbCommand(name, entry.line, orbs);
    const command = entry.value.kind === 'map' ? entryAt(entry.value, 'command') : entry;
    return command === undefined ? [] : commandsOf(command.value, command.line, lines);
  });
}

function orbCommand(name: string, line: number, orbs: ReadonlyMap<string, string>): readonly Placed[] {
  const [alias = '', ...rest] = name.split('/');
  const full = `${orbs.get(alias) ?? ''}/${rest.join('/')}`;
  const command = rest.length === 1 ? orbCommands.find(([pattern]) => pattern.test(full))?.[1] : undefined;
  return command === undefined ? [] : placed(command, line);
}

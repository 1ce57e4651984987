import { entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { Detector } from '../observation.ts';
import { commandsOf, eachMap, imagesOf, maxCommands, placed, readYamlPipeline } from './pipeline.ts';
import type { Pipeline, Placed } from './pipeline.ts';

/** Reads Bitbucket Pipelines: scripts, pipes that stand for a command, images, services and deployments. */
export const bitbucketPipelines: Detector = {
  id: 'bitbucket-pipelines',
  matches: (path) => /^([^/]+\/)?bitbucket-pipelines\.ya?ml$/i.test(path),
  detect: (input) => readYamlPipeline(input, readBitbucket),
  examples: [
    {
      path: 'bitbucket-pipelines.yml',
      text: 'image: node:20\npipelines:\n  default:\n    - step:\n        script:\n          - npm ci\n          - npm test\n        services: [postgres]\n  branches:\n    main:\n      - step:\n          deployment: production\n          script:\n            - pipe: atlassian/aws-ecs-deploy:1.6.2\ndefinitions:\n  services:\n    postgres:\n      image: postgres:15\n',
      sees: [
        'technology bitbucket-pipelines@2',
        'technology nodejs@1',
        'technology postgresql@18',
        'practice automated-tests@7',
        'practice continuous-delivery@14',
        'deployment aws@14',
      ],
    },
  ],
};

/** Pipes by the command that they stand for. */
const pipes: readonly (readonly [RegExp, string])[] = [
  [/^atlassian\/(aws-(ecs|elasticbeanstalk|lambda|cloudformation|s3|code|eks)|ecs)[\w-]*/, 'aws ecs update-service'],
  [/^(atlassian|microsoft)\/azure-(web-apps|functions|arm|container|static)[\w-]*/, 'az webapp deploy'],
  [/^(atlassian|google)\/(google-)?(app-engine|cloud-run|cloud-functions)[\w-]*/, 'gcloud run deploy'],
  [/^atlassian\/(google-gke|azure-aks|aws-eks|kubectl)[\w-]*/, 'kubectl apply'],
  [/^atlassian\/heroku-deploy/, 'heroku container:release'],
  [/^atlassian\/firebase-deploy/, 'firebase deploy'],
  [/^atlassian\/(ssh-run|scp-deploy|rsync-deploy|ftp-deploy|sftp-deploy)/, 'kamal deploy'],
];

function readBitbucket(root: DataNode, lines: readonly string[]): Pipeline | undefined {
  const first = entryAt(root, 'pipelines');
  if (first === undefined) return undefined;
  const commands: Placed[] = [];
  const images: Placed[] = [...imagesOf(root)];
  const deliveries: number[] = [];
  eachMap(root, (map) => {
    for (const key of ['script', 'after-script']) {
      const script = map.entries.get(key);
      if (script === undefined) continue;
      commands.push(...commandsOf(script.value, script.line, lines));
      for (const item of itemsAt(map, key)) {
        const pipe = entryAt(item, 'pipe');
        const name = pipe?.value.kind === 'scalar' ? pipe.value.text.replace(/^docker:\/\//, '') : '';
        const command = pipes.find(([pattern]) => pattern.test(name))?.[1];
        if (pipe !== undefined && command !== undefined) commands.push(...placed(command, pipe.line));
      }
      images.push(...imagesOf(map));
    }
    const deployment = map.entries.get('deployment');
    if (deployment?.value.kind === 'scalar') deliveries.push(deployment.line);
    return commands.length < maxCommands;
  });
  for (const [, service] of entriesAt(root, 'definitions', 'services')) images.push(...imagesOf(service.value));
  return { tool: 'bitbucket-pipelines', line: first.line, commands, images, deliveries };
}

/** Reads Travis CI files: scripts, services, language versions and deployment providers. */
export const travis: Detector = {
  id: 'travis',
  matches: (path) => /^([^/]+\/)?\.travis\.ya?ml$/i.test(path),
  detect: (input) => readYamlPipeline(input, readTravis),
  examples: [
    {
      path: '.travis.yml',
      text: 'language: python\npython:\n  - "3.11"\nservices: [postgresql]\nscript:\n  - pytest\ndeploy:\n  provider: heroku\n  app: shop\n',
      sees: [
        'technology travis-ci@1',
        'technology python@3',
        'technology postgresql@4',
        'practice automated-tests@6',
        'practice continuous-delivery@8',
        'deployment heroku@8',
      ],
    },
    {
      path: '.travis.yml',
      text: 'language: c\nnotifications:\n  email: false\n',
      sees: ['technology travis-ci@1'],
      not: ['practice automated-tests@1'],
    },
  ],
};

/** Deployment providers by the command that they stand for; a registry of packages is no place to run. */
const providers: Readonly<Record<string, string>> = {
  heroku: 'heroku container:release',
  s3: 'sam deploy',
  lambda: 'sam deploy',
  elasticbeanstalk: 'eb deploy',
  codedeploy: 'sam deploy',
  gae: 'gcloud app deploy',
  firebase: 'firebase deploy',
  netlify: 'netlify deploy',
  azure_web_apps: 'az webapp deploy',
  cloudfoundry: 'cf push',
};

/** Services of Travis by catalogue id. */
const travisServices: Readonly<Record<string, string>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  mongodb: 'mongodb',
  redis: 'redis',
  'redis-server': 'redis',
  rabbitmq: 'rabbitmq',
  elasticsearch: 'elasticsearch',
  memcached: 'memcached',
  docker: 'docker',
};

/** Keys under which a language's versions stand, by catalogue id. */
const travisVersions: Readonly<Record<string, string>> = {
  node_js: 'nodejs',
  python: 'python',
  rvm: 'ruby',
  ruby: 'ruby',
  go: 'go',
  php: 'php',
  elixir: 'elixir',
};

function readTravis(root: DataNode, lines: readonly string[]): Pipeline | undefined {
  const first = [...entriesAt(root)].find(([key]) => /^(language|script|jobs|matrix|install|os|dist|sudo|services)$/.test(key))?.[1];
  if (first === undefined) return undefined;
  const commands: Placed[] = [];
  const runtimes: { technology: string; version?: string; line: number }[] = [];
  eachMap(root, (map) => {
    for (const key of ['before_install', 'install', 'before_script', 'script', 'after_success', 'deploy']) {
      const script = map.entries.get(key);
      if (script !== undefined) commands.push(...commandsOf(script.value, script.line, lines));
    }
    for (const target of oneOrMore(map.entries.get('deploy'))) {
      const provider = entryAt(target, 'provider');
      const command =
        provider?.value.kind === 'scalar' && Object.hasOwn(providers, provider.value.text) ? providers[provider.value.text] : undefined;
      if (provider !== undefined && command !== undefined) commands.push(...placed(command, provider.line));
    }
    return commands.length < maxCommands;
  });
  for (const service of oneOrMore(entryAt(root, 'services')))
    if (service.kind === 'scalar' && Object.hasOwn(travisServices, service.text))
      runtimes.push({ technology: travisServices[service.text] ?? '', line: service.line });
  for (const [key, technology] of Object.entries(travisVersions))
    for (const version of oneOrMore(entryAt(root, key)).slice(0, 10))
      if (version.kind === 'scalar') runtimes.push({ technology, version: version.text, line: version.line });
  // Without a script of its own a language has one that tests.
  const language = entryAt(root, 'script') === undefined ? entryAt(root, 'language') : undefined;
  return { tool: 'travis-ci', line: first.line, commands, runtimes, elsewhere: language?.line };
}

function oneOrMore(entry: DataEntry | undefined): readonly DataNode[] {
  if (entry === undefined) return [];
  return entry.value.kind === 'list' ? entry.value.items : [entry.value];
}

/** Reads Google Cloud Build files: each step is an image with arguments, which together are a command. */
export const cloudBuild: Detector = {
  id: 'cloud-build',
  matches: (path) => /(^|\/)cloudbuild([._-][\w.-]+)?\.(ya?ml|json)$/i.test(path),
  detect: (input) => readYamlPipeline(input, readCloudBuild),
  examples: [
    {
      path: 'cloudbuild.yaml',
      text: "steps:\n  - name: node:20\n    entrypoint: npm\n    args: [test]\n  - name: gcr.io/cloud-builders/docker\n    args: ['build', '-t', 'gcr.io/$PROJECT_ID/api', '.']\n  - name: gcr.io/google.com/cloudsdktool/cloud-sdk\n    entrypoint: gcloud\n    args:\n      - run\n      - deploy\n      - api\n      - --region=europe-west1\n",
      sees: [
        'technology google-cloud-build@1',
        'technology nodejs@2',
        'practice automated-tests@4',
        'practice containers@6',
        'practice continuous-delivery@11',
        'deployment gcp@11',
        'deployment gcp@13',
      ],
    },
    { path: 'cloudbuild.yaml', text: 'apiVersion: v1\nkind: ConfigMap\n', sees: [], not: ['technology google-cloud-build@1'] },
  ],
};

function readCloudBuild(root: DataNode, lines: readonly string[]): Pipeline | undefined {
  const first = entryAt(root, 'steps');
  if (first?.value.kind !== 'list') return undefined;
  const commands: Placed[] = [];
  const images: Placed[] = [];
  for (const step of first.value.items.slice(0, 1_000)) {
    const image = textAt(step, 'name') ?? '';
    images.push(...imagesOf(step, 'name'));
    const script = entryAt(step, 'script');
    if (script !== undefined) commands.push(...commandsOf(script.value, script.line, lines));
    const args = entryAt(step, 'args');
    if (args === undefined) continue;
    const entrypoint = textAt(step, 'entrypoint') ?? image.replace(/[@:][^/]*$/, '').replace(/^.*\//, '');
    const words = args.value.kind === 'list' ? args.value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) : [];
    // A shell's argument is a script of its own, with its own lines.
    if (/^(\/?(usr\/)?bin\/)?(ba|a|da)?sh$/.test(entrypoint)) commands.push(...commandsOf(args.value, args.line, lines));
    else {
      const isSpread = args.value.kind === 'list' && args.value.items.some((item) => item.line !== args.line);
      const [command] = placed([entrypoint, ...words].join(' '), args.line);
      if (command !== undefined) commands.push(isSpread ? { ...command, joined: true } : command);
    }
  }
  return { tool: 'google-cloud-build', line: first.line, commands, images };
}

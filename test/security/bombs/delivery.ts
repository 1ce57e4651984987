import { bomb, limit, lines } from './bomb.ts';
import type { Bomb } from './bomb.ts';

const jobs = (count: number, body: string): string => lines(count, (index) => `job${String(index)}:\n${body}`);

/** Words that rules look for far apart, on one line as long as a line may be. */
const words = 'mvn gradle npm --a --b kubectl -n x helm git push az pnpm -r nx '.repeat(140);

/** Files of delivery tools and platforms that are made to hurt a reader. */
export const deliveryBombs: readonly Bomb[] = [
  bomb('GitLab of jobs', '.gitlab-ci.yml', jobs(12_000, '  script: npm test\n  image: node:20')),
  bomb('GitLab of long commands', 'a/.gitlab-ci.yml', jobs(110, `  script:\n    - ${words}`)),
  bomb(
    'GitLab that extends in a circle',
    'b/.gitlab-ci.yml',
    `.a:\n  extends: .b\n.b:\n  extends: [.a, .b]\n${jobs(9_000, '  extends: .a')}`,
  ),
  bomb(
    'GitLab of scripts that are nowhere',
    'c/.gitlab-ci.yml',
    jobs(60, `  script: >-\n${lines(600, (index) => `    ${'x'.repeat(20)}${String(index)}\n`)}`),
  ),
  bomb(
    'GitLab of references',
    'd/.gitlab-ci.yml',
    `.a:\n  script:\n${lines(400, () => '    - npm test')}\n${jobs(9_000, '  script:\n    - !reference [.a, script]')}`,
  ),
  bomb('Azure Pipelines of steps', 'azure-pipelines.yml', `steps:\n${lines(19_000, () => '- task: Maven@3\n  inputs: {goals: test}')}`),
  bomb(
    'Azure Pipelines of long inputs',
    'a/azure-pipelines.yml',
    `steps:\n${lines(100, () => `- task: Maven@3\n  inputs:\n    goals: ${'a '.repeat(4_000)}`)}`,
  ),
  bomb(
    'CircleCI of steps',
    '.circleci/config.yml',
    `version: 2\njobs:\n  a:\n    steps:\n${lines(30_000, () => '    - run: mvn mvn mvn')}`,
  ),
  bomb('CircleCI of orbs', 'a/.circleci/config.yml', `version: 2\njobs:\n  a:\n    steps:\n${lines(30_000, () => '    - a/b/c/d')}`),
  bomb('Buildkite of groups', '.buildkite/pipeline.yml', `steps:\n${lines(25, (index) => `${'  '.repeat(index * 2)}- steps:`)}`),
  bomb('Drone of documents', '.drone.yml', 'kind: pipeline\nsteps:\n- {name: a, image: b, commands: [c]}\n---\n'.repeat(6_000)),
  bomb('Travis of deployments', '.travis.yml', `language: c\ndeploy:\n${lines(35_000, () => '- provider: heroku')}`),
  bomb('Cloud Build of arguments', 'cloudbuild.yaml', `steps:\n- name: gcloud\n  args: [${'run,'.repeat(30_000)}]`),
  bomb('Jenkinsfile on one line', 'Jenkinsfile', `sh 'a'${" sh(script: 'b', ".repeat(60_000)}`),
  bomb('Jenkinsfile of quotes', 'a/Jenkinsfile', `${'\'\'\'\n"""\n'.repeat(120_000)}`),
  bomb('Jenkinsfile of comments', 'b/Jenkinsfile', '/* */ '.repeat(1_500).concat('\n').repeat(110)),
  bomb('Jenkinsfile of long lines', 'c/Jenkinsfile', `${`sh [a: 'b', ${'c: d, '.repeat(1_400)}\n`.repeat(100)}`),
  bomb('TeamCity of quotes', '.teamcity/settings.kts', 'project {\nscriptContent = """\n'.repeat(35_000)),
  bomb('pre-commit of hooks', '.pre-commit-config.yaml', `repos:\n- hooks:\n${lines(35_000, () => '  - id: x')}`),
];

/** The same for platforms. */
export const platformBombs: readonly Bomb[] = [
  bomb('Procfile of processes', 'Procfile', `${'a: celery celery celery worker\n'.repeat(30_000)}`),
  bomb('Procfile on one line', 'a/Procfile', `web: ${'celery '.repeat(150_000)}`),
  bomb('app.json of add-ons', 'app.json', `{"addons":[${'"heroku-redis:a",'.repeat(35_000)}]}`),
  bomb('fly.toml of processes', 'fly.toml', `app = "a"\n[processes]\n${lines(12_000, (index) => `p${String(index)} = "a"`)}`),
  bomb(
    'fly.toml of services',
    'a/fly.toml',
    `app = "a"\n[processes]\n${lines(900, (index) => `p${String(index)} = "a"`)}\n${'[[services]]\nprocesses = ["a"]\n'.repeat(4_500)}`,
  ),
  bomb('render.yaml of services', 'render.yaml', `services:\n${lines(15_000, (index) => `- {type: web, name: s${String(index)}}`)}`),
  bomb(
    'render.yaml of groups',
    'a/render.yaml',
    `services:\n- type: web\n  name: a\n  envVars:\n${lines(9_000, () => '  - fromGroup: z')}\nenvVarGroups:\n${lines(9_000, () => '- name: a')}`,
  ),
  bomb('wrangler of bindings', 'wrangler.toml', `name = "a"\nmain = "b"\n${'[[kv_namespaces]]\nbinding = "A"\n'.repeat(9_000)}`),
  bomb('wrangler nested', 'wrangler.json', `{"a":${'['.repeat(limit)}`),
  bomb('vercel.json of rewrites', 'vercel.json', `{"rewrites":[${'{"destination":"https://a.b/c"},'.repeat(12_000)}]}`),
  bomb(
    'netlify.toml of redirects',
    'netlify.toml',
    `[build]\npublish = "a"\n${'[[redirects]]\nto = "https://a.b"\nstatus = 200\n'.repeat(7_000)}`,
  ),
  bomb(
    'app.yaml of variables',
    'app.yaml',
    `runtime: nodejs20\nenv_variables:\n${lines(35_000, (index) => `  A${String(index)}_URL: http://a${String(index)}:80`)}`,
  ),
  bomb('DigitalOcean of services', '.do/app.yaml', `services:\n${lines(35_000, (index) => `- name: s${String(index)}`)}`),
  bomb('Cloud Foundry of applications', 'manifest.yml', `applications:\n${lines(35_000, (index) => `- name: s${String(index)}`)}`),
  bomb('firebase.json of rewrites', 'firebase.json', `{"hosting":{"rewrites":[${'{"run":{"serviceId":"a"}},'.repeat(12_000)}]}}`),
  bomb('Supabase of functions', 'supabase/config.toml', `project_id = "a"\n${lines(9_000, (index) => `[functions.f${String(index)}]`)}`),
  bomb('an edge function on one line', 'supabase/functions/a/index.ts', 'serve '.repeat(170_000)),
];

import { describe, expect, it } from 'vitest';
import { azurePipelines } from '../../../../src/core/scan/detectors/azure-pipelines.ts';
import { buildkite } from '../../../../src/core/scan/detectors/buildkite.ts';
import { circleci } from '../../../../src/core/scan/detectors/circleci.ts';
import { dependencyBots } from '../../../../src/core/scan/detectors/dependency-bots.ts';
import { drone } from '../../../../src/core/scan/detectors/drone.ts';
import { gitlabCi } from '../../../../src/core/scan/detectors/gitlab-ci.ts';
import { bitbucketPipelines, cloudBuild, travis } from '../../../../src/core/scan/detectors/hosted-pipelines.ts';
import { detectors } from '../../../../src/core/scan/detectors/index.ts';
import { jenkinsfile } from '../../../../src/core/scan/detectors/jenkinsfile.ts';
import { commandRules, installs } from '../../../../src/core/scan/detectors/pipeline-rules.ts';
import { preCommit } from '../../../../src/core/scan/detectors/pre-commit.ts';
import { teamcity } from '../../../../src/core/scan/detectors/teamcity.ts';
import type { Detector } from '../../../../src/core/scan/observation.ts';
import { deliveryBombs } from '../../../security/bombs/delivery.ts';
import { detect, lineOf } from '../../../support/detect.ts';

describe('what a command of a pipeline shows', () => {
  for (const [index, rule] of commandRules.entries()) {
    const name = `${rule.practice}${rule.target === undefined ? '' : ` to ${rule.target}`} (${String(index + 1)})`;
    it(name, () => {
      const shows = (text: string): boolean => rule.pattern.test(text) && rule.except?.test(text) !== true;
      expect(rule.examples.filter((text) => !shows(text))).toEqual([]);
      expect(rule.not.filter(shows)).toEqual([]);
    });
  }
});

it('tells what is installed from what is run', () => {
  for (const text of ['pip install pytest', 'gem install rspec', 'npm install -g eslint', 'apt-get -y install shellcheck', 'go get x/lint'])
    expect(installs.test(text), text).toBe(true);
  for (const text of ['mvn clean install', 'helm install shop chart', 'npm run test', 'go test ./...'])
    expect(installs.test(text), text).toBe(false);
});

async function seen(detector: Detector, path: string, text: string): Promise<readonly string[]> {
  return (await detect(detector, path, text)).observations.map(lineOf);
}

describe('what is integrated and what is only delivered', () => {
  it('says no continuous integration of a pipeline that only delivers', async () => {
    const found = await seen(gitlabCi, '.gitlab-ci.yml', 'ship:\n  script:\n    - kubectl apply -f k8s\n');
    expect(found).toContain('practice continuous-delivery@3');
    expect(found.some((line) => line.includes('continuous-integration'))).toBe(false);
  });

  it('says it where the pipeline builds, but never that it tests', async () => {
    const found = await seen(
      gitlabCi,
      '.gitlab-ci.yml',
      'build:\n  script:\n    - docker build -t api .\n    - echo npm test\n    - pip install pytest\n',
    );
    expect(found).toContain('practice continuous-integration@3');
    expect(found.some((line) => line.includes('automated-tests'))).toBe(false);
  });

  it('says it where the work is done by a library or a template', async () => {
    expect(await seen(gitlabCi, '.gitlab-ci.yml', 'include:\n  - project: ci/all\n    file: go.yml\n')).toContain(
      'practice continuous-integration@1',
    );
    expect(await seen(jenkinsfile, 'Jenkinsfile', 'node {\n  buildPlugin(useContainerAgent: true)\n}\n')).toContain(
      'practice continuous-integration@2',
    );
  });
});

describe('GitLab', () => {
  it('follows anchors, extends and references within the file, and leaves hidden jobs alone', async () => {
    const text =
      '.setup: &setup\n  before_script:\n    - npm ci\n.lint:\n  script:\n    - npm run lint\n.dead:\n  script:\n    - fly deploy\na:\n  <<: *setup\n  script:\n    - !reference [.lint, script]\nb:\n  extends: [.lint]\n  script:\n    - npm test\n';
    const found = await seen(gitlabCi, '.gitlab-ci.yml', text);
    expect(found).toEqual(expect.arrayContaining(['practice linting@6', 'practice automated-tests@17']));
    expect(found.some((line) => line.startsWith('deployment fly'))).toBe(false);
  });

  it('takes an environment of a merge request or one that is stopped for no delivery', async () => {
    const text =
      'a:\n  script: x\n  environment:\n    name: review/$CI\nb:\n  script: x\n  environment:\n    name: production\n    action: stop\n';
    expect((await seen(gitlabCi, '.gitlab-ci.yml', text)).some((line) => line.includes('delivery'))).toBe(false);
  });
});

it('points to the line of a folded command on which the words stand', async () => {
  const text =
    'ship:\n  script:\n    - >-\n      /kaniko/executor\n      --context .\n    - >-\n      timeout 60\n      kubectl apply\n      -f k8s\n';
  const found = await seen(gitlabCi, '.gitlab-ci.yml', text);
  expect(found).toEqual(expect.arrayContaining(['practice containers@4', 'deployment kubernetes@8']));
});

describe('Jenkins', () => {
  it('reads scripts over several lines with their own lines, and no comments or texts', async () => {
    const text =
      'pipeline {\n  /* sh "fly deploy"\n  */\n  agent { kubernetes { yaml """\n    image: kubectl apply\n  """ } }\n  steps {\n    sh(script: """\n      mvn verify\n      helm upgrade shop chart\n    """)\n    // kubectl apply\n    archive \'**/*.jar\'\n    sh "npm run lint"\n  }\n}\n';
    const found = await seen(jenkinsfile, 'Jenkinsfile', text);
    expect(found).toEqual(expect.arrayContaining(['practice automated-tests@9', 'deployment kubernetes@10', 'practice linting@14']));
    expect(found.some((line) => line.includes('fly'))).toBe(false);
  });

  it('says where a text is never closed', async () => {
    const { problems, observations } = await detect(jenkinsfile, 'Jenkinsfile', "node {\n  sh 'mvn test'\n  sh '''\n    x\n");
    expect(problems).toMatchObject([{ reason: 'syntax-error', line: 3 }]);
    expect(observations.map(lineOf)).toContain('practice automated-tests@2');
  });
});

it('TeamCity settings with a text that is never closed say where, and keep what stands before it', async () => {
  const text = 'project {\n  gradle { tasks = "check" }\n  script { scriptContent = """\n    x\n';
  const { problems, observations } = await detect(teamcity, '.teamcity/settings.kts', text);
  expect(problems).toMatchObject([{ reason: 'syntax-error', line: 3 }]);
  expect(observations.map(lineOf)).toContain('practice automated-tests@2');
});

describe('a broken file is a problem with its line, and what stands before it is kept', () => {
  const broken: readonly (readonly [Detector, string, string, number, string])[] = [
    [gitlabCi, '.gitlab-ci.yml', 'a:\n  script: npm test\nb: [\n', 4, 'practice automated-tests@2'],
    [azurePipelines, 'azure-pipelines.yml', 'steps:\n- script: npm test\n- script: "x\n', 4, 'practice automated-tests@2'],
    [
      circleci,
      '.circleci/config.yml',
      'version: 2\njobs:\n  a:\n    steps:\n    - run: npm test\n  b: {\n',
      7,
      'practice automated-tests@5',
    ],
    [buildkite, '.buildkite/pipeline.yml', 'steps:\n- command: npm test\n- [\n', 4, 'practice automated-tests@2'],
    [drone, '.drone.yml', 'steps:\n- commands: [npm test]\n- {\n', 4, 'practice automated-tests@2'],
    [
      bitbucketPipelines,
      'bitbucket-pipelines.yml',
      'pipelines:\n  default:\n  - step: {script: [npm test]}\n  x: [\n',
      5,
      'practice automated-tests@3',
    ],
    [travis, '.travis.yml', 'language: node_js\nscript: npm test\nx: [\n', 4, 'practice automated-tests@2'],
    [cloudBuild, 'cloudbuild.yaml', 'steps:\n- name: npm\n  args: [test]\nx: [\n', 5, 'practice automated-tests@3'],
    [preCommit, '.pre-commit-config.yaml', 'repos:\n- hooks:\n  - id: ruff\nx: [\n', 5, 'practice linting@3'],
    [dependencyBots, '.github/dependabot.yml', 'updates:\n- package-ecosystem: npm\nx: [\n', 4, 'practice dependency-updates@2'],
  ];
  for (const [detector, path, text, line, keeps] of broken) {
    it(detector.id, async () => {
      const { observations, problems } = await detect(detector, path, text);
      expect(observations.map(lineOf)).toContain(keeps);
      expect(problems.some((problem) => problem.line !== undefined && problem.line >= line - 1 && problem.line <= line)).toBe(true);
    });
  }
});

describe('hostile files end within two seconds', () => {
  for (const { name, path, text } of deliveryBombs) {
    it(name, async () => {
      const reading = detectors.filter((detector) => detector.matches(path));
      expect(reading.length).toBeGreaterThan(0);
      const start = process.threadCpuUsage();
      for (const detector of reading) await detect(detector, path, text);
      const { user, system } = process.threadCpuUsage(start);
      expect((user + system) / 1_000).toBeLessThan(2_000);
    });
  }
});

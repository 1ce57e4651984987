import { entryAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import type { Detector } from '../observation.ts';
import { commandsOf, eachMap, imagesOf, maxCommands, placed, readYamlPipeline } from './pipeline.ts';
import type { Pipeline, Placed } from './pipeline.ts';

/** Reads Azure Pipelines and their templates: scripts, the tasks that stand for a command, deployment jobs, runtimes. */
export const azurePipelines: Detector = {
  id: 'azure-pipelines',
  matches: (path) =>
    /(^|\/)(\.?azure-?pipelines?[\w.-]*|\.vsts-ci)\.ya?ml$|(^|\/)(\.azure-?pipelines|azure-?pipelines|\.azuredevops|\.azdo|\.azure\/pipelines|\.pipelines)\/.*\.ya?ml$/i.test(
      path,
    ),
  detect: (input) => readYamlPipeline(input, read),
  examples: [
    {
      path: 'azure-pipelines.yml',
      text: 'trigger: [main]\npool: { vmImage: ubuntu-latest }\nstages:\n  - stage: Build\n    jobs:\n      - job: Test\n        steps:\n          - task: UseDotNet@2\n            inputs:\n              version: 8.0.x\n          - task: DotNetCoreCLI@2\n            inputs:\n              command: test\n  - stage: Release\n    jobs:\n      - deployment: Web\n        environment: production\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - task: AzureWebApp@1\n                  inputs:\n                    appName: shop\n',
      sees: [
        'technology azure-pipelines@1',
        'technology dotnet@10',
        'practice automated-tests@11',
        'practice continuous-delivery@22',
        'deployment azure@22',
      ],
    },
    {
      path: '.azure-pipelines/steps.yml',
      text: 'parameters:\n  - name: x\nsteps:\n  - script: |\n      npm ci\n      npm run lint\n',
      sees: ['practice linting@6', 'practice continuous-integration@6'],
      not: ['practice automated-tests@6'],
    },
    { path: 'azure-pipelines.yaml', text: 'openapi: 3.0.0\npaths: {}\n', sees: [], not: ['technology azure-pipelines@1'] },
  ],
};

/** What a task does, as the command that it stands for; `{key}` is one of its inputs. */
const taskCommands: readonly (readonly [RegExp, string])[] = [
  [/^DotNetCoreCLI@/, 'dotnet {command}'],
  [/^VSTest@/, 'dotnet test'],
  [/^Maven@/, 'mvn {goals}'],
  [/^Gradle@/, 'gradle {tasks}'],
  [/^Npm@/, 'npm {command} && npm {customCommand}'],
  [/^npmAuthenticate@/, ''],
  [/^Docker(Compose)?@/, 'docker {command}'],
  [/^HelmDeploy@/, 'helm {command}'],
  [/^KubernetesManifest@/, 'kubectl {action}'],
  [/^Kubernetes@/, 'kubectl {command}'],
  [/^Terraform(TaskV\d|CLI)@/, 'terraform {command}'],
  [/^(AzureWebApp|AzureWebAppContainer|AzureRmWebAppDeployment)@/, 'az webapp deploy'],
  [/^AzureFunctionApp(Container)?@/, 'az functionapp deploy'],
  [/^AzureContainerApps@/, 'az containerapp update'],
  [/^AzureStaticWebApp@/, 'az staticwebapp deploy'],
  [/^(AzureResourceManagerTemplateDeployment|AzureResourceGroupDeployment)@/, 'az deployment group create'],
  [/^(ECSDeploy|LambdaDeployFunction|CloudFormationCreateOrUpdateStack|BeanstalkDeployApplication)@/, 'aws ecs update-service'],
];

/** Tasks that install a runtime: the catalogue id and the input with the version. */
const runtimeTasks: readonly (readonly [RegExp, string, string])[] = [
  [/^(NodeTool|UseNode)@/, 'nodejs', 'version'],
  [/^NodeTool@/, 'nodejs', 'versionSpec'],
  [/^UsePythonVersion@/, 'python', 'versionSpec'],
  [/^UseDotNet@/, 'dotnet', 'version'],
  [/^GoTool@/, 'go', 'version'],
  [/^JavaToolInstaller@/, 'java', 'versionSpec'],
  [/^UseRubyVersion@/, 'ruby', 'versionSpec'],
];

function read(root: DataNode, lines: readonly string[]): Pipeline | undefined {
  const first = ['trigger', 'pr', 'stages', 'jobs', 'steps', 'extends', 'schedules']
    .map((key) => entryAt(root, key))
    .filter((entry) => entry !== undefined)
    .toSorted((a, b) => a.line - b.line)[0];
  // A variables template, or a file of something else.
  if (first === undefined || entryAt(root, 'openapi') !== undefined || entryAt(root, 'kind') !== undefined) return undefined;
  const commands: Placed[] = [];
  const images: Placed[] = [];
  const deliveries: number[] = [];
  let elsewhere: number | undefined;
  const runtimes: { technology: string; version?: string; line: number }[] = [];
  eachMap(root, (map) => {
    if (textAt(map, 'enabled') === 'false') return true;
    for (const key of ['script', 'bash', 'pwsh', 'powershell']) {
      const script = map.entries.get(key);
      if (script !== undefined) commands.push(...commandsOf(script.value, script.line, lines));
    }
    const deployment = map.entries.get('deployment');
    if (deployment?.value.kind === 'scalar' && map.entries.has('environment')) deliveries.push(deployment.line);
    images.push(...imagesOf(map, 'container'), ...(map.entries.has('container') ? imagesOf(map) : []));
    const template = map.entries.get('template');
    if (template?.value.kind === 'scalar') elsewhere ??= template.line;
    const task = map.entries.get('task');
    if (task?.value.kind === 'scalar') readTask(map, { text: task.value.text, line: task.line }, lines, commands, runtimes);
    return commands.length < maxCommands;
  });
  return { tool: 'azure-pipelines', line: first.line, commands, images, deliveries, runtimes, elsewhere };
}

function readTask(
  map: DataNode,
  task: Placed,
  lines: readonly string[],
  commands: Placed[],
  runtimes: { technology: string; version?: string; line: number }[],
): void {
  for (const key of ['script', 'inlineScript', 'Inline']) {
    const script = entryAt(map, 'inputs', key);
    if (script !== undefined) commands.push(...commandsOf(script.value, script.line, lines));
  }
  const template = taskCommands.find(([pattern]) => pattern.test(task.text))?.[1];
  if (template !== undefined) {
    const command = template.replace(/\{(\w+)\}/g, (_, key: string) => (textAt(map, 'inputs', key) ?? '').slice(0, 100));
    const written = command.replace(/\bkubectl deploy\b/, 'kubectl apply').replace(/\bdocker buildAndPush\b/i, 'docker build');
    commands.push(...placed(written.trim(), task.line));
  }
  const runtime = runtimeTasks.find(([pattern, , key]) => pattern.test(task.text) && textAt(map, 'inputs', key) !== undefined);
  if (runtime === undefined) return;
  const version = entryAt(map, 'inputs', runtime[2]);
  if (version?.value.kind === 'scalar') runtimes.push({ technology: runtime[1], line: version.line, version: version.value.text });
}

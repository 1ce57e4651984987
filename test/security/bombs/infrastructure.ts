import { bomb, limit, lines } from './bomb.ts';
import type { Bomb } from './bomb.ts';

/** Files made to hurt the readers of Terraform, Bicep, ARM, `azure.yaml` and Pulumi. */
export const infrastructureBombs: readonly Bomb[] = [
  bomb(
    'HCL of locals that name each other',
    'e/main.tf',
    `locals {\n${lines(20_000, (index) => `  a${String(index)} = local.a${String(index + 1)}`)}\n}\nresource "aws_lambda_function" "f" {\n${lines(5_000, (index) => `  b${String(index)} = local.a${String(index)}`)}\n}\n`,
  ),
  bomb(
    'HCL of one local that names all',
    'f/main.tf',
    `locals {\n  all = [${lines(20_000, (index) => `local.a${String(index)},`)}]\n${lines(10_000, (index) => `  a${String(index)} = local.all`)}\n}\nresource "aws_lambda_function" "f" {\n  b = local.all\n}\n`,
  ),
  bomb(
    'HCL of templates in templates',
    'g/main.tf',
    `locals {\n${lines(40, (index) => `  a${String(index)} = "${Array.from({ length: 8 }, () => `\${local.a${String(index + 1)}}`).join('')}"`)}\n}\n${lines(8_000, (index) => `resource "aws_sqs_queue" "main${String(index)}" {\n  count = local.a0 == "1" ? 1 : 0\n  name = local.a0\n}`)}`,
  ),
  bomb(
    'HCL of resources',
    'h/main.tf',
    lines(19_000, (index) => `resource "aws_sqs_queue" "q${String(index)}" {}`),
  ),
  bomb(
    'HCL of services behind one target group',
    'i/main.tf',
    `${lines(6_000, (index) => `resource "aws_ecs_service" "s${String(index)}" {\n  load_balancer {\n    target_group_arn = aws_lb_target_group.t.arn\n  }\n}`)}\n${lines(6_000, (index) => `resource "aws_lb_listener" "l${String(index)}" {\n  load_balancer_arn = aws_lb.a.arn\n  target_group_arn = aws_lb_target_group.t.arn\n}`)}`,
  ),
  bomb(
    'HCL of links',
    'j/main.tf',
    `resource "aws_sns_topic_subscription" "s" {\n  endpoint = [${lines(12_000, (index) => `aws_lambda_function.f${String(index)}.arn,`)}]\n  topic_arn = [${lines(12_000, (index) => `aws_sns_topic.t${String(index)}.arn,`)}]\n}\n`,
  ),
  bomb(
    'HCL of parts',
    'k/main.tf',
    lines(9_000, (index) => `resource "azurerm_eventhub" "e${String(index)}" {\n  namespace_name = azurerm_eventhub_namespace.e.name\n}`),
  ),
  bomb(
    'HCL of container definitions',
    'l/main.tf',
    `resource "aws_ecs_service" "s" {\n  task_definition = aws_ecs_task_definition.t.arn\n}\nresource "aws_ecs_task_definition" "t" {\n  container_definitions = jsonencode([${'{ name = "a", image = "b/c", environment = [{ name = "DB_HOST", value = "db" }] },\n'.repeat(12_000)}])\n}\n`,
  ),
  bomb('Terraform in JSON, nested', 'm/main.tf.json', `{"resource":${'{"a":'.repeat(200_000)}`),
  bomb(
    'Terraform in JSON, wide',
    'n/main.tf.json',
    `{"resource": {"aws_sqs_queue": {${lines(9_000, (index) => `"q${String(index)}": {"name": "a"},`)}"z": {}}}}`,
  ),
  bomb('Bicep nested in objects', 'a/main.bicep', `resource a 'Microsoft.Cache/redis@1' = ${'{\na: '.repeat(100_000)}`),
  bomb('Bicep nested in lists', 'b/main.bicep', `var a = ${'['.repeat(limit)}`),
  bomb('Bicep nested in strings', 'c/main.bicep', `var a = ${"'${".repeat(300_000)}`),
  bomb('Bicep of strings that are never closed', 'd/main.bicep', "var a = '''\n".repeat(80_000)),
  bomb(
    'Bicep of resources',
    'e/main.bicep',
    lines(
      12_000,
      (index) => `resource r${String(index)} 'Microsoft.App/containerApps@2023-05-01' = {\n  name: 'a'\n  b: r${String(index + 1)}.id\n}`,
    ),
  ),
  bomb(
    'Bicep of variables that name all',
    'f/main.bicep',
    `${lines(4_000, (index) => `var a${String(index)} = a${String(index + 1)}.b`)}\n${lines(900, (index) => `resource r${String(index)} 'Microsoft.Cache/redis@1' = {\n  b: a${String(index)}.id\n}`)}`,
  ),
  bomb('Bicep of declarations without values', 'g/main.bicep', `param a ${'b '.repeat(60)}\n`.repeat(7_000)),
  bomb('Bicep of closing brackets', 'h/main.bicep', '}\n'.repeat(400_000)),
  bomb(
    'ARM of resources',
    'azuredeploy.json',
    `{"$schema": "x/deploymentTemplate.json#", "resources": [${lines(6_000, (index) => `{"type": "Microsoft.Web/sites", "name": "a${String(index)}", "dependsOn": ["Microsoft.Cache/redis/b"]},`)}{}]}`,
  ),
  bomb('azure.yaml nested', 'azure.yaml', `services: ${'{a: '.repeat(100_000)}`),
  bomb('Pulumi.yaml nested', 'Pulumi.yaml', `runtime: yaml\nresources: ${'{a: '.repeat(100_000)}`),
  bomb(
    'Pulumi.yaml of resources',
    'p/Pulumi.yaml',
    `runtime: yaml\nresources:\n${lines(9_000, (index) => `  r${String(index)}:\n    type: aws:sqs:Queue\n    properties: \${r${String(index + 1)}.arn}`)}\n`,
  ),
  bomb(
    'a Pulumi program of resources',
    'q/index.ts',
    `import * as aws from "@pulumi/aws";\n${lines(15_000, (index) => `const r${String(index)} = new aws.sqs.Queue("q${String(index)}", { a: r${String(index + 1)}.arn });`)}`,
  ),
  bomb(
    'a Pulumi program that never closes',
    'r/index.ts',
    `import * as aws from "@pulumi/aws";\n${'const a = new aws.sqs.Queue("q", { '.repeat(20_000)}`,
  ),
  bomb('a Pulumi program of spaces', 's/__main__.py', `import pulumi_aws as aws\n${`a =${' '.repeat(4_000)}\n`.repeat(250)}`),
  bomb('a Pulumi program of words', 't/index.ts', `import * as aws from "@pulumi/aws";\n${'new a = '.repeat(100_000)}`),
  bomb(
    'a Pulumi program of words on lines',
    'u/main.go',
    `"github.com/pulumi/pulumi-aws/sdk/v6/go/aws/s3"\n${`${'a, err := '.repeat(900)}\n`.repeat(100)}`,
  ),
];

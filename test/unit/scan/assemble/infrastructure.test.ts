import { describe, expect, it } from 'vitest';
import type { ComponentFact, ConnectionFact } from '../../../../src/core/model/fact.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const facts = async (files: Parameters<typeof workspace>[0]) => {
  const result = await scan(workspace(files));
  const components = result.facts.filter((fact): fact is ComponentFact => fact.kind === 'component');
  return {
    components: components.map((fact) => `${fact.name}: ${fact.component}${fact.folder === undefined ? '' : ` in ${fact.folder}`}`),
    connections: result.facts
      .filter((fact): fact is ConnectionFact => fact.kind === 'connection')
      .map((fact) => `${fact.from.slice(10)} -> ${fact.to.slice(10)} (${fact.flow})`),
  };
};

const express = (name: string): string => JSON.stringify({ name, scripts: { start: 'node .' }, dependencies: { express: '5.0.0' } });

describe('the stacks of a CDK application', () => {
  const storage = `import { aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import { aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
export class StorageStack extends Stack {
  constructor(scope: App, id: string) {
    const orders = new dynamodb.Table(this, 'Orders', {});
    this.table = orders;
    this.balancer = new elbv2.ApplicationLoadBalancer(this, 'Front', {});
    this.listener = this.balancer.addListener('Http', { port: 80 });
  }
}
`;
  const core = `import { aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
interface CoreProps { listener: elbv2.ApplicationListener; storage: StorageStack; }
export class Core extends Stack {
  constructor(scope: App, id: string, props: CoreProps) {
    const { storage } = props;
    this.task = new ecs.FargateTaskDefinition(this, 'task', {});
    this.task.addContainer('core', { image: ecs.ContainerImage.fromAsset('./app/core') });
    this.service = new ecs.FargateService(this, 'core-service', { taskDefinition: this.task });
    storage.table.grantReadWriteData(this.task.taskRole);
    props.listener.addTargets('core', { targets: [this.service] });
  }
}
`;
  const files = {
    'cdk.json': '{\n  "app": "npx ts-node bin/app.ts"\n}\n',
    'lib/storage.ts': storage,
    'lib/core.ts': core,
    'app/core/package.json': express('core'),
    'app/core/Dockerfile': 'FROM node:22\nCMD ["node", "."]\n',
  };

  it('hand each other what they make, and run the folder that their image is built from', async () => {
    expect(await facts(files)).toEqual({
      components: ['core-service: service in app/core', 'Front: gateway', 'Orders: store'],
      connections: ['core-service -> orders (both)', 'front -> core-service (forward)'],
    });
  });

  it('are not connected by a name that two of them give out', async () => {
    const other = storage.replace('StorageStack', 'Storage').replace("'Orders'", "'Invoices'").replace("'Front'", "'Back'");
    const { connections } = await facts({ ...files, 'lib/other.ts': other });
    expect(connections).toEqual([]);
  });
});

describe('a function without a folder', () => {
  const lambda = (label: string, name: string): string =>
    `resource "aws_lambda_function" "${label}" {\n  function_name = "${name}"\n  package_type = "Image"\n  image_uri = "\${var.url}:latest"\n}\n`;
  const code = { Dockerfile: 'FROM public.ecr.aws/lambda/nodejs:22\n', 'index.js': '' };
  const at = (folder: string) => Object.fromEntries(Object.entries(code).map(([name, text]) => [`${folder}/${name}`, text]));

  it('runs the program of its name', async () => {
    const { components } = await facts({
      'aws/main.tf': lambda('notify_slack', 'notify-slack') + lambda('upload', 'upload-processor'),
      ...at('lambdas/notify-slack'),
      ...at('lambdas/upload-processor'),
    });
    expect(components).toEqual(['notify_slack: function in lambdas/notify-slack', 'upload: function in lambdas/upload-processor']);
  });

  it('is left alone where two programs have its name', async () => {
    const { components } = await facts({ 'aws/main.tf': lambda('notify', 'notify'), ...at('eu/notify'), ...at('us/notify') });
    expect(components).toContain('notify: function');
  });
});

describe('the API that SAM makes for events that name none', () => {
  it('is known to other templates by the parameter that holds its address', async () => {
    const fn = (id: string, more: string): string =>
      `  ${id}:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: ${id}/\n      Handler: a.b\n      Runtime: python3.13\n${more}`;
    const { connections } = await facts({
      'products.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:\n${fn('GetProduct', '      Events:\n        Get:\n          Type: Api\n          Properties:\n            Path: /p\n            Method: get\n')}  Url:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Name: /shop/products-url\n      Value: !Sub "https://\${ServerlessRestApi}.example"\n`,
      'cart.yaml': `Transform: AWS::Serverless-2016-10-31\nParameters:\n  ProductsUrl:\n    Type: 'AWS::SSM::Parameter::Value<String>'\n    Default: /shop/products-url\nResources:\n${fn('AddToCart', '      Environment:\n        Variables:\n          PRODUCTS: !Ref ProductsUrl\n')}`,
    });
    expect(connections).toEqual(['addtocart -> products-api (forward)', 'products-api -> getproduct (forward)']);
  });
});

describe('folders of Terraform that are deployed one by one', () => {
  const queue = {
    'aws/sqs/main.tf': 'resource "aws_sqs_queue" "orders" {}\n',
    'aws/sqs/outputs.tf': 'output "sqs_orders_queue_arn" {\n  value = aws_sqs_queue.orders.arn\n}\n',
  };
  const consumer = `resource "aws_lambda_function" "ship" {\n  function_name = "ship"\n}\nresource "aws_lambda_event_source_mapping" "ship" {\n  event_source_arn = var.sqs_orders_queue_arn\n  function_name = aws_lambda_function.ship.arn\n}\n`;

  it('pass things on by outputs and variables of one name', async () => {
    const { connections } = await facts({ ...queue, 'aws/lambdas/main.tf': consumer });
    expect(connections).toEqual(['ship -> orders (backward)']);
  });

  it('share no name that every folder has', async () => {
    const { connections } = await facts({
      'aws/sqs/main.tf': queue['aws/sqs/main.tf'],
      'aws/sqs/outputs.tf': queue['aws/sqs/outputs.tf'].replace('sqs_orders_queue_arn', 'queue_arn'),
      'aws/lambdas/main.tf': consumer.replace('sqs_orders_queue_arn', 'queue_arn'),
    });
    expect(connections).toEqual([]);
  });
});

describe('a manifest in the folder of a program', () => {
  const deployment = (name: string, image: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n        - name: main\n          image: ${image}\n`;
  const app = { 'app/api/package.json': express('api'), 'app/api/Dockerfile': 'FROM node:22\n' };

  it('runs that program, if its image is filled in', async () => {
    const { components } = await facts({ ...app, 'app/api/manifests/backend.yaml': deployment('backend-deployment', '$IMAGE') });
    expect(components).toEqual(['backend-deployment: service in app/api']);
  });

  it('runs something else, if its image says so or there are two', async () => {
    const other = await facts({ ...app, 'app/api/manifests/backend.yaml': deployment('exporter', 'acme/exporter:1') });
    expect(other.components).toEqual(['api: service in app/api', 'exporter: service']);
    const two = await facts({
      ...app,
      'app/api/manifests/a.yaml': deployment('first', '$IMAGE'),
      'app/api/manifests/b.yaml': deployment('second', '$IMAGE'),
    });
    expect(two.components).toEqual(['api: service in app/api', 'first: service', 'second: service']);
  });
});

describe('a service of azd beside a Compose file', () => {
  it('is what Compose builds from its folder under another name', async () => {
    const { components } = await facts({
      'azure.yaml': 'name: shop\nservices:\n  backend:\n    project: app/api\n    language: js\n    host: containerapp\n',
      'compose.yaml': 'services:\n  api:\n    build: ./app/api\n',
      'app/api/package.json': express('shop-api'),
      'app/api/Dockerfile': 'FROM node:22\n',
    });
    expect(components).toEqual(['api: service in app/api']);
  });
});

describe('a template of Bicep that two calls use', () => {
  it('makes two things, by the kind that each passes', async () => {
    const { components } = await facts({
      'infra/main.bicep':
        "module openAi 'ai/account.bicep' = {\n  name: 'a'\n  params: {\n    name: 'x'\n  }\n}\nmodule documents 'ai/account.bicep' = {\n  name: 'b'\n  params: {\n    name: 'y'\n    kind: 'FormRecognizer'\n  }\n}\n",
      'infra/ai/account.bicep':
        "param name string\nparam kind string = 'OpenAI'\nresource account 'Microsoft.CognitiveServices/accounts@2023-05-01' = {\n  name: name\n  kind: kind\n}\n",
    });
    expect(components).toEqual(['documents: external-api', 'openAi: external-api']);
  });
});

describe('what is no program of its own', () => {
  it('are workflows below the program that Airflow is installed in', async () => {
    const { components } = await facts({
      Dockerfile: 'FROM apache/airflow:2.10.5\nCOPY . .\n',
      'pyproject.toml': '[project]\nname = "flows"\ndependencies = ["apache-airflow"]\n',
      'dags/orders.py': 'from airflow import DAG\n\nwith DAG("orders") as dag:\n    pass\n',
    });
    expect(components.filter((one) => one.includes('dags'))).toEqual([]);
    expect(components).toHaveLength(1);
  });

  it('is an example image within the sources of a code location of Dagster', async () => {
    const { components } = await facts({
      'etl/pyproject.toml':
        '[project]\nname = "etl"\ndependencies = ["dagster"]\n\n[project.entry-points]\n"dagster_dg.plugin" = { etl = "etl.lib" }\n',
      'etl/Dockerfile': 'FROM python:3.12\n',
      'etl/src/etl/utils/example_container/Dockerfile': 'FROM python:3.12\n',
      'etl/src/etl/utils/example_container/main.py': '',
    });
    expect(components).toEqual(['etl: job in etl']);
  });

  it('are Dockerfiles beside each other without a line of code', async () => {
    const { components } = await facts({
      'package.json': '{"name": "shop", "workspaces": ["packages/*"]}',
      'docker/api.Dockerfile': 'FROM public.ecr.aws/lambda/nodejs:22\n',
      'docker/job.Dockerfile': 'FROM public.ecr.aws/lambda/nodejs:22\n',
      'packages/api/package.json': express('api'),
    });
    expect(components).toEqual(['api: service in packages/api']);
  });
});

describe('the processes that Ansible sets up', () => {
  it('are what systemd starts, and the servers that roles install', async () => {
    const { components, connections } = await facts({
      'site.yml': '- hosts: web\n  become: true\n  roles:\n    - role: app\n    - role: acme.multi_redis\n',
      'roles/app/tasks/main.yml':
        '- import_role:\n    name: geerlingguy.postgresql\n- include_role:\n    name: geerlingguy.mysql\n  when: legacy\n',
      'roles/app/templates/puma.service.j2':
        '[Unit]\nDescription=Web\nAfter=network.target\nRequires=redis.service\n\n[Service]\nType=simple\nExecStart=/bin/bash -lc "bundle exec puma -C config/puma.rb"\n',
      'roles/app/templates/sidekiq.service.j2': '[Unit]\nDescription=Jobs\n[Service]\nExecStart=/usr/bin/bundle exec sidekiq\n',
      'roles/app/templates/backup.service.j2': '[Unit]\nDescription=Backup\n[Service]\nType=oneshot\nExecStart=/usr/local/bin/backup\n',
    });
    expect(components).toEqual(['postgresql: store', 'puma: service', 'redis: cache', 'sidekiq: worker']);
    expect(connections).toEqual(['puma -> redis (forward)']);
  });
});

import { describe, expect, it } from 'vitest';
import { terraform } from '../../../../src/core/scan/detectors/terraform.ts';
import type { Observation, ResourceObservation, WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf, problemLineOf } from '../../../support/detect.ts';
import { infrastructureBombs } from '../../../security/bombs/infrastructure.ts';

type Files = Readonly<Record<string, string>>;

async function seen(path: string, text: string, beside: Files = {}): Promise<readonly Observation[]> {
  return (await detect(terraform, path, text, beside)).observations;
}

async function resources(path: string, text: string, beside: Files = {}): Promise<readonly ResourceObservation[]> {
  return (await seen(path, text, beside)).filter((one) => one.type === 'resource');
}

async function workload(path: string, text: string, beside: Files = {}): Promise<WorkloadObservation | undefined> {
  return (await seen(path, text, beside)).find((one) => one.type === 'workload');
}

describe('a Terraform module and its other files', () => {
  it('finds values in variables and locals of other files', async () => {
    const lines = (
      await seen('infra/db.tf', 'resource "aws_db_instance" "shop" {\n  engine = var.engine\n  instance_class = local.class\n}\n', {
        'infra/variables.tf': 'variable "engine" {\n  default = "postgres"\n}\n',
        'infra/locals.tf': 'locals {\n  class = "db.t3.small"\n}\n',
      })
    ).map(lineOf);
    expect(lines).toEqual(expect.arrayContaining(['technology postgresql@2', 'sizing instance-class@3']));
  });

  it('makes nothing of a resource that is made zero times', async () => {
    const text =
      'variable "bus" {\n  default = false\n}\nresource "aws_sqs_queue" "a" {\n  count = 0\n}\nresource "aws_sqs_queue" "b" {\n  count = var.bus ? 1 : 0\n}\nresource "aws_sqs_queue" "c" {\n  count = var.size\n}\n';
    expect((await resources('main.tf', text)).map(({ address }) => address)).toEqual(['aws_sqs_queue.c']);
  });

  it('makes one thing of each key of a literal for_each', async () => {
    const text = 'resource "aws_sqs_queue" "q" {\n  for_each = toset(["orders", "bills"])\n  name = "${var.env}-${each.key}"\n}\n';
    expect((await resources('main.tf', text)).map(({ address, name }) => [address, name])).toEqual([
      ['aws_sqs_queue.q["orders"]', 'orders'],
      ['aws_sqs_queue.q["bills"]', 'bills'],
    ]);
  });

  it('follows a local and a parameter to what they carry', async () => {
    const [fn] = await resources(
      'main.tf',
      'resource "aws_lambda_function" "f" {\n  environment {\n    variables = { URL = local.url, P = aws_ssm_parameter.p.arn }\n  }\n}\n',
      {
        'more.tf':
          'locals {\n  url = aws_sqs_queue.jobs.url\n}\nresource "aws_ssm_parameter" "p" {\n  value = aws_db_instance.shop.endpoint\n}\nresource "aws_sqs_queue" "jobs" {}\nresource "aws_db_instance" "shop" {}\n',
      },
    );
    expect(fn?.references.map(({ address }) => address)).toEqual(['aws_sqs_queue.jobs', 'aws_db_instance.shop']);
  });

  it('makes no component of a bucket that only holds packages or logs', async () => {
    const text =
      'resource "aws_s3_bucket" "artifacts" {}\nresource "aws_s3_bucket" "uploads" {}\nresource "aws_lambda_function" "f" {\n  s3_bucket = aws_s3_bucket.artifacts.id\n}\n';
    expect((await resources('main.tf', text)).map(({ address }) => address)).toEqual(['aws_s3_bucket.uploads', 'aws_lambda_function.f']);
  });

  it('tells what triggers a function, and that the data comes from there', async () => {
    const [fn] = await resources(
      'main.tf',
      'resource "aws_lambda_function" "f" {}\nresource "aws_lambda_event_source_mapping" "m" {\n  function_name = aws_lambda_function.f.arn\n  event_source_arn = aws_sqs_queue.jobs.arn\n}\n',
    );
    expect(fn?.references).toMatchObject([{ address: 'aws_sqs_queue.jobs', flow: 'backward', evidence: { line: 4 } }]);
  });

  it('takes a part of a thing as the thing', async () => {
    const found = await resources(
      'main.tf',
      'resource "azurerm_servicebus_namespace" "bus" {}\nresource "azurerm_servicebus_queue" "orders" {\n  namespace_id = azurerm_servicebus_namespace.bus.id\n}\n',
    );
    expect(found.map(({ name }) => name)).toEqual(['bus', 'bus']);
  });

  it('finds the folder of the code that a function is packed from', async () => {
    const [fn] = await resources(
      'infra/main.tf',
      'data "archive_file" "zip" {\n  source_dir = "${path.module}/../src/worker"\n}\nresource "aws_lambda_function" "worker" {\n  filename = data.archive_file.zip.output_path\n}\n',
    );
    expect(fn).toMatchObject({ name: 'worker', codeFolder: 'src/worker' });
  });
});

describe('a Terraform module that is called', () => {
  const queue =
    'variable "name" {}\nresource "aws_sqs_queue" "this" {\n  name = var.name\n}\noutput "url" {\n  value = aws_sqs_queue.this.url\n}\n';

  it('is two things where it is called twice, each named by its call', async () => {
    const found = await resources('modules/queue/main.tf', queue, {
      'main.tf':
        'module "orders" {\n  source = "./modules/queue"\n  name = "x-orders"\n}\nmodule "bills" {\n  source = "./modules/queue"\n}\n',
    });
    expect(found.filter(({ address }) => address.endsWith('/aws_sqs_queue.this')).map(({ name }) => name)).toEqual(['orders', 'bills']);
    expect(found.map(({ address }) => address)).toEqual(expect.arrayContaining(['module.orders.url', 'module.bills.url', 'module.bills']));
  });

  it('is one thing where two environments call it', async () => {
    const call = 'module "jobs" {\n  source = "../../modules/queue"\n}\n';
    const found = await resources('modules/queue/main.tf', queue, { 'envs/dev/main.tf': call, 'envs/prod/main.tf': call });
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['jobs']));
    expect(found.filter(({ address }) => address === 'aws_sqs_queue.this')).toHaveLength(1);
  });

  it('depends on what the caller hands in, said in the caller', async () => {
    const found = await resources(
      'modules/api/main.tf',
      'variable "db" {}\nresource "aws_lambda_function" "this" {\n  environment {\n    variables = { DB = var.db }\n  }\n}\n',
      {
        'main.tf':
          'resource "aws_db_instance" "shop" {}\nmodule "api" {\n  source = "./modules/api"\n  db = aws_db_instance.shop.endpoint\n}\n',
      },
    );
    const handed = found.find(({ evidence }) => evidence.path === 'main.tf' && evidence.line === 4);
    expect(handed).toMatchObject({
      address: 'modules/api/main.tf#aws_lambda_function.this',
      references: [{ address: 'aws_db_instance.shop' }],
    });
  });

  it('is a library where it can be switched off and nothing sets up a provider', async () => {
    const found = await resources('main.tf', 'variable "create" {\n  default = true\n}\nresource "aws_db_instance" "this" {}\n');
    expect(found).toEqual([]);
  });
});

describe('a module with switches', () => {
  const store = (rest: string): string =>
    `variable "create_store" {}\nresource "aws_db_instance" "this" {\n  engine = "postgres"\n${rest}}\n`;

  it('is a library where a switch decides whether its store is made', async () => {
    expect(await resources('modules/store/main.tf', store('  count = local.create_store ? 1 : 0\n'))).toEqual([]);
  });

  it('is a part of the system where they decide on settings only', async () => {
    const group = 'resource "aws_db_parameter_group" "this" {\n  count = var.create_store ? 1 : 0\n}\n';
    const found = await resources('modules/store/main.tf', `${store('')}${group}`);
    expect(found.map(({ address }) => address)).toEqual(['aws_db_instance.this']);
  });
});

describe('container services in Terraform', () => {
  it('takes image, port, environment and name from the task definition', async () => {
    const text = `resource "aws_ecs_service" "main" {
  task_definition = aws_ecs_task_definition.t.arn
  desired_count = 2
}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([
    { name = "log-router", image = "fluent/fluent-bit" },
    {
      name  = "orders"
      image = "\${aws_ecr_repository.orders.repository_url}:latest"
      portMappings = [{ containerPort = 8080 }]
      environment = [
        { name = "CACHE_HOST", value = "cache.internal" },
        { name = "DB_HOST", value = aws_db_instance.shop.address },
      ]
    }
  ])
}
resource "aws_ecr_repository" "orders" {
  name = "acme/orders"
}
resource "aws_db_instance" "shop" {}
`;
    const found = await workload('main.tf', text);
    expect(found).toMatchObject({ source: 'cloud', name: 'orders', image: 'acme/orders', ports: [8080], instances: 2 });
    expect(found?.references.map(({ host, evidence }) => [host, evidence.line])).toEqual(
      expect.arrayContaining([
        ['shop', 14],
        ['cache.internal', 13],
      ]),
    );
  });

  it('leads from a load balancer to the service behind its target group', async () => {
    const text =
      'resource "aws_lb" "web" {}\nresource "aws_lb_listener" "l" {\n  load_balancer_arn = aws_lb.web.arn\n  default_action {\n    target_group_arn = aws_lb_target_group.t.arn\n  }\n}\nresource "aws_lb_target_group" "t" {}\nresource "aws_ecs_service" "api" {\n  load_balancer {\n    target_group_arn = aws_lb_target_group.t.arn\n  }\n}\n';
    const [lb] = await resources('main.tf', text);
    expect(lb?.hosts?.map(({ host }) => host)).toEqual(['api']);
    expect((await workload('main.tf', text))?.references).toEqual([]);
  });

  it('takes who may reach a thing for no call', async () => {
    const text =
      'module "alb" {\n  source = "terraform-aws-modules/alb/aws"\n}\nresource "aws_ecs_service" "api" {\n  network_configuration {\n    security_groups = [module.alb.security_group_id]\n  }\n}\nresource "aws_db_instance" "shop" {\n  parameters = module.api.x\n}\n';
    expect((await workload('main.tf', text))?.references).toEqual([]);
    expect((await resources('main.tf', text)).find(({ name }) => name === 'shop')?.hosts).toEqual([]);
  });

  it('reads Cloud Run with its database', async () => {
    const text =
      'resource "google_cloud_run_v2_service" "api" {\n  template {\n    containers {\n      image = "gcr.io/acme/api:1"\n      env {\n        name = "DB"\n        value = google_sql_database_instance.shop.connection_name\n      }\n    }\n  }\n}\nresource "google_sql_database_instance" "shop" {\n  database_version = "POSTGRES_15"\n}\n';
    expect(await workload('main.tf', text)).toMatchObject({
      name: 'api',
      image: 'gcr.io/acme/api:1',
      references: [{ host: 'shop', evidence: { line: 7 } }],
    });
  });

  it('names two services of one module by what the module is called for, without the name of the tool', async () => {
    const text = 'resource "aws_ecs_service" "ecs_service" {\n  name = "Service-${var.name}"\n}\n';
    const found = await seen('modules/ecs/main.tf', text, {
      'main.tf':
        'module "ecs_service_client" {\n  source = "./modules/ecs"\n}\nmodule "ecs_service_server" {\n  source = "./modules/ecs"\n}\nmodule "off" {\n  source = "./modules/ecs"\n  count = 0\n}\n',
    });
    expect(found.filter((one) => one.type === 'workload').map(({ name, aliases }) => [name, aliases])).toEqual([
      ['client', ['ecs_service_client']],
      ['server', ['ecs_service_server']],
    ]);
  });

  it('knows a Deployment by the Service in front of it', async () => {
    const found = await workload(
      'main.tf',
      'resource "kubernetes_deployment" "orders" {\n  spec {\n    replicas = 3\n    template {\n      spec {\n        container {\n          name = "orders"\n          image = "acme/orders:1"\n          env {\n            name = "CACHE_HOST"\n            value = "cache"\n          }\n        }\n      }\n    }\n  }\n}\nresource "kubernetes_service" "orders" {\n  metadata {\n    name = "orders-svc"\n  }\n}\n',
    );
    expect(found).toMatchObject({
      source: 'kubernetes',
      name: 'orders',
      image: 'acme/orders:1',
      instances: 3,
      aliases: ['orders-svc'],
      references: [{ host: 'cache', evidence: { line: 11 } }],
    });
  });

  it('takes the name that azd gives a site', async () => {
    const found = await workload(
      'infra/web.tf',
      'resource "azurerm_linux_web_app" "site" {\n  tags = merge(var.tags, { "azd-service-name" : "web" })\n}\n',
    );
    expect(found?.name).toBe('web');
  });

  it('knows the product that a Helm chart installs, and no chart of its own', async () => {
    const text =
      'resource "helm_release" "cache" {\n  name = "cache"\n  chart = "redis"\n}\nresource "helm_release" "api" {\n  chart = "./charts/api"\n}\n';
    expect((await resources('main.tf', text)).map(({ name, technology }) => [name, technology])).toEqual([['cache', 'redis']]);
  });
});

describe('broken and hostile Terraform', () => {
  it('keeps what stands before an error in JSON syntax and says where it is', async () => {
    const { problems } = await detect(terraform, 'main.tf.json', '{"resource": {\n"aws_sqs_queue": {"a": {}},\n');
    expect(problems.map(problemLineOf)).toEqual(['problem syntax-error@3']);
    const broken = await detect(terraform, 'main.tf', 'resource "aws_sqs_queue" "a" {}\nresource "aws_sns_topic" "b" {\n  x = [\n');
    expect(broken.observations.map(lineOf)).toContain('resource aws_sqs_queue.a@1');
    expect(broken.problems.map(problemLineOf)).toContain('problem syntax-error@2');
  });

  it.each(infrastructureBombs.filter(({ path }) => terraform.matches(path)))(
    'takes less than two seconds for: $name',
    async ({ path, text }) => {
      const start = process.cpuUsage();
      await detect(terraform, path, text);
      const { user } = process.cpuUsage(start);
      expect(user / 1e6).toBeLessThan(2);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { parseHcl } from '../../../../src/core/scan/parse/hcl.ts';
import { terraform } from '../../../../src/core/scan/detectors/terraform.ts';
import type { ResourceObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf } from '../../../support/detect.ts';

async function resourcesOf(text: string): Promise<readonly ResourceObservation[]> {
  const { observations } = await detect(terraform, 'infra/main.tf', text);
  return observations.filter((one) => one.type === 'resource');
}

describe('the HCL scanner', () => {
  it('keeps exact lines behind a block that is never closed', () => {
    const file = parseHcl('resource "a" "b" {\n  x = [1,\n\nresource "c" "d" {\n  y = 2\n}\n');
    expect(file.blocks.map(({ labels, line }) => [...labels, line])).toEqual([
      ['a', 'b', 1],
      ['c', 'd', 4],
    ]);
    expect(file.issues.length).toBeGreaterThan(0);
  });

  it('does not look into comments, heredocs and strings', () => {
    const file = parseHcl(
      '/* resource "a" "b" {} */\n# resource "a" "c" {}\nlocals {\n  t = <<-EOT\n    resource "a" "d" {}\n  EOT\n  s = "} ${join(",", ["}"])}"\n}\n',
    );
    expect(file.issues).toEqual([]);
    expect(file.blocks.map(({ type }) => type)).toEqual(['locals']);
    expect(file.blocks[0]?.attributes.get('s')?.line).toBe(7);
  });
});

describe('Terraform', () => {
  it('says that a function reads a queue through its event source mapping', async () => {
    const [fn] = await resourcesOf(
      'resource "aws_lambda_function" "f" {}\nresource "aws_lambda_event_source_mapping" "m" {\n  function_name = aws_lambda_function.f.arn\n  event_source_arn = aws_sqs_queue.jobs.arn\n}\n',
    );
    expect(fn?.references.map(({ address, evidence }) => [address, evidence.line])).toEqual([['aws_sqs_queue.jobs', 4]]);
  });

  it('knows a registry module as the resource that it stands for', async () => {
    const [db] = await resourcesOf('module "db" {\n  source = "terraform-aws-modules/rds/aws"\n  engine = "mysql"\n}\n');
    expect(db).toMatchObject({ address: 'module.db', technology: 'mysql', kind: 'store' });
  });

  it('takes an ECS service as the workload that other files call by its name', async () => {
    const { observations } = await detect(terraform, 'a.tf', 'resource "aws_ecs_service" "api" {\n  desired_count = 3\n}\n');
    expect(observations.map(lineOf)).toEqual(expect.arrayContaining(['workload api@1', 'sizing replicas@2']));
    expect(observations.filter(({ type }) => type === 'resource')).toEqual([]);
  });

  it('lets a subscriber depend on its topic, also where the topic stands in another file', async () => {
    const [fn] = await resourcesOf(
      'resource "aws_lambda_function" "f" {}\nresource "aws_sns_topic_subscription" "s" {\n  topic_arn = aws_sns_topic.moved.arn\n  endpoint = aws_lambda_function.f.arn\n}\n',
    );
    expect(fn?.references.map(({ address }) => address)).toEqual(['aws_sns_topic.moved']);
  });

  it('does not follow data sources, variables and locals', async () => {
    const [bucket] = await resourcesOf(
      'resource "aws_s3_bucket" "b" {\n  a = data.aws_iam_policy.p.json\n  b = var.aws_thing.x\n  c = local.some_map.y\n}\n',
    );
    expect(bucket?.references).toEqual([]);
  });

  it('reports what aws_db_instance does when backups and zones are left out, but not in a development folder', async () => {
    const text = 'resource "aws_db_instance" "a" {\n  engine = "postgres"\n}\n';
    const seen = async (path: string): Promise<readonly string[]> =>
      (await detect(terraform, path, text)).observations.map(lineOf).filter((line) => line.startsWith('hazard'));
    expect(await seen('infra/db.tf')).toEqual(['hazard hazard.no-database-backup@1', 'hazard hazard.single-zone-database@1']);
    expect(await seen('infra/dev/db.tf')).toEqual([]);
  });

  it('reports an ingress from everywhere on ports other than the web, with its line', async () => {
    const rule = (port: number): string =>
      `resource "aws_security_group_rule" "r" {\n  type = "ingress"\n  from_port = ${String(port)}\n  to_port = ${String(port)}\n  protocol = "tcp"\n  cidr_blocks = ["0.0.0.0/0"]\n}\n`;
    expect((await detect(terraform, 'a.tf', rule(22))).observations.map(lineOf)).toContain('hazard hazard.open-ingress@6');
    expect((await detect(terraform, 'a.tf', rule(443))).observations.map(lineOf)).not.toContain('hazard hazard.open-ingress@6');
  });
});

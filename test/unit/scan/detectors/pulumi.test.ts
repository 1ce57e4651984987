import { describe, expect, it } from 'vitest';
import { byTerraform } from '../../../../src/core/scan/catalogue/index.ts';
import { pulumi, pulumiPrograms } from '../../../../src/core/scan/detectors/pulumi.ts';
import { plainType } from '../../../../src/core/scan/detectors/pulumi-program.ts';
import { pulumiTypes } from '../../../../src/core/scan/detectors/pulumi-types.ts';
import type { Observation, ResourceObservation, WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf } from '../../../support/detect.ts';
import { infrastructureBombs } from '../../../security/bombs/infrastructure.ts';

const isResource = (one: Observation): one is ResourceObservation => one.type === 'resource';
const isWorkload = (one: Observation): one is WorkloadObservation => one.type === 'workload';

async function program(path: string, text: string): Promise<readonly Observation[]> {
  return (await detect(pulumiPrograms, path, text)).observations;
}

describe('Pulumi types', () => {
  it('are ones that the catalogue knows under the name of Terraform', () => {
    for (const [type, terraform] of pulumiTypes) {
      expect(byTerraform(terraform), type).toBeDefined();
      expect(plainType(type), type).toBe(type);
    }
  });

  it.each([
    ['aws:rds/instance:Instance'.replace(/\/\w+(?=:)/, ''), 'aws.rds.instance'],
    ['azure-native.web.v20230101.WebApp', 'azurenative.web.webapp'],
    ['kubernetes.apps.v1.Deployment', 'kubernetes.apps.deployment'],
    ['azure_native.storage.StorageAccount', 'azurenative.storage.storageaccount'],
  ])('%s is %s', (written, plain) => {
    expect(plainType(written)).toBe(plain);
  });
});

describe('Pulumi programs', () => {
  it('joins a function with its queue and its database', async () => {
    const found = await program(
      'index.ts',
      'import { lambda, sqs } from "@pulumi/aws";\nconst jobs = new sqs.Queue("jobs");\nconst fn = new lambda.Function("worker", {\n  code: new pulumi.asset.FileArchive("./app"),\n  environment: { variables: { URL: jobs.url } },\n}, { dependsOn: [jobs] });\nnew lambda.EventSourceMapping("m", { eventSourceArn: jobs.arn, functionName: fn.name });\n',
    );
    const fn = found.filter(isResource).find(({ address }) => address === 'fn');
    expect(fn).toMatchObject({ name: 'worker', technology: 'aws-lambda', codeFolder: 'app' });
    expect(fn?.references.map(({ address, flow, evidence }) => [address, flow, evidence.line])).toEqual([
      ['jobs', undefined, 5],
      ['jobs', 'backward', 7],
    ]);
  });

  it('joins a container with the folder of its image, and a load balancer with the service behind it', async () => {
    const found = await program(
      'infra/index.ts',
      'import * as awsx from "@pulumi/awsx";\nimport * as docker from "@pulumi/docker";\nconst image = new docker.Image("api", { build: { context: "../api" } });\nconst lb = new awsx.lb.ApplicationLoadBalancer("web");\nconst svc = new awsx.ecs.FargateService("api-service", {\n  taskDefinitionArgs: { container: { image: image.imageName, portMappings: [{ targetGroup: lb.defaultTargetGroup }] } },\n});\n',
    );
    expect(found.filter(isWorkload)).toMatchObject([{ name: 'api-service', buildFolder: 'api', references: [] }]);
    expect(found.filter(isResource)[0]?.hosts).toMatchObject([{ host: 'api-service', evidence: { line: 6 } }]);
  });

  it('reads Python with names that are imported one by one', async () => {
    const found = await program(
      '__main__.py',
      '"""x"""\nfrom pulumi_aws import (\n    rds,\n    s3 as storage,\n)\n# rds.Instance("old")\ndb = rds.Instance(\n    "orders",\n    engine="postgres",\n    engine_version="15.4",\n)\nstorage.BucketV2(f"{stack}-uploads")\n',
    );
    expect(found.map(lineOf)).toEqual(expect.arrayContaining(['resource db@7', 'technology postgresql@9', 'resource uploads@12']));
    expect(found.filter(isResource).map(({ name, version }) => [name, version])).toEqual([
      ['orders', '15.4'],
      ['uploads', undefined],
    ]);
  });

  it('leaves alone what is no import of Pulumi, tests, and names of other packages', async () => {
    expect(await program('a.ts', 'import { Client } from "@pulumi-like/aws";\nnew Client("x");\n')).toEqual([]);
    expect(await program('a.py', 'import boto3\n# pulumi\nbucket = boto3.resource("s3")\n')).toEqual([]);
    expect(pulumiPrograms.matches('infra/index.test.ts')).toBe(false);
  });

  it('keeps what stands before a call that is never closed', async () => {
    const found = await program(
      'index.ts',
      'import * as aws from "@pulumi/aws";\nconst a = new aws.sqs.Queue("a");\nconst b = new aws.sns.Topic("b", {\n',
    );
    expect(found.map(lineOf)).toEqual(expect.arrayContaining(['resource a@2', 'resource b@3']));
  });

  it('says where Pulumi.yaml breaks', async () => {
    const { observations, problems } = await detect(pulumi, 'Pulumi.yaml', 'name: x\nruntime: yaml\nresources: [\n');
    expect(observations.map(lineOf)).toContain('technology pulumi@2');
    expect(problems).not.toEqual([]);
  });

  const cases = infrastructureBombs.flatMap((bomb) =>
    [pulumi, pulumiPrograms].filter((one) => one.matches(bomb.path)).map((detector) => ({ ...bomb, detector })),
  );
  it.each(cases)('takes less than two seconds for: $name', async ({ detector, path, text }) => {
    const start = process.cpuUsage();
    await detect(detector, path, text);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
  });
});

import { describe, expect, it } from 'vitest';
import { serverless } from '../../../../src/core/scan/detectors/serverless.ts';
import { serverlessSource } from '../../../../src/core/scan/detectors/serverless-source.ts';
import type { DetectorOutput, ResourceObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf, problemLineOf } from '../../../support/detect.ts';

const head = 'service: shop\nprovider:\n  name: aws\n  runtime: python3.12\n';

function resource({ observations }: DetectorOutput, address: string): ResourceObservation | undefined {
  return observations.find((one): one is ResourceObservation => one.type === 'resource' && one.address === address);
}

function links(output: DetectorOutput, address: string): readonly string[] {
  return (resource(output, address)?.references ?? []).map(
    (one) => `${one.flow ?? 'unknown'} ${one.address} ${one.evidence.path}:${String(one.evidence.line)}`,
  );
}

describe('a Serverless Framework service', () => {
  it('has functions that are one service, with the folder of their handlers', async () => {
    const output = await detect(
      serverless,
      'orders/serverless.yml',
      `${head}functions:\n  make:\n    handler: src/make/index.handler\n  ship:\n    handler: ship.handler\n`,
    );
    expect(resource(output, 'MakeLambdaFunction')).toMatchObject({ name: 'make', stack: 'shop', codeFolder: 'orders/src/make' });
    expect(resource(output, 'ShipLambdaFunction')).toMatchObject({ name: 'ship', stack: 'shop', codeFolder: 'orders' });
  });

  it('declares the topics and buckets that its events name, but not those that exist', async () => {
    const output = await detect(
      serverless,
      'serverless.yml',
      `${head}functions:\n  make:\n    handler: a.b\n    events:\n      - sns: orders\n      - s3: labels\n      - s3: { bucket: archive, existing: true }\n`,
    );
    expect(links(output, 'MakeLambdaFunction')).toEqual([
      'backward SNSTopicorders serverless.yml:9',
      'backward S3Bucketlabels serverless.yml:10',
    ]);
    expect(resource(output, 'SNSTopicorders')).toMatchObject({ name: 'orders', technology: 'amazon-sns' });
    expect(resource(output, 'S3Bucketarchive')).toBeUndefined();
  });

  it('knows a table by its name through variables', async () => {
    const output = await detect(
      serverless,
      'serverless.yml',
      `${head}  environment:\n    TABLE: \${self:custom.table}\n  iamRoleStatements:\n    - Effect: Allow\n      Action: [dynamodb:GetItem]\n      Resource: arn:aws:dynamodb:\${aws:region}:*:table/\${self:custom.table}\ncustom:\n  table: orders-\${opt:stage, 'dev'}\nfunctions:\n  read:\n    handler: a.b\nresources:\n  Resources:\n    Orders:\n      Type: AWS::DynamoDB::Table\n      Properties:\n        TableName: \${self:custom.table}\n`,
    );
    expect(links(output, 'ReadLambdaFunction')).toEqual(['backward Orders serverless.yml:10']);
  });

  it('points into the files that it includes', async () => {
    const output = await detect(
      serverless,
      'serverless.yml',
      `${head}functions:\n  - \${file(functions/all.yml)}\nresources:\n  - \${file(resources/queue.yml)}\n`,
      {
        'functions/all.yml': 'ship:\n  handler: ship.handler\n  events:\n    - sqs:\n        arn: !GetAtt Jobs.Arn\n',
        'resources/queue.yml': 'Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n',
      },
    );
    expect(links(output, 'ShipLambdaFunction')).toEqual(['backward Jobs functions/all.yml:5']);
    expect(resource(output, 'Jobs')?.evidence).toMatchObject({ path: 'resources/queue.yml', line: 2 });
  });

  it('survives variables that name each other', async () => {
    const output = await detect(
      serverless,
      'serverless.yml',
      `${head}custom:\n  a: \${self:custom.b}\n  b: \${self:custom.a}\n  c: \${self:custom}\nfunctions:\n  read:\n    handler: \${self:custom.a}.b\n`,
    );
    expect(output.observations.map(lineOf)).toContain('resource ReadLambdaFunction@10');
  });

  it('is somebody else’s on another cloud', async () => {
    const output = await detect(serverless, 'serverless.yml', 'service: x\nprovider:\n  name: google\nfunctions:\n  a:\n    handler: b\n');
    expect(output.observations.map(lineOf)).toEqual(expect.arrayContaining(['deployment gcp@2']));
    expect(resource(output, 'ALambdaFunction')).toBeUndefined();
  });

  it('keeps what stands before a fault, and says where it is', async () => {
    const { observations, problems } = await detect(serverless, 'serverless.yml', `${head}functions:\n  a:\n    handler: b.c\n  d: [\n`);
    expect(observations.map(lineOf)).toContain('resource ALambdaFunction@6');
    expect(problems.map(problemLineOf)).toEqual(['problem syntax-error@9']);
  });

  it('may be a source file', async () => {
    const { observations } = await detect(
      serverlessSource,
      'serverless.ts',
      "export default {\n  service: 'shop',\n  provider: { name: 'aws', stage: process.env.STAGE },\n  functions: { ...others, read: { handler: 'src/read.handler' } },\n} satisfies AWS;\n",
    );
    expect(observations.map(lineOf)).toEqual(expect.arrayContaining(['deployment aws@3', 'resource ReadLambdaFunction@4']));
  });
});

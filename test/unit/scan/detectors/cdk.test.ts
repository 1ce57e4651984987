import { describe, expect, it } from 'vitest';
import { cdk, cdkConfig } from '../../../../src/core/scan/detectors/cdk.ts';
import type { DetectorOutput, ResourceObservation } from '../../../../src/core/scan/observation.ts';
import { tokensOf } from '../../../../src/core/scan/parse/source-tokens.ts';
import { detect, lineOf, problemLineOf } from '../../../support/detect.ts';

const imports = `import { Stack, aws_dynamodb as dynamodb, aws_sqs as sqs, aws_sns as sns, aws_s3 as s3 } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as subs from 'aws-cdk-lib/aws-sns-subscriptions';
import * as apigw from 'aws-cdk-lib/aws-apigateway';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as cr from 'aws-cdk-lib/custom-resources';
`;

const stack = (body: string): Promise<DetectorOutput> =>
  detect(cdk, 'lib/shop-stack.ts', `${imports}export class Shop extends Stack {\n  constructor(scope) {\n${body}\n  }\n}\n`);

/** References as `fn -> Jobs`: forward, `<-` backward, `<>` both ways, `--` where nothing tells. */
function linksOf({ observations }: DetectorOutput): readonly string[] {
  const signs = { forward: '->', backward: '<-', both: '<>' } as const;
  return observations.flatMap((one) =>
    one.type === 'resource'
      ? one.references.map(
          (to) =>
            `${one.address.slice(4)} ${to.flow === undefined ? '--' : signs[to.flow]} ${to.address.slice(4)}@${String(to.evidence.line)}`,
        )
      : [],
  );
}

function resources({ observations }: DetectorOutput): readonly ResourceObservation[] {
  return observations.filter((one): one is ResourceObservation => one.type === 'resource');
}

describe('what CDK constructs are connected by', () => {
  it('grants say which way data goes', async () => {
    const output = await stack(`const orders = new dynamodb.Table(this, 'Orders', {});
    const prices = new dynamodb.Table(this, 'Prices', {});
    this.jobs = new sqs.Queue(this, 'Jobs');
    const book = new lambda.Function(this, 'Book', { environment: { T: orders.tableName } });
    orders.grantReadWriteData(book);
    prices.grantReadData(book);
    this.jobs.grantSendMessages(book);`);
    expect(linksOf(output)).toEqual(['Book <> Orders@14', 'Book <- Prices@15', 'Book -> Jobs@16']);
  });

  it('event sources and subscriptions deliver', async () => {
    const output = await stack(`const jobs: sqs.Queue = new sqs.Queue(this, 'Jobs');
    const moves = new sns.Topic(this, 'Moves');
    const ship = new lambda.Function(this, 'Ship', {});
    ship.addEventSource(new SqsEventSource(jobs, {
      batchSize: 1,
    }));
    moves.addSubscription(new subs.SqsSubscription(jobs));
    moves.addSubscription(new subs.LambdaSubscription(ship));`);
    expect(linksOf(output)).toEqual(['Moves -> Jobs@16', 'Ship <- Jobs@13', 'Ship <- Moves@17']);
  });

  it('an API calls what its integrations wrap', async () => {
    const output = await stack(`const list = new lambda.Function(this, 'List', {});
    const api = new apigw.RestApi(this, 'ShopApi');
    const items = api.root.addResource('items');
    const integration = new apigw.LambdaIntegration(list);
    items.addMethod('GET', integration);`);
    expect(linksOf(output)).toEqual(['ShopApi -- List@14']);
  });

  it('a method that makes a construct gives it to whoever calls it', async () => {
    const output = await stack(`const orders = this.table();
    const book = new lambda.Function(this, 'Book', {});
    orders.grantReadData(book);
  }
  private table(): dynamodb.Table {
    return new dynamodb.Table(this, 'Orders', {});`);
    expect(linksOf(output)).toEqual(['Book <- Orders@12']);
  });
});

describe('what is no construct', () => {
  it('comments, strings, regular expressions, imported resources and classes of one’s own', async () => {
    const output = await stack(`// new sqs.Queue(this, 'A');
    /* new sqs.Queue(this, 'B'); */
    const text = "new sqs.Queue(this, 'C')";
    const pattern = /new sqs.Queue(this, 'D'/;
    const known = sqs.Queue.fromQueueArn(this, 'E', 'arn');
    new mine.Queue(this, 'F');
    new Queue(this, 'G');`);
    expect(resources(output)).toEqual([]);
  });

  it('what a function makes under names that it is given, and what only a custom resource calls', async () => {
    const output = await stack(`const make = (name: string) => { const fn = new lambda.Function(this, name, {}); return fn; };
    const seed = new lambda.Function(this, 'Seed', {});
    new cr.Provider(this, 'Provider', { onEventHandler: seed });`);
    expect(resources(output)).toEqual([]);
  });

  it('files of tests', () => {
    expect(cdk.matches('lib/shop.test.ts')).toBe(false);
    expect(cdk.matches('lib/shop.d.ts')).toBe(false);
    expect(cdk.matches('lib/shop.ts')).toBe(true);
  });
});

describe('what a construct is', () => {
  it('a database is its engine', async () => {
    const output = await stack(
      "new rds.DatabaseInstance(this, 'Orders', { engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_15 }) });",
    );
    expect(resources(output).map((one) => one.technology)).toEqual(['postgresql']);
  });

  it('has the folder of its asset: of the application, or of the file that says __dirname', async () => {
    const text = `${imports}new lambda.Function(this, 'A', { code: lambda.Code.fromAsset('services/a') });
new lambda.Function(this, 'B', { code: lambda.Code.fromAsset(path.join(__dirname, '..', 'b')) });
new lambda.Function(this, 'C', { code: lambda.Code.fromInline('exports.handler = 1') });
`;
    const output = await detect(cdk, 'infra/lib/shop.ts', text, { 'infra/cdk.json': '{"app": "x"}' });
    expect(resources(output).map((one) => one.codeFolder)).toEqual(['infra/services/a', 'infra/b', undefined]);
  });

  it('is named by its id, its variable or its stack', async () => {
    const output = await stack(`new sqs.Queue(this, 'Jobs');
    const labels = new s3.Bucket(this, 'Bucket');
    new dynamodb.Table(this, 'Table', {});`);
    expect(resources(output).map((one) => one.name)).toEqual(['Jobs', 'labels', 'shop-table']);
  });
});

describe('broken and hostile files', () => {
  it('keep what stands before the fault', async () => {
    const { observations } = await stack("const jobs = new sqs.Queue(this, 'Jobs');\n    const x = `${");
    expect(observations.map(lineOf)).toContain('resource cdk:Jobs@10');
  });

  it('say where cdk.json is broken', async () => {
    const { problems } = await detect(cdkConfig, 'cdk.json', '{\n  "app": "x",\n  "y": \n}\n');
    expect(problems.map(problemLineOf)).toEqual(['problem syntax-error@4']);
  });

  it('are refused where they nest too deep', () => {
    const { issues, tokens } = tokensOf('('.repeat(1_000), 'javascript');
    expect(issues).toEqual([{ reason: 'too-deep', line: 1, detail: 'nested deeper than 100 levels' }]);
    expect(tokens).toEqual([]);
  });
});

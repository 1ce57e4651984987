import { describe, expect, it } from 'vitest';
import { cloudformation } from '../../../../src/core/scan/detectors/cloudformation.ts';
import { stackOf, tellingName } from '../../../../src/core/scan/detectors/cloudformation-stack.ts';
import type { ResourceObservation, WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf, problemLineOf } from '../../../support/detect.ts';

const head = 'AWSTemplateFormatVersion: "2010-09-09"\nTransform: AWS::Serverless-2016-10-31\n';

async function resourcesOf(
  text: string,
  path = 'template.yaml',
  beside: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, ResourceObservation>> {
  const { observations } = await detect(cloudformation, path, text, beside);
  return new Map(observations.flatMap((one) => (one.type === 'resource' ? [[one.address, one] as const] : [])));
}

/** References as `-> Jobs@12`: forward, `<-` backward, `<>` both ways, `--` where nothing tells. */
function linksOf(resource: ResourceObservation | undefined): readonly string[] {
  const signs = { forward: '->', backward: '<-', both: '<>' } as const;
  return (resource?.references ?? []).map(
    (one) => `${one.flow === undefined ? '--' : signs[one.flow]} ${one.address}@${String(one.evidence.line)}`,
  );
}

describe('what a function is connected to', () => {
  it('is triggered by queues, streams, topics and buckets, and called by its API', async () => {
    const found = await resourcesOf(
      `${head}Resources:
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Job: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } }
        Row: { Type: DynamoDB, Properties: { Stream: !GetAtt Orders.StreamArn } }
        File: { Type: S3, Properties: { Bucket: !Ref Labels } }
        Call: { Type: HttpApi }
        Tick: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
  Jobs: { Type: AWS::SQS::Queue }
  Orders: { Type: AWS::DynamoDB::Table }
  Labels: { Type: AWS::S3::Bucket }
`,
    );
    expect(linksOf(found.get('Ship'))).toEqual(['<- Jobs@8', '<- Orders@9', '<- Labels@10']);
    expect(linksOf(found.get('ServerlessHttpApi'))).toEqual(['-- Ship@11']);
  });

  it('reads what it may read and writes what it may write', async () => {
    const found = await resourcesOf(
      `${head}Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: { TABLE: !Ref Orders } }
      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Orders }
        - DynamoDBReadPolicy: { TableName: !Ref Prices }
        - Statement:
            - { Effect: Allow, Action: 'sns:Publish', Resource: !Ref Moves }
            - { Effect: Deny, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn }
            - { Effect: Allow, Action: 'dynamodb:DescribeTable', Resource: !GetAtt Names.Arn }
  Orders: { Type: AWS::DynamoDB::Table }
  Prices: { Type: AWS::DynamoDB::Table }
  Names: { Type: AWS::DynamoDB::Table }
  Moves: { Type: AWS::SNS::Topic }
  Jobs: { Type: AWS::SQS::Queue }
`,
    );
    expect(linksOf(found.get('Book')).toSorted()).toEqual(['-> Moves@12', '<- Prices@10', '<> Orders@9']);
  });

  it('is not connected to what only the globals name, where its own policies say what it uses', async () => {
    const text = (policies: string): string =>
      `${head}Globals:
  Function:
    Environment: { Variables: { TABLE: !Ref Orders } }
Resources:
  Ping:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ping.handler
${policies}  Orders: { Type: AWS::DynamoDB::Table }
  Moves: { Type: AWS::SNS::Topic }
`;
    const written = await resourcesOf(text('      Policies: [{ SNSPublishMessagePolicy: { TopicName: !GetAtt Moves.TopicName } }]\n'));
    expect(linksOf(written.get('Ping'))).toEqual(['-> Moves@11']);
    const managed = await resourcesOf(text('      Policies: [AmazonDynamoDBFullAccess]\n'));
    expect(linksOf(managed.get('Ping'))).toEqual(['-- Orders@5']);
  });

  it('does not get every permission of a role that it shares', async () => {
    const found = await resourcesOf(`${head}Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: ['dynamodb:PutItem'], Resource: [!GetAtt Orders.Arn, !GetAtt Names.Arn] }] } }]
  Book: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, Environment: { Variables: { T: !Ref Orders } } } }
  Name: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  Orders: { Type: AWS::DynamoDB::Table }
  Names: { Type: AWS::DynamoDB::Table }
`);
    expect(linksOf(found.get('Book'))).toEqual(['-> Orders@7']);
    expect(linksOf(found.get('Name'))).toEqual([]);
  });
});

describe('JSON templates', () => {
  it('have true lines and the long forms of references', async () => {
    const found = await resourcesOf(
      `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Map": {
      "Type": "AWS::Lambda::EventSourceMapping",
      "Properties": {
        "FunctionName": { "Ref": "Ship" },
        "EventSourceArn": { "Fn::GetAtt": ["Jobs", "Arn"] }
      }
    },
    "Ship": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Environment": { "Variables": { "URL": { "Fn::Sub": "arn:aws:s3:::\${Labels}/x" } } }
      }
    },
    "Jobs": { "Type": "AWS::SQS::Queue" },
    "Labels": { "Type": "AWS::S3::Bucket" }
  }
}
`,
      'infra/app.template.json',
    );
    expect(linksOf(found.get('Ship'))).toEqual(['<- Jobs@8', '-- Labels@14']);
  });
});

describe('what templates know of each other', () => {
  it('is written as the path of the nested template with the name of its parameter or output', async () => {
    const parent = await resourcesOf(
      `${head}Resources:
  Orders: { Type: AWS::DynamoDB::Table }
  Api:
    Type: AWS::Serverless::Application
    Properties:
      Location: ./api/template.yaml
      Parameters: { Table: !Ref Orders }
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: { QUEUE: !GetAtt Api.Outputs.Queue } }
`,
      'infra/template.yaml',
    );
    expect(parent.get('Orders')?.exports).toEqual(['infra/api/template.yaml#Table']);
    expect(linksOf(parent.get('Book'))).toEqual(['-- infra/api/template.yaml#Outputs.Queue@13']);
    const child = await resourcesOf(
      `${head}Parameters:
  Table: { Type: String }
Resources:
  Read: { Type: AWS::Serverless::Function, Properties: { Policies: [{ DynamoDBReadPolicy: { TableName: !Ref Table } }] } }
  Jobs: { Type: AWS::SQS::Queue }
Outputs:
  Queue: { Value: !Ref Jobs, Export: { Name: shop-jobs } }
`,
      'infra/api/template.yaml',
    );
    expect(linksOf(child.get('Read'))).toEqual(['<- infra/api/template.yaml#Table@6']);
    expect(child.get('Jobs')?.exports).toEqual(['infra/api/template.yaml#Outputs.Queue', 'export:shop-jobs']);
  });

  it('is an SSM parameter, with the stage that the Makefile beside each deploys', async () => {
    const makefile = 'deploy:\n\tsam deploy \\\n\t\t--parameter-overrides \\\n\t\t\tStage=$${BRANCH} \\\n\t\t\tPay=/$${BRANCH}/pay/arn\n';
    const pay = await resourcesOf(
      `${head}Parameters:
  Stage: { Type: String }
Resources:
  Collect: { Type: AWS::Serverless::Function }
  Name: { Type: AWS::SSM::Parameter, Properties: { Name: !Sub "/\${Stage}/pay/arn", Value: !GetAtt Collect.Arn } }
`,
      'pay/template.yaml',
      { 'pay/Makefile': makefile },
    );
    expect(pay.get('Collect')?.exports).toEqual(['ssm:/${BRANCH}/pay/arn']);
    const book = await resourcesOf(
      `${head}Parameters:
  Pay: { Type: 'AWS::SSM::Parameter::Value<String>' }
Resources:
  Book: { Type: AWS::StepFunctions::StateMachine, Properties: { DefinitionString: !Sub '{"Resource": "\${Pay}"}' } }
`,
      'book/template.yaml',
      { 'book/Makefile': makefile },
    );
    expect(linksOf(book.get('Book'))).toEqual(['-- ssm:/${BRANCH}/pay/arn#Pay@6']);
  });
});

describe('container services', () => {
  it('have the image, ports, hosts and permissions of their task, and stand behind their load balancer', async () => {
    const { observations } = await detect(
      cloudformation,
      'template.yaml',
      `${head}Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: orders
          Image: acme/orders:1
          PortMappings: [{ ContainerPort: 8080 }]
          Environment:
            - { Name: REDIS_URL, Value: "redis://cache.internal:6379" }
            - { Name: DB_HOST, Value: !GetAtt Database.Endpoint.Address }
  TaskRole:
    Type: AWS::IAM::Role
    Properties:
      Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Jobs.Arn }] } }]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 3
      LoadBalancers: [{ ContainerName: orders, TargetGroupArn: !Ref Targets }]
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ TargetGroupArn: !Ref Targets }] }
  Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres } }
  Jobs: { Type: AWS::SQS::Queue }
`,
    );
    const workload = observations.find((one): one is WorkloadObservation => one.type === 'workload');
    expect(workload).toMatchObject({ name: 'orders', source: 'cloud', image: 'acme/orders:1', ports: [8080], instances: 3 });
    expect(workload?.references.map((one) => [one.host, one.flow])).toEqual([
      ['cache.internal', undefined],
      ['Database', undefined],
      ['Jobs', 'forward'],
    ]);
    const balancer = observations.find((one): one is ResourceObservation => one.type === 'resource' && one.address === 'Balancer');
    expect(balancer?.hosts?.map((one) => one.host)).toEqual(['orders']);
  });
});

describe('names', () => {
  it.each([
    ['src/backend/booking/template.yaml', 'booking'],
    ['template.yaml', undefined],
    ['infra/cloudformation/orders-stack.yaml', 'orders'],
    ['00-baseCore/template.yaml', 'baseCore'],
    ['backend/shoppingcart-service.yaml', 'shoppingcart-service'],
  ])('the stack of %s is %s', (path, stack) => {
    expect(stackOf(path)).toBe(stack);
  });

  it('a generic id is told by its stack', () => {
    expect(tellingName('Table', 'orders')).toBe('orders-table');
    expect(tellingName('OrdersTable', 'shop')).toBe('OrdersTable');
    expect(tellingName('Table', undefined)).toBe('Table');
  });
});

describe('files that are no whole templates', () => {
  it('what packaging writes repeats its template', async () => {
    const found = await resourcesOf(
      `${head}Resources:\n  A: { Type: AWS::Serverless::Function, Properties: { CodeUri: s3://bucket/0123456789abcdef0123456789abcdef } }\n`,
    );
    expect([...found]).toEqual([]);
  });

  it('keeps what stands before a fault, and says where it is', async () => {
    const { observations, problems } = await detect(
      cloudformation,
      'template.yaml',
      `${head}Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n  Bad: [\n`,
    );
    expect(observations.map(lineOf)).toContain('resource Jobs@4');
    expect(problems.map(problemLineOf)).toEqual(['problem syntax-error@7']);
  });
});

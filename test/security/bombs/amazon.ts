import { bomb, limit, lines } from './bomb.ts';
import type { Bomb } from './bomb.ts';

const template = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n';
const service = 'service: a\nprovider:\n  name: aws\n';
const imports = "import * as sqs from 'aws-cdk-lib/aws-sqs';\nimport * as lambda from 'aws-cdk-lib/aws-lambda';\n";

/** Files made to hurt the readers of CloudFormation, the Serverless Framework, the CDK and Amplify; each is a problem. */
export const amazonBombs: readonly Bomb[] = [
  bomb('CloudFormation nested', 'a/template.yaml', `${template}  A: {Type: AWS::SQS::Queue, Properties: ${'{a: '.repeat(100_000)}`),
  bomb('CloudFormation in JSON, nested', 'b/template.json', `{"AWSTemplateFormatVersion":"x","AWS::":${'['.repeat(200_000)}`),
  bomb('CloudFormation of commas', 'c/template.yaml', `${template}  A: {Type: AWS::SQS::Queue, Properties: [${','.repeat(limit)}]}`),
  bomb('a Serverless configuration, nested', 'd/serverless.yml', `${service}functions: ${'[['.repeat(100_000)}`),
  bomb('a Serverless configuration in TypeScript, nested', 'e/serverless.ts', `const a = ${'{service:'.repeat(100_000)}`),
  bomb('a backend of Amplify, nested', 'f/amplify/backend/backend-config.json', '{"a":'.repeat(200_000)),
];

/** Files that cost much although every parser takes them; they are no problem and must only end. */
export const amazonFloods: readonly Bomb[] = [
  bomb(
    'as many functions as a template may have, which share a role and name each other',
    'a/template.yaml',
    `${template}${lines(450, (index) => `  F${String(index)}: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt R.Arn, Environment: {Variables: {A: !Ref F${String(index + 1)}, B: !Ref F${String((index * 7) % 450)}}}}}`)}\n  R: {Type: AWS::IAM::Role}\n${lines(90, (index) => `  P${String(index)}: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref R], PolicyDocument: {Statement: [{Action: 'sqs:*', Resource: !Ref F${String(index)}}]}}}`)}\n`,
  ),
  bomb(
    'resources that stand for each other',
    'b/template.yaml',
    `${template}${lines(999, (index) => `  A${String(index)}: {Type: AWS::Lambda::Alias, Properties: {FunctionName: [!Ref A${String((index + 1) % 999)}, !Ref A${String((index + 2) % 999)}, !Ref A${String((index + 3) % 999)}]}}`)}\n`,
  ),
  bomb(
    'a folded text of variables',
    'c/template.yaml',
    `${template}  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: !Sub >-\n${lines(20_000, (index) => `        \${A${String(index)}} \${B${String(index)}.Arn}`)}\n`,
  ),
  bomb(
    'a text of opened variables',
    'd/template.yaml',
    `${template}  A: {Type: AWS::SQS::Queue, Properties: {X: "${'${'.repeat(400_000)}"}}\n`,
  ),
  bomb(
    'Serverless variables that double',
    'e/serverless.yml',
    `${service}custom:\n  a0: xx\n${lines(60, (index) => `  a${String(index + 1)}: \${self:custom.a${String(index)}}\${self:custom.a${String(index)}}`)}\nfunctions:\n  f: {handler: "\${self:custom.a60}"}\n`,
  ),
  bomb(
    'Serverless sections that contain each other',
    'f/serverless.yml',
    `${service}custom: {a: ["\${self:custom}", "\${self:custom}", "\${self:}"], b: ["\${self:custom.a}", "\${self:custom.a}"]}\nfunctions:\n  f: {handler: a.b}\n`,
  ),
  bomb(
    'a CDK program of assignments',
    'g/stack.ts',
    `${imports}const a0 = new sqs.Queue(this, 'A');\n${lines(30_000, (index) => `const a${String(index + 1)} = a${String(index)}.b`)}`,
  ),
  bomb(
    'a CDK program of one name',
    'h/stack.ts',
    `${imports}${lines(15_000, () => "a = new sqs.Queue(this, 'A'); a.grantSendMessages(a);")}`,
  ),
  bomb('a CDK program of keys', 'i/stack.ts', `${imports}${`new lambda.Function(this, 'A', {`.repeat(90)}${'a: b '.repeat(150_000)}`),
  bomb('a CDK program of calls', 'j/stack.ts', `${imports}const a = new sqs.Queue(this, 'A');\na${'.b()'.repeat(200_000)}`),
  bomb('a CDK program of equals signs', 'k/stack.ts', `${imports}${'a = '.repeat(200_000)}`),
  bomb('a CDK program of open strings', 'l/stack.ts', `${imports}${'`${'.repeat(300_000)}`),
  bomb('a CDK program of slashes', 'm/stack.ts', `${imports}${'(/['.repeat(300_000)}`),
  bomb('a CDK program of imports', 'n/stack.ts', `// aws-cdk\n${'import '.repeat(140_000)}`),
  bomb(
    'a CDK program of imports from Python',
    'o/stack.py',
    `# aws_cdk\n${'from aws_cdk import ('.repeat(45)}${'from aws_cdk import a '.repeat(45_000)}`,
  ),
  bomb(
    'a schema of types without fields',
    'p/amplify/backend/api/a/schema.graphql',
    lines(100_000, () => 'type A'),
  ),
];

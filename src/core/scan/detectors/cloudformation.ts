import { textAt } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput } from '../observation.ts';
import { overrideFiles, overridesOf } from './cloudformation-overrides.ts';
import { observeTemplate } from './cloudformation-resources.ts';
import { templateOf } from './cloudformation-template.ts';
import type { Template } from './cloudformation-template.ts';
import { folderOf } from './paths.ts';

/** JSON files that are templates say so in their name or in that of their folder; package-lock.json is not opened. */
const jsonTemplate =
  /(^|[/._-])(template|stack|cfn|cloudformation|sam)[^/]*\.json$|(^|\/)(cloudformation|cfn|amplify\/backend)\/.*\.json$/i;

/** Reads CloudFormation and SAM templates in YAML and JSON: functions, tables, queues, topics, and what triggers what. */
export const cloudformation: Detector = {
  id: 'cloudformation',
  matches: (path) =>
    (/\.(ya?ml|template)$/i.test(path) || jsonTemplate.test(path)) &&
    !/(^|\/)(\.github|node_modules)\/|(^|\/)((docker-)?compose[\w.-]*|pnpm-lock|serverless[\w.-]*)\.ya?ml$/i.test(path),
  companions: overrideFiles,
  detect,
  examples: [
    {
      path: 'template.yaml',
      text: 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Book:\n    Type: AWS::Serverless::Function\n    Properties:\n      MemorySize: 256\n      Environment:\n        Variables:\n          TABLE: !Ref Bookings\n      Events:\n        Moved:\n          Type: SNS\n          Properties:\n            Topic: !Ref Moves\n  Bookings:\n    Type: AWS::DynamoDB::Table\n  Moves:\n    Type: AWS::SNS::Topic\n  Jobs:\n    Type: AWS::SQS::Queue\n',
      sees: [
        'resource Book@3',
        'resource Bookings@15',
        'resource Moves@17',
        'deployment aws@1',
        'sizing memory@6',
        'hazard hazard.no-dead-letter-queue@19',
      ],
    },
    {
      path: 'infra/queues.yaml',
      text: 'Description: Queues\nResources:\n  Jobs:\n    Type: AWS::SQS::Queue\n',
      sees: ['resource Jobs@3', 'deployment aws@2'],
    },
    { path: 'config.yml', text: 'Resources:\n  A:\n    Type: AWS::SQS::Queue\n', sees: [], not: ['resource A@2'] },
    {
      path: 'infra/shop.template.json',
      text: '{\n  "AWSTemplateFormatVersion": "2010-09-09",\n  "Resources": {\n    "Orders": {\n      "Type": "AWS::DynamoDB::Table"\n    },\n    "Helper": {\n      "Type": "AWS::Lambda::Function",\n      "Properties": { "Runtime": "python3.12" }\n    },\n    "Seed": {\n      "Type": "Custom::Seed",\n      "Properties": { "ServiceToken": { "Fn::GetAtt": ["Helper", "Arn"] } }\n    }\n  }\n}\n',
      sees: ['resource Orders@4', 'deployment aws@2', 'practice infrastructure-as-code@2'],
      not: ['resource Helper@7'],
    },
    {
      path: 'cluster.yaml',
      text: 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n        - Name: web\n          Image: acme/web:1\n          PortMappings:\n            - ContainerPort: 8080\n  WebService:\n    Type: AWS::ECS::Service\n    Properties:\n      DesiredCount: 2\n      TaskDefinition: !Ref Task\n',
      sees: ['workload Web@11', 'sizing replicas@14'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const start = input.text.slice(0, 200_000);
  const marker = /^[ \t{]*["']?(AWSTemplateFormatVersion|Transform)["']?[ \t]*:.*$/m.exec(start) ?? unmarked(start);
  if (marker === null || !input.text.includes('AWS::')) return { observations: [], problems: [] };
  const isJson = /^\s*\{/.test(start);
  // A key deeper within a YAML file is another format's.
  if (!isJson && /^[ \t]/.test(marker[0])) return { observations: [], problems: [] };
  const { root, issues } = isJson ? input.own(parseJson) : firstDocument(input.text);
  const template = templateOf(input, root, input.text.split(/\r?\n/), overridesOf(input));
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  // What `aws cloudformation package` writes repeats the template that it was made from.
  if (isPackaged(template)) return { observations: [], problems };
  const observations = [...observeTemplate(template)];
  if (template.resources.size > 0) {
    const evidence = input.evidence(input.text.slice(0, marker.index).split('\n').length);
    if (/^\s*(- )?["']?(Transform["']?\s*:\s*)?["']?AWS::Serverless-/m.test(start))
      observations.push({ type: 'technology', technology: 'aws-sam', scope: 'development', folder: folderOf(input.path), evidence });
    observations.push({ type: 'deployment', target: 'aws', evidence }, { type: 'practice', practice: 'infrastructure-as-code', evidence });
  }
  return { observations, problems };
}

/**
 * The version of the format may be left out. Then what only a whole template has tells it: a description or parameters
 * beside the resources. The parts that the Serverless Framework includes have neither.
 */
function unmarked(start: string): RegExpExecArray | null {
  return /^(Description|Parameters)[ \t]*:/m.test(start) && /^[ \t]+Type[ \t]*:[ \t]*["']?AWS::\w+::/m.test(start)
    ? /^Resources[ \t]*:.*$/m.exec(start)
    : null;
}

function isPackaged(template: Template): boolean {
  for (const one of template.resources.values()) {
    const code = textAt(one.properties, 'CodeUri') ?? textAt(one.properties, 'DefinitionUri') ?? '';
    if (code.startsWith('s3://') && /\/[0-9a-f]{32}(\.\w{1,10})?$/.test(code)) return true;
  }
  return false;
}

function firstDocument(text: string): ReturnType<typeof parseJson> {
  const { documents, issues } = parseYaml(text);
  return { root: documents[0], issues };
}

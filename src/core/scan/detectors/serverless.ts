import { at, entriesAt, entryAt, scalar, textAt } from '../parse/data.ts';
import type { DataEntry, DataMap, DataNode } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, FileNames, Observation } from '../observation.ts';
import { observeTemplate } from './cloudformation-resources.ts';
import { templateOf } from './cloudformation-template.ts';
import { folderOf } from './paths.ts';
import { joined } from './serverless-variables.ts';
import type { Joined } from './serverless-variables.ts';

/** Folders in which people keep the parts of a configuration. */
const partFolders = [
  '',
  'resources',
  'config',
  'configs',
  'serverless',
  'sls',
  'functions',
  'infrastructure',
  'infra',
  'cloudformation',
  'cfn',
  'iam',
];

/** Reads Serverless Framework configurations: functions with what triggers them, and the CloudFormation within. */
export const serverless: Detector = {
  id: 'serverless',
  matches: (path) => /(^|\/)serverless[\w.-]*\.(ya?ml|json)$/i.test(path),
  companions: (path, files: FileNames) => {
    const folder = folderOf(path);
    return partFolders.flatMap((name) => {
      const within = [folder, name].filter((part) => part !== '').join('/');
      const prefix = within === '' ? '' : `${within}/`;
      return files.inFolder(within).flatMap((file) => (/\.(ya?ml|json)$/i.test(file) && !isOther(file) ? [`${prefix}${file}`] : []));
    });
  },
  detect,
  examples: [
    {
      path: 'orders/serverless.yml',
      text: "service: orders\ncustom:\n  stage: ${opt:stage, 'dev'}\nprovider:\n  name: aws\n  runtime: nodejs20.x\n  region: eu-west-1\n  environment:\n    TABLE: orders-${self:custom.stage}\n  iam:\n    role:\n      statements:\n        - Effect: Allow\n          Action: [dynamodb:PutItem]\n          Resource: !GetAtt Orders.Arn\nfunctions:\n  create:\n    handler: src/create.handler\n    events:\n      - httpApi: POST /orders\n  ship:\n    handler: src/ship.handler\n    events:\n      - sqs:\n          arn: !GetAtt Shipping.Arn\nresources:\n  Resources:\n    Orders:\n      Type: AWS::DynamoDB::Table\n      Properties:\n        TableName: orders-${self:custom.stage}\n    Shipping: ${file(resources/shipping.yml)}\n",
      beside: { 'orders/resources/shipping.yml': 'Type: AWS::SQS::Queue\n' },
      sees: [
        'deployment aws@7',
        'resource CreateLambdaFunction@17',
        'resource ShipLambdaFunction@21',
        'resource Orders@28',
        'resource Shipping@32',
        'resource ServerlessHttpApi@20',
        'technology nodejs@6',
        'technology serverless-framework@1',
      ],
    },
    { path: 'serverless.yml', text: 'service: x\ncomponent: website\n', sees: [], not: ['deployment aws@1'] },
  ],
};

function isOther(file: string): boolean {
  return /^(package(-lock)?|tsconfig.*|pnpm-lock|(docker-)?compose.*|serverless.*)\.(ya?ml|json)$/i.test(file);
}

function detect(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.path.endsWith('.json') ? input.own(parseJson) : firstDocument(input.text);
  return {
    observations: observeServerless(input, root),
    problems: issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line)),
  };
}

function firstDocument(text: string): ReturnType<typeof parseJson> {
  const { documents, issues } = parseYaml(text);
  return { root: documents[0], issues };
}

/** Everything that a configuration shows; none where it names no provider. */
export function observeServerless(input: DetectorInput, written: DataNode | undefined): readonly Observation[] {
  const provider = textAt(written, 'provider', 'name') ?? textAt(written, 'provider');
  const service = entryAt(written, 'service');
  const target = targets.get(provider ?? '');
  if (target === undefined || service === undefined) return [];
  const whole = joined(input, written);
  const name = serviceName(whole.root);
  const region = entryAt(whole.root, 'provider', 'region');
  const place = region?.value.kind === 'scalar' && /^[a-z]{2}(-[a-z]+)+-?\d$/.test(region.value.text) ? region : undefined;
  const found: Observation[] = [
    {
      type: 'deployment',
      target,
      evidence: whole.input.evidence(place?.line ?? entryAt(written, 'provider')?.line ?? service.line),
      ...(place?.value.kind === 'scalar' ? { region: input.redact(place.value.text) } : {}),
    },
    { type: 'practice', practice: 'infrastructure-as-code', evidence: input.evidence(service.line) },
    {
      type: 'technology',
      technology: 'serverless-framework',
      scope: 'development',
      folder: folderOf(input.path),
      evidence: input.evidence(service.line),
    },
  ];
  if (target !== 'aws') return found;
  return [...found, ...observeTemplate(templateOf(whole.input, asTemplate(whole), whole.lines), name)];
}

const targets: ReadonlyMap<string, string> = new Map([
  ['aws', 'aws'],
  ['google', 'gcp'],
  ['azure', 'azure'],
  ['cloudflare', 'cloudflare'],
]);

/** The name of the service, without what changes from stage to stage. */
function serviceName(root: DataNode | undefined): string | undefined {
  const text = (textAt(root, 'service') ?? textAt(root, 'service', 'name') ?? '').replace(/[-_]?\$\{[^}]*\}[-_]?/g, '');
  return /^[A-Za-z][\w.-]{0,80}$/.test(text) ? text : undefined;
}

/** The configuration as the SAM template that says the same: the framework makes CloudFormation of it as well. */
function asTemplate(whole: Joined): DataNode {
  const resources = new Map<string, DataEntry>();
  for (const part of listed(at(whole.root, 'resources'))) for (const [id, entry] of entriesAt(part, 'Resources')) resources.set(id, entry);
  const provider = at(whole.root, 'provider');
  for (const part of listed(at(whole.root, 'functions')))
    for (const [name, entry] of entriesAt(part)) {
      const id = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', 'Dash').replaceAll('_', 'Underscore')}LambdaFunction`;
      resources.set(id, { line: entry.line, value: functionOf(entry, provider, name, resources) });
    }
  const outputs = new Map<string, DataEntry>();
  for (const part of listed(at(whole.root, 'resources'))) for (const [id, entry] of entriesAt(part, 'Outputs')) outputs.set(id, entry);
  return mapOf(1, { Resources: { kind: 'map', line: 1, entries: resources }, Outputs: { kind: 'map', line: 1, entries: outputs } });
}

/** A section may be a map or a list of maps. */
function listed(node: DataNode | undefined): readonly DataNode[] {
  return node === undefined ? [] : node.kind === 'list' ? node.items : [node];
}

function functionOf(entry: DataEntry, provider: DataNode | undefined, name: string, resources: Map<string, DataEntry>): DataNode {
  const body = entry.value;
  const line = entry.line;
  const variables = new Map([...entriesAt(provider, 'environment'), ...entriesAt(body, 'environment')]);
  const policies = [at(provider, 'iam', 'role', 'statements'), at(provider, 'iamRoleStatements'), at(body, 'iamRoleStatements')].flatMap(
    (node) => node ?? [],
  );
  const events = new Map<string, DataEntry>();
  for (const [index, event] of listed(at(body, 'events')).entries())
    for (const [kind, value] of event.kind === 'scalar' ? [[event.text, { line: event.line, value: event }] as const] : entriesAt(event)) {
      const made = eventOf(kind, value, resources);
      if (made !== undefined) events.set(String(index), { line: value.line, value: made });
    }
  const properties = mapOf(line, {
    Environment: mapOf(line, { Variables: { kind: 'map', line, entries: variables } }),
    Policies: { kind: 'list', line, items: policies },
    Events: { kind: 'map', line, entries: events },
    DisplayName: scalar(line, name),
    CodeUri: scalar(line, '.'),
  });
  const entries = new Map(properties.entries);
  for (const [key, to] of [
    ['handler', 'Handler'],
    ['runtime', 'Runtime'],
    ['memorySize', 'MemorySize'],
  ] as const) {
    const own = entryAt(body, key) ?? entryAt(provider, key);
    if (own !== undefined) entries.set(to, own);
  }
  return mapOf(line, { Type: scalar(line, 'AWS::Serverless::Function'), Properties: { kind: 'map', line, entries } });
}

/** What a trigger is in SAM; the framework itself declares topics and buckets that are given by name alone. */
function eventOf(kind: string, entry: DataEntry, resources: Map<string, DataEntry>): DataNode | undefined {
  const { line, value } = entry;
  const as = (type: string, source?: DataNode): DataNode =>
    mapOf(line, { Type: scalar(line, type), ...(source === undefined ? {} : { Properties: mapOf(line, { Source: source }) }) });
  if (kind === 'http') return as('Api');
  if (kind === 'httpApi') return as('HttpApi');
  if (kind === 'websocket') return as('WebSocket');
  if (kind === 'sqs' || kind === 'stream' || kind === 'kafka' || kind === 'msk' || kind === 'activemq' || kind === 'rabbitmq')
    return as('Source', at(value, 'arn') ?? value);
  if (kind === 'eventBridge') return as('Source', at(value, 'eventBus') ?? scalar(line, null));
  if (kind === 'sns')
    return as('Source', at(value, 'arn') ?? declared('AWS::SNS::Topic', at(value, 'topicName') ?? value, line, resources));
  if (kind === 's3') {
    const bucket = at(value, 'bucket') ?? value;
    return as('Source', textAt(value, 'existing') === 'true' ? bucket : declared('AWS::S3::Bucket', bucket, line, resources));
  }
  return undefined;
}

function declared(type: string, name: DataNode, line: number, resources: Map<string, DataEntry>): DataNode {
  // A reference or an address is of something that is declared elsewhere.
  if (name.kind !== 'scalar' || !/^[A-Za-z][\w.-]{1,80}$/.test(name.text)) return name;
  const isKnown = [...resources.values()].some((one) =>
    ['TopicName', 'BucketName'].some((key) => textAt(one.value, 'Properties', key) === name.text),
  );
  const isBucket = type === 'AWS::S3::Bucket';
  const properties = mapOf(line, { [isBucket ? 'BucketName' : 'TopicName']: name, DisplayName: name });
  const id = `${isBucket ? 'S3Bucket' : 'SNSTopic'}${name.text}`;
  if (!isKnown) resources.set(id, { line, value: mapOf(line, { Type: scalar(line, type), Properties: properties }) });
  return name;
}

function mapOf(line: number, values: Readonly<Record<string, DataNode>>): DataMap {
  return { kind: 'map', line, entries: new Map(Object.entries(values).map(([key, value]) => [key, { line, value }])) };
}

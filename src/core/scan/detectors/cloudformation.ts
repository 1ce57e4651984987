import { byScheme, byTerraform } from '../catalogue/index.ts';
import { observeHazard } from '../hazard-rules.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation, ResourceObservation } from '../observation.ts';
import { folderOf } from './paths.ts';
import { engineSchemes } from './terraform-rules.ts';

/** CloudFormation and SAM types, and the Terraform type under which the catalogue knows the same thing. */
const resourceTypes: ReadonlyMap<string, string> = new Map([
  ['AWS::Lambda::Function', 'aws_lambda_function'],
  ['AWS::Serverless::Function', 'aws_lambda_function'],
  ['AWS::DynamoDB::Table', 'aws_dynamodb_table'],
  ['AWS::DynamoDB::GlobalTable', 'aws_dynamodb_global_table'],
  ['AWS::Serverless::SimpleTable', 'aws_dynamodb_table'],
  ['AWS::SQS::Queue', 'aws_sqs_queue'],
  ['AWS::SNS::Topic', 'aws_sns_topic'],
  ['AWS::S3::Bucket', 'aws_s3_bucket'],
  ['AWS::RDS::DBInstance', 'aws_db_instance'],
  ['AWS::RDS::DBCluster', 'aws_rds_cluster'],
  ['AWS::ApiGateway::RestApi', 'aws_api_gateway_rest_api'],
  ['AWS::Serverless::Api', 'aws_api_gateway_rest_api'],
  ['AWS::ApiGatewayV2::Api', 'aws_apigatewayv2_api'],
  ['AWS::Serverless::HttpApi', 'aws_apigatewayv2_api'],
  ['AWS::AppSync::GraphQLApi', 'aws_appsync_graphql_api'],
  ['AWS::StepFunctions::StateMachine', 'aws_sfn_state_machine'],
  ['AWS::Serverless::StateMachine', 'aws_sfn_state_machine'],
  ['AWS::Events::EventBus', 'aws_cloudwatch_event_bus'],
  ['AWS::Kinesis::Stream', 'aws_kinesis_stream'],
  ['AWS::Cognito::UserPool', 'aws_cognito_user_pool'],
  ['AWS::CloudFront::Distribution', 'aws_cloudfront_distribution'],
  ['AWS::ECS::Cluster', 'aws_ecs_cluster'],
  ['AWS::ECS::Service', 'aws_ecs_service'],
  ['AWS::EKS::Cluster', 'aws_eks_cluster'],
  ['AWS::ElastiCache::ReplicationGroup', 'aws_elasticache_replication_group'],
  ['AWS::ElastiCache::CacheCluster', 'aws_elasticache_cluster'],
  ['AWS::OpenSearchService::Domain', 'aws_opensearch_domain'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'aws_lb'],
  ['AWS::MSK::Cluster', 'aws_msk_cluster'],
]);

/** Events of a SAM function that call it; queues, streams, topics and buckets are what it depends on. */
const callingEvents = new Set(['Api', 'HttpApi', 'Cognito']);

/** CloudFormation itself takes 500 resources. */
const maxResources = 1_000;

type Reference = ResourceObservation['references'][number];

interface Declared {
  readonly id: string;
  readonly type: string;
  readonly entry: DataEntry;
}

/** Reads CloudFormation and SAM templates: functions, tables, queues, topics, and what triggers what. */
export const cloudformation: Detector = {
  id: 'cloudformation',
  matches: (path) =>
    /\.(ya?ml|template)$/i.test(path) && !/(^|\/)(\.github|node_modules)\/|(^|\/)((docker-)?compose[\w.-]*|pnpm-lock)\.ya?ml$/i.test(path),
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
    { path: 'config.yml', text: 'Resources:\n  A:\n    Type: AWS::SQS::Queue\n', sees: [], not: ['resource A@2'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const marker = /^(AWSTemplateFormatVersion|Transform):.*$/m.exec(input.text.slice(0, 200_000));
  if (marker === null || !/AWS::/.test(input.text)) return { observations: [], problems: [] };
  const { documents, issues } = parseYaml(input.text);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const root = documents[0];
  const declared = entriesAt(root, 'Resources')
    .slice(0, maxResources)
    .map(([id, entry]): Declared => ({ id, type: textAt(entry.value, 'Type') ?? '', entry }));
  const lines = input.text.split(/\r?\n/);
  const ids = new Set(declared.map(({ id }) => id));
  const links = linksOf(input, declared, ids, lines);
  const observations = declared.flatMap((one) => [
    ...resource(input, one, ids, lines, links),
    ...sizes(input, one),
    ...hazards(input, one),
  ]);
  if (declared.length > 0) {
    const evidence = input.evidence(input.text.slice(0, marker.index).split('\n').length);
    if (/^\s*(- )?["']?(Transform:\s*)?["']?AWS::Serverless-/m.test(input.text.slice(0, 200_000)))
      observations.push({ type: 'technology', technology: 'aws-sam', scope: 'development', folder: folderOf(input.path), evidence });
    observations.push({ type: 'deployment', target: 'aws', evidence }, { type: 'practice', practice: 'infrastructure-as-code', evidence });
  }
  return { observations, problems };
}

/** Logical ids that a tree refers to by `!Ref`, `!GetAtt`, `!Sub` or their long forms. */
function referencesIn(input: DetectorInput, node: DataNode | undefined, ids: ReadonlySet<string>, lines: readonly string[]): Reference[] {
  const found = new Map<string, Reference>();
  const open = node === undefined ? [] : [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'list') open.push(...next.items);
    else if (next.kind === 'map') open.push(...[...next.entries.values()].map((entry) => entry.value));
    else if (/!(Ref|GetAtt|Sub)|\bRef\b|Fn::|\$\{/.test(lines[next.line - 1] ?? '') || /\$\{/.test(next.text)) {
      const names = next.text.includes('${')
        ? [...next.text.slice(0, 5_000).matchAll(/\$\{(\w{1,200})/g)].map((match) => match[1] ?? '')
        : [next.text.split('.', 1)[0] ?? ''];
      for (const name of names)
        if (ids.has(name) && !found.has(name)) found.set(name, { address: name, evidence: input.evidence(next.line) });
    }
  }
  return [...found.values()].sort((a, b) => a.evidence.line - b.evidence.line);
}

/** What calls a function, and what a mapping or a subscription connects, by the id that acts. */
function linksOf(
  input: DetectorInput,
  declared: readonly Declared[],
  ids: ReadonlySet<string>,
  lines: readonly string[],
): ReadonlyMap<string, readonly Reference[]> {
  const links = new Map<string, Reference[]>();
  const add = (from: string, to: string, evidence: Reference['evidence']): void => {
    if (from !== to) links.set(from, [...(links.get(from) ?? []), { address: to, evidence }]);
  };
  for (const { id, type, entry } of declared) {
    for (const [, event] of entriesAt(entry.value, 'Properties', 'Events')) {
      if (!callingEvents.has(textAt(event.value, 'Type') ?? '')) continue;
      for (const source of referencesIn(input, at(event.value, 'Properties'), ids, lines)) add(source.address, id, source.evidence);
    }
    const [fromKey, toKey] =
      type === 'AWS::Lambda::EventSourceMapping'
        ? ['FunctionName', 'EventSourceArn']
        : type === 'AWS::SNS::Subscription'
          ? ['Endpoint', 'TopicArn']
          : [];
    if (fromKey === undefined || toKey === undefined) continue;
    const from = referencesIn(input, at(entry.value, 'Properties', fromKey), ids, lines)[0];
    const to = referencesIn(input, at(entry.value, 'Properties', toKey), ids, lines)[0];
    if (from !== undefined && to !== undefined) add(from.address, to.address, to.evidence);
  }
  return links;
}

function resource(
  input: DetectorInput,
  one: Declared,
  ids: ReadonlySet<string>,
  lines: readonly string[],
  links: ReadonlyMap<string, readonly Reference[]>,
): Observation[] {
  const product = byTerraform(resourceTypes.get(one.type) ?? '');
  if (product === undefined) return [];
  const evidence = input.evidence(one.entry.line);
  const written = textAt(one.entry.value, 'Properties', 'Engine') ?? '';
  const scheme = engineSchemes.find(([pattern]) => pattern.test(written))?.[1];
  const engine = scheme === undefined ? undefined : byScheme(scheme);
  const callers = new Set([...links].flatMap(([from, to]) => (to.some(({ address }) => address === one.id) ? [from] : [])));
  // A function does not call what calls it, although its events name it.
  const own = referencesIn(input, at(one.entry.value, 'Properties'), ids, lines).filter(
    ({ address }) => address !== one.id && !callers.has(address),
  );
  const references = new Map([...own, ...(links.get(one.id) ?? [])].map((reference) => [reference.address, reference]));
  const folder = folderOf(input.path);
  const kind = product.component ?? engine?.component;
  return [
    {
      type: 'resource',
      address: one.id,
      name: input.redact(one.id),
      technology: engine?.id ?? product.id,
      references: [...references.values()],
      evidence,
      ...(kind === undefined ? {} : { kind }),
    },
    ...(engine === undefined
      ? []
      : [
          {
            type: 'technology' as const,
            technology: engine.id,
            scope: 'production' as const,
            folder,
            evidence: input.evidence(entryAt(one.entry.value, 'Properties', 'Engine')?.line ?? one.entry.line),
          },
        ]),
  ];
}

function sizes(input: DetectorInput, one: Declared): Observation[] {
  return (
    [
      ['MemorySize', 'memory'],
      ['DBInstanceClass', 'instance-class'],
      ['AllocatedStorage', 'storage-gb'],
      ['DesiredCount', 'replicas'],
      ['CacheNodeType', 'instance-class'],
    ] as const
  ).flatMap(([key, measure]): Observation[] => {
    const entry = entryAt(one.entry.value, 'Properties', key);
    if (entry?.value.kind !== 'scalar' || !/^[\w.]{1,40}$/.test(entry.value.text)) return [];
    return [{ type: 'sizing', measure, value: input.redact(entry.value.text), about: one.id, evidence: input.evidence(entry.line) }];
  });
}

function hazards(input: DetectorInput, one: Declared): Observation[] {
  const found: Observation[] = [];
  const name = input.redact(one.id);
  const check = (key: string, bad: string, id: string): void => {
    const entry = entryAt(one.entry.value, 'Properties', key);
    if (entry?.value.kind === 'scalar' && entry.value.text.toLowerCase() === bad)
      found.push(observeHazard(id, input.evidence(entry.line), { name }, one.id));
  };
  if (one.type === 'AWS::RDS::DBInstance' || one.type === 'AWS::RDS::DBCluster') {
    check('PubliclyAccessible', 'true', 'hazard.public-database');
    check('BackupRetentionPeriod', '0', 'hazard.no-database-backup');
    check('MultiAZ', 'false', 'hazard.single-zone-database');
    check('StorageEncrypted', 'false', 'hazard.unencrypted-storage');
  }
  const isQueue =
    one.type === 'AWS::SQS::Queue' &&
    entryAt(one.entry.value, 'Properties', 'RedrivePolicy') === undefined &&
    !/dlq|dead|failed/i.test(one.id);
  if (isQueue) found.push(observeHazard('hazard.no-dead-letter-queue', input.evidence(one.entry.line), { name }, one.id));
  for (const rule of itemsAt(one.entry.value, 'Properties', 'SecurityGroupIngress')) {
    const source = entryAt(rule, 'CidrIp');
    const port = textAt(rule, 'FromPort') ?? '';
    if (source?.value.kind === 'scalar' && source.value.text === '0.0.0.0/0' && /^\d+$/.test(port) && port !== '80' && port !== '443')
      found.push(observeHazard('hazard.open-ingress', input.evidence(source.line), { name, port }, one.id));
  }
  return found;
}

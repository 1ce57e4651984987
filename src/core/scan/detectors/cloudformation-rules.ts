/** Words of CloudFormation and SAM that the detector gives a meaning to, as data. */
import type { DataFlow } from '../../model/fact.ts';

/** CloudFormation and SAM types, and the Terraform type under which the catalogue knows the same thing. */
export const resourceTypes: ReadonlyMap<string, string> = new Map([
  ['AWS::Lambda::Function', 'aws_lambda_function'],
  ['AWS::Serverless::Function', 'aws_lambda_function'],
  ['AWS::StepFunctions::StateMachine', 'aws_sfn_state_machine'],
  ['AWS::Serverless::StateMachine', 'aws_sfn_state_machine'],
  ['AWS::DynamoDB::Table', 'aws_dynamodb_table'],
  ['AWS::DynamoDB::GlobalTable', 'aws_dynamodb_global_table'],
  ['AWS::Serverless::SimpleTable', 'aws_dynamodb_table'],
  ['AWS::SQS::Queue', 'aws_sqs_queue'],
  ['AWS::SNS::Topic', 'aws_sns_topic'],
  ['AWS::S3::Bucket', 'aws_s3_bucket'],
  ['AWS::RDS::DBInstance', 'aws_db_instance'],
  ['AWS::RDS::DBCluster', 'aws_rds_cluster'],
  ['AWS::DSQL::Cluster', 'aws_dsql_cluster'],
  ['AWS::DocDB::DBCluster', 'aws_docdb_cluster'],
  ['AWS::Neptune::DBCluster', 'aws_neptune_cluster'],
  ['AWS::Cassandra::Keyspace', 'aws_keyspaces_keyspace'],
  ['AWS::Redshift::Cluster', 'aws_redshift_cluster'],
  ['AWS::RedshiftServerless::Workgroup', 'aws_redshiftserverless_workgroup'],
  ['AWS::Timestream::Database', 'aws_timestreamwrite_database'],
  ['AWS::ElastiCache::ReplicationGroup', 'aws_elasticache_replication_group'],
  ['AWS::ElastiCache::CacheCluster', 'aws_elasticache_cluster'],
  ['AWS::ElastiCache::ServerlessCache', 'aws_elasticache_serverless_cache'],
  ['AWS::MemoryDB::Cluster', 'aws_memorydb_cluster'],
  ['AWS::DAX::Cluster', 'aws_dax_cluster'],
  ['AWS::OpenSearchService::Domain', 'aws_opensearch_domain'],
  ['AWS::Elasticsearch::Domain', 'aws_elasticsearch_domain'],
  ['AWS::OpenSearchServerless::Collection', 'aws_opensearchserverless_collection'],
  ['AWS::Events::EventBus', 'aws_cloudwatch_event_bus'],
  ['AWS::Kinesis::Stream', 'aws_kinesis_stream'],
  ['AWS::KinesisFirehose::DeliveryStream', 'aws_kinesis_firehose_delivery_stream'],
  ['AWS::MSK::Cluster', 'aws_msk_cluster'],
  ['AWS::MSK::ServerlessCluster', 'aws_msk_serverless_cluster'],
  ['AWS::AmazonMQ::Broker', 'aws_mq_broker'],
  ['AWS::ApiGateway::RestApi', 'aws_api_gateway_rest_api'],
  ['AWS::Serverless::Api', 'aws_api_gateway_rest_api'],
  ['AWS::ApiGatewayV2::Api', 'aws_apigatewayv2_api'],
  ['AWS::Serverless::HttpApi', 'aws_apigatewayv2_api'],
  ['AWS::Serverless::WebSocketApi', 'aws_apigatewayv2_api'],
  ['AWS::AppSync::GraphQLApi', 'aws_appsync_graphql_api'],
  ['AWS::Serverless::GraphQLApi', 'aws_appsync_graphql_api'],
  ['AWS::CloudFront::Distribution', 'aws_cloudfront_distribution'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'aws_lb'],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'aws_elb'],
  ['AWS::Cognito::UserPool', 'aws_cognito_user_pool'],
  ['AWS::Cognito::IdentityPool', 'aws_cognito_identity_pool'],
  ['AWS::SES::EmailIdentity', 'aws_sesv2_email_identity'],
  ['AWS::EKS::Cluster', 'aws_eks_cluster'],
  ['AWS::AppRunner::Service', 'aws_apprunner_service'],
  ['AWS::ElasticBeanstalk::Environment', 'aws_elastic_beanstalk_environment'],
  ['AWS::Batch::JobDefinition', 'aws_batch_job_definition'],
  ['AWS::Glue::Job', 'aws_glue_job'],
  ['AWS::EMR::Cluster', 'aws_emr_cluster'],
  ['AWS::MWAA::Environment', 'aws_mwaa_environment'],
  ['AWS::SageMaker::Endpoint', 'aws_sagemaker_endpoint'],
  ['AWS::Bedrock::Agent', 'aws_bedrockagent_agent'],
  ['AWS::Bedrock::KnowledgeBase', 'aws_bedrockagent_knowledge_base'],
  ['AWS::EC2::Instance', 'aws_instance'],
]);

/** Types whose code runs: what their environment and their policies name, they use. */
export const functionTypes = new Set(['AWS::Lambda::Function', 'AWS::Serverless::Function']);
/** State machines, which call what their definition names. */
export const machineTypes = new Set(['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine']);
/** What is in front of others: its body names what it passes requests on to. */
export const gatewayTypes = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::Serverless::Api',
  'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::HttpApi',
  'AWS::AppSync::GraphQLApi',
  'AWS::Serverless::GraphQLApi',
  'AWS::CloudFront::Distribution',
]);

/** Resources that stand for another one, and the property that names it: an alias of a function is that function. */
export const throughTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::Lambda::Alias', ['FunctionName']],
  ['AWS::Lambda::Version', ['FunctionName']],
  ['AWS::Lambda::Url', ['TargetFunctionArn']],
  ['AWS::ApiGateway::Stage', ['RestApiId']],
  ['AWS::ApiGateway::Deployment', ['RestApiId']],
  ['AWS::ApiGatewayV2::Stage', ['ApiId']],
  ['AWS::AppSync::GraphQLSchema', ['ApiId']],
  ['AWS::Cognito::UserPoolClient', ['UserPoolId']],
  ['AWS::Cognito::UserPoolDomain', ['UserPoolId']],
  ['AWS::Cognito::IdentityPool', ['CognitoIdentityProviders']],
  ['AWS::Kinesis::StreamConsumer', ['StreamARN']],
  ['AWS::RDS::DBInstance', ['DBClusterIdentifier', 'SourceDBInstanceIdentifier']],
  ['AWS::SecretsManager::SecretTargetAttachment', ['TargetId']],
  ['AWS::SSM::Parameter', ['Value']],
  ['AWS::S3::AccessPoint', ['Bucket']],
]);

/**
 * Resources that connect two others. `from` calls or reads `to`; `backward` where the data comes from `to`. Properties may
 * stand at any depth below the named one.
 */
export interface LinkRule {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly flow?: DataFlow;
}

/** By the type of the connecting resource. */
export const linkTypes: ReadonlyMap<string, LinkRule> = new Map<string, LinkRule>([
  ['AWS::Lambda::EventSourceMapping', { from: ['FunctionName'], to: ['EventSourceArn', 'SelfManagedEventSource'], flow: 'backward' }],
  ['AWS::SNS::Subscription', { from: ['Endpoint'], to: ['TopicArn'], flow: 'backward' }],
  ['AWS::ApiGateway::Method', { from: ['RestApiId'], to: ['Integration'] }],
  ['AWS::ApiGateway::Authorizer', { from: ['RestApiId'], to: ['ProviderARNs', 'AuthorizerUri'] }],
  ['AWS::ApiGatewayV2::Integration', { from: ['ApiId'], to: ['IntegrationUri', 'RequestParameters'] }],
  ['AWS::ApiGatewayV2::Authorizer', { from: ['ApiId'], to: ['AuthorizerUri', 'JwtConfiguration'] }],
  [
    'AWS::AppSync::DataSource',
    {
      from: ['ApiId'],
      to: [
        'LambdaConfig',
        'DynamoDBConfig',
        'HttpConfig',
        'OpenSearchServiceConfig',
        'ElasticsearchConfig',
        'RelationalDatabaseConfig',
        'EventBridgeConfig',
      ],
    },
  ],
  ['AWS::AppSync::Resolver', { from: ['ApiId'], to: ['RequestMappingTemplate', 'Code'] }],
  ['AWS::Pipes::Pipe', { from: ['Target'], to: ['Source'], flow: 'backward' }],
]);

/** Events of a SAM function or state machine that call it; all others are what it is triggered by. */
export const callingEvents = new Set([
  'Api',
  'HttpApi',
  'WebSocket',
  'Cognito',
  'Schedule',
  'ScheduleV2',
  'AlexaSkill',
  'IoTRule',
  'CloudWatchLogs',
]);

/** Properties of gateways that name something else than what requests go to. */
export const placementKeys = new Set([
  'Logging',
  'LoggingConfig',
  'AccessLogSetting',
  'Role',
  'VpcConfig',
  'Tags',
  'Layers',
  'Domain',
  'StageName',
  'ViewerCertificate',
  'WebACLId',
  'Metadata',
  'OriginAccessControlId',
  'S3OriginConfig',
]);

/** Properties that are a size, and the measure that a sizing fact gives them. */
export const sizeProperties: ReadonlyMap<string, string> = new Map([
  ['MemorySize', 'memory'],
  ['DBInstanceClass', 'instance-class'],
  ['AllocatedStorage', 'storage-gb'],
  ['DesiredCount', 'replicas'],
  ['CacheNodeType', 'instance-class'],
  ['NumCacheNodes', 'replicas'],
  ['NumCacheClusters', 'replicas'],
  ['InstanceType', 'instance-class'],
  ['NodeType', 'instance-class'],
  ['ShardCount', 'shards'],
]);

/** Catalogue ids by the word that a Lambda runtime begins with, beside the version: `python3.12`, `nodejs22.x`, `dotnet8`. */
export const runtimes: ReadonlyMap<string, string> = new Map([
  ['nodejs', 'nodejs'],
  ['python', 'python'],
  ['java', 'java'],
  ['dotnet', 'dotnet'],
  ['dotnetcore', 'dotnet'],
  ['go', 'go'],
  ['ruby', 'ruby'],
]);

/** Ids that say what kind of thing it is and not which one. */
export const genericId =
  /^(the|my|main|default|app|application|serverless|aws|lambda|dynamo(db)?|s3|sqs|sns|rest|http|graphql|api|gateway|function|handler|table|queue|topic|bucket|db|database|cluster|stream|user|pool|state|machine|store|bus|event|resource|instance|endpoint|fn|func|service|handlers?|construct)+$/i;

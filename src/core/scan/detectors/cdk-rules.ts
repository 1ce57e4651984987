/** Words of the AWS CDK that the detector gives a meaning to, as data. */

/**
 * Constructs by module and class, and the Terraform type under which the catalogue knows the same thing. Modules are
 * written as in TypeScript, without `aws-`: `aws_cdk.aws_lambda` and `software.amazon.awscdk.services.lambda` are `lambda`.
 */
export const constructTypes: ReadonlyMap<string, string> = new Map([
  ['lambda:Function', 'aws_lambda_function'],
  ['lambda:DockerImageFunction', 'aws_lambda_function'],
  ['lambda-nodejs:NodejsFunction', 'aws_lambda_function'],
  ['lambda-python:PythonFunction', 'aws_lambda_function'],
  ['lambda-go:GoFunction', 'aws_lambda_function'],
  ['stepfunctions:StateMachine', 'aws_sfn_state_machine'],
  ['dynamodb:Table', 'aws_dynamodb_table'],
  ['dynamodb:TableV2', 'aws_dynamodb_table'],
  ['sqs:Queue', 'aws_sqs_queue'],
  ['sns:Topic', 'aws_sns_topic'],
  ['s3:Bucket', 'aws_s3_bucket'],
  ['rds:DatabaseInstance', 'aws_db_instance'],
  ['rds:DatabaseInstanceFromSnapshot', 'aws_db_instance'],
  ['rds:DatabaseCluster', 'aws_rds_cluster'],
  ['rds:DatabaseClusterFromSnapshot', 'aws_rds_cluster'],
  ['rds:ServerlessCluster', 'aws_rds_cluster'],
  ['docdb:DatabaseCluster', 'aws_docdb_cluster'],
  ['neptune:DatabaseCluster', 'aws_neptune_cluster'],
  ['redshift:Cluster', 'aws_redshift_cluster'],
  ['elasticache:CfnCacheCluster', 'aws_elasticache_cluster'],
  ['elasticache:CfnReplicationGroup', 'aws_elasticache_replication_group'],
  ['elasticache:CfnServerlessCache', 'aws_elasticache_serverless_cache'],
  ['opensearchservice:Domain', 'aws_opensearch_domain'],
  ['elasticsearch:Domain', 'aws_elasticsearch_domain'],
  ['events:EventBus', 'aws_cloudwatch_event_bus'],
  ['kinesis:Stream', 'aws_kinesis_stream'],
  ['kinesisfirehose:DeliveryStream', 'aws_kinesis_firehose_delivery_stream'],
  ['msk:Cluster', 'aws_msk_cluster'],
  ['msk:CfnCluster', 'aws_msk_cluster'],
  ['amazonmq:CfnBroker', 'aws_mq_broker'],
  ['apigateway:RestApi', 'aws_api_gateway_rest_api'],
  ['apigateway:LambdaRestApi', 'aws_api_gateway_rest_api'],
  ['apigateway:SpecRestApi', 'aws_api_gateway_rest_api'],
  ['apigateway:StepFunctionsRestApi', 'aws_api_gateway_rest_api'],
  ['apigatewayv2:HttpApi', 'aws_apigatewayv2_api'],
  ['apigatewayv2:WebSocketApi', 'aws_apigatewayv2_api'],
  ['appsync:GraphqlApi', 'aws_appsync_graphql_api'],
  ['appsync:EventApi', 'aws_appsync_graphql_api'],
  ['cloudfront:Distribution', 'aws_cloudfront_distribution'],
  ['cloudfront:CloudFrontWebDistribution', 'aws_cloudfront_distribution'],
  ['elasticloadbalancingv2:ApplicationLoadBalancer', 'aws_lb'],
  ['elasticloadbalancingv2:NetworkLoadBalancer', 'aws_lb'],
  ['cognito:UserPool', 'aws_cognito_user_pool'],
  ['ses:EmailIdentity', 'aws_sesv2_email_identity'],
  ['eks:Cluster', 'aws_eks_cluster'],
  ['eks:FargateCluster', 'aws_eks_cluster'],
  ['ecs:FargateService', 'aws_ecs_service'],
  ['ecs:Ec2Service', 'aws_ecs_service'],
  ['ecs-patterns:ApplicationLoadBalancedFargateService', 'aws_ecs_service'],
  ['ecs-patterns:ApplicationLoadBalancedEc2Service', 'aws_ecs_service'],
  ['ecs-patterns:NetworkLoadBalancedFargateService', 'aws_ecs_service'],
  ['ecs-patterns:QueueProcessingFargateService', 'aws_ecs_service'],
  ['ecs-patterns:ScheduledFargateTask', 'aws_ecs_service'],
  ['apprunner:Service', 'aws_apprunner_service'],
  ['ec2:Instance', 'aws_instance'],
]);

/** Constructs that only carry others: a rule, a task definition, a mapping. */
export const carrierTypes = new Set([
  'events:Rule',
  'ecs:FargateTaskDefinition',
  'ecs:Ec2TaskDefinition',
  'ecs:TaskDefinition',
  'lambda:EventSourceMapping',
  'lambda:Alias',
  'cognito:UserPoolClient',
  'custom-resources:Provider',
]);

/** Methods that permit the argument something, by what they begin with, and the way of the data as the argument sees it. */
export const grantFlows: readonly (readonly [RegExp, 'forward' | 'backward' | 'both'])[] = [
  [/^grant(readwrite|fullaccess|all)/, 'both'],
  [/^grant(read|consume|streamread|query|subscription|indexread)/, 'backward'],
  [/^grant(write|put|send|publish|invoke|start|delete|mutation|connect|task|execution|index|path)/, 'forward'],
];

/** Methods by which the receiver hands data to the argument. */
export const deliverMethods =
  /^(addsubscription|addeventnotification|addobjectcreatednotification|addobjectremovednotification|addtarget|subscribe)$/;

/** Modules of which an object stands for what it is made with: an integration, a target, an origin, a task. */
export const wrapperModules =
  /^(lambda-event-sources|lambda-destinations|sns-subscriptions|s3-notifications|events-targets|cloudfront-origins|apigatewayv2-integrations|apigatewayv2-authorizers|stepfunctions-tasks|elasticloadbalancingv2-targets|stepfunctions|apigateway|apigatewayv2|cognito|lambda|appsync|pipes-sources|pipes-targets)$/;

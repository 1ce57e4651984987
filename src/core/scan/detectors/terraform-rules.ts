/** Words of the Terraform language that the detector gives a meaning to, as data. */

/** Provider names and the deployment target they mean. */
export const providerTargets: ReadonlyMap<string, string> = new Map([
  ['aws', 'aws'],
  ['google', 'gcp'],
  ['google-beta', 'gcp'],
  ['azurerm', 'azure'],
  ['digitalocean', 'digitalocean'],
  ['hcloud', 'hetzner'],
  ['cloudflare', 'cloudflare'],
  ['vercel', 'vercel'],
  ['heroku', 'heroku'],
  ['fly', 'fly'],
  ['scaleway', 'scaleway'],
  ['kubernetes', 'kubernetes'],
  ['helm', 'kubernetes'],
]);

/** Modules of the public registry, without version, and the resource type that each stands for. */
export const moduleResources: ReadonlyMap<string, string> = new Map([
  ['terraform-aws-modules/rds/aws', 'aws_db_instance'],
  ['terraform-aws-modules/rds-aurora/aws', 'aws_rds_cluster'],
  ['terraform-aws-modules/lambda/aws', 'aws_lambda_function'],
  ['terraform-aws-modules/sqs/aws', 'aws_sqs_queue'],
  ['terraform-aws-modules/sns/aws', 'aws_sns_topic'],
  ['terraform-aws-modules/dynamodb-table/aws', 'aws_dynamodb_table'],
  ['terraform-aws-modules/s3-bucket/aws', 'aws_s3_bucket'],
  ['terraform-aws-modules/eks/aws', 'aws_eks_cluster'],
  ['terraform-aws-modules/ecs/aws', 'aws_ecs_cluster'],
  ['terraform-aws-modules/elasticache/aws', 'aws_elasticache_replication_group'],
  ['terraform-aws-modules/alb/aws', 'aws_lb'],
  ['terraform-aws-modules/msk-kafka-cluster/aws', 'aws_msk_cluster'],
  ['terraform-aws-modules/cloudfront/aws', 'aws_cloudfront_distribution'],
  ['terraform-aws-modules/apigateway-v2/aws', 'aws_apigatewayv2_api'],
  ['terraform-aws-modules/opensearch/aws', 'aws_opensearch_domain'],
  ['terraform-aws-modules/eventbridge/aws', 'aws_cloudwatch_event_bus'],
  ['terraform-aws-modules/step-functions/aws', 'aws_sfn_state_machine'],
  ['terraform-google-modules/kubernetes-engine/google', 'google_container_cluster'],
  ['terraform-google-modules/cloud-storage/google', 'google_storage_bucket'],
  ['terraform-google-modules/pubsub/google', 'google_pubsub_topic'],
  ['googlecloudplatform/cloud-run/google', 'google_cloud_run_service'],
  ['azure/aks/azurerm', 'azurerm_kubernetes_cluster'],
  ['azure/postgresql/azurerm', 'azurerm_postgresql_flexible_server'],
]);

/**
 * Resources that connect two others: `from` depends on `to`. Who subscribes to a topic or a bucket depends on it, as a
 * reader depends on its queue. Attributes may stand in nested blocks.
 */
export const linkResources: ReadonlyMap<string, { readonly from: readonly string[]; readonly to: readonly string[] }> = new Map([
  ['aws_lambda_event_source_mapping', { from: ['function_name'], to: ['event_source_arn'] }],
  ['aws_sns_topic_subscription', { from: ['endpoint'], to: ['topic_arn'] }],
  ['aws_apigatewayv2_integration', { from: ['api_id'], to: ['integration_uri'] }],
  ['aws_api_gateway_integration', { from: ['rest_api_id'], to: ['uri'] }],
  ['aws_cloudwatch_event_target', { from: ['event_bus_name', 'rule'], to: ['arn'] }],
  ['aws_s3_bucket_notification', { from: ['lambda_function_arn', 'queue_arn', 'topic_arn'], to: ['bucket'] }],
  ['aws_lb_target_group_attachment', { from: ['target_group_arn'], to: ['target_id'] }],
  ['google_pubsub_subscription', { from: ['push_endpoint'], to: ['topic'] }],
]);

/** Attributes that hold the name people know a resource by. */
export const nameAttributes = [
  'identifier',
  'cluster_identifier',
  'function_name',
  'replication_group_id',
  'cluster_id',
  'cluster_name',
  'domain_name',
  'name',
  'bucket',
  'family',
] as const;

/** Attributes that are a size, and the measure that a sizing fact gives them. */
export const sizeAttributes: ReadonlyMap<string, string> = new Map([
  ['instance_class', 'instance-class'],
  ['instance_type', 'instance-class'],
  ['node_type', 'instance-class'],
  ['machine_type', 'instance-class'],
  ['vm_size', 'instance-class'],
  ['tier', 'instance-class'],
  ['allocated_storage', 'storage-gb'],
  ['disk_size', 'storage-gb'],
  ['desired_count', 'replicas'],
  ['desired_capacity', 'replicas'],
  ['desired_size', 'replicas'],
  ['num_cache_clusters', 'replicas'],
  ['num_cache_nodes', 'replicas'],
  ['min_size', 'min-replicas'],
  ['min_capacity', 'min-replicas'],
  ['max_size', 'max-replicas'],
  ['max_capacity', 'max-replicas'],
  ['memory_size', 'memory'],
  ['memory', 'memory'],
  ['cpu', 'cpu'],
]);

/** Resources that only run a container: the workload that other files call by the same name, not a thing beside it. */
export const runnerResources = /^(aws_ecs_service|kubernetes_(deployment|stateful_set)(_v1)?)$/;

/** Resources that change the number of instances by load. */
export const scalingResources =
  /^(aws_appautoscaling_(target|policy)|aws_autoscaling_group|aws_autoscaling_policy|azurerm_monitor_autoscale_setting|google_compute_(region_)?autoscaler|kubernetes_horizontal_pod_autoscaler\w*)$/;

/** Resources that watch others. */
export const watchingResources =
  /^(aws_cloudwatch_metric_alarm|aws_cloudwatch_dashboard|aws_xray_\w+|azurerm_application_insights|azurerm_monitor_metric_alert|google_monitoring_alert_policy|datadog_monitor|grafana_dashboard)$/;

/** Relational databases whose zone, backup and encryption attributes mean the same. */
export const databaseResources =
  /^(aws_db_instance|aws_rds_cluster|azurerm_(postgresql|mysql|mssql)\w*_server|google_sql_database_instance)$/;

/** The scheme of an engine as a database resource names it; the version follows in `google_sql_database_instance`. */
export const engineSchemes: readonly (readonly [RegExp, string])[] = [
  [/^(aurora-)?postgres(ql)?/i, 'postgresql'],
  [/^(aurora-?)?mysql|^aurora$/i, 'mysql'],
  [/^mariadb/i, 'mariadb'],
  [/^(custom-)?sqlserver/i, 'sqlserver'],
  [/^(custom-)?oracle/i, 'oracle'],
  [/^redis/i, 'redis'],
  [/^valkey/i, 'valkey'],
  [/^memcached/i, 'memcached'],
];

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
  ['linode', 'linode'],
  ['oci', 'oracle-cloud'],
  ['ibm', 'ibm-cloud'],
  ['alicloud', 'alibaba-cloud'],
  ['openstack', 'openstack'],
  ['ovh', 'ovhcloud'],
  ['netlify', 'netlify'],
  ['render', 'render'],
  ['azapi', 'azure'],
  ['nomad', 'nomad'],
  ['kubernetes', 'kubernetes'],
  ['helm', 'kubernetes'],
]);

/** A resource that connects two others: `from` depends on `to`. Attributes may stand in nested blocks. */
export interface LinkRule {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** `backward` for triggers: who subscribes to a topic, a bucket or a queue depends on it, and the data comes from there. */
  readonly flow?: 'backward';
}

/** Resources that connect two others. */
export const linkResources: ReadonlyMap<string, LinkRule> = new Map<string, LinkRule>([
  ['aws_lambda_event_source_mapping', { from: ['function_name'], to: ['event_source_arn'], flow: 'backward' }],
  ['aws_sns_topic_subscription', { from: ['endpoint'], to: ['topic_arn'], flow: 'backward' }],
  ['aws_apigatewayv2_integration', { from: ['api_id'], to: ['integration_uri'] }],
  ['aws_api_gateway_integration', { from: ['rest_api_id'], to: ['uri'] }],
  ['aws_api_gateway_authorizer', { from: ['rest_api_id'], to: ['authorizer_uri', 'provider_arns'] }],
  ['aws_apigatewayv2_authorizer', { from: ['api_id'], to: ['authorizer_uri', 'issuer', 'audience'] }],
  ['aws_appsync_datasource', { from: ['api_id'], to: ['function_arn', 'table_name', 'endpoint'] }],
  ['aws_cloudwatch_event_target', { from: ['arn'], to: ['event_bus_name', 'rule'], flow: 'backward' }],
  ['aws_s3_bucket_notification', { from: ['lambda_function_arn', 'queue_arn', 'topic_arn'], to: ['bucket'], flow: 'backward' }],
  ['aws_lb_listener', { from: ['load_balancer_arn'], to: ['target_group_arn'] }],
  ['aws_alb_listener', { from: ['load_balancer_arn'], to: ['target_group_arn'] }],
  ['aws_lb_listener_rule', { from: ['listener_arn'], to: ['target_group_arn'] }],
  ['aws_alb_listener_rule', { from: ['listener_arn'], to: ['target_group_arn'] }],
  ['aws_dynamodb_kinesis_streaming_destination', { from: ['table_name'], to: ['stream_arn'] }],
  ['aws_cognito_user_pool_client', { from: ['callback_urls'], to: ['user_pool_id'] }],
  ['google_pubsub_subscription', { from: ['push_endpoint'], to: ['topic'], flow: 'backward' }],
  ['google_eventarc_trigger', { from: ['service'], to: ['topic', 'value'], flow: 'backward' }],
  ['google_storage_notification', { from: ['bucket'], to: ['topic'] }],
  ['azurerm_eventgrid_event_subscription', { from: ['function_id', 'eventhub_endpoint_id'], to: ['scope'], flow: 'backward' }],
]);

/**
 * Resources that only carry a value on, and the attributes that hold it; none means all. A reference to one is a reference
 * to what it carries: an alias is its function, a parameter the address written into it.
 */
export const followed: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_lambda_alias', ['function_name']],
  ['aws_lambda_function_url', ['function_name']],
  ['aws_ssm_parameter', ['value']],
  ['aws_secretsmanager_secret_version', ['secret_string']],
  ['aws_rds_cluster_instance', ['cluster_identifier']],
  ['aws_rds_cluster_endpoint', ['cluster_identifier']],
  ['aws_docdb_cluster_instance', ['cluster_identifier']],
  ['aws_cloudwatch_event_rule', ['event_bus_name']],
  ['aws_lb_listener', ['load_balancer_arn']],
  ['aws_alb_listener', ['load_balancer_arn']],
  ['aws_apigatewayv2_stage', ['api_id']],
  ['aws_api_gateway_stage', ['rest_api_id']],
  ['aws_api_gateway_deployment', ['rest_api_id']],
  ['aws_cognito_user_pool_client', ['user_pool_id']],
  ['google_sql_database', ['instance']],
  ['google_pubsub_subscription', ['topic']],
  ['google_secret_manager_secret_version', ['secret_data']],
  ['google_compute_backend_service', ['backend.group']],
  ['google_compute_region_backend_service', ['backend.group']],
  ['google_compute_region_network_endpoint_group', ['service', 'function']],
  ['google_compute_backend_bucket', ['bucket_name']],
  ['google_storage_bucket_object', ['source']],
  ['azurerm_storage_container', ['storage_account_name', 'storage_account_id']],
  ['azurerm_storage_blob', ['storage_account_name']],
  ['azurerm_postgresql_flexible_server_database', ['server_id']],
  ['azurerm_postgresql_database', ['server_name']],
  ['azurerm_mysql_flexible_database', ['server_name']],
  ['azurerm_cosmosdb_sql_container', ['account_name']],
  ['azurerm_cosmosdb_mongo_collection', ['account_name']],
  ['azurerm_servicebus_subscription', ['topic_id']],
  ['azurerm_servicebus_namespace_authorization_rule', ['namespace_id']],
  ['azurerm_servicebus_queue_authorization_rule', ['queue_id']],
  ['azurerm_eventhub_authorization_rule', ['eventhub_name']],
  ['azurerm_eventhub_namespace_authorization_rule', ['namespace_name']],
  ['azurerm_key_vault_secret', ['value']],
  ['azurerm_linux_web_app_slot', ['app_service_id']],
  ['kubernetes_config_map', []],
  ['kubernetes_config_map_v1', []],
  ['kubernetes_secret', []],
  ['kubernetes_secret_v1', []],
]);

/** Resources that are a part of another thing, and the attribute that names it: a database of a server, a topic of a namespace. */
export const partOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['azurerm_cosmosdb_sql_database', ['account_name']],
  ['azurerm_cosmosdb_mongo_database', ['account_name']],
  ['azurerm_mssql_database', ['server_id']],
  ['azurerm_sql_database', ['server_name']],
  ['azurerm_servicebus_queue', ['namespace_id', 'namespace_name']],
  ['azurerm_servicebus_topic', ['namespace_id', 'namespace_name']],
  ['azurerm_eventhub', ['namespace_id', 'namespace_name']],
  ['azurerm_cognitive_deployment', ['cognitive_account_id']],
  ['azurerm_synapse_sql_pool', ['synapse_workspace_id']],
  ['google_spanner_database', ['instance']],
  ['google_alloydb_instance', ['cluster']],
  ['aws_timestreamwrite_table', ['database_name']],
  ['aws_keyspaces_table', ['keyspace_name']],
  ['aws_redshiftserverless_workgroup', ['namespace_name']],
  ['aws_elastic_beanstalk_environment', ['application']],
  ['aws_rds_cluster', ['global_cluster_identifier']],
  ['confluent_kafka_topic', ['kafka_cluster', 'id']],
  ['aws_cognito_identity_pool', ['cognito_identity_providers', 'client_id', 'provider_name']],
  ['aws_batch_job_definition', []],
]);

/**
 * Attributes (with the blocks around them) that say where a thing is placed, what it is packed into or in which order it
 * is made: nothing is called through them.
 */
export const placement: ReadonlySet<string> = new Set([
  'depends_on',
  'tags',
  'labels',
  'count',
  'for_each',
  'provider',
  'providers',
  'role',
  's3_bucket',
  's3_key',
  's3_object_version',
  'source_code_hash',
  'filename',
  'layers',
  'source_archive_bucket',
  'source_archive_object',
  'build_config.source.storage_source.bucket',
  'build_config.source.storage_source.object',
  'access_logs.bucket',
  'logging_config.bucket',
  'storage_account_name',
  'storage_account_access_key',
  'storage_connection_string',
  'load_balancer.target_group_arn',
  'load_balancer',
  'lifecycle.replace_triggered_by',
  'lifecycle.ignore_changes',
]);

/** Ends of attribute names that do the same: who may reach a thing, in which network, under which role and key. */
export const placementNames =
  /security_?group|subnet|vpc|network|cidr|iam_|role(_arn|_name|s)?$|polic(y|ies)|kms|certificate|log_group|zone_id|^cluster(_arn|_id)?$|service_account|identity|tags$|source_(arn|account)|principal/;

/** Kinds that call nothing: what stands in their bodies places or protects them. */
export const calledOnly: ReadonlySet<string> = new Set(['store', 'cache', 'broker', 'search', 'object-store', 'external-api']);

/** Blocks of a function that name what triggers it. */
export const triggers: ReadonlySet<string> = new Set(['event_trigger', 'event_source_mapping']);

/** Attributes through which a bucket only holds a package, a log or the inner state of a function; no thing of the system. */
export const supportAttributes: ReadonlyMap<string, RegExp> = new Map([
  ['s3_bucket', /^aws_lambda_/],
  ['source_archive_bucket', /^google_cloudfunctions_function$/],
  ['build_config.source.storage_source.bucket', /^google_cloudfunctions2_function$/],
  ['access_logs.bucket', /^aws_(a?lb|elb)$/],
  ['logging_config.bucket', /^aws_cloudfront_distribution$/],
  ['target_bucket', /^aws_s3_bucket_logging$/],
  ['s3_bucket_name', /^aws_(cloudtrail|config_delivery_channel)$/],
  ['artifact_store.location', /^aws_codepipeline$/],
  ['storage_account_name', /^azurerm_(linux_|windows_)?function_app$/],
]);

/** Attributes that hold the name people know a resource by. */
export const nameAttributes = [
  'identifier',
  'cluster_identifier',
  'function_name',
  'replication_group_id',
  'cluster_name',
  'domain_name',
  'name',
  'bucket',
  'table_name',
  'account_id',
  'cluster_id',
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
  ['memory_size_gb', 'memory-gb'],
  ['node_count', 'replicas'],
  ['initial_node_count', 'replicas'],
  ['min_node_count', 'min-replicas'],
  ['max_node_count', 'max-replicas'],
  ['min_replicas', 'min-replicas'],
  ['max_replicas', 'max-replicas'],
  ['min_instance_count', 'min-replicas'],
  ['max_instance_count', 'max-replicas'],
  ['min_instances', 'min-replicas'],
  ['max_instances', 'max-replicas'],
  ['storage_mb', 'storage-mb'],
  ['sku_name', 'instance-class'],
  ['cache_node_type', 'instance-class'],
  ['number_of_broker_nodes', 'replicas'],
  ['instance_count', 'replicas'],
  ['replicas', 'replicas'],
  ['availability_type', 'availability'],
]);

/** Resources that only run a container: the workload that other files call by the same name, not a thing beside it. */
export const runnerResources =
  /^(aws_ecs_service|aws_apprunner_service|google_cloud_run_service|google_cloud_run_v2_(service|job|worker_pool)|azurerm_container_(app|app_job|group)|azurerm_(linux_|windows_)?web_app|azurerm_app_service|kubernetes_(deployment|stateful_set|daemon_set|daemonset)(_v1)?)$/;

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

/** What an Azure resource type stands for. */
export interface AzureType {
  /** Terraform type under which the catalogue knows the same thing. */
  readonly terraform: string;
  /** True for what runs code of the workspace. */
  readonly runs?: true;
  /** Catalogue id where the type alone tells the engine. */
  readonly engine?: string;
}

const runs = true as const;

/** Azure resource types, lower case and without version. Children (databases, queues, rules) are parts of these and not listed. */
export const azureTypes: ReadonlyMap<string, AzureType> = new Map<string, AzureType>([
  ['microsoft.dbforpostgresql/flexibleservers', { terraform: 'azurerm_postgresql_flexible_server', engine: 'postgresql' }],
  ['microsoft.dbforpostgresql/servers', { terraform: 'azurerm_postgresql_server', engine: 'postgresql' }],
  ['microsoft.dbforpostgresql/servergroupsv2', { terraform: 'azurerm_cosmosdb_postgresql_cluster', engine: 'postgresql' }],
  ['microsoft.dbformysql/flexibleservers', { terraform: 'azurerm_mysql_flexible_server', engine: 'mysql' }],
  ['microsoft.dbformysql/servers', { terraform: 'azurerm_mysql_server', engine: 'mysql' }],
  ['microsoft.dbformariadb/servers', { terraform: 'azurerm_mariadb_server', engine: 'mariadb' }],
  ['microsoft.sql/servers', { terraform: 'azurerm_mssql_server' }],
  ['microsoft.sql/managedinstances', { terraform: 'azurerm_mssql_managed_instance' }],
  ['microsoft.documentdb/databaseaccounts', { terraform: 'azurerm_cosmosdb_account' }],
  ['microsoft.documentdb/mongoclusters', { terraform: 'azurerm_cosmosdb_account' }],
  ['microsoft.cache/redis', { terraform: 'azurerm_redis_cache' }],
  ['microsoft.cache/redisenterprise', { terraform: 'azurerm_redis_enterprise_cluster' }],
  ['microsoft.storage/storageaccounts', { terraform: 'azurerm_storage_account' }],
  ['microsoft.servicebus/namespaces', { terraform: 'azurerm_servicebus_namespace' }],
  ['microsoft.eventhub/namespaces', { terraform: 'azurerm_eventhub_namespace' }],
  ['microsoft.eventgrid/topics', { terraform: 'azurerm_eventgrid_topic' }],
  ['microsoft.eventgrid/domains', { terraform: 'azurerm_eventgrid_domain' }],
  ['microsoft.eventgrid/systemtopics', { terraform: 'azurerm_eventgrid_system_topic' }],
  ['microsoft.eventgrid/namespaces', { terraform: 'azurerm_eventgrid_topic' }],
  ['microsoft.search/searchservices', { terraform: 'azurerm_search_service' }],
  ['microsoft.cognitiveservices/accounts', { terraform: 'azurerm_cognitive_account' }],
  ['microsoft.apimanagement/service', { terraform: 'azurerm_api_management' }],
  ['microsoft.network/applicationgateways', { terraform: 'azurerm_application_gateway' }],
  ['microsoft.network/frontdoors', { terraform: 'azurerm_frontdoor' }],
  ['microsoft.cdn/profiles', { terraform: 'azurerm_cdn_frontdoor_profile' }],
  ['microsoft.network/loadbalancers', { terraform: 'azurerm_lb' }],
  ['microsoft.web/sites', { terraform: 'azurerm_linux_web_app', runs }],
  ['microsoft.web/staticsites', { terraform: 'azurerm_static_web_app', runs }],
  ['microsoft.app/containerapps', { terraform: 'azurerm_container_app', runs }],
  ['microsoft.app/jobs', { terraform: 'azurerm_container_app_job', runs }],
  ['microsoft.containerinstance/containergroups', { terraform: 'azurerm_container_group', runs }],
  ['microsoft.appplatform/spring/apps', { terraform: 'azurerm_linux_web_app', runs }],
  ['microsoft.logic/workflows', { terraform: 'azurerm_logic_app_workflow' }],
  ['microsoft.containerservice/managedclusters', { terraform: 'azurerm_kubernetes_cluster' }],
  ['microsoft.containerregistry/registries', { terraform: 'azurerm_container_registry' }],
  ['microsoft.keyvault/vaults', { terraform: 'azurerm_key_vault' }],
  ['microsoft.insights/components', { terraform: 'azurerm_application_insights' }],
  ['microsoft.operationalinsights/workspaces', { terraform: 'azurerm_log_analytics_workspace' }],
  ['microsoft.insights/metricalerts', { terraform: 'azurerm_monitor_metric_alert' }],
  ['microsoft.dashboard/grafana', { terraform: 'azurerm_dashboard_grafana' }],
  ['microsoft.signalrservice/signalr', { terraform: 'azurerm_signalr_service' }],
  ['microsoft.datafactory/factories', { terraform: 'azurerm_data_factory' }],
  ['microsoft.streamanalytics/streamingjobs', { terraform: 'azurerm_stream_analytics_job' }],
  ['microsoft.databricks/workspaces', { terraform: 'azurerm_databricks_workspace' }],
  ['microsoft.synapse/workspaces', { terraform: 'azurerm_synapse_workspace' }],
  ['microsoft.compute/virtualmachines', { terraform: 'azurerm_linux_virtual_machine' }],
  ['microsoft.compute/virtualmachinescalesets', { terraform: 'azurerm_linux_virtual_machine_scale_set' }],
  ['microsoft.azureactivedirectory/b2cdirectories', { terraform: 'azurerm_aadb2c_directory' }],
]);

/** Modules of the public Bicep registry (`avm/res/…`, `avm/ptn/azd/…`), without version, and the type that each makes. */
export const registryModules: ReadonlyMap<string, string> = new Map([
  ['avm/res/db-for-postgre-sql/flexible-server', 'microsoft.dbforpostgresql/flexibleservers'],
  ['avm/res/db-for-my-sql/flexible-server', 'microsoft.dbformysql/flexibleservers'],
  ['avm/res/sql/server', 'microsoft.sql/servers'],
  ['avm/res/sql/managed-instance', 'microsoft.sql/managedinstances'],
  ['avm/res/document-db/database-account', 'microsoft.documentdb/databaseaccounts'],
  ['avm/res/document-db/mongo-cluster', 'microsoft.documentdb/mongoclusters'],
  ['avm/res/cache/redis', 'microsoft.cache/redis'],
  ['avm/res/cache/redis-enterprise', 'microsoft.cache/redisenterprise'],
  ['avm/res/storage/storage-account', 'microsoft.storage/storageaccounts'],
  ['avm/res/service-bus/namespace', 'microsoft.servicebus/namespaces'],
  ['avm/res/event-hub/namespace', 'microsoft.eventhub/namespaces'],
  ['avm/res/event-grid/topic', 'microsoft.eventgrid/topics'],
  ['avm/res/event-grid/domain', 'microsoft.eventgrid/domains'],
  ['avm/res/event-grid/system-topic', 'microsoft.eventgrid/systemtopics'],
  ['avm/res/search/search-service', 'microsoft.search/searchservices'],
  ['avm/res/cognitive-services/account', 'microsoft.cognitiveservices/accounts'],
  ['avm/res/api-management/service', 'microsoft.apimanagement/service'],
  ['avm/res/network/application-gateway', 'microsoft.network/applicationgateways'],
  ['avm/res/network/front-door', 'microsoft.network/frontdoors'],
  ['avm/res/cdn/profile', 'microsoft.cdn/profiles'],
  ['avm/res/network/load-balancer', 'microsoft.network/loadbalancers'],
  ['avm/res/web/site', 'microsoft.web/sites'],
  ['avm/res/web/static-site', 'microsoft.web/staticsites'],
  ['avm/res/app/container-app', 'microsoft.app/containerapps'],
  ['avm/ptn/azd/acr-container-app', 'microsoft.app/containerapps'],
  ['avm/ptn/azd/container-app-upsert', 'microsoft.app/containerapps'],
  ['avm/res/app/job', 'microsoft.app/jobs'],
  ['avm/res/container-instance/container-group', 'microsoft.containerinstance/containergroups'],
  ['avm/res/logic/workflow', 'microsoft.logic/workflows'],
  ['avm/res/container-service/managed-cluster', 'microsoft.containerservice/managedclusters'],
  ['avm/ptn/azd/aks', 'microsoft.containerservice/managedclusters'],
  ['avm/res/container-registry/registry', 'microsoft.containerregistry/registries'],
  ['avm/res/key-vault/vault', 'microsoft.keyvault/vaults'],
  ['avm/res/insights/component', 'microsoft.insights/components'],
  ['avm/ptn/azd/monitoring', 'microsoft.insights/components'],
  ['avm/res/operational-insights/workspace', 'microsoft.operationalinsights/workspaces'],
  ['avm/res/signal-r-service/signal-r', 'microsoft.signalrservice/signalr'],
  ['avm/res/data-factory/factory', 'microsoft.datafactory/factories'],
  ['avm/res/databricks/workspace', 'microsoft.databricks/workspaces'],
  ['avm/res/synapse/workspace', 'microsoft.synapse/workspaces'],
  ['avm/res/compute/virtual-machine', 'microsoft.compute/virtualmachines'],
]);

/** The type that a Bicep type reference or a registry path names: lower case, without version. */
export function azureTypeOf(written: string): string {
  const lower = written.toLowerCase();
  const module = /^(?:br\/public|br:mcr\.microsoft\.com\/bicep|ts\/?[\w-]*|br\/[\w-]+|br:[\w.-]+\/[\w-]+)[:/](.+?)(?::[\w.-]+)?$/.exec(
    lower,
  )?.[1];
  return module === undefined ? (lower.split('@', 1)[0] ?? '') : (registryModules.get(module) ?? '');
}

/** Properties that are a size, by the end of their path, and the measure of a sizing fact. */
export const azureSizes: ReadonlyMap<string, string> = new Map([
  ['sku.name', 'instance-class'],
  ['skuname', 'instance-class'],
  ['sku.capacity', 'replicas'],
  ['storage.storagesizegb', 'storage-gb'],
  ['storagesizegb', 'storage-gb'],
  ['scale.minreplicas', 'min-replicas'],
  ['scale.maxreplicas', 'max-replicas'],
  ['scaleminreplicas', 'min-replicas'],
  ['scalemaxreplicas', 'max-replicas'],
  ['containerminreplicas', 'min-replicas'],
  ['containermaxreplicas', 'max-replicas'],
  ['resources.cpu', 'cpu'],
  ['resources.memory', 'memory'],
  ['vmsize', 'instance-class'],
  ['agentpoolprofiles.count', 'replicas'],
  ['replicacount', 'replicas'],
]);

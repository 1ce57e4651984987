import type { Detector } from '../observation.ts';
import { amplifyBackend, amplifyHosting, amplifyResources, amplifySchema } from './amplify.ts';
import { ansible } from './ansible.ts';
import { ansibleSystemd } from './ansible-systemd.ts';
import { apiDescription } from './api-description.ts';
import { appEngine } from './app-engine.ts';
import { appsettings } from './appsettings.ts';
import { arm } from './arm.ts';
import { aspire } from './aspire.ts';
import { azd } from './azd.ts';
import { azurePipelines } from './azure-pipelines.ts';
import { firebase, railway, supabase } from './backend-platforms.ts';
import { bicep } from './bicep.ts';
import { buildkite } from './buildkite.ts';
import { cargo } from './cargo.ts';
import { circleci } from './circleci.ts';
import { cloudFoundry, digitalOcean } from './cloud-apps.ts';
import { cdk, cdkConfig } from './cdk.ts';
import { cloudformation } from './cloudformation.ts';
import { codeOwners } from './code-owners.ts';
import { compose } from './compose.ts';
import { composer } from './composer.ts';
import { configSecrets } from './config-secrets.ts';
import { kafkaConnector, keycloakRealm } from './connectors.ts';
import { airflowDags, dagsterWorkspace, dbtProject } from './data-platform.ts';
import { databaseTools } from './database-tools.ts';
import { deno } from './deno.ts';
import { dependencyBots } from './dependency-bots.ts';
import { devcontainer } from './devcontainer.ts';
import { djangoSettings } from './django-settings.ts';
import { dockerfile } from './dockerfile.ts';
import { documents } from './documents.ts';
import { dotnetClients } from './dotnet-clients.ts';
import { dotnet } from './dotnet.ts';
import { drone } from './drone.ts';
import { entryPoints } from './entry-points.ts';
import { envExample } from './env-example.ts';
import { fly } from './fly.ts';
import { gemfile } from './gemfile.ts';
import { githubActions } from './github-actions.ts';
import { gitlabCi } from './gitlab-ci.ts';
import { goModule } from './go.ts';
import { gradle } from './gradle.ts';
import { helm } from './helm.ts';
import { heroku } from './heroku.ts';
import { bitbucketPipelines, cloudBuild, travis } from './hosted-pipelines.ts';
import { javaClients } from './java-clients.ts';
import { jenkinsfile } from './jenkinsfile.ts';
import { kubernetes } from './kubernetes.ts';
import { kustomize } from './kustomize.ts';
import { manifestHazards } from './manifest-hazards.ts';
import { maven } from './maven.ts';
import { mix } from './mix.ts';
import { monitoringConfig } from './monitoring-config.ts';
import { goWork, monorepoTools, pnpmWorkspace } from './monorepo.ts';
import { nodeConfig } from './node-config.ts';
import { packageJson } from './package-json.ts';
import { phoenixConfig } from './phoenix-config.ts';
import { laravelConfig, symfonyConfig } from './php-config.ts';
import { preCommit } from './pre-commit.ts';
import { procfile } from './procfile.ts';
import { proxyConfig } from './proxy-config.ts';
import { caddyfile, envoy, haproxy, traefik } from './proxy-servers.ts';
import { pubspec } from './pubspec.ts';
import { conda, pythonSetup } from './python-setup.ts';
import { pulumi, pulumiPrograms } from './pulumi.ts';
import { python } from './python.ts';
import { railsConfig } from './rails-config.ts';
import { render } from './render.ts';
import { runtimeVersion } from './runtime-version.ts';
import { sbt } from './sbt.ts';
import { graphqlSchema, prisma, protobuf } from './schemas.ts';
import { serverless } from './serverless.ts';
import { serverlessSource } from './serverless-source.ts';
import { settingsHazards } from './settings-hazards.ts';
import { shadcn } from './shadcn.ts';
import { skaffold } from './skaffold.ts';
import { springConfig } from './spring-config.ts';
import { podfile, swiftPackage } from './swift.ts';
import { teamcity } from './teamcity.ts';
import { terraform } from './terraform.ts';
import { terragrunt } from './terraform-terragrunt.ts';
import { netlify, vercel } from './web-hosting.ts';
import { wrangler } from './wrangler.ts';

/** Every detector, in the one order in which they run on a file. Order decides nothing but the order of observations. */
export const detectors: readonly Detector[] = [
  packageJson,
  python,
  goModule,
  maven,
  gradle,
  dotnet,
  cargo,
  gemfile,
  composer,
  mix,
  pubspec,
  deno,
  runtimeVersion,
  entryPoints,
  dockerfile,
  compose,
  kubernetes,
  helm,
  kustomize,
  skaffold,
  ansible,
  ansibleSystemd,
  terraform,
  terragrunt,
  bicep,
  arm,
  azd,
  pulumi,
  pulumiPrograms,
  cloudformation,
  serverless,
  serverlessSource,
  cdkConfig,
  cdk,
  amplifyBackend,
  amplifySchema,
  amplifyHosting,
  amplifyResources,
  githubActions,
  springConfig,
  javaClients,
  aspire,
  appsettings,
  dotnetClients,
  proxyConfig,
  procfile,
  envExample,
  documents,
  codeOwners,
  devcontainer,
  apiDescription,
  protobuf,
  graphqlSchema,
  prisma,
  databaseTools,
  railsConfig,
  djangoSettings,
  laravelConfig,
  symfonyConfig,
  phoenixConfig,
  nodeConfig,
  shadcn,
  gitlabCi,
  azurePipelines,
  circleci,
  jenkinsfile,
  teamcity,
  buildkite,
  drone,
  bitbucketPipelines,
  travis,
  cloudBuild,
  dependencyBots,
  preCommit,
  heroku,
  fly,
  render,
  monitoringConfig,
  caddyfile,
  haproxy,
  envoy,
  traefik,
  kafkaConnector,
  keycloakRealm,
  airflowDags,
  dbtProject,
  dagsterWorkspace,
  wrangler,
  vercel,
  netlify,
  appEngine,
  digitalOcean,
  cloudFoundry,
  firebase,
  supabase,
  railway,
  pnpmWorkspace,
  monorepoTools,
  goWork,
  pythonSetup,
  conda,
  sbt,
  swiftPackage,
  podfile,
  configSecrets,
  settingsHazards,
  manifestHazards,
];

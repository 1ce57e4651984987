import type { Detector } from '../observation.ts';
import { apiDescription } from './api-description.ts';
import { cargo } from './cargo.ts';
import { cloudformation } from './cloudformation.ts';
import { codeOwners } from './code-owners.ts';
import { compose } from './compose.ts';
import { composer } from './composer.ts';
import { databaseTools } from './database-tools.ts';
import { deno } from './deno.ts';
import { devcontainer } from './devcontainer.ts';
import { dockerfile } from './dockerfile.ts';
import { documents } from './documents.ts';
import { dotnet } from './dotnet.ts';
import { entryPoints } from './entry-points.ts';
import { envExample } from './env-example.ts';
import { gemfile } from './gemfile.ts';
import { githubActions } from './github-actions.ts';
import { goModule } from './go.ts';
import { gradle } from './gradle.ts';
import { javaClients } from './java-clients.ts';
import { kubernetes } from './kubernetes.ts';
import { maven } from './maven.ts';
import { mix } from './mix.ts';
import { packageJson } from './package-json.ts';
import { procfile } from './procfile.ts';
import { proxyConfig } from './proxy-config.ts';
import { pubspec } from './pubspec.ts';
import { python } from './python.ts';
import { railsConfig } from './rails-config.ts';
import { runtimeVersion } from './runtime-version.ts';
import { graphqlSchema, prisma, protobuf } from './schemas.ts';
import { springConfig } from './spring-config.ts';
import { terraform } from './terraform.ts';

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
  terraform,
  cloudformation,
  githubActions,
  springConfig,
  javaClients,
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
];

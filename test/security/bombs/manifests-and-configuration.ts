import { bomb, limit } from './bomb.ts';
import type { Bomb } from './bomb.ts';

const nested = '['.repeat(200_000);
const long = 'a'.repeat(200_000);
const closed = '}\n'.repeat(60_000);

/** Manifests, settings of frameworks, descriptions of interfaces and documents that are made to hurt. */
export const manifestAndConfigurationBombs: readonly Bomb[] = [
  bomb('JSON in a development container', '.devcontainer/devcontainer.json', `{"features": ${'{"a":'.repeat(150_000)}`),
  bomb('JSON in Turborepo', 'm1/turbo.json', nested),
  bomb('JSON in Lerna', 'm2/lerna.json', `{"packages": [${','.repeat(limit)}`),
  bomb('JSON in OpenAPI', 'm3/openapi.json', `{\n"openapi": "3.1.0",\n"paths": ${'{"a":'.repeat(150_000)}`),
  bomb('YAML in OpenAPI', 'm5/openapi.yaml', `openapi: 3.1.0\npaths: ${nested}`),
  bomb('YAML of servers in AsyncAPI', 'm6/asyncapi.yaml', `asyncapi: 2.6.0\nservers: ${'{a: '.repeat(150_000)}`),
  bomb('YAML in a pnpm workspace', 'm7/pnpm-workspace.yaml', `packages:\n${'- '.repeat(300_000)}`),
  bomb('YAML in Rails', 'm8/config/database.yml', `production:\n  adapter: ${nested}`),
  bomb('templates in Rails', 'm9/config/database.yml', `production:\n${'<%= '.repeat(200_000)}${'['.repeat(5_000)}`),
  bomb('YAML in Symfony', 'm10/config/packages/doctrine.yaml', `doctrine: ${nested}`),
  bomb('YAML in Envoy', 'm11/envoy.yaml', `static_resources: ${nested}`),
  bomb('YAML in dbt', 'm12/dbt_project.yml', `name: a\nmodels: ${nested}`),
  bomb('TOML in a version catalogue', 'm13/gradle/libs.versions.toml', `[libraries]\na = ${nested}`),
  bomb('TOML in a Cargo workspace', 'm14/Cargo.toml', `[workspace]\n[workspace.dependencies]\na = ${'{b='.repeat(200_000)}`),
  bomb('XML of managed dependencies', 'm15/pom.xml', `<project><dependencyManagement><dependencies>${'<dependency>'.repeat(90_000)}`),
  bomb('a project that closes brackets', 'm16/lerna.json', `{${closed}`),
  bomb('long line in build.sbt', 'm17/build.sbt', `libraryDependencies += "${long}" % "`),
  bomb('long line in Package.swift', 'm18/Package.swift', `.package(url: "${long}`),
  bomb('long line in setup.py', 'm19/setup.py', `setup(install_requires=[${'"a",'.repeat(100_000)}`),
  bomb('long line in setup.cfg', 'm20/setup.cfg', `[metadata]\nname=${long}`),
  bomb('long line in go.work', 'm21/go.work', `use ${long}`),
  bomb('long line in a Podfile', 'm22/Podfile', `pod ${long}`),
  bomb('long line in a Caddyfile', 'm23/Caddyfile', `reverse_proxy ${'a:1 '.repeat(100_000)}`),
  bomb('long line in HAProxy', 'm24/haproxy.cfg', `server a ${long}`),
  bomb('long line in Prisma', 'm25/prisma/schema.prisma', `datasource db {\nprovider = "${long}`),
  bomb('long line in Protocol Buffers', 'm26/a.proto', `service ${long}`),
  bomb('long line in GraphQL', 'm27/schema.graphql', `type ${long}`),
  bomb('long line in Drizzle', 'm28/drizzle.config.ts', `dialect: "${long}`),
  bomb('long line in Rails environments', 'm29/config/environments/production.rb', `config.cache_store = ${long}`),
  bomb('long line in CODEOWNERS', 'CODEOWNERS', `* ${'@a/b '.repeat(100_000)}`),
];

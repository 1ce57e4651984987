import { describe, expect, it } from 'vitest';
import type { ComponentFact, ConnectionFact } from '../../../../src/core/model/fact.ts';
import { scan } from '../../../../src/core/scan/index.ts';
import { workspace } from '../../../support/workspace.ts';

const facts = async (files: Parameters<typeof workspace>[0]) => {
  const result = await scan(workspace(files));
  const components = result.facts.filter((fact): fact is ComponentFact => fact.kind === 'component');
  return {
    components: components.map((fact) => `${fact.name}: ${fact.component}`),
    folders: components.map((fact) => fact.folder),
    connections: result.facts
      .filter((fact): fact is ConnectionFact => fact.kind === 'connection')
      .map((fact) => `${fact.from.slice(10)} -> ${fact.to.slice(10)} (${fact.protocol})`),
  };
};

const deployment = (name: string, image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n        - name: main\n          image: ${image}\n`;

describe('a chart beside a Compose file', () => {
  const local = 'services:\n  hub:\n    image: acme/hub\n  db:\n    image: postgres:17\n';
  const chart = { 'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\n' };

  it('runs the same programs and stores under the name of the release', async () => {
    const { components } = await facts({
      'compose.yaml': local,
      ...chart,
      'charts/shop/templates/hub.yaml': deployment('shop-hub', 'acme/hub'),
      'charts/shop/templates/worker.yaml': deployment('shop-worker', 'acme/worker'),
      'charts/shop/templates/db.yaml': deployment('shop-postgresql', 'postgres:17'),
    });
    expect(components).toEqual(['db: store', 'hub: service', 'shop-worker: worker']);
  });

  it('has stores of its own where it has more of them', async () => {
    const { components } = await facts({
      'compose.yaml': local,
      ...chart,
      'charts/shop/templates/orders.yaml': deployment('shop-orders-store', 'postgres:17'),
      'charts/shop/templates/carts.yaml': deployment('shop-carts-store', 'postgres:17'),
    });
    expect(components).toEqual(['db: store', 'hub: service', 'shop-carts-store: store', 'shop-orders-store: store']);
  });
});

describe('an Aspire host beside a Compose file', () => {
  const project = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>';
  const apphost = `var builder = DistributedApplication.CreateBuilder(args);
var db = builder.AddPostgres("db").AddDatabase("shop");
builder.AddProject<Projects.Shop_Migrator>($"{prefix}-db-migrator").WithReference(db);
builder.AddProject<Projects.Shop_Migrator>($"{prefix}-seeder").WithReference(db);
var api = builder.AddProject<Projects.Shop_Api>($"{prefix}-api").WithReference(db);
`;
  const workspaceFiles = {
    'src/Shop.AppHost/AppHost.cs': apphost,
    'src/Shop.AppHost/Shop.AppHost.csproj':
      '<Project Sdk="Aspire.AppHost.Sdk/13.0.0">\n<ItemGroup>\n<ProjectReference Include="..\\Shop.Api\\Shop.Api.csproj" />\n<ProjectReference Include="..\\Shop.Migrator\\Shop.Migrator.csproj" />\n</ItemGroup>\n</Project>',
    'src/Shop.Api/Shop.Api.csproj': project,
    'src/Shop.Migrator/Shop.Migrator.csproj': project,
    'compose.yaml':
      'services:\n  db:\n    image: postgres:17\n  migrator:\n    build: src/Shop.Migrator\n  api:\n    build: src/Shop.Api\n    environment:\n      CACHE__REDIS: cache,password=${PASSWORD}\n  cache:\n    image: redis:8\n',
  };

  it('runs the same programs, once or several times', async () => {
    const { components, connections } = await facts(workspaceFiles);
    expect(components).toEqual(['api: service', 'cache: cache', 'db: store', 'migrator: job']);
    expect(connections).toEqual(['api -> cache (redis)', 'api -> db (postgresql)', 'migrator -> db (postgresql)']);
  });

  it('has stand-ins for what Terraform declares', async () => {
    const { components } = await facts({
      ...workspaceFiles,
      'infra/main.tf': 'provider "aws" {}\nresource "aws_db_instance" "main" {\n  engine = "postgres"\n}\n',
    });
    expect(components).toEqual(['api: service', 'cache: cache', 'db: store', 'migrator: job']);
  });
});

describe('a build of several modules', () => {
  const build = {
    'settings.gradle': "rootProject.name = 'blog'\ninclude 'api', 'application'\n",
    'api/build.gradle': "dependencies {\n  runtimeOnly 'org.mariadb:r2dbc-mariadb'\n  runtimeOnly 'io.asyncer:r2dbc-mysql'\n}\n",
    'application/build.gradle':
      "plugins {\n  id 'org.springframework.boot' version '4.0.0'\n}\ndependencies {\n  implementation project(':api')\n}\n",
  };

  it('whose root makes the image is the one module that runs, and uses what its libraries use', async () => {
    const found = await facts({ ...build, Dockerfile: 'FROM eclipse-temurin:21\nENTRYPOINT ["java", "-jar", "app.jar"]\n' });
    expect(found.components).toEqual(['blog: service', 'MariaDB: store', 'MySQL: store']);
    expect(found.folders).toEqual(['application', undefined, undefined]);
    expect(found.connections).toEqual(['blog -> mariadb (mariadb)', 'blog -> mysql (mysql)']);
  });
});

describe('libraries of a workspace with one server', () => {
  const server = {
    'package.json': '{"private":true,"workspaces":["packages/*"]}',
    'packages/api/package.json': '{"name":"api","private":true,"scripts":{"start":"node ."},"dependencies":{"express":"5"}}',
    'packages/db/package.json': '{"name":"db","private":true,"dependencies":{"pg":"8","stripe":"18"}}',
    'scripts/requirements.txt': 'pymongo==4.0\n',
  };

  it('are its own where they are written for the same platform', async () => {
    expect((await facts(server)).connections).toEqual(['api -> postgresql (postgresql)', 'api -> stripe (https)']);
  });

  it('may be those of the pages beside it, but for the stores', async () => {
    const { connections } = await facts({
      ...server,
      'packages/web/package.json': '{"name":"web","private":true,"scripts":{"dev":"vite"},"dependencies":{"react":"19"}}',
    });
    expect(connections).toEqual(['api -> postgresql (postgresql)']);
  });

  it("are nobody's where there are two", async () => {
    const { connections } = await facts({
      ...server,
      'packages/jobs/package.json': '{"name":"jobs","private":true,"scripts":{"start":"node ."},"dependencies":{"express":"5"}}',
    });
    expect(connections).toEqual([]);
  });
});

describe('an image that is called like the workspace', () => {
  it('is built from the only member that has a Dockerfile', async () => {
    const { components, folders } = await facts({
      'package.json': '{"name":"shop","private":true,"workspaces":["apps/*"]}',
      'apps/web/package.json':
        '{"name":"@shop/web","private":true,"scripts":{"start":"next start"},"dependencies":{"next":"16","react":"19"}}',
      'apps/web/Dockerfile': 'FROM node:24\nCMD ["node", "server.js"]\n',
      'compose.yaml': 'services:\n  shop:\n    image: ghcr.io/shop/shop:latest\n',
    });
    expect(components).toEqual(['shop: service']);
    expect(folders).toEqual(['apps/web']);
  });
});

describe('an image that is built in a folder of images', () => {
  it('is run under its own name behind that of the product', async () => {
    const { components } = await facts({
      'docker/web/Dockerfile':
        'FROM node:24 AS build\nRUN npm run build\nFROM nginx:1\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
      'docker/web/start.js': '',
      'docker/api/Dockerfile': 'FROM node:24\nCMD ["node", "."]\n',
      'docker/api/server.js': '',
      'compose.yaml': 'services:\n  shop_web:\n    image: acme/shop_web\n  shop_webapi:\n    image: acme/shop_webapi\n',
    });
    expect(components).toEqual(['api: service', 'shop_web: web-client', 'shop_webapi: service']);
  });
});

describe('a container that migrates a store', () => {
  it('is a job, which its product is not', async () => {
    const { components, connections } = await facts({
      'compose.yaml':
        'services:\n  hydra-migrate:\n    image: oryd/hydra:v2\n    command: migrate sql -e --yes\n  hydra:\n    image: oryd/hydra:v2\n    command: serve all\n    depends_on: [hydra-migrate]\n    environment:\n      DSN: mysql://kit:kit@tcp(db:3306)/kit?max_conns=20\n  db:\n    image: mysql:8\n',
    });
    expect(components).toEqual(['db: store', 'hydra: identity', 'hydra-migrate: job']);
    expect(connections).toEqual(['hydra -> db (mysql)']);
  });
});

describe('a Flutter plugin', () => {
  it('is none of the applications beside it, whose shells list modules', async () => {
    const { components } = await facts({
      'app/pubspec.yaml': 'name: shop\npublish_to: none\ndependencies:\n  flutter:\n    sdk: flutter\n',
      'app/android/settings.gradle': "rootProject.name = 'android'\ninclude ':app'\n",
      'app/android/build.gradle': 'allprojects {\n}\n',
    });
    expect(components).toEqual(['shop: mobile-client']);
  });

  it('is no application', async () => {
    const { components } = await facts({
      'app/rust/pubspec.yaml':
        'name: shop_rust\npublish_to: none\ndependencies:\n  flutter:\n    sdk: flutter\nflutter:\n  plugin:\n    platforms:\n      android:\n        ffiPlugin: true\n',
      'app/pubspec.yaml': 'name: shop\npublish_to: none\ndependencies:\n  flutter:\n    sdk: flutter\n',
    });
    expect(components).toEqual(['shop: mobile-client']);
  });
});

describe('a package that is only ever built', () => {
  it('is embedded by others, also where its bundler watches it', async () => {
    const { components } = await facts({
      'package.json': '{"private":true,"workspaces":["packages/*"]}',
      'packages/widget/package.json':
        '{"name":"widget","private":true,"scripts":{"dev":"vite build --watch"},"dependencies":{"preact":"10"}}',
      'packages/web/package.json': '{"name":"web","private":true,"scripts":{"dev":"vite"},"dependencies":{"preact":"10"}}',
    });
    expect(components).toEqual(['web: web-client']);
  });
});

describe('Go modules', () => {
  const main = 'package main\n\nfunc main() {\n\thttp.ListenAndServe(":80", nil)\n}\n';
  const web = 'module acme/shop\nrequire (\n\tgithub.com/gin-gonic/gin v1.10.0\n\tgithub.com/lib/pq v1.10.9\n)\n';

  it('without code of their own are what their programs share', async () => {
    const { components } = await facts({ 'go.mod': web, 'user/cmd/user/main.go': main, 'order/cmd/order/main.go': main });
    expect(components).toEqual(['order: service', 'user: service']);
  });

  it('give nothing to a program that is a module itself, nor count plugins of a code generator', async () => {
    const { components, connections } = await facts({
      'go.mod': web,
      'cmd/agent/go.mod': 'module acme/agent\nrequire github.com/go-chi/chi/v5 v5.1.0\n',
      'cmd/agent/main.go': main,
      'cmd/protoc-gen-go-errors/main.go': main,
    });
    expect(components).toEqual(['agent: service']);
    expect(connections).toEqual([]);
  });

  it('whose image has one program run it under the name of the container', async () => {
    const { components } = await facts({
      'server/go.mod': web,
      'server/Dockerfile': 'FROM golang:1.25\nCMD ["/server"]\n',
      'server/cmd/runner/main.go': main,
      'compose.yaml': 'services:\n  api:\n    build: server\n',
    });
    expect(components).toEqual(['api: service', 'PostgreSQL: store']);
  });
});

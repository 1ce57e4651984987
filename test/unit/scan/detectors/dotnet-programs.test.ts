import { describe, expect, it } from 'vitest';
import { appsettings } from '../../../../src/core/scan/detectors/appsettings.ts';
import { aspire } from '../../../../src/core/scan/detectors/aspire.ts';
import { hostedTechnologies } from '../../../../src/core/scan/detectors/aspire-resources.ts';
import { dotnetClients } from '../../../../src/core/scan/detectors/dotnet-clients.ts';
import { projectFolderOf } from '../../../../src/core/scan/detectors/dotnet-module.ts';
import { byId } from '../../../../src/core/scan/catalogue/index.ts';
import type { Detector, WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect } from '../../../support/detect.ts';

async function workloads(detector: Detector, path: string, text: string, beside = {}): Promise<readonly WorkloadObservation[]> {
  const { observations } = await detect(detector, path, text, beside);
  return observations.filter((one) => one.type === 'workload');
}

const host = 'var builder = DistributedApplication.CreateBuilder(args);\n';

describe('the program of an Aspire host', () => {
  it('joins projects with their folders, databases with their servers and endpoints with their owners', async () => {
    const text = `${host}var db = builder.AddPostgres("pg").AddDatabase("orders-db");
var bus = builder.AddRabbitMQ("bus");
var id = builder.AddProject<Projects.Identity_API>("identity");
var endpoint = id.GetEndpoint("https");
builder.AddProject<Projects.Orders_API>("orders")
  .WithReference(db).WaitFor(bus)
  .WithEnvironment("Identity__Url", endpoint)
  .WithEnvironment("CallBackUrl", endpoint);
id.WaitFor(db);
`;
    const project =
      '<Project><ItemGroup><ProjectReference Include="..\\Orders.API\\Orders.API.csproj" /></ItemGroup><ItemGroup><PackageReference Include="x" /></ItemGroup></Project>';
    const found = await workloads(aspire, 'src/Shop.AppHost/Program.cs', text, { 'src/Shop.AppHost/Shop.AppHost.csproj': project });
    expect(found.map((one) => [one.name, one.source, one.image, one.buildFolder, one.evidence.line])).toEqual([
      ['pg', 'apphost', 'postgres', undefined, 2],
      ['bus', 'apphost', 'rabbitmq', undefined, 3],
      ['identity', 'apphost', undefined, undefined, 4],
      ['orders', 'apphost', undefined, 'src/Orders.API', 6],
    ]);
    const orders = found.find((one) => one.name === 'orders');
    expect(orders?.references.map((one) => [one.host, one.evidence.line])).toEqual([
      ['pg', 7],
      ['pg', 2],
      ['identity', 8],
    ]);
    expect(orders?.dependsOn.map((one) => [one.name, one.evidence.line])).toEqual([['bus', 7]]);
  });

  it('takes waiting for another program as an order of start', async () => {
    const text = `${host}var api = builder.AddProject<Projects.Api>("api");\nbuilder.AddProject<Projects.Web>("web").WaitFor(api);\n`;
    const [, web] = await workloads(aspire, 'AppHost/Program.cs', text);
    expect([web?.references, web?.dependsOn]).toEqual([[], []]);
  });

  it('takes what a method with a given builder adds as optional', async () => {
    const text = 'static void AddModels(this IDistributedApplicationBuilder builder) {\n  builder.AddOllama("ollama");\n}\n';
    const [found] = await workloads(aspire, 'Shop.AppHost/Extensions.cs', text);
    expect(found?.auxiliary).toBe(true);
  });

  it('hosts only what the catalogue knows', () => {
    for (const [method, id] of hostedTechnologies) expect([method, byId(id)?.id]).toEqual([method, id]);
  });

  it('keeps what stands before a line that is too long, and says so', async () => {
    const { observations, problems } = await detect(
      aspire,
      'AppHost/Program.cs',
      `${host}builder.AddRedis("cache");\n//${'a'.repeat(11_000)}\n`,
    );
    expect(observations).toHaveLength(1);
    expect(problems.map((one) => [one.reason, one.line])).toEqual([['too-large', 3]]);
  });
});

describe('clients that C# sources declare', () => {
  const beside = { 'src/Web/Web.csproj': '<Project/>' };
  it.each([
    ['a typed client', 'services.AddHttpClient<A>(c => c.BaseAddress = new Uri("http://catalog-api:8080"));', 'catalog-api'],
    ['service discovery', 'o.Address = new("https+http://_grpc.basket");', 'basket'],
    [
      'Dapr by a constant',
      'const string App = "catalog";\nvar x = await dapr.InvokeMethodAsync<Item>(HttpMethod.Get, App, "items");',
      'catalog',
    ],
  ])('reads %s', async (_, text, expected) => {
    const [found] = await workloads(dotnetClients, 'src/Web/Services/Client.cs', text, beside);
    expect(found?.buildFolder).toBe('src/Web');
    expect(found?.references.map((one) => one.host)).toEqual([expected]);
  });

  it.each([
    ['allowed origins', 'policy.WithOrigins("http://web-client:4200");'],
    ['a comment', '// new Uri("http://catalog-api")'],
    ['a claim', 'const string RoleClaimType = "http://schemas/role";'],
    ['an unknown host', 'new Uri($"http://{host}/x");'],
  ])('sees nothing in %s', async (_, text) => {
    expect(await workloads(dotnetClients, 'src/Web/Services/Client.cs', text, beside)).toEqual([]);
  });

  it('makes no component of a library that registers for others', async () => {
    const text = 'services.AddIdentityServer();\n// ://\n';
    const library = await detect(dotnetClients, 'src/Web/Setup.cs', text, beside);
    expect(library.observations).toEqual([]);
    const program = await detect(dotnetClients, 'src/Web/Setup.cs', text, { ...beside, 'src/Web/appsettings.json': '{}' });
    expect(program.observations.map((one) => one.type)).toEqual(['unit']);
  });

  it('finds the project of a file by the name of its folder, or by the program beside it', () => {
    const files = new Set(['a/shopping-cart/ShoppingCart.csproj', 'b/Api/Program.cs', 'c/Basket/API/Basket.API.csproj']);
    const companion = (path: string): string | undefined => (files.has(path) ? '' : undefined);
    expect(projectFolderOf('a/shopping-cart/Clients/X.cs', companion)).toBe('a/shopping-cart');
    expect(projectFolderOf('b/Api/Clients/Deep/X.cs', companion)).toBe('b/Api');
    expect(projectFolderOf('c/Basket/API/X.cs', companion)).toBe('c/Basket/API');
    expect(projectFolderOf('d/X.cs', companion)).toBeUndefined();
    expect(projectFolderOf('Program.cs', companion)).toBe('');
  });
});

describe('.NET settings', () => {
  it('never takes a user or a password from a connection string', async () => {
    const text = '{ "ConnectionStrings": { "Orders": "Server=sql,1433;User Id=admin;Password=hunter2;Database=orders" } }';
    const [found] = await workloads(appsettings, 'Api/appsettings.json', text);
    expect(found?.references.map((one) => [one.host, one.port])).toEqual([['sql', 1433]]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('reads the ports of a launch profile', async () => {
    const text = '{ "profiles": { "http": {\n "applicationUrl": "https://localhost:7001;http://localhost:5001" } } }';
    const [found] = await workloads(appsettings, 'src/Api/Properties/launchSettings.json', text);
    expect([found?.buildFolder, found?.localPorts]).toEqual(['src/Api', [7001, 5001]]);
  });

  it.each([
    ['what only tests read', 'Api/appsettings.Test.json', '{ "Orders": { "Url": "http://orders" } }'],
    [
      'the program itself',
      'Api/appsettings.json',
      '{ "Kestrel": { "Endpoints": { "Http": { "Url": "http://api:5000" } } }, "Jwt": { "Issuer": "http://identity" } }',
    ],
    ['a local file', 'Api/appsettings.json', '{ "ConnectionStrings": { "Db": "Data Source=app.db" } }'],
  ])('sees nothing in %s', async (_, path, text) => {
    expect(await workloads(appsettings, path, text)).toEqual([]);
  });
});

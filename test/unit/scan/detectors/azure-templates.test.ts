import { describe, expect, it } from 'vitest';
import { arm } from '../../../../src/core/scan/detectors/arm.ts';
import { azd } from '../../../../src/core/scan/detectors/azd.ts';
import { bicep } from '../../../../src/core/scan/detectors/bicep.ts';
import { azureTypes, registryModules } from '../../../../src/core/scan/detectors/bicep-types.ts';
import { byTerraform } from '../../../../src/core/scan/catalogue/index.ts';
import { parseBicep } from '../../../../src/core/scan/parse/bicep.ts';
import type { Detector, Observation, ResourceObservation, WorkloadObservation } from '../../../../src/core/scan/observation.ts';
import { detect, lineOf, problemLineOf } from '../../../support/detect.ts';
import { infrastructureBombs } from '../../../security/bombs/infrastructure.ts';

type Files = Readonly<Record<string, string>>;

async function seen(detector: Detector, path: string, text: string, beside: Files = {}): Promise<readonly Observation[]> {
  return (await detect(detector, path, text, beside)).observations;
}

const isResource = (one: Observation): one is ResourceObservation => one.type === 'resource';
const isWorkload = (one: Observation): one is WorkloadObservation => one.type === 'workload';

describe('the Bicep scanner', () => {
  it('gives values with their keys and lines, behind comments, loops and conditions', () => {
    const file = parseBicep(
      "// resource x 'A/b@1' = {}\n@secure()\nparam p string\nresource a 'A/b@1' = if (p == 'x') {\n  name: 'n' // why\n  /* c\n  */\n  list: [\n    { name: 'k', value: '${p}}' }\n  ]\n}\nmodule m './m.bicep' = [for i in range(0, 2): {\n  params: {\n    a: a.id\n  }\n}]\n",
    );
    expect(file.issues).toEqual([]);
    expect(file.statements.map(({ kind, name, line }) => [kind, name, line])).toEqual([
      ['param', 'p', 3],
      ['resource', 'a', 4],
      ['module', 'm', 12],
    ]);
    expect(file.statements[1]?.condition).toBe("p == 'x'");
    expect(file.statements[1]?.properties.map(({ path, line }) => [path, line])).toEqual([
      ['name', 5],
      ['list.name', 9],
      ['list.value', 9],
    ]);
    expect(file.statements[2]?.properties.map(({ path, text }) => [path, text])).toEqual([['params.a', 'a.id']]);
  });

  it('says where a bracket is never closed and keeps what stands before', () => {
    const file = parseBicep("resource a 'A/b@1' = {\n}\nresource b 'A/b@1' = {\n  x: [\n");
    expect(file.statements.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(file.issues).toMatchObject([{ reason: 'syntax-error', line: 3 }]);
  });
});

describe('Bicep', () => {
  it('names a thing by the call of the module that makes it, through the library of azd', async () => {
    const found = await seen(
      bicep,
      'infra/core/database/account.bicep',
      "param name string\nresource account 'Microsoft.DocumentDB/databaseAccounts@2022-08-15' = {\n  name: name\n}\n",
      {
        'infra/app/db.bicep': "module cosmos '../core/database/account.bicep' = {\n  params: {\n    name: 'x'\n  }\n}\n",
        'infra/main.bicep': "module orders 'app/db.bicep' = {\n}\nmodule api 'app/api.bicep' = {\n}\n",
      },
    );
    expect(found.filter(isResource).map(({ name, technology }) => [name, technology])).toEqual([['orders', 'cosmos-db']]);
  });

  it('names a site by the service that azd deploys there and finds what it is given', async () => {
    const found = await seen(
      bicep,
      'infra/app/api.bicep',
      "param serviceName string = 'api'\nparam settings object\nmodule site 'br/public:avm/res/web/site:0.6.0' = {\n  params: {\n    tags: union({}, { 'azd-service-name': serviceName })\n    appSettingsKeyValuePairs: settings\n  }\n}\n",
      {
        'infra/main.bicep':
          "module backend 'app/api.bicep' = {\n  params: {\n    settings: {\n      DB: cosmos.outputs.endpoint\n      API_ALLOW_ORIGINS: web.outputs.uri\n    }\n  }\n}\nmodule cosmos 'app/db.bicep' = {\n}\nmodule web 'app/web.bicep' = {\n}\n",
      },
    );
    const [api] = found.filter(isWorkload);
    expect(api).toMatchObject({ name: 'api', aliases: ['backend'], source: 'cloud' });
    expect(api?.references.map(({ host, evidence }) => [host, evidence.path, evidence.line])).toEqual([['cosmos', 'infra/main.bicep', 4]]);
  });

  it('makes nothing of a module that is off by default, but of one that is on', async () => {
    const text = (on: string): string => `param on bool = ${on}\nresource r 'Microsoft.Cache/redis@2023-04-01' = if (on) {\n}\n`;
    expect((await seen(bicep, 'main.bicep', text('false'))).filter(isResource)).toEqual([]);
    expect((await seen(bicep, 'main.bicep', text('true'))).filter(isResource)).toHaveLength(1);
  });

  it('takes what exists elsewhere as the one such thing', async () => {
    const found = await seen(
      bicep,
      'main.bicep',
      "resource db 'Microsoft.DocumentDB/databaseAccounts@2022-08-15' existing = {\n  name: 'x'\n}\nresource api 'Microsoft.App/containerApps@2023-05-01' = {\n  a: db.properties.documentEndpoint\n}\n",
    );
    expect(found.filter(isResource)).toEqual([]);
    expect(found.filter(isWorkload)[0]?.references).toMatchObject([{ host: '', technology: 'cosmos-db', evidence: { line: 5 } }]);
  });

  it('names only types that the catalogue knows, and at least sixty forms of them', () => {
    for (const [type, { terraform }] of azureTypes) expect(byTerraform(terraform), type).toBeDefined();
    for (const [module, type] of registryModules) expect(azureTypes.has(type), module).toBe(true);
    expect(azureTypes.size + registryModules.size).toBeGreaterThan(60);
  });
});

describe('ARM templates', () => {
  const template = (resources: string): string =>
    `{\n"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\n"resources": [\n${resources}\n]}`;

  it('joins what waits by type and name', async () => {
    const found = await seen(
      arm,
      'azuredeploy.json',
      template(
        `{"type": "Microsoft.Cache/redis", "name": "cache"},\n{"type": "Microsoft.Cache/redis", "name": "other"},\n{"type": "Microsoft.Web/sites", "name": "api", "dependsOn": [\n"[resourceId('Microsoft.Cache/redis', 'cache')]"]}`,
      ),
    );
    expect(found.filter(isWorkload)[0]?.dependsOn).toMatchObject([{ name: 'cache', evidence: { line: 7 } }]);
  });

  it('leaves out what Bicep has made, other JSON, and files of parameters', async () => {
    const made = template('{"type": "Microsoft.Cache/redis", "name": "cache"}').replace(
      '{\n',
      '{\n"metadata": {"_generator": {"name": "bicep"}},\n',
    );
    expect(await seen(arm, 'main.json', made)).toEqual([]);
    expect(arm.matches('azuredeploy.parameters.json')).toBe(false);
    expect(arm.matches('package.json')).toBe(false);
    expect(arm.matches('infra/mainTemplate.json')).toBe(true);
  });

  it('says where a template breaks and keeps what stands before', async () => {
    const { observations, problems } = await detect(
      arm,
      'azuredeploy.json',
      '{"$schema": "https://x/deploymentTemplate.json#", "resources": [\n{"type": "Microsoft.Cache/redis", "name": "cache"},\n{"type": ]',
    );
    expect(observations.map(lineOf)).toContain('resource Microsoft.Cache/redis/cache@2');
    expect(problems.map(problemLineOf)).toEqual(['problem syntax-error@3']);
  });
});

describe('azure.yaml', () => {
  it('takes the folder of a service relative to its own, and of a project file the folder', async () => {
    const found = await seen(
      azd,
      'deploy/azure.yaml',
      'services:\n  api:\n    project: ../src/api/Api.csproj\n    host: appservice\n  out:\n    project: ../../x\n    host: function\n  odd:\n    host: somewhere\n',
    );
    expect(found.filter(isWorkload).map(({ name, buildFolder, kind }) => [name, buildFolder, kind])).toEqual([
      ['api', 'src/api', undefined],
      ['out', undefined, 'function'],
    ]);
  });

  it('says where it breaks and keeps what stands before', async () => {
    const { observations, problems } = await detect(azd, 'azure.yaml', 'services:\n  api:\n    host: aks\n  b: [\n');
    expect(observations.map(lineOf)).toContain('workload api@2');
    expect(problems).not.toEqual([]);
  });
});

describe('hostile templates', () => {
  const detectors = [bicep, arm, azd];
  const cases = infrastructureBombs.flatMap((bomb) =>
    detectors.filter((one) => one.matches(bomb.path)).map((detector) => ({ ...bomb, detector })),
  );
  it.each(cases)('take less than two seconds: $name', async ({ detector, path, text }) => {
    const start = process.cpuUsage();
    await detect(detector, path, text);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
  });
});

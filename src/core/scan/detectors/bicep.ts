import { byTerraform, byId } from '../catalogue/index.ts';
import type { Technology } from '../catalogue/index.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation } from '../observation.ts';
import { parseBicep } from '../parse/bicep.ts';
import type { BicepProperty, BicepStatement } from '../parse/bicep.ts';
import { azureOf, bicepCompanions, isDeployed, templateOf, usesOf, valueOf, wordsOf } from './bicep-module.ts';
import type { Use } from './bicep-module.ts';
import { azureSizes, azureTypeOf } from './bicep-types.ts';
import type { AzureType } from './bicep-types.ts';
import { hostsIn } from './host-reference.ts';
import { folderOf } from './paths.ts';
import { calledOnly } from './terraform-rules.ts';

/** Reads Bicep: resources of Azure, what they are named by the templates that use theirs, and what they refer to. */
export const bicep: Detector = {
  id: 'bicep',
  matches: (path) => /\.bicep$/i.test(path) && !/\.(test|tests)\.bicep$/i.test(path),
  companions: bicepCompanions,
  detect,
  examples: [
    {
      path: 'infra/main.bicep',
      text: "param location string = 'westeurope'\nresource orders 'Microsoft.DBforPostgreSQL/flexibleServers@2023-03-01' = {\n  name: 'orders'\n  location: location\n  sku: {\n    name: 'Standard_B1ms'\n  }\n}\nresource api 'Microsoft.App/containerApps@2023-05-01' = {\n  name: 'api'\n  properties: {\n    template: {\n      containers: [\n        {\n          image: 'acme/api:1'\n          env: [\n            { name: 'DB_HOST', value: orders.properties.fullyQualifiedDomainName }\n          ]\n        }\n      ]\n    }\n  }\n}\n",
      sees: [
        'resource orders@2',
        'technology postgresql@2',
        'sizing instance-class@6',
        'workload api@9',
        'deployment azure@2',
        'practice infrastructure-as-code@2',
      ],
    },
    {
      path: 'infra/core/db.bicep',
      text: "resource server 'Microsoft.DBforMySQL/flexibleServers@2023-03-01' = {\n  name: 'x'\n}\n// resource old 'Microsoft.Cache/redis@2023-04-01' = {}\n",
      beside: { 'infra/main.bicep': "module shop 'core/db.bicep' = {\n  name: 'shop'\n}\n" },
      sees: ['resource server@1'],
      not: ['resource old@4'],
    },
    {
      path: 'infra/core/unused.bicep',
      text: "resource server 'Microsoft.DBforMySQL/flexibleServers@2023-03-01' = {\n  name: 'x'\n}\n",
      beside: { 'infra/main.bicep': 'param a string\n' },
      sees: [],
      not: ['resource server@1'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const file = parseBicep(input.text);
  const problems = file.issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const template = templateOf(input.path, file);
  const first = file.statements.find((one) => one.kind === 'resource' || one.kind === 'module');
  if (first === undefined) return { observations: [], problems };
  const evidence = input.evidence(first.line);
  const observations: Observation[] = [
    { type: 'deployment', target: 'azure', evidence },
    { type: 'practice', practice: 'infrastructure-as-code', evidence },
    { type: 'technology', technology: 'bicep', scope: 'development', folder: folderOf(input.path), evidence },
  ];
  const seen = new Set<string>();
  for (const use of usesOf(
    input,
    template,
    input.companionPaths.filter((path) => /\.bicep$/i.test(path)),
  ))
    for (const one of file.statements) {
      const type = azureOf(one);
      if (type === undefined || one.existing || !isDeployed(one, use)) continue;
      const name = nameOf(one, use, type);
      // The same thing in two environments is one.
      if (seen.has(`${one.name}\n${name}`)) continue;
      seen.add(`${one.name}\n${name}`);
      // A template that two calls use makes two things.
      const address = [...seen].some((key) => key.startsWith(`${one.name}\n`) && key !== `${one.name}\n${name}`)
        ? `${one.name}@${name}`
        : one.name;
      observations.push(...(isRun(one, type) ? runs(input, one, use, type, name) : holds(input, one, use, type, name, address)));
    }
  return { observations, problems };
}

/** Symbols that name nothing. */
const generic =
  /^(main|this|resource|resources|module|account|server|cluster|namespace|app|site|webApp|website|appService|containerApp|infra|core|shared|platform|dependencies|all|deployment|deploy|database|db|host|function|functions|service|services|instance|storageAccount|sqlServer|postgresServer|mysqlServer|redisCache|upsert)$/i;

/**
 * What people call a thing: its own symbol, or that of the module which makes this one thing, as far out as each makes only
 * this; `module cosmos 'db.bicep'` says more than `resource account` within.
 */
function nameOf(one: BicepStatement, use: Use, type: AzureType): string {
  if (isRun(one, type)) {
    const service = serviceName(one, use);
    if (service !== undefined) return service;
  }
  const names = symbolsOf(one, use);
  const named = names.findLast((name) => !generic.test(name));
  return named ?? wordsOf(property(one, 'name')?.text ?? '', use) ?? byTerraform(type.terraform)?.id ?? one.name;
}

function symbolsOf(one: BicepStatement, use: Use): readonly string[] {
  const names = [one.name];
  for (let at: Use | undefined = use; at?.call !== undefined && at.template.things <= 1; at = at.caller) names.push(at.call.name);
  return names;
}

/** The service that `azd` deploys there. */
function serviceName(one: BicepStatement, use: Use): string | undefined {
  for (const tag of one.properties) {
    const written = tag.path.endsWith('tags.azd-service-name')
      ? tag.text
      : /'azd-service-name'\s*:\s*('[^'\n]{1,80}'|\w{1,80})/.exec(tag.text.slice(0, 500))?.[1];
    const value = written === undefined ? undefined : valueOf(written, use);
    if (value !== undefined && /^[\w.-]{1,80}$/.test(value)) return value;
  }
  // A module for any service is given the tags by the one that uses it.
  return use.call === undefined || use.caller === undefined ? undefined : serviceName(use.call, use.caller);
}

function property(one: BicepStatement, ...ends: readonly string[]): BicepProperty | undefined {
  return one.properties.find(({ path }) => ends.some((end) => path === end || path === `params.${end}` || path.endsWith(`.${end}`)));
}

function isRun(one: BicepStatement, type: AzureType): boolean {
  return type.runs === true && !/\/slots$/i.test(azureTypeOf(one.source));
}

/** A site, a container app, a job, a function app. */
function runs(input: DetectorInput, one: BicepStatement, use: Use, type: AzureType, name: string): Observation[] {
  const evidence = input.evidence(one.line);
  const kindText = valueOf(property(one, 'kind')?.text ?? '', use) ?? '';
  const isFunction = /functionapp/.test(kindText);
  const image = property(one, 'image', 'containerImage', 'imageName');
  const imageText = image === undefined ? undefined : valueOf(image.text, use);
  const port = Number(valueOf(property(one, 'targetPort', 'ingressTargetPort', 'containerPort')?.text ?? '', use));
  const replicas = Number(valueOf(property(one, 'minReplicas', 'scaleMinReplicas', 'containerMinReplicas')?.text ?? '', use));
  const written = wordsOf(property(one, 'name')?.text ?? '', use);
  const aliases = [...symbolsOf(one, use), ...(written === undefined ? [] : [written])].filter(
    (symbol) => symbol !== name && !generic.test(symbol),
  );
  const product = isFunction ? 'azure-functions' : byTerraform(type.terraform)?.id;
  return [
    {
      type: 'workload',
      source: 'cloud',
      name: input.redact(name),
      aliases: aliases.map((alias) => input.redact(alias)),
      ports: Number.isInteger(port) && port > 0 ? [port] : [],
      references: [...referencesOf(input, one, use), ...environmentHosts(input, one, use)],
      dependsOn: [],
      evidence,
      ...(product === undefined ? {} : { runBy: product }),
      ...(imageText === undefined || !/^[\w./:@-]{2,300}$/.test(imageText) ? {} : { image: input.redact(imageText) }),
      ...(Number.isInteger(replicas) && replicas > 0 ? { instances: replicas } : {}),
      ...(isFunction ? { kind: 'function' as const } : type.terraform.endsWith('_job') ? { kind: 'job' as const } : {}),
      ...(/static/.test(type.terraform) ? { kind: 'web-client' as const } : {}),
    },
    ...(product === undefined
      ? []
      : [{ type: 'technology' as const, technology: product, scope: 'production' as const, folder: folderOf(input.path), evidence }]),
    ...sizes(input, one, use, name),
  ];
}

/** Everything else that the catalogue knows: stores, brokers, gateways. */
function holds(input: DetectorInput, one: BicepStatement, use: Use, type: AzureType, name: string, address: string): Observation[] {
  const product = productOf(one, use, type);
  if (product === undefined) return [];
  const evidence = input.evidence(one.line);
  const technology = type.engine ?? (isMongo(one) ? 'cosmos-db' : product.id);
  const kind = product.component ?? byId(technology)?.component;
  const version = valueOf(property(one, 'properties.version', 'version')?.text ?? '', use);
  const found: Observation[] = [
    {
      type: 'resource',
      address,
      name: input.redact(name),
      technology,
      references: [],
      // A bought thing calls nothing: what its body names places or protects it.
      hosts: kind !== undefined && !calledOnly.has(kind) ? referencesOf(input, one, use) : [],
      evidence,
      ...(kind === undefined ? {} : { kind }),
      ...(type.engine === undefined || version === undefined || version === '' ? {} : { version: input.redact(version) }),
    },
  ];
  if (type.engine !== undefined)
    found.push({
      type: 'technology',
      technology: type.engine,
      scope: 'production',
      folder: folderOf(input.path),
      evidence,
      ...(version === undefined || version === '' ? {} : { version: input.redact(version) }),
    });
  if (product.category === 'observability') found.push({ type: 'practice', practice: 'observability', evidence });
  return [...found, ...sizes(input, one, use, one.name)];
}

/** What the catalogue knows; an account of cognitive services holds models of OpenAI only where its kind says so. */
function productOf(one: BicepStatement, use: Use, type: AzureType): Technology | undefined {
  const kind = type.terraform === 'azurerm_cognitive_account' ? valueOf(property(one, 'kind')?.text ?? '', use) : undefined;
  return kind === undefined || /^(OpenAI|AIServices)$/i.test(kind) ? byTerraform(type.terraform) : byId('azure-ai-services');
}

function isMongo(one: BicepStatement): boolean {
  return /mongo/i.test(azureTypeOf(one.source));
}

/** Properties that place, secure or order a thing rather than call another. */
const placement =
  /(^|\.)(dependsOn|scope|parent|tags|identity|userAssignedIdentities|registries|managedEnvironmentId|environmentId|serverFarmId|serverFarmResourceId|appServicePlanId|containerAppsEnvironmentName|containerRegistryName|storageAccountResourceId|logAnalyticsWorkspaceId|networkAcls|virtualNetworkRules|\w*allow(?:ed)?_?origins?|cors|publicNetworkAccess|roleAssignments|principalId|networkRuleSet|\w*subnet\w*|\w*vnet\w*|virtualNetwork\w*|\w*securityGroup\w*|privateEndpoint\w*|diagnosticSettings)(\.|$)/i;

/** Components that a thing refers to by their symbols, here or in the calls above it. */
function referencesOf(input: DetectorInput, one: BicepStatement, use: Use): readonly HostReference[] {
  const found = new Map<string, HostReference>();
  const bodies: { readonly from: BicepStatement; readonly use: Use; readonly only?: ReadonlySet<string> }[] = [{ from: one, use }];
  for (let at: Use | undefined = use; at?.call !== undefined && at.caller !== undefined; at = at.caller)
    bodies.push({ from: at.call, use: at.caller });
  for (const { from, use: where } of bodies.slice(0, 4)) {
    // What a module of several things is given may be meant for any of them.
    if (from !== one && use.template.things > 1) break;
    for (const { path, line, text } of from.properties) {
      if (placement.test(path)) continue;
      for (const symbol of symbolsIn(text, where)) {
        const host = targetOf(symbol, where, one);
        if (host === undefined) continue;
        const reference = { ...host, evidence: input.evidenceIn(where.template.path, line) };
        const key = `${host.host} ${host.technology ?? ''}`;
        if (!found.has(key)) found.set(key, reference);
      }
    }
  }
  return [...found.values()];
}

/** Names in an expression outside plain strings, followed through variables. */
function symbolsIn(text: string, use: Use): readonly string[] {
  const found = new Set<string>();
  const open = [text];
  const seen = new Set<string>();
  for (let next = open.pop(); next !== undefined && seen.size < 50; next = open.pop()) {
    const code = next.slice(0, 20_000).replace(/'(?:[^'$\n]|\$(?!\{))*'/g, "''");
    // A property's name is no reference; a symbol is followed by what is asked of it.
    for (const match of code.matchAll(/(?<![\w.])([A-Za-z_]\w{0,100})(?=\s*(?:[.[!)},\n]|::|$))/g)) {
      const name = match[1] ?? '';
      const declared = use.template.byName.get(name);
      if (declared === undefined || seen.has(name)) continue;
      seen.add(name);
      if (declared.kind === 'var') open.push(declared.text);
      else if (declared.kind === 'resource' || declared.kind === 'module') found.add(name);
    }
  }
  return [...found];
}

function targetOf(symbol: string, use: Use, self: BicepStatement): { readonly host: string; readonly technology?: string } | undefined {
  const target = use.template.byName.get(symbol);
  if (target === undefined || target === self) return undefined;
  const type = azureOf(target);
  if (type === undefined) {
    // A part of a thing (a database, a queue) leads to it; another template's thing is named by its call.
    const parent = target.properties.find(({ path }) => path === 'parent')?.text.trim();
    if (target.kind === 'resource') return parent === undefined || parent === symbol ? undefined : targetOf(parent, { ...use }, self);
    return /^\.|\.bicep$/.test(target.source) && !generic.test(symbol) ? { host: symbol } : undefined;
  }
  const product = byTerraform(type.terraform);
  if (product?.component === undefined) return undefined;
  // What is declared elsewhere is the one such thing that there is.
  if (target.existing) return type.runs === true ? undefined : { host: '', technology: type.engine ?? product.id };
  return { host: nameOf(target, use, type) };
}

/** Hosts written into environment values, here and in the calls above: `{ name: 'X', value: 'http://…' }` and `appSettings` maps. */
function environmentHosts(input: DetectorInput, one: BicepStatement, use: Use): readonly HostReference[] {
  const found: HostReference[] = [];
  let statement: BicepStatement | undefined = one;
  for (let where: Use | undefined = use; where !== undefined && statement !== undefined && found.length < 200;) {
    for (const { key, value, line } of environmentOf(statement, where))
      for (const host of hostsIn(value, key))
        if (input.redact(host.host) === host.host) found.push({ ...host, evidence: input.evidenceIn(where.template.path, line) });
    if (where.template.things > 1) break;
    statement = where.call;
    where = where.caller;
  }
  return found;
}

function environmentOf(one: BicepStatement, use: Use): readonly { readonly key: string; readonly value: string; readonly line: number }[] {
  const names = new Map<number, string>();
  for (const { path, text, item } of one.properties)
    if (/(^|\.)(env|appSettings|environmentVariables)\.name$/i.test(path)) names.set(item, text.replace(/'/g, ''));
  return one.properties.flatMap(({ path, line, text, item }) => {
    const key = /(^|\.)(env|appSettings|environmentVariables)\.value$/i.test(path)
      ? names.get(item)
      : /(?:appSettings|appSettingsKeyValuePairs|environmentVariables)\.(\w+)$/i.exec(path)?.[1];
    const value = key === undefined ? undefined : valueOf(text, use);
    return key === undefined || value === undefined || value === '' ? [] : [{ key, value, line }];
  });
}

function sizes(input: DetectorInput, one: BicepStatement, use: Use, about: string): Observation[] {
  return one.properties.flatMap(({ path, line, text }): Observation[] => {
    const lower = path.toLowerCase().replace(/^(params|properties)\./, '');
    const measure = [...azureSizes].find(([end]) => lower === end || lower.endsWith(`.${end}`))?.[1];
    const value = measure === undefined ? undefined : valueOf(text, use);
    if (measure === undefined || value === undefined || value === '' || value.length > 60) return [];
    return [{ type: 'sizing', measure, value: input.redact(value), about, evidence: input.evidence(line) }];
  });
}

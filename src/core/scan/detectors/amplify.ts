import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { shortLines } from '../parse/guard.ts';
import { parseJson } from '../parse/json.ts';
import { tokensOf } from '../parse/source-tokens.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Detector, DetectorInput, DetectorOutput, HostReference, Observation, ResourceReference } from '../observation.ts';
import { byId } from '../catalogue/index.ts';
import { folderOf, joinPath } from './paths.ts';

/** Services of backend-config.json by their words, and what the catalogue calls them. */
const services: ReadonlyMap<string, string> = new Map([
  ['Cognito', 'cognito'],
  ['AppSync', 'aws-appsync'],
  ['API Gateway', 'amazon-api-gateway'],
  ['Lambda', 'aws-lambda'],
  ['S3', 'amazon-s3'],
  ['DynamoDB', 'dynamodb'],
]);

/** Reads the parts of an Amplify backend and what each depends on. */
export const amplifyBackend: Detector = {
  id: 'amplify-backend',
  matches: (path) => /(^|\/)amplify\/backend\/backend-config\.json$/.test(path),
  detect: detectBackend,
  examples: [
    {
      path: 'amplify/backend/backend-config.json',
      text: '{\n  "auth": {\n    "shop": { "service": "Cognito" }\n  },\n  "api": {\n    "orders": {\n      "service": "AppSync",\n      "output": { "authConfig": { "defaultAuthentication": { "userPoolConfig": { "userPoolId": "authshop" } } } }\n    }\n  },\n  "hosting": { "amplifyhosting": { "service": "amplifyhosting" } }\n}\n',
      sees: ['resource auth/shop@3', 'resource api/orders@6', 'deployment aws@3'],
      not: ['resource hosting/amplifyhosting@11'],
    },
  ],
};

function detectBackend(input: DetectorInput): DetectorOutput {
  const { root, issues } = input.own(parseJson);
  const observations: Observation[] = [];
  for (const [category, parts] of entriesAt(root).slice(0, 50))
    for (const [name, entry] of entriesAt(parts.value).slice(0, 200)) {
      const technology = services.get(textAt(entry.value, 'service') ?? '');
      const kind = technology === undefined ? undefined : byId(technology)?.component;
      if (technology === undefined || kind === undefined) continue;
      observations.push({
        type: 'resource',
        address: `${category}/${name}`,
        name: input.redact(name),
        technology,
        kind,
        references: partReferences(input, entry),
        evidence: input.evidence(entry.line),
        ...(technology === 'aws-lambda' ? { codeFolder: `${folderOf(input.path)}/function/${name}/src` } : {}),
      });
    }
  const [first] = observations;
  if (first !== undefined)
    observations.push(
      { type: 'deployment', target: 'aws', evidence: first.evidence },
      { type: 'practice', practice: 'infrastructure-as-code', evidence: first.evidence },
      { type: 'technology', technology: 'aws-amplify', scope: 'development', folder: folderOf(input.path), evidence: first.evidence },
    );
  return { observations, problems: issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line)) };
}

/** What a part says that it depends on, and the user pool that an API asks. */
function partReferences(input: DetectorInput, entry: DataEntry): readonly ResourceReference[] {
  const found = new Map<string, ResourceReference>();
  for (const one of itemsAt(entry.value, 'dependsOn')) {
    const address = `${textAt(one, 'category') ?? ''}/${textAt(one, 'resourceName') ?? ''}`;
    found.set(address, { address, evidence: input.evidence(one.line) });
  }
  const config = at(entry.value, 'output', 'authConfig');
  const providers = [at(config, 'defaultAuthentication'), ...itemsAt(config, 'additionalAuthenticationProviders')];
  for (const provider of providers) {
    const pool = entryAt(provider, 'userPoolConfig', 'userPoolId');
    if (pool?.value.kind !== 'scalar' || !pool.value.text.startsWith('auth')) continue;
    const address = `auth/${pool.value.text.slice('auth'.length)}`;
    found.set(address, { address, evidence: input.evidence(pool.line) });
  }
  return [...found.values()];
}

/** Reads the schema of an Amplify API: every type that is a model has a table of its own. */
export const amplifySchema: Detector = {
  id: 'amplify-schema',
  matches: (path) => /(^|\/)amplify\/backend\/api\/[\w-]+\/schema(\.graphql|\/[^/]+\.graphql)$/.test(path),
  detect: detectSchema,
  examples: [
    {
      path: 'amplify/backend/api/shop/schema.graphql',
      text: '# type Old @model { id: ID! }\ntype Order\n  @model\n  @auth(rules: [{ allow: owner }])\n{\n  id: ID!\n}\ntype Price {\n  amount: Int\n}\n',
      sees: ['resource OrderTable@2', 'resource api@2'],
      not: ['resource PriceTable@8', 'resource OldTable@1'],
    },
  ],
};

function detectSchema(input: DetectorInput): DetectorOutput {
  const name = /\/api\/([\w-]+)\//.exec(`/${input.path}`)?.[1] ?? '';
  const lines = shortLines(input.text).map((line) => line.replace(/#.*$/, ''));
  const observations: Observation[] = [];
  const references: ResourceReference[] = [];
  for (const [index, line] of lines.entries()) {
    const type = /^\s*type\s+(\w{1,80})\b/.exec(line)?.[1];
    if (type === undefined || references.length >= 200) continue;
    // Directives stand between the name and its fields, on as many lines as their author likes.
    const head = lines.slice(index, index + 40).join(' ');
    if (!/@model\b/.test(head.slice(0, head.includes('{') ? fieldsAt(head) : head.length))) continue;
    const evidence = input.evidence(index + 1);
    observations.push({
      type: 'resource',
      address: `${type}Table`,
      name: input.redact(`${type}Table`),
      technology: 'dynamodb',
      kind: 'store',
      references: [],
      evidence,
    });
    references.push({ address: `${type}Table`, flow: 'both', evidence });
  }
  const [first] = references;
  if (first !== undefined)
    observations.push({
      type: 'resource',
      address: 'api',
      name: input.redact(name),
      technology: 'aws-appsync',
      kind: 'gateway',
      references,
      evidence: first.evidence,
    });
  return { observations, problems: [] };
}

/** Where the fields of a type begin: at the first brace outside the brackets of its directives. */
function fieldsAt(head: string): number {
  let depth = 0;
  for (let index = 0; index < Math.min(head.length, 20_000); index += 1) {
    const char = head[index];
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '{' && depth <= 0) return index;
  }
  return head.length;
}

/** Reads amplify.yml: where the web client lies, and with it which parts of the backend it is set up to call. */
export const amplifyHosting: Detector = {
  id: 'amplify-hosting',
  matches: (path) => /(^|\/)amplify\.ya?ml$/.test(path),
  companions: (path) => [joinPath(folderOf(path), 'amplify/backend/backend-config.json') ?? ''],
  detect: detectHosting,
  examples: [
    {
      path: 'amplify.yml',
      text: 'version: 1\nfrontend:\n  phases:\n    build:\n      commands:\n        - npm run build\n  artifacts:\n    baseDirectory: web/dist\n',
      beside: { 'amplify/backend/backend-config.json': '{\n  "api": {\n    "shop": {\n      "service": "AppSync"\n    }\n  }\n}\n' },
      sees: ['deployment aws@2', 'workload web@8'],
    },
    { path: 'amplify.yml', text: 'a: b\n', sees: [], not: ['deployment aws@1'] },
  ],
};

function detectHosting(input: DetectorInput): DetectorOutput {
  const { documents, issues } = input.own(parseYaml);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const applications = itemsAt(documents[0], 'applications');
  const observations: Observation[] = [];
  for (const one of applications.length > 0 ? applications : documents.slice(0, 1)) {
    const frontend = entryAt(one, 'frontend');
    if (frontend === undefined) continue;
    observations.push({ type: 'deployment', target: 'aws', evidence: input.evidence(frontend.line) });
    const output = entryAt(frontend.value, 'artifacts', 'baseDirectory');
    const written = output?.value.kind === 'scalar' ? output.value.text : '';
    const root = textAt(one, 'appRoot') ?? '';
    const source = written.replace(/(^|\/)(dist|build|out|public|www|\.next|\.output|storybook-static)(\/.*)?$/, '');
    const folder = written === '' ? undefined : joinPath(folderOf(input.path), [root, source].filter((part) => part !== '').join('/'));
    const calls = backendCalls(input);
    if (output === undefined || folder === undefined || source === written || calls.length === 0) continue;
    observations.push({
      type: 'workload',
      source: 'other',
      name: input.redact(folder.slice(folder.lastIndexOf('/') + 1)),
      buildFolder: folder,
      aliases: [],
      ports: [],
      references: calls,
      dependsOn: [],
      auxiliary: true,
      evidence: input.evidence(output.line),
    });
  }
  return { observations, problems };
}

/** The API and the sign-in of the backend beside it: Amplify writes their addresses into the web client that it builds. */
function backendCalls(input: DetectorInput): readonly HostReference[] {
  const path = joinPath(folderOf(input.path), 'amplify/backend/backend-config.json') ?? '';
  const root = input.parsed(path, backendTree);
  return entriesAt(root).flatMap(([, parts]) =>
    entriesAt(parts.value).flatMap(([, entry]): HostReference[] => {
      const service = entryAt(entry.value, 'service');
      const technology = service?.value.kind === 'scalar' ? services.get(service.value.text) : undefined;
      if (service === undefined || (technology !== 'aws-appsync' && technology !== 'amazon-api-gateway' && technology !== 'cognito'))
        return [];
      return [{ host: '', technology, evidence: input.evidenceIn(path, service.line) }];
    }),
  );
}

function backendTree(text: string): DataNode | undefined {
  return parseJson(text).root;
}

/** Reads the resources of Amplify's second generation, which are source files: `defineAuth`, `defineData`, `defineStorage`. */
export const amplifyResources: Detector = {
  id: 'amplify-resources',
  matches: (path) => /(^|\/)amplify\/(?!.*\.(test|spec|d)\.)[\w/-]+\.ts$/.test(path) && !path.includes('/backend/'),
  detect: detectResources,
  examples: [
    {
      path: 'amplify/data/resource.ts',
      text: "import { a, defineData } from '@aws-amplify/backend';\n\nconst schema = a.schema({\n  Todo: a.model({ content: a.string() }),\n});\n\nexport const data = defineData({ schema });\n",
      sees: ['resource TodoTable@4', 'resource data@7'],
    },
    {
      path: 'amplify/auth/resource.ts',
      text: "import { defineAuth } from '@aws-amplify/backend';\nexport const auth = defineAuth({ loginWith: { email: true } });\n",
      sees: ['resource auth@2'],
    },
    {
      path: 'amplify/auth/resource.ts',
      text: "import { defineAuth } from './mine';\ndefineAuth({});\n",
      sees: [],
      not: ['resource auth@2'],
    },
  ],
};

const definers: ReadonlyMap<string, string> = new Map([
  ['defineAuth', 'cognito'],
  ['defineData', 'aws-appsync'],
  ['defineStorage', 'amazon-s3'],
  ['defineFunction', 'aws-lambda'],
]);

function detectResources(input: DetectorInput): DetectorOutput {
  if (!input.text.includes('@aws-amplify/backend')) return { observations: [], problems: [] };
  const { tokens, issues } = tokensOf(input.text, 'javascript');
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const folder = folderOf(input.path);
  const observations: Observation[] = [];
  const tables: ResourceReference[] = [];
  for (const [index, token] of tokens.entries()) {
    if (observations.length > 200 || token.kind !== 'word') continue;
    const [next, second, third] = [tokens[index + 1]?.text, tokens[index + 2]?.text, tokens[index + 3]?.text];
    if (next === ':' && second === 'a' && third === '.' && tokens[index + 4]?.text === 'model') {
      const address = `${token.text}Table`;
      const evidence = input.evidence(token.line);
      tables.push({ address, flow: 'both', evidence });
      observations.push({
        type: 'resource',
        address,
        name: input.redact(address),
        technology: 'dynamodb',
        kind: 'store',
        references: [],
        evidence,
      });
    }
    const technology = next === '(' ? definers.get(token.text) : undefined;
    const kind = technology === undefined ? undefined : byId(technology)?.component;
    if (technology === undefined || kind === undefined) continue;
    const name = tokens[index - 1]?.text === '=' ? (tokens[index - 2]?.text ?? '') : folder.slice(folder.lastIndexOf('/') + 1);
    observations.push({
      type: 'resource',
      address: name,
      name: input.redact(name),
      technology,
      kind,
      references: technology === 'aws-appsync' ? tables : [],
      evidence: input.evidence(token.line),
      ...(technology === 'aws-lambda' ? { codeFolder: folder } : {}),
    });
  }
  return { observations, problems };
}

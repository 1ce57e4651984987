import { byImage, byScheme, byTerraform } from '../catalogue/index.ts';
import type { Technology } from '../catalogue/index.ts';
import { parseJson } from '../parse/json.ts';
import { textAt } from '../parse/data.ts';
import { tokensOf } from '../parse/source-tokens.ts';
import type { SourceLanguage } from '../parse/source-tokens.ts';
import type { Detector, DetectorInput, DetectorOutput, FileNames, Observation, ResourceReference } from '../observation.ts';
import { cdkLinks, kindOfConstruct, memberAddress, ownersOf } from './cdk-links.ts';
import { Program } from './cdk-program.ts';
import type { Construct, Range } from './cdk-program.ts';
import { constructTypes } from './cdk-rules.ts';
import { genericId, runtimes } from './cloudformation-rules.ts';
import { stackOf, tellingName } from './cloudformation-stack.ts';
import { folderOf, joinPath } from './paths.ts';
import { engineSchemes } from './terraform-rules.ts';

const languages: ReadonlyMap<string, SourceLanguage> = new Map([
  ['ts', 'javascript'],
  ['mts', 'javascript'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['py', 'python'],
  ['java', 'java'],
  ['cs', 'csharp'],
]);

/** Reads cdk.json: that there is an application of the AWS CDK, and so below which folder its sources are worth opening. */
export const cdkConfig: Detector = {
  id: 'cdk-config',
  matches: (path) => /(^|\/)cdk\.json$/.test(path),
  detect: (input) => {
    const { root, issues } = input.own(parseJson);
    const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
    const line = root?.kind === 'map' ? root.entries.get('app')?.line : undefined;
    if (line === undefined || textAt(root, 'app') === undefined) return { observations: [], problems };
    const evidence = input.evidence(line);
    return {
      observations: [
        { type: 'technology', technology: 'aws-cdk', scope: 'production', folder: folderOf(input.path), evidence },
        { type: 'deployment', target: 'aws', evidence },
        { type: 'practice', practice: 'infrastructure-as-code', evidence },
      ],
      problems,
    };
  },
  examples: [
    {
      path: 'infra/cdk.json',
      text: '{\n  "app": "npx ts-node bin/app.ts"\n}\n',
      sees: ['technology aws-cdk@2', 'deployment aws@2', 'practice infrastructure-as-code@2'],
    },
    { path: 'cdk.json', text: '{ "context": {} }\n', sees: [], not: ['deployment aws@1'] },
  ],
};

/** Reads what source files of a CDK application declare: constructs by their imports, and what connects their variables. */
export const cdk: Detector = {
  id: 'cdk',
  matches: (path) =>
    /\.(m?[tj]s|py|java|cs)$/.test(path) && !/(\.d\.ts|\.(test|spec|config)\.\w+|(^|\/)(test_\w+|\w+_test)\.py)$/.test(path),
  companions: (path, files: FileNames) => {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const config = folder === '' ? 'cdk.json' : `${folder}/cdk.json`;
      if (files.has(config)) return [config];
      if (folder === '') return [];
    }
  },
  sources: ['aws-cdk'],
  detect,
  examples: [
    {
      path: 'infra/lib/orders-stack.ts',
      text: "import * as cdk from 'aws-cdk-lib';\nimport { aws_dynamodb as dynamodb } from 'aws-cdk-lib';\nimport * as lambda from 'aws-cdk-lib/aws-lambda';\nimport { Queue } from 'aws-cdk-lib/aws-sqs';\n\nexport class OrdersStack extends cdk.Stack {\n  constructor(scope: cdk.App) {\n    super(scope, 'Orders');\n    // new Queue(this, 'Old');\n    const table = new dynamodb.Table(this, 'Table', {});\n    const jobs = new Queue(this, 'Jobs');\n    const fn = new lambda.Function(this, 'CreateOrder', {\n      runtime: lambda.Runtime.NODEJS_20_X,\n      code: lambda.Code.fromAsset('src/create'),\n      environment: { TABLE: table.tableName },\n    });\n    table.grantReadWriteData(fn);\n  }\n}\n",
      beside: { 'infra/cdk.json': '{"app": "x"}' },
      sees: ['resource cdk:Table@10', 'resource cdk:Jobs@11', 'resource cdk:CreateOrder@12', 'technology nodejs@13'],
      not: ['resource cdk:Old@9'],
    },
    {
      path: 'stack.py',
      text: 'from aws_cdk import Stack, aws_sqs as sqs, aws_lambda as _lambda\n\nclass Jobs(Stack):\n    def __init__(self, scope):\n        queue = sqs.Queue(self, "Jobs")\n        text = "sqs.Queue(self, \'No\')"\n        worker = _lambda.Function(self, "Worker", runtime=_lambda.Runtime.PYTHON_3_12, code=_lambda.Code.from_asset("worker"))\n        queue.grant_consume_messages(worker)\n',
      sees: ['resource cdk:Jobs@5', 'resource cdk:Worker@7', 'technology python@7'],
      not: ['resource cdk:No@6'],
    },
    {
      path: 'src/OrdersStack.java',
      text: 'import software.amazon.awscdk.services.dynamodb.Table;\nimport software.amazon.awscdk.services.lambda.*;\n\nclass OrdersStack {\n  OrdersStack() {\n    Table table = Table.Builder.create(this, "Orders").build();\n    Function f = Function.Builder.create(this, "Create").code(Code.fromAsset("lambda")).build();\n    table.grantReadData(f);\n  }\n}\n',
      sees: ['resource cdk:Orders@6', 'resource cdk:Create@7'],
    },
    {
      path: 'src/OrdersStack.cs',
      text: 'using Amazon.CDK.AWS.DynamoDB;\n\nclass OrdersStack : Stack {\n  OrdersStack() {\n    var table = new Table(this, "Orders", new TableProps { });\n  }\n}\n',
      sees: ['resource cdk:Orders@5'],
    },
    {
      path: 'src/page.ts',
      text: "import { Table } from './table';\nnew Table(this, 'Orders');\n",
      sees: [],
      not: ['resource cdk:Orders@2'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const language = languages.get(input.path.slice(input.path.lastIndexOf('.') + 1));
  if (language === undefined || !/aws-cdk|aws_cdk|awscdk|Amazon\.CDK|monocdk/.test(input.text)) return { observations: [], problems: [] };
  const source = tokensOf(input.text, language);
  const problems = source.issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const program = new Program(source);
  const helpers = new Set(
    program.constructs.flatMap((one) =>
      ['oneventhandler', 'iscompletehandler', 'servicetoken'].flatMap((key) =>
        (one.properties.get(key) ?? []).flatMap((range) => program.namedIn(range).map(({ construct }) => construct)),
      ),
    ),
  );
  const owners = ownersOf(program);
  const made = program.constructs.filter(
    (one) =>
      (constructTypes.has(one.key) || (one.key.endsWith('TaskDefinition') && !owners.has(one))) &&
      !helpers.has(one) &&
      !isBeside(one) &&
      // What a function makes under a name that it is given is made as often as it is called: nobody knows what.
      (one.id !== undefined || (one.variable !== undefined && !genericId.test(one.variable))),
  );
  const stack = stackOf(input.path.replace(/[-_]?stack(?=\.\w+$)/i, ''));
  const addresses = addressesOf(made);
  const app = appFolder(input);
  const links = cdkLinks(input, program, addresses, app);
  const code = made.filter((one) => kindOfConstruct(one) === 'function');
  const observations = made.flatMap((one) => observe(input, program, one, addresses, links.get(one) ?? [], stack, code.length > 1));
  for (const [construct, references] of links) observations.push(...ofOthers(input, construct, references, app));
  const [first] = made;
  if (first !== undefined) {
    const evidence = input.evidence(first.line);
    observations.push({ type: 'deployment', target: 'aws', evidence }, { type: 'practice', practice: 'infrastructure-as-code', evidence });
  }
  return { observations, problems };
}

/** What this file adds to a construct that another one makes, said of the names under which that one may give it out. */
function ofOthers(input: DetectorInput, one: Construct, references: readonly ResourceReference[], app: string): Observation[] {
  const [first] = references;
  const product = byTerraform(constructTypes.get(one.key) ?? '');
  if (one.outside === undefined || first === undefined || product === undefined) return [];
  return one.outside.map((name) => ({
    type: 'resource',
    address: memberAddress(app, name),
    name: input.redact(name),
    technology: product.id,
    references,
    evidence: first.evidence,
  }));
}

function isBeside(one: Construct): boolean {
  if (one.key === 'ec2:Instance') return /bastion|jump|nat/i.test(`${one.id ?? ''} ${one.variable ?? ''}`);
  return one.key === 's3:Bucket' && /(access)?logs?(bucket)?$|artifacts?(bucket)?$/i.test(one.id ?? one.variable ?? '');
}

/** One address for each construct: its id within the file, with a number where it is used twice. */
function addressesOf(constructs: readonly Construct[]): ReadonlyMap<Construct, string> {
  const found = new Map<Construct, string>();
  const used = new Map<string, number>();
  for (const one of constructs) {
    const name = one.id ?? one.variable ?? one.key.replace(/^.*:/, '');
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    found.set(one, count === 1 ? `cdk:${name}` : `cdk:${name}-${String(count)}`);
  }
  return found;
}

function observe(
  input: DetectorInput,
  program: Program,
  one: Construct,
  addresses: ReadonlyMap<Construct, string>,
  references: Extract<Observation, { type: 'resource' }>['references'],
  stack: string | undefined,
  isGrouped: boolean,
): Observation[] {
  const product = byTerraform(constructTypes.get(one.key) ?? 'aws_ecs_service');
  const address = addresses.get(one);
  if (product === undefined || address === undefined) return [];
  const engine = engineOf(program, one) ?? imageOf(program, one);
  const technology = engine !== undefined && engine.component === product.component ? engine.id : product.id;
  const kind = engine?.component ?? kindOfConstruct(one);
  const codeFolder = codeFolderOf(input, program, one);
  const exports = program.givenAs(one).map((name) => memberAddress(appFolder(input), name));
  const isFunction = constructTypes.get(one.key) === 'aws_lambda_function';
  return [
    {
      type: 'resource',
      address,
      name: nameOf(input, one, stack) ?? technology,
      technology,
      references,
      evidence: input.evidence(one.line),
      ...(kind === undefined ? {} : { kind }),
      ...(codeFolder === undefined ? {} : { codeFolder }),
      ...(exports.length === 0 ? {} : { exports }),
      ...(kindOfConstruct(one) === 'function' && isGrouped && stack !== undefined ? { stack: input.redact(stack) } : {}),
    },
    ...(isFunction ? runtimeOf(input, program, one, codeFolder) : []),
  ];
}

/** The id, where it says which one it is; else the variable; else both the stack's name and the id. */
function nameOf(input: DetectorInput, one: Construct, stack: string | undefined): string | undefined {
  const candidates = [one.id, one.variable].flatMap((name) =>
    name === undefined ? [] : [name.replace(/[^\w.-]+/g, '-').replace(/(?<=\w{3})[-_]id$/i, '')],
  );
  // Forty letters look like a key to whoever must not show one.
  const shown = candidates.filter((name) => input.redact(name) === name);
  const telling = shown.find((name) => !genericId.test(name.replace(/[-_.]/g, '')));
  return telling ?? (shown[0] === undefined ? undefined : input.redact(tellingName(shown[0], stack)));
}

function engineOf(program: Program, one: Construct): Technology | undefined {
  if (!/^(rds|elasticache|amazonmq):/.test(one.key)) return undefined;
  const ranges = ['engine', 'enginetype'].flatMap((key) => one.properties.get(key) ?? []);
  for (const range of ranges)
    for (const written of [...program.wordsIn(range).map((word) => word.text), ...program.stringsIn(range)]) {
      const plain = written.replace(/^aurora_?(postgres|mysql)/i, '$1').replace(/_/g, '');
      const scheme = engineSchemes.find(([pattern]) => pattern.test(plain))?.[1] ?? (/^rabbitmq$/i.test(plain) ? 'amqp' : undefined);
      if (scheme !== undefined && !/Engine(Version)?$|Cluster$/.test(written)) return byScheme(scheme);
    }
  return undefined;
}

/** A container of a known image is what the image is. */
function imageOf(program: Program, one: Construct): Technology | undefined {
  if (!one.key.startsWith('ecs')) return undefined;
  const strings = valuesOf(program, one, 'image').flatMap((range) => program.stringsIn(range));
  return strings[0] === undefined ? undefined : byImage(strings[0]);
}

/** Values of a property of a construct, and of the containers of the task that it runs. */
function valuesOf(program: Program, one: Construct, key: string): readonly Range[] {
  const own = one.properties.get(key) ?? [];
  if (!one.key.startsWith('ecs')) return own;
  const tasks = new Set(
    (one.properties.get('taskdefinition') ?? []).flatMap((range) => program.namedIn(range).map((named) => named.construct)),
  );
  if (one.key.endsWith('TaskDefinition')) tasks.add(one);
  const containers = program
    .calls()
    .filter((call) => /^add(default)?container$/.test(call.method) && call.receivers.some((named) => tasks.has(named.construct)));
  return [...own, ...containers.slice(0, 1).flatMap((call) => program.propertiesIn(call.range).get(key) ?? [])];
}

/** The folder of the code: an asset's, relative to the application; a path of `__dirname`, relative to the file. */
function codeFolderOf(input: DetectorInput, program: Program, one: Construct): string | undefined {
  const isPath = (text: string): boolean => /^[\w./ ${}-]{1,200}$/.test(text) && !text.includes(':');
  for (const key of ['entry', 'code', 'fromasset', 'fromimageasset', 'image', 'directory', 'path'])
    for (const range of valuesOf(program, one, key)) {
      const words = new Set(program.wordsIn(range).map((word) => word.text.replaceAll('_', '').toLowerCase()));
      // Code that stands in the file, or that lies in a bucket or a registry, has no folder.
      if (
        words.has('frominline') ||
        words.has('inlinecode') ||
        words.has('fromregistry') ||
        words.has('frombucket') ||
        words.has('fromecrrepository')
      )
        continue;
      if (key !== 'entry' && ![...words].some((word) => /asset|dirname|^path$/.test(word))) continue;
      const parts = program.stringsIn(range).filter(isPath);
      const isHere = words.has('dirname') || parts.some((part) => part.includes('${__dirname}')) || words.has('file');
      const relative = parts.map((part) => part.replace('${__dirname}', '.')).join('/');
      const base = isHere ? folderOf(input.path) : appFolder(input);
      const path = parts.length === 0 ? undefined : joinPath(base, relative);
      const built = path?.replace(/\/?(target|build|dist|bin|out|publish)(\/[^/]*\.(jar|zip))?$/, '');
      if (built !== undefined && built !== path) return built;
      if (path !== undefined) return /\.(m?[jt]sx?|py|go|jar|zip)$/.test(path) ? folderOf(path) : path;
    }
  return undefined;
}

/** The folder of cdk.json, in which the application is started. */
function appFolder(input: DetectorInput): string {
  for (let folder = folderOf(input.path); ; folder = folderOf(folder)) {
    if (input.companion(folder === '' ? 'cdk.json' : `${folder}/cdk.json`) !== undefined) return folder;
    if (folder === '') return '';
  }
}

function runtimeOf(input: DetectorInput, program: Program, one: Construct, codeFolder: string | undefined): Observation[] {
  const folder = codeFolder ?? folderOf(input.path);
  for (const range of one.properties.get('runtime') ?? [])
    for (const { text, line } of program.wordsIn(range)) {
      const match = /^(NODEJS|PYTHON|JAVA|DOTNET|GO|RUBY)(?:_CORE)?_(\d+)?(?:_(\d+|X))?/.exec(text);
      const technology = runtimes.get(match?.[1]?.toLowerCase() ?? '');
      if (match === null || technology === undefined) continue;
      const version = match[3] === undefined || match[3] === 'X' ? match[2] : `${match[2] ?? ''}.${match[3]}`;
      return [
        {
          type: 'technology',
          technology,
          scope: 'production',
          folder,
          evidence: input.evidence(line),
          ...(version === undefined || technology === 'go' ? {} : { version }),
        },
      ];
    }
  const implied = one.key === 'lambda-nodejs:NodejsFunction' ? 'nodejs' : one.key === 'lambda-python:PythonFunction' ? 'python' : undefined;
  return implied === undefined
    ? []
    : [{ type: 'technology', technology: implied, scope: 'production', folder, evidence: input.evidence(one.line) }];
}

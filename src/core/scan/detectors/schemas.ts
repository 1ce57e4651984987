import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { longLineProblems, observeTechnology } from './dependency.ts';
import { engineOf } from './engines.ts';
import { folderOf } from './paths.ts';

/** Folders of definitions that everybody copies. */
const copied =
  /(^|\/)(google\/(api|protobuf|rpc|type|longrunning)|grpc\/(health|reflection)|validate|gogoproto|envoy|xds|udpa|opencensus|opentelemetry)\//;

/** Reads Protocol Buffers: a file with a service describes an interface, one with messages alone a format. */
export const protobuf: Detector = {
  id: 'protobuf',
  matches: (path) => path.endsWith('.proto') && !copied.test(path),
  detect: (input) => {
    // Which of gRPC, Connect and Twirp serves it is told by the dependencies of the unit.
    const service = lineMatching(input.text, /^\s*service\s+\w{1,200}\s*\{?/);
    const syntax = lineMatching(input.text, /^\s*(syntax|edition)\s*=\s*["'](proto[23]|\d{4})["']/) ?? service;
    if (syntax === undefined) return { observations: [], problems: longLineProblems(input) };
    const observations: Observation[] = [observeTechnology(input, 'protobuf', folderOf(input.path), { line: syntax })];
    if (service !== undefined) observations.push({ type: 'practice', practice: 'api-description', evidence: input.evidence(service) });
    return { observations, problems: longLineProblems(input) };
  },
  examples: [
    {
      path: 'protos/shop.proto',
      text: 'syntax = "proto3";\n// service Old {\nmessage Order {}\nservice Orders {\n  rpc Get (Order) returns (Order);\n}\n',
      sees: ['technology protobuf@1', 'practice api-description@4'],
      not: ['practice api-description@2'],
    },
    {
      path: 'events/order.proto',
      text: 'syntax = "proto3";\nmessage Order {}\n',
      sees: ['technology protobuf@1'],
      not: ['practice api-description@1'],
    },
    { path: 'a.proto', text: 'half a file {\n', sees: [], not: ['technology protobuf@1'] },
  ],
};

/** Reads GraphQL schemas, not the queries of clients. */
export const graphqlSchema: Detector = {
  id: 'graphql-schema',
  matches: (path) =>
    /(^|\/)([\w.-]*schema[\w.-]*\.(graphql|gql)|[\w.-]+\.graphqls|schemas?\/([\w-]+\/)?[\w.-]+\.(graphql|gql))$/i.test(path),
  detect: (input) => {
    const root = lineMatching(input.text, /^\s*(?:extend\s+)?(?:type\s+(?:Query|Mutation|Subscription)\b|schema\s*[@{])/);
    if (root === undefined) return { observations: [], problems: longLineProblems(input) };
    return {
      observations: [
        { type: 'practice', practice: 'api-description', evidence: input.evidence(root) },
        observeTechnology(input, 'graphql', folderOf(input.path), { line: root }),
      ],
      problems: longLineProblems(input),
    };
  },
  examples: [
    {
      path: 'api/schema.graphql',
      text: '# type Query\ntype Order { id: ID! }\ntype Query {\n  orders: [Order]\n}\n',
      sees: ['practice api-description@3', 'technology graphql@3'],
      not: ['practice api-description@1'],
    },
    { path: 'api/schema.graphql', text: 'query {\n  orders {', sees: [], not: ['technology graphql@1'] },
  ],
};

/** Reads Prisma schemas for the engine of their data source; where it is stands in the environment. */
export const prisma: Detector = {
  id: 'prisma',
  matches: (path) => path.endsWith('.prisma'),
  detect: detectPrisma,
  examples: [
    {
      path: 'api/prisma/schema.prisma',
      text: 'generator client {\n  provider = "prisma-client-js"\n}\ndatasource db {\n  // provider = "mysql"\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n',
      sees: ['technology prisma@4', 'technology postgresql@6'],
      not: ['technology mysql@5'],
    },
    { path: 'prisma/schema.prisma', text: 'datasource db {\n  provider = "mysql"\n', sees: ['technology mysql@2'] },
    { path: 'prisma/user.prisma', text: 'model User {\n  provider String\n}\n', sees: [], not: ['technology prisma@1'] },
  ],
};

function detectPrisma(input: DetectorInput): DetectorOutput {
  const folder = folderOf(input.path).replace(/(^|\/)prisma(\/schema)?$/, '');
  let source = false;
  const observations: Observation[] = [];
  for (const [index, text] of shortLines(input.text).entries()) {
    if (/^\s*datasource\s+\w{1,100}\s*\{/.test(text)) {
      source = true;
      observations.push(observeTechnology(input, 'prisma', folder, { line: index + 1 }));
    } else if (/^\s*\}/.test(text)) source = false;
    const engine = source ? engineOf(/^\s*provider\s*=\s*"(\w{1,40})"/.exec(text)?.[1] ?? '') : undefined;
    if (engine !== undefined) observations.push(observeTechnology(input, engine, folder, { line: index + 1 }));
  }
  return { observations, problems: longLineProblems(input) };
}

/** The 1-based line of the first match; undefined without one. */
function lineMatching(text: string, pattern: RegExp): number | undefined {
  const index = shortLines(text).findIndex((line) => pattern.test(line));
  return index === -1 ? undefined : index + 1;
}

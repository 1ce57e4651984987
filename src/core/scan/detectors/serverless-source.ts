import { scalar, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import { tokensOf } from '../parse/source-tokens.ts';
import type { SourceTokens } from '../parse/source-tokens.ts';
import type { Detector } from '../observation.ts';
import { observeServerless } from './serverless.ts';

/** Reads Serverless Framework configurations that are source files, as far as they are one written-out object. */
export const serverlessSource: Detector = {
  id: 'serverless-source',
  matches: (path) => /(^|\/)serverless\.[cm]?[jt]s$/.test(path),
  detect: (input) => {
    const source = tokensOf(input.text, 'javascript');
    const problems = source.issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
    const root = configurationOf(source);
    return { observations: root === undefined ? [] : observeServerless(input, root), problems };
  },
  examples: [
    {
      path: 'serverless.ts',
      text: "import hello from '@functions/hello';\n\nconst configuration: AWS = {\n  service: 'greetings',\n  // provider: { name: 'google' },\n  provider: {\n    name: 'aws',\n    runtime: 'nodejs20.x',\n  },\n  functions: {\n    hello,\n    bye: { handler: 'src/bye.handler', events: [{ httpApi: '*' }] },\n  },\n  resources: {\n    Resources: { Names: { Type: 'AWS::DynamoDB::Table' } },\n  },\n};\n\nmodule.exports = configuration;\n",
      sees: [
        'deployment aws@6',
        'resource HelloLambdaFunction@11',
        'resource ByeLambdaFunction@12',
        'resource Names@15',
        'technology nodejs@8',
      ],
    },
    { path: 'serverless.js', text: "const provider = { name: 'aws' };\n", sees: [], not: ['deployment aws@1'] },
  ],
};

/** The object that has both a service and a provider. */
function configurationOf(source: SourceTokens): DataNode | undefined {
  const { tokens, partner } = source;
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'mark' && token.text === '{') open.push(index);
    else if (token.kind === 'mark' && token.text === '}') open.pop();
    const start = open.at(-1);
    if (token.kind === 'mark' || token.text !== 'provider' || tokens[index + 1]?.text !== ':' || start === undefined) continue;
    if ((partner[start] ?? -1) < 0) continue;
    const node = nodeAt(source, start, partner[start] ?? start).node;
    if (textAt(node, 'provider') === undefined && textAt(node, 'service') === undefined) continue;
    return node;
  }
  return undefined;
}

interface Read {
  readonly node: DataNode;
  readonly next: number;
}

/** The value that begins at an index: an object, a list, a text; anything computed is null. Recursion is bounded by the nesting that was checked. */
function nodeAt(source: SourceTokens, start: number, limit: number): Read {
  const { tokens, partner } = source;
  const token = tokens[start];
  const line = token?.line ?? 1;
  const end = endOfValue(source, start, limit);
  const close = token?.kind === 'mark' ? (partner[start] ?? -1) : -1;
  // `{ … } as const` is still the object.
  const isWhole = close > 0 && (close + 1 >= end || tokens[close + 1]?.text === 'as' || tokens[close + 1]?.text === 'satisfies');
  if (token?.text === '{' && isWhole) return { node: objectAt(source, start, close), next: end };
  if (token?.text === '[' && isWhole) {
    const items: DataNode[] = [];
    for (let index = start + 1; index < close;) {
      const item = nodeAt(source, index, close);
      if (item.next > index) items.push(item.node);
      index = item.next + 1;
    }
    return { node: { kind: 'list', line, items }, next: end };
  }
  const isPlain = token !== undefined && token.kind !== 'mark' && end === start + 1;
  return { node: isPlain ? scalar(line, token.text) : scalar(line, null), next: end };
}

function objectAt(source: SourceTokens, start: number, close: number): DataNode {
  const { tokens } = source;
  const entries = new Map<string, DataEntry>();
  for (let index = start + 1; index < close;) {
    const key = tokens[index];
    if (key === undefined) break;
    if (key.kind !== 'mark' && tokens[index + 1]?.text === ':') {
      const value = nodeAt(source, index + 2, close);
      entries.set(key.text, { line: key.line, value: value.node });
      index = value.next + 1;
    } else {
      const end = endOfValue(source, index, close);
      // `{ hello }` names what another file says about it.
      if (key.kind === 'word' && end === index + 1) entries.set(key.text, { line: key.line, value: scalar(key.line, null) });
      index = end + 1;
    }
  }
  return { kind: 'map', line: tokens[start]?.line ?? 1, entries };
}

/** The index of the comma or bracket that ends a value. */
function endOfValue(source: SourceTokens, start: number, limit: number): number {
  let index = start;
  while (index < limit) {
    const token = source.tokens[index];
    if (token === undefined || (token.kind === 'mark' && /^[,;)\]}]$/.test(token.text))) break;
    const partner = token.kind === 'mark' ? (source.partner[index] ?? -1) : -1;
    index = partner > index ? partner + 1 : index + 1;
  }
  return Math.min(index, limit);
}

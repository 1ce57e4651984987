import type { DataFlow } from '../../model/fact.ts';
import { at, entriesAt, textAt } from '../parse/data.ts';
import type { DataEntry, DataNode } from '../parse/data.ts';
import type { DetectorInput } from '../observation.ts';
import { throughTypes } from './cloudformation-rules.ts';
import { folderOf, joinPath } from './paths.ts';

/** A resource of a template. */
export interface Declared {
  readonly id: string;
  readonly type: string;
  readonly entry: DataEntry;
  readonly properties: DataNode | undefined;
}

/** A template, ready to be asked what its parts refer to. */
export interface Template {
  readonly input: DetectorInput;
  readonly lines: readonly string[];
  readonly root: DataNode | undefined;
  readonly resources: ReadonlyMap<string, Declared>;
  readonly parameters: ReadonlyMap<string, DataEntry>;
  /** Values of parameters with which the files beside it say that it is deployed. */
  readonly overrides: ReadonlyMap<string, string>;
  /** Paths of nested templates by the id of their stack. */
  readonly nested: ReadonlyMap<string, string>;
  /** Ids by the names that resources are given: a text that is such a name means that resource. */
  readonly physical: ReadonlyMap<string, string>;
  /** What is often asked for, made once: who names what under which property. */
  readonly named: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** What policies permit, by the tree in which they stand: a role's are asked for by all who have it. */
  readonly permissions: Map<DataNode, readonly Permission[]>;
  /** Lines that may still be searched for a mark, so that a file of folded texts stays linear. */
  readonly budget: { lines: number };
}

/** Properties whose names of other resources are indexed in `Template.named`. */
const indexedKeys = [
  'Role',
  'RoleArn',
  'TaskRoleArn',
  'Roles',
  'RoleName',
  'ManagedPolicyArns',
  'RedrivePolicy',
  'DeadLetterConfig',
  'DeadLetterQueue',
  'EventInvokeConfig',
  'ServiceToken',
  'DeploymentPreference',
  'LoggingConfiguration',
  'ArtifactStore',
  'ArtifactStores',
] as const;

/** A name that a value refers to, with what stands behind the first dot and the line. */
export interface Use {
  readonly name: string;
  readonly attribute: string;
  readonly line: number;
  /** True for `Fn::ImportValue`: the name is another stack's export. */
  readonly imported?: true;
}

/** What a policy lets its owner do with something. */
export interface Permission {
  readonly use: Use;
  readonly flow: DataFlow;
}

/** CloudFormation itself takes 500 resources. */
const maxResources = 1_000;
const nestedTypes = new Set(['AWS::CloudFormation::Stack', 'AWS::Serverless::Application']);

/** Reads the parts of a template; `lines` are those of the file that `root` was parsed from. */
export function templateOf(
  input: DetectorInput,
  root: DataNode | undefined,
  lines: readonly string[],
  overrides: ReadonlyMap<string, string> = new Map(),
): Template {
  const resources = new Map(
    entriesAt(root, 'Resources')
      .slice(0, maxResources)
      .map(([id, entry]): [string, Declared] => [
        id,
        { id, type: textAt(entry.value, 'Type') ?? '', entry, properties: at(entry.value, 'Properties') },
      ]),
  );
  const nested = new Map<string, string>();
  for (const { id, type, properties } of resources.values()) {
    const written = nestedTypes.has(type) ? (textAt(properties, 'TemplateURL') ?? textAt(properties, 'Location')) : undefined;
    // A template in a bucket is not one of the workspace, whatever it is called.
    const path = written === undefined || written.includes('${') ? undefined : joinPath(folderOf(input.path), written);
    if (path !== undefined) nested.set(id, path);
  }
  const physical = new Map<string, string>();
  for (const { id, properties } of resources.values())
    for (const key of nameProperties) {
      const name = textAt(properties, key);
      // A name of three letters is a word that other texts have as well; one that only is a reference names itself.
      if (name !== undefined && name.length > 3 && !resources.has(name)) physical.set(name, id);
    }
  const named = new Map<string, Map<string, string[]>>();
  const template: Template = {
    input,
    lines,
    root,
    resources,
    parameters: new Map(entriesAt(root, 'Parameters')),
    overrides,
    nested,
    physical,
    named,
    permissions: new Map(),
    budget: { lines: 20_000 },
  };
  for (const key of indexedKeys) {
    const users = new Map<string, string[]>();
    named.set(key, users);
    for (const { id, properties } of resources.values())
      for (const name of new Set(usesIn(template, at(properties, key)).map((use) => use.name)))
        users.set(name, [...(users.get(name) ?? []), id]);
  }
  return template;
}

/** Properties that hold the name by which others may refer to a resource. */
const nameProperties = ['TableName', 'QueueName', 'TopicName', 'BucketName', 'FunctionName', 'StateMachineName', 'UserPoolName'] as const;

/** Ids of the resources whose property names another one. */
export function namedBy(template: Template, key: (typeof indexedKeys)[number], name: string): readonly string[] {
  return template.named.get(key)?.get(name) ?? [];
}

/**
 * Names that a tree refers to by `!Ref`, `!GetAtt`, `!Sub`, `!ImportValue` or their long forms, in the order of the file.
 * `skip` are keys whose values are left out at any depth.
 */
export function usesIn(template: Template, node: DataNode | undefined, skip: ReadonlySet<string> = new Set()): readonly Use[] {
  const found: Use[] = [];
  const open: { readonly node: DataNode; readonly key?: string }[] = node === undefined ? [] : [{ node }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node: current, key } = next;
    if (current.kind === 'map') {
      for (const [name, entry] of current.entries) if (!skip.has(name)) open.push({ node: entry.value, key: name });
    } else if (current.kind === 'list') {
      const attribute = getAttOf(template, current.items, key, current.line);
      if (attribute === undefined) open.push(...current.items.map((item) => ({ node: item })));
      else found.push(attribute);
    } else found.push(...usesOfText(template, current.text, current.line, key));
  }
  return found.sort((a, b) => a.line - b.line);
}

/** `Fn::GetAtt: [Table, Arn]`, also as the list of a `!GetAtt` on the line or the one above. */
function getAttOf(template: Template, items: readonly DataNode[], key: string | undefined, line: number): Use | undefined {
  const [first, second] = items;
  if (first?.kind !== 'scalar' || second?.kind !== 'scalar' || items.length !== 2) return undefined;
  // `[!GetAtt A.Arn, !GetAtt B.Arn]` is a list of two, `!GetAtt [A, Arn]` is one.
  const here = (template.lines[line - 1] ?? '').slice(0, 10_000);
  const tagged =
    (/!GetAtt\s{0,5}\[/.test(here) || /!GetAtt\s*$/.test((template.lines[line - 2] ?? '').slice(0, 10_000))) && !first.text.includes('.');
  return key === 'Fn::GetAtt' || tagged ? { name: first.text, attribute: second.text, line: first.line } : undefined;
}

function usesOfText(template: Template, text: string, line: number, key: string | undefined): Use[] {
  const written = template.lines[line - 1] ?? '';
  if (key === 'Fn::ImportValue' || /!ImportValue/.test(written)) return [{ name: text, attribute: '', line, imported: true }];
  const physical = template.physical.size === 0 ? undefined : physicalOf(template, text);
  if (physical !== undefined) return [{ name: physical, attribute: '', line }];
  // Longer texts are code or dashboards; what they name stands at their beginning or is decoration.
  if (text.includes('${')) return usesOfSub(template, text.slice(0, 50_000), line);
  if (key !== 'Ref' && key !== 'Fn::GetAtt' && !/!(Ref|GetAtt)\b/.test(written)) return [];
  const [name = '', ...rest] = text.split('.');
  return [{ name, attribute: rest.join('.'), line }];
}

/** The id of the resource whose name a text is, or the end of an address that it is. */
function physicalOf(template: Template, text: string): string | undefined {
  if (text.length > 500) return undefined;
  const whole = template.physical.get(text);
  if (whole !== undefined || !text.startsWith('arn:')) return whole;
  // `arn:partition:service:region:account:resource`; a variable may have colons of its own (`${AWS::Region}`).
  const parts = text.replace(/\$\{[^{}]{0,200}\}/g, (variable) => variable.replaceAll(':', '\u0001')).split(':');
  const resource = parts.slice(5).join(':').replaceAll('\u0001', ':');
  const bare = resource
    .replace(/\/(index|stream)\/.*$/, '')
    .replace(/\/?\*$/, '')
    .replace(/^(table|function|stateMachine|stream|userpool)[/:]/, '');
  return template.physical.get(bare);
}

/** Names in `${…}`, each once. */
function usesOfSub(template: Template, text: string, line: number): Use[] {
  const found = new Map<string, Use>();
  let newlines = 0;
  let counted = 0;
  for (const match of text.matchAll(/\$\{([A-Za-z][A-Za-z0-9]{0,254})((?:\.[\w.-]{1,100})?)\}/g)) {
    for (; counted < match.index; counted += 1) if (text.charCodeAt(counted) === 10) newlines += 1;
    if (found.has(match[0]) || found.size > 200) continue;
    found.set(match[0], { name: match[1] ?? '', attribute: (match[2] ?? '').slice(1), line: lineOf(template, line, newlines, match[0]) });
  }
  return [...found.values()];
}

/** The line of a text that has the mark: the text's own, the one that its line breaks tell, else the first one below. */
function lineOf(template: Template, line: number, newlines: number, mark: string): number {
  const { lines, budget } = template;
  for (const at of [line, line + newlines + 1]) if (lines[at - 1]?.includes(mark) === true) return at;
  for (let at = line; at < lines.length && budget.lines > 0; at += 1) {
    budget.lines -= 1;
    if (lines[at]?.includes(mark) === true) return at + 1;
  }
  return line;
}

/**
 * The address of what a use means: a resource (through what stands for it), `path#Parameter` of this template where a parent
 * may fill it, `path#Outputs.Name` of a nested one, `export:name` or `ssm:name#Parameter`. Undefined for everything else.
 */
export function addressOfUse(template: Template, use: Use, depth = 0): string | undefined {
  if (use.imported === true) return `export:${withDefaults(template, use.name)}`;
  const nested = template.nested.get(use.name);
  if (nested !== undefined) return use.attribute.startsWith('Outputs.') ? `${nested}#${use.attribute}` : undefined;
  const resource = template.resources.get(use.name);
  if (resource === undefined) return parameterAddress(template, use.name);
  const through = standsFor(template, resource, depth);
  return through ?? resource.id;
}

/** What a resource only stands for: the function of an alias, the cluster of its instance. */
export function standsFor(template: Template, resource: Declared, depth = 0): string | undefined {
  const keys = throughTypes.get(resource.type) ?? [];
  if (depth > 3) return undefined;
  for (const key of keys)
    for (const use of usesIn(template, at(resource.properties, key))) {
      const address = use.name === resource.id ? undefined : addressOfUse(template, use, depth + 1);
      if (address !== undefined && !address.includes('#')) return address;
    }
  return undefined;
}

function parameterAddress(template: Template, name: string): string | undefined {
  const entry = template.parameters.get(name);
  if (entry === undefined) return undefined;
  const value = valueOf(template, name);
  if ((textAt(entry.value, 'Type') ?? '').startsWith('AWS::SSM::Parameter::Value<') && value !== undefined) return `ssm:${value}#${name}`;
  return value === undefined ? `${template.input.path}#${name}` : undefined;
}

/** What a parameter is, as far as files tell: what it is deployed with, else its default. */
export function valueOf(template: Template, name: string): string | undefined {
  const value = template.overrides.get(name) ?? textAt(template.parameters.get(name)?.value, 'Default');
  return value === '' ? undefined : value;
}

/** Replaces `${Parameter}` by its value where it has one; the rest stays as it is written. */
export function withDefaults(template: Template, text: string): string {
  return text.slice(0, 1_000).replace(/\$\{(\w{1,200})\}/g, (whole, name: string) => valueOf(template, name) ?? whole);
}

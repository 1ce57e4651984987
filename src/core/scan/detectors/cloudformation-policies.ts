import type { DataFlow } from '../../model/fact.ts';
import { at, entriesAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { namedBy, usesIn } from './cloudformation-template.ts';
import type { Declared, Permission, Template } from './cloudformation-template.ts';

/** What the policy templates of SAM and the statements in a tree permit; denials and wildcards say nothing. Read once a tree. */
export function permissionsIn(template: Template, node: DataNode | undefined): readonly Permission[] {
  if (node === undefined) return [];
  const read = template.permissions.get(node) ?? readPermissions(template, node);
  template.permissions.set(node, read);
  return read;
}

function readPermissions(template: Template, node: DataNode): readonly Permission[] {
  const found: Permission[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'list') open.push(...next.items);
    if (next.kind !== 'map') continue;
    const resource = at(next, 'Resource') ?? at(next, 'NotResource');
    const actions = textsOf(at(next, 'Action'));
    if (actions.length > 0 && resource !== undefined) {
      const flow =
        /^deny$/i.test(textAt(next, 'Effect') ?? '') || at(next, 'NotResource') !== undefined ? undefined : flowOfActions(actions);
      if (flow !== undefined) for (const use of usesIn(template, resource)) found.push({ use, flow });
      continue;
    }
    for (const [name, entry] of next.entries) {
      const flow = /^[A-Z]\w{3,60}Policy(_v2)?$/.test(name) ? flowOfTemplate(name) : undefined;
      if (flow === undefined) open.push(entry.value);
      else for (const use of usesIn(template, entry.value)) found.push({ use, flow });
    }
  }
  return found;
}

/** The trees in which a resource's permissions stand: its own, those of its role, and policies attached to that role. */
export function policiesOf(template: Template, resource: Declared): { readonly own: readonly DataNode[]; readonly isShared: boolean } {
  const own = [at(resource.properties, 'Policies')];
  const roles = ['Role', 'RoleArn', 'TaskRoleArn'].flatMap((key) => usesIn(template, at(resource.properties, key)).map((use) => use.name));
  let isShared = false;
  for (const name of new Set(roles)) {
    const role = template.resources.get(name);
    if (role?.type !== 'AWS::IAM::Role') continue;
    const users = new Set((['Role', 'RoleArn', 'TaskRoleArn'] as const).flatMap((key) => namedBy(template, key, name)));
    if (users.size > 1) isShared = true;
    const attached = new Set([...namedBy(template, 'Roles', name), ...namedBy(template, 'RoleName', name)]);
    for (const use of usesIn(template, at(role.properties, 'ManagedPolicyArns'))) attached.add(use.name);
    own.push(at(role.properties, 'Policies'), ...[...attached].map((id) => at(template.resources.get(id)?.properties, 'PolicyDocument')));
  }
  return { own: own.flatMap((node) => node ?? []), isShared };
}

function textsOf(node: DataNode | undefined): readonly string[] {
  if (node?.kind === 'scalar') return [node.text];
  return node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) : [];
}

/**
 * Which way data goes by the verbs of IAM actions: what is fetched comes back, what is put, sent or started goes there.
 * Undefined where they only look at settings. Source: the action tables of the AWS Service Authorization Reference.
 */
export function flowOfActions(actions: readonly string[]): DataFlow | undefined {
  const flows = new Set<DataFlow>();
  for (const action of actions) {
    const [service = '', verb = ''] = action.toLowerCase().split(':');
    if (!dataServices.has(service)) continue;
    if (verb === '*')
      flows.add(service === 'lambda' || service === 'events' || service === 'sns' || service === 'states' ? 'forward' : 'both');
    // To take a message out of a queue is to read it.
    else if (service === 'sqs') {
      if (verb.startsWith('send')) flows.add('forward');
      else if (verb.startsWith('receive') || verb.startsWith('delete')) flows.add('backward');
    } else if (
      /^(put|update|write|batchwrite|delete|post|send|publish|invoke|start(sync)?execution|execute|connect|eshttpp|create$|partiql(insert|update))/.test(
        verb,
      )
    ) {
      if (!/(policy|acl|tagging|notification|lifecycle|configuration|retention|encryption|website|cors)$/.test(verb)) flows.add('forward');
    } else if (
      /^(get(item|record|object|\*)|batchget|query|scan|select|conditioncheck|listobjects|listbucket|eshttpget|eshttphead|partiqlselect|describestream$|read)/.test(
        verb,
      )
    )
      flows.add('backward');
  }
  const [only] = flows;
  return flows.size > 1 ? 'both' : only;
}

const dataServices = new Set([
  'dynamodb',
  's3',
  's3-object-lambda',
  'sqs',
  'sns',
  'lambda',
  'states',
  'events',
  'kinesis',
  'firehose',
  'es',
  'aoss',
  'rds-data',
  'dax',
  'timestream',
  'execute-api',
  'appsync',
  'kafka-cluster',
  'neptune-db',
  'dsql',
]);

/** The same for the policy templates of SAM by their names. */
function flowOfTemplate(name: string): DataFlow | undefined {
  if (/Read|Poller|StreamRead|SelectPolicy/.test(name)) return /ReadWrite/.test(name) ? 'both' : 'backward';
  if (name.startsWith('SNSCrud')) return 'forward';
  if (/Crud|FullAccess/.test(name)) return 'both';
  return /Write|SendMessage|Publish|Invoke|Execution|PutEvents|Post|Reconfigure/.test(name) ? 'forward' : undefined;
}

/** Whether anything in a policy list is written out: a statement or a template, rather than the name of a managed policy. */
export function isWrittenOut(nodes: readonly DataNode[]): boolean {
  return nodes.some((node) => (node.kind === 'list' ? node.items.some((item) => item.kind === 'map') : entriesAt(node).length > 0));
}

import { byTerraform } from '../catalogue/index.ts';
import { at, entriesAt, entryAt, itemsAt, textAt } from '../parse/data.ts';
import type { DataNode } from '../parse/data.ts';
import { parseJson } from '../parse/json.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation, ResourceReference } from '../observation.ts';
import { azureSizes, azureTypes } from './bicep-types.ts';
import type { AzureType } from './bicep-types.ts';
import { folderOf } from './paths.ts';

/** Reads ARM templates: resources of Azure in JSON, and what they wait for. */
export const arm: Detector = {
  id: 'arm',
  // Parameters hold values of a template, not things.
  matches: (path) =>
    /\.json$/i.test(path) &&
    /(^|[/._-])(azure|arm|deploy\w*|main|template\w*|infra\w*|mainTemplate|azuredeploy|resources?|nested\w*|linked\w*)([/._-]|(?=[A-Z]))/i.test(
      path,
    ) &&
    !/parameters\.json$|(^|\/)(package|tsconfig|cdk|schema)[\w.-]*\.json$|\.arm-ttk/i.test(path),
  detect,
  examples: [
    {
      path: 'azuredeploy.json',
      text: '{\n"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\n"resources": [\n{"type": "Microsoft.DBforPostgreSQL/flexibleServers", "name": "orders", "apiVersion": "2023-03-01"},\n{"type": "Microsoft.Web/sites", "name": "api",\n "dependsOn": ["[resourceId(\'Microsoft.DBforPostgreSQL/flexibleServers\', \'orders\')]"]}\n]}',
      sees: [
        'resource Microsoft.DBforPostgreSQL/flexibleServers/orders@4',
        'workload api@5',
        'deployment azure@2',
        'technology postgresql@4',
      ],
    },
    {
      path: 'infra/template.json',
      text: '{"$schema": "http://json-schema.org/draft-07/schema#", "resources": [{"type": "Microsoft.Cache/redis", "name": "x"}]}',
      sees: [],
      not: ['resource Microsoft.Cache/redis/x@1', 'deployment azure@1'],
    },
  ],
};

const marker = /"\$schema"\s*:\s*"[^"\n]{0,200}\/(?:\w+D|d)eploymentTemplate\.json#?"/;
/** ARM itself takes 800 resources in a template. */
const maxResources = 1_000;

interface Declared {
  readonly type: string;
  readonly known: AzureType;
  readonly name: string | undefined;
  readonly node: DataNode;
  readonly address: string;
}

function detect(input: DetectorInput): DetectorOutput {
  const found = marker.exec(input.text.slice(0, 2_000));
  // What Bicep made from a template of this workspace is there twice.
  if (found === null || /"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"/.test(input.text.slice(0, 5_000)))
    return { observations: [], problems: [] };
  const { root, issues } = input.own(parseJson);
  const problems = issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const declared = declaredIn(root);
  if (declared.length === 0) return { observations: [], problems };
  const evidence = input.evidence(input.text.slice(0, found.index).split('\n').length);
  const observations: Observation[] = [
    { type: 'deployment', target: 'azure', evidence },
    { type: 'practice', practice: 'infrastructure-as-code', evidence },
  ];
  for (const one of declared) observations.push(...observe(input, one, declared));
  return { observations, problems };
}

/** Resources of a template and those that stand within them. */
function declaredIn(root: DataNode | undefined): readonly Declared[] {
  const found: Declared[] = [];
  const resources = at(root, 'resources');
  const open: DataNode[] =
    resources?.kind === 'map' ? entriesAt(root, 'resources').map(([, entry]) => entry.value) : [...itemsAt(root, 'resources')];
  for (let next = open.shift(); next !== undefined && found.length < maxResources; next = open.shift()) {
    const type = textAt(next, 'type');
    if (type === undefined) continue;
    // A nested deployment declares what its own template does.
    if (/^microsoft\.resources\/deployments$/i.test(type)) open.push(...itemsAt(next, 'properties', 'template', 'resources'));
    const known = azureTypes.get(type.toLowerCase());
    if (known === undefined) continue;
    const name = nameOf(root, textAt(next, 'name') ?? '');
    found.push({ type, known, name, node: next, address: `${type}/${name ?? String(found.length)}` });
  }
  return found;
}

/** A literal name, or the default of the parameter or the variable that holds it; undefined where it is computed. */
function nameOf(root: DataNode | undefined, written: string, depth = 0): string | undefined {
  if (written !== '' && !written.startsWith('[')) return written;
  const reference = /^\[(parameters|variables)\('([\w-]{1,100})'\)\]$/.exec(written);
  if (reference === null || depth > 3) return /^\[(?:concat|format)\('([a-z][\w-]{2,40}?)[-_]?'/i.exec(written)?.[1];
  const [, kind = '', name = ''] = reference;
  const value = kind === 'parameters' ? textAt(root, kind, name, 'defaultValue') : textAt(root, kind, name);
  return value === undefined ? name.replace(/_?name$/i, '') || undefined : nameOf(root, value, depth + 1);
}

function observe(input: DetectorInput, one: Declared, all: readonly Declared[]): Observation[] {
  const product = byTerraform(one.known.terraform);
  if (product === undefined) return [];
  const evidence = input.evidence(one.node.line);
  const folder = folderOf(input.path);
  const name = input.redact(one.name ?? product.id);
  const waits = itemsAt(one.node, 'dependsOn').flatMap((node) =>
    node.kind === 'scalar' ? targetsOf(input, node.text, node.line, one, all) : [],
  );
  const sizes = sizesOf(input, one, one.known.runs === true ? name : one.address);
  if (one.known.runs === true) {
    const isFunction = /functionapp/i.test(textAt(one.node, 'kind') ?? '');
    return [
      {
        type: 'workload',
        source: 'cloud',
        name,
        aliases: [],
        ports: [],
        references: [],
        dependsOn: waits.flatMap(({ target, evidence: shown }) =>
          byTerraform(target.known.terraform)?.component === undefined || (isFunction && /storageaccounts/i.test(target.type))
            ? []
            : [{ name: input.redact(target.name ?? byTerraform(target.known.terraform)?.id ?? ''), evidence: shown }],
        ),
        evidence,
        runBy: isFunction ? 'azure-functions' : product.id,
        ...(isFunction ? { kind: 'function' as const } : {}),
      },
      { type: 'technology', technology: isFunction ? 'azure-functions' : product.id, scope: 'production', folder, evidence },
      ...sizes,
    ];
  }
  const references = waits.map(({ target, evidence: shown }): ResourceReference => ({ address: target.address, evidence: shown }));
  const found: Observation[] = [
    {
      type: 'resource',
      address: one.address,
      name,
      technology: one.known.engine ?? product.id,
      references,
      evidence,
      ...(product.component === undefined ? {} : { kind: product.component }),
    },
    ...sizes,
  ];
  if (one.known.engine !== undefined)
    found.push({ type: 'technology', technology: one.known.engine, scope: 'production', folder, evidence });
  return found;
}

function targetsOf(
  input: DetectorInput,
  written: string,
  line: number,
  self: Declared,
  all: readonly Declared[],
): readonly { readonly target: Declared; readonly evidence: ResourceReference['evidence'] }[] {
  const type =
    /'([\w.]+\/[\w/]+)'/.exec(written.slice(0, 500))?.[1]?.toLowerCase() ?? written.split('/').slice(0, 2).join('/').toLowerCase();
  const candidates = all.filter((other) => other !== self && other.type.toLowerCase() === type);
  const named = candidates.filter((other) => other.name !== undefined && written.includes(other.name));
  const [target] = named.length > 0 ? named : candidates;
  // With two of a type and no name it would be a guess.
  return target === undefined || (named.length !== 1 && candidates.length !== 1) ? [] : [{ target, evidence: input.evidence(line) }];
}

function sizesOf(input: DetectorInput, one: Declared, about: string): Observation[] {
  return [...azureSizes].flatMap(([path, measure]): Observation[] => {
    const keys = path === 'sku.name' ? ['sku', 'name'] : path === 'sku.capacity' ? ['sku', 'capacity'] : [];
    const entry = keys.length === 0 ? undefined : entryAt(one.node, ...keys);
    if (entry?.value.kind !== 'scalar' || !/^[\w.]{1,40}$/.test(entry.value.text)) return [];
    return [{ type: 'sizing', measure, value: input.redact(entry.value.text), about, evidence: input.evidence(entry.line) }];
  });
}

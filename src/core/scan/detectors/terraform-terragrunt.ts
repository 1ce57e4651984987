import { byTerraform } from '../catalogue/index.ts';
import { parseHcl } from '../parse/hcl.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { charts } from './terraform-helm.ts';
import { registryName } from './terraform-module.ts';
import { moduleResources } from './terraform-registry.ts';
import { folderOf } from './paths.ts';

/** Reads Terragrunt units: which module a folder deploys, where the module's own name tells what it makes. */
export const terragrunt: Detector = {
  id: 'terragrunt',
  matches: (path) => /(^|\/)(terragrunt|root)\.hcl$/i.test(path),
  detect,
  examples: [
    {
      path: 'prod/eu-west-1/orders-db/terragrunt.hcl',
      text: 'include "root" {\n  path = find_in_parent_folders()\n}\nterraform {\n  source = "tfr:///terraform-aws-modules/rds/aws?version=6.1.0"\n}\ninputs = {\n  engine = "postgres"\n}\n',
      sees: ['practice infrastructure-as-code@4', 'resource orders-db@5'],
    },
    {
      path: 'env/redis/terragrunt.hcl',
      text: 'terraform {\n  source = "../../aws//redis"\n}\n',
      sees: ['practice infrastructure-as-code@1'],
      not: ['resource redis@2'],
    },
    {
      path: 'prod/network/terragrunt.hcl',
      text: 'terraform {\n  source = "git::git@example.com:acme/modules.git//network?ref=v1"\n}\n',
      sees: ['practice infrastructure-as-code@1'],
      not: ['resource network@2'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const file = input.own(parseHcl);
  const problems = file.issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const block = file.blocks.find((one) => one.type === 'terraform' || one.type === 'remote_state' || one.type === 'include');
  const terraform = file.blocks.find((one) => one.type === 'terraform');
  if (block === undefined) return { observations: [], problems };
  const observations: Observation[] = [
    { type: 'practice', practice: 'infrastructure-as-code', evidence: input.evidence((terraform ?? block).line) },
  ];
  const attribute = terraform?.attributes.get('source');
  // The last part of a source names the module, also where the host before it is put together.
  const source = String(attribute?.literal ?? attribute?.text.replace(/^"|"$/g, '') ?? '');
  // A module of this workspace is read where it stands.
  const isHere = /^(\.|\/|\$\{(get_repo_root|get_parent_terragrunt_dir|path_relative|find_in_parent))/.test(source);
  const registered = moduleResources.get(registryName(source))?.split('.', 1)[0];
  const named = charts.get(/\/\/(?:modules\/)?([\w-]{1,40})(?:\?|$)/.exec(source)?.[1]?.toLowerCase() ?? '');
  const product = registered === undefined ? undefined : byTerraform(registered);
  const technology = product?.id ?? (named !== undefined && stores.has(named) ? named : undefined);
  const folder = folderOf(input.path);
  if (technology !== undefined && attribute !== undefined && folder !== '' && !isHere) {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    observations.push({
      type: 'resource',
      address: name,
      name: input.redact(name),
      technology,
      references: [],
      evidence: input.evidence(attribute.line),
      ...(product?.component === undefined ? {} : { kind: product.component }),
    });
  }
  return { observations, problems };
}

/** Products whose name as a module means a managed one of them. */
const stores: ReadonlySet<string> = new Set([
  'postgresql',
  'mysql',
  'mariadb',
  'mongodb',
  'redis',
  'valkey',
  'memcached',
  'rabbitmq',
  'kafka',
  'elasticsearch',
  'opensearch',
]);

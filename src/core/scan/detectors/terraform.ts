import { byId, byScheme, byTerraform } from '../catalogue/index.ts';
import { parseHcl } from '../parse/hcl.ts';
import type { HclAttribute, HclBlock } from '../parse/hcl.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { folderOf } from './paths.ts';
import { linksOf, referencesOf } from './terraform-references.ts';
import type { Declared, Links } from './terraform-references.ts';
import { terraformHazards } from './terraform-hazards.ts';
import {
  engineSchemes,
  moduleResources,
  nameAttributes,
  providerTargets,
  runnerResources,
  scalingResources,
  sizeAttributes,
  watchingResources,
} from './terraform-rules.ts';

type Variables = ReadonlyMap<string, HclAttribute>;

/** Reads Terraform and OpenTofu: resources, what they refer to, regions, sizes and settings that can hurt. */
export const terraform: Detector = {
  id: 'terraform',
  matches: (path) => /\.(tf|tofu)$/i.test(path),
  detect,
  examples: [
    {
      path: 'infra/main.tf',
      text: 'provider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_db_instance" "main" {\n  engine         = "postgres"\n  engine_version = "15.4"\n  instance_class = "db.t3.small"\n  multi_az       = false\n  backup_retention_period = 0\n  publicly_accessible = true\n}\n',
      sees: [
        'deployment aws@2',
        'resource aws_db_instance.main@4',
        'technology postgresql@5',
        'sizing instance-class@7',
        'hazard hazard.single-zone-database@8',
        'hazard hazard.no-database-backup@9',
        'hazard hazard.public-database@10',
        'practice infrastructure-as-code@1',
      ],
    },
    {
      path: 'q.tf',
      text: 'resource "aws_sqs_queue" "jobs" {\n  redrive_policy = jsonencode({})\n}\nresource "aws_security_group" "web" {\n  ingress {\n    from_port = 443\n    to_port = 443\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n# resource "aws_sns_topic" "old" {}\n',
      sees: ['resource aws_sqs_queue.jobs@1'],
      not: ['hazard hazard.open-ingress@8', 'resource aws_sns_topic.old@11', 'hazard hazard.no-dead-letter-queue@1'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const file = parseHcl(input.text);
  const problems = file.issues.map((issue) => input.problem(issue.reason, issue.detail, issue.line));
  const variables: Variables = new Map(
    file.blocks.flatMap((block) => {
      const fallback = block.type === 'variable' ? block.attributes.get('default') : undefined;
      return fallback === undefined ? [] : [[block.labels[0] ?? '', fallback] as const];
    }),
  );
  const declared = file.blocks.flatMap(declaredBy);
  const links = linksOf(input, declared);
  const observations: Observation[] = [...deployments(input, file.blocks, variables)];
  const first = file.blocks.find((block) => ['resource', 'module', 'provider'].includes(block.type));
  if (first !== undefined)
    observations.push({ type: 'practice', practice: 'infrastructure-as-code', evidence: input.evidence(first.line) });
  for (const one of declared) observations.push(...resources(input, one, links), ...practices(input, one), ...sizes(input, one, variables));
  observations.push(...linkedElsewhere(input, declared, links), ...terraformHazards(input, declared));
  return { observations, problems };
}

function declaredBy(block: HclBlock): Declared[] {
  const [first = '', second = ''] = block.labels;
  if (block.type === 'resource' && second !== '') return [{ address: `${first}.${second}`, type: first, block }];
  if (block.type !== 'module' || first === '') return [];
  const source = String(block.attributes.get('source')?.literal ?? '')
    .toLowerCase()
    .replace(/\/\/.*$/, '');
  const type = moduleResources.get(source);
  return type === undefined ? [] : [{ address: `module.${first}`, type, block }];
}

/** The value of an attribute, through a variable's default in the same file. */
function literalOf(attribute: HclAttribute | undefined, variables: Variables): string | undefined {
  const name = /^var\.(\w+)$/.exec(attribute?.text ?? '')?.[1];
  const literal = attribute?.literal ?? (name === undefined ? undefined : variables.get(name)?.literal);
  return literal === undefined ? undefined : String(literal);
}

function deployments(input: DetectorInput, blocks: readonly HclBlock[], variables: Variables): Observation[] {
  const found: Observation[] = [];
  for (const block of blocks) {
    const label = block.labels[0] ?? '';
    const target = block.type === 'provider' ? providerTargets.get(label) : undefined;
    if (target !== undefined) {
      const attribute = block.attributes.get('region');
      const region = literalOf(attribute, variables);
      found.push({
        type: 'deployment',
        target,
        evidence: input.evidence(region === undefined ? block.line : (attribute?.line ?? block.line)),
        ...(region === undefined ? {} : { region: input.redact(region) }),
      });
    } else if (block.type === 'variable' && /^((aws|gcp|google)_)?region$/.test(label)) {
      // The provider usually stands in another file; the shape of the name tells whose region it is.
      const fallback = block.attributes.get('default');
      const region = String(fallback?.literal ?? '');
      const owner = /^[a-z]{2}(-gov)?-[a-z]+-\d$/.test(region) ? 'aws' : /^[a-z]+-[a-z]+\d$/.test(region) ? 'gcp' : undefined;
      if (owner !== undefined && fallback !== undefined)
        found.push({ type: 'deployment', target: owner, region: input.redact(region), evidence: input.evidence(fallback.line) });
    }
  }
  return found;
}

function resources(input: DetectorInput, one: Declared, links: Links): Observation[] {
  const product = byTerraform(one.type);
  if (product === undefined) return [];
  const evidence = input.evidence(one.block.line);
  const engine = engineOf(one);
  const technology = engine?.technology ?? product.id;
  if (runnerResources.test(one.type)) return runner(input, one, product.id);
  const references = new Map(referencesOf(input, one.block, one.address).map((reference) => [reference.address, reference]));
  for (const link of links.get(one.address) ?? []) references.set(link.address, link);
  const kind = product.component ?? byId(technology)?.component;
  const found: Observation[] = [
    {
      type: 'resource',
      address: one.address,
      name: nameOf(input, one, technology),
      technology,
      references: [...references.values()],
      evidence,
      ...(kind === undefined ? {} : { kind }),
      ...(engine?.version === undefined ? {} : { version: input.redact(engine.version) }),
    },
  ];
  if (engine !== undefined && engine.technology !== product.id) {
    found.push({
      type: 'technology',
      technology: engine.technology,
      scope: 'production',
      folder: folderOf(input.path),
      evidence: input.evidence(engine.line),
      ...(engine.version === undefined ? {} : { version: input.redact(engine.version) }),
    });
  }
  return found;
}

/** A container that is run: its source, image and neighbours stand in other files under the same name. */
function runner(input: DetectorInput, one: Declared, product: string): Observation[] {
  const evidence = input.evidence(one.block.line);
  const count = Number(one.block.attributes.get('desired_count')?.literal ?? Number.NaN);
  const name = nameOf(input, one, product);
  return [
    {
      type: 'workload',
      source: 'other',
      name,
      aliases: [],
      ports: [],
      references: [],
      dependsOn: [],
      evidence,
      ...(Number.isInteger(count) ? { instances: count } : {}),
    },
    { type: 'technology', technology: product, scope: 'production', folder: folderOf(input.path), evidence },
  ];
}

/** The engine inside a managed product: RDS with `engine = "postgres"` is a PostgreSQL. */
function engineOf(one: Declared): { technology: string; version?: string; line: number } | undefined {
  const { attributes } = one.block;
  const attribute = attributes.get('engine') ?? attributes.get('database_version');
  const azure = /^azurerm_(postgresql|mysql|mariadb)/.exec(one.type)?.[1];
  const written = azure ?? (typeof attribute?.literal === 'string' ? attribute.literal : undefined);
  if (written === undefined) return undefined;
  const scheme = engineSchemes.find(([pattern]) => pattern.test(written))?.[1];
  const technology = scheme === undefined ? undefined : byScheme(scheme)?.id;
  if (technology === undefined) return undefined;
  const version =
    attributes.get('engine_version')?.literal ??
    (azure === undefined ? /_(\d+(?:_\d+)?)/.exec(written)?.[1]?.replace('_', '.') : attributes.get('version')?.literal);
  return { technology, line: attribute?.line ?? one.block.line, ...(version === undefined ? {} : { version: String(version) }) };
}

function nameOf(input: DetectorInput, one: Declared, technology: string): string {
  const label = (one.block.type === 'module' ? one.block.labels[0] : one.block.labels[1]) ?? '';
  // Every file that mentions the resource knows the label, only this one the name; "main" and "this" name nothing.
  if (!genericLabel.test(label)) return input.redact(label);
  const literal = nameAttributes
    .map((key) => one.block.attributes.get(key)?.literal)
    .find((value) => typeof value === 'string' && value !== '');
  return typeof literal === 'string' ? input.redact(literal) : technology;
}

const genericLabel = /^(main|this|default|primary|self|it|app|application)$/;

/** A link whose acting resource is declared in another file still says what that resource refers to. */
function linkedElsewhere(input: DetectorInput, declared: readonly Declared[], links: Links): Observation[] {
  const here = new Set(declared.map(({ address }) => address));
  return [...links].flatMap(([address, references]): Observation[] => {
    const [type = '', label = ''] = address.split('.');
    const product = byTerraform(type);
    const evidence = references[0]?.evidence;
    if (here.has(address) || product === undefined || evidence === undefined) return [];
    return [
      {
        type: 'resource',
        address,
        name: genericLabel.test(label) ? product.id : input.redact(label),
        technology: product.id,
        references,
        evidence,
        ...(product.component === undefined ? {} : { kind: product.component }),
      },
    ];
  });
}

function practices(input: DetectorInput, one: Declared): Observation[] {
  const found: Observation[] = [];
  const add = (practice: 'autoscaling' | 'observability' | 'backups' | 'multiple-zones', line: number): void => {
    found.push({ type: 'practice', practice, evidence: input.evidence(line) });
  };
  const { attributes, blocks, line } = one.block;
  if (scalingResources.test(one.type)) add('autoscaling', line);
  if (watchingResources.test(one.type)) add('observability', line);
  const retention = attributes.get('backup_retention_period');
  if (Number(retention?.literal) > 0) add('backups', retention?.line ?? line);
  if (/^aws_backup_plan$/.test(one.type)) add('backups', line);
  const recovery = blocks.find((block) => block.type === 'point_in_time_recovery')?.attributes.get('enabled');
  if (recovery?.literal === true) add('backups', recovery.line);
  for (const key of ['multi_az', 'multi_az_enabled', 'zone_redundant']) {
    const attribute = attributes.get(key);
    if (attribute?.literal === true) add('multiple-zones', attribute.line);
  }
  return found;
}

function sizes(input: DetectorInput, one: Declared, variables: Variables): Observation[] {
  if (byTerraform(one.type) === undefined && !scalingResources.test(one.type)) return [];
  const found: Observation[] = [];
  for (const block of [one.block, ...one.block.blocks]) {
    for (const [key, attribute] of block.attributes) {
      const measure = sizeAttributes.get(key);
      const value = measure === undefined ? undefined : literalOf(attribute, variables);
      if (measure !== undefined && value !== undefined)
        found.push({
          type: 'sizing',
          measure,
          value: input.redact(value),
          about: runnerResources.test(one.type) ? nameOf(input, one, '') : one.address,
          evidence: input.evidence(attribute.line),
        });
    }
  }
  return found;
}

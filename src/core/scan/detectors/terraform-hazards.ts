import { observeHazard } from '../hazards/index.ts';
import type { HclAttribute, HclBlock } from '../parse/hcl.ts';
import type { DetectorInput, Observation } from '../observation.ts';
import type { Declared } from './terraform-references.ts';
import { exposureHazards, isForDevelopment } from './terraform-exposure.ts';
import { databaseResources } from './terraform-rules.ts';

/** Settings of Terraform resources that can hurt, each with the line that says so. */
export function terraformHazards(
  input: DetectorInput,
  declared: readonly Declared[],
  blocks: readonly HclBlock[] = declared.map(({ block }) => block),
): readonly Observation[] {
  return [
    ...declared.flatMap((one) => [
      ...databaseHazards(input, one),
      ...googleDatabase(input, one),
      ...storageHazards(input, one),
      ...ingressHazards(input, one),
      ...queueHazards(input, one, declared),
    ]),
    ...exposureHazards(input, declared, blocks),
  ];
}

function databaseHazards(input: DetectorInput, one: Declared): Observation[] {
  const { attributes, line, type: blockType } = one.block;
  const found: Observation[] = [];
  const add = (id: string, at: number): void => {
    found.push(observeHazard(id, input.evidence(at), { name: input.redact(one.address) }, one.address));
  };
  const open = ['publicly_accessible', 'public_network_access_enabled']
    .map((key) => attributes.get(key))
    .find((attribute) => attribute?.literal === true);
  if (open !== undefined && /db|rds|sql|redshift|redis|cosmos|neptune|docdb/.test(one.type)) add('hazard.public-database', open.line);
  if (!databaseResources.test(one.type) || isForDevelopment(input.path)) return found;
  const isCopy = attributes.has('replicate_source_db') || attributes.has('replication_source_identifier');
  // Both default to none in aws_db_instance; a module has defaults of its own, so there only what is written counts.
  const hasAwsDefaults = one.type === 'aws_db_instance' && blockType === 'resource' && !isCopy;
  const retention = attributes.get('backup_retention_period');
  if (retention === undefined ? hasAwsDefaults && !attributes.has('snapshot_identifier') : retention.literal === 0)
    add('hazard.no-database-backup', retention?.line ?? line);
  const zones = attributes.get('multi_az');
  if (zones === undefined ? hasAwsDefaults && !attributes.has('availability_zones') : zones.literal === false)
    add('hazard.single-zone-database', zones?.line ?? line);
  const deletion = attributes.get('deletion_protection');
  if (deletion?.literal === false) add('hazard.deletion-unprotected', deletion.line);
  const snapshot = attributes.get('skip_final_snapshot');
  if (snapshot?.literal === true) add('hazard.no-deletion-protection', snapshot.line);
  return found;
}

/** Cloud SQL keeps the same switches in nested blocks. */
function googleDatabase(input: DetectorInput, one: Declared): Observation[] {
  if (one.type !== 'google_sql_database_instance' || one.block.type !== 'resource' || isForDevelopment(input.path)) return [];
  const settings = one.block.blocks.find((block) => block.type === 'settings');
  const inner = (type: string): readonly HclBlock[] => settings?.blocks.filter((block) => block.type === type) ?? [];
  const checks = [
    ['hazard.single-zone-database', settings?.attributes.get('availability_type'), 'ZONAL'],
    ['hazard.no-database-backup', inner('backup_configuration')[0]?.attributes.get('enabled'), false],
    ...inner('ip_configuration')
      .flatMap((block) => block.blocks)
      .map((block) => ['hazard.public-database', block.attributes.get('value'), '0.0.0.0/0'] as const),
  ] as const;
  return checks.flatMap(([id, attribute, bad]) =>
    attribute?.literal === bad ? [observeHazard(id, input.evidence(attribute.line), { name: input.redact(one.address) }, one.address)] : [],
  );
}

function storageHazards(input: DetectorInput, one: Declared): Observation[] {
  return ['storage_encrypted', 'encrypted', 'at_rest_encryption_enabled'].flatMap((key) => {
    const attribute = one.block.attributes.get(key);
    return attribute?.literal === false
      ? [observeHazard('hazard.unencrypted-storage', input.evidence(attribute.line), { name: input.redact(one.address) }, one.address)]
      : [];
  });
}

/** Ports that are meant to be reachable by everybody. */
const webPorts = new Set(['80', '443']);

function ingressHazards(input: DetectorInput, one: Declared): Observation[] {
  return ingressBlocks(one).flatMap((block) => {
    const source = worldSource(block);
    const port = openPort(one, block);
    if (source === undefined || port === undefined || webPorts.has(port)) return [];
    return [observeHazard('hazard.open-ingress', input.evidence(source.line), { name: input.redact(one.address), port }, one.address)];
  });
}

function ingressBlocks(one: Declared): readonly HclBlock[] {
  const { attributes, blocks } = one.block;
  if (one.type === 'aws_security_group' || one.type === 'aws_default_security_group')
    return blocks.filter((block) => block.type === 'ingress');
  if (one.type === 'aws_security_group_rule') return attributes.get('type')?.literal === 'ingress' ? [one.block] : [];
  if (one.type === 'aws_vpc_security_group_ingress_rule') return [one.block];
  if (one.type === 'google_compute_firewall')
    return attributes.get('direction')?.literal === 'EGRESS' || !blocks.some((block) => block.type === 'allow') ? [] : [one.block];
  if (one.type === 'azurerm_network_security_rule')
    return attributes.get('direction')?.literal === 'Inbound' && attributes.get('access')?.literal === 'Allow' ? [one.block] : [];
  return [];
}

function worldSource(block: HclBlock): HclAttribute | undefined {
  return ['cidr_blocks', 'ipv6_cidr_blocks', 'cidr_ipv4', 'cidr_ipv6', 'source_ranges', 'source_address_prefix']
    .map((key) => block.attributes.get(key))
    .find((attribute) => attribute !== undefined && /"(0\.0\.0\.0\/0|::\/0|\*|Internet)"/.test(attribute.text.slice(0, 5_000)));
}

/** The port or range that is open as text; undefined where it is a variable or no port at all (ICMP). */
function openPort(one: Declared, block: HclBlock): string | undefined {
  if (one.type === 'google_compute_firewall') {
    const ports = block.blocks.find((inner) => inner.type === 'allow')?.attributes.get('ports');
    const written = [...(ports?.text.slice(0, 500) ?? '').matchAll(/"(\d+(?:-\d+)?)"/g)].map((match) => match[1] ?? '');
    return written.find((port) => !webPorts.has(port)) ?? written[0];
  }
  const azure = block.attributes.get('destination_port_range')?.literal;
  if (azure !== undefined) return String(azure);
  const protocol = String((block.attributes.get('protocol') ?? block.attributes.get('ip_protocol'))?.literal ?? '');
  if (protocol.startsWith('icmp')) return undefined;
  if (protocol === '-1' || protocol === 'all') return 'any';
  const from = block.attributes.get('from_port')?.literal;
  const to = block.attributes.get('to_port')?.literal ?? from;
  if (typeof from !== 'number' || typeof to !== 'number') return undefined;
  return from === to ? String(from) : `${String(from)}-${String(to)}`;
}

function queueHazards(input: DetectorInput, one: Declared, declared: readonly Declared[]): Observation[] {
  if (one.type !== 'aws_sqs_queue' || one.block.type !== 'resource') return [];
  const { attributes, line } = one.block;
  const isDeadLetter =
    /dlq|dead|failed/i.test(`${one.address} ${String(attributes.get('name')?.literal ?? '')}`) || attributes.has('redrive_allow_policy');
  const hasPolicy = attributes.has('redrive_policy') || declared.some(({ type }) => type === 'aws_sqs_queue_redrive_policy');
  return isDeadLetter || hasPolicy
    ? []
    : [observeHazard('hazard.no-dead-letter-queue', input.evidence(line), { name: input.redact(one.address) }, one.address)];
}

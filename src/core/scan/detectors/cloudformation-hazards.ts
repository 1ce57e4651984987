import { observeHazard } from '../hazards/index.ts';
import { entryAt, itemsAt } from '../parse/data.ts';
import type { Observation } from '../observation.ts';
import type { Declared, Template } from './cloudformation-template.ts';
import { namedBy } from './cloudformation-template.ts';

/** Settings of a declared resource that can hurt, each with the line that says so. */
export function hazardsOf(template: Template, one: Declared): readonly Observation[] {
  const { input } = template;
  const found: Observation[] = [];
  const name = input.redact(one.id);
  const check = (key: string, bad: string, id: string): void => {
    const entry = entryAt(one.properties, key);
    if (entry?.value.kind === 'scalar' && entry.value.text.toLowerCase() === bad)
      found.push(observeHazard(id, input.evidence(entry.line), { name }, one.id));
  };
  if (one.type === 'AWS::RDS::DBInstance' || one.type === 'AWS::RDS::DBCluster') {
    check('PubliclyAccessible', 'true', 'hazard.public-database');
    check('BackupRetentionPeriod', '0', 'hazard.no-database-backup');
    check('MultiAZ', 'false', 'hazard.single-zone-database');
    check('StorageEncrypted', 'false', 'hazard.unencrypted-storage');
  }
  if (one.type === 'AWS::SQS::Queue' && entryAt(one.properties, 'RedrivePolicy') === undefined && !isDeadLetter(template, one))
    found.push(observeHazard('hazard.no-dead-letter-queue', input.evidence(one.entry.line), { name }, one.id));
  for (const rule of itemsAt(one.properties, 'SecurityGroupIngress')) {
    const source = entryAt(rule, 'CidrIp');
    const port = entryAt(rule, 'FromPort')?.value;
    if (source?.value.kind !== 'scalar' || source.value.text !== '0.0.0.0/0' || port?.kind !== 'scalar') continue;
    if (/^\d+$/.test(port.text) && port.text !== '80' && port.text !== '443')
      found.push(observeHazard('hazard.open-ingress', input.evidence(source.line), { name, port: port.text }, one.id));
  }
  return found;
}

/** A queue that another resource sends its failures to, or that is called so. */
function isDeadLetter(template: Template, one: Declared): boolean {
  return (
    /dlq|dead|failed|failure/i.test(one.id) ||
    (['RedrivePolicy', 'DeadLetterConfig', 'DeadLetterQueue', 'EventInvokeConfig'] as const).some(
      (key) => namedBy(template, key, one.id).length > 0,
    )
  );
}

import type { Evidence } from '../model/evidence.ts';
import type { HazardObservation } from './observation.ts';

/**
 * One kind of thing that can hurt and that a file can show. `statement` is one plain sentence; `{name}` stands for a
 * value that the detector read. `why` and `reference` are what the explanation of a challenge quotes.
 */
export interface HazardRule {
  readonly id: string;
  readonly severity: 'low' | 'medium' | 'high';
  readonly statement: string;
  /** The sentence for several things at once, with `{count}`: then they are one fact with a line each. */
  readonly several?: string;
  readonly why: string;
  /** Page of the vendor or of a public standard on the matter, written down from memory and not fetched. */
  readonly reference: string;
}

/** Every hazard rule, in the order of the identifiers. A detector names a rule by its id and never writes a sentence itself. */
export const hazardRules: readonly HazardRule[] = [
  {
    id: 'hazard.compose-no-health-check',
    severity: 'low',
    statement: 'The Compose service {name} restarts on its own but has no health check.',
    several: '{count} Compose services restart on their own but have no health check.',
    why: 'A process that hangs is not restarted, and the services that depend on it start before it can answer.',
    reference: 'https://docs.docker.com/reference/compose-file/services/#healthcheck',
  },
  {
    id: 'hazard.image-latest',
    severity: 'medium',
    statement: 'The image {image} is not pinned to a version.',
    several: '{count} images are not pinned to a version.',
    why: 'The next build or restart can bring another version than the one that was tested, and a rollback cannot name the old one.',
    reference: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
  },
  {
    id: 'hazard.root-container',
    severity: 'medium',
    statement: 'The image built on {image} starts as root.',
    several: '{count} images start as root.',
    why: 'An attacker who takes over the process has root in the container and one barrier less to the host.',
    reference: 'https://docs.docker.com/build/building/best-practices/#user',
  },
  {
    id: 'hazard.kubernetes-no-limits',
    severity: 'low',
    statement: 'The container {name} has no memory limit.',
    several: '{count} containers have no memory limit.',
    why: 'A leak in one container can take the memory of its node, and with it every other workload there.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  },
  {
    id: 'hazard.kubernetes-no-probe',
    severity: 'low',
    statement: 'The workload {name} serves a port but has neither a readiness nor a liveness probe.',
    several: '{count} workloads serve a port but have neither a readiness nor a liveness probe.',
    why: 'Traffic reaches a container before it is ready and keeps reaching it when it hangs.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
  },
  {
    id: 'hazard.kubernetes-privileged',
    severity: 'high',
    statement: 'The container {name} runs privileged.',
    why: 'A privileged container can do nearly everything that root on the node can do.',
    reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  },
  {
    id: 'hazard.single-replica',
    severity: 'medium',
    statement: 'The workload {name} is set to a single replica.',
    several: '{count} workloads are set to a single replica.',
    why: 'Every restart, update or lost node is an outage of this workload.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/',
  },
  {
    id: 'hazard.public-database',
    severity: 'high',
    statement: 'The database {name} is reachable from the internet.',
    why: 'Its password is then the only thing between an attacker and all data.',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2',
  },
  {
    id: 'hazard.published-store-port',
    severity: 'low',
    statement: 'The Compose file publishes port {port} of {name} on every interface of its host.',
    several: 'The Compose file publishes the ports of {count} stores on every interface of its host.',
    why: 'On a server this puts the store on the network; Docker opens the port past the firewall rules of the host.',
    reference: 'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
  },
  {
    id: 'hazard.no-database-backup',
    severity: 'high',
    statement: 'Automatic backups of {name} are switched off.',
    why: 'A wrong statement or a lost disk cannot be undone; the last hours are lost at the least.',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11',
  },
  {
    id: 'hazard.single-zone-database',
    severity: 'medium',
    statement: 'The database {name} runs in a single availability zone.',
    why: 'Losing the zone, and some maintenance, means an outage until it is restored elsewhere.',
    reference: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
  },
  {
    id: 'hazard.unencrypted-storage',
    severity: 'high',
    statement: 'The storage of {name} is not encrypted.',
    why: 'A copied disk or snapshot can be read by whoever holds it; encryption cannot be switched on later without a copy.',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3',
  },
  {
    id: 'hazard.open-ingress',
    severity: 'high',
    statement: 'The rule {name} lets the whole internet reach port {port}.',
    why: 'Ports other than web ports are scanned and attacked within minutes of being opened.',
    reference: 'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18',
  },
  {
    id: 'hazard.no-deletion-protection',
    severity: 'low',
    statement: 'The database {name} can be deleted without a final snapshot.',
    why: 'One wrong plan or click deletes the database and its automatic backups together.',
    reference: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance',
  },
  {
    id: 'hazard.untrusted-checkout',
    severity: 'medium',
    statement: 'The workflow runs on pull_request_target and checks out the code of the pull request.',
    why: 'Code of a stranger then runs with the secrets and the write token of this repository.',
    reference: 'https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/',
  },
  {
    id: 'hazard.no-dead-letter-queue',
    severity: 'low',
    statement: 'The queue {name} has no dead-letter queue.',
    why: 'A message that can never be processed is tried again until it expires, and then it is lost without a trace.',
    reference: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  },
];

/**
 * Makes the observation of a hazard from its rule. `values` fill the `{…}` of the statement and must already be redacted
 * or come from our own catalogue; an unknown rule id is a programming error and throws.
 */
export function observeHazard(
  id: string,
  evidence: Evidence,
  values: Readonly<Record<string, string>> = {},
  about?: string,
): HazardObservation {
  const rule = hazardRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`unknown hazard rule ${id}`);
  const statement = rule.statement.replace(/\{(\w+)\}/g, (whole, key: string) =>
    Object.hasOwn(values, key) ? (values[key] ?? whole) : whole,
  );
  return { type: 'hazard', hazard: id, statement, severity: rule.severity, evidence, ...(about === undefined ? {} : { about }) };
}

import type { DetectorInput, HostReference, WorkloadObservation } from '../observation.ts';

/**
 * A configuration file as what it says about the unit in `folder`: the hosts that the unit talks to. It runs nothing and
 * never makes a component of its own. Undefined without references.
 */
export function describesUnit(input: DetectorInput, folder: string, references: readonly HostReference[]): WorkloadObservation | undefined {
  const [first] = references;
  if (first === undefined) return undefined;
  return {
    type: 'workload',
    source: 'other',
    name: input.redact(folder.slice(folder.lastIndexOf('/') + 1)),
    buildFolder: folder,
    aliases: [],
    ports: [],
    references,
    dependsOn: [],
    auxiliary: true,
    evidence: first.evidence,
  };
}

/**
 * A configuration file of a bought server (a proxy, a collector) as what it says about the one component that is that
 * server: `technology` is its catalogue id. Undefined without references.
 */
export function describesServer(
  input: DetectorInput,
  name: string,
  technology: string,
  folder: string,
  references: readonly HostReference[],
): WorkloadObservation | undefined {
  const description = describesUnit(input, folder, references);
  return description === undefined ? undefined : { ...description, name: input.redact(name), proxy: technology };
}

import type { Draft } from './draft.ts';

/**
 * Joins the processes of a Procfile with the containers that run the same: both name the same program, and one of each kind
 * says what the other is. With two containers of a kind it would be a guess, and the process stays.
 */
export function joinProcesses(drafts: Draft[]): void {
  const processes = drafts.filter((draft) => draft.workloads.length > 0 && draft.workloads.every((one) => one.source === 'procfile'));
  for (const process of processes) {
    const containers = drafts.filter(
      (one) =>
        one !== process &&
        one.kind === process.kind &&
        one.workloads.some((workload) => workload.source !== 'procfile' && workload.source !== 'other') &&
        one.units.some((unit) => process.units.includes(unit)),
    );
    const [container] = containers;
    if (container === undefined || containers.length > 1 || processes.some((one) => one !== process && sharesAll(one, process))) continue;
    container.workloads.push(...process.workloads);
    container.references.push(...process.references);
    for (const one of process.workloads) container.evidence.push(one.evidence);
    for (const part of process.parts) container.parts.add(part);
    container.aliases.add(process.name);
    drafts.splice(drafts.indexOf(process), 1);
  }
}

/** Two processes of one kind and one program: which of them the container runs is not said. */
function sharesAll(a: Draft, b: Draft): boolean {
  return a.kind === b.kind && a.units.some((unit) => b.units.includes(unit));
}

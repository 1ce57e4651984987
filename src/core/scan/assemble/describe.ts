import { byId } from '../catalogue/index.ts';
import type { WorkloadObservation } from '../observation.ts';
import { confidence } from './confidence.ts';
import { newDraft, plainName } from './draft.ts';
import type { Draft } from './draft.ts';
import { baseName, isWithin } from './units.ts';

/** Gives what a configuration file says to the component whose folder it lies in, else to the one of its name. */
export function describe(drafts: readonly Draft[], workload: WorkloadObservation): void {
  const folder = workload.buildFolder === '' ? '.' : workload.buildFolder;
  const name = plainName(workload.name);
  const draft =
    (folder === undefined ? undefined : drafts.find((one) => one.folder === folder)) ??
    drafts.find(
      (one) =>
        one.folder !== undefined &&
        (plainName(one.name) === name || one.units.some((unit) => unit.name !== undefined && plainName(unit.name) === name)),
    );
  if (draft === undefined) {
    programBeside(drafts, workload.buildFolder)?.references.push(...workload.references);
    return;
  }
  draft.references.push(...workload.references);
  for (const port of workload.localPorts ?? []) draft.localPorts.add(port);
  draft.evidence.push(workload.evidence);
  draft.aliases.add(workload.name);
  // What an application calls itself is its name to everyone who calls it; its container may be called shorter.
  const stated = workload.buildFolder !== undefined && name !== '' && /(^|\.)name\s*[:=]/.test(workload.evidence.excerpt);
  if (!stated || draft.hasStatedName === true || drafts.some((other) => other !== draft && plainName(other.name) === name)) return;
  draft.hasStatedName = true;
  draft.aliases.add(draft.name);
  draft.name = workload.name;
}

/**
 * The only program beside a library: what `Ordering.Infrastructure` calls, `Ordering.API` calls. Beside several programs
 * the one that shares the first part of its name.
 */
function programBeside(drafts: readonly Draft[], library: string | undefined): Draft | undefined {
  if (library === undefined || !library.includes('/')) return undefined;
  const parent = library.slice(0, library.lastIndexOf('/'));
  const beside = drafts.filter(
    (one) => one.folder?.startsWith(`${parent}/`) === true && !one.folder.slice(parent.length + 1).includes('/'),
  );
  const programs = beside.filter((one) => one.kind !== 'web-client' && one.kind !== 'mobile-client');
  if (programs.length === 1) return programs[0];
  const first = /^([^.]+)\./.exec(baseName(library))?.[1];
  const related = first === undefined ? [] : programs.filter((one) => baseName(one.folder ?? '').startsWith(`${first}.`));
  return related.length === 1 ? related[0] : undefined;
}

/**
 * Gives the routes of a web server to the component that it is: the one whose folder holds its configuration, else the
 * only one that is that server. A server that nothing else shows is one where it leads to a component.
 */
export function describeProxy(drafts: Draft[], workload: WorkloadObservation, technology: string): void {
  const around = drafts
    .filter((one) => one.folder !== undefined && one.folder !== '.' && isWithin(one.folder, workload.buildFolder ?? ''))
    .sort((a, b) => (b.folder ?? '').length - (a.folder ?? '').length);
  const all = drafts.filter((one) => one.technologies.has(technology) && one.workloads.length > 0);
  // The server alone before programs that bring it along in their images, as web clients do.
  const bare = all.filter((one) => one.units.length === 0);
  const servers = bare.length === 1 ? bare : all;
  const known = around[0] ?? (servers.length === 1 ? servers[0] : undefined);
  const leads = workload.references.some((reference) =>
    reference.host === 'localhost'
      ? drafts.some((one) => reference.port !== undefined && one.localPorts.has(reference.port))
      : drafts.some(
          (one) =>
            plainName(one.name) === plainName(reference.host) ||
            one.workloads.some((own) => plainName(own.name) === plainName(reference.host)),
        ),
  );
  if (known === undefined && (servers.length > 1 || !leads)) return;
  const draft = known ?? newDraft(workload.name, byId(technology)?.component ?? 'gateway', confidence.dockerfile);
  draft.technologies.add(technology);
  draft.references.push(...workload.references);
  draft.evidence.push(workload.evidence);
  if (known === undefined) drafts.push(draft);
}

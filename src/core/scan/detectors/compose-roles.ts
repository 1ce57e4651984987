import { byImage } from '../catalogue/index.ts';
import { entriesAt, textAt } from '../parse/data.ts';
import type { DataEntry } from '../parse/data.ts';
import type { ComposeService } from './compose-service.ts';

/** What services are to each other in one file, beyond what each says of itself. */
export interface ComposeRoles {
  /** Services that others wait for until they have ended: they run once. */
  readonly jobs: ReadonlySet<string>;
  /** Services that are there for building or for working on the code, not for running the system. */
  readonly helpers: ReadonlySet<string>;
}

/** Tells jobs and helpers among the services of a file. */
export function rolesOf(services: readonly ComposeService[], entries: ReadonlyMap<string, DataEntry>): ComposeRoles {
  const jobs = new Set<string>();
  for (const { value } of entries.values())
    for (const [name, condition] of entriesAt(value, 'depends_on'))
      if (textAt(condition.value, 'condition') === 'service_completed_successfully') jobs.add(name);
  const waited = new Set(services.flatMap((service) => service.dependsOn.map((one) => one.name)));
  const helpers = services.filter(
    (service) =>
      isBase(service, services, entries) ||
      isWatcher(service) ||
      isBuildStage(service, services) ||
      (!waited.has(service.name) && isToolBeside(service, services)),
  );
  return { jobs, helpers: new Set(helpers.map((service) => service.name)) };
}

/** Keys that say how an image is made and nothing about running it. */
const buildKeys: ReadonlySet<string> = new Set(['build', 'image', 'platform', 'platforms', 'labels', 'x-bake']);

/** An image that others in the file are built on: nothing is said of it but its build, which it shares with one that runs. */
function isBase(service: ComposeService, services: readonly ComposeService[], entries: ReadonlyMap<string, DataEntry>): boolean {
  const entry = entries.get(service.name);
  if (entry === undefined || service.buildFolder === undefined) return false;
  if (!entriesAt(entry.value).every(([key]) => buildKeys.has(key))) return false;
  return services.some(
    (other) =>
      other !== service &&
      other.buildFolder === service.buildFolder &&
      entriesAt(entries.get(other.name)?.value).some(([key]) => !buildKeys.has(key)),
  );
}

/** A bare runtime that installs, builds or watches the code mounted into it, as `node` with `npm run watch` does. */
function isWatcher(service: ComposeService): boolean {
  const technology = service.image === undefined || service.buildFolder !== undefined ? undefined : byImage(service.image.text);
  return (
    (technology?.category === 'runtime' || technology?.category === 'language') &&
    /\b(watch|watch-poll|install|build|compile|lint|test)\b/.test(service.command) &&
    !/\b(start|serve|server|runserver|listen)\b/.test(service.command)
  );
}

/** A stage that compiles, where another service runs what comes out of the same build: a shell for those who work on the code. */
function isBuildStage(service: ComposeService, services: readonly ComposeService[]): boolean {
  if (service.buildFolder === undefined || !/^(build|builder|compile|compiler|deps|dependencies|tests?|lint)$/i.test(service.target ?? ''))
    return false;
  return services.some((other) => other !== service && other.buildFolder === service.buildFolder && other.target !== service.target);
}

/**
 * A bare Node.js that is called nothing else, answers nowhere, and is given the folder that the application built here is
 * given too: it builds that application's pages while they are worked on.
 */
function isToolBeside(service: ComposeService, services: readonly ComposeService[]): boolean {
  const isBare = service.image !== undefined && service.buildFolder === undefined && byImage(service.image.text)?.id === 'nodejs';
  if (!isBare || service.ports.length > 0 || !/^(node|nodejs|npm|yarn|pnpm|vite|webpack|assets|frontend-assets)$/i.test(service.name))
    return false;
  return services.some(
    (other) => other.buildFolder !== undefined && other.ports.length > 0 && other.mounts.some((folder) => service.mounts.includes(folder)),
  );
}

import type { ComponentKind } from '../../model/fact.ts';
import { observeHazard } from '../hazards/index.ts';
import { isLiteralSecret } from '../hazards/literal-secret.ts';
import type { DetectorInput, Observation } from '../observation.ts';
import type { ComposeService } from './compose-service.ts';
import { withShellDefaults } from './host-reference.ts';

/** Switches that let everybody into a store, and the values that do. */
const openDoors: ReadonlyMap<string, RegExp> = new Map([
  ['POSTGRES_HOST_AUTH_METHOD', /^trust$/],
  ['MYSQL_ALLOW_EMPTY_PASSWORD', /^(yes|true|1)$/i],
  ['MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', /^(yes|true|1)$/i],
  ['ALLOW_EMPTY_PASSWORD', /^(yes|true|1)$/i],
  ['xpack.security.enabled', /^false$/i],
  ['DISABLE_SECURITY_PLUGIN', /^true$/i],
]);

/** What one Compose service shows beside its image, its health check and its ports. `othersRestart`: some service of the file comes back after a crash. */
export function serviceHazards(
  input: DetectorInput,
  service: ComposeService,
  kind: ComponentKind | undefined,
  othersRestart: boolean,
): readonly Observation[] {
  const name = input.redact(service.name);
  const found: Observation[] = [];
  const add = (id: string, line: number, values: Readonly<Record<string, string>>): void => {
    found.push(observeHazard(id, input.evidence(line), values, name));
  };
  // A socket proxy is there to hold the socket, so that nobody else does.
  if (service.socketLine !== undefined && !/socket-?proxy/.test(`${service.name} ${service.image?.text ?? ''}`))
    add('hazard.compose-docker-socket', service.socketLine, { name });
  if (service.privilegedLine !== undefined) add('hazard.compose-privileged', service.privilegedLine, { name });
  const isStateful = kind === 'store' || kind === 'cache' || kind === 'broker' || kind === 'search';
  // Only of known images: what an own one does, a migration perhaps, may be done once it is done.
  if (isStateful && othersRestart && !service.statesRestart) add('hazard.compose-no-restart', service.line, { name });
  const open = service.environment.find(({ key, value }) => openDoors.get(key)?.test(value.trim()) === true);
  if (open !== undefined && service.ports.some((port) => port.published && !port.loopback))
    add('hazard.store-without-password', open.line, { name });
  const secret = service.environment.find(
    ({ key, value }) => isLiteralSecret(key, withShellDefaults(value)) && isLiteralSecret(key, value),
  );
  if (secret !== undefined) add('hazard.secret-in-compose', secret.line, { name: input.redact(secret.key), service: name });
  return found;
}

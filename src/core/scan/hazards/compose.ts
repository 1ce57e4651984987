import type { HazardRule } from './hazard-rule.ts';

/** What Compose files show. Most of them run on one machine, so little of it is worse than low. */
export const composeHazards: readonly HazardRule[] = [
  {
    id: 'hazard.compose-no-health-check',
    severity: 'low',
    statement: 'The Compose service {name} restarts on its own but has no health check.',
    several: '{count} Compose services restart on their own but have no health check.',
    why: 'A process that hangs is not restarted, and the services that depend on it start before it can answer.',
    mitigation:
      'add a healthcheck with the own client of the store (pg_isready, redis-cli ping) and depends_on with condition: service_healthy',
    reference: 'https://docs.docker.com/reference/compose-file/services/#healthcheck',
    example: { files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    restart: always\n' }, at: 'compose.yaml:2' },
    negative: {
      files: {
        'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    restart: always\n    healthcheck:\n      test: [CMD, pg_isready]\n',
      },
    },
  },
  {
    id: 'hazard.published-store-port',
    severity: 'low',
    statement: 'The Compose file publishes port {port} of {name} on every interface of its host.',
    several: 'The Compose file publishes the ports of {count} stores on every interface of its host.',
    why: 'On a server this puts the store on the network; Docker opens the port past the firewall rules of the host.',
    mitigation: 'publish it as 127.0.0.1:port:port, or not at all: the other services reach it by its name',
    reference: 'https://docs.docker.com/engine/network/packet-filtering-firewalls/',
    example: {
      files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    ports:\n      - "5432:5432"\n' },
      at: 'compose.yaml:5',
    },
    negative: { files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n    ports:\n      - "127.0.0.1:5432:5432"\n' } },
  },
  {
    id: 'hazard.compose-docker-socket',
    severity: 'medium',
    headline: 'One container is the key to its host',
    statement: 'The Compose service {name} can command the Docker daemon of its host.',
    several: '{count} Compose services can command the Docker daemon of their host.',
    why: 'Whoever takes over this container can start another one as root on the host; read-only mounting of the socket changes nothing about it.',
    mitigation: 'put a socket proxy between that allows the few calls it needs, or give it no socket at all',
    reference: 'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
    example: {
      files: {
        'compose.yaml':
          'services:\n  runner:\n    image: acme/runner:4\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock:ro\n',
      },
      at: 'compose.yaml:5',
    },
    negative: {
      files: {
        'compose.yaml':
          'services:\n  proxy:\n    image: tecnativa/docker-socket-proxy:0.3\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock:ro\n  db:\n    image: postgres:17\n    volumes:\n      - /var/run/postgresql:/var/run/postgresql\n',
      },
    },
  },
  {
    id: 'hazard.compose-privileged',
    severity: 'medium',
    headline: 'A container is as good as root on its host',
    statement: 'The Compose service {name} runs privileged.',
    several: '{count} Compose services run privileged.',
    why: 'A privileged container can do nearly everything that root on the host can do.',
    mitigation: 'name the one capability or device it needs with cap_add or devices, and drop privileged',
    reference: 'https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities',
    example: {
      files: { 'compose.yaml': 'services:\n  gateway:\n    image: acme/gateway:2\n    privileged: true\n' },
      at: 'compose.yaml:4',
    },
    negative: {
      files: { 'compose.yaml': 'services:\n  gateway:\n    image: acme/gateway:2\n    privileged: false\n    cap_add: [NET_ADMIN]\n' },
    },
  },
  {
    id: 'hazard.compose-no-restart',
    severity: 'low',
    statement: 'The Compose service {name} does not come back after a crash, while others of its file do.',
    several: '{count} Compose services do not come back after a crash, while others of their file do.',
    why: 'The first lost process or restart of the host stops everything that needs it until somebody looks.',
    mitigation: 'add restart: unless-stopped to it, as its neighbours have',
    reference: 'https://docs.docker.com/engine/containers/start-containers-automatically/',
    example: {
      files: { 'compose.yaml': 'services:\n  api:\n    image: acme/api:3\n    restart: always\n  db:\n    image: postgres:17\n' },
      at: 'compose.yaml:5',
    },
    negative: {
      files: {
        'compose.yaml':
          'services:\n  api:\n    image: acme/api:3\n    restart: always\n  db:\n    image: postgres:17\n    restart: always\n    healthcheck: { test: pg_isready }\n  migrate:\n    image: acme/api:3\n    command: migrate\n',
      },
    },
  },
  {
    id: 'hazard.store-without-password',
    severity: 'low',
    statement: 'The Compose service {name} lets everybody in without a password and shows its port to the network.',
    several: '{count} Compose stores let everybody in without a password and show their port to the network.',
    why: 'Open stores are found by scanners within hours and emptied for ransom; a laptop on a shared network is enough.',
    mitigation: 'publish the port on 127.0.0.1 only today, and switch the password on before this file runs on a server',
    reference: 'https://hub.docker.com/_/postgres',
    example: {
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: trust\n    ports:\n      - "5432:5432"\n',
      },
      at: 'compose.yaml:5',
    },
    negative: {
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: trust\n    ports:\n      - "127.0.0.1:5432:5432"\n',
      },
    },
  },
  {
    id: 'hazard.secret-in-compose',
    severity: 'low',
    statement: 'The Compose file holds the value of {name} of {service}.',
    several: 'The Compose files hold the secrets of {count} services.',
    why: 'The password of a developer machine tends to become the one of the server, and it stays in the history of the repository.',
    mitigation: 'read it from an ignored .env file (${NAME:?}) and give every environment its own value',
    reference: 'https://docs.docker.com/compose/how-tos/use-secrets/',
    example: {
      files: { 'compose.yaml': `services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${'h7Gd2'}kLw9\n` },
      at: 'compose.yaml:5',
    },
    negative: {
      files: {
        'compose.yaml':
          'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it}\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\n      API_TOKEN: changeme\n',
      },
    },
  },
];

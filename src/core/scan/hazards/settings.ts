import type { HazardRule } from './hazard-rule.ts';

/** What the settings of an application show: of the default or the production profile, never of one for development. */
export const settingHazards: readonly HazardRule[] = [
  {
    id: 'hazard.debug-in-production',
    severity: 'medium',
    headline: 'Error pages explain the system to strangers',
    statement: 'The {framework} settings for every environment show errors with their internals.',
    several: '{count} settings files for every environment show errors with their internals.',
    why: 'An error page then shows source, settings and queries to whoever causes an error.',
    mitigation: 'read the switch from the environment with off as the default, and set it on developer machines only',
    reference: 'https://docs.djangoproject.com/en/stable/howto/deployment/checklist/#debug',
    example: { files: { 'shop/settings.py': 'import os\nDEBUG = True\nINSTALLED_APPS = []\n' }, at: 'shop/settings.py:2' },
    negative: {
      files: {
        'shop/settings.py': "import os\nDEBUG = True\nINSTALLED_APPS = []\nDEBUG = os.environ.get('DEBUG') == '1'\n",
        'shop/settings/local.py': 'DEBUG = True\nINSTALLED_APPS = []\n',
      },
    },
  },
  {
    id: 'hazard.schema-by-framework',
    severity: 'medium',
    headline: 'The tables change at a restart and nobody reviews it',
    statement: 'Hibernate changes the tables of the database by itself ({value}) at every start.',
    several: '{count} applications let Hibernate change the tables of their database at every start.',
    why: 'Nobody sees the change before it happens, columns are never renamed or removed, and create deletes what was there.',
    mitigation:
      'export the schema of today as the first Flyway script, set ddl-auto to validate, and write a script for every change from then on',
    reference: 'https://docs.spring.io/spring-boot/how-to/data-initialization.html',
    example: {
      files: {
        'src/main/resources/application.properties':
          'spring.datasource.url=jdbc:postgresql://db/shop\nspring.jpa.hibernate.ddl-auto=update\n',
      },
      at: 'src/main/resources/application.properties:2',
    },
    negative: {
      files: {
        'a/src/main/resources/application.properties':
          'spring.datasource.url=jdbc:postgresql://db/shop\nspring.jpa.hibernate.ddl-auto=validate\n',
        'b/src/main/resources/application.properties':
          'spring.datasource.url=jdbc:h2:mem:shop\nspring.jpa.hibernate.ddl-auto=create-drop\n',
        'c/src/main/resources/application-dev.properties': 'spring.jpa.hibernate.ddl-auto=create\n',
      },
    },
  },
  {
    id: 'hazard.actuator-exposed',
    severity: 'medium',
    headline: 'Management endpoints hand out what is in memory',
    statement: 'Every actuator endpoint of the application is exposed.',
    several: '{count} applications expose every actuator endpoint.',
    why: 'heapdump and env hand out passwords, and loggers and shutdown change the running system.',
    mitigation: 'expose health, info and prometheus only, on a management port that the ingress does not reach',
    reference: 'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.exposing',
    example: {
      files: { 'src/main/resources/application.yml': 'management:\n  endpoints:\n    web:\n      exposure:\n        include: "*"\n' },
      at: 'src/main/resources/application.yml:5',
    },
    negative: {
      files: {
        'src/main/resources/application.yml':
          'management:\n  endpoints:\n    web:\n      exposure:\n        include: health,info\n        exclude: "*"\n',
      },
    },
  },
  {
    id: 'hazard.database-console',
    severity: 'medium',
    headline: 'A database console is open by default',
    statement: 'The console of the H2 database is switched on in the default profile.',
    several: '{count} applications switch the console of the H2 database on in the default profile.',
    why: 'It runs any SQL, and through it any code, for whoever reaches the address and knows the default password.',
    mitigation: 'move the setting into the profile for development, and have production start without H2 on the class path',
    reference: 'https://docs.spring.io/spring-boot/reference/data/sql.html#data.sql.h2-web-console',
    example: {
      files: { 'src/main/resources/application.properties': 'server.port=8080\nspring.h2.console.enabled=true\n' },
      at: 'src/main/resources/application.properties:2',
    },
    negative: { files: { 'src/main/resources/application-local.properties': 'spring.h2.console.enabled=true\n' } },
  },
  {
    id: 'hazard.cors-with-credentials',
    severity: 'medium',
    headline: 'Any website can act as the signed-in user',
    statement: 'Every website may call the API with the cookies of its visitors.',
    several: '{count} APIs may be called by every website with the cookies of its visitors.',
    why: 'A page that a signed-in user opens elsewhere can read and change his data.',
    mitigation: 'list the origins of the own front ends, and allow credentials for these only',
    reference: 'https://cheatsheetseries.owasp.org/cheatsheets/HTML5_Security_Cheat_Sheet.html#cross-origin-resource-sharing',
    example: {
      files: { 'shop/settings.py': 'INSTALLED_APPS = []\nCORS_ALLOW_ALL_ORIGINS = True\nCORS_ALLOW_CREDENTIALS = True\n' },
      at: 'shop/settings.py:2',
    },
    negative: { files: { 'shop/settings.py': 'INSTALLED_APPS = []\nCORS_ALLOW_ALL_ORIGINS = True\n' } },
  },
  {
    id: 'hazard.tls-verification-off',
    severity: 'high',
    headline: 'Encrypted connections trust everybody',
    statement: 'Certificates are not checked: {key} is off.',
    several: '{count} places switch the check of certificates off.',
    why: 'Whoever stands between the two ends can read and change everything, and nothing will notice.',
    mitigation:
      'add the certificate of the inner authority to the trusted ones (NODE_EXTRA_CA_CERTS, the system store) and remove the switch',
    reference: 'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
    example: { files: { Dockerfile: 'FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\nUSER node\n' }, at: 'Dockerfile:2' },
    negative: {
      files: {
        Dockerfile: 'FROM node:22\n# ENV NODE_TLS_REJECT_UNAUTHORIZED=0\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\nUSER node\n',
        'docker-compose.dev.yml': 'services:\n  api:\n    build: .\n    environment:\n      - NODE_TLS_REJECT_UNAUTHORIZED=0\n',
      },
    },
  },
];

import type { HazardRule } from './hazard-rule.ts';

/** What manifests show. */
export const dependencyHazards: readonly HazardRule[] = [
  {
    id: 'hazard.unmaintained-library',
    severity: 'medium',
    headline: 'A library without makers holds up the next upgrade',
    statement: 'The library {name} has had no maintenance since {since}; its successor is {instead}.',
    several: '{count} libraries in use are no longer maintained.',
    why: 'Holes that are found from then on stay open, and it stops the next upgrade of what it was written for.',
    mitigation:
      'replace it behind the one module that calls it, by what its makers name as the successor, before the next large upgrade needs it',
    reference: 'https://owasp.org/Top10/A06_2021-Vulnerable_and_Outdated_Components/',
    example: {
      files: { 'package.json': '{\n  "name": "api",\n  "dependencies": {\n    "express": "^5.0.0",\n    "request": "^2.88.0"\n  }\n}' },
      at: 'package.json:5',
    },
    negative: {
      files: {
        'package.json':
          '{\n  "name": "api",\n  "dependencies": {\n    "express": "^5.0.0",\n    "request-ip": "^3.0.0"\n  },\n  "devDependencies": { "request": "^2.88.0" }\n}',
      },
    },
  },
  {
    id: 'hazard.dependency-any-version',
    severity: 'low',
    statement: 'The dependency {name} accepts any version.',
    several: '{count} dependencies accept any version.',
    why: 'The next install without a lock file can bring a new major version, or the version of an attacker.',
    mitigation: 'write the version that the lock file holds today with a caret in front',
    reference: 'https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies',
    example: {
      files: { 'package.json': '{\n  "name": "api",\n  "dependencies": {\n    "express": "latest"\n  }\n}' },
      at: 'package.json:4',
    },
    negative: {
      files: { 'package.json': '{\n  "name": "api",\n  "dependencies": {\n    "express": "^5.0.0",\n    "shop-shared": "*"\n  }\n}' },
    },
  },
  {
    id: 'hazard.dependency-from-git',
    severity: 'low',
    statement: 'The dependency {name} comes from a branch of a Git repository.',
    several: '{count} dependencies come from branches of Git repositories.',
    why: 'The code changes without a version, cannot be audited by the usual tools, and is gone when the repository is.',
    mitigation: 'publish the fork under an own scope, or at least name the full commit hash',
    reference: 'https://docs.npmjs.com/cli/configuring-npm/package-json#git-urls-as-dependencies',
    example: {
      files: { 'package.json': '{\n  "name": "api",\n  "dependencies": {\n    "parser": "github:acme/parser#main"\n  }\n}' },
      at: 'package.json:4',
    },
    negative: {
      files: {
        'package.json':
          '{\n  "name": "api",\n  "dependencies": {\n    "parser": "github:acme/parser#3f1b2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",\n    "other": "github:acme/other#v1.4.0",\n    "shared": "file:../shared"\n  }\n}',
      },
    },
  },
  {
    id: 'hazard.unpinned-requirements',
    severity: 'medium',
    headline: 'Python builds differ from day to day',
    statement: 'Python requirements name no versions, and nothing locks them.',
    several: '{count} requirements files name no versions, and nothing locks them.',
    why: 'Two builds of the same commit can contain different code, and a new major version breaks the build on a quiet day.',
    mitigation: 'freeze what runs today with uv pip compile or pip-tools into a locked file with hashes, and let a bot propose updates',
    reference: 'https://pip.pypa.io/en/stable/topics/repeatable-installs/',
    example: {
      files: { 'api/requirements.txt': '# web\nflask\nsqlalchemy\npsycopg2-binary\ngunicorn==22.0.0\n' },
      at: 'api/requirements.txt:2',
    },
    negative: {
      files: {
        'api/requirements.txt': 'flask==3.0.0\nsqlalchemy~=2.0\npsycopg2-binary>=2.9,<3\ngunicorn\n',
        'jobs/requirements.txt': 'flask\nsqlalchemy\nrequests\n',
        'jobs/uv.lock': 'version = 1\n',
      },
    },
  },
  {
    id: 'hazard.no-lock-file',
    severity: 'medium',
    headline: 'Two builds of one commit contain different code',
    statement: 'Dependencies are declared without a lock file.',
    why: 'Two builds of the same commit can contain different code, and an attacked package arrives by itself.',
    mitigation: 'commit the lock file of the package manager and install with npm ci (or its counterpart) in CI and images',
    reference: 'https://docs.npmjs.com/cli/configuring-npm/package-lock-json',
    example: {
      files: {
        'api/package.json':
          '{\n  "name": "api",\n  "scripts": { "start": "node server.js" },\n  "dependencies": { "express": "^5.0.0" }\n}',
        'other/go.sum': '',
      },
      at: 'api/package.json:2',
    },
    negative: {
      files: {
        'pnpm-lock.yaml': 'lockfileVersion: 9\n',
        'api/package.json':
          '{\n  "name": "api",\n  "scripts": { "start": "node server.js" },\n  "dependencies": { "express": "^5.0.0" }\n}',
      },
    },
  },
  {
    id: 'hazard.ended-runtime',
    severity: 'high',
    headline: 'A runtime without patches',
    statement: '{name} {version} has not been maintained since {date}.',
    why: 'Holes that are found from then on stay open, and every later upgrade is a larger step.',
    mitigation:
      'raise it by one major version at a time behind the tests, oldest first, and put the end dates into the calendar of the team',
    reference: 'https://owasp.org/Top10/A06_2021-Vulnerable_and_Outdated_Components/',
    example: { files: { Dockerfile: 'FROM node:16-alpine\nUSER node\nCMD ["node", "server.js"]\n' }, at: 'Dockerfile:1' },
    negative: { files: { Dockerfile: 'FROM node:24-alpine\nUSER node\nCMD ["node", "server.js"]\n' } },
  },
  {
    id: 'hazard.ended-store',
    severity: 'high',
    headline: 'A store without patches',
    statement: '{name} {version} has not been maintained since {date}.',
    why: 'A hole in the store is a hole to all data, and the managed clouds upgrade it by force on a day of their choice.',
    mitigation:
      'restore a backup into the next major version, run the tests and the slow queries against it, then upgrade in a planned hour',
    reference: 'https://www.postgresql.org/support/versioning/',
    example: { files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:11\n' }, at: 'compose.yaml:3' },
    negative: { files: { 'compose.yaml': 'services:\n  db:\n    image: postgres:17\n' } },
  },
];

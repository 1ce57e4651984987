import type { HazardRule } from './hazard-rule.ts';

/** What Dockerfiles, and the image names of manifests, show. */
export const imageHazards: readonly HazardRule[] = [
  {
    id: 'hazard.image-latest',
    severity: 'medium',
    headline: 'The same image name means another version tomorrow',
    statement: 'The image {image} is not pinned to a version.',
    several: '{count} images are not pinned to a version.',
    why: 'The next build or restart can bring another version than the one that was tested, and a rollback cannot name the old one.',
    mitigation: 'write the version that runs today into every image name, and let Dependabot or Renovate propose the next one',
    reference: 'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    example: { files: { 'api/Dockerfile': 'FROM node:latest\nUSER node\nCMD ["node", "server.js"]\n' }, at: 'api/Dockerfile:1' },
    negative: { files: { 'api/Dockerfile': 'FROM node:22.11-alpine AS base\nFROM base\nUSER node\nCMD ["node", "server.js"]\n' } },
  },
  {
    id: 'hazard.root-container',
    severity: 'medium',
    headline: 'A hole in the program is root in its container',
    statement: 'The image built on {image} starts as root.',
    several: '{count} images start as root.',
    why: 'An attacker who takes over the process has root in the container and one barrier less to the host.',
    mitigation:
      'add a user to the image and a USER line before the start command; in the cluster set runAsNonRoot, so that the old image is refused',
    reference: 'https://docs.docker.com/build/building/best-practices/#user',
    example: { files: { Dockerfile: 'FROM node:22-alpine\nCOPY . .\nCMD ["node", "server.js"]\n' }, at: 'Dockerfile:1' },
    negative: { files: { Dockerfile: 'FROM node:22-alpine\nCOPY . .\nUSER node\nCMD ["node", "server.js"]\n' } },
  },
  {
    id: 'hazard.image-remote-add',
    severity: 'low',
    statement: 'The image adds a file from the internet without a checksum.',
    several: '{count} images add a file from the internet without a checksum.',
    why: 'Whoever controls that address, or the line to it, decides what runs in the image from the next build on.',
    mitigation: 'add --checksum=sha256:… to the ADD line, or copy the file into the repository',
    reference: 'https://docs.docker.com/reference/dockerfile/#add---checksum',
    example: {
      files: { Dockerfile: 'FROM eclipse-temurin:21\nADD https://repo.example/agent.jar /agent.jar\nUSER 1000\n' },
      at: 'Dockerfile:2',
    },
    negative: {
      files: {
        Dockerfile:
          'FROM eclipse-temurin:21\nADD --checksum=sha256:24454f83 https://repo.example/agent.jar /agent.jar\nADD app.tar /app\nUSER 1000\n',
      },
    },
  },
  {
    id: 'hazard.image-piped-script',
    severity: 'low',
    statement: 'The image build runs a script straight from the internet.',
    several: '{count} image builds run a script straight from the internet.',
    why: 'The build executes whatever that server sends on that day, and nothing records what it was.',
    mitigation: 'install a pinned version from a package, or download, check a checksum, and only then run it',
    reference: 'https://slsa.dev/spec/v1.0/threats-overview',
    example: {
      files: { Dockerfile: 'FROM python:3.13\nRUN curl -fsSL https://get.example/install.sh | sh\nUSER 1000\n' },
      at: 'Dockerfile:2',
    },
    negative: { files: { Dockerfile: 'FROM python:3.13\nRUN curl -fsSL https://get.example/data.json | jq . > data.json\nUSER 1000\n' } },
  },
  {
    id: 'hazard.secret-in-image',
    severity: 'high',
    headline: 'A secret travels in every copy of the image',
    statement: 'The image carries a value for {name} in its {place}.',
    several: '{count} images carry a secret in their ENV or ARG lines.',
    why: 'Everybody who can pull the image can read it with docker history, in every version ever pushed.',
    mitigation: 'replace the secret, hand it over at run time (environment or mounted file), and use RUN --mount=type=secret for builds',
    reference: 'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    example: { files: { Dockerfile: `FROM node:22\nENV DB_PASSWORD=${'kD83hs0'}Ql\nUSER node\n` }, at: 'Dockerfile:2' },
    negative: {
      files: {
        Dockerfile:
          'FROM node:22\nARG NPM_TOKEN\nENV DB_PASSWORD=${DB_PASSWORD}\nENV API_KEY=changeme\nENV TOKEN_URL=https://id.example/token\nUSER node\n',
      },
    },
  },
  {
    id: 'hazard.development-server',
    severity: 'medium',
    headline: 'Users are served by a server made for developers',
    statement: 'The image starts {server}, which is made for development.',
    several: '{count} images start a server that is made for development.',
    why: 'Development servers answer one request at a time or show stack traces, and their makers say not to run them for users.',
    mitigation:
      'start the production server instead (node on the built output, gunicorn or uvicorn for Python) and keep the other one in a compose override',
    reference: 'https://flask.palletsprojects.com/en/stable/deploying/',
    example: {
      files: { Dockerfile: 'FROM python:3.13\nUSER 1000\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n' },
      at: 'Dockerfile:3',
    },
    negative: {
      files: {
        Dockerfile: 'FROM python:3.13\nUSER 1000\n# CMD python manage.py runserver\nCMD ["gunicorn", "shop.wsgi"]\n',
        'Dockerfile.dev': 'FROM python:3.13\nCMD ["python", "manage.py", "runserver"]\n',
      },
    },
  },
];

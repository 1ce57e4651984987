import { DockerfileParser } from 'dockerfile-ast';
import { byImage } from '../catalogue/index.ts';
import { observeHazard } from '../hazards/index.ts';
import type { ComponentKind } from '../../model/fact.ts';
import type { Problem } from '../../model/evidence.ts';
import type { Detector, DetectorInput, DetectorOutput, Observation } from '../observation.ts';
import { buildHazards } from './dockerfile-hazards.ts';
import type { ImageBuild, Instruction } from './dockerfile-hazards.ts';
import { folderOf } from './paths.ts';
import { imageVersion, isUnpinned, parseImage } from './image-name.ts';
import type { ImageName } from './image-name.ts';

/** The parser takes more than a second for a megabyte on one line; nobody writes a Dockerfile this long. */
const maxLength = 128 * 1024;
const maxStages = 100;

interface Stage {
  readonly alias?: string;
  readonly line: number;
  /** As written, with the defaults of `ARG` put in. */
  readonly from: string;
  readonly instructions: Instruction[];
}

/** A stage's base, followed through other stages of the file to an image. */
interface Base {
  readonly line: number;
  readonly image: ImageName;
}

const keywords = new Set(
  'FROM ARG RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ONBUILD STOPSIGNAL HEALTHCHECK SHELL'.split(' '),
);

/** `dockerfile.ts` and `Dockerfile.md` are about Dockerfiles; `Dockerfile.node` and `Dockerfile.web` are some. */
const otherFile =
  /\.(dockerignore|[cm]?[jt]sx?|py|pyi|go|java|kts?|scala|rb|rs|php|cs|fs|swift|ex|exs|erl|c|cc|cpp|h|hpp|lua|vim|snap|md|mdx|rst|adoc|txt|html?|css|json5?|jsonc|ya?ml|toml|xml|lock|log|sh|bash|ps1|svg|png|j2|jinja2?|tmpl|tpl|template|erb|orig|rej|bak|swp)$/i;

/** Reads Dockerfiles: what runs in the final stage, on which version, as which user, and whether its health is checked. */
export const dockerfile: Detector = {
  id: 'dockerfile',
  matches: (path) =>
    /(^|\/)(Dockerfile|Containerfile)(\.[\w.-]+)?$|(^|\/)[\w.-]+\.(Dockerfile|Containerfile)$/i.test(path) && !otherFile.test(path),
  detect,
  examples: [
    {
      path: 'api/Dockerfile',
      text: 'ARG NODE=18\nFROM node:${NODE}-alpine AS build\nRUN npm ci\nFROM build\nHEALTHCHECK CMD wget -q localhost\nEXPOSE 3000\n',
      sees: ['unit api@4', 'technology nodejs@2', 'practice containers@4', 'practice health-checks@5', 'hazard hazard.root-container@4'],
    },
    {
      path: 'Dockerfile',
      text: '# syntax=docker/dockerfile:1\nFROM golang:1.22 AS build\nRUN go build\nFROM gcr.io/distroless/static:nonroot\nCOPY --from=build /app /app\n',
      sees: ['technology go@2', 'unit .@4'],
      not: ['hazard hazard.root-container@4', 'hazard hazard.image-latest@4'],
    },
    {
      path: 'web/Dockerfile',
      text: 'FROM node:22 AS build\nRUN npm run build\nFROM nginx:latest\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
      sees: ['technology nginx@3', 'technology nodejs@1', 'hazard hazard.image-latest@3'],
    },
    {
      path: '.devcontainer/Dockerfile',
      text: 'FROM python:3.11\nRUN pip install black\n',
      sees: [],
      not: ['practice containers@1', 'hazard hazard.root-container@1'],
    },
    {
      path: 'all-in-one/Dockerfile',
      text: 'FROM acme/web:1 AS web\nFROM acme/api:1 AS api\nFROM acme/live:1 AS live\nFROM python:3.13\nCOPY --from=web /app /web\nCOPY --from=api /app /api\nCOPY --from=live /app /live\n',
      sees: ['practice containers@4'],
      not: ['unit all-in-one@4'],
    },
    { path: '.gitpod.Dockerfile', text: 'FROM gitpod/workspace-full\n', sees: [], not: ['unit .@1', 'practice containers@1'] },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  if (input.text.length > maxLength)
    return { observations: [], problems: [input.problem('too-large', 'a Dockerfile over 128 KiB is not read')] };
  const problems: Problem[] = [];
  const stages = readStages(input, problems);
  const final = stages.at(-1);
  if (final === undefined) {
    if (problems.length === 0) problems.push(input.problem('syntax-error', 'no FROM instruction', 1));
    return { observations: [], problems };
  }
  const helper = isDevelopmentFile(input.path);
  const observations = [
    ...technologies(input, stages, helper),
    ...(helper ? [] : [...runs(input, stages, final), ...hazards(input, stages, final), ...buildHazards(input, buildOf(stages, final))]),
  ];
  return { observations, problems };
}

/** Development containers and files for tests or builds say nothing about what runs in production. */
function isDevelopmentFile(path: string): boolean {
  return (
    /(^|\/)(\.devcontainer\/|\.gitpod\.)/.test(path) ||
    /\.(dev|develop|development|local|test|tests|e2e|playwright|cypress|debug|ci|lint|docs|base|builder|build)$/i.test(path) ||
    /(^|\/)(dev|test|ci)\.(Dockerfile|Containerfile)$/i.test(path)
  );
}

function readStages(input: DetectorInput, problems: Problem[]): Stage[] {
  const args = new Map<string, string>();
  const stages: Stage[] = [];
  const lines = input.text.split(/\r?\n/);
  for (const instruction of DockerfileParser.parse(input.text).getInstructions()) {
    const line = instruction.getRange().start.line + 1;
    const keyword = instruction.getKeyword();
    // The parser's own argument text leaves flags such as --from out.
    const range = instruction.getRange();
    const text = lines
      .slice(range.start.line, range.end.line + 1)
      .join(' ')
      .slice(0, 4_000)
      .trimStart()
      .slice(keyword.length)
      .trimStart();
    if (!keywords.has(keyword)) {
      if (problems.length < 5) problems.push(input.problem('syntax-error', `unknown instruction ${keyword.slice(0, 40)}`, line));
    } else if (keyword === 'FROM') {
      if (stages.length >= maxStages) break;
      stages.push(readFrom(text, line, args));
    } else if (stages.length === 0) {
      // Only arguments before the first FROM can be used in one.
      const match = /^(\w+)=["']?([^"'\s]*)/.exec(text);
      if (keyword === 'ARG' && match?.[1] !== undefined) args.set(match[1], match[2] ?? '');
    } else {
      stages.at(-1)?.instructions.push({ keyword, line, text });
    }
  }
  return stages;
}

function readFrom(text: string, line: number, args: ReadonlyMap<string, string>): Stage {
  const words = text.split(/\s+/).filter((word) => word !== '' && !word.startsWith('--'));
  const alias = words[1]?.toUpperCase() === 'AS' ? words[2]?.toLowerCase() : undefined;
  const from = (words[0] ?? '').replace(
    /\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g,
    (whole, braced: string, fallback: string, plain: string) => args.get(braced ?? plain) ?? fallback ?? whole,
  );
  return { line, from, instructions: [], ...(alias === undefined ? {} : { alias }) };
}

/** The stages that a stage stands on, itself first. A stage can only stand on an earlier one, so this ends. */
function chainOf(stages: readonly Stage[], stage: Stage): readonly Stage[] {
  const chain = [stage];
  let index = stages.indexOf(stage);
  for (;;) {
    const name = chain.at(-1)?.from.toLowerCase();
    const below = stages.findLastIndex((candidate, at) => at < index && candidate.alias === name);
    const parent = stages[below];
    if (parent === undefined) return chain;
    chain.push(parent);
    index = below;
  }
}

function baseOf(stages: readonly Stage[], stage: Stage): Base | undefined {
  const root = chainOf(stages, stage).at(-1);
  const image = root === undefined ? undefined : parseImage(root.from);
  return root === undefined || image === undefined ? undefined : { line: root.line, image };
}

/** Stages whose files the final stage copies: `COPY --from=build`, by name or number. */
function copiedStages(stages: readonly Stage[], final: Stage): readonly Stage[] {
  const names = chainOf(stages, final)
    .flatMap((stage) => stage.instructions)
    .filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD')
    .flatMap(({ text }) => /--from=(\S+)/.exec(text)?.[1]?.toLowerCase() ?? []);
  return stages.filter((stage, index) => names.some((name) => name === stage.alias || name === String(index)));
}

function technologies(input: DetectorInput, stages: readonly Stage[], helper: boolean): Observation[] {
  const final = stages.at(-1);
  if (final === undefined) return [];
  const seen = new Map<string, Observation>();
  const add = (base: Base | undefined, scope: 'production' | 'development'): boolean => {
    // A bare base says nothing about the language: what was copied into it does.
    const bare =
      base === undefined || /^(scratch|alpine|debian|ubuntu|busybox|distroless\/(static|base|cc)[\w-]*)$/.test(base.image.repository);
    const technology = bare ? undefined : byImage(base.image.repository);
    if (base === undefined || technology === undefined) return false;
    const version = imageVersion(base.image);
    if (!seen.has(technology.id)) {
      seen.set(technology.id, {
        type: 'technology',
        technology: technology.id,
        scope,
        folder: folderOf(input.path),
        evidence: input.evidence(base.line),
        ...(version === undefined ? {} : { version }),
      });
    }
    return true;
  };
  const finalKnown = add(baseOf(stages, final), helper ? 'development' : 'production');
  for (const stage of copiedStages(stages, final)) {
    // A binary copied into a bare image still carries the runtime it was compiled with; files copied into nginx do not.
    add(baseOf(stages, stage), finalKnown || helper ? 'development' : 'production');
  }
  return [...seen.values()];
}

function runs(input: DetectorInput, stages: readonly Stage[], final: Stage): Observation[] {
  const evidence = input.evidence(final.line);
  if (isBundle(stages, final)) return [{ type: 'practice', practice: 'containers', evidence }];
  const found: Observation[] = [
    { type: 'unit', folder: folderOf(input.path), ecosystem: 'docker', runs: kindOf(stages, final), evidence },
    { type: 'practice', practice: 'containers', evidence },
  ];
  const check = lastOf(stages, final, 'HEALTHCHECK');
  if (check !== undefined && !/^NONE\b/i.test(check.text))
    found.push({ type: 'practice', practice: 'health-checks', evidence: input.evidence(check.line) });
  return found;
}

/** Whether the image only puts finished programs of others together: several applications in one, none of them built here. */
function isBundle(stages: readonly Stage[], final: Stage): boolean {
  const images = copiedStages(stages, final).flatMap((stage) => {
    const image = stage.instructions.some(({ keyword }) => keyword === 'RUN' || keyword === 'COPY')
      ? undefined
      : baseOf(stages, stage)?.image;
    return image !== undefined && image.repository.includes('/') && byImage(image.repository) === undefined ? [image.repository] : [];
  });
  const owners = new Set(images.map((name) => name.slice(0, name.lastIndexOf('/'))));
  return new Set(images).size > 2 && owners.size < images.length;
}

function kindOf(stages: readonly Stage[], final: Stage): ComponentKind {
  const base = baseOf(stages, final)?.image.repository ?? '';
  const known = byImage(base)?.component;
  const builtByNode = copiedStages(stages, final).some((stage) => /^(node|oven\/bun)$/.test(baseOf(stages, stage)?.image.repository ?? ''));
  if (/(^|\/)(nginx|nginx-unprivileged|caddy|httpd)$/.test(base) && builtByNode) return 'web-client';
  const start = `${lastOf(stages, final, 'ENTRYPOINT')?.text ?? ''} ${lastOf(stages, final, 'CMD')?.text ?? ''}`;
  if (/\b(celery|sidekiq|rq|dramatiq)\b.*\bworker\b|\bsidekiq\b/i.test(start)) return 'worker';
  return known ?? 'service';
}

/** The instruction that counts: the last one of the final stage, or else of the stages it stands on. */
function lastOf(stages: readonly Stage[], final: Stage, keyword: string): Instruction | undefined {
  for (const stage of chainOf(stages, final)) {
    const found = stage.instructions.findLast((instruction) => instruction.keyword === keyword);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A last stage for development is built by name only; what it starts says nothing. */
function buildOf(stages: readonly Stage[], final: Stage): ImageBuild {
  const start = [lastOf(stages, final, 'ENTRYPOINT'), lastOf(stages, final, 'CMD')].filter((one) => one !== undefined);
  return {
    all: stages.flatMap((stage) => stage.instructions),
    kept: chainOf(stages, final).flatMap((stage) => stage.instructions),
    start: /dev|test|debug|local/.test(final.alias ?? '') ? [] : start,
  };
}

function hazards(input: DetectorInput, stages: readonly Stage[], final: Stage): Observation[] {
  const base = baseOf(stages, final);
  const found: Observation[] = [];
  const unpinned = [final, ...copiedStages(stages, final)]
    .map((stage) => baseOf(stages, stage))
    .find(
      (one) =>
        one !== undefined && one.image.repository !== 'scratch' && !one.image.repository.startsWith('distroless/') && isUnpinned(one.image),
    );
  if (unpinned !== undefined)
    found.push(
      observeHazard(
        'hazard.image-latest',
        input.evidence(unpinned.line),
        { image: input.redact(unpinned.image.repository) },
        folderOf(input.path),
      ),
    );
  const user = lastOf(stages, final, 'USER');
  const userIsRoot = user !== undefined && /^(root|0)(:|\s|$)/.test(user.text.trim());
  if (userIsRoot || (user === undefined && base !== undefined && startsAsRoot(base.image))) {
    found.push(
      observeHazard(
        'hazard.root-container',
        input.evidence(user?.line ?? final.line),
        { image: input.redact(base?.image.repository ?? final.from) },
        folderOf(input.path),
      ),
    );
  }
  return found;
}

/**
 * Whether a container of the image starts as root when the file names no user. Said only of official images, whose
 * user is documented; stores drop the privilege in their own entry point, and what a foreign image does is not known.
 */
function startsAsRoot(image: ImageName): boolean {
  if (/nonroot|rootless|chiseled/.test(`${image.repository}:${image.tag ?? ''}`)) return false;
  if (image.repository.startsWith('distroless/') || image.repository.startsWith('dotnet/')) return true;
  if (image.registry !== undefined && !/^(docker\.io|registry-1\.docker\.io|public\.ecr\.aws|mirror\.gcr\.io)$/.test(image.registry))
    return false;
  const kind = byImage(image.repository)?.component;
  const isStateful = kind === 'store' || kind === 'cache' || kind === 'broker' || kind === 'search';
  return (
    !image.repository.includes('/') &&
    !isStateful &&
    !/^(jenkins|grafana|elasticsearch|logstash|kibana|solr|sonarqube|nginx|httpd|caddy|traefik|haproxy)$/.test(image.repository)
  );
}

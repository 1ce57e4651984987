import { isLiteralSecret } from '../hazards/literal-secret.ts';
import { observeHazard } from '../hazards/index.ts';
import type { DetectorInput, Observation } from '../observation.ts';
import { folderOf } from './paths.ts';

/** An instruction of a Dockerfile with its arguments on one line. */
export interface Instruction {
  readonly keyword: string;
  /** 1-based line it starts on. */
  readonly line: number;
  readonly text: string;
}

/** What of a Dockerfile is looked at. */
export interface ImageBuild {
  /** Of every stage, in file order. */
  readonly all: readonly Instruction[];
  /** Of the final stage and the stages it stands on: what ends up in the image. */
  readonly kept: readonly Instruction[];
  /** The instructions that start the container. */
  readonly start: readonly Instruction[];
}

/** Settings of an image build that can hurt, beside its base and its user. */
export function buildHazards(input: DetectorInput, build: ImageBuild): readonly Observation[] {
  return [...remoteFiles(input, build), ...pipedScripts(input, build), ...secrets(input, build), ...developmentServer(input, build)];
}

function remoteFiles(input: DetectorInput, { all }: ImageBuild): Observation[] {
  const found = all.find(
    ({ keyword, text }) => keyword === 'ADD' && /(^|\s)https?:\/\/(?!\S*\.git(#|\s))/.test(text) && !text.includes('--checksum'),
  );
  return found === undefined ? [] : [observeHazard('hazard.image-remote-add', input.evidence(found.line), {}, folderOf(input.path))];
}

const piped =
  /\b(curl|wget)\b[^|;]{0,400}https?:[^|;]{0,400}\|\s{0,4}(sudo\s{1,4}(-\w{1,4}\s{1,4})?)?(ba|z|da|k)?sh\b|\b(ba)?sh\s{1,4}(-c\s{1,4})?["']?[<$]\((curl|wget)\b/;

function pipedScripts(input: DetectorInput, { all }: ImageBuild): Observation[] {
  const found = all.find(({ keyword, text }) => keyword === 'RUN' && piped.test(text));
  if (found === undefined) return [];
  // A long RUN has the download somewhere in its middle.
  const offset = input.text
    .split(/\r?\n/)
    .slice(found.line - 1, found.line + 80)
    .findIndex((line) => /\b(curl|wget)\b/.test(line.slice(0, 2_000)) && /https?:/.test(line.slice(0, 2_000)));
  return [observeHazard('hazard.image-piped-script', input.evidence(found.line + Math.max(0, offset)), {}, folderOf(input.path))];
}

function secrets(input: DetectorInput, { all, kept }: ImageBuild): Observation[] {
  const candidates = [...kept.filter(({ keyword }) => keyword === 'ENV'), ...all.filter(({ keyword }) => keyword === 'ARG')];
  for (const { keyword, line, text } of candidates) {
    const name = pairsOf(text).find(([key, value]) => isLiteralSecret(key, value))?.[0];
    if (name !== undefined)
      return [
        observeHazard(
          'hazard.secret-in-image',
          input.evidence(line),
          { name: input.redact(name), place: keyword === 'ENV' ? 'environment' : 'build arguments' },
          folderOf(input.path),
        ),
      ];
  }
  return [];
}

/** `KEY=value OTHER="a b"`, or `KEY value` in its old form. */
function pairsOf(text: string): (readonly [string, string])[] {
  const old = /^([A-Za-z_]\w*)\s+([^=\s]\S*)\s*$/.exec(text);
  if (old !== null) return [[old[1] ?? '', old[2] ?? '']];
  return [...text.matchAll(/([A-Za-z_]\w{0,100})=("[^"]{0,500}"|'[^']{0,500}'|[^\s"']{0,500})/g)].map((match) => [
    match[1] ?? '',
    match[2] ?? '',
  ]);
}

/** Commands that their makers document as made for development. Words are separated by spaces or by the marks of a JSON list. */
const developmentServers: readonly (readonly [string, RegExp])[] = [
  ['manage.py runserver', /manage\.py["',\s]+runserver\b/],
  ['flask run', /\bflask["',\s]+(--app["',\s]+[\w.:-]+["',\s]+)?run\b/],
  ['uvicorn --reload', /\buvicorn\b.{0,200}--reload\b/],
  ['nodemon', /(^|["'\s/])nodemon\b/],
  ['ts-node-dev', /\bts-node-dev\b/],
  ['the dev script', /\b(npm|yarn|pnpm|bun)["',\s]+(run["',\s]+)?(dev|develop|start:dev)(?![\w:-])/],
  ['ng serve', /\bng["',\s]+serve\b/],
  ['next dev', /\bnext["',\s]+dev\b/],
  ['webpack serve', /\bwebpack(-dev-server|["',\s]+serve)\b/],
  ['artisan serve', /\bartisan["',\s]+serve\b/],
  ['php -S', /\bphp["',\s]+-S\b/],
  ['dotnet watch', /\bdotnet["',\s]+watch\b/],
];

function developmentServer(input: DetectorInput, { start }: ImageBuild): Observation[] {
  for (const { text, line } of start) {
    const server = developmentServers.find(([, pattern]) => pattern.test(text.slice(0, 2_000)))?.[0];
    if (server !== undefined) return [observeHazard('hazard.development-server', input.evidence(line), { server }, folderOf(input.path))];
  }
  return [];
}

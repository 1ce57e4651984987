import { longLine, shortLines } from '../parse/guard.ts';
import type { Detector, DetectorInput, DetectorOutput } from '../observation.ts';
import { observePipeline, placed } from './pipeline.ts';
import type { Placed } from './pipeline.ts';

/**
 * Reads Jenkinsfiles line by line: what `sh`, `bat` and their like are given, the images of agents, and known steps.
 * Groovy is not run; a command that is put together from variables says only what stands there.
 */
export const jenkinsfile: Detector = {
  id: 'jenkinsfile',
  matches: (path) => /(^|\/)Jenkinsfile([._-][\w.-]+)?$|\.jenkinsfile$/i.test(path),
  detect,
  examples: [
    {
      path: 'Jenkinsfile',
      text: "pipeline {\n  agent { docker { image 'maven:3.9-eclipse-temurin-21' } }\n  stages {\n    stage('Test') {\n      steps {\n        // sh 'fly deploy'\n        sh 'mvn -B verify'\n      }\n    }\n    stage('Deploy') {\n      steps {\n        sh '''\n          docker build -t shop .\n          kubectl apply -f k8s\n        '''\n      }\n    }\n  }\n}\n",
      sees: [
        'technology jenkins@1',
        'practice automated-tests@7',
        'practice continuous-integration@7',
        'practice containers@13',
        'practice continuous-delivery@14',
        'deployment kubernetes@14',
      ],
      not: ['deployment fly@6'],
    },
    {
      path: 'Jenkinsfile',
      text: "@Library('shared') _\nstandardPipeline(name: 'shop')\n",
      sees: ['technology jenkins@1', 'practice continuous-integration@2'],
      not: ['practice automated-tests@2'],
    },
  ],
};

/** A file of more lines is not one that people wrote. */
const maxLines = 10_000;

/** A step of a shared library (`buildPlugin(`, `infra.runMaven(`, `withPipeline(`), named after what it builds or runs. */
const libraryStep =
  /^(\w+\.)?(?!buildDiscarder|buildBlocker|pipelineTriggers|nodeLabel)((build|run|test|standard|maven|gradle|node|docker|ci|pipeline)[A-Z]\w*|with\w{0,40}Pipeline)\s*\(/;

/** What a reader of Groovy, line by line, has to remember. */
interface Reading {
  /** The triple quote that is open, its line, and whether it is a script's. */
  open?: { readonly quote: string; readonly line: number; readonly isScript: boolean };
  comment?: number;
  readonly commands: Placed[];
  readonly images: Placed[];
  first?: number;
  /** First call of a step that is written elsewhere. */
  library?: number;
}

function detect(input: DetectorInput): DetectorOutput {
  const reading: Reading = { commands: [], images: [] };
  for (const [index, text] of shortLines(input.text).slice(0, maxLines).entries()) readLine(reading, text, index + 1);
  const problems = [];
  const long = longLine(input.text);
  if (long !== undefined) problems.push(input.problem(long.reason, long.detail, long.line));
  const unclosed = reading.open?.line ?? reading.comment;
  if (unclosed !== undefined) problems.push(input.problem('syntax-error', 'a text or comment that is never closed', unclosed));
  const { first } = reading;
  return {
    observations:
      first === undefined
        ? []
        : observePipeline(input, {
            tool: 'jenkins',
            line: first,
            commands: reading.commands,
            images: reading.images,
            elsewhere: reading.library,
          }),
    problems,
  };
}

function readLine(reading: Reading, written: string, line: number): void {
  if (reading.open !== undefined) {
    const end = written.indexOf(reading.open.quote);
    const body = (end === -1 ? written : written.slice(0, end)).trim();
    if (reading.open.isScript) reading.commands.push(...placed(body, line));
    if (end !== -1) delete reading.open;
    return;
  }
  const text = withoutComments(reading, written, line).trim();
  if (text === '') return;
  if (/^(pipeline|node|@Library|library|properties|def |import |stage|\w+\s*\(|\w+\s*\{)/.test(text)) reading.first ??= line;
  if (libraryStep.test(text)) reading.library ??= line;
  const image = /\b(?:image\s*\(?\s*|docker\.image\(\s*)['"]([^'"\s]{1,200})['"]/.exec(text)?.[1];
  if (image !== undefined) reading.images.push(...placed(image, line));
  const step =
    /\b(?:sh|bat|powershell|pwsh|script)\s*\(?\s*(?:\[?(?:\w+\s*:\s*(?!['"]{3})[\w'"-]+\s*,\s*)*script\s*:\s*)?(['"]{3}|['"])/.exec(text);
  const quote = step?.[1];
  if (step === null || quote === undefined) {
    openText(reading, text, line);
    return;
  }
  const rest = text.slice(step.index + step[0].length);
  const end = rest.indexOf(quote);
  reading.commands.push(...placed((end === -1 ? rest : rest.slice(0, end)).trim().slice(0, 500), line));
  if (end === -1 && quote.length === 3) reading.open = { quote, line, isScript: true };
}

/** A text over several lines that is no script (a Pod's YAML): its lines are no Groovy. */
function openText(reading: Reading, text: string, line: number): void {
  const quote = /"""|'''/.exec(text);
  if (quote !== null && text.indexOf(quote[0], quote.index + 3) === -1) reading.open = { quote: quote[0], line, isScript: false };
}

/** The code of a line without its comments; remembers one that stays open. `//` within a URL is no comment. */
function withoutComments(reading: Reading, written: string, line: number): string {
  let text = written;
  if (reading.comment !== undefined) {
    const end = text.indexOf('*/');
    if (end === -1) return '';
    delete reading.comment;
    text = text.slice(end + 2);
  }
  const bare = text.trimStart();
  if (bare.startsWith('//') || bare.startsWith('#!')) return '';
  // A comment that opens inside a pattern (`'**/*.xml'`) is none: it opens at the start of a line or behind a space.
  const start = /(^|\s)\/\*/.exec(text);
  if (start !== null) {
    const end = text.indexOf('*/', start.index + 2);
    if (end === -1) reading.comment = line;
    return end === -1 ? text.slice(0, start.index) : text.slice(0, start.index) + text.slice(end + 2);
  }
  const slashes = /\s\/\/\s/.exec(text);
  return slashes === null ? text : text.slice(0, slashes.index);
}

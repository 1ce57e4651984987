import { longLine, shortLines } from '../parse/guard.ts';
import type { Detector, DetectorInput, DetectorOutput } from '../observation.ts';
import { observePipeline, placed } from './pipeline.ts';
import type { Placed } from './pipeline.ts';

/** Reads TeamCity's settings in Kotlin line by line: what its build steps run. The program itself is not run. */
export const teamcity: Detector = {
  id: 'teamcity',
  matches: (path) => /^([^/]+\/)?\.teamcity\/[\w./-]+\.kts?$/.test(path),
  detect,
  examples: [
    {
      path: '.teamcity/settings.kts',
      text: 'version = "2024.03"\nproject {\n    buildType(Build)\n}\nobject Build : BuildType({\n    steps {\n        maven {\n            goals = "clean verify"\n        }\n        // gradle { tasks = "check" }\n        script {\n            scriptContent = """\n                docker build -t shop .\n                kubectl apply -f k8s\n            """.trimIndent()\n        }\n    }\n})\n',
      sees: [
        'technology teamcity@2',
        'practice automated-tests@8',
        'practice continuous-integration@8',
        'practice containers@13',
        'deployment kubernetes@14',
      ],
    },
    { path: '.teamcity/settings.kts', text: 'version = "2024.03"\n', sees: [], not: ['technology teamcity@1'] },
  ],
};

/** A file of more lines is not one that people wrote. */
const maxLines = 10_000;

/** Properties of build steps by the program that they are arguments of. */
const programs: Readonly<Record<string, string>> = { goals: 'mvn ', tasks: 'gradle ', scriptContent: '', shellScript: 'npm ' };

function detect(input: DetectorInput): DetectorOutput {
  const commands: Placed[] = [];
  let first: number | undefined;
  let open: number | undefined;
  for (const [index, text] of shortLines(input.text).slice(0, maxLines).entries()) {
    const line = index + 1;
    if (open !== undefined) {
      const end = text.indexOf('"""');
      commands.push(...placed((end === -1 ? text : text.slice(0, end)).trim(), line));
      if (end !== -1) open = undefined;
      continue;
    }
    if (/^\s*(\/\/|\*|\/\*)/.test(text)) continue;
    if (/^\s*(project\s*\{|buildType\(|object \w+ ?: ?BuildType)/.test(text)) first ??= line;
    const step = /\b(goals|tasks|scriptContent|shellScript)\s*=\s*("""|")/.exec(text);
    const [whole = '', property = '', quote = ''] = step ?? [];
    if (step === null) continue;
    const rest = text.slice(step.index + whole.length);
    const end = rest.indexOf(quote);
    commands.push(...placed(`${programs[property] ?? ''}${end === -1 ? rest : rest.slice(0, end)}`.trim(), line));
    if (quote === '"""' && end === -1) open = line;
  }
  const long = longLine(input.text);
  const problems = long === undefined ? [] : [input.problem(long.reason, long.detail, long.line)];
  if (open !== undefined) problems.push(input.problem('syntax-error', 'a text that is never closed', open));
  const observations = first === undefined ? [] : observePipeline(input, { tool: 'teamcity', line: first, commands, elsewhere: first });
  return { observations, problems };
}

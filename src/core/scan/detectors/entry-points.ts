import type { ComponentKind } from '../../model/fact.ts';
import type { Detector, DetectorInput, DetectorOutput, UnitObservation } from '../observation.ts';
import { shortLines } from '../parse/guard.ts';
import { folderOf } from '../tree-rules.ts';
import { springRoles } from './spring.ts';

interface EntryRule {
  readonly file: RegExp;
  readonly ecosystem: UnitObservation['ecosystem'];
  /** Line that shows that a server starts here. */
  readonly line: RegExp;
  /** Whether the file has to show something else too. */
  readonly also?: RegExp;
  /** What a file in a folder for commands has to show instead. */
  readonly tool?: { readonly folder: RegExp; readonly also: RegExp };
  /** False where the line alone does not say that a server starts. */
  readonly starts?: false;
  /** Folder of the unit, from the folder of the file. */
  unit(folder: string): { readonly folder: string; readonly name?: string };
}

/** The Maven or Gradle module above `src/main`. */
const module = (folder: string): { readonly folder: string } => ({ folder: folder.replace(/(^|\/)src\/main\/.*$/, '') });

/** Files that start a server, by the language. */
const entryRules: readonly EntryRule[] = [
  {
    file: /(^|\/)cmd\/[\w.-]+\/main\.go$|(^|\/)main\.go$/,
    ecosystem: 'go',
    line: /^func main\(\)/,
    also: /ListenAndServe|\.Listen\(|net\.Listen|grpc\.NewServer|\.Run\(|http\.Server|\.Start\(/,
    // A command that people type runs something as well.
    tool: { folder: /(^|\/)(cli|ctl|tools?|hack|scripts?)\//, also: /ListenAndServe|\.Listen\(|net\.Listen|grpc\.NewServer|http\.Server/ },
    // `cmd/worker` is a program of its own, which shares its module with the others.
    unit: (folder) => ({ folder }),
  },
  {
    file: /(^|\/)src\/main\/(java|kotlin)\/.*(Application|App|Main|Server|Service)\.(java|kt)$/,
    ecosystem: 'java',
    line: /^@(SpringBootApplication|EnableConfigServer|EnableEurekaServer|EnableZuulProxy|EnableAdminServer|QuarkusMain)\b|SpringApplication\.run\(|runApplication</,
    unit: module,
  },
  // Whether a Rust program serves is told by its crate's dependencies; that there is a program, by its main function.
  {
    file: /(^|\/)src\/main\.rs$/,
    ecosystem: 'other',
    line: /^\s*(pub\s+)?(async\s+)?fn main\(/,
    // A generator or a tool of a server's crate runs through; a server waits.
    also: /\basync fn main\(|block_on\(|Runtime::new|runtime::Builder|HttpServer::|#\[launch\]|\.launch\(|serve\(/,
    unit: (folder) => ({ folder: folder.replace(/(^|\/)src$/, '') }),
    starts: false,
  },
  { file: /(^|\/)manage\.py$/, ecosystem: 'python', line: /DJANGO_SETTINGS_MODULE/, unit: (folder) => ({ folder }) },
];

/** Reads the few source files whose names say that a program starts in them, and looks for the line that starts a server. */
export const entryPoints: Detector = {
  id: 'entry-points',
  matches: (path) => entryRules.some((rule) => rule.file.test(path)),
  detect,
  examples: [
    {
      path: 'config/src/main/java/acme/ConfigApplication.java',
      text: 'package acme;\n\n@SpringBootApplication\n@EnableConfigServer\npublic class ConfigApplication {}\n',
      sees: ['unit config@3'],
    },
    { path: 'cmd/api/main.go', text: 'package main\n\nfunc main() {\n\thttp.ListenAndServe(":80", nil)\n}\n', sees: ['unit api@3'] },
    {
      path: 'cli/cmd/acme/main.go',
      text: 'package main\n\nfunc main() {\n\tos.Exit(acme.Run(os.Args[1:]))\n}\n',
      sees: [],
      not: ['unit acme@3'],
    },
    { path: 'main.go', text: 'package main\n\nfunc main() {\n\tfmt.Println("hi")\n}\n', sees: [], not: ['unit .@3'] },
    { path: 'cli/src/main.rs', text: 'fn main() {\n  println!("{}", config());\n}\n', sees: [], not: ['unit cli@1'] },
    { path: 'api/src/main.rs', text: '#[tokio::main]\nasync fn main() {\n}\n', sees: ['unit api@2'] },
    {
      path: 'site/manage.py',
      text: '#!/usr/bin/env python\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
      sees: ['unit site@2'],
    },
  ],
};

function detect(input: DetectorInput): DetectorOutput {
  const rule = entryRules.find((one) => one.file.test(input.path));
  const lines = shortLines(input.text);
  const at = rule === undefined ? -1 : lines.findIndex((line) => rule.line.test(line));
  const also = rule?.tool?.folder.test(input.path) === true ? rule.tool.also : rule?.also;
  if (rule === undefined || at === -1 || (also !== undefined && !lines.some((line) => also.test(line))))
    return { observations: [], problems: [] };
  return {
    observations: [
      {
        type: 'unit',
        ecosystem: rule.ecosystem,
        ...(rule.starts === false ? {} : { runs: kindOf(rule, lines) }),
        evidence: input.evidence(at + 1),
        ...rule.unit(folderOf(input.path)),
      },
    ],
    problems: [],
  };
}

/** Annotations on the class that starts a Spring program say what kind of server it is. */
function kindOf(rule: EntryRule, lines: readonly string[]): ComponentKind {
  if (rule.ecosystem !== 'java') return 'service';
  return springRoles.find((role) => lines.some((line) => role.annotation.test(line)))?.kind ?? 'service';
}

import { parseArgs } from 'node:util';
import { type Call, type CommandOptions, type CommandSurroundings, exitCodes, UsageError } from './call.ts';

const help = `groundplan: decides on an architecture from a repository and answers, and writes ARCHITECTURE.md

  groundplan scan <folder> [--json] [--git] [--scope <sub-folder>]
      What the files of the folder say: components, connections, technologies, hazards, each with its line.
  groundplan questions [--json]
      The interview's questions with their options.
  groundplan decide [<folder>] [--answers <file.json> | --example <name>] [--assume <id>=<number> …]
      [--what-if <question>=<value> …] [--json]
      The ranked styles, what drives them, stability, flip points and the technology choices. With --what-if: what would
      move if these answers were others (several options with commas; nothing after the = takes the answer back).
  groundplan propose <folder> [--answers <file.json> | --example <name>] [--assume <id>=<number> …] [--document <path>]
      [--git] [--yes]
      Shows what would change, then writes the document and .groundplan/architecture.json. Asks first; without a
      terminal it writes a new document, and changes an existing one only with --yes.
  groundplan examples [--json]
      The made-up companies that --example knows.

  groundplan assumptions [--json]
      The numbers that the calculation takes for granted. --assume think-time=10 sets one, think-time=default unsets it.

An answers file is { "questionId": value }; null is "don't know"; "assumptions": { "think-time": 10 } beside them sets
assumptions. Results go to standard output, messages to standard error.
Exit codes: 0 done, 1 declined (nothing was written), 2 wrong use or failed.`;

/** Runs one command line. Returns the exit code; never throws. */
export async function runCommand(args: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { console } = surroundings;
  try {
    const { values, positionals } = parse(args);
    const [name, ...rest] = positionals;
    if (values.help === true || name === undefined) {
      console.result(help);
      return name === undefined && values.help !== true ? exitCodes.failed : exitCodes.done;
    }
    const command = await load(name);
    return await command({ folder: rest[0], more: rest.slice(1), options: values, ...surroundings });
  } catch (error) {
    console.say(error instanceof UsageError ? `groundplan: ${error.message}` : `groundplan: ${describe(error)}`);
    return exitCodes.failed;
  }
}

type Command = (call: Call) => Promise<number>;

// Each command brings its own part of the core; `questions` need not load the parsers.
async function load(name: string): Promise<Command> {
  switch (name) {
    case 'scan':
      return (await import('./scan-command.ts')).scanCommand;
    case 'questions':
      return (await import('./catalogue-commands.ts')).questionsCommand;
    case 'examples':
      return (await import('./catalogue-commands.ts')).examplesCommand;
    case 'assumptions':
      return (await import('./catalogue-commands.ts')).assumptionsCommand;
    case 'decide':
      return (await import('./decide-command.ts')).decideCommand;
    case 'propose':
      return (await import('./propose-command.ts')).proposeCommand;
    default:
      throw new UsageError(`there is no command “${name.slice(0, 40)}”. See groundplan --help.`);
  }
}

function parse(args: readonly string[]): { values: CommandOptions; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        git: { type: 'boolean' },
        yes: { type: 'boolean', short: 'y' },
        help: { type: 'boolean', short: 'h' },
        answers: { type: 'string' },
        example: { type: 'string' },
        document: { type: 'string' },
        scope: { type: 'string' },
        assume: { type: 'string', multiple: true },
        'what-if': { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new UsageError(`${describe(error)} See groundplan --help.`);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

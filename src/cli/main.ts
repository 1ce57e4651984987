import { createConsole } from './console.ts';
import { exitCodes } from './call.ts';
import { runCommand } from './run-command.ts';

// The worker's bundle lies beside this one; a chunk would not know where.
const worker = new URL('./scan-worker.js', import.meta.url);
const abort = new AbortController();
process.once('SIGINT', () => abort.abort(new Error('interrupted')));

// A reader that closes the pipe early (`| head`) is not an error.
process.stdout.on('error', () => process.exit(exitCodes.done));

process.exitCode = await runCommand(process.argv.slice(2), { worker, signal: abort.signal, console: createConsole() });

/** Running child processes and telling the user, in plain lines, what happens. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { childEnvironment, root } from './paths.mjs';

/** A failed set-up step: the message is for the user, without a stack trace. */
export class StepFailed extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'StepFailed';
    this.exitCode = exitCode;
  }
}

/** One line about what happens now. */
export function say(/** @type {string} */ line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a command without a shell and returns its exit code and output; a process that outlives `timeout`
 * (milliseconds) is ended with its children and counts as failed.
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeout?: number }} [options] `quiet` keeps the output from the terminal
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, parameters, options = {}) {
  return new Promise((resolve) => {
    const own = process.platform !== 'win32';
    const child = spawn(command, parameters, {
      cwd: options.cwd ?? root,
      env: { ...childEnvironment(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: own,
    });
    let output = '';
    let late = false;
    const timer = setTimeout(
      () => {
        late = true;
        endGroup(child.pid);
      },
      options.timeout ?? 15 * 60_000,
    );
    const forget = onOwnExit(() => endGroup(child.pid));
    const take = (/** @type {Buffer} */ data, /** @type {NodeJS.WriteStream} */ stream) => {
      output += data.toString();
      if (!options.quiet) stream.write(data);
    };
    child.stdout.on('data', (data) => take(data, process.stdout));
    child.stderr.on('data', (data) => take(data, process.stderr));
    const finish = (/** @type {number} */ code, note = '') => {
      clearTimeout(timer);
      forget();
      resolve({ code, output: output + note });
    };
    child.on('error', (error) => finish(127, `${error.message}\n`));
    child.on('close', (code) => finish(late ? 124 : (code ?? 1), late ? '\nEnded: it took too long.\n' : ''));
  });
}

/**
 * Runs a set-up command quietly; throws `StepFailed` with the start and the end of its output when it fails.
 * @param {string} what for the message, for example "Installing packages"
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options]
 */
export async function must(what, command, parameters, options = {}) {
  const { code, output } = await run(command, parameters, { ...options, quiet: true });
  if (code === 0) return output;
  // npm says what is wrong first and then explains itself for a page.
  const lines = output.split('\n').filter((line) => !line.startsWith('npm warn'));
  const shown = lines.length > 60 ? [...lines.slice(0, 30), '…', ...lines.slice(-30)] : lines;
  throw new StepFailed(`${what} failed (exit code ${code}):\n${shown.join('\n')}`);
}

/**
 * Ends a process that leads its own group, the group, and whatever they started in groups of their own (a test's server,
 * a browser), which would outlive a plain signal to the group. Never throws.
 */
export function endGroup(/** @type {number | undefined} */ pid, /** @type {NodeJS.Signals} */ signal = 'SIGKILL') {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  for (const one of [-pid, ...descendants(pid)]) {
    try {
      process.kill(one, signal);
    } catch {
      // It has ended already.
    }
  }
}

/** The processes that a process started, and theirs, by /proc; none on a system without it. @returns {number[]} */
function descendants(/** @type {number} */ pid) {
  const all = [pid];
  for (const one of all) {
    try {
      for (const thread of readdirSync(`/proc/${one}/task`)) {
        const children = readFileSync(`/proc/${one}/task/${thread}/children`, 'utf8');
        all.push(...children.split(' ').filter(Boolean).map(Number));
      }
    } catch {
      // It has ended, or there is no /proc.
    }
  }
  return all.slice(1);
}

/** @type {Set<() => void>} */
const duties = new Set();
let watching = false;

/**
 * Calls `duty` when this process ends in any way but SIGKILL, so that no server is left behind; returns a function that
 * takes the duty back.
 * @param {() => void} duty
 */
export function onOwnExit(duty) {
  if (!watching) {
    watching = true;
    const all = () => {
      for (const one of duties) one();
    };
    process.once('exit', all);
    for (const [signal, number] of /** @type {const} */ ([
      ['SIGINT', 2],
      ['SIGTERM', 15],
      ['SIGHUP', 1],
    ]))
      process.once(signal, () => {
        all();
        process.exit(128 + number);
      });
  }
  duties.add(duty);
  return () => duties.delete(duty);
}

/** Runs a script's main function: a `StepFailed` becomes its message and exit code, anything else a stack trace. */
export async function main(/** @type {() => Promise<number | void>} */ body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}

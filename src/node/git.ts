import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, sep } from 'node:path';

/**
 * The one place that starts a process, and the process is git (security rule 2). Nothing here runs `status`, `diff` or
 * `checkout`: those execute filters that a repository configures.
 */

/** Why there is no history. */
export type GitRefusal = 'no-git' | 'not-a-repository' | 'bad-ref' | 'timed-out' | 'too-much-output' | 'failed';

/** What history tells, without a name: people leave as bucketed counts only (security rule 11). */
export interface History {
  /** Abbreviated hash of HEAD, 12 hexadecimal digits. */
  readonly head: string;
  /** Authors with a commit in the last 90 days: `1-2`, `3-6`, `7-15`, `16-50`, `over-50`; undefined for a part of a history (a shallow clone), or without a commit since. */
  readonly activeAuthors: string | undefined;
  /** Years since the first commit, rounded down; undefined for a part of a history. */
  readonly ageYears: number | undefined;
}

export type GitResult<T> = { readonly value: T } | { readonly refused: GitRefusal };

const timeoutMilliseconds = 5000;
const maximumOutput = 4 * 1024 * 1024;

// What a repository's own configuration could make git execute is switched off by name; `-c` wins over every file.
const safeConfiguration = [
  'core.fsmonitor=false',
  'safe.bareRepository=explicit',
  'core.hooksPath=/dev/null',
  'log.showSignature=false',
  'core.pager=cat',
  'gpg.program=',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

const safeEnvironment = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
};

/**
 * Reads the history of the repository at `root`. `now` in milliseconds. Never throws; a refusal says why.
 * Only called for a trusted workspace, or on the command line with `--git`.
 */
export async function readHistory(root: string, now: number, signal?: AbortSignal): Promise<GitResult<History>> {
  const git = await findGit(root);
  if (git === undefined) {
    return { refused: 'no-git' };
  }
  const head = await resolveRef(git, root, 'HEAD', signal);
  if ('refused' in head) {
    return head;
  }
  const shallow = await run(git, root, ['rev-parse', '--is-shallow-repository'], signal);
  if ('refused' in shallow) {
    return shallow;
  }
  if (shallow.value.trim() !== 'false') {
    return { value: { head: head.value.slice(0, 12), activeAuthors: undefined, ageYears: undefined } };
  }
  const since = new Date(now - 90 * 86_400_000).toISOString();
  const authors = await run(
    git,
    root,
    ['log', '--no-show-signature', '--no-merges', '--format=%aE', `--since=${since}`, head.value, '--'],
    signal,
  );
  if ('refused' in authors) {
    return authors;
  }
  const first = await run(git, root, ['log', '--no-show-signature', '--max-parents=0', '--format=%ct', head.value, '--'], signal);
  if ('refused' in first) {
    return first;
  }
  const born = Math.min(...first.value.split('\n').filter(Boolean).map(Number), now / 1000);
  return {
    value: {
      head: head.value.slice(0, 12),
      activeAuthors: bucketOf(authors.value),
      ageYears: Math.floor((now / 1000 - born) / (365.25 * 86_400)),
    },
  };
}

/** Resolves a ref to a full hash. A ref that looks like an option stays data: it stands behind `--end-of-options`. */
export async function resolveRef(git: string, root: string, ref: string, signal?: AbortSignal): Promise<GitResult<string>> {
  const result = await run(git, root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], signal);
  if ('refused' in result) {
    return result.refused === 'failed' ? { refused: 'bad-ref' } : result;
  }
  const hash = result.value.trim();
  return /^[0-9a-f]{40,64}$/.test(hash) ? { value: hash } : { refused: 'bad-ref' };
}

/**
 * An absolute path to git outside the workspace. A `git` that the repository plants is never run, whatever PATH says:
 * relative entries of PATH are skipped, and so is everything inside the root.
 */
export async function findGit(root: string, path = process.env['PATH'] ?? ''): Promise<string | undefined> {
  const inside = `${await realpath(root).catch(() => root)}${sep}`;
  const names = process.platform === 'win32' ? ['git.exe'] : ['git'];
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) {
      continue;
    }
    for (const name of names) {
      const candidate = await realpath(join(folder, name)).catch(() => undefined);
      if (candidate === undefined || `${candidate}${sep}`.startsWith(inside)) {
        continue;
      }
      const found = await stat(candidate).catch(() => undefined);
      if (found?.isFile() === true) {
        return candidate;
      }
    }
  }
  return undefined;
}

function run(git: string, root: string, args: readonly string[], signal?: AbortSignal): Promise<GitResult<string>> {
  return new Promise((resolve) => {
    execFile(
      git,
      [...safeConfiguration, ...args],
      {
        cwd: root,
        env: { ...cleanEnvironment(), ...safeEnvironment },
        shell: false,
        windowsHide: true,
        timeout: timeoutMilliseconds,
        killSignal: 'SIGKILL',
        maxBuffer: maximumOutput,
        ...(signal === undefined ? {} : { signal }),
      },
      (error, stdout, stderr) => resolve(error === null ? { value: stdout } : { refused: refusalOf(error, stderr) }),
    );
  });
}

/** The environment without any GIT_ variable: one of them could name another repository, an editor or a helper. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_')));
}

function refusalOf(error: Error & { code?: unknown; killed?: boolean }, stderr: string): GitRefusal {
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return 'too-much-output';
  }
  if (error.killed === true) {
    return 'timed-out';
  }
  // git has one exit code for everything; LC_ALL=C makes this sentence stable.
  return stderr.includes('not a git repository') || stderr.includes('safe.bareRepository') ? 'not-a-repository' : 'failed';
}

const robots =
  /\[bot\]|^(dependabot|renovate|greenkeeper|snyk|github-actions|semantic-release|allcontributors|weblate|crowdin)\b|^(noreply|no-reply|bot|ci|build|jenkins|actions)@/i;

/** Counts addresses, one person's private and hosted one as one where the name before the @ is the same. */
function bucketOf(addresses: string): string | undefined {
  const people = new Set(
    addresses
      .toLowerCase()
      .split('\n')
      .filter((line) => line !== '' && !robots.test(line))
      .map((line) => line.replace(/@.*$/, '').replace(/^\d+\+/, '')),
  ).size;
  if (people === 0) return undefined;
  return people <= 2 ? '1-2' : people <= 6 ? '3-6' : people <= 15 ? '7-15' : people <= 50 ? '16-50' : 'over-50';
}

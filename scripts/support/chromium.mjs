/** Finding Chromium, or installing Debian's. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { StepFailed, must, say } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium. Honours CHROME_PATH; on Debian as root it is installed when missing; else the one command that
 * would install it is the message, and the exit code is 2.
 */
export async function findChromium() {
  const found = chromiumPath();
  if (found !== undefined) return found;
  const command = 'apt-get update && apt-get install -y chromium';
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    const hint = existsSync('/usr/bin/apt-get') ? `sudo sh -c '${command}'` : 'Install Chromium or Chrome and set CHROME_PATH to it.';
    throw new StepFailed(`Chromium is needed and was not found. Run this, then try again:\n  ${hint}`, 2);
  }
  say('Installing Chromium (about 60 s)…');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await must('Updating the package lists', 'apt-get', ['update'], { env });
  await must('Installing Chromium', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env });
  const installed = chromiumPath();
  if (installed === undefined) throw new StepFailed('Chromium was installed but cannot be found; set CHROME_PATH.', 2);
  return installed;
}

/** The path of an installed Chromium, or undefined. A CHROME_PATH that is no program is an error. */
export function chromiumPath() {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!executable(named)) throw new StepFailed(`CHROME_PATH is not a program: ${named}`, 2);
    return named;
  }
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(executable);
}

/** Arguments that Chromium needs here: nothing goes anywhere but to this machine, and the sandbox stays on unless root runs it. */
export function chromiumArguments() {
  const list = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  if (process.getuid?.() === 0) list.push('--no-sandbox');
  if (sharedMemory() < 512 * 1024 * 1024) list.push('--disable-dev-shm-usage');
  return list;
}

/** Bytes free in /dev/shm; 0 when there is none. */
function sharedMemory() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize;
  } catch {
    return 0;
  }
}

function executable(/** @type {string} */ file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

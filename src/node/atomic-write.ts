import { lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TargetRefusal } from '../core/record/targets.ts';
import { checkTarget, pendingPath } from '../core/record/targets.ts';

/** A write that was refused; nothing was changed on disk. */
export class TargetError extends Error {
  readonly reason: TargetRefusal;

  constructor(reason: TargetRefusal, target: string) {
    super(`${target}: ${reason}`);
    this.name = 'TargetError';
    this.reason = reason;
  }
}

/**
 * The absolute path of a target, after every link on the way was resolved: inside the root by its real parent, and not a
 * link, a folder or a device itself. With `create` it makes `.groundplan` if that is all that is missing. Throws `TargetError`.
 */
export async function resolveTarget(root: string, target: string, create = false): Promise<string> {
  const check = target === pendingPath ? ({ ok: true } as const) : checkTarget(target);
  if (!check.ok) throw new TargetError(check.refused, target);
  const realRoot = await realpath(root);
  const parent = await realParent(realRoot, target, create);
  const absolute = path.join(parent, path.posix.basename(target));
  const inside = path.relative(realRoot, absolute).split(path.sep).join('/');
  if (inside.startsWith('../') || inside === '..' || path.isAbsolute(inside)) throw new TargetError('leaves-root', target);
  // A link inside the root may still lead into `.git`: the rule holds for the real path as well.
  const real = inside === pendingPath ? ({ ok: true } as const) : checkTarget(inside);
  if (!real.ok) throw new TargetError(real.refused, target);
  const found = await lstat(absolute).catch(() => undefined);
  if (found?.isSymbolicLink() === true) throw new TargetError('link', target);
  if (found !== undefined && !found.isFile()) throw new TargetError('not-a-file', target);
  return absolute;
}

async function realParent(realRoot: string, target: string, create: boolean): Promise<string> {
  const parent = path.join(realRoot, path.posix.dirname(target));
  if (path.posix.dirname(target) === '.groundplan') {
    const found = await lstat(parent).catch(() => undefined);
    if (found?.isSymbolicLink() === true) throw new TargetError('link', target);
    if (found === undefined && create) await mkdir(parent);
  }
  try {
    return await realpath(parent);
  } catch {
    throw new TargetError('parent-missing', target);
  }
}

/** The temporary file beside a target. One name, so that what a killed write left behind is found and removed. */
function temporaryOf(absolute: string): string {
  return path.join(path.dirname(absolute), `.${path.basename(absolute)}.groundplan-tmp`);
}

/** Removes what a killed write of a target left behind. */
export async function removeLeftOver(root: string, target: string): Promise<void> {
  await rm(temporaryOf(await resolveTarget(root, target)), { force: true });
}

/**
 * Writes a target by temporary file and rename: after a crash it is the old file or the new one, never half of one. The
 * rename replaces a link, it does not follow it. The target is resolved again right before the rename, because a folder on
 * the way may have become a link since the first look; Node has no way to make that last step one with the check.
 */
export async function atomicWrite(root: string, target: string, text: string): Promise<void> {
  const absolute = await resolveTarget(root, target, true);
  const mode = (await lstat(absolute).catch(() => undefined))?.mode ?? 0o644;
  const temporary = temporaryOf(absolute);
  await rm(temporary, { force: true });
  try {
    // `wx`: a file that somebody put there is never written through.
    const handle = await open(temporary, 'wx', mode & 0o777);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    if ((await resolveTarget(root, target)) !== absolute) throw new TargetError('link', target);
    await rename(temporary, absolute);
  } finally {
    await rm(temporary, { force: true });
  }
}

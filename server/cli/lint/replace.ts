/** Replaces a file atomically: if anything fails, the original stays, and no temporary file is left. */
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { bytesFound, Unfit } from '../../workspace/readFile';

/**
 * Writes a temporary file in the same folder and renames it. The file keeps its mode, and its owner if permitted. Other names of the
 * same file (hard links) keep the old content.
 * @param real its real path
 * @param before what was read from the file. If its content has changed, it isn't written
 * @throws Unfit, or the system error
 */
export function replace(real: string, before: Buffer, text: string): Promise<void> {
  return uninterrupted(() => {
    const stats = lstatSync(real);
    if (!stats.isFile()) throw new Unfit('not-a-file');
    if (realpathSync.native(real) !== real) throw new Unfit('changed');
    // A rename would bypass a file's read-only permission, and root bypasses any.
    if ((stats.mode & 0o222) === 0) throw Object.assign(new Error('The file is read-only.'), { code: 'EACCES' });
    accessSync(real, constants.W_OK);
    const beside = path.join(path.dirname(real), `.sagemaker-model-lint-${randomBytes(12).toString('hex')}.tmp`);
    const descriptor = created(beside);
    try {
      try {
        writeFileSync(descriptor, text);
        keep(stats, descriptor);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      if (!bytesFound(real).equals(before)) throw new Unfit('changed');
      renameSync(beside, real);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  });
}

/** Creates a new file that nobody else can read. */
function created(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(EACCES|EPERM)$/.test(String(error.code)))
      throw new Unfit('folder');
    throw error;
  }
}

function keep({ uid, gid, mode }: Stats, descriptor: number): void {
  const own = fstatSync(descriptor);
  // Only root can change a file's owner; any user can change its group to one of their own.
  if (!isDone(() => fchownSync(descriptor, uid, gid))) isDone(() => fchownSync(descriptor, own.uid, gid));
  if ((own.mode & 0o777) !== (mode & 0o777)) fchmodSync(descriptor, mode & 0o777);
}

function isDone(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

/** Runs a task to its end even if the process receives a stop signal in the meantime, and then stops. */
async function uninterrupted(run: () => void): Promise<void> {
  let stop: NodeJS.Signals | undefined;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const note = (signal: NodeJS.Signals) => {
    stop = signal;
  };
  for (const it of signals) process.on(it, note);
  try {
    run();
  } finally {
    // Signals are delivered between turns of the event loop.
    await turn();
    for (const it of signals) process.off(it, note);
    if (stop) process.kill(process.pid, stop);
  }
}

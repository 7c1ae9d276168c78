/** Replaces a file as a whole: whatever fails on the way, what was there stays there, and nothing is left beside it. */
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
import { bytesFound, Unfit } from '../readFile';

/**
 * Writes a text beside a file and renames it. The file keeps its mode, and its owner if that is permitted; other names of the
 * same file (hard links) keep what they have.
 * @param real its real path
 * @param before what was read from it: if anything else is in it by now, it is left alone
 * @throws Unfit, or the error of the system
 */
export function replace(real: string, before: Buffer, text: string): Promise<void> {
  return uninterrupted(() => {
    const stats = lstatSync(real);
    if (!stats.isFile()) throw new Unfit('not-a-file');
    if (realpathSync.native(real) !== real) throw new Unfit('changed');
    // A rename would get past it that the file may only be read.
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

/** Creates a file that wasn't there, for nobody else to read. */
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
  // Only root may give a file to somebody else; anyone may give it to a group of theirs.
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

/** Runs something to its end, also if the process is told to stop meanwhile, and then stops. */
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
    // Signals are handed on between two turns.
    await turn();
    for (const it of signals) process.off(it, note);
    if (stop) process.kill(process.pid, stop);
  }
}

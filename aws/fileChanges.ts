/** Decides which changes require rereading the AWS files: changes of content that weren't caused by reading them. */
import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { detach } from './detach';

/** Larger files are compared by size and time. In bytes. */
const mostRead = 1_000_000;
const mostFiles = 500;

export interface Times {
  /** Signing in changes several files at once, which counts as one change. In milliseconds, like all of these. */
  readonly settle: number;
  /** How long after credentials are read a change might still be caused by reading them. */
  readonly grace: number;
  /** When the files are reread after a change that might be caused by reading credentials. */
  readonly calm: number;
  /** How long further such changes are ignored, and the maximum interval for files that keep changing. */
  readonly most: number;
}

const usual: Times = { settle: 300, grace: 2000, calm: 5000, most: 10 * 60_000 };

/**
 * Reports changes. A credential process might write to the files whenever it runs, and rereading the files
 * runs it. A change that comes with it is reported once, late, and further ones aren't. Files that keep changing for any
 * other reason are reported at increasing intervals.
 */
export class FileChanges {
  readonly #fingerprint: () => Promise<string>;
  readonly #tell: () => void;
  readonly #times: Times;
  #known: Promise<string> | undefined;
  #settling: NodeJS.Timeout | undefined;
  #telling: NodeJS.Timeout | undefined;
  #reading = 0;
  #read = Number.NEGATIVE_INFINITY;
  #followed = Number.NEGATIVE_INFINITY;
  #told = Number.NEGATIVE_INFINITY;
  #pause = 0;
  #isOver = false;

  /** @param fingerprint identifies the content of the files: different content gives a different text */
  constructor(fingerprint: () => Promise<string>, tell: () => void, times: Times = usual) {
    this.#fingerprint = fingerprint;
    this.#tell = tell;
    this.#times = times;
  }

  /** Records the current content of the files; changes before this don't count. */
  begin(): void {
    this.#known ??= this.#fingerprint();
  }

  /** Records that one of the files might have changed. */
  note(): void {
    if (!this.#known || this.#isOver) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => detach(this.#look()), this.#times.settle);
  }

  /** Records that credentials are being read. Reading them from memory takes no time and changes nothing. */
  reads(reading: Promise<unknown>): void {
    const began = Date.now();
    this.#reading++;
    const end = () => {
      this.#reading--;
      if (Date.now() - began > 2) this.#read = Date.now();
    };
    reading.then(end, end);
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#settling);
    clearTimeout(this.#telling);
  }

  async #look(): Promise<void> {
    const before = await this.#known;
    const mayBeOwn = this.#reading > 0 || Date.now() - this.#read < this.#times.grace + this.#times.settle;
    this.#known = this.#fingerprint();
    if ((await this.#known) === before || this.#isOver) return;
    const now = Date.now();
    if (!mayBeOwn) return this.#follow(now);
    if (now - this.#followed < this.#times.most) return;
    this.#followed = now;
    if (this.#telling === undefined) this.#tellIn(this.#times.calm);
  }

  /** Immediately after a quiet period; otherwise after a pause that doubles each time. */
  #follow(now: number): void {
    const { calm, most } = this.#times;
    const isPaused = this.#telling !== undefined && this.#pause > 0;
    if (isPaused) return;
    const isQuiet = now - this.#told > 4 * Math.max(this.#pause, calm);
    this.#pause = isQuiet ? 0 : Math.min(most, Math.max(calm / 4, 2 * this.#pause));
    this.#tellIn(this.#pause);
  }

  #tellIn(milliseconds: number): void {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      this.#telling = undefined;
      this.#told = Date.now();
      this.#tell();
    }, milliseconds);
  }
}

/** The files from which the SDK reads profiles and credentials, at the SDK's paths; `caches` are folders of JSON files. */
export interface AwsPlaces {
  readonly files: readonly string[];
  readonly caches: readonly string[];
}

/** @param environment as in `process.env` */
export function awsPlaces(environment: Readonly<Record<string, string | undefined>>): AwsPlaces {
  const { HOME, USERPROFILE, HOMEPATH, HOMEDRIVE = 'C:\\' } = environment;
  const home = HOME || USERPROFILE || (HOMEPATH ? `${HOMEDRIVE}${HOMEPATH}` : homedir());
  const own = path.join(home, '.aws');
  const placeOf = (set: string | undefined, name: string) => {
    if (!set) return path.join(own, name);
    return set.startsWith('~/') ? path.join(home, set.slice(2)) : path.resolve(set);
  };
  return {
    files: [
      placeOf(environment.AWS_CONFIG_FILE, 'config'),
      placeOf(environment.AWS_SHARED_CREDENTIALS_FILE, 'credentials'),
    ],
    caches: [path.join(own, 'sso', 'cache'), path.join(own, 'login', 'cache')],
  };
}

/** Identifies the content of the files: different content gives a different text. Never fails. */
export async function fingerprintOf({ files, caches }: AwsPlaces): Promise<string> {
  const cached = await Promise.all(
    caches.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      const ours = names.filter((it) => it.endsWith('.json')).sort();
      return ours.slice(0, mostFiles).map((it) => path.join(folder, it));
    }),
  );
  const all = await Promise.all([...files, ...cached.flat()].map(async (it) => [it, await contentOf(it)]));
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

async function contentOf(file: string): Promise<string> {
  try {
    // Checked first, because opening a pipe waits for a writer.
    const found = await stat(file);
    const { size, mtimeMs } = found;
    if (!found.isFile()) return '';
    if (size > mostRead) return `${size} ${mtimeMs}`;
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
      return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}

/** Which changes of the AWS files are worth reading them again: those of content, and not those that reading them has caused. */
import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { detach } from './detach';

/** Larger files are told apart by their size and time. In bytes. */
const mostRead = 1_000_000;
const mostFiles = 500;

export interface Times {
  /** Several files change at once where someone signs in; they are taken for one change. In milliseconds, like all of these. */
  readonly settle: number;
  /** How long after credentials were read a change may still be the effect of that. */
  readonly grace: number;
  /** When the files are read again after a change that may be. */
  readonly calm: number;
  /** How long no further such change counts, and how far apart it becomes at most what goes on changing. */
  readonly most: number;
}

const usual: Times = { settle: 300, grace: 2000, calm: 5000, most: 10 * 60_000 };

/**
 * Tells of changes. A program that gives credentials may write to the files whenever it runs, and reading the files again
 * runs it: a change that comes with that is followed once, late, and further ones are not. What goes on changing for any
 * other reason is followed at ever longer intervals.
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

  /** @param fingerprint says what is in the files: another text where that is another */
  constructor(fingerprint: () => Promise<string>, tell: () => void, times: Times = usual) {
    this.#fingerprint = fingerprint;
    this.#tell = tell;
    this.#times = times;
  }

  /** Takes note of what is in the files now; no change counts before. */
  begin(): void {
    this.#known ??= this.#fingerprint();
  }

  /** Takes note that one of the files may have changed. */
  note(): void {
    if (!this.#known || this.#isOver) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => detach(this.#look()), this.#times.settle);
  }

  /** Takes note that credentials are being read. One that reads them from memory takes no time and changes nothing. */
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

  /** At once after a time of quiet, and after a pause that is twice as long each time before there is one. */
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

/** The files from which the SDK takes profiles and credentials, where they are for the SDK; `caches` are folders of JSON files. */
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

/** What is in the files, as a text that is another where that is another. Never fails. */
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
    // Looked at first, for opening a pipe waits for whoever writes to it.
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

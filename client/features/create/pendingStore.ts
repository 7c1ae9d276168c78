/** Keeps pending CreateModel requests in files until their outcome is known, so that closing or killing a window loses nothing. */
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isRegionId } from '../../../aws/arn';
import { detach } from '../../../aws/detach';
import type { Pending, Remembered } from './submit';

/** The window that sent a request, and reports its outcome as long as the window is open. */
interface Owner {
  readonly host: string;
  readonly process: number;
  readonly window: string;
}

interface Kept extends Remembered {
  readonly owner?: Owner;
}

/** A request whose window is gone, and the function that removes the record. */
export interface Left {
  readonly sent: Remembered;
  readonly pending: Pending;
}

/** VS Code's storage for a workspace (`vscode.Memento`): used if no file can be written. */
export interface Memento {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

interface Surroundings {
  /** The folder of the extension's storage for the workspace; nothing if the window has none. */
  readonly storage: string | undefined;
  readonly memento: Memento;
  readonly log: { warn(line: string): void };
}

/** The folder of the files, one for each request, and the key under which VS Code keeps what can't be written there. */
const name = 'pending';

/** The single file that earlier versions wrote to the storage folder. */
const formerFile = 'sent.json';

/** After this time, a request is settled whatever its window does, because sending takes a few minutes at most. In milliseconds. */
const longest = 10 * 60_000;

/** How often to check whether a window that still has pending requests is gone. In milliseconds. */
const interval = 2_000;

/** Writing a file is complete long before the file is this old. In milliseconds. */
const abandoned = 60_000;

/** Files with more bytes than this aren't read: a request and a deleted model are far smaller. */
const mostBytes = 4 * 1024 * 1024;

export class PendingCreates {
  readonly #memento: Memento;
  readonly #log: Surroundings['log'];
  readonly #folder: string | undefined;
  readonly #self: Owner = { host: os.hostname(), process: process.pid, window: randomUUID() };
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor({ storage, memento, log }: Surroundings) {
    this.#memento = memento;
    this.#log = log;
    this.#folder = storage && path.join(storage, name);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  /** A record for one request: nothing else is written to it, and removing it doesn't affect others. */
  open(): Pending {
    return this.#at(randomUUID());
  }

  /**
   * Returns each request whose window is gone, and checks again as long as another window has pending requests, because
   * that window might be killed as well.
   */
  async resume(take: (left: Left) => void): Promise<void> {
    const { left, isAnyUnderWay } = await this.#takeOver();
    if (this.#isDisposed) return;
    for (const it of left) take(it);
    if (!isAnyUnderWay) return;
    this.#timer = setTimeout(() => {
      detach(this.resume(take));
    }, interval);
    this.#timer.unref();
  }

  #at(id: string): Pending {
    return {
      keep: async (sent) => {
        const kept: Kept = { ...sent, owner: this.#self };
        if (this.#folder && (await this.#write(this.#folder, id, kept))) return;
        await this.#note(id, kept);
      },
      forget: async () => {
        await this.#note(id, undefined);
        if (this.#folder) await rm(path.join(this.#folder, `${id}.json`), { force: true }).catch(() => undefined);
      },
    };
  }

  /**
   * Writes a file that only this user can read, atomically.
   * @returns whether it could be written
   */
  async #write(folder: string, id: string, kept: Kept): Promise<boolean> {
    const beside = path.join(folder, `${randomUUID()}.tmp`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      await writeFile(beside, JSON.stringify(kept), { mode: 0o600, flag: 'wx' });
      await rename(beside, path.join(folder, `${id}.json`));
      return true;
    } catch (error) {
      this.#log.warn(
        `The pending CreateModel request is kept in VS Code's storage, because ${folder} isn't writable: ${error}`,
      );
      await rm(beside, { force: true }).catch(() => undefined);
      return false;
    }
  }

  /** Saves a request in VS Code's storage, or removes it. */
  async #note(id: string, kept: Kept | undefined): Promise<void> {
    const { [id]: before, ...others } = notesIn(this.#memento);
    if (before !== undefined || kept) await this.#memento.update(name, kept ? { ...others, [id]: kept } : others);
  }

  async #takeOver(): Promise<{ readonly left: readonly Left[]; readonly isAnyUnderWay: boolean }> {
    const left: Left[] = [];
    let isAnyUnderWay = false;
    const judge = async (kept: Kept, claim: () => Promise<Pending | undefined>) => {
      if (this.#isUnderWay(kept)) {
        isAnyUnderWay ||= kept.owner?.window !== this.#self.window;
        return;
      }
      const pending = await claim();
      const { owner: _, ...sent } = kept;
      if (pending) left.push({ sent, pending });
    };
    for (const file of await this.#files()) {
      const kept = await this.#read(file);
      if (kept) await judge(kept, () => this.#claim(file, kept));
    }
    for (const [id, kept] of Object.entries(notesIn(this.#memento)))
      if (isKept(kept)) await judge(kept, async () => this.#at(id));
    return { left, isAnyUnderWay };
  }

  /** The files of requests. Incomplete files are deleted, because their content is private. */
  async #files(): Promise<string[]> {
    if (!this.#folder) return [];
    const folder = this.#folder;
    const names = await readdir(folder).catch(() => []);
    for (const it of names.filter((it) => it.endsWith('.tmp'))) {
      const { mtimeMs } = await stat(path.join(folder, it)).catch(() => ({ mtimeMs: Number.NaN }));
      if (Date.now() - mtimeMs > abandoned) await rm(path.join(folder, it), { force: true }).catch(() => undefined);
    }
    const files = names.filter((it) => it.endsWith('.json')).map((it) => path.join(folder, it));
    return [path.join(folder, '..', formerFile), ...files];
  }

  /** The content of a file; nothing if it's gone. A damaged file is renamed, because it might be all that is left of a model. */
  async #read(file: string): Promise<Kept | undefined> {
    try {
      const { size } = await stat(file);
      const kept: unknown = size > mostBytes ? undefined : JSON.parse(await readFile(file, 'utf8'));
      if (isKept(kept)) return kept;
    } catch (error) {
      if (Object(error).code === 'ENOENT') return undefined;
    }
    this.#log.warn(`${file} isn't a valid record of a CreateModel request. The file was renamed to ${file}.damaged.`);
    await rename(file, `${file}.damaged`).catch(() => undefined);
    await chmod(`${file}.damaged`, 0o600).catch(() => undefined);
    return undefined;
  }

  /** Claims a file for this window. If several windows try, only one succeeds. */
  async #claim(file: string, kept: Kept): Promise<Pending | undefined> {
    if (!this.#folder) return undefined;
    const id = randomUUID();
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await rename(file, path.join(this.#folder, `${id}.json`));
    } catch {
      return undefined;
    }
    const pending = this.#at(id);
    await pending.keep(kept);
    return pending;
  }

  /** Whether the window that sent a request is still open to report its outcome. */
  #isUnderWay({ owner, began }: Kept): boolean {
    if (!owner || Math.abs(Date.now() - began) > longest) return false;
    if (owner.window === this.#self.window || owner.host !== this.#self.host) return true;
    // An earlier window of the same process is gone, because this one has replaced it.
    return owner.process !== this.#self.process && isRunning(owner.process);
  }
}

const notesIn = (memento: Memento): Record<string, unknown> => Object(memento.get(name));

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return Object(error).code === 'EPERM';
  }
}

const isObject = (it: unknown): it is Readonly<Record<string, unknown>> =>
  typeof it === 'object' && it !== null && !Array.isArray(it);

const isTextOrNothing = (it: unknown) => it === undefined || typeof it === 'string';

/** Whether a file has valid content: it might be damaged, or from another version. */
function isKept(it: unknown): it is Kept {
  if (!isObject(it) || !isObject(it.request)) return false;
  const { request, region, began, deleted, owner } = it;
  const isOwner =
    isObject(owner) &&
    typeof owner.host === 'string' &&
    Number.isSafeInteger(owner.process) &&
    Number(owner.process) > 0;
  return (
    typeof request.ModelName === 'string' &&
    typeof region === 'string' &&
    isRegionId(region) &&
    Number.isFinite(began) &&
    (deleted === undefined || isObject(deleted)) &&
    [it.account, it.endpoint, it.profile].every(isTextOrNothing) &&
    (owner === undefined || isOwner)
  );
}

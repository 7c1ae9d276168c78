/** What is being created, kept in files until its outcome is known, so that a window that is closed or killed loses nothing. */
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Pending, Remembered } from './commands/send';
import { detach } from './detach';
import { isRegion } from './regions';

/** The window that has sent a request, and tells of its outcome as long as it is there. */
interface Owner {
  readonly host: string;
  readonly process: number;
  readonly window: string;
}

interface Kept extends Remembered {
  readonly owner?: Owner;
}

/** A request whose window is gone, and what forgets it. */
export interface Left {
  readonly sent: Remembered;
  readonly pending: Pending;
}

/** What VS Code keeps for a workspace (`vscode.Memento`): used if no file can be written. */
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

/** The single file that earlier versions kept in the storage folder. */
const formerFile = 'sent.json';

/** A request is settled after so long whatever its window does: it is sent for a few minutes at most. In milliseconds. */
const longest = 10 * 60_000;

/** How often to look whether a window is gone that still has requests under way. In milliseconds. */
const interval = 2_000;

/** A file that is being written is complete long before it is this old. In milliseconds. */
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

  /** A place for one request: nothing else is written there, and ending it leaves all others as they are. */
  open(): Pending {
    return this.#at(randomUUID());
  }

  /**
   * Hands out each request whose window is gone, and looks again as long as another window has requests under way, since
   * that window may be killed as well.
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
   * Writes a file that only this person can read, in one step: it is there as a whole or not at all.
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
      this.#log.warn(`VS Code keeps the model that is being created, because ${folder} can't be written: ${error}`);
      await rm(beside, { force: true }).catch(() => undefined);
      return false;
    }
  }

  /** Lets VS Code keep a request, or forget it. */
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

  /** The files of requests. Those that were not written to the end are deleted: they hold what was to be kept private. */
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

  /** What a file holds; nothing if it is gone. A damaged one is put aside, since it may be all that is left of a model. */
  async #read(file: string): Promise<Kept | undefined> {
    try {
      const { size } = await stat(file);
      const kept: unknown = size > mostBytes ? undefined : JSON.parse(await readFile(file, 'utf8'));
      if (isKept(kept)) return kept;
    } catch (error) {
      if (Object(error).code === 'ENOENT') return undefined;
    }
    this.#log.warn(`${file} isn't a record of a model that was being created. It was renamed to ${file}.damaged.`);
    await rename(file, `${file}.damaged`).catch(() => undefined);
    await chmod(`${file}.damaged`, 0o600).catch(() => undefined);
    return undefined;
  }

  /** Makes a file this window's own; of several windows that try it, one does. */
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

  /** Whether the window that has sent a request is still there to tell of its outcome. */
  #isUnderWay({ owner, began }: Kept): boolean {
    if (!owner || Math.abs(Date.now() - began) > longest) return false;
    if (owner.window === this.#self.window || owner.host !== this.#self.host) return true;
    // Another window of the same process is gone: this one is here.
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

/** Whether a file holds what was written into it: it may be damaged, or of another version. */
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
    isRegion(region) &&
    Number.isFinite(began) &&
    (deleted === undefined || isObject(deleted)) &&
    [it.account, it.endpoint, it.profile].every(isTextOrNothing) &&
    (owner === undefined || isOwner)
  );
}

/** Paths in a tree of folders, so that everything in a folder is found without looking at other paths. */

interface Branch {
  readonly inside: Map<string, Branch>;
  path?: string | undefined;
}

export class PathTree {
  readonly #root: Branch = { inside: new Map() };
  readonly #values = new Map<string, string>();

  get(path: string): string | undefined {
    return this.#values.get(path);
  }

  /** All values, in the order in which their paths were added. */
  values(): readonly string[] {
    return [...this.#values.values()];
  }

  /** Adds a path with a value, or replaces the value of a path. */
  set(path: string, value: string = path): void {
    let branch = this.#root;
    for (const name of path.split('/')) {
      let next = branch.inside.get(name);
      if (!next) {
        next = { inside: new Map() };
        branch.inside.set(name, next);
      }
      branch = next;
    }
    branch.path = path;
    this.#values.set(path, value);
  }

  /** Whether the tree has a path itself, or a folder in which the path is. */
  covers(path: string): boolean {
    let branch: Branch | undefined = this.#root;
    for (const name of path.split('/')) {
      branch = branch.inside.get(name);
      if (!branch) return false;
      if (branch.path !== undefined) return true;
    }
    return false;
  }

  /** Removes a path and everything in it, and returns the removed values. */
  delete(path: string): string[] {
    const way = this.#wayTo(path);
    const last = way.at(-1);
    if (!last) return [];
    this.#prune(way, path.split('/'));
    return below(last).flatMap((it) => {
      const value = this.#values.get(it);
      this.#values.delete(it);
      return value ?? [];
    });
  }

  /** Removes a path and nothing in it, and returns the removed value. */
  deleteOnly(path: string): string[] {
    const way = this.#wayTo(path);
    const [last, value] = [way.at(-1), this.#values.get(path)];
    if (!last || value === undefined) return [];
    this.#values.delete(path);
    last.path = undefined;
    if (last.inside.size === 0) this.#prune(way, path.split('/'));
    return [value];
  }

  /** The branches from the root to a path, or none if there is nothing at it. */
  #wayTo(path: string): Branch[] {
    const way = [this.#root];
    for (const name of path.split('/')) {
      const next = way.at(-1)?.inside.get(name);
      if (!next) return [];
      way.push(next);
    }
    return way;
  }

  /** Cuts the last branch off, and the branches on the way that have nothing else. */
  #prune(way: readonly Branch[], names: readonly string[]): void {
    for (let at = names.length - 1; at >= 0; at--) {
      const around = way[at];
      around?.inside.delete(names[at] ?? '');
      if (around && (around.inside.size > 0 || around.path !== undefined)) return;
    }
  }
}

/** The paths of a branch. A path can have thousands of folders, so this isn't recursive. */
function below(branch: Branch): string[] {
  const found: string[] = [];
  const open = [branch];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.path !== undefined) found.push(next.path);
    for (const it of next.inside.values()) open.push(it);
  }
  return found;
}

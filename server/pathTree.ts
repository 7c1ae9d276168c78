/** Paths in a tree of folders, so that everything in a folder is found without looking at other paths. */

interface Branch {
  readonly inside: Map<string, Branch>;
  path?: string | undefined;
}

export class PathTree<Value> {
  readonly #root: Branch = { inside: new Map() };
  readonly #values = new Map<string, Value>();

  get(path: string): Value | undefined {
    return this.#values.get(path);
  }

  /** All values, in the order in which their paths were added. */
  values(): readonly Value[] {
    return [...this.#values.values()];
  }

  /** Adds a path with a value, or replaces the value of a path. */
  set(path: string, value: Value): void {
    if (!this.#values.has(path)) {
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
    }
    this.#values.set(path, value);
  }

  /** The values of a path and of the folders in which it is, the outermost first. */
  along(path: string): Value[] {
    const paths = this.#wayAlong(path.split('/')).flatMap((it) => it.path ?? []);
    return paths.flatMap((it) => this.#values.get(it) ?? []);
  }

  /** The paths at a path and in it. */
  below(path: string): readonly string[] {
    const last = this.#branchAt(path);
    return last ? pathsOf(last) : [];
  }

  /** Removes a path and everything in it, and returns the removed values. */
  delete(path: string): Value[] {
    return this.below(path).flatMap((it) => this.deleteOnly(it));
  }

  /** Removes a path and nothing in it, and returns the removed value. */
  deleteOnly(path: string): Value[] {
    const value = this.#values.get(path);
    if (value === undefined) return [];
    this.#values.delete(path);
    const names = path.split('/');
    const way = this.#wayAlong(names);
    const last = way.at(-1);
    if (last) last.path = undefined;
    // Branches that have nothing are cut off.
    for (let at = names.length - 1; at >= 0; at--) {
      const [branch, around] = [way[at + 1], way[at]];
      if (!branch || branch.path !== undefined || branch.inside.size > 0) break;
      around?.inside.delete(names[at] ?? '');
    }
    return [value];
  }

  /** The branches from the root along a path, as far as there are any. */
  #wayAlong(names: readonly string[]): Branch[] {
    const way = [this.#root];
    for (const name of names) {
      const next = way.at(-1)?.inside.get(name);
      if (!next) break;
      way.push(next);
    }
    return way;
  }

  #branchAt(path: string): Branch | undefined {
    let branch: Branch | undefined = this.#root;
    for (const name of path.split('/')) branch = branch?.inside.get(name);
    return branch;
  }
}

/** The paths of a branch. A path can have thousands of folders, so this isn't recursive. */
function pathsOf(branch: Branch): string[] {
  const found: string[] = [];
  const open = [branch];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.path !== undefined) found.push(next.path);
    for (const it of next.inside.values()) open.push(it);
  }
  return found;
}

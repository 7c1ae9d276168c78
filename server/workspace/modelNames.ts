/** What the models of several definitions are called, and which of them have one name. */
import type { ExternalLocation } from '../language/rules/rule';

export class ModelNameIndex<Place extends ExternalLocation = ExternalLocation> {
  readonly #byFile = new Map<string, { readonly name: string; readonly place: Place }>();
  readonly #byName = new Map<string, Set<string>>();

  /**
   * Takes in what the model in a file is called, or that it has no name.
   * @returns the files in which something is different now that others have, or had, the same name
   */
  set(file: string, name: string | undefined, place?: Place): string[] {
    const old = this.#byFile.get(file);
    if (name !== undefined && place) this.#byFile.set(file, { name, place });
    else this.#byFile.delete(file);
    if (old?.name === name)
      return old && old.place.offset !== place?.offset ? this.others(file).map((it) => it.file) : [];
    const left = this.#holders(old?.name);
    left.delete(file);
    if (old && left.size === 0) this.#byName.delete(old.name);
    const met = this.#holders(name);
    const affected = met.size > 0 ? [...left, ...met, file] : [...left];
    if (name !== undefined) this.#byName.set(name, met.add(file));
    return affected;
  }

  placeIn(file: string): Place | undefined {
    return this.#byFile.get(file)?.place;
  }

  /** Where definitions have a name. */
  having(name: string): Place[] {
    return [...this.#holders(name)].sort().flatMap((it) => this.#byFile.get(it)?.place ?? []);
  }

  /** Where other definitions have the name that this one has, in the order of their files. */
  others(file: string): Place[] {
    const files = [...this.#holders(this.#byFile.get(file)?.name)].filter((it) => it !== file).sort();
    return files.flatMap((it) => this.#byFile.get(it)?.place ?? []);
  }

  #holders(name: string | undefined): Set<string> {
    return (name !== undefined && this.#byName.get(name)) || new Set();
  }
}

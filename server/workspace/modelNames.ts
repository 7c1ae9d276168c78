/** Indexes model names by file, to find definitions that share a name. */
import type { ExternalLocation } from '../language/types';

export class ModelNameIndex<Place extends ExternalLocation = ExternalLocation> {
  readonly #byFile = new Map<string, { readonly name: string; readonly place: Place }>();
  readonly #byName = new Map<string, Set<string>>();
  /** The files that have a name, in order, as far as that was needed: very many definitions can have one name. */
  readonly #sorted = new Map<string, readonly string[]>();

  /**
   * Takes in what the model in a file is called, or that it has no name.
   * @returns the files in which something is different now that others have, or had, the same name
   */
  set(file: string, name: string | undefined, place?: Place): string[] {
    const old = this.#byFile.get(file);
    if (name !== undefined && place) this.#byFile.set(file, { name, place });
    else this.#byFile.delete(file);
    if (old?.name === name)
      return old && old.place.offset !== place?.offset ? [...this.#holders(name)].filter((it) => it !== file) : [];
    for (const it of [old?.name, name]) if (it !== undefined) this.#sorted.delete(it);
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
    return this.#inOrder(name).flatMap((it) => this.#byFile.get(it)?.place ?? []);
  }

  /** The first other definition in the order of files that has the name that this one has, and how many there are. */
  others(file: string): { readonly duplicateNames: readonly Place[]; readonly duplicateNameCount: number } {
    const all = this.#inOrder(this.#byFile.get(file)?.name);
    const other = all.find((it) => it !== file);
    const place = other === undefined ? undefined : this.#byFile.get(other)?.place;
    return { duplicateNames: place ? [place] : [], duplicateNameCount: Math.max(0, all.length - 1) };
  }

  #inOrder(name: string | undefined): readonly string[] {
    if (name === undefined) return [];
    const sorted = this.#sorted.get(name) ?? [...this.#holders(name)].sort();
    this.#sorted.set(name, sorted);
    return sorted;
  }

  #holders(name: string | undefined): Set<string> {
    return (name !== undefined && this.#byName.get(name)) || new Set();
  }
}

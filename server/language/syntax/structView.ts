/** Typed access to the members of an object by name, for rules. */
import type { Node } from 'jsonc-parser';
import type { MapShape, Shape, Struct } from '../description/shape';
import { Memo } from '../text/memo';
import { allOf } from '../text/words';
import type { Fix } from '../types';
import { type Member, memberShape, membersOf, memoOf, type Value } from './document';
import { removeFix } from './fixes';

type Name<T> = keyof T & string;

/**
 * The members of an object by name; of one that stands twice, the last, which is the one that is sent. Those that are misspelt
 * are taken for what they were meant to be: they have a problem of their own.
 */
export class StructView<T> {
  readonly node: Node;
  readonly #shape: Struct | MapShape;
  readonly #members: readonly Member[] | undefined;
  #byName: ReadonlyMap<string, Member> | undefined;
  /** The objects in it that were asked for, by the names of their members: every rule asks for the same ones. */
  #inner: Map<string, readonly StructView<never>[]> | undefined;
  #memo: Memo<this> | undefined;

  constructor({ node, shape }: Value<Struct | MapShape>, members?: readonly Member[]) {
    this.node = node;
    this.#shape = shape;
    this.#members = members;
  }

  /** What a function computes about this object, once. @param compute a function that is declared once, because it's also the key */
  memo<Answer>(compute: (it: this) => Answer): Answer {
    this.#memo ??= new Memo(this);
    return this.#memo.get(compute);
  }

  #member(name: string): Member | undefined {
    this.#byName ??= byName(this.#members ?? membersOf({ node: this.node, shape: this.#shape }));
    return this.#byName.get(name);
  }

  has(name: Name<T>): boolean {
    return this.#member(name) !== undefined;
  }

  key(name: Name<T>): Node | undefined {
    return this.#member(name)?.key;
  }

  /** The value of a member. */
  value(name: Name<T>): Node | undefined {
    return this.#member(name)?.value;
  }

  #shapeOf(name: Name<T>): Shape | undefined {
    return this.#shape.kind === 'dict' ? this.#shape.value : memberShape(this.#shape, name);
  }

  /** The value of a member that is a string. */
  text(name: Name<T>): string | undefined {
    const node = this.value(name);
    return node?.type === 'string' ? String(node.value) : undefined;
  }

  /** Whether the value of a member is this one. */
  is(name: Name<T>, value: string | boolean): boolean {
    return this.value(name)?.value === value;
  }

  /** The object that is the value of a member. */
  object<K extends Name<T>>(name: K): StructView<NonNullable<T[K]>> | undefined {
    return this.#objectsIn(name, [this.value(name)], this.#shapeOf(name))[0];
  }

  #objectsIn(
    name: string,
    nodes: readonly (Node | undefined)[],
    shape: Shape | undefined,
  ): readonly StructView<never>[] {
    this.#inner ??= new Map();
    const known = this.#inner.get(name);
    if (known) return known;
    const found = nodes.flatMap((node) =>
      node?.type === 'object' && (shape?.kind === 'struct' || shape?.kind === 'dict')
        ? [new StructView<never>({ node, shape })]
        : [],
    );
    this.#inner.set(name, found);
    return found;
  }

  /** The fix that takes away those of some members that there are. */
  without(...names: readonly Name<T>[]): Fix {
    const there = names.filter((it) => this.has(it));
    const steps = there.flatMap((it) => removeFix(this.key(it) ?? this.node).steps);
    return { title: `Remove ${allOf(there)}`, steps };
  }

  /** The items of a list that are objects. */
  items<K extends Name<T>>(
    name: K,
  ): readonly StructView<NonNullable<T[K]> extends readonly (infer Item)[] ? Item : never>[] {
    const [node, shape] = [this.value(name), this.#shapeOf(name)];
    return node?.type === 'array' && shape?.kind === 'list'
      ? this.#objectsIn(name, node.children ?? [], shape.item)
      : [];
  }
}

function byName(members: readonly Member[]): ReadonlyMap<string, Member> {
  const found = new Map<string, Member>();
  for (const it of members) if (it.meant === undefined) found.set(it.name, it);
  for (const it of members) if (it.meant !== undefined && !found.has(it.meant)) found.set(it.meant, it);
  return found;
}

/** The structure of some name in which a value stands, or which it is. */
export function enclosingStruct<T>(value: Value | undefined, struct: string): StructView<T> | undefined {
  for (let at = value; at; at = at.within)
    if (at.shape.kind === 'struct' && at.shape.name === struct)
      return memoOf(at).get(viewOf) as unknown as StructView<T>;
  return undefined;
}

const viewOf = ({ node, shape }: Value) => new StructView<never>({ node, shape: shape as Struct });

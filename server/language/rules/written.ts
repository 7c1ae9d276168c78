/** A structure as it is written, for rules that compare its members: typed by the SDK, so that no name can be misspelt. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import type { Member, Value } from '../document';
import type { Struct } from '../shape';
import { allOf } from '../words';
import { type Finding, type Fix, type FormRule, type Given, type RuleWords, removal } from './rule';

type Name<T> = keyof T & string;

/** The members of an object by name; of one that stands twice, the last, which is the one that is sent. */
export class Written<T> {
  readonly #properties = new Map<string, Node>();

  constructor(readonly node: Node) {
    for (const it of node.children ?? []) this.#properties.set(String(it.children?.[0]?.value), it);
  }

  /** The same, with members that are misspelt taken for what they were meant to be: those have a problem of their own. */
  static of<T>(node: Node, members: readonly Member[]): Written<T> {
    const written = new Written<T>(node);
    for (const { meant, key } of members)
      if (meant !== undefined && key.parent && !written.#properties.has(meant))
        written.#properties.set(meant, key.parent);
    return written;
  }

  has(name: Name<T>): boolean {
    return this.#properties.has(name);
  }

  /** The whole member, name and value. */
  property(name: Name<T>): Node | undefined {
    return this.#properties.get(name);
  }

  key(name: Name<T>): Node | undefined {
    return this.property(name)?.children?.[0];
  }

  /** The value of a member. */
  value(name: Name<T>): Node | undefined {
    return this.property(name)?.children?.[1];
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
  object<K extends Name<T>>(name: K): Written<NonNullable<T[K]>> | undefined {
    const node = this.value(name);
    return node?.type === 'object' ? new Written(node) : undefined;
  }

  /** The fix that takes away those of some members that there are. */
  without(...names: readonly Name<T>[]): Fix {
    const there = names.filter((it) => this.has(it));
    const steps = there.flatMap((it) => removal(this.key(it) ?? this.node).steps);
    return { title: `Remove ${allOf(there)}`, steps };
  }

  /** The items of a list that are objects. */
  items<K extends Name<T>>(name: K): Written<NonNullable<T[K]> extends readonly (infer Item)[] ? Item : never>[] {
    const node = this.value(name);
    const items = node?.type === 'array' ? (node.children ?? []) : [];
    return items.flatMap((it) => (it.type === 'object' ? [new Written<never>(it)] : []));
  }
}

/** All containers of a model, in either of the members in which they can stand. */
export function containersOf(it: Written<sdk.CreateModelInput>): Written<sdk.ContainerDefinition>[] {
  const one = it.object('PrimaryContainer');
  return [...(one ? [one] : []), ...it.items('Containers')];
}

/** A rule about a structure of the SDK, wherever in a request one stands; with `''` about any. */
export function about<T>(
  struct: string,
  words: RuleWords,
  check: (it: Written<T>, report: (finding: Finding) => void, text: string, given: Given) => void,
): FormRule<'struct'> {
  return {
    ...words,
    on: 'struct',
    check({ value, members }: { value: Value<Struct>; members: readonly Member[] }, report, text, given) {
      if (struct === '' || value.shape.name === struct) check(Written.of<T>(value.node, members), report, text, given);
    },
  };
}

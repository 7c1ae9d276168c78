/** A definition, or what is deployed, as text and tree, and the walk that pairs each value in it with the shape that describes it. */
import type { Node } from 'jsonc-parser';
import { createModel } from '../description/createModel';
import type { MapShape, ReferenceKind, Shape, StringShape, Struct } from '../description/shape';
import { Memo } from '../text/memo';
import { TextLayout } from '../text/snippet';
import { closestMatch } from '../text/words';
import { type Parsed, parse } from './parser';

export interface Document extends Parsed {
  readonly text: string;
  /** What describes it as a whole. */
  readonly shape: Struct;
  /** The lines and the indentation of the text. */
  readonly layout: TextLayout;
}

/** A text as a tree; a definition, unless another description is given. */
export function read(text: string, shape: Struct = createModel): Document {
  return { text, shape, layout: new TextLayout(text), ...parse(text) };
}

/** A value of the text and the shape that it should have. */
export interface Value<S extends Shape = Shape> {
  readonly node: Node;
  readonly shape: S;
  /** The object or list that it stands in. */
  readonly within?: Value;
  /** Its member name or its place in a list, counted from 0. */
  readonly at?: string | number;
  /** Whether `node` is the name of a map's entry, and not its value. */
  readonly isName?: true;
  /** What has been computed about it; read it by `memoOf`. */
  memo?: Memo<Value>;
}

/** What has been computed about a value. It's kept by this object, so values of one walk share what is known of those around them. */
export function memoOf(value: Value): Memo<Value> {
  value.memo ??= new Memo(value);
  return value.memo;
}

/** A member that is written in an object. */
export interface Member {
  readonly owner: Value<Struct | MapShape>;
  readonly name: string;
  readonly key: Node;
  /** Its value, where one is written. */
  readonly value: Node | undefined;
  /** What describes its value. */
  readonly shape: Shape | undefined;
  /** The name of the same member where it stands first in this object. */
  readonly first: Node;
  /** The member that an unknown name was probably meant to be: one in another letter case, or one not written yet. */
  readonly meant?: string;
  /** Whether the object also contains that member. */
  readonly isMeantWritten?: boolean;
}

export interface Visitor {
  value?(value: Value): void;
  /** An object with all its members, before their values. */
  object?(owner: Member['owner'], members: readonly Member[]): void;
}

/** Whether a value has the JSON type of its shape. */
export function fits(node: Node, shape: Shape): boolean {
  switch (shape.kind) {
    case 'struct':
    case 'dict':
      return node.type === 'object';
    case 'list':
      return node.type === 'array';
    case 'text':
      return node.type === 'string';
    case 'choice':
      return node.type === shape.of;
    case 'flag':
      return node.type === 'boolean';
  }
}

/** Visits every described value and every member, in the order of the text. What no shape describes is not entered. */
export function walk(value: Value, visit: Visitor): void {
  const { node, shape } = value;
  visit.value?.(value);
  if (shape.kind === 'list') {
    if (!fits(node, shape)) return;
    let at = 0;
    for (const item of node.children ?? []) walk({ node: item, shape: shape.item, within: value, at: at++ }, visit);
  } else if (shape.kind === 'struct' || shape.kind === 'dict') {
    if (!fits(node, shape)) return;
    const owner = value as Member['owner'];
    const members = membersOf(owner);
    visit.object?.(owner, members);
    for (const member of members) {
      const { key, name, meant = name, value: content, shape: described } = member;
      if (shape.kind === 'dict') visit.value?.({ node: key, shape: shape.key, within: value, at: name, isName: true });
      if (content && described) walk({ node: content, shape: described, within: value, at: meant }, visit);
    }
  }
}

/** The members of an object, in the order of the text. */
export function membersOf(owner: Member['owner']): readonly Member[] {
  const { node, shape } = owner;
  const members: Member[] = [];
  const byName = new Map<string, Node>();
  let hasUnknown = false;
  for (const { children } of node.children ?? []) {
    const key = children?.[0];
    if (!key) continue;
    const name = String(key.value);
    const first = byName.get(name) ?? key;
    if (first === key) byName.set(name, key);
    const described = shape.kind === 'dict' ? shape.value : memberShape(shape, name);
    if (!described) hasUnknown = true;
    members.push({ owner, name, key, value: children?.[1], shape: described, first });
  }
  if (!hasUnknown || shape.kind === 'dict') return members;
  // What an unknown name was meant to be depends on all that is written.
  return members.map((it) => {
    const meant = it.shape ? undefined : meantMember(shape, it.name, byName);
    if (meant === undefined) return it;
    return { ...it, meant, isMeantWritten: byName.has(meant), shape: memberShape(shape, meant) };
  });
}

function meantMember(struct: Struct, name: string, written: { has(name: string): boolean }): string | undefined {
  const names = Object.keys(struct.members);
  const sameLetters = names.find((it) => it.toLowerCase() === name.toLowerCase());
  return (
    sameLetters ??
    closestMatch(
      name,
      names.filter((it) => !written.has(it)),
    )
  );
}

/** What stands at an offset. */
export interface DescribedPlace {
  /** The innermost value, or the member whose name it is. */
  readonly value: Value;
  /** The member of a structure or map on whose name the offset is. */
  readonly member?: Member;
}

/**
 * The innermost described value at an offset, its quotes and brackets included; nothing outside of the request and in what
 * no shape describes.
 */
export function placeAt({ root, shape }: Document, offset: number): DescribedPlace | undefined {
  if (!root || !holds(root, offset)) return undefined;
  let value: Value = { node: root, shape };
  for (;;) {
    const { shape } = value;
    if (!fits(value.node, shape)) return { value };
    if (shape.kind === 'list') {
      const at = value.node.children?.findIndex((it) => holds(it, offset)) ?? -1;
      const item = value.node.children?.[at];
      if (!item) return { value };
      value = { node: item, shape: shape.item, within: value, at };
    } else if (shape.kind === 'struct' || shape.kind === 'dict') {
      const owner: Member['owner'] = { ...value, shape };
      const member = membersOf(owner).find(({ key }) => key.parent && holds(key.parent, offset));
      if (!member) return { value };
      const { key, name, meant = name, value: content, shape: inner } = member;
      if (holds(key, offset)) return { value, member };
      if (!content || !holds(content, offset)) return { value };
      if (!inner) return undefined;
      value = { node: content, shape: inner, within: value, at: meant };
    } else return { value };
  }
}

const holds = (node: Node, offset: number) => offset >= node.offset && offset <= node.offset + node.length;

export function memberShape(struct: Struct, name: string): Shape | undefined {
  return Object.hasOwn(struct.members, name) ? struct.members[name] : undefined;
}

/** A string that names something. */
export interface ReferenceValue {
  readonly value: Value<StringShape>;
  readonly names: ReferenceKind;
}

/** A value as one that names something; nothing where it is none. */
export function namingValue(value: Value): ReferenceValue | undefined {
  const { node, shape } = value;
  return shape.kind === 'text' && shape.names && node.type === 'string'
    ? { value: value as Value<StringShape>, names: shape.names }
    : undefined;
}

/** The strings of a document that name something, in the order of the text; names of variables among them. */
export function references({ root, shape }: Document): ReferenceValue[] {
  const found: ReferenceValue[] = [];
  const value = (it: Value) => {
    const named = namingValue(it);
    if (named) found.push(named);
  };
  if (root) walk({ node: root, shape }, { value });
  return found;
}

/** The names and values of a definition as a tree to look through. */
import type { Node } from 'jsonc-parser';
import type { Shape } from '../description/shape';
import { type Document, fits, memberShape } from '../syntax/document';
import { excerpt } from '../text/words';

export interface OutlineEntry {
  readonly name: string;
  /** What the value is, where that says more than the name. */
  readonly detail: string;
  readonly kind: Exclude<Node['type'], 'property'>;
  readonly offset: number;
  readonly length: number;
  /** The part that is marked when the entry is chosen. */
  readonly selected: { readonly offset: number; readonly length: number };
  readonly children: readonly OutlineEntry[];
}

/** Every member and item, as far as it is written. */
export function outline({ root, shape }: Document): OutlineEntry[] {
  return root ? entries(root, shape) : [];
}

function entries(node: Node, shape: Shape | undefined): OutlineEntry[] {
  if (node.type === 'array') {
    const item = shape?.kind === 'list' ? shape.item : undefined;
    return (node.children ?? []).map((it, at) => entry(it, it, it, label(it, item) ?? String(at + 1), item));
  }
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (!key) return [];
    const name = String(key.value);
    const described =
      shape?.kind === 'struct' ? memberShape(shape, name) : shape?.kind === 'dict' ? shape.value : undefined;
    return [entry(property, key, value, name, described)];
  });
}

function entry(
  whole: Node,
  selected: Node,
  value: Node | undefined,
  name: string,
  shape: Shape | undefined,
): OutlineEntry {
  const { offset, length } = whole;
  const kind = !value || value.type === 'property' ? 'null' : value.type;
  return {
    // An outline shows no entry without a name.
    name: excerpt(name, 60).trim() || '""',
    detail: value ? detail(value, shape) : '',
    kind,
    offset,
    length,
    selected: { offset: selected.offset, length: selected.length },
    children: value ? entries(value, shape) : [],
  };
}

function detail(value: Node, shape: Shape | undefined): string {
  if (value.type === 'object') return label(value, shape) ?? '';
  if (value.type === 'array') return String(value.children?.length ?? 0);
  return excerpt(String(value.value), 60);
}

/** What people call an object: the value of the first member that labels its kind. */
function label(node: Node, shape: Shape | undefined): string | undefined {
  if (!shape || !fits(node, shape)) return undefined;
  if (shape.kind === 'text') return String(node.value);
  if (shape.kind !== 'struct') return undefined;
  const written = (name: string) => node.children?.find((it) => it.children?.[0]?.value === name)?.children?.[1]?.value;
  const found = shape.labelledBy?.map(written).find((it) => typeof it === 'string' && it !== '');
  return typeof found === 'string' ? found : undefined;
}

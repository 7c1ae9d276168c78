/** One container, by itself or as a list of one. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import type { Document } from '../syntax/document';
import type { StructView } from '../syntax/structView';
import type { FixStep } from '../types';
import { convertContainer } from './rewriting';

/** A value as it is written, its lines moved so that they fit a line with another indentation. */
function moved({ text, layout }: Document, { offset, length }: Node, indent: string): string {
  const before = layout.lineIndent(offset);
  return text
    .slice(offset, offset + length)
    .replace(/(\r\n|\n|\r)([ \t]*)/g, (_, eol: string, blanks: string) =>
      blanks.startsWith(before) ? `${eol}${indent}${blanks.slice(before.length)}` : `${eol}${blanks}`,
    );
}

const isLines = (text: string, { offset, length }: Node) => /[\r\n]/.test(text.slice(offset, offset + length));

export const primaryAsList = convertContainer<sdk.CreateModelInput>(
  'CreateModelInput',
  'PrimaryContainer',
  'Write it as Containers, a list of one',
  (it, document) => {
    const [key, node] = [it.key('PrimaryContainer'), it.value('PrimaryContainer')];
    if (!key || node?.type !== 'object' || it.has('Containers')) return undefined;
    const { text, layout } = document;
    const { indent, eol } = layout.style;
    const outer = layout.lineIndent(node.offset);
    const inner = outer + indent;
    const json = isLines(text, node)
      ? `[${eol}${inner}${moved(document, node, inner)}${eol}${outer}]`
      : `[${moved(document, node, outer)}]`;
    return [
      { do: 'rename', key, name: 'Containers' },
      { do: 'set', value: node, json },
    ];
  },
);

/** The steps that write a list of one container as PrimaryContainer; nothing where the list has none, or several. */
export function asPrimary(it: StructView<sdk.CreateModelInput>, document: Document): readonly FixStep[] | undefined {
  const [key, list] = [it.key('Containers'), it.value('Containers')];
  const [container, ...others] = list?.type === 'array' ? (list.children ?? []) : [];
  if (!key || !list || container?.type !== 'object' || others.length > 0 || it.has('PrimaryContainer'))
    return undefined;
  return [
    { do: 'rename', key, name: 'PrimaryContainer' },
    { do: 'set', value: list, json: moved(document, container, document.layout.lineIndent(list.offset)) },
  ];
}

export const listAsPrimary = convertContainer<sdk.CreateModelInput>(
  'CreateModelInput',
  'Containers',
  'Write it as PrimaryContainer',
  asPrimary,
);

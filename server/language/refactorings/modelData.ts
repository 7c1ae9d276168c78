/** One archive, as an address or as a source that says that it is one. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { isArchive } from '../description/createModel';
import type { Container } from '../entities/containers';
import type { Document } from '../syntax/document';
import type { FixStep } from '../types';
import { convertContainer } from './rewriting';

/** The steps that write the address in ModelDataUrl, as it stands there, as a ModelDataSource. */
export function asSource(
  it: Container,
  document: Document,
  dataType: sdk.S3ModelDataType,
  compression: sdk.ModelCompressionType,
): FixStep[] {
  const [key, node] = [it.key('ModelDataUrl'), it.value('ModelDataUrl')];
  if (!key || !node) return [];
  const members = [
    `"S3Uri": ${document.text.slice(node.offset, node.offset + node.length)}`,
    `"S3DataType": "${dataType}"`,
    `"CompressionType": "${compression}"`,
  ];
  return [
    { do: 'rename', key, name: 'ModelDataSource' },
    { do: 'set', value: node, json: nested(document, key, members) },
  ];
}

/** An S3DataSource with members, on lines of its own where its neighbours stand so. */
function nested({ text, layout }: Document, key: Node, members: readonly string[]): string {
  const outer = layout.lineIndent(key.offset);
  const standsAlone = /(?:^|[\r\n])[ \t]*$/.test(text.slice(0, key.offset));
  if (!standsAlone) return `{ "S3DataSource": { ${members.join(', ')} } }`;
  const { indent, eol } = layout.style;
  const line = (depth: number, written: string) => `${eol}${outer}${indent.repeat(depth)}${written}`;
  const lines = members.map((member) => line(2, member)).join(',');
  return `{${line(1, '"S3DataSource": {')}${lines}${line(1, '}')}${line(0, '}')}`;
}

export const urlAsSource = convertContainer<sdk.ContainerDefinition>(
  'ContainerDefinition',
  'ModelDataUrl',
  'Write it as ModelDataSource',
  (it, document) =>
    isArchive(it.text('ModelDataUrl')) && !it.has('ModelDataSource') && !it.is('Mode', 'MultiModel')
      ? asSource(it, document, 'S3Object', 'Gzip')
      : undefined,
);

export const sourceAsUrl = convertContainer<sdk.ContainerDefinition>(
  'ContainerDefinition',
  'ModelDataSource',
  'Write it as ModelDataUrl',
  (it, { text }) => {
    const [key, node] = [it.key('ModelDataSource'), it.value('ModelDataSource')];
    const source = it.object('ModelDataSource')?.object('S3DataSource');
    const uri = source?.value('S3Uri');
    const isSame =
      isArchive(source?.text('S3Uri')) && source?.is('S3DataType', 'S3Object') && source.is('CompressionType', 'Gzip');
    // Whatever else a source says has no place beside an address.
    const saysMore = node?.children?.length !== 1 || source?.node.children?.length !== 3;
    if (!key || !node || !uri || !isSame || saysMore || it.has('ModelDataUrl') || it.is('Mode', 'MultiModel'))
      return undefined;
    return [
      { do: 'rename', key, name: 'ModelDataUrl' },
      { do: 'set', value: node, json: text.slice(uri.offset, uri.offset + uri.length) },
    ];
  },
);

import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { link } from '../../language/features/documentLinks';
import type { DocumentRequest } from '../context';

/** `textDocument/documentLink` */
export const documentLink = ({ definition, given, rangeOf }: DocumentRequest<DocumentLinkParams>): DocumentLink[] =>
  link(definition, given).map(({ href, ...it }) => ({ range: rangeOf(it), target: href }));

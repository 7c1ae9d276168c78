import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';
import { highlight } from '../../language/features/documentHighlights';
import type { DocumentRequest } from '../context';

/** `textDocument/documentHighlight` */
export const documentHighlight = ({
  document,
  definition,
  params,
  rangeOf,
}: DocumentRequest<DocumentHighlightParams>): DocumentHighlight[] =>
  highlight(definition, document.offsetAt(params.position)).map((it) => ({ range: rangeOf(it) }));

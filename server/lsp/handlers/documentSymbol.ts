import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver';
import { outline } from '../../language/features/documentSymbols';
import type { DocumentRequest } from '../context';
import { asFlatSymbols, asSymbol } from '../toProtocol';

/** `textDocument/documentSymbol` */
export function documentSymbol({
  context,
  document,
  definition,
}: DocumentRequest<DocumentSymbolParams>): DocumentSymbol[] | SymbolInformation[] {
  const entries = outline(definition);
  return context.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport
    ? entries.map((it) => asSymbol(it, document))
    : entries.flatMap((it) => asFlatSymbols(it, document));
}

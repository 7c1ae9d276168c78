/** Applies the text changes that a client sends. */
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';

/** All changes, one after the other. An edit that begins behind the last line is one at the end of the text. */
export function update(
  document: TextDocument,
  changes: TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  // A line that is not there would spoil the document's count of its lines for good.
  const inside = (position: { line: number; character: number }) => document.positionAt(document.offsetAt(position));
  for (const it of changes) {
    const range = 'range' in it ? { start: inside(it.range.start), end: inside(it.range.end) } : undefined;
    TextDocument.update(document, [range ? { range, text: it.text } : it], version);
  }
  return document;
}

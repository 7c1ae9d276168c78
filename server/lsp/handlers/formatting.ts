import type { DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit } from 'vscode-languageserver';
import { formatText } from '../../language/features/format';
import type { DocumentRequest } from '../context';

/** `textDocument/formatting` and `textDocument/rangeFormatting` */
export function formatting({
  document,
  definition,
  params,
  rangeOf,
}: DocumentRequest<DocumentFormattingParams | DocumentRangeFormattingParams>): TextEdit[] {
  const offset = 'range' in params ? document.offsetAt(params.range.start) : 0;
  const part = 'range' in params ? { offset, length: document.offsetAt(params.range.end) - offset } : undefined;
  const { tabSize, insertSpaces, insertFinalNewline } = params.options;
  const edits = formatText(definition, { tabSize, insertSpaces, insertFinalNewline }, part);
  return edits.map((it) => ({ range: rangeOf(it), newText: it.content }));
}

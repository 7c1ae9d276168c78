import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { hint } from '../../language/features/inlayHints';
import { visible } from '../../language/text/visible';
import type { DocumentRequest } from '../context';
import type { DocumentSettings } from '../diagnoser';

/** `textDocument/inlayHint` */
export function inlayHint(
  { document, definition, given, params }: DocumentRequest<InlayHintParams>,
  { inlayHints }: DocumentSettings,
): InlayHint[] {
  if (!inlayHints) return [];
  const [from, to] = [document.offsetAt(params.range.start), document.offsetAt(params.range.end)];
  return hint(definition, given)
    .filter(({ offset }) => offset >= from && offset <= to)
    .map(({ offset, label }) => ({ position: document.positionAt(offset), label: visible(label), paddingLeft: true }));
}

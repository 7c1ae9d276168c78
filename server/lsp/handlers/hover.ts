import type { Hover, HoverParams } from 'vscode-languageserver';
import { hover as describe } from '../../language/features/hover';
import type { DocumentRequest } from '../context';
import { markup } from '../toProtocol';

/** `textDocument/hover` */
export function onHover({
  context,
  document,
  definition,
  given,
  params,
  rangeOf,
}: DocumentRequest<HoverParams>): Hover | null {
  const found = describe(definition, document.offsetAt(params.position), given);
  if (!found) return null;
  const contents = markup(found.markdown, context.client.textDocument?.hover?.contentFormat);
  return { contents, range: rangeOf(found) };
}

import type { CompletionItem, CompletionParams } from 'vscode-languageserver';
import { requestAccountResources } from '../../../protocol/environment';
import { type Cancellation, sendNotification } from '../../../protocol/message';
import { complete, explain, namedAt } from '../../language/features/completion';
import { TextLayout } from '../../language/text/snippet';
import type { DocumentRequest, ServerContext } from '../context';
import { isDeployed, shapeOf } from '../documentStore';
import { throwIfCanceled } from '../state';
import { asCompletionItem, markup } from '../toProtocol';

/** `textDocument/completion` */
export function completion({ context, document, given, params }: DocumentRequest<CompletionParams>): CompletionItem[] {
  if (isDeployed(document)) return [];
  const { connection, connected, index, client, accountValues } = context;
  const [text, offset] = [document.getText(), document.offsetAt(params.position)];
  const names = namedAt(text, offset);
  // A client that hasn't sent a connection doesn't know the notification.
  if (names === 'model-package' && connected)
    sendNotification(connection, requestAccountResources, { names }).catch(context.warning('Not told'));
  const known = { ...given, workspaceValues: index.usedByOthers(document.uri), accountValues };
  const found = complete(text, offset, params.context?.triggerCharacter, known, shapeOf(document.uri));
  const [replaced = ''] = found.map(({ offset, length }) => text.slice(offset, offset + length));
  // The string is complete, so all others are offered in its place; an editor would leave out those unlike it.
  const isWhole = found.some(({ label }) => replaced === label || replaced === `"${label}"`);
  const layout = new TextLayout(text);
  return found.map((it, at) => asCompletionItem(it, at, document, layout, client, isWhole ? replaced : undefined));
}

/** `completionItem/resolve` */
export function completionResolve(
  { client, failures }: ServerContext,
  item: CompletionItem,
  token: Cancellation,
): CompletionItem {
  throwIfCanceled(token);
  const { struct, member } = item.data ?? {};
  const isKnown = typeof struct === 'string' && typeof member === 'string';
  const markdown = failures.guarded('documentation', item.label, undefined, () =>
    isKnown ? explain({ struct, member }) : undefined,
  );
  const formats = client.textDocument?.completion?.completionItem?.documentationFormat;
  return markdown === undefined ? item : { ...item, documentation: markup(markdown, formats) };
}

/** Handles requests for the diagnostics of one document. */
import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { DefinitionParams, ProblemsResult } from '../../../protocol/definitions';
import type { Cancellation } from '../../../protocol/message';
import { notChecked } from '../../workspace/notChecked';
import type { ServerContext } from '../context';
import { throwIfCanceled } from '../state';

/** `textDocument/diagnostic` */
export async function diagnostic(
  { diagnoser }: ServerContext,
  { textDocument }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  throwIfCanceled(token);
  return { kind: 'full', items: (await diagnoser.of(textDocument.uri)).items };
}

/** `sagemakerModel/problems` */
export async function problems(
  { diagnoser }: ServerContext,
  { textDocument }: DefinitionParams,
  token: Cancellation,
): Promise<ProblemsResult> {
  throwIfCanceled(token);
  const { version, items, hasFailed } = await diagnoser.of(textDocument.uri);
  if (hasFailed) throw new ResponseError(LSPErrorCodes.RequestFailed, notChecked.message);
  return { version, diagnostics: items };
}

/** Registers Create Model: provides the definition, its problems, and marks on values that SageMaker rejected. */

import * as vscode from 'vscode';
import { DiagnosticSeverity, type Range } from 'vscode-languageclient';
import type { Request } from '../../../aws/api';
import { detach } from '../../../aws/detach';
import type { ActiveConnection } from '../../../aws/session';
import { languageId } from '../../../protocol/constants';
import { locateServiceError, problems as problemsOf, renameModel } from '../../../protocol/definitions';
import { sendRequest } from '../../../protocol/message';
import type { AwsContext } from '../../models/context';
import type { Deployed } from '../../models/fetch';
import { presentModel } from '../../models/present';
import { definitionOf } from '../../ui/activeDefinition';
import { registerCommand } from '../../ui/dialog';
import { openText } from '../../ui/openText';
import { createStickyDiagnostics, type StickyDiagnostics } from '../../ui/serviceDiagnostics';
import { completeStep } from '../../ui/walkthrough';
import { create, resume } from './createModel';
import type { CreateHost, DefinitionProblem } from './host';
import { PendingCreates } from './pendingStore';

export function register(context: AwsContext): vscode.Disposable {
  const { extension, session, log, events } = context;
  const { storageUri, workspaceState } = extension;
  const storage = storageUri?.scheme === 'file' ? storageUri.fsPath : undefined;
  const pendingCreates = new PendingCreates({ storage, memento: workspaceState, log });
  const marks = createStickyDiagnostics('refused', vscode.DiagnosticSeverity.Error);
  const pending = () => pendingCreates.open();

  async function createFrom(uri?: vscode.Uri): Promise<void> {
    const document = await definitionOf(uri);
    if (!document) return;
    marks.set(document, []);
    await create({ ...sharedHost(context), ...definitionHost(context, document, marks), session, pending });
  }

  // Models that were being created when a window closed. The user confirmed them and expects the outcome.
  detach(
    pendingCreates.resume(({ sent, pending }) =>
      detach(resume(sharedHost(context), () => session.inRegion(sent.region), sent, pending)),
    ),
  );
  return vscode.Disposable.from(
    marks,
    pendingCreates,
    events.event(({ kind }) => kind === 'created' && completeStep('sagemakerModel.hasCreated')),
    registerCommand('sagemakerModel.create', createFrom),
  );
}

/** What is needed whatever the definition. */
const sharedHost = ({ ui, client, events }: AwsContext) => ({
  ui,
  events,
  describe: (model: { readonly name: string }, live: ActiveConnection) =>
    vscode.commands.executeCommand<void>('sagemakerModel.describe', { kind: 'model', model, live }),
  rescue: async (model: Deployed | Request) => openText(languageId, await presentModel(client, model, true)),
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
});

function definitionHost(
  { client }: AwsContext,
  document: vscode.TextDocument,
  marks: StickyDiagnostics,
): Pick<CreateHost, 'definition' | 'problems' | 'revealFirstError' | 'mark' | 'rename' | 'compare'> {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const asRange = (it: { readonly range: Range }) => client.protocol2CodeConverter.asRange(it.range);
  const show = (selection: vscode.Range | undefined) => vscode.window.showTextDocument(document, { selection });
  let firstError: vscode.Range | undefined;
  return {
    definition: () => ({ text: document.getText(), version: document.version }),
    problems: async () => {
      const { version, diagnostics } = await sendRequest(client, problemsOf, { textDocument });
      const error = diagnostics.find((it) => it.severity === DiagnosticSeverity.Error || it.code === 'placeholder');
      firstError = error && asRange(error);
      const problems = diagnostics.map((it): DefinitionProblem => {
        const message = typeof it.message === 'string' ? it.message : it.message.value;
        const isError = it.severity === DiagnosticSeverity.Error;
        return { message, isError, code: String(it.code), text: document.getText(asRange(it)) };
      });
      return { version, problems };
    },
    revealFirstError: async () => {
      await show(firstError);
    },
    mark: async (message) => {
      const found = await sendRequest(client, locateServiceError, { textDocument, message });
      const placed = found.map((it) => ({ range: asRange(it), message: it.message }));
      marks.set(document, placed);
      await show(placed[0]?.range);
    },
    rename: async (name) => {
      const edits = await sendRequest(client, renameModel, { textDocument, name });
      const edit = new vscode.WorkspaceEdit();
      for (const it of edits) edit.replace(document.uri, asRange(it), it.newText);
      return edits.length > 0 && vscode.workspace.applyEdit(edit);
    },
    compare: () => vscode.commands.executeCommand('sagemakerModel.compare', document.uri),
  };
}

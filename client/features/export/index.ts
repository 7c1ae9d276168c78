/** Copy As, Copy Role Policy, and New from Clipboard: definitions in the formats of other tools. */

import * as vscode from 'vscode';
import { languageId } from '../../../protocol/constants';
import { exportDefinition, generatePolicy, importDefinition } from '../../../protocol/converters';
import { sendRequest } from '../../../protocol/message';
import { served } from '../../lsp/served';
import type { FeatureContext } from '../../models/context';
import { definitionOf } from '../../ui/activeDefinition';
import { dialog, registerCommand } from '../../ui/dialog';
import { openText, showLines } from '../../ui/openText';
import { copyAs } from './copyAs';
import { copyPolicy } from './copyPolicy';
import { paste } from './newFromClipboard';

const host = { ui: dialog, show: showLines };

export function register({ client, session }: FeatureContext): vscode.Disposable {
  const { asTextDocumentIdentifier } = client.code2ProtocolConverter;

  async function copyDefinition(uri?: vscode.Uri): Promise<void> {
    const document = await definitionOf(uri, true);
    if (!document) return;
    const params = { textDocument: asTextDocumentIdentifier(document), region: session?.connection?.region?.value };
    await copyAs(host, (form) => sendRequest(client, exportDefinition, { ...params, form }));
  }

  async function copyRolePolicy(uri?: vscode.Uri): Promise<void> {
    const document = await definitionOf(uri, true);
    if (!document) return;
    const textDocument = asTextDocumentIdentifier(document);
    await copyPolicy(host, (policy) => sendRequest(client, generatePolicy, { textDocument, policy }));
  }

  async function newFromClipboard(): Promise<void> {
    const text = await vscode.env.clipboard.readText();
    const pasted = await sendRequest(client, importDefinition, { text });
    await paste(host, pasted, (definition) => openText(languageId, definition));
  }

  return vscode.Disposable.from(
    registerCommand('sagemakerModel.copyAs', served(client, copyDefinition)),
    registerCommand('sagemakerModel.copyPolicy', served(client, copyRolePolicy)),
    registerCommand('sagemakerModel.paste', served(client, newFromClipboard)),
  );
}

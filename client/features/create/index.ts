/** Create Model in VS Code: the definition in its editor, the language server's judgement, and marks of what was refused. */
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  type Diagnostic,
  DiagnosticSeverity,
  type Range,
  type TextEdit,
} from 'vscode-languageclient';
import type { ModelSummary, Request } from '../../../aws/api';
import type { ActiveConnection, Session } from '../../../aws/session';
import type { createStickyDiagnostics } from '../../ui/serviceDiagnostics';
import type { Ui } from '../../ui/ui';
import { compareDefinition, type DefinitionMeans } from '../compare/compare';
import type { Comparisons } from '../compare/documents';
import type { DeployedModels } from '../describe/documents';
import type { CreateHost, DefinitionProblem } from './createModel';
import type { Deployed, Pending } from './submit';

/** What Create Model needs whatever the definition. */
export interface CreateModelServices {
  readonly ui: Ui;
  readonly session: Session;
  readonly client: BaseLanguageClient;
  readonly deployed: DeployedModels;
  readonly comparisons: Comparisons;
  readonly marks: ReturnType<typeof createStickyDiagnostics>;
  /** A record of a request that is kept after the window closes. */
  pending(): Pending;
  describe(name: string, live: ActiveConnection): Promise<void>;
  createFrom(definition: vscode.Uri): Promise<void>;
  /** Takes note that a model was created. */
  created(model: ModelSummary, live: ActiveConnection): void;
  /** Takes note that a model is gone. */
  removed: CreateHost['removed'];
  /** Takes note that the tags of a model were changed. */
  changed: DefinitionMeans['changed'];
  /** Takes note of what is deployed under a name; nothing where there is no such model. */
  found: DefinitionMeans['found'];
}

/** What can be said without a definition. */
export function createSharedHost({ ui, created, removed, deployed, describe, pending }: CreateModelServices) {
  return {
    ui,
    pending,
    created,
    removed,
    describe: ({ name }: { readonly name: string }, live: ActiveConnection) => describe(name, live),
    rescue: (model: Deployed | Request) => deployed.rescue(model),
    wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };
}

/** A document as it is by now: what no editor shows is closed after a while, and is another one when it is opened again. */
function asOpen(document: vscode.TextDocument): vscode.TextDocument {
  const uri = document.uri.toString();
  return vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri) ?? document;
}

export function definitionMeans(workshop: CreateModelServices, document: vscode.TextDocument): DefinitionMeans {
  const { ui, client, comparisons, createFrom, changed, found } = workshop;
  return {
    ...comparisons.means(ui, client, document),
    label: vscode.workspace.asRelativePath(document.uri),
    text: () => asOpen(document).getText(),
    create: () => createFrom(document.uri),
    changed,
    found,
  };
}

export function createMeans(workshop: CreateModelServices, document: vscode.TextDocument): CreateHost {
  const { client, session, marks } = workshop;
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const asRange = (it: { readonly range: Range }) => client.protocol2CodeConverter.asRange(it.range);
  const show = (selection: vscode.Range | undefined) => vscode.window.showTextDocument(document, { selection });
  let firstError: vscode.Range | undefined;
  return {
    ...createSharedHost(workshop),
    session,
    definition: () => ({ text: document.getText(), version: document.version }),
    problems: async () => {
      const { version, diagnostics } = await client.sendRequest<{ version?: number; diagnostics: Diagnostic[] }>(
        'sagemakerModel/problems',
        { textDocument },
      );
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
      const found = await client.sendRequest<{ range: Range; message: string }[]>('sagemakerModel/blame', {
        textDocument,
        message,
      });
      const placed = found.map((it) => ({ range: asRange(it), message: it.message }));
      marks.set(document, placed);
      await show(placed[0]?.range);
    },
    rename: async (name) => {
      const edits = await client.sendRequest<TextEdit[]>('sagemakerModel/rename', { textDocument, name });
      const edit = new vscode.WorkspaceEdit();
      for (const it of edits) edit.replace(document.uri, asRange(it), it.newText);
      return edits.length > 0 && vscode.workspace.applyEdit(edit);
    },
    compare: (name, live) => compareDefinition(definitionMeans(workshop, document), name, live),
  };
}

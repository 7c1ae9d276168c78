/** Sets up the language client: which documents it serves, when the server restarts, and how its state is shown. */

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  vsdiag,
} from 'vscode-languageclient';
import { logDetached } from '../../aws/detach';
import { languageId } from '../../protocol/constants';
import { didReadEncoding } from '../../protocol/environment';
import { sendNotification } from '../../protocol/message';
import { dialog, registerCommand } from '../ui/dialog';
import { isEditable } from '../ui/documentSchemes';
import { openLog } from '../ui/log';
import { isNotLoaded } from '../ui/notLoaded';
import { answerForFiles } from './fileRequests';

const documentSelector = [{ language: languageId }];

/** A server that ends more often than this in three minutes is not started again by itself. */
const mostRestarts = 4;
const restartWindow = 3 * 60 * 1000;

/** When the server of this window ended, as far as that counts. */
const ends: number[] = [];

/** The log of the extension, which speaks the language of the window from here on. */
export function beginLog({ extension }: vscode.ExtensionContext): vscode.LogOutputChannel {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const log = openLog(extension.packageJSON.displayName);
  logDetached(log);
  return log;
}

/** Starts the language server, and answers it. */
export async function startLanguage(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  log: vscode.LogOutputChannel,
): Promise<void> {
  context.subscriptions.push(
    log,
    client,
    showState(client, log),
    tellEncodings(client, log),
    answerForFiles(client, log),
    hearServer(client, log),
    ...registerCommands(client, log),
  );
  // A server that does not start is shown where its state is shown, and said in the log; the library has messages of its own.
  const { error } = client;
  client.error = (message, data) => error.call(client, message, data, false);
  await client.start().catch((error: unknown) => log.error(String(error)));
}

export function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector,
    // Files that the server cannot get at are found and read here.
    initializationOptions: { files: true },
    outputChannel: log,
    traceOutputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: (error) => {
      log.error(String(error));
      return false;
    },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        const now = Date.now();
        ends.push(now);
        while (ends[0] !== undefined && ends[0] < now - restartWindow) ends.shift();
        const action = ends.length > mostRestarts ? CloseAction.DoNotRestart : CloseAction.Restart;
        return { action, handled: true };
      },
    },
    middleware: {
      provideCompletionItem: async (document, position, context, token, next) => {
        const found = await next(document, position, context, token);
        // What has been written is a first part: what belongs behind it is offered at once.
        for (const it of Array.isArray(found) ? found : (found?.items ?? []))
          if (Reflect.get(Object(Reflect.get(it, 'data')), 'goesOn'))
            it.command = { command: 'editor.action.triggerSuggest', title: '' };
        return found;
      },
      provideCodeActions: async (document, range, context, token, next) => {
        const found = await next(document, range, context, token);
        // Here what changes can be shown before, and what is left afterwards.
        for (const it of found ?? []) {
          const region = Reflect.get(Object(Reflect.get(it, 'data')), 'movesTo');
          if (!(it instanceof vscode.CodeAction) || region === undefined) continue;
          it.edit = undefined;
          it.command = { command: 'sagemakerModel.moveToRegion', title: '', arguments: [document.uri, region] };
        }
        return found;
      },
      // The server reports no progress; the library would show the progress of any other server.
      handleWorkDoneProgress: () => {},
      provideDiagnostics: (document, previous, token, next) =>
        canHaveProblems('uri' in document ? document.uri : document)
          ? next(document, previous, token)
          : { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] },
    },
  };
}

const canHaveProblems = (uri: vscode.Uri) => isEditable(uri) && !isNotLoaded(uri);

/** The library would show server messages without making them inert. Our server sends none, and any that arrive are logged. */
function hearServer(client: BaseLanguageClient, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    client.onNotification('window/showMessage', ({ message }: { message: unknown }) => log.info(String(message))),
    client.onRequest('window/showMessageRequest', ({ message }: { message: unknown }) => {
      log.info(String(message));
      return null;
    }),
    client.onRequest('window/showDocument', () => ({ success: false })),
  );
}

/** The state of the server, where VS Code shows that of a language. */
function showState(client: BaseLanguageClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('sagemakerModel.server', documentSelector);
  item.name = l10n.t('SageMaker language server');
  const show = (state: State) => {
    if (state === State.Running)
      log.info(`The language server ${client.initializeResult?.serverInfo?.version} is running.`);
    const isDown = state === State.Stopped || state === State.StartFailed;
    item.busy = state === State.Starting;
    item.severity = isDown ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.text = isDown
      ? l10n.t('The language server has stopped')
      : l10n.t('SageMaker Models {0}', client.initializeResult?.serverInfo?.version ?? '');
    item.command = isDown
      ? { command: 'sagemakerModel.restartServer', title: l10n.t('Restart Server') }
      : { command: 'sagemakerModel.showLog', title: l10n.t('Show Log') };
  };
  show(State.Starting);
  return vscode.Disposable.from(
    item,
    client.onDidChangeState(({ newState }) => show(newState)),
  );
}

function registerCommands(client: BaseLanguageClient, log: vscode.LogOutputChannel): vscode.Disposable[] {
  return [
    registerCommand('sagemakerModel.showLog', () => log.show()),
    registerCommand('sagemakerModel.restartServer', async () => {
      try {
        // A server that hangs does not stop when it is told to; it has to be started again all the more.
        ends.length = 0;
        if (client.isRunning()) await client.stop().catch((error: unknown) => log.warn(String(error)));
        await client.start();
      } catch (error) {
        log.error(String(error));
        const show = l10n.t('Show Log');
        if (await dialog.tell('error', l10n.t('The language server does not start.'), show)) log.show();
      }
    }),
  ];
}

/**
 * Tells the server how files are stored: VS Code decodes them, and takes a byte order mark away, before any language sees
 * the text.
 */
function tellEncodings(client: BaseLanguageClient, log: vscode.LogOutputChannel): vscode.Disposable {
  const tell = (document: vscode.TextDocument) => {
    if (!client.isRunning() || vscode.languages.match(documentSelector, document) === 0) return;
    const params = { uri: client.code2ProtocolConverter.asUri(document.uri), encoding: document.encoding };
    sendNotification(client, didReadEncoding, params).catch((error) => log.warn(String(error)));
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(tell),
    vscode.workspace.onDidSaveTextDocument(tell),
    // An encoding that changes is announced as a change without content.
    vscode.workspace.onDidChangeTextDocument((it) => it.contentChanges.length === 0 && tell(it.document)),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) for (const document of vscode.workspace.textDocuments) tell(document);
    }),
  );
}

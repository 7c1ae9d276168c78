/** Shows comparisons in VS Code's diff editor. The definition's side follows its edits. */

import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { comparedScheme, fileEnding } from '../../../protocol/constants';
import { sendRequest } from '../../../protocol/message';
import { compareModels } from '../../../protocol/models';

import { inert } from '../../ui/inert';
import type { Ui } from '../../ui/ui';
import type { CompareHost, Sides } from './compare';
import { type Refreshing, refreshing } from './refreshing';

interface ShownComparison {
  sides: Sides;
  /** The address of what is edited, where one side is a definition. */
  readonly definition?: string;
  readonly refresh: Refreshing;
}

export class Comparisons implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #shown = new Map<string, ShownComparison>();
  readonly #registrations: vscode.Disposable;
  readonly #log: Pick<vscode.LogOutputChannel, 'warn'>;
  #count = 0;

  constructor(log: Pick<vscode.LogOutputChannel, 'warn'>) {
    this.#log = log;
    this.#registrations = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(comparedScheme, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        for (const it of this.#shown.values()) if (it.definition === document.uri.toString()) it.refresh.soon();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme !== comparedScheme) return;
        this.#shown.get(uri.authority)?.refresh.dispose();
        this.#shown.delete(uri.authority);
      }),
      this.#changed,
    );
  }

  dispose(): void {
    for (const it of this.#shown.values()) it.refresh.dispose();
    this.#registrations.dispose();
  }

  /** For VS Code, which shows the message where this fails: in a window that comes back. */
  provideTextDocumentContent({ authority, path: at }: vscode.Uri): string {
    const shown = this.#shown.get(authority);
    if (!shown) throw new Error(l10n.t('Compare again to see this.'));
    return path.posix.dirname(at) === '/before' ? shown.sides.before : shown.sides.after;
  }

  /** @param definition the document whose edits the comparison follows */
  host(ui: Ui, client: BaseLanguageClient, definition?: vscode.TextDocument): CompareHost {
    return {
      ui,
      compare: (left, answer) => sendRequest(client, compareModels, { ...left, answer }),
      show: (title, sides, again) => this.#show(title, sides, again, definition?.uri.toString()),
    };
  }

  async #show(
    title: string,
    sides: Sides,
    again: (() => Promise<Sides | undefined>) | undefined,
    definition: string | undefined,
  ): Promise<() => Promise<void>> {
    const authority = String(++this.#count);
    const [before, after] = ['before', 'after'].map((side) =>
      vscode.Uri.from({ scheme: comparedScheme, authority, path: `/${side}/compared${fileEnding}` }),
    ) as [vscode.Uri, vscode.Uri];
    const shown: ShownComparison = {
      sides,
      definition,
      refresh: refreshing(
        async () => again?.(),
        (now) => {
          shown.sides = now;
          this.#changed.fire(before);
          this.#changed.fire(after);
        },
        (error) => this.#log.warn(`Couldn't update a comparison: ${error}`),
      ),
    };
    this.#shown.set(authority, shown);
    await vscode.commands.executeCommand('vscode.diff', before, after, inert(title));
    return shown.refresh.now;
  }
}

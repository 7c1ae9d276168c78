/** The interface for dialogs and messages, so that commands run without VS Code in tests. */

import type { RequestOptions } from '../../aws/api';
import type { Failure } from '../../aws/failure';

export interface QuickPickOption<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly detail: string;
  /** The codicon before the label: in a label itself, none is shown. */
  readonly icon?: string;
}

export interface Dialog {
  /** A question that stops everything else, with one way to say yes. */
  confirm(question: string, detail: string, yes: string, kind?: 'information' | 'warning'): Promise<boolean>;
  /** A question that stops everything else, with several ways to go on. @returns the one that was chosen */
  ask(question: string, detail: string, actions: readonly string[]): Promise<string | undefined>;
  /** A message as the answer to what the person has just done. @returns the action that was chosen */
  tell(kind: 'information' | 'warning' | 'error', message: string, ...actions: string[]): Promise<string | undefined>;
  /** One of a few ways to go on. @returns its key; nothing where the person takes none */
  choose<Key extends string>(title: string, ways: readonly QuickPickOption<Key>[]): Promise<Key | undefined>;
  /** Lets the person type a word that must be exactly this one. @returns whether they have */
  typed(title: string, prompt: string, word: string): Promise<boolean>;
  /** Shows that something goes on, and how far it has come, and lets the person stop it; `retried` is told of attempts. */
  progress<T>(title: string, task: (asking: RequestOptions, say: (message: string) => void) => Promise<T>): Promise<T>;
  copy(text: string): Promise<void>;
  openExternal(url: string): Promise<void>;
}

/** The same where AWS is asked, which may fail. */
export interface Ui extends Dialog {
  /** Does what helps against a failure. @returns whether it is done, so that one can go on */
  remedy(failure: Failure): Promise<boolean>;
}

/** What is asked of the person and told to them, so that commands run without VS Code. */
import type { Failure } from './failure';

export interface Ui {
  /** A question that stops everything else, with one way to say yes. */
  confirm(question: string, detail: string, yes: string): Promise<boolean>;
  /** A message as the answer to what the person has just done. @returns the action that was chosen */
  tell(kind: 'information' | 'warning' | 'error', message: string, ...actions: string[]): Promise<string | undefined>;
  /** Shows that something goes on, and lets the person stop it. */
  progress<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Does what helps against a failure. @returns whether it is done, so that one can go on */
  remedy(failure: Failure): Promise<boolean>;
  copy(text: string): Promise<void>;
  openExternal(url: string): Promise<void>;
}

/** The interface through which Create Model uses VS Code and the language server. */
import type { Request } from '../../../aws/api';
import type { ActiveConnection } from '../../../aws/session';
import type { AwsContext } from '../../models/context';
import type { Deployed } from '../../models/fetch';
import type { Pending } from './submit';

export interface DefinitionProblem {
  readonly message: string;
  readonly isError: boolean;
  /** The rule that reports it. */
  readonly code: string;
  /** The part of the text that it is about. */
  readonly text: string;
}

export interface CreateHost extends Pick<AwsContext, 'ui' | 'session' | 'events'> {
  /** The text in the editor, and its version. */
  definition(): { readonly text: string; readonly version: number };
  /** The language server's problems for a version, and that version. @throws if the server doesn't respond or couldn't check it */
  problems(): Promise<{ readonly version: number | undefined; readonly problems: readonly DefinitionProblem[] }>;
  revealFirstError(): Promise<void>;
  /** Marks the values that SageMaker's error message is about, and shows the first. */
  mark(refusal: string): Promise<void>;
  /** Shows the definition beside the model with this name. */
  compare(name: string, live: ActiveConnection): PromiseLike<void>;
  describe(model: { readonly name: string }, live: ActiveConnection): PromiseLike<void>;
  /** Writes another name into the definition. @returns whether that was possible */
  rename(name: string): Promise<boolean>;
  /** A record of a request that is kept after the window closes. */
  pending(): Pending;
  /** Opens the definition of a model that was deleted or not created. */
  rescue(model: Deployed | Request): Promise<void>;
  wait(milliseconds: number): Promise<void>;
}

/** Enforces the lifecycle of the protocol: rejects requests before `initialize` and after `shutdown`. */
import type { Message, MessageStrategy, NotificationMessage, RequestMessage } from 'vscode-languageserver';

/** The request as which one is taken that comes out of order; its params are the error that answers it. */
export const rejectedRequest = 'sagemakerModel/rejectedRequest';

/** Errors of the protocol, by their names in it. */
const [ServerNotInitialized, InvalidRequest, InvalidParams] = [-32002, -32600, -32602];

export class LifecycleGuard implements MessageStrategy {
  #phase: 'before' | 'amid' | 'after' = 'before';

  /** Whether the client has said that it needs the server no more. */
  get isOver(): boolean {
    return this.#phase === 'after';
  }

  /** The client's first request has succeeded. If it fails, the client may send another one. */
  begin(): void {
    if (this.#phase === 'before') this.#phase = 'amid';
  }

  handleMessage(message: Message, next: (message: Message) => void) {
    const taken = this.#taken(message);
    // Whoever has sent it here waits for what comes of it.
    return taken && next(taken);
  }

  /** A message that is in order; the refusal of a request that is not; nothing where nobody waits for an answer. */
  #taken(message: Message): Message | undefined {
    const { method, id } = message as Partial<RequestMessage | NotificationMessage> & { readonly id?: unknown };
    // An answer to the server has no method.
    if (method === undefined || method === 'exit') return message;
    const isFirst = method === 'initialize';
    const isComplete = !isFirst || this.#phase !== 'before' || hasCapabilities(message);
    if (isComplete && (isFirst ? this.#phase === 'before' : this.#phase === 'amid')) {
      if (method === 'shutdown') this.#phase = 'after';
      return message;
    }
    if (id === undefined) return undefined;
    const params = !isComplete
      ? { code: InvalidParams, message: 'initialize is missing the required parameter capabilities.' }
      : this.#phase === 'before'
        ? { code: ServerNotInitialized, message: `${method} comes before initialize.` }
        : { code: InvalidRequest, message: `${method} comes after ${this.isOver ? 'shutdown' : 'initialize'}.` };
    return { ...message, method: rejectedRequest, params } as Message;
  }
}

/** Whether a request has the client's capabilities, which are required for every response. */
function hasCapabilities(message: Message): boolean {
  const capabilities: unknown = Reflect.get(Object(Reflect.get(message, 'params')), 'capabilities');
  return typeof capabilities === 'object' && capabilities !== null;
}

/** Custom requests and notifications as constants that carry the types of their parameters and results. */

/**
 * A request. The constants of vscode-jsonrpc aren't used, because the client and the server each bring their own version
 * of that package, and a constant of one isn't assignable to that of the other.
 */
export interface RequestType<Params, Result> {
  readonly method: string;
  /** Never set. It carries the types. */
  readonly types?: readonly [Params, Result];
}

export interface NotificationType<Params> {
  readonly method: string;
  /** Never set. It carries the type. */
  readonly types?: readonly [Params];
}

/** Tells a handler that its result is no longer needed. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** Sends messages: a language client or a server's connection. */
interface Sender {
  sendRequest<Result>(method: string, params: unknown): Promise<Result>;
  sendNotification(method: string, params: unknown): Promise<void>;
}

interface Receiver<Registration> {
  onRequest(method: string, handler: (...sent: unknown[]) => unknown): Registration;
  onNotification(method: string, handler: (params: unknown) => void): Registration;
}

export const request = <Params, Result>(method: string): RequestType<Params, Result> => ({
  method: `sagemakerModel/${method}`,
});

export const notification = <Params>(method: string): NotificationType<Params> => ({
  method: `sagemakerModel/${method}`,
});

/** Sends a request to the other side. @returns what it answers; rejects with its error */
export const sendRequest = <Params, Result>(
  to: Sender,
  { method }: RequestType<Params, Result>,
  params: NoInfer<Params>,
): Promise<Result> => to.sendRequest<Result>(method, params);

/** Sends a notification to the other side. */
export const sendNotification = <Params>(
  to: Sender,
  { method }: NotificationType<Params>,
  params: NoInfer<Params>,
): Promise<void> => to.sendNotification(method, params);

/** Handles a request from the other side. */
export const onRequest = <Params, Result, Registration>(
  of: Receiver<Registration>,
  { method }: RequestType<Params, Result>,
  handler: (params: NoInfer<Params>, token: Cancellation) => NoInfer<Result> | Promise<NoInfer<Result>>,
): Registration =>
  // A request without parameters passes only the token.
  of.onRequest(method, (...sent) => handler(sent.at(-2) as Params, sent.at(-1) as Cancellation));

/** Handles a notification from the other side. */
export const onNotification = <Params, Registration>(
  of: Receiver<Registration>,
  { method }: NotificationType<Params>,
  handler: (params: NoInfer<Params>) => void,
): Registration => of.onNotification(method, (params) => handler(params as Params));

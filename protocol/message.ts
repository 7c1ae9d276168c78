/** Custom requests and notifications as constants that carry the types of their parameters and results. */

/**
 * A request. The constants of vscode-jsonrpc aren't used, because the client and the server each bring their own version
 * of that package, and a constant of one isn't assignable to that of the other.
 */
export interface RequestType<Params, Result> {
  readonly method: string;
  /** Never there; it holds the types. */
  readonly types?: readonly [Params, Result];
}

export interface NotificationType<Params> {
  readonly method: string;
  /** Never there; it holds the type. */
  readonly types?: readonly [Params];
}

/** What tells a handler that its answer isn't needed anymore. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** The end of a connection, as far as custom messages need it: a language client or a server's connection. */
interface Sender {
  sendRequest<Result>(method: string, params: unknown): Promise<Result>;
  sendNotification(method: string, params: unknown): Promise<void>;
}

interface Receiver<Registration> {
  onRequest(method: string, handler: (params: unknown, token: Cancellation) => unknown): Registration;
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

/** Answers a request of the other side. */
export const onRequest = <Params, Result, Registration>(
  of: Receiver<Registration>,
  { method }: RequestType<Params, Result>,
  handler: (params: NoInfer<Params>, token: Cancellation) => NoInfer<Result> | Promise<NoInfer<Result>>,
): Registration => of.onRequest(method, (params, token) => handler(params as Params, token));

/** Takes a notification of the other side. */
export const onNotification = <Params, Registration>(
  of: Receiver<Registration>,
  { method }: NotificationType<Params>,
  handler: (params: NoInfer<Params>) => void,
): Registration => of.onNotification(method, (params) => handler(params as Params));

/** How the service says no, and that it has something to say at all. */

/** An error of the service, by the name under which callers know it. */
export class Refusal extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** What goes back over the connection. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** The errors that SageMaker's model declares; their text is in `Message`, that of all others in `message`. */
const declared = ['ResourceLimitExceeded', 'ResourceNotFound', 'ResourceInUse', 'ConflictException'];

/** Puts a result into the protocol of SageMaker, awsJson1_1; DeleteModel answers with nothing at all. */
export function jsonAnswer(result: object | undefined): Answer {
  return { status: 200, contentType: 'application/x-amz-json-1.1', body: result ? JSON.stringify(result) : '' };
}

/** Puts an error into the protocol of SageMaker. */
export function jsonRefusal({ type, message, status }: Refusal): Answer {
  const text = declared.includes(type) ? { Message: message } : { message };
  return { ...jsonAnswer({ __type: type, ...text }), status };
}

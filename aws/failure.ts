/** The error type for requests to AWS: a few kinds, each with a message and a next step. */

export type FailureKind =
  | 'cancelled'
  | 'certificate'
  | 'clock'
  | 'denied'
  | 'exists'
  | 'expired'
  | 'limit'
  | 'no-credentials'
  | 'no-region'
  | 'not-found'
  | 'offline'
  | 'refused'
  | 'slow-credentials'
  | 'throttled'
  | 'timeout'
  | 'unavailable'
  | 'uncertain'
  | 'unknown'
  | 'wrong-endpoint';

/** What a person can do about it, one thing. */
export type Remedy = 'chooseProfile' | 'chooseRegion' | 'openSettings' | 'retry' | 'showLog' | 'signIn';

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly remedy: Remedy;
  /** What the service said, as it said it. */
  readonly said?: string;
  /** Whether the request may have been carried out, though no answer tells. */
  readonly isAmbiguous: boolean;

  /** @param message one sentence to the person, translated, and what to do about it */
  constructor(
    readonly kind: FailureKind,
    message: string,
    more: { remedy: Remedy; said?: string; isAmbiguous?: boolean; cause?: unknown },
  ) {
    super(message, { cause: more.cause });
    this.remedy = more.remedy;
    this.said = more.said;
    this.isAmbiguous = more.isAmbiguous ?? false;
  }
}

/**
 * Whether an error is one of these. Asked by its name, for each bundle has a class of its own: one that comes through the
 * door to AWS is an instance of another than ours.
 */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && error.name === 'Failure';
}

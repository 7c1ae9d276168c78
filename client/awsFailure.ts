/** What goes wrong with AWS, from the SDK's errors to our kinds of failure, each with a sentence and a next step. */
import * as l10n from '@vscode/l10n';
import { Failure, isFailure } from './failure';
import type { Wish } from './models';

/** An error of the SDK, of which nothing is certain. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

function sdkError(error: unknown): SdkError {
  if (!(error instanceof Error)) return { name: '', message: String(error) };
  // A modelled error of SageMaker carries `Message`, and Node gathers the errors of several addresses in one.
  const { Message, errors } = error as Error & { Message?: string; errors?: unknown[] };
  const first = errors?.[0];
  return first instanceof Error && !error.message
    ? (first as SdkError)
    : Object.assign(Object.create(error), { message: error.message || Message || '' });
}

const ofCredentials =
  /^(ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId)$/;
const ofClock = /^(RequestExpired|RequestTimeTooSkewed)$/;
const ofNetwork = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPIPE|ETIMEDOUT)$/;
const ofCertificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;

const isSignature = (name: string) => name === 'InvalidSignatureException' || name === 'SignatureDoesNotMatch';
const isClock = ({ name, message }: SdkError) =>
  ofClock.test(name) || (isSignature(name) && /expired|not yet current/i.test(message));

/** Whether the credentials at hand are no good, and those in the files may have become better since. */
export function isRefusalOfCredentials(error: unknown): boolean {
  const it = sdkError(error);
  return ofCredentials.test(it.name) || (isSignature(it.name) && !isClock(it));
}

/** An error of the SDK as one of our failures. */
export function asFailure(error: unknown, operation: string, wish: Wish, endpoint: string): Failure {
  if (isFailure(error)) return error;
  const { profile, region, signIn } = wish;
  const it = sdkError(error);
  const { name, message, code = '' } = it;
  const status = it.$metadata?.httpStatusCode;
  // A message about a signature goes on with all that was signed.
  const [said = ''] = message.split('\n', 1);
  const attempts = it.$metadata?.attempts ?? 1;
  const failure = (
    kind: Failure['kind'],
    sentence: string,
    remedy: Failure['remedy'],
    more: { isAmbiguous?: boolean } = {},
  ) => new Failure(kind, sentence, { remedy, said, cause: error, ...more });

  if (name === 'AbortError') return failure('cancelled', l10n.t('Cancelled.'), 'retry', { isAmbiguous: true });
  if (isClock(it))
    return failure(
      'clock',
      l10n.t('AWS refuses the time of this computer. Set its clock right and try again.'),
      'retry',
    );
  if (/^ExpiredToken/.test(name)) return expired(profile, signIn !== undefined, said, error);
  if (ofCredentials.test(name) || isSignature(name))
    return failure(
      'no-credentials',
      profile
        ? l10n.t('AWS does not accept the credentials of profile {0}. Choose another, or sign in again.', profile)
        : l10n.t('AWS does not accept these credentials. Choose a profile.'),
      'chooseProfile',
    );
  if (name === 'AccessDeniedException' || name === 'AccessDenied') {
    const action = /perform: ([\w:]+)/.exec(message)?.[1] ?? `sagemaker:${operation}`;
    return failure('denied', l10n.t('You may not do this: your policies do not allow {0}.', action), 'chooseProfile');
  }
  if (name === 'ThrottlingException' || name === 'TooManyRequestsException')
    return failure(
      'throttled',
      l10n.t('SageMaker is being asked too often, by you or by others in this account. Try again in a minute.'),
      'retry',
    );
  if (name === 'ResourceLimitExceeded')
    return failure('limit', l10n.t('A quota of the account is used up: {0}', message), 'showLog');
  if (name === 'ValidationException' && /^Could not find model "/.test(message))
    return failure('not-found', l10n.t('There is no such model in {0}. It may have been deleted.', region), 'retry');
  if (name === 'ValidationException' && /^Could not find (endpoint|inference component)\b/.test(message))
    return failure('not-found', l10n.t('It is not there any more: {0}', message), 'retry');
  if (name === 'ValidationException' && /^Cannot create already existing model/.test(message))
    return failure('exists', l10n.t('A model of this name is already there, and models cannot be changed.'), 'retry', {
      // An earlier attempt of this very request may have made it, and its answer been lost.
      isAmbiguous: attempts > 1,
    });
  if (ofCertificate.test(code))
    return failure(
      'certificate',
      l10n.t(
        'The certificate of {0} cannot be trusted ({1}). Where a proxy puts in one of its own, name it in ca_bundle of the profile, in AWS_CA_BUNDLE, or see http.systemCertificates.',
        endpoint,
        code,
      ),
      'openSettings',
    );
  if (name === 'TimeoutError' || code === 'ETIMEDOUT')
    return failure('timeout', l10n.t('{0} does not answer. Check the network and the proxy.', endpoint), 'retry', {
      isAmbiguous: true,
    });
  if (ofNetwork.test(code)) {
    // A connection that was never made took no request along.
    const isAmbiguous = code === 'ECONNRESET' || code === 'EPIPE';
    return failure('offline', l10n.t('{0} cannot be reached ({1}). Check the network.', endpoint, code), 'retry', {
      isAmbiguous,
    });
  }
  if (status !== undefined && status >= 500)
    return failure(
      'unavailable',
      l10n.t('SageMaker has a fault of its own (status {0}). Try again later.', status),
      'retry',
      { isAmbiguous: true },
    );
  if (name === 'SyntaxError' || name === 'UnknownOperationException' || status === 404)
    return failure(
      'wrong-endpoint',
      l10n.t(
        'What answers at {0} (status {1}) is not SageMaker. Check the address, or the proxy.',
        endpoint,
        status ?? '?',
      ),
      'openSettings',
      { isAmbiguous: true },
    );
  if (status === 400) return failure('refused', message, 'showLog');
  return failure('unknown', l10n.t('{0} failed: {1}', operation, message || name), 'showLog', { isAmbiguous: true });
}

function expired(profile: string | undefined, canSignIn: boolean, said: string, cause: unknown): Failure {
  if (profile && canSignIn)
    return new Failure('expired', l10n.t('The credentials of profile {0} have expired. Sign in again.', profile), {
      remedy: 'signIn',
      said,
      cause,
    });
  const sentence = profile
    ? l10n.t('The keys of profile {0} have expired. Renew them, or choose another profile.', profile)
    : l10n.t('The credentials have expired. Renew them, or choose a profile.');
  return new Failure('expired', sentence, { remedy: 'chooseProfile', said, cause });
}

/** Why there are no credentials. */
export function credentialsFailure(error: unknown, wish: Wish): Failure {
  const { profile, signIn } = wish;
  const it = sdkError(error);
  const { name, message } = it;
  const said = `${name}: ${message}`;
  const failure = (kind: Failure['kind'], sentence: string, remedy: Failure['remedy']) =>
    new Failure(kind, sentence, { remedy, said, cause: error });
  if (error === 'cancelled')
    return failure('cancelled', l10n.t('Cancelled: no code of the MFA device was given.'), 'retry');
  const { code = '' } = it;
  if (ofCertificate.test(code) || ofNetwork.test(code) || name === 'TimeoutError')
    return asFailure(error, 'AssumeRole', wish, l10n.t('The source of the credentials'));
  if (/SSO session|sso login|aws login|reauthenticate|Token is expired/i.test(message) || /^ExpiredToken/.test(name))
    return expired(profile ?? signIn?.profile, signIn !== undefined, said, error);
  if (!profile)
    return failure('no-credentials', l10n.t('There are no AWS credentials here. Choose a profile.'), 'chooseProfile');
  const output = /^Command failed: .*\n([\s\S]*)/.exec(message)?.[1]?.trim();
  if (output !== undefined)
    return failure(
      'no-credentials',
      l10n.t('credential_process of profile {0} failed: {1}', profile, output),
      'chooseProfile',
    );
  return failure('no-credentials', l10n.t('Profile {0} gives no credentials: {1}', profile, message), 'chooseProfile');
}

/** @param limit how long was waited, in milliseconds */
export function slowCredentials(profile: string | undefined, limit: number): Failure {
  const seconds = limit / 1000;
  const sentence = profile
    ? l10n.t(
        'The credentials of profile {0} did not come in {1} seconds. See its credential_process.',
        profile,
        seconds,
      )
    : l10n.t('The credentials did not come in {0} seconds.', seconds);
  return new Failure('slow-credentials', sentence, { remedy: 'retry' });
}

export function wrongEndpoint(endpoint: string): Failure {
  const sentence = l10n.t(
    '{0} is no address. Write one such as https://api.sagemaker.eu-west-1.amazonaws.com.',
    endpoint,
  );
  return new Failure('wrong-endpoint', sentence, { remedy: 'openSettings' });
}

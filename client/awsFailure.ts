/** What goes wrong with AWS, from the SDK's errors to our kinds of failure, each with a sentence and a next step. */
import * as l10n from '@vscode/l10n';
import { Failure, isFailure } from './failure';
import type { Wish } from './models';

/** An error of the SDK, as far as it is what an error should be: what answers need not be AWS. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly status?: number;
  readonly attempts: number;
}

/** How much is kept of what a service says. */
const mostSaid = 10_000;

function sdkError(error: unknown): SdkError {
  if (!(error instanceof Error)) return { name: '', message: textOf(error), code: '', attempts: 1 };
  // Node gathers the errors of several addresses in one.
  const first: unknown = Reflect.get(error, 'errors')?.[0];
  if (first instanceof Error && !error.message) return sdkError(first);
  const { httpStatusCode, attempts } = Object(Reflect.get(error, '$metadata'));
  const status = typeof httpStatusCode === 'number' ? httpStatusCode : undefined;
  return {
    name: textOf(error.name),
    // A modelled error of SageMaker carries `Message`.
    message: (textOf(error.message) || textOf(Reflect.get(error, 'Message'))).slice(0, mostSaid),
    code: textOf(Reflect.get(error, 'code')),
    ...(status !== undefined && status >= 400 && status < 500 && error.name === 'SyntaxError' && saidInXml(error)),
    status,
    attempts: typeof attempts === 'number' ? attempts : 1,
  };
}

const textOf = (it: unknown) => (typeof it === 'string' ? it : '');

/**
 * What an error says of credentials in the XML of the AWS Query protocol, which is not that of SageMaker: stand-ins such as
 * moto check credentials before they look which service is asked, and answer like this whatever that is.
 */
function saidInXml(error: Error): { readonly name: string; readonly message: string } | undefined {
  const { beginning } = Object(Reflect.get(error, '$response'));
  const text = typeof beginning === 'function' ? textOf(beginning()) : '';
  if (!/^\uFEFF?\s{0,99}(<\?xml[^>]{0,200}>\s{0,99})?<ErrorResponse[\s>]/.test(text)) return undefined;
  const name = /<Code>\s{0,9}(\w{1,64})\s{0,9}<\/Code>/.exec(text)?.[1] ?? '';
  const message = /<Message>(?:<!\[CDATA\[)?([^<\]]{0,1000})/.exec(text)?.[1]?.trim() ?? '';
  return ofCredentials.test(name) || isSignature(name) || ofClock.test(name) || ofPermission.test(name)
    ? { name, message }
    : undefined;
}

const ofCredentials =
  /^(ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|AuthFailure|MissingAuthenticationToken(Exception)?)$/;
const ofPermission = /^AccessDenied(Exception)?$/;
const ofClock = /^(RequestExpired|RequestTimeTooSkewed)$/;
const ofNetwork = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPIPE|ETIMEDOUT)$/;
const ofCertificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;

const isSignature = (name: string) => name === 'InvalidSignatureException' || name === 'SignatureDoesNotMatch';
const isClock = ({ name, message }: SdkError) =>
  ofClock.test(name) || (isSignature(name) && /expired|not yet current/i.test(message));
const isExpired = ({ name }: SdkError) => /^ExpiredToken(Exception)?$/.test(name);

/** Whether the credentials at hand are no good, and those in the files may have become better since. */
export function isRefusalOfCredentials(error: unknown): boolean {
  const it = sdkError(error);
  return ofCredentials.test(it.name) || (isSignature(it.name) && !isClock(it));
}

/** Whether the credentials at hand have been good. */
export const isExpiry = (error: unknown): boolean => isExpired(sdkError(error));

type Making = (kind: Failure['kind'], sentence: string, remedy: Failure['remedy'], isAmbiguous?: boolean) => Failure;

/** An error of the SDK as one of our failures. */
export function asFailure(error: unknown, operation: string, wish: Wish, endpoint: string): Failure {
  if (isFailure(error)) return error;
  const it = sdkError(error);
  const { name, message, status } = it;
  // A message about a signature goes on with all that was signed.
  const [said = ''] = message.split('\n', 1);
  const failure: Making = (kind, sentence, remedy, isAmbiguous) =>
    new Failure(kind, sentence, { remedy, said, cause: error, isAmbiguous });
  if (name === 'AbortError') return failure('cancelled', l10n.t('Cancelled.'), 'retry', true);
  const known =
    ofCaller(it, operation, wish, failure) ?? ofModels(it, operation, wish, failure) ?? ofWay(it, endpoint, failure);
  if (known) return known;
  if (status === 400) return failure('refused', message, 'showLog');
  return failure('unknown', l10n.t('{0} failed: {1}', operation, message || name), 'showLog', true);
}

/** What has to do with who asks, and how often. */
function ofCaller(it: SdkError, operation: string, wish: Wish, failure: Making): Failure | undefined {
  const { name, message } = it;
  const { profile, signIn } = wish;
  if (isClock(it))
    return failure(
      'clock',
      l10n.t('AWS refuses the time of this computer. Set its clock right and try again.'),
      'retry',
    );
  if (isExpired(it)) {
    const { sentence, remedy } = expired(profile, signIn !== undefined);
    return failure('expired', sentence, remedy);
  }
  if (ofCredentials.test(name) || isSignature(name))
    return failure(
      'no-credentials',
      profile
        ? l10n.t('AWS does not accept the credentials of profile {0}. Choose another, or sign in again.', profile)
        : l10n.t('AWS does not accept these credentials. Choose a profile.'),
      'chooseProfile',
    );
  if (ofPermission.test(name)) {
    const action = /perform: ([\w:]{1,100})/.exec(message)?.[1] ?? `sagemaker:${operation}`;
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
  return undefined;
}

/** A model that is not there: in quotation marks with SageMaker and moto, and nothing but its name or ARN with others. */
const noModel =
  /^could not find model:? (["'`])[^"'`]{1,2048}\1|^could not find model:? (arn:\S{1,2048}|[\w-]{1,63}?)\.?$/i;
const nothingElse = /^could not find (endpoint|inference component)\b/i;

/** What has to do with what is there and what is not. */
function ofModels(it: SdkError, operation: string, { region }: Wish, failure: Making): Failure | undefined {
  const { name, message, attempts } = it;
  const isMissing = /^ResourceNotFound(Exception)?$/.test(name);
  if (name !== 'ValidationException' && !isMissing) return undefined;
  const isOfModel = isMissing && /^(Describe|Delete)Model$/.test(operation);
  if (noModel.test(message) || isOfModel)
    return failure('not-found', l10n.t('There is no such model in {0}. It may have been deleted.', region), 'retry');
  if (nothingElse.test(message) || (isMissing && operation.startsWith('Describe')))
    return failure('not-found', l10n.t('It is not there any more: {0}', message), 'retry');
  if (/^Cannot create already existing model/.test(message))
    return failure(
      'exists',
      l10n.t('A model of this name is already there, and models cannot be changed.'),
      'retry',
      // An earlier attempt of this very request may have made it, and its answer been lost.
      attempts > 1,
    );
  return undefined;
}

/** What has to do with the way to SageMaker, and with what is at its end. */
function ofWay(it: SdkError, endpoint: string, failure: Making): Failure | undefined {
  const { name, code, status } = it;
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
  if (name === 'AnswerTooLong')
    return failure(
      'wrong-endpoint',
      l10n.t('The answer from {0} is too long for SageMaker. Check the endpoint URL, or the proxy.', endpoint),
      'openSettings',
      true,
    );
  if (name === 'TimeoutError' || code === 'ETIMEDOUT')
    return failure('timeout', l10n.t('{0} does not answer. Check the network and the proxy.', endpoint), 'retry', true);
  if (ofNetwork.test(code)) {
    // A connection that was never made took no request along.
    const isAmbiguous = code === 'ECONNRESET' || code === 'EPIPE';
    const sentence = l10n.t('{0} cannot be reached ({1}). Check the network.', endpoint, code);
    return failure('offline', sentence, 'retry', isAmbiguous);
  }
  if (status !== undefined && status >= 500)
    return failure(
      'unavailable',
      l10n.t('SageMaker has a fault of its own (status {0}). Try again later.', status),
      'retry',
      true,
    );
  // An answer that nothing can be made of, and one that is no HTTP (the codes of Node's parser).
  const isNone = status !== undefined && (status === 404 || status < 400);
  if (name === 'SyntaxError' || name === 'UnknownOperationException' || isNone || code.startsWith('HPE_'))
    return failure('wrong-endpoint', notSageMakerInWords(endpoint, status), 'openSettings', true);
  return undefined;
}

const notSageMakerInWords = (endpoint: string, status: number | undefined) =>
  l10n.t(
    'What answers at {0} (status {1}) is not SageMaker. Check the address, or the proxy.',
    endpoint,
    status ?? '?',
  );

/** An answer without what SageMaker always answers. */
export function notSageMaker(endpoint: string, metadata: { readonly httpStatusCode?: number }): Failure {
  const sentence = notSageMakerInWords(endpoint, metadata.httpStatusCode);
  return new Failure('wrong-endpoint', sentence, { remedy: 'openSettings', isAmbiguous: true });
}

/** A list of tags that has no end. */
export function endless(pages: number): Failure {
  const sentence = l10n.t('ListTags returned more than {0} pages, but a model has up to 50 tags.', pages);
  return new Failure('unknown', sentence, { remedy: 'showLog' });
}

function expired(
  profile: string | undefined,
  canSignIn: boolean,
): { readonly sentence: string; readonly remedy: Failure['remedy'] } {
  if (profile && canSignIn)
    return {
      sentence: l10n.t('The credentials of profile {0} have expired. Sign in again.', profile),
      remedy: 'signIn',
    };
  const sentence = profile
    ? l10n.t('The keys of profile {0} have expired. Renew them, or choose another profile.', profile)
    : l10n.t('The credentials have expired. Renew them, or choose a profile.');
  return { sentence, remedy: 'chooseProfile' };
}

/** Why there are no credentials. */
export function credentialsFailure(error: unknown, wish: Wish): Failure {
  const { profile, signIn } = wish;
  const it = sdkError(error);
  const { name, message } = it;
  const said = `${name}: ${message}`;
  const failure = (kind: Failure['kind'], sentence: string, remedy: Failure['remedy']) =>
    new Failure(kind, sentence, { remedy, said, cause: error });
  const renewal = () => {
    const { sentence, remedy } = expired(profile ?? signIn?.profile, signIn !== undefined);
    return failure('expired', sentence, remedy);
  };
  if (error === 'cancelled')
    return failure('cancelled', l10n.t('Cancelled: no code of the MFA device was given.'), 'retry');
  const { code } = it;
  if (ofCertificate.test(code) || ofNetwork.test(code) || name === 'TimeoutError')
    return asFailure(error, 'AssumeRole', wish, l10n.t('The source of the credentials'));
  if (/SSO session|sso login|aws login|reauthenticate|Token is expired/i.test(message) || /^ExpiredToken/.test(name))
    return renewal();
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

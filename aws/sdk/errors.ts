/** Converts errors of the SDK to a `Failure`, with a message and a next step. */
import * as l10n from '@vscode/l10n';
import type { ConnectOptions } from '../api';
import { Failure, type FailureKind, isFailure, type Remedy } from '../failure';

/** An SDK error with only its valid parts, because the response might not be from AWS. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly status?: number;
  readonly attempts: number;
}

/** The maximum length of a service message that is kept. */
const mostSaid = 10_000;

function sdkError(error: unknown): SdkError {
  if (!(error instanceof Error)) return { name: '', message: textOf(error), code: '', attempts: 1 };
  // Node combines the errors of several addresses into one.
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
 * Reads a credentials error in the XML of the AWS Query protocol, which SageMaker doesn't use. Emulators such as
 * moto check credentials before they determine the service, and return this format for every service.
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

/** Whether the current credentials were accepted before. */
export const isExpiry = (error: unknown): boolean => isExpired(sdkError(error));

/** An error, and the request that it ended. */
interface FailedRequest extends SdkError {
  readonly operation: string;
  readonly region: string;
  readonly endpoint: string;
  readonly profile: string | undefined;
  /** The profile whose credentials can be renewed. */
  readonly renewable: string | undefined;
  readonly canSignIn: boolean;
}

/** A row of a table of errors. The first row that matches an error decides. */
interface ErrorRow {
  readonly when: (it: FailedRequest) => boolean;
  readonly kind: FailureKind;
  readonly sentence: (it: FailedRequest) => string;
  readonly remedy: Remedy | ((it: FailedRequest) => Remedy);
  /** Whether the request might have been carried out; `false` by default. */
  readonly ambiguous?: boolean | ((it: FailedRequest) => boolean);
}

const always = () => true;

/** Expired credentials: what to do depends on how they can be renewed. */
const expired: Omit<ErrorRow, 'when'> = {
  kind: 'expired',
  sentence: ({ renewable, canSignIn }) => {
    if (!renewable) return l10n.t('The credentials have expired. Renew them, or choose a profile.');
    return canSignIn
      ? l10n.t('The credentials of profile {0} have expired. Sign in again.', renewable)
      : l10n.t('The keys of profile {0} have expired. Renew them, or choose another profile.', renewable);
  },
  remedy: ({ renewable, canSignIn }) => (renewable && canSignIn ? 'signIn' : 'chooseProfile'),
};

/** A model that doesn't exist: SageMaker and moto quote the name; others give only the name or ARN. */
const noModel =
  /^could not find model:? (["'`])[^"'`]{1,2048}\1|^could not find model:? (arn:\S{1,2048}|[\w-]{1,63}?)\.?$/i;
const nothingElse = /^could not find (endpoint|inference component)\b/i;

const isMissing = ({ name }: SdkError) => /^ResourceNotFound(Exception)?$/.test(name);
const saysOfResource = (it: SdkError, pattern: RegExp) =>
  (it.name === 'ValidationException' || isMissing(it)) && pattern.test(it.message);

const requestErrors: readonly ErrorRow[] = [
  {
    when: ({ name }) => name === 'AbortError',
    kind: 'cancelled',
    sentence: () => l10n.t('Cancelled.'),
    remedy: 'retry',
    ambiguous: true,
  },
  // Failures caused by the caller's identity or request rate.
  {
    when: isClock,
    kind: 'clock',
    sentence: () => l10n.t('AWS refuses the time of this computer. Set its clock right and try again.'),
    remedy: 'retry',
  },
  { when: isExpired, ...expired },
  {
    when: ({ name }) => ofCredentials.test(name) || isSignature(name),
    kind: 'no-credentials',
    sentence: ({ profile }) =>
      profile
        ? l10n.t('AWS does not accept the credentials of profile {0}. Choose another, or sign in again.', profile)
        : l10n.t('AWS does not accept these credentials. Choose a profile.'),
    remedy: 'chooseProfile',
  },
  {
    when: ({ name }) => ofPermission.test(name),
    kind: 'denied',
    sentence: ({ message, operation }) => {
      const action = /perform: ([\w:]{1,100})/.exec(message)?.[1] ?? `sagemaker:${operation}`;
      return l10n.t('You may not do this: your policies do not allow {0}.', action);
    },
    remedy: 'chooseProfile',
  },
  {
    when: ({ name }) => name === 'ThrottlingException' || name === 'TooManyRequestsException',
    kind: 'throttled',
    sentence: () =>
      l10n.t('SageMaker is being asked too often, by you or by others in this account. Try again in a minute.'),
    remedy: 'retry',
  },
  {
    when: ({ name }) => name === 'ResourceLimitExceeded',
    kind: 'limit',
    sentence: ({ message }) => l10n.t('A quota of the account is used up: {0}', message),
    remedy: 'showLog',
  },
  // Failures because something exists or doesn't exist.
  {
    when: (it) => saysOfResource(it, noModel) || (isMissing(it) && /^(Describe|Delete)Model$/.test(it.operation)),
    kind: 'not-found',
    sentence: ({ region }) => l10n.t('There is no such model in {0}. It may have been deleted.', region),
    remedy: 'retry',
  },
  {
    when: (it) => saysOfResource(it, nothingElse) || (isMissing(it) && it.operation.startsWith('Describe')),
    kind: 'not-found',
    sentence: ({ message }) => l10n.t('It is not there any more: {0}', message),
    remedy: 'retry',
  },
  {
    when: (it) => saysOfResource(it, /^Cannot create already existing model/),
    kind: 'exists',
    sentence: () => l10n.t('A model of this name is already there, and models cannot be changed.'),
    remedy: 'retry',
    // An earlier attempt of this very request may have made it, and its answer been lost.
    ambiguous: ({ attempts }) => attempts > 1,
  },
  // Failures of the network, and of whatever responds in place of SageMaker.
  {
    when: ({ code }) => ofCertificate.test(code),
    kind: 'certificate',
    sentence: ({ endpoint, code }) =>
      l10n.t(
        'The certificate of {0} cannot be trusted ({1}). Where a proxy puts in one of its own, name it in ca_bundle of the profile, in AWS_CA_BUNDLE, or see http.systemCertificates.',
        endpoint,
        code,
      ),
    remedy: 'openSettings',
  },
  {
    when: ({ name }) => name === 'AnswerTooLong',
    kind: 'wrong-endpoint',
    sentence: ({ endpoint }) =>
      l10n.t('The response from {0} is too long to be from SageMaker. Check the endpoint URL and the proxy.', endpoint),
    remedy: 'openSettings',
    ambiguous: true,
  },
  {
    when: ({ name, code }) => name === 'TimeoutError' || code === 'ETIMEDOUT',
    kind: 'timeout',
    sentence: ({ endpoint }) => l10n.t('{0} does not answer. Check the network and the proxy.', endpoint),
    remedy: 'retry',
    ambiguous: true,
  },
  {
    when: ({ code }) => ofNetwork.test(code),
    kind: 'offline',
    sentence: ({ endpoint, code }) => l10n.t('{0} cannot be reached ({1}). Check the network.', endpoint, code),
    remedy: 'retry',
    // A connection that was never made took no request along.
    ambiguous: ({ code }) => code === 'ECONNRESET' || code === 'EPIPE',
  },
  {
    when: ({ status = 0 }) => status >= 500,
    kind: 'unavailable',
    sentence: ({ status = 0 }) => l10n.t('SageMaker has a fault of its own (status {0}). Try again later.', status),
    remedy: 'retry',
    ambiguous: true,
  },
  {
    // A response that can't be parsed, or that isn't HTTP (the error codes of Node's parser).
    when: ({ name, code, status = 400 }) =>
      name === 'SyntaxError' ||
      name === 'UnknownOperationException' ||
      status === 404 ||
      status < 400 ||
      code.startsWith('HPE_'),
    kind: 'wrong-endpoint',
    sentence: ({ endpoint, status }) => notSageMakerInWords(endpoint, status),
    remedy: 'openSettings',
    ambiguous: true,
  },
  { when: ({ status }) => status === 400, kind: 'refused', sentence: ({ message }) => message, remedy: 'showLog' },
  {
    when: always,
    kind: 'unknown',
    sentence: ({ operation, message, name }) => l10n.t('{0} failed: {1}', operation, message || name),
    remedy: 'showLog',
    ambiguous: true,
  },
];

/** What a failed `credential_process` printed. */
const outputOf = ({ message }: SdkError) => /^Command failed: .*\n([\s\S]*)/.exec(message)?.[1]?.trim();

/** Why there are no credentials. */
const credentialsErrors: readonly ErrorRow[] = [
  {
    when: ({ message, name }) =>
      /SSO session|sso login|aws login|reauthenticate|Token is expired/i.test(message) || /^ExpiredToken/.test(name),
    ...expired,
  },
  {
    when: ({ profile }) => !profile,
    kind: 'no-credentials',
    sentence: () => l10n.t('There are no AWS credentials here. Choose a profile.'),
    remedy: 'chooseProfile',
  },
  {
    when: (it) => outputOf(it) !== undefined,
    kind: 'no-credentials',
    sentence: (it) => l10n.t('credential_process of profile {0} failed: {1}', it.profile ?? '', outputOf(it) ?? ''),
    remedy: 'chooseProfile',
  },
  {
    when: always,
    kind: 'no-credentials',
    sentence: ({ profile, message }) => l10n.t('Profile {0} gives no credentials: {1}', profile ?? '', message),
    remedy: 'chooseProfile',
  },
];

/** The failure that the first matching row of a table describes. @param said the service's own message */
function failureOf(table: readonly ErrorRow[], it: FailedRequest, said: string, cause: unknown): Failure {
  const { kind, remedy, sentence, ambiguous } = table.find(({ when }) => when(it)) as ErrorRow;
  return new Failure(kind, sentence(it), {
    remedy: typeof remedy === 'function' ? remedy(it) : remedy,
    isAmbiguous: typeof ambiguous === 'function' ? ambiguous(it) : ambiguous,
    said,
    cause,
  });
}

/** An error of the SDK as one of our failures. @param endpoint whoever was asked: an endpoint URL, or other words for it */
export function asFailure(error: unknown, operation: string, wish: ConnectOptions, endpoint: string): Failure {
  if (isFailure(error)) return error;
  const { profile, region, signIn } = wish;
  const it = sdkError(error);
  const about = { ...it, operation, region, endpoint, profile, renewable: profile, canSignIn: signIn !== undefined };
  // A message about a signature goes on with all that was signed.
  return failureOf(requestErrors, about, it.message.split('\n', 1)[0] ?? '', error);
}

/** Why there are no credentials: an error of a credential provider as one of our failures. */
export function credentialsFailure(error: unknown, wish: ConnectOptions): Failure {
  const { profile, region, signIn } = wish;
  const it = sdkError(error);
  const operation = 'AssumeRole';
  const endpoint = l10n.t('The source of the credentials');
  if (ofCertificate.test(it.code) || ofNetwork.test(it.code) || it.name === 'TimeoutError')
    return asFailure(error, operation, wish, endpoint);
  const renewable = profile ?? signIn?.profile;
  const about = { ...it, operation, region, endpoint, profile, renewable, canSignIn: signIn !== undefined };
  return failureOf(credentialsErrors, about, `${it.name}: ${it.message}`, error);
}

/** The user entered no MFA code. */
export function noMfaCode(): Failure {
  return new Failure('cancelled', l10n.t('Cancelled: no code of the MFA device was given.'), { remedy: 'retry' });
}

const notSageMakerInWords = (endpoint: string, status: number | undefined) =>
  l10n.t(
    'What answers at {0} (status {1}) is not SageMaker. Check the address, or the proxy.',
    endpoint,
    status ?? '?',
  );

/** A response without a property that SageMaker always returns. */
export function notSageMaker(endpoint: string, metadata: { readonly httpStatusCode?: number }): Failure {
  const sentence = notSageMakerInWords(endpoint, metadata.httpStatusCode);
  return new Failure('wrong-endpoint', sentence, { remedy: 'openSettings', isAmbiguous: true });
}

/** An endless list of tags. */
export function endless(pages: number): Failure {
  const sentence = l10n.t('ListTags returned more than {0} pages, but a model has up to 50 tags.', pages);
  return new Failure('unknown', sentence, { remedy: 'showLog' });
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

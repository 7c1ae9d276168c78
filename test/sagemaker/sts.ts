/** GetCallerIdentity of STS, which speaks the older AWS Query protocol: a form in, XML out. */
import type { Caller } from './caller';
import type { Answer, Refusal } from './refusal';

/** What STS calls the errors that SageMaker has other names for; those here are answered with status 403. */
const names: Readonly<Record<string, string>> = {
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  InvalidSignatureException: 'SignatureDoesNotMatch',
};

export function identityAnswer({ arn, place, accessKeyId }: Caller, requestId: string): Answer {
  const userId = accessKeyId.replace(/^AKIA/, 'AIDA');
  const result = `<Arn>${escaped(arn)}</Arn><UserId>${escaped(userId)}</UserId><Account>${place.account}</Account>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return xml(
    200,
    'GetCallerIdentityResponse',
    `<GetCallerIdentityResult>${result}</GetCallerIdentityResult>${metadata}`,
  );
}

export function identityRefusal({ type, message, status }: Refusal, requestId: string): Answer {
  const error = `<Type>Sender</Type><Code>${names[type] ?? escaped(type)}</Code><Message>${escaped(message)}</Message>`;
  return xml(names[type] ? 403 : status, 'ErrorResponse', `<Error>${error}</Error><RequestId>${requestId}</RequestId>`);
}

function xml(status: number, root: string, content: string): Answer {
  const body = `<${root} xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${content}</${root}>`;
  return { status, contentType: 'text/xml', body };
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (it) => `&#${it.charCodeAt(0)};`);
}

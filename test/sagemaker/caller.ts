/** Who is calling, and what they may do. The signature is read, and not computed again: nobody here knows the secret. */
import type { IncomingHttpHeaders } from 'node:http';
import { kinds } from './deployments';
import { type Place, partitionOf, resourceArn } from './model';
import { Refusal } from './refusal';
import type { ModelOperation, Requests } from './requests';

export type Action = `sagemaker:${ModelOperation}` | 'iam:PassRole';

/** An access key with which there is something special. */
export interface Key {
  readonly account?: string;
  /** The name of the IAM user. */
  readonly user?: string;
  readonly state?: 'expired' | 'unknown';
  /** What no policy allows its user. */
  readonly denied?: readonly Action[];
}

/** What a signature says of itself. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
}

export interface Caller {
  readonly place: Place;
  /** The ARN of the IAM user. */
  readonly arn: string;
  readonly accessKeyId: string;
  readonly denied: readonly Action[];
}

/** How far the clocks of a caller and the service may be apart. */
const minutes = 15;

export function credentialOf({ authorization = '' }: IncomingHttpHeaders): Credential | undefined {
  const [, accessKeyId, region] = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d+\/([^/]+)\//.exec(authorization) ?? [];
  return accessKeyId && region ? { accessKeyId, region } : undefined;
}

/** The caller; refuses one who has not signed, at a wrong time, or with a key that is no good. */
export function identify(
  headers: IncomingHttpHeaders,
  keys: ReadonlyMap<string, Key>,
  otherwise: string,
  now: Date,
): Caller {
  const credential = credentialOf(headers);
  if (!credential) throw new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const { accessKeyId, region } = credential;
  const { account = otherwise, user = 'developer', state, denied = [] } = keys.get(accessKeyId) ?? {};
  if (state === 'unknown')
    throw new Refusal('UnrecognizedClientException', 'The security token included in the request is invalid.');
  if (state === 'expired')
    throw new Refusal('ExpiredTokenException', 'The security token included in the request is expired');
  refuseWrongTime(String(headers['x-amz-date']), now);
  const arn = `arn:${partitionOf(region)}:iam::${account}:user/${user}`;
  return { place: { account, region }, arn, accessKeyId, denied };
}

/** Refuses a caller who may not do what a request asks for. */
export function authorise<O extends ModelOperation>(caller: Caller, operation: O, request: Requests[O]): void {
  for (const [action, resource] of actionsOf(operation, request, caller.place)) {
    if (!caller.denied.includes(action)) continue;
    const what = `${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
    throw new Refusal('AccessDeniedException', `User: ${caller.arn} is not authorized to perform: ${what}`);
  }
}

/** What IAM is asked for a request. A model with tags takes the right to tag, one with a role the right to pass it. */
function actionsOf(operation: ModelOperation, request: object, place: Place): readonly (readonly [Action, string])[] {
  const members: Partial<Record<string, unknown>> = { ...request };
  const { ResourceArn, Tags, ExecutionRoleArn } = members;
  const deployment = Object.entries(kinds).find(([, it]) => new RegExp(`^[A-Z][a-z]+${it.member}s?$`).test(operation));
  const [kind, { member }] = deployment ?? ['model', { member: 'Model' }];
  const resource = String(ResourceArn ?? resourceArn(place, kind, String(members[`${member}Name`] ?? '*')));
  const own = [`sagemaker:${operation}`, resource] as const;
  if (operation !== 'CreateModel') return [own];
  return [
    own,
    ...(Tags ? [['sagemaker:AddTags', resource] as const] : []),
    ...(ExecutionRoleArn ? [['iam:PassRole', String(ExecutionRoleArn)] as const] : []),
  ];
}

function refuseWrongTime(signed: string, now: Date): void {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signed) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const apart = now.getTime() - at;
  if (Math.abs(apart) <= minutes * 60_000) return;
  const late = apart > 0;
  const bound = compact(new Date(now.getTime() + (late ? -1 : 1) * minutes * 60_000));
  const why = late ? 'Signature expired' : 'Signature not yet current';
  const how = `is ${late ? 'now earlier' : 'still later'} than ${bound} (${compact(now)} ${late ? '-' : '+'} ${minutes} min.)`;
  throw new Refusal('InvalidSignatureException', `${why}: ${signed} ${how}`);
}

/** `20261123T221413Z` */
function compact(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}

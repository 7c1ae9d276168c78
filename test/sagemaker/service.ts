/** What the service answers to what it receives, as long as nothing goes wrong between it and its caller. */
import type { IncomingHttpHeaders } from 'node:http';
import { authorise, identify, type Key } from './caller';
import { validate } from './constraints';
import type { Deployment } from './deployments';
import type { Faults } from './judgement';
import { type Misbehaviour, misledPage } from './misbehaviour';
import type { Model } from './model';
import { operations } from './operations';
import { read } from './read';
import { type Answer, jsonAnswer, jsonRefusal, Refusal } from './refusal';
import { type ModelOperation, type Requests, requests } from './requests';
import { identityAnswer, identityRefusal } from './sts';

export type Operation = ModelOperation | 'GetCallerIdentity';

/** What there is in all accounts and regions. */
export interface World {
  readonly models: Map<string, Model>;
  readonly packages: readonly string[];
  readonly deployments: ReadonlyMap<string, Deployment>;
  readonly keys: ReadonlyMap<string, Key>;
  /** The account of the keys of which `keys` names none. */
  readonly account: string;
  readonly faults: Faults;
}

export interface Asking {
  /** `''` where none is named. */
  readonly operation: string;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly requestId: string;
  readonly now: Date;
}

/** The answer to a request; `how` the service errs, if it does. */
export function answerTo(asking: Asking, world: World, how: Misbehaviour | undefined): Answer {
  const isIdentity = asking.operation === 'GetCallerIdentity';
  try {
    if (how && 'error' in how) throw new Refusal(how.error, how.message ?? '', how.status);
    const caller = identify(asking.headers, world.keys, world.account, asking.now);
    if (isIdentity) return identityAnswer(caller, asking.requestId);
    const { operation, body, now } = asking;
    if (!isModelOperation(operation)) throw new Refusal('UnknownOperationException', '');
    const request = requestOf(operation, body);
    authorise(caller, operation, request);
    const result = operations[operation](request as never, { ...world, place: caller.place, now });
    return jsonAnswer(result && misledPage(result, 'NextToken' in request ? request.NextToken : undefined, how));
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('InternalFailure', String(error), 500);
    return isIdentity ? identityRefusal(refusal, asking.requestId) : jsonRefusal(refusal);
  }
}

/** SageMaker's operations are named in a header; a form is for STS, of which there is but one. */
export function operationOf(headers: IncomingHttpHeaders): string {
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return 'GetCallerIdentity';
  return /^SageMaker\.(\w+)$/.exec(String(headers['x-amz-target']))?.[1] ?? '';
}

/** What a body says: the fields of a form, what JSON holds, or the text where it is none. */
export function bodyOf(operation: string, text: string): unknown {
  if (operation === 'GetCallerIdentity') return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isModelOperation(operation: string): operation is ModelOperation {
  return Object.hasOwn(requests, operation);
}

/** The request in a body; refuses one that is none. */
function requestOf<O extends ModelOperation>(operation: O, body: unknown): Requests[O] {
  const request = read(requests[operation], body);
  validate(requests[operation], request);
  return request as never;
}

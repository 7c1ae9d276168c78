/** Sends a CreateModel request once. If the outcome is unknown, finds it out with DescribeModel. */
import * as l10n from '@vscode/l10n';
import type { DescribeModelResponse, ModelSummary, Request, RequestOptions } from '../../../aws/api';
import { Failure, isFailure } from '../../../aws/failure';
import type { ActiveConnection } from '../../../aws/session';
import type { Deployed } from '../../models/fetch';

/** A request that was sent, and when. */
export interface Sent {
  readonly request: Request;
  /** In milliseconds, as `Date.now()`. */
  readonly began: number;
}

/** A request that may be under way when the window closes. */
export interface Remembered extends Sent {
  readonly region: string;
  /** Where the request was sent, if known. */
  readonly account?: string;
  readonly endpoint?: string;
  readonly profile?: string;
  /** The model that is deleted to make room for it. */
  readonly deleted?: Deployed;
}

/** Keeps one request after the window closes, until its outcome is known. */
export interface Pending {
  /** Keeps the request and replaces the one that was kept before. */
  keep(sent: Remembered): Promise<void>;
  forget(): Promise<void>;
}

/** What is kept of a request: everything that identifies where it was sent. */
export async function remembered({ connection, region, account }: ActiveConnection, sent: Sent): Promise<Remembered> {
  return {
    ...sent,
    region,
    account: await account().catch(() => undefined),
    endpoint: connection.endpoint?.value,
    profile: connection.profile?.value,
  };
}

/** How long is waited before it is asked again whether there is a model: what was sent may still be on its way. */
const waits = [0, 1000, 3000];

/** The service refuses requests of a clock that is more than this off, so no creation time is (AWS Signature Version 4). */
const clocks = 15 * 60_000;

/**
 * Creates a model. Where the answer is lost, or the person stops it, AWS is asked what there is, and nothing is sent twice.
 * @param wait stands still for so many milliseconds
 * @throws Failure of the kind `uncertain` where even that cannot be found out
 */
export async function send(
  { models }: ActiveConnection,
  sent: Sent,
  asking: RequestOptions,
  wait: (milliseconds: number) => Promise<void>,
): Promise<ModelSummary> {
  const { request } = sent;
  try {
    const arn = await models.create(request, asking);
    return { name: request.ModelName ?? '', arn, created: new Date() };
  } catch (error) {
    if (!isFailure(error) || !error.isAmbiguous) throw error;
    const found = await outcome({ models }, sent, error, wait);
    if (found) return found;
    if (error.kind === 'exists') throw error;
    const message = l10n.t('No model was created. {0}', error.message);
    throw new Failure(error.kind, message, { remedy: error.remedy, said: error.said, cause: error });
  }
}

/**
 * What has become of a request that no answer tells of.
 * @returns the model, if that is what was asked for; nothing where there is none, or another one
 * @throws Failure of the kind `uncertain` where it cannot be found out
 */
export async function outcome(
  { models }: Pick<ActiveConnection, 'models'>,
  { request, began }: Sent,
  reason: Failure,
  wait: (milliseconds: number) => Promise<void>,
): Promise<ModelSummary | undefined> {
  const name = request.ModelName ?? '';
  const { signal } = new AbortController();
  for (const milliseconds of waits) {
    await wait(milliseconds);
    try {
      const answer = await models.describe(name, signal);
      const created = new Date(answer.CreationTime ?? 0);
      const isOurs = created.getTime() >= began - clocks && holds(answer, request);
      return isOurs ? { name, arn: answer.ModelArn ?? '', created } : undefined;
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error.kind === 'not-found') continue;
      const message = l10n.t(
        'It is not known whether model {0} was created: {1} To find that out: {2}',
        name,
        reason.message,
        error.message,
      );
      throw new Failure('uncertain', message, { remedy: error.remedy, isAmbiguous: true, cause: error });
    }
  }
  return undefined;
}

/** Whether a model is as it was asked for; its tags are not told with it, and the service fills in what was left out. */
function holds({ ...answer }: DescribeModelResponse, { Tags, ...request }: Request): boolean {
  return isPart(request, answer);
}

function isPart(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null) return part === whole;
  if (typeof whole !== 'object' || whole === null) return false;
  if (Array.isArray(part) && (!Array.isArray(whole) || part.length !== whole.length)) return false;
  return Object.entries(part).every(([name, value]) => isPart(value, Reflect.get(whole, name)));
}

/** Fetches a deployed model whole: what DescribeModel answers, with the tags where they may be read. */

import type { Models } from '../../aws/api';
import { isFailure } from '../../aws/failure';
import type { Deployed } from '../features/create/submit';

export interface Fetched {
  readonly answer: Deployed;
  /** Whether the tags could be read; where a policy forbids it, the answer has none. */
  readonly hasTags: boolean;
  /** When it was asked for, in milliseconds, as `Date.now()`. */
  readonly asked: number;
}

/** @throws Failure */
export async function fetchDeployed(
  models: Pick<Models, 'describe' | 'tags'>,
  name: string,
  signal: AbortSignal,
): Promise<Fetched> {
  const asked = Date.now();
  const answer = await models.describe(name, signal);
  try {
    const tags = answer.ModelArn ? await models.tags(answer.ModelArn, signal) : [];
    return { answer: { ...answer, ...(tags.length > 0 && { Tags: tags }) }, hasTags: true, asked };
  } catch (error) {
    if (!isFailure(error) || error.kind !== 'denied') throw error;
    return { answer, hasTags: false, asked };
  }
}

/** Fetches a model in SageMaker: DescribeModel's response, with the tags if the user has permission to read them. */
import * as l10n from '@vscode/l10n';
import type { DescribeModelResponse, Models, Request, Tag } from '../../aws/api';
import { isFailure } from '../../aws/failure';
import type { ActiveConnection } from '../../aws/session';
import type { Dialog } from '../ui/ui';

/** A model with its tags: all that is needed to make it again. */
export type Deployed = DescribeModelResponse & { readonly Tags?: readonly Tag[] };

export interface Fetched {
  readonly answer: Deployed;
  /** Whether the tags could be read; if a policy forbids it, the answer has none. */
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

/** The same with progress that can be canceled. @throws Failure */
export const fetchShown = (ui: Pick<Dialog, 'progress'>, live: ActiveConnection, name: string): Promise<Fetched> =>
  ui.progress(l10n.t('Describing {0}', name), ({ signal }) =>
    fetchDeployed(live.models, name, AbortSignal.any([signal, live.signal])),
  );

/** A definition without its tags if those of the model aren't known, because they would all seem to differ. */
export function comparable(text: string, { hasTags }: Fetched): string {
  const request = hasTags ? undefined : requestIn(text);
  return request ? JSON.stringify({ ...request, Tags: undefined }) : text;
}

/** The request in a definition; nothing if it isn't JSON. */
export function requestIn(text: string): Request | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}

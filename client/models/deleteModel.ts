/** Deletes a model. If the outcome is unknown, finds out whether the model is gone. */
import type { Models, RequestOptions } from '../../aws/api';
import { isFailure } from '../../aws/failure';

/** Deletes a model. Where the answer is lost, or a retry finds it gone, AWS is asked whether it still is there. */
export async function deleteModel(
  models: Pick<Models, 'describe' | 'remove'>,
  name: string,
  asking: RequestOptions,
): Promise<void> {
  try {
    await models.remove(name, asking);
  } catch (error) {
    if (!isFailure(error) || !(error.isAmbiguous || error.kind === 'not-found')) throw error;
    const gone = await models.describe(name, new AbortController().signal).then(
      () => false,
      (failure: unknown) => isFailure(failure) && failure.kind === 'not-found',
    );
    if (!gone) throw error;
  }
}

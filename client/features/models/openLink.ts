/** Follows a link to a model: shows that, and its row where it is listed already. */

import type { Target } from '../../../aws/modelTarget';
import type { Ui } from '../../ui/ui';
import { linkedModel, type ModelLink } from './links';

export interface FollowMeans {
  readonly ui: Pick<Ui, 'tell'>;
  /** Shows a model, where it may be asked for. @returns whether it is shown now */
  show(model: Target): Promise<boolean>;
  /** Shows a model's row, and asks nothing for that. */
  reveal(arn: string): Promise<void>;
}

export async function follow({ ui, show, reveal }: FollowMeans, link: ModelLink): Promise<void> {
  const model = linkedModel(link);
  if (typeof model === 'string') await ui.tell('warning', model);
  else if (await show(model)) await reveal(model.arn);
}

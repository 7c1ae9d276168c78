/** Every rewriting, in one list. */
import * as containers from './containers';
import * as modelData from './modelData';
import type { Rewriting } from './rewriting';

export const rewritings: readonly Rewriting[] = [
  containers.primaryAsList,
  containers.listAsPrimary,
  modelData.urlAsSource,
  modelData.sourceAsUrl,
];

/** Events about models, so that views and documents follow changes without being called by name. */
import type { ModelSummary } from '../../aws/api';
import type { Emitter } from '../../aws/emitter';
import type { ActiveConnection } from '../../aws/session';
import type { Fetched } from './fetch';

export type ModelEvent =
  | { readonly kind: 'created'; readonly model: ModelSummary; readonly live: ActiveConnection }
  | { readonly kind: 'deleted'; readonly model: NamedModel; readonly live: ActiveConnection }
  | { readonly kind: 'tagsChanged'; readonly name: string; readonly region: string }
  | {
      readonly kind: 'described';
      readonly name: string;
      /** Nothing if there is no model with this name. */
      readonly fetched: Fetched | undefined;
      readonly live: ActiveConnection;
      /** The URIs of definitions that were just written for this model. */
      readonly files?: readonly string[];
    }
  /** The user wants everything that is shown to be requested again. */
  | { readonly kind: 'refreshed' };

export type ModelEvents = Emitter<ModelEvent>;

export type NamedModel = Pick<ModelSummary, 'name' | 'arn'>;

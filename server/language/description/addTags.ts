/** The tags of a model that is there, as a document of their own: the part of an AddTags request that a person writes. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { createModel } from './createModel';
import { required, type Struct, struct } from './shape';

export const addTags: Struct = struct<Pick<sdk.AddTagsInput, 'Tags'>>('AddTagsInput', {
  Tags: required(createModel.members.Tags),
}) as Struct;

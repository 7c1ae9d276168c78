/** The containers of a model. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { type Family, variableFamilyOf } from '../knowledge/variables';
import type { Value } from '../syntax/document';
import { enclosingStruct, type StructView } from '../syntax/structView';

export type Container = StructView<sdk.ContainerDefinition>;

/** All containers of a model, in either of the members in which they can stand. */
export function containersOf(it: StructView<sdk.CreateModelInput>): Container[] {
  const one = it.object('PrimaryContainer');
  return [...(one ? [one] : []), ...it.items('Containers')];
}

/** The container in which a value stands, or which it is. */
export const containerAround = (value: Value | undefined) =>
  enclosingStruct<sdk.ContainerDefinition>(value, 'ContainerDefinition');

const readFamily = (it: Container) => variableFamilyOf(it.text('Image'));

/** The kind of container that an image makes, by which its variables are known. */
export const variableFamilyIn = (it: Container): Family | undefined => it.memo(readFamily);

/** Whether the image of a container comes through the VPC of the model, from wherever that reaches. */
export const isPulledByVpc = (container: Container | undefined): boolean =>
  container?.object('ImageConfig')?.is('RepositoryAccessMode', 'Vpc') === true;

/** The change of a container from one model to many, and back. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Container } from '../entities/containers';
import { replaceFix } from '../syntax/fixes';
import type { Fix, FixStep } from '../types';

/** Whether a container is known to serve one model: of a Mode that is not one of the two, nothing is. */
export const isSingleModel = (it: Container) => !it.has('Mode') || it.is('Mode', 'SingleModel');

/** The fix that puts a container into a mode; what only the other mode heeds goes with it. */
export function inMode(it: Container, mode: sdk.ContainerMode): Fix {
  const node = it.value('Mode');
  const said: readonly FixStep[] = node
    ? replaceFix(node, mode).steps
    : [{ do: 'add', object: it.node, name: 'Mode', value: JSON.stringify(mode) }];
  if (mode === 'MultiModel' || !it.has('MultiModelConfig')) return { title: `Say ${mode}`, steps: said };
  return {
    title: `Say ${mode}, and remove MultiModelConfig`,
    steps: [...said, ...it.without('MultiModelConfig').steps],
  };
}

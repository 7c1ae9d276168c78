/** File names of definitions, derived from model names. */

import { isModelName } from '../../aws/modelTarget';
import { fileEnding } from '../../protocol/constants';

/** Names that are devices in Windows, with any extension (Microsoft, Naming Files, Paths, and Namespaces). */
const device = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** The file name for the definition of a model; nothing if SageMaker doesn't allow the model name. */
export function fileNameOf(model: string): string | undefined {
  if (!isModelName(model)) return undefined;
  return `${device.test(model) ? `${model}-model` : model}${fileEnding}`;
}

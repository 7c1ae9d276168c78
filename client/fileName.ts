/** File names of definitions, which are made of the names of models. */
import { isModelName } from './target';

/** Names that are devices in Windows, whatever follows behind a period (Microsoft, Naming Files, Paths, and Namespaces). */
const device = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** The name of a file for the definition of a model; nothing if SageMaker can't give a model this name. */
export function fileNameOf(model: string): string | undefined {
  if (!isModelName(model)) return undefined;
  return `${device.test(model) ? `${model}-model` : model}.sagemaker-model.json`;
}

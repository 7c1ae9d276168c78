/** The URIs of documents that show a model in SageMaker, or its tags. */

import * as vscode from 'vscode';
import { isRegionId, parseArn } from '../../aws/arn';
import { isModelName, isSameName } from '../../aws/modelTarget';
import { deployedScheme, fileEnding, tagsScheme } from '../../protocol/constants';

export interface ShownModel {
  readonly name: string;
  readonly region: string;
  /** Empty for credentials without a profile. */
  readonly profile: string;
  /** The ARN of the model, if the document has its tags. */
  readonly arn?: string;
}

/** The URI in the language of definitions, with a name that distinguishes the document from the definition. */
export function modelUri({ name, region, profile, arn }: ShownModel): vscode.Uri {
  const [scheme, what] = arn === undefined ? [deployedScheme, 'deployed'] : [tagsScheme, 'tags'];
  const query = new URLSearchParams({ profile, ...(arn !== undefined && { arn }) }).toString();
  return vscode.Uri.from({ scheme, path: `/${region}/${name}.${what}${fileEnding}`, query });
}

/** The model of a document; nothing if no SageMaker model can have this URI, or if the rest of it doesn't match its ARN. */
export function shownIn(uri: vscode.Uri): ShownModel | undefined {
  const [, region = '', name = ''] =
    /^\/([^/]+)\/([^/]+)\.(?:deployed|tags)\.sagemaker-model\.json$/.exec(uri.path) ?? [];
  if (!isRegionId(region) || !isModelName(name)) return undefined;
  const query = new URLSearchParams(uri.query);
  const shown = { name, region, profile: query.get('profile') ?? '' };
  if (uri.scheme === deployedScheme) return uri.path.endsWith(`.deployed${fileEnding}`) ? shown : undefined;
  const arn = query.get('arn') ?? '';
  const model = parseArn(arn);
  // ARNs are in lowercase even if the name isn't. Both identify the same model.
  if (model?.region !== region || !isSameName(model.name, name)) return undefined;
  return modelUri({ ...shown, arn }).toString() === uri.toString() ? { ...shown, arn } : undefined;
}

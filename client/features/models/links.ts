/** Makes and opens links to models in SageMaker, for others with access to the account: `vscode://…/model?arn=…`. */
import * as l10n from '@vscode/l10n';
import { parseArn } from '../../../aws/arn';
import type { Target } from '../../../aws/modelTarget';
import type { Ui } from '../../ui/ui';

/** Where a link leads: the parts of a URI that VS Code gives to the extension (VS Code API, `UriHandler`). */
export interface ModelLink {
  readonly path: string;
  readonly query: string;
}

/**
 * A link that shows a model.
 * @param scheme of the product, as `vscode.env.uriScheme`: `vscode`, `vscode-insiders`, …
 * @param extension the extension's id
 */
export const linkTo = (arn: string, scheme: string, extension: string): string =>
  `${scheme}://${extension}/model?arn=${encodeURIComponent(arn)}`;

/** The model of a link, or what is wrong with it: anybody may have made it. */
export function linkedModel({ path, query }: ModelLink): (Target & { readonly arn: string }) | string {
  const arn = path === '/model' ? new URLSearchParams(query).get('arn') : null;
  const model = arn === null ? undefined : parseArn(arn);
  if (!arn || !model) return l10n.t('This link does not name a model: it must be /model?arn= and the ARN of one.');
  return { name: model.name, region: model.region, account: model.account, arn };
}

/**
 * Opens a link: shows the model, and its row if it is listed already.
 * @param show returns whether the model is shown
 * @param reveal selects a row, and sends no request
 */
export async function follow(
  ui: Pick<Ui, 'tell'>,
  show: (model: Target) => PromiseLike<boolean>,
  reveal: (arn: string) => Promise<void>,
  link: ModelLink,
): Promise<void> {
  const model = linkedModel(link);
  if (typeof model === 'string') await ui.tell('warning', model);
  else if (await show(model)) await reveal(model.arn);
}

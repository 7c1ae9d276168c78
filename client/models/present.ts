/** The text of a model in SageMaker, as the language server formats it. */

import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Request } from '../../aws/api';
import { sendRequest } from '../../protocol/message';
import { formatModel, importModel } from '../../protocol/models';
import type { Deployed } from './fetch';

/** @param asDefinition whether the text is a definition that makes such a model; otherwise it is what DescribeModel answered */
export async function presentModel(
  client: BaseLanguageClient,
  answer: Deployed | Request,
  asDefinition: boolean,
): Promise<string> {
  if (!client.isRunning()) return `${JSON.stringify(answer, undefined, 2)}\n`;
  return (await sendRequest(client, asDefinition ? importModel : formatModel, { answer })).text;
}

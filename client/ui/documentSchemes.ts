/** Which documents are definitions, and which ones can be edited. */

import * as vscode from 'vscode';
import { languageId } from '../../protocol/constants';
import { isDefinitionScheme } from './definitionSchemes';

/** The scheme of the rows of models, for which nothing can be opened. */
export const rowScheme = 'sagemaker-row';

/** The URI that identifies the row of a model to VS Code. */
export const rowUri = (name: string) => vscode.Uri.from({ scheme: rowScheme, path: `/${name}` });

/** Whether a document is a definition that a person can change: no other side of a diff, no deployed model, no tags. */
export const isDefinition = (document: vscode.TextDocument): boolean =>
  document.languageId === languageId && isDefinitionScheme(document.uri.scheme) && isEditable(document.uri);

/** Whether a person can change what is there: the other side of a diff has no problems that anyone could solve. */
export function isEditable({ scheme }: vscode.Uri): boolean {
  return scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

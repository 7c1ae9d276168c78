/** The schemes under which there are documents that are no files of the person, and which documents a person can change. */
import * as vscode from 'vscode';
import { isDefinitionScheme } from './definitionSchemes';

/** Under this one stand deployed models, to be read. */
export const deployedScheme = 'sagemaker-deployed';

/** Under this one stand the tags of deployed models; what is saved there is written to AWS after a yes. */
export const tagsScheme = 'sagemaker-tags';

/** Under this one stand the sides of comparisons; nobody can write them, and they have no problems. */
export const comparedScheme = 'sagemaker-compared';

/** Under this one stands what would be; nobody can write it, and it has no problems. */
export const previewScheme = 'sagemaker-preview';

/** Under this one are the rows of models, for which nothing can be opened. */
export const rowScheme = 'sagemaker-row';

/** The URI that identifies the row of a model to VS Code. */
export const rowUri = (name: string) => vscode.Uri.from({ scheme: rowScheme, path: `/${name}` });

/** Whether a document is a definition that a person can change: no other side of a diff, no deployed model, no tags. */
export const isDefinition = ({ languageId, uri }: vscode.TextDocument): boolean =>
  languageId === 'sagemaker-model' && isDefinitionScheme(uri.scheme) && isEditable(uri);

/** Whether a person can change what is there: the other side of a diff has no problems that anyone could solve. */
export function isEditable({ scheme }: vscode.Uri): boolean {
  return scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

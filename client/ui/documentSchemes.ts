/** The schemes under which there are documents that are no files of the person, and which documents a person can change. */
import * as vscode from 'vscode';
import { languageId as ownLanguage } from '../../protocol/constants';
import { isDefinitionScheme } from './definitionSchemes';

export { comparedScheme, deployedScheme, previewScheme, tagsScheme } from '../../protocol/constants';

/** Whether a document is a definition that a person can change: no other side of a diff, no deployed model, no tags. */
export const isDefinition = ({ languageId, uri }: vscode.TextDocument): boolean =>
  languageId === ownLanguage && isDefinitionScheme(uri.scheme) && isEditable(uri);

/** Whether a person can change what is there: the other side of a diff has no problems that anyone could solve. */
export function isEditable({ scheme }: vscode.Uri): boolean {
  return scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** Where a definition is if a person can edit and save it. */

/**
 * The schemes of such documents: files of this computer and of a remote one, new documents, repositories that VS Code opens
 * without a clone, and the files of others in Live Share. The conditions of the menus in package.json name the same list.
 * A revision in Git, the other side of a review, or a preview can be read, but nothing is created from it.
 */
export const definitionSchemes = [
  'file',
  'untitled',
  'vscode-local',
  'vscode-remote',
  'vscode-userdata',
  'vscode-vfs',
  'vsls',
] as const;

/** Whether a definition can be under a scheme. */
export const isDefinitionScheme = (scheme: string): boolean => definitionSchemes.some((it) => it === scheme);

/** The locations of definitions that the user can edit and save. */

/**
 * The schemes of such documents: local and remote files, new documents, repositories that VS Code opens
 * without a clone, and shared files in Live Share. The `when` clauses of the menus in package.json use the same list.
 * A Git revision, the other side of a review, or a preview can be read, but no model is created from it.
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

/** Whether documents of a scheme can be definitions. */
export const isDefinitionScheme = (scheme: string): boolean => definitionSchemes.some((it) => it === scheme);

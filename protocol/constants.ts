/** Names that the client, the server, and the linter share with package.json: language ID, settings section, URI schemes. */

export const languageId = 'sagemaker-model';

/** How the file name of a definition ends. */
export const fileEnding = '.sagemaker-model.json';

/** The section of the settings; package.json describes its members. */
export const settingsSection = 'sagemakerModel';

/** The `source` of diagnostics. */
export const diagnosticSource = 'SageMaker';

/** The scheme of models in SageMaker. Their documents are read-only and have no problems. */
export const deployedScheme = 'sagemaker-deployed';

/** The scheme of the tags of models in SageMaker. Saving such a document changes them after a confirmation. */
export const tagsScheme = 'sagemaker-tags';

/** The scheme of the sides of comparisons. Their documents are read-only and have no problems. */
export const comparedScheme = 'sagemaker-compared';

/** The scheme of previews. Their documents are read-only and have no problems. */
export const previewScheme = 'sagemaker-preview';

/** The severities that a rule can have in the settings. */
export const severityLevels = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type SeverityLevel = (typeof severityLevels)[number];

/** The folders in which no definitions are searched for. */
export const unsearchedFolders = ['node_modules', '.git'] as const;

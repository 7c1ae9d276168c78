/** The schemes under which there are documents that are no files of the person. */

/** Under this one stand deployed models, to be read. */
export const deployedScheme = 'sagemaker-deployed';

/** Under this one stand the tags of deployed models; what is saved there is written to AWS after a yes. */
export const tagsScheme = 'sagemaker-tags';

/** Under this one stand the sides of comparisons; nobody can write them, and they have no problems. */
export const comparedScheme = 'sagemaker-compared';

/** Under this one stands what would be; nobody can write it, and it has no problems. */
export const previewScheme = 'sagemaker-preview';

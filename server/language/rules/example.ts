/** The beginnings of the rules' examples: a definition that has nothing wrong but what is put into it. */

/** A definition with these members in its container, behind the image. */
export const withContainer = (members: string) => `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
${members}
  }
}`;

/** A definition with these members behind its container. */
export const withMembers = (members: string) => `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
${members}
}`;

/** A definition with this image, of which a line of carets says something, and these members behind it. */
export const withImage = (image: string, says: string, members = '') => `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "${image}"${members && ','}
             ${'^'.repeat(image.length + 2)} ${says}${members && `\n${members}`}
  }
}`;

/** A definition with a container whose model data source has some members. */
export const withSource = (members: string) =>
  withContainer(`    "ModelDataSource": { "S3DataSource": {
${members}
    } }`);

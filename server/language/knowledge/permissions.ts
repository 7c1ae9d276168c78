/** What a model's role and whoever creates it must be allowed, and on what: a reading of knowledge/permissions.json. */
import data from '../../../knowledge/permissions.json';

/** The service that takes on the role, under the same name in every partition. */
export const principal = 'sagemaker.amazonaws.com';

/** The actions of IAM by what they are for. */
export const actions: Readonly<Record<keyof typeof data.actions, readonly string[]>> = data.actions;

/** Where endpoints write their logs. */
export const logGroup = '/aws/sagemaker/Endpoints/*';

/** The members beside an address in S3 that make a prefix of it, with their values. */
export const prefixMarks: Readonly<Record<string, string>> = { S3DataType: 'S3Prefix', Mode: 'MultiModel' };

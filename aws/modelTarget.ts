/** Parses what a user enters or pastes to identify a model: a name or an ARN. */
import { parseArn } from './arn';

export interface Target {
  readonly name: string;
  /** The region and account, where what was pasted says so. */
  readonly region?: string;
  readonly account?: string;
}

/** A model's name or ARN; nothing where it can be neither (a name: up to 63 letters, digits and hyphens). */
export function targetOf(text: string): Target | undefined {
  const arn = parseArn(text);
  if (arn) return { name: arn.name, region: arn.region, account: arn.account };
  const name = text.trim();
  return isModelName(name) ? { name } : undefined;
}

/** Whether SageMaker can give a model this name (CreateModel, ModelName: up to 63 letters, digits, and hyphens). */
export const isModelName = (text: string) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/.test(text);

/** Whether two names identify the same model: in ARNs, names are in lowercase. */
export const isSameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether SageMaker takes a text to look for in names (ListModels, NameContains). */
export const isNamePart = (text: string) => /^[a-zA-Z0-9-]{1,63}$/.test(text);

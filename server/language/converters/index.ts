/** The forms that a request can be written in. */
import { awsCli } from './awsCli';
import { boto3 } from './boto3';
import { cdk, cloudFormationJson, cloudFormationYaml } from './cloudFormation';
import type { Exporter } from './form';
import { terraformResource } from './terraform';

export const forms = {
  'aws-cli': awsCli,
  boto3,
  terraform: terraformResource,
  'cloudformation-yaml': cloudFormationYaml,
  'cloudformation-json': cloudFormationJson,
  cdk,
} satisfies Readonly<Record<string, Exporter>>;

export type FormName = keyof typeof forms;

/** Region IDs that requests can be sent to, ARNs of models, and pages about them in the AWS console. */
import { type Partition, partitionNamed, partitionOf, partitions } from '../knowledge/partitions';

/** Whether a text has the format of a Region ID, whether or not its partition is known. Only such a text becomes part of a host name. */
export const isRegionId = (text: string) => text.length <= 32 && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text);

/** The partition in which the SDK looks for a Region: if none is known for it, the first one. */
export const sdkPartitionOf = (region: string): Partition | undefined => partitionOf(region) ?? partitions[0];

/** The parts of a model's ARN. */
export interface ModelArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** The parts of a model's ARN; nothing if it isn't one, such as an ARN whose Region is in another partition. */
export function parseArn(text: string): ModelArn | undefined {
  const found = /^arn:(aws[a-z-]*):sagemaker:([a-z0-9-]+):(\d{12}):model\/([a-zA-Z0-9-]{1,63})$/.exec(text.trim());
  const [, partition, region, account, name] = found ?? [];
  if (!partition || !region || !account || !name) return undefined;
  const isOne = isRegionId(region) && sdkPartitionOf(region)?.id === partition;
  return isOne ? { partition, region, account, name } : undefined;
}

/** A page in the AWS console, by default the model's; nothing if no console is known for the partition. */
export function consoleUrl(arn: string, page?: string): string | undefined {
  const model = parseArn(arn);
  const host = model && partitionNamed(model.partition)?.console;
  if (!host) return undefined;
  const { region, name } = model;
  return `https://${region}.${host}/sagemaker/home?region=${region}#/${page ?? `models/${name}`}`;
}

/** ARNs of models, and pages about them in the AWS console. */
import { consoleOf, isRegion, partitionOf } from '../knowledge/partitions';

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
  const isOne = isRegion(region) && partitionOf(region)?.id === partition;
  return isOne ? { partition, region, account, name } : undefined;
}

/** A page in the AWS console, by default the model's; nothing if no console is known for the partition. */
export function consoleUrl(arn: string, page?: string): string | undefined {
  const model = parseArn(arn);
  const host = model && consoleOf(model.region);
  return host && `https://${host}/sagemaker/home?region=${model.region}#/${page ?? `models/${model.name}`}`;
}

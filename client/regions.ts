/** Partitions and regions of AWS, as people choose among them, and what is different from one to the other. */
import knowledge from '../knowledge/partitions.json';

interface Partition {
  /** As in ARNs. */
  readonly id: string;
  readonly name: string;
  /** What a region's own console is called behind the region; nothing where no public page says. */
  readonly console?: string;
  /** What tells a region of it, also one that is newer than this list. */
  readonly pattern: RegExp;
  /** What the regions are called in which SageMaker is, by their ids. A region that is newer than this list can be typed. */
  readonly regions: Readonly<Record<string, string>>;
}

export const partitions: readonly Partition[] = knowledge.partitions.map(({ id, name, console, pattern }) => ({
  id,
  name,
  console,
  pattern: new RegExp(pattern),
  regions: Object.fromEntries(knowledge.regions.filter((it) => it.partition === id).map((it) => [it.id, it.name])),
}));

/** Whether a text has the form of a Region's ID. Only such a text becomes part of the name of a host. */
export const isRegion = (text: string) => text.length <= 32 && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text);

/** The partition of a region; one that nobody knows is of the first, as it is for the SDK. */
export const partitionOf = (region: string) => partitions.find((it) => it.pattern.test(region)) ?? partitions[0];

/** The parts of a model's ARN. */
export interface ModelArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** A model's ARN taken apart; nothing where it is none, such as one whose region is of another partition. */
export function parseArn(text: string): ModelArn | undefined {
  const found = /^arn:(aws[a-z-]*):sagemaker:([a-z0-9-]+):(\d{12}):model\/([a-zA-Z0-9-]{1,63})$/.exec(text.trim());
  const [, partition, region, account, name] = found ?? [];
  if (!partition || !region || !account || !name) return undefined;
  const isOne = isRegion(region) && partitionOf(region)?.id === partition;
  return isOne ? { partition, region, account, name } : undefined;
}

/** A page in the AWS console, that of a model unless it is said; nothing where the partition has none that is known. */
export function consoleUrl(arn: string, page?: string): string | undefined {
  const model = parseArn(arn);
  const host = partitions.find((it) => it.id === model?.partition)?.console;
  if (!model || !host) return undefined;
  const { region, name } = model;
  return `https://${region}.${host}/sagemaker/home?region=${region}#/${page ?? `models/${name}`}`;
}

/** What a region is called: `Europe (Ireland)`; nothing where it is not in the list. */
export function regionName(region: string): string | undefined {
  return partitions.map((it) => it.regions[region]).find((it) => it !== undefined);
}

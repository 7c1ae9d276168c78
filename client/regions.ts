/** Partitions and regions of AWS, and what is different from one to the other. */

interface Partition {
  /** As in ARNs. */
  readonly id: string;
  readonly name: string;
  /** What a region's own console is called behind the region; nothing where no public page says. */
  readonly console?: string;
  readonly regions: Readonly<Record<string, string>>;
}

/**
 * The regions in which SageMaker is, from botocore's endpoints.json (commit 0e6e2404, 2026-08-07), named as in AWS's list of
 * regions (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html); consoles of China, GovCloud
 * and the European Sovereign Cloud as in the guides of those. A region that is newer than this list can be typed.
 */
export const partitions: readonly Partition[] = [
  {
    id: 'aws',
    name: 'AWS',
    console: 'console.aws.amazon.com',
    regions: {
      'af-south-1': 'Africa (Cape Town)',
      'ap-east-1': 'Asia Pacific (Hong Kong)',
      'ap-east-2': 'Asia Pacific (Taipei)',
      'ap-northeast-1': 'Asia Pacific (Tokyo)',
      'ap-northeast-2': 'Asia Pacific (Seoul)',
      'ap-northeast-3': 'Asia Pacific (Osaka)',
      'ap-south-1': 'Asia Pacific (Mumbai)',
      'ap-south-2': 'Asia Pacific (Hyderabad)',
      'ap-southeast-1': 'Asia Pacific (Singapore)',
      'ap-southeast-2': 'Asia Pacific (Sydney)',
      'ap-southeast-3': 'Asia Pacific (Jakarta)',
      'ap-southeast-4': 'Asia Pacific (Melbourne)',
      'ap-southeast-5': 'Asia Pacific (Malaysia)',
      'ap-southeast-6': 'Asia Pacific (New Zealand)',
      'ap-southeast-7': 'Asia Pacific (Thailand)',
      'ca-central-1': 'Canada (Central)',
      'ca-west-1': 'Canada West (Calgary)',
      'eu-central-1': 'Europe (Frankfurt)',
      'eu-central-2': 'Europe (Zurich)',
      'eu-north-1': 'Europe (Stockholm)',
      'eu-south-1': 'Europe (Milan)',
      'eu-south-2': 'Europe (Spain)',
      'eu-west-1': 'Europe (Ireland)',
      'eu-west-2': 'Europe (London)',
      'eu-west-3': 'Europe (Paris)',
      'il-central-1': 'Israel (Tel Aviv)',
      'me-central-1': 'Middle East (UAE)',
      'me-south-1': 'Middle East (Bahrain)',
      'mx-central-1': 'Mexico (Central)',
      'sa-east-1': 'South America (São Paulo)',
      'us-east-1': 'US East (N. Virginia)',
      'us-east-2': 'US East (Ohio)',
      'us-west-1': 'US West (N. California)',
      'us-west-2': 'US West (Oregon)',
    },
  },
  {
    id: 'aws-cn',
    name: 'AWS China',
    console: 'console.amazonaws.cn',
    regions: { 'cn-north-1': 'China (Beijing)', 'cn-northwest-1': 'China (Ningxia)' },
  },
  {
    id: 'aws-us-gov',
    name: 'AWS GovCloud (US)',
    console: 'console.amazonaws-us-gov.com',
    regions: { 'us-gov-east-1': 'AWS GovCloud (US-East)', 'us-gov-west-1': 'AWS GovCloud (US-West)' },
  },
  {
    id: 'aws-eusc',
    name: 'AWS European Sovereign Cloud',
    console: 'console.amazonaws-eusc.eu',
    regions: { 'eusc-de-east-1': 'EU (Germany)' },
  },
  { id: 'aws-iso', name: 'AWS ISO', regions: { 'us-iso-east-1': 'US ISO East' } },
  { id: 'aws-iso-b', name: 'AWS ISOB', regions: { 'us-isob-east-1': 'US ISOB East (Ohio)' } },
  { id: 'aws-iso-e', name: 'AWS ISOE', regions: { 'eu-isoe-west-1': 'EU ISOE West' } },
  {
    id: 'aws-iso-f',
    name: 'AWS ISOF',
    regions: { 'us-isof-east-1': 'US ISOF East', 'us-isof-south-1': 'US ISOF South' },
  },
];

/** The parts of a model's ARN. */
export interface ModelArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
}

/** A model's ARN taken apart; nothing where it is none. */
export function parseArn(text: string): ModelArn | undefined {
  const found = /^arn:(aws[a-z-]*):sagemaker:([a-z0-9-]+):(\d{12}):model\/([a-zA-Z0-9-]{1,63})$/.exec(text.trim());
  const [, partition, region, account, name] = found ?? [];
  return partition && region && account && name ? { partition, region, account, name } : undefined;
}

/** The page of a model in the AWS console; nothing where the partition has none that is known. */
export function consoleUrl(arn: string): string | undefined {
  const model = parseArn(arn);
  const host = partitions.find((it) => it.id === model?.partition)?.console;
  if (!model || !host) return undefined;
  const { region, name } = model;
  return `https://${region}.${host}/sagemaker/home?region=${region}#/models/${name}`;
}

/** What a region is called: `Europe (Ireland)`; nothing where it is not in the list. */
export function regionName(region: string): string | undefined {
  return partitions.map((it) => it.regions[region]).find((it) => it !== undefined);
}

/** AWS partitions and Regions: which exist, what their hosts are called, and which of them a text names. The only reader of partitions.json. */
import { partitions as partitionRows, regions as regionRows } from './partitions.json';

export interface Partition {
  /** As in ARNs. */
  readonly id: string;
  readonly name: string;
  readonly dnsSuffix: string;
  /** What stands behind the region in the dual-stack host of a registry; nothing where no public page says. */
  readonly dualStackSuffix?: string;
  /** What a region's own console is called behind the region; nothing where no public page says. */
  readonly console?: string;
  /** What the IDs of its Regions match, also those that are newer than the table. */
  readonly pattern: RegExp;
}

export interface Region {
  readonly id: string;
  readonly partition: string;
  readonly name: string;
  /** The account of AWS Marketplace that owns the packages sold in it, where that is known. */
  readonly marketplace?: string;
}

export const regions: readonly Region[] = regionRows;

const known: ReadonlyMap<string, Region> = new Map(regions.map((it) => [it.id, it]));

export const partitions: readonly Partition[] = partitionRows.map(({ pattern, ...partition }) => ({
  ...partition,
  pattern: new RegExp(pattern),
}));

/** What is known of a region by its id; nothing of one that is newer than the table. */
export const regionNamed = (id: string): Region | undefined => known.get(id);

/** The partition of a Region, also of one that is newer than the table; nothing if the text isn't a Region ID. */
export function partitionOf(region: string): Partition | undefined {
  const id = known.get(region)?.partition;
  return partitions.find((it) => (id === undefined ? it.pattern.test(region) : it.id === id));
}

/** A partition by its ID. */
export const partitionNamed = (id: string): Partition | undefined => partitions.find((it) => it.id === id);

/** Whether a text is the id of a region, known or such as there could be. */
export const isRegion = (text: string): boolean => partitionOf(text) !== undefined;

export const dnsSuffixOf = (region: string): string | undefined => partitionOf(region)?.dnsSuffix;

/** Whether models of SageMaker JumpStart are known to be in a region. */
export const hasJumpStart = (region: string): boolean => known.get(region)?.partition === 'aws';

const sellers: ReadonlySet<string> = new Set(regions.flatMap((it) => it.marketplace ?? []));

/** Whether an account is one that AWS Marketplace sells from, in whatever region. */
export const isSeller = (account: string): boolean => sellers.has(account);

/**
 * What stands behind the region in a host of registries; nothing where no such host is known. FIPS hosts are those of
 * api.ecr in botocore's endpoints.json, 2026-08-07: all in the United States.
 */
export function registrySuffixOf(region: string, isDualStack: boolean, isFips = false): string | undefined {
  const partition = isFips && !/^us-(?:gov-)?(?:east|west)-/.test(region) ? undefined : partitionOf(region);
  return isDualStack ? partition?.dualStackSuffix : partition?.dnsSuffix;
}

/** The host of a region's console; nothing where the partition has none that is known. */
export function consoleOf(region: string): string | undefined {
  const host = partitionOf(region)?.console;
  return host && `${region}.${host}`;
}

/** The region in words: `eu-west-1, Europe (Ireland)`. */
export function regionInWords(region: string): string {
  const name = known.get(region)?.name;
  return name ? `${region}, ${name}` : region;
}

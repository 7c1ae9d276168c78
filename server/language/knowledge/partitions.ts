/** The partition that a region is in, by how the names of its regions begin. */

/** From botocore's partitions.json (commit 0e6e2404, 2026-08-07); every other region is in `aws`. */
const beginnings: readonly (readonly [region: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

export const partitionOf = (region: string) => beginnings.find(([begins]) => region.startsWith(begins))?.[1] ?? 'aws';

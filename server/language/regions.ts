/** What a definition says of the region that it is for: every value that names one, and which that is. */
import type { Node } from 'jsonc-parser';
import { type Arn, arnOf, asArn, locationOf } from './arn';
import { type Document, naming, type Value } from './document';
import { hostOf, inRegion, isOfAws, parseImage } from './knowledge/images';
import { partitionOf, regionNamed } from './knowledge/partitions';
import type { Given } from './rules/rule';
import type { Naming } from './shape';
import { isPlaceheld } from './words';

/** A value that names a region or a partition. */
export interface Named {
  readonly value: Value;
  readonly node: Node;
  readonly names: Naming;
  /** The value. */
  readonly text: string;
  /** What it is, as a word in a sentence. */
  readonly what: string;
  /** Nothing for what belongs to a partition as a whole. */
  readonly region?: string;
  /** As in ARNs; nothing where the region is of no partition that is known. */
  readonly partition?: string;
  /** Whether it is only a name that somebody has given to a bucket, which may lie anywhere. */
  readonly isGuess?: true;
}

/** Several rules ask this of the same text. */
const known = new WeakMap<Document, readonly Named[]>();

/** Every value of a definition that names a region or a partition, in the order of the text. */
export function regionsNamed(document: Document): readonly Named[] {
  const before = known.get(document);
  if (before) return before;
  const found = naming(document).flatMap(({ value, names }) => {
    const text = String(value.node.value);
    const found = document.torn.has(value.node) || isPlaceheld(text) ? undefined : named(text, names);
    return found ? [{ value, node: value.node, names, text, ...found }] : [];
  });
  known.set(document, found);
  return found;
}

/** Whose ARNs name a region or a partition, as words in a sentence. */
const things: Readonly<Partial<Record<Naming, string>>> = {
  role: 'role',
  'model-package': 'model package',
  lambda: 'Lambda function',
  'hub-content': 'hub content',
};

type Found = Pick<Named, 'what' | 'region' | 'partition' | 'isGuess'>;

function named(text: string, names: Naming): Found | undefined {
  if (names === 'image') return placed('image', parseImage(text)?.region);
  if (names === 's3') {
    const location = locationOf(text);
    return location?.isJumpStart
      ? placed('JumpStart bucket', location.region)
      : placed('bucket', location?.region, { isGuess: true });
  }
  const what = things[names];
  const arn = what === undefined ? undefined : arnOf(text);
  return what === undefined || !arn
    ? undefined
    : { what, partition: arn.partition, ...(arn.region !== '' && { region: arn.region }) };
}

/** A thing in a region, if that is the name of one. */
function placed(what: string, region = '', more: Pick<Named, 'isGuess'> = {}): Found | undefined {
  const partition = partitionOf(region)?.id;
  return partition === undefined ? undefined : { what, region, partition, ...more };
}

/**
 * The region that a definition is for: the one in which its model is to be created, else the one that most of its values
 * name. The name of a bucket counts only where all else is undecided.
 */
export function regionOf(found: readonly Named[], { region }: Given): string | undefined {
  if (region !== undefined) return region;
  const votes = new Map<string, number>();
  for (const it of found)
    if (it.region !== undefined) votes.set(it.region, (votes.get(it.region) ?? 0) + (it.isGuess ? 1 : found.length));
  // Of as many, the one that stands first.
  return [...votes].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** A value that names another region, and whether what it names is certain to be there. */
export interface Moved {
  readonly text: string;
  readonly isCertain: boolean;
}

/** What a value would be in another region; nothing where that cannot be told from the value. */
export function movedTo({ names, text, partition, isGuess }: Named, region: string): Moved | undefined {
  const to = partitionOf(region)?.id;
  if (isGuess || to === undefined) return undefined;
  if (names === 'image') return imageIn(text, region);
  if (names === 's3') {
    const from = locationOf(text)?.region;
    return from === undefined ? undefined : { text: text.replace(from, region), isCertain: true };
  }
  const arn = arnOf(text);
  if (!arn) return undefined;
  const seller = isMarketplace(arn) ? regionNamed(region)?.marketplace : undefined;
  const moved = { ...arn, partition: to, region: arn.region && region, account: seller ?? arn.account };
  // What AWS itself provides is in every region of a partition; of all else only its owner knows.
  const isCertain = seller !== undefined || arn.account === 'aws' || (arn.region === '' && partition === to);
  return { text: asArn(moved), isCertain };
}

/** Whether an ARN is that of a package which AWS Marketplace sells in its region. */
export function isMarketplace({ region, account }: Pick<Arn, 'region' | 'account'>): boolean {
  return regionNamed(region)?.marketplace === account;
}

function imageIn(text: string, region: string): Moved | undefined {
  const provided = inRegion(text, region);
  if (provided !== undefined) return { text: provided, isCertain: true };
  const account = parseImage(text)?.account;
  // What AWS does not provide there, nobody can push there either.
  if (account === undefined || isOfAws(account)) return undefined;
  return { text: hostOf(account, region) + text.slice(text.indexOf('/') + 1), isCertain: false };
}

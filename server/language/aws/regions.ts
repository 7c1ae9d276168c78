/** What a definition says of the region that it is for: every value that names one, and which that is. */
import type { Node } from 'jsonc-parser';
import { hasJumpStart, isSeller, partitionOf, regionNamed, registrySuffixOf } from '../../../knowledge/partitions';
import type { ReferenceKind } from '../description/shape';
import { inRegion, isAwsAccount, parseImage } from '../knowledge/images';
import type { AnalysisContext } from '../rules/rule';
import { containerAround, isPulledByVpc } from '../rules/written';
import { type Document, type ReferenceValue, references, type Value } from '../syntax/document';
import { hasPlaceholder } from '../text/words';
import { arnOf, asArn, locationOf } from './arn';

/** A value that names a region or a partition. */
export interface NamedPlace {
  readonly value: Value;
  readonly node: Node;
  readonly names: ReferenceKind;
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

/** Every value of a definition that names a region or a partition, in the order of the text. */
export const regionsNamed = (document: Document): readonly NamedPlace[] =>
  regionsIn(references(document), document.torn);

/** Those of some strings that name a region or a partition, unless they could not be read as a whole. */
export function regionsIn(strings: readonly ReferenceValue[], torn: Document['torn']): NamedPlace[] {
  const all: NamedPlace[] = [];
  for (const { value, names } of strings) {
    const text = String(value.node.value);
    const found = named(text, names);
    if (found && !torn.has(value.node) && !hasPlaceholder(text))
      all.push({ value, node: value.node, names, text, ...found });
  }
  return all;
}

/** Whether something need not be in the region of the model. */
export const isAnywhere = ({ value, names }: NamedPlace): boolean =>
  names === 'image' && isPulledByVpc(containerAround(value));

/** Whose ARNs name a region or a partition, as words in a sentence. */
const things: Readonly<Partial<Record<ReferenceKind, string>>> = {
  role: 'role',
  'model-package': 'model package',
  lambda: 'Lambda function',
  'hub-content': 'hub content',
};

type FoundPlace = Pick<NamedPlace, 'what' | 'region' | 'partition' | 'isGuess'>;

function named(text: string, names: ReferenceKind): FoundPlace | undefined {
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
function placed(what: string, region = '', more: Pick<NamedPlace, 'isGuess'> = {}): FoundPlace | undefined {
  const partition = partitionOf(region)?.id;
  return partition === undefined ? undefined : { what, region, partition, ...more };
}

/**
 * The region that a definition is for: the one in which its model is to be created, else the one that most of its values
 * name.
 */
export function regionOf(found: readonly NamedPlace[], { region }: AnalysisContext): string | undefined {
  if (region !== undefined) return region;
  // Of as many, the one that stands first.
  return [...votesOf(found)].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * How much speaks for each region: buckets and functions count where images and packages leave it undecided, and the mere
 * names of buckets where all else does.
 */
export function votesOf(found: readonly NamedPlace[]): ReadonlyMap<string, number> {
  const votes = new Map<string, number>();
  const most = found.length + 1;
  for (const it of found) {
    const { region, names, isGuess } = it;
    if (region === undefined || isAnywhere(it)) continue;
    const weight = isGuess ? 1 : names === 'image' || names === 'model-package' ? most * most : most;
    votes.set(region, (votes.get(region) ?? 0) + weight);
  }
  return votes;
}

/** A value that names another region, and whether what it names is certain to be there. */
export interface Moved {
  readonly text: string;
  readonly isCertain: boolean;
}

/** What a value would be in another region; nothing where that cannot be told from the value. */
export function movedTo({ names, text, partition, isGuess }: NamedPlace, region: string): Moved | undefined {
  const to = partitionOf(region)?.id;
  if (isGuess || to === undefined) return undefined;
  if (names === 'image') return imageIn(text, region);
  // What is of JumpStart is the same in all regions that have it, and is not known to be in others.
  const isInBoth = partition === to && hasJumpStart(region);
  if (names === 's3') {
    const from = locationOf(text)?.region;
    return from !== undefined && isInBoth ? { text: text.replace(from, region), isCertain: true } : undefined;
  }
  const arn = arnOf(text);
  if (!arn) return undefined;
  const isOfAws = arn.account === 'aws';
  const isSold = names === 'model-package' && isSeller(arn.account);
  const account = isSold ? regionNamed(region)?.marketplace : arn.account;
  if (account === undefined || (isOfAws && !isInBoth)) return undefined;
  const moved = { ...arn, partition: to, region: arn.region && region, account };
  // Of what is neither sold nor provided by AWS, only its owner knows.
  return { text: asArn(moved), isCertain: isSold || isOfAws || (arn.region === '' && partition === to) };
}

function imageIn(text: string, region: string): Moved | undefined {
  const provided = inRegion(text, region);
  if (provided !== undefined) return { text: provided, isCertain: true };
  const image = parseImage(text);
  // What AWS does not provide there, nobody can push there either.
  if (!image || isAwsAccount(image.account) || image.region === region) return undefined;
  const [, host = ''] = /^\d+(\.dkr[^/]*?ecr(?:-fips)?\.)/.exec(text) ?? [];
  const suffix = registrySuffixOf(region, image.form === 'dual-stack', host.includes('fips'));
  return suffix === undefined
    ? undefined
    : { text: `${image.account}${host}${region}.${suffix}${text.slice(text.indexOf('/'))}`, isCertain: false };
}

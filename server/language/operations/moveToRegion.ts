/** Moves a definition to another region: rewrites what names one, and tells what only its owner can know. */
import { isSeller, partitionOf } from '../../../knowledge/partitions';
import { arnOf, locationOf, regionIn } from '../aws/arn';
import { edits, type TextChange } from '../check/fix';
import type { ReferenceKind } from '../description/shape';
import { movedTo, regionOf, regionsNamed } from '../entities/regions';
import { isAwsAccount, parseImage } from '../knowledge/images';
import { type Document, references, type Value } from '../syntax/document';
import type { Span } from '../types';

export interface Move {
  /** The region that the definition was for; nothing where it names none, and then only its partition can change. */
  readonly from?: string;
  readonly edits: readonly TextChange[];
}

/** The edits that move a definition to a region; none where nothing in it names another one. */
export function move(document: Document, region: string): Move {
  const found = regionsNamed(document);
  const steps = found.flatMap((it) => {
    const { offset, length } = it.node;
    const text = movedTo(it, region)?.text;
    return text === undefined || text === it.text
      ? []
      : [{ do: 'set' as const, value: { offset, length }, json: JSON.stringify(text) }];
  });
  return { from: regionOf(found, {}), edits: edits(document, { title: region, steps }) };
}

export interface ManualReview extends Span {
  readonly message: string;
}

/**
 * What a definition that has been moved names, and nobody but its owner knows whether it is in the new region. Things
 * that belong together are told of once.
 * @param from as `move` has returned it
 */
export function needsReview(document: Document, from: string | undefined, to: string): ManualReview[] {
  const told = new Set<string>();
  return references(document).flatMap(({ value, names }) => {
    const { offset, length } = value.node;
    const left = leftOf(String(value.node.value), names, value, from, to);
    if (!left || told.has(left.thing)) return [];
    told.add(left.thing);
    return [{ offset, length, message: left.message }];
  });
}

function leftOf(
  text: string,
  names: ReferenceKind,
  { within }: Value,
  from: string | undefined,
  to: string,
): { readonly thing: string; readonly message: string } | undefined {
  const partition = partitionOf(to)?.id;
  // Partitions share no accounts.
  const anew =
    from !== undefined && partitionOf(from)?.id === partition
      ? undefined
      : { thing: text, message: `Name one of your account in ${partition ?? to}.` };
  const ofAws = { thing: text, message: `It is not known that AWS provides this in ${to}. Choose another one.` };
  switch (names) {
    case 'image': {
      const image = parseImage(text);
      if (!image) return undefined;
      if (isAwsAccount(image.account)) return image.region === to ? undefined : ofAws;
      if (image.region !== to && image.form !== 'ecr')
        return { thing: text, message: `No host of this kind is known in ${to}. Name the image by another one.` };
      const message = `Push this image to the registry of account ${image.account} in ${to}, if it is not there yet.`;
      return anew ?? { thing: text, message };
    }
    case 's3': {
      const location = locationOf(text);
      if (!location || location.region === to) return undefined;
      if (location.isJumpStart) return ofAws;
      return { thing: location.bucket, message: `Copy what is here to a bucket in ${to}, and name that.` };
    }
    case 'role':
      return anew;
    case 'model-package':
    case 'lambda':
    case 'hub-content': {
      const arn = arnOf(text);
      if (arn?.account === 'aws') return arn.region === to ? undefined : ofAws;
      if (anew || !arn || names !== 'model-package' || !isSeller(arn.account))
        return anew ?? { thing: text, message: `See whether this is in ${to}, under this name.` };
      const message = `It is not known from which account AWS Marketplace sells in ${to}. Name the package as it is there.`;
      return arn.region === to ? undefined : { thing: text, message };
    }
    case 'subnet':
    case 'security-group':
      return { thing: `${names} ${within?.node.offset}`, message: `Name those of a VPC in ${to}.` };
    case 'variable-value': {
      const region = regionIn(text);
      return region === undefined || region === to
        ? undefined
        : { thing: text, message: `This value names ${region}. See whether it has to name ${to}.` };
    }
    default:
      return undefined;
  }
}

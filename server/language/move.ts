/** Moves a definition to another region: rewrites what names one, and tells what only its owner can know. */
import { arnOf, locationOf, regionIn } from './arn';
import { type Document, naming, type Value } from './document';
import { type Change, edits } from './fix';
import { isOfAws, parseImage } from './knowledge/images';
import { partitionOf } from './knowledge/partitions';
import { isMarketplace, movedTo, regionOf, regionsNamed } from './regions';
import type { Span } from './rules/rule';
import type { Naming } from './shape';

export interface Move {
  /** The region that the definition was for; nothing where it names none. */
  readonly from?: string;
  readonly edits: readonly Change[];
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

export interface Left extends Span {
  readonly message: string;
}

/**
 * What a definition that has been moved names, and nobody but its owner knows whether it is in the new region. Things
 * that belong together are told of once.
 */
export function leftBehind(document: Document, from: string, to: string): Left[] {
  const told = new Set<string>();
  return naming(document).flatMap(({ value, names }) => {
    const { offset, length } = value.node;
    const left = leftOf(String(value.node.value), names, value, from, to);
    if (!left || told.has(left.thing)) return [];
    told.add(left.thing);
    return [{ offset, length, message: left.message }];
  });
}

function leftOf(
  text: string,
  names: Naming,
  { within }: Value,
  from: string,
  to: string,
): { readonly thing: string; readonly message: string } | undefined {
  switch (names) {
    case 'image': {
      const image = parseImage(text);
      if (!image || (isOfAws(image.account) && image.region === to)) return undefined;
      const message = isOfAws(image.account)
        ? `It is not known that AWS provides this image in ${to}. Choose another one.`
        : `Push this image to the registry of account ${image.account} in ${to}, if it is not there yet.`;
      return { thing: text, message };
    }
    case 's3': {
      const location = locationOf(text);
      if (!location || location.isJumpStart || location.region === to) return undefined;
      return { thing: location.bucket, message: `Copy what is here to a bucket in ${to}, and name that.` };
    }
    case 'role':
      return partitionOf(from) === partitionOf(to)
        ? undefined
        : { thing: text, message: `Name a role of your account in the partition ${partitionOf(to)?.id ?? to}.` };
    case 'model-package':
    case 'lambda':
    case 'hub-content': {
      const arn = arnOf(text);
      return arn && (arn.account === 'aws' || isMarketplace(arn))
        ? undefined
        : { thing: text, message: `See whether this is in ${to}, under this name.` };
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

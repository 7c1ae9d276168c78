/** What is said of images: what they are, whose they are, and which there are. */
import { firstParty, parseImage, titleOf } from '../knowledge/images';
import type { Meaning } from './meaning';

/** What an image of AWS is; those of others speak for themselves. */
function hint(text: string): string | undefined {
  const image = parseImage(text);
  const known = image && firstParty(image);
  return known && `AWS: ${titleOf(known)}`;
}

export const image: Meaning = { hint };

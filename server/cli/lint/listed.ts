/** Writes a JSON list piece by piece, one item per line. */

import { asJson } from './print';

export interface Listed {
  /** The text of some more items. */
  readonly next: (items: readonly unknown[]) => string;
  /** What stands before the closing bracket. */
  readonly end: () => string;
}

export function listed(): Listed {
  let isFirst = true;
  return {
    next: (items) =>
      items
        .map((it) => {
          const separator = isFirst ? '\n' : ',\n';
          isFirst = false;
          return separator + asJson(it);
        })
        .join(''),
    end: () => (isFirst ? '' : '\n'),
  };
}

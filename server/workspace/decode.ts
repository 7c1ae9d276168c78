/** Decodes the bytes of a file to text, and determines their encoding. */

/** A file of more bytes is no definition, and not worth the time and memory that judging it takes: a request has hardly 200,000. */
export const mostBytes = 10_000_000;

/** A text, and how it was stored, in VS Code's words. */
export interface Source {
  readonly text: string;
  readonly encoding: string;
}

export function decode(bytes: Uint8Array): Source {
  const as = (label: string, skipped: number) =>
    new TextDecoder(label, { ignoreBOM: true }).decode(bytes.subarray(skipped));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { text: as('utf-8', 3), encoding: 'utf8bom' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: as('utf-16le', 2), encoding: 'utf16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: as('utf-16be', 2), encoding: 'utf16be' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf8' };
  } catch {
    return { text: as('latin1', 0), encoding: 'iso88591' };
  }
}

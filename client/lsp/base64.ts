/** Encodes bytes in Base64 wherever the extension runs, because a browser has no Buffer. */

/** A multiple of three, so that chunks have no padding, and within the maximum number of function arguments. */
const partLength = 3 * 8192;

/** Bytes in Base64. */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += partLength)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + partLength))));
  return parts.join('');
}

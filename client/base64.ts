/** Writes bytes in Base64 wherever the extension runs: a browser has no Buffer. */

/** A multiple of three, so that a part has no padding, and no more than what a function can take as arguments. */
const partLength = 3 * 8192;

/** Bytes in Base64. */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += partLength)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + partLength))));
  return parts.join('');
}

/** Takes out of a line of the log what tells whose account it is. */

/** ARNs keep their service and kind, account ids become stars. */
export function redact(line: string): string {
  return line
    .replace(/(arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*):\d{12}:([a-z-]+)[/:][^\s"'<>,;)]*/g, '$1:************:$2/***')
    .replace(/\b\d{12}\b/g, '************');
}

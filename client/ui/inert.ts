/** Makes untrusted text inert, so that VS Code shows it as is: no links, icons, or control characters, and a limited length. */

/** The maximum length of a message, title, or label. In UTF-16 code units. */
const mostOfText = 1_000;

/** A list in a confirmation can be longer: 50 tags with the longest keys and values that AWS allows fit here. */
const mostOfLine = 700;
const mostOfLines = 10_000;

/** Line breaks and tabs, which become spaces. */
const space = /[\t-\r\u0085\u2028\u2029]+/g;

/** Characters that are invisible and change how the text around them is shown, and halves of characters. */
const hidden = /[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu;

/**
 * Makes a text harmless in notifications, input boxes, lists, and error messages of VS Code. `[label](href)` isn't a link
 * and `$(name)` isn't an icon in the result, because an invisible character separates their parts.
 * @param most the maximum length, in UTF-16 code units
 */
export function inert(text: string, most = mostOfText): string {
  // The part that is cut off isn't read, because a service might return megabytes.
  const shown = text
    .slice(0, 2 * most)
    .replace(space, ' ')
    .replace(hidden, '')
    .replace(/\](?=\()|\$(?=\()/g, '$&\u200b');
  return shown.length > most || text.length > 2 * most ? `${whole(shown.slice(0, most - 1))}…` : shown;
}

/** The same for a text with several lines, each of which is shortened separately. */
export function inertLines(text: string): string {
  const lines = text.slice(0, 10 * mostOfLines).split('\n');
  const shown = lines.map((it) => inert(it, mostOfLine)).join('\n');
  return shown.length > mostOfLines ? `${whole(shown.slice(0, mostOfLines - 1))}…` : shown;
}

/** A text without half a surrogate pair at its end. */
const whole = (text: string) => text.replace(/[\ud800-\udbff]$/, '');

/** An error whose message VS Code can show itself, for example because a command fails. */
export function inertError(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(inert(message), { cause: error });
}

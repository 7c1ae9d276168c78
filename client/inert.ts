/** Texts from outside in a form that VS Code shows as it is: no link, no icon, no control character, and not without an end. */

/** A message, a title or a label ends here. In UTF-16 code units. */
const mostOfText = 1_000;

/** A list that a question is about may be longer: 50 tags whose keys and values are as long as AWS allows differ here. */
const mostOfLine = 700;
const mostOfLines = 10_000;

/** Line breaks and tabs, which become blanks. */
const space = /[\t-\r\u0085\u2028\u2029]+/g;

/** Characters that are invisible and change how the text around them is shown, and halves of characters. */
const hidden = /[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu;

/**
 * Makes a text harmless in notifications, input boxes, lists, and error messages of VS Code. `[label](href)` isn't a link
 * and `$(name)` isn't an icon afterwards: an invisible character separates their parts.
 * @param most how long it may be, in UTF-16 code units
 */
export function inert(text: string, most = mostOfText): string {
  // What is cut off need not be read: a service may answer with megabytes.
  const shown = text
    .slice(0, 2 * most)
    .replace(space, ' ')
    .replace(hidden, '')
    .replace(/\](?=\()|\$(?=\()/g, '$&\u200b');
  return shown.length > most || text.length > 2 * most ? `${whole(shown.slice(0, most - 1))}…` : shown;
}

/** The same for a text that has lines of its own, each of which is shortened by itself. */
export function inertLines(text: string): string {
  const lines = text.slice(0, 10 * mostOfLines).split('\n');
  const shown = lines.map((it) => inert(it, mostOfLine)).join('\n');
  return shown.length > mostOfLines ? `${whole(shown.slice(0, mostOfLines - 1))}…` : shown;
}

/** A text without half a character at its end. */
const whole = (text: string) => text.replace(/[\ud800-\udbff]$/, '');

/** An error whose message VS Code can show by itself, for example because a command fails. */
export function inertError(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(inert(message), { cause: error });
}

/** What an editor does while someone types: it closes brackets and quotes, and expands snippets. */

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"' };

/** What an editor makes of a snippet when nothing is typed into it. */
export function expanded(snippet: string): string {
  const words = new Map<string, string>();
  return snippet
    .replace(/\$\{(\d+):([^}]*)\}/g, (_, stop: string, it: string) => {
      words.set(stop, it);
      return it;
    })
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$(\d+)/g, (_, stop: string) => words.get(stop) ?? '')
    .replace(/\\(.)/g, '$1');
}

/**
 * The text and the caret after each key of someone who types a text into an editor that closes brackets and quotes and lets
 * one type over what it has closed.
 */
export function* keystrokes(text: string): Generator<{ text: string; offset: number }> {
  let before = '';
  /** What the editor has closed, innermost first. */
  let after = '';
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const key = text.charAt(at);
    if (isString && key === '\\') before += key + text.charAt(++at);
    else if (key === '"' || (!isString && '}]'.includes(key))) {
      const opens: boolean = key === '"' && !isString;
      if (key === '"') isString = opens;
      if (opens) after = key + after;
      else after = after.trimStart().slice(1);
      before += key;
    } else {
      before += key;
      if (!isString && closing[key]) after = closing[key] + after;
    }
    yield { text: before + after, offset: before.length };
  }
}

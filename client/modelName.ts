/** What the model of a definition is called, read from its text alone. The server reads the same name from its tree. */
import { createScanner, SyntaxKind } from 'jsonc-parser';
import { targetOf } from './target';

/** A longer text is no definition, and the extension host has other things to do than to read it. */
const longest = 1_000_000;

const nameMember = 'ModelName';

/**
 * The name of the model in a definition, which may not be JSON yet; nothing where no model can be called that.
 * Of several members of that name, the last one is sent, so it is the one that counts. Each character is read once.
 */
export function nameIn(text: string): string | undefined {
  const written = text.length > longest ? undefined : writtenIn(text);
  // An ARN, or a name with blanks around it, is no name.
  return written !== undefined && targetOf(written)?.name === written ? written : undefined;
}

/** What stands as the name of the model; nothing where no string does. */
function writtenIn(text: string): string | undefined {
  const scanner = createScanner(text, true);
  /** How many brackets are open. */
  let depth = 0;
  /** Whether a name of a member is next, which is so behind the first brace and behind commas. */
  let isNameNext = false;
  let member: string | undefined;
  let found: string | undefined;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    const isOpening = kind === SyntaxKind.OpenBraceToken || kind === SyntaxKind.OpenBracketToken;
    const isClosing = kind === SyntaxKind.CloseBraceToken || kind === SyntaxKind.CloseBracketToken;
    if (depth === 0) {
      // Nothing but an object is a request, and nothing counts that follows it.
      if (kind === SyntaxKind.OpenBraceToken) isNameNext = true;
      else return found;
    } else if (depth === 1) {
      if (kind === SyntaxKind.CloseBraceToken) return found;
      if (kind === SyntaxKind.CommaToken) [isNameNext, member] = [true, undefined];
      else if (isNameNext) [isNameNext, member] = [false, scanner.getTokenValue()];
      else if (kind !== SyntaxKind.ColonToken && member === nameMember) {
        found = kind === SyntaxKind.StringLiteral ? scanner.getTokenValue() : undefined;
        member = undefined;
      }
    }
    if (isOpening) depth++;
    else if (isClosing) depth--;
  }
  return found;
}

/** Reads the model name of a definition from its text alone. The server reads the same name from its syntax tree. */
import { createScanner, SyntaxKind } from 'jsonc-parser';
import { targetOf } from '../../aws/modelTarget';

/** A longer text isn't a definition, and reading it would block the extension host. */
const longest = 1_000_000;

const nameMember = 'ModelName';

/**
 * The model name in a definition, which might not be valid JSON yet; nothing if SageMaker doesn't allow the name.
 * If ModelName is repeated, the last value is sent, so that value is returned. Each character is read once.
 */
export function nameIn(text: string): string | undefined {
  const written = text.length > longest ? undefined : writtenIn(text);
  // An ARN, or a name with spaces around it, isn't a model name.
  return written !== undefined && targetOf(written)?.name === written ? written : undefined;
}

/** The value of ModelName; nothing if it isn't a string. */
function writtenIn(text: string): string | undefined {
  const scanner = createScanner(text, true);
  /** The number of open brackets. */
  let depth = 0;
  /** Whether a member name is next, which is the case after the first brace and after commas. */
  let isNameNext = false;
  let member: string | undefined;
  let found: string | undefined;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    const isOpening = kind === SyntaxKind.OpenBraceToken || kind === SyntaxKind.OpenBracketToken;
    const isClosing = kind === SyntaxKind.CloseBraceToken || kind === SyntaxKind.CloseBracketToken;
    if (depth === 0) {
      // Only an object is a request, and anything after it is ignored.
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

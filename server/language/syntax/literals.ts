/** Recovery of values that aren't JSON: literals of other languages, bare words, and placeholders. */
import { type ParseError, syntaxFault } from './faults';
import { type Foreign, foreignValue } from './foreign';

/** How a value that isn't JSON is read. */
export interface LiteralRecovery extends Pick<Foreign, 'length' | 'meant' | 'isCertain'> {
  readonly fault: ParseError;
}

/** Recovers the value at an offset, which isn't JSON. The fault replaces it if what it means is plain. */
export function recoverLiteral(text: string, offset: number): LiteralRecovery {
  const { length, meant, isCertain, message } = foreignValue(text, offset);
  const isPlain = isCertain || meant?.type === 'boolean';
  const json = meant && isPlain ? JSON.stringify(meant.value) : undefined;
  const isDifferent = json !== undefined && json !== text.slice(offset, offset + length);
  const instead = isDifferent ? { offset, length, text: json } : undefined;
  return { length, meant, isCertain, fault: syntaxFault(offset, length, message, { instead }) };
}

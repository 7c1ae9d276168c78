/** Values as the literals of a programming language. */
import { escapedLiteral } from '../text/visible';
import { isJsonObject } from './form';

export interface Words {
  readonly indent: string;
  /** A name before its colon. */
  readonly key: (name: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
  /** How a character beyond U+FFFF is escaped. */
  readonly beyond: (code: number) => string;
}

/** A value in the words of a language; its strings are those of JSON, which many languages read alike. */
export function literal(value: unknown, words: Words, indent = ''): string {
  const deeper = indent + words.indent;
  const lines = (open: string, close: string, items: readonly string[]) =>
    items.length === 0 ? open + close : `${open}\n${items.map((it) => `${deeper}${it},\n`).join('')}${indent}${close}`;
  if (Array.isArray(value))
    return lines(
      '[',
      ']',
      value.map((it) => literal(it, words, deeper)),
    );
  if (isJsonObject(value))
    return lines(
      '{',
      '}',
      Object.entries(value).map(([name, it]) => `${words.key(name)}: ${literal(it, words, deeper)}`),
    );
  if (value === true) return words.yes;
  if (value === false) return words.no;
  return value === null ? words.nothing : escapedLiteral(JSON.stringify(value), words.beyond);
}

export const isIdentifier = (name: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

/** Removes secrets from messages about a definition, because problems are logged and reports are published. */
import type { Node } from 'jsonc-parser';
import { isNamedSecret, isSecret } from '../knowledge/secrets';
import type { Span } from '../types';
import type { Problem } from './collect';

/** A user and password before a host, even without a scheme. The tag before an image digest isn't one. */
const userinfo = /[^\s/:@"'`]{1,200}:[^\s/@"'`]{1,200}@(?!sha\d+:)(?=[\w[])/g;

/**
 * The strings and numbers that overlap a span and look like secrets, anywhere in the text. The name of a
 * secret applies to everything in its value, however deeply nested.
 */
function secretsAt(root: Node | undefined, span: Span): Node[] {
  const found: Node[] = [];
  const look = (node: Node, names: readonly string[]): void => {
    if (node.type === 'property') {
      const [key, value] = node.children ?? [];
      const name = String(key?.value);
      if (key && touches(key, span) && isSecret('', name)) found.push(key);
      if (value && touches(value, span)) look(value, isNamedSecret(name) ? [...names, name] : names);
    } else if (node.children) for (const it of touched(node.children, span)) look(it, names);
    else if (['', ...names].some((it) => isSecret(it, String(node.value)))) found.push(node);
  };
  if (root && touches(root, span)) look(root, []);
  return found;
}

const touches = (one: Span, other: Span) =>
  other.offset < one.offset + one.length && other.offset + other.length > one.offset;

/** The nodes that overlap a span; the given nodes are in text order. */
function touched(nodes: readonly Node[], span: Span): Node[] {
  let [first, end] = [0, nodes.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    const it = nodes[middle];
    if (it && it.offset + it.length <= span.offset) first = middle + 1;
    else end = middle;
  }
  const found: Node[] = [];
  for (let at = first; at < nodes.length; at++) {
    const it = nodes[at];
    if (!it || it.offset >= span.offset + span.length) break;
    found.push(it);
  }
  return found;
}

/** A problem without the secrets in its range, neither in full nor by their first letters. */
export function hideSecretValues(problem: Problem, root: Node | undefined, text: string): Problem {
  const secrets = secretsAt(root, problem).flatMap((it) => spellings(it, text));
  const hidden = (said: string) => secrets.reduce(withoutStart, said).replace(userinfo, '…@');
  return {
    ...problem,
    message: hidden(problem.message),
    fixes: problem.fixes?.map((it) => ({ ...it, title: hidden(it.title) })),
    related: problem.related?.map((it) => ({ ...it, message: hidden(it.message) })),
  };
}

/** Whether the edits of a fix write a secret: one that they replace or move, or one that's recognizable by its format. */
export function repeatsSecret(
  root: Node | undefined,
  edits: readonly (Span & { readonly content: string })[],
): boolean {
  const written = edits.filter((it) => it.content !== '');
  if (written.some(({ content }) => isSecret('', content) || content.search(userinfo) >= 0)) return true;
  return written.length > 0 && edits.some((it) => secretsAt(root, it).length > 0);
}

/** A secret in every way that a message might quote it. */
function spellings({ value, offset, length }: Node, text: string): string[] {
  const source = text.slice(offset, offset + length);
  return [String(value), JSON.stringify(value)?.replace(/^"|"$/g, '') ?? '', source, source.replace(/^["']/, '')];
}

/** What is said without as much of the beginning of a secret as stands there; a few letters tell nothing. */
function withoutStart(said: string, secret: string): string {
  if (secret.length < fewLetters || !said.includes(secret.slice(0, fewLetters))) return said;
  for (let length = Math.min(secret.length, said.length); length >= fewLetters; length--)
    if (said.includes(secret.slice(0, length))) return said.replaceAll(secret.slice(0, length), '…');
  return said;
}

/** Fewer letters of a secret reveal nothing. */
const fewLetters = 4;

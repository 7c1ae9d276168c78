/** Where in a definition the fault lies that SageMaker names when it refuses the request. */
import type { Node } from 'jsonc-parser';
import { createModel } from '../description/createModel';
import { type StringShape, structs } from '../description/shape';
import { limitNext, refusals } from '../knowledge/refusals';
import type { Document } from '../syntax/document';
import { openingBracketOrValue } from '../syntax/fixes';
import { utf8Bytes } from '../text/words';

/** A mark on the value that a refusal is about, with the service's own words and what to do. */
export interface ErrorLocation {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** The maximum number of characters read from a message, because its sender decides its length. */
const mostRead = 10_000;

/** The maximum number of values marked for one message. */
const mostMarks = 100;

/** At least one mark for any message; what cannot be placed stands on the first brace, with the whole message. */
export function locateServiceError(document: Document, message: string): ErrorLocation[] {
  const { root, text } = document;
  const said = message.slice(0, mostRead).trim();
  const first = root ? openingBracketOrValue(root) : { offset: 0, length: Math.min(1, text.length) };
  const violations = violationsIn(said).slice(0, mostMarks);
  if (violations.length > 0)
    return violations.map(({ path, constraint }) => {
      const nodes = root && nodesAt(root, path);
      const node = nodes?.node && guilty(nodes.node, constraint);
      const where = nodes?.isWhole && node ? '' : `${path}: `;
      return {
        ...(node ? openingBracketOrValue(node) : first),
        message: `SageMaker refuses it. ${where}${constraint}. ${limitNext}`,
      };
    });
  const refusal = refusals.find((it) => it.says.test(said));
  const quoted = root ? valuesIn(root, said) : [];
  const named = root && refusal ? membersNamed(root, refusal.members) : [];
  const nodes = quoted.length > 0 ? quoted : named.slice(0, 1);
  const next = refusal ? ` ${refusal.next}` : '';
  const sentence = `SageMaker refuses it: ${said}${/[.!?]$/.test(said) ? '' : '.'}${next}`;
  if (nodes.length === 0) return [{ ...first, message: sentence }];
  return nodes.slice(0, mostMarks).map((it) => ({ ...openingBracketOrValue(it), message: sentence }));
}

interface Violation {
  readonly path: string;
  readonly constraint: string;
}

const [beforePath, behindPath] = [" at '", "' failed to satisfy constraint: "];

/**
 * The violations that are joined in a message: `Value '…' at 'primaryContainer.image' failed to satisfy constraint: Member must …`.
 * Each character is read only a few times, whatever a value contains.
 */
function violationsIn(said: string): Violation[] {
  const found: Violation[] = [];
  let from = said.search(/Value (?:null|')/);
  while (from >= 0) {
    const pathEnd = said.indexOf(behindPath, from);
    const pathStart = pathEnd < 0 ? -1 : said.lastIndexOf("'", pathEnd - 1) + 1;
    if (pathStart <= from) break;
    const begin = pathEnd + behindPath.length;
    const more = said.slice(begin).search(/; Value (?:null|')/);
    const isNamed = said.slice(pathStart - beforePath.length, pathStart) === beforePath && pathStart < pathEnd;
    const constraint = more < 0 ? said.slice(begin).replace(/\.$/, '') : said.slice(begin, begin + more);
    if (isNamed) found.push({ path: said.slice(pathStart, pathEnd), constraint: constraint.trim() });
    from = more < 0 ? -1 : begin + more;
  }
  return found;
}

/**
 * The value at a path of the service, in which names begin in lower case and list items are counted from 1
 * (`containers.2.member.image`), or the nearest one around it.
 */
function nodesAt(root: Node, path: string): { node: Node; isWhole: boolean } {
  let node = root;
  for (const segment of path.split('.')) {
    if (segment === 'member') continue;
    const child = /^\d+$/.test(segment)
      ? node.type === 'array' && node.children?.[Number(segment) - 1]
      : memberOf(node, segment);
    if (!child) return { node, isWhole: false };
    node = child;
  }
  return { node, isWhole: true };
}

/** The value of a member, its name's first letter in whichever case. */
function memberOf(node: Node, name: string): Node | undefined {
  if (node.type !== 'object') return undefined;
  const isIt = ({ children: [key] = [] }: Node) =>
    String(key?.value).toLowerCase() === name.toLowerCase() && String(key?.value).slice(1) === name.slice(1);
  return node.children?.find(isIt)?.children?.[1];
}

/** Of a map, the entry that breaks a constraint on its names or values, for the service names the map as a whole. */
function guilty(node: Node, constraint: string): Node {
  const about = /Map (keys?|values?) must satisfy constraint: \[([\s\S]*)\]/.exec(constraint);
  if (!about || node.type !== 'object') return node;
  const isName = about[1]?.startsWith('key');
  const breaks = breaking(about[2] ?? '');
  for (const { children: [key, value] = [] } of node.children ?? []) {
    const judged = isName ? key : value;
    if (judged && breaks(String(judged.value))) return judged;
  }
  return node;
}

/** Whether a text breaks what the service says of its length or form. */
function breaking(constraint: string): (text: string) => boolean {
  const most = Number(/length less than or equal to (\d+)/.exec(constraint)?.[1] ?? Number.POSITIVE_INFINITY);
  const least = Number(/length greater than or equal to (\d+)/.exec(constraint)?.[1] ?? 0);
  const pattern = /regular expression pattern: (\S+?)(?:, Member |$)/.exec(constraint)?.[1];
  const form = pattern === undefined ? undefined : ownForms.get(pattern);
  return (text) =>
    utf8Bytes(text) > most || text.length < least || (form !== undefined && text.length <= 1024 && !form.test(text));
}

/**
 * The formats of map keys and values, by the pattern in the service's message. The sender can put any
 * pattern into a message, even one that never finishes, so no other pattern is run.
 */
const ownForms: ReadonlyMap<string, RegExp> = new Map(
  structs(createModel).flatMap(({ members }) =>
    Object.values(members).flatMap((it) => (it.kind === 'dict' ? [it.key, it.value].flatMap(formsOf) : [])),
  ),
);

function formsOf({ form }: StringShape): [string, RegExp][] {
  return form
    ? [[form.ways.map((parts) => parts.map((it) => it.pattern.source).join('')).join('|'), form.pattern]]
    : [];
}

/** The addresses and ARNs that a message quotes; other values could be in it by chance. */
function valuesIn(root: Node, said: string): Node[] {
  const found: Node[] = [];
  const known = new Map<string, boolean>();
  const isQuoted = (text: string) => {
    const is = known.get(text) ?? quotes(said, text);
    known.set(text, is);
    return is;
  };
  const visit = (node: Node): void => {
    if (node.type === 'string' && !isName(node) && /[/:]/.test(node.value) && isQuoted(node.value)) found.push(node);
    for (const it of node.children ?? []) if (found.length < mostMarks) visit(it);
  };
  visit(root);
  return found;
}

const isName = (node: Node) => node.parent?.type === 'property' && node.parent.children?.[0] === node;

/** Whether a text stands in a message by itself, and not as a part of a longer one. */
function quotes(said: string, text: string): boolean {
  for (let at = said.indexOf(text); at >= 0; at = said.indexOf(text, at + 1)) {
    const before = said.charAt(at - 1);
    const after = said.slice(at + text.length, at + text.length + 2);
    if (!/[\w/:.-]/.test(before) && !/^(?:[\w/:@-]|\.\w)/.test(after)) return true;
  }
  return false;
}

/** The values of members of these names, in the order of the names; of one kind, the last is the one too many. */
function membersNamed(root: Node, names: readonly string[]): Node[] {
  const found = new Map<string, Node>();
  const visit = (node: Node): void => {
    if (node.type === 'property') {
      const [key, value] = node.children ?? [];
      if (key && value && names.includes(String(key.value))) found.set(String(key.value), value);
    }
    for (const it of node.children ?? []) visit(it);
  };
  visit(root);
  return names.map((it) => found.get(it)).filter((it) => it !== undefined);
}

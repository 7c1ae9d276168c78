/** What others say is wrong with a request: our JSON Schema in the hands of a validator, place by place, beside our rules. */
import type { ErrorObject } from 'ajv';
import type { Node } from 'jsonc-parser';
import { check, type Problem } from '../../server/language/check/check';
import { read } from '../../server/language/syntax/document';
import { validate } from '../language/ajv';

/** Something wrong, and the offset of the value or name that it is about. */
export interface Said {
  readonly place: number;
  readonly says: string;
}

/** The value of the last member of a name, which counts, or an item. */
function inside(node: Node | undefined, step: string): Node | undefined {
  if (node?.type === 'array') return node.children?.[Number(step)];
  return memberOf(node, step)?.[1];
}

const memberOf = (node: Node | undefined, name: string) =>
  node?.children?.findLast((it) => it.children?.[0]?.value === name)?.children;

function nodeOf(root: Node, { instancePath, propertyName }: ErrorObject): Node | undefined {
  const steps = instancePath.split('/').slice(1);
  const node = steps.map((it) => it.replaceAll('~1', '/').replaceAll('~0', '~')).reduce<Node | undefined>(inside, root);
  return propertyName === undefined ? node : memberOf(node, propertyName)?.[0];
}

/** Rules that say what a schema can say as well. */
const sayable = new Set([
  'missing-member',
  'wrong-type',
  'null-value',
  'too-long',
  'too-short',
  'malformed-value',
  'misspelt-value',
  'unknown-value',
  'unknown-number',
  'too-few-items',
  'too-many-items',
  'too-many-entries',
  'not-an-object',
]);

/** Rules after which a schema looks at something else than we do: it knows no slip of a name, and sees one of two members. */
const apart = new Set(['misspelt-member', 'describe-only-member', 'duplicate-member']);

/** What a schema refuses in a text that is JSON, and whether our rules say something there. */
export function bySchema(text: string): (Said & { readonly isSaid: boolean })[] {
  const document = read(text);
  const problems = check(document).filter((it) => it.severity === 'error' || it.severity === 'warning');
  const { root } = document;
  if (!root || validate(JSON.parse(text))) return [];
  const errors = (validate.errors ?? []).filter((it) => it.keyword !== 'propertyNames');
  return errors.flatMap((it) => {
    const node = nodeOf(root, it);
    if (!node) return [];
    return [{ place: node.offset, says: `${it.instancePath} ${it.message}`, isSaid: problems.some(isAbout(node, it)) }];
  });
}

/** Whether a problem is about what a schema says of a node: what is missing or too many is said inside it. */
const isAbout =
  ({ offset, length }: Node, { keyword }: ErrorObject) =>
  (it: Problem) =>
    ['required', 'maxItems', 'maxProperties'].includes(keyword)
      ? it.offset >= offset && it.offset + it.length <= offset + length
      : it.offset === offset;

/** What our rules say of a text that is JSON, as far as a schema says it. */
export function byRules(text: string): Said[] {
  const document = read(text);
  const problems = check(document);
  if (problems.some((it) => apart.has(it.rule))) return [];
  return problems
    .filter(({ rule, offset, length }) => sayable.has(rule) && !isOnlyOurs(rule, text.slice(offset, offset + length)))
    .map(({ offset, rule, message }) => ({ place: ownerOf(document.root, offset, rule), says: message }));
}

/** What a schema does not see: it counts no bytes, and 60.0 is 60 to it. */
const isOnlyOurs = (rule: string, written: string) =>
  (rule === 'too-long' && /[^ -~]|\\/.test(written)) || (rule === 'unknown-number' && !/^-?\d+$/.test(written));

/** Where a schema says it: of what is too many in a list or map, the first stands for the whole. */
function ownerOf(root: Node | undefined, offset: number, rule: string): number {
  if (!root || (rule !== 'too-many-items' && rule !== 'too-many-entries')) return offset;
  let owner = root;
  for (;;) {
    const inner = owner.children?.find((it) => it.offset <= offset && offset < it.offset + it.length);
    if (!inner || inner.offset === offset) break;
    owner = inner;
  }
  return owner.offset;
}

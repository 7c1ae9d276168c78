/** Turns the steps of a fix into edits of the text: the one place that knows how JSON is changed. */
import { type Edit, type Node, SyntaxKind } from 'jsonc-parser';
import { template } from '../description/template';
import type { Document } from '../syntax/document';
import { TokenStream } from '../syntax/tokens';
import { escaped, plain, relative, Stops, type TextLayout } from '../text/snippet';
import type { Finding, Fix, FixStep, Span } from '../types';

export interface TextChange extends Edit {
  /**
   * The same with tab stops, in the syntax of the protocol's snippets; its lines are indented as an editor expects them of
   * a snippet, which adds the indentation of the line in which it is put.
   */
  readonly snippet?: string;
}

/** The edits of a fix, none of which touches another. */
export function edits(document: Document, { steps }: Fix): TextChange[] {
  return joined(document.text, steps)
    .flatMap((step) => edit(document, step))
    .sort((a, b) => a.offset - b.offset);
}

/** What is removed side by side is removed as one: the edits of each would take the same comma. */
function joined(text: string, steps: readonly FixStep[]): FixStep[] {
  const runs: Span[] = [];
  const removals = steps.flatMap((it) => (it.do === 'remove' ? [it.what] : []));
  for (const { offset, length } of removals.toSorted((a, b) => a.offset - b.offset)) {
    const last = runs.at(-1);
    const comma = last && commaAfter(text, last.offset + last.length);
    if (last && comma !== undefined && tokenAfter(text, comma + 1).offset === offset)
      runs[runs.length - 1] = { offset: last.offset, length: offset + length - last.offset };
    else runs.push({ offset, length });
  }
  return [...steps.filter((it) => it.do !== 'remove'), ...runs.map((what) => ({ do: 'remove', what }) as const)];
}

/**
 * The edits of as many safe fixes as can be done at once: of two that touch each other, the first.
 * Done again and again, they come to an end, for each takes a problem away and brings none.
 */
export function allSafe(document: Document, problems: readonly Pick<Finding, 'fixes'>[]): Edit[] {
  const chosen: Edit[] = [];
  let end = -1;
  for (const { fixes } of problems) {
    const fix = fixes?.find((it) => it.isSafe);
    if (!fix) continue;
    for (const it of edits(document, fix)) {
      if (it.offset < end) continue;
      chosen.push(it);
      end = it.offset + it.length;
    }
  }
  return chosen;
}

function edit(document: Document, step: FixStep): TextChange[] {
  const { text, root } = document;
  switch (step.do) {
    case 'rename':
      return [{ ...span(step.key), content: JSON.stringify(step.name) }];
    case 'set':
      return [{ ...span(step.value), content: step.json }];
    case 'replace':
      return [step.text === '' ? removedText(text, step.span) : { ...span(step.span), content: step.text }];
    case 'remove':
      return removed(text, root, step.what);
    case 'add':
      return added(document, step);
  }
}

const span = ({ offset, length }: Span) => ({ offset, length });

/** A comment or comma, and the line that it leaves empty. */
function removedText(text: string, { offset, length }: Span): Edit {
  let before = 0;
  while (/[ \t]/.test(text.charAt(offset - before - 1))) before++;
  const isFirst = offset - before === 0 || /[\r\n]/.test(text.charAt(offset - before - 1));
  const after = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(offset + length))?.[0].length;
  if (isFirst && after !== undefined) return { offset: offset - before, length: before + length + after, content: '' };
  const isLast = after !== undefined || offset + length === text.length;
  return isLast ? { offset: offset - before, length: before + length, content: '' } : { offset, length, content: '' };
}

/** A member or item with the comma behind it, or, where it is the last, the one before it. Comments stay. */
function removed(text: string, root: Node | undefined, what: Span): TextChange[] {
  const { offset, length } = what;
  const end = offset + length;
  const behind = commaAfter(text, end);
  if (behind !== undefined && text.slice(end, behind).trim() === '') {
    const blanks = /^\s*/.exec(text.slice(behind + 1))?.[0].length ?? 0;
    return [{ offset, length: behind + 1 + blanks - offset, content: '' }];
  }
  if (behind !== undefined) return [removedText(text, what), { offset: behind, length: 1, content: '' }];
  const previous = nodeBefore(root, offset);
  const before = previous && commaAfter(text, previous.offset + previous.length);
  if (before === undefined) return [{ offset, length, content: '' }];
  if (text.slice(before + 1, offset).trim() === '') return [{ offset: before, length: end - before, content: '' }];
  return [{ offset: before, length: 1, content: '' }, removedText(text, what)];
}

function added(document: Document, { object, name, value }: Extract<FixStep, { do: 'add' }>): TextChange[] {
  const { text, root, layout } = document;
  const inside = text.slice(object.offset + 1, object.offset + object.length - 1);
  const isLines = /[\r\n]/.test(inside);
  const last = nodeAt(root, object)?.children?.at(-1);
  // On one line nothing is indented, and looking for it reads all of a text that is one line.
  const isOneLine = last !== undefined && !isLines;
  const style = isOneLine ? { indent: '', eol: '\n' } : layout.style;
  const indent = isOneLine ? '' : layout.lineIndent(object.offset);
  const deeper = indent + style.indent;
  const written = typeof value === 'string' ? escaped(value) : template(value, new Stops(), deeper, style);
  const lines = `${style.eol}${deeper}${name === undefined ? '' : `"${name}": `}${written}`;
  const line = ` ${lines
    .split(/[\r\n]+/)
    .map((it) => it.trim())
    .join(' ')
    .trim()}`;
  if (!last && inside.trim() === '')
    return [change(layout, { offset: object.offset + 1, length: inside.length }, `${lines}${style.eol}${indent}`)];
  // There is nothing but comments.
  if (!last) return [change(layout, { offset: object.offset + 1, length: 0 }, isLines ? lines : line)];
  const end = last.offset + last.length;
  const comma = commaAfter(text, end);
  const from = comma === undefined ? end : comma + 1;
  const comments = isLines ? /^[ \t]*(?:\/\/|\/\*|#)[^\r\n]*/.exec(text.slice(from))?.[0].length : undefined;
  if (comments === undefined)
    return [change(layout, { offset: from, length: 0 }, `${comma === undefined ? ',' : ''}${isLines ? lines : line}`)];
  // What is said of the last member stays on its line.
  const member = change(layout, { offset: from + comments, length: 0 }, lines);
  return comma === undefined ? [{ offset: end, length: 0, content: ',' }, member] : [member];
}

/** The offset of the comma that is the next token; `undefined` if the next token isn't a comma. */
function commaAfter(text: string, from: number): number | undefined {
  const { kind, offset } = tokenAfter(text, from);
  return kind === SyntaxKind.CommaToken ? offset : undefined;
}

/** The token at or after an offset, as the parser reads it: comments and white space are skipped. */
function tokenAfter(text: string, from: number): TokenStream {
  const tokens = new TokenStream(text, from);
  tokens.advance();
  return tokens;
}

/** The member or item before the one that begins at an offset. */
function nodeBefore(root: Node | undefined, offset: number): Node | undefined {
  let node = root;
  while (node) {
    const children: readonly Node[] = node.children ?? [];
    const at = lastFrom(children, offset);
    const child = children[at];
    if (child?.offset === offset) return children[at - 1];
    node = child && offset < child.offset + child.length ? child : undefined;
  }
  return undefined;
}

/** The place of the last node that begins at an offset or before it; -1 if none does. */
function lastFrom(nodes: readonly Node[], offset: number): number {
  let [first, end] = [0, nodes.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((nodes[middle]?.offset ?? 0) <= offset) first = middle + 1;
    else end = middle;
  }
  return first - 1;
}

/** The object, list, member or item that begins and ends where a span does. */
function nodeAt(node: Node | undefined, { offset, length }: Span): Node | undefined {
  if (!node || offset < node.offset || offset + length > node.offset + node.length) return undefined;
  const inner = nodeAt(node.children?.[lastFrom(node.children, offset)], { offset, length });
  return inner ?? (node.offset === offset && node.length === length ? node : undefined);
}

function change(layout: TextLayout, span: Span, whole: string): TextChange {
  const snippet = relative(whole, layout, span.offset);
  return { ...span, content: plain(whole), ...(snippet !== undefined && { snippet }) };
}

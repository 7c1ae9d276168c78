/** Turns the steps of a fix into edits of the text: the one place that knows how JSON is changed. */
import type { Edit } from 'jsonc-parser';
import type { Document } from './document';
import type { Fix, Span, Step } from './rules/rule';
import { lineIndent, plain, Stops, styleOf, template } from './template';

export interface Change extends Edit {
  /**
   * The same with tab stops, in the syntax of the protocol's snippets; its lines are indented as an editor expects them of
   * a snippet, which adds the indentation of the line in which it is put.
   */
  readonly snippet?: string;
}

/** The edits of a fix, none of which touches another. */
export function edits({ text }: Document, { steps }: Fix): Change[] {
  return steps.map((step) => edit(text, step)).sort((a, b) => a.offset - b.offset);
}

/**
 * The edits of as many safe fixes as can be done at once: of two that touch each other, the first.
 * Done again and again, they come to an end, for each takes a problem away and brings none.
 */
export function allSafe(document: Document, problems: readonly { readonly fix?: Fix }[]): Edit[] {
  const chosen: Edit[] = [];
  let end = -1;
  for (const { fix } of problems) {
    if (!fix?.isSafe) continue;
    for (const it of edits(document, fix)) {
      if (it.offset < end) continue;
      chosen.push(it);
      end = it.offset + it.length;
    }
  }
  return chosen;
}

function edit(text: string, step: Step): Change {
  switch (step.do) {
    case 'rename':
      return { ...span(step.key), content: JSON.stringify(step.name) };
    case 'set':
      return { ...span(step.value), content: step.json };
    case 'replace':
      return step.text === '' ? removedText(text, step.span) : { ...span(step.span), content: step.text };
    case 'remove':
      return removed(text, step.what);
    case 'add':
      return added(text, step);
  }
}

const span = ({ offset, length }: Span) => ({ offset, length });

/** A comment or comma, and the line that it leaves empty. */
function removedText(text: string, { offset, length }: Span): Edit {
  const before = /[ \t]*$/.exec(text.slice(Math.max(0, offset - 1000), offset))?.[0].length ?? 0;
  const isFirst = offset - before === 0 || /[\r\n]/.test(text.charAt(offset - before - 1));
  const after = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(offset + length))?.[0].length;
  if (isFirst && after !== undefined) return { offset: offset - before, length: before + length + after, content: '' };
  const isLast = after !== undefined || offset + length === text.length;
  return isLast ? { offset: offset - before, length: before + length, content: '' } : { offset, length, content: '' };
}

/** A member or item with the comma behind it, or, where it is the last, the one before it. */
function removed(text: string, { offset, length }: Span): Edit {
  const end = offset + length;
  const behind = /^\s*,\s*/.exec(text.slice(end))?.[0].length;
  if (behind !== undefined) return { offset, length: length + behind, content: '' };
  const before = /,\s*$/.exec(text.slice(0, offset))?.[0].length ?? 0;
  return { offset: offset - before, length: length + before, content: '' };
}

function added(text: string, { object, name, shape }: Extract<Step, { do: 'add' }>): Change {
  const style = styleOf(text);
  const inside = text.slice(object.offset + 1, object.offset + object.length - 1);
  const written = inside.trimEnd();
  const indent = lineIndent(text, object.offset);
  const deeper = indent + style.indent;
  const member = `"${name}": ${template(shape, new Stops(), deeper, style)}`;
  if (written === '') {
    const snippet = `${style.eol}${deeper}${member}${style.eol}${indent}`;
    return change(text, { offset: object.offset + 1, length: inside.length }, snippet);
  }
  const comma = written.endsWith(',') ? '' : ',';
  const snippet = /[\r\n]/.test(inside)
    ? `${comma}${style.eol}${deeper}${member}`
    : `${comma} ${member.replace(/\s*[\r\n]\s*/g, ' ')}`;
  // Behind the last member, whose end the white space before the closing bracket shows.
  return change(text, { offset: object.offset + 1 + written.length, length: 0 }, snippet);
}

function change(text: string, span: Span, snippet: string): Change {
  const indent = lineIndent(text, span.offset);
  const [first, ...lines] = snippet.split('\n');
  const isRelative = lines.every((it) => it.startsWith(indent));
  return {
    ...span,
    content: plain(snippet),
    ...(isRelative && { snippet: [first, ...lines.map((it) => it.slice(indent.length))].join('\n') }),
  };
}

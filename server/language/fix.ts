/** Turns the steps of a fix into edits of the text: the one place that knows how JSON is changed. */
import type { Edit } from 'jsonc-parser';
import type { Document } from './document';
import type { Fix, Span, Step } from './rules/rule';
import { lineIndent, plain, Stops, styleOf, template } from './template';

/** The edits of a fix, none of which touches another; `snippet` keeps the tab stops of what is added. */
export function edits({ text }: Document, { steps }: Fix): Edit[] {
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

function edit(text: string, step: Step): Edit {
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

function added(text: string, { object, name, shape }: Extract<Step, { do: 'add' }>): Edit {
  const style = styleOf(text);
  const inside = text.slice(object.offset + 1, object.offset + object.length - 1);
  const indent = lineIndent(text, object.offset);
  const deeper = indent + style.indent;
  const content = `"${name}": ${plain(template(shape, new Stops(), deeper, style))}`;
  const isOneLine = inside.trim() !== '' && !/[\r\n]/.test(inside);
  // Behind the last member, whose end the white space before the closing bracket shows.
  const at = object.offset + 1 + inside.trimEnd().length;
  if (inside.trim() === '') {
    return {
      offset: object.offset + 1,
      length: inside.length,
      content: `${style.eol}${deeper}${content}${style.eol}${indent}`,
    };
  }
  const comma = inside.trimEnd().endsWith(',') ? '' : ',';
  const gap = isOneLine ? ' ' : `${style.eol}${deeper}`;
  return {
    offset: at,
    length: 0,
    content: `${comma}${gap}${isOneLine ? content.replace(/\s*[\r\n]\s*/g, ' ') : content}`,
  };
}

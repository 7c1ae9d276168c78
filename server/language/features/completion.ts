/** What can be written at an offset, and the exact edit that writes it. */
import { addTags } from '../description/addTags';
import { createModel } from '../description/createModel';
import { explainMember } from '../description/explain';
import { inWords, type ReferenceKind, type Shape, type Struct, structs } from '../description/shape';
import { template } from '../description/template';
import { entityProviders } from '../entities';
import { aroundIn } from '../entities/meaning';
import { skeletons } from '../knowledge/skeletons';
import { type Caret, caretAt } from '../syntax/caret';
import { memberShape, placeAt, read } from '../syntax/document';
import { escaped, filled, plain, Stops, TextLayout } from '../text/snippet';
import type { AnalysisContext } from '../types';

export interface Completion {
  readonly label: string;
  readonly kind: 'member' | 'value' | 'definition';
  readonly detail: string;
  /** The text that it replaces: all of the word or string that is there, or what stands between its quotes. */
  readonly offset: number;
  readonly length: number;
  /** As much of that as stands before the caret, where the rest of it may as well be kept. */
  readonly lengthBefore?: number;
  /** What stands there afterwards, as plain text. */
  readonly text: string;
  /** The same with tab stops, in the syntax of the protocol's snippets. */
  readonly snippet: string;
  /** Where a comma has to be written before it, if one is missing. */
  readonly commaAt?: number;
  /** What can be explained: a member of a structure. */
  readonly explains?: Explained;
  /** More about it, in Markdown, where nothing else explains it. */
  readonly documentation?: string;
  /** What it is found by as somebody types, where that is not its label. */
  readonly filter?: string;
  /** Whether what belongs behind it can be offered next. */
  readonly goesOn?: true;
}

export interface Explained {
  /** The SDK's interface. */
  readonly struct: string;
  readonly member: string;
}

/**
 * All that can be written at an offset, in the order in which it is best offered.
 * @param typed the quote or colon that has just been typed, where that is why it is asked
 * @param given what the text itself does not say
 * @param root what describes the text as a whole
 */
export function complete(
  text: string,
  offset: number,
  typed?: string,
  given: AnalysisContext = {},
  root: Struct = createModel,
): Completion[] {
  const caret = caretAt(text, root, offset);
  if (!caret?.shape) return [];
  // A quote that closes, and a colon in another place, ask for nothing.
  if ((typed === '"' && text.charAt(caret.start) !== '"') || (typed === ':' && caret.wants !== 'value')) return [];
  const layout = new TextLayout(text);
  const { shape } = caret;
  const found = caret.wants === 'name' ? members(layout, caret, shape) : values(layout, caret, shape);
  const named = strings(text, caret, offset, given);
  return [...found, ...named].map((it) => betweenQuotes(text, it, offset));
}

/** What strings can name, where one is written. */
function strings(text: string, caret: Caret, offset: number, given: AnalysisContext): Completion[] {
  const { shape, member, start } = caret;
  const string = caret.wants === 'name' ? shape?.kind === 'dict' && shape.key : shape;
  const meaning = string && string.kind === 'text' && string.names ? entityProviders[string.names] : undefined;
  if (!meaning?.offer) return [];
  const document = read(text);
  const around = aroundIn(document, given)(placeAt(document, start)?.value);
  const written = text.slice(start, offset).replace(/^"/, '');
  const offers = meaning.offer(written, { ...around, ...(caret.wants === 'value' && { at: member }) });
  return offers
    .filter((it) => caret.wants === 'value' || !caret.written.has(it.text))
    .map(({ text, label = text, filter, detail, documentation, goesOn }) => {
      const json = escaped(JSON.stringify(text));
      const value = caret.wants === 'name' && !caret.hasColon ? ': "$1"' : '';
      const snippet = goesOn && caret.wants === 'value' ? `${json.slice(0, -1)}$1"` : `${json}${value}`;
      return { ...completion(caret, { label, kind: 'value', detail, snippet }), documentation, filter, goesOn };
    });
}

/** What a string at an offset would name; nothing where none is to be written that does. */
export function namedAt(text: string, offset: number): ReferenceKind | undefined {
  const caret = caretAt(text, createModel, offset);
  return caret?.wants === 'value' && caret.shape?.kind === 'text' ? caret.shape.names : undefined;
}

/** The same, but between the quotes that are there, where nothing but the string itself is written. */
function betweenQuotes(text: string, completion: Completion, caret: number): Completion {
  const { offset, length, text: written, snippet } = completion;
  const isString = length > 1 && text.charAt(offset) === '"' && text.charAt(offset + length - 1) === '"';
  const isWritten = /^"(?:[^"\\]|\\.)*"$/.test(written) && completion.commaAt !== offset;
  if (!isString || caret <= offset || caret >= offset + length || !isWritten) return completion;
  // Of an escape in which the caret stands, what is kept behind it would be something else.
  if (!/^(?:[^\\]|\\u[\da-fA-F]{4}|\\[^u])*$/.test(text.slice(offset + 1, caret))) return completion;
  return {
    ...completion,
    offset: offset + 1,
    length: length - 2,
    lengthBefore: caret - offset - 1,
    text: written.slice(1, -1),
    snippet: snippet.slice(1, -1),
  };
}

function members(layout: TextLayout, caret: Caret, struct: Shape): Completion[] {
  if (struct.kind !== 'struct') return [];
  const open = Object.entries(struct.members).filter(([name]) => !caret.written.has(name));
  const ordered = [...open.filter(([, it]) => it.required), ...open.filter(([, it]) => !it.required)];
  return ordered.map(([name, shape]) => {
    const value = caret.hasColon
      ? ''
      : `: ${template(shape, new Stops(), layout.lineIndent(caret.start), layout.style)}`;
    return completion(caret, {
      label: name,
      kind: 'member',
      detail: `${inWords(shape)}${shape.required ? ', required' : ''}`,
      snippet: `"${name}"${value}`,
      explains: { struct: struct.name, member: name },
    });
  });
}

function values(layout: TextLayout, caret: Caret, shape: Shape): Completion[] {
  const { style } = layout;
  const { owner, member } = caret;
  const explains = owner && member !== undefined ? { struct: owner.name, member } : undefined;
  const indent = layout.lineIndent(caret.start);
  if (shape === createModel)
    return skeletons.map(({ label, detail, write }) =>
      completion(caret, { label, detail, kind: 'definition', snippet: filled(write({}), style) }),
    );
  const value = (label: string, detail: string, snippet = label) =>
    completion(caret, { label, detail, kind: 'value', snippet, explains });
  const isDefault = (it: string) => (String(shape.default) === it ? ' (default)' : '');
  switch (shape.kind) {
    case 'choice':
      return Object.entries(shape.values).map(([it, means]) => {
        const json = shape.of === 'number' ? it : `"${it}"`;
        return value(it, `${means}${isDefault(it)}`, escaped(json));
      });
    case 'flag':
      return ['true', 'false'].map((it) => value(it, isDefault(it).trim()));
    case 'struct':
      return [value(labelOf(shape), inWords(shape), template(shape, new Stops(), indent, style))];
    case 'list':
      return [value('[ ]', inWords(shape), template(shape, new Stops(), indent, style))];
    case 'dict':
      return [value('{ }', inWords(shape), template(shape, new Stops(), indent, style))];
    case 'text':
      return [];
  }
}

/** How an object is called in a list of values: by the members that it begins with. */
function labelOf(struct: Struct): string {
  const required = Object.keys(struct.members).filter((it) => struct.members[it]?.required);
  const names = required.length > 0 ? required : (struct.labelledBy ?? []).slice(0, 1);
  return names.length > 0 ? `{ ${names.join(', ')} }` : '{ }';
}

function completion(
  { start, end, commaAt, needsComma }: Caret,
  of: Pick<Completion, 'label' | 'kind' | 'detail' | 'snippet' | 'explains'>,
): Completion {
  // Two edits cannot stand in one place: a comma right before it is part of it.
  const isHere = commaAt === start;
  const snippet = `${isHere ? ', ' : ''}${of.snippet}${needsComma ? ',' : ''}`;
  const comma = !isHere && commaAt !== undefined && { commaAt };
  return { ...of, offset: start, length: end - start, snippet, text: plain(snippet), ...comma };
}

/** Markdown about what a completion writes; found again from the description, so that nothing is remembered. */
export function explain({ struct, member }: Explained): string | undefined {
  const owner = [createModel, addTags].flatMap(structs).find((it) => it.name === struct);
  const shape = owner && memberShape(owner, member);
  return shape && explainMember(owner, member, shape);
}

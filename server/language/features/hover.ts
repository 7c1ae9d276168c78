/** What the thing at an offset is, in Markdown. */
import { explainMember } from '../description/explain';
import { inWords, limitsInWords, reference, type Shape } from '../description/shape';
import { entityProviders } from '../entities';
import { aroundIn, type EntityContext } from '../entities/meaning';
import { budget } from '../rules/environmentBudget';
import { type Document, fits, memberShape, placeAt, type Value } from '../syntax/document';
import { paragraphs, verbatim } from '../text/markdown';
import type { AnalysisContext } from '../types';

export interface Hover {
  readonly offset: number;
  readonly length: number;
  readonly markdown: string;
}

/**
 * What is known of the name or value at an offset; nothing where nothing is.
 * @param given what the text itself does not say
 */
export function hover(document: Document, offset: number, given: AnalysisContext = {}): Hover | undefined {
  const place = placeAt(document, offset);
  if (!place) return undefined;
  const { value, member } = place;
  if (member) {
    const { offset, length } = member.key;
    const { shape } = member.owner;
    const name = member.meant ?? member.name;
    const described = shape.kind === 'struct' ? memberShape(shape, name) : undefined;
    const content = member.key.parent?.children?.[1];
    const markdown =
      shape.kind === 'dict'
        ? paragraphs(meaningOf(shape.key, name, aroundIn(document, given)(value)), ofEntry(value, name))
        : described &&
          paragraphs(
            content && ofMap(document, { node: content, shape: described }),
            explainMember(shape, name, described, member.meant && member.name),
          );
    return markdown === undefined ? undefined : { offset, length, markdown };
  }
  const { node } = value;
  const used = ofMap(document, value);
  const brace = [node.offset, node.offset + node.length - 1].find((it) => offset === it || offset === it + 1);
  if (used !== undefined) return brace === undefined ? undefined : { offset: brace, length: 1, markdown: used };
  const markdown = ofValue(value, aroundIn(document, given)(value));
  return markdown === undefined ? undefined : { offset: value.node.offset, length: value.node.length, markdown };
}

/** How much of what is allowed for a map is used. */
function ofMap(document: Document, { node, shape }: Value): string | undefined {
  return shape.kind === 'dict' && fits(node, shape) ? budget(document, { node, shape }) : undefined;
}

/** A value: what a chosen one means, then the member that it belongs to. */
function ofValue(value: Value, around: EntityContext): string | undefined {
  const { node, shape, within, at } = value;
  const isBracketed = node.type === 'object' || node.type === 'array';
  if (isBracketed || !within) return undefined;
  const meaning = shape.kind === 'choice' ? Reflect.get(shape.values, String(node.value)) : undefined;
  const chosen = typeof meaning === 'string' ? `**${String(node.value)}**: ${meaning}` : undefined;
  const named = node.type === 'string' ? meaningOf(shape, String(node.value), around, String(at)) : undefined;
  if (within.shape.kind === 'struct' && typeof at === 'string')
    return paragraphs(chosen, named, explainMember(within.shape, at, shape));
  if (within.shape.kind === 'dict') return paragraphs(named, ofEntry(within, String(at)));
  const list = within.within;
  return list?.shape.kind === 'struct' && typeof within.at === 'string'
    ? paragraphs(
        named,
        `An item of **${within.at}**: ${inWords(shape)}`,
        explainMember(list.shape, within.at, within.shape),
      )
    : undefined;
}

/** What a string names. @param at the member or variable of which it is the value */
function meaningOf(shape: Shape, text: string, around: EntityContext, at?: string): string | undefined {
  const names = shape.kind === 'text' ? shape.names : undefined;
  return names && entityProviders[names]?.explain?.(text, { ...around, at });
}

/** An entry of a map, whose name is the author's own. */
function ofEntry(map: Value, name: string): string | undefined {
  if (map.shape.kind !== 'dict' || typeof map.at !== 'string') return undefined;
  const { key, value } = map.shape;
  return paragraphs(
    `${verbatim(name)}: an entry of ${map.at}`,
    `**Name.** ${limitsInWords(key)}`,
    `**Value.** ${limitsInWords(value)}`,
    map.within?.shape.kind === 'struct' && `[${map.at} in the API reference](${reference(map.within.shape, map.at)})`,
  );
}

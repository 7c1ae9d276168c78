/** Where in the AWS console the strings of a definition lead. */
import { collectEntities } from '../entities';
import type { Document } from '../syntax/document';
import type { AnalysisContext, Span } from '../types';

export interface Link extends Span {
  readonly href: string;
}

/** @param given what the text itself does not say */
export function link(document: Document, given: AnalysisContext = {}): Link[] {
  // Between the quotes.
  return collectEntities(document, given, 'link').map(({ node, text }) => ({
    offset: node.offset + 1,
    length: node.length - 2,
    href: text,
  }));
}

/** Where in the AWS console the strings of a definition lead. */

import { told } from '../entities';
import type { Given, Span } from '../rules/rule';
import type { Document } from '../syntax/document';

export interface Link extends Span {
  readonly href: string;
}

/** @param given what the text itself does not say */
export function link(document: Document, given: Given = {}): Link[] {
  // Between the quotes.
  return told(document, given, 'link').map(({ node, text }) => ({
    offset: node.offset + 1,
    length: node.length - 2,
    href: text,
  }));
}

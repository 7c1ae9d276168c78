/** What can be said of each kind of string, in one table. */
import type { Node } from 'jsonc-parser';
import { type Document, references } from '../syntax/document';
import { hasPlaceholder } from '../text/words';
import type { AnalysisContext } from '../types';
import { image } from './image';
import { asUsed } from './known';
import { aroundIn, type Meanings } from './meaning';
import { hubContent, lambda, modelPackage, role } from './resource';
import { s3 } from './s3';
import { variableName, variableValueEntity } from './variable';
import { securityGroup, subnet } from './vpc';

export const entityProviders: Meanings = {
  image,
  s3,
  role,
  'model-package': modelPackage,
  lambda,
  'hub-content': hubContent,
  'security-group': securityGroup,
  subnet,
  'tag-key': asUsed('tag-key'),
  variable: variableName,
  'variable-value': variableValueEntity,
};

/** What is told, in one way, of the strings of a document of which something is, in the order of the text. */
export function collectEntities(
  document: Document,
  given: AnalysisContext,
  way: 'link' | 'hint',
): { readonly node: Node; readonly text: string }[] {
  const aroundOf = aroundIn(document, given);
  return references(document).flatMap(({ value, names }) => {
    const tell = entityProviders[names]?.[way];
    if (!tell) return [];
    const { node, at } = value;
    // What is still to be filled in leads nowhere, and half a character can stand in no address.
    if (way === 'link' && (hasPlaceholder(String(node.value)) || /\p{Surrogate}/u.test(String(node.value)))) return [];
    const text = tell(String(node.value), { ...aroundOf(value), at: String(at) });
    return text === undefined ? [] : [{ node, text }];
  });
}

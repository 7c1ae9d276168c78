/** Writes a definition in the form of another tool. */
import type { Node } from 'jsonc-parser';
import { type FormName, forms } from '../converters';
import { type ExportContext, type ExportResult, isJsonObject } from '../converters/form';
import { describeOnly } from '../description/describeModel';
import { regionOf, regionsNamed } from '../entities/regions';
import type { Document } from '../syntax/document';

/** A definition or a deployed model in another form, or why it cannot be written in one. */
export function writeForm(
  document: Document,
  form: string,
  around: ExportContext,
): ExportResult | { readonly refused: string } {
  const request = document.root && plain(document.root);
  if (!isJsonObject(request) || document.torn.size > 0)
    return { refused: 'This definition cannot be read as a whole: correct its syntax first.' };
  if (!isForm(form)) return { refused: `Nothing is known of the form ${form}. Choose another.` };
  const members = Object.entries(request).filter(([name]) => !Object.hasOwn(describeOnly, name));
  // What it names in a region can be used in no other, whatever the region of the connection.
  const region = regionOf(regionsNamed(document), {}) ?? around.region;
  return forms[form](Object.fromEntries(members), { ...around, region });
}

const isForm = (name: string): name is FormName => Object.hasOwn(forms, name);

/** The value of a tree; the last of members with one name counts, as where it is sent. */
function plain({ type, children = [], value }: Node): unknown {
  if (type === 'array') return children.map(plain);
  if (type !== 'object') return value;
  return Object.fromEntries(
    children.flatMap(({ children: [key, content] = [] }) =>
      key && content ? [[String(key.value), plain(content)]] : [],
    ),
  );
}

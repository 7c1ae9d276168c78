/** What is known of a member, in Markdown: its kind, limits, default and history, and the words of the SDK. */
import docs from 'sagemaker-docs';
import { memberShape } from '../syntax/document';
import { paragraphs, verbatim } from '../text/markdown';
import { inWords, limitsInWords, reference, type Shape, type Struct } from './shape';

/** @param written the name as the author wrote it, where it is another */
export function explainMember(struct: Struct, name: string, shape: Shape, written?: string): string {
  const owner = struct.base && memberShape(struct.base, name) ? struct.base : struct;
  const facts = [
    shape.required ? 'required' : undefined,
    shape.required || shape.default === undefined ? undefined : `\`${String(shape.default)}\` by default`,
    shape.since && `since ${shape.since}`,
  ].filter((it) => it !== undefined);
  const title = [`**${name}**: ${inWords(shape)}`, ...facts].join(', ');
  const values =
    shape.kind === 'choice' ? Object.entries(shape.values).map(([it, means]) => `- \`${it}\`: ${means}`) : [];
  return paragraphs(
    written === undefined ? undefined : `${verbatim(written)} is called ${name}.`,
    title,
    shape.remark,
    limitsInWords(shape),
    values.join('\n'),
    docs[`${owner.name}.${name}`],
    `[${name} in the API reference](${reference(owner, name)})`,
  );
}

/** Collects the ARNs, URIs, and other references in the workspace's definitions, for completion in others. */

import type { ReferenceKind, StringShape } from '../language/description/shape';
import { isSecret } from '../language/knowledge/secrets';
import { type Document, references } from '../language/syntax/document';
import { hasPlaceholder } from '../language/text/words';
import type { AnalysisContext } from '../language/types';

type Strings = NonNullable<AnalysisContext['workspaceValues']>;

/** What others would write as well; names and values of variables are each container's own, and may be secret. */
const shared = new Set<ReferenceKind>([
  'image',
  's3',
  'role',
  'model-package',
  'lambda',
  'hub-content',
  'security-group',
  'subnet',
  'tag-key',
]);

const mostOffered = 100;

/** Strings whose shape has no length limit are offered up to this length, in characters. */
const maxLength = 2048;

/** Whether a text is within the limits of its shape, so that other files can't make anything else be offered. */
const keepsLimits = ({ limits, form }: StringShape, text: string): boolean =>
  text.length <= (limits.max ?? maxLength) && (form === undefined || form.pattern.test(text));

/** Whether a text is what it should be, all there, and no more than that: an address may carry a password or a signature. */
function isShareable(names: ReferenceKind, shape: StringShape, text: string): boolean {
  if (text === '' || !keepsLimits(shape, text) || hasPlaceholder(text) || isSecret('', text)) return false;
  if (names === 's3') return text.startsWith('s3://');
  return names === 'image' ? /^[^:/\s]+(?::\d+)?\/[^\s?]+$/.test(text) && !text.includes('://') : true;
}

export class UsedStrings {
  readonly #byFile = new Map<string, ReadonlyMap<ReferenceKind, ReadonlySet<string>>>();

  /** Takes in what a definition writes, or that it is there no more. */
  set(file: string, document: Document | undefined): void {
    if (!document) {
      this.#byFile.delete(file);
      return;
    }
    const found = new Map<ReferenceKind, Set<string>>();
    for (const { value, names } of references(document)) {
      const text = String(value.node.value);
      if (shared.has(names) && isShareable(names, value.shape, text))
        found.set(names, (found.get(names) ?? new Set()).add(text));
    }
    this.#byFile.set(file, found);
  }

  /** What the others write, what most of them write first; of each kind the first hundred, for nobody reads more. */
  byOthers(file: string): Strings {
    const counts = new Map<ReferenceKind, Map<string, number>>();
    for (const [other, found] of this.#byFile)
      if (other !== file)
        for (const [names, texts] of found) {
          const count = counts.get(names) ?? new Map<string, number>();
          for (const it of texts) count.set(it, (count.get(it) ?? 0) + 1);
          counts.set(names, count);
        }
    const sorted = [...counts].map(([names, count]) => [
      names,
      [...count]
        .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .slice(0, mostOffered)
        .map(([text]) => text),
    ]);
    return Object.fromEntries(sorted);
  }
}

/** Rules about the length and the format of strings. */
import type { LengthLimits, Pattern, StringShape } from '../description/shape';
import type { Value } from '../syntax/document';
import { openingBracketOrValue, replaceFix } from '../syntax/fixes';
import { character, characters, count, excerpt, grouped, hasPlaceholder, utf8Bytes } from '../text/words';
import type { AnalysisContext, Fix } from '../types';
import { describeValue, type SchemaRule } from './rule';

/** The length of a string in the unit of its limits, and by how much it is too long or too short. */
function measure(text: string, { unit, min = 0, max = Number.POSITIVE_INFINITY }: LengthLimits) {
  // Up to three bytes, or one character, come from one unit of UTF-16: most strings need no counting.
  const most = unit === 'byte' ? 3 * text.length : text.length;
  if (most <= max && text.length >= 2 * min) return { length: most, over: 0, under: 0 };
  const length = unit === 'byte' ? utf8Bytes(text) : characters(text);
  return { length, over: length - max, under: min - length };
}

const textOf = (value: Value<StringShape>) => String(value.node.value);

/** The fix that writes a text in the form that was meant; what is left to fill in is said in its title. */
function asMeant({ node, shape }: Value<StringShape>, given: AnalysisContext): Fix[] {
  const meant = shape.form?.meant?.(String(node.value), given);
  if (meant === undefined) return [];
  return [replaceFix(node, meant, `Write ${excerpt(meant, 64)}${hasPlaceholder(meant) ? ', to be filled in' : ''}`)];
}

export const tooLong: SchemaRule<'text'> = {
  id: 'too-long',
  severity: 'error',
  on: 'text',
  rationale: 'SageMaker limits the length of every string, in characters, and in UTF-8 bytes in Environment.',
  appliesTo: ({ limits }) => limits.max !== undefined,
  invalidExample: `
{
  "ModelName": "churn-prediction-for-the-customers-of-the-european-branch-2026-11"
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error too-long
}`,
  check(value, report) {
    const { limits } = value.shape;
    const { length, over } = measure(textOf(value), limits);
    if (over <= 0) return;
    const unit = limits.unit === 'byte' ? `${count(length, 'byte')} in UTF-8` : count(length, 'character');
    report({
      ...openingBracketOrValue(value.node),
      message: `${describeValue(value)} has ${unit}, ${grouped(over)} too many: SageMaker takes up to ${grouped(limits.max ?? 0)}.`,
    });
  },
};

export const tooShort: SchemaRule<'text'> = {
  id: 'too-short',
  severity: 'error',
  on: 'text',
  rationale: 'SageMaker refuses some strings where they are empty or shorter than any real one.',
  appliesTo: ({ limits }) => limits.min !== undefined,
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "SageMakerRole"
                      ^^^^^^^^^^^^^^^ error too-short
}`,
  check(value, report, _document, given) {
    const { limits, form } = value.shape;
    const { length, under } = measure(textOf(value), limits);
    if (under <= 0) return;
    const text = textOf(value);
    const found = length === 0 ? 'is empty' : `has only ${count(length, 'character')}`;
    report({
      ...openingBracketOrValue(value.node),
      // Where it leaves its form says more than how short it is.
      message:
        form && text && !form.pattern.test(text)
          ? strayed(value, form)
          : `${describeValue(value)} ${found}. It takes ${form?.words ?? 'text'}, of at least ${count(length + under, 'character')}.`,
      fixes: asMeant(value, given),
    });
  },
};

export const malformed: SchemaRule<'text'> = {
  id: 'malformed-value',
  severity: 'error',
  on: 'text',
  rationale: 'Names, ARNs, addresses and ids have a form that SageMaker checks before anything else.',
  appliesTo: ({ form }) => form !== undefined,
  invalidExample: `
{
  "ModelName": "churn_model",
               ^^^^^^^^^^^^^ error malformed-value
  "ExecutionRoleArn": "arn:aws:sts::111122223333:assumed-role/DataScience/me"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error malformed-value
}`,
  check(value, report, _document, given) {
    const { limits, form } = value.shape;
    const text = textOf(value);
    const { over, under } = measure(text, limits);
    // The length first: an expression may need very long for a text that is very long.
    if (!form || over > 0 || under > 0 || form.pattern.test(text)) return;
    // A place to fill in has a rule of its own, but where such text is what is meant.
    if (value.within?.shape.kind !== 'dict' && hasPlaceholder(text)) return;
    report({
      ...openingBracketOrValue(value.node),
      message: strayed(value, form),
      fixes: asMeant(value, given),
    });
  },
};

/** What is said of a string that is not of its form. */
const strayed = (value: Value<StringShape>, form: Pattern) =>
  `${describeValue(value)} ${slip(textOf(value), form)}. It takes ${form.words}.`;

/** Where a string leaves its form, in words that follow its name; of several ways to write it, the one it follows furthest. */
function slip(text: string, { ways }: Pattern): string {
  if (!text) return 'is empty';
  let furthest = { at: -1, said: '' };
  for (const way of ways) {
    let at = 0;
    let expected: string | undefined;
    for (const { pattern, words } of way) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match) {
        expected = words;
        break;
      }
      at += match[0].length;
    }
    if (at > furthest.at) furthest = { at, said: slipAt(text, at, expected) };
  }
  return furthest.said;
}

function slipAt(text: string, at: number, expected: string | undefined): string {
  if (at >= text.length) return `ends where ${expected ?? 'more'} should follow`;
  if (at === 0 && /^\s/.test(text)) return `begins with ${character(text.charAt(0))}`;
  if (at === 0 && expected !== undefined) return `should begin with ${expected}, not "${excerpt(text, 20)}"`;
  const [first = ''] = text.slice(at);
  const place = `character ${characters(text.slice(0, at)) + 1}`;
  if (expected === undefined) return `cannot have ${character(first)} at ${place}`;
  return `should have ${expected} from ${place} on, not "${excerpt(text.slice(at), 20)}"`;
}

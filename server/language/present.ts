/** A deployed model as a text to read: every member in the order of the description. */
import { createModel } from './createModel';
import { describeModel, describeOnly } from './describeModel';
import { memberShape } from './document';
import type { Shape } from './shape';

/**
 * @param answer what DescribeModel answers, as JSON, with the model's tags
 * @returns the same as JSON with line ends and two blanks a level; what is not described stands behind what is
 */
export function present(answer: unknown): string {
  return asText(ordered(answer, describeModel));
}

/** The same as a definition: without what only an answer has. */
export function presentRequest(answer: unknown): string {
  const members = Object.entries(Object(answer)).filter(([name]) => !Object.hasOwn(describeOnly, name));
  return asText(ordered(Object.fromEntries(members), createModel));
}

const asText = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** A value with the members of each object in the order of its shape. */
function ordered(value: unknown, shape: Shape | undefined): unknown {
  if (Array.isArray(value)) return value.map((it) => ordered(it, shape?.kind === 'list' ? shape.item : undefined));
  if (typeof value !== 'object' || value === null || shape?.kind !== 'struct') return value;
  const described = Object.keys(shape.members).filter((it) => Object.hasOwn(value, it));
  const others = Object.keys(value).filter((it) => !memberShape(shape, it));
  return Object.fromEntries(
    [...described, ...others].map((it) => [it, ordered(Reflect.get(value, it), memberShape(shape, it))]),
  );
}

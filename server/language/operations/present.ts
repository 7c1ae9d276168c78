/** A deployed model as a text to read: every member in the order of the description. */
import { describeModel } from '../description/describeModel';
import { asText, ordered, shallow } from '../description/normal';

/**
 * @param answer what DescribeModel answers, as JSON, with the model's tags
 * @returns the same as JSON with line ends and two blanks a level; what is not described stands behind what is
 */
export function present(answer: unknown): string {
  return asText(ordered(shallow(answer), describeModel));
}

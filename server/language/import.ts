/** A deployed model as the definition that makes one like it, and what there is to know of that definition. */
import { createModel, nameMember } from './createModel';
import { isSecret } from './knowledge/secrets';
import { asText, innerShape, isObject, requestOf } from './normal';
import type { Shape } from './shape';
import { allOf, excerpt } from './words';

export interface Imported {
  readonly text: string;
  /** Sentences about this definition, for the person who will create from it. */
  readonly remarks: readonly string[];
}

/** @param answer what DescribeModel answers, as JSON, with the model's tags */
export function importModel(answer: unknown): Imported {
  const request = requestOf(answer);
  const name = request[nameMember];
  const secrets = [...new Set(secretsIn(request, createModel))];
  const reserved = reservedIn(answer);
  return {
    text: asText(request),
    remarks: [
      ...(typeof name === 'string'
        ? [
            `A model "${excerpt(name, 63)}" is there already. Give the definition another name before you create from it.`,
          ]
        : []),
      ...(secrets.length > 0
        ? [
            `${allOf(secrets)} ${secrets.length > 1 ? 'look like secrets' : 'looks like a secret'}, and this definition holds what DescribeModel shows in clear text. Keep ${secrets.length > 1 ? 'them' : 'it'} in Secrets Manager, and let the container fetch ${secrets.length > 1 ? 'them' : 'it'}.`,
          ]
        : []),
      ...(reserved.length > 0
        ? [
            `${allOf(reserved)} ${reserved.length > 1 ? 'are tags' : 'is a tag'} that AWS sets itself, and left out. Let the stack that owns this model own the new one as well, if it should have ${reserved.length > 1 ? 'them' : 'it'}.`,
          ]
        : []),
    ],
  };
}

/** The names of entries that look like secrets; what they hold is never repeated. */
function secretsIn(value: unknown, shape: Shape | undefined): string[] {
  if (Array.isArray(value))
    return value.flatMap((it) => secretsIn(it, shape?.kind === 'list' ? shape.item : undefined));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, it]) =>
    shape?.kind === 'dict' && typeof it === 'string' && isSecret(name, it)
      ? [excerpt(name)]
      : secretsIn(it, innerShape(shape, name)),
  );
}

/** The keys of items that are the service's own. */
function reservedIn(answer: unknown): string[] {
  return Object.entries(Object(answer)).flatMap(([name, items]) => {
    const shape = innerShape(createModel, name);
    if (shape?.kind !== 'list' || !Array.isArray(items)) return [];
    const { keyedBy = '', reserved } = shape;
    const keys = items.map((it) => String(Reflect.get(Object(it), keyedBy)));
    return keys.filter((it) => reserved?.test(it)).map((it) => excerpt(it));
  });
}

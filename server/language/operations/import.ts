/** A deployed model as the definition that makes one like it, and what there is to know of that definition. */
import { createModel } from '../description/createModel';
import { asText, innerShape, isObject, requestOf } from '../description/normal';
import type { Shape } from '../description/shape';
import { isSecret } from '../knowledge/secrets';
import { excerpt } from '../text/words';

export interface Imported {
  readonly text: string;
  /** Sentences about this definition, for the person who will create from it; none where there is nothing to do. */
  readonly remarks: readonly string[];
}

/** @param answer what DescribeModel answers, as JSON, with the model's tags */
export function importModel(answer: unknown): Imported {
  const request = requestOf(answer);
  const secrets = [...new Set(secretsIn(request, createModel))];
  return {
    text: asText(request),
    // That a model of this name is there goes without saying: it is the one that was imported.
    remarks: secrets.map((it) => `${it} looks like a secret. Keep it in Secrets Manager.`),
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

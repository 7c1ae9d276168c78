/** The description of a request as JSON Schema, as far as a schema can say it: for editors and tools without us. */
import docs from 'sagemaker-docs';
import type { Shape, Struct } from './shape';

export type Schema = { readonly [keyword: string]: unknown };

/** @param id the address under which the schema is known */
export function schema(root: Struct, id: string): Schema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id: id, title: 'SageMaker model', ...ofShape(root) };
}

function ofShape(shape: Shape): Schema {
  switch (shape.kind) {
    case 'struct': {
      const members = Object.entries(shape.members);
      const required = members.filter(([, it]) => it.required).map(([name]) => name);
      return {
        type: 'object',
        properties: Object.fromEntries(members.map(([name, it]) => [name, member(shape, name, it)])),
        ...(required.length > 0 && { required }),
      };
    }
    case 'dict':
      return {
        type: 'object',
        propertyNames: ofShape(shape.key),
        additionalProperties: ofShape(shape.value),
        maxProperties: shape.max,
      };
    case 'list':
      return {
        type: 'array',
        items: ofShape(shape.item),
        maxItems: shape.max,
        ...(shape.min && { minItems: shape.min }),
      };
    case 'text': {
      const { min, max, unit } = shape.limits;
      return {
        type: 'string',
        ...(min && { minLength: min }),
        // A schema counts characters, and no text of so many characters has fewer bytes.
        ...(max !== undefined && { maxLength: max }),
        ...(shape.form && unit === 'character' && { pattern: shape.form.pattern.source }),
      };
    }
    case 'choice':
      return { enum: Object.keys(shape.values).map((it) => (shape.of === 'number' ? Number(it) : it)) };
    case 'flag':
      return { type: 'boolean' };
  }
}

function member(struct: Struct, name: string, shape: Shape): Schema {
  const description = docs[`${struct.name}.${name}`];
  return {
    ...ofShape(shape),
    ...(description && { description }),
    ...(shape.default !== undefined && { default: shape.default }),
  };
}

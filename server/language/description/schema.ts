/** The description of a request as JSON Schema, as far as a schema can say it: for editors and tools without us. */
import docs from 'sagemaker-docs';
import { paragraphs } from '../text/markdown';
import { explainMember } from './explain';
import { limitsInWords, type Shape, type Struct } from './shape';

export type Schema = { readonly [keyword: string]: unknown };

/** @param id the address under which the schema is known */
export function schema(root: Struct, id: string): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: id,
    title: 'SageMaker model',
    description: 'The request that creates a model in Amazon SageMaker.',
    ...ofShape(root),
  };
}

function ofShape(shape: Shape): Schema {
  switch (shape.kind) {
    case 'struct': {
      const members = Object.entries(shape.members);
      const required = members.filter(([, it]) => it.required).map(([name]) => name);
      return {
        type: 'object',
        // A member that is not among them may be newer than this schema, and a schema cannot warn.
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
      const { min, max } = shape.limits;
      return {
        type: 'string',
        ...(min && { minLength: min }),
        // A schema counts characters, and no text of so many characters has fewer bytes.
        ...(max !== undefined && { maxLength: max }),
        ...(shape.form && {
          pattern: shape.form.pattern.source,
          patternErrorMessage: `It takes ${shape.form.words}.`,
        }),
      };
    }
    case 'choice':
      return {
        type: shape.of,
        enum: Object.keys(shape.values).map((it) => (shape.of === 'number' ? Number(it) : it)),
        enumDescriptions: Object.values(shape.values),
      };
    case 'flag':
      return { type: 'boolean' };
  }
}

function member(struct: Struct, name: string, shape: Shape): Schema {
  return {
    ...ofShape(shape),
    description: paragraphs(limitsInWords(shape), docs[`${struct.name}.${name}`]),
    // VS Code and editors like it show this instead.
    markdownDescription: explainMember(struct, name, shape),
    ...(shape.default !== undefined && { default: shape.default }),
  };
}

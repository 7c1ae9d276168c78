/** The JSON Schema of a request, and what a validator of others says by it. */
import Ajv, { type AnySchemaObject } from 'ajv';
import { createModel } from '../../server/language/description/createModel';
import { schema } from '../../server/language/description/schema';
import type { Struct } from '../../server/language/description/shape';

export const whole: AnySchemaObject = schema(createModel as Struct, 'https://example.com/schema.json');

// Strict, so that a word that the draft does not know is an error, but for those that editors know.
export const ajv = new Ajv({ strict: true, allErrors: true });
for (const it of ['enumDescriptions', 'markdownDescription', 'patternErrorMessage']) ajv.addKeyword(it);
export const validate = ajv.compile(whole);

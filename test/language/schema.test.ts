import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { AnySchemaObject } from 'ajv';
import type { Schema } from '../../server/language/description/schema';
import { validDefinitions } from '../support/definitions';
import { assertNames, naming } from '../support/facts';
import { ajv, validate, whole } from './ajv';
import { constraints } from './constraints';

/** What the schema says of `Containers[].Image`, and whether that is required. */
function at(path: string): { schema: AnySchemaObject; isRequired: boolean } {
  const steps = path.replace(/\[\]/g, '.[]').replace(/\{/g, '.{').split('.');
  return steps.reduce<{ schema: AnySchemaObject; isRequired: boolean }>(
    ({ schema }, step) => {
      if (step === '[]') return { schema: schema.items, isRequired: true };
      if (step === '{key}') return { schema: schema.propertyNames, isRequired: true };
      if (step === '{value}') return { schema: schema.additionalProperties, isRequired: true };
      return { schema: schema.properties[step], isRequired: schema.required?.includes(step) ?? false };
    },
    { schema: whole, isRequired: true },
  );
}

const types = {
  object: 'object',
  list: 'array',
  map: 'object',
  string: 'string',
  number: 'number',
  boolean: 'boolean',
};
const counted = { list: 'Items', map: 'Properties', string: 'Length', object: '', number: '', boolean: '' };

suite('the JSON Schema', () => {
  test('is one of its draft', () => assert.equal(ajv.validateSchema(whole), true));
  for (const { name, text } of validDefinitions())
    test(`accepts ${name}`, () => {
      validate(JSON.parse(text));
      assert.deepEqual(validate.errors ?? [], []);
    });
  for (const [path, { type, required = false, min, max, enum: values, pattern }] of Object.entries(constraints))
    test(`says of ${path} what the service says`, () => {
      const { schema, isRequired } = at(path);
      const said = {
        type: schema.type,
        isRequired,
        min: schema[`min${counted[type]}`],
        max: schema[`max${counted[type]}`],
        values: schema.enum,
      };
      // Any text at all needs no pattern.
      const hasPattern = pattern !== undefined && pattern !== String.raw`[\S\s]*`;
      assert.deepEqual(said, { type: types[type], isRequired: required, min, max, values });
      assert.equal(schema.pattern !== undefined, hasPattern);
      if (hasPattern) assert.match(schema.pattern, /^\^.*\$$/);
    });
  const least = { ModelName: 'churn' };
  const container = (members: object) => ({ ...least, PrimaryContainer: members });
  for (const [what, request] of [
    ['no name', {}],
    ['a name with a blank', { ModelName: 'churn model' }],
    ['a name that only begins well', { ModelName: 'churn\n' }],
    ['a list for an object', { ...least, PrimaryContainer: [] }],
    ['a value that is none of its few', container({ Mode: 'singleModel' })],
    [
      'a number that is none of its few',
      container({
        ContainerMetricsConfig: {
          MetricsEndpoints: [{ MetricsEndpointPath: '/m', MetricPublishFrequencyInSeconds: 11 }],
        },
      }),
    ],
    ['a variable with a bad name', container({ Environment: { '1A': 'x' } })],
    ['a variable that is no string', container({ Environment: { A: 1 } })],
    ['an empty list of subnets', { ...least, VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: [] } }],
    ['the text "true" for true', { ...least, EnableNetworkIsolation: 'true' }],
  ] as const)
    test(`refuses ${what}`, () => assert.equal(validate(request), false));
  test('accepts a member that may be newer', () => assert.equal(validate({ ...least, Newer: 1 }), true));
  test('explains members and values in Markdown for editors that show it, and as text for others', () => {
    const mode = at('PrimaryContainer.Mode').schema as Schema;
    assert.match(String(mode.markdownDescription), /^\*\*Mode\*\*/);
    assert.match(String(mode.description), /container hosts/);
    assert.equal(mode.default, 'SingleModel');
    assert.deepEqual(Object(mode.enumDescriptions).length, Object(mode.enum).length);
    const name = at('ModelName').schema;
    assert.match(name.description, /63 characters/);
    assertNames(name.patternErrorMessage, naming('letters'));
  });
});

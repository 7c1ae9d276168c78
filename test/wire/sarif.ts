/** Runs the linter for a report in SARIF, and holds it to the schema. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { lint } from './linter';

/** The schema of OASIS; what it says is the same in the later draft of JSON Schema that Ajv reads. */
const { $schema, id, ...schema } = JSON.parse(
  readFileSync('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', 'utf8'),
);
const ajv = addFormats(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false }));
export const validate = ajv.compile(schema);

/** The one run in what the linter prints, which is valid. */
export function run(args: readonly string[], how: Parameters<typeof lint>[1] = {}) {
  const log = JSON.parse(lint(['--format=sarif', ...args], how).stdout);
  validate(log);
  assert.deepEqual(validate.errors ?? [], []);
  assert.equal(log.runs.length, 1);
  return log.runs[0];
}

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { read } from '../../server/language/document';
import { type FormName, forms } from '../../server/language/forms';
import { permit } from '../../server/language/permit';
import { readForm } from '../../server/language/readForm';
import { writeForm } from '../../server/language/writeForm';
import * as yaml from '../../server/yaml';

/** DEL, C1 controls, separators, bidirectional and zero-width characters, one beyond U+FFFF, and what is escaped anyway. */
const hidden =
  'a\u007fb\u0080c\u0085d\u009be\u2028f\u2029g\u202eh\u2066i\u200bj\ufeffk\u{e0041}l\u001bm\tn\\o"p\'q${r}%{s}\ud83d\ude00';
const raw = /[\u007f-\u009f\u2028\u2029\u001b]/;
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;

const request = {
  ModelName: 'churn',
  ExecutionRoleArn: 'arn:aws:iam::111122223333:role/r',
  PrimaryContainer: {
    Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1',
    ModelDataUrl: `s3://churn/${hidden}`,
    Environment: { [hidden]: hidden, A: hidden },
  },
  Tags: [{ Key: hidden, Value: hidden }],
};

function written(form: FormName): string {
  const found = writeForm(read(JSON.stringify(request)), form, { yaml, region: 'eu-west-1' });
  return 'text' in found ? found.text : assert.fail(JSON.stringify(found));
}

const taken = (text: string) => {
  const found = readForm(text, yaml);
  return 'text' in found ? JSON.parse(found.text) : assert.fail(JSON.stringify(found));
};

/** The strings of HCL in a text, by its escapes (https://developer.hashicorp.com/terraform/language/expressions/strings). */
const stringsOfHcl = (text: string) =>
  [...text.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(([, it = '']) =>
    it.replace(
      /\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|([nrt"\\]))|([$%])\4(?=\{)/g,
      (_, four?: string, eight?: string, one?: string, sign?: string) =>
        one !== undefined
          ? ({ n: '\n', r: '\r', t: '\t' }[one] ?? one)
          : (sign ?? String.fromCodePoint(Number.parseInt(four ?? eight ?? '', 16))),
    ),
  );

suite('characters that nobody sees are escaped in another form, and are the same when that is read', () => {
  for (const form of Object.keys(forms) as FormName[])
    test(`no control is in ${form}`, () => {
      assert.doesNotMatch(written(form).replaceAll('\t', ''), raw);
      if (form !== 'cloudformation-yaml') assert.doesNotMatch(written(form), unseen);
    });
  for (const form of ['aws-cli', 'boto3', 'cloudformation-json', 'cloudformation-yaml'] as const)
    test(`${form} is read as the same request`, () => assert.deepEqual(taken(written(form)), request));
  test('cdk makes the same of it as JavaScript', () => {
    const made: unknown[] = [];
    const text = written('cdk').replace(/^import .*$/m, '');
    const run = new Function('sagemaker', text);
    run({
      CfnModel: class {
        constructor(_scope: unknown, _id: string, properties: unknown) {
          made.push(properties);
        }
      },
    });
    assert.deepEqual(made, [
      {
        modelName: request.ModelName,
        executionRoleArn: request.ExecutionRoleArn,
        primaryContainer: {
          image: request.PrimaryContainer.Image,
          modelDataUrl: request.PrimaryContainer.ModelDataUrl,
          environment: request.PrimaryContainer.Environment,
        },
        tags: [{ key: hidden, value: hidden }],
      },
    ]);
  });
  test('terraform has the same strings', () => {
    const strings = stringsOfHcl(written('terraform'));
    // A variable's name and value twice, the address, and a tag's key and value.
    assert.equal(strings.filter((it) => it === hidden).length, 5);
    assert.ok(strings.includes(request.PrimaryContainer.ModelDataUrl));
  });
  test('no policy has them', () => {
    for (const policy of ['permissions', 'trust', 'caller'])
      assert.doesNotMatch(permit(read(JSON.stringify(request)), policy, {})?.text ?? '', unseen);
  });
});

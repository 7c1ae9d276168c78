import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { check } from '../../server/language/check/check';
import { edits } from '../../server/language/check/fix';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import { validDefinitions } from '../support/definitions';
import { assertNames, naming } from '../support/facts';
import { allFixed } from './fixing';

/** The text after the first fix of the first problem of a rule. */
function fixed(text: string, rule: string, given: AnalysisContext = {}): string {
  const document = read(text);
  const fix = check(document, given).find((it) => it.rule === rule && it.fixes?.length)?.fixes?.[0];
  assert.ok(fix, `nothing to be done about ${rule}`);
  return applyEdits(text, edits(document, fix));
}

suite('a fix changes what is wrong, and nothing else', () => {
  const cases: readonly (readonly [rule: string, before: string, after: string])[] = [
    ['misspelt-member', '{ "modelName": "m" } ', '{ "ModelName": "m" } '],
    ['misspelt-member', '{ "ModelName": "m",\r\n\t"tags" : [] }', '{ "ModelName": "m",\r\n\t"Tags" : [] }'],
    [
      'misspelt-value',
      '{ "PrimaryContainer": { "Mode": "multi-model" } }',
      '{ "PrimaryContainer": { "Mode": "MultiModel" } }',
    ],
    ['missing-member', '{\n  "Tags": []\n}', '{\n  "Tags": [],\n  "ModelName": ""\n}'],
    ['missing-member', '{ "Tags": [] }', '{ "Tags": [], "ModelName": "" }'],
    ['missing-member', '{}', '{\n  "ModelName": ""\n}'],
    [
      'missing-member',
      '{\n\t"ModelName": "m",\n\t"VpcConfig": {\n\t\t"Subnets": ["subnet-1"]\n\t}\n}',
      '{\n\t"ModelName": "m",\n\t"VpcConfig": {\n\t\t"Subnets": ["subnet-1"],\n\t\t"SecurityGroupIds": [""]\n\t}\n}',
    ],
    [
      'wrong-type',
      '{ "PrimaryContainer": { "Environment": { "V": 3.10, "W": "" } } }',
      '{ "PrimaryContainer": { "Environment": { "V": "3.10", "W": "" } } }',
    ],
    ['wrong-type', '{ "EnableNetworkIsolation": "True" }', '{ "EnableNetworkIsolation": true }'],
    [
      'wrong-type',
      '{ "ModelName": "m", "Tags": { "team": "x", "n": 1 } }',
      '{ "ModelName": "m", "Tags": [{ "Key": "team", "Value": "x" }, { "Key": "n", "Value": "1" }] }',
    ],
    ['null-value', '{ "ModelName": "m", "Tags": null }', '{ "ModelName": "m" }'],
    ['null-value', '{ "Tags": null, "ModelName": "m" }', '{ "ModelName": "m" }'],
    ['null-value', '{\n  "ModelName": "m",\n  "Tags": null\n}', '{\n  "ModelName": "m"\n}'],
    ['describe-only-member', '{ "ModelArn": "a"\u200b, "ModelName": "m" }', '{ \u200b "ModelName": "m" }'],
    ['describe-only-member', '{\n  "ModelArn": "a",\n  "ModelName": "m"\n}', '{\n  "ModelName": "m"\n}'],
    ['editor-member', '{ "$schema": "s", "ModelName": "m" }', '{ "ModelName": "m" }'],
    ['duplicate-member', '{ "ModelName": "a", "ModelName": "b" }', '{ "ModelName": "b" }'],
    ['comment', '{\n  // why\n  "ModelName": "m" // here\n}', '{\n  "ModelName": "m" // here\n}'],
    ['comment', '{ "ModelName": "m" /* here */ }', '{ "ModelName": "m"  }'],
    ['missing-member', '{ "Tags": [] // c\n}', '{ "Tags": [], // c\n  "ModelName": ""\n}'],
    ['missing-member', '{\n  "Tags": [], // c\n}', '{\n  "Tags": [], // c\n  "ModelName": ""\n}'],
    ['missing-member', '{ /* x */ }', '{ "ModelName": "" /* x */ }'],
    ['missing-member', '{ "Tags": [], /* c */ }', '{ "Tags": [], "ModelName": "" /* c */ }'],
    [
      'missing-member',
      '/*\n * A model\n */\n{\n    "Tags": []\n}',
      '/*\n * A model\n */\n{\n    "Tags": [],\n    "ModelName": ""\n}',
    ],
    ['null-value', '{ "Tags": null /* c */, "ModelName": "m" }', '{  /* c */ "ModelName": "m" }'],
    ['null-value', '{ "ModelName": "m", // why\n "Tags": null }', '{ "ModelName": "m" // why\n  }'],
    [
      'wrong-type',
      '{ "ModelName": "m", "Tags": { "id": 12345678901234567890, "v": 1.50, "off": false } }',
      '{ "ModelName": "m", "Tags": [{ "Key": "id", "Value": "12345678901234567890" }, { "Key": "v", "Value": "1.50" }, { "Key": "off", "Value": "false" }] }',
    ],
    [
      'malformed-value',
      '{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:sts::111122223333:assumed-role/DataScience/me" }',
      '{ "ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:role/DataScience" }',
    ],
    [
      'both-container-members',
      '{\n  "PrimaryContainer": {},\n  "ModelName": "m",\n  "Containers": []\n}',
      '{\n  "PrimaryContainer": {},\n  "ModelName": "m"\n}',
    ],
    [
      'image-and-package',
      '{\n  "PrimaryContainer": {\n    "ModelPackageName": "p/1",\n    "Image": "i",\n    "ModelDataUrl": "u"\n  }\n}',
      '{\n  "PrimaryContainer": {\n    "ModelPackageName": "p/1"\n  }\n}',
    ],
    [
      'image-and-package',
      '{ "PrimaryContainer": { "Image": "i", "ModelDataUrl": "u", "ModelPackageName": "p/1" } }',
      '{ "PrimaryContainer": { "ModelPackageName": "p/1" } }',
    ],
    [
      'image-and-package',
      '{ "PrimaryContainer": { "Image": "i", "ModelPackageName": "p/1", "ModelDataUrl": "u" } }',
      '{ "PrimaryContainer": { "ModelPackageName": "p/1" } }',
    ],
    [
      'hostnames-all-or-none',
      '{ "Containers": [{ "Image": "a" }, { "ContainerHostname": "Container-1" }, { "Image": "c" }] }',
      '{ "Containers": [{ "Image": "a", "ContainerHostname": "container-1-2" }, { "ContainerHostname": "Container-1" }, { "Image": "c", "ContainerHostname": "container-3" }] }',
    ],
    [
      'duplicate-hostname',
      `{ "Containers": [{ "ContainerHostname": "${'a'.repeat(63)}" }, { "ContainerHostname": "${'a'.repeat(63)}" }] }`,
      `{ "Containers": [{ "ContainerHostname": "${'a'.repeat(63)}" }, { "ContainerHostname": "${'a'.repeat(61)}-2" }] }`,
    ],
    [
      'marketplace-isolation',
      '{ "PrimaryContainer": { "ModelPackageName": "arn:aws:sagemaker:eu-west-1:985815980388:model-package/v" }, "EnableNetworkIsolation": false }',
      '{ "PrimaryContainer": { "ModelPackageName": "arn:aws:sagemaker:eu-west-1:985815980388:model-package/v" }, "EnableNetworkIsolation": true }',
    ],
    [
      'duplicate-channel',
      `{ "PrimaryContainer": { "AdditionalModelDataSources": [{ "ChannelName": "${'a'.repeat(64)}" }, { "ChannelName": "${'a'.repeat(64)}" }] } }`,
      `{ "PrimaryContainer": { "AdditionalModelDataSources": [{ "ChannelName": "${'a'.repeat(64)}" }, { "ChannelName": "${'a'.repeat(62)}-2" }] } }`,
    ],
    [
      'image-with-scheme',
      '{ "PrimaryContainer": { "Image": "docker://churn:1" } }',
      '{ "PrimaryContainer": { "Image": "churn:1" } }',
    ],
    [
      'multi-model-data-source',
      '{ "PrimaryContainer": { "Mode": "MultiModel", "ModelDataSource": { "S3DataSource": { "S3Uri": "s3://models/all/" } } } }',
      '{ "PrimaryContainer": { "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/" } }',
    ],
    ['trailing-comma', '{\n  "ModelName": "m",\n}', '{\n  "ModelName": "m"\n}'],
    ['json-syntax', '{ "ModelName": "m"\n  "Tags": [] }', '{ "ModelName": "m",\n  "Tags": [] }'],
    ['json-syntax', '{ "ModelName": \'m\' }', '{ "ModelName": "m" }'],
    ['json-syntax', '{ ModelName: "m" }', '{ "ModelName": "m" }'],
    ['json-syntax', '{ "EnableNetworkIsolation": True }', '{ "EnableNetworkIsolation": true }'],
  ];
  for (const [rule, before, after] of cases)
    test(`${rule}: ${JSON.stringify(before)}`, () => assert.equal(fixed(before, rule), after));

  test('and what it was about is gone', () => {
    for (const [rule, before] of cases) {
      const count = (text: string) => check(read(text)).filter((it) => it.rule === rule).length;
      assert.ok(count(fixed(before, rule)) < count(before), before);
    }
  });
});

suite('what is taken for the ARN of a role becomes one', () => {
  const withRole = (arn: string) => `{ "ModelName": "m", "ExecutionRoleArn": "${arn}" }`;
  const titleOf = (text: string, given: AnalysisContext = {}) =>
    check(read(text), given).find((it) => /^(too-short|malformed-value)$/.test(it.rule))?.fixes?.[0]?.title;

  for (const [what, arn, after] of [
    ['a user', 'arn:aws:iam::111122223333:user/eve', 'arn:aws:iam::111122223333:role/<role-name>'],
    ['a user with a path', 'arn:aws-cn:iam::111122223333:user/a/eve', 'arn:aws-cn:iam::111122223333:role/<role-name>'],
    ['the root of an account', 'arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:role/<role-name>'],
    ['a group', 'arn:aws-us-gov:iam::111122223333:group/g', 'arn:aws-us-gov:iam::111122223333:role/<role-name>'],
    ['a policy', 'arn:aws:iam::111122223333:policy/p', 'arn:aws:iam::111122223333:role/<role-name>'],
    [
      'a person who has signed in',
      'arn:aws-cn:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/me',
      'arn:aws-cn:iam::111122223333:role/<role-name>',
    ],
    [
      'an instance profile',
      'arn:aws:iam::111122223333:instance-profile/p',
      'arn:aws:iam::111122223333:role/<role-name>',
    ],
  ] as const)
    test(`${what}: the account is kept, and the name is to be filled in before the model is created`, () => {
      const text = fixed(withRole(arn), 'malformed-value');
      assert.equal(text, withRole(after));
      assertNames(titleOf(withRole(arn)), naming(`${after}`));
      assert.deepEqual(
        check(read(text)).map((it) => it.rule),
        ['no-container', 'placeholder'],
      );
    });
  for (const [name, given, after] of [
    ['SageMakerRole', { account: '111122223333' }, 'arn:aws:iam::111122223333:role/SageMakerRole'],
    ['SageMakerRole', { account: '111122223333', region: 'eu-west-1' }, 'arn:aws:iam::111122223333:role/SageMakerRole'],
    ['role/My_Role', { account: '111122223333', region: 'cn-north-1' }, 'arn:aws-cn:iam::111122223333:role/My_Role'],
    ['r', { account: '111122223333', region: 'us-gov-west-1' }, 'arn:aws-us-gov:iam::111122223333:role/r'],
    ['r', { account: '111122223333', region: 'us-iso-east-1' }, 'arn:aws-iso:iam::111122223333:role/r'],
    ['r', { account: '111122223333', region: 'us-isob-east-1' }, 'arn:aws-iso-b:iam::111122223333:role/r'],
    ['r', { account: '111122223333', region: 'eu-isoe-west-1' }, 'arn:aws-iso-e:iam::111122223333:role/r'],
    ['r', { account: '111122223333', region: 'us-isof-south-1' }, 'arn:aws-iso-f:iam::111122223333:role/r'],
    ['r', { account: '111122223333', region: 'eusc-de-east-1' }, 'arn:aws-eusc:iam::111122223333:role/r'],
    [
      'service-role/AmazonSageMaker-ExecutionRole-20261101T101010',
      { account: '111122223333', region: 'us-east-1' },
      'arn:aws:iam::111122223333:role/service-role/AmazonSageMaker-ExecutionRole-20261101T101010',
    ],
  ] as const)
    test(`the name ${name} in ${'region' in given ? given.region : 'a region not known'}, where the account is known`, () =>
      assert.equal(fixed(withRole(name), name.length < 20 ? 'too-short' : 'malformed-value', given), withRole(after)));
  test('nothing is offered where no account is known, or the text is no name', () => {
    for (const name of ['SageMakerRole', 'AmazonSageMaker-ExecutionRole'])
      assert.equal(titleOf(withRole(name)), undefined);
    for (const text of [
      '',
      'null',
      'None',
      'undefined',
      'my role',
      'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess',
      'a/',
    ])
      assert.equal(titleOf(withRole(text), { account: '111122223333' }), undefined, text);
  });
});

suite('correcting all that is safe', () => {
  test('makes JSON of what a person meant, and leaves what they mean', () =>
    assert.equal(
      allFixed(
        '{ // a model\n  \'ModelName\': \'m\'\n  EnableNetworkIsolation: True,\n  "PrimaryContainer": { "Environment": { "A": 1 } },\n  "modelArn": null,\n}',
      ),
      '{ // a model\n  "ModelName": "m",\n  "EnableNetworkIsolation": true,\n  "PrimaryContainer": { "Environment": { "A": "1" } },\n  "modelArn": null\n}',
    ));
  test('takes nothing away that a person has written, and guesses at no escape', () => {
    for (const text of [
      '{\n  "ModelName": "m",\n  /* todo\n  "Tags": []\n}\n',
      '{ "PrimaryContainer": { "Environment": { "COLOR": #ff0000, "B": "2" } } }',
      '{ "PrimaryContainer": { "ModelDataUrl": "s3:"//bucket/x" } }',
      '{ "PrimaryContainer": { "Environment": { "A": \'{\\"a\\": 1}\' } } }',
      '{ "PrimaryContainer": { "Environment": { "A": \'x\\ty\' } } }',
      '{ "PrimaryContainer": { "Environment": { "A": `a${x}b`, `B${y}`: "1" } } }',
      '{ "ModelName": "m" } // why',
    ])
      assert.equal(allFixed(text), text);
  });
  test('takes an apostrophe for what it is', () =>
    assert.equal(
      allFixed("{ 'ModelName': 'm', 'Tags': [{ 'Key': 'who', 'Value': 'Eve's' }] }"),
      '{ "ModelName": "m", "Tags": [{ "Key": "who", "Value": "Eve\'s" }] }',
    ));
  test('does nothing to a valid definition', () => {
    for (const { text } of validDefinitions()) assert.equal(allFixed(text), text);
  });
});

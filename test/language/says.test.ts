import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../server/language/check/check';
import { read } from '../../server/language/syntax/document';
import type { AnalysisContext } from '../../server/language/types';
import { lacking } from '../support/form';
import { environment, image, many, one, reading, role, source, vpc } from './minimal';

/** A text, and what a rule says of it: each problem's message, and behind it the titles of its fixes. */
interface Case {
  readonly rule: string;
  readonly text: string;
  readonly given?: AnalysisContext;
  readonly says: readonly (readonly string[])[];
}

/** Where other definitions have the same name. */
const named = (...paths: readonly string[]) =>
  paths.map((path) => ({ file: `file:///${path}`, path, offset: 0, length: 1 }));

const off = Object.fromEntries(lacking.map((it) => [it, 'off' as const]));

const cases: readonly Case[] = [
  {
    rule: 'unknown-member',
    text: one(`${image}, "Subnets": []`),
    says: [
      ['Subnets belongs in VpcConfig, not here. Move it: here the AWS CLI refuses it, and an SDK does not send it.'],
    ],
  },
  {
    rule: 'unknown-member',
    text: one(`${image}`, ', "Key": "a"'),
    says: [
      ['Key belongs in an item of Tags, not here. Move it: here the AWS CLI refuses it, and an SDK does not send it.'],
    ],
  },
  {
    rule: 'unknown-member',
    text: one(`${image}, "S3DataType": "S3Prefix"`),
    says: [
      [
        'S3DataType belongs in S3DataSource, not here. Move it: here the AWS CLI refuses it, and an SDK does not send it.',
      ],
    ],
  },
  {
    rule: 'unknown-member',
    text: one(`${image}, "Unheard": "a"`, ', "Unheard": "a"'),
    says: [
      [
        'ContainerDefinition has no member "Unheard" that this version knows. An AWS CLI that does not know it either refuses it, and such an SDK does not send it.',
      ],
      [
        'A CreateModel request has no member "Unheard" that this version knows. An AWS CLI that does not know it either refuses it, and such an SDK does not send it.',
      ],
    ],
  },
  {
    rule: 'unknown-member',
    text: one(image, ', "Mode": "MultiModel"'),
    says: [
      [
        'Mode belongs in PrimaryContainer, an item of Containers or InferenceExecutionConfig, not here. Move it: here the AWS CLI refuses it, and an SDK does not send it.',
      ],
    ],
  },
  {
    rule: 'misspelt-member',
    text: one(image, ', "tags": [], "Tags": [], "vpcConfig": {}'),
    says: [
      [
        'The member is called Tags, not "tags". The AWS CLI refuses it like this, and an SDK does not send it. Tags stands here as well, so remove this one.',
        'Remove it',
      ],
      [
        'The member is called VpcConfig, not "vpcConfig". The AWS CLI refuses it like this, and an SDK does not send it.',
        'Change to VpcConfig',
      ],
    ],
  },
  {
    rule: 'too-many-entries',
    text: environment(Array.from({ length: 102 }, (_, at) => `"A${at}": ""`).join(', ')),
    says: [['Environment has 102 entries, 2 too many: SageMaker takes up to 100.']],
  },
  {
    rule: 'describe-only-member',
    text: one(image, ', "CreationTime": "now", "ResponseMetadata": {}'),
    says: [
      ['CreationTime, when the model was created, is part of an answer and not of a request. Remove it.', 'Remove it'],
      ['ResponseMetadata is part of an answer and not of a request. Remove it.', 'Remove it'],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "EnableNetworkIsolation": "Yes", "Tags": { "a": "1", "b": 2 }'),
    says: [
      ['EnableNetworkIsolation takes true or false, not a string.'],
      ['Tags takes a list [ … ], not an object.', 'Write it as a list'],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "EnableNetworkIsolation": "not true", "Tags": "a"'),
    says: [
      ['EnableNetworkIsolation takes true or false, not a string.'],
      ['Tags takes a list [ … ], not a string: put it between [ and ].'],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "EnableNetworkIsolation": "true or false", "Tags": { "a": }'),
    says: [['EnableNetworkIsolation takes true or false, not a string.'], ['Tags takes a list [ … ], not an object.']],
  },
  {
    rule: 'wrong-type',
    text: one(
      `${image}, "AdditionalModelDataSources": { "draft": "s3://models/draft/" }, "ContainerMetricsConfig": { "MetricsEndpoints": { "/metrics": "60" } }`,
      ', "Containers": { "first": "churn:1" }',
    ),
    says: [
      ['AdditionalModelDataSources takes a list [ … ], not an object.'],
      ['MetricsEndpoints takes a list [ … ], not an object.'],
      ['Containers takes a list [ … ], not an object.'],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "EnableNetworkIsolation": "true", "Tags": { "a": {} }'),
    says: [
      ['EnableNetworkIsolation takes true or false, not a string: write true without quotes.', 'Write true'],
      ['Tags takes a list [ … ], not an object.'],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "Tags": {}'),
    says: [['Tags takes a list [ … ], not an object.', 'Write it as a list']],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "VpcConfig": { "Subnets": { "a": "b" }, "SecurityGroupIds": "sg-0a1b2c3d4e5f60718" }'),
    says: [
      ['Subnets takes a list [ … ], not an object.'],
      ['SecurityGroupIds takes a list [ … ], not a string: put it between [ and ].'],
    ],
  },
  {
    rule: 'wrong-type',
    text: environment('"A": 1, "B": true, "C": [], "D": {}'),
    says: [
      ['The value of "A" in Environment takes a string, not a number: write "1".', 'Write "1"'],
      ['The value of "B" in Environment takes a string, not a boolean: write "true".', 'Write "true"'],
      ['The value of "C" in Environment takes a string, not a list.'],
      ['The value of "D" in Environment takes a string, not an object.'],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(
      `${image}, "ContainerMetricsConfig": { "MetricsEndpoints": [{ "MetricsEndpointPath": "/m", "MetricPublishFrequencyInSeconds": "60" }, { "MetricsEndpointPath": "/m", "MetricPublishFrequencyInSeconds": "61" }, { "MetricsEndpointPath": "/m", "MetricPublishFrequencyInSeconds": true }] }`,
    ),
    says: [
      [
        'MetricPublishFrequencyInSeconds takes 10, 30, 60, 120, 180, 240 or 300, not a string: write 60 without quotes.',
        'Write 60',
      ],
      ['MetricPublishFrequencyInSeconds takes 10, 30, 60, 120, 180, 240 or 300, not a string.'],
      ['MetricPublishFrequencyInSeconds takes 10, 30, 60, 120, 180, 240 or 300, not a boolean.'],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(`${image}, "Mode": 1`),
    says: [['Mode takes "SingleModel" or "MultiModel", not a number.']],
  },
  {
    rule: 'null-value',
    text: one(image, ', "Tags": [null], "EnableNetworkIsolation": null, "VpcConfig": null'),
    says: [
      ['Item 1 of Tags cannot be null. Give it an object { … }, or remove the item.', 'Remove it'],
      ['EnableNetworkIsolation cannot be null. Give it true or false, or remove the member.', 'Remove it'],
      ['VpcConfig cannot be null. Give it an object { … }, or remove the member.', 'Remove it'],
    ],
  },
  {
    rule: 'too-short',
    text: `{ "ModelName": "", "ExecutionRoleArn": "role", "PrimaryContainer": { ${image} } }`,
    says: [
      [
        'ExecutionRoleArn should begin with arn:aws, not "role". It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
      ],
    ],
  },
  {
    rule: 'too-short',
    text: one(image, ', "Tags": [{ "Key": "", "Value": "" }]'),
    says: [
      ['Key is empty. It takes letters, digits, spaces and the characters _ . : / = + - @, of at least 1 character.'],
    ],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "-churn", "ExecutionRoleArn": "arn:aws:iam::1111:role/r" }`,
    says: [
      [
        'ModelName should begin with a letter or digit, not "-churn". It takes letters, digits and hyphens, with a letter or digit at both ends.',
      ],
      [
        'ExecutionRoleArn should have an account id of 12 digits from character 14 on, not "1111:role/r". It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
      ],
    ],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "churn-", "ExecutionRoleArn": "arn:aws:iam::111122223333:user/me" }`,
    says: [
      [
        'ModelName cannot have "-" at character 6. It takes letters, digits and hyphens, with a letter or digit at both ends.',
      ],
      [
        'ExecutionRoleArn should have :role/ from character 26 on, not ":user/me". It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
        'Write arn:aws:iam::111122223333:role/<role-name>, to be filled in',
      ],
    ],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": " churn", "ExecutionRoleArn": " arn:aws:iam::111122223333:role/r" }`,
    says: [
      ['ModelName begins with a space. It takes letters, digits and hyphens, with a letter or digit at both ends.'],
      [
        'ExecutionRoleArn begins with a space. It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
      ],
    ],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "a very long name of a model with blanks", "ExecutionRoleArn": "SageMakerExecutionRoleOfTheTeamForChurn" }`,
    given: { account: '111122223333', region: 'eu-west-1' },
    says: [
      [
        'ModelName cannot have a space at character 2. It takes letters, digits and hyphens, with a letter or digit at both ends.',
      ],
      [
        'ExecutionRoleArn should begin with arn:aws, not "SageMakerExecutionR…". It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
        'Write arn:aws:iam::111122223333:role/SageMakerExecutionRoleOfTheTeamF…',
      ],
    ],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "\u{1F600}x y", "ExecutionRoleArn": "SageMakerExecutionRole" }`,
    says: [
      [
        'ModelName should begin with a letter or digit, not "😀x y". It takes letters, digits and hyphens, with a letter or digit at both ends.',
      ],
      [
        'ExecutionRoleArn should begin with arn:aws, not "SageMakerExecutionR…". It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
      ],
    ],
  },
  {
    rule: 'malformed-value',
    text: one('"ModelPackageName": "my_package/1"').replace('role/r', 'assumed-role-of-the-team/me'),
    says: [
      [
        'ExecutionRoleArn should have :role/ from character 26 on, not ":assumed-role-of-th…". It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
      ],
      [
        'ModelPackageName cannot have "_" at character 3. It takes the name of a model package (up to 63 letters, digits and hyphens), with a version such as /3 if it has one, or its ARN.',
      ],
    ],
  },
  {
    rule: 'malformed-value',
    text: one(image).replace(':role/r', ''),
    says: [
      [
        'ExecutionRoleArn ends where :role/ should follow. It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.',
      ],
    ],
  },
  // How long it is, is said by other rules.
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "${'a_'.repeat(32)}", "ExecutionRoleArn": "SageMakerExecutionR" }`,
    says: [],
  },
  {
    rule: 'too-short',
    text: `{ "ModelName": "m", "ExecutionRoleArn": "${'😀'.repeat(12)}" }`,
    says: [
      [
        `ExecutionRoleArn should begin with arn:aws, not "${'😀'.repeat(12)}". It takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole.`,
      ],
    ],
  },
  {
    rule: 'too-long',
    text: environment(`"PRICE": "${'€'.repeat(400)}"`),
    says: [
      ['The value of "PRICE" in Environment has 1,200 bytes in UTF-8, 176 too many: SageMaker takes up to 1,024.'],
    ],
  },
  {
    rule: 'too-long',
    text: `{ "ModelName": "${'a'.repeat(64)}" }`,
    says: [['ModelName has 64 characters, 1 too many: SageMaker takes up to 63.']],
  },
  {
    rule: 'too-many-bytes',
    text: one(
      `${image}, "Environment": { ${Array.from({ length: 33 }, (_, i) => `"A${100 + i}": "${'x'.repeat(1000)}"`)} }`,
    ),
    says: [
      [
        'Environment has 33,132 bytes of names and values in UTF-8, 364 too many: SageMaker takes up to 32,768 in a request.',
      ],
    ],
  },
  {
    rule: 'too-many-bytes',
    text: many(
      ['A', 'B'].map(
        (name) =>
          `"Environment": { ${Array.from({ length: 17 }, (_, i) => `"${name}${100 + i}": "${'x'.repeat(1000)}"`)} }`,
      ),
    ),
    says: [
      [
        'The 2 Environment maps of this request together have 34,136 bytes of names and values in UTF-8, 1,368 too many: SageMaker takes up to 32,768 in a request.',
      ],
    ],
  },
  {
    rule: 'too-few-items',
    text: one(image, ', "VpcConfig": { "Subnets": [], "SecurityGroupIds": [] }'),
    says: [
      ['Subnets has 0 items, and SageMaker wants at least 1.'],
      ['SecurityGroupIds has 0 items, and SageMaker wants at least 1.'],
    ],
  },
  {
    rule: 'too-many-items',
    text: one(
      image,
      `, "VpcConfig": { "SecurityGroupIds": [], "Subnets": [${Array.from({ length: 18 }, (_, i) => `"subnet-0a1b2c${10 + i}"`)}] }`,
    ),
    says: [['Subnets has 18 items, 2 too many: SageMaker takes up to 16.']],
  },
  {
    rule: 'byte-order-mark',
    text: '{ "ModelName": "m" }',
    given: { encoding: 'utf8bom' },
    says: [['The file begins with a byte order mark, and the AWS CLI refuses it. Save the file as UTF-8 without BOM.']],
  },
  {
    rule: 'byte-order-mark',
    text: '',
    given: { encoding: 'utf8bom' },
    says: [['The file begins with a byte order mark, and the AWS CLI refuses it. Save the file as UTF-8 without BOM.']],
  },
  {
    rule: 'byte-order-mark',
    text: '\ufeff{ "ModelName": "m" }',
    given: { encoding: 'utf8bom' },
    says: [['The file begins with a byte order mark, and the AWS CLI refuses it. Save the file as UTF-8 without BOM.']],
  },
  { rule: 'not-utf-8', text: '{ "ModelName": "m" }', given: { encoding: 'iso88591' }, says: [] },
  {
    rule: 'not-utf-8',
    text: '{ "ModelName": "mü" }',
    given: { encoding: 'iso88591' },
    says: [['The file is stored as iso88591, and the AWS CLI reads UTF-8. Save the file as UTF-8.']],
  },
  {
    rule: 'not-utf-8',
    text: 'ü',
    given: { encoding: 'iso88591' },
    says: [['The file is stored as iso88591, and the AWS CLI reads UTF-8. Save the file as UTF-8.']],
  },
  {
    rule: 'empty-file',
    text: '\ufeff \n',
    says: [['This file is empty. A definition is a JSON object with at least a ModelName: { "ModelName": "…" }.']],
  },
  { rule: 'empty-file', text: '// nothing', says: [] },
  { rule: 'empty-file', text: '\u00a0', says: [] },
  { rule: 'empty-file', text: '}', says: [] },
  {
    rule: 'not-an-object',
    text: '[]',
    says: [['A definition is one JSON object, a CreateModel request, and not a list.']],
  },
  {
    rule: 'not-an-object',
    text: 'null',
    says: [['A definition is one JSON object, a CreateModel request, and not null.']],
  },
  {
    rule: 'not-an-object',
    text: '"text"',
    says: [['A definition is one JSON object, a CreateModel request, and not a string.']],
  },
  {
    rule: 'not-an-object',
    text: '12',
    says: [['A definition is one JSON object, a CreateModel request, and not a number.']],
  },
  {
    rule: 'not-an-object',
    text: 'true',
    says: [['A definition is one JSON object, a CreateModel request, and not a boolean.']],
  },
  {
    rule: 'vpc-id',
    text: one(
      image,
      ', "VpcConfig": { "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718", "sg-0a1b2c3d4e5f60718", "sg-xyz", "sg-x0a1b2c3d", "sg-0a1b2c3d4", 5, "?", "?sg-1", "sg-1?"], "Subnets": ["sg-0a1b2c3d", "subnet-0a1b2c3d"] }',
    ),
    says: [
      ['sg-0a1b2c3d4e5f60718 stands in this list before. Remove it.', 'Remove it'],
      ['sg-xyz is no such id: sg- and 8 or 17 digits (0-9, a-f).'],
      ['sg-x0a1b2c3d is no such id: sg- and 8 or 17 digits (0-9, a-f).'],
      ['sg-0a1b2c3d4 is no such id: sg- and 8 or 17 digits (0-9, a-f).'],
      ['sg-0a1b2c3d belongs in SecurityGroupIds, the other list.', 'Move it there'],
    ],
  },
  ...(
    [
      [
        'arn:aws:ecr:eu-west-1:111122223333:repository/churn',
        'This is an ARN. An image is named registry/repository:tag, as docker pull takes it.',
      ],
      [
        'arn:aws:s3://images/churn',
        'This is an ARN. An image is named registry/repository:tag, as docker pull takes it.',
      ],
      ['https://', 'An image is named without a scheme before it. Begin with the registry.'],
      [
        'https://ghcr.io/me/churn:1\\n',
        'An image is named without a scheme before it. Begin with the registry.',
        'Remove the scheme',
      ],
    ] as const
  ).map(([name, ...said]) => ({ rule: 'image-with-scheme', text: one(`"Image": "${name}"`), says: [said] })),
  ...(
    [
      [
        'team/my.app/churn:1',
        '',
        'This image names no registry. Write its whole name in Amazon ECR, such as 111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.',
      ],
      [
        'ghcr.io/me/churn:1',
        '',
        'This image is not in a private registry of Amazon ECR. Push it there, or, where a VPC reaches its registry, name that in VpcConfig, and say so in ImageConfig.',
      ],
      [
        'ghcr.io/me/churn:1',
        vpc,
        'This image is not in a private registry of Amazon ECR. Push it there, or, where the VPC of the model reaches its registry, say so in ImageConfig.',
        'Say that the VPC reaches its registry',
      ],
    ] as const
  ).map(([name, more, ...said]) => ({
    rule: 'image-not-in-ecr',
    text: one(`"Image": "${name}"`, more),
    says: [said],
  })),
  {
    rule: 'image-without-tag',
    text: one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/x"'),
    says: [['The image has no tag and no digest, which means latest. Name the one that you have tested.']],
  },
  {
    rule: 'bad-ecr-address',
    text: one('"Image": "1111222233334.dkr.ecr.eu-west-1.amazonaws.com/churn:1"'),
    says: [['"1111222233334" is no account id, which has 12 digits. Write that of the registry.']],
  },
  ...(
    [
      ['a/./b', 'The part "."'],
      ['a/../b', 'The part ".."'],
      [`a/${'é'.repeat(128)}`, 'A part of more than 255 bytes'],
      ['a//b', 'An empty part'],
    ] as const
  ).map(([key, what]) => ({
    rule: 'bad-key-segment',
    text: source(`"S3Uri": "s3://models/${key}", "S3DataType": "S3Object", "CompressionType": "None"`),
    says: [[`${what} between slashes cannot be the name of a file. Rename the object.`]],
  })),
  {
    rule: 'shared-name',
    text: one(image),
    given: { duplicateNames: named('b') },
    says: [['b has this name as well. Only one of them can be created in one account and region.']],
  },
  {
    rule: 'shared-name',
    text: one(image),
    given: { duplicateNames: named('b', 'c') },
    says: [['b and 1 other have this name as well. Only one of them can be created in one account and region.']],
  },
  { rule: 'shared-name', text: one(image).replace('"m"', '""'), given: { duplicateNames: named('b') }, says: [] },
  {
    rule: 'hostnames-all-or-none',
    text: many(['"ContainerHostname": "Container-2"', '"Mode": "SingleModel"', '"Mode": "SingleModel"']),
    says: [
      [
        'Another container has a hostname, so all need one. Give this one a ContainerHostname.',
        'Give every container a hostname',
      ],
      [
        'Another container has a hostname, so all need one. Give this one a ContainerHostname.',
        'Give every container a hostname',
      ],
    ],
  },
  {
    rule: 'direct-needs-hostnames',
    text: many(
      ['"Mode": "SingleModel"', '"Mode": "SingleModel"'],
      ', "InferenceExecutionConfig": { "Mode": "Direct" }',
    ),
    says: [
      [
        'In Direct mode a request names its container by its hostname. Give this one a ContainerHostname.',
        'Give every container a hostname',
      ],
      [
        'In Direct mode a request names its container by its hostname. Give this one a ContainerHostname.',
        'Give every container a hostname',
      ],
    ],
  },
  {
    rule: 'direct-needs-hostnames',
    text: many(['"Mode": "SingleModel"'], ', "InferenceExecutionConfig": { "Mode": "Direct" }'),
    says: [],
  },
  {
    rule: 'another-region',
    text: one(
      '"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1"',
    ),
    says: [
      [
        'This model package is in us-east-1, and another part of this definition is in eu-west-1. Name both in one region.',
      ],
    ],
  },
  {
    rule: 'another-region',
    text: `{ "ModelName": "m", ${role}, "Containers": [{ "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1" }, { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }, { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }] }`,
    says: [
      ['This model package is in us-east-1, and the rest of this definition is in eu-west-1. Name one in eu-west-1.'],
    ],
  },
  {
    rule: 'another-region',
    text: `{ "ModelName": "m", ${role}, "Containers": [{ "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1" }, { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ModelDataUrl": "s3://churn-us-west-2/m.tar.gz" }, { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }] }`,
    says: [
      ['This model package is in us-east-1, and the rest of this definition is in eu-west-1. Name one in eu-west-1.'],
    ],
  },
  {
    rule: 'another-region',
    text: `{ "ModelName": "m", ${role}, "Containers": [{ "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1" }, { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }, { "ModelPackageName": "arn:aws:sagemaker:us-west-2:111122223333:model-package/p/1" }, { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }] }`,
    says: [
      [
        'This model package is in us-west-2, and another part of this definition is in eu-west-1. Name both in one region.',
      ],
      [
        'This model package is in us-east-1, and another part of this definition is in eu-west-1. Name both in one region.',
      ],
    ],
  },
  {
    rule: 'another-region',
    text: `{ "ModelName": "m", ${role}, "Containers": [{ "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }] }`,
    given: { region: 'eu-west-1' },
    says: [],
  },
  {
    rule: 'role-of-another-account',
    text: one(image).replace('role/r', 'role/r/arn:aws:iam::444455556666:x'),
    given: { account: '111122223333' },
    says: [],
  },
  {
    rule: 'role-of-another-account',
    text: one(image).replace('"arn:aws:iam', '" arn:aws:iam'),
    given: { account: '444455556666' },
    says: [],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "1234567"',
    ),
    says: [],
  },
  { rule: 'variable-value', text: reading('sagemaker-xgboost:1.7-1', '"SAGEMAKER_MODEL_SERVER_WORKERS": 0'), says: [] },
  {
    rule: 'variable-value',
    text: reading('sagemaker-xgboost:1.7-1', '"SAGEMAKER_MODEL_SERVER_WORKERS": " 2.0 "'),
    says: [
      [
        'SAGEMAKER_MODEL_SERVER_WORKERS takes a whole number, 1 or more, and the XGBoost image may not start with anything else.',
        'Write 2',
      ],
    ],
  },
  {
    rule: 'variable-value',
    text: reading('sagemaker-xgboost:1.7-1', '"SAGEMAKER_MODEL_SERVER_WORKERS": "about 2.0"'),
    says: [
      [
        'SAGEMAKER_MODEL_SERVER_WORKERS takes a whole number, 1 or more, and the XGBoost image may not start with anything else.',
      ],
    ],
  },
  {
    rule: 'variable-value',
    text: reading('sagemaker-xgboost:1.7-1', '"SAGEMAKER_MODEL_SERVER_WORKERS": "2.0 or so"'),
    says: [
      [
        'SAGEMAKER_MODEL_SERVER_WORKERS takes a whole number, 1 or more, and the XGBoost image may not start with anything else.',
      ],
    ],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "0"',
    ),
    says: [
      [
        'The Hugging Face image takes SAGEMAKER_MODEL_SERVER_TIMEOUT for minutes. Write SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS, which is plain.',
        'Write SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS (0)',
      ],
    ],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "2"',
    ),
    says: [
      [
        'The Hugging Face image takes SAGEMAKER_MODEL_SERVER_TIMEOUT for minutes. Write SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS, which is plain.',
        'Write SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS (120)',
        'Write SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS (2)',
      ],
    ],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "about 60"',
    ),
    says: [],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "60 or so"',
    ),
    says: [],
  },
  {
    rule: 'removed-rolling-batch',
    text: reading('djl-inference:0.33.0-lmi15.0.0-cu128', '"OPTION_ROLLING_BATCH": "my-scheduler"'),
    says: [],
  },
  {
    rule: 'removed-rolling-batch',
    text: reading('djl-inference:0.33.0-lmi15.0.0-cu128', '"OPTION_ROLLING_BATCH": "scheduler-2"'),
    says: [],
  },
];

suite('a problem says what is wrong with this request, and its fixes what they do', () => {
  for (const [at, { rule, text, given, says }] of cases.entries())
    test(`${at + 1}. ${rule}: ${says[0]?.[0] ?? 'nothing'}`, () => {
      const found = check(read(text), { rules: off, ...given }).filter((it) => it.rule === rule);
      assert.deepEqual(
        found.map(({ message, fixes = [] }) => [message, ...fixes.map((it) => it.title)]),
        says,
      );
    });
});

test('a byte order mark that the editor has taken away is shown at the first character, where there is one', () => {
  for (const [text, length] of [
    ['{}', 1],
    ['', 0],
  ] as const) {
    const found = check(read(text), { encoding: 'utf8bom' }).filter((it) => it.rule === 'byte-order-mark');
    assert.deepEqual(
      found.map((it) => [it.offset, it.length]),
      [[0, length]],
    );
  }
});

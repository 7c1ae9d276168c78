/** Short texts, and what rules find in them: the table behind the messages in messages.snap.json. */
import type { AnalysisContext } from '../../server/language/types';
import { environment, image, many, one, reading, role, source, vpc } from './minimal';

/** A text in which a rule finds something, or nothing. */
export interface MessageCase {
  readonly rule: string;
  readonly text: string;
  readonly given?: AnalysisContext;
  /** For each problem, what its message names, and what the title of each of its fixes names, separated by spaces. */
  readonly facts: readonly (readonly string[])[];
}

/** Texts whose suggestions are shown, with the cursor in each. */
export const completionCases: readonly string[] = [
  '|',
  '{ | }',
  one(`${image}, |`),
  one(`${image}, "Mode": "|"`),
  one('"Image": "|"'),
  one('"Image": "763104351884.dkr.ecr.|"'),
  one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:|"'),
  one(`${image}, "ModelDataUrl": "|"`),
  one('"ModelPackageName": "|"'),
  one(image, ', "InferenceExecutionConfig": { "Mode": "|" }'),
  one(image, ', "Tags": [|]'),
  '{ "ExecutionRoleArn": "|" }',
  reading('djl-inference:0.36.0-lmi28.0.0-cu130', '"|": ""'),
  reading('djl-inference:0.36.0-lmi28.0.0-cu130', '"OPTION_ROLLING_BATCH": "|"'),
];

/** Where other definitions have the same name. */
const named = (...paths: readonly string[]) =>
  paths.map((path) => ({ file: `file:///${path}`, path, offset: 0, length: 1 }));

export const messageCases: readonly MessageCase[] = [
  {
    rule: 'unknown-member',
    text: one(`${image}, "Subnets": []`),
    facts: [['Subnets VpcConfig']],
  },
  {
    rule: 'unknown-member',
    text: one(`${image}`, ', "Key": "a"'),
    facts: [['Key Tags']],
  },
  {
    rule: 'unknown-member',
    text: one(`${image}, "S3DataType": "S3Prefix"`),
    facts: [['S3DataType S3DataSource']],
  },
  {
    rule: 'unknown-member',
    text: one(`${image}, "Unheard": "a"`, ', "Unheard": "a"'),
    facts: [['ContainerDefinition Unheard'], ['CreateModel Unheard']],
  },
  {
    rule: 'unknown-member',
    text: one(image, ', "Mode": "MultiModel"'),
    facts: [['Mode PrimaryContainer Containers InferenceExecutionConfig']],
  },
  {
    rule: 'misspelt-member',
    text: one(image, ', "tags": [], "Tags": [], "vpcConfig": {}'),
    facts: [
      ['Tags tags', ''],
      ['VpcConfig vpcConfig', 'VpcConfig'],
    ],
  },
  {
    rule: 'too-many-entries',
    text: environment(Array.from({ length: 102 }, (_, at) => `"A${at}": ""`).join(', ')),
    facts: [['Environment 102 2 100']],
  },
  {
    rule: 'describe-only-member',
    text: one(image, ', "CreationTime": "now", "ResponseMetadata": {}'),
    facts: [
      ['CreationTime', ''],
      ['ResponseMetadata', ''],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "EnableNetworkIsolation": "Yes", "Tags": { "a": "1", "b": 2 }'),
    facts: [['EnableNetworkIsolation'], ['Tags', '']],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "EnableNetworkIsolation": "not true", "Tags": "a"'),
    facts: [['EnableNetworkIsolation'], ['Tags']],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "EnableNetworkIsolation": "true or false", "Tags": { "a": }'),
    facts: [['EnableNetworkIsolation'], ['Tags']],
  },
  {
    rule: 'wrong-type',
    text: one(
      `${image}, "AdditionalModelDataSources": { "draft": "s3://models/draft/" }, "ContainerMetricsConfig": { "MetricsEndpoints": { "/metrics": "60" } }`,
      ', "Containers": { "first": "churn:1" }',
    ),
    facts: [['AdditionalModelDataSources'], ['MetricsEndpoints'], ['Containers']],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "EnableNetworkIsolation": "true", "Tags": { "a": {} }'),
    facts: [['EnableNetworkIsolation', ''], ['Tags']],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "Tags": {}'),
    facts: [['Tags', '']],
  },
  {
    rule: 'wrong-type',
    text: one(image, ', "VpcConfig": { "Subnets": { "a": "b" }, "SecurityGroupIds": "sg-0a1b2c3d4e5f60718" }'),
    facts: [['Subnets'], ['SecurityGroupIds']],
  },
  {
    rule: 'wrong-type',
    text: environment('"A": 1, "B": true, "C": [], "D": {}'),
    facts: [['A Environment 1', '1'], ['B Environment true', 'true'], ['C Environment'], ['D Environment']],
  },
  {
    rule: 'wrong-type',
    text: one(
      `${image}, "ContainerMetricsConfig": { "MetricsEndpoints": [{ "MetricsEndpointPath": "/m", "MetricPublishFrequencyInSeconds": "60" }, { "MetricsEndpointPath": "/m", "MetricPublishFrequencyInSeconds": "61" }, { "MetricsEndpointPath": "/m", "MetricPublishFrequencyInSeconds": true }] }`,
    ),
    facts: [
      ['MetricPublishFrequencyInSeconds 10 30 60 120 180 240 300', '60'],
      ['MetricPublishFrequencyInSeconds 10 30 60 120 180 240 300'],
      ['MetricPublishFrequencyInSeconds 10 30 60 120 180 240 300'],
    ],
  },
  {
    rule: 'wrong-type',
    text: one(`${image}, "Mode": 1`),
    facts: [['Mode SingleModel MultiModel']],
  },
  {
    rule: 'null-value',
    text: one(image, ', "Tags": [null], "EnableNetworkIsolation": null, "VpcConfig": null'),
    facts: [
      ['1 Tags', ''],
      ['EnableNetworkIsolation', ''],
      ['VpcConfig', ''],
    ],
  },
  {
    rule: 'too-short',
    text: `{ "ModelName": "", "ExecutionRoleArn": "role", "PrimaryContainer": { ${image} } }`,
    facts: [['ExecutionRoleArn role']],
  },
  {
    rule: 'too-short',
    text: one(image, ', "Tags": [{ "Key": "", "Value": "" }]'),
    facts: [['Key 1']],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "-churn", "ExecutionRoleArn": "arn:aws:iam::1111:role/r" }`,
    facts: [['ModelName -churn'], ['ExecutionRoleArn 12 14 1111:role/r']],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "churn-", "ExecutionRoleArn": "arn:aws:iam::111122223333:user/me" }`,
    facts: [['ModelName - 6'], ['ExecutionRoleArn 26 :user/me', 'arn:aws:iam::111122223333:role/<role-name>']],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": " churn", "ExecutionRoleArn": " arn:aws:iam::111122223333:role/r" }`,
    facts: [['ModelName'], ['ExecutionRoleArn']],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "a very long name of a model with blanks", "ExecutionRoleArn": "SageMakerExecutionRoleOfTheTeamForChurn" }`,
    given: { account: '111122223333', region: 'eu-west-1' },
    facts: [['ModelName 2'], ['ExecutionRoleArn', '']],
  },
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "\u{1F600}x y", "ExecutionRoleArn": "SageMakerExecutionRole" }`,
    facts: [['ModelName'], ['ExecutionRoleArn']],
  },
  {
    rule: 'malformed-value',
    text: one('"ModelPackageName": "my_package/1"').replace('role/r', 'assumed-role-of-the-team/me'),
    facts: [['ExecutionRoleArn 26'], ['ModelPackageName _ 3 63']],
  },
  {
    rule: 'malformed-value',
    text: one(image).replace(':role/r', ''),
    facts: [['ExecutionRoleArn']],
  },
  // How long it is, is said by other rules.
  {
    rule: 'malformed-value',
    text: `{ "ModelName": "${'a_'.repeat(32)}", "ExecutionRoleArn": "SageMakerExecutionR" }`,
    facts: [],
  },
  {
    rule: 'too-short',
    text: `{ "ModelName": "m", "ExecutionRoleArn": "${'😀'.repeat(12)}" }`,
    facts: [['ExecutionRoleArn']],
  },
  {
    rule: 'too-long',
    text: environment(`"PRICE": "${'€'.repeat(400)}"`),
    facts: [['PRICE Environment 1,200 176 1,024']],
  },
  {
    rule: 'too-long',
    text: `{ "ModelName": "${'a'.repeat(64)}" }`,
    facts: [['ModelName 64 1 63']],
  },
  {
    rule: 'too-many-bytes',
    text: one(
      `${image}, "Environment": { ${Array.from({ length: 33 }, (_, i) => `"A${100 + i}": "${'x'.repeat(1000)}"`)} }`,
    ),
    facts: [['Environment 33,132 364 32,768']],
  },
  {
    rule: 'too-many-bytes',
    text: many(
      ['A', 'B'].map(
        (name) =>
          `"Environment": { ${Array.from({ length: 17 }, (_, i) => `"${name}${100 + i}": "${'x'.repeat(1000)}"`)} }`,
      ),
    ),
    facts: [['2 Environment 34,136 1,368 32,768']],
  },
  {
    rule: 'too-few-items',
    text: one(image, ', "VpcConfig": { "Subnets": [], "SecurityGroupIds": [] }'),
    facts: [['Subnets 0 1'], ['SecurityGroupIds 0 1']],
  },
  {
    rule: 'too-many-items',
    text: one(
      image,
      `, "VpcConfig": { "SecurityGroupIds": [], "Subnets": [${Array.from({ length: 18 }, (_, i) => `"subnet-0a1b2c${10 + i}"`)}] }`,
    ),
    facts: [['Subnets 18 2 16']],
  },
  {
    rule: 'byte-order-mark',
    text: '{ "ModelName": "m" }',
    given: { encoding: 'utf8bom' },
    facts: [['']],
  },
  {
    rule: 'byte-order-mark',
    text: '',
    given: { encoding: 'utf8bom' },
    facts: [['']],
  },
  {
    rule: 'byte-order-mark',
    text: '\ufeff{ "ModelName": "m" }',
    given: { encoding: 'utf8bom' },
    facts: [['']],
  },
  { rule: 'not-utf-8', text: '{ "ModelName": "m" }', given: { encoding: 'iso88591' }, facts: [] },
  {
    rule: 'not-utf-8',
    text: '{ "ModelName": "mü" }',
    given: { encoding: 'iso88591' },
    facts: [['iso88591']],
  },
  {
    rule: 'not-utf-8',
    text: 'ü',
    given: { encoding: 'iso88591' },
    facts: [['iso88591']],
  },
  {
    rule: 'empty-file',
    text: '\ufeff \n',
    facts: [['ModelName']],
  },
  { rule: 'empty-file', text: '// nothing', facts: [] },
  { rule: 'empty-file', text: '\u00a0', facts: [] },
  { rule: 'empty-file', text: '}', facts: [] },
  {
    rule: 'not-an-object',
    text: '[]',
    facts: [['CreateModel list']],
  },
  {
    rule: 'not-an-object',
    text: 'null',
    facts: [['CreateModel null']],
  },
  {
    rule: 'not-an-object',
    text: '"text"',
    facts: [['CreateModel string']],
  },
  {
    rule: 'not-an-object',
    text: '12',
    facts: [['CreateModel number']],
  },
  {
    rule: 'not-an-object',
    text: 'true',
    facts: [['CreateModel boolean']],
  },
  {
    rule: 'vpc-id',
    text: one(
      image,
      ', "VpcConfig": { "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718", "sg-0a1b2c3d4e5f60718", "sg-xyz", "sg-x0a1b2c3d", "sg-0a1b2c3d4", 5, "?", "?sg-1", "sg-1?"], "Subnets": ["sg-0a1b2c3d", "subnet-0a1b2c3d"] }',
    ),
    facts: [
      ['sg-0a1b2c3d4e5f60718', ''],
      ['sg-xyz 8 17'],
      ['sg-x0a1b2c3d 8 17'],
      ['sg-0a1b2c3d4 8 17'],
      ['sg-0a1b2c3d SecurityGroupIds', ''],
    ],
  },
  ...(
    [
      ['arn:aws:ecr:eu-west-1:111122223333:repository/churn', 'ARN'],
      ['arn:aws:s3://images/churn', 'ARN'],
      ['https://', ''],
      ['https://ghcr.io/me/churn:1\\n', '', ''],
    ] as const
  ).map(([name, ...facts]) => ({ rule: 'image-with-scheme', text: one(`"Image": "${name}"`), facts: [facts] })),
  ...(
    [
      ['team/my.app/churn:1', '', 'ECR'],
      ['ghcr.io/me/churn:1', '', 'ECR VpcConfig ImageConfig'],
      ['ghcr.io/me/churn:1', vpc, 'ECR ImageConfig', 'VPC'],
    ] as const
  ).map(([name, more, ...facts]) => ({
    rule: 'image-not-in-ecr',
    text: one(`"Image": "${name}"`, more),
    facts: [facts],
  })),
  {
    rule: 'image-without-tag',
    text: one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/x"'),
    facts: [['']],
  },
  {
    rule: 'bad-ecr-address',
    text: one('"Image": "1111222233334.dkr.ecr.eu-west-1.amazonaws.com/churn:1"'),
    facts: [['1111222233334 12']],
  },
  ...(
    [
      ['a/./b', '"."'],
      ['a/../b', '".."'],
      [`a/${'é'.repeat(128)}`, '255'],
      ['a//b', ''],
    ] as const
  ).map(([key, facts]) => ({
    rule: 'bad-key-segment',
    text: source(`"S3Uri": "s3://models/${key}", "S3DataType": "S3Object", "CompressionType": "None"`),
    facts: [[facts]],
  })),
  {
    rule: 'shared-name',
    text: one(image),
    given: { duplicateNames: named('b') },
    facts: [['b']],
  },
  {
    rule: 'shared-name',
    text: one(image),
    given: { duplicateNames: named('b', 'c') },
    facts: [['b 1']],
  },
  { rule: 'shared-name', text: one(image).replace('"m"', '""'), given: { duplicateNames: named('b') }, facts: [] },
  {
    rule: 'hostnames-all-or-none',
    text: many(['"ContainerHostname": "Container-2"', '"Mode": "SingleModel"', '"Mode": "SingleModel"']),
    facts: [
      ['ContainerHostname', ''],
      ['ContainerHostname', ''],
    ],
  },
  {
    rule: 'direct-needs-hostnames',
    text: many(
      ['"Mode": "SingleModel"', '"Mode": "SingleModel"'],
      ', "InferenceExecutionConfig": { "Mode": "Direct" }',
    ),
    facts: [
      ['ContainerHostname', ''],
      ['ContainerHostname', ''],
    ],
  },
  {
    rule: 'direct-needs-hostnames',
    text: many(['"Mode": "SingleModel"'], ', "InferenceExecutionConfig": { "Mode": "Direct" }'),
    facts: [],
  },
  {
    rule: 'another-region',
    text: one(
      '"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1"',
    ),
    facts: [['us-east-1 eu-west-1']],
  },
  {
    rule: 'another-region',
    text: `{ "ModelName": "m", ${role}, "Containers": [{ "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1" }, { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }, { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }] }`,
    facts: [['us-east-1 eu-west-1']],
  },
  {
    rule: 'another-region',
    text: `{ "ModelName": "m", ${role}, "Containers": [{ "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1" }, { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ModelDataUrl": "s3://churn-us-west-2/m.tar.gz" }, { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }] }`,
    facts: [['us-east-1 eu-west-1']],
  },
  {
    rule: 'another-region',
    text: `{ "ModelName": "m", ${role}, "Containers": [{ "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1" }, { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1" }, { "ModelPackageName": "arn:aws:sagemaker:us-west-2:111122223333:model-package/p/1" }, { "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }] }`,
    facts: [['us-west-2 eu-west-1'], ['us-east-1 eu-west-1']],
  },
  {
    rule: 'another-region',
    text: `{ "ModelName": "m", ${role}, "Containers": [{ "ModelPackageName": "arn:aws:sagemaker:us-east-1:111122223333:model-package/p/1" }] }`,
    given: { region: 'eu-west-1' },
    facts: [],
  },
  {
    rule: 'role-of-another-account',
    text: one(image).replace('role/r', 'role/r/arn:aws:iam::444455556666:x'),
    given: { account: '111122223333' },
    facts: [],
  },
  {
    rule: 'role-of-another-account',
    text: one(image).replace('"arn:aws:iam', '" arn:aws:iam'),
    given: { account: '444455556666' },
    facts: [],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "1234567"',
    ),
    facts: [],
  },
  {
    rule: 'variable-value',
    text: reading('sagemaker-xgboost:1.7-1', '"SAGEMAKER_MODEL_SERVER_WORKERS": 0'),
    facts: [],
  },
  {
    rule: 'variable-value',
    text: reading('sagemaker-xgboost:1.7-1', '"SAGEMAKER_MODEL_SERVER_WORKERS": " 2.0 "'),
    facts: [['SAGEMAKER_MODEL_SERVER_WORKERS 1', '2']],
  },
  {
    rule: 'variable-value',
    text: reading('sagemaker-xgboost:1.7-1', '"SAGEMAKER_MODEL_SERVER_WORKERS": "about 2.0"'),
    facts: [['SAGEMAKER_MODEL_SERVER_WORKERS 1']],
  },
  {
    rule: 'variable-value',
    text: reading('sagemaker-xgboost:1.7-1', '"SAGEMAKER_MODEL_SERVER_WORKERS": "2.0 or so"'),
    facts: [['SAGEMAKER_MODEL_SERVER_WORKERS 1']],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "0"',
    ),
    facts: [
      [
        'SAGEMAKER_MODEL_SERVER_TIMEOUT SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS',
        'SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS 0',
      ],
    ],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "2"',
    ),
    facts: [
      [
        'SAGEMAKER_MODEL_SERVER_TIMEOUT SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS',
        'SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS 120',
        'SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS 2',
      ],
    ],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "about 60"',
    ),
    facts: [],
  },
  {
    rule: 'timeout-in-minutes',
    text: reading(
      'huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "60 or so"',
    ),
    facts: [],
  },
  {
    rule: 'removed-rolling-batch',
    text: reading('djl-inference:0.33.0-lmi15.0.0-cu128', '"OPTION_ROLLING_BATCH": "my-scheduler"'),
    facts: [],
  },
  {
    rule: 'removed-rolling-batch',
    text: reading('djl-inference:0.33.0-lmi15.0.0-cu128', '"OPTION_ROLLING_BATCH": "scheduler-2"'),
    facts: [],
  },
  { rule: 'json-syntax', text: '{"ModelName": True}', facts: [['True true', '']] },
  { rule: 'json-syntax', text: '{"ModelName": None}', facts: [['None']] },
  { rule: 'json-syntax', text: '{"ModelName": \'m\'}', facts: [['m', '']] },
  { rule: 'json-syntax', text: '{"ModelName": churn}', facts: [['churn']] },
  { rule: 'malformed-value', text: '{"ModelName": "a\u00a0b"}', facts: [['ModelName no-break 2']] },
  { rule: 'malformed-value', text: '{"ModelName": "-a"}', facts: [['ModelName -a']] },
  { rule: 'malformed-value', text: '{"ModelName": ""}', facts: [['ModelName']] },
  {
    rule: 'malformed-value',
    text: '{"ModelName": "m", "ExecutionRoleArn": "arn:aws:iam::111122223333:user/me"}',
    facts: [['ExecutionRoleArn :role/ 26 :user/me', 'arn:aws:iam::111122223333:role/<role-name>']],
  },
  {
    rule: 'malformed-value',
    text: '{"ModelName": "m", "PrimaryContainer": {"ModelPackageName": "arn:aws:sagemaker:eu-west-1:1:model-package/a"}}',
    facts: [['ModelPackageName 12 29 1:model-package/a']],
  },
  {
    rule: 'malformed-value',
    text: '{"ModelName": "m", "PrimaryContainer": {"Environment": {"MY-VAR": "", "N": 4}}}',
    facts: [['MY-VAR Environment - 3']],
  },
  {
    rule: 'wrong-type',
    text: '{"ModelName": "m", "PrimaryContainer": {"Environment": {"N": 4}}}',
    facts: [['N Environment 4', '']],
  },
  {
    rule: 'wrong-type',
    text: '{"ModelName": "m", "EnableNetworkIsolation": "True"}',
    facts: [['EnableNetworkIsolation', '']],
  },
  {
    rule: 'misspelt-value',
    text: '{"ModelName": "m", "PrimaryContainer": {"Mode": "multi-model"}}',
    facts: [['Mode MultiModel multi-model', 'MultiModel']],
  },
  {
    rule: 'unknown-value',
    text: '{"ModelName": "m", "PrimaryContainer": {"Mode": "Both"}}',
    facts: [['Mode SingleModel MultiModel Both']],
  },
  {
    rule: 'missing-member',
    text: '{"ModelName": "m", "VpcConfig": {"Subnets": ["subnet-1"]}}',
    facts: [['VpcConfig SecurityGroupIds', 'SecurityGroupIds']],
  },
  { rule: 'unknown-member', text: '{"ModelName": "m", "Image": "i"}', facts: [['Image Containers']] },
  {
    rule: 'too-short',
    text: '{"ModelName": "m", "ExecutionRoleArn": "SageMakerRole"}',
    facts: [['ExecutionRoleArn arn:aws']],
  },
  {
    rule: 'malformed-value',
    text: '{"ModelName": "m", "PrimaryContainer": {"ModelDataUrl": "s3:/churn"}}',
    facts: [['ModelDataUrl s3:// https:// s3:/churn']],
  },
  {
    rule: 'unknown-member',
    text: '{"ModelName": "m", "Mode": "Serial"}',
    facts: [['Mode Containers InferenceExecutionConfig']],
  },
  {
    rule: 'wrong-type',
    text: '{"ModelName": "m", "PrimaryContainer": {"Environment": {"PYTHON_VERSION": 3.10}}}',
    facts: [['PYTHON_VERSION Environment 3.10', '']],
  },
  {
    rule: 'wrong-type',
    text: '{"ModelName": "m", "PrimaryContainer": {"MultiModelConfig": {"ModelCacheSetting": true}}}',
    facts: [['ModelCacheSetting Enabled Disabled']],
  },
  {
    rule: 'malformed-value',
    text: '{"ModelName": "m", "PrimaryContainer": {"ModelPackageName": "pkg/v1"}}',
    facts: [['ModelPackageName 1 9 5 v1']],
  },
  { rule: 'unknown-member', text: '{"ModelName": "m", "Foo": "i"}', facts: [['Foo']] },
  {
    rule: 'misspelt-member',
    text: '{"ModelName": "m", "primaryContainer": {}}',
    facts: [['PrimaryContainer primaryContainer', 'PrimaryContainer']],
  },
  { rule: 'describe-only-member', text: '{"ModelName": "m", "CreationTime": 1}', facts: [['CreationTime', '']] },
  {
    rule: 'null-value',
    text: '{"ModelName": "m", "Tags": [{"Key": "k", "Value": null}]}',
    facts: [['Value string', '']],
  },
  { rule: 'json-syntax', text: '{ "ModelName": "a" + "b" }', facts: [['strings']] },
  { rule: 'json-syntax', text: '{ "ModelName": "a"; "Containers": [] }', facts: [['semicolon']] },
];

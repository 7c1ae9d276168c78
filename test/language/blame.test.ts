import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { rename } from '../../server/language/features/modelName';
import { locateServiceError } from '../../server/language/operations/locateServiceError';
import { read } from '../../server/language/syntax/document';
import { assertNames, naming } from '../support/facts';

const xgboost = '141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0';
const own = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1';
const data = 's3://churn-models-eu-west-1/2026-11/output/model.tar.gz';
const role = 'arn:aws:iam::111122223333:role/SageMakerExecutionRole';
const packageArn = 'arn:aws:sagemaker:us-east-1:865070037744:model-package/forecaster/3';
const gated = 's3://jumpstart-private-cache-prod-eu-west-1/llama/';

/** A definition with one of everything that a refusal can be about. */
const text = `{
  "ModelName": "churn.2026",
  "Containers": [
    {
      "Image": "${xgboost}",
      "Mode": "MultiModel",
      "ModelDataUrl": "${data}",
      "Environment": {
        "SHORT": "1",
        "SCHEMA": "${'x'.repeat(1025)}",
        "LOG-LEVEL": "info"
      }
    },
    {
      "Image": "${own}",
      "Mode": "MultiModel",
      "ModelDataSource": {
        "S3DataSource": { "S3Uri": "${gated}", "S3DataType": "S3Prefix", "CompressionType": "None" }
      }
    },
    { "ModelPackageName": "${packageArn}" }
  ],
  "ExecutionRoleArn": "${role}",
  "VpcConfig": { "SecurityGroupIds": ["sg-1", "sg 2"], "Subnets": ["subnet-1"] }
}`;
const document = read(text);

/** What a message marks, as it is written. */
const marked = (message: string) =>
  locateServiceError(document, message).map((it) => text.slice(it.offset, it.offset + it.length));
const quoted = (value: string) => `"${value}"`;

suite('a refusal of SageMaker stands on the value that it is about', () => {
  const cases: readonly (readonly [message: string, ...values: string[]])[] = [
    [`Could not find model data at ${data}.`, quoted(data)],
    [
      `Could not access model data at ${data}. Please ensure that the role "${role}" exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the object is located in eu-west-1.`,
      quoted(data),
      quoted(role),
    ],
    [
      `The execution role ARN "${role}" is invalid. Please ensure that the role exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".`,
      quoted(role),
    ],
    ['RoleArn: Cross-account pass role is not allowed.', quoted(role)],
    [
      `User: arn:aws:iam::111122223333:user/dev is not authorized to perform: iam:PassRole on resource: ${role} because no identity-based policy allows the iam:PassRole action`,
      quoted(role),
    ],
    [
      `Region of "${xgboost}" does not match expected region of us-east-1. Cross region ECR image pulls are not allowed.`,
      quoted(xgboost),
    ],
    [`Using non-ECR image "${own}" without Vpc repository access mode is not supported.`, quoted(own)],
    [`Requested image ${own} not found.`, quoted(own)],
    [`ECR image "${own}" is invalid.`, quoted(own)],
    [
      `Unsupported manifest media type application/vnd.oci.image.manifest.v1+json for image ${own}. Ensure that valid manifest media type is used for specified image.`,
      quoted(own),
    ],
    [
      `Your Ecr Image ${xgboost} does not contain required com.amazonaws.sagemaker.capabilities.multi-models=true Docker label(s).`,
      quoted(xgboost),
    ],
    [
      `Your Ecr Image ${own} does not contain required com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true Docker label(s).`,
      quoted(own),
    ],
    ['More than one container in MultiModel mode is not supported with inference pipeline.', '"MultiModel"'],
    ['Specify one of either Image and Model Data URL or ModelPackageName in container definition.', quoted(packageArn)],
    ['Caller is not subscribed to the marketplace offering.', quoted(packageArn)],
    ['Environment variable map cannot be specified when using a ModelPackage subscribed from AWS Marketplace.', '{'],
    [
      `The AcceptEula value must be explicitly defined as True in order to accept the end-user license agreement (EULA) that this "${gated}" model requires.`,
      quoted(gated),
    ],
    ['ARN should be scoped to correct region: eu-west-1', quoted(packageArn)],
    [
      "1 validation error detected: Value 'churn.2026' at 'modelName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
      '"churn.2026"',
    ],
    [
      `2 validation errors detected: Value '${own}' at 'containers.2.member.image' failed to satisfy constraint: Member must have length less than or equal to 10; Value 'sg 2' at 'vpcConfig.securityGroupIds.2.member' failed to satisfy constraint: Member must satisfy regular expression pattern: [-0-9a-zA-Z]+`,
      quoted(own),
      '"sg 2"',
    ],
    [
      "1 validation error detected: Value '{SHORT=1, SCHEMA=x}' at 'containers.1.member.environment' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: [\\S\\s]*]",
      quoted('x'.repeat(1025)),
    ],
    [
      "1 validation error detected: Value '{LOG-LEVEL=info}' at 'containers.1.member.environment' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must satisfy regular expression pattern: [a-zA-Z_][a-zA-Z0-9_]*]",
      '"LOG-LEVEL"',
    ],
    [
      "1 validation error detected: Value 'Sometimes' at 'containers.1.member.mode' failed to satisfy constraint: Member must satisfy enum value set: [MultiModel, SingleModel]",
      '"MultiModel"',
    ],
    [
      "1 validation error detected: Value null at 'primaryContainer.image' failed to satisfy constraint: Member must not be null",
      '{',
    ],
    ['Something that nobody has ever read.', '{'],
  ];
  for (const [message, ...values] of cases)
    test(message.length > 120 ? `${message.slice(0, 120)}…` : message, () => assert.deepEqual(marked(message), values));

  test('in its own words, and with what to do', () => {
    const [found] = locateServiceError(document, `Requested image ${own} not found.`);
    assertNames(found?.message, naming(`Requested image ${own} not found.`));
  });
  test('with the whole message on the first brace, where no value is at fault', () => {
    const [found] = locateServiceError(document, 'Something new');
    assertNames(found, { offset: 0, length: 1, message: naming('Something new.') });
    assert.equal(locateServiceError(read(''), 'Something new').length, 1);
  });
  test('and not on a value that only begins like the one that is quoted', () => {
    const two = '{ "PrimaryContainer": { "Image": "registry/churn:1", "ModelDataUrl": "registry/churn:12" } }';
    const [found] = locateServiceError(read(two), 'Requested image registry/churn:12 not found.');
    assert.equal(found?.offset, two.indexOf('"registry/churn:12"'));
  });
});

suite('a malicious message', () => {
  const isQuick = (work: () => void) => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    assert.ok(user + system < 1_000_000, `${user + system} microseconds`);
  };
  const ofMap = (pattern: string) =>
    `1 validation error detected: Value '{A=1}' at 'environment' failed to satisfy constraint: Map value must satisfy constraint: [Member must satisfy regular expression pattern: ${pattern}]`;

  test('has its pattern never run, and the whole map is marked', () => {
    const map = read(`{ "Environment": { "A": "${'a'.repeat(28)}!" } }`);
    isQuick(() =>
      assert.deepEqual(
        locateServiceError(map, ofMap('(a+)+b')).map((it) => [it.offset, it.length]),
        [[17, 1]],
      ),
    );
    isQuick(() =>
      assert.deepEqual(
        locateServiceError(map, ofMap('[0-9]+')).map((it) => [it.offset, it.length]),
        [[17, 1]],
      ),
    );
  });
  test("is read only up to a limit, and the rest isn't shown", () => {
    for (const piece of ["Value '", "Value '' at '", "' failed to satisfy constraint: ", "; Value '", '/', 's3://b '])
      isQuick(() => {
        const marks = locateServiceError(document, piece.repeat(100_000));
        assert.ok(marks.length >= 1 && marks.every((it) => it.message.length < 11_000), piece);
      });
  });
  test('marks at most a hundred values', () => {
    const image = 'registry/churn:1';
    const many = read(JSON.stringify({ Containers: Array.from({ length: 5000 }, () => ({ Image: image })) }));
    isQuick(() => assert.equal(locateServiceError(many, `Requested image ${image} not found.`).length, 100));
  });
  test('is split at its constraints, whatever a value contains', () => {
    const message =
      "2 validation errors detected: Value 'a; Value '' at 'modelName' failed to satisfy constraint: Member must be; shorter; Value null at 'vpcConfig.subnets' failed to satisfy constraint: Member must not be null.";
    assert.deepEqual(marked(message), ['"churn.2026"', '[']);
  });
});

test('a model gets another name, and nothing else is touched', () => {
  const before = '{ // why\r\n\t"ModelName" : "churn" , "Tags": [] }';
  const [edit, ...others] = rename(read(before), 'churn-2');
  assert.ok(edit && others.length === 0);
  assert.equal(
    before.slice(0, edit.offset) + edit.content + before.slice(edit.offset + edit.length),
    '{ // why\r\n\t"ModelName" : "churn-2" , "Tags": [] }',
  );
  assert.deepEqual(rename(read('{ "Tags": [] }'), 'churn-2'), []);
});

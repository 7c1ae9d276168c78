import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { check, type Problem } from '../../server/language/check';
import { read } from '../../server/language/document';
import { edits } from '../../server/language/fix';
import { rules } from '../../server/language/rules';
import { lacking } from '../form';
import { carets } from '../marked';

const off = Object.fromEntries(lacking.map((it) => [it, 'off' as const]));
const problemsOf = (text: string, given: object = {}) => check(read(text), { rules: off, ...given });

/** The definition that is judged is right but for this. */
const given = (rule: string, of?: object) => ({
  ...of,
  rules: Object.fromEntries(lacking.filter((it) => it !== rule).map((it) => [it, 'off'])),
});

/** What a fix uncovers: what it adds is still to be filled in, what it names is there twice, or does nothing. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'missing-member': ['too-short', 'malformed-value', 'missing-member', 'vpc-id', 'one-subnet'],
  'misspelt-member': ['duplicate-member'],
  'misspelt-value': ['serial-without-containers'],
  'image-not-in-ecr': ['vpc-registry-without-vpc'],
  // The container that is no longer one of many models wants its model.
  'several-multi-model': ['model-data-no-archive'],
};

/** The fixes of a rule in a text, each with the text after it. */
function fixesIn(text: string, rule: string, of: object) {
  return check(read(text), of)
    .filter((it) => it.rule === rule)
    .flatMap(({ fixes = [] }) =>
      fixes.map((fix) => ({ title: fix.title, after: applyEdits(text, edits(read(text), fix)) })),
    );
}

/** Holds that every fix of a rule takes its fault away, and brings nothing else. */
function holdFixes(text: string, rule: string, of: object): void {
  const count = (of: readonly Problem[], id: string) => of.filter((it) => it.rule === id).length;
  const before = check(read(text), of);
  for (const { title, after } of fixesIn(text, rule, of)) {
    const left = check(read(after), of);
    assert.ok(count(left, rule) < count(before, rule), `${title}\n${after}`);
    for (const it of left) {
      const isExpected = expected[rule]?.includes(it.rule) ?? false;
      assert.ok(isExpected || count(left, it.rule) <= count(before, it.rule), `${title}: ${it.message}\n${after}`);
    }
  }
}

suite('every fix takes its fault away, and brings nothing else', () => {
  for (const rule of rules) {
    const { text } = carets(rule.bad);
    const of = given(rule.id, rule.given);
    const titles = fixesIn(text, rule.id, of).map((it) => it.title);
    if (titles.length > 0) test(`${rule.id}: ${[...new Set(titles)].join('; ')}`, () => holdFixes(text, rule.id, of));
  }
});

const role = '"ExecutionRoleArn": "arn:aws:iam::111122223333:role/r"';
const image = '"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"';
const one = (container: string, more = '') =>
  `{ "ModelName": "m", ${role}, "PrimaryContainer": { ${container} }${more} }`;
const many = (containers: readonly string[], more = '') =>
  `{ "ModelName": "m", ${role}, "Containers": [${containers.map((it) => `{ ${image}, ${it} }`).join(', ')}]${more} }`;
const source = (members: string) => one(`${image}, "ModelDataSource": { "S3DataSource": { ${members} } }`);
const vpc =
  ', "VpcConfig": { "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"], "Subnets": ["subnet-0a1b2c3d", "subnet-0a1b2c3e"] }';
const environment = (entries: string) => one(`${image}, "Environment": { ${entries} }`);

suite('a fault is mended by any of the fixes that are offered for it', () => {
  const archive = '"ModelDataUrl": "s3://models/m.tar.gz"';
  const prefix = '"S3Uri": "s3://models/m/"';
  const cases: readonly (readonly [rule: string, titles: readonly string[], text: string])[] = [
    ['prefix-with-gzip', ['Say None'], source(`${prefix}, "S3DataType": "S3Prefix", "CompressionType": "Gzip"`)],
    [
      'prefix-with-gzip',
      ['Say S3Object', 'Say None'],
      source('"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Prefix", "CompressionType": "Gzip"'),
    ],
    [
      'prefix-without-slash',
      ['Add the slash'],
      source('"S3Uri": "s3://models/m", "S3DataType": "S3Prefix", "CompressionType": "Gzip"'),
    ],
    [
      'prefix-without-slash',
      ['Add the slash', 'Say S3Object'],
      source('"S3Uri": "s3://models/m.bin", "S3DataType": "S3Prefix", "CompressionType": "None"'),
    ],
    [
      'object-with-slash',
      ['Say S3Prefix', 'Remove the slash'],
      source(`${prefix}, "S3DataType": "S3Object", "CompressionType": "None"`),
    ],
    [
      'object-with-slash',
      ['Say S3Prefix and None'],
      source(`${prefix}, "S3DataType": "S3Object", "CompressionType": "Gzip"`),
    ],
    [
      'object-with-slash',
      ['Say S3Prefix and None', 'Remove the slash'],
      source('"S3Uri": "s3://models/m.tar.gz/", "S3DataType": "S3Object", "CompressionType": "Gzip"'),
    ],
    [
      'object-with-slash',
      ['Say S3Prefix'],
      source('"S3Uri": "s3://models/", "S3DataType": "S3Object", "CompressionType": "None"'),
    ],
    [
      'multi-model-data-source',
      ['Remove ModelDataSource'],
      one(
        `${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/", "MultiModelConfig": {}, "ModelDataSource": { "S3DataSource": { ${prefix}, "S3DataType": "S3Prefix", "CompressionType": "None" } }`,
      ),
    ],
    [
      'multi-model-archive',
      ['Write s3://models/', 'Say SingleModel, and remove MultiModelConfig'],
      one(`${image}, "Mode": "MultiModel", ${archive}, "MultiModelConfig": { "ModelCacheSetting": "Disabled" }`),
    ],
    [
      'eula-not-accepted',
      ['Accept the licence (AcceptEula)'],
      source(
        '"S3Uri": "s3://jumpstart-private-cache-prod-eu-west-1/m/", "S3DataType": "S3Prefix", "CompressionType": "None", "ModelAccessConfig": { "AcceptEula": false }',
      ),
    ],
    [
      'auth-without-vpc-registry',
      ['Remove RepositoryAuthConfig', 'Say Vpc'],
      one(
        '"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Platform", "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "arn:aws:lambda:eu-west-1:111122223333:function:f" } }',
        vpc,
      ),
    ],
    [
      'image-not-in-ecr',
      ['Say that the VPC reaches its registry'],
      one('"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Platform" }', vpc),
    ],
    [
      'image-and-package',
      ['Remove Image, ImageConfig and ModelDataUrl', 'Remove ModelPackageName and InferenceSpecificationName'],
      one(
        `"ModelPackageName": "churn/3", ${image}, "ImageConfig": { "RepositoryAccessMode": "Platform" }, ${archive}, "InferenceSpecificationName": "gpu"`,
      ),
    ],
    ['image-and-package', ['Remove ModelDataUrl'], one(`"ModelPackageName": "churn/3", ${archive}`)],
    [
      'both-container-members',
      ['Remove Containers'],
      `{ "ModelName": "m", ${role}, "PrimaryContainer": { ${image} }, "Containers": [] }`,
    ],
    [
      'both-container-members',
      ['Remove PrimaryContainer', 'Remove Containers and InferenceExecutionConfig'],
      many(
        ['"ContainerHostname": "a"', '"ContainerHostname": "b"'],
        `, "InferenceExecutionConfig": { "Mode": "Direct" }, "PrimaryContainer": { ${image} }`,
      ),
    ],
    [
      'unused-manifest',
      ['Remove ManifestS3Uri and ManifestEtag'],
      source(
        '"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip", "ManifestS3Uri": "s3://models/manifest.csv", "ManifestEtag": "a"',
      ),
    ],
    [
      'duplicate-hostname',
      ['Write a-3'],
      many(['"ContainerHostname": "a"', '"ContainerHostname": "A-2"', '"ContainerHostname": "a"']),
    ],
    [
      'duplicate-hostname',
      [`Write ${'a'.repeat(39)}…`],
      many([`"ContainerHostname": "${'a'.repeat(63)}"`, `"ContainerHostname": "${'a'.repeat(63)}"`]),
    ],
    [
      'vpc-id',
      ['Swap the two lists', 'Swap the two lists', 'Swap the two lists'],
      one(
        image,
        ', "VpcConfig": { "SecurityGroupIds": ["subnet-0a1b2c3d", "subnet-0a1b2c3e"], "Subnets": ["sg-0a1b2c3d4e5f60718"] }',
      ),
    ],
    [
      'vpc-id',
      ['Move it there'],
      one(
        image,
        ', "VpcConfig": { "SecurityGroupIds": ["sg-0a1b2c3d", "subnet-0a1b2c3e"], "Subnets": ["subnet-0a1b2c3f", "subnet-0a1b2c3d"] }',
      ),
    ],
    [
      'vpc-id',
      ['Remove it here, for it stands there as well'],
      one(
        image,
        ', "VpcConfig": { "SecurityGroupIds": ["subnet-0a1b2c3f", "sg-0a1b2c3d"], "Subnets": ["subnet-0a1b2c3f", "subnet-0a1b2c3d"] }',
      ),
    ],
  ];
  for (const [rule, titles, text] of cases)
    test(`${rule}: ${titles.join('; ')}`, () => {
      assert.deepEqual(
        fixesIn(text, rule, given(rule)).map((it) => it.title),
        titles,
      );
      holdFixes(text, rule, given(rule));
    });
});

suite('a rule of meaning stays silent about what is right', () => {
  const silent: readonly (readonly [rule: string, text: string])[] = [
    ['both-container-members', one(image)],
    ['no-container', many(['"ContainerHostname": "a"'])],
    ['no-role', '{ "ModelName": "m" }'],
    ['list-of-one-container', many(['"ContainerHostname": "a"', '"ContainerHostname": "b"'])],
    [
      'direct-without-containers',
      many(
        ['"ContainerHostname": "a"', '"ContainerHostname": "b"'],
        ', "InferenceExecutionConfig": { "Mode": "Direct" }',
      ),
    ],
    [
      'serial-without-containers',
      many(
        ['"ContainerHostname": "a"', '"ContainerHostname": "b"'],
        ', "InferenceExecutionConfig": { "Mode": "Serial" }',
      ),
    ],
    ['hostnames-all-or-none', many(['"Mode": "SingleModel"', '"Mode": "SingleModel"'])],
    ['direct-needs-hostnames', many(['"Mode": "SingleModel"', '"Mode": "SingleModel"'])],
    ['duplicate-hostname', many(['"ContainerHostname": "a"', '"ContainerHostname": "A"'])],
    ['similar-hostname', many(['"ContainerHostname": "a"', '"ContainerHostname": "a"'])],
    ['ignored-hostname', many(['"ContainerHostname": "a"', '"ContainerHostname": "b"'])],
    ['image-and-package', one('"ModelPackageName": "churn/3"')],
    ['container-without-source', one('"ModelPackageName": "churn/3"')],
    ['container-without-source', one('"Imgae": "r/i:1"')],
    ['model-data-and-package', one('"ModelPackageName": "churn/3"')],
    ['specification-without-package', one('"ModelPackageName": "churn/3", "InferenceSpecificationName": "gpu"')],
    [
      'not-a-model-package',
      one('"ModelPackageName": "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3"'),
    ],
    ['image-with-scheme', one(image)],
    ['tag-and-digest', one(`"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn@sha256:${'0'.repeat(64)}"`)],
    ['image-not-in-ecr', one('"Image": "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/churn:1"')],
    ['image-not-in-ecr', one('"Image": "111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov/churn:1"')],
    ['image-not-in-ecr', one('"Image": "111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/churn:1"')],
    ['image-not-in-ecr', one('"Image": "111122223333.dkr-ecr.eu-west-1.on.aws/churn:1"')],
    ['image-not-in-ecr', one('"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc" }', vpc)],
    ['image-not-in-ecr', one('"Image": "${REGISTRY}/churn:1"')],
    [
      'vpc-registry-without-vpc',
      one('"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc" }', vpc),
    ],
    [
      'vpc-registry-for-ecr',
      one('"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc" }', vpc),
    ],
    ['image-without-tag', one(image)],
    ['latest-tag', one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/latest:1"')],
    [
      'registry-of-another-region',
      one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312"'),
    ],
    [
      'registry-of-another-region',
      one('"Image": "007439368137.dkr.ecr.us-east-2.amazonaws.com/sagemaker-tritonserver:26.03-py3"'),
    ],
    [
      'registry-of-another-region',
      one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312"'),
    ],
    ['image-for-ec2', one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:omni-cuda-v1.5"')],
    ['image-for-ec2', one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/ray:serve-ml-cuda-v1"')],
    ['training-image', one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:1"')],
    [
      'image-past-patches',
      one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py312"'),
    ],
    [
      'algorithm-without-model',
      one(
        '"Image": "438346466558.dkr.ecr.eu-west-1.amazonaws.com/linear-learner:1", "ModelDataUrl": "s3://models/m.tar.gz"',
      ),
    ],
    [
      'multi-model-image',
      one(
        '"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-tritonserver:26.03-py3", "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"',
      ),
    ],
    [
      'multi-model-tensorflow-gpu',
      one(
        '"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/tensorflow-inference:2.18.0-cpu", "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"',
      ),
    ],
    [
      'unknown-tag',
      one(
        '"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.5.1-gpu-py311-cu124-ubuntu22.04-sagemaker"',
      ),
    ],
    [
      'isolated-image',
      one(
        '"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-chainer:5.0.0"',
        ', "EnableNetworkIsolation": true',
      ),
    ],
    [
      'metrics-of-aws',
      one(`${image}, "ContainerMetricsConfig": { "MetricsEndpoints": [{ "MetricsEndpointPath": "/metrics" }] }`),
    ],
    ['bad-s3-address', one(`${image}, "ModelDataUrl": "s3://my.bucket-1/model.tar.gz"`)],
    ['bad-s3-address', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/"`)],
    ['bad-s3-address', one(`${image}, "ModelDataUrl": "s3://\${BUCKET}/model.tar.gz"`)],
    ['https-address', one(`${image}, "ModelDataUrl": "s3://models/model.tar.gz"`)],
    ['two-model-data', one(`${image}, "ModelDataUrl": "s3://models/model.tar.gz"`)],
    ['model-data-no-archive', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"`)],
    ['model-data-no-archive', one(`${image}, "ModelDataUrl": "s3://models/model.tar.gz"`)],
    [
      'prefix-with-gzip',
      source('"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip"'),
    ],
    ['prefix-without-slash', source('"S3Uri": "s3://models/m", "S3DataType": "S3Object", "CompressionType": "None"')],
    ['object-with-slash', source('"S3Uri": "s3://models/m/", "S3DataType": "S3Prefix", "CompressionType": "None"')],
    ['gzip-no-archive', source('"S3Uri": "s3://models/m.bin", "S3DataType": "S3Object", "CompressionType": "None"')],
    [
      'uncompressed-archive',
      source('"S3Uri": "s3://models/m.bin", "S3DataType": "S3Object", "CompressionType": "None"'),
    ],
    [
      'bad-key-segment',
      source('"S3Uri": "s3://models/a..b/.hidden", "S3DataType": "S3Object", "CompressionType": "None"'),
    ],
    [
      'eula-missing',
      source('"S3Uri": "s3://jumpstart-cache-prod-eu-west-1/m/", "S3DataType": "S3Prefix", "CompressionType": "None"'),
    ],
    ['multi-model-without-prefix', one(`${image}, "Mode": "SingleModel"`)],
    [
      'multi-model-data-source',
      source('"S3Uri": "s3://models/m/", "S3DataType": "S3Prefix", "CompressionType": "None"'),
    ],
    ['multi-model-archive', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"`)],
    [
      'unused-multi-model-config',
      one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/", "MultiModelConfig": {}`),
    ],
    ['secret-in-environment', environment('"MAX_TOTAL_TOKENS": "4096", "TOKENIZERS_PARALLELISM": "false"')],
    ['secret-in-environment', environment('"HF_TOKEN": "{{resolve:secretsmanager:hf}}", "DB_PASSWORD": ""')],
    ['secret-in-environment', environment('"EOS": "<|eot_id|>", "SECRETARY": "Ann", "KEYBOARD": "us"')],
    [
      'placeholder',
      environment('"CHAT_TEMPLATE": "{% for m in messages %}{{ m.content }}{% endfor %}", "STOP": "<|eot_id|>"'),
    ],
    ['platform-variable', environment('"SAGEMAKER_PROGRAM": "inference.py"')],
    ['skeleton-leftover', environment('"KeyName": "x", "OTHER": ""')],
    ['vpc-id', one(image, vpc)],
    ['one-subnet', one(image, vpc)],
    ['reserved-tag', one(image, ', "Tags": [{ "Key": "awesome", "Value": "" }]')],
    ['duplicate-tag', one(image, ', "Tags": [{ "Key": "a", "Value": "1" }, { "Key": "A", "Value": "1" }]')],
    ['example-account', one(image)],
    ['image-of-another-region', one('"Image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/churn:1"')],
    ['package-of-another-region', one('"ModelPackageName": "churn/3"')],
    ['another-region', one('"ModelPackageName": "arn:aws:sagemaker:eu-west-1:444455556666:model-package/churn/3"')],
    ['another-region', one(`${image}, "ModelDataUrl": "s3://jumpstart-cache-prod-eu-west-1/m.tar.gz"`)],
    ['bucket-of-another-region', one(`${image}, "ModelDataUrl": "s3://models-us-east-11/us-east-1/m.tar.gz"`)],
    ['bucket-of-another-region', one('"Image": "ghcr.io/me/c:1", "ModelDataUrl": "s3://models-us-east-1/m.tar.gz"')],
    ['another-partition', one('"Image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/churn:1"')],
    ['registry-suffix', one('"Image": "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/churn:1"')],
    ['registry-suffix', one('"Image": "111122223333.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn/churn:1"')],
    ['registry-suffix', one('"Image": "111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/churn:1"')],
    ['registry-suffix', one('"Image": "111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu/churn:1"')],
    ['registry-suffix', one('"Image": "111122223333.dkr.ecr.mars-north-1.amazonaws.mars/churn:1"')],
    [
      'marketplace-environment',
      one(
        '"ModelPackageName": "arn:aws:sagemaker:eu-west-1:444455556666:model-package/v", "Environment": { "A": "1" }',
      ),
    ],
    [
      'marketplace-environment',
      one('"ModelPackageName": "arn:aws:sagemaker:eu-west-1:985815980388:model-package/v", "Environment": {}'),
    ],
    ['marketplace-isolation', one('"ModelPackageName": "arn:aws:sagemaker:us-east-1:985815980388:model-package/v"')],
    ['multi-model-direct', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/"`)],
    ['additional-without-model-data', one(`${image}, "ModelDataUrl": "s3://models/m.tar.gz"`)],
    [
      'unused-manifest',
      source(
        '"S3Uri": "s3://models/m/", "S3DataType": "S3Prefix", "CompressionType": "None", "ManifestS3Uri": "s3://models/manifest.csv", "ManifestEtag": "a"',
      ),
    ],
  ];
  for (const [rule, text] of silent)
    test(`${rule}: ${text.length > 90 ? `…${text.slice(-90)}` : text}`, () => {
      const { faults } = read(text);
      assert.deepEqual(faults, []);
      assert.deepEqual(
        check(read(text)).filter((it) => it.rule === rule),
        [],
      );
    });
});

test('one fault is said once', () => {
  const rulesOf = (text: string) => problemsOf(text).map((it) => it.rule);
  assert.deepEqual(
    rulesOf(
      many(['"ContainerHostname": "a"', '"Mode": "SingleModel"'], ', "InferenceExecutionConfig": { "Mode": "Direct" }'),
    ),
    ['direct-needs-hostnames'],
  );
  assert.deepEqual(rulesOf(one(`${image}, "ModelDataUrl": "s3://models"`)), ['bad-s3-address']);
  assert.deepEqual(rulesOf(one('"Image": "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"')), [
    'image-with-scheme',
  ]);
  assert.deepEqual(rulesOf(one('"Image": "{{ image }}"')), ['placeholder']);
});

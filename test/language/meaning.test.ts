import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { check, type Problem } from '../../server/language/check/check';
import { edits } from '../../server/language/check/fix';
import { rules } from '../../server/language/rules';
import { read } from '../../server/language/syntax/document';
import { assertNames, naming } from '../support/facts';
import { lacking } from '../support/form';
import { carets } from '../support/marked';
import { environment, image, many, one, reading, role, source, vpc } from './minimal';
import { silent } from './silent';

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
  'misspelt-value': ['serial-without-containers'],
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
    const { text } = carets(rule.invalidExample);
    const of = given(rule.id, rule.given);
    const titles = fixesIn(text, rule.id, of).map((it) => it.title);
    if (titles.length > 0) test(`${rule.id}: ${[...new Set(titles)].join('; ')}`, () => holdFixes(text, rule.id, of));
  }
});

suite('a fault is mended by any of the fixes that are offered for it', () => {
  const archive = '"ModelDataUrl": "s3://models/m.tar.gz"';
  const prefix = '"S3Uri": "s3://models/m/"';
  const cases: readonly (readonly [rule: string, titles: readonly string[], text: string])[] = [
    ['prefix-with-gzip', ['Say None'], source(`${prefix}, "S3DataType": "S3Prefix", "CompressionType": "Gzip"`)],
    [
      'prefix-without-slash',
      ['Say S3Object'],
      source('"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Prefix", "CompressionType": "Gzip"'),
    ],
    [
      'prefix-without-slash',
      ['Say S3Object and Gzip'],
      source('"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Prefix", "CompressionType": "None"'),
    ],
    [
      'prefix-without-slash',
      ['Add the slash'],
      source('"S3Uri": "s3://models", "S3DataType": "S3Prefix", "CompressionType": "None"'),
    ],
    [
      'multi-model-prefix-slash',
      ['Add the slash'],
      one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models"`),
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
      ['Remove the slash'],
      source('"S3Uri": "s3://models/m.tar.gz/", "S3DataType": "S3Object", "CompressionType": "Gzip"'),
    ],
    [
      'object-with-slash',
      ['Remove the slash, and say Gzip'],
      source('"S3Uri": "s3://models/m.tar.gz/", "S3DataType": "S3Object", "CompressionType": "None"'),
    ],
    [
      'model-data-and-package',
      ['Remove AdditionalModelDataSources'],
      one('"ModelPackageName": "churn/3", "AdditionalModelDataSources": []'),
    ],
    [
      'object-with-slash',
      ['Say S3Prefix'],
      source('"S3Uri": "s3://models/", "S3DataType": "S3Object", "CompressionType": "None"'),
    ],
    [
      'object-with-slash',
      ['Say S3Prefix', 'Remove the slash'],
      source('"S3Uri": "s3://models/m.tar/", "S3DataType": "S3Object"'),
    ],
    ['object-with-slash', ['Remove the slash'], source('"S3Uri": "s3://models/m.tar.gz/", "S3DataType": "S3Object"')],
    [
      'model-data-no-archive',
      ['Write it as ModelDataSource', 'Say MultiModel'],
      one(`${image}, "ModelDataUrl": "s3://models/m/"`),
    ],
    ['model-data-no-archive', [], one(`${image}, "ModelDataUrl": "s3://models/m.bin"`)],
    [
      'model-data-no-archive',
      [],
      source(`${prefix}, "S3DataType": "S3Prefix", "CompressionType": "None"`).replace(
        '"ModelDataSource"',
        '"ModelDataUrl": "s3://models/m/", "ModelDataSource"',
      ),
    ],
    [
      'eula-not-accepted',
      ['Accept the licence (AcceptEula)', 'Remove ModelAccessConfig'],
      source(
        `${prefix}, "S3DataType": "S3Prefix", "CompressionType": "None", "ModelAccessConfig": { "AcceptEula": false }`,
      ),
    ],
    [
      'multi-model-data-source',
      ['Say SingleModel'],
      source('"S3Uri": "s3://models/m.bin", "S3DataType": "S3Object", "CompressionType": "None"').replace(
        '"ModelDataSource"',
        '"Mode": "MultiModel", "ModelDataSource"',
      ),
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
    ['image-not-in-ecr', ['Say that the VPC reaches its registry'], one('"Image": "ghcr.io/me/churn:1"', vpc)],
    ['image-not-in-ecr', [], one('"Image": "ghcr.io/me/churn:1"')],
    ['image-not-in-ecr', [], one('"Image": "churn:1"', vpc)],
    ['image-not-in-ecr', [], one('"Image": "ghcr.io/me/churn:1", "ImageConfig": {}', vpc)],
    [
      'registry-of-another-region',
      ['Take it from 141502667606'],
      one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:3.2-0"'),
    ],
    ...(
      [
        ['2.18.0-gpu', ['Write 2.18.0-cpu']],
        ['2.99.0-gpu', []],
      ] as const
    ).map(
      ([tag, titles]) =>
        [
          'multi-model-tensorflow-gpu',
          titles,
          one(
            `"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/tensorflow-inference:${tag}", "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"`,
          ),
        ] as const,
    ),
    [
      'direct-without-containers',
      ['Remove InferenceExecutionConfig'],
      one(image, ', "InferenceExecutionConfig": { "Mode": "Direct" }'),
    ],
    [
      'direct-without-containers',
      [],
      many(['"ContainerHostname": "a"'], ', "InferenceExecutionConfig": { "Mode": "Direct" }'),
    ],
    ...[
      '11112222333.dkr.ecr.eu-west-1.amazonaws.com/churn:1',
      'ACCOUNT.dkr.ecr.eu-west-1.amazonaws.com/churn:1',
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com/',
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com:1',
    ].map((name) => ['bad-ecr-address', [], one(`"Image": "${name}"`, vpc)] as const),
    [
      'several-multi-model',
      ['Say SingleModel'],
      many(['"Mode": "MultiModel", "ModelDataUrl": "s3://models/"', `"Mode": "MultiModel", ${archive}`]),
    ],
    [
      'several-multi-model',
      [],
      many(Array.from({ length: 2 }, () => '"Mode": "MultiModel", "ModelDataUrl": "s3://models/"')),
    ],
    ['misspelt-member', ['Remove it'], one(image, ', "modelName": "n"')],
    [
      'misspelt-member',
      ['Change to ImageConfig'],
      one('"Image": "ghcr.io/me/churn:1", "imageConfig": { "RepositoryAccessMode": "Vpc" }', vpc),
    ],
    ['vpc-id', [], one(image, ', "VpcConfig": { "SecurityGroupIds": ["subnet-0a1b2c3d"], "Subnets": [] }')],
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
      'timeout-in-minutes',
      ['Write MMS_DEFAULT_RESPONSE_TIMEOUT_SECONDS (7200)', 'Write MMS_DEFAULT_RESPONSE_TIMEOUT_SECONDS (120)'],
      reading('mxnet-inference:1.9.0-cpu-py38', '"MMS_DEFAULT_RESPONSE_TIMEOUT": "120"'),
    ],
    [
      'model-id-missing',
      ['Add HF_MODEL_ID (/opt/ml/model)'],
      reading('huggingface-pytorch-tgi-inference:1', '"SM_NUM_GPUS": "1"', `, ${archive}`),
    ],
    ['model-id-missing', [], reading('huggingface-pytorch-tgi-inference:1', '"SM_NUM_GPUS": "1"')],
    ['model-id-missing', [], reading('huggingface-pytorch-tgi-inference:1', '"HF_MODEL_ID": ""', `, ${archive}`)],
    [
      'half-a-script',
      ['Add SAGEMAKER_PROGRAM (inference.py)'],
      reading('sagemaker-scikit-learn:1.4-2', '"SAGEMAKER_SUBMIT_DIRECTORY": "s3://models/code.tar.gz"'),
    ],
    ['variable-value', ['Write 8'], reading('sagemaker-xgboost:3.0-5', '"SAGEMAKER_MODEL_SERVER_WORKERS": "8.0"')],
    [
      'variable-choice',
      ['Write generate_stream'],
      reading('sagemaker-tritonserver:1', '"SAGEMAKER_TRITON_INFERENCE_TYPE": "generate-stream"'),
    ],
    [
      'misspelt-variable',
      ['Rename to SM_VLLM_MAX_MODEL_LEN'],
      reading('vllm:1', '"SM_VLLM_MAX_MODEL_LENGTH": "1", "SM_VLLM_MAX_MODEL_LENT": "1"'),
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
      assert.ok(problemsOf(text, given(rule)).some((it) => it.rule === rule));
      assert.deepEqual(
        fixesIn(text, rule, given(rule)).map((it) => it.title),
        titles,
      );
      holdFixes(text, rule, given(rule));
    });
});

suite('a rule stays silent about what is right', () => {
  for (const [rule, text, of] of silent)
    test(`${rule}: ${text.length > 90 ? `…${text.slice(-90)}` : text}`, () => {
      const document = read(text);
      assert.deepEqual(document.faults, []);
      assert.deepEqual(
        check(document, of).filter((it) => it.rule === rule),
        [],
      );
    });
  test('and every rule has such a text, of which none is for a rule that does not exist', () => {
    const near = new Set(silent.map(([rule]) => rule));
    assert.deepEqual([...near].sort(), rules.map((it) => it.id).sort());
  });
});

suite('and is not put off by what comes near to being right', () => {
  for (const [rule, text] of [
    ...[
      'ENTER MODEL NAME',
      'YOUR-MODEL',
      'your-model-name',
      'your_model',
      'CHANGE_ME',
      'CHANGEME',
      'REPLACE_WITH_NAME',
      '<name>',
    ].map((name) => ['placeholder', one(image).replace('"m"', `"${name}"`)] as const),
    ['placeholder', environment('"HF_MODEL_ID": "your-org/model"')] as const,
    ...[
      '"HF_TOKEN": "x"',
      '"AWS_ACCESS_KEY_ID": "x"',
      '"DB_PASSWORD": "truest"',
      '"DB_PASSWORD": "12345678"',
      '"AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"',
      '"TOKEN": "/x/hf_abcdefghijklmnopqrstuvwxyz"',
      '"API_KEY": "12a"',
      '"EOS_TOKEN": "hf_abcdefghijklmnopqrstuvwxyz"',
    ].map((entry) => ['secret-in-environment', environment(entry)] as const),
    ...[
      's3://arn:aws:s3:::churn/m.tar.gz',
      's3://arn:aws:s3:eu-west-1:111122223333:accesspoint/churn',
      's3://arn:aws:s3:eu-west-1:111122223333:accesspoint/churn_models/m.tar.gz',
      's3://arn:aws:s3:::arn:aws:s3:eu-west-1:111122223333:accesspoint/churn/m.tar.gz',
      's3://arn:aws:s3:eu-west-1:111122223333:accesspoint/Churn/m.tar.gz',
      's3://a/m.tar.gz',
      's3://a..b/m.tar.gz',
    ].map((uri) => ['bad-s3-address', one(`${image}, "ModelDataUrl": "${uri}"`)] as const),
    [
      'credentials-provider-no-function',
      one(
        '"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc", "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": " arn:aws:lambda:eu-west-1:111122223333:function:f" } }',
        vpc,
      ),
    ] as const,
    ...[
      ' arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/llama/1.0.0',
      'arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/llama/1.0.0/weights',
    ].map(
      (arn) =>
        [
          'hub-content-arn',
          source(`"S3Uri": "s3://models/m/", "HubAccessConfig": { "HubContentArn": "${arn}" }`),
        ] as const,
    ),
  ] as const)
    test(`${rule}: …${text.slice(-70)}`, () => assert.ok(check(read(text)).some((it) => it.rule === rule)));
});

test('a bucket with capitals can be an old one of us-east-1, and nowhere else', () => {
  const text = one(`${image}, "ModelDataUrl": "s3://Churn_Models/m.tar.gz"`);
  for (const [region, expected] of [
    [undefined, ['old-bucket-name']],
    ['us-east-1', ['old-bucket-name']],
    ['eu-west-1', ['bad-s3-address']],
  ] as const)
    assert.deepEqual(
      problemsOf(text, { region })
        .map((it) => it.rule)
        .filter((it) => it !== 'image-of-another-region'),
      expected,
    );
});

test('of the ARN of a role without its name, or without the slash before it, it is said', () => {
  for (const end of ['role/', 'role-r', 'role//', 'role/service-role/'])
    assert.deepEqual(
      problemsOf(one(image).replace('role/r', end)).map((it) => it.rule),
      ['role-without-name'],
    );
});

test('what is said of a value names what a reader sees first', () => {
  const said = (text: string) => problemsOf(text).map((it) => it.message);
  assertNames(said(one('"Image": " 111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"')), [naming('Image')]);
  assertNames(said(one(image).replace('arn:aws:iam::111122223333:role/r', 's3://a-bucket/x-y-z')), [
    naming('ExecutionRoleArn arn:aws s3://a-bucket/x-y-z'),
  ]);
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
  for (const name of ['{{ image }}', 'your-account.dkr.ecr.us-east-1.amazonaws.com/your-image:tag'])
    assert.deepEqual(rulesOf(one(`"Image": "${name}"`)), ['placeholder']);
  for (const name of ['1111.dkr.ecr.us-east-1.amazonaws.com/a', '111122223333.dkr.ecr.us-east-1.amazonaws.com'])
    assert.deepEqual(rulesOf(one(`"Image": "${name}"`)), ['bad-ecr-address']);
  for (const compression of ['Gzip', 'None'])
    assert.deepEqual(
      rulesOf(source(`"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Prefix", "CompressionType": "${compression}"`)),
      ['prefix-without-slash'],
    );
  assert.deepEqual(rulesOf(source('"S3Uri": "s3://models", "S3DataType": "S3Prefix", "CompressionType": "None"')), [
    'prefix-without-slash',
  ]);
  assert.deepEqual(rulesOf(one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models"`)), [
    'multi-model-prefix-slash',
  ]);
  assert.deepEqual(
    rulesOf(one(`${image}, "Mode": "MULTIMODEL", "ModelDataUrl": "s3://models/", "MultiModelConfig": {}`)),
    ['misspelt-value'],
  );
  const twice = (source: string) =>
    rulesOf(
      one(`${image}, "ModelDataUrl": "s3://models/m.tar.gz", "ModelDataSource": { "S3DataSource": { ${source} } }`),
    );
  assert.deepEqual(twice('"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip"'), [
    'same-model-data',
  ]);
  assert.deepEqual(twice('"S3Uri": "s3://models/n.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip"'), [
    'two-model-data',
  ]);
  assert.deepEqual(twice('"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Object", "CompressionType": "None"'), [
    'two-model-data',
    'uncompressed-archive',
  ]);
  assert.deepEqual(rulesOf(many(['"Mode": "SingleModel"', '"containerHostname": "b"'])), [
    'hostnames-all-or-none',
    'misspelt-member',
  ]);
  assert.deepEqual(
    rulesOf(
      many(['"Mode": "SingleModel"', '"Mode": "SingleModel"'], ', "inferenceExecutionConfig": { "mode": "Direct" }'),
    ),
    ['direct-needs-hostnames', 'direct-needs-hostnames', 'misspelt-member', 'misspelt-member'],
  );
  assert.deepEqual(
    rulesOf(one('"Image": "ghcr.io/me/churn:1", "ImageConfig": { "repositoryAccessMode": "Vpc" }', vpc)),
    ['misspelt-member'],
  );
});

test('tags are told apart by a Key that is misspelt as well', () => {
  const text = one(image, ', "Tags": [{ "Key": "a", "Value": "1" }, { "key": "a", "Value": "2" }]');
  assert.deepEqual(
    problemsOf(text).map((it) => it.rule),
    ['misspelt-member', 'duplicate-tag'],
  );
});

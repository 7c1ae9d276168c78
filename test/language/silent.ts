/** What comes near to breaking a rule and does not: at least one text for every rule, by subject. */
import type { AnalysisContext } from '../../server/language/types';
import { environment, image, many, one, reading, source, vpc } from './minimal';

export const silent: readonly (readonly [rule: string, text: string, given?: AnalysisContext])[] = [
  // Syntax, and the file
  ['json-syntax', one(`${image}, "Environment": { "A": "\\u0041\\n\\/", "B": "{'x': True, None}" }`)],
  ['json-syntax', '{"ModelName":"m"}'],
  ['comment', environment('"URL": "https://example.com", "GLOB": "/* not one */", "HASH": "# neither"')],
  ['trailing-comma', environment('"A": "a,}", "B": "[1,]"')],
  ['too-deep', `${'['.repeat(499)}${']'.repeat(499)}`],
  ['byte-order-mark', one(image), { encoding: 'utf8' }],
  ['byte-order-mark', environment('"A": "\\ufeff"')],
  ['not-utf-8', one(image), { encoding: 'iso88591' }],
  ['not-utf-8', environment('"CITY": "Zürich"'), { encoding: 'utf8bom' }],
  ['empty-file', ' {} \n'],
  ['not-an-object', '{}'],

  // Members
  ['misspelt-member', environment('"modelName": "a", "Imgae": "b"')],
  ['misspelt-member', one(`${image}, "Owner": "me"`)],
  ['describe-only-member', environment('"ModelArn": "a", "CreationTime": "b"')],
  ['describe-only-member', one(`${image}, "CreationTime": "now"`)],
  ['editor-member', environment('"SCHEMA": "s"')],
  ['editor-member', one(`${image}, "$schema": "s"`)],
  ['unknown-member', environment('"ANYTHING": "goes"')],
  ['unknown-member', '{ "modelname": "m" }'],
  ['duplicate-member', environment('"A": "1", "a": "1"')],
  ['duplicate-member', many(['"Mode": "SingleModel"', '"Mode": "SingleModel"'])],
  ['missing-member', '{ "modelName": "m", "PrimaryContainer": { "ModelDataSource": {}, "MultiModelConfig": {} } }'],
  [
    'too-many-entries',
    environment(
      `${Array.from({ length: 100 }, (_, at) => `"A${at}": ""`).join(', ')}, "A0": "stands twice, and is sent once"`,
    ),
  ],

  // Values
  ['null-value', environment('"A": "null"')],
  ['wrong-type', environment('"PORT": "8080", "DEBUG": "true", "RATE": "0.5"')],
  ['wrong-type', one(image, ', "EnableNetworkIsolation": false')],
  ['too-long', one(image).replace('"m"', `"${'m'.repeat(63)}"`)],
  ['too-long', one(image, `, "Tags": [{ "Key": "k", "Value": "${'𝒱'.repeat(256)}" }]`)],
  ['too-long', environment(`"A": "${'é'.repeat(512)}"`)],
  ['too-short', one(image, ', "Tags": [{ "Key": "k", "Value": "" }]')],
  ['too-short', one('"ModelPackageName": "p"')],
  ['malformed-value', one(image).replace('role/r', 'role/service-role/My_Role+=,.@-1')],
  ['malformed-value', one('"ModelPackageName": "p/123456789"')],
  ['misspelt-value', one(`${image}, "Mode": "Sharded"`)],
  ['misspelt-value', environment('"MODE": "multimodel"')],
  ['unknown-value', one(`${image}, "Mode": "multi_model"`)],
  [
    'unknown-number',
    one(
      `${image}, "ContainerMetricsConfig": { "MetricsEndpoints": [{ "MetricsEndpointPath": "/m", "MetricPublishFrequencyInSeconds": 300 }] }`,
    ),
  ],
  ['too-few-items', one(`${image}, "AdditionalModelDataSources": []`, ', "Tags": []')],
  [
    'too-many-items',
    one(image, `, "Tags": [${Array.from({ length: 50 }, (_, at) => `{ "Key": "k${at}", "Value": "" }`).join(', ')}]`),
  ],
  [
    'too-many-bytes',
    environment(Array.from({ length: 32 }, (_, at) => `"PART_${10 + at}": "${'x'.repeat(1017)}"`).join(', ')),
  ],
  ['placeholder', one(image, ', "Tags": [{ "Key": "yourself", "Value": "replaces none" }]')],
  ['placeholder', one(image).replace('"m"', '"know-your-customer"')],
  ['placeholder', one(image).replace('"m"', '"your-voice"')],

  // The request
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
  ['recent-member', one(`${image}, "ModelDataUrl": "s3://models/m.tar.gz"`)],

  // Hostnames
  ['hostnames-all-or-none', many(['"Mode": "SingleModel"', '"Mode": "SingleModel"'])],
  ['direct-needs-hostnames', many(['"Mode": "SingleModel"', '"Mode": "SingleModel"'])],
  ['duplicate-hostname', many(['"ContainerHostname": "a"', '"ContainerHostname": "A"'])],
  ['similar-hostname', many(['"ContainerHostname": "a"', '"ContainerHostname": "a"'])],
  ['ignored-hostname', many(['"ContainerHostname": "a"', '"ContainerHostname": "b"'])],
  ['no-hostnames', many(['"Mode": "SingleModel"'])],
  ['no-hostnames', many(['"ContainerHostname": "a"', '"Mode": "SingleModel"'])],

  // What a container is made of
  ['image-and-package', one('"ModelPackageName": "churn/3"')],
  ['container-without-source', one('"ModelPackageName": "churn/3"')],
  ['container-without-source', one('"Imgae": "r/i:1"')],
  ['model-data-and-package', one('"ModelPackageName": "churn/3"')],
  ['specification-without-package', one('"ModelPackageName": "churn/3", "InferenceSpecificationName": "gpu"')],
  ['not-a-model-package', one('"ModelPackageName": "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn/3"')],
  [
    'not-a-model-package',
    one('"ModelPackageName": " arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/churn"'),
  ],

  // Images
  ['image-with-scheme', one(image)],
  ['tag-and-digest', one(`"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn@sha256:${'0'.repeat(64)}"`)],
  ['image-not-in-ecr', one('"Image": "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/churn:1"')],
  ['image-not-in-ecr', one('"Image": "111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov/churn:1"')],
  ['image-not-in-ecr', one('"Image": "111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/churn:1"')],
  ['image-not-in-ecr', one('"Image": "111122223333.dkr-ecr.eu-west-1.on.aws/churn:1"')],
  ['image-not-in-ecr', one('"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc" }', vpc)],
  ['image-not-in-ecr', one('"Image": "1.dkr.ecr.eu-west-1.amazonaws.com/churn:1"')],
  ['image-not-in-ecr', one('"Image": ""')],
  ['image-without-tag', one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com"')],
  ['image-without-tag', one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/"')],
  ...['.dkr.ecr', '.dkr-ecr', '.dkr.ecr-fips'].map(
    (host) => ['bad-ecr-address', one(`"Image": "111122223333${host}.us-east-1.amazonaws.com/churn"`)] as const,
  ),
  ['bad-ecr-address', one('"Image": "ghcr.io/dkr.ecr.example/churn"')],
  ['bad-ecr-address', one('"Image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/x"')],
  [
    'bad-ecr-address',
    one('"Image": "mirror.dkr.ecr.example.com/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc" }', vpc),
  ],
  ['bad-ecr-address', one('"Image": "${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/churn"')],
  ['image-not-in-ecr', one('"Image": "${REGISTRY}/churn:1"')],
  ['image-not-in-ecr', one(`${image}, "image": "ghcr.io/me/churn:1"`)],
  [
    'vpc-registry-without-vpc',
    one('"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc" }', vpc),
  ],
  ['vpc-registry-for-ecr', one('"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc" }', vpc)],
  [
    'auth-without-vpc-registry',
    one(
      '"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc", "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "arn:aws:lambda:eu-west-1:111122223333:function:f" } }',
      vpc,
    ),
  ],
  [
    'credentials-provider-no-function',
    one(
      '"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc", "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f:prod" } }',
      vpc,
    ),
  ],
  [
    'credentials-provider-no-function',
    one(
      '"Image": "ghcr.io/me/churn:1", "ImageConfig": { "RepositoryAccessMode": "Vpc", "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "${FUNCTION}" } }',
      vpc,
    ),
  ],
  ['image-without-tag', one(image)],
  ['latest-tag', one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/latest:1"')],
  ['latest-tag', one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:latest-cpu"')],

  // Model data
  ['bad-s3-address', one(`${image}, "ModelDataUrl": "s3://my.bucket-1/model.tar.gz"`)],
  ['bad-s3-address', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/"`)],
  ['bad-s3-address', one(`${image}, "ModelDataUrl": "s3://\${BUCKET}/model.tar.gz"`)],
  ['old-bucket-name', one(`${image}, "ModelDataUrl": "s3://models.example-1/model.tar.gz"`)],
  ['https-address', one(`${image}, "ModelDataUrl": "s3://models/model.tar.gz"`)],
  ['two-model-data', one(`${image}, "ModelDataUrl": "s3://models/model.tar.gz"`)],
  ['same-model-data', one(`${image}, "ModelDataUrl": "s3://models/model.tar.gz"`)],
  ['model-data-no-archive', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"`)],
  ['model-data-no-archive', one(`${image}, "ModelDataUrl": "s3://models/model.tar.gz"`)],
  ['model-data-no-archive', one(`${image}, "ModelDataUrl": "s3://models/\${VERSION}/"`)],
  ['prefix-with-gzip', source('"S3Uri": "s3://models/m.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip"')],
  ['prefix-without-slash', source('"S3Uri": "s3://models/m", "S3DataType": "S3Object", "CompressionType": "None"')],
  ['object-with-slash', source('"S3Uri": "s3://models/m/", "S3DataType": "S3Prefix", "CompressionType": "None"')],
  // What is still to be filled in, or no bucket, is said alone.
  ...['models/${VERSION}', 'a/m'].flatMap((path) => [
    [
      'prefix-without-slash',
      source(`"S3Uri": "s3://${path}", "S3DataType": "S3Prefix", "CompressionType": "None"`),
    ] as const,
    [
      'object-with-slash',
      source(`"S3Uri": "s3://${path}/", "S3DataType": "S3Object", "CompressionType": "None"`),
    ] as const,
  ]),
  ['gzip-no-archive', source('"S3Uri": "s3://models/${VERSION}", "S3DataType": "S3Object", "CompressionType": "Gzip"')],
  ['gzip-no-archive', source('"S3Uri": "s3://models/m.bin", "S3DataType": "S3Object", "CompressionType": "None"')],
  ['uncompressed-archive', source('"S3Uri": "s3://models/m.bin", "S3DataType": "S3Object", "CompressionType": "None"')],
  [
    'bad-key-segment',
    source('"S3Uri": "s3://models/a..b/.hidden", "S3DataType": "S3Object", "CompressionType": "None"'),
  ],
  [
    'bad-key-segment',
    source('"S3Uri": "s3://models/a//m.tar.gz", "S3DataType": "S3Object", "CompressionType": "Gzip"'),
  ],
  [
    'eula-not-accepted',
    source(
      '"S3Uri": "s3://models/m/", "S3DataType": "S3Prefix", "CompressionType": "None", "ModelAccessConfig": { "AcceptEula": true }',
    ),
  ],
  ['empty-model-data-source', one(`${image}, "ModelDataSource": { "s3DataSource": {} }`)],
  ...[
    'arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/llama/1.0.0',
    'arn:aws-cn:sagemaker:cn-north-1:111122223333:hub-content/own/ModelReference/llama',
  ].map(
    (arn) =>
      [
        'hub-content-arn',
        source(
          `"S3Uri": "s3://models/m/", "S3DataType": "S3Prefix", "CompressionType": "None", "HubAccessConfig": { "HubContentArn": "${arn}" }`,
        ),
      ] as const,
  ),
  [
    'duplicate-channel',
    one(
      `${image}, "ModelDataUrl": "s3://models/m.tar.gz", "AdditionalModelDataSources": [${['a', 'A']
        .map(
          (name) =>
            `{ "ChannelName": "${name}", "S3DataSource": { "S3Uri": "s3://models/${name}/", "S3DataType": "S3Prefix", "CompressionType": "None" } }`,
        )
        .join(', ')}]`,
    ),
  ],
  ['duplicate-channel', one(`${image}, "AdditionalModelDataSources": [{ "ChannelName": "" }, { "ChannelName": "" }]`)],
  [
    'eula-missing',
    source('"S3Uri": "s3://jumpstart-cache-prod-eu-west-1/m/", "S3DataType": "S3Prefix", "CompressionType": "None"'),
  ],

  [
    'eula-missing',
    source('"S3Uri": "s3://my-jumpstart-private-cache-copy/", "S3DataType": "S3Prefix", "CompressionType": "None"'),
  ],

  // Many models
  ['multi-model-without-prefix', one(`${image}, "Mode": "SingleModel"`)],
  ['multi-model-without-prefix', one('"ModelPackageName": "churn/3", "Mode": "MultiModel"')],
  ['multi-model-data-source', source('"S3Uri": "s3://models/m/", "S3DataType": "S3Prefix", "CompressionType": "None"')],
  ['multi-model-archive', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"`)],
  ['multi-model-prefix-slash', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/all/"`)],
  ['multi-model-prefix-slash', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "https://proxy/s3://models/all"`)],
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
    one('"ModelPackageName": "arn:aws:sagemaker:eu-west-1:444455556666:model-package/v", "Environment": { "A": "1" }'),
  ],
  [
    'marketplace-environment',
    one('"ModelPackageName": "arn:aws:sagemaker:eu-west-1:985815980388:model-package/v", "Environment": {}'),
  ],
  ['marketplace-isolation', one('"ModelPackageName": "arn:aws:sagemaker:us-east-1:444455556666:model-package/v"')],
  ['registry-of-another-region', one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312"')],
  [
    'registry-of-another-region',
    one('"Image": "007439368137.dkr.ecr.us-east-2.amazonaws.com/sagemaker-tritonserver:26.03-py3"'),
  ],
  ['registry-of-another-region', one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/vllm:0.27.1-gpu-py312"')],
  ['image-for-ec2', one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:omni-cuda-v1.5"')],
  ['image-for-ec2', one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/ray:serve-ml-cuda-v1"')],
  ['training-image', one('"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:1"')],
  ['training-image', one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:${TAG}"')],
  [
    'image-past-patches',
    one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py312"'),
  ],
  [
    'image-past-patches',
    one('"Image": "763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6.0-cpu-py312"'),
    { today: '2026-06-30' },
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
    'isolated-image',
    one(
      '"Image": "520713654638.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-chainer:5.0.0-cpu-py3"',
      ', "EnableNetworkIsolation": false',
    ),
  ],
  ...['own/sagemaker-chainer', 'sagemaker-chainer-isolated'].map(
    (repository) =>
      [
        'isolated-image',
        one(
          `"Image": "520713654638.dkr.ecr.eu-west-1.amazonaws.com/${repository}:5.0.0-cpu-py3"`,
          ', "EnableNetworkIsolation": true',
        ),
      ] as const,
  ),
  [
    'metrics-of-aws',
    one(`${image}, "ContainerMetricsConfig": { "MetricsEndpoints": [{ "MetricsEndpointPath": "/metrics" }] }`),
  ],
  ['shared-name', one(image), { duplicateNames: [] }],
  [
    'shared-name',
    '{ "ModelName": "{{ name }}" }',
    { duplicateNames: [{ file: 'file:///b', path: 'b', offset: 15, length: 12 }] },
  ],
  ['several-multi-model', many(['"Mode": "MultiModel", "ModelDataUrl": "s3://models/"', '"Mode": "SingleModel"'])],
  [
    'unused-multi-model-config',
    one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/", "MultiModelConfig": {}`),
  ],

  // Environment
  ['secret-in-environment', environment('"CACHE": "redis://cache:6379/0", "PAGE": "https://example.com/a:b@c"')],
  ['secret-in-environment', environment('"CACHE": "redis://user:${PASSWORD}@cache:6379/0"')],
  ['secret-in-environment', environment('"MODEL": "sk-learn", "ORG": "hf_internal", "SIZE": "AIza", "XOX": "xoxo"')],
  ...[
    '"GOOGLE_APPLICATION_CREDENTIALS": "/opt/ml/model/sa.json", "SERVING_TOKEN": "/run/secrets/tok"',
    '"USE_AUTH_TOKEN": "1", "MAX_NEW_TOKEN": "3", "NUM_SPECULATIVE_TOKEN": "5", "MIN_TOKEN": "-1", "LIMIT_TOKEN": "4096"',
    '"USE_API_KEY": "yes", "NO_PASSWORD": "True", "DB_PASSWORD": "none"',
    '"OPENAI_API_KEY_SECRET": "prod/openai", "DB_SECRET": "MyApp/Prod/Db"',
    '"TOKEN": "ssm:/x/y", "MY_SECRET": "secretsmanager://x", "KEY_SECRET": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:x"',
    '"API_KEY": "$API_KEY", "TOKEN": "${TOKEN}", "DB_PASSWORD": "%DB_PASSWORD%", "HF_TOKEN": "~/.cache/token"',
  ].map((entries) => ['secret-in-environment', environment(entries)] as const),
  ['secret-in-environment', one(image).replace('"m"', '"AKIAIOSFODNN7EXAMPLE"')],
  ['misspelt-variable', environment('"SAGEMAKER_MODEL_SERVER_WORKER": "2"')],
  ['misspelt-variable', reading('pytorch-inference:2.6.0-cpu-py312', '"SAGEMAKER_TS_MIN_WORKERS": "1"')],
  ['misspelt-variable', reading('vllm:1', '"SM_VLLM_MAX_LORAS": "2", "SM_VLLM_MAX_NUM_SEQS": "8", "MY_OWN": "x"')],
  ['misspelt-variable', reading('sglang:1', '"SM_SGLANG_DP": "2", "SM_SGLANG_EP": "2"')],
  ['misspelt-variable', reading('sagemaker-xgboost:3.0-5', '"SAGEMAKER_TFS_INSTANCE_COUNT": "2"')],
  ['misspelt-variable', reading('sagemaker-tritonserver:1', '"SAGEMAKER_TRITON_LOG_INFO": "1", "LOG_LEVEL": "1"')],
  ['model-id-missing', reading('huggingface-pytorch-tgi-inference:1', '"HF_MODEL_ID": "/opt/ml/model"')],
  ['model-id-missing', reading('djl-inference:1', '"OPTION_ROLLING_BATCH": "vllm"')],
  ['variable-choice', reading('sagemaker-tritonserver:1', '"SAGEMAKER_TRITON_INFERENCE_TYPE": "generate_stream"')],
  ['variable-choice', reading('my-triton:1', '"SAGEMAKER_TRITON_INFERENCE_TYPE": "stream"')],
  ...[' 8 ', '+8', '1_000', '', '{{ workers }}', '${WORKERS}'].map(
    (value) =>
      ['variable-value', reading('sagemaker-xgboost:3.0-5', `"SAGEMAKER_MODEL_SERVER_WORKERS": "${value}"`)] as const,
  ),
  ['variable-value', environment('"SAGEMAKER_MODEL_SERVER_WORKERS": "auto", "MAX_BATCH_SIZE": "auto"')],
  ['variable-value', reading('djl-inference:1', '"TENSOR_PARALLEL_DEGREE": "max", "OPTION_DTYPE": "fp64"')],
  ['variable-value', reading('vllm:1', '"SM_VLLM_GPU_MEMORY_UTILIZATION": ".85", "MAX_BATCH_SIZE": "auto"')],
  ['variable-value', reading('sagemaker-tritonserver:1', '"SAGEMAKER_TRITON_LOG_VERBOSE": "True"')],
  ['timeout-in-minutes', reading('pytorch-inference:2.6.0-cpu-py312', '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "60"')],
  [
    'timeout-in-minutes',
    reading(
      'huggingface-pytorch-inference:1',
      '"SAGEMAKER_MODEL_SERVER_TIMEOUT": "1", "SAGEMAKER_MODEL_SERVER_TIMEOUT_SECONDS": "60"',
    ),
  ],
  ['removed-rolling-batch', reading('djl-inference:0.32.0-lmi14.0.0-cu126', '"OPTION_ROLLING_BATCH": "lmi-dist"')],
  ['removed-rolling-batch', reading('djl-inference:0.33.0-lmi15.0.0-cu128', '"OPTION_ROLLING_BATCH": "vllm"')],
  // Of another kind of container, LMI in a tag says nothing.
  [
    'removed-rolling-batch',
    reading('huggingface-pytorch-tgi-inference:3-lmi15.0', '"HF_MODEL_ID": "a/b", "OPTION_ROLLING_BATCH": "lmi-dist"'),
  ],
  ['half-a-script', environment('"SAGEMAKER_PROGRAM": "inference.py"')],
  [
    'half-a-script',
    reading(
      'sagemaker-xgboost:3.0-5',
      '"SAGEMAKER_PROGRAM": "inference.py", "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code"',
    ),
  ],
  ...[
    reading('djl-inference:1', '"HF_MODEL_ID": "/opt/ml/model"', '', ', "EnableNetworkIsolation": true'),
    reading('djl-inference:1', '"HF_MODEL_ID": "models/churn/1"', '', ', "EnableNetworkIsolation": true'),
    reading('djl-inference:1', '"HF_MODEL_ID": "/cache/s3://models/churn"', '', ', "EnableNetworkIsolation": true'),
    reading('djl-inference:1', '"HF_MODEL_ID": "a/b"', '', ', "EnableNetworkIsolation": false'),
    reading('my-own:1', '"HF_MODEL_ID": "a/b"', '', ', "EnableNetworkIsolation": true'),
    reading(
      'djl-inference:1',
      '"HF_MODEL_ID": "a/b"',
      ', "ModelDataUrl": "s3://models/m.tar.gz"',
      ', "EnableNetworkIsolation": true',
    ),
  ].map((text) => ['isolated-download', text] as const),
  ['secret-in-environment', environment('"MAX_TOTAL_TOKENS": "4096", "TOKENIZERS_PARALLELISM": "false"')],
  ['secret-in-environment', environment('"HF_TOKEN": "{{resolve:secretsmanager:hf}}", "DB_PASSWORD": ""')],
  ['secret-in-environment', environment('"EOS": "<|eot_id|>", "SECRETARY": "Ann", "KEYBOARD": "us"')],
  [
    'placeholder',
    environment('"CHAT_TEMPLATE": "{% for m in messages %}{{ m.content }}{% endfor %}", "STOP": "<|eot_id|>"'),
  ],
  ['placeholder', environment('"PROMPT": "ENTER YOUR QUESTION", "STOP": "${", "HF_MODEL_ID": "your-voice/model"')],
  ['platform-variable', environment('"SAGEMAKER_PROGRAM": "inference.py", "OMP_NUM_THREADS": "1"')],
  ['skeleton-leftover', environment('"KeyName": "x", "OTHER": ""')],

  // Role, VPC and tags
  ['role-of-another-account', one(image), { account: '111122223333' }],
  ['role-of-another-account', one(image)],
  ['role-without-name', one(image)],
  ['role-without-name', one(image).replace('role/r', 'role/service-role/r')],
  ['role-without-name', one(image).replace('role/r', 'role/<name>')],
  ['vpc-id', one(image, vpc)],
  ['one-subnet', one(image, vpc)],
  ['reserved-tag', one(image, ', "Tags": [{ "Key": "awesome", "Value": "" }]')],
  ['duplicate-tag', one(image, ', "Tags": [{ "Key": "a", "Value": "1" }, { "Key": "A", "Value": "1" }]')],
  ['duplicate-tag', one(image, ', "Tags": [{ "Value": "1" }, { "Value": "1" }, { "Key": 1 }, { "Key": 1 }]')],
  ['duplicate-tag', one(image, ', "Tags": [[["Key", "a"]], [["Key", "a"]]]')],
  ['example-account', one(image)],
  ['example-account', environment('"ACCOUNT": "123456789012", "A123456789012": "1"')],
  ['multi-model-direct', one(`${image}, "Mode": "MultiModel", "ModelDataUrl": "s3://models/"`)],
  ['additional-without-model-data', one(`${image}, "ModelDataUrl": "s3://models/m.tar.gz"`)],
  [
    'unused-manifest',
    source(
      '"S3Uri": "s3://models/m/", "S3DataType": "S3Prefix", "CompressionType": "None", "ManifestS3Uri": "s3://models/manifest.csv", "ManifestEtag": "a"',
    ),
  ],
];

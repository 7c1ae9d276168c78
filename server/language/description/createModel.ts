/**
 * THE description of a CreateModel request: its members in the order of the API, with every limit of the service.
 *
 * Structure and required-ness are proved equal to the SDK's types by the compiler. Limits are those of the service
 * model of 2026-08-07 (botocore `sagemaker/2017-07-24/service-2.json`, commit 8c4dfd92) and, for bytes, of the field
 * documentation of `Environment` (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html).
 * The day on which a member joined is that of the first service model with it; defaults are those of the field
 * documentation and of what DescribeModel fills in. Which members an answer may have that no request said, and which lists
 * are sets, is known from what other tools treat so (terraform-provider-aws `resource_aws_sagemaker_model`, the ACK
 * controller; read 2026-11-20).
 */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { partitionOf } from '../../../knowledge/partitions';
import {
  byDefault,
  bytes,
  changeable,
  choice,
  dict,
  eitherForm,
  filledIn,
  flag,
  form,
  list,
  naming,
  number,
  type OtherForm,
  otherForm,
  remark,
  required,
  since,
  struct,
  type TargetLocation,
  text,
} from './shape';

const name = form(
  'letters, digits and hyphens, with a letter or digit at both ends',
  ['a letter or digit', /[a-zA-Z0-9]/],
  ['letters, digits and hyphens', /(?:[-a-zA-Z0-9]*[a-zA-Z0-9])?/],
);

const anyLine = form('any text on one line', ['text without a line break', /.*/]);

const location = form(
  'an address such as s3://bucket/path/model.tar.gz',
  ['s3:// or https://, in lower case', /(?:https|s3):\/\//],
  ['the name of a bucket', /[^/]+/],
  ['a path on one line', /\/?.*/],
);

const s3Uri = naming('s3', text({ max: 1024 }, location));

const packageName = [
  ['a letter or digit', /[a-zA-Z0-9]/],
  ['letters, digits and hyphens, no hyphen last', /[a-zA-Z0-9-]{0,62}(?<!-)/],
] as const;

const packageVersion = [
  ['a slash', /\//],
  ['a version of 1 to 9 digits', /[0-9]{1,9}/],
] as const;

const packageArn = [
  ['arn:aws', /arn:aws[a-z-]*/],
  [':sagemaker:', /:sagemaker:/],
  ['a region and a colon', /[a-z0-9-]*:/],
  ['an account id of 12 digits', /[0-9]{12}(?![0-9])/],
  [':model-package/', /:[a-z-]*\//],
] as const;

const modelPackage = eitherForm(
  'the name of a model package (up to 63 letters, digits and hyphens), with a version such as /3 if it has one, or its ARN',
  packageName,
  [...packageName, ...packageVersion],
  [...packageArn, ...packageName],
  [...packageArn, ...packageName, ...packageVersion],
);

const roleArn = {
  ...form(
    'the ARN of an IAM role, such as arn:aws:iam::111122223333:role/SageMakerRole',
    ['arn:aws', /arn:aws[a-z-]*/],
    [':iam::', /:iam::/],
    ['an account id of 12 digits', /\d{12}(?!\d)/],
    [':role/', /:role\/?/],
    ['the name of a role (letters, digits and _+=,.@-/)', /[a-zA-Z_0-9+=,.@\-/]+/],
  ),
  meant: (text: string, { account, region }: TargetLocation) => {
    // The session of a role names that role, but for its path; one with which a person signs in is not for SageMaker.
    const session = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([a-zA-Z_0-9+=,.@-]+)\/[^/]+$/.exec(text);
    const own = session?.[3]?.startsWith('AWSReservedSSO_') ? '<role-name>' : session?.[3];
    if (session) return `arn:${session[1]}:iam::${session[2]}:role/${own}`;
    // Who or what else IAM names is no role, and says only in which account one is wanted.
    const other = /^arn:(aws[a-z-]*):iam::(\d{12}):(?:root$|(?:user|group|policy|instance-profile)\/)/.exec(text);
    if (other) return `arn:${other[1]}:iam::${other[2]}:role/<role-name>`;
    const bare = /^(?:role\/)?((?:[a-zA-Z_0-9+=,.@-]+\/)*[a-zA-Z_0-9+=,.@-]{1,64})$/.exec(text)?.[1];
    return bare && account && !/^(?:null|none|nil|undefined|true|false)$/i.test(bare)
      ? `arn:${partitionOf(region ?? '')?.id ?? 'aws'}:iam::${account}:role/${bare}`
      : undefined;
  },
};

const vpcId = (names: 'security-group' | 'subnet', example: string) =>
  naming(names, text({ max: 32 }, form(`an id such as ${example}`, ['letters, digits and hyphens', /[-0-9a-zA-Z]+/])));

const tagText = form('letters, digits, spaces and the characters _ . : / = + - @', [
  'letters, digits, spaces and _.:/=+-@',
  /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u,
]);

/** Keys of tags that are kept for AWS. */
export const reservedKey = /^aws:/i;

const modelAccessConfig = struct<sdk.ModelAccessConfig>('ModelAccessConfig', {
  AcceptEula: required(flag),
});

const hubAccessConfig = struct<sdk.InferenceHubAccessConfig>('InferenceHubAccessConfig', {
  HubContentArn: required(naming('hub-content', text({ max: 255 }, anyLine))),
});

const s3DataSource = struct<sdk.S3ModelDataSource>('S3ModelDataSource', {
  S3Uri: required(s3Uri),
  S3DataType: required(
    choice({
      S3Prefix: 'all objects under the prefix S3Uri, which ends with a slash',
      S3Object: 'the one object at S3Uri',
    }),
  ),
  CompressionType: required(
    choice({
      None: 'the artifacts lie uncompressed, as the container shall see them',
      Gzip: 'the object is a gzip-compressed tar archive, unpacked for the container',
    }),
  ),
  ModelAccessConfig: since('2023-11-22', modelAccessConfig),
  HubAccessConfig: since('2024-06-20', hubAccessConfig),
  ManifestS3Uri: since('2024-09-20', s3Uri),
  ETag: since('2025-01-02', filledIn(text({}))),
  ManifestEtag: since('2025-01-02', filledIn(text({}))),
});

const modelDataSource = struct<sdk.ModelDataSource>('ModelDataSource', {
  S3DataSource: s3DataSource,
});

/** Whether an address is that of one archive, whichever member names it. */
export const isArchive = (uri: unknown): uri is string => /^s3:\/\/.+\.tar\.gz$/.test(String(uri));

/** One archive is named by its address alone as well. */
const asUrl: OtherForm & { readonly member: keyof sdk.ContainerDefinition } = {
  member: 'ModelDataUrl',
  to: (value) => {
    const uri = (value as sdk.ModelDataSource).S3DataSource?.S3Uri;
    return JSON.stringify(asUrl.from(uri)) === JSON.stringify(value) ? uri : undefined;
  },
  from: (uri): sdk.ModelDataSource | undefined =>
    isArchive(uri) ? { S3DataSource: { S3Uri: uri, S3DataType: 'S3Object', CompressionType: 'Gzip' } } : undefined,
};

const additionalModelDataSource = struct<sdk.AdditionalModelDataSource>(
  'AdditionalModelDataSource',
  {
    ChannelName: required(
      text(
        { min: 1, max: 64 },
        form('letters, digits, dots, hyphens and underscores', ['letters, digits and ._-', /[A-Za-z0-9._-]+/]),
      ),
    ),
    S3DataSource: required(s3DataSource),
  },
  ['ChannelName'],
);

const imageConfig = struct<sdk.ImageConfig>('ImageConfig', {
  RepositoryAccessMode: required(
    byDefault(
      'Platform',
      choice({
        Platform: 'the image is in Amazon ECR',
        Vpc: 'the image is in a private Docker registry that the VPC of the model reaches',
      }),
    ),
  ),
  RepositoryAuthConfig: since(
    '2021-03-19',
    struct<sdk.RepositoryAuthConfig>('RepositoryAuthConfig', {
      RepositoryCredentialsProviderArn: required(naming('lambda', text({ min: 1, max: 2048 }, anyLine))),
    }),
  ),
});

export const environment = dict({
  key: naming(
    'variable',
    bytes(
      1024,
      form(
        'letters, digits and underscores, with no digit first',
        ['a letter or underscore', /[a-zA-Z_]/],
        ['letters, digits and underscores', /[a-zA-Z0-9_]*/],
      ),
    ),
  ),
  value: naming('variable-value', bytes(1024)),
  max: 100,
  totalBytes: 32 * 1024,
});

const containerMetricsConfig = struct<sdk.ContainerMetricsConfig>('ContainerMetricsConfig', {
  MetricsEndpoints: list(
    struct<sdk.MetricsEndpoint>(
      'MetricsEndpoint',
      {
        MetricsEndpointPath: required(
          text(
            { max: 256 },
            form(
              'a path such as /metrics: a slash, then letters, digits and _ . / -, without two dots in a row',
              ['a slash', /\//],
              ['letters, digits and _./-', /(?:[a-zA-Z0-9/_-]|\.(?!\.))+/],
            ),
          ),
        ),
        MetricPublishFrequencyInSeconds: byDefault(
          60,
          number({
            10: 'every 10 seconds',
            30: 'every 30 seconds',
            60: 'every minute',
            120: 'every 2 minutes',
            180: 'every 3 minutes',
            240: 'every 4 minutes',
            300: 'every 5 minutes',
          }),
        ),
      },
      ['MetricsEndpointPath'],
    ),
    { max: 1 },
  ),
});

const containerDefinition = struct<sdk.ContainerDefinition>(
  'ContainerDefinition',
  {
    // In a pipeline, a container without one is named after its place; where each is called by its name, none is made up.
    ContainerHostname: filledIn(
      text({ max: 63 }, name),
      (request) => Object(Object(request).InferenceExecutionConfig).Mode !== 'Direct',
    ),
    Image: naming(
      'image',
      text(
        { max: 255 },
        form('registry/repository with :tag or @digest, without white space', ['anything but white space', /\S+/]),
      ),
    ),
    ImageConfig: since('2020-08-14', imageConfig),
    Mode: since(
      '2019-11-18',
      byDefault(
        'SingleModel',
        choice({
          SingleModel: 'the container serves one model',
          MultiModel: 'the container loads models on demand from under the prefix ModelDataUrl',
        }),
      ),
    ),
    ModelDataUrl: s3Uri,
    // As CreateTransformJob refuses it: aws/sagemaker-python-sdk#4777 and #5160 (read 2026-11-22).
    ModelDataSource: remark(
      'A batch transform job takes no model with it: for one, give an archive in ModelDataUrl.',
      since('2023-06-21', otherForm(asUrl, modelDataSource)),
    ),
    AdditionalModelDataSources: since('2024-07-09', list(additionalModelDataSource, { max: 5 })),
    Environment: environment,
    ModelPackageName: since('2018-11-28', naming('model-package', text({ min: 1, max: 176 }, modelPackage))),
    InferenceSpecificationName: since('2021-12-01', text({ min: 1, max: 63 }, name)),
    MultiModelConfig: since(
      '2021-01-14',
      struct<sdk.MultiModelConfig>('MultiModelConfig', {
        ModelCacheSetting: byDefault(
          'Enabled',
          choice({
            Enabled: 'models stay in memory between requests',
            Disabled: 'a model is loaded for each request',
          }),
        ),
      }),
    ),
    ContainerMetricsConfig: since('2026-06-16', containerMetricsConfig),
  },
  ['ContainerHostname', 'Image', 'ModelPackageName'],
);

/** A list of one container says what the member for the only container says. */
const asPrimary: OtherForm & { readonly member: keyof sdk.CreateModelInput } = {
  member: 'PrimaryContainer',
  to: (value) => (Array.isArray(value) && value.length === 1 ? value[0] : undefined),
  from: (value) => [value],
};

/** What `aws sagemaker create-model --cli-input-json` takes. */
export const createModel = struct<sdk.CreateModelInput>('CreateModelInput', {
  ModelName: required(text({ max: 63 }, name)),
  PrimaryContainer: containerDefinition,
  Containers: since('2018-11-28', otherForm(asPrimary, list(containerDefinition, { max: 15, counted: 'container' }))),
  InferenceExecutionConfig: since(
    '2021-02-22',
    struct<sdk.InferenceExecutionConfig>('InferenceExecutionConfig', {
      Mode: required(
        byDefault(
          'Serial',
          choice({
            Serial: 'the containers run one after the other, as a pipeline',
            Direct: 'each request names the one container that answers it',
          }),
        ),
      ),
    }),
  ),
  ExecutionRoleArn: naming('role', text({ min: 20, max: 2048 }, roleArn)),
  Tags: changeable(
    list(
      struct<sdk.Tag>(
        'Tag',
        {
          Key: required(naming('tag-key', text({ min: 1, max: 128 }, tagText))),
          Value: required(text({ max: 256 }, tagText)),
        },
        ['Key'],
      ),
      { max: 50, keyedBy: 'Key', reserved: reservedKey },
    ),
  ),
  VpcConfig: since(
    '2018-04-30',
    struct<sdk.VpcConfig>('VpcConfig', {
      SecurityGroupIds: required(
        list(vpcId('security-group', 'sg-0123456789abcdef0'), { min: 1, max: 5, unordered: true }),
      ),
      Subnets: required(list(vpcId('subnet', 'subnet-0123456789abcdef0'), { min: 1, max: 16, unordered: true })),
    }),
  ),
  EnableNetworkIsolation: since('2018-11-28', byDefault(false, flag)),
});

/** The member that names the model. */
export const nameMember = 'ModelName' satisfies keyof sdk.CreateModelInput;

/** What the tools put around an answer of DescribeModel: the JavaScript SDK, then the Python SDK. */
export const answerEnvelope: readonly string[] = ['$metadata', 'ResponseMetadata'];

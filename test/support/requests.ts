/** Random requests that SageMaker takes, made from the description. */
import type { ContainerDefinition, CreateModelInput, S3ModelDataSource } from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { check } from '../../server/language/check/check';
import { createModel } from '../../server/language/description/createModel';
import type { ReferenceKind, Shape, StringShape } from '../../server/language/description/shape';
import { read } from '../../server/language/syntax/document';

const place = 'eu-west-1:111122223333';

/** Where a string names something, the form alone makes no name that means anything. */
const names: Partial<Readonly<Record<ReferenceKind, RegExp>>> = {
  image: /^111122223333\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/[a-z]{2,6}:[0-9]$/,
  s3: /^s3:\/\/models-[a-z0-9]{3,9}\/[a-z]{2,9}$/,
  role: /^arn:aws:iam::111122223333:role\/[A-Z][a-z]{2,9}$/,
  'model-package': new RegExp(`^arn:aws:sagemaker:${place}:model-package/[a-z]{2,9}/[1-9]$`),
  lambda: new RegExp(`^arn:aws:lambda:${place}:function:[a-z]{2,9}$`),
  'hub-content': new RegExp(`^arn:aws:sagemaker:${place}:hub-content/hub/Model/[a-z]{2,9}$`),
  'security-group': /^sg-[0-9a-f]{8}$/,
  subnet: /^subnet-[0-9a-f]{8}$/,
  variable: /^[a-zA-Z_][a-zA-Z0-9_]{0,12}$/,
  'tag-key': /^[\p{L}\p{N}_.:/=+\-@]{1,12}$/u,
};

function texts({ names: named, limits, form }: StringShape): fc.Arbitrary<string> {
  const known = named && names[named];
  // fast-check makes no strings for expressions with look-around.
  const pattern = form && new RegExp(form.pattern.source.replace(/\(\?<?!.*?\)/g, ''), 'u');
  const any = pattern ? fc.stringMatching(pattern, { maxLength: 60 }) : fc.string({ maxLength: 12 });
  return known
    ? fc.stringMatching(known)
    : any.filter((it) => it.length >= (limits.min ?? 0) && (form?.pattern.test(it) ?? true));
}

function values(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return texts(shape);
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(shape.values).map((it) => (shape.of === 'number' ? Number(it) : it)));
    case 'dict':
      return fc.dictionary(texts(shape.key), texts(shape.value), { maxKeys: 3 });
    case 'list':
      return fc.array(values(shape.item), { minLength: shape.min ?? 0, maxLength: Math.min(shape.max, 3) });
    case 'struct': {
      const members = Object.entries(shape.members);
      const requiredKeys = members.filter(([, it]) => it.required).map(([name]) => name);
      return fc.record(Object.fromEntries(members.map(([name, it]) => [name, values(it)])), { requiredKeys });
    }
  }
}

/** What members have to do with each other, of which their shapes know nothing. */
function fitting(request: CreateModelInput): CreateModelInput {
  const { PrimaryContainer, Containers = [], VpcConfig, Tags, ...others } = request;
  const isMany = Containers.length > 0;
  const isDirect = others.InferenceExecutionConfig?.Mode === 'Direct';
  const hostnames = new Set(Containers.map((it) => it.ContainerHostname?.toLowerCase()));
  const areNamed = isDirect || (hostnames.size === Containers.length && !hostnames.has(undefined));
  const manyModels = Containers.findIndex((it) => it.Mode === 'MultiModel');
  const container = (it: ContainerDefinition, at: number): ContainerDefinition => ({
    ...fittingContainer(it, VpcConfig !== undefined),
    ...(it.Mode === 'MultiModel' && at !== manyModels && isMany && { Mode: 'SingleModel', ModelDataUrl: undefined }),
    ...(isMany && { ContainerHostname: areNamed ? (isDirect ? `c-${at}` : it.ContainerHostname) : undefined }),
  });
  const tags = [...new Map(Tags?.map((it) => [it.Key, it])).values()];
  return {
    ...others,
    ...(isMany
      ? { Containers: Containers.map(container) }
      : { PrimaryContainer: container(PrimaryContainer ?? {}, 0) }),
    ...(VpcConfig && { VpcConfig }),
    ...(Tags && { Tags: tags }),
  };
}

function fittingContainer(container: ContainerDefinition, hasVpc: boolean): ContainerDefinition {
  const { ModelPackageName, Environment, ContainerHostname, Image, ImageConfig, Mode, ModelDataUrl, ...others } =
    container;
  if (ModelPackageName && !Image) return { ModelPackageName, Environment, ContainerHostname };
  const {
    InferenceSpecificationName: _,
    ModelDataSource,
    AdditionalModelDataSources,
    MultiModelConfig,
    ...rest
  } = others;
  const address = ModelDataUrl ?? 's3://models-default/x';
  const source = ModelDataSource?.S3DataSource && { S3DataSource: fittingSource(ModelDataSource.S3DataSource) };
  return {
    ...rest,
    Image: Image ?? '111122223333.dkr.ecr.eu-west-1.amazonaws.com/default:1',
    ...(ImageConfig && (hasVpc || ImageConfig.RepositoryAccessMode === 'Platform') && { ImageConfig }),
    ...(Mode && { Mode }),
    ...(Environment && { Environment }),
    ...(ContainerHostname && { ContainerHostname }),
    ...(Mode === 'MultiModel'
      ? { ModelDataUrl: `${address}/`, ...(MultiModelConfig && { MultiModelConfig }) }
      : source
        ? { ModelDataSource: source }
        : ModelDataUrl && { ModelDataUrl: `${address}/model.tar.gz` }),
    ...(AdditionalModelDataSources && {
      AdditionalModelDataSources: AdditionalModelDataSources.map((it) => ({
        ...it,
        ...(it.S3DataSource && { S3DataSource: fittingSource(it.S3DataSource) }),
      })),
    }),
  };
}

function fittingSource(source: S3ModelDataSource): S3ModelDataSource {
  const isPrefix = source.S3DataType === 'S3Prefix';
  const end = isPrefix ? '/' : source.CompressionType === 'Gzip' ? '/model.tar.gz' : '/model.bin';
  return { ...source, S3Uri: source.S3Uri + end, ...(isPrefix && { CompressionType: 'None' }) };
}

/** Whether nothing in a request is an error. */
const isTaken = (request: CreateModelInput) =>
  check(read(JSON.stringify(request)), { region: 'eu-west-1', account: '111122223333' }).every(
    (it) => it.severity !== 'error',
  );

/** Requests of every shape that the description knows, with nothing in them that the service refuses. */
export const validRequests: fc.Arbitrary<CreateModelInput> = values(createModel)
  .map((it): CreateModelInput => JSON.parse(JSON.stringify(fitting(Object(it)))))
  .filter(isTaken);

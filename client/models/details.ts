/** The properties of a model in SageMaker as a tree of rows. */
import * as l10n from '@vscode/l10n';
import type { DescribeModelResponse, Tag } from '../../aws/api';
import type { Detail } from '../../aws/usage';

/** What kind of thing a model is: people know them apart by that. */
export type ModelKind = 'single' | 'multi-model' | 'pipeline' | 'package';

export function kindOf(answer: DescribeModelResponse): ModelKind {
  const containers = containersOf(answer);
  if (containers.length > 1) return 'pipeline';
  if (containers[0]?.Mode === 'MultiModel') return 'multi-model';
  return containers[0]?.ModelPackageName ? 'package' : 'single';
}

/** @returns what a kind of model is called */
export function kindInWords(kind: ModelKind): string {
  return {
    single: l10n.t('Single container'),
    'multi-model': l10n.t('Multi-model'),
    pipeline: l10n.t('Several containers'),
    package: l10n.t('Model package'),
  }[kind];
}

/** A model's containers, however they are written; an answer may have an empty object where there is none. */
function containersOf({
  PrimaryContainer,
  Containers,
}: Pick<DescribeModelResponse, 'PrimaryContainer' | 'Containers'>) {
  if (Containers && Containers.length > 0) return Containers;
  return PrimaryContainer && Object.keys(PrimaryContainer).length > 0 ? [PrimaryContainer] : [];
}

type ModelContainer = ReturnType<typeof containersOf>[number];

/** What a container is called: by its hostname, its image without the registry, or its package. */
export function containerName({ ContainerHostname, Image, ModelPackageName }: ModelContainer): string {
  return ContainerHostname ?? Image?.split('/').at(-1) ?? ModelPackageName?.split('/').slice(-2).join('/') ?? '';
}

/** Where the container's model data lies. */
function modelDataOf({ ModelDataUrl, ModelDataSource }: ModelContainer): string | undefined {
  return ModelDataUrl ?? ModelDataSource?.S3DataSource?.S3Uri;
}

/** The rows of a model, in the order in which people ask for them. */
export function detailsOf(answer: DescribeModelResponse, tags: readonly Tag[]): Detail[] {
  const { ExecutionRoleArn, VpcConfig, EnableNetworkIsolation, InferenceExecutionConfig } = answer;
  const vpc = [
    ...(VpcConfig?.Subnets ?? []).map((it) => row(l10n.t('Subnet'), it, 'circuit-board')),
    ...(VpcConfig?.SecurityGroupIds ?? []).map((it) => row(l10n.t('Security group'), it, 'shield')),
  ];
  return [
    ...containersOf(answer).map(containerRow),
    ...some(l10n.t('Execution'), InferenceExecutionConfig?.Mode, 'list-ordered'),
    ...some(l10n.t('Role'), ExecutionRoleArn, 'account'),
    ...(vpc.length > 0 ? [row(l10n.t('VPC'), vpc.map((it) => it.value).join(', '), 'lock', vpc)] : []),
    row(l10n.t('Network isolation'), EnableNetworkIsolation ? l10n.t('on') : l10n.t('off'), 'globe'),
    ...tags.map((it) => row(it.Key ?? '', it.Value ?? '', 'tag')),
  ];
}

/** What stands in the place of tags that may not be read. */
export const tagsNotAllowed = (): Detail =>
  row(l10n.t('Tags'), l10n.t('not shown: your policies do not allow sagemaker:ListTags'), 'tag');

function containerRow(container: ModelContainer): Detail {
  const { Image, Mode, ModelPackageName, Environment = {} } = container;
  const variables = Object.entries(Environment).map(([name, value]) => row(name, value, 'symbol-variable'));
  return row(l10n.t('Container'), containerName(container), 'vm', [
    ...some(l10n.t('Image'), Image, 'file-binary'),
    ...some(l10n.t('Package'), ModelPackageName, 'archive'),
    ...some(l10n.t('Mode'), Mode, 'layers'),
    ...some(l10n.t('Model data'), modelDataOf(container), 'database'),
    ...(variables.length > 0
      ? [row(l10n.t('Environment'), Object.keys(Environment).join(', '), 'symbol-namespace', variables)]
      : []),
  ]);
}

const row = (label: string, value: string, icon: string, children: readonly Detail[] = []): Detail => ({
  label,
  value,
  icon,
  children,
});

const some = (label: string, value: string | undefined, icon: string): Detail[] =>
  value ? [row(label, value, icon)] : [];

/** What the service refuses of a CreateModel request that keeps all limits, as far as its words are known. */
import type { ContainerDefinition, S3ModelDataSource } from '@aws-sdk/client-sagemaker';
import type { Place } from './model';
import type { Requests } from './requests';

type Request = Requests['CreateModel'];

/** What is wrong in an account with things that requests name. */
export interface Faults {
  /** By S3 URI. */
  readonly data: Map<string, 'missing' | 'unreadable'>;
  /** By role ARN: there is none, or it does not trust SageMaker. */
  readonly roles: Map<string, 'untrusted'>;
  readonly images: Map<string, 'missing' | 'OCI manifest' | 'no multi-models label' | 'no accept-bind-to-port label'>;
  /** By name or ARN, as requests have it. */
  readonly packages: Map<string, 'not subscribed' | 'from Marketplace'>;
}

/** The refusals that the request alone, and where it goes, decide. */
export function refusalByRequest(request: Request, place: Place): string | undefined {
  const { Containers = [], ExecutionRoleArn = '' } = request;
  const roleAccount = /^arn:[^:]*:iam::(\d+):/.exec(ExecutionRoleArn)?.[1];
  if (roleAccount !== undefined && roleAccount !== place.account)
    return 'RoleArn: Cross-account pass role is not allowed.';
  if (Containers.filter((it) => it.Mode === 'MultiModel').length > 1)
    return 'More than one container in MultiModel mode is not supported with inference pipeline.';
  return first(containersOf(request), (it) => sourceRefusal(it) ?? placeRefusal(it, place) ?? eulaRefusal(it));
}

function sourceRefusal({ Image, ModelDataUrl, ModelPackageName }: ContainerDefinition): string | undefined {
  const isClear = ModelPackageName ? !Image && !ModelDataUrl : Image;
  return isClear
    ? undefined
    : 'Specify one of either Image and Model Data URL or ModelPackageName in container definition.';
}

function placeRefusal(container: ContainerDefinition, { region }: Place): string | undefined {
  const { Image, ImageConfig, ModelPackageName } = container;
  const packageRegion = /^arn:[^:]*:sagemaker:([^:]*):/.exec(ModelPackageName ?? '')?.[1];
  if (packageRegion !== undefined && packageRegion !== region)
    return `ARN should be scoped to correct region: ${region}`;
  if (!Image || ImageConfig?.RepositoryAccessMode === 'Vpc') return undefined;
  const imageRegion = /^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[^/]+\//.exec(Image)?.[1];
  if (imageRegion === undefined)
    return `Using non-ECR image "${Image}" without Vpc repository access mode is not supported.`;
  if (imageRegion !== region)
    return `Region of "${Image}" does not match expected region of ${region}. Cross region ECR image pulls are not allowed.`;
  return undefined;
}

/** Gated weights lie in buckets of AWS whose names begin alike in every region. */
function eulaRefusal(container: ContainerDefinition): string | undefined {
  return first(sourcesOf(container), ({ S3Uri = '', ModelAccessConfig }) =>
    S3Uri.startsWith('s3://jumpstart-private-cache-prod-') && !ModelAccessConfig?.AcceptEula
      ? `The AcceptEula value must be explicitly defined as True in order to accept the end-user license agreement (EULA) that this "${S3Uri}" model requires.`
      : undefined,
  );
}

/** The refusals that depend on what the account has. */
export function refusalByAccount(request: Request, { region }: Place, faults: Faults): string | undefined {
  const { ExecutionRoleArn: role = '', Containers = [] } = request;
  const trust =
    'exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".';
  if (faults.roles.has(role))
    return `The execution role ARN "${role}" is invalid. Please ensure that the role ${trust}`;
  const ofData = (uri: string) =>
    ({
      missing: `Could not find model data at ${uri}.`,
      unreadable: `Could not access model data at ${uri}. Please ensure that the role "${role}" ${trust} Also ensure that the role has "s3:GetObject" permissions and that the object is located in ${region}.`,
      none: undefined,
    })[faults.data.get(uri) ?? 'none'];
  return first(
    containersOf(request),
    (it) =>
      packageRefusal(it, faults) ??
      imageRefusal(it, Containers.length > 1, faults) ??
      first([it.ModelDataUrl ?? '', ...sourcesOf(it).map(({ S3Uri = '' }) => S3Uri)], ofData),
  );
}

function packageRefusal({ ModelPackageName = '', Environment }: ContainerDefinition, faults: Faults) {
  const fault = faults.packages.get(ModelPackageName);
  if (fault === 'not subscribed') return 'Caller is not subscribed to the marketplace offering.';
  return fault === 'from Marketplace' && Environment
    ? 'Environment variable map cannot be specified when using a ModelPackage subscribed from AWS Marketplace.'
    : undefined;
}

function imageRefusal({ Image = '', Mode }: ContainerDefinition, isOneOfSeveral: boolean, faults: Faults) {
  const fault = faults.images.get(Image);
  const lacks = (label: string) =>
    `Your Ecr Image ${Image} does not contain required com.amazonaws.sagemaker.capabilities.${label}=true Docker label(s).`;
  if (fault === 'missing') return `Requested image ${Image} not found.`;
  if (fault === 'OCI manifest')
    return `Unsupported manifest media type application/vnd.oci.image.manifest.v1+json for image ${Image}. Ensure that valid manifest media type is used for specified image.`;
  if (fault === 'no multi-models label' && Mode === 'MultiModel') return lacks('multi-models');
  return fault === 'no accept-bind-to-port label' && isOneOfSeveral ? lacks('accept-bind-to-port') : undefined;
}

function containersOf({ PrimaryContainer, Containers = [] }: Request): readonly ContainerDefinition[] {
  return PrimaryContainer ? [PrimaryContainer, ...Containers] : Containers;
}

function sourcesOf({ ModelDataSource, AdditionalModelDataSources = [] }: ContainerDefinition): S3ModelDataSource[] {
  const all = [ModelDataSource, ...AdditionalModelDataSources].map((it) => it?.S3DataSource);
  return all.filter((it) => it !== undefined);
}

/** The first thing that is said of any item. */
function first<T>(items: readonly T[], say: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const said = say(item);
    if (said !== undefined) return said;
  }
  return undefined;
}

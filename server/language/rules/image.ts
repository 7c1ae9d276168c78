/** How an image is named, and where it may come from. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { type Container, containersOf } from '../entities/containers';
import { replaceFix } from '../syntax/fixes';
import { enclosingStruct } from '../syntax/structView';
import { excerpt, hasPlaceholder } from '../text/words';
import type { Fix } from '../types';
import { type Report, structRule } from './rule';

/** An image in Amazon ECR: `<account>.dkr.ecr.<region>.…`, or its FIPS or dual-stack form. */
const isEcr = (image: string) => /^\d{12}\.dkr[.-]ecr(?:-fips)?\./.test(image);
/** The host of an image in Amazon ECR, or of one that was to be, with what stands in the place of the account. */
const ecrHost = /^([^/]*?)\.?dkr[.-]ecr(?:-fips)?\.[^/]*/;
/** The part behind the last slash, in which a tag or digest stands. */
const lastPart = (image: string) => image.slice(image.lastIndexOf('/') + 1);
/** Whether an image names its registry, and not only a repository in one. */
function namesRegistry(image: string): boolean {
  const slash = image.indexOf('/');
  return slash > 0 && /.[.:]/s.test(image.slice(0, slash)) && /^\/./.test(image.slice(slash));
}
const hasScheme = (image: string) => /^(?:[a-z][a-z0-9+.-]*:\/\/|arn:)/i.test(image);

/** Reports on the image of a container, where it is one that can be judged. */
function onImage(
  it: Container,
  report: Report,
  message: (image: string) => string | undefined,
  fixes?: (image: string, node: Node) => readonly Fix[],
): void {
  const [image, node] = [it.text('Image'), it.value('Image')];
  if (image === undefined || image === '' || !node || hasPlaceholder(image)) return;
  const said = message(image);
  if (said !== undefined) report(node, said, { fixes: fixes?.(image, node) });
}

export const imageWithScheme = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'image-with-scheme',
  severity: 'error',
  rationale: 'An image is named registry/repository:tag, without a scheme and not by an ARN.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" }
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error image-with-scheme
}`,
  check(it, report) {
    const [image, node] = [it.text('Image'), it.value('Image')];
    if (image === undefined || !node || !hasScheme(image)) return;
    const [, bare] = /^[a-z][a-z0-9+.-]*:\/\/(.*)/is.exec(image) ?? [];
    report(
      node,
      bare === undefined
        ? 'This is an ARN. An image is named registry/repository:tag, as docker pull takes it.'
        : 'An image is named without a scheme before it. Begin with the registry.',
      { fixes: bare ? [replaceFix(node, bare, 'Remove the scheme')] : undefined },
    );
  },
});

const tagBeforeDigest = /:[^/:@]+@sha256:/;

export const tagAndDigest = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'tag-and-digest',
  severity: 'warning',
  rationale: 'SageMaker documents a tag or a digest behind the repository, not both.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning tag-and-digest
  }
}`,
  check: (it, report) =>
    onImage(
      it,
      report,
      (image) =>
        tagBeforeDigest.test(image)
          ? 'The image has a tag and a digest. Keep one: the digest names exactly one image.'
          : undefined,
      (image, node) => [
        replaceFix(node, image.replace(tagBeforeDigest, '@sha256:'), 'Keep the digest'),
        replaceFix(node, image.replace(/@sha256:.*/, ''), 'Keep the tag'),
      ],
    ),
});

/** The fix that says of an image that it comes through the VPC of the model. */
function reachingByVpc(it: Container): Fix[] {
  const title = 'Say that the VPC reaches its registry';
  const mode = it.object('ImageConfig')?.value('RepositoryAccessMode');
  if (mode) return [replaceFix(mode, 'Vpc', title)];
  const value = '{ "RepositoryAccessMode": "Vpc" }';
  return it.has('ImageConfig') ? [] : [{ title, steps: [{ do: 'add', object: it.node, name: 'ImageConfig', value }] }];
}

export const imageNotInEcr = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'image-not-in-ecr',
  severity: 'error',
  rationale: 'SageMaker pulls images from Amazon ECR, and from any other registry only through the VPC of the model.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "public.ecr.aws/docker/library/python:3.12" }
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error image-not-in-ecr
}`,
  check(it, report, _document, _given, value) {
    const config = it.object('ImageConfig');
    if (config?.is('RepositoryAccessMode', 'Vpc')) return;
    const hasVpc = () => enclosingStruct<sdk.CreateModelInput>(value, 'CreateModelInput')?.has('VpcConfig') ?? false;
    onImage(
      it,
      report,
      (image) => {
        if (hasScheme(image) || ecrHost.test(image) || /\s/.test(image)) return undefined;
        if (!namesRegistry(image))
          return 'This image names no registry. Write its whole name in Amazon ECR, such as 111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1.';
        return `This image is not in a private registry of Amazon ECR. Push it there, or, where ${hasVpc() ? 'the VPC of the model reaches its registry, say so in ImageConfig' : 'a VPC reaches its registry, name that in VpcConfig, and say so in ImageConfig'}.`;
      },
      (image) => (hasVpc() && namesRegistry(image) ? reachingByVpc(it) : []),
    );
  },
});

export const badEcrAddress = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'bad-ecr-address',
  severity: 'error',
  rationale: 'An image in Amazon ECR is named by the 12 digits of an account, a region and a repository.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "11112222333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" }
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error bad-ecr-address
}`,
  check(it, report) {
    if (it.object('ImageConfig')?.is('RepositoryAccessMode', 'Vpc')) return;
    onImage(it, report, (image) => {
      const [host = '', account] = ecrHost.exec(image) ?? [];
      if (account === undefined || /\s/.test(image)) return undefined;
      if (account === '') return 'The account is missing before dkr.ecr. Write its 12 digits there.';
      if (!isEcr(image))
        return `"${excerpt(account)}" is no account id, which has 12 digits. Write that of the registry.`;
      return image.length <= host.length + 1
        ? 'This is a registry without a repository. Write the name of the image behind it, such as /churn:1.'
        : undefined;
    });
  },
});

export const vpcRegistryWithoutVpc = structRule<sdk.CreateModelInput>('CreateModelInput', {
  id: 'vpc-registry-without-vpc',
  severity: 'error',
  rationale: 'A registry that is reached through the VPC needs the VPC of the model, which VpcConfig names.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "registry.example.com/churn:1",
    "ImageConfig": { "RepositoryAccessMode": "Vpc" }
                                             ^^^^^ error vpc-registry-without-vpc
  }
}`,
  check(it, report) {
    if (it.has('VpcConfig')) return;
    for (const container of containersOf(it)) {
      const config = container.object('ImageConfig');
      const node = config?.value('RepositoryAccessMode');
      if (node && config?.is('RepositoryAccessMode', 'Vpc'))
        report(node, 'The image is pulled through a VPC, and the model has none. Add VpcConfig.');
    }
  },
});

export const authWithoutVpcRegistry = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'auth-without-vpc-registry',
  severity: 'warning',
  rationale: 'Credentials for a registry are used only where the image is pulled through the VPC.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
    "ImageConfig": {
      "RepositoryAccessMode": "Platform",
      "RepositoryAuthConfig": {
      ^^^^^^^^^^^^^^^^^^^^^^ warning auth-without-vpc-registry
        "RepositoryCredentialsProviderArn": "arn:aws:lambda:eu-west-1:111122223333:function:credentials"
      }
    }
  }
}`,
  check(it, report) {
    const config = it.object('ImageConfig');
    const [key, mode] = [config?.key('RepositoryAuthConfig'), config?.value('RepositoryAccessMode')];
    if (key && mode && config?.is('RepositoryAccessMode', 'Platform'))
      report(key, 'It is used only with the RepositoryAccessMode Vpc. Change that, or remove this.', {
        fixes: [
          config.without('RepositoryAuthConfig'),
          ...(isEcr(it.text('Image') ?? '') ? [] : [replaceFix(mode, 'Vpc', 'Say Vpc')]),
        ],
      });
  },
});

export const credentialsProviderNoFunction = structRule<sdk.RepositoryAuthConfig>('RepositoryAuthConfig', {
  id: 'credentials-provider-no-function',
  severity: 'warning',
  rationale: 'The credentials of a registry come from a Lambda function.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "registry.example.com/churn:1",
    "ImageConfig": {
      "RepositoryAccessMode": "Vpc",
      "RepositoryAuthConfig": { "RepositoryCredentialsProviderArn": "arn:aws:iam::111122223333:role/registry" }
                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning credentials-provider-no-function
    }
  },
  "VpcConfig": { "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"], "Subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
}`,
  check(it, report) {
    const [arn, node] = [it.text('RepositoryCredentialsProviderArn'), it.value('RepositoryCredentialsProviderArn')];
    if (!arn || !node || hasPlaceholder(arn) || /^arn:[^:]+:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+/.test(arn)) return;
    report(
      node,
      'This is not the ARN of a Lambda function, such as arn:aws:lambda:eu-west-1:111122223333:function:credentials.',
    );
  },
});

export const vpcRegistryForEcr = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'vpc-registry-for-ecr',
  severity: 'hint',
  rationale:
    'An image of Amazon ECR is pulled by the platform, and RepositoryAccessMode Vpc is meant for other registries.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
    "ImageConfig": { "RepositoryAccessMode": "Vpc" }
                                             ^^^^^ hint vpc-registry-for-ecr
  },
  "VpcConfig": { "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"], "Subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
}`,
  check(it, report) {
    const config = it.object('ImageConfig');
    const node = config?.value('RepositoryAccessMode');
    if (node && config?.is('RepositoryAccessMode', 'Vpc') && isEcr(it.text('Image') ?? ''))
      report(node, 'The image is in Amazon ECR, for which Platform is enough.', { fixes: [it.without('ImageConfig')] });
  },
});

export const imageWithoutTag = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'image-without-tag',
  severity: 'information',
  rationale: 'An image without a tag is the one that is tagged latest at the moment, and another one later.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn" }
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information image-without-tag
}`,
  check: (it, report) =>
    onImage(it, report, (image) =>
      isEcr(image) && lastPart(image) !== '' && image.includes('/') && !/[:@]/.test(lastPart(image))
        ? 'The image has no tag and no digest, which means latest. Name the one that you have tested.'
        : undefined,
    ),
});

export const latestTag = structRule<sdk.ContainerDefinition>('ContainerDefinition', {
  id: 'latest-tag',
  severity: 'hint',
  rationale: 'The tag latest names another image tomorrow, so that nobody can say what a model runs.',
  invalidExample: `
{
  "ModelName": "churn",
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:latest" }
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint latest-tag
}`,
  check: (it, report) =>
    onImage(it, report, (image) =>
      /:latest$/.test(lastPart(image))
        ? 'latest names another image tomorrow. A version or a digest says what the model runs.'
        : undefined,
    ),
});

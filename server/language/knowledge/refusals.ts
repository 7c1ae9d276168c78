/**
 * What SageMaker says when it refuses a request, as people have met it in public issues and code up to 2026-11, and what
 * to do about it. No page of the service lists these sentences; they are recognised by what has stayed the same in them.
 */

export interface Refusal {
  /** What the message has in it. */
  readonly says: RegExp;
  /** The members that it is about, the likeliest first, for a message that quotes no value of the definition. */
  readonly members: readonly string[];
  /** What to do, in a sentence or two. */
  readonly next: string;
}

export const refusals: readonly Refusal[] = [
  {
    says: /Could not find model data at/i,
    members: ['ModelDataUrl', 'S3Uri'],
    next: 'Check that there is an object of this very name, written by a training that has ended; a prefix is no object.',
  },
  {
    says: /Could not access model data at/i,
    members: ['ModelDataUrl', 'S3Uri', 'ExecutionRoleArn'],
    next: 'Let the execution role do s3:GetObject and s3:ListBucket there, and keep the bucket in the region of the model.',
  },
  {
    says: /execution role ARN .* is invalid/i,
    members: ['ExecutionRoleArn'],
    next: 'Let the role trust sagemaker.amazonaws.com (sts:AssumeRole). A role that is seconds old is known a little later: try again.',
  },
  {
    says: /Cross-account pass role is not allowed/i,
    members: ['ExecutionRoleArn'],
    next: 'Name a role of the account in which the model is created.',
  },
  {
    says: /iam:PassRole/,
    members: ['ExecutionRoleArn'],
    next: 'Ask for iam:PassRole on this role, for the service sagemaker.amazonaws.com.',
  },
  {
    says: /does not match expected region|Cross region ECR image pulls/i,
    members: ['Image'],
    next: "Name the image of the same repository in the model's region, or connect to the region of the image.",
  },
  {
    says: /non-ECR image/i,
    members: ['Image'],
    next: 'Push it to Amazon ECR, or say in ImageConfig that it is in a private registry that the VPC reaches (RepositoryAccessMode Vpc).',
  },
  {
    says: /Requested image .* not found/i,
    members: ['Image'],
    next: 'Check repository, tag and account, and whether the push has ended.',
  },
  {
    says: /ECR image .* is invalid/i,
    members: ['Image'],
    next: 'Name its tag or digest.',
  },
  {
    says: /Unsupported manifest media type/i,
    members: ['Image'],
    next: 'Build it again as a Docker image and not as an OCI index: docker buildx build --provenance=false --output type=registry,oci-mediatypes=false.',
  },
  {
    says: /capabilities\.multi-models/i,
    members: ['Image', 'Mode'],
    next: 'Use an image that can serve many models, or label your own: LABEL com.amazonaws.sagemaker.capabilities.multi-models=true.',
  },
  {
    says: /capabilities\.accept-bind-to-port/i,
    members: ['Image'],
    next: 'Where a model has several containers, each listens on the port in SAGEMAKER_BIND_TO_PORT and is labelled com.amazonaws.sagemaker.capabilities.accept-bind-to-port=true.',
  },
  {
    says: /ecr:(GetDownloadUrlForLayer|BatchGetImage|BatchCheckLayerAvailability)/,
    members: ['Image', 'ExecutionRoleArn'],
    next: 'Let the execution role pull it, and let the policy of a repository in another account allow that.',
  },
  {
    says: /More than one container in MultiModel mode/i,
    members: ['Mode'],
    next: 'Leave MultiModel to one container of the pipeline.',
  },
  {
    says: /one of either Image and Model Data URL or ModelPackageName/i,
    members: ['ModelPackageName', 'Image'],
    next: 'A container has either an Image, with its model data, or a ModelPackageName.',
  },
  {
    says: /not subscribed to the marketplace offering/i,
    members: ['ModelPackageName'],
    next: 'Subscribe to it in AWS Marketplace with this account, and try again.',
  },
  {
    says: /Environment variable map cannot be specified/i,
    members: ['Environment'],
    next: 'Remove Environment: the seller of the package has set what it needs.',
  },
  {
    says: /AcceptEula value must be explicitly defined as True/i,
    members: ['AcceptEula', 'ModelAccessConfig', 'S3Uri'],
    next: 'Read the licence, and say yes to it: "ModelAccessConfig": { "AcceptEula": true } beside this S3Uri.',
  },
  {
    says: /ARN should be scoped to correct region/i,
    members: ['ModelPackageName'],
    next: "Name the package of the model's region, or connect to the region of the package.",
  },
];

/** What to do where SageMaker says which limit a value breaks. */
export const limitNext = 'Change it, and create the model again.';

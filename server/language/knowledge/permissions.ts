/**
 * What a model's role and whoever creates it must be allowed, and on what.
 *
 * Sources: the permissions of CreateModel in "How to use SageMaker AI execution roles", the actions and resources of
 * SageMaker, S3, ECR and EC2 in the Service Authorization Reference (read 2026-11-24).
 */

/** The service that takes on the role, under the same name in every partition. */
export const principal = 'sagemaker.amazonaws.com';

export const actions = {
  readObject: ['s3:GetObject'],
  listBucket: ['s3:ListBucket'],
  logIn: ['ecr:GetAuthorizationToken'],
  pull: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  log: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
  measure: ['cloudwatch:PutMetricData'],
  seeNetwork: [
    'ec2:DescribeDhcpOptions',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
  ],
  createInterface: ['ec2:CreateNetworkInterface'],
  ownInterface: [
    'ec2:CreateNetworkInterfacePermission',
    'ec2:DeleteNetworkInterface',
    'ec2:DeleteNetworkInterfacePermission',
  ],
  askCredentials: ['lambda:InvokeFunction'],
  createModel: ['sagemaker:CreateModel', 'sagemaker:DescribeModel'],
  tag: ['sagemaker:AddTags'],
  passRole: ['iam:PassRole'],
  assume: ['sts:AssumeRole'],
} as const;

/** Where endpoints write their logs. */
export const logGroup = '/aws/sagemaker/Endpoints/*';

/** The members beside an address in S3 that make a prefix of it, with their values. */
export const prefixMarks: Readonly<Record<string, string>> = { S3DataType: 'S3Prefix', Mode: 'MultiModel' };

/** What each operation takes: shapes in the product's own words, with CreateModel's limits read from its description. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import { createModel } from '../../server/language/description/createModel';
import { choice, form, list, required, type Shape, text } from '../../server/language/description/shape';

/** What the requests to come have in their members, beside what a CreateModel request has. */
export type Asked = Shape | Whole | Moment;

/** A whole number. */
interface Whole {
  readonly kind: 'whole';
  readonly min: number;
  readonly max?: number;
  readonly required?: never;
}

/** A point in time: a JSON number, seconds since 1970 with a fraction. */
interface Moment {
  readonly kind: 'moment';
  readonly required?: never;
}

/** A request of SDK type `T` as it is read from the wire: what is required is there, times are seconds. */
type Read<T> = { readonly [K in keyof T]: Date extends T[K] ? number : NonNullable<T[K]> };

export interface Requests {
  readonly CreateModel: Read<sdk.CreateModelInput>;
  readonly DescribeModel: Read<sdk.DescribeModelInput>;
  readonly ListModels: Read<sdk.ListModelsInput>;
  readonly DeleteModel: Read<sdk.DeleteModelInput>;
  readonly ListModelPackages: Read<sdk.ListModelPackagesInput>;
  readonly ListTags: Read<sdk.ListTagsInput>;
  readonly AddTags: Read<sdk.AddTagsInput>;
  readonly DeleteTags: Read<sdk.DeleteTagsInput>;
  readonly ListEndpointConfigs: Read<sdk.ListEndpointConfigsInput>;
  readonly DescribeEndpointConfig: Read<sdk.DescribeEndpointConfigInput>;
  readonly ListEndpoints: Read<sdk.ListEndpointsInput>;
  readonly DescribeEndpoint: Read<sdk.DescribeEndpointInput>;
  readonly ListInferenceComponents: Read<sdk.ListInferenceComponentsInput>;
  readonly DescribeInferenceComponent: Read<sdk.DescribeInferenceComponentInput>;
}

export type ModelOperation = keyof Requests;

const { ModelName, Tags } = createModel.members;

// The limits below are those of botocore `sagemaker/2017-07-24/service-2.json`, commit 8c4dfd92 (2026-08-07).
const nextToken = text({ max: 8192 }, form('any text on one line', ['text', /.*/]));
const resourceArn = text(
  { max: 256 },
  form('an ARN', ['an ARN of SageMaker', /arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+/]),
);
const moment: Moment = { kind: 'moment' };
const byNameOrAge = { Name: 'by name', CreationTime: 'by age' };
const statuses = {
  OutOfService: 'cannot be used',
  Creating: 'comes',
  Updating: 'changes',
  SystemUpdating: 'is being maintained',
  RollingBack: 'goes back',
  InService: 'can be used',
  Deleting: 'goes',
  Failed: 'did not come about',
};

/** A list: its order, its pages, and what its items are filtered by. */
const listing = (sortedBy: Readonly<Record<string, string>>): Readonly<Record<string, Asked>> => ({
  SortBy: choice(sortedBy),
  SortOrder: choice({ Ascending: 'least first', Descending: 'greatest first' }),
  NextToken: nextToken,
  MaxResults: { kind: 'whole', min: 1, max: 100 },
  NameContains: text({ max: 63 }, form('a part of a name', ['letters, digits and hyphens', /[a-zA-Z0-9-]+/])),
  CreationTimeBefore: moment,
  CreationTimeAfter: moment,
});

export const requests: Readonly<Record<ModelOperation, Readonly<Record<string, Asked>>>> = {
  CreateModel: createModel.members,
  DescribeModel: { ModelName },
  ListModels: listing(byNameOrAge),
  DeleteModel: { ModelName },
  ListModelPackages: {
    ModelPackageType: choice({ Versioned: 'of groups', Unversioned: 'of no group', Both: 'all' }),
    SortBy: choice(byNameOrAge),
    SortOrder: choice({ Ascending: 'least first', Descending: 'greatest first' }),
    NextToken: nextToken,
    MaxResults: { kind: 'whole', min: 1, max: 100 },
  },
  ListTags: {
    ResourceArn: required(resourceArn),
    NextToken: nextToken,
    MaxResults: { kind: 'whole', min: 50 },
  },
  AddTags: { ResourceArn: required(resourceArn), Tags: required(Tags) },
  DeleteTags: {
    ResourceArn: required(resourceArn),
    TagKeys: required(list(Tags.item.members.Key, { min: 1, max: Tags.max })),
  },
  ListEndpointConfigs: listing(byNameOrAge),
  // Names of what runs models have the form of a model's, and its length.
  DescribeEndpointConfig: { EndpointConfigName: ModelName },
  ListEndpoints: { ...listing({ ...byNameOrAge, Status: 'by status' }), StatusEquals: choice(statuses) },
  DescribeEndpoint: { EndpointName: ModelName },
  ListInferenceComponents: listing({ ...byNameOrAge, Status: 'by status' }),
  DescribeInferenceComponent: { InferenceComponentName: ModelName },
};

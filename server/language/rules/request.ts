/** How the members of a request as a whole go together. */
import type * as sdk from '@aws-sdk/client-sagemaker';
import type { Node } from 'jsonc-parser';
import { asPrimary, listAsPrimary } from '../refactorings/containers';
import { openingBracketOrValue, removeFix } from '../syntax/fixes';
import { count, hasPlaceholder } from '../text/words';
import { type SchemaRule, structRule } from './rule';

const request = 'CreateModelInput';

const isEmpty = (list: Node | undefined) => list?.type === 'array' && list.children?.length === 0;

export const bothContainerMembers = structRule<sdk.CreateModelInput>(request, {
  id: 'both-container-members',
  severity: 'error',
  rationale: 'A model has either one container in PrimaryContainer or a list of them in Containers, never both.',
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
  ^^^^^^^^^^^^^^^^^^ error both-container-members
  "Containers": [
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1", "ContainerHostname": "a" },
    { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/b:1", "ContainerHostname": "b" }
  ]
}`,
  check(it, report) {
    const [one, many] = [it.key('PrimaryContainer'), it.key('Containers')];
    if (!one || !many) return;
    report(
      one,
      'The request has Containers as well. Keep one of the two: SageMaker takes one container or a list of them.',
      {
        related: [{ ...openingBracketOrValue(many), message: 'The list of containers.' }],
        fixes: [
          ...(isEmpty(it.value('Containers')) ? [] : [it.without('PrimaryContainer')]),
          it.without('Containers', 'InferenceExecutionConfig'),
        ],
      },
    );
  },
});

export const sharedName = structRule<sdk.CreateModelInput>(request, {
  id: 'shared-name',
  severity: 'information',
  rationale:
    'A name is taken once in an account and region, so of two definitions with one name one can be created there.',
  given: {
    duplicateNames: [{ file: 'file:///b.sagemaker-model.json', path: 'b.sagemaker-model.json', offset: 17, length: 7 }],
  },
  invalidExample: `
{
  "ModelName": "churn",
               ^^^^^^^ information shared-name
  "ExecutionRoleArn": "arn:aws:iam::111122223333:role/r",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" }
}`,
  check(it, report, _document, { duplicateNames = [], duplicateNameCount = duplicateNames.length }) {
    const [other] = duplicateNames;
    const [name, node] = [it.text('ModelName'), it.value('ModelName')];
    if (!name || !node || !other || hasPlaceholder(name)) return;
    const who =
      duplicateNameCount > 1 ? `${other.path} and ${count(duplicateNameCount - 1, 'other')} have` : `${other.path} has`;
    report(node, `${who} this name as well. Only one of them can be created in one account and region.`, {
      related: [{ ...other, message: 'The same name.' }],
    });
  },
});

export const noContainer = structRule<sdk.CreateModelInput>(request, {
  id: 'no-container',
  severity: 'warning',
  rationale: 'A model without a container serves nothing, though both members are formally optional.',
  invalidExample: `
{ "ModelName": "churn" }
^ warning no-container
`,
  check(it, report) {
    const list = it.value('Containers');
    if (it.has('PrimaryContainer') || (it.has('Containers') && !isEmpty(list))) return;
    report(list ?? it.node, 'The model has no container. Describe one in PrimaryContainer, or several in Containers.');
  },
});

export const listOfOneContainer = structRule<sdk.CreateModelInput>(request, {
  id: 'list-of-one-container',
  severity: 'hint',
  rationale: 'One container is written shorter as PrimaryContainer; a list of one is taken just as well.',
  invalidExample: `
{
  "ModelName": "churn",
  "Containers": [{ "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" }]
  ^^^^^^^^^^^^ hint list-of-one-container
}`,
  check(it, report, document) {
    const [key, steps] = [it.key('Containers'), asPrimary(it, document)];
    if (!key || !steps || it.has('InferenceExecutionConfig')) return;
    report(key, 'The list has one container. PrimaryContainer would do.', {
      fixes: [{ title: listAsPrimary.title, steps }],
    });
  },
});

export const directWithoutContainers = structRule<sdk.CreateModelInput>(request, {
  id: 'direct-without-containers',
  severity: 'warning',
  rationale: 'Direct means that a request names the container that answers it, which takes two or more in Containers.',
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
  "InferenceExecutionConfig": { "Mode": "Direct" }
                                        ^^^^^^^^ warning direct-without-containers
}`,
  check(it, report) {
    const mode = it.object('InferenceExecutionConfig');
    const node = mode?.value('Mode');
    if (!node || !mode?.is('Mode', 'Direct') || it.items('Containers').length > 1) return;
    report(
      node,
      'Direct needs two or more containers in Containers. List them there, or leave InferenceExecutionConfig out.',
      { fixes: it.has('Containers') ? undefined : [it.without('InferenceExecutionConfig')] },
    );
  },
});

export const serialWithoutContainers = structRule<sdk.CreateModelInput>(request, {
  id: 'serial-without-containers',
  severity: 'information',
  rationale: 'Serial is the default, and has no effect on a model without a list of containers.',
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" },
  "InferenceExecutionConfig": { "Mode": "Serial" }
  ^^^^^^^^^^^^^^^^^^^^^^^^^^ information serial-without-containers
}`,
  check(it, report) {
    const key = it.key('InferenceExecutionConfig');
    if (!key || it.has('Containers') || !it.object('InferenceExecutionConfig')?.is('Mode', 'Serial')) return;
    report(key, 'There are no Containers to run one after the other, so this has no effect. It can be removed.', {
      fixes: [removeFix(key)],
    });
  },
});

export const noRole = structRule<sdk.CreateModelInput>(request, {
  id: 'no-role',
  severity: 'warning',
  rationale:
    'The role is what fetches the image and the artifacts. It may be left out where the endpoint gives one (inference components).',
  invalidExample: `
{
^ warning no-role
  "ModelName": "churn",
  "PrimaryContainer": { "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1" }
}`,
  check(it, report) {
    if (it.has('ExecutionRoleArn') || !(it.has('PrimaryContainer') || it.has('Containers'))) return;
    report(
      it.node,
      'No ExecutionRoleArn is given, and image and artifacts are fetched with it. Add one, unless the endpoint configuration names the role.',
    );
  },
});

/** The day of the newest member that older tools refuse: AWS CLI 1.45.11 knows none of this year (measured 2026-11). */
const recent = '2026-01-01';

export const recentMember: SchemaRule<'member'> = {
  id: 'recent-member',
  severity: 'hint',
  on: 'member',
  rationale:
    'An AWS CLI older than a member refuses the request, and an older SDK leaves the member out without a word.',
  appliesTo: ({ kind }) => kind === 'struct',
  invalidExample: `
{
  "ModelName": "churn",
  "PrimaryContainer": {
    "Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1",
    "ContainerMetricsConfig": { "MetricsEndpoints": [{ "MetricsEndpointPath": "/metrics" }] }
    ^^^^^^^^^^^^^^^^^^^^^^^^ hint recent-member
  }
}`,
  check({ name, key, meant, shape }, report) {
    if (meant !== undefined || shape?.since === undefined || shape.since < recent) return;
    report({
      ...openingBracketOrValue(key),
      message: `${name} joined the API on ${shape.since}: an older AWS CLI or SDK does not know it.`,
    });
  },
};
